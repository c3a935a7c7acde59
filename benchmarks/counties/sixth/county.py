"""Build the sixth county: `python -m benchmarks.counties.sixth.county --seed N --out DIR [--scale S]`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.fourth.cases import plant_all
from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.outside.building import leave_out
from benchmarks.counties.outside.delivery import deliver, truth

from . import (  # noqa: F401  (entering the kinds is what the import is for)
    clean_counter,
    clean_people,
    clean_rows,
    crude_people,
    crude_rows,
)
from .cases import CLEAN, CRUDE
from .houses import INDEX, NEVER_SENT, UNSIGNED
from .life import live
from .world import Sixth, habits


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Plant, live, deliver, leave out what some houses never send, and write as their machines do."""
    w = Sixth(seed, scale)
    plant_all(w, (CRUDE, CLEAN))
    planted = len(w.visits)
    live(w)
    rows = deliver(w, out / "delivery")
    leave_out(w, out / "delivery", INDEX, NEVER_SENT, UNSIGNED)
    habits(w, out / "delivery")
    w.widen(("creams_as_capsules", "screws_by_the_box"))
    truth(w, out / "truth.jsonl")
    return counts(w, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
