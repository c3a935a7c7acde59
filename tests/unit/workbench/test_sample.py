"""A draw can be drawn again; the estimate is the formula's; its bound holds as often as it says."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable

import pytest

from feijian.errors import UsageError
from feijian.workbench.sample import CAP, Stratum, Unit, draw, estimate, size_for

AMOUNTS: dict[str, Callable[[random.Random], float]] = {
    "alike": lambda _: 100.0,
    "even": lambda r: r.uniform(10, 1000),
    "lognormal": lambda r: r.lognormvariate(5, 0.8),
    "long_tail": lambda r: r.lognormvariate(5, 1.4),
    "two_prices": lambda r: r.choice((60.0, 900.0)),
    "few_large": lambda r: 20_000.0 if r.random() < 0.03 else r.uniform(50, 200),
}
VERDICTS: dict[str, Callable[[random.Random, float], float]] = {
    "all_or_nothing_40": lambda r, a: a if r.random() < 0.4 else 0.0,
    "all_or_nothing_90": lambda r, a: a if r.random() < 0.9 else 0.0,
    "shares": lambda r, a: a * r.random(),
    "large_ones_hold_less": lambda r, a: a if r.random() < 1 / (1 + a / 300) else 0.0,
    "rare": lambda r, a: a if r.random() < 0.1 else 0.0,
}


def test_the_same_seed_draws_the_same_and_each_stratum_its_own() -> None:
    units = [Unit(f"V{n}", float(n % 37) * 10) for n in range(300)]
    one, other = draw(units, 60, 7), draw(units[::-1], 60, 7)
    assert one == other
    assert draw(units, 60, 8) != one
    assert sum(len(s.drawn) for s in one) == 60
    assert sorted(k for s in one for k in s.keys) == sorted(u.key for u in units)
    assert all(set(s.drawn) <= set(s.keys) and len(set(s.drawn)) == len(s.drawn) >= 5 for s in one)
    assert all(a.high < b.low for a, b in itertools.pairwise(one))


def test_the_estimate_is_the_formulas() -> None:
    """Worked by hand: N 10 and 6, n 4 and 3. 10·25 + 6·200 = 1,450;
    variance 100·(1−.4)·(1000/3)/4 + 36·(1−.5)·10000/3 = 5,000 + 60,000."""
    keys = [tuple(f"a{n}" for n in range(10)), tuple(f"b{n}" for n in range(6))]
    strata = [
        Stratum(1, keys[0], 0, 50, 500, keys[0][:4]),
        Stratum(2, keys[1], 300, 300, 1800, keys[1][:3]),
    ]
    upheld = dict(zip(keys[0], (10.0, 20.0, 20.0, 50.0), strict=False))
    values = (10.0, 20.0, 20.0, 50.0)
    spread = sum((v - 25) ** 2 for v in values) / 3
    upheld |= {"b0": 100.0, "b1": 200.0, "b2": 300.0}
    amounts = {**dict.fromkeys(keys[0], 50.0), **dict.fromkeys(keys[1], 300.0)}
    found = estimate(strata, upheld, amounts)
    parts = (100 * 0.6 * spread / 4, 36 * 0.5 * 10_000 / 3)
    assert found.total == pytest.approx(1450)
    assert found.error == pytest.approx(math.sqrt(sum(parts)))
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / 3 + parts[1] ** 2 / 2)
    assert found.freedom == pytest.approx(freedom)
    # the quantile is of a printed table, between 1.886 (2) and 1.638 (3) degrees of freedom
    assert 1450 - 1.886 * found.error < found.bound < 1450 - 1.638 * found.error


def test_a_whole_count_is_exact() -> None:
    units = [Unit(f"V{n}", 10.0 + n) for n in range(20)]
    found = estimate(
        draw(units, 20, 1), {u.key: u.amount / 2 for u in units}, {u.key: u.amount for u in units}
    )
    assert (found.error, found.bound) == (0.0, pytest.approx(sum(u.amount for u in units) / 2))


@pytest.mark.parametrize("shape", AMOUNTS)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_bound_holds_nine_times_in_ten(shape: str, verdict: str) -> None:
    """300 draws of 40 from 600; below 87 % would happen once in some thirty by luck at exactly 90 %."""
    lots = random.Random(f"{shape} {verdict}")
    units = [Unit(f"V{n:03}", AMOUNTS[shape](lots)) for n in range(600)]
    truth = {u.key: VERDICTS[verdict](lots, u.amount) for u in units}
    amounts = {u.key: u.amount for u in units}
    held = sum(
        estimate(draw(units, 40, seed), truth, amounts).bound <= sum(truth.values()) + 1e-6
        for seed in range(300)
    )
    assert held / 300 >= 0.87, (shape, verdict, held / 300)


def test_all_upheld_in_the_sample_is_not_certain_of_the_rest() -> None:
    units = [Unit(f"V{n}", 100.0) for n in range(500)]
    amounts = {u.key: u.amount for u in units}
    found = estimate(draw(units, 30, 1), amounts, amounts)
    assert found.bound < found.total
    nothing = estimate(draw(units, 30, 1), dict.fromkeys(amounts, 0.0), amounts)
    assert (nothing.total, nothing.bound) == (0.0, 0.0)


def test_the_multiplier_is_capped() -> None:
    units = [Unit(f"V{n}", 100.0) for n in range(5000)]
    amounts = {u.key: u.amount for u in units}
    found = estimate(draw(units, 30, 1), amounts, amounts)
    assert found.capped
    assert found.multiplier == CAP


def test_what_cannot_be_is_refused() -> None:
    units = [Unit(f"V{n}", 100.0) for n in range(50)]
    amounts = {u.key: u.amount for u in units}
    strata = draw(units, 10, 1)
    with pytest.raises(UsageError, match="10 drawn units have no verdict"):
        estimate(strata, {}, amounts)
    with pytest.raises(UsageError, match="more than is in question"):
        estimate(strata, dict.fromkeys(amounts, 101.0), amounts)
    for size in (0, 4, 51):
        with pytest.raises(UsageError, match="of 50 units"):
            draw(units, size, 1)
    with pytest.raises(UsageError, match="named twice"):
        draw([*units, units[0]], 10, 1)


def test_a_closer_bound_needs_a_larger_sample() -> None:
    units = [Unit(f"V{n}", 50.0 + n % 90) for n in range(800)]
    sizes = [size_for(units, 0.5, within) for within in (0.4, 0.2, 0.1)]
    assert sizes == sorted(sizes)
    assert 5 <= sizes[0] < sizes[2] < 800
