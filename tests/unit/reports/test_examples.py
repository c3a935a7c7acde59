"""Stays that a statistic names to be drawn: with its figures, in the list of charts, never accused."""

from __future__ import annotations

from dataclasses import replace

import duckdb
import polars as pl

from feijian.reports.behind import behind_of
from feijian.reports.material import EVIDENCE, Material
from feijian.reports.page import prepared, report_page
from feijian.reports.views import Limits


def with_statistic(material: Material) -> Material:
    """F1 as a share of the first hospital that accuses no stay and names E1 to be drawn."""
    first = pl.col("finding_id") == "F1"
    none = pl.lit([], dtype=pl.List(pl.String))
    findings = material.findings.with_columns(
        pl.when(first).then(none).otherwise("claim_line_ids").alias("claim_line_ids"),
        pl.when(first).then(none).otherwise("encounter_ids").alias("encounter_ids"),
        pl.when(first).then(pl.lit("provider")).otherwise("subject_kind").alias("subject_kind"),
        pl.when(first).then(pl.lit("H1")).otherwise("subject_id").alias("subject_id"),
    )
    rows = [("F1", "context", "encounter", "E1", "r1")]
    evidence = pl.DataFrame(rows, schema=EVIDENCE, orient="row")
    return replace(material, findings=findings, evidence=evidence)


def test_a_chart_to_be_drawn_stands_in_the_list_of_charts(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    its = with_statistic(material)
    records = behind_of(connection, connection, its, 0).records_of(its.findings)
    assert records.filter(pl.col("finding_id") == "F1")["encounter_id"].to_list() == ["E1"]


def test_it_stands_as_context_with_the_finding(
    connection: duckdb.DuckDBPyConnection, material: Material
) -> None:
    text = report_page(prepared(connection, with_statistic(material), Limits()), "zh", False)
    assert '<tr class="context"><td class="w role">参照</td>' in text
