"""Every rule finds what its cases write and nothing else, and no change to it goes unnoticed.

The second is asked again of rules whose files are not those of `proven.tsv` (see proven.py); the cases of the
others stand side by side where they do (see side_by_side.py). Reads every rules/**/*.cases.yaml; there is nothing
to edit here when a rule is added.
"""

import pytest
from tests.rules.held import is_held
from tests.rules.proven import is_proven
from tests.rules.side_by_side import differences
from tests.shared import builtin_book

from feijian.rules import RuleBook
from feijian.rules.cases import prepare_all
from feijian.rules.gates import run_gates

BOOK: RuleBook = builtin_book()
IDS = [r.id for r in BOOK.rules]


@pytest.mark.parametrize("rule_id", IDS)
def test_each_case_holds_and_each_threshold_and_condition_matters(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    assert len(BOOK.cases[rule_id]) >= 2
    if is_proven(BOOK, rule_id) and is_held(BOOK, "side_by_side", rule_id):
        told = differences(BOOK, rule)
        assert len(told) == len(BOOK.cases[rule_id])
        assert {name: difference for name, difference in told.items() if difference} == {}
        return
    # the worlds of the cases are built once for both
    prepared = prepare_all(BOOK, rule)
    alone = [(case.case.name, case.difference(rule)) for case in prepared]
    assert [(name, difference) for name, difference in alone if difference] == []
    if not is_proven(BOOK, rule_id):
        assert run_gates(BOOK, rule, prepared).survivors == ()
