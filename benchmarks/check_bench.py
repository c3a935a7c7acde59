"""How quickly `POST /check` answers: a bounded load test on loopback.

`python -m benchmarks.check_bench --workspace DIR --workers 4 --clients 4 --questions 200` starts
`feijian serve --check` on a free port, asks it about encounters of the workspace drawn by a seed, and
prints the median and the 95th hundredth of the answers' times, answers a second, and the CPU
milliseconds of the server for one. With `--batch 1000` it asks about so many encounters, each of another
person, in one request instead; with `--persons 50` beside it, about encounters of the fifty persons who come
most often. What is asked and answered is not kept.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from feijian.asking.web import token_of
from feijian.workspace import Workspace

START_SECONDS = 300


def bodies(workspace: Workspace, questions: int, seed: int) -> list[bytes]:
    """Encounters as uploads: the canonical rows of their lines, without the settlement."""
    found = _encounters(workspace)
    chosen = random.Random(seed).choices(sorted(found), k=questions)
    return [json.dumps(found[e], default=str).encode() for e in chosen]


def batch(workspace: Workspace, size: int, seed: int, persons: int = 0) -> tuple[int, bytes]:
    """An upload of many encounters, at most so many; how many they are.

    persons: how many persons they are of, those with the most encounters; each of another where 0.
    """
    found = _encounters(workspace)
    by_person: dict[str, list[str]] = {}
    for encounter, rows in sorted(found.items()):
        by_person.setdefault(rows[0]["person_id"], []).append(encounter)
    often = sorted(by_person.values(), key=len, reverse=True)
    drawn = [e for its in often[:persons] for e in its] if persons else [its[-1] for its in often]
    size = min(size, len(drawn))
    chosen = random.Random(seed).sample(sorted(drawn), size)
    return size, json.dumps([{"lines": found[e]} for e in chosen], default=str).encode()


def _encounters(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    with workspace.reading() as connection:
        rows = connection.sql("select * exclude (claim_id) from canonical.claim_line order by all")
        for row in rows.to_arrow_table().to_pylist():
            said = {name: value for name, value in row.items() if value is not None}
            found.setdefault(row["encounter_id"], []).append(said)
    return found


def ask(port: int, token: str, body: bytes) -> tuple[int, float]:
    """Status and seconds of one question on a connection of its own."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", "/check", body, headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, time.perf_counter() - begun


def measure(
    folder: Path,
    workers: int,
    clients: int,
    questions: int,
    seed: int,
    size: int = 0,
    persons: int = 0,
) -> dict[str, Any]:
    """Start the service, ask, and sum up. size, persons: of encounters in each question (`batch`)."""
    workspace = Workspace.open(folder)
    if size:
        size, body = batch(workspace, size, seed, persons)
        asked = [body] * questions
    else:
        asked = bodies(workspace, questions, seed)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "feijian", "serve", "--check", "--workspace", str(folder)]
    command += ["--port", str(port), "--workers", str(workers)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        token = _when_ready(server, port, workspace)
        before = _cpu(server.pid)
        begun = time.perf_counter()
        with ThreadPoolExecutor(clients) as pool:
            told = list(pool.map(lambda body: ask(port, token, body), asked))
        seconds = time.perf_counter() - begun
        cpu = _cpu(server.pid) - before
    finally:
        server.terminate()
        server.wait(timeout=30)
    times = sorted(s for _, s in told)
    answered = sum(status == 200 for status, _ in told)
    return {
        "workers": workers,
        "clients": clients,
        "questions": questions,
        "encounters_each": size or 1,
        "answered": answered,
        "p50_ms": round(1000 * times[len(times) // 2]),
        "p95_ms": round(1000 * times[int(0.95 * (len(times) - 1))]),
        "encounters_per_second": round(answered * (size or 1) / seconds, 1),
        "server_cpu_ms_each": round(1000 * cpu / questions),
    }


def _when_ready(server: subprocess.Popen[bytes], port: int, workspace: Workspace) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit("the service ended at once: start it by hand to see why")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return token_of(workspace)
        time.sleep(0.3)
    raise SystemExit(f"the service was not ready after {START_SECONDS} seconds")


def _cpu(pid: int) -> float:
    """CPU seconds of a process so far (Linux)."""
    import os

    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=0, help="encounters in one question")
    parser.add_argument("--persons", type=int, default=0, help="of how many persons a batch is")
    given = parser.parse_args()
    result = measure(
        given.workspace,
        given.workers,
        given.clients,
        given.questions,
        given.seed,
        given.batch,
        given.persons,
    )
    print(json.dumps(result, indent=1))
