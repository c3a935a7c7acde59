"""Days that deliveries reach: those noted, those of visits reached, and the days beside them."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from feijian.contracts.days import reach_days


@pytest.fixture
def warehouse() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute(
        "create schema canonical; create schema ledger;"
        "create table canonical.encounter (encounter_id varchar);"
        "create table canonical.claim (encounter_id varchar, provider_id varchar, settled_at timestamp);"
        "create table canonical.claim_line (encounter_id varchar, provider_id varchar, charged_at timestamp);"
        "create table ledger.delivery (delivery_seq integer);"
        "create table ledger.touched_day (delivery_seq integer, provider_id varchar, day date);"
        "create temp table reached_visit (encounter_id varchar);"
        "insert into ledger.delivery values (1), (2);"
        "insert into ledger.touched_day values (2, null, null), (2, 'H1', date '2025-03-31');"
        "insert into canonical.encounter select 'M' || range from range(20);"
        "insert into canonical.claim values ('M1', 'H1', '2025-03-29 08:00:00'),"
        " ('M2', 'H1', '2025-03-28 08:00:00'), ('M3', 'H2', '2025-03-31 08:00:00'),"
        " ('M4', 'H2', '2025-05-02 23:00:00');"
        "insert into canonical.claim_line values ('M5', 'H2', '2025-05-01 08:00:00')"
    )
    return connection


def days(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, date]]:
    return connection.execute(f"select provider_id, day from {table} order by all").fetchall()


def test_a_day_noted_reaches_the_days_beside_it_and_rests_on_those_beside_these(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert reach_days(warehouse, 1, 1.0)
    assert days(warehouse, "reached_day") == [
        ("H1", date(2025, 3, 30)),
        ("H1", date(2025, 3, 31)),
        ("H1", date(2025, 4, 1)),
    ]
    assert [day.day for _, day in days(warehouse, "near_day")] == [29, 30, 31, 1, 2]
    assert warehouse.execute("from visit_there").fetchall() == [("M1",)]


def test_a_visit_reached_by_a_refund_brings_its_days(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute("insert into reached_visit values ('M5')")
    assert reach_days(warehouse, 1, 1.0)
    assert ("H2", date(2025, 5, 2)) in days(warehouse, "reached_day")
    assert sorted(warehouse.execute("from visit_there").fetchall()) == [("M1",), ("M4",), ("M5",)]


def test_days_that_nobody_noted_are_not_taken_for_none(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert not reach_days(warehouse, 0, 1.0)  # delivery 1 was loaded before days were noted
    warehouse.execute("drop table ledger.touched_day")
    assert not reach_days(warehouse, 1, 1.0)


def test_where_most_visits_are_reached_days_are_not_worth_it(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert not reach_days(warehouse, 1, 0.01)
