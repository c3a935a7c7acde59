"""What the outlier models say of a subject, in one comparable number.

A provider has a score for every month and for several models, and the best of many is high by
luck alone. A best percentile p among n looks is therefore read as p to the power n: what remains
is again even between 0 and 1 for an ordinary subject (exact for independent looks, cautious for
dependent ones).
"""

from __future__ import annotations

import polars as pl

from feijian.models.odds import STRONGEST, odds_of

__all__ = ["STRONGEST", "odds_of", "subject_percentiles"]


def subject_percentiles(scores: pl.DataFrame) -> pl.DataFrame:
    """One row per subject: subject_kind, subject_id, provider_id, percentile 0..100, model_id, reasons.

    scores: as published. model_id names the model with the strongest reading, `reasons` (json)
    are those of its strongest row.
    """
    # a percentile of 100 among n rows is only known to lie above (n - 0.5) / n
    share = pl.min_horizontal(pl.col("percentile") / 100, 1 - 0.5 / pl.len().over("model_id"))
    subject = ["subject_kind", "subject_id"]
    by_model = (
        scores.filter(pl.col("percentile").is_not_null() & pl.col("subject_id").is_not_null())
        .with_columns(share.clip(0, 1).alias("share"))
        .group_by(*subject, "model_id")
        .agg(
            (pl.col("share").max() ** pl.len()).alias("share"),
            pl.col("provider_id").drop_nulls().min().alias("provider_id"),
            pl.col("reasons").sort_by("percentile", "period_from", descending=True).first(),
        )
    )
    return (
        by_model.sort(*subject, -pl.col("share"), "model_id")
        .group_by(subject, maintain_order=True)
        .agg(
            pl.col("provider_id").drop_nulls().first(),
            (100 * pl.col("share").first() ** pl.len()).round(1).alias("percentile"),
            pl.col("model_id").first(),
            pl.col("reasons").first(),
        )
    )
