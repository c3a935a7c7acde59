"""Many looks at one subject are not many reasons."""

from __future__ import annotations

from datetime import date

import pytest

from feijian.leads.support import odds_of, subject_percentiles
from tests.unit.leads.frames import score, scores


def months(subject: str, *percentiles: float, model: str = "m") -> list[dict[str, object]]:
    return [
        score(subject, p, model_id=model, period_from=date(2026, n, 1)) for n, p in enumerate(percentiles, start=1)
    ]


def crowd(number: int = 1000) -> list[dict[str, object]]:
    """Ordinary subjects, so that a percentile of 99 can be told from 100."""
    return [score(f"C{n}", 50.0, model_id="m") for n in range(number)]


def percentile_of(subject: str, *rows: dict[str, object]) -> float:
    table = subject_percentiles(scores(*crowd(), *rows))  # type: ignore[arg-type]
    return dict(table.select("subject_id", "percentile").iter_rows())[subject]


def test_one_look_is_taken_as_it_is() -> None:
    assert percentile_of("H1", *months("H1", 97.0)) == 97.0


def test_the_best_of_twelve_ordinary_months_is_ordinary() -> None:
    """0.95 to the power of 12 is 0.540."""
    assert percentile_of("H1", *months("H1", 95.0, *[40.0] * 11)) == 54.0


def test_the_best_of_two_models_counts_as_two_looks() -> None:
    """0.99 squared is 0.980; the other model says 0.5."""
    rows = [*months("H1", 99.0), *months("H1", 50.0, model="n")]
    assert percentile_of("H1", *rows) == 98.0


def test_the_first_among_ten_is_not_known_to_be_the_first_among_a_thousand() -> None:
    table = subject_percentiles(scores(*(score(f"H{n}", 10.0 * n) for n in range(1, 11))))
    assert dict(table.select("subject_id", "percentile").iter_rows())["H10"] == 95.0


def test_a_subject_without_a_reading_moves_nothing() -> None:
    assert odds_of(None) == 1.0


def test_the_strongest_outlier_doubles_the_odds_and_the_plainest_halves_them() -> None:
    assert (odds_of(100.0), odds_of(50.0), odds_of(0.0)) == pytest.approx((2.0, 1.0, 0.5))
