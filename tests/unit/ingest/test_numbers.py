"""Rows that are numbered within a visit: how many parents tell them apart, and which row a number means."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.contracts.model import Column, Table
from feijian.ingest.load.identity import Numbered, number_columns, numbered_of, refers_of
from feijian.ingest.load.ledger import TABLES
from feijian.ingest.load.references import resolve
from feijian.ingest.load.stream import Stream

NUMBERED = Numbered("line_id", "line_no", ("provider_id", "visit_id"))


@pytest.fixture
def asked() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema ledger; create schema canonical")
        connection.execute(TABLES)
        connection.execute("create temp table unsound (canonical_table varchar, key varchar)")
        yield connection


def test_as_few_parents_as_tell_rows_apart_stand_before_a_number(
    asked: duckdb.DuckDBPyConnection,
) -> None:
    asked.execute(
        "create table line as select * from (values ('1', 'H1', 'V1'), ('2', 'H1', 'V1'), ('2', 'H2', 'V2'),"
        " ('3', 'H1', 'V1'), ('3', 'H1', 'V2'), ('4', 'H1', 'V1'), ('4', 'H2', 'V2'), ('4', 'H1', 'V3'))"
        " as t(line_no, provider_id, visit_id)"
    )
    levels = asked.execute(f"select number, level from ({NUMBERED.level('line')}) order by 1")
    assert levels.fetchall() == [("1", 0), ("2", 1), ("3", 2), ("4", 2)]
    ids = [
        asked.execute(f"select {NUMBERED.id_sql('t', level)} from line as t limit 1").fetchall()
        for level in ("null", "0", "1", "2")
    ]
    assert ids == [[("1",)], [("1",)], [("H1:1",)], [("H1:V1:1",)]]


def contract(name: str, *columns: Column) -> Table:
    return Table(name, "canonical", columns, "", "", (), {}, None)  # type: ignore[arg-type]


def stream(table: Table, *mappings: Any) -> Stream:
    columns = tuple((c.name, c.physical_type) for c in table.columns)
    key = tuple(c.name for c in table.columns[:1])
    return Stream(table.name, table, table.full_name, columns, key, True, mappings)


LINES = stream(
    contract(
        "line",
        Column(
            "line_id",
            "varchar",
            custom={"numbered": {"number": "line_no", "by": ["provider_id", "visit_id"]}},
        ),
        Column("line_no", "varchar"),
        Column("provider_id", "varchar"),
        Column("visit_id", "varchar"),
        Column("amount", "integer"),
    )
)


def boxes(*mappings: Any, among: str = "amount > 0", **said: Any) -> Stream:
    """Boxes that name a line by number: the visit says which, else the provider, else nothing."""
    by = [[{"visit_id": "visit_id"}], [{"provider_id": "provider_id"}], [{}]]
    refers = {"number": "line_no", "to": "line", "by": by, "among": among, **said}
    return stream(
        contract(
            "box",
            Column("line_id", "varchar", custom={"refers": refers}),
            Column("line_no", "varchar"),
            Column("visit_id", "varchar"),
            Column("provider_id", "varchar"),
        ),
        *mappings,
    )


def test_what_a_contract_says_of_numbers() -> None:
    assert numbered_of(LINES.contract) == NUMBERED
    assert numbered_of(boxes().contract) is None
    (refers,) = refers_of(boxes().contract)
    assert (refers.column, refers.number, refers.to, refers.open) == (
        "line_id",
        "line_no",
        "line",
        False,
    )
    assert (refers.there, refers.here) == (("visit_id", "provider_id"),) * 2
    assert refers_of(boxes(open=True).contract)[0].open
    assert (
        number_columns(LINES.contract) == number_columns(boxes().contract) == {"line_no": "line_id"}
    )


@pytest.fixture
def known(asked: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Number 1 at two houses, number 2 at one, number 3 twice at one, of which one took something back."""
    for place in ("canonical.line", "ledger.waiting_line", "ledger.void_line"):
        asked.execute(
            f"create table {place} (line_id varchar, line_no varchar, provider_id varchar, visit_id varchar,"
            " amount integer)"
        )
    asked.execute(
        "insert into canonical.line values ('H1:1', '1', 'H1', 'V1', 5), ('H2:1', '1', 'H2', 'V2', 5),"
        " ('2', '2', 'H1', 'V1', 5), ('H1:V1:3', '3', 'H1', 'V1', 5), ('H1:V3:3', '3', 'H1', 'V3', -5)"
    )
    return asked


BOXES = {
    "of its visit": ("1", "V1", None, "H1:1"),
    "of another visit": ("1", "V2", "H1", "H2:1"),
    "of a visit without such a line": ("1", "V9", "H1", None),
    "of its house": ("1", None, "H2", "H2:1"),
    "of a house without such a line": ("1", None, "H9", None),
    "of nobody said": ("1", None, None, None),
    "alone of its number": ("2", None, None, "2"),
    "of those that can be meant": ("3", None, "H1", "H1:V1:3"),
    "of an unknown number": ("9", "V1", "H1", "9"),
    "of no number": (None, "V1", "H1", None),
}


def found(
    connection: duckdb.DuckDBPyConnection, boxed: Stream, unknown: str | None = "?:"
) -> dict[str, str | None]:
    """The line of each box, where one is named; and that a second look changes nothing."""
    connection.execute(
        "create or replace temp table incoming (name varchar, line_no varchar, visit_id varchar, provider_id varchar,"
        " line_id varchar, _file integer)"
    )
    for name, (number, visit, provider, _) in BOXES.items():
        connection.execute(
            "insert into incoming values ($1, $2, $3, $4, null, 7)", [name, number, visit, provider]
        )
    changed = resolve(connection, boxed, LINES, "incoming")
    told = dict(connection.execute("select name, line_id from incoming").fetchall())
    assert changed == sum(line is not None for line in told.values())
    assert resolve(connection, boxed, LINES, "incoming") == 0
    expected = {
        name: line if line or not number else (None if unknown is None else f"{unknown}{number}")
        for name, (number, _, _, line) in BOXES.items()
    }
    assert told == expected
    return told


def test_a_number_means_the_line_that_stands_beside_what_is_told(
    known: duckdb.DuckDBPyConnection,
) -> None:
    assert found(known, boxes())["of nobody said"] == "?:1"


def test_where_a_line_may_be_unknown_none_is_guessed(known: duckdb.DuckDBPyConnection) -> None:
    assert found(known, boxes(open=True), None)["of nobody said"] is None


def test_what_cannot_be_kept_without_its_line_says_that_it_named_one(
    known: duckdb.DuckDBPyConnection,
) -> None:
    known.execute("insert into ledger.file values (7, 1, 'f', 't', 'd', 'c', 'u', 1, 1, 0, 0, 0)")
    bound = SimpleNamespace(
        source_table="t", inherits=SimpleNamespace(through="line_id", table="line")
    )
    assert found(known, boxes(bound, open=True))["of nobody said"] == "?:1"
    other = SimpleNamespace(source_table="u", inherits=bound.inherits)
    assert found(known, boxes(other, open=True), None)["of nobody said"] is None


def test_only_rows_that_are_asked_about_are_looked_at_and_noted(
    known: duckdb.DuckDBPyConnection,
) -> None:
    known.execute(
        "create table canonical.box (line_id varchar, line_no varchar, visit_id varchar, provider_id varchar);"
        "insert into canonical.box values (null, '1', 'V1', 'H1'), (null, '1', 'V2', 'H2')"
    )
    only = "o.visit_id = 'V2'"
    assert resolve(known, boxes(), LINES, "canonical.box", only=only, touched_by=4) == 1
    told = known.execute("select line_id from canonical.box order by visit_id").fetchall()
    assert told == [(None,), ("H2:1",)]
    touched = known.execute("select delivery_seq, scope, key from ledger.touched").fetchall()
    assert touched == [(4, "provider", "H2")]
    assert resolve(known, LINES, boxes(), "canonical.box") == 0
