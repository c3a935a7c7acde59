"""Mappings at work: staged rows become incoming canonical rows, each with its reasons or none."""

from __future__ import annotations

from collections.abc import Container, Sequence
from collections.abc import Mapping as Mapping_
from typing import TYPE_CHECKING

from feijian.contracts.checks import value_checks
from feijian.contracts.model import quoted
from feijian.contracts.sql_limits import DEFAULT_SECONDS, within
from feijian.ingest.load.identity import number_columns
from feijian.ingest.load.places import FIRST_PLACE, line_of
from feijian.ingest.load.stage import columns_used, staged_sql
from feijian.ingest.load.stream import (
    Stream,
)
from feijian.ingest.load.telling import told_by
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.sources.source import Mapping, Source
from feijian.ingest.values import Trouble, left_by, listed, marked, suspected
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb

MAPPED = "mapped"
"""What marks of mapped rows begin with."""


def make_incoming(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    stream: Stream,
    raws: Mapping_[str, Sequence[RawTable]],
    seconds: float = DEFAULT_SECONDS,
) -> int:
    """Create `temp.incoming`: the stream's new rows with origin, withdrawal and reasons.

    raws: raw tables by source table. seconds: how long one mapping may take. Returns the number of rows; 0 leaves no table behind.
    """
    fed = [m for m in stream.mappings if raws.get(m.source_table)]
    connection.execute("drop table if exists temp.incoming")
    if not fed:
        return 0
    # two passes: a cheap one over all rows, and the reasons only for those that may have any
    queries = [_incoming_sql(source, stream, m, raws[m.source_table], judged=False) for m in fed]
    with told_by(*(m.headed for m in fed)), within(connection, seconds):
        made = first_row(connection, f"create temp table incoming as {' union all '.join(queries)}")
    marks = {
        mark
        for (told,) in connection.execute(
            "select distinct _gates from incoming where _gates is not null"
        ).fetchall()
        for mark in told.split()
    }
    if marks:
        _judge(connection, source, stream, raws, marks, seconds)
    return int(made[0]) if made else 0


def _judge(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    stream: Stream,
    raws: Mapping_[str, Sequence[RawTable]],
    marks: Container[str],
    seconds: float,
) -> None:
    """Give suspected rows of `temp.incoming` their reasons: of those whose gate held somewhere."""
    connection.execute(
        "create or replace temp table suspect as"
        f" select distinct _file, {line_of('_line')} as _line from incoming where _gates is not null and not _void"
    )
    fed = [m for m in stream.mappings if raws.get(m.source_table)]
    queries = [
        _incoming_sql(source, stream, m, raws[m.source_table], judged=True, marks=marks)
        for m in fed
    ]
    # worked out once and kept: within the update every reason would be planned twice
    with told_by(*(m.headed for m in fed)), within(connection, seconds):
        connection.execute(f"create or replace temp table judged as {' union all '.join(queries)}")
    connection.execute(
        "update incoming set _reasons = j._reasons from judged as j"
        " where len(j._reasons) > 0 and incoming._file = j._file and incoming._line = j._line"
    )
    connection.execute("drop table judged")


def _incoming_sql(
    source: Source,
    stream: Stream,
    mapping: Mapping,
    raws: Sequence[RawTable],
    *,
    judged: bool,
    marks: Container[str] = (),
) -> str:
    table = source.tables[mapping.source_table]
    used = columns_used(table, source.of_source(table.name))
    given = set(mapping.columns)
    checks = value_checks(stream.contract, given)
    numbers = number_columns(stream.contract) if not stream.is_part else {}
    texts = source.types.get(mapping.name, {})
    unfit: list[tuple[str, str]] = []
    values = []
    for name, physical_type in stream.columns:
        # a number as the sender wrote it is the id a mapping gives, unless the mapping tells them apart
        told = numbers.get(name, name) if name not in given else name
        column = stream.contract.column(name)
        other = column.else_from if column is not None else None
        if other in given and not stream.is_part:
            either = f"mapped.{quoted(name)}, " if name in given else ""
            values.append(
                f"cast(coalesce({either}mapped.{quoted(other)}) as {physical_type}) as {quoted(name)}"
            )
        elif told not in given:
            values.append(f"cast(null as {physical_type}) as {quoted(name)}")
        else:
            cast = "cast"
            if texts.get(told) == "varchar" and physical_type != "varchar":
                # which texts fit is known by rows alone: those that do not are set aside
                cast = "try_cast"
                values.append(f"mapped.{quoted(told)} as {quoted(f'text {name}')}")
                unfit.append((name, physical_type))
            values.append(f"{cast}(mapped.{quoted(told)} as {physical_type}) as {quoted(name)}")
    # a row that decides nothing gives what is sound in it and keeps quiet about the rest
    kept = stream.names if stream.decides else _sound_values(stream, checks)
    inherited = set(mapping.inherits.columns) if mapping.inherits else set()
    broken, needed = _troubles(stream, given, checks, inherited)
    if mapping.inherits:
        # who names no row has nothing to live on
        nameless = f"{quoted(mapping.inherits.through)} is null"
        needed.append(Trouble(f"required:{mapping.inherits.through}", nameless, nameless))
    if stream.decides:
        broken += [_unfit(name, physical_type) for name, physical_type in unfit]
    place = "staged_row.line"
    if mapping.is_wide:
        # rows of one line have their places in it, the same in both passes
        order = f"{stream.key_names}, {stream.names}"
        place += (
            f" + {FIRST_PLACE} * (row_number() over (partition by staged_row.file, staged_row.line"
            f" order by {order}) - 1)"
        )
    own = [*needed, *broken]
    if judged:
        left = left_by(own, MAPPED, marks)
        reasons = (
            f"case when len(staged_row.reasons) = 0 then {listed(left)}"
            f" else list_concat(staged_row.reasons, {listed([t for t in left if t in broken])}) end as _reasons"
        )
        kept = ""
    else:
        reasons = (
            f"case when coalesce(staged_row.suspect, false) or coalesce({suspected(own)}, false)"
            f" then concat_ws(' ', staged_row.gates, {marked(own, MAPPED)}) end as _gates,"
            " cast(null as varchar[]) as _reasons, "
        )
    staged = staged_sql(table, raws, used, judged=judged, marks=marks)
    return (
        f"select staged_row.file as _file, {place} as _line,"
        f" staged_row.version as _version, staged_row.void as _void, {reasons}{kept}"
        f" from (with {quoted(table.name)} as ({staged})"
        f" select mapped.staged_row, {', '.join(values)} from ({mapping.sql}) as mapped)"
    )


def _unfit(name: str, physical_type: str) -> Trouble:
    """A text that a mapping gives where a number, a date or a truth is due."""
    kinds = {"timestamp": "not_a_date", "date": "not_a_date", "integer": "not_an_integer"}
    gone = f"{quoted(name)} is null and {quoted(f'text {name}')} is not null"
    return Trouble(f"{kinds.get(physical_type, 'not_a_number')}:{name}", gone, gone)


def _troubles(
    stream: Stream, given: set[str], checks: list[tuple[str, str]], inherited: set[str]
) -> tuple[list[Trouble], list[Trouble]]:
    """(values that break a check, values that are needed and not there)."""
    broken = []
    if stream.decides:
        for name, predicate in checks:
            broken.append(Trouble(name, f"({predicate}) is false", f"({predicate}) is false"))
    needed = [
        Trouble(f"required:{name}", f"{quoted(name)} is null", f"{quoted(name)} is null")
        for name, _ in stream.columns
        if name in given and name not in inherited and _is_needed(stream, name)
    ]
    return broken, needed


def _is_needed(stream: Stream, name: str) -> bool:
    if name in stream.key:
        return name not in stream.nullable_keys
    column = stream.contract.column(name)
    return stream.decides and column is not None and column.required


def _sound_values(stream: Stream, checks: list[tuple[str, str]]) -> str:
    own = {c.name: [k.name for k in c.checks] for c in stream.contract.columns}
    by_name = dict(checks)
    kept = []
    for name, _ in stream.columns:
        conditions = [f"({by_name[k]}) is false" for k in own.get(name, []) if k in by_name]
        column = quoted(name)
        kept.append(
            f"case when {' or '.join(conditions)} then null else {column} end as {column}"
            if conditions
            else column
        )
    return ", ".join(kept)
