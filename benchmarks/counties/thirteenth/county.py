"""Build the thirteenth county: `python -m benchmarks.counties.thirteenth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.outside.building import command, counts
from benchmarks.counties.seventh.world import written

from . import (
    clean_counter,
    clean_group,
    clean_long,
    clean_mother,
    clean_posting,
    clean_theatre,
    crude_counter,
    crude_rows,
    crude_stays,
    rooms,
    wards,
)
from .cases import KINDS
from .houses import County
from .rosters import register, rosters

PLAYED = (
    clean_counter,
    clean_group,
    clean_long,
    clean_mother,
    clean_posting,
    clean_theatre,
    crude_counter,
    crude_rows,
    crude_stays,
)
"""Modules that register kinds of cases when they are read."""


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write the delivery and the truth; how much of what."""
    c = County(seed)
    for kind in KINDS:
        for n in range(max(1, round(kind.many * scale))):
            c.now = (kind.kind, kind.name, kind.note)
            kind.played(c, n)
    planted = len(c.visits)
    wards.fill(c, round(1700 * scale))
    rooms.fill(c, round(4600 * scale), round(1300 * scale), round(110 * scale), round(14 * scale))
    rosters(c, planted)
    rows = written(c, out)
    register(c, out / "delivery" / "dr_info_b.csv")
    return counts(c, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
