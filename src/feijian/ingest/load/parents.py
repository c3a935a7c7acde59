"""Rows and the rows they belong to: who has a parent, who waits for one, who lost one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.contracts.few import few_of
from feijian.contracts.model import Parent, Table, quoted
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.identity import UNRESOLVED, Numbered
from feijian.ingest.load.stream import Stream
from feijian.workspace.lookups import with_nobody

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Bond:
    """A column of a stream that names a row of a canonical table.

    only_if: SQL over a row's origin `o` that picks the rows bound by it; others are free.
    """

    column: str
    parent: Parent
    only_if: str = "true"


def bonds_of(stream: Stream) -> tuple[Bond, ...]:
    """What rows of a stream must find; rows that decide nothing are bound to nothing."""
    if not stream.decides:
        return ()
    names = {name for name, _ in stream.columns}
    bonds = [
        Bond(c.name, c.parent) for c in stream.contract.columns if c.parent and c.name in names
    ]
    for mapping in stream.mappings:
        if mapping.inherits:
            parent = Parent(mapping.inherits.table, f"{mapping.inherits.table}_id", False)
            bonds.append(Bond(mapping.inherits.through, parent, files_of(mapping.source_table)))
    return tuple(bonds)


def files_of(source_table: str) -> str:
    """SQL that holds for a row `o` with an origin in files of one source table."""
    return (
        "o._file in (select f.file_seq from ledger.file as f"
        f" where f.source_table = '{source_table}')"
    )


def parents_of(streams: Iterable[Stream]) -> set[str]:
    """Names of canonical tables that some row belongs to."""
    return {bond.parent.table for stream in streams for bond in bonds_of(stream)}


def make_status(
    connection: duckdb.DuckDBPyConnection, table: Table, streams: Iterable[Stream]
) -> None:
    """Create `temp.status_<table>`: known keys that are not accepted, and why (void, quarantined)."""
    (key,) = table.key  # of what others belong to, one column names a row
    streams = tuple(streams)
    if not _any_unaccepted(connection, table, streams):
        connection.execute(
            f"create or replace temp table status_{table.name} (key varchar, status varchar)"
        )
        return
    parts = []
    for stream in streams:
        if stream.numbered:
            parts.extend(_numbered_status(stream, stream.numbered))
        elif stream.key == table.key:
            parts.append(f"select {quoted(key)} as key, 'void' as status from {stream.void}")
            parts.append(f"select {quoted(key)}, 'quarantined' from {stream.waiting}")
    if not any(stream.numbered for stream in streams):
        parts.append(
            "select key, 'quarantined' as status from ledger.quarantine"
            f" where state = 'held' and key is not null and canonical_table = '{table.name}'"
        )
        parts.append(
            f"select key, 'quarantined' from unsound where canonical_table = '{table.name}' and key is not null"
        )
    # looked up from this side: the rows accepted are many, the others few
    connection.execute(
        f"create or replace temp table status_{table.name} as"
        f" with s as materialized (select key, max(status) as status from ({' union all '.join(parts)}) group by key),"
        f" there as materialized (select a.{quoted(key)} as key from {table.full_name} as a"
        f" where a.{quoted(key)} in ({with_nobody('select key from s')}))"
        " select s.key, s.status from s where not exists (select 1 from there as a where a.key = s.key)"
    )


def _any_unaccepted(
    connection: duckdb.DuckDBPyConnection, table: Table, streams: Iterable[Stream]
) -> bool:
    """Whether a table has rows that were sent and are not accepted: void, waiting or set aside."""
    named = f"canonical_table = '{table.name}' limit 1"
    looks = [
        f"select 1 from ledger.quarantine where state = 'held' and {named}",
        f"select 1 from unsound where {named}",
        *(f"select 1 from {place} limit 1" for s in streams for place in (s.void, s.waiting)),
    ]
    one_row = " union all ".join(f"({look})" for look in looks)
    return bool(connection.execute(one_row).fetchall())


def _numbered_status(stream: Stream, numbered: Numbered) -> list[str]:
    """The same for rows whose ids are made from number and parents as these now stand."""
    from feijian.ingest.load.numbering import held_identities, levels_sql

    levels = levels_sql(stream.contract.name)
    places = (
        (stream.void, "void"),
        (stream.waiting, "quarantined"),
        (f"({held_identities(stream)})", "quarantined"),
    )
    return [
        f"select {numbered.id_sql('t', 's.level')} as key, '{status}' as status from {place} as t"
        f" left join ({levels}) as s on s.number = t.{quoted(numbered.number)}"
        for place, status in places
    ]


def make_blocked(connection: duckdb.DuckDBPyConnection, stream: Stream) -> int:
    """Create `temp.blocked`: candidates whose parent is not there, with the reasons.

    Reads the view `candidate`. Returns the number of rows.
    """
    connection.execute(
        "create or replace temp table blocked (_file integer, _line bigint, reason varchar)"
    )
    for bond in bonds_of(stream):
        parent, column = bond.parent, quoted(bond.column)
        if parent.where_known and not _is_known(connection, parent.table):
            continue
        # looked up from this side: the parents are many, those named are few
        absent = (
            f"with named as materialized (select distinct o.{column} as key from candidate as o"
            f" where o.{column} is not null and ({bond.only_if})),"
            f" there as materialized (select p.{quoted(parent.column)} as key"
            f" from canonical.{quoted(parent.table)} as p"
            f" where p.{quoted(parent.column)} in ({with_nobody('select key from named')}))"
            " select o.key from named as o where not exists (select 1 from there as p where p.key = o.key)"
        )
        if parent.where_present:
            absent += f" and exists (select 1 from status_{parent.table} as s where s.key = o.key)"
        connection.execute(f"create or replace temp table absent_key as {absent}")
        if not count(connection, "select count(*) from absent_key"):
            continue
        connection.execute(
            "insert into blocked select o._file, o._line,"
            f" case when starts_with(k.key, '{UNRESOLVED}') then 'parent_ambiguous'"
            " else 'parent_' || coalesce(s.status, 'missing') end"
            f" from candidate as o join absent_key as k on k.key = o.{column}"
            f" left join status_{parent.table} as s on s.key = k.key where {bond.only_if}"
        )
    _block_strangers(connection, stream)
    return count(connection, "select count(*) from blocked")


def _block_strangers(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    """Lines that name the settlement of another provider: the number, or the provider, is wrong."""
    names = {name for name, _ in stream.columns}
    if not {"claim_id", "provider_id"} <= names:
        return
    for bond in bonds_of(stream):
        if bond.column == "claim_id" and bond.parent.table == "claim":
            connection.execute(
                "insert into blocked select o._file, o._line, 'parent_of_another_provider'"
                " from candidate as o join canonical.claim as p on p.claim_id = o.claim_id"
                f" where p.provider_id <> o.provider_id and ({bond.only_if})"
            )


def _is_known(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether any row of a table ever arrived."""
    return bool(
        count(
            connection,
            f"select (select count(*) from canonical.{quoted(table)}) + (select count(*) from status_{table})",
        )
    )


def make_orphaned(
    connection: duckdb.DuckDBPyConnection, stream: Stream, newly_known: set[str]
) -> int:
    """Create `temp.orphaned`: keys of stored rows whose parent is no longer as it was.

    newly_known: parent tables that had no row before this delivery. Reads `temp.lost_<parent>`
    and `temp.status_<parent>`.
    """
    connection.execute(
        f"create or replace temp table orphaned as select {stream.key_names} from {stream.store} limit 0"
    )
    if not count(connection, f"select count(*) from {stream.store}"):
        return 0
    origin = "" if stream.is_part else f" join {stream.origin} as o on {stream.same_id('o', 'c')}"
    for bond in bonds_of(stream):
        parent, column = bond.parent, quoted(bond.column)
        lost = f"select key from lost_{parent.table}"
        if parent.where_known and parent.table in newly_known:
            lost += (
                f" union select distinct c.{column} from {stream.store} as c where not exists"
                f" (select 1 from canonical.{quoted(parent.table)} as p where p.{quoted(parent.column)} = c.{column})"
            )
        if parent.where_present:
            lost += f" union select key from status_{parent.table}"
        connection.execute(f"create or replace temp table lost_key as {lost}")
        lost_too = f"c.{column} in ({with_nobody('select key from lost_key')})"
        if count(connection, "select count(*) from lost_key"):
            connection.execute(
                f"insert into orphaned select distinct {stream.prefixed('c', key_only=True)}"
                f" from {stream.store} as c{origin} where {few_of(stream.store, lost_too, 'c')}"
                f" and ({bond.only_if})"
            )
    # a row can lose two parents at once
    connection.execute(
        f"create or replace temp table orphaned as from (select distinct {stream.key_names} from orphaned)"
    )
    return count(connection, "select count(*) from orphaned")
