"""Which case is asked first whether a change of its rule shows: every case is asked in the end."""

from __future__ import annotations

import duckdb
import pytest

from feijian.library import Case, parse_pipe_table
from feijian.rules.cases import PreparedCase
from feijian.rules.likely import LikelyFirst

ROWS = {
    "an ordinary day": "claim_line_id | category | amount\nL1 | drug | 5",
    "beds are no drug": "claim_line_id | category | amount\nL1 | bed  | 5",
    "a dear one": "claim_line_id | category | amount\nL1 | drug | 500",
    "a refund": "claim_line_id | category | amount\nL1 | drug | 5",
}


@pytest.fixture
def cases() -> list[PreparedCase]:
    given = {name: {"claim_line": parse_pipe_table(rows)} for name, rows in ROWS.items()}
    world = duckdb.connect()
    return [PreparedCase(Case(n, 1, rows, None), world) for n, rows in given.items()]


def names(first: LikelyFirst, changed: str) -> list[str]:
    return [c.case.name for c in first.order(changed)]


def test_every_case_is_asked_once(cases: list[PreparedCase]) -> None:
    for changed in ("line.category = 'bed'", "amount > $floor", "", "nothing here"):
        assert sorted(names(LikelyFirst(cases), changed)) == sorted(ROWS)


def test_a_value_of_its_own_in_the_changed_column_comes_first(cases: list[PreparedCase]) -> None:
    first = LikelyFirst(cases)
    assert names(first, "line.category in ('drug')")[0] == "beds are no drug"
    assert names(first, "line.amount < 100")[0] == "a dear one"


def test_a_name_that_speaks_of_the_change_comes_first(cases: list[PreparedCase]) -> None:
    assert names(LikelyFirst(cases), "not line.is_refund")[0] == "a refund"


def test_what_noticed_last_comes_first_and_its_neighbours_next(cases: list[PreparedCase]) -> None:
    first = LikelyFirst(cases)
    first.noticed(cases[3])
    assert names(first, "x")[:2] == ["a refund", "a dear one"]
    first.noticed(cases[1])
    assert names(first, "x") == ["beds are no drug", "an ordinary day", "a dear one", "a refund"]
