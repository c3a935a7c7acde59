"""Build the fifth county: `python -m benchmarks.counties.fifth.county --seed N --out DIR [--scale S]`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.fourth.cases import plant_all
from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.outside.building import leave_out
from benchmarks.counties.outside.delivery import deliver, truth

from . import (  # noqa: F401  (entering the kinds is what the import is for)
    clean_people,
    clean_rows,
    crude_people,
    crude_rows,
    crude_shops,
)
from .cases import CLEAN, CRUDE
from .houses import INDEX, NEVER_SENT, UNSIGNED
from .life import live
from .world import Fifth


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Plant, live, deliver, and leave out what some houses never send."""
    w = Fifth(seed, scale)
    plant_all(w, (CRUDE, CLEAN))
    planted = len(w.visits)
    live(w)
    rows = deliver(w, out / "delivery")
    leave_out(w, out / "delivery", INDEX, NEVER_SENT, UNSIGNED)
    w.widen(("lens_of_the_cheap_kind", "epo_from_an_empty_store", "vials_on_paper"))
    truth(w, out / "truth.jsonl")
    return counts(w, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
