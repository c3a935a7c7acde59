"""Build the eleventh county: `python -m benchmarks.eleventh.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.outside.building import command, counts

from . import clean_counter, clean_desk, clean_lasting, clean_ward, crude_desk, crude_ward
from .cases import play
from .ordinary import live
from .world import County, written

BOOKS = (clean_desk, clean_lasting, clean_ward, clean_counter, crude_ward, crude_desk)
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
