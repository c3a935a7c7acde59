"""Workbooks of Excel 97 to 2003 (.xls): cells with their kinds, formats and the year days are counted from."""

from __future__ import annotations

import io
import struct
from functools import cached_property
from typing import Any

from feijian.errors import Problem
from feijian.ingest.nothing import visible
from feijian.ingest.read.cells import (
    ERRORS,
    Grid,
    Merged,
    Opening,
    Sparse,
    number_text,
    other_unit,
    shown_as,
)
from feijian.ingest.read.personal_forms import without_persons
from feijian.ingest.read.text import BrokenText
from feijian.messages import sentence

TEXT, NUMBER, DATE, TRUTH, ERROR = 1, 2, 3, 4, 5
STUMBLES = (
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    OSError,
)
"""What a damaged file makes the reader stumble over."""


class OldBook:
    """An .xls workbook. Raises BrokenText where it is locked or cannot be opened."""

    def __init__(self, opening: Opening) -> None:
        import xlrd

        self.shown = opening.shown
        try:
            self._book: Any = xlrd.open_workbook(
                str(opening.path), formatting_info=True, on_demand=True, logfile=io.StringIO()
            )
            # what a damaged file makes the reader stumble over
        except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *STUMBLES) as error:
            locked = "encrypted" in str(error)
            what = "is protected by a password" if locked else "cannot be opened"
            todo = "a copy without a password." if locked else "it again."
            problem = Problem(
                opening.shown,
                sentence("a workbook that {what}", what=what),
                sentence("Ask the sender for {todo}", todo=todo),
            )
            raise BrokenText(problem) from None

    @cached_property
    def names(self) -> list[str]:
        return list(self._book.sheet_names())

    @cached_property
    def hidden(self) -> frozenset[str]:
        shows = (self._book._sheet_visibility[i] == 0 for i in range(self._book.nsheets))
        return frozenset(n for n, visible in zip(self.names, shows, strict=True) if not visible)

    @property
    def from_1904(self) -> bool:
        return bool(self._book.datemode)

    def grid(self, sheet: str, rows: int | None = None) -> Grid:
        import xlrd

        try:
            page = self._book.sheet_by_name(sheet)
        except (xlrd.XLRDError, *STUMBLES):
            problem = Problem(
                f"{self.shown} {visible(without_persons(sheet))}",
                "a sheet that cannot be read",
                "Ask for it again.",
            )
            raise BrokenText(problem) from None
        found = Sparse(self.shown, sheet)
        for row in range(min(page.nrows, rows) if rows is not None else page.nrows):
            for column in range(page.row_len(row)):
                found.put(row, column, self._text(page, row, column))
        return found.grid()

    def merged(self, sheet: str) -> list[Merged]:
        areas = self._book.sheet_by_name(sheet).merged_cells
        return [Merged(top, after - 1, left) for top, after, left, _ in areas if after - top > 1]

    def struck_rows(self, _sheet: str) -> frozenset[int]:
        return frozenset()

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        told = self._book.sheet_by_name(sheet).rowinfo_map
        return frozenset(row for row, info in told.items() if info.hidden)

    def _text(self, page: Any, row: int, column: int) -> str:
        import xlrd

        kind, value = page.cell_type(row, column), page.cell_value(row, column)
        if kind == TEXT:
            return str(value)
        if kind == TRUTH:
            return "true" if value else "false"
        if kind == DATE:
            try:
                at = xlrd.xldate.xldate_as_datetime(value, self._book.datemode)
            except (ValueError, OverflowError):
                return number_text(value, None)
            return f"{at:%Y-%m-%d %H:%M:%S}" if value >= 1 else f"{at:%H:%M:%S}"
        if kind == NUMBER:
            form = self._format(page.cell_xf_index(row, column))
            return number_text(value, shown_as(form), unit=other_unit(form))
        return ERRORS.get(value, "") if kind == ERROR else ""

    def _format(self, style: int) -> str:
        book = self._book
        return str(book.format_map[book.xf_list[style].format_key].format_str)
