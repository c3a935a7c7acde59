"""Innocent explanations tell the values of the parameters that they name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from feijian.rules.header import Rule
from feijian.rules.overrides import stated_as_set
from feijian.rules.stated import stated, unnamed
from feijian.workspace import ParameterOverride
from tests.shared import builtin_book

RULE = builtin_book().get("overtreatment.exam_only_stay")


def told(*texts: str) -> Rule:
    return replace(RULE, innocent_when=texts, innocent_when_zh=texts)


def test_a_share_is_told_in_hundredths_and_a_number_as_it_is() -> None:
    rule = stated(told("more than {missing_share}, within {operation_days} days"))
    assert rule.innocent_when == ("more than 5%, within 60 days",)
    assert rule.innocent_when_zh == ("more than 5%, within 60 days",)


def test_other_braces_stand_for_themselves() -> None:
    rule = told("{nothing} of the sort, {}", "plain")
    assert stated(rule).innocent_when == ("{nothing} of the sort, {}", "plain")
    assert unnamed(rule) == [("innocent_when", "nothing"), ("innocent_when_zh", "nothing")]
    assert stated(told("plain")).innocent_when == ("plain",)


def test_what_a_bureau_set_for_everybody_is_told_and_a_providers_own_is_not() -> None:
    everybody = ParameterOverride(RULE.id, {"missing_share": 0.125}, None, None, "tried", None)
    its_own = ParameterOverride(RULE.id, {"missing_share": 0.5}, "H1", None, "tried", None)
    rule = stated_as_set(told("{missing_share}"), [everybody, its_own], date(2026, 1, 1))
    assert rule.innocent_when == ("12.5%",)
    other = stated_as_set(told("{missing_share}"), [its_own], date(2026, 1, 1))
    assert other.innocent_when == ("5%",)


def test_every_rule_names_only_its_own_parameters() -> None:
    for rule in builtin_book().rules:
        assert unnamed(rule) == []
        assert not any(
            "{" in t for t in (*stated(rule).innocent_when, *stated(rule).innocent_when_zh)
        )
