from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from feijian.errors import ImportRefused, UsageError
from feijian.leads.charts import (
    Chart,
    drawn,
    exact_interval,
    missed_rates,
    read_charts,
    seen_by_rules,
    write_charts,
)

CHARTS = [Chart(f"E{n:03d}", f"R{n}", "inpatient", "2025-07-01", 100.0 + n) for n in range(200)]


def test_a_draw_is_the_same_for_the_same_seed_and_all_where_there_are_few() -> None:
    assert drawn(CHARTS, 30, "a") == drawn(list(reversed(CHARTS)), 30, "a")
    assert drawn(CHARTS, 30, "a") != drawn(CHARTS, 30, "b")
    assert len(drawn(CHARTS, 30, "a")) == 30
    assert drawn(CHARTS[:7], 30, "a") == CHARTS[:7]
    assert len(drawn(CHARTS, 1, "a")) == 1
    with pytest.raises(UsageError, match="Draw at least one"):
        drawn(CHARTS, 0, "a")


def filled(folder: Path, results: dict[int, tuple[str, str]]) -> Path:
    file = folder / "charts.csv"
    write_charts(file, "H1", CHARTS[:30], 200)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows):
        row["missed_family"], row["missed_yuan"] = results.get(number, ("无", ""))
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_missed_charges_per_family_come_with_an_exact_interval(tmp_path: Path) -> None:
    file = filled(
        tmp_path, {3: ("unbundling", "120"), 9: ("unbundling", "1,080"), 20: ("overcharging", "")}
    )
    found = missed_rates(read_charts([file]))
    assert [(m.family, m.charts, m.missed, m.yuan) for m in found] == [
        ("", 30, 3, 1200.0),
        ("overcharging", 30, 1, 0.0),
        ("unbundling", 30, 2, 1200.0),
    ]
    assert found[0].low == pytest.approx(0.0278, abs=0.0005)
    assert found[0].high == pytest.approx(0.2389, abs=0.0005)


def test_no_hit_in_five_says_next_to_nothing() -> None:
    assert exact_interval(0, 5) == (0.0, pytest.approx(0.4507, abs=0.0005))
    assert exact_interval(5, 5)[1] == 1.0


def test_recall_is_what_was_found_of_all_that_is_there(tmp_path: Path) -> None:
    rate = missed_rates(read_charts([filled(tmp_path, {3: ("unbundling", "120")})]))[0]
    seen = seen_by_rules(rate, unflagged_charts=300, upheld=40, checked=50)
    assert seen.precision == pytest.approx(0.8)
    assert seen.recall == pytest.approx(40 / (40 + 300 / 30))
    assert seen.recall_low is not None
    assert seen.recall_high is not None
    assert seen.recall_low < 0.8 < seen.recall_high


def test_rows_without_a_result_are_all_named(tmp_path: Path) -> None:
    file = filled(tmp_path, {0: ("", ""), 1: ("unbundling", "much")})
    with pytest.raises(ImportRefused) as refused:
        read_charts([file])
    assert [p.where for p in refused.value.problems] == ["charts.csv:2", "charts.csv:3"]


@pytest.mark.parametrize(
    ("hits", "number"), [(0, 30), (1, 30), (3, 30), (15, 30), (29, 30), (30, 30), (1, 1), (0, 1)]
)
def test_outside_the_exact_interval_the_result_would_have_been_a_surprise(
    hits: int, number: int
) -> None:
    """At its lower end so many hits or more, at its upper end so many or fewer, have a chance of 5 %."""

    def chance(share: float, of: range) -> float:
        return sum(math.comb(number, k) * share**k * (1 - share) ** (number - k) for k in of)

    low, high = exact_interval(hits, number)
    assert low <= hits / number <= high
    assert low == 0.0 if hits == 0 else chance(low, range(hits, number + 1)) == pytest.approx(0.05)
    assert high == 1.0 if hits == number else chance(high, range(hits + 1)) == pytest.approx(0.05)
