"""How well an order finds what inspections found: figures with bootstrap intervals, ties included.

Subjects with equal scores have no order among themselves: every figure is what a draw among them
would give on average. An order in which all are equal is therefore exactly the random one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feijian.models.peers import Doubles

FIRST = (10, 20, 50)
NAMES = (
    "average_precision", "roc_auc", *(f"precision_at_{n}" for n in FIRST),
    *(f"amount_share_at_{n}" for n in FIRST),
)  # fmt: skip
"""The figures in order. amount_share: of the amount of all that inspections found, in 0…1."""
INTERVAL = 0.95
RESAMPLES = 400
CELLS = 4_000_000
"""Resamples are worked off in blocks of about so many numbers."""


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
    label: npt.NDArray[np.bool_], amount: Doubles, score: Doubles, times: Doubles
) -> Doubles:
    """The figures of NAMES of one order.

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
        taken = [np.clip(np.where(every > 0, (n - before) / every, 0.0), 0, 1) for n in FIRST]
        size = drawn.sum(axis=1)
        at = [
            (t * hit).sum(axis=1) / np.minimum(n, size) for n, t in zip(FIRST, taken, strict=True)
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
) -> dict[str, Measured]:
    """Every order's figures with intervals, from the same resamples of the subjects.

    The scores stay as they are: what varies is which subjects the table happens to hold.
    """
    rng = np.random.default_rng(seed)
    plain = np.ones((1, label.size))
    whole = {name: measures(label, amount, score, plain)[0] for name, score in scores.items()}
    parts: dict[str, list[Doubles]] = {name: [] for name in scores}
    block = max(1, CELLS // label.size)
    for first in range(0, RESAMPLES, block):
        times = np.stack(
            [
                np.bincount(rng.integers(0, label.size, label.size), minlength=label.size)
                for _ in range(min(block, RESAMPLES - first))
            ]
        ).astype(np.float64)
        for name, score in scores.items():
            parts[name].append(measures(label, amount, score, times))
    drawn = {name: np.concatenate(its) for name, its in parts.items()}
    return {
        name: Measured(
            _figures(whole[name], drawn[name]),
            _figures(whole[name] - whole[baseline], drawn[name] - drawn[baseline]),
        )
        for name in scores
    }


def _figures(value: Doubles, drawn: Doubles) -> dict[str, Figure]:
    tail = (1 - INTERVAL) / 2
    found = {}
    for place, name in enumerate(NAMES):
        known = drawn[np.isfinite(drawn[:, place]), place]
        low, high = np.quantile(known, [tail, 1 - tail]) if known.size else (np.nan, np.nan)
        found[name] = Figure(float(value[place]), float(low), float(high))
    return found
