"""Whether a warehouse holds everybody's rows, or the extract that a run over a cluster's rows leaves.

An extract has what findings name and, as tables of the schema `extract`, what reports say of everybody.
Nothing may be loaded into it, judged or exported from it as though it were whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.errors import WorkspaceError
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

TABLE = "ledger.extract"


def is_extract(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the warehouse holds only what findings of a run over other rows name."""
    return bool(
        connection.execute(
            "select 1 from information_schema.tables"
            " where table_schema = 'ledger' and table_name = 'extract'"
        ).fetchall()
    )


def note_extract(connection: duckdb.DuckDBPyConnection, engine: str, place: str, seq: int) -> None:
    """Say in a warehouse that it is an extract, of what, and up to which delivery."""
    connection.execute(
        f"create table {TABLE} as select $1::varchar as engine, $2::varchar as warehouse,"
        " $3::bigint as delivery_seq",
        [engine, place, seq],
    )


def require_whole(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Raise WorkspaceError where the warehouse is an extract: its rows are not everybody's."""
    if is_extract(connection):
        what = sentence(
            "{name} holds only the rows that findings of a run over an exported warehouse name",
            name=name,
        )
        todo = "Run with --warehouse again, or load and judge in a workspace of its own."
        raise WorkspaceError(what, todo)
