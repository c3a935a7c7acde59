"""An order of findings by what they say, the same in every workspace over the same data.

Ids of findings, leads and persons are made with a workspace's own key, so they must not decide
which of two equal findings counts a yuan: two bureaus over one extract would read other lists.
What is left of a finding without them tells findings apart: its rule, days, provider and evidence.
"""

from __future__ import annotations

import polars as pl

KEYED = ("person", "practitioner", "group")
"""Subjects whose ids may be hashes of somebody: they come last, where nothing else differs."""

LISTS = ("claim_line_ids", "trace_codes", "encounter_ids")
BETWEEN = "\x1f"
"""Stands in no key, so that no two lists read as one text."""


def in_content_order(findings: pl.DataFrame) -> pl.DataFrame:
    """The findings sorted by content, with `order` from 0; the id decides only what reads alike."""
    evidence = {
        f"_{name}": pl.col(name).list.sort().list.join(BETWEEN).fill_null("") for name in LISTS
    }
    own = pl.when(pl.col("subject_kind").is_in(KEYED)).then(None).otherwise("subject_id")
    return (
        findings.with_columns(_subject=own, **evidence)
        .sort(
            "rule_id",
            "occurred_from",
            "occurred_to",
            "provider_id",
            "_subject",
            *evidence,
            "amount_at_risk",
            "fund_at_risk",
            "message_zh",
            "finding_id",
        )
        .drop("_subject", *evidence)
        .with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("order"))
    )
