"""Raw rows read as their types: the relation a mapping selects from.

Every staged row carries `staged_row`, a structure with its file, line, version, whether the
sender withdrew it, and what could not be read in it; a mapping passes it on untouched.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from feijian.contracts.model import Column, quoted
from feijian.contracts.sql_reading import columns_within
from feijian.ingest.load.places import FIRST_PLACE
from feijian.ingest.macros import literal
from feijian.ingest.read.codes import Coded
from feijian.ingest.read.known import ANYTHING, KnownColumn
from feijian.ingest.read.peculiar import codes_in
from feijian.ingest.read.raw_table import RawTable
from feijian.ingest.sources.source import Mapping, SourceTable
from feijian.ingest.values import (
    ZULU,
    Manner,
    Trouble,
    is_small_provider,
    left_by,
    listed,
    marked,
    reading,
    suspected,
    unreadable,
    usual_reading,
)
from feijian.workspace.single import first_row

if TYPE_CHECKING:
    import duckdb


HEADER = Trouble("header_row", "_header", "_header")
STAGED = "staged"
"""What marks of staged rows begin with."""


def columns_used(table: SourceTable, mappings: Iterable[Mapping]) -> tuple[str, ...]:
    """Contract columns that mappings, the void condition or the version read, in contract order."""
    named: set[str] = set()
    for mapping in mappings:
        named |= mapping.reads
    if table.void:
        named |= columns_within(table.void)
    if table.version:
        named.add(table.version)
    return tuple(c.name for c in table.contract.columns if c.name in named)


def unread_values(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, used: Sequence[str]
) -> dict[str, int]:
    """How many values of a file were taken as absent because nobody could read them.

    Only for columns whose contract says `unreadable: absent`; in others such a row is quarantined.
    """
    counted = {}
    for column in raw.table.contract.columns:
        if column.custom.get("unreadable") != "absent" or column.name not in raw.columns:
            continue
        if column.name not in used:
            continue
        read = reading(
            column.name,
            column.physical_type,
            "text",
            from_excel=raw.from_excel,
            manner=manner_of(raw.table, column),
        )
        # the header that stands again is no value
        its_names = ", ".join(literal(n) for n, c in raw.table.names.items() if c == column.name)
        row = first_row(
            connection,
            f"select count(*) from (select {quoted(column.name)} as r, {read} as v from temp.{raw.name})"
            f" where v is null and r is not null and not absent(r) and lower(trim(r)) not in ({its_names})",
        )
        if row and row[0]:
            counted[column.name] = int(row[0])
    return counted


def reading_of(raw: RawTable, column: Column) -> str:
    """The expression that reads a column of a file, whatever its cells are."""
    return reading(
        column.name,
        column.physical_type,
        "",
        from_excel=raw.from_excel,
        manner=manner_of(raw.table, column),
    )


def staged_sql(
    table: SourceTable,
    raws: Sequence[RawTable],
    used: Sequence[str],
    *,
    judged: bool,
    marks: Container[str] = (),
) -> str:
    """The staged relation of one source table over raw tables, as a query.

    judged: only rows named in `temp.suspect`, with the list of what is wrong in each, of all that
    the marks leave possible; otherwise all rows, each only with whether it is worth judging, and
    the marks of what may be wrong with it.
    """
    columns = [c for c in table.contract.columns if c.name in used]
    branches = []
    for raw in raws:
        place = f"_at + {FIRST_PLACE} * (_n - 1)" if raw.several else raw.line
        parts = [f"{raw.file} as _file", f"{place} as _line"]
        for column in columns:
            if column.name in raw.columns:
                if column.name in raw.usual:
                    read = usual_reading(column.name, column.physical_type)
                else:
                    read = reading_of(raw, column)
                if column.name in raw.codes:
                    read = raw.codes[column.name].reading(column.name, read)
                if "transform" in column.custom:
                    read = quoted(column.name)
                parts.append(f"{read} as {quoted(column.name)}")
                parts.append(f"{quoted(column.name)} as {quoted('r_' + column.name)}")
            else:
                parts.append(f"cast(null as {column.physical_type}) as {quoted(column.name)}")
                parts.append(f"cast(null as varchar) as {quoted('r_' + column.name)}")
        parts.append(f"{_total_sql(raw, judged=judged)} as _total")
        parts.append(f"{_header_sql(raw, judged=judged)} as _header")
        only = _only_suspects(raw) if judged else ""
        branches.append(f"select {', '.join(parts)} from {_rows(raw)}{only}")
    troubles = _troubles(columns, raws)
    version = (
        f"cast({quoted(table.version)} as timestamp)"
        if table.version
        else "cast(null as timestamp)"
    )
    void = f"coalesce({table.void}, false)" if table.void else "false"
    values = ", ".join(quoted(c.name) for c in columns)
    rows = " union all ".join(branches)
    if judged:
        told = f"reasons := {_reasons(troubles, marks)}"
    else:
        rows = f"select *, ({HEADER.gate} or {suspected(troubles)}) as _suspect from ({rows})"
        gates = marked([HEADER, *troubles], STAGED)
        told = f"suspect := _suspect, gates := case when _suspect then {gates} end"
    return (
        f"select struct_pack(file := _file, line := _line, version := {version}, void := {void}, {told})"
        f" as staged_row, {values} from ({rows})"
    )


def _reasons(troubles: Sequence[Trouble], marks: Container[str]) -> str:
    """SQL of what is wrong with a staged row."""
    left = left_by([HEADER, *troubles], STAGED, marks)
    if HEADER not in left:
        return listed(left)
    # a header that stands again among the rows is nothing else
    return f"case when {HEADER.gate} then [{literal(HEADER.reason)}] else {listed(left[1:])} end"


def manner_of(table: SourceTable, column: Column) -> Manner:
    """How a column's text is to be read, as its contract says."""
    custom = column.custom
    return Manner(
        str(custom.get("reads", "text")),
        custom.get("damaged"),
        custom.get("rounded"),
        custom.get("shape"),
        # other identifiers, such as a house's own item codes, may have blanks in them
        column.required or bool(custom.get("shape") or custom.get("rounded")),
        ZULU.get(str(table.contract.custom.get("zulu", "")), ""),
        column.required or not _is_entered(column),
        is_provider(column),
        column.name == "med_list_codg" or column.label_zh == "医疗目录编码",
    )


def is_provider(column: Column) -> bool:
    """Whether a column names a hospital or pharmacy by its national code."""
    return column.physical_type == "varchar" and bool(
        re.search(
            "^fixmedins_code$|医[药疗]机构(编号|编码|代码)",
            f"{column.name}\n{column.label_zh}",
            re.MULTILINE,
        )
    )


def small_providers(
    connection: duckdb.DuckDBPyConnection, raw: RawTable, used: Sequence[str]
) -> dict[str, int]:
    """How many codes of providers of a file stand in lower case, by column."""
    counted = {}
    for column in raw.table.contract.columns:
        if column.name not in raw.columns or column.name not in used or not is_provider(column):
            continue
        if raw.known.get(column.name, ANYTHING).lettered:
            continue  # every cell begins with a capital
        row = first_row(
            connection,
            f"select count(*) from temp.{raw.name} where {quoted(column.name)} >= 'h'"
            f" and {is_small_provider(f'trim({quoted(column.name)})')}",
        )
        if row and row[0]:
            counted[column.name] = int(row[0])
    return counted


def _is_entered(column: Column) -> bool:
    """Whether a column holds days of our time, which people enter or leave out: no days of birth."""
    said = f"{column.name} {column.label_zh}"
    if column.physical_type == "timestamp":
        return not re.search("出生|born|birth|brdy|dob", said, re.IGNORECASE)
    return bool(re.search("死亡|效期|失效|生产日期", said))


def _rows(raw: RawTable) -> str:
    """A raw table as a relation; a row whose cell holds several codes stands once for each."""
    if not raw.several:
        return f"temp.{raw.name}"
    cell = quoted(raw.several[0])
    lined = f"select *, {raw.line} as _at, {codes_in(cell)} as _codes from temp.{raw.name}"
    each = f"select *, unnest(_codes) as _code, generate_subscripts(_codes, 1) as _n from ({lined})"
    return f"(select * replace (_code as {cell}) from ({each}))"


def _only_suspects(raw: RawTable) -> str:
    """SQL that leaves the rows of `temp.suspect`; nothing for rows of several files, which are few."""
    if raw.file.startswith('"'):
        return ""
    suspects = f"from suspect where _file = {raw.file}"
    behind = re.fullmatch(r"rowid \+ ([0-9]+)", raw.line)
    if behind and not raw.several:
        # by its place the engine finds a row without a look at the others
        return f" where rowid in (select _line - {behind[1]} {suspects})"
    return f" where {_line(raw)} in (select _line {suspects})"


def _line(raw: RawTable) -> str:
    return "_at" if raw.several else raw.line


def _header_sql(raw: RawTable, *, judged: bool) -> str:
    """SQL that holds for the header standing again; where it is only suspected, one that holds too."""
    named: dict[str, list[str]] = {}
    for name, column in raw.table.names.items():
        named.setdefault(column, []).append(name)
    texts = [
        c.name for c in raw.table.delivered if c.name in raw.columns and not c.custom.get("privacy")
    ]
    several = len(texts) > 1
    if not judged:
        texts = [t for t in texts if t in raw.table.required][:2] or texts[:2]
    asked = []
    for text in texts:
        known = _known(raw, text)
        words = [literal(n) for n in named.get(text, [text]) if known.may_be(n)]
        if words:
            asked.append(f"coalesce(lower({quoted(text)}) in ({', '.join(words)}), false)")
    if not asked:
        return "false"
    if not judged:
        return f"({' or '.join(asked)})"
    return f"({' + '.join(f'cast({a} as integer)' for a in asked)} > {1 if several else 0})"


def _known(raw: RawTable, column: str) -> KnownColumn:
    """What is known of a column's cells; a cell that is split gives others."""
    return ANYTHING if column in raw.several else raw.known.get(column, ANYTHING)


def _total_sql(raw: RawTable, *, judged: bool) -> str:
    """SQL that holds for a line of totals; where it is only suspected, a cheaper one that holds too."""
    texts = [quoted(n) for n in may_sum(raw) if n not in raw.unsummed]
    asked = (f"is_total({t})" if judged else has_total(t) for t in texts)
    return "(" + (" or ".join(f"coalesce({a}, false)" for a in asked) or "false") + ")"


def may_sum(raw: RawTable) -> list[str]:
    """Columns in which a line of totals may say that it is one."""
    return [
        c.name
        for c in raw.table.delivered
        if c.name in raw.columns
        and c.physical_type == "varchar"
        and not c.custom.get("privacy")
        and _known(raw, c.name).wide
    ]


def has_total(text: str) -> str:
    """SQL that holds for every text that `is_total` holds for, and is cheaper."""
    return f"contains({text}, '计')"


def _troubles(columns: Sequence[Column], raws: Sequence[RawTable]) -> list[Trouble]:
    """What can be wrong with a staged row before any mapping sees it."""
    found: list[Trouble] = []
    # 合计, 小计 and 总计 under a table are no rows of it, whatever stands beside them
    found.append(Trouble("total_row", "_total", "_total"))
    for column in columns:
        if column.custom.get("unreadable") == "absent" or "transform" in column.custom:
            continue
        raw = f"r_{column.name}"
        found.extend(
            unreadable(
                column.name,
                raw,
                column.physical_type,
                "",
                manner=manner_of(raws[0].table, column),
            )
        )
        coded = [r.codes[column.name] for r in raws if column.name in r.codes]
        unknown = {v: n for c in coded if c.sets_aside for v, n in c.unknown.items()}
        broken = {w for r in raws for w in r.broken.get(column.name, ())}
        if broken:
            told = f"{quoted(raw)} in ({', '.join(literal(w) for w in sorted(broken))})"
            found.append(Trouble(f"broken_characters:{column.name}", told, told))
        if unknown:
            condition = Coded(unknown=unknown).is_unknown(raw)
            found.append(Trouble(f"unknown_code:{column.name}", condition, condition))
    return found
