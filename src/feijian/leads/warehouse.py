"""What ranking asks of the warehouse: the lines and stays behind findings, names, legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    import duckdb

LINES = """
with named as (
    select distinct unnest(claim_line_ids) as claim_line_id
    from evidence
)

select
    line.claim_line_id, line.encounter_id,
    cast(coalesce(line.covered_amount, line.amount) as decimal(18, 2)) as amount
from canonical.claim_line as line
semi join named on line.claim_line_id = named.claim_line_id
order by line.claim_line_id
"""

ENCOUNTERS = """
with named as (
    select unnest(encounter_ids) as encounter_id from evidence
    union
    select encounter_id from evidence_line
    union
    select subject_id as encounter_id from evidence where subject_kind = 'encounter'
)

select encounter.encounter_id, encounter.person_id
from canonical.encounter as encounter
semi join named on encounter.encounter_id = named.encounter_id
order by encounter.encounter_id
"""

PROVIDERS = "select provider_id, name from canonical.provider order by provider_id"

LEGAL = """
select
    basis_id, instrument_zh, instrument_en, article, clause, short_title_zh, short_title_en,
    valid_from, valid_to, verified, if_intent
from reference.legal_basis
order by basis_id, valid_from
"""


@dataclass(frozen=True)
class Facts:
    """Rows behind the findings: see `RankingInputs` for their columns."""

    lines: pl.DataFrame
    encounters: pl.DataFrame
    providers: pl.DataFrame
    legal: pl.DataFrame


def facts_about(connection: duckdb.DuckDBPyConnection, findings: pl.DataFrame) -> Facts:
    """Read what the findings' evidence needs; each row once."""
    evidence = findings.select("subject_kind", "subject_id", "encounter_ids", "claim_line_ids")
    connection.register("evidence", evidence.to_arrow())
    lines = frame_of(connection, LINES)
    connection.register("evidence_line", lines.to_arrow())
    encounters = frame_of(connection, ENCOUNTERS)
    for name in ("evidence", "evidence_line"):
        connection.unregister(name)
    return Facts(lines, encounters, frame_of(connection, PROVIDERS), legal_basis(connection))


def legal_basis(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Every row of reference.legal_basis, as rules cite it and reports print it."""
    return frame_of(connection, LEGAL)


def frame_of(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Any] | None = None
) -> pl.DataFrame:
    """The rows of a query; `values` are what its `$names` stand for."""
    relation = connection.sql(sql, params=dict(values)) if values else connection.sql(sql)
    frame = pl.from_arrow(relation.to_arrow_table())
    assert isinstance(frame, pl.DataFrame)
    return frame
