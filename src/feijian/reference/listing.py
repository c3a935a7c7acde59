"""What is in the reference tables: rows, editions, confidence, and how many can fire."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from feijian.contracts.content import Content
from feijian.contracts.model import Table, quoted
from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.plain import Json
from feijian.reference.claimed import Claimed, names_held, put
from feijian.reference.tables import load_reference
from feijian.workspace import Settings
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from feijian.workspace.settings import ReferenceFile

ID_LENGTH = 8
"""Characters of a row's id: enough to tell the rows of one table apart."""


@dataclass(frozen=True)
class TableFacts:
    """One reference table.

    editions: editions or lists that its rows name. sources: how many sources. fires: rows that
    name something of the loaded claims; None without claims or for tables that name none.
    """

    table: str
    title_zh: str
    rows: int
    sure: int
    ocr: int
    guess: int
    editions: tuple[str, ...]
    sources: int
    fires: int | None


@contextmanager
def reference_rows(
    content: Content, settings: Settings, *more: ReferenceFile, only: Table | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """All reference tables in memory, as a run would load them, with further files after the others.

    only: the one table that is asked about; the rows of a table rest on no other's.
    Raises LibraryError with every bad row.
    """
    import duckdb

    connection = duckdb.connect(config={"threads": 1})
    try:
        own = replace(settings, reference=(*settings.reference, *more))
        load_reference(connection, content.catalogue, content.library, own, only)
        yield connection
    finally:
        connection.close()


def reference_table(content: Content, name: str) -> Table:
    """One table's contract. Raises UsageError where there is none of the name."""
    found = content.catalogue.find(name, "reference")
    if found is None:
        names = ", ".join(sorted(t.name for t in content.catalogue.of_schema("reference")))
        raise UsageError(
            Problem(
                name, "there is no such reference table", sentence("Tables: {names}.", names=names)
            )
        )
    return found


def table_facts(
    connection: duckdb.DuckDBPyConnection, content: Content, held: Claimed | None
) -> list[TableFacts]:
    """One entry a table, by name."""
    if held is not None:
        put(connection, held)
    tables = sorted(content.catalogue.of_schema("reference"), key=lambda t: t.name)
    return [_facts(connection, table, held is not None) for table in tables]


def _facts(connection: duckdb.DuckDBPyConnection, table: Table, counts: bool) -> TableFacts:
    has = {c.name for c in table.columns}
    edition = next((c for c in ("edition", "list_edition", "batch") if c in has), None)
    told = "coalesce(confidence, 'sure')" if "confidence" in has else "'sure'"
    row = first_row(
        connection,
        f"select count(*), count(*) filter (where {told} = 'sure'), count(*) filter (where {told} = 'ocr'),"
        f" count(*) filter (where {told} = 'guess'), count(distinct source),"
        f" {f'list(distinct {edition}) filter (where {edition} is not null)' if edition else '[]'}"
        f" from {table.full_name}",
    )
    assert row is not None
    fires = None
    condition = names_held(table)
    if counts and condition is not None:
        counted = first_row(
            connection, f"select count(*) from {table.full_name} as t where {condition}"
        )
        fires = int(counted[0]) if counted else 0
    return TableFacts(
        table.name,
        table.label_zh,
        row[0],
        row[1],
        row[2],
        row[3],
        tuple(sorted(row[5] or [])),
        row[4],
        fires,
    )


def fires_by_class(
    connection: duckdb.DuckDBPyConnection, content: Content, held: Claimed
) -> dict[str, dict[str, int]]:
    """Table → class of the national library → rows that name something of the loaded claims."""
    put(connection, held)
    found: dict[str, dict[str, int]] = {}
    for table in content.catalogue.of_schema("reference"):
        condition = names_held(table)
        if table.column("rule_class") is None or condition is None:
            continue
        rows = connection.execute(
            f"select rule_class, count(*) from {table.full_name} as t"
            f" where rule_class is not null and {condition} group by rule_class"
        ).fetchall()
        found[table.name] = {code: int(count) for code, count in rows}
    return found


def fires_by_field(
    connection: duckdb.DuckDBPyConnection, content: Content, held: Claimed
) -> dict[str, int]:
    """Field of the problem lists → rows that name something of the loaded claims."""
    put(connection, held)
    found: dict[str, int] = {}
    for table in content.catalogue.of_schema("reference"):
        condition = names_held(table)
        if table.column("domain") is None or condition is None:
            continue
        rows = connection.execute(
            f"select domain, count(*) from {table.full_name} as t where {condition} group by domain"
        ).fetchall()
        for field, count in rows:
            found[field] = found.get(field, 0) + int(count)
    return found


def table_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, *, doubtful: bool = False
) -> list[Json]:
    """A table's rows, each with the id that `confirm` takes."""
    names = [c.name for c in table.columns]
    wanted = ""
    if doubtful:
        if "confidence" not in names:
            return []
        wanted = " where coalesce(confidence, 'sure') <> 'sure'"
    found = connection.execute(
        f"select {', '.join(quoted(n) for n in names)} from {table.full_name}{wanted} order by all"
    ).fetchall()
    rows = [dict(zip(names, row, strict=True)) for row in found]
    return [{"row": row_id(table, row), **row} for row in rows]


def row_id(table: Table, row: Mapping[str, object]) -> str:
    """The same for a row as long as its key and first day of validity stay."""
    identity = [*table.key, "valid_from"]
    text = "\x1f".join("" if row.get(k) is None else str(row[k]) for k in identity)
    return hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]
