"""How many subjects rules looked at is counted once, and again as soon as anything new was prepared."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from feijian.rules.judge import Setting
from feijian.rules.subject_counts import SubjectCounts

SETTING = Setting(date(2026, 6, 30), None, {})
BEDS: Any = SimpleNamespace(judged="select count(*) from bed", subject="provider")
NAMED: Any = SimpleNamespace(judged="", subject="person")


@pytest.fixture
def warehouse() -> Any:
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(
            "create schema finding; create schema canonical; create table bed as from range(3);"
            "create table canonical.person as from range(5)"
        )
        yield connection


def counts(warehouse: Any, prepared: str, *, anew: bool = False) -> list[int]:
    counted = SubjectCounts.of(warehouse, prepared, anew=anew)
    found = [counted.subjects(rule, SETTING) for rule in (BEDS, NAMED, BEDS)]
    counted.keep()
    return found


def test_a_count_stands_while_the_same_is_prepared(warehouse: Any) -> None:
    assert counts(warehouse, "one") == [3, 5, 3]
    warehouse.execute("insert into bed values (9)")  # nothing that a delivery brought
    assert counts(warehouse, "one") == [3, 5, 3]
    assert counts(warehouse, "two") == [4, 5, 4]
    warehouse.execute("insert into bed values (9)")
    assert counts(warehouse, "one") == [5, 5, 5]  # what was kept of other rows is gone


def test_a_full_run_counts_anew_and_what_it_counted_is_kept(warehouse: Any) -> None:
    counts(warehouse, "one")
    warehouse.execute("insert into bed values (9)")
    assert counts(warehouse, "one", anew=True) == [4, 5, 4]
    assert counts(warehouse, "one") == [4, 5, 4]
    rows = warehouse.execute("select count(*), count(distinct asked) from finding.subject_count")
    assert rows.fetchall() == [(2, 2)]


def test_nothing_is_kept_of_a_run_that_does_not_know_what_it_was_prepared_from(
    warehouse: Any,
) -> None:
    counts(warehouse, "")
    warehouse.execute("insert into bed values (9)")
    assert counts(warehouse, "") == [4, 5, 4]
