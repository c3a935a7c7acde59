"""Detectors that stand beside the baseline: the one module that loads PyOD.

Each is fitted and read in one call and never kept: ECOD and COPOD hold their training rows,
and their scores mean something only for the rows they were fitted to (`decision_scores_`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from feijian.messages import sentence
from feijian.models.peers import Doubles, Flags, Integers
from feijian.models.scoring import FAR

SAMPLE = {"knn": 20_000, "lof": 20_000}
"""Detectors that do not scale: above this many rows they are fitted on a sample, and score all."""
MEANINGLESS = 1e12
SUM_OVER_COLUMNS = ("ecod", "copod")
BLOCK = 8
NEIGHBOURS = 20
TREES = 200
FOREST, PART = "iforest", 200_000
BAGS, TREES_A_BAG, MINIMUM_BAG = 40, 30, 100


class DetectorRefused(ValueError):  # noqa: N818 - an outcome of one detector
    """A detector's result cannot be used; the model goes on without it."""


@dataclass(frozen=True)
class DetectorScores:
    """One detector's scores, higher is more remarkable; note: what must be said about them."""

    name: str
    scores: Doubles
    note: str = ""


def detector_scores(name: str, matrix: Doubles, ids: Sequence[str], seed: int) -> DetectorScores:
    """Scores of one detector for every row.

    matrix: rows × features, finite, none constant, on one scale.
    ids:    a text per row; which rows are sampled depends on it alone.
    Raises DetectorRefused when the scores are not finite, all equal, or cannot be had.
    """
    limit = SAMPLE.get(name)
    note = ""
    neighbours = min(NEIGHBOURS, max(matrix.shape[0] - 1, 1))
    try:
        with np.errstate(all="ignore"):
            if name == FOREST:
                # half of the memory: the forest works in single precision
                scores = isolation(np.minimum(matrix, FAR).astype(np.float32), seed)
            elif limit is not None and matrix.shape[0] > limit:
                built = _BUILDERS[name](seed, neighbours)
                built.fit(matrix[sampled(ids, limit)])
                scores = np.asarray(built.decision_function(matrix), dtype=np.float64)
                note = f"{name} fitted on {limit} of {matrix.shape[0]} subjects, scored all"
            else:
                scores = np.zeros(matrix.shape[0])
                for columns in _column_blocks(name, matrix.shape[1]):
                    # a new one each time: fitted again, ECOD would add the rows it still holds
                    built = _BUILDERS[name](seed, neighbours)
                    built.fit(matrix[:, columns])
                    scores += np.asarray(built.decision_scores_, dtype=np.float64)
    except (ValueError, ArithmeticError, np.linalg.LinAlgError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DetectorRefused(sentence("{name} refused: {first}", name=name, first=first)) from None
    # a division by a variance of nearly nothing is no more a score than one by nothing
    bad = int((~(np.abs(scores) < MEANINGLESS)).sum())
    if bad:
        raise DetectorRefused(
            sentence(
                "{name} refused: {bad} of {size} scores are not finite",
                name=name,
                bad=bad,
                size=scores.size,
            )
        )
    if np.ptp(scores) == 0:
        raise DetectorRefused(
            sentence("{name} refused: it gives every subject the same score", name=name)
        )
    return DetectorScores(name, scores, note)


def isolation(matrix: npt.NDArray[np.floating], seed: int) -> Doubles:
    """How easily random cuts part each row from the others: 0…1, about ½ for a row like all."""
    from sklearn.ensemble import IsolationForest

    forest = IsolationForest(n_estimators=TREES, random_state=seed, n_jobs=1).fit(matrix)
    # in parts: the forest holds its input once more as single precision
    parts = np.array_split(matrix, matrix.shape[0] // PART + 1)
    scores: Doubles = np.concatenate(
        [-np.asarray(forest.score_samples(part), dtype=np.float64) for part in parts]
    )
    return scores


def learned_from_positives(
    matrix: Doubles, positive: Flags, seed: int, *, drawn_from: int | None = None
) -> Doubles:
    """How alike every row is to known positives, where nobody is known to be innocent: 0…1.

    Bagged positive-unlabelled learning (Mordelet and Vert 2014): in each bag trees tell the
    positives from as many of the others drawn by chance, and only rows that the bag has not
    seen are scored by it; what a few hidden positives among the drawn do, the next bag undoes.
    drawn_from: only the first so many rows are drawn from; those behind them are only scored.
    """
    from sklearn.ensemble import ExtraTreesClassifier

    rng = np.random.default_rng(seed)
    known, others = np.flatnonzero(positive), np.flatnonzero(~positive[:drawn_from])
    size = min(others.size // 2, max(5 * known.size, MINIMUM_BAG))
    total, times = np.zeros(matrix.shape[0]), np.zeros(matrix.shape[0])
    for bag in range(BAGS):
        # positives too are scored by bags that have not seen them
        seen = rng.choice(known, max(1, (2 * known.size) // 3), replace=False)
        drawn = rng.choice(others, size, replace=False)
        trees = ExtraTreesClassifier(
            n_estimators=TREES_A_BAG,
            min_samples_leaf=3,
            class_weight="balanced",
            random_state=seed + bag,
            n_jobs=1,
        )
        rows = np.concatenate([seen, drawn])
        trees.fit(matrix[rows], positive[rows])
        unseen = np.ones(matrix.shape[0], dtype=bool)
        unseen[rows] = False
        total[unseen] += trees.predict_proba(matrix[unseen])[:, 1]
        times[unseen] += 1
    scores: Doubles = np.divide(total, times, out=np.zeros_like(total), where=times > 0)
    return scores


def _column_blocks(name: str, columns: int) -> list[slice]:
    """Columns to fit together: all, or a few where a detector's scores are sums over columns.

    ECOD and COPOD hold five copies of their input; by blocks a million rows fit into memory.
    """
    if name not in SUM_OVER_COLUMNS or columns <= BLOCK:
        return [slice(0, columns)]
    return [slice(start, start + BLOCK) for start in range(0, columns, BLOCK)]


def sampled(ids: Sequence[str], size: int) -> Integers:
    """Row numbers of a sample: those whose id hashes lowest, so that every engine picks the same."""
    keys = np.array(
        [int.from_bytes(hashlib.blake2b(i.encode(), digest_size=7).digest(), "big") for i in ids]
    )
    return np.sort(np.argsort(keys, kind="stable")[:size])


def _ecod(_seed: int, _neighbours: int) -> Any:
    from pyod.models.ecod import ECOD

    return ECOD()


def _copod(_seed: int, _neighbours: int) -> Any:
    from pyod.models.copod import COPOD

    return COPOD()


def _hbos(_seed: int, _neighbours: int) -> Any:
    from pyod.models.hbos import HBOS

    return HBOS(n_bins=20)


def _knn(_seed: int, neighbours: int) -> Any:
    from pyod.models.knn import KNN

    return KNN(n_neighbors=neighbours, method="mean")


def _lof(_seed: int, neighbours: int) -> Any:
    from pyod.models.lof import LOF

    return LOF(n_neighbors=neighbours)


def _pca(seed: int, _neighbours: int) -> Any:
    from pyod.models.pca import PCA

    return PCA(standardization=False, svd_solver="full", random_state=seed)


_BUILDERS: dict[str, Callable[[int, int], Any]] = {
    "ecod": _ecod,
    "copod": _copod,
    "hbos": _hbos,
    "knn": _knn,
    "lof": _lof,
    "pca": _pca,
}
