"""Learning from past sanctions and upheld visits, adopted only where it has shown a gain.

Known positives teach trees over the models' comparisons (z), nobody being known to be innocent.
Whether that orders providers better than the models' own percentiles is asked of the workspace's
later verdicts: what was known before a day is learned from, who was judged after it is ordered. The
learned order is used while the 90 % interval of its gain in average precision lies above 0 and
falls back by itself where it does not: the question is asked anew in every run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from feijian.leads.posterior import HEAVIEST, clustered, upheld_shares
from feijian.leads.sanctions import Sanction
from feijian.plain import Json

Doubles = npt.NDArray[np.float64]
SEED = 20260401
LEAST_KNOWN, LEAST_JUDGED, LEAST_OF_EACH = 10, 20, 5
"""Positives before the day, providers judged after it, and upheld and rejected ones among those."""
RESAMPLES = 400
TAIL = 0.05
UPHELD_FROM = 0.5
"""A provider counts as positive when at least this share of what was judged there was upheld."""
CLIP = 10.0


@dataclass(frozen=True)
class Known:
    """A provider's first known day and whether it was found at fault. weight: for those it stands for."""

    provider_id: str
    on: date
    is_positive: bool
    weight: float
    is_sanction: bool = False


@dataclass(frozen=True)
class Learning:
    """What the question came to. percentiles: by provider, of the learned order, where adopted.

    because: per provider, the comparisons that carry its learned score, the strongest first:
    (model_id, feature, how much the score falls without it).
    """

    is_adopted: bool
    reason: str
    known: int = 0
    judged: int = 0
    gain: float | None = None
    low: float | None = None
    high: float | None = None
    percentiles: Mapping[str, float] = field(default_factory=dict)
    because: Mapping[str, tuple[tuple[str, str, float], ...]] = field(default_factory=dict)

    def plain(self) -> Json:
        """As the run's summary and learning.json say it."""
        names = ("is_adopted", "reason", "known", "judged", "gain", "low", "high")
        return {name: getattr(self, name) for name in names}


NOTHING_LEARNED = Learning(False, "nothing is known yet")


def known_providers(
    verdicts: pl.DataFrame, findings: pl.DataFrame, sanctions: Sequence[Sanction]
) -> list[Known]:
    """One entry a provider: sanctions as positives, verdicts by what was upheld there, by day."""
    found: dict[str, Known] = {}
    for told in sorted(sanctions, key=lambda s: (s.on, s.instrument)):
        if told.provider_id:
            found.setdefault(
                told.provider_id, Known(told.provider_id, told.on, True, 1.0, is_sanction=True)
            )
    if not verdicts.is_empty():
        shares = upheld_shares(clustered(verdicts, findings))
        own = findings["provider_id"].drop_nulls().unique()
        by_provider = (
            shares.filter(pl.col("cluster").is_in(own.implode()))
            .group_by("cluster")
            .agg(
                pl.col("share").mean(),
                pl.col("at").cast(pl.String).str.slice(0, 10).min(),
                pl.col("weight").max().clip(1.0, HEAVIEST),
            )
            .sort("cluster")
        )
        for provider, share, day, weight in by_provider.iter_rows():
            entry = Known(provider, date.fromisoformat(day), share >= UPHELD_FROM, weight)
            # what was judged is measured by; a sanction is learned from where nothing was judged
            found[provider] = entry
    return sorted(found.values(), key=lambda k: (k.on, k.provider_id))


def comparisons_of(
    peers: pl.DataFrame, providers: Sequence[str]
) -> tuple[Doubles, list[tuple[str, str]]]:
    """Each provider's largest z of every feature over its periods; 0 where it has none.

    peers: peers.parquet. Rows in the order of `providers`.
    """
    if peers.is_empty() or "z" not in peers.columns:
        return np.zeros((len(providers), 0)), []
    its = (
        peers.filter(pl.col("subject_id").is_in(list(providers)) & pl.col("z").is_finite())
        .group_by("model_id", "feature", "subject_id")
        .agg(pl.col("z").max())
    )
    names = sorted(set(its.select("model_id", "feature").iter_rows()))
    column = {name: number for number, name in enumerate(names)}
    row = {provider: number for number, provider in enumerate(providers)}
    matrix = np.zeros((len(providers), len(names)))
    for model, feature, subject, z in its.iter_rows():
        matrix[row[subject], column[model, feature]] = min(max(z, -CLIP), CLIP)
    return matrix, names


def learned(
    peers: pl.DataFrame,
    percentiles: Mapping[str, float],
    known: Sequence[Known],
    asked: Sequence[str] = (),
) -> Learning:
    """Ask the question, and where the answer is yes order all providers by what was learned.

    percentiles: the models' own reading by provider; they are who is ordered. asked: providers
    whose reasons are wanted.
    """
    providers = sorted(percentiles)
    matrix, names = comparisons_of(peers, providers)
    at = {provider: number for number, provider in enumerate(providers)}
    its = [k for k in known if k.provider_id in at]
    judged = [k for k in its if not k.is_sanction]
    if len(judged) < LEAST_JUDGED or not names:
        return Learning(False, "too few providers judged", len(its), len(judged))
    day = judged[len(judged) // 2].on
    before = [k for k in its if k.on < day and k.is_positive]
    after = [k for k in judged if k.on >= day]
    upheld = sum(k.is_positive for k in after)
    if len(before) < LEAST_KNOWN or min(upheld, len(after) - upheld) < LEAST_OF_EACH:
        return Learning(
            False, "too few known before or judged after the day", len(before), len(after)
        )
    positive = np.zeros(len(providers), dtype=bool)
    positive[[at[k.provider_id] for k in before]] = True
    scores = _scores(matrix, positive, [])[0]
    rows = [at[k.provider_id] for k in after]
    gain, low, high = _gain(
        np.array([k.is_positive for k in after]),
        scores[rows],
        np.array([percentiles[k.provider_id] for k in after]),
        np.array([k.weight for k in after]),
    )
    if not low > 0:
        return Learning(
            False, "no gain shown on later verdicts", len(before), len(after), gain, low, high
        )
    # everything known is learned from now
    positive[[at[k.provider_id] for k in its if k.is_positive]] = True
    wanted = [at[p] for p in asked if p in at]
    final, parts = _scores(matrix, positive, wanted)
    place = (np.argsort(np.argsort(final, kind="stable"), kind="stable") + 0.5) / len(providers)
    because = {
        providers[row]: tuple(
            (*names[f], float(fall[f])) for f in np.argsort(-fall, kind="stable")[:3] if fall[f] > 0
        )
        for row, fall in zip(wanted, parts, strict=True)
    }
    return Learning(
        True,
        "later verdicts show a gain",
        len(before),
        len(after),
        gain,
        low,
        high,
        {p: round(100 * float(place[n]), 1) for p, n in at.items()},
        because,
    )


def _scores(
    matrix: Doubles, positive: npt.NDArray[np.bool_], wanted: Sequence[int]
) -> tuple[Doubles, list[Doubles]]:
    """The learned score of every row; for wanted rows how much it falls with each column at 0."""
    from feijian.models.detectors import learned_from_positives

    if not wanted:
        return learned_from_positives(matrix, positive, SEED), []
    changed = []
    for row in wanted:
        copies = np.repeat(matrix[[row]], matrix.shape[1], axis=0)
        np.fill_diagonal(copies, 0.0)
        changed.append(copies)
    # rows that are never positive are only scored: one learning answers for all
    whole = np.vstack([matrix, *changed])
    known = np.concatenate([positive, np.zeros(whole.shape[0] - matrix.shape[0], dtype=bool)])
    scores = learned_from_positives(whole, known, SEED, drawn_from=matrix.shape[0])
    base, rest = scores[: matrix.shape[0]], scores[matrix.shape[0] :]
    size = matrix.shape[1]
    return base, [base[row] - rest[n * size : (n + 1) * size] for n, row in enumerate(wanted)]


def _gain(
    label: npt.NDArray[np.bool_], new: Doubles, old: Doubles, weight: Doubles
) -> tuple[float, float, float]:
    """Average precision of the new order minus the old one's, with a bootstrap interval."""

    def difference(rows: npt.NDArray[np.int64]) -> float:
        its = (label[rows], weight[rows])
        return average_precision(new[rows], *its) - average_precision(old[rows], *its)

    rng = np.random.default_rng(SEED)
    everyone = np.arange(label.size)
    drawn: list[float] = []
    while len(drawn) < RESAMPLES:
        rows = rng.integers(0, label.size, label.size)
        if 0 < label[rows].sum() < label.size:
            drawn.append(difference(rows))
    low, high = np.quantile(drawn, (TAIL, 1 - TAIL))
    return difference(everyone), float(low), float(high)


def average_precision(score: Doubles, label: npt.NDArray[np.bool_], weight: Doubles) -> float:
    """Weighted average precision; rows of one score are taken together."""
    order = np.argsort(-score, kind="stable")
    found = np.cumsum(np.where(label, weight, 0.0)[order])
    seen = np.cumsum(weight[order])
    # where the next score is lower, a list can end
    ends = np.flatnonzero(np.append(np.diff(score[order]) != 0, True))
    precision, recall = found[ends] / seen[ends], found[ends] / found[-1]
    return float(np.sum(precision * np.diff(recall, prepend=0.0)))
