"""Build the thirteenth county: `python -m benchmarks.counties.thirteenth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.grammar.delivery import written

from . import rooms, wards
from .cases import REGISTER
from .houses import County
from .rosters import register, rosters

REGISTER.read("benchmarks.counties.thirteenth")


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write the delivery and the truth; how much of what."""
    c = County(seed)
    REGISTER.played(c, scale)
    planted = len(c.visits)
    wards.fill(c, round(1700 * scale))
    rooms.fill(c, round(4600 * scale), round(1300 * scale), round(110 * scale), round(14 * scale))
    rosters(c, planted)
    rows = written(c, out)
    register(c, out / "delivery" / "dr_info_b.csv")
    return counts(c, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
