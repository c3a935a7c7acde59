"""Keys that deliveries touched: what their rows name, and what these rows decide without naming it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feijian.contracts.ties import note_ties, ties_of
from feijian.workspace.lookups import NOBODY, with_nobody
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

LINKED = (
    "with first as ({encounters})"
    " select encounter_id from first"
    " union select near.other as encounter_id from {ties} as near where near.one in (from first)"
    # a refund of a refund: from the settlement to the visit of the second refund
    " union select farther.other as encounter_id from {ties} as near inner join {ties} as farther"
    " on near.other = farther.one where near.one in (from first)"
)
"""Encounters and those tied to them by a refund or a reversal with a visit number of its own: what
they take back, or what takes them back."""

TOUCHED_ENCOUNTERS = (
    "select key as encounter_id from ledger.touched where scope = 'encounter' and delivery_seq > {since}"
    " union select encounter_id from canonical.encounter where person_id in"
    " (select key from ledger.touched where scope = 'person' and delivery_seq > {since}{told}"
    f" union all select {NOBODY})"
)
"""Visits that deliveries changed, and those of persons whose own row says something else that somebody reads."""
OF_TOUCHED = f"encounter_id in ({with_nobody('select encounter_id from {touched}')})"

REACHED = {
    "encounter": "select encounter_id as key from {touched}",
    "person": f"select person_id as key from canonical.encounter where {OF_TOUCHED}",
    "provider": f"select provider_id as key from canonical.encounter where {OF_TOUCHED}",
    "practitioner": "select unnest([practitioner_id, executing_practitioner_id]) as key"
    f" from canonical.claim_line where {OF_TOUCHED}",
    "trace_code": "select trace_code as key from canonical.dispense where claim_id in"
    f" ({with_nobody(f'select claim_id from canonical.claim where {OF_TOUCHED}')})"
    " union select trace_code as key from canonical.dispense where claim_line_id in"
    f" ({with_nobody(f'select claim_line_id from canonical.claim_line where {OF_TOUCHED}')})",
}
"""Keys that a changed row does not name and yet decides.
A diagnosis names only its encounter, a person's own row only the person, a refund neither a doctor
nor a code. A provider's or practitioner's own row decides everybody's findings: it is part of a
rule's fingerprint instead (see `bench.fingerprint`).
"""


def note_touched(
    connection: duckdb.DuckDBPyConnection, since: int, read: Sequence[str] | None = None
) -> None:
    """Keep which visits deliveries after `since` reach, and what refunds tie, for all scopes to ask.

    read: columns of a person's own row that rules read; all where not given.
    """
    note_ties(connection)
    touched = _touched_visits(connection, since, read)
    connection.execute(f"create or replace temp table touched_visit_{since} as {touched}")


def touched_keys(connection: duckdb.DuckDBPyConnection, scope: str, since: int) -> list[str] | None:
    """Keys of a scope that deliveries after `since` changed, in order; None when all may have."""
    everything = first_row(
        connection,
        "select count(*) from ledger.touched where scope = 'all' and delivery_seq > ?",
        [since],
    )
    if everything and everything[0]:
        return None
    own = "select key from ledger.touched where scope = ? and delivery_seq > ?"
    noted = connection.execute(
        f"select 1 from duckdb_tables() where temporary and table_name = 'touched_visit_{since}'"
    ).fetchall()
    touched = f"temp.touched_visit_{since}" if noted else f"({_touched_visits(connection, since)})"
    reached = f" union {REACHED[scope].format(touched=touched)}" if scope in REACHED else ""
    rows = connection.execute(
        f"select distinct key from ({own}{reached}) as touched where key is not null order by key",
        [scope, since],
    ).fetchall()
    return [key for (key,) in rows]


def _touched_visits(
    connection: duckdb.DuckDBPyConnection, since: int, read: Sequence[str] | None = None
) -> str:
    told = ""
    if read is not None:
        told = f" and (told is null or list_has_any(told, {list(read)}::varchar[]))"
    first = TOUCHED_ENCOUNTERS.format(since=since, told=told)
    return LINKED.format(encounters=first, ties=ties_of(connection))
