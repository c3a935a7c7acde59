"""Runs: one execution each, in a folder of its own, complete once its manifest is there."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from feijian.errors import Problem, UsageError, WorkspaceError
from feijian.workspace.folder import Workspace

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class RunRequest:
    """What a run is asked to do.

    as_of: the day it judges on. full: judge everything, not only what deliveries touched.
    providers, period_from, period_to: narrow what is published (a sweep); empty means all.
    """

    as_of: date
    kind: str = "run"
    full: bool = False
    providers: tuple[str, ...] = ()
    period_from: date | None = None
    period_to: date | None = None
    lang: str = "zh"
    reveal: bool = False
    library: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """One run: its id, its folder and what it was asked."""

    run_id: str
    directory: Path
    request: RunRequest

    def file(self, name: str) -> Path:
        return self.directory / name


def begin_run(workspace: Workspace, request: RunRequest) -> Run:
    """Make the folder of a new run, after removing folders that killed runs left behind."""
    workspace.runs.mkdir(exist_ok=True)
    for folder in workspace.runs.iterdir():
        if folder.is_dir() and not folder.is_symlink() and not (folder / MANIFEST).is_file():
            shutil.rmtree(folder)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    run_id = f"{stamp}-{secrets.token_hex(3)}"
    directory = workspace.runs / run_id
    directory.mkdir()
    run = Run(run_id, directory, request)
    _write_json(directory / "request.json", _plain(asdict(request)))
    return run


def open_run(workspace: Workspace, run_id: str) -> Run:
    """A run begun earlier in this workspace, complete or not."""
    directory = workspace.runs / run_id
    if not (directory / "request.json").is_file():
        raise UsageError(Problem(run_id, "no such run in this workspace"))
    text = json.loads((directory / "request.json").read_text(encoding="utf-8"))
    for name in ("as_of", "period_from", "period_to"):
        text[name] = date.fromisoformat(text[name]) if text[name] else None
    for name in ("providers", "library"):
        text[name] = tuple(text[name])
    return Run(run_id, directory, RunRequest(**text))


def publish_run(workspace: Workspace, run: Run, summary: Mapping[str, Any]) -> None:
    """Write the manifest, last and by rename, then point `latest` at the run."""
    manifest = {
        "run_id": run.run_id,
        "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "request": _plain(asdict(run.request)),
        **summary,
    }
    _write_json(run.directory / MANIFEST, manifest)
    latest = workspace.runs / "latest"
    fresh = workspace.runs / ".latest"
    fresh.unlink(missing_ok=True)
    try:
        fresh.symlink_to(run.run_id)
    except OSError:  # file systems without links: a text file with the id instead
        fresh.write_text(run.run_id + "\n", encoding="ascii")
    fresh.replace(latest)


def latest_run(workspace: Workspace) -> Run:
    """The newest complete run. Raises WorkspaceError when there is none."""
    latest = workspace.runs / "latest"
    run_id = ""
    if latest.is_symlink():
        run_id = str(latest.readlink())
    elif latest.is_file():
        run_id = latest.read_text(encoding="ascii").strip()
    if not run_id or not (workspace.runs / run_id / MANIFEST).is_file():
        raise WorkspaceError("no complete run in this workspace", "Run 'feijian run' first.")
    return open_run(workspace, run_id)


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in value.items()}


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    fresh = path.with_suffix(".part")
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(value, out, ensure_ascii=False, indent=2, sort_keys=True)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
