"""What a report tells beyond the run's own tables, taken out of the warehouse once for page, workbook and packs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from feijian.leads.records import chart_records, finding_items
from feijian.reports import sections
from feijian.reports.evidence import Evidence
from feijian.reports.material import Material
from feijian.reports.profile import charged_by_month

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Behind:
    """named: the rows that findings name (see `named_rows`), or the warehouse itself.

    findings: the run's own, a statistic's with the stays it names to be drawn; whoever asks asks for
    some of these. charged: provider_id, month, amount of
    every provider with a section.
    """

    named: duckdb.DuckDBPyConnection
    findings: pl.DataFrame
    evidence: Evidence
    charged: pl.DataFrame

    def records_of(self, findings: pl.DataFrame) -> pl.DataFrame:
        """The charts behind some findings (see `leads.records`)."""
        return self._records.filter(pl.col("finding_id").is_in(findings["finding_id"].implode()))

    def items_of(self, findings: pl.DataFrame) -> pl.DataFrame:
        """The drugs and items behind some findings."""
        return self._items.filter(pl.col("finding_id").is_in(findings["finding_id"].implode()))

    @cached_property
    def _records(self) -> pl.DataFrame:
        return chart_records(self.named, self.findings)

    @cached_property
    def _items(self) -> pl.DataFrame:
        return finding_items(self.named, self.findings)


def behind_of(
    warehouse: duckdb.DuckDBPyConnection,
    named: duckdb.DuckDBPyConnection,
    material: Material,
    sections_of: int,
    packs: Sequence[str] = (),
) -> Behind:
    """Read it. sections_of: so many leading providers have a section. packs: providers with a pack of their own.

    What providers charged is read of all charges: a sweep asks once, not for every pack.
    """
    leading = sections.leading_providers(material.leads, sections_of)
    providers = dict.fromkeys([*(p for p in leading if p != sections.OTHER), *packs])
    request = material.run.request
    return Behind(
        named,
        with_examples(material.findings, material.evidence),
        Evidence(named, material.findings, material.evidence),
        charged_by_month(warehouse, list(providers), request.period_from, request.period_to),
    )


def with_examples(findings: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """The same findings; those that accuse no line, stay or code have the stays named to be drawn.

    evidence: the run's evidence.parquet. A chart that is to be pulled stands in the list of charts.
    """
    stays = evidence.filter((pl.col("role") == "context") & (pl.col("table") == "encounter"))
    named = stays.group_by("finding_id").agg(pl.col("key").sort().alias("examples"))
    lists = ("encounter_ids", "claim_line_ids", "trace_codes")
    accuses_none = pl.all_horizontal(pl.col(name).list.len() == 0 for name in lists)
    of_whom = pl.col("subject_kind") == "provider"
    return (
        findings.join(named, on="finding_id", how="left", maintain_order="left")
        .with_columns(
            pl.when(accuses_none & of_whom & pl.col("examples").is_not_null())
            .then(pl.col("examples"))
            .otherwise(pl.col("encounter_ids"))
            .alias("encounter_ids")
        )
        .drop("examples")
    )
