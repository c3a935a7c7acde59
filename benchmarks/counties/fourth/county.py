"""Build the fourth county: `python -m benchmarks.counties.fourth.county --seed N --out DIR [--scale S]`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.outside.building import leave_out
from benchmarks.counties.outside.delivery import deliver, truth

from . import (  # noqa: F401  (entering the kinds is what the import is for)
    clean_people,
    clean_rows,
    clean_shops,
    crude_people,
    crude_rows,
    crude_shops,
)
from .cases import plant_all
from .houses import INDEX, NEVER_SENT, UNSIGNED
from .life import live
from .world import Fourth


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Plant, live, deliver, and leave out what some houses never send."""
    w = Fourth(seed, scale)
    plant_all(w)
    planted = len(w.visits)
    live(w)
    rows = deliver(w, out / "delivery")
    leave_out(w, out / "delivery", INDEX, NEVER_SENT, UNSIGNED)
    truth(w, out / "truth.jsonl")
    return counts(w, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
