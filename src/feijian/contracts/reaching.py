"""Whom a delivery reaches: visits that its rows name, those that refunds tie to them, those of the same persons.

Kept in temporary tables of the connection while derived tables are brought up to date: `reached` (all
visits of the persons reached), `reached_visit` (without the persons' others) and `reached_person`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from feijian.contracts.derived import Derived
from feijian.contracts.deriving import build_derived
from feijian.contracts.model import Catalogue, quoted
from feijian.contracts.own_row import told_of_persons
from feijian.workspace.lookups import with_nobody

if TYPE_CHECKING:
    import duckdb

VISITS: tuple[str, ...] = ("encounter",)
CHARGES: tuple[str, ...] = ("encounter", "claim", "claim_line")
"""Tables that say whose a visit is: the small one is asked until it adds nothing."""
KEYS = {
    "encounter_id": "encounter",
    "claim_id": "claim",
    "target_claim_id": "claim",
    "claim_line_id": "claim_line",
}
"""Columns of a table about refunds, and the canonical table whose rows they name."""


def touched_all(connection: duckdb.DuckDBPyConnection, since: int) -> bool:
    rows = connection.execute(
        "select 1 from ledger.touched where scope = 'all' and delivery_seq > ? limit 1", [since]
    ).fetchall()
    return bool(rows)


def start(connection: duckdb.DuckDBPyConnection, since: int) -> None:
    """`temp.reached`: encounters that deliveries touched, and those of the persons they touched."""
    connection.execute(
        "create or replace temp table reached_person as"
        f" select distinct key as person_id from ledger.touched where scope = 'person' and delivery_seq > {since}"
    )
    connection.execute(
        "create or replace temp table reached as"
        f" select distinct key as encounter_id from ledger.touched where scope = 'encounter' and delivery_seq > {since}"
    )


def rebuild_and_compare(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, table: Derived, seconds: float
) -> bool:
    """Build one table whole; encounters of rows that are there no more, or are new, are reached.

    False where it is not there to compare with, or cannot be built.
    """
    full = f"derived.{quoted(table.name)}"
    if not stands(connection, table.name):
        return False
    connection.execute(f"create or replace temp table as_before as select * from {full}")
    if build_derived(connection, [table], seconds):
        return False
    connection.execute(
        "create or replace temp table told_otherwise as"
        f" (select * from as_before except all select * from {full})"
        f" union all (select * from {full} except all select * from as_before)"
    )
    shape = catalogue.find(table.name, "derived")
    for column, named in KEYS.items():
        if shape is None or shape.column(column) is None:
            continue
        if column == "encounter_id":
            connection.execute("insert into reached select encounter_id from told_otherwise")
        else:
            key = f"{named}_id"
            connection.execute(
                f"insert into reached select row.encounter_id from canonical.{named} as row"
                f" where row.{key} in ({with_nobody(f'select {quoted(column)} from told_otherwise')})"
            )
    connection.execute("drop table as_before")
    connection.execute("drop table told_otherwise")
    return True


def note_visits(
    connection: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    queries: Sequence[str],
    base: Collection[str],
    since: int,
) -> None:
    """`temp.reached_visit`: encounters touched, those tied to them, and all of whoever's own row says something else.

    `temp.person_there`: the persons that rows of these encounters name. queries: of the tables that are brought up
    to date by them.
    """
    person = catalogue.find("person", "canonical")
    read = told_of_persons(queries, [c.name for c in person.columns] if person else ())
    connection.execute(
        "create or replace temp table told_anew as select distinct key as person_id from ledger.touched"
        f" where scope = 'person' and delivery_seq > {since}"
        f" and (told is null or list_has_any(told, {list(read)}::varchar[]))"
    )
    connection.execute(
        "create or replace temp table reached_visit as select distinct encounter_id from ("
        "select encounter_id from reached"
        + "".join(
            f" union select row.encounter_id from canonical.{table} as row"
            f" where row.person_id in ({with_nobody('select person_id from told_anew')})"
            for table in CHARGES
        )
        + ") as every where encounter_id is not null"
    )
    before, now = -1, 0
    while now != before:
        before = now
        connection.execute(
            "create or replace temp table reached_visit as select distinct encounter_id from ("
            f"select encounter_id from reached_visit{_tied('reached_visit', base)}"
            ") as every where encounter_id is not null"
        )
        now = int(connection.execute("select count(*) from reached_visit").fetchall()[0][0])
    connection.execute(
        "create or replace temp table person_there as"
        + " union".join(
            f" select row.person_id from canonical.{table} as row"
            f" where row.encounter_id in ({with_nobody('select encounter_id from reached_visit')})"
            for table in CHARGES
        )
    )


def are_few(connection: duckdb.DuckDBPyConnection, most: float) -> bool:
    """Whether the encounters touched, and those tied to them, are at most such a share of all."""
    there, every = connection.execute(
        "select (select count(*) from reached_visit), count(*) from canonical.encounter"
    ).fetchall()[0]
    return bool(there <= most * every)


def _tied(reached: str, base: Collection[str]) -> str:
    """SQL that adds to encounters those that refunds tie to them, as they are told and as they were resolved."""
    tied = (
        f" union select near.other as encounter_id from temp.tied_visit as near"
        f" where near.one in (select encounter_id from {reached})"
    )
    if "claim_change" in base:
        tied += (
            " union select claim.encounter_id from canonical.claim as claim"
            " inner join derived.claim_change as change on claim.claim_id = change.claim_id"
            f" where change.encounter_id in (select encounter_id from {reached})"
            " union select change.encounter_id from canonical.claim as claim"
            " inner join derived.claim_change as change on claim.claim_id = change.claim_id"
            f" where claim.encounter_id in ({with_nobody(f'select encounter_id from {reached}')})"
        )
    return tied


def close(connection: duckdb.DuckDBPyConnection, base: Collection[str], most: float) -> bool:
    """Reach on until nothing is added: the persons' other encounters, and what refunds tie together.

    False where that is more than is worth doing by key.
    """
    tied = _tied("reached", base)
    every = connection.execute("select count(*) from canonical.encounter").fetchall()[0][0]
    count, tables = -1, VISITS
    while True:
        now = _reach_on(connection, tables, tied)
        if now > most * every:
            return False
        if now != count:
            count, tables = now, VISITS
        elif tables == VISITS:
            tables = CHARGES  # nearly always they name the person of their visit
        else:
            return True


def _reach_on(connection: duckdb.DuckDBPyConnection, tables: Iterable[str], tied: str) -> int:
    """One step further: persons of the visits reached, visits of these persons, and those tied; how many."""
    for table in tables:
        connection.execute(
            f"insert into reached_person select distinct row.person_id from canonical.{table} as row"
            f" where row.encounter_id in ({with_nobody('select encounter_id from reached')}) and row.person_id is not null"
            " and row.person_id not in (select person_id from reached_person)"
        )
    connection.execute(
        "create or replace temp table reached as select distinct encounter_id from ("
        " select encounter_id from reached"
        + "".join(
            f" union select row.encounter_id from canonical.{table} as row"
            f" where row.person_id in ({with_nobody('select person_id from reached_person')})"
            for table in tables
        )
        + tied
        + ") as every where encounter_id is not null"
    )
    return int(connection.execute("select count(*) from reached").fetchall()[0][0])


def stands(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    rows = connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'derived' and table_name = ?",
        [name],
    ).fetchall()
    return bool(rows)
