"""Build the outside county: `python -m benchmarks.counties.outside.county --seed N --out DIR [--scale S]`."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from . import (  # noqa: F401  (entering the kinds is what the import is for)
    innocent_boxes,
    innocent_drugs,
    innocent_path,
    innocent_place,
    innocent_posting,
    innocent_session,
    innocent_who,
    schemes_codes,
    schemes_drugs,
    schemes_items,
    schemes_people,
    schemes_stay,
)
from .delivery import deliver, truth
from .ordinary import ordinary_life
from .registry import plant_all
from .world import World


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Plant, live, deliver; returns what was written."""
    w = World(seed, scale)
    plant_all(w)
    planted = len(w.visits)
    ordinary_life(w)
    rows = deliver(w, out / "delivery")
    truth(w, out / "truth.jsonl")
    kinds = Counter(str(t["kind"]) for t in w.truth)
    return {
        "visits": len(w.visits),
        "ordinary visits": len(w.visits) - planted,
        "schemes": kinds["scheme"],
        "look-alikes": kinds["lookalike"],
        **rows,
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    args = parser.parse_args()
    for name, n in build(args.seed, args.out, args.scale).items():
        print(f"{name:18} {n:8}")


if __name__ == "__main__":
    main()
