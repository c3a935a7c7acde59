"""The flows: the same result as without Prefect, and served on a schedule by one command."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import AS_OF, County
from tests.e2e.cli import FEIJIAN, same_run

from feijian.workspace import Run, Workspace, latest_run

pytestmark = [pytest.mark.prefect, pytest.mark.slow]


@pytest.fixture
def copy(county: County, county_run: Run, tmp_path: Path) -> Workspace:
    assert county_run
    shutil.copytree(county.workspace.root, tmp_path / "w", symlinks=True)
    return Workspace.open(tmp_path / "w")


def api(port: int, path: str, body: dict[str, Any] | None = None, secret: str = "") -> Any:
    headers = {"Content-Type": "application/json"}
    if secret:
        headers["Authorization"] = "Basic " + base64.b64encode(secret.encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers=headers,
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(what: str, seconds: float, look: Any) -> Any:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            found = look()
        except OSError:
            found = None
        if found:
            return found
        time.sleep(1)
    raise AssertionError(f"{what}: not within {seconds} seconds")


def finished(port: int, secret: str) -> list[dict[str, Any]]:
    done = api(
        port,
        "flow_runs/filter",
        {"flow_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}}},
        secret,
    )
    assert [r["state_name"] for r in done if r["state_type"] != "COMPLETED"] == []
    return list(done)


def test_one_command_serves_both_flows_and_the_schedule_runs(
    copy: Workspace, county: County, county_run: Run, tmp_path: Path
) -> None:
    """A delivery waits in the inbox; the schedule takes it in and publishes what a plain run publishes."""
    inbox = tmp_path / "inbox"
    shutil.copytree(county.folder / "delivery", inbox / "again")
    port = free_port()
    log = (tmp_path / "serve.log").open("wb")
    command = [
        *FEIJIAN,
        "serve",
        "--workspace",
        str(copy.root),
        "--inbox",
        str(inbox),
        "--cron",
        "* * * * *",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(
        command,
        stdout=log,
        stderr=log,
        start_new_session=True,
        cwd=tmp_path,
        env={**os.environ, "CI": "true"},
    )

    def served() -> Any:
        found = api(port, "deployments/filter", {}, secret())
        return found if len(found) == 2 else None

    def secret() -> str:
        return (copy.root / ".prefect-auth").read_text("ascii").strip()

    try:
        names = wait_for("both deployments", 180, served)
        assert sorted(d["name"] for d in names) == ["nightly", "sweep"]
        [schedule] = next(d for d in names if d["name"] == "nightly")["schedules"]
        assert schedule["schedule"]["timezone"] == "Asia/Shanghai"
        with pytest.raises(urllib.error.HTTPError, match="401"):
            api(port, "deployments/filter", {})
        wait_for("a scheduled run", 300, lambda: finished(port, secret()))
        nightly = latest_run(copy)
        assert nightly.run_id != county_run.run_id
        keys = {a["key"] for a in api(port, "artifacts/filter", {}, secret()) if a["key"]}
        assert keys == {"leads", "night", "quality"}
        assert json.loads((copy.root / ".inbox.json").read_text(encoding="utf-8")).keys() == {
            "again"
        }
    finally:
        os.killpg(server.pid, signal.SIGINT)
        try:
            # flows first, then the server, as Ctrl+C in a terminal asks all of them at once
            assert server.wait(timeout=45) == 130
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            raise
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=5)


def test_the_flow_gives_what_the_plain_run_gives(
    copy: Workspace, county_run: Run, tmp_path: Path
) -> None:
    code = (
        "import sys; from datetime import date; from flows.nightly import nightly\n"
        "print('RUN', nightly(sys.argv[1], as_of=date.fromisoformat(sys.argv[2]), full=True))"
    )
    from feijian.cli.serving import prefect_environment

    environment = {k: v for k, v in prefect_environment(copy, 0).items() if "API_URL" not in k}
    environment["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] = "180"
    environment["PREFECT_HOME"] = str(tmp_path / "prefect")
    done = subprocess.run(
        [sys.executable, "-c", code, str(copy.root), AS_OF.isoformat()],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert same_run(latest_run(copy).directory, county_run.directory) == []
