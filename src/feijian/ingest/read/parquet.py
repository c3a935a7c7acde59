"""Cells of a Parquet file as the text a CSV file would carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from feijian.contracts.model import quoted
from feijian.errors import Problem
from feijian.ingest.macros import literal
from feijian.ingest.nothing import NULL_WORDS
from feijian.ingest.read.found import FoundFile
from feijian.ingest.read.header import Header
from feijian.ingest.sources.source import SourceTable
from feijian.messages import sentence
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

ZONE = "Asia/Shanghai"
FLOAT_DIGITS = 100_000
"""Below this a four-byte number holds two decimals exactly; above it nobody knows what was sent."""


def parquet_problems(
    connection: duckdb.DuckDBPyConnection, path: str, found: FoundFile, header: Header
) -> Iterator[Problem]:
    """What keeps a Parquet file from being read as it was meant."""
    known = {position: column for column, position in header.positions.items()}
    old = _old_times(connection, path)
    names = [name for position, name in enumerate(_names(connection, path)) if position in known]
    asked = [name for name in names if name in old]
    if asked and not _zone_told(found.table):
        yield Problem(
            found.shown,
            sentence(
                "times in {asked} are stored as INT96, which does not say its zone",
                asked=", ".join(asked),
            ),
            sentence(
                "Say it in the source contract: {{property: int96Zone, value: UTC}} for Hive and "
                "Spark, or {zone} for what wrote the wall time.",
                zone=ZONE,
            ),
        )
    source = f"read_parquet({literal(path)})"
    for name, kind in _described(connection, path):
        if kind == "BLOB" and name in names:
            cell = quoted(name)
            bad = first_row(
                connection,
                f"select count(*) from {source} where {cell} is not null and try(decode({cell})) is null",
            )
            if bad and bad[0]:
                yield Problem(
                    found.shown,
                    sentence(
                        "{bad} values of {name} are bytes that are not UTF-8", bad=bad[0], name=name
                    ),
                    "Ask the sender to write text as UTF-8.",
                )


def parquet_cells(
    connection: duckdb.DuckDBPyConnection,
    path: str,
    table: SourceTable,
    described: Sequence[Sequence[Any]],
) -> str:
    """The select list that gives every column as text, named c0…."""
    old = _old_times(connection, path)
    zone = _zone_told(table)
    parts = []
    for position, (name, kind, *_) in enumerate(described):
        cell = quoted(name)
        if name in old and zone:
            cell = (
                f"timezone({literal(ZONE)}, timezone({literal(zone)}, cast({cell} as timestamp)))"
            )
            parts.append(f"cast({cell} as varchar) as c{position}")
        else:
            parts.append(f"{_text(cell, str(kind).upper())} as c{position}")
    return ", ".join(parts)


def _text(cell: str, kind: str) -> str:
    words = ", ".join(literal(word) for word in ("", *NULL_WORDS))
    if kind.startswith(("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")):
        return f"cast(timezone({literal(ZONE)}, cast({cell} as timestamptz)) as varchar)"
    if kind == "BOOLEAN":
        return f"case when {cell} then '1' when not {cell} then '0' end"
    if kind == "BLOB":
        # writers of Hive leave out the mark that says these bytes are text
        text = f"decode({cell})"
        return f"case when {text} not in ({words}) then {text} end"
    if kind == "VARCHAR":
        return f"case when {cell} not in ({words}) then {cell} end"
    if kind == "FLOAT":
        exact = f"abs({cell}) < {FLOAT_DIGITS} or {cell} is null"
        return f"case when {exact} then cast({cell} as varchar) else cast({cell} as varchar) || ' (four bytes)' end"
    return f"cast({cell} as varchar)"


def _zone_told(table: SourceTable) -> str | None:
    zone = table.contract.custom.get("int96Zone")
    return str(zone) if zone else None


def _old_times(connection: duckdb.DuckDBPyConnection, path: str) -> set[str]:
    rows = connection.execute(
        f"select name from parquet_schema({literal(path)}) where type = 'INT96'"
    ).fetchall()
    return {str(name) for (name,) in rows}


def _described(connection: duckdb.DuckDBPyConnection, path: str) -> list[tuple[str, str]]:
    rows = connection.execute(f"describe select * from read_parquet({literal(path)})").fetchall()
    return [(str(row[0]), str(row[1]).upper()) for row in rows]


def _names(connection: duckdb.DuckDBPyConnection, path: str) -> list[str]:
    return [name for name, _ in _described(connection, path)]
