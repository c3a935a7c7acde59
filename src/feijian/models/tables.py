"""The published tables: their columns and types, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

SCORES_COLUMNS = (
    ("model_id", "text"),
    ("subject_kind", "text"),
    ("subject_id", "text"),
    ("provider_id", "text"),
    ("period_from", "date"),
    ("period_to", "date"),
    ("peer_group", "text"),
    ("peers", "whole"),
    ("score", "number"),
    ("rank", "whole"),
    ("percentile", "number"),
    ("reasons", "text"),
    ("run_id", "text"),
    ("tail_probability", "number"),
    ("q_value", "number"),
    ("agreement", "number"),
    ("detectors", "text"),
)
"""scores.parquet: the design's columns, then what the models add."""

MODELS_COLUMNS = (
    ("model_id", "text"),
    ("outcome", "text"),
    ("subjects", "whole"),
    ("scored", "whole"),
    ("seconds", "number"),
    ("detail", "text"),
    ("title", "text"),
    ("title_zh", "text"),
)
"""models.parquet: one line per model, whatever became of it."""

PEERS_COLUMNS = (
    ("model_id", "text"),
    ("subject_id", "text"),
    ("period_from", "date"),
    ("feature", "text"),
    ("value", "number"),
    ("peer_median", "number"),
    ("peer_p10", "number"),
    ("peer_p25", "number"),
    ("peer_p75", "number"),
    ("peer_p90", "number"),
    ("z", "number"),
    ("contribution", "number"),
)
"""peers.parquet: each charted subject's features beside the distribution of its peers."""


def typed(columns: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Column names with their polars types."""
    import polars as pl

    types = {"text": pl.String, "date": pl.Date, "whole": pl.Int64, "number": pl.Float64}
    return {name: types[kind]() for name, kind in columns}


def stacked(parts: Sequence[pl.DataFrame], columns: Sequence[tuple[str, str]]) -> pl.DataFrame:
    """The parts one below the other, with these columns; empty where there is no part.

    A column that no part has yet (run_id) is null.
    """
    import polars as pl

    types = typed(columns)
    empty = pl.DataFrame(schema=types)
    return pl.concat([empty, *parts], how="diagonal").select(list(types))
