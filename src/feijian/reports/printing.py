"""Reports as PDF, printed by a Chromium on this machine; it asks no network for anything."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from feijian.errors import Problem, ServiceError
from feijian.messages import sentence
from feijian.workspace import Run

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
SECONDS = 600


def browser() -> str:
    """The program that prints. Raises ServiceError where there is none."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise ServiceError(
            Problem(
                "report --pdf",
                "there is no Chromium on this machine to print with",
                "Install chromium (and fonts-noto-cjk), or open report.html and print it from a browser.",
            )
        )
    return found


def print_reports(run: Run, files: Iterable[str]) -> list[str]:
    """The PDF of every report page among a run's files; returns the new files' names."""
    program, made = browser(), []
    for name in files:
        if name.endswith(".html") and not name.startswith("quality/"):
            target = f"{name.removesuffix('.html')}.pdf"
            print_page(program, run.file(name), run.file(target))
            made.append(target)
    return made


def print_page(program: str, page: Path, target: Path) -> None:
    """Print one page. Raises ServiceError when the browser does not come back with a file."""
    aside = target.with_name(f".{target.name}.part")
    with tempfile.TemporaryDirectory(prefix="feijian-print-") as profile:
        command = [
            program,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-default-apps",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={aside}",
            page.resolve().as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ServiceError(
                Problem(
                    page.name,
                    sentence("could not be printed: {kind}", kind=type(error).__name__),
                )
            ) from None
    if done.returncode != 0 or not aside.is_file():
        raise ServiceError(
            Problem(
                page.name,
                sentence(
                    "could not be printed: the browser ended with {returncode}",
                    returncode=done.returncode,
                ),
            )
        )
    aside.chmod(page.stat().st_mode & 0o777)
    aside.replace(target)
