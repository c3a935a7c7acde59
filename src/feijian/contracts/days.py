"""Which days of which providers deliveries reach: those of settlements that came, changed or went, and those beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.contracts.few import few_of
from feijian.workspace.lookups import with_nobody

if TYPE_CHECKING:
    import duckdb


def reach_days(connection: duckdb.DuckDBPyConnection, since: int, most: float) -> bool:
    """Keep the days reached in temporary tables; False where they were not noted, or are most of all.

    Reads `temp.reached_visit`: visits touched, and visits whose refunds are told otherwise than before.
    `reached_day`: (provider_id, day) whose rows may be others. `near_day`: those whose rows decide them.
    `visit_there`: visits of the settlements of these days.
    """
    if not _noted(connection, since):
        return False
    here = (
        "select t.provider_id, cast(t.settled_at as date) as day from canonical.claim as t where "
        + few_of(
            "canonical.claim",
            f"t.encounter_id in ({with_nobody('select encounter_id from reached_visit')})",
        )
    )
    connection.execute(
        "create or replace temp table touched_there as"
        " select provider_id, day from ledger.touched_day"
        f" where delivery_seq > {since} and day is not null union {here}"
    )
    # what a day decides of the days beside it, and what decides these
    for name, source in (("reached_day", "touched_there"), ("near_day", "reached_day")):
        connection.execute(
            f"create or replace temp table {name} as select distinct there.provider_id,"
            f" cast(there.day + beside.days as date) as day from {source} as there"
            " cross join (values (-1), (0), (1)) as beside (days)"
        )
    connection.execute(
        "create or replace temp table visit_there as select distinct t.encounter_id from canonical.claim as t"
        " where exists (select 1 from near_day as near where near.provider_id = t.provider_id"
        " and near.day = cast(t.settled_at as date))"
    )
    there, every = connection.execute(
        "select (select count(*) from visit_there), count(*) from canonical.encounter"
    ).fetchall()[0]
    return bool(there <= most * every)


def _noted(connection: duckdb.DuckDBPyConnection, since: int) -> bool:
    """Whether every delivery after one noted its days."""
    there = connection.execute(
        "select 1 from information_schema.tables where table_schema = 'ledger' and table_name = 'touched_day'"
    ).fetchall()
    return (
        bool(there)
        and not connection.execute(
            f"select delivery_seq from ledger.delivery where delivery_seq > {since}"
            " except select delivery_seq from ledger.touched_day where day is null"
        ).fetchall()
    )
