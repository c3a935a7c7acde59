"""Which of several rows with one key is the row: repeats, corrections, withdrawals, conflicts.

Rules, in this order, for rows that are sound in themselves:
- within a delivery the newest version wins; older ones are repeats;
- a key is one provider's: rows of two providers under one number are a conflict, and a later row
  of another provider is set aside and replaces nothing, whatever its version;
- of equal or missing versions a withdrawal wins; equal content is a repeat; anything else is a
  conflict, and all of them are quarantined;
- against what earlier deliveries brought, an older version is a repeat, equal content is a
  repeat, and anything else replaces it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.contracts.few import few_of
from feijian.contracts.model import quoted
from feijian.ingest.load.left_behind import note_left_behind, note_thinner_months
from feijian.ingest.load.stream import Stream
from feijian.workspace.lookups import with_nobody
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

OWNER = "provider_id"


def count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The single number a query gives."""
    row = first_row(connection, sql)
    return int(row[0]) if row else 0


def start_settled(connection: duckdb.DuckDBPyConnection) -> None:
    """Empty `temp.settled`: incoming rows that are no candidates, with their fate.

    reasons and key are for the quarantine.
    """
    connection.execute(
        "create or replace temp table settled"
        " (_file integer, _line bigint, fate varchar, reasons varchar[], key varchar)"
    )


def settle_unsound(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    """Set aside rows that break a check of their own."""
    connection.execute(
        f"insert into settled select _file, _line, 'quarantined', _reasons, {stream.key_text('i')}"
        " from incoming as i where _reasons is not null"
    )


def find_doubled(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    """Create `temp.doubled`: keys of sound rows that stand more than once in this delivery."""
    among = "_reasons is null"
    if stream.numbered:
        # one narrow look at the numbers spares most deliveries a wide one at their parents
        number = quoted(stream.numbered.number)
        connection.execute(
            f"create or replace temp table doubled_number as select {number} as number from incoming"
            f" where {among} and {number} is not null group by {number} having count(*) > 1"
        )
        among += f" and {number} in (select number from doubled_number)"
    connection.execute(
        f"create or replace temp table doubled as select {stream.key_names} from incoming"
        f" where {among} group by {stream.key_names} having count(*) > 1"
    )


def settle_doubled(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    """Decide among rows of this delivery that share a key; reads `temp.doubled`."""
    if not count(connection, "select count(*) from doubled"):
        return
    keys = stream.key_names
    connection.execute(
        f"""
        create or replace temp table contest as
        with rival as (
          select i._file, i._line, i._version, i._void, {stream.content("i")} as _content,
            {_owner(stream, "i")} as _owner,
            {stream.key_text("i")} as _key_text, {stream.prefixed("i", key_only=True)}
          from incoming as i
          join doubled as d on {stream.same_key("i", "d")}
          where i._reasons is null
        ),
        dated as (
          select *,
            max(_version) over (partition by {keys}) as _newest,
            count(*) filter (where _version is null) over (partition by {keys}) as _undated
          from rival
        ),
        foremost as (
          select *, _undated > 0 or _version = _newest as _leads from dated
        ),
        judged as (
          select *,
            coalesce(bool_or(_void) filter (where _leads) over (partition by {keys}), false) as _withdrawn,
            min(_content) filter (where _leads and not _void) over (partition by {keys})
              is distinct from max(_content) filter (where _leads and not _void) over (partition by {keys}) as _differ,
            min(_owner) over (partition by {keys}) <> max(_owner) over (partition by {keys}) as _strangers,
            row_number() over (partition by {keys}, _leads, _void order by _file, _line) as _place
          from foremost
        )
        select _file, _line, _key_text,
          case
            when _strangers then 'conflict'
            when _void and _leads and _place = 1 then 'stands'
            when _void then 'void'
            when not _leads then 'repeated'
            -- withdrawn within the delivery: neither the row nor its withdrawal is a charge
            when _withdrawn then 'void'
            when _differ then 'conflict'
            when _place = 1 then 'stands'
            else 'repeated'
          end as _verdict
        from judged
        """
    )
    connection.execute(
        "insert into settled select _file, _line,"
        " case _verdict when 'conflict' then 'quarantined' else _verdict end,"
        " case _verdict when 'conflict' then ['key_conflict'] end, _key_text"
        " from contest where _verdict <> 'stands'"
    )
    connection.execute("drop table contest")


def settle_known(connection: duckdb.DuckDBPyConnection, stream: Stream) -> None:
    """Decide between this delivery's rows and what is known of their keys.

    Leaves `temp.replaced`: keys whose known row, wherever it is, has to go.
    """
    connection.execute(
        f"create or replace temp table replaced as select {stream.key_names} from incoming limit 0"
    )
    places = [
        p
        for p in (stream.store, stream.waiting, stream.void)
        if count(connection, f"select count(*) from {p}")
    ]
    if not places:
        return
    keys = " union all ".join(
        f"select {stream.key_names} from {place} as t where {_maybe(stream, place, 'incoming')}"
        for place in places
    )
    connection.execute(
        f"""
        create or replace temp table overlapping as
        select distinct {stream.prefixed("i", key_only=True)}
        from incoming as i
        where i._reasons is null and exists (select 1 from ({keys}) as k where {stream.same_key("i", "k")})
        """
    )
    if not count(connection, "select count(*) from overlapping"):
        return
    # of the history's rows the few that are met, before their origins and contents are looked at
    connection.execute(
        f"create or replace temp table met as select t.* from {stream.store} as t"
        f" where {_maybe(stream, stream.store, 'overlapping')}"
    )
    connection.execute(_current_sql(stream))
    connection.execute(
        f"""
        create or replace temp table meeting as
        select i._file, i._line, i._version, i._void, {stream.prefixed("i", key_only=True)},
          case
            when {_owner(stream, "i")} <> {_owner(stream, "c")} then 'stranger'
            when i._version < c._version then 'older'
            when i._void and c._place = 'void' then 'same'
            when not i._void and c._place <> 'void' and {stream.content("i")} = c._content then 'same'
            else 'newer'
          end as _verdict,
          {_moved(stream, "i", "c")} as _moved
        from incoming as i
        join current_row as c on {stream.same_key("i", "c")}
        left join settled as s on s._file = i._file and s._line = i._line
        where i._reasons is null and s._file is null
        """
    )
    connection.execute(
        "insert into settled select _file, _line,"
        " case when _void and _verdict = 'older' then 'void' else 'repeated' end, null, null"
        " from meeting where _verdict not in ('newer', 'stranger')"
    )
    connection.execute(
        "insert into settled select m._file, m._line, 'quarantined', ['key_of_another_provider'],"
        f" {stream.key_text('m')} from meeting as m where m._verdict = 'stranger'"
    )
    connection.execute(
        f"insert into replaced select {stream.key_names} from meeting where _verdict = 'newer'"
    )
    connection.execute(
        f"insert into moved select '{stream.contract.name}', count(*) from meeting"
        " where _verdict = 'newer' and _moved and not _void having count(*) > 0"
    )
    note_left_behind(connection, stream)
    note_thinner_months(connection, stream)
    newer = (
        "select count(*) from meeting where _verdict = 'same' and _version > timestamp '0001-01-01'"
    )
    for place in {stream.origin, stream.waiting, stream.void} if count(connection, newer) else ():
        # the same content under a newer version: later comparisons are with that version
        match, more = stream.same_key("k", "m"), ""
        if place == stream.origin and not stream.is_part and stream.numbered:
            more = f", {stream.store} as t"
            match = f"{stream.same_id('k', 't')} and {stream.same_key('t', 'm')}"
        connection.execute(
            f"update {place} as k set _version = m._version from meeting as m{more}"
            f" where m._verdict = 'same' and m._version > coalesce(k._version, timestamp '0001-01-01')"
            f" and {match}"
        )
    connection.execute("drop table meeting")
    connection.execute("drop table current_row")
    connection.execute("drop table met")


def _parents(stream: Stream) -> list[str]:
    """Columns that say which rows of other tables a row belongs to."""
    names = {name for name, _ in stream.columns}
    return [
        c.name
        for c in stream.contract.columns
        if c.parent and not c.parent.where_present and c.name in names and c.name not in stream.key
    ]


def _owner_column(stream: Stream) -> str | None:
    """The column of the provider a row belongs to, where its key does not say it.

    A part may say it though the table it goes into has no such column: what a visit tells of its
    person goes with the visit, and that is one provider's.
    """
    owner = next(
        (
            c.name
            for c in stream.contract.columns
            if c.parent and c.parent.table == "provider" and c.name in _parents(stream)
        ),
        None,
    )
    own = {name for name, _ in stream.columns} - set(stream.key)
    if owner is None and stream.is_part and OWNER in own and stream.contract.name != "provider":
        return OWNER
    return owner


def _owner(stream: Stream, place: str) -> str:
    """SQL of the provider a row belongs to; null where nothing says it."""
    owner = _owner_column(stream)
    return f"{place}.{quoted(owner)}" if owner else "cast(null as varchar)"


def _moved(stream: Stream, new: str, old: str) -> str:
    """SQL that holds where a row would replace one that belonged to other parents."""
    differs = [
        f"({new}.{quoted(p)} <> {old}.{quoted(p)} and {old}.{quoted(p)} is not null)"
        for p in _parents(stream)
    ]
    return f"coalesce({' or '.join(differs) or 'false'}, false)"


def _maybe(stream: Stream, place: str, met: str) -> str:
    """SQL over `t` that holds for all rows of a place that rows of `met` may meet: by one column of the key."""
    one = next((k for k in stream.key if k not in stream.nullable_keys), None)
    if one is None:
        return "true"
    keys = f"select {quoted(one)} from {met}"
    if dict(stream.columns)[one] == "varchar":
        keys = with_nobody(keys)
    # nothing was put into these places yet: the stream's own rows are stored last
    return few_of(place, f"t.{quoted(one)} in ({keys})")


def _current_sql(stream: Stream) -> str:
    """`temp.current_row`: version, place and content of what is known of overlapping keys."""
    if stream.is_part:
        stored = "met as c"
        version = "c._version"
    else:
        stored = f"met as c join {stream.origin} as o on {stream.same_id('o', 'c')}"
        version = "o._version"
    among = f"exists (select 1 from overlapping as x where {stream.same_key('x', 'c')})"
    key = stream.prefixed("c", key_only=True)
    owner = _owner_column(stream)
    named = list(dict.fromkeys([*_parents(stream), *([owner] if owner else [])]))
    parents = "".join(f", c.{quoted(p)}" for p in named)
    none = "".join(f", null as {quoted(p)}" for p in named)
    return (
        f"create or replace temp table current_row as"
        f" select {key}, {version} as _version, 'stored' as _place, {stream.content('c')} as _content{parents}"
        f" from {stored} where {among}"
        f" union all select {key}, c._version, 'waiting', {stream.content('c')}{parents} from {stream.waiting} as c where {among}"
        f" union all select {key}, c._version, 'void', null{none} from {stream.void} as c where {among}"
    )
