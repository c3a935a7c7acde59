"""An immutable copy of what answers rest on: a night that writes the warehouse does not stop the day.

One file, `.snapshot/<run>.duckdb` (0600): the canonical tables with the rows of a person beside each
other, reference tables, and of the ledger what was delivered. It is made anew after each published run.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.errors import WorkspaceError
from feijian.workspace import Workspace, latest_run
from feijian.workspace.lock import is_alive
from feijian.workspace.optimizer import LEFT_OUT

if TYPE_CHECKING:
    import duckdb

    from feijian.contracts import Catalogue

FOLDER = ".snapshot"
LEDGER = ("delivery", "delivered_column")


def take(workspace: Workspace, catalogue: Catalogue) -> Path:
    """The copy as of the newest run, made where it is missing; copies of earlier runs are removed.

    Raises WorkspaceError where nothing was loaded or no run was published, WorkspaceBusy while
    another command writes.
    """
    import duckdb

    run = latest_run(workspace)
    folder = workspace.root / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{run.run_id}.duckdb"
    if path.is_file():
        return path
    aside = path.with_suffix(f".{os.getpid()}.part")
    with workspace.reading(whole=True) as warehouse:
        require_prepared(warehouse, catalogue)
        with suppress(FileNotFoundError):
            aside.unlink()
        copy = duckdb.connect(
            str(aside),
            config={"threads": workspace.settings().threads, "disabled_optimizers": LEFT_OUT},
        )
        try:
            aside.chmod(0o600)
            _copy(warehouse, copy, catalogue)
        finally:
            copy.close()
    aside.replace(path)
    for other in folder.iterdir():
        if other != path and not _being_written(other):
            other.unlink(missing_ok=True)
    return path


def _being_written(file: Path) -> bool:
    """Whether this is the part of a copy that another process is making at the same time."""
    *_, maker, ending = file.name.rsplit(".", 2)
    return ending == "part" and maker.isdigit() and is_alive(int(maker))


def require_prepared(source: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Raises WorkspaceError where tables of today's content, or columns, are not there yet."""
    there = source.execute(
        "select table_schema || '.' || table_name || '.' || column_name from information_schema.columns"
    ).fetchall()
    wanted = {
        f"{t.full_name}.{c.name}"
        for t in catalogue
        if t.schema in ("canonical", "reference")
        for c in t.columns
    }
    if wanted - {name for (name,) in there}:
        raise WorkspaceError(
            "no run has prepared this workspace for today's content", "Run 'feijian run' first."
        )


def opened(path: Path) -> duckdb.DuckDBPyConnection:
    """The copy, read-only."""
    import duckdb

    return duckdb.connect(
        str(path), read_only=True, config={"threads": 1, "disabled_optimizers": LEFT_OUT}
    )


def _copy(
    warehouse: duckdb.DuckDBPyConnection, copy: duckdb.DuckDBPyConnection, catalogue: Catalogue
) -> None:
    from feijian.contracts import quoted

    tables = [("ledger", name, "") for name in LEDGER]
    for table in catalogue:
        if table.schema in ("canonical", "reference"):
            keys = [c for c in ("person_id", "encounter_id") if table.column(c)]
            order = f" order by {', '.join(keys)}" if keys and table.schema == "canonical" else ""
            tables.append((table.schema, table.name, order))
    for schema in ("canonical", "reference", "ledger"):
        copy.execute(f"create schema {schema}")
    for schema, name, order in tables:
        full = f"{schema}.{quoted(name)}"
        warehouse.complete()
        # in batches: the rows of a province do not fit into memory at once
        rows = warehouse.sql(f"select * from {full}{order}").to_arrow_reader(100_000)
        copy.register("incoming", rows)
        copy.execute(f"create table {full} as select * from incoming")
        copy.unregister("incoming")
