"""Nothing calls out: whatever loads, runs, reports or serves, no connection leaves this machine."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feijian.workspace import Workspace, complete_runs, latest_run
from tests.e2e.cli import FEIJIAN, feijian
from tests.e2e.test_prefect import free_port, wait_for
from tests.hostile.long import LONG
from tests.unit.ingest.deliveries import write_sound

ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')


def reached(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines() if file.is_file() else []


def traced(file: Path) -> list[str]:
    """The command by which system calls of a process and its children are written to a file."""
    found = shutil.which("strace")
    if found is None:
        return []
    return [found, "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto", "-o", str(file)]


def outside(file: Path) -> list[str]:
    """Lines of a trace that name an address beyond this machine."""
    found = []
    for line in reached(file):
        told = ADDRESS.search(line)
        address = (told[1] or told[2]) if told else "127.0.0.1"
        if not address.startswith("127.") and address not in ("::1", "0.0.0.0", "::"):
            found.append(line)
    return found


def test_the_guard_sees_a_connection(trace: Path) -> None:
    code = "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('192.0.2.1', 9))"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert len(reached(trace)) == 1


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace on this machine")
def test_the_trace_sees_a_connection(tmp_path: Path) -> None:
    code = "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('192.0.2.1', 9))"
    subprocess.run([*traced(tmp_path / "calls"), sys.executable, "-c", code], check=True)
    assert len(outside(tmp_path / "calls")) == 1


@LONG
def test_no_command_reaches_out(trace: Path, tmp_path: Path) -> None:
    calls = tmp_path / "calls.txt"
    workspace = Workspace.create(tmp_path / "w")
    write_sound(tmp_path / "d")
    for command in (
        ["load", str(tmp_path / "d")],
        ["run", "--as-of", "2025-12-31"],
        ["report"],
        ["doctor"],
    ):
        done = subprocess.run(
            [*traced(calls), *FEIJIAN, *command, "--workspace", str(workspace.root)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert outside(calls) == [], command
    assert latest_run(workspace)
    assert reached(trace) == []


@LONG
@pytest.mark.prefect
def test_no_flow_reaches_out_however_it_is_started(trace: Path, tmp_path: Path) -> None:
    """By import, without any setting of ours before it, as `prefect deploy` starts it."""
    calls = tmp_path / "calls.txt"
    workspace = Workspace.create(tmp_path / "w")
    feijian("load", write_sound(tmp_path / "d"), "--workspace", workspace.root)
    code = (
        "import sys; from datetime import date; from flows.nightly import nightly\n"
        "nightly(sys.argv[1], as_of=date(2025, 12, 31))"
    )
    plain = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    plain.pop("DO_NOT_TRACK", None)
    done = subprocess.run(
        [*traced(calls), sys.executable, "-c", code, str(workspace.root)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        env={
            **plain,
            "PREFECT_HOME": str(tmp_path / "prefect"),
            "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
        },
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert outside(calls) == []
    assert reached(trace) == []


@LONG
@pytest.mark.prefect
def test_a_served_night_reaches_nobody_and_ends_in_order(trace: Path, tmp_path: Path) -> None:
    calls, log = tmp_path / "calls.txt", tmp_path / "serve.log"
    workspace = Workspace.create(tmp_path / "w")
    inbox = tmp_path / "inbox"
    write_sound(inbox / "first")
    port = free_port()
    command = [
        "serve",
        "--workspace",
        str(workspace.root),
        "--inbox",
        str(inbox),
        "--cron",
        "* * * * *",
    ]
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*traced(calls), *FEIJIAN, *command, "--port", str(port)],
            stdout=out,
            stderr=out,
            cwd=tmp_path,
            start_new_session=True,
        )
    try:
        wait_for("a run of the night", 400, lambda: complete_runs(workspace))
    finally:
        begun = time.monotonic()
        os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=60)
    assert time.monotonic() - begun < 45
    assert outside(calls) == []
    assert reached(trace) == []
