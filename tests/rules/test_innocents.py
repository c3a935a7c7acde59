"""No definite finding outlives an innocent change of its rows, unless the rule says why it may.

For every case in which a rule with definite findings finds one, every change of innocents.py that
concerns the rows given: nothing definite may remain. A rule that stays definite declares the change
in its header as `unmoved_by` with the reason; a reason that no case needs is refused too. Of a rule
that held on just these files before, one case is tried (see held.py).
"""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from itertools import islice

import pytest
from tests.rules.held import is_held
from tests.rules.innocents import NEUTRAL, Transformation, innocent
from tests.shared import builtin_book

from feijian.contracts.world import Worlds
from feijian.library import Case
from feijian.rules import Rule, RuleBook
from feijian.rules.cases import DEFAULT_AS_OF, prepare
from feijian.rules.query_check import parameter_values

BOOK: RuleBook = builtin_book()
INNOCENT = innocent(BOOK.catalogue)
NAMES = {t.name for t in INNOCENT}
IDS = [r.id for r in BOOK.rules if r.certainty == "definite"]


@lru_cache(maxsize=1)
def worlds_of(_: str) -> Worlds:
    """The worlds of one rule, side by side; tests come rule by rule."""
    return Worlds(BOOK.catalogue)


def definite_rows(rule: Rule, case: Case) -> dict[str, Decimal]:
    """The subjects of the definite findings of a case, with what is at risk."""
    world = prepare(BOOK, rule, case, worlds_of(rule.id)).world
    as_of = date.fromisoformat(case.as_of) if case.as_of else DEFAULT_AS_OF
    cursor = world.execute(rule.sql, parameter_values(rule, rule.values(case.parameters), as_of))
    names = [d[0] for d in cursor.description or []]
    found: dict[str, Decimal] = {}
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        if (row.get("certainty") or rule.certainty) == "definite":
            key = "/".join(str(row[c]) for c in ("subject_id", *rule.identity))
            found[key] = found.get(key, Decimal(0)) + (row["amount_at_risk"] or Decimal(0))
    world.close()
    return found


@cache
def untouched(rule_id: str) -> tuple[tuple[Case, dict[str, Decimal]], ...]:
    """Every case of a rule with its definite findings as written; of a rule that is held the first that has any."""
    rule = BOOK.get(rule_id)
    every = ((case, definite_rows(rule, case)) for case in BOOK.cases[rule_id])
    if not is_held(BOOK, "test_innocents", rule_id):
        return tuple(every)
    return tuple(islice((one for one in every if one[1]), 1))


def moved(rule: Rule, case: Case, by: Transformation) -> dict[str, Decimal] | None:
    """The definite findings after the change; None where it does not concern the case."""
    given = by.change(case.given)
    return None if given is None else definite_rows(rule, dataclasses.replace(case, given=given))


def test_every_change_concerns_some_case() -> None:
    cases = [case for rule_id in IDS for case in BOOK.cases[rule_id]]
    idle = [
        by.name
        for by in (*INNOCENT, *NEUTRAL)
        if not any(by.change(case.given) is not None for case in cases)
    ]
    assert idle == []


@pytest.mark.parametrize("rule_id", IDS)
def test_nothing_definite_outlives_an_innocent_change(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    declared = dict(rule.unmoved_by)
    assert declared.keys() <= NAMES, f"no such change: {sorted(declared.keys() - NAMES)}"
    concerned, outlived, needed = 0, [], set()
    for case, found in untouched(rule_id):
        if not found:
            continue
        for by in INNOCENT:
            left = moved(rule, case, by)
            concerned += left is not None
            if left and by.name in declared:
                needed.add(by.name)
            elif left:
                outlived.append(f"{by.name} ({by.why}): {case.name}")
    assert outlived == []
    if not is_held(BOOK, "test_innocents", rule_id):
        assert declared.keys() == needed, "reasons that no case needs"
    assert concerned > 0, "no case finds anything definite: the header promises too much"


@pytest.mark.parametrize("rule_id", IDS)
def test_nothing_definite_comes_of_a_payment_told_otherwise(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    for case, found in untouched(rule_id):
        for by in NEUTRAL:
            left = moved(rule, case, by) or {}
            more = {k: v for k, v in left.items() if v > found.get(k, Decimal(-1))}
            assert more == {}, f"{by.name} ({by.why}): {case.name}"


OF_A_RULE = (
    test_nothing_definite_outlives_an_innocent_change,
    test_nothing_definite_comes_of_a_payment_told_otherwise,
)
"""What is asked of each rule, for who notes that it held."""
