"""What a shape of the published score clearly loses against the former one: a table of docs/score.md.

    python -m benchmarks.score_losses FOLDER
    python -m benchmarks.score_losses --outside FOLDER

FOLDER is that of `benchmarks.score_choice`; with --outside it holds classical outlier sets (`*.npz`
with X and y, as in ADBench). The third protocol of docs/score.md says what is asked.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.score_choice import (
    APART,
    FORMER,
    HIGH,
    SEED,
    SKEWED_TWICE,
    SUMMED,
    Table,
    softened,
    space_of,
    tables,
)
from feijian.models.detectors import isolation
from feijian.models.measures import measures
from feijian.models.peers import Doubles
from feijian.models.scoring import FAR, FOREST_ROWS, NEUTRAL, baseline_score, excess

NORMS, POWERS = (1.0, 1.25, 1.5, 1.75), (0.0, 0.5, 1.0, 1.5, 2.0)
CLEAR, DRAWS = 0.05, 100
"""A loss of average precision that is clear, and the resamples of rows that must nearly all have it."""
OUTSIDE_ROWS, OUTSIDE_COLUMNS = 5_000, 120


def norms(directed: Doubles) -> dict[str, Doubles]:
    """The family of the third protocol, the forest and the score of before."""
    beyond = excess(directed)
    forest = isolation(np.minimum(directed, FAR), SEED)
    weight = forest / NEUTRAL if len(directed) >= FOREST_ROWS else np.ones(len(directed))
    found = {SUMMED: softened(directed).sum(axis=1) * weight**2, "isolation forest": forest}
    for norm in NORMS:
        joined = (beyond**norm).sum(axis=1) ** (1 / norm)
        for power in POWERS:
            found[f"norm {norm:g} × isolation^{power:g}"] = joined * weight**power
    return found


def outside(folder: Path) -> Iterator[Table]:
    """Classical outlier sets as their collection keeps them, cut by a fixed seed."""
    rng = np.random.default_rng(SEED)
    for file in sorted(folder.glob("*.npz")):
        with np.load(file) as held:
            values = np.asarray(held["X"], dtype=np.float64)
            rare = np.asarray(held["y"]).ravel() == 1
        if len(values) > OUTSIDE_ROWS:
            some = rng.permutation(len(values))[:OUTSIDE_ROWS]
            values, rare = values[some], rare[some]
        if values.shape[1] > OUTSIDE_COLUMNS:
            values = values[:, np.sort(rng.permutation(values.shape[1])[:OUTSIDE_COLUMNS])]
        if rare.any() and not rare.all():
            yield Table("outside", file.stem, values, rare)


@dataclass(frozen=True)
class Beside:
    """Average precisions of one table: as they are, and over resamples of its rows."""

    name: str
    whole: dict[str, float]
    drawn: tuple[dict[str, float], ...]

    def clear(self, shape: str) -> float:
        """What a shape clearly loses against the former score; 0 where nothing is clear."""
        loss = self.whole[shape] - self.whole[FORMER]
        far = [its[shape] - its[FORMER] for its in self.drawn]
        return loss if loss < -CLEAR and np.quantile(far, 0.975) < 0 else 0.0


def beside_former(table: Table, rng: np.random.Generator) -> Beside | None:
    """The third protocol's shapes under the guess of today, the former one under the former guess."""
    was, now = space_of(table, HIGH), space_of(table, SKEWED_TWICE)
    if was is None or now is None:
        return None
    scores = {FORMER: baseline_score(was), **norms(now)}
    once = np.ones((1, table.rare.size))
    counted = rng.multinomial(table.rare.size, [1 / table.rare.size] * table.rare.size, DRAWS)
    counted = counted[(counted * table.rare).sum(axis=1) > 0].astype(np.float64)
    none = np.zeros(table.rare.size)
    whole = {n: float(measures(table.rare, none, s, once)[0][0]) for n, s in scores.items()}
    drawn = {n: measures(table.rare, none, s, counted)[:, 0].tolist() for n, s in scores.items()}
    return Beside(
        table.name,
        whole,
        tuple({n: its[k] for n, its in drawn.items()} for k in range(len(counted))),
    )


def losses_page(every: Iterator[Table]) -> str:
    """Per shape its mean, its gain on the former score, and what it clearly loses, over tables."""
    rng = np.random.default_rng(SEED)
    found = [b for b in (beside_former(t, rng) for t in every) if b is not None]
    forest = np.array([b.whole["isolation forest"] for b in found])
    former = np.array([b.whole[FORMER] for b in found])
    lines = [
        f"{len(found)} tables; the former score's mean under its own guess of directions {former.mean():.3f}",
        "",
        "| shape | mean average precision | minus the former score | minus the forest | better | worse | clear losses | their sum | worst |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for shape in found[0].whole:
        own = np.array([b.whole[shape] for b in found])
        lost = sorted((b.clear(shape), b.name) for b in found if b.clear(shape))
        gain = own - former
        lines.append(
            f"| {shape} | {own.mean():.3f} | {gain.mean():+.3f} | {(own - forest).mean():+.3f} "
            f"| {(gain > APART).sum()} | {(gain < -APART).sum()} | {len(lost)} "
            f"| {sum(x for x, _ in lost):.2f} | {' '.join(f'{n} {x:.2f}' for x, n in lost[:2])} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--outside", action="store_true")
    given = parser.parse_args()
    print(losses_page(outside(given.folder) if given.outside else tables(given.folder)))


if __name__ == "__main__":
    main()
