"""Whether a sample's lower bound holds: populations of many shapes, drawn again and again.

    python -m benchmarks.sample_bench [--draws 3000] [--out FILE]

Six shapes of amounts times five of verdicts, of three sizes of population and sample: in every cell
the one-sided 90 % bound must lie at or below the truth in 90 % of the draws. Exit code 1 where it does
not. The estimate is the product's own, `feijian.workbench.sample.estimate`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from feijian.workbench.sample import Unit, draw, estimate

SHAPES: dict[str, Callable[[random.Random], float]] = {
    "alike": lambda _: 100.0,
    "even": lambda r: r.uniform(10, 1000),
    "lognormal": lambda r: r.lognormvariate(5, 0.8),
    "long_tail": lambda r: r.lognormvariate(5, 1.4),
    "two_prices": lambda r: r.choice((60.0, 900.0)),
    "few_large": lambda r: 20_000.0 if r.random() < 0.03 else r.uniform(50, 200),
}
VERDICTS: dict[str, Callable[[random.Random, float], float]] = {
    "all_or_nothing_40": lambda r, a: a if r.random() < 0.4 else 0.0,
    "all_or_nothing_90": lambda r, a: a if r.random() < 0.9 else 0.0,
    "shares": lambda r, a: a * r.random(),
    "large_ones_hold_less": lambda r, a: a if r.random() < 1 / (1 + a / 300) else 0.0,
    "rare": lambda r, a: a if r.random() < 0.1 else 0.0,
}
SIZES = ((600, 30), (600, 40), (600, 100), (150, 40), (3000, 60))
PROMISED = 0.90


@dataclass(frozen=True)
class Cell:
    """One population. held: share of draws whose bound is not above the truth; got: mean bound / truth."""

    shape: str
    verdict: str
    population: int
    size: int
    held: float
    got: float


def cell(shape: str, verdict: str, population: int, size: int, draws: int) -> Cell:
    """The population is made by a seed of its own; its strata do not depend on the draw."""
    lots = random.Random(f"{shape} {verdict} {population}")
    units = [Unit(f"V{n:04}", SHAPES[shape](lots)) for n in range(population)]
    truth = {u.key: VERDICTS[verdict](lots, u.amount) for u in units}
    amounts = {u.key: u.amount for u in units}
    whole = sum(truth.values())
    strata = draw(units, size, 0)
    held = 0
    sums = 0.0
    for _ in range(draws):
        drawn = [replace(s, drawn=tuple(lots.sample(s.keys, len(s.drawn)))) for s in strata]
        bound = estimate(drawn, truth, amounts).bound
        held += bound <= whole + 1e-6
        sums += bound
    return Cell(shape, verdict, population, size, held / draws, sums / draws / whole)


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--draws", type=int, default=3000)
    asked.add_argument("--out", type=Path, help="write the table there, as Markdown")
    given = asked.parse_args()
    found = [
        cell(shape, verdict, population, size, given.draws)
        for population, size in SIZES
        for shape in SHAPES
        for verdict in VERDICTS
    ]
    lines = [
        f"{given.draws} draws a cell; the bound must hold in {PROMISED:.0%} of them.",
        "",
        "| amounts | verdicts | units | drawn | bound holds | bound / truth |",
        "|---|---|---|---|---|---|",
        *(
            f"| {c.shape} | {c.verdict} | {c.population} | {c.size} | {c.held:.1%} | {c.got:.0%} |"
            for c in found
        ),
    ]
    below = [c for c in found if c.held < PROMISED]
    least = min(found, key=lambda c: c.held)
    lines += [
        "",
        f"cells {len(found)}, below {PROMISED:.0%}: {len(below)}, the lowest {least.held:.1%}",
    ]
    text = "\n".join(lines)
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
