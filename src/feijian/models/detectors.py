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

from feijian.models.peers import Doubles, Integers

SAMPLE = {"knn": 20_000, "lof": 20_000}
"""Detectors that do not scale: above this many rows they are fitted on a sample, and score all."""
MEANINGLESS = 1e12
SUM_OVER_COLUMNS = ("ecod", "copod")
BLOCK = 8
NEIGHBOURS = 20
TREES = 200


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
            if limit is not None and matrix.shape[0] > limit:
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
        raise DetectorRefused(f"{name} refused: {first}") from None
    # a division by a variance of nearly nothing is no more a score than one by nothing
    bad = int((~(np.abs(scores) < MEANINGLESS)).sum())
    if bad:
        raise DetectorRefused(f"{name} refused: {bad} of {scores.size} scores are not finite")
    if np.ptp(scores) == 0:
        raise DetectorRefused(f"{name} refused: it gives every subject the same score")
    return DetectorScores(name, scores, note)


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


def _iforest(seed: int, _neighbours: int) -> Any:
    from pyod.models.iforest import IForest

    return IForest(n_estimators=TREES, random_state=seed, n_jobs=1)


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
    "iforest": _iforest,
    "ecod": _ecod,
    "copod": _copod,
    "hbos": _hbos,
    "knn": _knn,
    "lof": _lof,
    "pca": _pca,
}
