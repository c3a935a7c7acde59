"""Rows that could not be taken in: kept whole, with file, line and reasons, until they can.

The ledger holds the truth; `quarantine/<table>/<delivery>.parquet` are copies for people, written
before a load is committed and put in place after it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts.model import quoted
from feijian.ingest.load.dedupe import count
from feijian.ingest.load.places import line_of
from feijian.ingest.load.stream import Stream
from feijian.ingest.macros import literal
from feijian.ingest.read.personal_forms import unsigned
from feijian.ingest.read.raw_table import RawTable

if TYPE_CHECKING:
    import duckdb

    from feijian.workspace import Workspace


Copy = tuple[Path, Path | None]
"""A quarantine file and its new content under a temporary name, or None where none is left."""


def start_held(connection: duckdb.DuckDBPyConnection) -> None:
    """Empty the temporary tables that streams report to."""
    connection.execute(
        """
        create or replace temp table fate (_file integer, _line bigint, fate varchar, stream varchar);
        create or replace temp table held
          (_file integer, _line bigint, stream varchar, canonical_table varchar, reasons varchar[], key varchar);
        create or replace temp table unsound (canonical_table varchar, key varchar);
        create or replace temp table moved (canonical_table varchar, rows bigint);
        create or replace temp table remark (place varchar, what varchar, todo varchar);
        create or replace temp table stored_now (stream varchar, key varchar);
        create or replace temp table left_behind
          (canonical_table varchar, rows bigint, parents bigint, every bigint);
        create or replace temp table thinner (provider_id varchar, month timestamp, gone bigint, again bigint);
        """
    )


def hold(
    connection: duckdb.DuckDBPyConnection,
    raws: Iterable[RawTable],
    streams: Sequence[Stream],
    delivery_seq: int,
) -> None:
    """Bring the quarantine in line with `temp.held` and `temp.fate`.

    New entries get their row from the raw tables; a row already known word for word is a repeat;
    entries whose row was stored or replaced since are closed.
    """
    # a line may be held by several streams, and by several of its rows in each: one entry a stream
    connection.execute(
        "create or replace temp table held as select _file, _line, stream, canonical_table,"
        " list_sort(list_distinct(flatten(list(reasons)))) as reasons, min(key) as key"
        " from held group by all"
        if count(connection, "select count(*) - count(distinct (_file, _line)) from held")
        else "select 1"
    )
    holding = {str(n) for (n,) in connection.execute("select distinct _file from held").fetchall()}
    for raw in raws:
        # a table of several files has its file in a column
        if raw.file in holding or (holding and not raw.file.isdecimal()):
            _enter_source_rows(connection, raw, delivery_seq)
        _enter_ragged_rows(connection, raw, streams, delivery_seq)
    if holding:
        for stream in streams:
            _enter_canonical_rows(connection, stream, delivery_seq)
        connection.execute(
            "update ledger.quarantine as q set reasons = h.reasons from held as h"
            " where q.state = 'held' and q.file_seq = h._file and q.line = h._line and q.stream = h.stream"
            " and q.reasons <> h.reasons"
        )
    open_ones = {
        name
        for (name,) in connection.execute(
            "select distinct stream from ledger.quarantine where state = 'held'"
        ).fetchall()
    }
    for stream in streams:
        if stream.name in open_ones:
            _close(connection, stream, delivery_seq)


def _enter_source_rows(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, delivery_seq: int
) -> None:
    cells = ", ".join(f"{quoted(c)} := {unsigned(f'r.{quoted(c)}')}" for c in raw.columns)
    whole = f"cast(to_json(struct_pack({cells})) as varchar)"
    connection.execute(
        f"""
        create or replace temp table entering as
        select h._file, h._line, h.stream, h.canonical_table, h.reasons, h.key, {whole} as whole,
          md5({literal(raw.table.name)} || {whole}) as row_hash
        from temp.{raw.name} as r
        join held as h on h._file = {_numbered(raw)} and h._line = r.{raw.line}
        where not exists (
          select 1 from ledger.quarantine as q
          where q.state = 'held' and q.file_seq = h._file and q.line = h._line and q.stream = h.stream
        )
        """
    )
    if not count(connection, "select count(*) from entering"):
        return
    connection.execute(
        f"""
        create or replace temp table known_entry as
        select e._file, e._line, e.stream
        from entering as e
        where exists (
          select 1 from ledger.quarantine as q
          where q.source_table = {literal(raw.table.name)} and q.row_hash = e.row_hash and q.stream = e.stream
        )
        union
        select _file, _line, stream from entering
        qualify row_number() over (partition by row_hash, stream order by _file, _line) > 1
        """
    )
    # two equal rows without a usable key: the second says nothing new
    connection.execute(
        "update fate set fate = 'repeated' from known_entry as k"
        " where fate._file = k._file and fate._line = k._line and fate.stream = k.stream"
        " and fate.fate = 'quarantined'"
    )
    connection.execute(
        f"""
        insert into ledger.quarantine
        select {_entry_id(MORE)}, {delivery_seq}, e._file, {literal(raw.table.name)}, e.canonical_table,
          e.stream, 'source', e._line, e.reasons, e.key, e.row_hash, e.whole, 'held', null
        from entering as e
        where not exists (
          select 1 from known_entry as k where k._file = e._file and k._line = e._line and k.stream = e.stream
        )
        """
    )


def _enter_ragged_rows(
    connection: duckdb.DuckDBPyConnection,
    raw: RawTable,
    streams: Sequence[Stream],
    delivery_seq: int,
) -> None:
    """Entries for rows with a wrong number of fields, which no stream ever sees."""
    if not raw.ragged:
        return
    stream = next(
        s
        for s in streams
        if s.decides and any(m.source_table == raw.table.name for m in s.mappings)
    )
    for row in raw.ragged:
        known = count(
            connection,
            f"select count(*) from ledger.quarantine where source_table = {literal(raw.table.name)}"
            f" and row_hash = {literal(row.row_hash)}",
        )
        fate = "repeated" if known else "quarantined"
        connection.execute(
            "insert into fate values ($1, $2, $3, $4)",
            [int(raw.file), row.line, fate, stream.name],
        )
        if not known:
            whole = json.dumps(row.cells, ensure_ascii=False)
            connection.execute(
                "insert into ledger.quarantine values"
                " ($1, $2, $3, $4, $5, $6, 'source', $7, [$10], null, $8, $9, 'held', null)",
                [
                    "q"
                    + hashlib.md5(f"{raw.file}|{row.line}|{row.row_hash}".encode()).hexdigest()[
                        :15
                    ],
                    delivery_seq,
                    int(raw.file),
                    raw.table.name,
                    stream.contract.name,
                    stream.name,
                    row.line,
                    row.row_hash,
                    whole,
                    row.reason,
                ],
            )


def _numbered(raw: RawTable) -> str:
    return f"r.{raw.file}" if raw.file.startswith('"') else raw.file


MORE = "case when row_number() over (partition by e._file, e._line order by e.stream) > 1 then e.stream end"
"""Tells further entries of one line apart."""


def _entry_id(more: str = "null") -> str:
    return f"'q' || left(md5(concat_ws('|', e._file, e._line, e.row_hash, {more})), 15)"


def _enter_canonical_rows(
    connection: duckdb.DuckDBPyConnection, stream: Stream, delivery_seq: int
) -> None:
    """Entries for rows that were accepted by an earlier delivery and lost their parent in this."""
    if not count(connection, f"select count(*) from {stream.waiting}"):
        return
    cells = ", ".join(f"{quoted(n)} := w.{quoted(n)}" for n, _ in stream.columns)
    whole = f"cast(to_json(struct_pack({cells})) as varchar)"
    connection.execute(
        f"""
        insert into ledger.quarantine
        select {_entry_id()}, {delivery_seq}, e._file, e.source_table, {literal(stream.contract.name)},
          {literal(stream.name)}, 'canonical', e._line, e.reasons, e.key, e.row_hash, e.whole, 'held', null
        from (
          select w._file, {line_of("w._line")} as _line, f.source_table, h.reasons, h.key, {whole} as whole, md5({whole}) as row_hash
          from {stream.waiting} as w
          join held as h on h._file = w._file and h._line = {line_of("w._line")} and h.stream = {literal(stream.name)}
          join ledger.file as f on f.file_seq = w._file
          where not exists (
            select 1 from ledger.quarantine as q
            where q.state = 'held' and q.file_seq = w._file and q.line = {line_of("w._line")} and q.stream = h.stream
          )
        ) as e
        """
    )


def _close(connection: duckdb.DuckDBPyConnection, stream: Stream, delivery_seq: int) -> None:
    """Entries whose own row is stored now are released; others of a stored key are superseded."""
    open_here = f"q.state = 'held' and q.stream = {literal(stream.name)}"
    connection.execute(
        f"update ledger.quarantine as q set state = 'released', closed_by = {delivery_seq}"
        f" from {stream.origin} as o where {open_here} and o._file = q.file_seq and {line_of('o._line')} = q.line"
        f" and not exists (select 1 from {stream.waiting} as w where w._file = q.file_seq and {line_of('w._line')} = q.line)"
    )
    connection.execute(
        f"update ledger.quarantine as q set state = 'superseded', closed_by = {delivery_seq}"
        f" where {open_here} and q.delivery_seq < {delivery_seq}"
        f" and q.key in (select key from stored_now where stream = {literal(stream.name)})"
    )
    connection.execute(
        f"update ledger.quarantine as q set state = 'superseded', closed_by = {delivery_seq}"
        f" where {open_here} and q.reasons[1] like 'parent_%' and q.delivery_seq < {delivery_seq}"
        f" and not exists (select 1 from {stream.waiting} as w where w._file = q.file_seq and {line_of('w._line')} = q.line)"
    )


def write_copies(
    connection: duckdb.DuckDBPyConnection,
    workspace: Workspace,
    columns: dict[str, tuple[str, ...]],
    delivery_seq: int,
    copies: list[Copy],
) -> None:
    """Write fresh copies of the quarantine files this load changes, under temporary names.

    columns: source table → names of its kept columns. Each file goes into `copies` with its new
    content, or with None where nothing is left of it; `place_copies` puts them in place once the
    load is committed. A load that was killed before that leaves temporary names behind: then
    every file is written anew.
    """
    changed_here = (
        f"q.delivery_seq = {delivery_seq} or q.closed_by = {delivery_seq}"
        " or exists (select 1 from held as h where h._file = q.file_seq and h._line = q.line)"
    )
    left_behind = [p for p in workspace.quarantine.rglob("*.part") if p.is_file()]
    for path in left_behind:
        path.unlink()
    changed = connection.execute(
        "select distinct q.source_table, q.delivery_seq, q.form, d.delivery_id,"
        " case when q.form <> 'source' then q.canonical_table end as canonical_table"
        " from ledger.quarantine as q join ledger.delivery as d on d.delivery_seq = q.delivery_seq"
        f" where {'true' if left_behind else changed_here}"
        " order by q.source_table, q.delivery_seq, q.form, canonical_table"
    ).fetchall()
    for source_table, seq, form, delivery_id, canonical in changed:
        folder = workspace.quarantine / source_table
        folder.mkdir(parents=True, exist_ok=True)
        suffix = "" if form == "source" else f".{canonical}"
        file = folder / f"{delivery_id}{suffix}.parquet"
        which = (
            f"q.state = 'held' and q.source_table = {literal(source_table)} and q.delivery_seq = {seq}"
            f" and q.form = {literal(form)}"
            + (f" and q.canonical_table = {literal(canonical)}" if canonical else "")
        )
        if not count(connection, f"select count(*) from ledger.quarantine as q where {which}"):
            copies.append((file, None))
            continue
        names: Sequence[str]
        if form == "source":
            names = columns.get(source_table, ())
        else:
            names = [
                r[0]
                for r in connection.execute(
                    "select column_name from information_schema.columns where table_schema = 'canonical'"
                    " and table_name = $1 order by ordinal_position",
                    [canonical],
                ).fetchall()
            ]
        cells = "".join(
            f', q."row" ->> {literal("$." + json.dumps(n, ensure_ascii=False))} as {quoted(n)}'
            for n in names
        )
        part = file.with_suffix(".part")
        copies.append((file, part))
        connection.execute(
            f"copy (select q.quarantine_id, {literal(delivery_id)} as delivery_id, f.name as file,"
            f" q.line as line, q.reasons as reasons, q.canonical_table as canonical_table{cells}"
            f" from ledger.quarantine as q join ledger.file as f on f.file_seq = q.file_seq"
            f" where {which} order by f.name, q.line, q.quarantine_id) to {literal(str(part))} (format parquet)"
        )


def place_copies(copies: Iterable[Copy]) -> None:
    """Put the copies written before the commit in place."""
    for file, part in copies:
        if part is None:
            file.unlink(missing_ok=True)
        else:
            part.replace(file)


def drop_copies(copies: Iterable[Copy]) -> None:
    """Remove copies of a load that did not come about."""
    for _, part in copies:
        if part is not None:
            part.unlink(missing_ok=True)
