"""The charts behind findings: by which numbers a records room pulls them, and who they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from feijian.leads.warehouse import frame_of
from feijian.workspace.lookups import NOBODY

if TYPE_CHECKING:
    import duckdb

RECORDS = f"""
with named_line as (
    select finding_id, unnest(claim_line_ids) as claim_line_id
    from evidence
    union all
    select null, {NOBODY}
),

charged as (
    select
        named_line.finding_id, line.encounter_id,
        cast(sum(coalesce(line.covered_amount, line.amount)) as decimal(18, 2)) as line_amount
    from named_line
    inner join canonical.claim_line as line on named_line.claim_line_id = line.claim_line_id
    group by named_line.finding_id, line.encounter_id
),

named_stay as (
    select finding_id, unnest(encounter_ids) as encounter_id from evidence
    union
    select finding_id, subject_id as encounter_id from evidence where subject_kind = 'encounter'
    union
    select finding_id, encounter_id from charged
)

select
    named_stay.finding_id, encounter.encounter_id, encounter.provider_id, encounter.class,
    encounter.hospital_no, encounter.record_no, encounter.person_id, encounter.department,
    encounter.started_at, encounter.ended_at, encounter.main_diagnosis, encounter.practitioner_id,
    charged.line_amount
from named_stay
inner join canonical.encounter as encounter on named_stay.encounter_id = encounter.encounter_id
left join charged
    on
        named_stay.finding_id = charged.finding_id
        and named_stay.encounter_id = charged.encounter_id
order by
    encounter.provider_id, encounter.class <> 'inpatient', encounter.hospital_no,
    encounter.record_no, encounter.started_at, encounter.encounter_id, named_stay.finding_id
"""


def chart_records(connection: duckdb.DuckDBPyConnection, findings: pl.DataFrame) -> pl.DataFrame:
    """One row per finding and visit it rests on, in the order of a records room.

    findings: finding_id, subject_kind, subject_id and the three evidence lists. line_amount: the
    covered amount of the finding's lines in that visit; null where it names none there. Inpatient
    charts come first, by hospital number.
    """
    asked = findings.select(
        "finding_id", "subject_kind", "subject_id", "encounter_ids", "claim_line_ids"
    )
    connection.register("evidence", asked.to_arrow())
    try:
        return frame_of(connection, RECORDS)
    finally:
        connection.unregister("evidence")


ITEMS = f"""
with named_line as (
    select finding_id, unnest(claim_line_ids) as claim_line_id
    from evidence
    union all
    select null, {NOBODY}
),

named_code as (
    select finding_id, unnest(trace_codes) as trace_code
    from evidence
    union all
    select null, {NOBODY}
),

item as (
    select
        named_line.finding_id, line.item_code as code,
        coalesce(line.item_name, line.local_item_name) as item, line.category
    from named_line
    inner join canonical.claim_line as line on named_line.claim_line_id = line.claim_line_id
    union all
    select
        named_code.finding_id, dispense.item_code as code, line.item_name as item, line.category
    from named_code
    inner join canonical.dispense as dispense on named_code.trace_code = dispense.trace_code
    left join canonical.claim_line as line on dispense.claim_line_id = line.claim_line_id
)

select finding_id, code, max(item) as item, max(category) as category
from item
where code is not null
group by finding_id, code
order by finding_id, code
"""


def finding_items(connection: duckdb.DuckDBPyConnection, findings: pl.DataFrame) -> pl.DataFrame:
    """The drugs and items behind each finding: finding_id, code, item, category."""
    asked = findings.select("finding_id", "claim_line_ids", "trace_codes")
    connection.register("evidence", asked.to_arrow())
    try:
        return frame_of(connection, ITEMS)
    finally:
        connection.unregister("evidence")
