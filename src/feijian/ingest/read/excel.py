"""Rows of an Excel sheet as text, with damaged codes still recognisable.

A cell holds either text, which is kept to the letter, or a number with fifteen digits at most:
a longer code typed into a number cell has lost its digits, though a reader will happily print
twenty. Such cells are given back in floating-point notation, which says what happened.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feijian.errors import Problem
from feijian.ingest.read.files import FoundFile
from feijian.ingest.read.sheets import HEADER_WITHIN, known_names
from feijian.ingest.read.text import BrokenText

if TYPE_CHECKING:
    import pyarrow

EXACT_DIGITS = 15
CELL = re.compile(rb"<c\b([^>]*)>\s*<v>([^<]{12,})</v>")
REFERENCE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
KIND = re.compile(rb'\bt="([a-zA-Z]+)"')


@dataclass(frozen=True)
class SheetRows:
    """One sheet.

    header: cells of the header row. rows: text columns c0…, and `sheet_row`, counted from 1.
    """

    header: list[Any]
    rows: pyarrow.Table
    digest: str


def excel_rows(found: FoundFile) -> SheetRows:
    """Read a sheet. Raises BrokenText when the workbook cannot be opened or has no header."""
    import fastexcel
    import pyarrow as pa

    try:
        reader = fastexcel.read_excel(str(found.path))
        names = list(reader.sheet_names)
        sheet = found.sheet or next(iter(names), "")
        loaded = reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_arrow()
    except fastexcel.FastExcelError:
        raise BrokenText(
            Problem(found.shown, "a workbook that cannot be opened", "Ask the sender for it again.")
        ) from None
    columns = [column.to_pylist() for column in loaded.columns]
    header_at = _header_row(columns, found)
    header = [column[header_at] for column in columns]
    for row, position, value in _damaged_numbers(found, names.index(sheet) if sheet else 0):
        if position < len(columns) and row < len(columns[position]):
            columns[position][row] = value
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
    return SheetRows(header, pa.table(arrays), digest)


def _header_row(columns: list[list[Any]], found: FoundFile) -> int:
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
                f"One row must hold the column names, such as {', '.join(found.table.required[:3])}.",
            )
        )
    return known.index(max(known))


def _damaged_numbers(found: FoundFile, index: int) -> list[tuple[int, int, str]]:
    """(row, column, value in floating-point notation) of number cells beyond fifteen digits."""
    try:
        with zipfile.ZipFile(found.path) as book:
            parts = sorted(
                (n for n in book.namelist() if re.fullmatch(r"xl/worksheets/sheet[0-9]+\.xml", n)),
                key=lambda n: int(re.sub(r"[^0-9]", "", n)),
            )
            text = book.read(parts[index]) if index < len(parts) else b""
    except (zipfile.BadZipFile, KeyError):
        return []  # the old binary format: read as it comes
    damaged = []
    for cell in CELL.finditer(text):
        kind = KIND.search(cell[1])
        place = REFERENCE.search(cell[1])
        if place is None or (kind and kind[1] != b"n"):
            continue
        try:
            value = float(cell[2])
        except ValueError:
            continue
        if abs(value) >= 10**EXACT_DIGITS:
            damaged.append((int(place[2]) - 1, _position(place[1]), f"{value:.16E}"))
    return damaged


def _position(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
