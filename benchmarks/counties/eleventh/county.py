"""Build the eleventh county: `python -m benchmarks.counties.eleventh.county --seed 1 --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts

from .cases import REGISTER
from .ordinary import live
from .world import County, written

REGISTER.read("benchmarks.counties.eleventh")


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Write delivery and truth below `out`; how much of what there is."""
    w = County(seed)
    w.settle_people(max(200, round(3600 * scale)))
    REGISTER.played(w, scale)
    planted = len(w.visits)
    live(w, scale)
    return counts(w, planted, written(w, out))


if __name__ == "__main__":
    command(build, __doc__)
