"""What the outlier models say of a subject, in one comparable number.

A provider has a score for every month and for several models, and the best of many is high by
luck alone. What it is worth is asked of the other subjects: each subject's mean score over its
periods (who differs all the time) and its highest (who did once) are ranked among those of all
subjects of the model, and the better of the two places is ranked again, so that an ordinary
subject stands anywhere between 0 and 1, however its months hang together. The best of n models is
read as its n-th power.

Where only a few subjects are published (a sweep of chosen providers) there is nobody to rank
among. The percentiles among peers stand in: a best percentile p among n looks is read as p to the
power n (exact for independent looks, cautious for dependent ones).
"""

from __future__ import annotations

import polars as pl

from feijian.models.odds import MIDDLE, STRONGEST, odds_of

__all__ = ["MIDDLE", "STRONGEST", "odds_of", "subject_percentiles"]

ENOUGH = 21
"""Fewer subjects of a model than this are not ranked among each other."""
PUBLISHED = 0.5
"""Nor are they when less than this share of the model's ranks is in the table."""


def subject_percentiles(scores: pl.DataFrame) -> pl.DataFrame:
    """One row per subject: subject_kind, subject_id, provider_id, percentile 0..100, model_id, reasons.

    scores: as published. model_id names the model with the strongest reading, `reasons` (json)
    are those of its strongest row.
    """
    # a percentile of 100 among n rows is only known to lie above (n - 0.5) / n
    share = pl.min_horizontal(pl.col("percentile") / 100, 1 - 0.5 / pl.len().over("model_id"))
    subject = ["subject_kind", "subject_id"]
    by_model = (
        # a score that is no number stands nowhere, and must not draw the others with it
        scores.filter(
            pl.col("percentile").is_finite()
            & pl.col("score").is_finite().fill_null(value=True)
            & pl.col("subject_id").is_not_null()
        )
        .with_columns(
            share.clip(0, 1).alias("share"),
            (pl.len() >= PUBLISHED * pl.col("rank").max()).over("model_id").alias("published"),
        )
        .group_by(*subject, "model_id")
        .agg(
            (pl.col("share").max() ** pl.len()).alias("share"),
            pl.col("score").mean().alias("lasting"),
            pl.col("score").max().alias("highest"),
            pl.col("published").first(),
            pl.col("provider_id").drop_nulls().min().alias("provider_id"),
            pl.col("reasons").sort_by("percentile", "period_from", descending=True).first(),
        )
        .with_columns(
            pl.when(pl.col("published") & (pl.len().over("model_id") >= ENOUGH))
            .then(_among(pl.max_horizontal(_among("lasting"), _among("highest"))))
            .otherwise("share")
            .alias("share")
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


def _among(value: str | pl.Expr) -> pl.Expr:
    """A subject's place among all subjects of the model, in 0…1, the middle of ties."""
    column = pl.col(value) if isinstance(value, str) else value
    # sums of equal scores differ in their last digits by the order of adding
    return (column.round(9).rank("average").over("model_id") - 0.5) / pl.len().over("model_id")
