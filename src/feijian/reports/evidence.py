"""Evidence rows: what findings stand on and what stands beside it, as an inspector reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from feijian.leads.warehouse import frame_of
from feijian.workspace.lookups import NOBODY

if TYPE_CHECKING:
    import duckdb

COLUMNS = (
    "finding_id",
    "kind",
    "evidence_id",
    "provider_id",
    "encounter_id",
    "hospital_no",
    "record_no",
    "person_id",
    "practitioner_id",
    "started_at",
    "ended_at",
    "code",
    "item",
    "department",
    "quantity",
    "unit_price",
    "amount",
    "role",
    "place",
    "of_rows",
)
"""kind: line, stay or code; beside them claim, purchase, dispense, provider, practitioner or person.
role: at_risk, kept (what may stand), context (what it compares with), excuse (what speaks for the
provider). `place` numbers a finding's rows of one role from 1 (in time); `of_rows` is how many there are in all."""

# A finding's stays are listed beside its lines only where no line of it lies in them; its codes
# with every sale of them, because the second sale is what the first is compared with.
ROWS = f"""
with named_line as (
    select finding_id, unnest(claim_line_ids) as claim_line_id
    from evidence
    union all
    select null, {NOBODY}
),

line_row as (
    select
        named_line.finding_id, 'line' as kind, line.claim_line_id as evidence_id,
        line.provider_id, line.encounter_id, line.person_id, line.practitioner_id,
        line.charged_at as started_at, cast(null as timestamp) as ended_at,
        line.item_code as code, coalesce(line.item_name, line.local_item_name) as item,
        line.department, line.quantity, line.unit_price,
        coalesce(line.covered_amount, line.amount) as amount
    from named_line
    inner join canonical.claim_line as line on named_line.claim_line_id = line.claim_line_id
),

named_stay as (
    select finding_id, unnest(encounter_ids) as encounter_id from evidence
    union
    select finding_id, subject_id as encounter_id from evidence where subject_kind = 'encounter'
    union
    select null, {NOBODY}
),

stay_without_line as (
    select named_stay.finding_id, named_stay.encounter_id
    from named_stay
    anti join line_row
        on
            named_stay.finding_id = line_row.finding_id
            and named_stay.encounter_id = line_row.encounter_id
),

stay_total as (
    select claim.encounter_id, sum(claim.total_amount) as amount
    from canonical.claim as claim
    semi join stay_without_line on claim.encounter_id = stay_without_line.encounter_id
    group by claim.encounter_id
),

stay_row as (
    select
        stay_without_line.finding_id, 'stay' as kind, encounter.encounter_id as evidence_id,
        encounter.provider_id, encounter.encounter_id, encounter.person_id,
        encounter.practitioner_id, encounter.started_at, encounter.ended_at,
        encounter.main_diagnosis as code, encounter.class as item, encounter.department,
        cast(null as decimal(18, 4)) as quantity, cast(null as decimal(18, 4)) as unit_price,
        stay_total.amount
    from stay_without_line
    inner join canonical.encounter as encounter
        on stay_without_line.encounter_id = encounter.encounter_id
    left join stay_total on encounter.encounter_id = stay_total.encounter_id
),

named_code as (
    select finding_id, unnest(trace_codes) as trace_code
    from evidence
    union all
    select null, {NOBODY}
),

code_row as (
    select
        named_code.finding_id, 'code' as kind, dispense.trace_code as evidence_id,
        dispense.provider_id, line.encounter_id, dispense.person_id,
        cast(null as varchar) as practitioner_id, dispense.dispensed_at as started_at,
        cast(null as timestamp) as ended_at, dispense.item_code as code, line.item_name as item,
        dispense.kind as department, dispense.quantity,
        cast(null as decimal(18, 4)) as unit_price, cast(null as decimal(18, 2)) as amount
    from named_code
    inner join canonical.dispense as dispense on named_code.trace_code = dispense.trace_code
    left join canonical.claim_line as line on dispense.claim_line_id = line.claim_line_id
),

other_row as (
    select
        other_side.finding_id, 'line' as kind, line.claim_line_id as evidence_id,
        line.provider_id, line.encounter_id, line.person_id, line.practitioner_id,
        line.charged_at as started_at, cast(null as timestamp) as ended_at,
        line.item_code as code, coalesce(line.item_name, line.local_item_name) as item,
        line.department, line.quantity, line.unit_price,
        coalesce(line.covered_amount, line.amount) as amount, other_side.role
    from other_side
    inner join canonical.claim_line as line
        on other_side.table_name = 'claim_line' and other_side.evidence_key = line.claim_line_id
    union all
    select
        other_side.finding_id, 'stay' as kind, encounter.encounter_id as evidence_id,
        encounter.provider_id, encounter.encounter_id, encounter.person_id,
        encounter.practitioner_id, encounter.started_at, encounter.ended_at,
        encounter.main_diagnosis as code, encounter.class as item, encounter.department,
        cast(null as decimal(18, 4)) as quantity, cast(null as decimal(18, 4)) as unit_price,
        cast(null as decimal(18, 2)) as amount, other_side.role
    from other_side
    inner join canonical.encounter as encounter
        on other_side.table_name = 'encounter' and other_side.evidence_key = encounter.encounter_id
    union all
    select
        other_side.finding_id, 'claim' as kind, claim.claim_id as evidence_id,
        claim.provider_id, claim.encounter_id, claim.person_id,
        cast(null as varchar) as practitioner_id, claim.settled_at as started_at,
        cast(null as timestamp) as ended_at, claim.payment_method as code,
        cast(null as varchar) as item, cast(null as varchar) as department,
        cast(null as decimal(18, 4)) as quantity, cast(null as decimal(18, 4)) as unit_price,
        claim.total_amount as amount, other_side.role
    from other_side
    inner join canonical.claim as claim
        on other_side.table_name = 'claim' and other_side.evidence_key = claim.claim_id
    union all
    select
        other_side.finding_id, 'dispense' as kind,
        coalesce(dispense.trace_code, dispense.dispense_id) as evidence_id,
        dispense.provider_id, cast(null as varchar) as encounter_id, dispense.person_id,
        cast(null as varchar) as practitioner_id, dispense.dispensed_at as started_at,
        cast(null as timestamp) as ended_at, dispense.item_code as code,
        cast(null as varchar) as item, dispense.kind as department, dispense.quantity,
        dispense.unit_price, cast(null as decimal(18, 2)) as amount, other_side.role
    from other_side
    inner join canonical.dispense as dispense
        on other_side.table_name = 'dispense' and other_side.evidence_key = dispense.dispense_id
    union all
    select
        other_side.finding_id, 'purchase' as kind,
        coalesce(purchase.trace_code, purchase.purchase_id) as evidence_id,
        purchase.provider_id, cast(null as varchar) as encounter_id,
        cast(null as varchar) as person_id, cast(null as varchar) as practitioner_id,
        purchase.stocked_at as started_at, cast(null as timestamp) as ended_at,
        purchase.item_code as code, purchase.supplier as item, purchase.kind as department,
        purchase.quantity, purchase.unit_price, cast(null as decimal(18, 2)) as amount,
        other_side.role
    from other_side
    inner join canonical.purchase as purchase
        on other_side.table_name = 'purchase' and other_side.evidence_key = purchase.purchase_id
    union all
    select
        other_side.finding_id, 'provider' as kind, provider.provider_id as evidence_id,
        provider.provider_id, cast(null as varchar) as encounter_id,
        cast(null as varchar) as person_id, cast(null as varchar) as practitioner_id,
        cast(null as timestamp) as started_at, cast(null as timestamp) as ended_at,
        provider.provider_id as code, provider.name as item, cast(null as varchar) as department,
        cast(null as decimal(18, 4)) as quantity, cast(null as decimal(18, 4)) as unit_price,
        cast(null as decimal(18, 2)) as amount, other_side.role
    from other_side
    inner join canonical.provider as provider
        on other_side.table_name = 'provider' and other_side.evidence_key = provider.provider_id
    union all
    select
        other_side.finding_id, other_side.table_name as kind,
        case when other_side.table_name = 'person' then '' else other_side.evidence_key end as evidence_id,
        cast(null as varchar) as provider_id, cast(null as varchar) as encounter_id,
        case when other_side.table_name = 'person' then other_side.evidence_key end as person_id,
        case when other_side.table_name = 'practitioner' then other_side.evidence_key end as practitioner_id,
        cast(null as timestamp) as started_at, cast(null as timestamp) as ended_at,
        cast(null as varchar) as code, cast(null as varchar) as item,
        cast(null as varchar) as department, cast(null as decimal(18, 4)) as quantity,
        cast(null as decimal(18, 4)) as unit_price, cast(null as decimal(18, 2)) as amount,
        other_side.role
    from other_side
    where other_side.table_name in ('person', 'practitioner')
),

evidence_row as (
    select
        finding_id, kind, evidence_id, provider_id, encounter_id, person_id, practitioner_id,
        started_at, ended_at, code, item, department, quantity, unit_price, amount, 'at_risk' as role
    from line_row
    union all
    select
        finding_id, kind, evidence_id, provider_id, encounter_id, person_id, practitioner_id,
        started_at, ended_at, code, item, department, quantity, unit_price, amount, 'at_risk' as role
    from stay_row
    union all
    select
        finding_id, kind, evidence_id, provider_id, encounter_id, person_id, practitioner_id,
        started_at, ended_at, code, item, department, quantity, unit_price, amount, 'at_risk' as role
    from code_row
    union all
    select
        finding_id, kind, evidence_id, provider_id, encounter_id, person_id, practitioner_id,
        started_at, ended_at, code, item, department, quantity, unit_price, amount, role
    from other_row
),

numbered as (
    select
        evidence_row.finding_id, evidence_row.kind, evidence_row.evidence_id,
        evidence_row.provider_id, evidence_row.encounter_id, encounter.hospital_no,
        encounter.record_no, evidence_row.person_id, evidence_row.practitioner_id,
        evidence_row.started_at, evidence_row.ended_at, evidence_row.code, evidence_row.item,
        evidence_row.department, evidence_row.quantity, evidence_row.unit_price,
        cast(evidence_row.amount as decimal(18, 2)) as amount, evidence_row.role,
        row_number() over (
            partition by evidence_row.finding_id, evidence_row.role
            order by
                evidence_row.started_at, evidence_row.kind, evidence_row.evidence_id,
                evidence_row.provider_id, evidence_row.person_id
        ) as place,
        count(*) over (partition by evidence_row.finding_id) as of_rows
    from evidence_row
    left join canonical.encounter as encounter
        on evidence_row.encounter_id = encounter.encounter_id
)

select
    finding_id, kind, evidence_id, provider_id, encounter_id, hospital_no, record_no, person_id,
    practitioner_id, started_at, ended_at, code, item, department, quantity, unit_price, amount,
    role, place, of_rows
from numbered
where place <= $most
order by
    finding_id,
    case role when 'at_risk' then 0 when 'kept' then 1 when 'context' then 2 else 3 end,
    place
"""

EVERY = 2**31 - 1
BATCH = 2_000
HELD = 20_000
"""The evidence of so many findings is held at once, beside the rows themselves; of more it is not."""


OTHER_SIDE = {
    "finding_id": pl.String,
    "role": pl.String,
    "table_name": pl.String,
    "evidence_key": pl.String,
}
"""What is registered of evidence.parquet: every row that is not at risk itself."""


def evidence_rows(
    connection: duckdb.DuckDBPyConnection,
    findings: pl.DataFrame,
    most: int = EVERY,
    both_sides: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The evidence of findings, at most `most` rows of each role, in the order of COLUMNS.

    findings: finding_id, subject_kind, subject_id and the three evidence lists.
    both_sides: the run's evidence.parquet; without it only what is at risk is told.
    """
    asked = findings.select(
        "finding_id", "subject_kind", "subject_id", "encounter_ids", "claim_line_ids", "trace_codes"
    )
    others = pl.DataFrame(schema=OTHER_SIDE)
    if both_sides is not None and not both_sides.is_empty():
        others = (
            both_sides.filter(pl.col("role") != "at_risk")
            .join(asked.select("finding_id"), on="finding_id", how="semi")
            .select("finding_id", "role", table_name="table", evidence_key="key")
        )
    connection.register("evidence", asked.to_arrow())
    connection.register("other_side", others.to_arrow())
    try:
        return frame_of(connection, ROWS, {"most": most})
    finally:
        connection.unregister("evidence")
        connection.unregister("other_side")


class Evidence:
    """The evidence of a run's findings, asked for by page, workbook and every pack.

    Of few findings it is read at once and held; of many it is asked for some thousand at a time.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        findings: pl.DataFrame,
        both_sides: pl.DataFrame | None = None,
        held: int = HELD,
    ) -> None:
        """findings: whoever asks asks for some of these. both_sides: the run's evidence.parquet."""
        self._connection, self._both_sides = connection, both_sides
        self._held = (
            evidence_rows(connection, findings, EVERY, both_sides)
            if findings.height <= held
            else None
        )

    def in_batches(
        self, findings: pl.DataFrame, most: int = EVERY
    ) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
        """(findings, their evidence), some thousand findings at a time, in the given order.

        most: so many rows of each role.
        """
        for start in range(0, findings.height, BATCH):
            part = findings.slice(start, BATCH)
            if self._held is None:
                yield part, evidence_rows(self._connection, part, most, self._both_sides)
                continue
            named = pl.col("finding_id").is_in(part["finding_id"].implode())
            yield part, self._held.filter((pl.col("place") <= most) & named)
