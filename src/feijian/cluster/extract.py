"""The evidence extract: the rows that findings name, brought from an engine into a workspace's warehouse.

Whole encounters of what findings and their evidence name, the settlements that refunds tie to them, the
sales and purchases of their trace codes, who these persons are, and the registers of houses and
practitioners. What a report says of everybody comes along worked out, as tables of the schema `extract`.
The warehouse is written aside and takes the place of the last one at the end.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from feijian.contracts import Content, Table, closure, quoted
from feijian.engines.engine import Engine, Values
from feijian.engines.exported import ExportedWarehouse
from feijian.ingest.load.ledger import TABLES as LEDGER_TABLES
from feijian.rules.evidence import evidence_rows
from feijian.rules.findings import Finding
from feijian.workspace import Workspace
from feijian.workspace.edition import stamp
from feijian.workspace.folder import SCHEMAS, STORAGE
from feijian.workspace.optimizer import LEFT_OUT

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

KEPT = """
with sale as (
    select sale.claim_id, sale.claim_line_id from canonical.dispense as sale
    inner join finding_key on sale.trace_code = finding_key.key and finding_key.kind = 'trace_code'
    union
    select sale.claim_id, sale.claim_line_id from canonical.dispense as sale
    inner join finding_key on sale.dispense_id = finding_key.key and finding_key.kind = 'dispense'
),

named as (
    select finding_key.key as encounter_id from finding_key where finding_key.kind = 'encounter'
    union
    select line.encounter_id from canonical.claim_line as line
    inner join finding_key on line.claim_line_id = finding_key.key and finding_key.kind = 'claim_line'
    union
    select claim.encounter_id from canonical.claim_line as line
    inner join finding_key on line.claim_line_id = finding_key.key and finding_key.kind = 'claim_line'
    inner join canonical.claim as claim on line.claim_id = claim.claim_id
    union
    select claim.encounter_id from canonical.claim as claim
    inner join finding_key on claim.claim_id = finding_key.key and finding_key.kind = 'claim'
    union
    select claim.encounter_id from sale
    inner join canonical.claim as claim on sale.claim_id = claim.claim_id
    union
    select line.encounter_id from sale
    inner join canonical.claim_line as line on sale.claim_line_id = line.claim_line_id
),

-- settlements of other visits that refunds tie to these
tied as (
    select claim.encounter_id
    from derived.claim_change as change
    inner join named on change.encounter_id = named.encounter_id
    inner join canonical.claim as claim on change.claim_id = claim.claim_id
)

select encounter_id as key from named where encounter_id is not null
union
select encounter_id as key from tied where encounter_id is not null
"""
"""Encounters that come along whole."""

OF_PERSONS = """
select finding_key.key from finding_key where finding_key.kind = 'person'
union
select visit.person_id as key from canonical.encounter as visit
inner join kept_encounter on visit.encounter_id = kept_encounter.key
"""
OF_CLAIMS = (
    "select claim.claim_id from canonical.claim as claim"
    " inner join kept_encounter on claim.encounter_id = kept_encounter.key"
)
OF_LINES = (
    "select line.claim_line_id from canonical.claim_line as line"
    " inner join kept_encounter on line.encounter_id = kept_encounter.key"
)
OF_CODES = "select finding_key.key from finding_key where finding_key.kind = 'trace_code'"
BY_ENCOUNTER = "t.encounter_id in (select key from kept_encounter)"

CONDITIONS = {
    "provider": "true",
    "practitioner": "true",
    "person": f"t.person_id in ({OF_PERSONS})",
    "dispense": f"t.trace_code in ({OF_CODES}) or t.claim_id in ({OF_CLAIMS}) or t.dispense_id in"
    " (select finding_key.key from finding_key where finding_key.kind = 'dispense')",
    "purchase": f"t.trace_code in ({OF_CODES}) or t.purchase_id in"
    " (select finding_key.key from finding_key where finding_key.kind = 'purchase')",
}
"""Which rows of a canonical table come along; of the others those of the encounters kept."""

OF_COLUMN = {
    "encounter_id": BY_ENCOUNTER,
    "claim_line_id": f"t.claim_line_id in ({OF_LINES})",
    "claim_id": f"t.claim_id in ({OF_CLAIMS})",
}
"""By which of its columns a derived table's rows are found; one with none of them stays behind."""


def keys_of(findings: Iterable[Finding]) -> pa.Table:
    """What findings and their evidence name: kind and key, each once."""
    import pyarrow as pa

    named: set[tuple[str, str]] = set()
    for finding in findings:
        named.update((table, key) for _, table, key in evidence_rows(finding))
        named.add((finding["subject_kind"], finding["subject_id"]))
        if finding["person_id"]:
            named.add(("person", finding["person_id"]))
    kinds, keys = zip(*sorted(named), strict=True) if named else ((), ())
    return pa.table({"kind": pa.array(kinds, pa.string()), "key": pa.array(keys, pa.string())})


@contextmanager
def fresh_warehouse(workspace: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new warehouse beside the workspace's own, which it replaces when the block ends well."""
    import duckdb

    settings = workspace.settings()
    workspace.temporary.mkdir(exist_ok=True)
    aside = workspace.root / f".warehouse.{os.getpid()}.part"
    aside.unlink(missing_ok=True)
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": settings.threads,
        "memory_limit": settings.memory_limit,
        "temp_directory": str(workspace.temporary),
        "disabled_optimizers": LEFT_OUT,
        "storage_compatibility_version": STORAGE,
    }
    connection = duckdb.connect(str(aside), config=config)
    try:
        connection.execute("set enable_progress_bar = false")
        for schema in (*SCHEMAS, "extract"):
            connection.execute(f"create schema if not exists {schema}")
        stamp(connection)
        yield connection
        connection.execute("checkpoint")
        connection.close()
        workspace.warehouse.with_name(workspace.warehouse.name + ".wal").unlink(missing_ok=True)
        aside.replace(workspace.warehouse)
    finally:
        connection.close()
        aside.unlink(missing_ok=True)
        aside.with_name(aside.name + ".wal").unlink(missing_ok=True)


def fill(
    connection: duckdb.DuckDBPyConnection,
    engine: Engine,
    content: Content,
    exported: ExportedWarehouse,
    findings: Iterable[Finding],
) -> None:
    """Bring the rows that findings name, the registers, reference tables and the ledger's tables."""
    engine.hold("finding_key", keys_of(findings))
    engine.hold("kept_encounter", engine.table(KEPT))
    for table in content.catalogue:
        if table.schema == "canonical":
            condition = CONDITIONS.get(table.name, BY_ENCOUNTER)
        elif table.schema == "reference":
            condition = "true"
        else:
            continue
        connection.execute(table.ddl(strict=False))
        _bring(connection, engine, table, condition)
    _derived(connection, engine, content)
    connection.execute(LEDGER_TABLES)
    for name in exported.ledger():
        connection.register("incoming", engine.table(f"select * from {name}"))
        connection.execute(f"insert into {name} by name select * from incoming")
        connection.unregister("incoming")
    connection.execute(
        "create table ledger.derived_state (fingerprint varchar, delivery_seq bigint)"
    )


def _derived(connection: duckdb.DuckDBPyConnection, engine: Engine, content: Content) -> None:
    """Derived tables by the encounters kept, and the views over them."""
    stands: set[str] = set()
    for item in content.derived:
        shape = content.catalogue.find(item.name, "derived")
        assert shape is not None
        column = next((c for c in OF_COLUMN if shape.column(c)), None)
        if item.stored and column:
            connection.execute(shape.ddl(strict=False))
            _bring(connection, engine, shape, OF_COLUMN[column])
            stands.add(item.name)
        elif not item.stored and {d.name for d in closure(content.derived, item.needs)} <= stands:
            connection.execute(f"create view {shape.full_name} as\n{item.sql}")
            stands.add(item.name)


def _bring(
    connection: duckdb.DuckDBPyConnection, engine: Engine, table: Table, condition: str
) -> None:
    names = ", ".join(quoted(c.name) for c in table.columns)
    asked = ", ".join(f"t.{quoted(c.name)}" for c in table.columns)
    rows = engine.table(f"select {asked} from {table.full_name} as t where {condition}")
    connection.register("incoming", rows)
    connection.execute(f"insert into {table.full_name} ({names}) select {names} from incoming")
    connection.unregister("incoming")


def bring_over_all(
    connection: duckdb.DuckDBPyConnection, engine: Engine, asked: Mapping[str, tuple[str, Values]]
) -> None:
    """What a report says of everybody, worked out by the engine: a table of the schema `extract` each."""
    for name, (sql, values) in asked.items():
        connection.register("incoming", engine.table(sql, values))
        connection.execute(f"create table extract.{name} as from incoming")
        connection.unregister("incoming")
