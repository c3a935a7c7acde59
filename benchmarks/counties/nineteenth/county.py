"""Build the nineteenth county: `python -m benchmarks.counties.nineteenth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.fifteenth.houses import days_only
from benchmarks.counties.outside.building import command, counts
from benchmarks.counties.seventh.world import written

from . import (
    clean_counter,
    clean_people,
    clean_rooms,
    clean_theatre,
    clean_wards,
    crude_beds,
    crude_counter,
    crude_groups,
    crude_rooms,
    crude_theatre,
    crude_wards,
    rooms,
    wards,
)
from .cases import PLANTINGS
from .houses import NO_HOURS, County

PLAYED = (
    clean_counter,
    clean_people,
    clean_rooms,
    clean_theatre,
    clean_wards,
    crude_beds,
    crude_counter,
    crude_groups,
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
    wards.fill(c, round(450 * scale))
    rooms.fill(c, round(2800 * scale), round(1500 * scale), scale)
    rows = written(c, out)
    days_only(out / "delivery", c, NO_HOURS)
    return counts(c, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
