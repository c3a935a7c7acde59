"""Build the fourteenth county: `python -m benchmarks.counties.fourteenth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.grammar.delivery import written

from . import rooms, wards
from .cases import REGISTER
from .houses import Prefecture

REGISTER.read("benchmarks.counties.fourteenth")


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write the delivery and the truth; how much of what."""
    c = Prefecture(seed)
    REGISTER.played(c, scale)
    planted = len(c.visits)
    for p in c.people:
        p.home = "planted"
    wards.fill(c, round(1500 * scale))
    rooms.fill(c, round(5200 * scale), round(1300 * scale), scale)
    return counts(c, planted, written(c, out))


if __name__ == "__main__":
    command(build, __doc__)
