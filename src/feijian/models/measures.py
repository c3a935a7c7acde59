"""How well an order finds what inspections found: figures with bootstrap intervals, ties included.

Subjects with equal scores have no order among themselves: every figure is what a draw among them
would give on average. An order in which all are equal is therefore exactly the random one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feijian.models.peers import Doubles

FIRST = (10, 20, 50)
INTERVAL = 0.95
RESAMPLES = 400
MOST_FIRST = 100_000
"""A list longer than this is nobody's list of visits."""
CELLS = 4_000_000
"""Resamples are worked off in blocks of about so many numbers."""


def names_of(first: Sequence[int] = FIRST) -> tuple[str, ...]:
    """The figures in order, for lists of these lengths."""
    return (
        "average_precision",
        "roc_auc",
        *(f"precision_at_{n}" for n in first),
        *(f"amount_share_at_{n}" for n in first),
    )


NAMES = names_of()
"""The figures in order. amount_share: of the amount of all that inspections found, in 0…1."""


@dataclass(frozen=True)
class Figure:
    """A figure with its interval; NaN where it has no meaning (nothing was found at all)."""

    value: float
    low: float
    high: float

    def json(self) -> dict[str, float | None]:
        found = {"value": self.value, "low": self.low, "high": self.high}
        return {k: round(v, 6) if np.isfinite(v) else None for k, v in found.items()}


@dataclass(frozen=True)
class Measured:
    """One order's figures by name, and its lead over the baseline's, resample by resample."""

    figures: dict[str, Figure]
    ahead: dict[str, Figure]


def measures(
    label: npt.NDArray[np.bool_],
    amount: Doubles,
    score: Doubles,
    times: Doubles,
    first: Sequence[int] = FIRST,
) -> Doubles:
    """The figures of `names_of(first)` of one order.

    label:  what inspections found. amount: yuan. score: the higher, the earlier.
    times:  draws × subjects: how often each subject is in each resample.
    """
    order = np.argsort(-score, kind="stable")
    ordered = score[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=np.inf) != 0)
    drawn = times[:, order]
    found = drawn * label[order]
    every, hit, money = (
        np.add.reduceat(part, starts, axis=1) for part in (drawn, found, found * amount[order])
    )
    before = np.cumsum(every, axis=1) - every
    hits, total = np.cumsum(hit, axis=1), hit.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(every > 0, hit * hits / (before + every), 0.0)
        precision = share.sum(axis=1) / total[:, 0]
        missed = every - hit
        below = (missed * (hits - hit / 2)).sum(axis=1)
        area = below / (total[:, 0] * missed.sum(axis=1))
        taken = [np.clip(np.where(every > 0, (n - before) / every, 0.0), 0, 1) for n in first]
        size = drawn.sum(axis=1)
        at = [
            (t * hit).sum(axis=1) / np.minimum(n, size) for n, t in zip(first, taken, strict=True)
        ]
        whole = money.sum(axis=1)
        yuan = [(t * money).sum(axis=1) / whole for t in taken]
    return np.stack([precision, area, *at, *yuan], axis=1)


def measured(
    label: npt.NDArray[np.bool_],
    amount: Doubles,
    scores: Mapping[str, Doubles],
    baseline: str,
    seed: int,
    first: Sequence[int] = FIRST,
) -> dict[str, Measured]:
    """Every order's figures with intervals, from the same resamples of the subjects.

    The scores stay as they are: what varies is which subjects the table happens to hold.
    """
    rng = np.random.default_rng(seed)
    plain = np.ones((1, label.size))
    whole = {
        name: measures(label, amount, score, plain, first)[0] for name, score in scores.items()
    }
    parts: dict[str, list[Doubles]] = {name: [] for name in scores}
    block = max(1, CELLS // label.size)
    for begun in range(0, RESAMPLES, block):
        times = np.stack(
            [
                np.bincount(rng.integers(0, label.size, label.size), minlength=label.size)
                for _ in range(min(block, RESAMPLES - begun))
            ]
        ).astype(np.float64)
        for name, score in scores.items():
            parts[name].append(measures(label, amount, score, times, first))
    drawn = {name: np.concatenate(its) for name, its in parts.items()}
    return {
        name: Measured(
            _figures(whole[name], drawn[name], first),
            _figures(whole[name] - whole[baseline], drawn[name] - drawn[baseline], first),
        )
        for name in scores
    }


def _figures(value: Doubles, drawn: Doubles, first: Sequence[int]) -> dict[str, Figure]:
    tail = (1 - INTERVAL) / 2
    found = {}
    for place, name in enumerate(names_of(first)):
        known = drawn[np.isfinite(drawn[:, place]), place]
        low, high = np.quantile(known, [tail, 1 - tail]) if known.size else (np.nan, np.nan)
        found[name] = Figure(float(value[place]), float(low), float(high))
    return found


STRATA = 10


def by_size(label: npt.NDArray[np.bool_], amount: Doubles, score: Doubles) -> dict[str, float]:
    """Average precision and ROC AUC within tenths of the amount, weighted by what each found.

    An order that only repeats who is large says nothing among subjects of one size. Tenths in
    which everybody or nobody was found tell nothing and are left out; no figure where all are.
    """
    place = np.argsort(np.argsort(amount, kind="stable"), kind="stable")
    tenth = place * STRATA // max(amount.size, 1)
    figures, weights = [], []
    for number in range(STRATA):
        at = tenth == number
        found = int(label[at].sum())
        if found in (0, int(at.sum())):
            continue
        once = np.ones((1, int(at.sum())))
        figures.append(measures(label[at], amount[at], score[at], once, ())[0])
        weights.append(found)
    if not figures:
        return {"tenths": 0.0}
    precision, area = np.average(np.stack(figures), axis=0, weights=weights)
    return {
        "tenths": float(len(figures)),
        "average_precision": round(float(precision), 6),
        "roc_auc": round(float(area), 6),
    }


def found_curve(label: npt.NDArray[np.bool_], score: Doubles, points: int = 200) -> Doubles:
    """Share of all found among the first n, for n in even steps: rows of (share looked at, found).

    Ties count as a draw among them would on average.
    """
    order = np.argsort(-score, kind="stable")
    ordered, hits = score[order], label[order].astype(np.float64)
    starts = np.flatnonzero(np.diff(ordered, prepend=np.inf) != 0)
    sizes = np.diff(np.append(starts, score.size))
    hits = np.repeat(np.add.reduceat(hits, starts) / sizes, sizes)
    found = np.concatenate([[0.0], np.cumsum(hits)]) / max(float(label.sum()), 1.0)
    at = np.unique(np.linspace(0, score.size, min(points, score.size) + 1).astype(np.int64))
    curve: Doubles = np.column_stack([at / score.size, found[at]])
    return curve
