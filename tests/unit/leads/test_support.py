"""Many looks at one subject are not many reasons."""

from __future__ import annotations

from datetime import date

import pytest

from feijian.leads.support import odds_of, subject_percentiles
from tests.unit.leads.frames import score, scores

LAST = 5000
"""A rank far beyond the rows of the table: a sweep publishes only the subjects it was asked for."""


def months(subject: str, *percentiles: float, model: str = "m") -> list[dict[str, object]]:
    return [
        score(subject, p, model_id=model, period_from=date(2026, n, 1), rank=LAST)
        for n, p in enumerate(percentiles, start=1)
    ]


def crowd(number: int = 1000) -> list[dict[str, object]]:
    """Ordinary subjects, so that a percentile of 99 can be told from 100."""
    return [score(f"C{n}", 50.0, model_id="m", rank=LAST) for n in range(number)]


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


def test_the_strongest_outlier_doubles_the_odds_and_the_plainest_changes_nothing() -> None:
    assert (odds_of(100.0), odds_of(50.0), odds_of(0.0)) == pytest.approx((2.0, 1.0, 1.0))
    assert odds_of(75.0) == pytest.approx(2**0.5)


def test_a_reading_that_is_no_number_moves_nothing() -> None:
    assert odds_of(float("nan")) == 1.0


def whole_run(**named: list[float]) -> dict[str, float]:
    """Readings where the table holds all of a model's rows: 38 others, scores 0 to 3.7, and those named."""
    given = {f"C{n:02d}": [n / 10] * 3 for n in range(38)} | named
    rows = [
        score(subject, 50.0, model_id="m", score=value, period_from=date(2026, month, 1), rank=1)
        for subject, values in given.items()
        for month, value in enumerate(values, start=1)
    ]
    table = subject_percentiles(scores(*rows))
    return dict(table.select("subject_id", "percentile").iter_rows())


def test_who_differs_every_month_comes_first_though_no_single_month_is_the_highest() -> None:
    found = whole_run(STEADY=[3.9, 3.9, 3.9], ONCE=[0.0, 0.0, 4.5])
    # both lead by one of the two looks: they share the first two of forty places
    assert (found["STEADY"], found["ONCE"]) == (97.5, 97.5)
    assert found["C37"] < 97.5


def test_an_ordinary_subject_of_a_whole_run_stands_in_the_middle() -> None:
    found = whole_run(STEADY=[3.9, 3.9, 3.9], LAST=[5.0, 5.0, 5.0])
    assert found["C19"] == 48.8
    assert found["C00"] == 1.2


def test_subjects_are_ranked_among_each_other_where_half_of_the_ranks_are_published() -> None:
    """60 of 100: the last of them stands at half a place, not at its percentile among the peers."""

    def last_of(most: int) -> float:
        rows = [
            score(f"S{n}", 40.0 + n, score=float(n), model_id="m", rank=most - n) for n in range(60)
        ]
        found = subject_percentiles(scores(*rows))
        return dict(found.select("subject_id", "percentile").iter_rows())["S0"]

    assert last_of(100) == 0.8
    assert last_of(121) == 40.0


@pytest.mark.parametrize(
    ("subjects", "ranks", "last"),
    [(21, 21, 2.4), (22, 22, 2.3), (20, 20, 40.0), (60, 120, 0.8), (60, 121, 40.0)],
)
def test_twenty_one_subjects_and_half_of_the_ranks_are_enough(
    subjects: int, ranks: int, last: float
) -> None:
    """Half a place of 21 is 2.4 in a hundred; one subject or one rank less, and percentiles stand."""
    rows = [
        score(f"S{n}", 40.0 + n / 2, score=float(n), model_id="m", rank=ranks - n)
        for n in range(subjects)
    ]
    found = subject_percentiles(scores(*rows))
    assert dict(found.select("subject_id", "percentile").iter_rows())["S0"] == last
