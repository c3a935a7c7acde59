"""Parts of a query that a night does not work out again.

A rule about institutions or everybody is asked of all rows every night. Most of its work is to find the
few rows it counts: charges of listed items, visits of one kind. Where a common table expression gives such
rows, each decided by its encounter and the person, the header names it under `parts`. Its rows are then kept
by rule and brought up to date by key, and only what is counted over them is worked out anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from feijian.contracts import quoted
from feijian.messages import sentence
from feijian.rules.parameter import Bindings
from feijian.workspace.lookups import with_nobody

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

KEPT = (
    "create table if not exists finding.part"
    " (rule_id varchar, part varchar, fingerprint varchar, delivery_seq bigint)"
)
KEYS = {"encounter_id": "reached_visit", "person_id": "reached_person"}
"""By which column rows are replaced, the first that a part has, and the table of the keys reached."""
CODE = "trace_code"
REACHED = {**KEYS, CODE: "reached_box"}
"""As `KEYS`, with the column of parts that a code decides."""


@dataclass(frozen=True)
class Query:
    """A query in pieces: its common table expressions by name, in order, and what is selected from them."""

    opening: str
    expressions: Mapping[str, str]
    selected: str

    def text(self, expressions: Mapping[str, str], selected: str) -> str:
        """The query again, with the expressions that are needed for what is selected."""
        needed: dict[str, str] = {}
        told = _words(selected)
        for name, body in reversed(list(expressions.items())):
            if name in told:
                needed[name] = body
                told |= _words(body)
        parts = ",\n".join(f"{name} as ({body})" for name, body in reversed(list(needed.items())))
        return f"{self.opening}\n{parts}\n{selected}" if parts else selected


PIECE = re.compile(
    r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|(?P<told>\"(?:[^\"]|\"\")*\"|\w+|[(),]|[^\s\w])", re.DOTALL
)
"""A comment or a text, which are passed over, or a name, a word, a bracket or another sign."""


@lru_cache(maxsize=512)
def taken_apart(sql: str) -> Query:
    """A query in pieces; without expressions where it begins otherwise than `with name as (`.

    Read by its brackets alone: a parser takes longer to be loaded than a night takes for most of its rules.
    """
    told = [m for m in PIECE.finditer(sql) if m["told"] or m[0][0] == "'"]
    words = [m[0].lower() for m in told]
    expressions: dict[str, str] = {}
    if words[:1] != ["with"]:
        return Query("", expressions, sql)
    at = 2 if words[1:2] == ["recursive"] else 1
    opening, rest = sql[told[0].start() : told[at - 1].end()], 0
    while words[at + 1 : at + 3] == ["as", "("]:
        depth, end = 1, at + 3
        while depth:
            depth += (words[end] == "(") - (words[end] == ")")
            end += 1
        expressions[words[at].strip('"')] = sql[told[at + 2].end() : told[end - 1].start()]
        rest = told[end].start()
        if words[end] != ",":
            return Query(opening, expressions, sql[rest:])
        at = end + 1
    return Query("", {}, sql)


def _words(sql: str) -> set[str]:
    """All words of a text: whatever it may name is among them."""
    return set(re.findall(r"\w+", sql.lower()))


def part_query(sql: str, part: str, kept: Mapping[str, str] | None = None) -> str:
    """The rows of one part. kept: tables that hold other parts."""
    query = taken_apart(sql)
    return query.text(_read(query, kept or {}), f"select * from {part}")


def reads_of(
    sql: str, part: str, reads: Collection[tuple[str | None, str]]
) -> set[tuple[str | None, str]]:
    """Of the tables that a query reads those that one of its parts may."""
    told = _words(part_query(sql, part))
    return {(schema, name) for schema, name in reads if name in told}


def over_kept(sql: str, kept: Mapping[str, str]) -> str:
    """The query with some parts read from tables. kept: the table by part."""
    query = taken_apart(sql)
    return query.text(_read(query, kept), query.selected)


def _read(query: Query, kept: Mapping[str, str]) -> dict[str, str]:
    """The expressions, those that are kept read from their tables."""
    return {
        name: f"select * from {kept[name]}" if name in kept else body
        for name, body in query.expressions.items()
    }


def bound_to(sql: str, values: Bindings) -> Bindings:
    """The values that a query still asks for."""
    asked = set(re.findall(r"\$(\w+)", sql))
    return {name: value for name, value in values.items() if name in asked}


def table_of(rule_id: str, part: str) -> str:
    """The kept table of a part."""
    return f"finding.{quoted(f'{rule_id} {part}')}"


def wrong_parts(sql: str, parts: Sequence[str], key: str = "parts") -> list[str]:
    """What is wrong with the parts that a header names: one that the query does not have."""
    if not parts:
        return []
    known = taken_apart(sql).expressions
    return [
        sentence("'{key}' names {part}, which the query does not define", key=key, part=part)
        for part in parts
        if part not in known
    ]


def parts_kept(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], tuple[str, int]]:
    """Fingerprint and newest delivery of each part kept, by rule and part."""
    connection.execute(KEPT)
    rows = connection.execute(
        "select rule_id, part, fingerprint, delivery_seq from finding.part"
    ).fetchall()
    return {(rule, part): (told, sequence) for rule, part, told, sequence in rows}


def note_part(
    connection: duckdb.DuckDBPyConnection, rule_id: str, part: str, fingerprint: str, sequence: int
) -> None:
    """Say what a part stands for."""
    forget_part(connection, rule_id, part)
    connection.execute(
        "insert into finding.part values ($1, $2, $3, $4)", [rule_id, part, fingerprint, sequence]
    )


def note_parts(
    connection: duckdb.DuckDBPyConnection, moved: Mapping[tuple[str, str], str], sequence: int
) -> None:
    """Say of parts that were brought up to date by key how far they stand. moved: the fingerprint by rule and part.

    Killed before it, they stand at an earlier delivery, and what came since is put in their place once more.
    """
    import pyarrow as pa

    if not moved:
        return
    rows = [{"rule_id": rule, "part": part, "told": told} for (rule, part), told in moved.items()]
    connection.register("parts_moved", pa.Table.from_pylist(rows))
    try:
        with in_one_piece(connection):
            connection.execute(
                "delete from finding.part where (rule_id, part) in (select (rule_id, part) from parts_moved)"
            )
            connection.execute(
                "insert into finding.part select rule_id, part, told, cast($1 as bigint) from parts_moved",
                [sequence],
            )
    finally:
        connection.unregister("parts_moved")


def forget_part(connection: duckdb.DuckDBPyConnection, rule_id: str, part: str) -> None:
    """Say that a part stands for nothing."""
    connection.execute("delete from finding.part where rule_id = $1 and part = $2", [rule_id, part])


def drop_parts(connection: duckdb.DuckDBPyConnection, wanted: Collection[tuple[str, str]]) -> None:
    """Drop the parts of rules that are gone, or that no longer name them."""
    for rule_id, part in parts_kept(connection).keys() - set(wanted):
        forget_part(connection, rule_id, part)
        connection.execute(f"drop table if exists {table_of(rule_id, part)}")


@contextmanager
def in_one_piece(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """What the block writes stands wholly or not at all."""
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def build_part(
    connection: duckdb.DuckDBPyConnection, at: tuple[str, str], query: str, values: Bindings
) -> None:
    """Make a part whole."""
    connection.execute(
        f"create or replace table {table_of(*at)} as\n{query}", bound_to(query, values)
    )


def note_reached(
    connection: duckdb.DuckDBPyConnection,
    world: duckdb.DuckDBPyConnection,
    persons: Sequence[str],
    encounters: Sequence[str],
) -> None:
    """`temp.reached_…` in both databases: persons touched; visits touched, gone ones too, and all of those persons."""
    import pyarrow as pa

    of_persons = pa.table({"person_id": pa.array(persons, pa.string())})
    world.register("reached_now", of_persons)
    own = world.sql(
        "select encounter_id from canonical.encounter where person_id in (from reached_now)"
    ).to_arrow_table()
    world.unregister("reached_now")
    names = [*own.column("encounter_id").to_pylist(), *encounters]
    visits = pa.table({"encounter_id": pa.array(names, pa.string())})
    for database in (connection, world):
        for column, rows in (("encounter_id", visits), ("person_id", of_persons)):
            _note(database, column, rows)


def note_codes(connection: duckdb.DuckDBPyConnection, codes: Sequence[str]) -> None:
    """`temp.reached_…` of trace codes."""
    import pyarrow as pa

    _note(connection, CODE, pa.table({CODE: pa.array(codes, pa.string())}))


def _note(database: duckdb.DuckDBPyConnection, column: str, rows: pa.Table) -> None:
    database.register("reached_now", rows)
    database.execute(
        f"create or replace temp table {REACHED[column]} as select distinct {column} from reached_now"
    )
    database.unregister("reached_now")


def replace_part(
    connection: duckdb.DuckDBPyConnection,
    world: duckdb.DuckDBPyConnection,
    at: tuple[str, str],
    query: str,
    values: Bindings,
    by: str | None = None,
) -> bool:
    """Put a part's rows of what `note_reached` or `note_codes` noted in the place of the former ones.

    by: the column that decides it; of visits and persons the first that it has where not given.
    False where rows of the part name nobody: then nothing was done.
    """
    full = table_of(*at)
    rows = world.sql(query, params=bound_to(query, values)).to_arrow_table()
    column = by or next(c for c in KEYS if c in rows.column_names)
    chosen = f"{column} in ({with_nobody(f'from temp.{REACHED[column]}')})"
    ((has_nameless, has_former),) = connection.execute(
        f"select exists(select 1 from {full} where {column} is null),"
        f" exists(select 1 from {full} where {chosen})"
    ).fetchall()
    if has_nameless or rows.column(column).null_count:
        return False
    if not has_former and not rows.num_rows:
        return True
    with in_one_piece(connection):
        if has_former:
            connection.execute(f"delete from {full} where {chosen}")
        if rows.num_rows:
            connection.register("part_anew", rows)
            try:
                connection.execute(f"insert into {full} select * from part_anew where {chosen}")
            finally:
                connection.unregister("part_anew")
    return True
