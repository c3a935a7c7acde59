"""Which edition of the product made a workspace, and what an older one needs to become today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.errors import WorkspaceError
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

EDITION = 2
"""1: feijian 0.1. 2: feijian 0.2, ids of findings sealed with the workspace's key."""

STAMP = "ledger.workspace_edition"
PREPARED = 3
"""Schemas with tables that show a run's work: its derived and reference tables, and the note of their state."""


def stamped(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The edition of a warehouse; 1 where it has deliveries and no stamp, None where it is new."""
    tables = {
        f"{schema}.{name}"
        for schema, name in connection.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_schema = 'ledger'"
        ).fetchall()
    }
    if STAMP in tables:
        rows = connection.execute(f"select max(edition) from {STAMP}").fetchall()
        return int(rows[0][0]) if rows[0][0] is not None else None
    return 1 if "ledger.delivery" in tables else None


def stamp(connection: duckdb.DuckDBPyConnection) -> None:
    """Write today's edition into a warehouse."""
    connection.execute("create schema if not exists ledger")
    connection.execute(f"create or replace table {STAMP} as select {EDITION} as edition")


def require_todays(found: int | None, name: str) -> None:
    """Raise WorkspaceError where a workspace is of another edition than this program."""
    if found is None or found == EDITION:
        return
    if found > EDITION:
        raise WorkspaceError(
            sentence(
                "the workspace {name} was made by a newer feijian (edition {found}, this is {edition})",
                name=name,
                found=found,
                edition=EDITION,
            ),
            "Install the newer version, or restore a backup from before it.",
        )
    raise WorkspaceError(
        sentence(
            "the workspace {name} was made by an older feijian (edition {found}, this is {edition})",
            name=name,
            found=found,
            edition=EDITION,
        ),
        "Run 'feijian upgrade': it makes a backup first.",
    )


def is_prepared(connection: duckdb.DuckDBPyConnection) -> bool:
    """Has a run made the derived and reference tables since the first load or the upgrade?"""
    made = connection.execute(
        "select count(distinct table_schema) from information_schema.tables"
        " where table_schema in ('derived', 'reference')"
        " or (table_schema = 'ledger' and table_name = 'derived_state')"
    ).fetchall()
    return bool(made[0][0] == PREPARED)


def require_prepared(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise WorkspaceError where no run has made the derived and reference tables."""
    if not is_prepared(connection):
        raise WorkspaceError(
            "no run has prepared this workspace for today's content", "Run 'feijian run' first."
        )
