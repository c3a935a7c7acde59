"""Rows of evidence as the workbook says them, column by column: tens of thousands of them say little new."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from feijian.reports.texts import KINDS, ROLES
from feijian.reports.views import Viewer

OF_ITEM = ("kind", "item", "code", "role", "department", "provider_id", "practitioner_id", "at")
"""What the words for a row depend on."""


def evidence_cells(viewer: Viewer, evidence: pl.DataFrame) -> pl.DataFrame:
    """The same rows with persons masked, and kind, role and item in words.

    evidence: the columns of `reports.evidence`, the `rank` of each row's lead, and as `at` the provider that
              its finding is about: what lies elsewhere says where.
    """
    lang = viewer.lang
    words = evidence.select(OF_ITEM).unique(maintain_order=True)
    items = [viewer.evidence_item(row, row["at"]) for row in words.iter_rows(named=True)]
    told = evidence.join(
        words.with_columns(pl.Series("in_words", items, dtype=pl.String)),
        on=OF_ITEM,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    return told.with_columns(
        pl.col("in_words").alias("item"),
        pl.when(pl.col("kind").is_in(["line", "stay"])).then("department").alias("department"),
        pl.when(pl.col("kind") != "claim").then("code").alias("code"),
        said(told["person_id"], viewer.person).alias("person"),
        said(told["kind"], lambda kind: KINDS[kind].to(lang)),
        said(told["role"], lambda role: ROLES[role].to(lang)),
    )


def said(values: pl.Series, say: Callable[[Any], str]) -> pl.Series:
    """Each value in words, asked once of each."""
    known = values.unique()
    return values.replace_strict(
        known, [say(value) for value in known.to_list()], return_dtype=pl.String
    )
