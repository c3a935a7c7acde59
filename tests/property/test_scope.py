"""A scope is a promise: the rows of a key decide its findings, whoever else is there."""

from __future__ import annotations

import random

import pytest
from tests.conftest import AS_OF, County
from tests.shared import builtin_book, builtin_content

from feijian.contracts import SEARCH_PATH, Content
from feijian.rules.judge import Setting, findings_of
from feijian.rules.narrow import FILTERS, narrowed_world
from feijian.rules.overrides import ParameterSet

CONTENT: Content = builtin_content()
BOOK = builtin_book()
KEYS = {
    "encounter": "select encounter_id from canonical.encounter",
    "person": "select person_id from canonical.person",
    "practitioner": "select distinct practitioner_id from canonical.claim_line where practitioner_id is not null",
    "provider": "select provider_id from canonical.provider",
    "trace_code": "select distinct trace_code from canonical.dispense where trace_code is not null",
}


@pytest.fixture(scope="module", params=sorted(FILTERS))
def halves(request: pytest.FixtureRequest, county: County):
    """A scope, half of its keys drawn at random, the world of that half, and the whole."""
    scope = request.param
    with county.workspace.reading() as whole:
        whole.execute(f"set search_path = '{SEARCH_PATH}'")
        keys = sorted(r[0] for r in whole.execute(KEYS[scope]).fetchall())
        chosen = random.Random(7).sample(keys, len(keys) // 2)
        half = narrowed_world(whole, CONTENT, scope, chosen)
        yield scope, frozenset(chosen), whole, half
        half.close()


def test_half_of_the_keys_give_half_of_the_findings(halves) -> None:
    scope, chosen, whole, half = halves
    setting = Setting(AS_OF, None, {})
    broken = {}
    for rule in BOOK.rules:
        if rule.scope != scope:
            continue
        sets = [ParameterSet(rule.values())]
        everything = findings_of(whole, rule, sets, setting)
        expected = [f for f in everything if chosen.issuperset(f["scope_keys"])]
        found = [
            f
            for f in findings_of(half, rule, sets, setting)
            if not chosen.isdisjoint(f["scope_keys"])
        ]
        if found != expected:
            only_here = [f["message_en"] for f in found if f not in expected][:2]
            only_there = [f["message_en"] for f in expected if f not in found][:2]
            broken[rule.id] = (len(found), len(expected), only_here, only_there)
    assert broken == {}
