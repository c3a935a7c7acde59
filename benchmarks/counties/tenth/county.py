"""Build the tenth county: `python -m benchmarks.counties.tenth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts

from .cases import REGISTER
from .houses import houses
from .life import live
from .world import County, written

REGISTER.read("benchmarks.counties.tenth")


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write delivery and truth below `out`; how much of what there is."""
    w = County(seed, houses())
    live(w, scale)
    ordinary = len(w.visits)
    REGISTER.played(w, scale)
    return counts(w, len(w.visits) - ordinary, written(w, out))


if __name__ == "__main__":
    command(build, __doc__)
