"""A rule's cases in few worlds, for what was tried alone before: a case costs its plan, hardly its rows.

Only of a rule whose cases held one by one on just the same files (`held.py`): a neighbour in the world could
make a case hold that fails alone. One that a neighbour disturbs is asked alone.
"""

from __future__ import annotations

from datetime import date

from tests.shared import builtin_book
from tests.together import Together, together

from feijian.contracts.sql_limits import CASE_SECONDS, within
from feijian.contracts.world import Worlds
from feijian.rules import Rule, RuleBook
from feijian.rules.cases import DEFAULT_AS_OF, prepare
from feijian.rules.query_check import parameter_values

BOOK: RuleBook = builtin_book()
IDS = [r.id for r in BOOK.rules]


def differences(book: RuleBook, rule: Rule, each_alone: bool = False) -> dict[str, str]:
    """What differs, by case, between its findings and those written, where cases that can share a world do.

    each_alone: those that hold beside others are asked alone besides.
    """
    worlds = Worlds(book.catalogue)
    found: dict[str, str] = {}
    for shared in together(book.catalogue, book.cases[rule.id]):
        beside = _beside_others(book, rule, shared, worlds) if len(shared.members) > 1 else {}
        for number, case in shared.members.items():
            found[case.name] = ""
            if each_alone or beside.get(number) != "":
                prepared = prepare(book, rule, case, worlds)
                found[case.name] = prepared.difference(rule)
                prepared.world.close()
    return found


def _beside_others(book: RuleBook, rule: Rule, shared: Together, worlds: Worlds) -> dict[int, str]:
    case = shared.world
    world = prepare(book, rule, case, worlds).world
    as_of = date.fromisoformat(case.as_of) if case.as_of else DEFAULT_AS_OF
    with within(world, CASE_SECONDS):
        cursor = world.execute(
            rule.sql, parameter_values(rule, rule.values(case.parameters), as_of)
        )
        names, rows = [d[0] for d in cursor.description or []], cursor.fetchall()
    world.close()
    if "certainty" not in names:
        names, rows = [*names, "certainty"], [(*row, rule.certainty) for row in rows]
    return shared.held(names, rows)


def test_each_case_holds_alone_and_beside_others(rule_id: str) -> None:
    told = differences(BOOK, BOOK.get(rule_id), each_alone=True)
    assert {name: difference for name, difference in told.items() if difference} == {}


OF_A_RULE = (test_each_case_holds_alone_and_beside_others,)
"""What is asked of each rule, for who notes that it held."""
