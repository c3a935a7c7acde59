"""Derived tables after a delivery: the rows of what it reached are made anew, the others stay.

A table that names its encounter is brought up to date by key, in a small world, and its rows replaced. What an
encounter decides is worked out for those that deliveries touched and those that refunds tie to them; what a
person decides for all encounters of the same persons too, out of the former, where these are not most. A table of trace codes is
brought up to date by code: those that deliveries touched and those sold in the encounters touched; one that says
by which of its columns (`day`), by the days of each provider on which a settlement was touched; one that adds lines up by
the day or month of their charge (`dated`), where it stands, for those on which a line was touched. What is
not sure to be decided that way (tables of other scopes, tables without an encounter or a code, refunds themselves) is
built again whole. Refunds come first: whoever's refunds are told otherwise than before is reached too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.dated import dated_of, reach_charges, replace_dated
from feijian.contracts.days import reach_days
from feijian.contracts.derived import Derived, closure, unless_taken
from feijian.contracts.deriving import build_derived
from feijian.contracts.few import few_of
from feijian.contracts.keyed import (
    CODES,
    OF_CODE,
    OF_DAY,
    OF_PERSON,
    OF_VISIT,
    Key,
    base_tables,
    coded_tables,
    day_tables,
    keyed_tables,
    visit_tables,
)
from feijian.contracts.model import Catalogue, quoted
from feijian.contracts.reaching import (
    are_few,
    close,
    note_visits,
    rebuild_and_compare,
    stands,
    start,
    touched_all,
)
from feijian.contracts.sql_limits import DEFAULT_SECONDS, shut
from feijian.contracts.ties import keep_ties, note_ties
from feijian.contracts.world import empty_world
from feijian.workspace.lookups import with_nobody

if TYPE_CHECKING:
    import duckdb

WHOLE_TABLE = "true"
"""The condition of a table that comes along as it is."""
MOST = 0.2
"""Above this share of encounters, building everything costs less."""
MOST_OF_PERSONS = 0.02
"""Above this share of encounters, those of the persons reached all counted, so does building what a person decides: few
tables, of which most read stays and limited charges, not every line. Of ten million lines it took 1.9 s of processor whole
and 3.0 by key where 6 in a hundred visits were reached."""


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
    if touched_all(connection, since):
        return None
    base, keyed = base_tables(derived), keyed_tables(catalogue, derived)
    changed = [d for d in derived if d.name in base]
    start(connection, since)
    for table in changed:
        if not rebuild_and_compare(connection, catalogue, table, seconds):
            return None
    by_key = [d for d in derived if d.name in keyed and _all_named(connection, d.name)]
    of_visit = visit_tables(derived, keyed)
    by_visit = [d for d in by_key if d.name in of_visit]
    keep_ties(connection)
    note_ties(connection)
    coded = coded_tables(catalogue, derived, base)
    decided = [d.sql for d in derived if d.name in of_visit | coded]
    note_visits(connection, catalogue, decided, base, since)
    if not are_few(connection, MOST):
        return None
    # who comes every week brings a hundred visits along for one: what the visit decides is by key all the same
    by_person = close(connection, base, MOST_OF_PERSONS)
    done = set(base)
    for key, tables in (
        (OF_VISIT, by_visit),
        (OF_PERSON, [d for d in by_key if d.name not in of_visit] if by_person else []),
        (OF_CODE, _of_codes(connection, derived, coded, since)),
        (OF_DAY, _of_days(connection, catalogue, derived, base, since)),
    ):
        made = frozenset(d.name for d in by_visit if d.name in done)
        world = (
            _world(connection, catalogue, derived, tables, seconds, key, made) if tables else None
        )
        if world is None:
            if tables and key not in (OF_CODE, OF_DAY):
                return None
            continue  # none, or built whole with the rest
        try:
            for table in tables:
                _replace(connection, world, catalogue, table, key)
        finally:
            world.close()
        done |= {d.name for d in tables}
    dated = [d for d in derived if d.name not in done and _is_dated(connection, d)]
    if dated and reach_charges(connection, since):
        done |= set(replace_dated(connection, dated, seconds))
    rest = [d for d in derived if d.name not in done]
    failed = build_derived(connection, rest, seconds)
    connection.execute("drop table temp.reached")
    return Rederived(len(changed) + len(rest) - len(failed), len(done - base), failed)


def _of_codes(
    connection: duckdb.DuckDBPyConnection,
    derived: Sequence[Derived],
    names: frozenset[str],
    since: int,
) -> list[Derived]:
    """Tables to bring up to date by code, with `temp.reached_code` and the visits those were sold in.

    None of them where codes without a code's name are there, or most codes are reached.
    """
    tables = [
        d for d in derived if d.name in names and _all_named(connection, d.name, "trace_code")
    ]
    # what one of them needs has to be brought up to date with it
    if {d.name for d in tables} != names or not tables:
        return []
    by_claim, by_line = (
        f"select row.trace_code from canonical.dispense as row where {few_of('canonical.dispense', told, 'row')}"
        for told in ("row.claim_id in ({claims})", "row.claim_line_id in ({lines})")
    )
    sold = f"{by_claim} union {by_line}"
    visits = with_nobody("select encounter_id from reached_visit")
    connection.execute(
        "create or replace temp table reached_code as select distinct trace_code from ("
        "select key as trace_code from ledger.touched"
        f" where scope = 'trace_code' and delivery_seq > {since} union "
        + sold.format(
            claims=with_nobody(
                f"select claim_id from canonical.claim where encounter_id in ({visits})"
            ),
            lines=with_nobody(
                f"select claim_line_id from canonical.claim_line where encounter_id in ({visits})"
            ),
        )
        + ") as every where trace_code is not null"
    )
    few = few_of("canonical.dispense", f"row.trace_code in ({CODES})", "row")
    connection.execute(
        "create or replace temp table of_code as select row.claim_id, row.claim_line_id"
        f" from canonical.dispense as row where {few}"
    )
    first = (
        "select encounter_id from canonical.claim where claim_id in"
        f" ({with_nobody('select claim_id from of_code')})"
        " union select row.encounter_id from canonical.claim_line as row where "
        + few_of(
            "canonical.claim_line",
            f"row.claim_line_id in ({with_nobody('select claim_line_id from of_code')})",
            "row",
        )
    )
    connection.execute(
        "create or replace temp table sold_first as select distinct encounter_id"
        f" from ({first}) as every where encounter_id is not null"
    )
    # refunds and what they take back come along, whatever visit number they have
    tied = (
        " union select other.encounter_id from canonical.claim as other"
        " inner join canonical.claim as one on {one} = {other}"
        " where one.encounter_id in (select encounter_id from sold_first union all select '\x01')"
    )
    connection.execute(
        "create or replace temp table sold_there as select distinct encounter_id from ("
        "select encounter_id from sold_first"
        + tied.format(one="one.claim_id", other="other.original_claim_id")
        + tied.format(one="one.original_claim_id", other="other.claim_id")
        + ") as every where encounter_id is not null"
    )
    # most codes were uploaded once: to count each once would cost more than all of the above
    share = connection.execute(
        "select (select count(*) from reached_code), count(*) from canonical.dispense"
    ).fetchall()[0]
    return tables if share[0] <= MOST * share[1] else []


def _of_days(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    derived: Sequence[Derived],
    base: frozenset[str],
    since: int,
) -> list[Derived]:
    """Tables to bring up to date by the days of a provider, with `temp.reached_day`; none where most are reached."""
    names = day_tables(catalogue, derived, base)
    tables = [
        d
        for d in derived
        if d.name in names and all(_all_named(connection, d.name, c) for c in OF_DAY.own(d))
    ]
    return tables if tables and reach_days(connection, since, MOST) else []


def _is_dated(connection: duckdb.DuckDBPyConnection, table: Derived) -> bool:
    """Whether a table stands whose rows all name their provider and the day or month of the charges that decide them."""
    dated = dated_of(table)
    return dated is not None and all(
        _all_named(connection, table.name, column) for column in ("provider_id", dated[0])
    )


def _all_named(
    connection: duckdb.DuckDBPyConnection, name: str, column: str = "encounter_id"
) -> bool:
    """Whether the table stands, as a table, and every row of it names its key."""
    return (
        stands(connection, name)
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
    of_visit: frozenset[str],
) -> duckdb.DuckDBPyConnection | None:
    """A world of the keys reached with the tables built that are brought up to date there.

    of_visit: tables up to date by encounter, which are taken over. None where a table cannot be built.
    """
    needed = closure(derived, [d.name for d in by_key])
    taken = _copied_by(connection, catalogue, derived, needed, key)
    if key == OF_PERSON:
        taken |= dict.fromkeys(of_visit, "encounter_id")
    made, copied = unless_taken(needed, {d.name for d in by_key}, taken)
    names = {n for d in made for s, n in d.reads if s != "derived"}
    world = empty_world(catalogue, names)
    for name in sorted(names):
        table = catalogue.find(name)
        if table is None:
            continue
        canonical = table.schema == "canonical"
        condition = key.conditions.get(name, WHOLE_TABLE) if canonical else WHOLE_TABLE
        columns = ", ".join(f"t.{quoted(c.name)}" for c in table.columns)
        _copy(connection, world, f"{table.schema}.{quoted(name)}", columns, condition)
    for name, column in copied.items():
        shape = catalogue.find(name, "derived")
        assert shape is not None
        world.execute(shape.ddl(strict=False))
        columns = ", ".join(f"t.{quoted(c.name)}" for c in shape.columns)
        if name in of_visit:
            chosen = f"select encounter_id from {key.reached}"
        else:
            of_whom = f"select row.{column} from canonical.{key.copied[column]} as row where "
            chosen = of_whom + key.conditions[key.copied[column]].replace("t.", "row.")
        _copy(
            connection,
            world,
            f"derived.{quoted(name)}",
            columns,
            f"t.{column} in ({with_nobody(chosen)})",
        )
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
        if d.name in base and shape is not None and stands(connection, d.name):
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
    where = condition if condition == WHOLE_TABLE else few_of(full, condition)
    rows = connection.sql(f"select {columns} from {full} as t where {where}").to_arrow_table()
    if rows.num_rows:
        world.register("incoming", rows)
        world.execute(f"insert into {full} select * from incoming")
        world.unregister("incoming")


def _replace(
    connection: duckdb.DuckDBPyConnection,
    world: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    table: Derived,
    key: Key,
) -> None:
    """Put the world's rows of one table in the place of those of the keys reached."""
    full = f"derived.{quoted(table.name)}"
    shape = catalogue.find(table.name, "derived")
    assert shape is not None
    columns = ", ".join(quoted(c.name) for c in shape.columns)
    world.complete()
    chosen = key.chosen(table)
    rows = world.sql(f"select {columns} from {full}").to_arrow_table()
    connection.execute(f"delete from {full} as made where {chosen}")
    if rows.num_rows:
        connection.register("made_anew", rows)
        connection.execute(
            f"insert into {full} ({columns}) select {columns} from made_anew as made where {chosen}"
        )
        connection.unregister("made_anew")
