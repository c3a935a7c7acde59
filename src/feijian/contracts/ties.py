"""Visits tied by a refund, which takes a settlement or a charge back under a visit number of its own, or by a
settlement that holds charges of another visit.

Whose charges are decided anew brings such visits along. To find the ties reads every charge, so they are
kept in the ledger with the delivery up to which they stand: derived tables and rules ask for the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

TIES = (
    "with pair as ("
    " select taken.encounter_id as one, refund.encounter_id as other"
    " from canonical.claim as refund inner join canonical.claim as taken"
    " on refund.original_claim_id = taken.claim_id where refund.encounter_id <> taken.encounter_id"
    " union select taken.encounter_id as one, reversal.encounter_id as other"
    " from canonical.claim_line as reversal inner join canonical.claim_line as taken"
    " on reversal.original_line_id = taken.claim_line_id"
    " where reversal.original_line_id is not null and reversal.encounter_id <> taken.encounter_id"
    # charged in one visit, settled with another
    " union select line.encounter_id as one, claim.encounter_id as other"
    " from canonical.claim_line as line inner join canonical.claim as claim"
    " on line.claim_id = claim.claim_id where line.encounter_id <> claim.encounter_id"
    # a refund that names nothing, in a visit without a settlement: of its person at its house
    " union select taken.encounter_id as one, refund.encounter_id as other"
    " from canonical.claim as refund inner join canonical.claim as taken"
    " on refund.person_id = taken.person_id and refund.provider_id = taken.provider_id"
    " where refund.is_refund and refund.original_claim_id is null and refund.total_amount < 0"
    " and not taken.is_refund and refund.encounter_id not in"
    " (select encounter_id from canonical.claim where not is_refund and encounter_id is not null)"
    ") select one, other from pair union select other as one, one as other from pair"
)
"""Both directions of each tie."""


def keep_ties(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the ties as of the newest delivery; the connection must be one that may write."""
    if _stand(connection):
        return
    connection.execute("begin")
    try:
        connection.execute(f"create or replace table ledger.tied_visit as {TIES}")
        connection.execute(
            "create or replace table ledger.tied_until as select coalesce(max(delivery_seq), 0) as delivery_seq,"
            " md5($1) as told from ledger.delivery",
            [TIES],
        )
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def note_ties(connection: duckdb.DuckDBPyConnection) -> None:
    """Note the ties for as long as this connection is open: rows must not change meanwhile."""
    kept = "select one, other from ledger.tied_visit" if _stand(connection) else TIES
    connection.execute(f"create or replace temp table tied_visit as {kept}")


def _stand(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the ties kept are those of the newest delivery."""
    there = connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'ledger' and table_name = 'tied_until'"
    ).fetchall()
    return bool(there) and bool(
        connection.execute(
            "select 1 from ledger.tied_until where told = md5($1)"
            " and delivery_seq = (select max(delivery_seq) from ledger.delivery)",
            [TIES],
        ).fetchall()
    )


def ties_of(connection: duckdb.DuckDBPyConnection) -> str:
    """The ties as a relation: the table that holds them where they were noted, else the query."""
    noted = connection.execute(
        "select 1 from duckdb_tables() where temporary and table_name = 'tied_visit'"
    ).fetchall()
    return "temp.tied_visit" if noted else f"({TIES})"
