"""Build the seventh county: `python -m benchmarks.counties.seventh.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.grammar.delivery import written

from .cases import REGISTER
from .houses import houses
from .ordinary import live
from .world import World

REGISTER.read("benchmarks.counties.seventh")


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write delivery and truth below `out`; how much of what there is."""
    w = World(seed, houses())
    REGISTER.played(w, scale)
    planted = len(w.visits)
    live(w, scale)
    return counts(w, planted, written(w, out))


if __name__ == "__main__":
    command(build, __doc__)
