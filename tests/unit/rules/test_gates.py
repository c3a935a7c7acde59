"""The gates see a threshold that no case holds and a condition that no case needs."""

from feijian.contracts import read_content
from feijian.rules import read_rules
from feijian.rules.cases import run_cases
from feijian.rules.gates import parameter_moves, run_gates
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


def test_a_case_that_does_not_hold_says_what_differs(library) -> None:
    book, rule, _ = report(library(("amount >= $floor", "amount > $floor")))
    assert [r.difference for r in run_cases(book, rule)] == ["not found: E1 | L1", ""]


def test_a_day_moves_by_a_year_and_a_pattern_does_not() -> None:
    wanted = ["overcharging.dr_film_swap", "traceability.trace_missing"]
    films, codes = rules_of(builtin_content(), wanted).rules
    assert {("everyone_from", "2025-01-01"), ("everyone_from", "2027-01-01")} <= set(
        parameter_moves(codes)
    )
    assert {name for name, _ in parameter_moves(films)} == {"films_per_site"}
