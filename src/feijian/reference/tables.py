"""Reference tables: shipped rows, a bureau's library and the files its settings name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from feijian.contracts.checks import value_checks
from feijian.contracts.model import Catalogue, Column, Table, quoted
from feijian.errors import LibraryError, Problem
from feijian.ingest.macros import define_macros
from feijian.ingest.read.text import BrokenText
from feijian.ingest.values import reading
from feijian.messages import sentence
from feijian.reference.clashes import clashes
from feijian.reference.rows import ReferenceRows, text_rows
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

    from feijian.library import Library
    from feijian.workspace import Settings

SHOWN_LINES = 5
"""Lines named in a message; a broken column of a large file needs no thousand of them."""


READING = b"2"
"""How rows are read: raised where it changes, so that tables filled before are filled anew."""


def load_reference(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    library: Library,
    settings: Settings,
    only: Table | None = None,
) -> dict[str, int]:
    """Fill schema `reference` from every root and from the settings; rows by table.

    only: the one table to fill; all where not given. Later files extend earlier ones: a row with the
    same key and first day of validity takes the earlier one's place. Raises LibraryError with file
    and line of everything that is wrong; the tables are then as they were.
    """
    define_macros(connection)
    problems: list[Problem] = []
    files = list(_files(catalogue, library, settings, problems))
    wanted = [only] if only is not None else list(catalogue.of_schema("reference"))
    connection.execute("create schema if not exists reference")
    connection.execute("create schema if not exists ledger")
    connection.execute(
        "create table if not exists ledger.reference_state (table_name varchar, fingerprint varchar)"
    )
    connection.execute("begin")
    try:
        for table in wanted:
            own = [f for f in files if f.table.name == table.name]
            problems.extend(_fill(connection, table, own))
        if problems:
            raise LibraryError(problems)
        counts = {t.name: _rows(connection, t) for t in wanted}
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")
    return counts


def _rows(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    counted = first_row(connection, f"select count(*) from {table.full_name}")
    return int(counted[0]) if counted else 0


def _fill(
    connection: duckdb.DuckDBPyConnection, table: Table, files: list[ReferenceRows]
) -> Iterator[Problem]:
    """Make one table anew, unless neither its contract nor any of its files changed."""
    digest = hashlib.sha256(READING + table.file.path.read_bytes())
    for rows in files:
        digest.update(f"\0{rows.replaces}{rows.plain}\0".encode() + rows.path.read_bytes())
    before = first_row(
        connection,
        "select fingerprint from ledger.reference_state where table_name = $1",
        [table.name],
    )
    if before == (digest.hexdigest(),):
        return
    connection.execute(f"drop table if exists {table.full_name}")
    connection.execute(table.ddl(strict=False))
    with TemporaryDirectory() as scratch:
        for rows in files:
            yield from _add(connection, rows, Path(scratch))
    connection.execute("delete from ledger.reference_state where table_name = $1", [table.name])
    connection.execute(
        "insert into ledger.reference_state values ($1, $2)", [table.name, digest.hexdigest()]
    )


def _files(
    catalogue: Catalogue, library: Library, settings: Settings, problems: list[Problem]
) -> Iterator[ReferenceRows]:
    for table in catalogue.of_schema("reference"):
        for file in library.files("data_contracts", f"reference/{table.name}.csv"):
            # a later root's contract may say that its rows stand instead of the shipped ones
            replaces = table.custom.get("rows") == "replace" and file.root == table.file.root
            yield ReferenceRows(table, file.path, file.shown, replaces, True)
    problems += missing_files(catalogue, settings)
    for own in settings.reference:
        found = catalogue.find(own.table, "reference")
        if found is not None and own.file.is_file():
            yield ReferenceRows(found, own.file, own.file.name, own.mode == "replace", False)


def missing_files(catalogue: Catalogue, settings: Settings) -> list[Problem]:
    """Reference tables that settings name and nobody has, and files that are not there."""
    problems = []
    for own in settings.reference:
        where = f"feijian.toml [reference.{own.table}]"
        if catalogue.find(own.table, "reference") is None:
            names = ", ".join(sorted(t.name for t in catalogue.of_schema("reference")))
            problems.append(
                Problem(
                    where,
                    "there is no such reference table",
                    sentence("Tables: {names}.", names=names),
                )
            )
        elif not own.file.is_file():
            problems.append(
                Problem(
                    where, sentence("there is no file {name}", name=own.file.name), "Check 'file'."
                )
            )
    return problems


def _add(
    connection: duckdb.DuckDBPyConnection, rows: ReferenceRows, scratch: Path
) -> Iterator[Problem]:
    """Read one file into its table. Yields what is wrong; nothing is stored then."""
    try:
        names, first_line = text_rows(connection, rows, scratch)
    except BrokenText as error:
        yield error.problem
        return
    own = {c.name: c for c in rows.table.columns}
    unknown = [n for n in names if n and n not in own]
    missing = [c.name for c in rows.table.columns if c.required and c.name not in names]
    for name in unknown:
        yield Problem(
            f"{rows.shown}:1",
            sentence("unknown column {name!r}", name=name),
            sentence("Columns: {own}.", own=", ".join(own)),
        )
    for name in missing:
        yield Problem(
            f"{rows.shown}:1", sentence("has no column {name!r}", name=name), "Every row needs it."
        )
    for name in {n for n in names if names.count(n) > 1}:
        yield Problem(f"{rows.shown}:1", sentence("the column {name!r} stands twice", name=name))
    if unknown or missing or len(set(names)) != len(names):
        return
    columns = [own[n] for n in names]
    typed = ", ".join(
        f"{_value(c, i, plain=rows.plain)} as {quoted(c.name)}" for i, c in enumerate(columns)
    )
    absent = ", ".join(
        f"cast(null as {c.physical_type}) as {quoted(c.name)}"
        for c in rows.table.columns
        if c.name not in names
    )
    raw = ", ".join(f"c{i} as r{i}" for i in range(len(names)))
    line = f"row_number() over () + {first_line - 1}" if first_line else "_line"
    connection.execute(
        f"create or replace temp table reference_typed as select {line} as _line, {typed}"
        f"{', ' + absent if absent else ''}, {raw} from reference_text"
    )
    _drop_repeats(connection, rows.table)
    problems = list(_faults(connection, rows, columns))
    problems += clashes(connection, rows.table, rows.shown)
    yield from problems
    if not problems:
        _store(connection, rows)


def _value(column: Column, position: int, *, plain: bool) -> str:
    value = _typed(column, f"c{position}", plain=plain)
    if column.name != "region_code":
        return value
    # rows are matched by what region codes begin with: a province or a city with its zeros is all within it
    return f"regexp_replace(regexp_replace({value}, '^([0-9]{{2}})0000$', '\\1'), '^([0-9]{{4}})00$', '\\1')"


def _typed(column: Column, cell: str, *, plain: bool) -> str:
    if plain:
        return f"try_cast({cell} as {column.physical_type})"
    if column.physical_type == "boolean":
        return f"case when lower(read_text({cell})) in ('1', 'true', 'yes', '是') then true when lower(read_text({cell})) in ('0', 'false', 'no', '否') then false end"
    return reading(cell, column.physical_type, "text", from_excel=True)


def _faults(
    connection: duckdb.DuckDBPyConnection, rows: ReferenceRows, columns: list[Column]
) -> Iterator[Problem]:
    if not _any(connection, "select count(*) from reference_typed"):
        return
    checks: list[tuple[str, str]] = []
    for i, c in enumerate(columns):
        name, of_type = quoted(c.name), c.physical_type
        empty = f"r{i} is null" if rows.plain else f"(r{i} is null or absent(r{i}))"
        wrong = sentence("{name} is not a {physical_type}", name=c.name, physical_type=of_type)
        checks.append((f"not {empty} and {name} is null", wrong))
        if c.required:
            checks.append((f"{empty} and {name} is null", sentence("{name} is empty", name=c.name)))
        if not rows.plain and "item" in c.name and "code" in c.name and of_type == "varchar":
            wrong = sentence(
                "{name} has lost its leading zeros: a spreadsheet took it for a number", name=c.name
            )
            checks.append((f"regexp_full_match({name}, '[1-9][0-9]{{12}}')", wrong))
    for name, predicate in value_checks(rows.table):
        must = " ".join(predicate.split())
        wrong = sentence("breaks {name}: a row must meet {predicate}", name=name, predicate=must)
        checks.append((f"({predicate}) is false", wrong))
    conditions = " or ".join(f"({condition})" for condition, _ in checks)
    if not _any(connection, f"select count(*) from reference_typed where {conditions}"):
        return
    for condition, what in checks:
        found = connection.execute(
            f"select _line from reference_typed where {condition} order by _line"
        ).fetchall()
        for (line,) in found[:SHOWN_LINES]:
            yield Problem(f"{rows.shown}:{line}", what)
        if len(found) > SHOWN_LINES:
            yield Problem(
                rows.shown, sentence("{n} more rows: {what}", n=len(found) - SHOWN_LINES, what=what)
            )


def _identity(table: Table) -> list[str]:
    """What tells one row from another: the key and the first day of validity."""
    identity = [*table.key]
    if identity and table.column("valid_from") and "valid_from" not in identity:
        identity.append("valid_from")
    return identity


def _drop_repeats(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """A row that stands twice to the letter in one file counts once: rules join tables by their keys."""
    names = ", ".join(quoted(c.name) for c in table.columns)
    connection.execute(
        "delete from reference_typed where _line in (select _line from (select _line,"
        f" row_number() over (partition by {names} order by _line) as nth from reference_typed) where nth > 1)"
    )


def _any(connection: duckdb.DuckDBPyConnection, sql: str) -> bool:
    row = first_row(connection, sql)
    return bool(row and row[0])


def _store(connection: duckdb.DuckDBPyConnection, rows: ReferenceRows) -> None:
    table = rows.table
    if rows.replaces:
        connection.execute(f"delete from {table.full_name}")
    identity = _identity(table)
    if identity and not rows.replaces:
        same = " and ".join(f"t.{quoted(k)} is not distinct from n.{quoted(k)}" for k in identity)
        connection.execute(
            f"delete from {table.full_name} as t using reference_typed as n where {same}"
        )
    names = ", ".join(quoted(c.name) for c in table.columns)
    connection.execute(
        f"insert into {table.full_name} ({names}) select {names} from reference_typed order by _line"
    )
