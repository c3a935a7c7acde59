"""Build the seventh county: `python -m benchmarks.counties.seventh.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.outside.building import command, counts

from . import (
    clean_counter,
    clean_mother,
    clean_people,
    clean_posting,
    clean_special,
    clean_special_courses,
    clean_theatre,
    crude_counter,
    crude_rows,
    crude_rows_more,
    crude_stays,
    crude_stays_elsewhere,
    later_path,
    later_people,
    later_rest,
)
from .cases import play
from .houses import houses
from .ordinary import live
from .world import World, written

BOOKS = (
    clean_counter,
    clean_mother,
    clean_people,
    clean_posting,
    clean_special,
    clean_special_courses,
    clean_theatre,
    crude_counter,
    crude_rows,
    crude_rows_more,
    crude_stays,
    crude_stays_elsewhere,
    later_path,
    later_people,
    later_rest,
)
"""The modules that enter their cases when they are read, in the order in which they are played."""


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write delivery and truth below `out`; how much of what there is."""
    w = World(seed, houses())
    play(w, scale)
    planted = len(w.visits)
    live(w, scale)
    return counts(w, planted, written(w, out))


if __name__ == "__main__":
    command(build, __doc__)
