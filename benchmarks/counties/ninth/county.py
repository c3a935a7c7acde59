"""Build the ninth county: `python -m benchmarks.counties.ninth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.outside.building import command, counts

from . import (
    clean_boxes,
    clean_counter,
    clean_people,
    clean_posting,
    clean_rooms,
    clean_stays,
    crude_counter,
    crude_rooms,
    crude_stays,
)
from .cases import play
from .delivery import written
from .life import County
from .ordinary import live

BOOKS = (
    clean_boxes,
    clean_counter,
    clean_people,
    clean_posting,
    clean_rooms,
    clean_stays,
    crude_counter,
    crude_rooms,
    crude_stays,
)
"""The modules that enter their cases when they are read, in the order in which they are played."""


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write delivery and truth below `out`; how much of what there is."""
    w = County(seed)
    play(w, scale)
    planted = len(w.visits)
    live(w, scale)
    return counts(w, planted, written(w, out))


if __name__ == "__main__":
    command(build, __doc__)
