"""What a report tells beyond the run's own tables, taken out of the warehouse once for page, workbook and packs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from feijian.reports import sections
from feijian.reports.evidence import Evidence
from feijian.reports.material import Material
from feijian.reports.profile import charged_by_month

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Behind:
    """named: the rows that findings name (see `named_rows`), or the warehouse itself.

    evidence: of the run's findings. charged: provider_id, month, amount of every provider with a section.
    """

    named: duckdb.DuckDBPyConnection
    evidence: Evidence
    charged: pl.DataFrame


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
        Evidence(named, material.findings, material.evidence),
        charged_by_month(warehouse, list(providers), request.period_from, request.period_to),
    )
