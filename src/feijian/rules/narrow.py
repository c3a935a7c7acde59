"""Narrowing: the rows that a delivery's keys decide, copied into a small world of their own.

A rule's scope promises that rows sharing its key decide its result; so judging only the rows
of the touched keys, and replacing only their findings, gives what judging everything gives.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from feijian.contracts import Content, Derived, build_derived, closure, empty_world, quoted
from feijian.contracts.keyed import base_tables, keyed_tables
from feijian.contracts.sql_guard import shut
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

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

LINKED = (
    "with first as ({encounters}), pair as ("
    " select taken.encounter_id as one, refund.encounter_id as other"
    " from canonical.claim as refund inner join canonical.claim as taken"
    " on refund.original_claim_id = taken.claim_id where refund.encounter_id <> taken.encounter_id"
    " union select taken.encounter_id as one, reversal.encounter_id as other"
    " from canonical.claim_line as reversal inner join canonical.claim_line as taken"
    " on reversal.original_line_id = taken.claim_line_id"
    " where reversal.original_line_id is not null and reversal.encounter_id <> taken.encounter_id"
    "), near as (select one, other from pair union select other as one, one as other from pair)"
    " select encounter_id from first"
    " union select near.other as encounter_id from near where near.one in (from first)"
    # a refund of a refund: from the settlement to the visit of the second refund
    " union select farther.other as encounter_id from near inner join near as farther on near.other = farther.one"
    " where near.one in (from first)"
)
"""Encounters and those tied to them by a refund or a reversal with a visit number of its own: what
they take back, or what takes them back."""

FILTERS: dict[str, dict[str, str]] = {
    "encounter": {
        **dict.fromkeys(("encounter", "claim", "claim_line"), "t.encounter_id in (from linked)"),
        "person": "t.person_id in (select person_id from canonical.encounter where encounter_id in (from linked))",
        "dispense": "t.claim_id in (select claim_id from canonical.claim where encounter_id in (from linked))",
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
        **dict.fromkeys(("dispense", "purchase"), "t.trace_code in (from keys)"),
        **dict.fromkeys(("encounter", "claim", "claim_line"), "t.encounter_id in (from linked)"),
    },
}
"""Rows of a table that a scope's keys decide. `linked` holds encounters, found once for all tables."""

VISITS = "visits"
"""Both scopes that a visit decides, in one world: rows of some encounters, and of some persons."""


FILTERS_OF_BOTH = {
    table: f"({FILTERS['encounter'][table]}) or ({condition})"
    for table, condition in FILTERS["person"].items()
}

LINKS = {
    "encounter": LINKED.format(encounters="select key as encounter_id from keys"),
    VISITS: LINKED.format(encounters="select key as encounter_id from encounter_keys"),
    "practitioner": LINKED.format(encounters=OF_PRACTITIONER),
    "trace_code": LINKED.format(encounters=OF_TRACE_CODE),
}
"""By scope, the encounters whose rows come along."""

COPIED = {"claim_line_id": "claim_line", "claim_id": "claim"}
"""By which column the rows of a table about refunds are found: a line need not name its settlement."""

TOUCHED_ENCOUNTERS = LINKED.format(
    encounters="select key as encounter_id from ledger.touched where scope = 'encounter' and delivery_seq > ?"
    " union select encounter_id from canonical.encounter where person_id in"
    " (select key from ledger.touched where scope = 'person' and delivery_seq > ?)"
)

REACHED = {
    "encounter": f"select encounter_id as key from ({TOUCHED_ENCOUNTERS})",
    "person": "select person_id as key from canonical.encounter"
    f" where encounter_id in ({TOUCHED_ENCOUNTERS})",
    "provider": "select provider_id as key from canonical.encounter"
    f" where encounter_id in ({TOUCHED_ENCOUNTERS})",
    "practitioner": "select practitioner_id as key from canonical.claim_line"
    f" where encounter_id in ({TOUCHED_ENCOUNTERS})"
    " union select executing_practitioner_id as key from canonical.claim_line"
    f" where encounter_id in ({TOUCHED_ENCOUNTERS})",
    "trace_code": "select trace_code as key from canonical.dispense where claim_id in"
    f" (select claim_id from canonical.claim where encounter_id in ({TOUCHED_ENCOUNTERS}))"
    " union select trace_code as key from canonical.dispense where claim_line_id in"
    f" (select claim_line_id from canonical.claim_line where encounter_id in ({TOUCHED_ENCOUNTERS}))",
}
"""Keys that a changed row does not name and yet decides.

A diagnosis names only its encounter, a person's own row only the person, a refund neither a doctor
nor a code. A provider's or practitioner's own row decides everybody's findings: it is part of a
rule's fingerprint instead (see `step.fingerprint`).
"""


def touched_keys(connection: duckdb.DuckDBPyConnection, scope: str, since: int) -> list[str] | None:
    """Keys of a scope that deliveries after `since` changed, in order; None when all may have."""
    own = "select key from ledger.touched where scope = ? and delivery_seq > ?"
    reached = REACHED.get(scope)
    more = f" union {reached}" if reached else ""
    everything = first_row(
        connection,
        "select count(*) from ledger.touched where scope = 'all' and delivery_seq > ?",
        [since],
    )
    if everything and everything[0]:
        return None
    rows = connection.execute(
        f"select distinct key from ({own}{more}) as touched where key is not null order by key",
        [scope, since, *[since] * (reached or "").count("?")],
    ).fetchall()
    return [key for (key,) in rows]


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
    wanted = None if reads is None else {name for schema, name in reads if schema == "derived"}
    derived = content.derived if wanted is None else closure(content.derived, wanted)
    only = None
    if reads is not None:
        only = {name for schema, name in reads if schema != "derived"}
        only |= {name for d in derived for schema, name in d.reads if schema != "derived"}
    copied = _copied(warehouse, content, derived)
    world = copied_world(warehouse, content, scope, keys, only, copied, encounters)
    shut(world)
    build_derived(world, [d for d in derived if d.name not in copied])
    return world


def _copied(
    warehouse: duckdb.DuckDBPyConnection, content: Content, derived: Sequence[Derived]
) -> dict[str, str]:
    """Derived tables whose rows are taken over, and the column by which they are found."""
    there = {
        name
        for (name,) in warehouse.execute(
            "select table_name from information_schema.tables"
            " where table_schema = 'derived' and table_type <> 'VIEW'"
        ).fetchall()
    }
    base, keyed = base_tables(content.derived), keyed_tables(content.catalogue, content.derived)
    found = {}
    for table in derived:
        shape = content.catalogue.find(table.name, "derived")
        if table.name not in there or shape is None:
            continue
        if table.name in keyed:
            found[table.name] = "encounter_id"
        elif table.name in base:
            column = next((c for c in COPIED if shape.column(c)), None)
            if column:
                found[table.name] = column
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
    *,
    of_persons: bool = False,
) -> None:
    """Copy rows into a world that has the tables; the rest as in `copied_world`.

    of_persons: no registers and no reference tables, which are there already.
    """
    import pyarrow as pa

    warehouse.register("keys", pa.table({"key": pa.array(keys, pa.string())}))
    warehouse.register("encounter_keys", pa.table({"key": pa.array(encounters, pa.string())}))
    try:
        if scope in LINKS:
            warehouse.execute(
                f"create or replace temp table linked as select encounter_id from ({LINKS[scope]})"
                " where encounter_id is not null"
            )
        for table in content.catalogue:
            if table.schema in ("canonical", "reference") and (only is None or table.name in only):
                condition = _condition(table.schema, table.name, scope)
            elif table.schema == "derived" and copied and table.name in copied:
                condition = _condition_of_copy(copied[table.name], scope)
            else:
                continue
            if condition is None or (of_persons and condition == "true"):
                continue
            names = ", ".join(f"t.{quoted(c.name)}" for c in table.columns)
            full = f"{table.schema}.{quoted(table.name)}"
            warehouse.complete()
            rows = warehouse.sql(
                f"select {names} from {full} as t where {condition}"
            ).to_arrow_table()
            if rows is not None and rows.num_rows:
                world.register("incoming", rows)
                world.execute(f"insert into {full} select * from incoming")
                world.unregister("incoming")
    finally:
        warehouse.unregister("keys")
        warehouse.unregister("encounter_keys")
        warehouse.execute("drop table if exists temp.linked")


def _filters(scope: str) -> Mapping[str, str]:
    return FILTERS_OF_BOTH if scope == VISITS else FILTERS[scope]


def _condition(schema: str, table: str, scope: str) -> str | None:
    if schema == "reference" or table in WHOLE:
        return "true"
    if table in OF_ENCOUNTER:
        return f"t.encounter_id in ({_chosen('encounter', scope)})"
    return _filters(scope).get(table)


def _condition_of_copy(column: str, scope: str) -> str:
    if column == "encounter_id":
        return f"t.encounter_id in ({_chosen('encounter', scope)})"
    return f"t.{column} in ({_chosen(COPIED[column], scope)})"


def _chosen(table: str, scope: str) -> str:
    """The keys of a table's rows that the scope's filter takes."""
    condition = _filters(scope)[table].replace("t.", "row.")
    return f"select row.{table}_id from canonical.{table} as row where {condition}"
