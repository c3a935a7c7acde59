"""Read-only questions in SQL over a finished run and the warehouse, guarded as rules are."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from feijian.contracts.sql_errors import hint_of, said_of
from feijian.contracts.sql_guard import CONTENT_SCHEMAS, QueryTooLong, SqlGuard, shut, within
from feijian.errors import Problem, UsageError
from feijian.leads import labels
from feijian.messages import Message, sentence
from feijian.workspace import Run, Workspace
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

RUN_TABLES = (
    "leads",
    "findings",
    "events",
    "evidence",
    "rules",
    "models",
    "scores",
    "peers",
    "shadow",
)
"""A run's files that can be read by their plain names; canonical tables can be too."""


_WORD = re.compile(r"[0-9A-Za-z]+")


def answer(workspace: Workspace, run: Run | None, sql: str) -> pl.DataFrame:
    """The rows of one SELECT over a run's tables and the warehouse.

    Raises UsageError with what forbids the query, or with what the engine says is wrong with it.
    """
    import duckdb

    text = sql.strip().rstrip(";")
    with workspace.reading() as connection:
        plain = _readable(connection, run)
        with SqlGuard() as guard:
            faults = guard.query(
                text, lambda schema, name: _is_open(connection, plain, schema, name)
            )
        if faults:
            known = [*plain, *_open_tables(connection)]
            raise UsageError([Problem("query", f, advice(f, known)) for f in faults])
        connection.execute(f"set search_path = '{_search_path(connection)}'")
        shut(connection)
        try:
            with within(connection, workspace.settings().query_seconds):
                found = pl.from_arrow(connection.sql(text).to_arrow_table())
        except (duckdb.Error, QueryTooLong) as error:
            said = sentence("the engine says: {said}", said=said_of(error))
            raise UsageError(Problem("query", said, hint_of(str(error)))) from None
    assert isinstance(found, pl.DataFrame)
    return found


def _search_path(connection: duckdb.DuckDBPyConnection) -> str:
    """Where plain names are looked for; what no run has made yet is not there to look in."""
    rows = connection.execute("select distinct schema_name from duckdb_schemas()").fetchall()
    there = {name for (name,) in rows}
    return ",".join(["main", *(s for s in ("canonical", "derived", "reference") if s in there)])


def _open_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select schema_name, table_name from duckdb_tables() union all"
        " select schema_name, view_name from duckdb_views()"
    ).fetchall()
    return [f"{schema}.{name}" for schema, name in rows if schema in CONTENT_SCHEMAS]


def advice(fault: str, known: Sequence[str]) -> str:
    """What to write instead: tables of nearly that name, else what a query may be."""
    named = fault.values if isinstance(fault, Message) else {}
    wanted = f"{named.get('part', '')}{named.get('name', '')}"
    bare = {k.rpartition(".")[2]: k for k in reversed(known)}
    near = [bare[n] for n in difflib.get_close_matches(wanted.rpartition(".")[2], bare, n=3)]
    if near:
        return sentence("Did you mean {near}?", near=", ".join(near))
    return "One SELECT over the run's tables and the schemas canonical, reference and derived."


def _readable(connection: duckdb.DuckDBPyConnection, run: Run | None) -> frozenset[str]:
    """Register the run's tables; the plain names that may be read."""
    names = set()
    for name in RUN_TABLES:
        if run is not None and run.file(f"{name}.parquet").is_file():
            connection.register(name, pl.read_parquet(run.file(f"{name}.parquet")).to_arrow())
            names.add(name)
    return frozenset(names)


def _is_open(
    connection: duckdb.DuckDBPyConnection, plain: frozenset[str], schema: str | None, name: str
) -> bool:
    if schema is None and name in plain:
        return True
    wanted = [schema] if schema else sorted(CONTENT_SCHEMAS)
    if not set(wanted) <= CONTENT_SCHEMAS:
        return False
    found = first_row(
        connection,
        "select count(*) from information_schema.tables"
        " where table_schema in (select unnest($1::varchar[])) and table_name = $2",
        [wanted, name],
    )
    return bool(found and found[0])


def masked_answer(workspace: Workspace, rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with every text that is a person's id masked, whatever its column is called.

    Texts inside lists, structs, maps and bytes are masked too.
    """
    with workspace.reading() as connection:
        persons = {
            p
            for (p,) in connection.execute(
                "select person_id from canonical.person union select person_id from canonical.encounter"
            ).fetchall()
            if p
        }

    def shown(value: Any) -> Any:
        if isinstance(value, str):
            if value in persons:
                return labels.masked(value)
            for word in set(_WORD.findall(value)) & persons:
                value = value.replace(word, labels.masked(word))
        elif isinstance(value, bytes):
            text = value.decode("utf-8", "ignore")
            return value if shown(text) == text else shown(text).encode()
        elif isinstance(value, dict):
            return {shown(name): shown(part) for name, part in value.items()}
        elif isinstance(value, list):
            return [shown(part) for part in value]
        return value

    changed = []
    for name, kind in rows.schema.items():
        if isinstance(kind, pl.Enum | pl.Categorical):
            kind = pl.String()
        if kind in (pl.String, pl.Binary) or kind.is_nested():
            values = rows[name].to_list()
            changed.append(pl.Series(name, [shown(v) for v in values], kind))
    return rows.with_columns(changed) if changed else rows
