"""A finding shows both sides: whoever names another row in its message hands the row over as well.

Reads every rule's header and runs its cases; there is nothing to edit here when a rule is added,
unless its message has a new word for the other side.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from tests.shared import builtin_book

from feijian.contracts.world import Worlds
from feijian.library import Case
from feijian.rules import Rule, RuleBook
from feijian.rules.cases import DEFAULT_AS_OF, prepare
from feijian.rules.query_check import parameter_values

BOOK: RuleBook = builtin_book()
TOLD = [r.id for r in BOOK.rules if r.evidence]

# words of messages that speak of a row which is not itself at risk, with the roles that may show it
ANOTHER_ROW = {
    "containing_name": {"kept"},
    "service_name": {"kept"},
    "main_name": {"kept"},
    "highest_name": {"kept"},
    "kept_payer": {"kept"},
    "first_claim_id": {"kept"},
    "first_settled_on": {"kept"},
    "first_provider_id": {"kept"},
    "min_interval_days": {"kept"},
    "whole_prefix": {"kept"},
    "same_drug": {"kept"},
    "item_names": {"kept"},
    "provider_b": {"kept"},
    "window_days": {"kept"},
    "first_provider": {"context"},
    "other_provider": {"context"},
    "other_provider_id": {"context"},
    "other_stay": {"context"},
    "stay_provider_id": {"context"},
    "discharged_before": {"context"},
    "days_before": {"context"},
    "diagnosis_before": {"context"},
    "died_on": {"context"},
    "bought_by": {"context"},
    "purchase_price": {"context"},
    "self_paid_price": {"context"},
    "stock": {"context"},
    "readmitted": {"context"},
    "returns": {"context"},
    "sites": {"context", "kept"},
    "contract_to": {"context"},
    "excuse": {"excuse"},
}
# the stays that came back are the finding's own rows, all of them
OWN_ROWS = {("readmission.frequent_admission", "returns")}


def words(rule: Rule) -> set[str]:
    return set(re.findall(r"{(\w+)}", rule.message))


def roles(rule: Rule) -> set[str]:
    return {link.role for link in rule.evidence}


@pytest.mark.parametrize("rule_id", [r.id for r in BOOK.rules])
def test_a_message_that_names_another_row_declares_its_role(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    missing = {
        word
        for word in words(rule) & ANOTHER_ROW.keys()
        if not roles(rule) & ANOTHER_ROW[word] and (rule_id, word) not in OWN_ROWS
    }
    assert missing == set()


def rows_of(rule: Rule, case: Case, worlds: Worlds) -> list[dict[str, Any]]:
    world = prepare(BOOK, rule, case, worlds).world
    as_of = date.fromisoformat(case.as_of) if case.as_of else DEFAULT_AS_OF
    cursor = world.execute(rule.sql, parameter_values(rule, rule.values(case.parameters), as_of))
    names = [d[0] for d in cursor.description or []]
    found = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    world.close()
    return found


def keys(value: Any) -> set[str]:
    return set() if value is None else {value} if isinstance(value, str) else set(value)


@pytest.mark.parametrize("rule_id", TOLD)
def test_the_finding_cases_give_every_role_and_only_rows_that_are_there(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    given_by = dict.fromkeys(((link.role, link.table, link.column) for link in rule.evidence), 0)
    worlds = Worlds(BOOK.catalogue)
    for case in BOOK.cases[rule_id]:
        if case.finds is None or all(given_by.values()):
            continue
        for row in rows_of(rule, case, worlds):
            for role, table, column in given_by:
                shown = keys(row[column])
                given_by[role, table, column] += len(shown)
                rows = case.given.get(table)
                if rows is None or f"{table}_id" not in rows.columns:
                    continue
                at = rows.columns.index(f"{table}_id")
                assert shown <= {str(cells[at]) for cells in rows.rows}, (case.name, column)
    assert [place for place, shown in given_by.items() if not shown] == []
