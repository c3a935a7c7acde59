"""A parameter takes a value of its type within its bounds, both bounds themselves included."""

import re
from decimal import Decimal

import pytest

from feijian.rules.parameter import Parameter, as_decimal, shown

DAYS = Parameter("days", "integer", 3, low=1, high=30, step=1, unit="days")
SHARE = Parameter("share", "decimal", 0.5, low="0.1", high="0.9", step="0.1", unit="share")
CODES = Parameter("codes", "list", ["a"])
WORD = Parameter("word", "string", "a")


@pytest.mark.parametrize(
    ("parameter", "given", "taken"),
    [
        (DAYS, 1, 1),
        (DAYS, 30, 30),
        (SHARE, "0.1", Decimal("0.1")),
        (SHARE, 0.9, Decimal("0.9")),
        (SHARE, Decimal("0.35"), Decimal("0.35")),
        (Parameter("n", "decimal", 1), 7, Decimal(7)),
        (Parameter("n", "integer", 1), -7, -7),
        (CODES, [], []),
        (CODES, ["x", "y"], ["x", "y"]),
        (WORD, "", ""),
    ],
)
def test_what_fits_is_taken(parameter, given, taken) -> None:
    assert parameter.bound(given) == taken
    assert type(parameter.bound(given)) is type(taken)


@pytest.mark.parametrize(
    ("parameter", "given", "why"),
    [
        (DAYS, 0, "days is at least 1, not 0"),
        (DAYS, 31, "days is at most 30, not 31"),
        (DAYS, 3.0, "days is a whole number, not 3.0"),
        (DAYS, True, "days is a whole number, not True"),
        (DAYS, "3", "days is a whole number, not '3'"),
        (SHARE, "0.09", "share is at least 0.1, not 0.09"),
        (SHARE, 0.91, "share is at most 0.9, not 0.91"),
        (SHARE, True, "share is a number, not True"),
        (SHARE, "half", "share is a number, not 'half'"),
        (SHARE, float("nan"), "share is a number, not nan"),
        (SHARE, "Infinity", "share is a number, not 'Infinity'"),
        (SHARE, None, "share is a number, not None"),
        (CODES, "x", "codes is a list of texts, not 'x'"),
        (CODES, ["x", 1], "codes is a list of texts, not ['x', 1]"),
        (WORD, 1, "word is a text, not 1"),
        (WORD, ["a"], "word is a text, not ['a']"),
    ],
)
def test_what_does_not_fit_is_refused(parameter, given, why) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        parameter.bound(given)


def test_a_number_is_one_that_is_finite() -> None:
    assert [as_decimal(v) for v in ("1.50", 2, True, False, "x", "NaN", "-Infinity")] == [
        Decimal("1.50"), Decimal(2), None, None, None, None, None,
    ]  # fmt: skip


def test_a_long_value_is_shown_on_one_short_line() -> None:
    assert shown("a" * 58) == "'" + "a" * 58 + "'"
    assert shown("a" * 59) == "'" + "a" * 58 + "…"
