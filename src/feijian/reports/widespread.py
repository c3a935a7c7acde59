"""Rules that find widely: many houses named, or many of their visits.

A scheme that everybody has looks like this, and so does a way of delivering, mapping or working that a
rule does not know. Which of the two it is, some findings tell; the list says where to look first.
"""

from __future__ import annotations

import polars as pl

from feijian.plain import Row
from feijian.reports.profile import peer_words
from feijian.reports.views import Viewer

FEWEST_HOUSES = 5
"""Of fewer institutions of a kind half says nothing."""
MOST, MANY = 0.5, 0.25
"""Shares of the institutions of a kind that had visits: named at all, and named on many visits."""
PER_10_000 = 100
"""Findings on as many visits: one in a hundred."""


def widespread(viewer: Viewer) -> list[Row]:
    """A row a rule and kind of institution: named, houses of the kind, findings, per 10,000 visits.

    Those that name the largest share first. Findings without an institution count nowhere.
    """
    material = viewer.material
    seen = material.profiles.filter(pl.col("encounters") > 0)
    kinds = seen.group_by("kind").agg(pl.len().alias("houses"), pl.col("encounters").sum())
    found = (
        material.findings.drop_nulls("provider_id")
        .join(seen.select("provider_id", "kind"), on="provider_id")
        .group_by("rule_id", "kind")
        .agg(pl.col("provider_id").n_unique().alias("named"), pl.len().alias("found"))
        .join(kinds.filter(pl.col("houses") >= FEWEST_HOUSES), on="kind")
        .with_columns(
            (pl.col("named") / pl.col("houses")).alias("share"),
            (pl.col("found") * 10_000 / pl.col("encounters")).alias("rate"),
        )
        .filter(
            (pl.col("share") >= MOST) | ((pl.col("share") >= MANY) & (pl.col("rate") >= PER_10_000))
        )
        .sort("share", "rate", "rule_id", descending=[True, True, False])
    )
    return [
        {
            "rule_id": row["rule_id"],
            "title": viewer.rule_title(row["rule_id"]),
            "kind": peer_words(row["kind"], None).to(viewer.lang),
            "named": f"{row['named']:,} / {row['houses']:,}",
            "found": f"{row['found']:,}",
            "rate": f"{row['rate']:,.0f}",
        }
        for row in found.iter_rows(named=True)
    ]
