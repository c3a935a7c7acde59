"""Amounts of a judgement to the cent: as they are typed, in parts, and what of a form is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from feijian.errors import UsageError
from feijian.workbench import amounts, judging, tokens
from feijian.workbench.counts import count_of
from feijian.workbench.judging import Judgement
from feijian.workbench.tokens import Tokens


def yuan(**given: str) -> dict[str, Decimal]:
    return {key: Decimal(amount) for key, amount in given.items()}


def charged(**given: str | None) -> list[dict[str, object]]:
    return [{"key": k, "amount": None if a is None else Decimal(a)} for k, a in given.items()]


def test_parts_are_of_charges_alone_and_never_more_than_what_was_charged() -> None:
    lines = charged(L1="30.00", refund="-10.00", unknown=None, L2="10.00")
    assert amounts.prefilled({"amount_at_risk": Decimal(20)}, lines) == yuan(L1="15", L2="5")
    assert amounts.prefilled({"amount_at_risk": Decimal(41)}, lines) == yuan(L1="30", L2="10")
    assert amounts.prefilled({"amount_at_risk": Decimal(5)}, charged(refund="-10.00")) == {}
    cent = amounts.prefilled({"amount_at_risk": Decimal("0.01")}, charged(L1="0.01", L2="0.01"))
    assert cent == yuan(L1="0.01", L2="0.00")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.50元", Decimal("1234.50")),
        ("1，234", Decimal(1234)),
        ("0", Decimal(0)),
        (" ", None),
        ("9999999999999.99", Decimal("9999999999999.99")),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, amount: Decimal | None) -> None:
    assert amounts.amount_of(text, "amount") == amount


@pytest.mark.parametrize(
    "text", ["10000000000000", "20000000000000", "-0.01", "1.001", "x", "NaN", "Infinity"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not an amount"):
        amounts.amount_of(text, "amount")


LINES = charged(L1="60.00", refund="-5.00", unknown=None)


def said(
    outcome: str, amount: str | None = None, worth: str | None = "100", **lines: str
) -> dict[str, object] | list[str]:
    """What is stored of a judgement, or what is wrong with it."""
    event = {
        "rule_ids": ["a.b"],
        "amount_at_risk": None if worth is None else Decimal(worth),
        "digest": "d",
    }
    given = Judgement(
        *("V1", outcome, "reason", "d", 0, "r1"),
        amount=None if amount is None else Decimal(amount),
        lines=yuan(**lines),
    )
    try:
        return judging.checked(given, event, LINES)
    except UsageError as error:
        return [p.what for p in error.problems]


@pytest.mark.parametrize(
    ("told", "amount", "whole", "lines"),
    [
        (partial(said, "upheld"), "100", True, {}),
        (partial(said, "upheld", "100"), "100", True, {}),
        (partial(said, "upheld", "40"), "40", False, {}),
        (partial(said, "upheld", worth=None), None, True, {}),
        (partial(said, "upheld", "7", worth=None), "7", False, {}),
        (partial(said, "rejected"), "0", False, {}),
        (partial(said, "rejected", "40"), "0", False, {}),
        (partial(said, "unclear", "40"), None, False, {}),
        (partial(said, "partly", "40"), "40", False, {}),
        (partial(said, "partly", worth=None), None, False, {}),
        # by lines: the sum of them, up to what each was charged; a refund has nothing to uphold
        (partial(said, "partly", "1", L1="60.00"), "60.00", False, {"L1": "60.00"}),
        (
            partial(said, "partly", L1="20.50", unknown="9"),
            "29.50",
            False,
            {"L1": "20.50", "unknown": "9"},
        ),
        (partial(said, "partly", L1="1", refund="0"), "1", False, {"L1": "1", "refund": "0"}),
        (partial(said, "upheld", L1="20"), "100", True, {}),
        # its money is counted elsewhere: the conduct is judged
        (partial(said, "partly", worth="0"), None, False, {}),
        (partial(said, "upheld", "0", worth="0"), "0", True, {}),
    ],
)
def test_what_a_form_says_is_what_is_stored(
    told: Callable[[], Any], amount: str | None, whole: bool, lines: dict[str, str]
) -> None:
    stored = told()
    assert isinstance(stored, dict), stored
    assert (stored["amount"], stored["whole"], stored["lines"]) == (amount, whole, lines)


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (
            partial(said, "upheld", "100.01"),
            "the amount upheld, 100.01, is above the event's 100.00",
        ),
        (
            partial(said, "upheld", "0.01", worth="0"),
            "the amount upheld, 0.01, is above the event's 0.00",
        ),
        (partial(said, "partly"), "has no amount"),
        (partial(said, "partly", "100"), "is upheld in part with all or nothing"),
        (partial(said, "partly", "0"), "is upheld in part with all or nothing"),
        (partial(said, "partly", "0", worth=None), "is upheld in part with all or nothing"),
        (partial(said, "partly", L1="60.01"), "60.01 is above what was charged, 60.00"),
        (partial(said, "partly", L1="5", refund="0.01"), "0.01 is above what was charged, -5.00"),
        (partial(said, "partly", L9="5"), "is not of this event"),
        (partial(said, "maybe"), "has no outcome"),
    ],
)
def test_what_cannot_be_upheld_is_told_alone(told: Callable[[], Any], wrong: str) -> None:
    assert told() == [wrong]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("366", 366),
        ("0007", 7),
        (" 7 ", 7),
        ("0", None),
        ("367", None),
        ("", None),
        ("-1", None),
        ("7.0", None),
        ("0003660", None),
        ("9" * 5000, None),
        ("0" * 5000 + "7", 7),
    ],
)
def test_a_count_is_bounded_as_a_whole_however_many_noughts_stand_before_it(
    text: str, number: int | None
) -> None:
    assert count_of(text, 1, 366) == number


def test_a_number_of_a_row_has_eighteen_digits_at_most() -> None:
    assert count_of("9" * 18, 0) == 10**18 - 1
    assert count_of("9" * 19, 0) is None
    assert count_of("0", 0) == 0


def test_a_token_lasts_a_year_at_most() -> None:
    now = datetime.fromisoformat("2026-07-01T08:00:00+00:00")
    act = tokens.make(Tokens(), "a", "x", "0366", "fjt_x", now)
    assert act.body["days"] == 366
    for days in ("0", "367", "000366999", ""):
        with pytest.raises(UsageError, match="is not a number of days"):
            tokens.make(Tokens(), "a", "x", days, "fjt_x", now)
