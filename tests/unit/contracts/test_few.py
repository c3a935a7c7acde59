"""Rows found by one column and read whole are those that a condition holds for."""

from __future__ import annotations

import duckdb
import pytest

from feijian.contracts.few import few_of


@pytest.mark.parametrize("wanted", [(), ("k5",), ("k5", "k5", "k299999", "k7"), ("nobody",)])
def test_the_rows_are_those_of_the_condition(wanted: tuple[str, ...]) -> None:
    connection = duckdb.connect(":memory:")
    connection.execute(
        "create table long as select case when range % 10 < 9 then 'k' || range // 2 end as key, range as value"
        " from range(600000)"
    )
    connection.execute(
        "create temp table wanted as select unnest($1::varchar[]) as key", [list(wanted)]
    )
    condition = "t.key in (select key from wanted)"
    rows = "select t.* from long as t where {} order by all"
    expected = connection.execute(rows.format(condition)).fetchall()
    assert connection.execute(rows.format(few_of("long", condition))).fetchall() == expected
    assert len(expected) == sum(2 - (int(k[1:]) * 2 + 1) % 10 // 9 for k in {*wanted} - {"nobody"})


def test_rows_that_left_within_the_same_transaction_are_not_found() -> None:
    connection = duckdb.connect(":memory:")
    connection.execute("create table long as select range as key, 'old' as told from range(300000)")
    connection.execute("begin")
    connection.execute("delete from long where key = 7")
    connection.execute("update long set told = 'new' where key = 9")
    found = connection.execute(
        f"select t.* from long as t where {few_of('long', 't.key in (values (7), (9), (200000))')} order by all"
    ).fetchall()
    assert found == [(9, "new"), (200000, "old")]
