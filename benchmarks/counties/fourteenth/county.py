"""Build the fourteenth county: `python -m benchmarks.counties.fourteenth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.outside.building import command, counts
from benchmarks.counties.seventh.world import written

from . import clean_long, clean_rooms, clean_wards, crude_claims, crude_rows, rooms, wards
from .cases import PLANTINGS
from .houses import Prefecture

PLAYED = (clean_long, clean_rooms, clean_wards, crude_claims, crude_rows)
"""Modules that register kinds of cases when they are read."""


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write the delivery and the truth; how much of what."""
    c = Prefecture(seed)
    for kind in PLANTINGS:
        for n in range(max(1, round(kind.many * scale))):
            c.now = (kind.kind, kind.name, kind.why)
            kind.played(c, n)
    planted = len(c.visits)
    for p in c.people:
        p.home = "planted"
    wards.fill(c, round(1500 * scale))
    rooms.fill(c, round(5200 * scale), round(1300 * scale), scale)
    return counts(c, planted, written(c, out))


if __name__ == "__main__":
    command(build, __doc__)
