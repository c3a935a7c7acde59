"""Where a case finds something, every sign that its rule is said to need is there: none is too many."""

from __future__ import annotations

from functools import cache, partial

import pytest
from tests.shared import builtin_book, builtin_content

from feijian.asking.asked import OF_ONE_VISIT
from feijian.asking.clauses import Clause, Sign
from feijian.asking.signs import SignReader
from feijian.asking.speaking import BY_VISIT, ITEM, LINE, TIED
from feijian.contracts import closure
from feijian.contracts.derived_cases import cases_of
from feijian.contracts.world import Worlds
from feijian.rules import RuleBook
from feijian.rules.cases import PreparedCase, prepare

BOOK: RuleBook = builtin_book()
CONTENT = builtin_content()
IDS = [r.id for r in BOOK.rules if r.scope in OF_ONE_VISIT]
READER = SignReader(CONTENT.catalogue, CONTENT.derived, {LINE: frozenset(ITEM)})


@pytest.mark.parametrize("rule_id", IDS)
def test_what_a_finding_needs_is_there(rule_id: str) -> None:
    rule = BOOK.get(rule_id)
    worlds = Worlds(BOOK.catalogue)
    # most cases leave the parameters as they are, and to read a query costs more than to ask a case
    signs: dict[str, frozenset[Clause]] = {}
    for case in BOOK.cases[rule_id]:
        if not case.finds:
            continue
        prepared = prepare(BOOK, rule, case, worlds)
        values = rule.values(case.parameters)
        if repr(values) not in signs:
            signs[repr(values)] = READER.of_query(rule.sql, values)
        clauses = signs[repr(values)]
        of_visit = rule.scope == "encounter" and not _is_tied(prepared)
        is_there = cache(partial(_is_there, prepared))
        for finding in prepared.findings(rule):
            visits = tuple(finding["encounter_ids"]) if of_visit else None
            for clause in clauses:
                assert any(is_there(s, visits) for s in clause), clause


@pytest.mark.parametrize("name", [d.name for d in CONTENT.derived])
def test_what_a_row_of_a_derived_table_needs_is_there(name: str) -> None:
    item = next(d for d in CONTENT.derived if d.name == name)
    clauses, needed = READER.of_query(item.sql, {}), closure(CONTENT.derived, [name])
    worlds = Worlds(CONTENT.catalogue)
    for case in cases_of(item):
        world = worlds.world(needed, case.given, item.reads)
        if world.execute(f'select 1 from derived."{name}"').fetchall():
            for clause in clauses:
                asked = " union all ".join(
                    f"select 1 from {s.table} as t where ({s.test})" for s in clause
                )
                assert world.execute(asked).fetchall(), clause
        world.close()


def _is_tied(prepared: PreparedCase) -> bool:
    """Whether a refund of another visit may decide with the rows of the one asked about."""
    given = prepared.case.given
    return {"claim", "claim_line"} <= given.keys() and bool(prepared.world.execute(TIED).fetchall())


def _is_there(prepared: PreparedCase, sign: Sign, visits: tuple[str, ...] | None) -> bool:
    sql = f"select 1 from {sign.table} as t where ({sign.test})"
    # registers and persons are nobody's visit
    if visits is None or sign.table not in (
        LINE,
        "canonical.encounter",
        "canonical.claim",
        *BY_VISIT,
    ):
        return bool(prepared.world.execute(sql).fetchall())
    return bool(
        prepared.world.execute(f"{sql} and t.encounter_id = any($1)", [list(visits)]).fetchall()
    )
