"""Build the ninth county: `python -m benchmarks.counties.ninth.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts

from .cases import REGISTER
from .delivery import written
from .life import County
from .ordinary import live

REGISTER.read("benchmarks.counties.ninth")


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write delivery and truth below `out`; how much of what there is."""
    w = County(seed)
    REGISTER.played(w, scale)
    planted = len(w.visits)
    live(w, scale)
    return counts(w, planted, written(w, out))


if __name__ == "__main__":
    command(build, __doc__)
