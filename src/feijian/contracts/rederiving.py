"""Derived tables after a delivery: the rows of what it reached are made anew, the others stay.

A table of encounter or person scope that names its encounter is brought up to date by key: the
encounters that deliveries touched, those of the same persons, and those that refunds tie to them are
worked out in a small world, and their rows replaced. A table of trace codes is brought up to date by
code: those that deliveries touched and those sold in the encounters reached. What is not sure to be
decided that way (tables of other scopes, tables without an encounter or a code, refunds themselves) is
built again whole. Refunds come first: whoever's refunds are told otherwise than before is reached too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.derived import Derived, closure
from feijian.contracts.deriving import build_derived
from feijian.contracts.keyed import (
    OF_CODE,
    OF_ENCOUNTER,
    Key,
    base_tables,
    coded_tables,
    keyed_tables,
)
from feijian.contracts.model import Catalogue, quoted
from feijian.contracts.sql_limits import DEFAULT_SECONDS, shut
from feijian.contracts.ties import note_ties
from feijian.contracts.world import empty_world

if TYPE_CHECKING:
    import duckdb

MOST = 0.2
"""Above this share of encounters, building everything costs less."""
VISITS: tuple[str, ...] = ("encounter",)
CHARGES: tuple[str, ...] = ("encounter", "claim", "claim_line")
"""Tables that say whose a visit is: the small one is asked until it adds nothing."""
KEYS = {
    "encounter_id": "encounter",
    "claim_id": "claim",
    "target_claim_id": "claim",
    "claim_line_id": "claim_line",
}
"""Columns of a table about refunds, and the canonical table whose rows they name."""


@dataclass(frozen=True)
class Rederived:
    """How many tables were built whole, how many by key, and which failed and why."""

    whole: int
    by_key: int
    failed: dict[str, str]


def rederive(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    derived: Sequence[Derived],
    since: int,
    seconds: float = DEFAULT_SECONDS,
) -> Rederived | None:
    """Bring derived tables from delivery `since` up to the newest.

    catalogue: with the derived tables' columns. None where everything has to be built anew: nothing
    was done then, or only tables that will be built again.
    """
    if _touched_all(connection, since):
        return None
    base, keyed = base_tables(derived), keyed_tables(catalogue, derived)
    changed = [d for d in derived if d.name in base]
    _start(connection, since)
    for table in changed:
        if not _rebuild_and_compare(connection, catalogue, table, seconds):
            return None
    if not _close(connection, base):
        return None
    by_key = [d for d in derived if d.name in keyed and _all_named(connection, d.name)]
    done = set(base)
    for key, tables in (
        (OF_ENCOUNTER, by_key),
        (OF_CODE, _of_codes(connection, catalogue, derived, base, since)),
    ):
        world = _world(connection, catalogue, derived, tables, seconds, key) if tables else None
        if world is None:
            if key == OF_ENCOUNTER:
                return None
            continue  # built whole with the rest
        try:
            for table in tables:
                _replace(connection, world, catalogue, table.name, key)
        finally:
            world.close()
        done |= {d.name for d in tables}
    rest = [d for d in derived if d.name not in done]
    failed = build_derived(connection, rest, seconds)
    connection.execute("drop table temp.reached")
    return Rederived(len(changed) + len(rest) - len(failed), len(done - base), failed)


def _of_codes(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    derived: Sequence[Derived],
    base: frozenset[str],
    since: int,
) -> list[Derived]:
    """Tables to bring up to date by code, with `temp.reached_code` and the visits those were sold in.

    None of them where codes without a code's name are there, or most codes are reached.
    """
    names = coded_tables(catalogue, derived, base)
    tables = [
        d for d in derived if d.name in names and _all_named(connection, d.name, "trace_code")
    ]
    # what one of them needs has to be brought up to date with it
    if {d.name for d in tables} != names or not tables:
        return []
    sold = (
        "select row.trace_code from canonical.dispense as row where row.claim_id in ({claims})"
        " union select row.trace_code from canonical.dispense as row where row.claim_line_id in ({lines})"
    )
    connection.execute(
        "create or replace temp table reached_code as select distinct trace_code from ("
        "select key as trace_code from ledger.touched"
        f" where scope = 'trace_code' and delivery_seq > {since} union "
        + sold.format(
            claims="select claim_id from canonical.claim where encounter_id in (select encounter_id from reached)",
            lines="select claim_line_id from canonical.claim_line"
            " where encounter_id in (select encounter_id from reached)",
        )
        + ") as every where trace_code is not null"
    )
    of_codes = "canonical.dispense where trace_code in (select trace_code from reached_code)"
    first = (
        f"select encounter_id from canonical.claim where claim_id in (select claim_id from {of_codes})"
        " union select encounter_id from canonical.claim_line where claim_line_id in"
        f" (select claim_line_id from {of_codes})"
    )
    connection.execute(
        "create or replace temp table sold_first as select distinct encounter_id"
        f" from ({first}) as every where encounter_id is not null"
    )
    # refunds and what they take back come along, whatever visit number they have
    tied = (
        " union select other.encounter_id from canonical.claim as other"
        " inner join canonical.claim as one on {one} = {other}"
        " where one.encounter_id in (select encounter_id from sold_first)"
    )
    connection.execute(
        "create or replace temp table sold_there as select distinct encounter_id from ("
        "select encounter_id from sold_first"
        + tied.format(one="one.claim_id", other="other.original_claim_id")
        + tied.format(one="one.original_claim_id", other="other.claim_id")
        + ") as every where encounter_id is not null"
    )
    share = connection.execute(
        "select (select count(*) from reached_code), count(distinct trace_code) from canonical.dispense"
    ).fetchall()[0]
    return tables if share[0] <= MOST * share[1] else []


def _touched_all(connection: duckdb.DuckDBPyConnection, since: int) -> bool:
    rows = connection.execute(
        "select 1 from ledger.touched where scope = 'all' and delivery_seq > ? limit 1", [since]
    ).fetchall()
    return bool(rows)


def _start(connection: duckdb.DuckDBPyConnection, since: int) -> None:
    """`temp.reached`: encounters that deliveries touched, and those of the persons they touched."""
    connection.execute(
        "create or replace temp table reached_person as"
        f" select distinct key as person_id from ledger.touched where scope = 'person' and delivery_seq > {since}"
    )
    connection.execute(
        "create or replace temp table reached as"
        f" select distinct key as encounter_id from ledger.touched where scope = 'encounter' and delivery_seq > {since}"
    )


def _rebuild_and_compare(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, table: Derived, seconds: float
) -> bool:
    """Build one table whole; encounters of rows that are there no more, or are new, are reached.

    False where it is not there to compare with, or cannot be built.
    """
    full = f"derived.{quoted(table.name)}"
    if not _stands(connection, table.name):
        return False
    connection.execute(f"create or replace temp table as_before as select * from {full}")
    if build_derived(connection, [table], seconds):
        return False
    connection.execute(
        "create or replace temp table told_otherwise as"
        f" (select * from as_before except all select * from {full})"
        f" union all (select * from {full} except all select * from as_before)"
    )
    shape = catalogue.find(table.name, "derived")
    for column, named in KEYS.items():
        if shape is None or shape.column(column) is None:
            continue
        if column == "encounter_id":
            connection.execute("insert into reached select encounter_id from told_otherwise")
        else:
            key = f"{named}_id"
            connection.execute(
                f"insert into reached select row.encounter_id from canonical.{named} as row"
                f" where row.{key} in (select {quoted(column)} from told_otherwise)"
            )
    connection.execute("drop table as_before")
    connection.execute("drop table told_otherwise")
    return True


def _close(connection: duckdb.DuckDBPyConnection, base: Iterable[str]) -> bool:
    """Reach on until nothing is added: the persons' other encounters, and what refunds tie together.

    False where that is more than is worth doing by key.
    """
    tied = (
        " union select claim.encounter_id from canonical.claim as claim"
        " inner join derived.claim_change as change on claim.claim_id = change.claim_id"
        " where change.encounter_id in (select encounter_id from reached)"
        " union select change.encounter_id from canonical.claim as claim"
        " inner join derived.claim_change as change on claim.claim_id = change.claim_id"
        " where claim.encounter_id in (select encounter_id from reached)"
        if "claim_change" in base
        else ""
    )
    note_ties(connection)
    tied = (
        " union select near.other as encounter_id from temp.tied_visit as near"
        " where near.one in (select encounter_id from reached)" + tied
    )
    every = connection.execute("select count(*) from canonical.encounter").fetchall()[0][0]
    count, tables = -1, VISITS
    while True:
        now = _reach_on(connection, tables, tied)
        if now > MOST * every:
            return False
        if now != count:
            count, tables = now, VISITS
        elif tables == VISITS:
            tables = CHARGES  # nearly always they name the person of their visit
        else:
            return True


def _reach_on(connection: duckdb.DuckDBPyConnection, tables: Iterable[str], tied: str) -> int:
    """One step further: persons of the visits reached, visits of these persons, and those tied; how many."""
    for table in tables:
        connection.execute(
            f"insert into reached_person select distinct row.person_id from canonical.{table} as row"
            " where row.encounter_id in (select encounter_id from reached) and row.person_id is not null"
            " and row.person_id not in (select person_id from reached_person)"
        )
    connection.execute(
        "create or replace temp table reached as select distinct encounter_id from ("
        " select encounter_id from reached"
        + "".join(
            f" union select row.encounter_id from canonical.{table} as row"
            " where row.person_id in (select person_id from reached_person)"
            for table in tables
        )
        + tied
        + ") as every where encounter_id is not null"
    )
    return int(connection.execute("select count(*) from reached").fetchall()[0][0])


def _stands(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    rows = connection.execute(
        "select 1 from information_schema.tables where table_schema = 'derived' and table_name = ?"
        " and table_type <> 'VIEW'",
        [name],
    ).fetchall()
    return bool(rows)


def _all_named(
    connection: duckdb.DuckDBPyConnection, name: str, column: str = "encounter_id"
) -> bool:
    """Whether the table stands, as a table, and every row of it names its key."""
    return (
        _stands(connection, name)
        and not connection.execute(
            f"select 1 from derived.{quoted(name)} where {quoted(column)} is null limit 1"
        ).fetchall()
    )


def _world(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    derived: Sequence[Derived],
    by_key: Sequence[Derived],
    seconds: float,
    key: Key,
) -> duckdb.DuckDBPyConnection | None:
    """A world of the keys reached with the tables built that are brought up to date there.

    None where one of them cannot be built.
    """
    needed = closure(derived, [d.name for d in by_key])
    copied = _copied_by(connection, catalogue, derived, needed, key)
    made = [d for d in needed if d.name not in copied]
    names = {n for d in made for s, n in d.reads if s != "derived"}
    world = empty_world(catalogue, names)
    for name in sorted(names):
        table = catalogue.find(name)
        if table is None:
            continue
        condition = key.conditions.get(name, "true") if table.schema == "canonical" else "true"
        columns = ", ".join(f"t.{quoted(c.name)}" for c in table.columns)
        _copy(connection, world, f"{table.schema}.{quoted(name)}", columns, condition)
    for name, column in copied.items():
        shape = catalogue.find(name, "derived")
        assert shape is not None
        world.execute(shape.ddl(strict=False))
        columns = ", ".join(f"t.{quoted(c.name)}" for c in shape.columns)
        of_whom = f"select row.{column} from canonical.{key.copied[column]} as row where "
        chosen = of_whom + key.conditions[key.copied[column]].replace("t.", "row.")
        _copy(connection, world, f"derived.{quoted(name)}", columns, f"t.{column} in ({chosen})")
    shut(world)
    if build_derived(world, made, seconds):
        world.close()
        return None
    return world


def _copied_by(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    derived: Sequence[Derived],
    needed: Sequence[Derived],
    key: Key,
) -> dict[str, str]:
    """Base tables that are taken over rather than built, and the column that says whose a row is."""
    base = base_tables(derived)
    found = {}
    for d in needed:
        shape = catalogue.find(d.name, "derived")
        if d.name in base and shape is not None and _stands(connection, d.name):
            column = next((c for c in key.copied if shape.column(c)), None)
            if column:
                found[d.name] = column
    return found


def _copy(
    connection: duckdb.DuckDBPyConnection,
    world: duckdb.DuckDBPyConnection,
    full: str,
    columns: str,
    condition: str,
) -> None:
    connection.complete()
    rows = connection.sql(f"select {columns} from {full} as t where {condition}").to_arrow_table()
    if rows.num_rows:
        world.register("incoming", rows)
        world.execute(f"insert into {full} select * from incoming")
        world.unregister("incoming")


def _replace(
    connection: duckdb.DuckDBPyConnection,
    world: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    name: str,
    key: Key,
) -> None:
    """Put the world's rows of one table in the place of those of the keys reached."""
    full = f"derived.{quoted(name)}"
    shape = catalogue.find(name, "derived")
    assert shape is not None
    columns = ", ".join(quoted(c.name) for c in shape.columns)
    world.complete()
    chosen = f"{quoted(key.column)} in (select {quoted(key.column)} from {key.reached})"
    rows = world.sql(f"select {columns} from {full}").to_arrow_table()
    connection.execute(f"delete from {full} where {chosen}")
    if rows.num_rows:
        connection.register("made_anew", rows)
        connection.execute(f"insert into {full} ({columns}) select {columns} from made_anew")
        connection.unregister("made_anew")
