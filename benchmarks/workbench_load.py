"""Many people on one workbench: appends and reads on loopback, then kill -9, then what is lost.

    python -m benchmarks.workbench_load [--people 20] [--readers 5] [--seconds 60] [--findings 20000]

Starts `feijian workbench` as its own process over a made workspace. Every person takes and marks
cases as fast as answers come, every reader turns pages of the queue; at the end the process is killed
with SIGKILL amid writing. Every act that was answered must be in the store, and the chain must hold.
Exit code 1 where something is lost or the 95th percentile of an append is above 250 ms.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.workbench_county import published, staffed
from feijian.workbench.desk import dsn_of
from feijian.workbench.store import EventStore
from feijian.workspace import Workspace

LIMIT = 0.250


@dataclass
class Measured:
    """Seconds of each append and read; acts that were answered as (seq, who, event); lost: not in the store."""

    appends: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    answered: list[tuple[int, str, str]] = field(default_factory=list)
    lost: list[tuple[int, str, str]] = field(default_factory=list)
    refused: int = 0
    chain: str = ""
    rows: int = 0


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def served(workspace: Workspace, port: int) -> subprocess.Popen[bytes]:
    """The workbench as a process of its own, once it answers."""
    made = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "feijian",
            "workbench",
            "-w",
            str(workspace.root),
            "--port",
            str(port),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    stop = time.monotonic() + 120
    while time.monotonic() < stop:
        if made.poll() is not None:
            told = made.stderr.read().decode() if made.stderr else ""
            raise RuntimeError(f"the workbench ended: {told[-400:]}")
        try:
            asked(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "GET", "/health", "")
        except OSError:
            time.sleep(0.2)
        else:
            return made
    made.kill()
    raise RuntimeError("the workbench does not answer")


def asked(
    connection: http.client.HTTPConnection, method: str, path: str, token: str, told: Any = None
) -> tuple[int, bytes]:
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    text = None if told is None else json.dumps(told)
    connection.request(method, path, body=text, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def load(
    workspace: Workspace,
    people: int,
    readers: int,
    seconds: float,
    *,
    events: list[str],
    held: dict[str, str],
) -> Measured:
    """Serve, load, kill -9 amid it, and look into the store."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = served(workspace, port)
    found, lock, over = Measured(), threading.Lock(), threading.Event()
    logins = sorted(held)

    def write(number: int) -> None:
        login = logins[number]
        mine = events[number::people]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        turn = 0
        while not over.is_set():
            event_id = mine[turn % len(mine)]
            what = ("/api/assign", {"event_ids": [event_id]}) if turn % 2 == 0 else (
                "/api/status", {"event_ids": [event_id], "status": ("visit", "open")[turn // 2 % 2]})  # fmt: skip
            start = time.perf_counter()
            try:
                status, data = asked(connection, "POST", what[0], held[login], what[1])
            except (OSError, http.client.HTTPException):
                return  # killed: this one was not answered
            took = time.perf_counter() - start
            with lock:
                if status == 201:
                    found.appends.append(took)
                    found.answered.append((json.loads(data)["seq"], login, event_id))
                else:
                    found.refused += 1
            turn += 1

    def read(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        page = 1
        while not over.is_set():
            start = time.perf_counter()
            try:
                status, _ = asked(
                    connection, "GET", f"/api/queue?page={page}", held[logins[number % people]]
                )
            except (OSError, http.client.HTTPException):
                return
            with lock:
                if status == 200:
                    found.reads.append(time.perf_counter() - start)
                else:
                    found.refused += 1
            page = page % 20 + 1

    workers = [threading.Thread(target=write, args=(n,)) for n in range(people)]
    workers += [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    for worker in workers:
        worker.start()
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    over.set()
    for worker in workers:
        worker.join()
    process.wait()
    store = EventStore(dsn_of(workspace))
    rows = {e.seq: e for e in store.since()}
    found.rows, found.chain = len(rows), store.verify()
    store.close()
    found.lost = [
        (seq, who, event_id)
        for seq, who, event_id in found.answered
        if seq not in rows or (rows[seq].who, rows[seq].subject) != (who, event_id)
    ]
    # it starts again over what was left, and reads it
    again = served(workspace, port)
    again.terminate()
    again.wait()
    return found


def main() -> int:
    given = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    given.add_argument("--people", type=int, default=20)
    given.add_argument("--readers", type=int, default=5)
    given.add_argument("--seconds", type=float, default=60)
    given.add_argument("--findings", type=int, default=20_000)
    told = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = published(Path(folder) / "ws", told.findings)
        desk, held = staffed(workspace, told.people)
        events = desk.shelf.events["event_id"].to_list()
        desk.store.close()
        found = load(workspace, told.people, told.readers, told.seconds, events=events, held=held)
    p95 = percentile(found.appends, 0.95)
    print(
        f"{told.people} people, {told.readers} readers, {told.seconds:.0f} s, {told.findings} findings"
    )
    print(
        f"appends {len(found.appends)}: median {percentile(found.appends, 0.5) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms (limit {LIMIT * 1000:.0f})"
    )
    print(
        f"reads {len(found.reads)}: median {percentile(found.reads, 0.5) * 1000:.0f} ms, p95 {percentile(found.reads, 0.95) * 1000:.0f} ms"
    )
    print(
        f"refused {found.refused}; after kill -9: {found.rows} rows, lost {len(found.lost)} of {len(found.answered)} answered, chain {found.chain or 'holds'}"
    )
    return 1 if found.lost or found.chain or p95 > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
