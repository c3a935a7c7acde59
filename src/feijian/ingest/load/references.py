"""Which row a number means: trace codes and refunds find their charged line.

A number alone names a row only while one row has it. Else the visit, the settlement or the
provider that stands beside it must say which; what cannot be told is left open, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.identity import UNRESOLVED, Refers
from feijian.ingest.load.ledger import touch
from feijian.ingest.load.numbering import known_rows_sql
from feijian.ingest.load.parents import files_of
from feijian.ingest.load.stream import Stream
from feijian.ingest.macros import literal
from feijian.workspace.lookups import with_nobody

if TYPE_CHECKING:
    import duckdb


def resolve(
    connection: duckdb.DuckDBPyConnection,
    stream: Stream,
    named: Stream,
    place: str,
    *,
    only: str = "true",
    touched_by: int | None = None,
) -> int:
    """Set the ids that rows of a place name by number; returns how many rows changed.

    named: the stream of the rows named. only: SQL over `o`, the rows to look at. touched_by:
    the delivery to note changed rows under, for stored ones.
    """
    changed = 0
    for refers in stream.refers:
        if refers.to == named.contract.name:
            changed += _resolve(connection, stream, refers, named, place, only, touched_by)
    return changed


def _resolve(
    connection: duckdb.DuckDBPyConnection,
    stream: Stream,
    refers: Refers,
    named: Stream,
    place: str,
    only: str,
    touched_by: int | None,
) -> int:
    number, column = quoted(refers.number), quoted(refers.column)
    bound = (
        " or ".join(f"({w})" for w in _bound_rows(stream, refers)) if place != stream.store else ""
    )
    here = ", ".join(f"o.{quoted(c)}" for c in refers.here)
    connection.execute(
        "create or replace temp table naming as"
        f" select o.rowid as row, o.{number} as number, o.{column} as before,"
        f" {bound or 'false'} as bound, {here}"
        f" from {place} as o where o.{number} is not null and ({only})"
    )
    asking = count(connection, "select count(*) from naming")
    if not asking:
        return 0
    known = known_rows_sql(named, refers.there, refers.among)
    connection.execute(
        f"create or replace temp table named as select distinct * from ({known}) as k"
        f" where number in ({with_nobody('select number from naming')})"
    )
    connection.execute(
        "create or replace temp table answer (row bigint, id varchar, decided boolean)"
    )
    _ask_all(connection, refers, asking)
    unknown = f"{literal(UNRESOLVED)} || n.number"
    if refers.open:
        unknown = f"case when n.bound then {unknown} end"
    connection.execute(
        "create or replace temp table found_id as select n.row, n.before,"
        f" case when a.row is null then n.number else coalesce(a.id, {unknown}) end as id"
        " from naming as n left join answer as a on a.row = n.row"
    )
    connection.execute("delete from found_id where id is not distinct from before")
    changed = count(connection, "select count(*) from found_id")
    if changed:
        connection.execute(
            f"update {place} as o set {column} = f.id from found_id as f where o.rowid = f.row"
        )
        if touched_by is not None:
            # looked at again and not fetched by their places: where a transaction has both deleted from
            # and inserted into a table, the engine (2.0.0) may crash when rows are chosen by place
            connection.execute(
                "create or replace temp table named_again as select o.rowid as _place, o.*"
                f" from {place} as o where o.{number} is not null and ({only})"
            )
            rows = "(select o.* from named_again as o where o._place in (select row from found_id))"
            touch(connection, touched_by, [n for n, _ in stream.columns], rows)
    return changed


def _ask_all(connection: duckdb.DuckDBPyConnection, refers: Refers, asking: int) -> None:
    """Ask one way after the other, until every row has its answer."""
    for tier in refers.tiers:
        for way in tier:
            _ask(connection, way)
            if count(connection, "select count(*) from answer") == asking:
                return
        applicable = [
            " and ".join(f"n.{quoted(h)} is not null" for _, h in way) or "true" for way in tier
        ]
        # something to compare was there and nothing fits: another row is meant
        connection.execute(
            "insert into answer select n.row, null, true from naming as n"
            f" where ({' or '.join(f'({a})' for a in applicable)}) and n.row not in (select row from answer)"
            " and n.number in (select number from named)"
        )


def _ask(connection: duckdb.DuckDBPyConnection, way: tuple[tuple[str, str], ...]) -> None:
    """Answer rows whose number means one row when these columns are compared."""
    there = ", ".join(quoted(t) for t, _ in way)
    match = " and ".join(
        ["g.number = n.number", *(f"g.{quoted(t)} = n.{quoted(h)}" for t, h in way)]
    )
    connection.execute(
        "insert into answer select n.row, case when g.ids = 1 then g.id end, true from naming as n"
        f" join (select number{', ' + there if there else ''}, min(id) as id, count(distinct id) as ids"
        f" from named group by number{', ' + there if there else ''}) as g on {match}"
        " where n.row not in (select row from answer)"
    )


def _bound_rows(stream: Stream, refers: Refers) -> list[str]:
    """SQL over `o` for rows that cannot be stored without the row they name."""
    return [
        files_of(m.source_table)
        for m in stream.mappings
        if m.inherits and m.inherits.through == refers.column
    ]
