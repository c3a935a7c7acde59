"""Reasons are the reasons: what is named, taken back to what peers have, lowers the score anew."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from feijian.models.detectors import isolation
from feijian.models.evaluation import declared
from feijian.models.peers import Doubles, peer_groups
from feijian.models.preparing import FeatureSpace, feature_space
from feijian.models.scoring import FAR, published_score, theme_shares
from feijian.models.wanted import Comparing

COLUMNS, ROWS = 7, 320


def table(seed: int) -> pl.DataFrame:
    """Heavy tails, shares that are mostly 0, correlated sizes and holes."""
    rng = np.random.default_rng(seed)
    size = np.exp(rng.normal(0, 1, ROWS))
    made = {
        "amount": size * np.exp(rng.normal(5, 0.8, ROWS)),
        "visits": rng.poisson(10 * size).astype(float),
        "share": np.where(rng.random(ROWS) < 0.7, 0.0, rng.beta(1, 6, ROWS)),
        "change": rng.standard_t(2, ROWS),
        "dear": rng.pareto(2, ROWS),
        "age": rng.normal(60, 8, ROWS),
        "days": np.where(rng.random(ROWS) < 0.1, np.nan, rng.gamma(2, 3, ROWS)),
    }
    ids = [f"{n:04d}" for n in range(ROWS)]
    return pl.DataFrame({"id": ids, "kind": rng.choice(["a", "b"], ROWS), **made})


def scored(rows: pl.DataFrame, like: pl.DataFrame) -> tuple[FeatureSpace, Doubles]:
    features = [declared(c, like[c].to_numpy()) for c in like.columns[2:]]
    groups = peer_groups(rows, Comparing((("kind",),), "id"))
    space = feature_space(rows, features, groups)
    matrix = space.by_theme()
    return space, published_score(matrix, isolation(np.minimum(matrix, FAR), 1))


@pytest.mark.parametrize("seed", range(4))
def test_a_row_without_its_first_reason_scores_less_when_everything_is_done_again(
    seed: int,
) -> None:
    rows = table(seed)
    space, score = scored(rows, rows)
    assert len(space.features) == COLUMNS
    shares = space.spread_over_features(np.arange(ROWS), theme_shares(space.by_theme()))
    for row in np.argsort(-score)[:3].tolist():
        first = int(shares[row].argmax())
        name = space.features[first].name
        usual = float(space.median[row, first])
        mended = rows.with_columns(
            pl.when(pl.int_range(pl.len()) == row).then(usual).otherwise(pl.col(name)).alias(name)
        )
        again = scored(mended, rows)[1]
        assert again[row] < score[row]
