"""Rows of an upload read as a delivery's rows are: codes by their dictionaries, numbers and days by their forms.

What a delivery would set aside is told here with its row; what was withdrawn is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feijian.contracts.model import Column, quoted
from feijian.ingest.load.plain_cells import usual_cell
from feijian.ingest.load.stage import manner_of
from feijian.ingest.macros import literal
from feijian.ingest.nothing import ABSENT_WORDS
from feijian.ingest.sources.dictionaries import Dictionary, plain_word
from feijian.ingest.sources.source import SourceTable
from feijian.ingest.unsettled.upload import Cells
from feijian.ingest.values import Manner, reading, unreadable
from feijian.plain import Row

if TYPE_CHECKING:
    import duckdb

PLAIN = Manner()
NO_VALUES = frozenset(plain_word(w) for w in ABSENT_WORDS)


@dataclass(frozen=True)
class FormColumn:
    """One column of a platform table and how its text is read.

    unreadable_is_absent: what nobody can read counts as not sent. sets_aside: a code that is in no
    dictionary makes the row useless.
    """

    name: str
    physical_type: str
    manner: Manner = PLAIN
    dictionary: Dictionary | None = None
    unreadable_is_absent: bool = False
    sets_aside: bool = False


@dataclass(frozen=True)
class Form:
    """How one platform table is read: its columns, other names of them, its void mark, the mapping's text."""

    columns: tuple[FormColumn, ...]
    names: Mapping[str, str]
    sql: str
    void: str | None = None


@dataclass(frozen=True)
class ReadRow:
    """A canonical row; the columns of it that nobody can read, and those whose code is in no dictionary."""

    cells: Row
    unread: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass
class _Noted:
    """By number of a row: columns that cannot be read, columns with an unknown code."""

    unread: dict[int, list[str]] = field(default_factory=dict)
    unknown: dict[int, list[str]] = field(default_factory=dict)


def form_column(table: SourceTable, column: Column) -> FormColumn:
    """How a contract says that one of its columns is read."""
    return FormColumn(
        column.name,
        column.physical_type,
        manner_of(table, column),
        table.dictionaries.get(column.name),
        column.custom.get("unreadable") == "absent",
        column.custom.get("unknown") == "quarantine",
    )


def read_rows(
    world: duckdb.DuckDBPyConnection, name: str, form: Form, rows: Sequence[Cells]
) -> list[tuple[int, ReadRow]]:
    """The rows as the form reads them, each with its number; those that were withdrawn are left out."""
    import pyarrow as pa

    noted = _Noted()
    plain, told = _plain(form, rows, noted)
    schema = pa.schema([("staged_row", pa.int64()), *((c, pa.string()) for c in sorted(told))])
    world.register("uploaded", pa.Table.from_pylist(plain, schema))
    cells, odd = [], []
    for column in form.columns:
        read, is_usual = _cell(told, column)
        cells.append(f"{read} as {quoted(column.name)}")
        if not is_usual:
            odd.append(column)
            cells.append(f"{quoted(column.name)} as {quoted('r_' + column.name)}")
    world.execute(
        f"create or replace temp table {quoted(name)} as select staged_row, {', '.join(cells)} from uploaded"
    )
    world.unregister("uploaded")
    _note_unread(world, name, odd, noted)
    gone = _withdrawn(world, name, form, told)
    cursor = world.execute(form.sql)
    heads = [d[0] for d in cursor.description or []]
    made = []
    for values in cursor.fetchall():
        row = dict(zip(heads, values, strict=True))
        number = int(row.pop("staged_row"))
        if number not in gone:
            unread, unknown = noted.unread.get(number, ()), noted.unknown.get(number, ())
            made.append((number, ReadRow(row, tuple(unread), tuple(unknown))))
    world.execute(f"drop table temp.{quoted(name)}")
    return sorted(made, key=lambda one: one[0])


def _plain(
    form: Form, rows: Sequence[Cells], noted: _Noted
) -> tuple[list[dict[str, str | int | None]], dict[str, set[str]]]:
    """Cells by the contract's names, words as the codes they mean; and which values a column has."""
    known = {c.name: c for c in form.columns}
    plain: list[dict[str, str | int | None]] = []
    told: dict[str, set[str]] = {}
    for number, row in enumerate(rows):
        named = {form.names.get(k, k): v for k, v in row.items()}
        kept: dict[str, str | int | None] = {}
        for name, cell in named.items():
            column = known.get(name)
            if column is None or cell is None:
                continue
            if column.dictionary is not None:
                code = column.dictionary.code_of(cell)
                if code is None and plain_word(cell) not in NO_VALUES:
                    into = noted.unread if column.sets_aside else noted.unknown
                    into.setdefault(number, []).append(name)
                cell = code or cell
            told.setdefault(name, set()).add(cell)
            kept[name] = cell
        plain.append({**kept, "staged_row": number})
    return plain, told


def _cell(told: Mapping[str, set[str]], column: FormColumn) -> tuple[str, bool]:
    """How a column's text is read, and whether all of it is in its usual form."""
    name, kind, manner = column.name, column.physical_type, column.manner
    if name not in told:  # what nobody sent need not be looked at
        return f"cast(null as {kind})", True
    if kind == "boolean":
        return f"try_cast({quoted(name)} as boolean)", False
    usual = usual_cell(name, kind, manner, told[name])
    return usual or reading(name, kind, "", from_excel=False, manner=manner), usual is not None


def _note_unread(
    world: duckdb.DuckDBPyConnection, name: str, odd: Sequence[FormColumn], noted: _Noted
) -> None:
    """Note the columns of each row that hold something which cannot be read."""
    asked = []
    for column in odd:
        raw = "r_" + column.name
        if column.unreadable_is_absent or column.physical_type == "boolean":
            continue
        troubles = unreadable(column.name, raw, column.physical_type, "", manner=column.manner)
        if troubles:
            wrong = " or ".join(f"({t.condition})" for t in troubles)
            asked.append(f"case when {wrong} then {literal(column.name)} end")
    if not asked:
        return
    found = world.execute(
        f"select staged_row, list_filter([{', '.join(asked)}], lambda c: c is not null) as wrong"
        f" from temp.{quoted(name)} where len(wrong) > 0"
    ).fetchall()
    for number, columns in found:
        noted.unread.setdefault(int(number), []).extend(columns)


def _withdrawn(
    world: duckdb.DuckDBPyConnection, name: str, form: Form, told: Mapping[str, set[str]]
) -> set[int]:
    """Numbers of the rows that the sender marks as withdrawn."""
    if form.void is None or not any(re.search(rf"\b{re.escape(c)}\b", form.void) for c in told):
        return set()
    rows = world.execute(
        f"select staged_row from temp.{quoted(name)} where coalesce({form.void}, false)"
    )
    return {int(number) for (number,) in rows.fetchall()}
