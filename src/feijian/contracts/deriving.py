"""Building the derived tables in a warehouse, and over nothing to learn their columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from feijian.contracts.derived import Derived
from feijian.contracts.model import Catalogue, Column, Table, quoted
from feijian.contracts.sql_errors import said_of
from feijian.contracts.sql_limits import DEFAULT_SECONDS, QueryTooLong, described, shut, within
from feijian.contracts.world import empty_world, kept_statement
from feijian.errors import LibraryError, Problem
from feijian.workspace.lookups import looked_up
from feijian.workspace.optimizer import joined

if TYPE_CHECKING:
    import duckdb


def write_lightly(connection: duckdb.DuckDBPyConnection) -> None:
    """Let what this connection writes from here on be stored as it is.

    Derived tables are made anew at each delivery: to try every way of packing them costs more than
    half of making them. It holds for the whole open warehouse until it is closed, and cannot be said
    once settings are shut.
    """
    connection.execute("pragma force_compression = 'uncompressed'")


def build_derived(
    connection: duckdb.DuckDBPyConnection,
    derived: Iterable[Derived],
    seconds: float = DEFAULT_SECONDS,
) -> dict[str, str]:
    """Make derived tables and views, replacing those of an earlier run.

    Returns those that could not be made, with why: what reads them fails by itself, the others
    go on.
    """
    import duckdb

    connection.execute("create schema if not exists derived")
    failed = {}
    there = _kinds(connection)
    for table in derived:
        name = f"derived.{quoted(table.name)}"
        for kind in there.get(table.name, ()):
            connection.execute(f"drop {kind} {name}")
        try:
            with within(connection, seconds), joined(connection, table.header.joins):
                kind = "table" if table.stored else "view"
                # the same in every small world: a question, a night's keys, a case
                connection.execute(
                    kept_statement(f"create {kind} {name} as\n{looked_up(table.sql)}")
                )
        except (QueryTooLong, duckdb.Error) as error:
            if isinstance(error, duckdb.IOException | duckdb.FatalException):
                raise  # the disk, not the query
            failed[table.name] = said_of(error)
    return failed


def declare_derived(connection: duckdb.DuckDBPyConnection, item: Derived) -> list[Column]:
    """A derived table's columns as the engine describes them, and the table itself, empty.

    Nothing of the query runs. Raises duckdb.Error where it cannot be described.
    """
    columns = [
        # a column of nothing but nulls becomes what the engine would make of it
        Column(name=name, physical_type="integer" if kind == '"NULL"' else kind.lower())
        for name, kind in described(connection, item.sql)
    ]
    texts = ", ".join(f"{quoted(c.name)} {c.physical_type}" for c in columns)
    connection.execute("create schema if not exists derived")
    connection.execute(f"create table derived.{quoted(item.name)} ({texts})")
    return columns


def _kinds(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """What stands in the schema now: by name, `table` or `view`."""
    rows = connection.execute(
        "select table_name, case table_type when 'VIEW' then 'view' else 'table' end"
        " from information_schema.tables where table_catalog = current_database()"
        " and table_schema = 'derived'"
    ).fetchall()
    found: dict[str, list[str]] = {}
    for name, kind in rows:
        found.setdefault(name, []).append(kind)
    return found


def with_derived(catalogue: Catalogue, derived: Iterable[Derived]) -> Catalogue:
    """The catalogue with the derived tables' columns, found by building them over nothing.

    Raises LibraryError naming the derived table whose query does not run.
    """
    import duckdb

    connection = empty_world(catalogue)
    shut(connection)
    tables: list[Table] = []
    problems: list[Problem] = []
    for item in derived:
        try:
            columns = declare_derived(connection, item)
        except (duckdb.Error, QueryTooLong) as error:
            problems.append(Problem(item.headed.at(sql_line=1), said_of(error)))
            continue
        tables.append(
            Table(
                name=item.name,
                schema="derived",
                columns=tuple(columns),
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
