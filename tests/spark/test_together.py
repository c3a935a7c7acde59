"""Cases in one world keep their rows apart; asked of DuckDB, so that it needs no Spark."""

from __future__ import annotations

from typing import Any

import pytest
import sqlglot

from feijian.contracts import closure
from feijian.contracts.derived_cases import cases_of
from feijian.contracts.world import case_world
from feijian.library import Case, parse_pipe_table
from tests.shared import builtin_book, builtin_content
from tests.spark.engine import SparkError, SparkWorld, run_cases
from tests.together import together

VISIT = "encounter_id | person_id | class\nE1 | P1 | {}"


def _case(name: str, kind: str, finds: str | None = None, **more: str) -> Case:
    given = {"encounter": parse_pipe_table(VISIT.format(kind))}
    given |= {table: parse_pipe_table(rows) for table, rows in more.items()}
    return Case(name, 1, given, parse_pipe_table(finds) if finds else None)


def test_two_cases_with_one_visit_number_are_two_visits() -> None:
    (one,) = together(
        builtin_content().catalogue,
        [_case("a", "inpatient", "subject_id | n\nE1 | 1"), _case("b", "outpatient")],
    )
    rows = one.world.given["encounter"].rows
    assert rows == (("E1!1", "P1!1", "inpatient"), ("E1!2", "P1!2", "outpatient"))
    assert one.held(["subject_id", "n"], [("E1!1", 1)]) == {1: "", 2: ""}


def test_a_row_of_two_cases_makes_both_differ() -> None:
    (one,) = together(
        builtin_content().catalogue, [_case("a", "inpatient"), _case("b", "inpatient")]
    )
    assert all(one.held(["evidence"], [(["E1!1", "E1!2"],)]).values())
    assert all(one.held(["item_code"], [("X",)]).values())


def test_cases_that_know_different_things_are_in_different_worlds() -> None:
    """A case that expects nothing must not be excused by what another was given."""
    cap = "item_code | max_per_day\nX | {}"
    cases = [_case(str(n), "inpatient", item_daily_cap=cap.format(n)) for n in (1, 2, 1)]
    worlds = together(builtin_content().catalogue, [*cases, _case("none", "inpatient")])
    assert [sorted(w.members) for w in worlds] == [[1, 3], [2], [4]]


def test_a_wide_world_holds_all_that_are_asked_alike_by_their_numbers() -> None:
    cap = "item_code | max_per_day\nX | {}"
    cases = {4: _case("a", "1", item_daily_cap=cap.format(1)), 9: _case("b", "2")}
    (wide,) = together(builtin_content().catalogue, cases, wide=True)
    assert list(wide.members) == [4, 9]
    assert wide.world.given["item_daily_cap"].rows == (("X", "1"),)
    assert [sorted(w.members) for w in together(builtin_content().catalogue, cases)] == [[4], [9]]


class FailsOnMany(SparkWorld):
    """Answers as DuckDB does where one case is asked, and fails where several are."""

    def __init__(self) -> None:
        pass

    def _asked(self, _book: Any, prepared: Any, rule: Any, _tree: Any) -> Any:
        if " + " in prepared.case.name:
            raise SparkError("the query failed: it is too much")
        names, rows = prepared._asked(rule, rule.sql, rule.values(prepared.case.parameters))
        return [*names, "certainty"], [(*row, rule.certainty) for row in rows]


def test_a_world_that_fails_is_told_even_where_each_case_alone_holds() -> None:
    book = builtin_book()
    rule = book.get("bed_padding.same_bed_overlap")
    shared = together(book.catalogue, book.cases[rule.id])[0]
    told = FailsOnMany().differences(book, rule, shared, sqlglot.parse_one(rule.sql))
    assert len(told) > 1
    assert [d for d in told.values() if d] == ["the query failed: it is too much"]


def test_where_a_wide_world_fails_its_cases_are_asked_in_narrower_ones() -> None:
    book = builtin_book()
    rule = book.get("bed_padding.same_bed_overlap")
    told = run_cases(book, rule, FailsOnMany())
    assert [r.case for r in told] == [c.name for c in book.cases[rule.id]]
    assert {r.difference for r in told} == {"", "the query failed: it is too much"}


def test_where_a_wide_world_agrees_no_case_is_asked_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    book = builtin_book()
    rule = book.get("bed_padding.same_bed_overlap")
    monkeypatch.setattr(FailsOnMany, "agrees", lambda *_: True)
    assert [r.difference for r in run_cases(book, rule, FailsOnMany()) if r.difference] == []


class TiesInWideWorlds(SparkWorld):
    """Makes the rows that DuckDB makes, and none in a world of cases that know different things."""

    def __init__(self, few: int) -> None:
        self.few = few

    def _made(self, content: Any, item: Any, case: Any) -> Any:
        if case.name.count(" + ") >= self.few:
            return [], []
        own = case_world(
            content.catalogue, closure(content.derived, [item.name]), case.given, item.reads
        )
        cursor = own.execute(f'from derived."{item.name}"')
        return [d[0] for d in cursor.description or []], cursor.fetchall()


def test_derived_cases_that_tie_in_a_wide_world_are_asked_in_narrower_ones() -> None:
    content = builtin_content()
    item = next(d for d in content.derived if d.name == "course_encounter")
    cases = cases_of(item)
    narrow = max(len(w.members) for w in together(content.catalogue, cases))
    assert narrow < len(cases)
    assert TiesInWideWorlds(narrow).derived_differences(content, item, cases) == {}
    told = TiesInWideWorlds(1).derived_differences(content, item, cases)
    assert told
    assert all(" + " in name for name in told)
