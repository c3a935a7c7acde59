"""Build the eighth county: `python -m benchmarks.counties.eighth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.grammar.delivery import written
from benchmarks.counties.grammar.world import SCAN_ALL

from . import (
    crude_room,
    crude_ward,
    innocent_clerk,
    innocent_counter,
    innocent_return,
    innocent_theatre,
    innocent_ward,
    ordinary,
)
from .cases import play
from .county_world import Visit, World

BOOKS = (
    crude_room,
    crude_ward,
    innocent_clerk,
    innocent_counter,
    innocent_return,
    innocent_theatre,
    innocent_ward,
)
"""The modules that enter their kinds when they are read."""


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write delivery and truth below `out`; how much of what there is."""
    w = World(seed)
    ordinary.play(w, scale)
    lived = len(w.visits)
    play(w, scale)
    for v in w.visits:
        w.grouped(v)
        _scanned_in_the_new_year(w, v)
    return counts(w, len(w.visits) - lived, written(w, out))


def _scanned_in_the_new_year(w: World, v: Visit) -> None:
    """Whole boxes given from 1 January 2026 on to those who came before."""
    for line in v.lines:
        drug = line.item.kind in ("09", "11") and line.item.days > 1 and line.item.listing == "101"
        new = v.stay and v.start < SCAN_ALL <= line.at
        if new and drug and line.count >= 1 and not line.more.get("unscanned"):
            w.scan(line, split=True)


if __name__ == "__main__":
    command(build, __doc__)
