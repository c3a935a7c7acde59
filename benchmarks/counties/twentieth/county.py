"""Build the twentieth county: `python -m benchmarks.counties.twentieth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.outside.building import command, counts
from benchmarks.counties.seventh.world import written

from . import (
    clean_beds,
    clean_counter,
    clean_rooms,
    clean_theatre,
    clean_wards,
    crude_beds,
    crude_counter,
    crude_rooms,
    crude_theatre,
    crude_wards,
    rooms,
    wards,
)
from .cases import PLANTINGS
from .houses import County

PLAYED = (
    clean_beds,
    clean_counter,
    clean_rooms,
    clean_theatre,
    clean_wards,
    crude_beds,
    crude_counter,
    crude_rooms,
    crude_theatre,
    crude_wards,
)
"""Modules that register kinds of cases when they are read."""


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write the delivery and the truth; how much of what."""
    c = County(seed)
    for kind in PLANTINGS:
        for n in range(max(1, round(kind.many * scale))):
            c.now = (kind.kind, kind.name, kind.why)
            kind.played(c, n)
    planted = len(c.visits)
    for p in c.people:
        p.home = "planted"
    wards.fill(c, round(420 * scale))
    rooms.fill(c, round(2600 * scale), round(1400 * scale), scale)
    rows = written(c, out)
    return counts(c, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
