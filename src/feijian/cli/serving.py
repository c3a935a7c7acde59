"""One command for the unattended way: a local Prefect server, and both flows served by it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from feijian.errors import ServiceError
from feijian.library.roots import builtin_root
from feijian.workspace import Workspace

HEALTHY_WITHIN_SECONDS = 180


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

    Raises ServiceError when the port is taken or the server does not answer in time.
    """
    os.environ.update(prefect_environment(workspace, port, inbox))
    log = workspace.root / "prefect-server.log"
    if _answers(port):
        raise ServiceError(f"port {port} is in use", "Give another --port, or stop what uses it.")
    with log.open("ab") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
            stdout=out, stderr=out, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        _wait(server, port, log)
        zone = workspace.settings().timezone
        print(
            f"server: http://127.0.0.1:{port}  log: {log.name}  nightly: {cron} ({zone})",
            flush=True,
        )
        print(f"sign in with the secret in {AUTH_FILE} of the workspace", flush=True)
        # flow runs are processes of their own, found by file below the folder they start in
        place = str(inbox.resolve()) if inbox else None
        os.chdir(builtin_root())
        sys.path.insert(0, str(builtin_root()))
        from flows.serving import serve_both  # the content folder, not a module of the package

        serve_both(str(workspace.root), place, cron, workspace.settings().timezone)
    finally:
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    started = time.monotonic()
    while time.monotonic() - started < HEALTHY_WITHIN_SECONDS:
        if server.poll() is not None:
            raise ServiceError(
                "the Prefect server ended at once", f"Its log is {log.name} in the workspace."
            )
        if _answers(port):
            return
        time.sleep(0.5)
    raise ServiceError(
        f"the Prefect server did not answer within {HEALTHY_WITHIN_SECONDS} seconds",
        f"Its log is {log.name} in the workspace.",
    )


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False
