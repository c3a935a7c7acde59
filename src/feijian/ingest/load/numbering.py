"""Ids of rows whose numbers are unique only within their parents.

A number that one row has is its id. As soon as a second row has it - another provider's, another
visit's, another settlement's - the parents that tell them apart stand before it, for all rows of
that number and whichever came first: the order of deliveries makes no difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.contracts.few import few_of
from feijian.contracts.model import quoted
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.identity import Numbered, names
from feijian.ingest.load.ledger import touch
from feijian.ingest.load.stream import Stream
from feijian.ingest.macros import literal
from feijian.workspace.lookups import with_nobody

if TYPE_CHECKING:
    import duckdb


def number_rows(connection: duckdb.DuckDBPyConnection, stream: Stream, delivery_seq: int) -> int:
    """Give `temp.incoming` its ids, and stored rows new ones where a number is newly shared.

    Reads `temp.doubled_number`. Adds old ids to `temp.lost_<table>`, so that rows which live on
    them look again. Returns how many numbers of this delivery several rows have.
    """
    numbered = stream.numbered
    assert numbered is not None
    _find_candidates(connection, stream, numbered)
    if not count(connection, "select count(*) from candidate_number"):
        return 0
    _find_levels(connection, stream, numbered)
    if count(connection, "select count(*) from raised_number"):
        _rename_stored(connection, stream, numbered, delivery_seq)
        _keep_levels(connection, stream)
    give_ids(connection, stream, "incoming")
    return count(connection, "select count(*) from level_now where level > 0")


def give_ids(connection: duckdb.DuckDBPyConnection, stream: Stream, place: str) -> None:
    """Set the ids of rows in a place as their numbers now stand."""
    numbered = stream.numbered
    assert numbered is not None
    connection.execute(
        f"update {place} as i set {quoted(numbered.column)} = {numbered.id_sql('i', 's.level')}"
        f" from ({_levels(stream)}) as s where s.number = i.{quoted(numbered.number)}"
    )


def levels_sql(table: str) -> str:
    """Numbers of a table that several rows have, and how many parents tell them apart."""
    return f"select number, level from ledger.shared_number where table_name = {literal(table)}"


def _levels(stream: Stream) -> str:
    return levels_sql(stream.contract.name)


def _find_candidates(
    connection: duckdb.DuckDBPyConnection, stream: Stream, numbered: Numbered
) -> None:
    """Create `temp.candidate_number`: numbers of this delivery that more than one row may have."""
    number = quoted(numbered.number)
    mine = with_nobody(f"select {number} from incoming where _reasons is null")
    found = ["select number from doubled_number"]
    for place in (stream.store, stream.waiting, stream.void):
        if count(connection, f"select count(*) from {place}"):
            found.append(f"select {number} as number from {place} where {number} in ({mine})")
    found.append(f"select number from ({_levels(stream)}) where number in ({mine})")
    connection.execute(f"create or replace temp table candidate_number as {' union '.join(found)}")


def _find_levels(connection: duckdb.DuckDBPyConnection, stream: Stream, numbered: Numbered) -> None:
    """Create `temp.level_now` (number, level) and `temp.raised_number`, those that rose."""
    number = quoted(numbered.number)
    identity = ", ".join(quoted(c) for c in (numbered.number, *numbered.by))
    whole = " and ".join(f"{quoted(b)} is not null" for b in numbered.by)
    candidates = with_nobody("select number from candidate_number")
    among = f"{number} in ({candidates}) and {whole}"
    places = " union ".join(
        f"select {identity} from {place} where {among}"
        for place in (stream.store, stream.waiting, stream.void)
    )
    connection.execute(
        "create or replace temp table known_identity as"
        f" select {identity} from incoming where _reasons is null and {among} union {places}"
    )
    connection.execute(
        f"create or replace temp table level_now as"
        f" select n.number, greatest(n.level, coalesce(s.level, 0)) as level, coalesce(s.level, 0) as before"
        f" from ({numbered.level('known_identity')}) as n"
        f" left join ({_levels(stream)}) as s on s.number = n.number"
    )
    connection.execute(
        "create or replace temp table raised_number as select number, level from level_now where level > before"
    )


def _keep_levels(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    name = literal(stream.contract.name)
    connection.execute(
        f"delete from ledger.shared_number where table_name = {name}"
        " and number in (select number from raised_number)"
    )
    connection.execute(
        f"insert into ledger.shared_number (table_name, number, level) select {name}, number, level from raised_number"
    )


def _rename_stored(
    connection: duckdb.DuckDBPyConnection, stream: Stream, numbered: Numbered, delivery_seq: int
) -> None:
    """Rows stored under a number before it was shared, or shared so widely."""
    column, number = quoted(numbered.column), quoted(numbered.number)
    for place in (stream.store, stream.waiting):
        connection.execute(
            f"create or replace temp table renamed as select t.{column} as old,"
            f" {numbered.id_sql('t', 'r.level')} as new"
            f" from {place} as t join raised_number as r on r.number = t.{number}"
        )
        if not count(connection, "select count(*) from renamed"):
            continue
        if place == stream.store:
            among = few_of(place, f"t.{column} in ({with_nobody('select old from renamed')})")
            connection.execute(
                f"create or replace temp table leaving as select t.* from {place} as t where {among}"
            )
            touch(connection, delivery_seq, [name for name, _ in stream.columns], "leaving")
            connection.execute(f"insert into lost_{stream.contract.name} select old from renamed")
        for renamed in dict.fromkeys((place, stream.origin if place == stream.store else place)):
            connection.execute(
                f"update {renamed} as t set {column} = r.new from renamed as r where t.{column} = r.old"
                + (
                    f" and t.{number} in (select number from raised_number)"
                    if renamed == place
                    else ""
                )
            )


def known_rows_sql(stream: Stream, columns: tuple[str, ...], among: str) -> str:
    """SQL of every row known under a number (number, id, columns), stored or not."""
    numbered = stream.numbered
    assert numbered is not None
    number = quoted(numbered.number)
    stored = f"select t.{number} as number, t.{quoted(numbered.column)} as id, {names(columns, 't')} from {stream.store} as t where {among}"
    parts = [stored]
    for place in (stream.waiting, stream.void):
        have = (
            {*numbered.by, numbered.number}
            if place == stream.void
            else {n for n, _ in stream.columns}
        )
        cells = ", ".join(
            f"t.{quoted(c)}" if c in have else f"cast(null as varchar) as {quoted(c)}"
            for c in columns
        )
        parts.append(
            f"select t.{number}, {numbered.id_sql('t', 's.level')}, {cells} from {place} as t"
            f" left join ({_levels(stream)}) as s on s.number = t.{number}"
            + (f" where {among}" if place != stream.void else "")
        )
    cells = ", ".join(
        f"k.{quoted(c)}" if c in numbered.by else f"cast(null as varchar) as {quoted(c)}"
        for c in columns
    )
    parts.append(
        f"select k.{number}, {numbered.id_sql('k', 's.level')}, {cells} from ({held_identities(stream)}) as k"
        f" left join ({_levels(stream)}) as s on s.number = k.{number}"
    )
    return " union all ".join(parts)


def held_identities(stream: Stream) -> str:
    """SQL of the numbers and parents of rows that lie in quarantine, from their entries' keys."""
    numbered = stream.numbered
    assert numbered is not None
    cells = ", ".join(
        f"nullif(split_part(key, chr(31), {place}), '') as {quoted(name)}"
        for place, name in enumerate((numbered.number, *numbered.by), start=1)
    )
    name = literal(stream.contract.name)
    return (
        f"select {cells} from ledger.quarantine where state = 'held' and key is not null and canonical_table = {name}"
        f" union all select {cells} from unsound where key is not null and canonical_table = {name}"
    )
