"""Whether a rule can be judged on what was delivered, and what it lacks if not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts import Catalogue, Derived, Table, quoted
from feijian.plain import Row
from feijian.rules.header import Rule
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

Columns = frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class Delivered:
    """What the warehouse holds.

    rows:    `schema.table` → number of rows, for canonical and reference tables.
    missing: (canonical table, column) pairs that no delivery ever carried.
    """

    rows: Mapping[str, int]
    missing: frozenset[tuple[str, str]]


NEVER_DELIVERED = (
    "select table_name, column_name from ledger.delivered_column"
    " group by table_name, column_name having not bool_or(delivered)"
)


def delivered(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> Delivered:
    """Count rows and read from the ledger which columns were delivered."""
    rows = {}
    for table in catalogue:
        if table.schema in ("canonical", "reference"):
            found = first_row(
                connection, f"select count(*) from {table.schema}.{quoted(table.name)}"
            )
            rows[table.full_name] = int(found[0]) if found else 0
    present = first_row(
        connection,
        "select count(*) from information_schema.tables"
        " where table_schema = 'ledger' and table_name = 'delivered_column'",
    )
    missing: set[tuple[str, str]] = set()
    if present and present[0]:
        missing = set(connection.execute(NEVER_DELIVERED).fetchall())
    return Delivered(rows, frozenset(missing))


def columns_read(sql: str, catalogue: Catalogue) -> Columns:
    """(schema, table, column) of everything a query reads, resolved through its CTEs and aliases."""
    from sqlglot import exp
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import traverse_scope

    from feijian.contracts.sql_reading import parsed

    tree = parsed(sql)
    ctes = {cte.alias_or_name.lower() for cte in tree.find_all(exp.CTE)}
    for node in tree.find_all(exp.Table):
        if not node.db and node.name.lower() not in ctes:
            table = catalogue.find(node.name.lower())
            if table is not None:
                node.set("db", exp.to_identifier(table.schema))
    # of the tables it names alone: the parser puts every column it is given into its own case first
    named = {(node.db.lower(), node.name.lower()) for node in tree.find_all(exp.Table)}
    schema: Row = {}
    for table in catalogue:
        if (table.schema, table.name) in named:
            schema.setdefault(table.schema, {})[table.name] = {
                c.name: c.physical_type for c in table.columns
            }
    qualified = qualify(
        tree,
        schema=schema,
        dialect="duckdb",
        validate_qualify_columns=False,
        expand_stars=False,
        identify=False,
    )
    found = set()
    for scope in traverse_scope(qualified):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table):
                found.add((source.db.lower(), source.name.lower(), column.name.lower()))
    return frozenset(found)


REPLACED = {
    "claim_line.covered_amount": "the amount stands for it",
    "claim.covered_amount": "derived tables that expose a covered amount take the line's",
}
"""Columns that no rule needs, because something else stands for them."""

NO_EXCUSE = {
    "claim_line.original_line_id": "reversals meet their lines by item, units and money",
    "claim.original_claim_id": "refunds meet their settlements by visit and amount",
}
"""Columns that a rule can do without and nothing innocent is missed: its findings stay definite."""


@dataclass(frozen=True)
class Inputs:
    """What of a rule's inputs was not delivered.

    missing: tables and columns without which the rule says nothing. unseen: those it can do without,
    but which might hold what explains a finding.
    """

    missing: tuple[str, ...]
    unseen: tuple[str, ...]


def inputs_of(
    rule: Rule,
    reads: Iterable[tuple[str | None, str]],
    catalogue: Catalogue,
    derived: Mapping[str, Derived],
    have: Delivered,
    columns: Columns | None = None,
) -> Inputs:
    """What the rule lacks. What is said of a table that is missing covers the table's columns.

    columns: those the rule's query reads, where they have been worked out.
    """
    if columns is None:
        columns = columns_read(rule.sql, catalogue)
    missing, unseen = [], []
    tables, essential = _tables(reads, catalogue, derived)
    for table in tables:
        if have.rows.get(table.full_name):
            continue
        label = f" ({table.label_zh})" if table.label_zh else ""
        kind = "reference table" if table.schema == "reference" else "table"
        if table.name in essential and table.name not in rule.tolerates:
            missing.append(f"{kind} {table.name}{label}")
        elif table.schema == "canonical":
            unseen.append(f"{kind} {table.name}{label}")
    absent = {t.name for t in tables if t.schema == "canonical" and not have.rows.get(t.full_name)}
    for table_name, column in sorted(_base_columns(columns, derived)):
        name = f"{table_name}.{column}"
        if (table_name, column) not in have.missing or name in REPLACED or table_name in absent:
            continue
        if name not in rule.tolerates and table_name not in rule.tolerates:
            missing.append(f"column {name}{_called(catalogue, table_name, column)}")
        elif name not in NO_EXCUSE:
            unseen.append(f"column {name}{_called(catalogue, table_name, column)}")
    return Inputs(tuple(missing), tuple(unseen))


def _called(catalogue: Catalogue, table_name: str, column: str) -> str:
    """` (就诊·新生儿标志)`: what a canonical column is called, behind its name."""
    table = catalogue.find(table_name, "canonical")
    found = table.column(column) if table else None
    return f" ({table.label_zh}·{found.label_zh})" if table and found and found.label_zh else ""


def _tables(
    reads: Iterable[tuple[str | None, str]],
    catalogue: Catalogue,
    derived: Mapping[str, Derived],
) -> tuple[list[Table], set[str]]:
    """Tables read, by way of derived ones too, in order; and the names of those nothing is said without.

    Without lines and visits a derived table is empty, and a rule over it says nothing, unless the
    table's header calls them `optional`; `essential` adds others.
    """
    tables: dict[str, Table] = {}
    direct = {name for schema, name in reads if schema != "derived"}
    essential = set(direct)
    queue, seen = list(reads), set()
    while queue:
        schema, name = queue.pop()
        if schema == "derived":
            if name not in seen:
                seen.add(name)
                header = derived[name].header
                its = {n for s, n in derived[name].reads if s != "derived"}
                needed = its & {"claim_line", "encounter"} - set(header.optional)
                essential |= needed | set(header.essential)
                queue.extend(derived[name].reads)
            continue
        table = catalogue.find(name, schema)
        if table is not None:
            tables[table.full_name] = table
    return [table for _, table in sorted(tables.items())], essential


def _base_columns(columns: Columns, derived: Mapping[str, Derived]) -> set[tuple[str, str]]:
    """Canonical (table, column) pairs behind the columns read.

    A derived column stands for the canonical column of its name in the tables it is made from,
    or for the one its header names under `from`.
    """
    found = set()
    for schema, table, column in columns:
        if schema == "canonical":
            found.add((table, column))
        elif schema == "derived":
            item = derived[table]
            renamed = item.header.origins.get(column)
            if renamed:
                base, _, name = renamed.partition(".")
                found.add((base, name))
            else:
                found |= {(name, column) for s, name in item.reads if s != "derived"}
                inner = frozenset(
                    ("derived", name, column) for s, name in item.reads if s == "derived"
                )
                found |= _base_columns(inner, derived)
    return found
