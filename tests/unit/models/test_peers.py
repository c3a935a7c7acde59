from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feijian.models.peers import PeerGroups, Rest, compared, peer_groups, quantiles
from tests.unit.models.small import small_model


def doubles(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float64)


def own(count: int) -> np.ndarray:
    return np.arange(count, dtype=np.int64)


def one_group(count: int) -> PeerGroups:
    zeros = np.zeros(count, dtype=np.int64)
    return PeerGroups(zeros, (zeros,), zeros + count - 1, zeros + count - 1, own(count))


def test_a_subject_is_left_out_of_its_own_median() -> None:
    median, spread = Rest(doubles(1, 2, 3, 4, 100), own(5)).median_and_spread()
    # 100 sees 1 2 3 4: median 2.5, distances 0.5 0.5 1.5 1.5
    assert median[4] == 2.5
    assert spread[4] == pytest.approx(1.4826 * 1.0)
    # 3 sees 1 2 4 100: median 3, distances 1 1 2 97
    assert median[2] == 3.0
    assert spread[2] == pytest.approx(1.4826 * 1.5)


def test_all_periods_of_a_subject_are_left_out_together() -> None:
    rest = Rest(doubles(1, 50, 2, 60, 3), np.array([0, 9, 0, 9, 4]))
    # units in order 0, 4, 9: what each sees is 3 50 60, 1 2 50 60, 1 2 3
    assert rest.quantile(0.5).tolist() == [50.0, 26.0, 2.0]


def test_where_most_peers_are_equal_the_mean_deviation_is_the_spread() -> None:
    _, spread = Rest(doubles(0, 0, 0, 0, 8, 5), own(6)).median_and_spread()
    # the last sees 0 0 0 0 8: median deviation 0, mean deviation 1.6
    assert spread[5] == pytest.approx(1.2533 * 1.6)


def test_where_all_peers_are_equal_there_is_no_spread() -> None:
    _, spread = Rest(doubles(0.1, 0.1, 0.1, 0.1, 8), own(5)).median_and_spread()
    assert spread[4] == 0.0


def test_a_difference_is_counted_in_spreads_of_the_peers() -> None:
    values = doubles(*range(1, 12), 26)
    found = compared(values, one_group(12), floor=0.0)
    # 26 sees 1…11: median 6, distances 0 1 1 2 2 3 3 4 4 5 5, median 3
    assert found.median[11] == 6.0
    assert found.z[11] == pytest.approx(20 / (1.4826 * 3))


def test_a_floor_keeps_tiny_differences_small() -> None:
    values = doubles(*([0.5] * 11), 0.52)
    assert compared(values, one_group(12), floor=0.02).z[11] == pytest.approx(1.0)


def test_among_equals_nobody_is_compared() -> None:
    assert compared(doubles(*([3.0] * 12)), one_group(12), floor=0.0).z.tolist() == [0.0] * 12


def test_what_most_do_beyond_the_norm_does_not_widen_the_measure() -> None:
    # in the first month all twelve lie within 0 to 0.11; in the second eight of twelve rose to 1
    values = doubles(*(0.01 * n for n in range(12)), *([1.0] * 8), *([0.0] * 4))
    month = np.repeat(np.array([0, 1], dtype=np.int64), 12)
    groups = PeerGroups(
        np.zeros(24, dtype=np.int64), (month,), np.full(24, 11), np.full(24, 11), own(24)
    )
    without = compared(values, groups, floor=0.0)
    held = compared(values, groups, floor=0.0, norm=0.1)
    assert without.z[12] == pytest.approx(0.0)
    # counted from the norm, in spreads of the first month, whose rows see a median distance of 0.03
    assert held.spread[12] == pytest.approx(1.4826 * 0.03)
    assert held.z[12] == pytest.approx((1.0 - 0.1) / (1.4826 * 0.03))
    assert held.z[20] < 0
    assert held.z[:12].tolist() == without.z[:12].tolist()


def test_fewer_than_ten_values_are_no_comparison() -> None:
    values = doubles(*range(9), 99, np.nan, np.nan)
    found = compared(values, one_group(12), floor=0.0)
    assert found.z.tolist() == [0.0] * 12
    assert np.isnan(found.median[9])


def test_a_missing_value_is_noticed_where_most_have_one() -> None:
    values = doubles(*range(11), np.nan)
    assert compared(values, one_group(12), 0.0).lacking.tolist() == [False] * 11 + [True]
    mostly = doubles(*range(5), *([np.nan] * 7))
    assert not compared(mostly, one_group(12), 0.0).lacking.any()


def test_quantiles_of_the_others() -> None:
    cut = quantiles(doubles(*range(0, 12)), one_group(12), (0.1, 0.9), np.arange(12) == 11)
    # 11 sees 0…10
    assert cut[11].tolist() == [1.0, 9.0]
    assert np.isnan(cut[0]).all()


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.floats(-5, 5).map(lambda v: round(v, 1))),
        min_size=2,
        max_size=40,
    ),
    st.sampled_from([0.0, 0.05, 0.25, 0.5, 0.9, 1.0]),
)
def test_a_quantile_is_that_of_the_rows_without_the_own_ones(
    pairs: list[tuple[int, float]], share: float
) -> None:
    unit = np.array([p[0] for p in pairs])
    values = doubles(*(p[1] for p in pairs))
    rest = Rest(values, unit)
    for place, who in enumerate(rest.units):
        others = values[unit != who]
        found = rest.quantile(share)[place]
        if others.size:
            assert found == pytest.approx(np.quantile(others, share))
        else:
            assert np.isnan(found)


def frame(levels: list[int | None], subjects: list[str] | None = None) -> pl.DataFrame:
    names = subjects or [f"S{n:02d}" for n in range(len(levels))]
    return pl.DataFrame(
        {"subject_id": names, "provider_id": names, "level": levels},
        schema_overrides={"level": pl.Int32},
    )


def test_too_few_peers_widen_the_group(tmp_path: Path) -> None:
    groups = peer_groups(frame([3] * 8 + [2] * 21), small_model(tmp_path))
    # eight of level 3 have seven peers: they are compared with all 28 others
    assert groups.step.tolist() == [1] * 8 + [0] * 21
    assert groups.peers.tolist() == [28] * 8 + [20] * 21


def test_nineteen_peers_are_none(tmp_path: Path) -> None:
    groups = peer_groups(frame([2] * 20), small_model(tmp_path, peers="[[level]]"))
    assert groups.step.tolist() == [-1] * 20


def test_an_unknown_level_is_nobodys_peer_by_level(tmp_path: Path) -> None:
    groups = peer_groups(frame([2] * 21 + [None]), small_model(tmp_path))
    assert groups.step.tolist() == [0] * 21 + [1]
    assert groups.peers.tolist() == [20] * 21 + [21]


def test_many_months_of_few_others_are_no_peer_group(tmp_path: Path) -> None:
    subjects = [f"S{n % 5}" for n in range(50)]
    groups = peer_groups(frame([2] * 50, subjects), small_model(tmp_path))
    # forty rows, but of four others
    assert groups.step.tolist() == [-1] * 50
    six = [f"S{n % 6}" for n in range(60)]
    groups = peer_groups(frame([2] * 60, six), small_model(tmp_path))
    assert (groups.peers[0], groups.others[0]) == (50, 5)


def test_stays_can_leave_out_all_of_their_provider(tmp_path: Path) -> None:
    model = small_model(tmp_path, leave_out="provider_id", minimum_others="2")
    rows = frame([2] * 60).with_columns(provider_id=pl.Series([f"H{n % 3}" for n in range(60)]))
    groups = peer_groups(rows, model)
    assert set(groups.peers.tolist()) == {40}
    assert set(groups.others.tolist()) == {2}
