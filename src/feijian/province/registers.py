"""Registers of the province: one row a key, of the prefecture that owns it, with what only others know filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts import Table, quoted

if TYPE_CHECKING:
    import duckdb

REGISTERS = ("provider", "practitioner", "person")
"""Registers in the order in which they are made: who works in a house is owned where the house is."""

HOME = {
    "provider": "left(t.region_code, 4)",
    "practitioner": "(select h.region from house_region as h where h.provider_id = t.provider_id)",
}
"""The region that owns a row. A person has none: who knows most of him comes first."""

NUMBERED = {
    "person": {"person_id": "person_id"},
    "practitioner": {"person_id": "person_id"},
    "provider": {},
}
"""Columns with persons' numbers, which may have been told apart."""


@dataclass(frozen=True)
class JoinedRegister:
    """A register as it was made: its rows, keys that stood in several prefectures, and how many of them otherwise."""

    name: str
    rows: int
    shared: int
    otherwise: int


def register_rows(connection: duckdb.DuckDBPyConnection, table: Table) -> JoinedRegister:
    """Make the temporary table `register_<name>`. Two rows are otherwise where both tell a value, and not the same."""
    key = table.key[0]
    others = [c.name for c in table.columns if c.name != key]
    numbered = NUMBERED[table.name]
    columns = ", ".join(
        f"coalesce(r.told, t.{c}) as {c}" if c in numbered else f"t.{quoted(c)}"
        for c in (key, *others)
    )
    home = HOME.get(table.name)
    known = " + ".join(f"(t.{quoted(c)} is not null)::integer" for c in others)
    connection.execute(
        f"create or replace temp table standing as select t.source, {columns},"
        f" coalesce({f'{home} = o.region' if home else 'false'}, false) as is_home, {known} as known"
        f" from everywhere.{quoted(table.name)} as t left join region_of as o on t.source = o.source"
        " left join renamed as r on r.kind = 'person' and r.source = t.source"
        f" and r.id = t.{'person_id' if numbered else key}"
    )
    order = "order by is_home desc, known desc, source"
    filled = ", ".join(
        f"first({quoted(c)} {order}) filter (where {quoted(c)} is not null) as {quoted(c)}"
        for c in others
    )
    connection.execute(
        f"create or replace temp table register_{table.name} as"
        f" select {key}, {filled} from standing group by {key}"
    )
    differs = " or ".join(f"count(distinct {quoted(c)}) > 1" for c in others)
    rows, shared, otherwise = connection.execute(
        "select count(*), coalesce(sum(is_shared::integer), 0), coalesce(sum(is_otherwise::integer), 0)"
        f" from (select count(*) > 1 as is_shared, count(*) > 1 and ({differs}) as is_otherwise"
        f" from standing group by {key})"
    ).fetchall()[0]
    return JoinedRegister(table.name, rows, shared, otherwise)
