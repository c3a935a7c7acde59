"""Build the eighteenth county: `python -m benchmarks.counties.eighteenth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.fifteenth.houses import days_only
from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.grammar.delivery import written

from . import rooms, wards
from .cases import REGISTER
from .houses import NO_HOURS, County

REGISTER.read("benchmarks.counties.eighteenth")


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write the delivery and the truth; how much of what."""
    c = County(seed)
    REGISTER.played(c, scale)
    planted = len(c.visits)
    for p in c.people:
        p.home = "planted"
    wards.fill(c, round(1200 * scale))
    rooms.fill(c, round(5200 * scale), round(2200 * scale), scale)
    rows = written(c, out)
    days_only(out / "delivery", c, NO_HOURS)
    return counts(c, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
