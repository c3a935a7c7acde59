"""A sweep's and a backtest's period, to the day at both ends."""

from datetime import date

import pytest

from feijian.rules.period import within_period

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("begins", "ends", "is_within"),
    [
        (date(2026, 2, 1), date(2026, 2, 28), False),
        (date(2026, 2, 1), date(2026, 3, 1), True),
        (date(2026, 3, 31), date(2026, 4, 9), True),
        (date(2026, 4, 1), date(2026, 4, 9), False),
        (date(2026, 2, 1), date(2026, 4, 9), True),
        (None, date(2026, 2, 28), False),
        (None, date(2026, 3, 1), True),
        (date(2026, 3, 31), None, True),
        (date(2026, 4, 1), None, False),
        (None, None, True),
    ],
)
def test_any_day_asked_for_is_enough(begins, ends, is_within) -> None:
    finding = {"occurred_from": begins, "occurred_to": ends}
    assert within_period(finding, FIRST, LAST) is is_within


def test_an_end_that_is_not_given_is_open() -> None:
    early = {"occurred_from": date(2020, 1, 1), "occurred_to": date(2020, 1, 1)}
    late = {"occurred_from": date(2030, 1, 1), "occurred_to": date(2030, 1, 1)}
    assert [within_period(f, None, LAST) for f in (early, late)] == [True, False]
    assert [within_period(f, FIRST, None) for f in (early, late)] == [False, True]
    assert within_period(early, None, None)
