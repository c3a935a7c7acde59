"""Build the county: `python -m benchmarks.eighth.county --seed 1 --out DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.seventh.world import written

from . import cases, ordinary
from .county_world import World


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Delivery and truth in a folder; the rows of each table."""
    w = World(seed)
    ordinary.play(w, scale)
    cases.play(w, scale)
    for v in w.visits:
        w.grouped(v)
    return written(w, out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    args = parser.parse_args()
    for name, count in build(args.seed, args.out, args.scale).items():
        print(f"{name:20} {count:8}")


if __name__ == "__main__":
    main()
