"""Tables that a day or a month of a provider's charges decides: what is made anew of them, and which queries are such."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from feijian.contracts.dated import reach_charges, replace_dated
from feijian.contracts.dated_query import is_wrongly_dated
from feijian.contracts.derived import Derived, DerivedHeader
from feijian.library import ContentFile, HeadedSql

BY_MONTH = (
    "select provider_id, cast(date_trunc('month', charged_at) as date) as period_from, count(*) as lines\n"
    "from claim_line\n"
    "group by provider_id, cast(date_trunc('month', charged_at) as date)"
)
BY_DAY = (
    "select line.provider_id, cast(line.charged_at as date) as charged_on, count(*) as lines\n"
    "from canonical.claim_line as line\n"
    "group by line.provider_id, cast(line.charged_at as date)"
)
Row = tuple[str, str, int]


def table(name: str, sql: str, **header: str) -> Derived:
    file = ContentFile(Path(), Path(f"derived/{name}.sql"), f"derived/{name}.sql")
    return Derived(
        name,
        DerivedHeader("t", "表", "provider", **header),
        HeadedSql(file, {}, {}, sql, 1),
        frozenset(),
    )


MONTHS = table("by_month", BY_MONTH, charge_month="period_from")
DAYS = table("by_day", BY_DAY, charge_day="charged_on")


@pytest.fixture
def warehouse() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute(
        "create schema canonical; create schema ledger; create schema derived;"
        "create table canonical.claim_line"
        " (claim_line_id varchar, encounter_id varchar, provider_id varchar, charged_at timestamp);"
        "create table ledger.delivery (delivery_seq integer);"
        "create table ledger.charged_day (delivery_seq integer, provider_id varchar, day date);"
        "create temp table reached_visit (encounter_id varchar);"
        "insert into ledger.delivery values (1), (2);"
        "insert into ledger.charged_day values (2, null, null);"
        "insert into canonical.claim_line values ('L1', 'M1', 'H1', '2025-03-31 23:59:59'),"
        " ('L2', 'M1', 'H1', '2025-04-01 00:00:00'), ('L3', 'M2', 'H2', '2025-03-05 08:00:00'),"
        " ('L4', 'M3', 'H1', '2025-01-05 08:00:00');"
        "set search_path = 'canonical,main';"
        f"create table derived.by_month as {BY_MONTH}; create table derived.by_day as {BY_DAY}"
    )
    return connection


def brought_up_to_date(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[Derived] = (MONTHS, DAYS)
) -> dict[str, list[Row]]:
    """The rows after the days reached were made anew: by table, provider, day and lines."""
    assert reach_charges(connection, 1)
    assert replace_dated(connection, tables, 60) == [t.name for t in tables]
    return {
        t.name: [
            (house, str(day), lines)
            for house, day, lines in connection.execute(
                f"from derived.{t.name} order by all"
            ).fetchall()
        ]
        for t in tables
    }


def test_a_line_that_moved_leaves_its_old_month_and_house_and_stands_in_the_new_ones(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    warehouse.execute(
        "update canonical.claim_line set provider_id = 'H2', charged_at = '2025-02-28 10:00:00'"
        " where claim_line_id = 'L2';"
        "insert into ledger.charged_day values (2, 'H1', '2025-04-01'), (2, 'H2', '2025-02-28')"
    )
    assert brought_up_to_date(warehouse) == {
        "by_month": [
            ("H1", "2025-01-01", 1),
            ("H1", "2025-03-01", 1),
            ("H2", "2025-02-01", 1),
            ("H2", "2025-03-01", 1),
        ],
        "by_day": [
            ("H1", "2025-01-05", 1),
            ("H1", "2025-03-31", 1),
            ("H2", "2025-02-28", 1),
            ("H2", "2025-03-05", 1),
        ],
    }


def test_only_rows_of_days_and_months_reached_are_made_anew(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    warehouse.execute(
        "update derived.by_month set lines = 9; update derived.by_day set lines = 9;"
        "insert into ledger.charged_day values (2, 'H1', '2025-03-31')"
    )
    assert brought_up_to_date(warehouse) == {
        "by_month": [
            ("H1", "2025-01-01", 9),
            ("H1", "2025-03-01", 1),
            ("H1", "2025-04-01", 9),
            ("H2", "2025-03-01", 9),
        ],
        "by_day": [
            ("H1", "2025-01-05", 9),
            ("H1", "2025-03-31", 1),
            ("H1", "2025-04-01", 9),
            ("H2", "2025-03-05", 9),
        ],
    }


def test_a_visit_whose_refunds_are_told_otherwise_brings_the_days_of_all_its_lines(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    warehouse.execute(
        "update derived.by_day set lines = 9; insert into reached_visit values ('M1')"
    )
    assert brought_up_to_date(warehouse, [DAYS])["by_day"] == [
        ("H1", "2025-01-05", 9),
        ("H1", "2025-03-31", 1),
        ("H1", "2025-04-01", 1),
        ("H2", "2025-03-05", 9),
    ]


def test_lines_without_a_visit_are_always_looked_at(warehouse: duckdb.DuckDBPyConnection) -> None:
    warehouse.execute(
        "update canonical.claim_line set encounter_id = null where claim_line_id = 'L3';"
        "update derived.by_month set lines = 9"
    )
    assert ("H2", "2025-03-01", 1) in brought_up_to_date(warehouse, [MONTHS])["by_month"]


def test_where_nothing_was_reached_nothing_changes(warehouse: duckdb.DuckDBPyConnection) -> None:
    before = warehouse.execute("from derived.by_day order by all").fetchall()
    brought_up_to_date(warehouse)
    assert warehouse.execute("from derived.by_day order by all").fetchall() == before


def test_days_that_nobody_noted_are_not_taken_for_none(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert not reach_charges(warehouse, 0)  # delivery 1 was loaded before days were noted
    warehouse.execute("drop table ledger.charged_day")
    assert not reach_charges(warehouse, 1)


def test_a_query_that_fails_is_left_to_be_built_whole(warehouse: duckdb.DuckDBPyConnection) -> None:
    other = table("by_day", BY_DAY.replace("count(*)", "sum(price)"), charge_day="charged_on")
    assert reach_charges(warehouse, 1)
    assert replace_dated(warehouse, [other], 60) == []


LINES = "derived.net_line_scan"


@pytest.mark.parametrize(
    "sql",
    [
        f"select provider_id, charged_on, sum(amount) as amount from {LINES} group by provider_id, charged_on",
        "select l.provider_id, l.charged_on, l.item_code, min(l.amount) as least from derived.net_claim_line as l"
        " where l.amount > 0 group by l.item_code, l.provider_id, l.charged_on having count(*) > 2",
        "select provider_id, cast(charged_at as date) as charged_on, count(*) as n from claim_line"
        " group by provider_id, cast(charged_at as date)",
    ],
)
def test_lines_added_up_by_provider_and_day_are_decided_by_them(sql: str) -> None:
    assert not is_wrongly_dated(sql, "charged_on", "day")
    assert is_wrongly_dated(sql, "charged_on", "month")
    assert is_wrongly_dated(sql, "item_code", "day")


@pytest.mark.parametrize(
    "sql",
    [
        # no provider; a provider that is somebody else's number; no day
        f"select charged_on, count(*) as n from {LINES} group by charged_on",
        f"select person_id as provider_id, charged_on, count(*) as n from {LINES} group by person_id, charged_on",
        f"select provider_id, max(charged_on) as charged_on from {LINES} group by provider_id",
        # what looks beyond its group, or at other tables
        f"select provider_id, charged_on, max(count(*)) over () as n from {LINES} group by provider_id, charged_on",
        f"select provider_id, charged_on, count(*) as n from {LINES}"
        f" where amount > (select avg(amount) from {LINES}) group by provider_id, charged_on",
        "select line.provider_id, line.charged_on, count(*) as n from derived.net_line_scan as line"
        " inner join canonical.person as person on line.person_id = person.person_id"
        " group by line.provider_id, line.charged_on",
        f"with line as (select * from {LINES}) select provider_id, charged_on, count(*) as n from line"
        " group by provider_id, charged_on",
        f"select provider_id, charged_on, count(*) as n from {LINES} group by rollup (provider_id, charged_on)",
        f"select provider_id, charged_on, count(*) as n from {LINES} group by provider_id, charged_on"
        " order by count(*) limit 5",
        "select provider_id, charged_on, count(*) as n from derived.stay_day group by provider_id, charged_on",
        # whose value is a matter of order
        f"select provider_id, charged_on, first(item_code) as one from {LINES} group by provider_id, charged_on",
        f"select distinct provider_id, charged_on from {LINES}",
        f"select provider_id, charged_on from {LINES}",
    ],
)
def test_what_does_more_is_not(sql: str) -> None:
    assert is_wrongly_dated(sql, "charged_on", "day")
