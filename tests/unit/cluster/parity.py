"""What two runs published, compared table by table: everything but the run's id and how long it took."""

from __future__ import annotations

import polars as pl
from polars.testing import assert_frame_equal

from feijian.workspace import Run

OF_RUN = ("run_id", "seconds")
ORDER = {
    "findings": ["finding_id"],
    "shadow": ["finding_id"],
    "evidence": ["finding_id", "role", "table", "key"],
    "rules": ["rule_id"],
    "events": ["event_id"],
    "leads": ["rank"],
    "models": ["model_id"],
    "scores": ["model_id", "subject_id", "period_from"],
    "peers": ["model_id", "subject_id", "period_from", "feature"],
}


def published(run: Run, name: str) -> pl.DataFrame:
    """One of the run's tables in a fixed order."""
    rows = pl.read_parquet(run.file(f"{name}.parquet"))
    return rows.drop([c for c in OF_RUN if c in rows.columns]).sort(ORDER[name])


def assert_same(one: Run, other: Run, name: str) -> None:
    """Equal to the cent and to the letter; scores, which are sums of doubles, within a billionth."""
    exact = name not in ("scores", "peers", "leads", "events")
    assert_frame_equal(
        published(one, name),
        published(other, name),
        check_exact=exact,
        **({} if exact else {"rel_tol": 1e-9, "abs_tol": 1e-9}),
    )
