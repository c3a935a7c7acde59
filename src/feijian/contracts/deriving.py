"""Building the derived tables in a warehouse, and over nothing to learn their columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from feijian.contracts.derived import Derived
from feijian.contracts.model import Catalogue, Column, Table, quoted
from feijian.errors import LibraryError, Problem

if TYPE_CHECKING:
    import duckdb


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
        " from information_schema.tables where table_catalog = current_database()"
        " and table_schema = 'derived' and table_name = ?",
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
