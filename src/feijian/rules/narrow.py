"""Narrowing: the rows that a delivery's keys decide, copied into a small world of their own.

A rule's scope promises that rows sharing its key decide its result; so judging only the rows
of the touched keys, and replacing only their findings, gives what judging everything gives.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from feijian.contracts import Content, Derived, build_derived, closure, empty_world, quoted
from feijian.contracts.derived import unless_taken
from feijian.contracts.few import few_of
from feijian.contracts.keyed import base_tables, coded_tables, keyed_tables
from feijian.contracts.model import Table
from feijian.contracts.sql_guard import shut
from feijian.contracts.ties import ties_of
from feijian.contracts.world import kept_statement
from feijian.rules.touched import LINKED
from feijian.workspace.lookups import NO_KEY, NOBODY, with_nobody

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

WHOLE = ("provider", "practitioner")
"""Canonical tables that are copied whole: they say who somebody is, not what was done."""

OF_ENCOUNTER = ("diagnosis", "procedure", "grouping")
"""Canonical tables that name nothing but their encounter."""

OF_PRACTITIONER = (
    "select encounter_id from canonical.encounter where practitioner_id in (from keys)"
    " union select encounter_id from canonical.claim_line where practitioner_id in (from keys)"
    " or executing_practitioner_id in (from keys)"
)
"""Whole encounters, since a refund of somebody else's making may take back a line of the key's."""

OF_TRACE_CODE = (
    "select encounter_id from canonical.claim where claim_id in"
    " (select claim_id from canonical.dispense where trace_code in (from keys))"
    " union select encounter_id from canonical.claim_line where claim_line_id in"
    " (select claim_line_id from canonical.dispense where trace_code in (from keys))"
)
"""Whole encounters: uploads name a settlement or only a line, and refunds name neither."""

OF_LINKED = "encounter_id in (from linked)"

CODES = "codes"
"""What some trace codes decide by their uploads and purchases, as the warehouse keeps it: no visits come along."""

OF_CODES = dict.fromkeys(("dispense", "purchase"), "t.trace_code in (from keys)")

FILTERS: dict[str, dict[str, str]] = {
    "encounter": {
        **dict.fromkeys(("encounter", "claim", "claim_line"), "t.encounter_id in (from linked)"),
        "person": f"t.person_id in ({with_nobody(f'select person_id from canonical.encounter where {OF_LINKED}')})",
        "dispense": f"t.claim_id in ({with_nobody(f'select claim_id from canonical.claim where {OF_LINKED}')})",
    },
    "person": dict.fromkeys(
        ("encounter", "claim", "claim_line", "person", "dispense"), "t.person_id in (from keys)"
    ),
    "practitioner": dict.fromkeys(
        ("encounter", "claim", "claim_line"), "t.encounter_id in (from linked)"
    ),
    "provider": {
        **dict.fromkeys(
            ("encounter", "claim", "claim_line", "dispense", "purchase"),
            "t.provider_id in (from keys)",
        ),
        "person": "t.person_id in (select person_id from canonical.encounter where provider_id in (from keys))",
    },
    "trace_code": {
        **OF_CODES,
        **dict.fromkeys(("encounter", "claim", "claim_line"), "t.encounter_id in (from linked)"),
    },
}
"""Rows of a table that a scope's keys decide. `linked` holds encounters, found once for all tables."""

VISITS = "visits"
"""Both scopes that a visit decides, in one world: rows of some encounters, and of some persons."""

OF_WHOM = (
    " union all select encounter_id from canonical.encounter where person_id in (from keys)"
    " union all select encounter_id from canonical.claim where person_id in (from keys)"
    " union all select encounter_id from canonical.claim_line where person_id in (from keys)"
)
"""Visits of some persons, whoever a charge of them names."""

FILTERS_OF_BOTH = {
    **FILTERS["encounter"],
    "person": f"({FILTERS['encounter']['person']}) or ({FILTERS['person']['person']})",
    "dispense": f"({FILTERS['encounter']['dispense']}) or ({FILTERS['person']['dispense']})",
}
"""Rows of `visits`: whole visits, so that one column decides, and what belongs to no visit (`BESIDE`)."""

BESIDE = {
    VISITS: dict.fromkeys(
        ("claim", "claim_line"), "t.encounter_id is null and t.person_id in (from keys)"
    ),
    "trace_code": {
        "dispense": "t.kind = 'return' and t.trace_code not in (from keys) and (t.claim_id in"
        " (select claim_id from canonical.claim where encounter_id in (from linked)) or t.claim_line_id in"
        " (select claim_line_id from canonical.claim_line where encounter_id in (from linked)))"
    },
}
"""Rows that a second look finds: two conditions in one cost much more where rows are many.
Of a trace code the boxes that came back from the same settlements: they tell which of a line's boxes stayed.
"""

LINKS = {
    "encounter": "select key as encounter_id from keys",
    VISITS: "select key as encounter_id from encounter_keys",
    "practitioner": OF_PRACTITIONER,
    "trace_code": OF_TRACE_CODE,
}
"""By scope, the encounters whose rows come along, with those tied to them."""

FEW = 100_000
"""Rows up to which a derived table that no key decides comes along as it is: to copy it costs less than to build it."""

COPIED = {"claim_line_id": "claim_line", "claim_id": "claim"}
"""By which column the rows of a table about refunds are found: a line need not name its settlement."""

Reads = Collection[tuple[str | None, str]]


def narrowed_world(
    warehouse: duckdb.DuckDBPyConnection,
    content: Content,
    scope: str,
    keys: Sequence[str],
    reads: Reads | None = None,
    encounters: Sequence[str] = (),
) -> duckdb.DuckDBPyConnection:
    """A world with the canonical rows of some keys, all reference rows, and derived tables.

    reads: tables that will be asked for; all where not given. encounters: of the scope `visits`,
    whose keys are persons. What the warehouse keeps by encounter is copied, the rest is built.
    """
    only = None
    asked = {name for s, name in reads if s == "derived"} if reads is not None else None
    wanted = {d.name for d in content.derived} if asked is None else asked
    derived = closure(content.derived, wanted)
    made, copied = unless_taken(derived, wanted, _copied(warehouse, content, derived, scope))
    if reads is not None:
        read = [*reads, *(r for d in made for r in d.reads)]
        only = {name for schema, name in read if schema != "derived"}
    world = copied_world(warehouse, content, scope, keys, only, copied, encounters)
    shut(world)
    build_derived(world, made)
    return world


def _copied(
    warehouse: duckdb.DuckDBPyConnection, content: Content, derived: Sequence[Derived], scope: str
) -> dict[str, str]:
    """Derived tables whose rows are taken over, and the column by which they are found; empty where all are."""
    there = dict(
        warehouse.execute(
            "select table_name, estimated_size from duckdb_tables()"
            " where schema_name = 'derived' and database_name = current_database()"
        ).fetchall()
    )
    base = base_tables(content.derived)
    coded = coded_tables(content.catalogue, content.derived, base)
    if scope == CODES:
        return {d.name: "trace_code" for d in derived if d.name in coded & there.keys()}
    keyed = keyed_tables(content.catalogue, content.derived)
    if scope == VISITS:  # who else sold a code is not in this world
        keyed |= coded
    found = {}
    for table in derived:
        shape = content.catalogue.find(table.name, "derived")
        if table.name not in there or shape is None:
            continue
        if table.name in keyed and shape.column("encounter_id"):
            found[table.name] = "encounter_id"
        elif table.name in base:
            column = next((c for c in COPIED if shape.column(c)), None)
            if column:
                found[table.name] = column
        elif table.stored and table.name not in keyed | coded and there[table.name] <= FEW:
            found[table.name] = ""
    return found


def copied_world(
    warehouse: duckdb.DuckDBPyConnection,
    content: Content,
    scope: str,
    keys: Sequence[str],
    only: Collection[str] | None = None,
    copied: Mapping[str, str] | None = None,
    encounters: Sequence[str] = (),
) -> duckdb.DuckDBPyConnection:
    """A world with the canonical rows of some keys and all reference rows, still open.

    Diagnoses, procedures and groupings come with their encounters. A table that a scope's filter
    does not name is left empty when its rows belong to somebody, and is whole otherwise.
    only: canonical and reference tables to make; all where not given. copied: derived tables whose
    rows come along, each with the column that names its encounter, claim or line.
    """
    world = empty_world(content.catalogue, only)
    limit = warehouse.execute("select current_setting('memory_limit')").fetchall()
    world.execute(f"set memory_limit = '{limit[0][0]}'")
    for name in copied or ():
        shape = content.catalogue.find(name, "derived")
        assert shape is not None
        world.execute(shape.ddl(strict=False))
    copy_rows(warehouse, world, content, scope, keys, only, copied, encounters)
    return world


def copy_rows(
    warehouse: duckdb.DuckDBPyConnection,
    world: duckdb.DuckDBPyConnection,
    content: Content,
    scope: str,
    keys: Sequence[str],
    only: Collection[str] | None = None,
    copied: Mapping[str, str] | None = None,
    encounters: Sequence[str] = (),
) -> None:
    """Copy rows into a world that has the tables; the rest as in `copied_world`."""

    def put(table: Table, rows: pa.Table) -> None:
        put_rows(world, table, rows)

    _read_rows(warehouse, content, scope, keys, only, copied, encounters, put)


def history_of(
    warehouse: duckdb.DuckDBPyConnection, content: Content, persons: Sequence[str]
) -> dict[str, pa.Table]:
    """By canonical table that has any, the rows of some persons: no registers and no reference tables."""
    found: dict[str, pa.Table] = {}

    def put(table: Table, rows: pa.Table) -> None:
        found[table.name] = rows

    _read_rows(warehouse, content, "person", persons, None, None, (), put, of_persons=True)
    return found


def put_rows(world: duckdb.DuckDBPyConnection, table: Table, rows: pa.Table) -> None:
    """Append rows to a table of a world, whose columns they have in its order."""
    world.register("incoming", rows)
    into = f"insert into {table.schema}.{quoted(table.name)} select * from incoming"
    world.execute(kept_statement(into))
    world.unregister("incoming")


def _read_rows(
    warehouse: duckdb.DuckDBPyConnection,
    content: Content,
    scope: str,
    keys: Sequence[str],
    only: Collection[str] | None,
    copied: Mapping[str, str] | None,
    encounters: Sequence[str],
    put: Callable[[Table, pa.Table], None],
    *,
    of_persons: bool = False,
) -> None:
    import pyarrow as pa

    at_hand: set[str] = set()
    for name, given in (("keys", keys), ("encounter_keys", encounters)):
        warehouse.register(name, pa.table({"key": pa.array([*given, NO_KEY], pa.string())}))
    try:
        if scope in LINKS:
            linked = LINKED.format(encounters=LINKS[scope], ties=ties_of(warehouse))
            warehouse.execute(
                f"create or replace temp table linked as select distinct encounter_id from (({linked})"
                f"{OF_WHOM if scope == VISITS else ''} union all select {NOBODY}) where encounter_id is not null"
            )
        # refunds last: they are found by the charges and settlements that were copied
        for table in sorted(content.catalogue, key=lambda t: t.schema == "derived"):
            if table.schema in ("canonical", "reference") and (only is None or table.name in only):
                condition = _condition(table.schema, table.name, scope)
            elif table.schema == "derived" and copied and table.name in copied:
                condition = _condition_of_copy(copied[table.name], scope, at_hand)
            else:
                continue
            if condition is None or (of_persons and condition == "true"):
                continue
            names = ", ".join(f"t.{quoted(c.name)}" for c in table.columns)
            full = f"{table.schema}.{quoted(table.name)}"
            looks = [look for look in (condition, BESIDE.get(scope, {}).get(table.name)) if look]
            if condition != "true" and not of_persons:  # rows of many persons lie everywhere
                looks = [few_of(full, look) for look in looks]
            query = " union all ".join(f"select {names} from {full} as t where {k}" for k in looks)
            warehouse.complete()
            one = [keys[0]] if of_persons and len(keys) == 1 else None  # sooner than a table
            query = query.replace("(from keys)", "($1)") if one else query
            asked = kept_statement(query) if of_persons else query
            rows = warehouse.sql(asked, params=one).to_arrow_table()
            if table.name in COPIED.values():
                at_hand.add(table.name)
                warehouse.register(f"copied_{table.name}", rows.select([f"{table.name}_id"]))
            if rows.num_rows:
                put(table, rows)
    finally:
        for name in ("keys", "encounter_keys", *(f"copied_{name}" for name in at_hand)):
            warehouse.unregister(name)
        warehouse.execute("drop table if exists temp.linked")


def _filters(scope: str) -> Mapping[str, str]:
    others = {VISITS: FILTERS_OF_BOTH, CODES: OF_CODES}
    return others[scope] if scope in others else FILTERS[scope]


def _condition(schema: str, table: str, scope: str) -> str | None:
    if schema == "reference" or table in WHOLE:
        return "true"
    if table in OF_ENCOUNTER and scope != CODES:
        return f"t.encounter_id in ({_chosen('encounter', scope)})"
    return _filters(scope).get(table)


def _condition_of_copy(column: str, scope: str, at_hand: Collection[str]) -> str:
    if not column:
        return "true"
    if column == "trace_code":
        return "t.trace_code in (from keys)"
    if column == "encounter_id":
        return f"t.encounter_id in ({_chosen('encounter', scope)})"
    if COPIED[column] in at_hand:
        return f"t.{column} in ({with_nobody(f'from copied_{COPIED[column]}')})"
    return f"t.{column} in ({with_nobody(_chosen(COPIED[column], scope))})"


def _chosen(table: str, scope: str) -> str:
    """The keys of a table's rows that the scope's filter takes."""
    condition = _filters(scope)[table].replace("t.", "row.")
    return f"select row.{table}_id from canonical.{table} as row where {condition}"
