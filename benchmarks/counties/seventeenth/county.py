"""Build the seventeenth county: `python -m benchmarks.counties.seventeenth.county --seed 1 --out DIR`."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.counties.fifteenth.houses import days_only
from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.grammar.delivery import written

from . import rooms, wards
from .cases import REGISTER
from .houses import NO_HOURS, County

REGISTER.read("benchmarks.counties.seventeenth")


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write the delivery and the truth; how much of what."""
    c = County(seed)
    REGISTER.played(c, scale)
    planted = len(c.visits)
    for p in c.people:
        p.home = "planted"
    wards.fill(c, round(1300 * scale))
    rooms.fill(c, round(5000 * scale), round(2000 * scale), scale)
    rows = written(c, out)
    days_only(out / "delivery", c, NO_HOURS)
    from_elsewhere(out / "delivery", c.away)
    return counts(c, planted, rows)


def from_elsewhere(folder: Path, away: set[str]) -> None:
    """Those insured in another province belong to its division."""
    path = folder / "psn_info_b.csv"
    with path.open(newline="", encoding="utf-8") as f:
        reader = csv.DictReader(f)
        names, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        if row["psn_no"] in away:
            row["resd_loc_admdvs"] = "130324"
    with path.open("w", newline="", encoding="utf-8") as f:
        sink = csv.DictWriter(f, names)
        sink.writeheader()
        sink.writerows(rows)


if __name__ == "__main__":
    command(build, __doc__)
