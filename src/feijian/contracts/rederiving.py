"""Derived tables after a delivery: the rows of what it reached are made anew, the others stay.

A table of encounter or person scope that names its encounter is brought up to date by key: the
encounters that deliveries touched, those of the same persons, and those that refunds tie to them are
worked out in a small world, and their rows replaced. What is not sure to be decided that way (tables
of other scopes, tables without an encounter, tables over sales and purchases, refunds themselves) is
built again whole. Refunds come first: whoever's refunds are told otherwise than before is reached too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.derived import Derived, closure
from feijian.contracts.deriving import build_derived
from feijian.contracts.model import Catalogue, quoted
from feijian.contracts.sql_limits import DEFAULT_SECONDS, shut
from feijian.contracts.world import empty_world

if TYPE_CHECKING:
    import duckdb

OF_ENCOUNTERS = ("encounter", "claim", "claim_line", "diagnosis", "procedure", "grouping")
WHOLE = ("provider", "practitioner")
NARROW = frozenset((*OF_ENCOUNTERS, *WHOLE, "person"))
MOST = 0.2
"""Above this share of encounters, building everything costs less."""
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
    world = _world(connection, catalogue, derived, by_key, seconds)
    if world is None:
        return None
    try:
        for table in by_key:
            _replace(connection, world, catalogue, table.name)
    finally:
        world.close()
    done = base | {d.name for d in by_key}
    rest = [d for d in derived if d.name not in done]
    failed = build_derived(connection, rest, seconds)
    connection.execute("drop table temp.reached")
    return Rederived(len(changed) + len(rest) - len(failed), len(by_key), failed)


def base_tables(derived: Sequence[Derived]) -> frozenset[str]:
    """Stored tables under the views: what refunds take away. They are small, and built whole."""
    views = [d for d in derived if not d.stored and d.scope in ("encounter", "person")]
    needed = closure(derived, {n for v in views for n in v.needs})
    return frozenset(d.name for d in needed if d.stored)


def keyed_tables(catalogue: Catalogue, derived: Sequence[Derived]) -> frozenset[str]:
    """Stored tables that the rows of an encounter's persons decide, and that name the encounter."""
    base = base_tables(derived)
    narrow: set[str] = set()
    keyed = set()
    for d in derived:
        direct = {n for s, n in d.reads if s != "derived"}
        tables = [t for t in (catalogue.find(n) for n in direct) if t is not None]
        canonical = {t.name for t in tables if t.schema == "canonical"}
        if d.scope not in ("encounter", "person") or not canonical <= NARROW:
            continue
        if not d.needs <= narrow:
            continue
        narrow.add(d.name)
        shape = catalogue.find(d.name, "derived")
        if d.stored and d.name not in base and shape is not None and shape.column("encounter_id"):
            keyed.add(d.name)
    # one that reads a table without encounters reads rows of everybody, unless it only bounds the work
    everybody = {
        d.name for d in derived if d.stored and d.name not in keyed | base and not d.header.bounds
    }
    return frozenset(n for n in keyed if not {d.name for d in closure(derived, [n])} & everybody)


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
    every = connection.execute("select count(*) from canonical.encounter").fetchall()[0][0]
    count = -1
    while True:
        for table in ("encounter", "claim", "claim_line"):
            connection.execute(
                f"insert into reached_person select distinct row.person_id from canonical.{table} as row"
                " where row.encounter_id in (select encounter_id from reached) and row.person_id is not null"
            )
        connection.execute(
            "create or replace temp table reached as select distinct encounter_id from ("
            " select encounter_id from reached"
            + "".join(
                f" union select row.encounter_id from canonical.{table} as row"
                " where row.person_id in (select person_id from reached_person)"
                for table in ("encounter", "claim", "claim_line")
            )
            + " union select reversal.encounter_id from canonical.claim_line as reversal"
            " inner join canonical.claim_line as taken on reversal.original_line_id = taken.claim_line_id"
            " where taken.encounter_id in (select encounter_id from reached)"
            " union select taken.encounter_id from canonical.claim_line as reversal"
            " inner join canonical.claim_line as taken on reversal.original_line_id = taken.claim_line_id"
            " where reversal.encounter_id in (select encounter_id from reached)"
            + tied
            + ") as every where encounter_id is not null"
        )
        now = connection.execute("select count(*) from reached").fetchall()[0][0]
        if now > MOST * every:
            return False
        if now == count:
            return True
        count = now


def _stands(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    rows = connection.execute(
        "select 1 from information_schema.tables where table_schema = 'derived' and table_name = ?"
        " and table_type <> 'VIEW'",
        [name],
    ).fetchall()
    return bool(rows)


def _all_named(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Whether the table stands, as a table, and every row of it names an encounter."""
    return (
        _stands(connection, name)
        and not connection.execute(
            f"select 1 from derived.{quoted(name)} where encounter_id is null limit 1"
        ).fetchall()
    )


def _world(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    derived: Sequence[Derived],
    by_key: Sequence[Derived],
    seconds: float,
) -> duckdb.DuckDBPyConnection | None:
    """A world of the reached encounters with the tables built that are brought up to date there.

    None where one of them cannot be built.
    """
    needed = closure(derived, [d.name for d in by_key])
    names = {n for d in needed for s, n in d.reads if s != "derived"}
    world = empty_world(catalogue, names)
    for name in sorted(names):
        table = catalogue.find(name)
        if table is None:
            continue
        condition = "true"
        if table.schema == "canonical" and name in OF_ENCOUNTERS:
            condition = "t.encounter_id in (select encounter_id from reached)"
        elif table.schema == "canonical" and name == "person":
            condition = "t.person_id in (select person_id from reached_person)"
        columns = ", ".join(f"t.{quoted(c.name)}" for c in table.columns)
        _copy(connection, world, f"{table.schema}.{quoted(name)}", columns, condition)
    shut(world)
    if build_derived(world, needed, seconds):
        world.close()
        return None
    return world


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
) -> None:
    """Put the world's rows of one table in the place of those of the reached encounters."""
    full = f"derived.{quoted(name)}"
    shape = catalogue.find(name, "derived")
    assert shape is not None
    columns = ", ".join(quoted(c.name) for c in shape.columns)
    world.complete()
    rows = world.sql(f"select {columns} from {full}").to_arrow_table()
    connection.execute(
        f"delete from {full} where encounter_id in (select encounter_id from reached)"
    )
    if rows.num_rows:
        connection.register("made_anew", rows)
        connection.execute(f"insert into {full} ({columns}) select {columns} from made_anew")
        connection.unregister("made_anew")
