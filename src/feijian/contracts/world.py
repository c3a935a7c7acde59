"""A world: an in-memory database with the contracts' tables, filled from case tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from feijian.contracts.model import Catalogue, Table, quoted
from feijian.contracts.sql_errors import said_of
from feijian.contracts.sql_limits import CASE_SECONDS, QueryTooLong, limited_as, shut, within
from feijian.library import PipeTable
from feijian.messages import sentence
from feijian.workspace.optimizer import LEFT_OUT

if TYPE_CHECKING:
    import duckdb

    from feijian.contracts.derived import Derived

SEARCH_PATH = "canonical,reference"
TOO_DEAR = "join_order"
"""A pass of the engine's optimizer that costs a case much of its time: over a few rows any order of
joins does. With projection_pullup left out beside it a sum compares falsely (seen in bed_both_ends)."""

AS_EVER = f"{LEFT_OUT},{TOO_DEAR}"
"""What is left out where a case is asked."""

SMALL = "1GB"
"""Memory of a world: the rows of a case are few; who puts more into it gives it more."""


def empty_world(
    catalogue: Catalogue, only: Iterable[str] | None = None
) -> duckdb.DuckDBPyConnection:
    """All canonical and reference tables, empty, without not-null constraints.

    only: names to create; all where not given.
    """
    import duckdb

    wanted = None if only is None else frozenset(only)
    connection = duckdb.connect(
        ":memory:",
        config={"threads": 1, "memory_limit": SMALL, "disabled_optimizers": LEFT_OUT},
    )
    # in one go: a world costs more than what most cases ask of it
    path = f"set search_path = '{SEARCH_PATH}'"
    connection.execute(";\n".join([*_schemas(), *_tables(catalogue, wanted), path]))
    return connection


def described_world(catalogue: Catalogue) -> duckdb.DuckDBPyConnection:
    """All tables of the catalogue, derived ones too, empty: to describe queries, never to run them."""
    connection = empty_world(catalogue)
    for table in catalogue.of_schema("derived"):
        connection.execute(table.ddl(strict=False))
    shut(connection)
    return connection


def case_world(
    catalogue: Catalogue,
    derived: Iterable[Derived],
    given: Mapping[str, PipeTable],
    reads: Iterable[tuple[str | None, str]],
) -> duckdb.DuckDBPyConnection:
    """The world of one case, in an engine of its own. See `Worlds.world`."""
    return Worlds(catalogue).world(derived, given, reads)


class Worlds:
    """Worlds of several cases, each a database beside the others in one engine.

    To start an engine costs more than what most cases ask of it. A query knows the names of its own
    world alone; content cannot name another database (`sql_guard`).
    """

    def __init__(self, catalogue: Catalogue) -> None:
        import duckdb

        self._catalogue = catalogue
        self._engine = duckdb.connect(
            ":memory:",
            config={
                "threads": 1,
                "memory_limit": SMALL,
                "disabled_optimizers": AS_EVER,
            },
        )
        shut(self._engine, "search_path")
        self._made = 0
        self._built: dict[tuple[object, ...], str] = {}

    def world(
        self,
        derived: Iterable[Derived],
        given: Mapping[str, PipeTable],
        reads: Iterable[tuple[str | None, str]],
    ) -> duckdb.DuckDBPyConnection:
        """The tables a query reads, the given rows, the derived tables built.

        derived: those the query needs, in building order (see `derived.closure`).
        Reference tables that a case does not give are empty, except those whose contract says
        `cases: shipped`: knowledge that excuses (combinations, paired organs) holds in every case.
        Raises ValueError when a case gives an unknown table or column, or a cell that does not
        fit its column's type; the message names them.
        """
        items = tuple(derived)
        names = {name for schema, name in reads if schema != "derived"}
        names |= {name for d in items for schema, name in d.reads if schema != "derived"}
        connection = self._empty(names | set(given))
        for name, rows in given.items():
            table = self._catalogue.find(name)
            if table is None:
                raise ValueError(sentence("gives the unknown table {name!r}", name=name))
            insert_rows(connection, table, rows if table.schema == "canonical" else once_each(rows))
            stand_in(connection, table)
        for name in sorted(names - set(given)):
            table = self._catalogue.find(name)
            if table is not None and table.custom.get("cases") == "shipped":
                insert_rows(connection, table, shipped_rows(table))
        self._build(connection, items, given)
        return connection

    def _empty(self, names: set[str]) -> duckdb.DuckDBPyConnection:
        """A new database of the engine with the tables named, and a connection that stands in it."""
        self._made += 1
        place = _place(self._made)
        connection = self._engine.cursor()
        limited_as(connection, self._engine)
        connection.execute(
            ";\n".join([f"attach ':memory:' as {place}", f"use {place}", *_schemas()])
        )
        path = ",".join(f"{place}.{schema}" for schema in SEARCH_PATH.split(","))
        connection.execute(
            ";\n".join([f"set search_path = '{path}'", *_tables(self._catalogue, frozenset(names))])
        )
        return connection

    def _build(
        self,
        connection: duckdb.DuckDBPyConnection,
        items: tuple[Derived, ...],
        given: Mapping[str, PipeTable],
    ) -> None:
        """Build derived tables; what an earlier world built of the same rows is taken from there."""
        rows_of: dict[str, frozenset[tuple[str, PipeTable]]] = {}
        for item in items:
            own = {(n, given[n]) for schema, n in item.reads if schema != "derived" and n in given}
            rows_of[item.name] = frozenset(own).union(*(rows_of.get(n, ()) for n in item.needs))
            key = (item.name, item.sql, rows_of[item.name])
            before = self._built.get(key)
            made_of = item.sql if before is None else f"from {before}.derived.{quoted(item.name)}"
            statement = f"create table derived.{quoted(item.name)} as\n{made_of}"
            try:
                with within(connection, CASE_SECONDS):
                    connection.execute(kept_statement(statement))
            except QueryTooLong as error:
                raise ValueError(
                    sentence("derived.{name}: {error}", name=item.name, error=error)
                ) from None
            self._built.setdefault(key, _place(self._made))


def _place(number: int) -> str:
    return f"world_{number}"


def _schemas() -> list[str]:
    return [f"create schema {schema}" for schema in ("canonical", "reference", "derived")]


def _tables(catalogue: Catalogue, only: frozenset[str] | None) -> list[str]:
    """How the canonical and reference tables are made, all or those named."""
    return [
        table.ddl(strict=False)
        for table in catalogue
        if table.schema in ("canonical", "reference") and (only is None or table.name in only)
    ]


def plan_lightly(worlds: Iterable[duckdb.DuckDBPyConnection]) -> None:
    """Have what is asked from here on planned without the optimizer, but for conditions put where they cut.

    Over a few rows a plan costs more than it spares. What a query means is the same; whoever relies
    on it asks first what is known (some passes are only right with others, see TOO_DEAR).
    """
    for world in worlds:
        passes = world.execute("select name from duckdb_optimizers() order by all").fetchall()
        out = ",".join(name for (name,) in passes if name != "filter_pushdown")
        world.execute(f"set disabled_optimizers = '{out}'")


def plan_as_ever(worlds: Iterable[duckdb.DuckDBPyConnection]) -> None:
    """Undo `plan_lightly`."""
    for world in worlds:
        world.execute(f"set disabled_optimizers = '{AS_EVER}'")


def stand_in(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Fill what was not given from the column that stands for it, as loading does."""
    for column in table.columns:
        if column.else_from:
            own, other = quoted(column.name), quoted(column.else_from)
            connection.execute(
                f"update {table.schema}.{quoted(table.name)} set {own} = {other} where {own} is null"
            )


def read_once(sql: str) -> str | duckdb.Statement:
    """A statement as the engine has read it, to be asked of many worlds; as written if it cannot."""
    import duckdb

    try:
        (statement,) = duckdb.extract_statements(sql)
    except (duckdb.Error, ValueError):
        return sql  # whoever asks it says what is wrong
    return statement


kept_statement = lru_cache(maxsize=512)(read_once)
"""As `read_once`, of what many worlds are asked: reading costs half of making a table of a few rows."""


def once_each(rows: PipeTable) -> PipeTable:
    """A row of knowledge that stands twice to the letter counts once, as in a loaded file."""
    return PipeTable(rows.columns, tuple(dict.fromkeys(rows.rows)))


def shipped_rows(table: Table) -> PipeTable:
    """The rows of a reference table as the library of its contract ships them."""
    with table.file.path.with_name(f"{table.name}.csv").open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    return PipeTable(tuple(header), tuple(tuple(cell or None for cell in row) for row in rows))


def insert_rows(connection: duckdb.DuckDBPyConnection, table: Table, rows: PipeTable) -> None:
    """Append case rows to a table, each cell cast to its column's type; others are null."""
    import duckdb

    columns = []
    for name in rows.columns:
        column = table.column(name)
        if column is None:
            raise ValueError(
                sentence("table {name} has no column {name2!r}", name=table.name, name2=name)
            )
        columns.append(column)
    if not rows.rows:
        return
    # a list for each column: a value for each cell takes the engine longer than the case's query
    casts = ", ".join(f"cast(unnest(cast(? as varchar[])) as {c.physical_type})" for c in columns)
    names = ", ".join(quoted(c.name) for c in columns)
    try:
        connection.execute(
            f"insert into {table.schema}.{quoted(table.name)} ({names}) select {casts}",
            [list(cells) for cells in zip(*rows.rows, strict=True)],
        )
    except duckdb.Error as error:
        raise ValueError(
            sentence("table {name}: {error}", name=table.name, error=said_of(error))
        ) from None
