"""Build the twentieth county: `python -m benchmarks.counties.twentieth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.grammar.delivery import written

from . import rooms, wards
from .cases import REGISTER
from .houses import County

REGISTER.read("benchmarks.counties.twentieth")


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write the delivery and the truth; how much of what."""
    c = County(seed)
    REGISTER.played(c, scale)
    planted = len(c.visits)
    for p in c.people:
        p.home = "planted"
    wards.fill(c, round(420 * scale))
    rooms.fill(c, round(2600 * scale), round(1400 * scale), scale)
    rows = written(c, out)
    return counts(c, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
