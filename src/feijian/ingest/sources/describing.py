"""What the engine says of a source before a row is read: every query described over nothing.

A misspelt column, a text where an amount is due, an unknown type: the engine knows them from the
contracts alone, so that an author hears of them with file and line and no delivery ever does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue, Table, quoted
from feijian.contracts.sql_errors import hint_of
from feijian.contracts.sql_limits import QueryTooLong, shut
from feijian.contracts.sql_limits import described as columns_of
from feijian.errors import Problem
from feijian.ingest.macros import define_macros
from feijian.ingest.sources.declared import place
from feijian.ingest.sources.source import Assembly, Mapping, Source, SourceTable
from feijian.messages import sentence

if TYPE_CHECKING:
    import duckdb

Types = dict[str, str]
"""Column → the engine's type, lower case."""


def described(source: Source, catalogue: Catalogue) -> tuple[dict[str, Types], list[Problem]]:
    """(types by mapping, everything the engine refuses of contracts, mappings and assemblies)."""
    types: dict[str, Types] = {}
    return types, list(_described(source, catalogue, types))


def _described(source: Source, catalogue: Catalogue, types: dict[str, Types]) -> Iterator[Problem]:
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "1GB"}) as connection:
        define_macros(connection)
        # the key belongs to a workspace; here only the macro's type matters
        connection.execute("create or replace temp macro keyed(v) as cast(v as varchar)")
        shut(connection)
        sound = {}
        wrong = _no_types(connection, source)
        for table in source.tables.values():
            faults = list(_table_faults(connection, table, wrong))
            yield from faults
            sound[table.name] = not faults
        for target in dict.fromkeys(m.table for m in source.mappings):
            contract = catalogue.find(target, "canonical")
            own = source.of_table(target)
            if contract is None or not all(sound[m.source_table] for m in own):
                continue
            parts: dict[str, Types] = {}
            for mapping in own:
                told = _of_mapping(connection, source.tables[mapping.source_table], mapping)
                if isinstance(told, Problem):
                    yield told
                    continue
                faults = list(_unlike(contract, mapping, told))
                yield from faults
                if not faults:
                    parts[mapping.source_table] = types[mapping.name] = told
            assembly = source.assemblies.get(target)
            if assembly is not None and len(parts) == len(own):
                yield from _assembly_faults(connection, assembly, own, contract, parts)


def empty_rows(table: SourceTable) -> str:
    """A query for no rows of a source table, each column in its type."""
    cells = ", ".join(
        f"cast(null as {c.physical_type}) as {quoted(c.name)}" for c in table.contract.columns
    )
    return f"select null as staged_row, {cells} where false"


def _no_types(connection: duckdb.DuckDBPyConnection, source: Source) -> set[str]:
    """Types of the contracts that the engine does not have."""
    named = {c.physical_type for t in source.tables.values() for c in t.contract.columns}
    return {
        t for t in named if isinstance(_describe(connection, f"select cast(null as {t}) as v"), str)
    }


def _table_faults(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, wrong: set[str]
) -> Iterator[Problem]:
    contract = table.contract
    for column in contract.columns:
        if column.physical_type in wrong:
            at = place(contract, column.physical_type, column.name)
            what = sentence(
                "{name}: there is no type {physical_type!r}",
                name=column.name,
                physical_type=column.physical_type,
            )
            todo = "One of: varchar, integer, bigint, decimal(18,2), double, date, timestamp."
            yield Problem(at, what, todo)
            return
    # void marks and transforms see what files carry: text that is not kept, too
    for column in table.computed:
        texts = ", ".join(
            f"cast(null as varchar) as {quoted(c.name)}"
            for c in contract.columns
            if "transform" not in c.custom
        )
        expression = str(column.custom["transform"])
        told = _describe(connection, f"select {expression} as v from (select {texts})")
        if isinstance(told, str):
            at = place(contract, "transformLogic", column.name)
            yield Problem(
                at,
                sentence("the transform of {name}: {said}", name=column.name, said=_said(told)),
                hint_of(told),
            )
    if table.void:
        told = _describe(connection, f"select ({table.void}) as v from ({empty_rows(table)})")
        if isinstance(told, str):
            yield Problem(
                place(contract, "property: void"),
                sentence("the void mark: {said}", said=_said(told)),
                hint_of(told),
            )
        elif told["v"] not in ("boolean", '"null"'):
            yield Problem(
                place(contract, "property: void"),
                sentence("the void mark gives {told}, not a truth", told=told["v"]),
            )


def _of_mapping(
    connection: duckdb.DuckDBPyConnection, table: SourceTable, mapping: Mapping
) -> Types | Problem:
    told = _describe(
        connection,
        f"with {quoted(table.name)} as ({empty_rows(table)}) select * from (\n{mapping.sql})",
    )
    if isinstance(told, str):
        return Problem(mapping.headed.at(sql_line=_line(told)), _said(told), hint_of(told))
    return told


KINDS = (
    ("a day or a time", ("date", "timestamp")),
    (
        "a number",
        ("tinyint", "smallint", "integer", "bigint", "hugeint", "double", "float", "decimal"),
    ),
)
"""Kinds of types: what is of one kind is no value of the other. A text is read as what is due."""


def _kind(physical_type: str) -> str:
    return next((kind for kind, names in KINDS if physical_type.startswith(names)), "")


def _unlike(contract: Table, mapping: Mapping, told: Types) -> Iterator[Problem]:
    """Columns that a mapping gives as something that cannot be what is due."""
    for name, given in told.items():
        column = contract.column(name)
        due = _kind(column.physical_type) if column else ""
        if column and due and _kind(given) not in ("", due):
            at = mapping.headed.at(sql_line=1)
            what = sentence(
                "gives {kind} as {name}, which is {type}",
                kind=_kind(given),
                name=name,
                type=column.physical_type,
            )
            yield Problem(at, what, "Give it as text, and it is read; or cast it.")


def part_types(contract: Table, mapping: Mapping, told: Types) -> tuple[tuple[str, str], ...]:
    """(name, type) of a part's columns: canonical ones as the contract has them, others as given."""
    found = []
    for name in mapping.columns:
        column = contract.column(name)
        found.append((name, column.physical_type if column else storable(told[name])))
    return tuple(found)


def _assembly_faults(
    connection: duckdb.DuckDBPyConnection,
    assembly: Assembly,
    mappings: tuple[Mapping, ...],
    contract: Table,
    parts: dict[str, Types],
) -> Iterator[Problem]:
    relations = []
    for mapping in mappings:
        cells = ", ".join(
            f"cast(null as {t}) as {quoted(n)}"
            for n, t in part_types(contract, mapping, parts[mapping.source_table])
        )
        relations.append(f"{quoted(mapping.source_table)} as (select {cells} where false)")
    told = _describe(connection, f"with {', '.join(relations)} select * from (\n{assembly.sql})")
    if isinstance(told, str):
        yield Problem(assembly.headed.at(sql_line=_line(told)), _said(told), hint_of(told))
        return
    for column in contract.columns:
        given = told.get(column.name)
        if given == "varchar" and column.physical_type != "varchar":
            at = assembly.headed.at(sql_line=1)
            yield Problem(
                at,
                sentence(
                    "gives a text as {name}, which is {physical_type}",
                    name=column.name,
                    physical_type=column.physical_type,
                ),
            )


def storable(physical_type: str) -> str:
    """A type a table may have: a column of nothing but nulls has none."""
    return "varchar" if physical_type == '"null"' else physical_type


def _describe(connection: duckdb.DuckDBPyConnection, sql: str) -> Types | str:
    """Types of a query's columns, or what the engine says against it."""
    import duckdb

    try:
        return {name: kind.lower() for name, kind in columns_of(connection, sql)}
    except (duckdb.Error, QueryTooLong) as error:
        return str(error)


def _said(message: str) -> str:
    return re.sub(r"^[A-Z]\w+ Error: ", "", message.splitlines()[0])


def _line(message: str) -> int:
    """The line of the query that the engine points at; the query begins on its second line."""
    found = re.search(r"^LINE (\d+):", message, re.MULTILINE)
    return max(1, int(found[1]) - 1) if found else 1
