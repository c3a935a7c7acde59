"""An older workspace becomes today's: a backup, then verdicts, warehouse and stamp."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feijian.workspace import audit
from feijian.workspace.edition import EDITION, stamp, stamped
from feijian.workspace.folder import Workspace


@dataclass(frozen=True)
class Upgraded:
    """From which edition; verdicts: how many were carried over; kept: the backup's folder."""

    before: int
    verdicts: int
    kept: Path | None


def upgrade(workspace: Workspace) -> Upgraded:
    """Bring a workspace to today's edition; one that is there already is left as it is.

    Warehouse and verdicts are copied aside first. From edition 1: verdicts get the sealed ids
    that the same findings have today; findings, derived tables and reference tables are dropped
    and made again by the next run.
    """
    with workspace.locked("upgrade"):
        before = _edition(workspace)
        if before is None or before >= EDITION:
            return Upgraded(before or EDITION, 0, None)
        kept = _copied(workspace)
        verdicts = _sealed_verdicts(workspace)
        with workspace.connected() as connection:
            for schema in ("finding", "derived", "reference"):
                connection.execute(f"drop schema if exists {schema} cascade")
            for name in (
                "derived_state",
                "reference_state",
                "prepared",
                "tied_visit",
                "tied_until",
            ):
                connection.execute(f"drop table if exists ledger.{name}")
            stamp(connection)
        detail = {"from": before, "to": EDITION, "verdicts": verdicts, "kept": kept.name}
        audit.record(workspace.root, "upgrade", detail)
    return Upgraded(before, verdicts, kept)


def _edition(workspace: Workspace) -> int | None:
    if not workspace.warehouse.is_file():
        return 1 if workspace.verdicts.is_file() else None
    with workspace.connected() as connection:
        return stamped(connection)


def _copied(workspace: Workspace) -> Path:
    stamp_text = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    folder = workspace.root / f"before-upgrade-{stamp_text}"
    folder.mkdir(mode=0o700)
    for path in (workspace.warehouse, workspace.verdicts, workspace.settings_file):
        if path.is_file():
            shutil.copy2(path, folder / path.name)
    return folder


def _sealed_verdicts(workspace: Workspace) -> int:
    """A new store with the same rows under sealed ids; the old one lies in the backup.

    The store refuses changes of what stands in it, so it is written anew, in order.
    """
    if not workspace.verdicts.is_file():
        return 0
    seal = workspace.seal()
    fresh = workspace.verdicts.with_name(".verdicts.part")
    fresh.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(workspace.verdicts)) as old,
        closing(sqlite3.connect(fresh)) as new,
    ):
        old.backup(new)
        objects = new.execute(
            "select type, name, sql from sqlite_master where type in ('trigger') and sql is not null"
        ).fetchall()
        for _, name, _ in objects:
            new.execute(f'drop trigger "{name}"')
        # the ids change, and with them what is chained: the next reader chains the rows anew
        new.execute("drop table if exists link")
        tables = {n for (n,) in new.execute("select name from sqlite_master where type = 'table'")}
        count = 0
        if "verdict" in tables:
            rows = new.execute(
                "select verdict_id, finding_id, evidence_hash from verdict"
            ).fetchall()
            new.executemany(
                "update verdict set finding_id = ?, evidence_hash = ? where verdict_id = ?",
                [(seal.id(f), seal.id(h) if h else None, v) for v, f, h in rows],
            )
            count = len(rows)
        if "dealt_with" in tables:
            ids = new.execute("select id from dealt_with where kind = 'finding_id'").fetchall()
            new.executemany(
                "update dealt_with set id = ? where kind = 'finding_id' and id = ?",
                [(seal.id(i), i) for (i,) in ids],
            )
        for _, name, sql in objects:
            if not name.startswith("link_"):
                new.execute(sql)
        new.commit()
    fresh.replace(workspace.verdicts)
    return count
