from __future__ import annotations

import numpy as np
import pytest

from feijian.models.measures import NAMES, measured, measures


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
