"""The gates see a threshold that no case holds and a condition that no case needs."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from feijian.contracts import read_content
from feijian.contracts.sql_reading import parsed
from feijian.rules import read_rules
from feijian.rules.cases import run_cases
from feijian.rules.conditions import bare_conjuncts, condition_mutants
from feijian.rules.gates import parameter_moves, run_gates
from feijian.rules.parameter import Parameter
from feijian.rules.step import rules_of
from tests.shared import builtin_content
from tests.unit.rules.conftest import CASES


def report(folder):
    content = read_content([folder])
    book = read_rules(
        content.library, content.catalogue, content.derived, only={"overcharging.dear"}
    )
    return book, book.rules[0], run_gates(book, book.rules[0])


def test_a_rule_whose_cases_hold_every_edge_passes(library) -> None:
    _, _, gates = report(library())
    assert (gates.survivors, gates.mutants) == ((), 4)


def test_a_threshold_that_may_move_unnoticed_survives(library) -> None:
    far = CASES.replace("| 9.00", "| 3.00")
    _, _, gates = report(library(("default: 10", "default: 7"), cases=far))
    assert gates.survivors == ("$floor = 6 changes no case", "$floor = 8 changes no case")


def test_a_condition_that_no_case_needs_survives(library) -> None:
    _, _, gates = report(
        library(("category = 'bed'", "category = 'bed'\n    and quantity is null"))
    )
    assert gates.survivors == ("without 'quantity IS NULL' no case fails",)


def test_a_marked_condition_is_listed_with_its_reason(library) -> None:
    marked = (
        "category = 'bed'\n    and quantity is null -- gate: equivalent, cases give no quantity"
    )
    _, _, gates = report(library(("category = 'bed'", marked)))
    assert gates.survivors == ()
    assert gates.equivalent == ("quantity IS NULL: cases give no quantity",)


def test_an_anti_join_may_not_be_dropped_unnoticed(library) -> None:
    joined = "from claim_line anti join claim on claim_line.claim_id = claim.claim_id"
    changes = [
        ("from claim_line", joined),
        ("claim_line_id, amount,", "claim_line.claim_line_id, amount,"),
    ]
    _, _, gates = report(library(*changes))
    assert any("anti join claim" in s for s in gates.survivors)


def test_a_join_that_bounds_work_is_listed_with_its_reason() -> None:
    query = (
        "select t.a from t\n"
        "semi join u -- gate: equivalent, bounds work\n    on t.a = u.a\n"
        "anti join v on t.a = v.a\n"
    )
    reasons = {label: reason for label, reason, _ in condition_mutants(parsed(query))}
    assert reasons["semi join u"] == "bounds work"
    assert reasons["anti join v"] is None


def test_the_mark_of_a_joined_subquery_stands_behind_its_name() -> None:
    query = "select t.a from t\nsemi join (select a from u) as few -- gate: equivalent, bounds work\n    on t.a = few.a\n"
    reasons = {label: reason for label, reason, _ in condition_mutants(parsed(query))}
    assert reasons["semi join few"] == "bounds work"


def test_a_reason_that_names_the_mark_again_is_told_to_its_end() -> None:
    query = (
        "select t.a from t\n"
        "semi join u -- gate: equivalent, where gate: equivalent says so\n    on t.a = u.a\n"
        "where t.b = 1 -- gate: equivalent, for gate: equivalent is said\n"
    )
    reasons = {label: reason for label, reason, _ in condition_mutants(parsed(query))}
    assert reasons["semi join u"] == "where gate: equivalent says so"
    assert reasons["t.b = 1"] == "for gate: equivalent is said"


def test_a_case_that_sets_a_threshold_itself_is_not_asked_about_it_and_the_others_are(
    library,
) -> None:
    own = CASES.replace("  finds: |", "  parameters: {floor: 9}\n  finds: |", 1)
    assert "parameters" in own
    _, _, gates = report(library(cases=own))
    # a step down is noticed by the case of nine yuan; a step up by nobody any more
    assert gates.survivors == ("$floor = 11 changes no case",)


def test_a_case_that_does_not_hold_says_what_differs(library) -> None:
    book, rule, _ = report(library(("amount >= $floor", "amount > $floor")))
    assert [r.difference for r in run_cases(book, rule)] == ["not found: E1 | L1", ""]


def test_a_day_moves_by_a_year_and_a_pattern_does_not() -> None:
    wanted = ["overcharging.dr_film_swap", "traceability.trace_missing"]
    films, codes = rules_of(builtin_content(), wanted).rules
    assert {("everyone_from", "2025-01-01"), ("everyone_from", "2027-01-01")} <= set(
        parameter_moves(codes)
    )
    assert {name for name, _ in parameter_moves(films)} == {
        "films_per_site",
        "missing_share",
        "no_picture",
    }


def test_a_list_loses_each_member_and_a_number_moves_within_its_bounds_both_included() -> None:
    rule: Any = SimpleNamespace(
        parameters=[
            Parameter("codes", "list", ["a", "b", "c"]),
            Parameter("days", "integer", 3, low=2, high=4, step=1),
            Parameter("least", "integer", 3, low=3, high=9, step=2),
            Parameter("most", "decimal", 0.9, low=0, high=1, step=0.2),
            Parameter("free", "integer", 0, step=5),
        ]
    )
    assert list(parameter_moves(rule)) == [
        ("codes", ["b", "c"]),
        ("codes", ["a", "c"]),
        ("codes", ["a", "b"]),
        ("days", 2),
        ("days", 4),
        ("least", 5),
        ("most", Decimal("0.7")),
        ("free", -5),
        ("free", 5),
    ]


def test_every_condition_and_anti_join_is_dropped_by_itself_and_put_back() -> None:
    query = (
        "select t.a from t anti join u on t.a = u.a semi join v on t.a = v.a "
        "where t.b > 1 and t.c = 2 -- gate: equivalent, it is always two\n"
    )
    found = list(condition_mutants(parsed(query)))
    assert sorted(label for label, _, _ in found) == [
        "anti join u",
        "semi join v",
        "t.a = u.a",
        "t.a = v.a",
        "t.b > 1",
        "t.c = 2",
    ]
    by_label = {label: sql for label, _, sql in found}
    assert by_label["anti join u"] == (
        "SELECT t.a FROM t SEMI JOIN v ON t.a = v.a WHERE t.b > 1 AND t.c = 2"
    )
    assert by_label["semi join v"] == (
        "SELECT t.a FROM t ANTI JOIN u ON t.a = u.a WHERE t.b > 1 AND t.c = 2"
    )
    assert by_label["t.b > 1"].endswith("WHERE TRUE AND t.c = 2")
    assert [reason for label, reason, _ in found if label == "t.c = 2"] == ["it is always two"]


def test_a_long_condition_is_told_by_its_beginning() -> None:
    names = {n: "x" * (n - 4) for n in (120, 121)}
    told = {
        n: next(
            label for label, _, _ in condition_mutants(parsed(f"select a from t where {x} = 1"))
        )
        for n, x in names.items()
    }
    assert told[120] == f"{names[120]} = 1"
    assert told[121] == f"{names[121][:117]}…"


def test_what_a_condition_joins_by_and_is_told_one_by_one_without_parentheses() -> None:
    where = parsed("select 1 from t where (a = 1 and (b = 2 or c = 3)) and (d = 4)").args["where"]
    assert [one.sql() for one in bare_conjuncts(where.this)] == ["a = 1", "b = 2 OR c = 3", "d = 4"]
    assert bare_conjuncts(None) == []
