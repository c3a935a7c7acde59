"""Detectors and ranking on a labelled table, against the plainest order there is: by amount.

What `feijian evaluate` measures. No label is read before the orders stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from feijian.errors import ImportRefused, Problem
from feijian.models.detectors import NEIGHBOURS, DetectorRefused, detector_scores
from feijian.models.labelled import Labelled, labelled_table
from feijian.models.measures import FIRST, INTERVAL, RESAMPLES, Figure, Measured, measured
from feijian.models.model import BASELINE, DETECTORS, Feature
from feijian.models.odds import odds_of, shifted
from feijian.models.peers import Doubles, PeerGroups
from feijian.models.preparing import feature_space, significant
from feijian.models.query import NotApplicable
from feijian.models.scoring import baseline_score, standing

SEED = 20260401
PRIOR = 0.3
"""The chance of a suspicion nobody has checked: a suspect rule's, before any verdict."""
WIDE = 10.0
"""An amount or count whose largest values lie beyond so many medians is compared by its logarithm."""
RANDOM, AMOUNT, RANKING = "random", "amount", "ranking"
HEADERS = (
    "order", "average precision", "ROC AUC", *(f"precision at {n}" for n in FIRST),
    *(f"amount in first {n}" for n in FIRST), "ahead of amount",
)  # fmt: skip


@dataclass(frozen=True)
class Evaluation:
    """What was measured of each order, best average precision first, and what must be said."""

    subjects: int
    found: int
    amount: float
    orders: dict[str, Measured]
    refused: tuple[str, ...]
    notes: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """Figures by order; shares of amounts and the amounts themselves."""
        rows = []
        for name, its in self.orders.items():
            figures = {key: figure.json() for key, figure in its.figures.items()}
            for n in FIRST:
                share = its.figures[f"amount_share_at_{n}"]
                figures[f"amount_found_at_{n}"] = Figure(
                    *(x * self.amount for x in (share.value, share.low, share.high))
                ).json()
            ahead = its.ahead["average_precision"].json()
            rows.append({"order": name, **figures, "ahead_of_amount": ahead})
        return {
            "subjects": self.subjects, "found": self.found, "amount_found": round(self.amount, 2),
            "interval": INTERVAL, "resamples": RESAMPLES, "orders": rows,
            "refused": list(self.refused), "notes": list(self.notes),
        }  # fmt: skip

    def table(self) -> tuple[list[str], list[list[str]], list[int]]:
        """Headers, rows and the positions of columns of numbers."""
        rows = []
        for name, its in self.orders.items():
            f = its.figures
            cells = [_shown(f["average_precision"], 3), _shown(f["roc_auc"], 3)]
            cells += [_shown(f[f"precision_at_{n}"], 2) for n in FIRST]
            cells += [_shown(f[f"amount_share_at_{n}"], 2) for n in FIRST]
            ahead = "" if name == AMOUNT else _shown(its.ahead["average_precision"], 3)
            rows.append([name, *cells, ahead])
        return list(HEADERS), rows, list(range(1, len(HEADERS)))


def evaluate_table(table: Path, *, label: str, identity: str, amount: str) -> Evaluation:
    """Measure every detector and the ranking on a table of labelled subjects.

    label, identity, amount: its columns. Every other column of numbers is a feature.
    Raises ImportRefused with everything that is wrong with the table.
    """
    given = labelled_table(table, label=label, identity=identity, amount=amount)
    scores, refused, notes = orders_of(given, table.name)
    orders = measured(given.label, given.amount, scores, AMOUNT, SEED)
    best = sorted(orders, key=lambda n: -orders[n].figures["average_precision"].value)
    amount_found = float(given.amount[given.label].sum())
    return Evaluation(
        given.label.size,
        int(given.label.sum()),
        amount_found,
        {name: orders[name] for name in best},
        tuple(refused),
        (
            f"{given.label.size} subjects, {int(given.label.sum())} of them found "
            f"({given.label.mean():.1%}), amount {amount_found:,.2f}",
            *given.notes,
            *notes,
            *refused,
            *_compared(orders),
            f"intervals: {INTERVAL:.0%} over {RESAMPLES} resamples of the subjects, scores as they stand; "
            "'ahead of amount' is the difference in average precision on the same resamples",
        ),
    )


def orders_of(given: Labelled, name: str) -> tuple[dict[str, Doubles], list[str], list[str]]:
    """A score per subject for each order, detectors that refused, and what was done to columns."""
    size = given.label.size
    one = np.zeros(size, dtype=np.int64)
    groups = PeerGroups(one, (one,), one + size - 1, one + size - 1, np.arange(size))
    features = [declared(c, given.features[c].to_numpy()) for c in given.features.columns]
    try:
        space = feature_space(given.features, features, groups)
    except NotApplicable as reason:
        raise ImportRefused(Problem(name, str(reason))) from None
    notes = [*_told(given, features), *space.notes]
    matrix = space.directed()
    scores = {RANDOM: np.zeros(size), AMOUNT: given.amount, BASELINE: baseline_score(matrix)}
    telling = matrix[:, np.ptp(matrix, axis=0) > 0]
    refused = []
    for detector in DETECTORS:
        if detector == BASELINE:
            continue
        if detector in ("knn", "lof") and size <= NEIGHBOURS + 1:
            refused.append(f"{detector} left out: it needs more than {NEIGHBOURS + 1} subjects")
            continue
        try:
            result = detector_scores(detector, telling, given.ids, SEED)
        except DetectorRefused as reason:
            refused.append(str(reason))
            continue
        scores[detector] = significant(result.scores)
        notes += [result.note] if result.note else []
    scores[RANKING] = fused(given.amount, standing(scores[BASELINE], groups).percentile)
    return scores, refused, notes


def fused(amount: Doubles, percentile: Doubles) -> Doubles:
    """Expected recovery as leads have it: amount × chance, the chance moved by the outlier reading."""
    chance = np.array([shifted(PRIOR, odds_of(p)) for p in percentile.tolist()])
    expected: Doubles = amount * chance
    return expected


def declared(name: str, values: Doubles) -> Feature:
    """A feature as a model's header would declare it, from its values alone.

    A column without negative values is an amount, count or share: high is remarkable, and where
    it reaches far it is compared by its logarithm. One with negative values is a difference, and
    both sides are remarkable.
    """
    finite = values[np.isfinite(values)]
    positive = finite.size > 0 and bool(finite.min() >= 0)
    middle = float(np.median(finite[finite > 0])) if positive and (finite > 0).any() else 0.0
    far = positive and middle > 0 and float(finite.max()) > WIDE * middle
    return Feature(
        name=name, title=name, title_zh=name, unit="", unit_zh="",
        direction="high" if positive else "both", scale="log" if far else "linear",
        format="number", floor=0.0, counts="", half_at=0.0,
    )  # fmt: skip


def _told(given: Labelled, features: list[Feature]) -> list[str]:
    told = [f"features: {', '.join(f.name for f in features)}"]
    logs = [f.name for f in features if f.scale == "log"]
    sides = [f.name for f in features if f.direction == "both"]
    if logs:
        told.append(f"compared by their logarithm: {', '.join(logs)}")
    if sides:
        told.append(f"with negative values, remarkable on both sides: {', '.join(sides)}")
    lacking = {c: int(np.isnan(given.features[c].to_numpy()).sum()) for c in given.features.columns}
    missing = [f"{c} {n}" for c, n in lacking.items() if n]
    if missing:
        told.append(f"missing values, taken as the median and never adding: {', '.join(missing)}")
    return told


def _compared(orders: dict[str, Measured]) -> list[str]:
    """Where sorting by amount wins, loses, and cannot be told apart."""
    words: dict[str, list[str]] = {"wins against": [], "loses to": [], "cannot be told from": []}
    for name, its in orders.items():
        if name == AMOUNT:
            continue
        ahead = its.ahead["average_precision"]
        key = (
            "wins against"
            if ahead.high < 0
            else "loses to"
            if ahead.low > 0
            else "cannot be told from"
        )
        words[key].append(name)
    return [f"sorting by amount {k} {', '.join(names)}" for k, names in words.items() if names]


def _shown(figure: Figure, digits: int) -> str:
    if not np.isfinite(figure.value):
        return "—"
    return f"{figure.value:.{digits}f} ({figure.low:.{digits}f}…{figure.high:.{digits}f})"
