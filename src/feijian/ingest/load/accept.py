"""One stream of a delivery: what is settled, what waits for a parent, what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feijian.contracts.checks import related_checks
from feijian.contracts.few import few_of
from feijian.contracts.model import quoted
from feijian.ingest.load.dedupe import (
    count,
    find_doubled,
    settle_doubled,
    settle_known,
    settle_unsound,
    start_settled,
)
from feijian.ingest.load.ledger import touch
from feijian.ingest.load.named import find_named
from feijian.ingest.load.numbering import give_ids, number_rows
from feijian.ingest.load.one_load import Load
from feijian.ingest.load.parents import make_blocked, make_orphaned
from feijian.ingest.load.places import line_of
from feijian.ingest.load.sharing import settle_foreign
from feijian.ingest.load.stream import META_NAMES, Stream
from feijian.ingest.macros import literal

if TYPE_CHECKING:
    import duckdb


def idle_streams(
    connection: duckdb.DuckDBPyConnection, streams: Sequence[Stream], fresh: bool
) -> frozenset[str]:
    """Streams of which no row waits for a parent, and none is stored that could lose one.

    fresh: nothing was there before, so no parent can go.
    """
    places = [(s.name, s.waiting) for s in streams]
    if not fresh:
        places += [(s.name, s.store) for s in streams]
    # one row of each is enough, and one statement for all of them
    looks = " union all ".join(
        f"(select {literal(name)} from {place} limit 1)" for name, place in places
    )
    held = {name for (name,) in connection.execute(looks).fetchall()} if looks else set()
    return frozenset(s.name for s in streams) - held


def accept(load: Load, stream: Stream, incoming: int, by: str | None) -> None:
    """Take `temp.incoming` (if it has rows) and the rows that wait into the stream's store.

    by: the column by which an assembly groups; its changed values go to `temp.changed`.
    Fates of rows go to `temp.fate` when the stream decides them; rows that have to stay in
    quarantine to `ledger.waiting_…` and `temp.held`.
    """
    if not incoming and stream.name in load.idle:
        return
    connection = load.connection
    start_settled(connection)
    if incoming:
        find_named(load, stream, "incoming")
        settle_unsound(connection, stream)
        settle_foreign(connection, stream, load.source)
        find_doubled(connection, stream)
        settle_doubled(connection, stream)
        settle_known(connection, stream)
        _take_out_replaced(load, stream, by)
        if stream.numbered:
            number_rows(connection, stream, load.delivery_seq)
        _note_withdrawals(connection, stream)
    returning = _make_returning(load, stream, by)
    if not incoming and not returning:
        return
    _make_candidate(connection, stream, incoming, returning)
    blocked = make_blocked(connection, stream)
    related = _hold_back_related(connection, stream)
    _store(load, stream, by, "true", blocked or related)
    if related:
        _check_related(connection, stream)
        _store(
            load,
            stream,
            by,
            "exists (select 1 from held_back as h where h._file = c._file and h._line = c._line)",
            1,
        )
    _keep_waiting(connection, stream)
    _note_fates(connection, stream, incoming)
    connection.execute("drop view if exists candidate")


def _take_out_replaced(load: Load, stream: Stream, by: str | None) -> None:
    connection = load.connection
    if not count(connection, "select count(*) from replaced"):
        return
    match = stream.same_key("t", "r")
    _note_leaving(load, stream, by, f"exists (select 1 from replaced as r where {match})")
    places = [stream.store, stream.origin, stream.waiting, stream.void]
    if stream.numbered:
        # an origin carries the id alone: find it while the stored row is there
        places.remove(stream.origin)
        connection.execute(
            f"delete from {stream.origin} as o using leaving as t where {stream.same_id('o', 't')}"
        )
    for place in dict.fromkeys(places):
        connection.execute(f"delete from {place} as t using replaced as r where {match}")


def _note_leaving(load: Load, stream: Stream, by: str | None, which: str) -> None:
    """Note what stored rows that leave had touched, and their keys as lost; leaves them in `temp.leaving`.

    which: SQL over `t` that picks them. None of the stream's own rows is stored yet.
    """
    connection = load.connection
    connection.execute(
        f"create or replace temp table leaving as select t.* from {stream.store} as t"
        f" where {few_of(stream.store, which)}"
    )
    if by is not None:
        connection.execute(f'insert into changed select distinct "{by}" from leaving')
        return
    touch(connection, load.delivery_seq, [n for n, _ in stream.columns], "leaving")
    connection.execute(
        f"insert into lost_{stream.contract.name} select distinct cast({quoted(stream.id_key[0])} as varchar) from leaving"
    )


def _note_withdrawals(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    named = (
        " and ".join(f'i."{k}" is not null' for k in stream.key if k not in stream.nullable_keys)
        or "true"
    )
    connection.execute(
        f"insert into {stream.void} ({stream.key_names}, {META_NAMES})"
        f" select {stream.prefixed('i', key_only=True)}, i._file, i._line, i._version"
        " from incoming as i left join settled as s on s._file = i._file and s._line = i._line"
        f" where i._void and s._file is null and {named}"
    )
    connection.execute(
        "insert into settled select i._file, i._line, 'void', null, null from incoming as i"
        " left join settled as s on s._file = i._file and s._line = i._line"
        " where i._void and s._file is null"
    )


def _make_returning(load: Load, stream: Stream, by: str | None) -> int:
    """Create `temp.returning_row`: stored or waiting rows whose parents must be looked at again."""
    connection = load.connection
    waiting = count(connection, f"select count(*) from {stream.waiting}")
    orphaned = 0 if load.fresh else make_orphaned(connection, stream, load.newly_known)
    if not waiting and not orphaned:
        return 0
    connection.execute(
        f"create or replace temp table returning_row as select {stream.names}, {META_NAMES},"
        f" true as was_waiting from {stream.waiting}"
    )
    if waiting:
        connection.execute(f"delete from {stream.waiting}")
    if orphaned:
        match = stream.same_key("t", "x")
        _note_leaving(load, stream, by, f"exists (select 1 from orphaned as x where {match})")
        if stream.is_part:
            stored, meta = "leaving as t", "t._file, t._line, t._version"
        else:
            stored = f"leaving as t join {stream.origin} as o on {stream.same_id('o', 't')}"
            meta = "o._file, o._line, o._version"
        connection.execute(
            f"insert into returning_row select {stream.prefixed('t')}, {meta}, false from {stored}"
        )
        if stream.numbered:
            connection.execute(
                f"delete from {stream.origin} as o using leaving as t where {stream.same_id('o', 't')}"
            )
            connection.execute(f"delete from {stream.store} as t using orphaned as x where {match}")
        else:
            for place in dict.fromkeys((stream.store, stream.origin)):
                connection.execute(f"delete from {place} as t using orphaned as x where {match}")
    if stream.numbered:
        give_ids(connection, stream, "returning_row")
    find_named(load, stream, "returning_row")
    return waiting + orphaned


def _make_candidate(
    connection: duckdb.DuckDBPyConnection, stream: Stream, incoming: int, returning: int
) -> None:
    """The view `candidate`: sound rows that are to be stored if their parents are there."""
    parts = []
    if incoming:
        free = (
            " where not exists (select 1 from settled as s where s._file = i._file and s._line = i._line)"
            if count(connection, "select count(*) from settled")
            else ""
        )
        parts.append(
            f"select {stream.prefixed('i')}, i._file, i._line, i._version from incoming as i{free}"
        )
    if returning:
        parts.append(
            f"select {stream.prefixed('r')}, r._file, r._line, r._version from returning_row as r"
        )
    connection.execute(f"create or replace temp view candidate as {' union all '.join(parts)}")


def _hold_back_related(connection: duckdb.DuckDBPyConnection, stream: Stream) -> int:
    """Create `temp.held_back`: candidates that a check compares with other rows."""
    checks = [] if stream.is_part else related_checks(stream.contract)
    if not checks:
        return 0
    when = " or ".join(f"({w})" for _, w, _ in checks)
    connection.execute(
        f"create or replace temp table held_back as select {stream.names}, _file, _line from candidate where {when}"
    )
    return count(connection, "select count(*) from held_back")


def _check_related(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    name = stream.contract.name
    for reason, when, predicate in related_checks(stream.contract):
        connection.execute(
            f"insert into blocked select {name}._file, {name}._line, '{reason}' from held_back as {name}"
            f" where ({when}) and not coalesce({predicate}, true) and not exists"
            f" (select 1 from blocked as b where b._file = {name}._file and b._line = {name}._line)"
        )


def _store(load: Load, stream: Stream, by: str | None, among: str, some_stay: int) -> None:
    """Store candidates that nothing keeps back."""
    connection = load.connection
    where = [among]
    if some_stay:
        where.append(
            "not exists (select 1 from blocked as b where b._file = c._file and b._line = c._line)"
        )
    if among == "true" and not stream.is_part and related_checks(stream.contract) and some_stay:
        where.append(
            "not exists (select 1 from held_back as h where h._file = c._file and h._line = c._line)"
        )
    rows = f"from candidate as c where {' and '.join(where)}"
    meta = "c._file, c._line, c._version"
    if stream.is_part:
        connection.execute(
            f"insert into {stream.store} ({stream.names}, {META_NAMES}) select {stream.prefixed('c')}, {meta} {rows}"
        )
    else:
        connection.execute(
            f"insert into {stream.store} ({stream.names}) select {stream.prefixed('c')} {rows}"
        )
        connection.execute(
            f"insert into {stream.origin} ({', '.join(map(quoted, stream.id_key))}, {META_NAMES})"
            f" select {', '.join(f'c.{quoted(k)}' for k in stream.id_key)}, {meta} {rows}"
        )
    open_keys = (
        f"select key from ledger.quarantine where state = 'held' and stream = '{stream.name}'"
    )
    if count(connection, f"select count(*) from ({open_keys})"):
        connection.execute(
            f"insert into stored_now select '{stream.name}', {stream.key_text('c')} {rows}"
            f" and {stream.key_text('c')} in ({open_keys})"
        )
    if by is not None:
        connection.execute(f'insert into changed select distinct c."{by}" {rows}')
    elif not load.fresh:
        touch(connection, load.delivery_seq, [n for n, _ in stream.columns], f"(select c.* {rows})")


def _keep_waiting(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    """Blocked candidates wait, with their reasons in `temp.held`."""
    if not count(connection, "select count(*) from blocked"):
        return
    connection.execute(
        f"insert into {stream.waiting} ({stream.names}, {META_NAMES})"
        f" select {stream.prefixed('c')}, c._file, c._line, c._version from candidate as c"
        " where exists (select 1 from blocked as b where b._file = c._file and b._line = c._line)"
    )
    connection.execute(
        f"insert into held select c._file, {line_of('c._line')},"
        f" '{stream.name}', '{stream.contract.name}', list_sort(list_distinct(list(b.reason))), min({stream.key_text('c')})"
        " from candidate as c join blocked as b on b._file = c._file and b._line = c._line"
        " group by c._file, c._line"
    )


def _note_fates(connection: duckdb.DuckDBPyConnection, stream: Stream, incoming: int) -> None:
    if not stream.decides or not incoming:
        return
    stream_name = literal(stream.name)
    connection.execute(
        f"insert into fate select _file, {line_of('_line')}, fate, {stream_name} from settled"
    )
    connection.execute(
        f"insert into fate select distinct b._file, {line_of('b._line')}, 'quarantined', {stream_name} from blocked as b"
        " where exists (select 1 from incoming as i where i._file = b._file and i._line = b._line)"
    )
    connection.execute(
        f"insert into held select _file, {line_of('_line')}, {stream_name}, '{stream.contract.name}', reasons, key"
        " from settled where fate = 'quarantined'"
    )
    # children look for these keys before the quarantine has them
    connection.execute(
        f"insert into unsound select '{stream.contract.name}', key from settled"
        " where fate = 'quarantined' and key is not null"
    )
