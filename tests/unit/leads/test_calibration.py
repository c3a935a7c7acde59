from __future__ import annotations

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
