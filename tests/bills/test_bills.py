"""Everyday bills, honest under the published lists: nothing definite, and a suspicion only with a reason.

README.md of this folder says how a bill is written and what was decided of each suspicion.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from tests.bills.judged import findings
from tests.bills.written import bills, tables

LEFT = {
    (
        "discharged against advice and back after two days, worse",
        "readmission.split_admission",
    ): "the way of leaving and the emergency are the house's own words: shown, and papers are asked for",
    (
        "growth hormone in a child with proven lack, thrice-monthly clinic and yearly tests",
        "overtreatment.exam_only_stay",
    ): "a stay of tests alone is what the list names: why the second test needed a bed is asked for",
    (
        "piles by the TCM ward, thread, herb baths twice daily",
        "unbundling.surgery_same_incision_full",
    ): "the house never does the second operation alone and sends no ceiling: half and full price look the same",
    (
        "paracetamol overdose, charcoal and acetylcysteine, psychiatrist called",
        "overcharging.listed_frequency",
    ): "two draws twelve hours apart, as the poison asks for: where one clerk books in the evening they look like one",
}
"""Suspicions that stand, each with the reason."""

HABITS = ["at_evening", "one_by_one"]
"""Habits of houses that told most faults apart; the others are asked by `python -m tests.bills`, see README.md."""


def test_there_are_as_many_bills_as_the_folder_says_and_each_has_a_name_of_its_own() -> None:
    names = [bill["name"] for _, bill in bills()]
    assert len(names) == 304
    assert len(set(names)) == 304


def test_a_bill_adds_up_and_a_return_names_what_it_takes_back() -> None:
    made = tables()
    lines = {line["claim_line_id"]: line for line in made.rows["claim_line"]}
    added: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines.values():
        added[line["claim_id"]] += line["amount"]
    for claim in made.rows["claim"]:
        assert claim["total_amount"] == added[claim["claim_id"]]
    for line in lines.values():
        if line["original_line_id"]:
            assert lines[line["original_line_id"]]["item_code"] == line["item_code"]


@pytest.fixture(scope="module")
def said() -> set[tuple[str, str, str]]:
    """Bill, rule and certainty of every finding on the bills, as written and in other houses' habits."""
    names = {f"{stem}-{number:03d}": b["name"] for number, (stem, b) in enumerate(bills(), 1)}
    return {
        (
            next((n for key, n in names.items() if f.subject.startswith(key)), f.subject),
            f.rule,
            f.certainty,
        )
        for f in findings(*HABITS)
    }


def test_nothing_definite_is_said_of_an_honest_bill(said: set[tuple[str, str, str]]) -> None:
    assert sorted(s for s in said if s[2] == "definite") == []


def test_what_is_suspected_of_an_honest_bill_has_its_reason(
    said: set[tuple[str, str, str]],
) -> None:
    assert {
        (bill, rule) for bill, rule, certainty in said if certainty != "definite"
    } == LEFT.keys()
