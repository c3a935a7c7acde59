"""Runs: one execution each, in a folder of its own, complete once its manifest is there."""

from __future__ import annotations

import json
import os
import platform
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from feijian.errors import Problem, UsageError, WorkspaceError
from feijian.plain import Json
from feijian.workspace.edition import EDITION
from feijian.workspace.folder import Workspace
from feijian.workspace.lock import is_alive

MANIFEST, OWNER = "manifest.json", "owner.json"
BATCH = "run"
SECRET = re.compile(
    r"secret|password|passphrase|token|credential|(access|account|private|api)[._-]?key", re.I
)
"""Names of settings whose values are written nowhere."""


@dataclass(frozen=True)
class RunRequest:
    """What a run is asked to do.

    as_of: the day it judges on. full: judge everything, not only what deliveries touched.
    providers, period_from, period_to: narrow what is published (a sweep); empty means all.
    warehouse: the exported warehouse to judge; empty for the workspace's own rows. engine: what judges
    it; master, spark: where Spark is found, and settings of its session.
    """

    as_of: date
    kind: str = BATCH
    full: bool = False
    providers: tuple[str, ...] = ()
    period_from: date | None = None
    period_to: date | None = None
    lang: str = "zh"
    reveal: bool = False
    library: tuple[str, ...] = ()
    engine: str = "duckdb"
    master: str = ""
    warehouse: str = ""
    spark: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Run:
    """One run: its id, its folder and what it was asked."""

    run_id: str
    directory: Path
    request: RunRequest

    def file(self, name: str) -> Path:
        return self.directory / name


def begin_run(workspace: Workspace, request: RunRequest) -> Run:
    """Make the folder of a new run, after removing folders that killed runs left behind.

    The caller holds the workspace's lock: whatever is unfinished here has no owner any more,
    but for a process that the lock does not reach, which is asked for by its number.
    """
    workspace.runs.mkdir(exist_ok=True)
    for folder in abandoned(workspace):
        shutil.rmtree(folder)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    run_id = f"{stamp}-{_place_in_second(workspace, stamp):02x}{secrets.token_hex(2)}"
    directory = workspace.runs / run_id
    directory.mkdir()
    run = Run(run_id, directory, request)
    _write_json(directory / OWNER, {"pid": os.getpid(), "host": platform.node()})
    _write_json(directory / "request.json", _plain(request))
    return run


def _place_in_second(workspace: Workspace, stamp: str) -> int:
    """How many runs of the second `stamp` went before: names in order are runs in order."""
    places = [int(p.name[len(stamp) + 1 :][:2], 16) for p in workspace.runs.glob(f"{stamp}-*")]
    return max(places, default=-1) + 1


def abandoned(workspace: Workspace) -> list[Path]:
    """Folders of runs that were never finished and whose process is gone."""
    found = []
    for folder in sorted(workspace.runs.iterdir()):
        if not folder.is_dir() or folder.is_symlink() or (folder / MANIFEST).is_file():
            continue
        if not _is_owned(folder):
            found.append(folder)
    return found


def _is_owned(folder: Path) -> bool:
    try:
        owner = json.loads((folder / OWNER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if owner.get("host") != platform.node():
        return False  # a workspace on a shared disk: its lock was asked, nobody there holds it
    return owner["pid"] != os.getpid() and is_alive(int(owner["pid"]))


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
    text["spark"] = tuple((key, value) for key, value in text.get("spark", ()))
    return Run(run_id, directory, RunRequest(**text))


def publish_run(workspace: Workspace, run: Run, summary: Json) -> None:
    """Write the manifest, last and by rename, then point `latest` at it if it is a batch run."""
    manifest = {
        "run_id": run.run_id,
        "edition": EDITION,
        "finished_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "request": _plain(run.request),
        **summary,
    }
    (run.directory / OWNER).unlink(missing_ok=True)
    _write_json(run.directory / MANIFEST, manifest)
    if run.request.kind != BATCH:
        return  # a sweep looks at a few providers: it never hides the night's list
    latest = workspace.runs / "latest"
    fresh = workspace.runs / ".latest"
    fresh.unlink(missing_ok=True)
    try:
        fresh.symlink_to(run.run_id)
    except OSError:  # file systems without links: a text file with the id instead
        fresh.write_text(run.run_id + "\n", encoding="ascii")
    fresh.replace(latest)


def _latest(workspace: Workspace) -> str:
    latest = workspace.runs / "latest"
    if latest.is_symlink():
        return str(latest.readlink())
    return latest.read_text(encoding="ascii").strip() if latest.is_file() else ""


def is_latest(workspace: Workspace, run_id: str) -> bool:
    """Whether that run is still the newest; nothing of it is read."""
    return _latest(workspace) == run_id


def latest_run(workspace: Workspace) -> Run:
    """The newest complete batch run. Raises WorkspaceError when there is none."""
    run_id = _latest(workspace)
    if not run_id or not (workspace.runs / run_id / MANIFEST).is_file():
        raise WorkspaceError(
            "no complete batch run in this workspace",
            "Run 'feijian run' first, or name a sweep with --run (see 'feijian runs list').",
        )
    return open_run(workspace, run_id)


def chosen_run(workspace: Workspace, run_id: str | None) -> Run:
    """The complete run of that id (its beginning is enough), or the newest batch run.

    Raises UsageError for an id that no complete run has, or that several begin with.
    """
    if run_id is None or run_id == "latest":
        return latest_run(workspace)
    found = [r for r in complete_runs(workspace) if r.startswith(run_id)]
    if len(found) != 1 and run_id not in found:
        what = "several runs begin so" if found else "no complete run of that id"
        raise UsageError(Problem(f"--run {run_id}", what, "See 'feijian runs list'."))
    return open_run(workspace, run_id if run_id in found else found[0])


def complete_runs(workspace: Workspace) -> list[str]:
    """Ids of all complete runs, oldest first."""
    if not workspace.runs.is_dir():
        return []
    return sorted(
        f.name
        for f in workspace.runs.iterdir()
        if f.is_dir() and not f.is_symlink() and (f / MANIFEST).is_file()
    )


def _plain(request: RunRequest) -> Json:
    """A request as it is written down: days as texts, and no secret of a Spark session."""
    told = asdict(request)
    told["spark"] = [(k, "***" if SECRET.search(k) else v) for k, v in request.spark]
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in told.items()}


def _write_json(path: Path, value: Mapping[str, Any]) -> None:
    fresh = path.with_suffix(".part")
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(value, out, ensure_ascii=False, indent=2, sort_keys=True)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
