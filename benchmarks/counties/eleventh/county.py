"""Build the eleventh county: `python -m benchmarks.counties.eleventh.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.outside.building import command, counts

from . import (
    clean_clerk,
    clean_counter,
    clean_courses,
    clean_desk,
    clean_herbs,
    clean_lasting,
    clean_posting,
    clean_rooms,
    clean_ward,
    crude_counter,
    crude_desk,
    crude_lasting,
    crude_ward,
)
from .cases import play
from .ordinary import live
from .world import County, written

BOOKS = (
    clean_desk,
    clean_clerk,
    clean_rooms,
    clean_herbs,
    clean_lasting,
    clean_courses,
    clean_ward,
    clean_posting,
    clean_counter,
    crude_ward,
    crude_lasting,
    crude_desk,
    crude_counter,
)
"""The modules that enter their cases when they are read, in the order in which they are played."""


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write delivery and truth below `out`; how much of what there is."""
    w = County(seed)
    w.settle_people(max(200, round(3600 * scale)))
    play(w, scale)
    planted = len(w.visits)
    live(w, scale)
    return counts(w, planted, written(w, out))


if __name__ == "__main__":
    command(build, __doc__)
