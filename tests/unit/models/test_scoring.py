from __future__ import annotations

import numpy as np
import pytest

from feijian.models.peers import PeerGroups
from feijian.models.scoring import (
    baseline_score,
    chance_probability,
    contributions,
    false_discovery,
    population_percentile,
    published_score,
    ranks,
    standing,
    theme_shares,
)


def groups(units: list[int]) -> PeerGroups:
    zeros = np.zeros(len(units), dtype=np.int64)
    return PeerGroups(zeros, (zeros,), zeros, zeros, np.array(units))


def test_only_what_lies_beyond_one_spread_adds_to_the_score() -> None:
    directed = np.array([[3.0, 0.5, 2.0], [1.0, 0.9, 0.0]])
    assert baseline_score(directed).tolist() == [pytest.approx(5**0.5), 0.0]


def test_contributions_are_shares_of_the_squared_score() -> None:
    directed = np.array([[3.0, 0.5, 2.0], [1.0, 0.9, 0.0]])
    assert contributions(directed).tolist() == [[0.8, 0.0, 0.2], [0.0, 0.0, 0.0]]


def test_themes_are_joined_between_their_sum_and_the_root_of_squares() -> None:
    directed = np.array([[17.0, 0.5, 2.0], [1.0, 0.9, 0.0], [5.0, 5.0, 5.0]])
    # 16 to the power of 1.25 is 32; three alike are 3^(1/1.25) times one, between √3 and 3
    assert published_score(directed) == pytest.approx([33**0.8, 0.0, 4 * 3**0.8])
    assert theme_shares(directed)[0] == pytest.approx([32 / 33, 0.0, 1 / 33])
    assert theme_shares(directed)[1].tolist() == [0.0, 0.0, 0.0]


def test_two_deep_themes_stand_above_twelve_shallow_ones_and_a_single_one_below() -> None:
    shallow, single, two = [2.3] * 12, [10.0] + [0.0] * 11, [10.0] * 2 + [0.0] * 10
    many, one, deep = published_score(np.array([shallow, single, two])).tolist()
    # the softened sum of before would put both below the twelve, the root of squares both above
    assert one < many < deep


def test_isolation_weighs_the_norm_where_rows_are_enough_for_a_tree() -> None:
    many = np.tile(np.array([[3.0], [2.0]]), (128, 1))
    isolation = np.tile(np.array([0.72, 0.5]), 128)
    assert published_score(many, isolation)[:2] == pytest.approx([2 * 1.2, 1.0])
    assert published_score(many[:255], isolation[:255])[:2] == pytest.approx([2.0, 1.0])


@pytest.mark.parametrize("seed", range(20))
def test_taking_out_the_loudest_theme_lowers_the_score(seed: int) -> None:
    rng = np.random.default_rng(seed)
    directed = np.abs(rng.standard_cauchy((300, 6))).clip(0, 10)
    isolation = rng.uniform(0.4, 0.8, 300)
    loudest = theme_shares(directed).argmax(axis=1)
    without = directed.copy()
    without[np.arange(300), loudest] = 0.0
    some = published_score(directed) > 0
    fell = published_score(without, isolation)[some] < published_score(directed, isolation)[some]
    assert fell.all()


def test_the_highest_of_twenty_one_has_a_tail_probability_of_one_in_twenty_one() -> None:
    found = standing(np.arange(21.0), groups(list(range(21))))
    assert found.tail[20] == pytest.approx(1 / 21)
    assert found.tail[0] == 1.0
    # 20 below and itself in the middle of one: 20.5 of 21
    assert found.percentile[20] == pytest.approx(100 * 20.5 / 21)


def test_equal_scores_stand_in_the_middle() -> None:
    found = standing(np.array([0.0, 0.0, 0.0, 7.0]), groups([0, 1, 2, 3]))
    assert found.percentile[:3].tolist() == [37.5] * 3
    assert found.tail[:3].tolist() == [1.0] * 3


def test_own_months_are_not_among_the_peers() -> None:
    found = standing(np.array([5.0, 6.0, 1.0, 2.0, 3.0]), groups([0, 0, 1, 2, 3]))
    # each of the two months of subject 0 stands against the three others alone
    assert found.tail[:2].tolist() == [0.25, 0.25]
    assert found.tail[2] == 1.0


def test_chance_is_counted_in_the_body_and_extrapolated_in_the_tail() -> None:
    found = chance_probability(np.arange(11.0))
    assert found[5] == pytest.approx(6 / 11)
    # median 5, 90th percentile 9: beyond it a fifth remains for every 4
    assert found[10] == pytest.approx(0.1 * 5**-0.25)


def test_a_far_outlier_is_improbable_though_somebody_is_always_first() -> None:
    ordinary = np.arange(100.0) / 50
    assert false_discovery(chance_probability(np.append(ordinary, 12.0)))[100] < 0.001
    assert false_discovery(chance_probability(np.append(ordinary, 2.0)))[100] > 0.5


def test_where_nearly_all_are_alike_a_small_step_is_chance_and_a_large_one_is_not() -> None:
    found = chance_probability(np.array([0.0] * 19 + [4.0]))
    assert found[:19].tolist() == [1.0] * 19
    assert found[19] == pytest.approx(0.1 * np.exp(-4.0 / 0.5))
    # half a spread beyond the others is nothing, however little they differ
    assert false_discovery(chance_probability(np.array([0.0] * 19 + [0.5])))[19] > 0.5


def test_q_values_by_benjamini_and_hochberg() -> None:
    found = false_discovery(np.array([0.01, 0.04, 0.03, 0.005]))
    assert found.tolist() == [pytest.approx(q) for q in (0.02, 0.04, 0.04, 0.02)]


def test_a_q_value_is_never_above_one() -> None:
    assert false_discovery(np.array([0.9, 0.95])).tolist() == [0.95, 0.95]


def test_equal_scores_are_ranked_in_the_order_of_the_rows() -> None:
    assert ranks(np.array([1.0, 3.0, 3.0, 0.0])).tolist() == [3, 1, 2, 4]


def test_percentiles_of_all_rows() -> None:
    assert population_percentile(np.array([1.0, 2.0, 2.0])).tolist() == [0.0, 75.0, 75.0]
