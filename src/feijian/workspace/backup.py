"""Backup and restore of what cannot be made again: key, verdicts, settings, audit log, ledger.

Claims can be delivered again, a key and a verdict cannot. A backup therefore always holds the
privacy key, verdicts.sqlite, the workbench's store, feijian.toml, the bureau's own content folders inside the workspace,
the audit log and the ledger's tables (which deliveries were loaded, in which order); with
`everything` also the warehouse and the quarantine, so that nothing needs to be loaded again.
"""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from feijian.errors import Problem, StorageError, UsageError
from feijian.messages import sentence
from feijian.workspace.audit import LOG
from feijian.workspace.folder import Workspace

CONTENTS = "backup.json"
LEDGER = ("delivery", "file")
NEVER = {".lock", ".lock.holder", ".lock.writer", f".{LOG}.lock"}


@dataclass(frozen=True)
class Restored:
    """What came back; deliveries: those to load again, in order, where the warehouse is not in it."""

    files: tuple[str, ...]
    made_at: str
    deliveries: tuple[str, ...]


WORKBENCH = "workbench/events.sqlite"
"""The workbench's store, where it lies in the workspace."""
ATTACHED = "workbench/attached"
"""Files attached at verdicts, each under its hash."""


def back_up(workspace: Workspace, file: Path, *, everything: bool = False) -> list[str]:
    """Write a backup (.tar.gz, mode 0600); names of what is in it. The workspace is locked meanwhile.

    Raises StorageError where the file cannot be written, UsageError where it is there already.
    """
    if file.exists():
        raise UsageError(Problem(file.name, "is there already", "Name a new file."))
    aside = file.with_name(f".{file.name}.part")
    with workspace.locked("backup"), TemporaryDirectory() as scratch:
        names = []
        try:
            with tarfile.open(aside, "w:gz", compresslevel=6) as archive:
                for name, path in _members(workspace, Path(scratch), everything):
                    archive.add(path, arcname=name)
                    names.append(name)
                about = {
                    "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "everything": everything,
                    "files": names,
                    "deliveries": _deliveries(workspace),
                }
                _add_text(archive, CONTENTS, json.dumps(about, ensure_ascii=False, indent=1))
            aside.chmod(0o600)
            aside.replace(file)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise StorageError(
                Problem(
                    file.name, sentence("cannot be written: {strerror}", strerror=error.strerror)
                )
            ) from None
    return names


def restore(file: Path, root: Path) -> Restored:
    """A workspace as its backup has it, in a new or empty folder.

    Raises UsageError where the folder holds something or the file is no backup of ours.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageError(Problem(str(root), "is not empty", "Name a new or an empty folder."))
    if not file.is_file():
        raise UsageError(Problem(file.name, "no such file", "Check the path."))
    try:
        with tarfile.open(file, "r:gz") as archive:
            member = archive.extractfile(CONTENTS)
            about = json.loads(member.read()) if member else {}
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name in about["files"]:
                archive.extract(name, root, filter="data")
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        what = sentence("is not a backup that can be read ({kind})", kind=type(error).__name__)
        raise UsageError(Problem(file.name, what, "Take another copy of it.")) from None
    workspace = Workspace(root.resolve())
    for folder in (workspace.quarantine, workspace.runs):
        folder.mkdir(mode=0o700, exist_ok=True)
    missing = () if about["everything"] else tuple(about["deliveries"])
    return Restored(tuple(about["files"]), about["made_at"], missing)


def _members(workspace: Workspace, scratch: Path, everything: bool) -> Iterator[tuple[str, Path]]:
    """(name in the archive, file) of everything a backup holds."""
    root, settings = workspace.root, workspace.settings()
    yield "feijian.toml", workspace.settings_file
    key = root / settings.privacy_key_file
    if key.is_file() and key.resolve().is_relative_to(root):
        yield key.resolve().relative_to(root).as_posix(), key
    for name in ("verdicts.sqlite", WORKBENCH):
        if (root / name).is_file():
            # what is written meanwhile is in the copy whole or not at all
            copy = scratch / Path(name).name
            with (
                closing(sqlite3.connect(root / name)) as live,
                closing(sqlite3.connect(copy)) as out,
            ):
                live.backup(out)
            yield name, copy
    for name in (LOG, ".inbox.json"):
        if (root / name).is_file():
            yield name, root / name
    yield from _files(root / ATTACHED, root) if (root / ATTACHED).is_dir() else ()
    for folder in (*settings.library, *(r.file for r in settings.reference)):
        if folder.resolve().is_relative_to(root):
            yield from _files(folder, root)
    if workspace.warehouse.is_file():
        yield from _ledger(workspace, scratch)
        if everything:
            yield "warehouse.duckdb", workspace.warehouse
            yield from _files(workspace.quarantine, root)


def _files(place: Path, root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted([place] if place.is_file() else place.rglob("*")):
        if path.is_file() and path.name not in NEVER:
            yield path.resolve().relative_to(root).as_posix(), path


def _ledger(workspace: Workspace, scratch: Path) -> Iterator[tuple[str, Path]]:
    """The ledger's own record of deliveries and files, as Parquet anybody can read."""
    with workspace.reading() as connection:
        for name in LEDGER:
            path = scratch / f"{name}.parquet"
            connection.sql(f"from ledger.{name}").write_parquet(str(path), compression="zstd")
            yield f"ledger/{name}.parquet", path


def _deliveries(workspace: Workspace) -> list[str]:
    if not workspace.warehouse.is_file():
        return []
    with workspace.reading() as connection:
        rows = connection.execute(
            "select name, source, strftime(received_at, '%Y-%m-%d %H:%M') from ledger.delivery"
            " where kind = 'load' order by delivery_seq"
        ).fetchall()
    return [f"{name} ({source}, received {at})" for name, source, at in rows]


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    body = text.encode()
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(body), 0o600
    archive.addfile(member, io.BytesIO(body))
