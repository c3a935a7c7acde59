"""What a backtest tells of two sets of findings: counts and yuan by provider, a few messages."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from feijian.errors import UsageError
from feijian.rules.backtest import ProviderChange, compared, require_parameters
from feijian.rules.parameter import Parameter
from feijian.rules.reference_effect import _effect


def finding(provider: str, yuan: str | None, message: str) -> dict[str, object]:
    return {
        "provider_id": provider,
        "amount_at_risk": None if yuan is None else Decimal(yuan),
        "message_zh": message,
    }


def test_each_provider_is_told_with_what_comes_goes_and_stays() -> None:
    now = {
        "f1": finding("H1", "10.00", "stays"),
        "f2": finding("H1", "5.50", "goes"),
        "f3": finding("H2", None, "unknown"),
    }
    then = {
        "f1": finding("H1", "12.00", "stays"),
        "f3": finding("H2", None, "unknown"),
        "f4": finding("H3", "7.25", "comes"),
        "f5": finding("H3", "0.75", "comes too"),
    }
    told = compared(now, then)
    assert (told.added, told.removed, told.unchanged) == (2, 1, 2)
    assert told.providers == (
        ProviderChange("H1", 0, 1, 1, Decimal("15.50"), Decimal("12.00")),
        ProviderChange("H2", 0, 0, 1, Decimal("0.00"), Decimal("0.00")),
        ProviderChange("H3", 2, 0, 0, Decimal("0.00"), Decimal("8.00")),
    )
    assert told.examples == ("+ comes", "+ comes too", "- goes")


def test_of_each_kind_five_messages_are_shown() -> None:
    then = {f"f{n}": finding("H1", "1.00", f"m{n}") for n in range(6)}
    assert compared({}, then).examples == ("+ m0", "+ m1", "+ m2", "+ m3", "+ m4")
    assert compared(then, {}).examples == ("- m0", "- m1", "- m2", "- m3", "- m4")
    assert compared({}, then).added == compared(then, {}).removed == 6


def test_a_parameter_that_the_rule_does_not_have_is_told_with_those_that_it_has() -> None:
    rule: Any = SimpleNamespace(id="a.b", parameters=[Parameter("days", "integer", 3)])
    require_parameters(rule, {"days": 4}, "--set ")
    with pytest.raises(UsageError) as raised:
        require_parameters(rule, {"weeks": 1, "days": 4, "hours": 2}, "--set ")
    assert [(p.where, p.todo) for p in raised.value.problems] == [
        ("--set weeks", "It has: days."),
        ("--set hours", "It has: days."),
    ]
    bare: Any = SimpleNamespace(id="a.c", parameters=[])
    with pytest.raises(UsageError, match=r"It has: none\."):
        require_parameters(bare, {"weeks": 1}, "")


def seen(yuan: str | None, message: str, **given: str) -> Any:
    its = finding("H1", yuan, message)
    return {**its, "message_en": message, "evidence_hash": "h", "certainty": "suspect", **given}


def test_an_effect_of_a_file_is_told_apart_by_evidence_certainty_and_amount() -> None:
    now = {
        "f1": seen("10.00", "same"),
        "f2": seen("5.50", "goes"),
        "f3": seen(None, "dearer"),
        "f4": seen("1.00", "surer"),
        "f5": seen("1.00", "other lines"),
        "f6": seen("1.00", "other words"),
    }
    then = {
        "f1": seen("10.00", "same"),
        "f3": seen("7.00", "dearer"),
        "f4": seen("1.00", "surer", certainty="definite"),
        "f5": seen("1.00", "other lines", evidence_hash="i"),
        "f6": seen("1.00", "words that are other"),
        "f9": seen("2.00", "comes too"),
        "f8": seen("0.25", "comes"),
    }
    its = _effect("a.b", now, then)
    assert (its.added, its.removed, its.changed, its.unchanged) == (2, 1, 3, 2)
    assert (its.amount_now, its.amount_then) == (Decimal("18.50"), Decimal("22.25"))
    assert [zh for zh, _ in its.examples] == [
        *("+ comes", "+ comes too", "- goes"),
        *("~ dearer", "~ surer", "~ other lines"),
    ]
    many = {f"f{n}": seen("1.00", f"m{n}") for n in range(4)}
    assert [en for _, en in _effect("a.b", {}, many).examples] == ["+ m0", "+ m1", "+ m2"]
