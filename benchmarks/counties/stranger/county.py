"""Build the stranger's county: `python -m benchmarks.counties.stranger.county --seed N --out DIR`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.counties.grammar.command import command, counts
from benchmarks.counties.outside.building import leave_out
from benchmarks.counties.outside.delivery import deliver, truth

from . import (  # noqa: F401  (entering the kinds is what the import is for)
    honest_path,
    honest_people,
    honest_posting,
    honest_ward,
    schemes_counter,
    schemes_people,
    schemes_ward,
)
from .cases import plant_all
from .houses import INDEX, NEVER_SENT
from .life import live
from .world import Strange

UNSIGNED = ("cty", "t5", "psy")  # nobody signs bed and nursing there
BED_AND_NURSING = ("01", "07", "14")
PLACES = {
    "p4": {"lnt": "112.01", "lat": "35.01"}, "p5": {"lnt": "112.02", "lat": "35.01"},
    "c6": {"lnt": "112.01", "lat": "35.02"}, "p12": {"lnt": "112.45", "lat": "35.2"},
    "p13": {"lnt": "112.46", "lat": "35.21"}, "c5": {"lnt": "112.44", "lat": "35.22"},
}  # fmt: skip


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Plant, live, deliver, and leave out what some houses never send."""
    w = Strange(seed, scale)
    plant_all(w)
    planted = len(w.visits)
    live(w)
    rows = deliver(w, out / "delivery")
    leave_out(
        w, out / "delivery", INDEX, NEVER_SENT, UNSIGNED,
        unsigned_kinds=BED_AND_NURSING, filled={"fixmedins_ext": PLACES},
    )  # fmt: skip
    truth(w, out / "truth.jsonl")
    return counts(w, planted, rows)


if __name__ == "__main__":
    command(build, __doc__)
