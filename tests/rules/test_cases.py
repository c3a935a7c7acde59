"""Every rule finds what its cases write and nothing else, and no change to it goes unnoticed.

Reads every rules/**/*.cases.yaml; there is nothing to edit here when a rule is added.
"""

import pytest

from feijian.contracts import read_content
from feijian.rules import RuleBook
from feijian.rules.cases import run_cases
from feijian.rules.gates import run_gates
from feijian.rules.step import rules_of

BOOK: RuleBook = rules_of(read_content())
IDS = [r.id for r in BOOK.rules]


@pytest.mark.parametrize("rule_id", IDS)
def test_each_case_holds(rule_id: str) -> None:
    results = run_cases(BOOK, BOOK.get(rule_id))
    assert len(results) >= 2
    assert [(r.case, r.difference) for r in results if r.difference] == []


@pytest.mark.parametrize("rule_id", IDS)
def test_each_threshold_and_condition_matters(rule_id: str) -> None:
    assert run_gates(BOOK, BOOK.get(rule_id)).survivors == ()
