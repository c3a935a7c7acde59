"""A query is taken apart at its common table expressions, and put together over what is kept of them."""

from __future__ import annotations

import duckdb
import pytest

from feijian.rules.parts import (
    bound_to,
    build_part,
    note_part,
    note_parts,
    note_reached,
    over_kept,
    part_query,
    parts_kept,
    reads_of,
    replace_part,
    table_of,
    taken_apart,
    wrong_parts,
)

SQL = """with
-- ) a parenthesis in a comment closes nothing
listed as (
    select code from item where name <> ')' and code <> $but
),

charged as (
    select line.encounter_id, line.code, line.amount
    from line
    inner join listed on line.code = listed.code
),

counted as (
    select code, count(*) as lines
    from charged
    group by code
)

select code, lines from counted where lines >= $least"""
AT = ("family.slug", "charged")


def test_a_query_falls_into_its_expressions_and_what_is_selected() -> None:
    query = taken_apart(SQL)
    assert list(query.expressions) == ["listed", "charged", "counted"]
    assert query.selected.strip() == "select code, lines from counted where lines >= $least"


@pytest.mark.parametrize(
    "sql", ["select 1", "with told(a) as (select 1) select a from told"]
)  # column names behind the name are left alone
def test_what_begins_otherwise_has_no_expressions(sql: str) -> None:
    assert taken_apart(sql).expressions == {}
    assert over_kept(sql, {"told": "finding.x"}) == sql


def test_texts_comments_and_quoted_names_open_and_close_nothing() -> None:
    sql = """with recursive
/* with ( */ "odd" as (select '('')' as a, ')' as b -- (
),
last as (select (a), "x)y" from odd /* ) */)
select 'as (' from last"""
    query = taken_apart(sql)
    assert query.opening == "with recursive"
    assert list(query.expressions) == ["odd", "last"]
    assert query.expressions["last"] == 'select (a), "x)y" from odd /* ) */'
    assert query.selected == "select 'as (' from last"


def test_a_part_takes_along_what_it_needs_and_no_more() -> None:
    query = part_query(SQL, "charged")
    assert list(taken_apart(query).expressions) == ["listed", "charged"]
    assert query.endswith("select * from charged")


def test_over_what_is_kept_nothing_is_asked_that_only_the_part_needed() -> None:
    query = over_kept(SQL, {"charged": table_of(*AT)})
    assert (
        taken_apart(query).expressions["charged"] == 'select * from finding."family.slug charged"'
    )
    assert list(taken_apart(query).expressions) == ["charged", "counted"]
    assert bound_to(query, {"but": "a", "least": 2}) == {"least": 2}


def test_a_part_reads_the_tables_that_it_names() -> None:
    reads = {(None, "line"), (None, "item"), ("derived", "stay")}
    assert reads_of(SQL, "charged", reads) == {(None, "line"), (None, "item")}


def test_a_part_that_the_query_does_not_have_is_named() -> None:
    assert wrong_parts(SQL, ("charged",)) == []
    assert wrong_parts(SQL, ("chargd",)) == [
        "'parts' names chargd, which the query does not define"
    ]


@pytest.fixture
def databases():
    """A warehouse of three visits, and a world of what became of one person's two."""
    both = [duckdb.connect(":memory:") for _ in range(2)]
    rows = (
        [("E1", "P1"), ("E2", "P1"), ("E3", "P2")],
        [("E1", "P1")],  # E2 was withdrawn
    )
    for database, visits in zip(both, rows, strict=True):
        database.execute("create schema canonical")
        database.execute("create schema finding")
        database.execute(
            "create table canonical.encounter (encounter_id varchar, person_id varchar)"
        )
        database.executemany("insert into canonical.encounter values (?, ?)", visits)
    yield both
    for database in both:
        database.close()


def test_rows_of_the_visits_reached_take_the_place_of_the_former_ones(databases) -> None:
    warehouse, world = databases
    query = "select encounter_id from canonical.encounter where encounter_id <> $but"
    build_part(warehouse, AT, query, {"but": "", "least": 1})
    note_reached(warehouse, world, ["P1"], ["E2"])
    assert replace_part(warehouse, world, AT, query, {"but": "", "least": 1})
    rows = warehouse.execute(f"select encounter_id from {table_of(*AT)} order by 1").fetchall()
    assert rows == [("E1",), ("E3",)]


def test_a_part_with_a_row_of_nobody_is_not_brought_up_to_date(databases) -> None:
    warehouse, world = databases
    query = "select encounter_id from canonical.encounter union all select null"
    build_part(warehouse, AT, query, {})
    note_reached(warehouse, world, ["P1"], ["E1"])
    assert not replace_part(warehouse, world, AT, query, {})


def test_parts_brought_up_to_date_are_noted_together_and_the_others_stay() -> None:
    connection = duckdb.connect()
    connection.execute("create schema finding")
    assert parts_kept(connection) == {}
    for part in ("charged", "sold"):
        note_part(connection, "family.slug", part, "old", 1)
    note_parts(connection, {}, 2)
    note_parts(connection, {("family.slug", "sold"): "old", ("family.other", "sold"): "new"}, 2)
    assert parts_kept(connection) == {
        ("family.slug", "charged"): ("old", 1),
        ("family.slug", "sold"): ("old", 2),
        ("family.other", "sold"): ("new", 2),
    }
