"""Derived tables: what many rules would otherwise each work out again, once per run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue, Column, Table, quoted
from feijian.contracts.sql_reading import parsed, tables_read
from feijian.errors import LibraryError, Problem
from feijian.library import HeadedSql, Library, read_headed_sql

if TYPE_CHECKING:
    import duckdb

SCOPES = ("encounter", "person", "practitioner", "provider", "trace_code", "all")


@dataclass(frozen=True)
class Derived:
    """One derived table: a query over canonical, reference and other derived tables.

    scope: rows sharing this key decide each other's value; the same promise that rules make.
    reads: (schema or None, name) of the tables it names.
    stored: False for a view, where working it out costs less than keeping it.
    """

    name: str
    scope: str
    title: str
    title_zh: str
    headed: HeadedSql
    reads: frozenset[tuple[str | None, str]]
    stored: bool = True

    @property
    def sql(self) -> str:
        return self.headed.sql

    @property
    def needs(self) -> frozenset[str]:
        """Names of the derived tables it is built on."""
        return frozenset(name for schema, name in self.reads if schema == "derived")


def read_derived(library: Library) -> tuple[Derived, ...]:
    """All derived tables, each after those it needs.

    Raises LibraryError for a bad header, unparsable SQL, an unknown need or a circle.
    """
    import sqlglot.errors

    found: dict[str, Derived] = {}
    problems: list[Problem] = []
    for file in library.files("data_contracts", "derived/*.sql"):
        try:
            headed = read_headed_sql(file)
        except LibraryError as error:
            problems.extend(error.problems)
            continue
        for key in ("title", "title_zh", "scope"):
            if not headed.header.get(key):
                problems.append(Problem(headed.at(), f"the header has no {key!r}"))
        scope = str(headed.header.get("scope", "all"))
        if scope not in SCOPES:
            problems.append(
                Problem(
                    headed.at("scope"), f"unknown scope {scope!r}", f"One of: {', '.join(SCOPES)}."
                )
            )
        try:
            reads = tables_read(parsed(headed.sql))
        except sqlglot.errors.ParseError as error:
            problems.append(Problem(headed.at(sql_line=1), f"cannot be parsed: {error}"))
            continue
        name = file.path.stem
        found[name] = Derived(
            name,
            scope,
            str(headed.header.get("title", "")),
            str(headed.header.get("title_zh", "")),
            headed,
            frozenset(reads),
            bool(headed.header.get("stored", True)),
        )
    ordered: list[Derived] = []
    waiting = dict(sorted(found.items()))
    while waiting:
        ready = [d for d in waiting.values() if not (d.needs - {o.name for o in ordered})]
        if not ready:
            for d in waiting.values():
                missing = d.needs - found.keys()
                what = (
                    f"needs derived.{sorted(missing)[0]}, which is not there"
                    if missing
                    else "is part of a circle"
                )
                problems.append(Problem(d.headed.at(), f"derived.{d.name} {what}"))
            break
        for d in ready:
            ordered.append(waiting.pop(d.name))
    if problems:
        raise LibraryError(problems)
    return tuple(ordered)


def closure(derived: Iterable[Derived], wanted: Iterable[str]) -> tuple[Derived, ...]:
    """The wanted derived tables and all that they need, in building order."""
    ordered = tuple(derived)
    by_name = {d.name: d for d in ordered}
    needed: set[str] = set()
    queue = [w for w in wanted if w in by_name]
    while queue:
        name = queue.pop()
        if name not in needed:
            needed.add(name)
            queue.extend(by_name[name].needs)
    return tuple(d for d in ordered if d.name in needed)


def build_derived(connection: duckdb.DuckDBPyConnection, derived: Iterable[Derived]) -> None:
    """Make derived tables and views, replacing those of an earlier run."""
    connection.execute("create schema if not exists derived")
    for table in derived:
        name = f"derived.{quoted(table.name)}"
        for kind in _kinds(connection, table.name):
            connection.execute(f"drop {kind} {name}")
        connection.execute(f"create {'table' if table.stored else 'view'} {name} as\n{table.sql}")


def _kinds(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """`table` or `view`, as it stands now; empty where there is none."""
    rows = connection.execute(
        "select case table_type when 'VIEW' then 'view' else 'table' end"
        " from information_schema.tables where table_schema = 'derived' and table_name = ?",
        [name],
    ).fetchall()
    return [kind for (kind,) in rows]


def with_derived(catalogue: Catalogue, derived: Iterable[Derived]) -> Catalogue:
    """The catalogue with the derived tables' columns, found by building them over nothing.

    Raises LibraryError naming the derived table whose query does not run.
    """
    import duckdb

    from feijian.contracts.world import empty_world

    connection = empty_world(catalogue)
    tables: list[Table] = []
    problems: list[Problem] = []
    for item in derived:
        try:
            build_derived(connection, [item])
        except duckdb.Error as error:
            problems.append(Problem(item.headed.at(sql_line=1), str(error).splitlines()[0]))
            continue
        described = connection.execute(f"describe derived.{quoted(item.name)}").fetchall()
        tables.append(
            Table(
                name=item.name,
                schema="derived",
                columns=tuple(
                    Column(name=row[0], physical_type=row[1].lower()) for row in described
                ),
                label_zh=item.title_zh,
                purpose=item.title,
                checks=(),
                custom={"scope": item.scope},
                file=item.headed.file,
            )
        )
    connection.close()
    if problems:
        raise LibraryError(problems)
    return catalogue.with_tables(tables)
