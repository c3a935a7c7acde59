"""What a visit about an outlier is about: the encounters and persons of its subject in its period."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

COUNTED = """
select
    asked.lead_id, count(distinct encounter.encounter_id) as encounters,
    count(distinct encounter.person_id) as persons
from outlier_subject as asked
inner join canonical.encounter as encounter
    on (
        asked.subject_kind = 'provider' and encounter.provider_id = asked.subject_id
        or asked.subject_kind = 'practitioner' and encounter.practitioner_id = asked.subject_id
        or asked.subject_kind = 'person' and encounter.person_id = asked.subject_id
        or asked.subject_kind = 'encounter' and encounter.encounter_id = asked.subject_id
    )
where
    cast(encounter.started_at as date) <= coalesce(asked.period_to, date '9999-12-31')
    -- who lay there then was there then; what is not over may have been over
    and coalesce(cast(encounter.ended_at as date), cast(encounter.started_at as date))
    >= coalesce(asked.period_from, date '1000-01-01')
group by asked.lead_id
"""


Counted = Callable[["pa.Table"], pl.DataFrame]
"""The subjects of leads (`outlier_subject`) to the rows of COUNTED."""


def with_encounters(
    connection: duckdb.DuckDBPyConnection, leads: pl.DataFrame, counted_there: Counted | None = None
) -> pl.DataFrame:
    """The leads with `encounters` and `persons` of those that a model put forward.

    A lead of rules counts its evidence; a model has none, so everything of its subject in the
    period that its reasons speak of is counted. counted_there: by whom, where the connection does not
    hold everybody's encounters.
    """
    asked = leads.filter(pl.col("family") == "outlier").select(
        "lead_id", "subject_kind", "subject_id", "period_from", "period_to"
    )
    if asked.is_empty():
        return leads
    counted = counted_there(asked.to_arrow()) if counted_there else _counted(connection, asked)
    found = {lead: (visits, persons) for lead, visits, persons in counted.iter_rows()}
    columns = []
    for number, name in enumerate(("encounters", "persons")):
        of_lead = {lead: row[number] for lead, row in found.items()}
        told = [of_lead.get(lead, own) for lead, own in leads.select("lead_id", name).iter_rows()]
        columns.append(pl.Series(name, told, dtype=leads.schema[name]))
    return leads.with_columns(columns)


def _counted(connection: duckdb.DuckDBPyConnection, asked: pl.DataFrame) -> pl.DataFrame:
    connection.register("outlier_subject", asked.to_arrow())
    try:
        found: pl.DataFrame = connection.sql(COUNTED).pl()
        return found
    finally:
        connection.unregister("outlier_subject")
