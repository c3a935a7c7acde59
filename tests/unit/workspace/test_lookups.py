"""Few numbers looked up among many lines: the same rows, and fewer of them unpacked."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import pytest

from feijian.workspace.lookups import looked_up, of_the_few, with_nobody

LINES = (
    # as a sender numbers them: they begin alike
    "create table line as select 'M9' || (i * 7919 % 1000003) as encounter_id, i as cents from range(400000) as t(i)",
    "create table few as select encounter_id from line where cents % 997 = 0",
    "create table nobody as select encounter_id from line where false",
)
ASKED = "select count(*), sum(cents) from line where line.encounter_id in (select encounter_id from few)"


@pytest.fixture(scope="module")
def lines() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for statement in LINES:
        connection.execute(statement)
    return connection


def unpacked(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """How many rows the scan of the long table hands on."""
    plan = json.loads(
        connection.execute(f"explain (analyze, format json) {query}").fetchall()[0][1]
    )

    def scans(node: dict[str, Any]) -> list[int]:
        own = [int(node["intermediate_rows"])] if node["type"] == "TABLE_SCAN" else []
        return [*own, *(rows for child in node.get("children", []) for rows in scans(child))]

    return max(rows for node in plan["operator"] for rows in scans(node))


def test_the_rows_are_the_same(lines: duckdb.DuckDBPyConnection) -> None:
    for query in (
        ASKED,
        ASKED.replace("few", "nobody"),
        ASKED.replace("few", "few where cents < 0"),
    ):
        assert lines.execute(looked_up(query)).fetchall() == lines.execute(query).fetchall()


def test_most_lines_are_passed_over_while_they_are_read(lines: duckdb.DuckDBPyConnection) -> None:
    assert unpacked(lines, looked_up(ASKED)) < 40_000


def test_the_engine_left_to_itself_still_unpacks_them_all(lines: duckdb.DuckDBPyConnection) -> None:
    """Where this fails the engine chooses better by itself, and `lookups.py` may go."""
    assert unpacked(lines, ASKED) > 300_000


@pytest.mark.parametrize(
    "query",
    [
        "select * from line where encounter_id not in (select encounter_id from few)",
        "select * from line where cents in (select cents from few)",
        "select * from line where encounter_id in (select encounter_id from few where cents > 1)",
        "select * from line where encounter_id in ('a', 'b')",
        "select * from line where item_name in (select item_name from few)",
    ],
)
def test_other_conditions_stay_as_they_are(query: str) -> None:
    assert looked_up(query) == query


def test_a_number_is_looked_up_however_the_line_is_broken() -> None:
    asked = looked_up("where line.person_id in (\n    select pair.person_id from derived.pair\n)")
    assert "union all select" in asked
    assert asked.endswith("\n)")


def test_so_is_what_a_semi_join_asks_for(lines: duckdb.DuckDBPyConnection) -> None:
    query = "select count(*), sum(cents) from line\nsemi join few -- bounds work\n    on line.encounter_id = few.encounter_id"
    assert lines.execute(looked_up(query)).fetchall() == lines.execute(query).fetchall()
    assert unpacked(lines, looked_up(query)) < 40_000 < 300_000 < unpacked(lines, query)


def test_several_keys_of_a_semi_join_stay_together() -> None:
    asked = looked_up(
        "from line semi join derived.crowded as c on line.encounter_id = c.encounter_id and line.item_code = c.item_code\nwhere true"
    )
    assert "(select encounter_id, item_code from derived.crowded union all select" in asked
    assert asked.endswith(
        ") as c on line.encounter_id = c.encounter_id and line.item_code = c.item_code\nwhere true"
    )


@pytest.mark.parametrize(
    "condition",
    [
        "line.encounter_id = few.encounter_id and line.cents > few.cents",
        "line.encounter_id = few.encounter_id -- why\n    and few.cents = 1",
        "line.cents = few.cents",
        "upper(line.encounter_id) = few.encounter_id",
    ],
)
def test_a_semi_join_that_asks_for_more_stays_as_it_is(condition: str) -> None:
    query = f"select * from line semi join few on {condition}\nwhere true"
    assert looked_up(query) == query


def test_keys_with_nobody_among_them_are_looked_up_while_lines_are_read(
    lines: duckdb.DuckDBPyConnection,
) -> None:
    keys = "select encounter_id from few"
    asked = f"select count(*), sum(cents) from line where encounter_id in ({with_nobody(keys)})"
    assert lines.execute(asked).fetchall() == lines.execute(ASKED).fetchall()
    assert unpacked(lines, asked) < 40_000


OF_ROWS = (
    "encounter_id in (select encounter_id from canonical.visit)",
    "encounter_id not in (select encounter_id from canonical.visit)",
    "cents = (select v.paid from canonical.visit as v where v.encounter_id = mine.encounter_id)",
    "exists (\n select 1 from canonical.visit as v\n where v.encounter_id = mine.encounter_id and v.paid > 2)",
    'exists (select 1 from canonical."visit" as v where v."encounter_id" = "mine"."encounter_id" and (v.paid > 2 or v.paid = 1))',
    "exists (select 1 from canonical.visit as v where v.encounter_id = mine.encounter_id or v.paid = 4)",
    "exists (select 1 from canonical.visit as v where v.encounter_id = mine.encounter_id"
    " union all select 1 from canonical.visit as w where w.paid > 4)",
    "coalesce(encounter_id in (select encounter_id from canonical.visit), true)",
)
"""Conditions on a row that look others up; two look also at what no row names."""


@pytest.mark.parametrize("condition", OF_ROWS)
@pytest.mark.parametrize("named", ["true", "encounter_id <> 'M3'", "encounter_id is null", "false"])
def test_few_rows_are_measured_as_they_are_against_everything(condition: str, named: str) -> None:
    connection = duckdb.connect()
    connection.execute("create schema canonical")
    connection.execute(
        "create table canonical.visit as select 'M' || i as encounter_id, i as paid from range(6) as t(i)"
    )
    connection.execute(
        "create temp table mine as select * from (values ('M1', 1), ('M2', 7), ('M3', 3), ('M8', 1), (null, 1))"
        f" as t(encounter_id, cents) where {named}"
    )
    asked = f"select count(*) from mine where {condition}"
    few = of_the_few(asked, "mine", "temp.mine")
    assert connection.execute(few).fetchall() == connection.execute(asked).fetchall()


def test_only_what_the_few_rows_name_is_read_where_nothing_else_is_asked() -> None:
    told = [
        "canonical.visit where encounter_id in" in of_the_few(c, "mine", "temp.mine")
        for c in OF_ROWS
    ]
    assert told == [True, False, True, True, True, False, False, True]


@pytest.mark.parametrize(
    ("condition", "is_asked_so"),
    [
        ("not (encounter_id in (select encounter_id from nobody))", False),
        ("not encounter_id in (select encounter_id from nobody)", False),
        ("not coalesce(encounter_id in (select encounter_id from nobody), true)", False),
        ("not (cents >= 0 and encounter_id in (select encounter_id from nobody))", False),
        ("cents >= 0 and encounter_id in (select encounter_id from nobody) -- (by itself", True),
        ("not cents < 0 and encounter_id in (select encounter_id from nobody)", True),
    ],
)
def test_a_missing_key_and_an_empty_table_say_what_they_said(
    lines: duckdb.DuckDBPyConnection, condition: str, is_asked_so: bool
) -> None:
    query = f"select count(*) from (select null as encounter_id, 1 as cents) as line where {condition}\n"
    assert ("union all" in looked_up(query)) == is_asked_so
    assert lines.execute(looked_up(query)).fetchall() == lines.execute(query).fetchall()
