"""One command for the unattended way: a local Prefect server, and both flows served by it."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from feijian.cli.show import tell
from feijian.errors import ServiceError
from feijian.library.roots import builtin_root
from feijian.messages import sentence
from feijian.night.inbox import require_inbox
from feijian.workspace import Workspace

HEALTHY_WITHIN_SECONDS = 180
TERMINATED = 143
ENDS_WITHIN_SECONDS = 10
"""How long flows, and after them the server, have to end by themselves."""


AUTH_FILE = ".prefect-auth"


def auth_string(workspace: Workspace) -> str:
    """`feijian:<secret>` of this workspace's server, made at the first start and kept there (0600)."""
    path = workspace.root / AUTH_FILE
    if not path.is_file():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(f"feijian:{secrets.token_urlsafe(24)}\n")
    return path.read_text(encoding="ascii").strip()


def prefect_environment(
    workspace: Workspace, port: int, inbox: Path | None = None
) -> dict[str, str]:
    """The variables Prefect needs to stay on this machine and to keep its records in the workspace.

    Its API asks for the workspace's own secret and answers only its own page.
    """
    return {
        "PREFECT_SERVER_API_AUTH_STRING": auth_string(workspace),
        "PREFECT_API_AUTH_STRING": auth_string(workspace),
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"http://127.0.0.1:{port}",
        "FEIJIAN_SERVED_WORKSPACE": str(workspace.root),
        "FEIJIAN_SERVED_INBOX": str(inbox.resolve()) if inbox else "",
        "PREFECT_HOME": str(workspace.root / ".prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_UI_API_URL": f"http://127.0.0.1:{port}/api",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
        "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "GX_ANALYTICS_ENABLED": "False",
    }


def serve_flows(workspace: Workspace, inbox: Path | None, cron: str, port: int) -> None:
    """Start the server, wait until it answers, serve both flows until stopped.

    Raises DeliveryNotFound when the inbox is not there, ServiceError when the port is taken or the server does not answer in time.
    """
    if inbox is not None:
        require_inbox(inbox)
    os.environ.update(prefect_environment(workspace, port, inbox))
    log = workspace.root / "prefect-server.log"
    if _answers(port):
        raise ServiceError(
            sentence("port {port} is in use", port=port),
            "Give another --port, or stop what uses it.",
        )
    with log.open("ab") as out:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "prefect",
                "server",
                "start",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
            ],
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            # Ctrl+C is for this process alone: the flows end first, and tell the server of it
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
    try:
        _wait(server, port, log)
        zone = workspace.settings().timezone
        tell(
            sentence(
                "server: http://127.0.0.1:{port}  log: {name}  nightly: {cron} ({zone})",
                port=port,
                name=log.name,
                cron=cron,
                zone=zone,
            ),
            flush=True,
        )
        tell(
            sentence(
                "sign in with the secret in {auth_file} of the workspace", auth_file=AUTH_FILE
            ),
            flush=True,
        )
        # flow runs are processes of their own, found by file below the folder they start in
        place = str(inbox.resolve()) if inbox else None
        os.chdir(builtin_root())
        sys.path.insert(0, str(builtin_root()))
        from flows.serving import serve_both  # the content folder, not a module of the package

        try:
            serve_both(str(workspace.root), place, cron, workspace.settings().timezone)
        except SystemExit:  # the runner's answer to SIGTERM
            raise SystemExit(TERMINATED) from None
        # the runner takes the interrupt for itself: its end is the answer to one
        raise KeyboardInterrupt
    finally:
        tell("ending: flows, then the server", file=sys.stderr, flush=True)
        _end_flows(server.pid)
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=ENDS_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _end_flows(server: int) -> None:
    """Processes of flow runs that are still at work; what a run had not published is no run."""
    deadline = time.monotonic() + ENDS_WITHIN_SECONDS
    asked: set[int] = set()
    while left := _children() - {server}:
        for child in left:
            late = time.monotonic() > deadline
            if late or child not in asked:
                asked.add(child)
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL if late else signal.SIGTERM)
        if time.monotonic() > deadline + 1:
            return
        time.sleep(0.1)


def _children() -> set[int]:
    """Processes that this one started and that are still there, where the system tells."""
    found = set()
    for file in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            found |= {int(pid) for pid in file.read_text(encoding="ascii").split()}
    for pid in set(found):
        with suppress(OSError):
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
            if stat.rpartition(")")[2].split()[0] == "Z":
                found.discard(pid)
    return found


def _end_with_parent() -> None:
    """In the server's process: told to end when this one was killed (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    started = time.monotonic()
    while time.monotonic() - started < HEALTHY_WITHIN_SECONDS:
        if server.poll() is not None:
            raise ServiceError(
                "the Prefect server ended at once",
                sentence("Its log is {name} in the workspace.", name=log.name),
            )
        if _answers(port):
            return
        time.sleep(0.5)
    raise ServiceError(
        sentence(
            "the Prefect server did not answer within {healthy_within_seconds} seconds",
            healthy_within_seconds=HEALTHY_WITHIN_SECONDS,
        ),
        sentence("Its log is {name} in the workspace.", name=log.name),
    )


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False
