from __future__ import annotations

import math

import pytest

from feijian.leads.calibration import ENOUGH, calibration, scored, wilson
from tests.unit.leads.frames import finding, findings, verdict, verdicts


def test_sure_and_right_is_better_than_the_overall_share_and_sure_and_wrong_is_not() -> None:
    right = scored([(0.9, 1.0)] * 50 + [(0.1, 0.0)] * 50)
    assert (right.brier, right.base, right.is_better) == (pytest.approx(0.01), 0.25, True)
    wrong = scored([(0.9, 0.0)] * 50 + [(0.1, 1.0)] * 50)
    assert not wrong.is_better
    assert [(b.verdicts, b.upheld) for b in right.bins] == [(50, 0.0), (50, 1.0)]


def test_the_interval_of_no_hit_in_thirty_reaches_beyond_nothing() -> None:
    low, high = wilson(0.0, 30)
    assert low == 0.0
    assert 0.05 < high < 0.12
    assert wilson(0.0, 0) == (0.0, 1.0)


def test_a_chance_is_judged_only_by_what_came_after_it() -> None:
    number = ENOUGH + 20
    rule = "unbundling.item_pair"
    made = findings(
        *(finding(f"F{n}", event_id=f"E{n}", provider_id=f"H{n % 40}") for n in range(number))
    )
    told = verdicts(
        *(
            verdict(f"F{n}", "rejected", at=f"2026-01-{1 + n // 10:02d}T09:00:00")
            for n in range(number)
        )
    )
    found = calibration(told, made, {rule: "definite"})
    assert found is not None
    assert found.verdicts == number
    # the first day is expected at the prior of a definite rule, the last ones far lower
    assert max(b.expected for b in found.bins) == pytest.approx(0.8)
    assert min(b.expected for b in found.bins) < 0.2
    assert calibration(told.head(ENOUGH - 1), made, {rule: "definite"}) is None


def test_the_section_of_make_eval_tells_brier_and_curve_by_world() -> None:
    from benchmarks.reliability import reliability_section
    from benchmarks.year import PAIRS, WORLDS

    right = [(0.9, 1.0)] * 9 + [(0.9, 0.0)] + [(0.1, 0.0)] * 9 + [(0.1, 1.0)]
    wrong = [(1 - chance, share) for chance, share in right]
    years = [{w: {PAIRS: wrong if w == WORLDS[1] else right} for w in WORLDS} for _ in range(10)]
    lines = reliability_section(years)
    told = {w: next(x for x in lines if x.startswith(f"| {w} | 200 |")) for w in WORLDS}
    assert "| 0.090 | 0.250 | 0.160 (" in told[WORLDS[0]]
    assert "| 0.730 | 0.250 | -0.480 (" in told[WORLDS[1]]
    assert any(x.startswith(f"| {WORLDS[0]} | 100 | 0.90 | 0.90 (") for x in lines)


@pytest.mark.parametrize(
    ("share", "number"), [(0.0, 30), (0.1, 30), (0.5, 7), (0.9, 400), (1.0, 3)]
)
def test_at_either_end_of_the_interval_the_share_seen_is_1_645_standard_errors_away(
    share: float, number: int
) -> None:
    """Wilson (1927): the error is that of the true share, not of the share seen."""
    low, high = wilson(share, number)
    assert 0 <= low <= share <= high <= 1
    for end, at_the_wall in ((low, share == 0.0), (high, share == 1.0)):
        error = math.sqrt(end * (1 - end) / number)
        assert at_the_wall or abs(share - end) / error == pytest.approx(1.645, abs=0.001)


def test_every_verdict_stands_in_the_one_bin_its_chance_belongs_to() -> None:
    """The borders too, and certainty: the curve leaves no verdict out and counts none twice."""
    pairs = [(n / 20, float(n % 2)) for n in range(21)]
    found = scored(pairs)
    assert (found.verdicts, sum(b.verdicts for b in found.bins)) == (21, 21)
    assert [b.verdicts for b in found.bins] == [4, 4, 4, 4, 5]
    assert [b.expected for b in found.bins] == pytest.approx([0.075, 0.275, 0.475, 0.675, 0.9])
    assert [b.upheld for b in found.bins] == pytest.approx([0.5, 0.5, 0.5, 0.5, 0.4])
    assert [(b.low, b.high) for b in found.bins] == [
        wilson(b.upheld, b.verdicts) for b in found.bins
    ]


def test_always_saying_the_overall_share_is_no_better_than_saying_it() -> None:
    flat = scored([(0.25, 1.0)] * 10 + [(0.25, 0.0)] * 30)
    assert (flat.brier, flat.base) == (pytest.approx(0.1875), pytest.approx(0.1875))
    sharper = scored([(0.3, 1.0)] * 10 + [(0.25, 0.0)] * 30)
    assert (flat.is_better, sharper.is_better) == (False, True)
