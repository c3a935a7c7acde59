"""What became of each line of a file, when one line feeds several tables or gives several rows.

A row of a wide table gives several canonical rows (one for each diagnosis column); a line that
repeats its header feeds claims and lines. Each such row has a place: the line of the file in the
lower bits, its number within the line above them. Counted are lines, once each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from feijian.ingest.load.places import line_of
from feijian.ingest.load.report import FileBalance
from feijian.ingest.macros import literal
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.sources.source import Mapping

if TYPE_CHECKING:
    import duckdb

    from feijian.ingest.load.stream import Stream


def gives_one_row(mapping: Mapping) -> bool:
    """Whether every row of the source gives exactly one: a plain select over one table."""
    return not mapping.is_wide and not mapping.drops


def deciding(streams: Iterable[Stream], source_table: str) -> list[Stream]:
    """The streams that say what became of a source table's rows."""
    return [
        s for s in streams if s.decides and any(m.source_table == source_table for m in s.mappings)
    ]


def fates_of(
    connection: duckdb.DuckDBPyConnection, streams: Iterable[Stream], raw: RawTable
) -> dict[str, int]:
    """How many lines of a file were accepted, void, repeated or quarantined.

    A line that several mappings decide counts as the first of these that one of them says:
    quarantined, accepted, void, repeated.
    """
    own = deciding(streams, raw.table.name)
    told = [f"select {line_of('_line')} as line, fate from fate where _file = {raw.file}"]
    told += [
        f"select {line_of('_line')}, 'accepted' from {s.origin} where _file = {raw.file}"
        for s in own
    ]
    rows = f"({' union all '.join(told)})"
    if len(own) > 1 or raw.several or not all(_is_plain(s, raw.table.name) for s in own):
        first = " ".join(
            f"when bool_or(fate = '{fate}') then '{fate}'"
            for fate in ("quarantined", "accepted", "void")
        )
        rows = f"(select line, case {first} else 'repeated' end as fate from {rows} group by line)"
    return {
        str(fate): int(number)
        for fate, number in connection.execute(
            f"select fate, count(*) from {rows} group by fate"
        ).fetchall()
    }


def _is_plain(stream: Stream, source_table: str) -> bool:
    return all(gives_one_row(m) for m in stream.mappings if m.source_table == source_table)


def hold_unmapped(
    connection: duckdb.DuckDBPyConnection, streams: Sequence[Stream], raws: Iterable[RawTable]
) -> None:
    """Set aside lines of which no mapping made a row: they are neither lost nor guessed at."""
    for raw in raws:
        own = deciding(streams, raw.table.name)
        if any(_is_plain(s, raw.table.name) for s in own):
            continue
        file = f"r.{raw.file}" if raw.file.startswith('"') else raw.file
        line = f"r.{raw.line}"
        told = " union all ".join(
            f"select _file, {line_of('_line')} as _line from {place}"
            for place in ("fate", *(s.origin for s in own))
        )
        stream = own[0]
        connection.execute(
            "create or replace temp table unmapped as"
            f" select {file} as _file, {line} as _line from temp.{raw.name} as r where not exists"
            f" (select 1 from ({told}) as t where t._file = {file} and t._line = {line})"
        )
        name, table = literal(stream.name), literal(stream.contract.name)
        connection.execute(
            f"insert into held select _file, _line, {name}, {table}, ['not_mapped'], null from unmapped"
        )
        connection.execute(
            f"insert into fate select _file, _line, 'quarantined', {name} from unmapped"
        )


def counted(
    connection: duckdb.DuckDBPyConnection, streams: dict[str, tuple[Stream, ...]], raw: RawTable
) -> FileBalance:
    """Count fates: accepted rows where they are stored, others where they were settled."""
    every = [stream for group in streams.values() for stream in group]
    return balance_of(raw, fates_of(connection, every, raw))


def balance_of(raw: RawTable, fates: dict[str, int]) -> FileBalance:
    """What became of a file's rows, from the counts of their fates; a fate that is missing is none."""
    return FileBalance(
        raw.shown,
        raw.table.name,
        raw.read,
        fates.get("accepted", 0),
        fates.get("void", 0),
        fates.get("repeated", 0),
        fates.get("quarantined", 0),
    )


def assert_balanced(balances: Sequence[FileBalance]) -> None:
    """Every row that was read has one fate.

    Raises AssertionError where one was lost or counted twice: a fault of the program.
    """
    for b in balances:
        told = b.accepted + b.void + b.repeated + b.quarantined
        if told != b.read:
            raise AssertionError(f"{b.file}: {b.read} rows read, {told} accounted for: {b}")
