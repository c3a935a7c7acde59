"""Rows of a sheet as text, with damaged codes still recognisable.

A cell holds either text, which is kept to the letter, or a number with fifteen digits at most:
a longer code typed into a number cell has lost its digits, though a reader will happily print
twenty. Such cells are given back in floating-point notation, which says what happened; zeros that
a number format shows come back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feijian.errors import Problem
from feijian.ingest.read.books import open_book
from feijian.ingest.read.cells import Grid, Merged
from feijian.ingest.read.found import FoundFile
from feijian.ingest.read.header import column_named
from feijian.ingest.read.sheets import HEADER_WITHIN, known_names
from feijian.ingest.read.text import BrokenText
from feijian.messages import sentence

if TYPE_CHECKING:
    import pyarrow

DAY_COUNT = re.compile(r"[0-9]{5}(\.[0-9]+)?")
DAYS_1904 = 1462
FOOT, FEW_CELLS = 5, 3
"""Rows at the end of a sheet that may be words under the table, and how many cells these fill at most."""
NUMBERS = ("integer", "bigint", "double")


@dataclass(frozen=True)
class SheetRows:
    """One sheet.

    name: what it is called. header: cells of the header row. rows: text columns c0…, and `sheet_row`, counted from 1.
    titles: cells above the header, and words under the table. hidden: rows among them that the workbook does not show. struck: those
    that are struck through.
    """

    name: str
    header: list[Any]
    rows: pyarrow.Table
    digest: str
    titles: list[Any]
    hidden: int = 0
    struck: int = 0


def excel_rows(found: FoundFile) -> SheetRows:
    """Read a sheet. Raises BrokenText when the workbook cannot be opened or has no header."""
    import pyarrow as pa

    book = open_book(found.path, found.shown)
    sheet = found.sheet or next(iter(book.names), "")
    columns = book.grid(sheet)
    header_at = _header_row(columns, found)
    header = [column[header_at] for column in columns]
    if book.from_1904:
        _count_from_1900(columns, header, found)
    _fill_merged(columns, header, header_at, book.merged(sheet), found)
    kept = [
        row
        for row in range(header_at + 1, len(columns[0]) if columns else 0)
        if any(column[row] is not None and str(column[row]).strip() for column in columns)
    ]
    arrays = {
        f"c{i}": pa.array([column[row] for row in kept], pa.string())
        for i, column in enumerate(columns)
    }
    arrays["sheet_row"] = pa.array([row + 1 for row in kept], pa.int64())
    with found.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    # words under a table say of it what words above it do
    under = [
        row for row in kept[-FOOT:] if sum(bool(column[row]) for column in columns) <= FEW_CELLS
    ]
    titles = [
        cell
        for column in columns
        for cell in (*column[:header_at], *(column[row] for row in under))
        if cell
    ]
    hidden = len(book.hidden_rows(sheet).intersection(kept))
    struck = len(book.struck_rows(sheet).intersection(kept))
    return SheetRows(sheet, header, pa.table(arrays), digest, titles, hidden, struck)


def _header_row(columns: Grid, found: FoundFile) -> int:
    """The row, among the first ten, with the most known column names: titles may stand above."""
    height = min(len(columns[0]) if columns else 0, HEADER_WITHIN)
    if not height:
        raise BrokenText(Problem(found.shown, "the sheet is empty", "Ask the sender for it again."))
    known = [known_names((column[row] for column in columns), found.table) for row in range(height)]
    if not max(known):
        raise BrokenText(
            Problem(
                found.shown,
                "no header: no row names a column of the contract",
                sentence(
                    "One row must hold the column names, such as {required}.",
                    required=", ".join(found.table.required[:3]),
                ),
            )
        )
    return known.index(max(known))


def _fill_merged(
    columns: Grid, header: list[Any], header_at: int, merged: Iterable[Merged], found: FoundFile
) -> None:
    """Give each row its part of a cell that spans several: a code and a day are of all of them.

    A number is not: an amount over three rows may be one sum or three alike, so none of the rows
    keeps one.
    """
    numbers = {c.name for c in found.table.contract.columns if c.physical_type in NUMBERS}
    numbers |= {
        c.name for c in found.table.contract.columns if c.physical_type.startswith("decimal")
    }
    for area in merged:
        rows = range(max(area.top, header_at + 1), area.bottom + 1)
        if len(rows) < 2 or area.left >= len(columns):
            continue
        column = columns[area.left]
        value = column[rows[0]] if rows[0] < len(column) else None
        if value is None or not value.strip():
            continue
        if column_named(header[area.left], found.table) in numbers:
            value = f"{value} ({len(rows)} rows)"
        for row in rows:
            if row < len(column):
                column[row] = value


def _count_from_1900(columns: Grid, header: list[Any], found: FoundFile) -> None:
    """Bare day counts of a workbook that counts from 1904, as one that counts from 1900 has them."""
    types = {c.name: c.physical_type for c in found.table.contract.columns}
    for column, name in zip(columns, header, strict=True):
        if types.get(column_named(name, found.table) or "") in ("timestamp", "date"):
            for row, text in enumerate(column):
                if text is not None and DAY_COUNT.fullmatch(text):
                    whole, _, rest = text.partition(".")
                    column[row] = str(int(whole) + DAYS_1904) + (f".{rest}" if rest else "")
