"""Keys that two sources both have: the row that was there first stands, and nobody is doubled.

A hospital's own file and the platform's extract both know person A. A mapping may say that they
mean the same (`meets`, columns that must agree): then the later row is a repeat. Else it is set
aside with the reason `key_of_another_source`, because which of the two is right is not ours to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.contracts.model import Table, quoted
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.stream import Stream
from feijian.ingest.macros import literal

if TYPE_CHECKING:
    import duckdb


def foreign_rows(connection: duckdb.DuckDBPyConnection, table: Table, source: str) -> str:
    """SQL of the canonical rows that other sources brought; empty where there are none.

    Rows made from parts belong to the source of the parts, others to that of their file.
    """
    if not count(
        connection, f"select count(*) from ledger.delivery where source <> {literal(source)}"
    ):
        return ""
    files = (
        "select f.file_seq from ledger.file as f join ledger.delivery as d"
        f" on d.delivery_seq = f.delivery_seq where d.source <> {literal(source)}"
    )
    there = {
        name
        for (name,) in connection.execute(
            "select table_name from information_schema.tables where table_schema = 'ledger'"
        ).fetchall()
    }
    found = []
    own = "true"
    if f"origin_{table.name}" in there:
        match = " and ".join(f"o.{quoted(k)} = c.{quoted(k)}" for k in table.key)
        mine = f"select 1 from ledger.origin_{table.name} as o where {match}"
        found.append(f"exists ({mine} and o._file in ({files}))")
        own = f"not exists ({mine})"
    for store, by in connection.execute(
        "select store, by_column from ledger.part where table_name = $1 and source <> $2",
        [table.name, source],
    ).fetchall():
        found.append(
            f"({own} and exists (select 1 from {store} as p where p.{quoted(by)} = c.{quoted(by)}"
            f" and p._file in ({files})))"
        )
    if not found:
        return ""
    return f"select c.* from {table.full_name} as c where {' or '.join(found)}"


def settle_foreign(connection: duckdb.DuckDBPyConnection, stream: Stream, source: str) -> None:
    """Settle incoming rows whose key a row of another source has."""
    key = stream.id_key
    if not stream.decides or not set(stream.contract.key) <= set(stream.key) | set(key):
        return
    others = foreign_rows(connection, stream.contract, source)
    if not others:
        return
    match = " and ".join(f"f.{quoted(k)} = i.{quoted(k)}" for k in stream.contract.key)
    meets = [c for m in stream.mappings for c in m.meets]
    same = " and ".join(f"f.{quoted(c)} is not distinct from i.{quoted(c)}" for c in meets)
    told = f"bool_and({same})" if same else "false"
    connection.execute(
        "create or replace temp table foreign_key as"
        f" select i._file, i._line, {told} as agrees, min({stream.key_text('i')}) as key from incoming as i"
        f" join ({others}) as f on {match} where i._reasons is null group by i._file, i._line"
    )
    connection.execute(
        "insert into settled select _file, _line, case when agrees then 'repeated' else 'quarantined' end,"
        " case when not agrees then ['key_of_another_source'] end, key from foreign_key"
    )
    # what is settled competes no more
    connection.execute(
        "update incoming set _reasons = ['key_of_another_source'] from foreign_key as f"
        " where incoming._file = f._file and incoming._line = f._line"
    )
