"""Detectors and ranking on a labelled table, against the plainest order there is: by amount.

What `feijian evaluate` measures. No label is read before the orders stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from feijian.errors import ImportRefused, Problem
from feijian.messages import sentence
from feijian.models.detectors import (
    FOREST,
    NEIGHBOURS,
    DetectorRefused,
    detector_scores,
    learned_from_positives,
)
from feijian.models.evaluation_notes import compared, notes_on
from feijian.models.header import BASELINE, DETECTORS, MINIMUM_OTHERS, MINIMUM_PEERS, Feature
from feijian.models.labelled import Labelled, labelled_table, numbers
from feijian.models.measures import (
    FIRST,
    INTERVAL,
    RESAMPLES,
    Figure,
    Measured,
    by_size,
    found_curve,
    measured,
)
from feijian.models.odds import odds_of, shifted
from feijian.models.peers import Doubles, peer_groups
from feijian.models.preparing import feature_space, rank_correlation, significant
from feijian.models.query import NotApplicable
from feijian.models.scoring import (
    population_percentile,
    published_score,
    standing,
)
from feijian.models.wanted import AMOUNT, HALF_AT, Wanted, comparing
from feijian.plain import Json

SEED = 20260401
PRIOR = 0.3
"""The chance of a suspicion nobody has checked: a suspect rule's, before any verdict."""
WIDE = 10.0
"""An amount or count whose largest values lie beyond so many medians is compared by its logarithm."""
STRAYING = 0.1
"""A rank correlation beyond this between worth and straying is no accident of a few hundred rows."""
UPWARD = 2.0
"""A column that reaches so much further up than down is remarkable where it is high."""
RANDOM, RANKING = "random", "ranking"
LEARNED = "learned from positives"


def headers_of(first: tuple[int, ...]) -> list[str]:
    """The columns of the printed table."""
    return [
        "order",
        "average precision",
        "ROC AUC",
        *(sentence("precision at {n}", n=n) for n in first),
        *(sentence("amount in first {n}", n=n) for n in first),
        "ahead of amount",
    ]


@dataclass(frozen=True)
class Evaluation:
    """What was measured of each order, best average precision first, and what must be said.

    strata: per order, its figures within tenths of the amount. curves: see `found_curve`.
    """

    subjects: int
    found: int
    amount: float
    orders: dict[str, Measured]
    refused: tuple[str, ...]
    notes: tuple[str, ...]
    first: tuple[int, ...] = FIRST
    strata: dict[str, dict[str, float]] = field(default_factory=dict)
    curves: dict[str, Doubles] = field(default_factory=dict)

    def json(self) -> Json:
        """Figures by order; shares of amounts and the amounts themselves."""
        rows = []
        for name, its in self.orders.items():
            figures = {key: figure.json() for key, figure in its.figures.items()}
            for n in self.first:
                share = its.figures[f"amount_share_at_{n}"]
                figures[f"amount_found_at_{n}"] = Figure(
                    *(x * self.amount for x in (share.value, share.low, share.high))
                ).json()
            ahead = its.ahead["average_precision"].json()
            rows.append({"order": name, **figures, "ahead_of_amount": ahead})
        return {
            "subjects": self.subjects,
            "found": self.found,
            "amount_found": round(self.amount, 2),
            "interval": INTERVAL,
            "resamples": RESAMPLES,
            "orders": rows,
            "refused": list(self.refused),
            "notes": list(self.notes),
            "first": list(self.first),
            "strata": self.strata,
        }

    def table(self) -> tuple[list[str], list[list[str]], list[int]]:
        """Headers, rows and the positions of columns of numbers."""
        rows = []
        for name, its in self.orders.items():
            f = its.figures
            cells = [_shown(f["average_precision"], 3), _shown(f["roc_auc"], 3)]
            cells += [_shown(f[f"precision_at_{n}"], 2) for n in self.first]
            cells += [_shown(f[f"amount_share_at_{n}"], 2) for n in self.first]
            ahead = "" if name == AMOUNT else _shown(its.ahead["average_precision"], 3)
            rows.append([name, *cells, ahead])
        headers = headers_of(self.first)
        return headers, rows, list(range(1, len(headers)))

    def strata_table(self) -> tuple[list[str], list[list[str]], list[int]]:
        """The figures within tenths of the amount, as `table` gives them over all."""
        headers = ["within tenths of the amount", "average precision", "ROC AUC", "tenths"]
        rows = [
            [
                name,
                *(f"{its[k]:.3f}" if k in its else "—" for k in ("average_precision", "roc_auc")),
                f"{its['tenths']:.0f}",
            ]
            for name, its in self.strata.items()
        ]
        return headers, rows, [1, 2, 3]


def evaluate_table(
    table: Path, *, label: str, identity: str, amount: str, wanted: Wanted | None = None
) -> Evaluation:
    """Measure every detector and the ranking on a table of labelled subjects.

    label, identity, amount: its columns. Every other column of numbers is a feature.
    wanted: peers, directions and lists; everyone, guessed ones and the usual ones where None.
    Raises ImportRefused with everything that is wrong with the table.
    """
    wanted = wanted or Wanted(label, identity, amount)
    given = labelled_table(table, label=label, identity=identity, amount=amount, wanted=wanted)
    scores, refused, notes = orders_of(given, table.name, wanted)
    subjects = _subjects(given, scores, wanted)
    if not subjects.label.any() or subjects.label.all():
        what = "beside the known positives every label is the same: nothing to tell apart"
        where = sentence("{table}, column {column}", table=table.name, column=label)
        raise ImportRefused(Problem(where, what, "Both kinds are needed."))
    orders = measured(subjects.label, subjects.amount, subjects.scores, AMOUNT, SEED, wanted.first)
    best = sorted(orders, key=lambda n: -orders[n].figures["average_precision"].value)
    amount_found = float(subjects.amount[subjects.label].sum())
    return Evaluation(
        subjects.label.size,
        int(subjects.label.sum()),
        amount_found,
        {name: orders[name] for name in best},
        tuple(refused),
        (
            sentence(
                "{n} subjects, {found} of them found ({share:.1%}), amount {amount:,.2f}",
                n=subjects.label.size,
                found=int(subjects.label.sum()),
                share=float(subjects.label.mean()),
                amount=amount_found,
            ),
            *given.notes,
            *notes,
            *refused,
            *compared(orders),
            sentence(
                "intervals: {interval:.0%} over {resamples} resamples of the subjects, scores as they stand; 'ahead of amount' is the difference in average precision on the same resamples",
                interval=INTERVAL,
                resamples=RESAMPLES,
            ),
        ),
        wanted.first,
        {name: by_size(subjects.label, subjects.amount, subjects.scores[name]) for name in best}
        if wanted.strata
        else {},
        {name: found_curve(subjects.label, subjects.scores[name]) for name in best},
    )


@dataclass(frozen=True)
class Subjects:
    """What is measured: a label, an amount and a score of each order per subject."""

    label: npt.NDArray[np.bool_]
    amount: Doubles
    scores: dict[str, Doubles]


def _subjects(given: Labelled, scores: dict[str, Doubles], wanted: Wanted) -> Subjects:
    """Rows joined to subjects (of a panel), those known already left out.

    A subject of several rows stands by the better of two places: by its mean score and by its
    highest, as leads read months.
    """
    label, amount, known = given.label, given.amount, given.positive
    if wanted.is_panel:
        names, of = np.unique(np.array(given.ids), return_inverse=True)
        rows = np.bincount(of).astype(np.float64)
        label = np.bincount(of, weights=label) > 0
        known = np.bincount(of, weights=known) > 0
        amount = np.bincount(of, weights=amount).astype(np.float64)
        joined = {}
        for name, score in scores.items():
            highest = np.full(names.size, -np.inf)
            np.maximum.at(highest, of, score)
            mean = np.bincount(of, weights=score) / rows
            joined[name] = np.maximum(population_percentile(mean), population_percentile(highest))
        joined[AMOUNT], joined[RANDOM] = amount, np.zeros(names.size)
        scores = joined
    return Subjects(label[~known], amount[~known], {n: s[~known] for n, s in scores.items()})


def orders_of(
    given: Labelled, name: str, wanted: Wanted
) -> tuple[dict[str, Doubles], list[str], list[str]]:
    """A score per row for each order, detectors that refused, and what was done to columns."""
    import polars as pl

    size = given.label.size
    ids = pl.Series("subject_id", given.ids)
    leave_out = wanted.leave_out or "subject_id"
    rows = given.features.with_columns(
        *(
            given.beside[c].alias(c)
            for c in given.beside.columns
            if c not in given.features.columns
        ),
        ids,
    )
    groups = peer_groups(rows, comparing(wanted, leave_out))
    alone = groups.step < 0
    if alone.all():
        where = f"{name}, --peers {','.join(wanted.within)}"
        least = {"peers": MINIMUM_PEERS, "others": MINIMUM_OTHERS}
        what = sentence("no row has {peers} peers of {others} others", **least)
        raise ImportRefused(Problem(where, what, "Name fewer columns, or ones with fewer values."))
    features = [
        asked(c, given.features[c].to_numpy(), wanted, given.amount) for c in given.features.columns
    ]
    if wanted.counts:
        counts = numbers(rows[wanted.counts])
        assert counts is not None
        rows = rows.with_columns(pl.Series(wanted.counts, counts).fill_nan(None))
    try:
        space = feature_space(rows, features, groups)
    except NotApplicable as reason:
        raise ImportRefused(Problem(name, str(reason))) from None
    notes = [*notes_on(given, features, wanted), *space.notes]
    if wanted.within and alone.any():
        notes.append(sentence("{n} rows without enough peers stand last", n=int(alone.sum())))
    matrix = space.by_theme()
    scores = {RANDOM: np.zeros(size), AMOUNT: given.amount}
    telling = matrix[:, np.ptp(matrix, axis=0) > 0]
    refused = []
    for detector in DETECTORS:
        if detector == BASELINE:
            continue
        if detector in ("knn", "lof") and size <= NEIGHBOURS + 1:
            refused.append(
                sentence(
                    "{detector} left out: it needs more than {n} subjects",
                    detector=detector,
                    n=NEIGHBOURS + 1,
                )
            )
            continue
        try:
            result = detector_scores(detector, telling, given.ids, SEED)
        except DetectorRefused as reason:
            refused.append(str(reason))
            continue
        scores[detector] = significant(result.scores)
        notes += [result.note] if result.note else []
    scores[BASELINE] = published_score(matrix, scores.get(FOREST))
    scores[RANKING] = fused(given.amount, standing(scores[BASELINE], groups).percentile)
    if given.positive.any():
        scores[LEARNED] = learned_from_positives(
            np.column_stack([space.z, matrix]), given.positive, SEED
        )
        known = int(given.positive.sum())
        notes.append(sentence("learned from {n} known positives, which are not measured", n=known))
    for order in scores:
        if order not in (RANDOM, AMOUNT) and wanted.within:
            scores[order] = np.where(alone, scores[order].min() - 1, scores[order])
    return scores, refused, notes


def asked(name: str, values: Doubles, wanted: Wanted, size: Doubles) -> Feature:
    """A feature as the options say, and as its values say where they do not."""
    guessed = declared(name, values, size)
    direction = wanted.directions.get(name, guessed.direction)
    scale = "log" if name in wanted.logs else guessed.scale
    return replace(
        guessed,
        direction=direction,
        scale=scale,
        counts=wanted.counts,
        half_at=HALF_AT if wanted.counts else 0.0,
    )


def fused(amount: Doubles, percentile: Doubles) -> Doubles:
    """Expected recovery as leads have it: amount × chance, the chance moved by the outlier reading."""
    chance = np.array([shifted(PRIOR, odds_of(p)) for p in percentile.tolist()])
    expected: Doubles = amount * chance
    return expected


def declared(name: str, values: Doubles, size: Doubles | None = None) -> Feature:
    """A feature as a model's header would declare it, from its values alone.

    A column without negative values that reaches much further up than down is an amount, a count or a
    rare share: high is remarkable, and where it reaches far it is compared by its logarithm. Of one that
    spreads to both sides alike, or has negative values, both sides are (docs/score.md), unless it strays
    most where subjects are small: then it is an average of few, and its low side says nothing.
    size: what each row is worth, where that is known.
    """
    finite = values[np.isfinite(values)]
    positive = (
        finite.size > 0
        and bool(finite.min() >= 0)
        and (_reaches_up(finite) or (size is not None and _strays_where_small(values, size)))
    )
    middle = float(np.median(finite[finite > 0])) if positive and (finite > 0).any() else 0.0
    far = positive and middle > 0 and float(finite.max()) > WIDE * middle
    return Feature(
        name=name,
        title=name,
        title_zh=name,
        direction="high" if positive else "both",
        scale="log" if far else "linear",
        format="number",
        half_at=0.0,
    )


def _reaches_up(finite: Doubles) -> bool:
    """Whether the way from the median to the 90th percentile is long beside that to the 10th."""
    low, middle, high = (float(q) for q in np.quantile(finite, (0.1, 0.5, 0.9)))
    # below a median that is the least value there is nothing
    return middle == float(finite.min()) or high - middle > UPWARD * (middle - low)


def _strays_where_small(values: Doubles, size: Doubles) -> bool:
    """Whether rows lie further from the median the less they are worth (rank correlation)."""
    known = np.isfinite(values) & np.isfinite(size)
    away = np.abs(values[known] - np.median(values[known]))
    return rank_correlation(away, size[known]) < -STRAYING


def _shown(figure: Figure, digits: int) -> str:
    if not np.isfinite(figure.value):
        return "—"
    return f"{figure.value:.{digits}f} ({figure.low:.{digits}f}…{figure.high:.{digits}f})"
