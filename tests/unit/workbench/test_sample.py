"""A draw can be drawn again; the estimate is the formula's; its bound holds as often as it says."""

from __future__ import annotations

import itertools
import math
import random

import polars as pl
import pytest
from benchmarks.sample_bench import SHAPES, VERDICTS, cell

from feijian.errors import UsageError
from feijian.workbench.sample import CAP, Stratum, Unit, draw, estimate, one_each, size_for


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
    # the bound rests on spreads with one imagined that was upheld with nothing: 0, 10, 20, 20, 50 is
    # 350 instead of 1000/3; 0, 100, 200, 300 is 50,000/3 instead of 10,000; its own skew is to the right
    wide = (100 * 0.6 * 350 / 4, 36 * 0.5 * 50_000 / 3 / 3)
    freedom = sum(wide) ** 2 / (wide[0] ** 2 / 3 + wide[1] ** 2 / 2)
    assert found.freedom == pytest.approx(freedom)
    # the quantile of 0.91 lies above the printed 0.90 of 3 degrees of freedom and below the 0.95 of 2
    error = math.sqrt(sum(wide))
    assert 1450 - 2.920 * error < found.bound < 1450 - 1.638 * error


def test_a_tail_of_refused_ones_lowers_the_bound() -> None:
    """Two samples with one spread, one of them mirrored: the one whose tail is below is bound lower."""
    keys = tuple(f"a{n}" for n in range(100))
    strata = [Stratum(1, keys, 0, 100, 10_000, keys[:20])]
    amounts = dict.fromkeys(keys, 100.0)
    left = dict(zip(keys, [95.0] * 17 + [5.0] * 3, strict=False))
    right = dict(zip(keys, [5.0 + 90] * 3 + [5.0] * 17, strict=False))
    below, above = estimate(strata, left, amounts), estimate(strata, right, amounts)
    assert below.error == pytest.approx(above.error)
    assert (below.total - below.bound) / below.error > 1.45
    assert (above.total - above.bound) / above.error < 1.45


TOWNS = {
    "A": (155, "35 43 36 39 28 28 29 25 38 27 26 32 29 40 35 41 37 31 45 34"),
    "B": (62, "27 15 4 41 49 25 10 30"),
    "rural": (93, "8 14 12 15 30 32 21 20 34 7 11 24"),
}
"""Hours of television by household, of Scheaffer, Mendenhall and Ott, Elementary Survey Sampling (the
chapter on stratified sampling): they find 27.7 a household with a variance of 1.97."""


def towns() -> tuple[list[Stratum], dict[str, float], dict[str, float]]:
    strata, upheld, amounts = [], {}, {}
    for number, (name, (size, text)) in enumerate(TOWNS.items(), start=1):
        values = [float(v) for v in text.split()]
        keys = tuple(f"{name}{n}" for n in range(size))
        strata.append(Stratum(number, keys, 0, 60, 60.0 * size, keys[: len(values)]))
        upheld |= dict(zip(keys, values, strict=False))
        amounts |= dict.fromkeys(keys, 60.0)
    return strata, upheld, amounts


def test_a_published_example_is_met() -> None:
    found = estimate(*towns())
    assert found.total / 310 == pytest.approx(27.675)
    assert (found.error / 310) ** 2 == pytest.approx(1.97, abs=0.005)


@pytest.mark.parametrize("shape", [None, *SHAPES])
def test_a_survey_library_finds_the_same_total_and_error(shape: str | None) -> None:
    """svy: stratified total by Taylor's series with finite correction, of the example and of draws."""
    svy = pytest.importorskip("svy")
    if shape is None:
        strata, upheld, amounts = towns()
    else:
        lots = random.Random(shape)
        units = [Unit(f"V{n:03}", SHAPES[shape](lots)) for n in range(300)]
        upheld = {u.key: u.amount * lots.random() for u in units}
        amounts = {u.key: u.amount for u in units}
        strata = draw(units, 60, 3)
    rows = [
        {"s": str(s.number), "size": len(s.keys), "w": len(s.keys) / len(s.drawn), "y": upheld[k]}
        for s in strata
        for k in s.drawn
    ]
    design = svy.Design(stratum="s", wgt="w", pop_size="size")
    [said] = svy.Sample(pl.DataFrame(rows), design).estimation.total("y").to_dicts()
    found = estimate(strata, upheld, amounts)
    assert found.total == pytest.approx(said["est"])
    assert found.error == pytest.approx(said["se"])


def test_a_whole_count_is_exact() -> None:
    units = [Unit(f"V{n}", 10.0 + n) for n in range(20)]
    found = estimate(
        draw(units, 20, 1), {u.key: u.amount / 2 for u in units}, {u.key: u.amount for u in units}
    )
    assert (found.error, found.bound) == (0.0, pytest.approx(sum(u.amount for u in units) / 2))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_bound_holds_nine_times_in_ten(shape: str, verdict: str) -> None:
    """Seeded; 100 draws of 40 from 600. `python -m benchmarks.sample_bench` asks 90 % of 3,000 in each
    cell; here below 84 % would be by luck once in some forty at exactly 90 %, and no cell is."""
    assert cell(shape, verdict, 600, 40, 100).held >= 0.84


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


def test_an_event_with_two_verdicts_is_told_and_neither_is_taken() -> None:
    assert one_each([("E1", 10.0), ("E2", 0.0)]) == {"E1": 10.0, "E2": 0.0}
    with pytest.raises(UsageError, match="1 events have more than one verdict: E1"):
        one_each([("E1", 100.0), ("E2", 0.0), ("E1", 0.0)])


def test_the_rest_is_drawn_where_the_money_is() -> None:
    """Thirty of 4 yuan and twenty of 9 have as much of the roots; of the money 120 and 180: 8 and 12 of twenty."""
    units = [Unit(f"a{n}", 4.0) for n in range(30)] + [Unit(f"b{n}", 9.0) for n in range(20)]
    low, high = draw(units, 20, 1)
    assert (len(low.drawn), len(high.drawn)) == (8, 12)
    assert (low.number, low.low, low.high, low.total) == (1, 4.0, 4.0, 120.0)
    assert (high.number, high.low, high.high, high.total) == (2, 9.0, 9.0, 180.0)
    # all of the dear ones, and what is left of the others
    low, high = draw(units, 40, 1)
    assert (len(low.drawn), len(high.drawn)) == (20, 20)
    # fewer than twenty are drawn from all alike
    (whole,) = draw(units, 19, 1)
    assert (whole.low, whole.high, len(whole.keys), len(whole.drawn)) == (4.0, 9.0, 50, 19)


def test_equal_amounts_are_never_parted_and_amounts_of_nothing_are_drawn_too() -> None:
    (one,) = draw([Unit(f"a{n}", 5.0) for n in range(60)], 40, 3)
    assert len(one.drawn) == 40
    (free,) = draw([Unit(f"a{n}", 0.0) for n in range(30)], 20, 3)
    assert (free.total, len(free.drawn)) == (0.0, 20)


@pytest.mark.parametrize(
    ("number", "size", "fits"),
    [(3, 3, True), (3, 2, False), (3, 4, False), (9, 5, True), (9, 4, False), (0, 0, False)],
)
def test_five_are_drawn_at_least_or_all_there_are(number: int, size: int, fits: bool) -> None:
    units = [Unit(f"a{n}", 1.0) for n in range(number)]
    if fits:
        assert sum(len(s.drawn) for s in draw(units, size, 1)) == size
    else:
        with pytest.raises(UsageError, match="is "):
            draw(units, size, 1)


def test_of_units_all_alike_the_bound_is_counted() -> None:
    """Of ten units of 7 yuan four drawn, one upheld: with one of ten a hit is had in four of ten draws, which is no
    rare luck, so at least one is. All four: of nine, all four are drawn upheld in 126 of 210, of six in 15.
    """
    keys = tuple(f"k{n}" for n in range(10))
    stratum = Stratum(1, keys, 7, 7, 70, keys[:4])
    amounts = dict.fromkeys(keys, 7.0)

    def bound(*upheld: float) -> float:
        return estimate([stratum], dict(zip(keys, upheld, strict=False)), amounts).bound

    assert bound(7, 0, 0, 0) == 7.0
    assert bound(0, 0, 0, 0) == 0.0
    # 15 of 210 are 7 %, 35 of 210 (seven upheld) are 17 %: seven is the fewest that is not rare
    assert bound(7, 7, 7, 7) == 49.0
