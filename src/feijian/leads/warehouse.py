"""What ranking asks of the warehouse: the lines and stays behind findings, names, legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from feijian.workspace.extracted import is_extract
from feijian.workspace.lookups import NOBODY

if TYPE_CHECKING:
    import duckdb

LINES = f"""
with named as (
    select distinct unnest(claim_line_ids) as claim_line_id
    from evidence
    union all
    select {NOBODY}
)

select
    line.claim_line_id, line.encounter_id,
    coalesce(change.covered_left, line.covered_amount, line.amount) as amount
from canonical.claim_line as line
semi join named on line.claim_line_id = named.claim_line_id
left join derived.line_change as change on line.claim_line_id = change.claim_line_id
order by line.claim_line_id
"""
"""Covered amounts of evidence lines, refunds and reversals taken off."""

ENCOUNTERS = f"""
with named as (
    select unnest(encounter_ids) as encounter_id from evidence
    union
    select encounter_id from evidence_line
    union
    select subject_id as encounter_id from evidence where subject_kind = 'encounter'
    union
    select {NOBODY}
),

-- a refund counts for the visit of the settlement that it takes back
paid as (
    select
        coalesce(change.encounter_id, claim.encounter_id) as encounter_id,
        sum(case when change.is_void then 0 else claim.total_amount end) as charged,
        sum(
            case when change.is_void then 0 else coalesce(claim.group_paid_amount, claim.fund_amount) end
        ) as fund_paid,
        sum(case when change.is_void then 0 else claim.total_amount - claim.fund_amount end) as own_paid,
        sum(
            case
                when change.is_void then 0
                when claim.group_paid_amount is null then claim.total_amount
                else claim.group_paid_amount + claim.total_amount - claim.fund_amount
            end
        ) as received
    from canonical.claim as claim
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    semi join named on coalesce(change.encounter_id, claim.encounter_id) = named.encounter_id
    group by coalesce(change.encounter_id, claim.encounter_id)
)

select
    encounter.encounter_id, encounter.person_id,
    cast(paid.charged as decimal(18, 2)) as charged,
    cast(paid.fund_paid as decimal(18, 2)) as fund_paid,
    cast(paid.own_paid as decimal(18, 2)) as own_paid,
    cast(paid.received as decimal(18, 2)) as received
from canonical.encounter as encounter
semi join named on encounter.encounter_id = named.encounter_id
left join paid on encounter.encounter_id = paid.encounter_id
order by encounter.encounter_id
"""

PROVIDERS = """
select
    provider.provider_id, provider.name,
    cast(sum(case when change.is_void then 0 else claim.total_amount end) as decimal(18, 2)) as charged,
    cast(
        sum(
            case when change.is_void then 0 else coalesce(claim.group_paid_amount, claim.fund_amount) end
        ) as decimal(18, 2)
    ) as fund_paid,
    -- charged, or received where a group's payment was more; of a revocation the same with its sign
    cast(
        sum(
            case
                when change.is_void then 0
                when claim.group_paid_amount is null then claim.total_amount
                when claim.total_amount < 0
                    then least(claim.total_amount, claim.group_paid_amount + claim.total_amount - claim.fund_amount)
                else greatest(claim.total_amount, claim.group_paid_amount + claim.total_amount - claim.fund_amount)
            end
        ) as decimal(18, 2)
    ) as billed
from canonical.provider as provider
left join canonical.claim as claim
    on
        provider.provider_id = claim.provider_id
        and cast(claim.settled_at as date) >= coalesce($settled_from, date '1900-01-01')
        and cast(claim.settled_at as date) <= coalesce($settled_to, date '9999-12-31')
left join derived.claim_change as change on claim.claim_id = change.claim_id
group by provider.provider_id, provider.name
order by provider.provider_id
"""

ROUTES = f"""
with named as (
    select distinct unnest(trace_codes) as trace_code
    from evidence
    union all
    select {NOBODY}
)

select
    purchase.trace_code, purchase.stocked_at as happened_at, purchase.provider_id,
    case purchase.kind when 'purchase' then 'bought' else purchase.kind end as what
from canonical.purchase as purchase
semi join named on purchase.trace_code = named.trace_code
union
select
    dispense.trace_code, dispense.dispensed_at as happened_at, dispense.provider_id,
    case
        when dispense.kind = 'return' then 'returned'
        when dispense.is_insured then 'settled'
        else 'sold'
    end as what
from canonical.dispense as dispense
semi join named on dispense.trace_code = named.trace_code
order by trace_code, happened_at, provider_id, what
"""
"""Who bought, sold, settled and took back the boxes of the evidence."""

LEGAL = """
select
    -- by a pattern: the warehouse of an older run has no text_zh
    columns('^(basis_id|instrument_zh|instrument_en|article|clause|short_title_zh|short_title_en'
        '|valid_from|valid_to|verified|if_intent|text_zh)$')
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
    routes: pl.DataFrame


def facts_about(
    connection: duckdb.DuckDBPyConnection,
    findings: pl.DataFrame,
    period: tuple[date | None, date | None] = (None, None),
) -> Facts:
    """Read what the findings' evidence needs; each row once. period: of what providers charged."""
    evidence = findings.select(
        "subject_kind", "subject_id", "encounter_ids", "claim_line_ids", "trace_codes"
    )
    connection.register("evidence", evidence.to_arrow())
    lines = frame_of(connection, LINES)
    connection.register("evidence_line", lines.to_arrow())
    encounters = frame_of(connection, ENCOUNTERS)
    routes = frame_of(connection, ROUTES)
    for name in ("evidence", "evidence_line"):
        connection.unregister(name)
    values = {"settled_from": period[0], "settled_to": period[1]}
    providers = frame_of_all(connection, "provider_totals", PROVIDERS, values)
    return Facts(lines, encounters, providers, legal_basis(connection), routes)


def legal_basis(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Every row of reference.legal_basis, as rules cite it and reports print it."""
    return frame_of(connection, LEGAL)


def frame_of_all(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    sql: str,
    values: Mapping[str, object] | None = None,
) -> pl.DataFrame:
    """The rows of a query over everybody's rows; in an extract, those worked out where all rows are.

    name: of the table of the schema `extract` that holds them there.
    """
    if is_extract(connection):
        return frame_of(connection, f"select * from extract.{name} order by rowid")
    return frame_of(connection, sql, values)


def frame_of(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object] | None = None
) -> pl.DataFrame:
    """The rows of a query; `values` are what its `$names` stand for."""
    relation = connection.sql(sql, params=dict(values)) if values else connection.sql(sql)
    frame = pl.from_arrow(relation.to_arrow_table())
    assert isinstance(frame, pl.DataFrame)
    return frame
