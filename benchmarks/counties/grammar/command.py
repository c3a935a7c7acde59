"""The command line of a county, and how much of what it built."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any


def counts(w: Any, planted: int, rows: Mapping[str, int]) -> dict[str, int]:
    """How much of what a county holds. planted: visits before ordinary life; rows: by table."""
    kinds = Counter(str(t["kind"]) for t in w.truth)
    names = {k: {t["name"] for t in w.truth if t["kind"] == k} for k in kinds}
    return {
        "visits": len(w.visits),
        "ordinary visits": len(w.visits) - planted,
        "schemes": kinds["scheme"],
        "kinds of schemes": len(names["scheme"]),
        "look-alikes": kinds["lookalike"],
        "kinds of look-alikes": len(names["lookalike"]),
        **rows,
    }


def command(build: Callable[[int, Path, float], dict[str, int]], told: str | None) -> None:
    """The command line of a county: `--seed N --out DIR [--scale S]`."""
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    args = parser.parse_args()
    for name, n in build(args.seed, args.out, args.scale).items():
        print(f"{name:22} {n:8}")
