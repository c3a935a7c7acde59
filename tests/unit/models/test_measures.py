from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
import pytest

from feijian.models.evaluation_notes import compared, notes_on
from feijian.models.measures import (
    NAMES,
    Figure,
    Measured,
    by_size,
    found_curve,
    measured,
    measures,
)
from feijian.models.wanted import AMOUNT


def figures(
    label: list[int], amount: list[float], score: list[float], times: list[int] | None = None
) -> dict[str, float]:
    drawn = np.array([times or [1] * len(label)], dtype=np.float64)
    found = measures(np.array(label, dtype=bool), np.array(amount), np.array(score), drawn)
    return dict(zip(NAMES, found[0].tolist(), strict=True))


def test_average_precision_is_the_mean_precision_at_each_one_found() -> None:
    # found at places 1 and 3: (1/1 + 2/3) / 2
    found = figures([1, 0, 1, 0], [1, 1, 1, 1], [9, 8, 7, 6])
    assert found["average_precision"] == pytest.approx(5 / 6)
    # pairs in the right order: (1 before both others) + (3 before the last) of four
    assert found["roc_auc"] == pytest.approx(3 / 4)


def test_equal_scores_are_what_a_draw_among_them_gives() -> None:
    found = figures([1] * 3 + [0] * 27, [2.0] * 30, [0.0] * 30)
    assert found["average_precision"] == pytest.approx(0.1)
    assert found["roc_auc"] == pytest.approx(0.5)
    assert found["precision_at_10"] == pytest.approx(0.1)
    assert found["amount_share_at_20"] == pytest.approx(2 / 3)


def test_amount_counts_only_where_something_was_found() -> None:
    label = [1] + [0] * 9 + [1] + [0] * 19
    amount = [30.0] + [500.0] * 9 + [90.0] + [500.0] * 19
    found = figures(label, amount, list(range(30, 0, -1)))
    assert found["amount_share_at_10"] == pytest.approx(0.25)
    assert found["amount_share_at_20"] == pytest.approx(1.0)


def test_fewer_subjects_than_asked_for_are_all_of_them() -> None:
    assert figures([1, 0, 0, 0], [1] * 4, [1, 2, 3, 4])["precision_at_10"] == pytest.approx(0.25)


def test_a_resample_counts_a_subject_as_often_as_it_was_drawn() -> None:
    # the second is drawn twice, the first and third once, the last never: places 1, 2, 3, 4
    found = figures([0, 1, 1, 1], [1] * 4, [4, 3, 2, 1], [1, 2, 1, 0])
    # the two draws of the second are tied: precision 2/3 for both; the third: 3/4
    assert found["average_precision"] == pytest.approx((2 / 3 + 2 / 3 + 3 / 4) / 3)


def test_the_lead_over_the_baseline_is_paired() -> None:
    rng = np.random.default_rng(77)
    label = rng.random(300) < 0.2
    amount = rng.lognormal(8, 1, 300)
    orders = measured(
        label, amount, {"amount": amount, "same": 2 * amount, "truth": label + 0.0}, "amount", 5
    )
    same, truth = (orders[n].ahead["average_precision"] for n in ("same", "truth"))
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)
    assert truth.low > 0.5
    assert orders["truth"].figures["average_precision"].value == pytest.approx(1.0)


def test_intervals_do_not_change_from_call_to_call() -> None:
    label = np.arange(60) % 7 == 0
    scores = {"amount": np.sin(np.arange(60.0))}
    one, two = (measured(label, np.ones(60), scores, "amount", 3)["amount"] for _ in range(2))
    assert one == two


def measured_of(low: float, high: float) -> Measured:
    return Measured({}, {"average_precision": Figure((low + high) / 2, low, high)})


def test_an_order_wins_or_loses_only_where_the_whole_interval_lies_on_one_side() -> None:
    orders = {
        AMOUNT: measured_of(1, 1),
        "ahead": measured_of(0.01, 0.2),
        "behind": measured_of(-0.2, -0.01),
        "touching": measured_of(0.0, 0.2),
        "below": measured_of(-0.2, 0.0),
    }
    assert compared(orders) == [
        "sorting by amount wins against behind",
        "sorting by amount loses to ahead",
        "sorting by amount cannot be told from touching, below",
    ]


def test_a_figure_is_told_to_six_places_and_nothing_where_it_has_no_meaning() -> None:
    assert Figure(0.12345678, float("nan"), 1.0).json() == {
        "value": 0.123457,
        "low": None,
        "high": 1.0,
    }


def test_only_what_there_is_to_say_is_said_of_orders_and_columns() -> None:
    amount = measured_of(1, 1)
    assert compared({AMOUNT: amount}) == []
    one_each = {"won": (-0.2, -0.1), "lost": (0.1, 0.2), "open": (-0.1, 0.1)}
    for name, interval in one_each.items():
        assert len(compared({AMOUNT: amount, name: measured_of(*interval)})) == 1

    table = pl.DataFrame({"a": [1.0, float("nan"), float("nan")], "b": [1.0, 2.0, 3.0]})
    given: Any = SimpleNamespace(features=table)

    def told(directions: dict[str, str], *features: tuple[str, str, str]) -> list[str]:
        wanted: Any = SimpleNamespace(directions=directions)
        named: Any = [SimpleNamespace(name=n, direction=d, scale=s) for n, d, s in features]
        return notes_on(given, named, wanted)

    assert told({"a": "high"}, ("a", "high", "log"), ("b", "both", "linear")) == [
        "features: a, b",
        "directions guessed (say --direction COLUMN=SIDE to change): b=both",
        "compared by their logarithm: a",
        "remarkable on both sides: b",
        "missing values, taken as the median and never adding: a 2",
    ]
    table = table.select("b")
    given.features = table
    assert told({"b": "high"}, ("b", "high", "linear")) == ["features: b"]


def test_tenths_weigh_by_what_each_found_and_those_of_one_kind_say_nothing() -> None:
    """Of ten tenths of three the first has its two largest found, the second its smallest, the third all."""
    label = np.zeros(30, dtype=bool)
    label[[1, 2, 3, 6, 7, 8]] = True
    size = np.arange(30.0)
    nobody = np.zeros(30, dtype=bool)
    assert by_size(nobody, size, size) == by_size(~nobody, size, size) == {"tenths": 0.0}
    assert by_size(label, size, size) == {
        "tenths": 2.0,
        "average_precision": round((2 * 1 + 1 / 3) / 3, 6),
        "roc_auc": round(2 / 3, 6),
    }


def test_a_curve_of_many_has_as_many_points_as_asked_for() -> None:
    label = np.arange(1000) < 10
    curve = found_curve(label, -np.arange(1000.0), points=100)
    assert curve.shape == (101, 2)
    assert curve[:2].tolist() == [[0.0, 0.0], [0.01, 1.0]]
    assert found_curve(np.zeros(2, dtype=bool), np.zeros(2)).tolist() == [[0, 0], [0.5, 0], [1, 0]]
