"""Build the county: `python -m benchmarks.eighth.county --seed 1 --out DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.seventh.world import SCAN_ALL, written

from . import cases, ordinary
from .county_world import Visit, World


def build(seed: int, out: Path, scale: float = 1.0) -> dict[str, int]:
    """Delivery and truth in a folder; the rows of each table."""
    w = World(seed)
    ordinary.play(w, scale)
    cases.play(w, scale)
    for v in w.visits:
        w.grouped(v)
        _scanned_in_the_new_year(w, v)
    return written(w, out)


def _scanned_in_the_new_year(w: World, v: Visit) -> None:
    """Whole boxes given from 1 January 2026 on to those who came before."""
    for line in v.lines:
        drug = line.item.kind in ("09", "11") and line.item.days > 1 and line.item.listing == "101"
        if (
            v.stay
            and v.start < SCAN_ALL <= line.at
            and drug
            and line.count >= 1
            and not line.more.get("unscanned")
        ):
            w.scan(line, split=True)


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
