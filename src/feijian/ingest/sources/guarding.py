"""What a source's SQL may do: mappings, assemblies, void marks, transforms and checks, read before they run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feijian.contracts.checks import forbidden_checks
from feijian.contracts.model import Table
from feijian.contracts.sql_functions import FUNCTIONS, MACROS
from feijian.contracts.sql_guard import IsTable, SqlGuard
from feijian.errors import Problem
from feijian.ingest.sources.declared import place
from feijian.messages import sentence

if TYPE_CHECKING:
    from feijian.ingest.sources.source import Source

LOADER = FUNCTIONS | MACROS


def forbidden(source: Source, guard: SqlGuard) -> Iterator[Problem]:
    """Everything in a source that may not run, each with its file."""
    for mapping in source.mappings:
        told = guard.query(mapping.sql, _only(mapping.source_table), LOADER)
        yield from (Problem(mapping.headed.at(sql_line=1), what) for what in told)
    for assembly in source.assemblies.values():
        told = guard.query(assembly.sql, _parts(source, assembly.table), LOADER)
        yield from (Problem(assembly.headed.at(sql_line=1), what) for what in told)
    for table in source.tables.values():
        yield from _of_table(table.contract, table.void, guard)


def _only(table: str) -> IsTable:
    return lambda schema, name: schema is None and name == table


def _parts(source: Source, table: str) -> IsTable:
    """What an assembly may read: the parts that mappings make for it."""
    parts = {m.source_table.lower() for m in source.of_table(table)}
    return lambda schema, name: schema is None and name in parts


def _of_table(contract: Table, void: str | None, guard: SqlGuard) -> Iterator[Problem]:
    if void:
        for what in guard.expression(void, LOADER):
            yield Problem(
                place(contract, "property: void"), sentence("the void mark {what}", what=what)
            )
    for column in contract.columns:
        if "transform" in column.custom:
            for what in guard.expression(str(column.custom["transform"]), LOADER):
                yield Problem(
                    place(contract, "transformLogic", column.name),
                    sentence("the transform of {name} {what}", name=column.name, what=what),
                )
    yield from forbidden_checks(contract, guard)
