"""One model, from the warehouse to its scores: the relational and the pure parts joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from feijian.contracts.sql_limits import DEFAULT_SECONDS
from feijian.models.detectors import FOREST, DetectorRefused, detector_scores
from feijian.models.header import BASELINE
from feijian.models.model import Model
from feijian.models.peers import Doubles, Integers, peer_groups
from feijian.models.preparing import FeatureSpace, feature_space
from feijian.models.publishing import PeerComparison, charted_quantiles, peer_table, score_table
from feijian.models.query import NotApplicable, lacking, subject_rows
from feijian.models.scoring import published_score, ranks

if TYPE_CHECKING:
    import duckdb
    import polars as pl


@dataclass(frozen=True)
class Scored:
    """What a model that ran gives.

    scores: the columns of scores.parquet without run_id, in order of rank.
    peers:  the columns of peers.parquet, per row and feature.
    by_detector: raw scores of every detector that stood, per row of `scores`.
    subjects: rows the query returned; those without a peer group are not in `scores`.
    notes:  what was dropped, refused or sampled.
    """

    scores: pl.DataFrame
    peers: pl.DataFrame
    by_detector: dict[str, Doubles]
    subjects: int
    notes: tuple[str, ...]


def run_model(
    model: Model,
    connection: duckdb.DuckDBPyConnection,
    values: Mapping[str, Any],
    seed: int,
    seconds: float = DEFAULT_SECONDS,
) -> Scored:
    """Run one model's query and score its rows.

    values: what the query's `$parameters` are bound to. seconds: how long the query may take.
    Raises NotApplicable (a needed table is empty, too few subjects), ModelRefused (its rows
    cannot be compared) and whatever DuckDB raises for a query that fails.
    """
    missing = lacking(model, connection)
    if missing:
        raise NotApplicable(f"no rows in {', '.join(missing)}")
    return score_rows(model, subject_rows(model, connection, values, seconds), seed)


def score_rows(model: Model, rows: pl.DataFrame, seed: int) -> Scored:
    """Score the rows of a model: everything after its query.

    rows: the model's outputs, one per subject and period, sorted by them.
    """
    rows, notes = _set_aside(model, rows)
    distinct = rows["subject_id"].n_unique()
    if distinct < model.minimum_subjects:
        needed = model.minimum_subjects
        what = "; ".join((f"{distinct} subjects, fewer than the {needed} needed", *notes))
        raise NotApplicable(what, rows.height)
    groups = peer_groups(rows, model)
    grouped = groups.step >= 0
    silent = _peers_only(model, rows)
    if not grouped.any():
        what = f"no subject has {model.minimum_peers} peers in any declared group"
        raise NotApplicable(what, rows.height)
    space = feature_space(rows, model.features, groups)
    notes += space.notes
    alone = ~grouped & ~silent
    if alone.any():
        notes.append(f"{int(alone.sum())} rows without enough peers not scored")
    # the features live on in the space; a million rows are not held twice
    held = {*model.peer_columns, *model.count_columns}
    rows = rows.drop([f.name for f in model.features if f.name not in held])
    kept = np.flatnonzero(grouped & ~silent)
    if not kept.size:
        what = f"no subject has {model.minimum_peers} peers in any declared group"
        raise NotApplicable(what, rows.height)
    compared = np.flatnonzero(grouped)
    everyone, beside = _all_detectors(model, rows, space, compared, seed, notes)
    published = ~silent[compared]
    by_detector = {name: scores[published] for name, scores in beside.items()}
    order = np.argsort(ranks(by_detector[BASELINE]))
    found = PeerComparison(model, rows, groups, space)
    charts = charted_quantiles(found, kept[order])
    return Scored(
        scores=score_table(found, kept, everyone, by_detector, charts)[order.tolist()],
        peers=peer_table(found, charts),
        by_detector={n: s[order] for n, s in by_detector.items()},
        subjects=rows.height,
        notes=tuple(notes),
    )


def _set_aside(model: Model, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """The rows that can be compared at all, and how many cannot, by reason."""
    import polars as pl

    if not model.set_aside:
        return rows, []
    aside = rows.filter(pl.col(model.set_aside).is_not_null())
    counted = aside.group_by(model.set_aside).len().sort(model.set_aside).rows()
    notes = [f"{count} rows set aside: {reason}" for reason, count in counted]
    return rows.filter(pl.col(model.set_aside).is_null()), notes


def _peers_only(model: Model, rows: pl.DataFrame) -> npt.NDArray[np.bool_]:
    if not model.peers_only:
        return np.zeros(rows.height, dtype=bool)
    return rows[model.peers_only].fill_null(value=False).cast(bool).to_numpy()


def _all_detectors(
    model: Model,
    rows: pl.DataFrame,
    space: FeatureSpace,
    compared: Integers,
    seed: int,
    notes: list[str],
) -> tuple[Doubles, dict[str, Doubles]]:
    """The published score of all rows (0 where not compared), and every detector's per compared row.

    compared: rows with a peer group, those that are peers only among them.
    """
    matrix = space.by_theme(compared)
    # what no subject shows on the side asked about has nothing to tell a detector
    telling = np.ptp(matrix, axis=0) > 0
    if not telling.all():
        matrix = matrix[:, telling]
    picked = (
        rows["subject_id"].gather(compared) + "|" + rows["period_from"].gather(compared).cast(str)
    )
    found: dict[str, Doubles] = {}
    # the forest weighs the published score, whether the header names it beside or not
    for name in dict.fromkeys((*model.detectors, FOREST)):
        if name == BASELINE:
            continue
        try:
            result = detector_scores(name, matrix, picked.to_list(), seed)
        except DetectorRefused as refused:
            notes += [str(refused)] if name in model.detectors else []
            continue
        found[name] = result.scores
        if result.note:
            notes.append(result.note)
    score = published_score(matrix, found.get(FOREST))
    everyone = np.zeros(rows.height)
    everyone[compared] = score
    named = {name: found[name] for name in model.detectors if name in found}
    return everyone, {BASELINE: score, **named}
