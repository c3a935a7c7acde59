"""Worksheets whose plain cells are written in one piece: a county's workbook has half a million of them."""

from __future__ import annotations

import re
from functools import cache
from math import isfinite
from typing import Any

from xlsxwriter import utility
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

ODD = re.compile(r'[&<>"\x00-\x1f\ufffe\uffff]|_x|^\s|\s$')
"""What XML or Excel reads otherwise than it stands: left to the library's own way."""


xl_col_to_name = cache(utility.xl_col_to_name)


class PlainCells(Worksheet):  # type: ignore[misc]  # a library without types
    """A worksheet that writes the same bytes as the library's, for numbers and plain texts sooner."""

    def put(self, row: int, col: int, value: str | float, style: Any) -> None:
        """A cell with a style as it will stand in the file: what `write_string` and `write_number` make of it."""
        if isinstance(value, str):
            if not self.constant_memory or ODD.search(value):
                self.write_string(row, col, value, style)
                return
            made = f' t="inlineStr"><is><t>{value}</t></is></c>'
        elif isfinite(value):
            made = f"><v>{value:.16G}</v></c>"
        else:
            self.write_number(row, col, value, style)  # it says what is wrong
            return
        self._check_dimensions(row, col)
        if self.constant_memory and row > self.previous_row:
            self._write_single_row(row)
        self.table[row][col] = (
            f'<c r="{xl_col_to_name(col)}{row + 1}" s="{style._get_xf_index()}"{made}'
        )

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if cell.__class__ is str:
            self.fh.write(cell)
            return
        kind, style = cell.__class__.__name__, cell.format
        is_text = kind == "String" and self.constant_memory and not ODD.search(cell.string)
        if not style or not (is_text or kind in ("Number", "Datetime")):
            super()._write_cell(row, col, cell)
            return
        begun = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{style._get_xf_index()}"'
        if is_text:
            self.fh.write(f'{begun} t="inlineStr"><is><t>{cell.string}</t></is></c>')
        else:
            self.fh.write(f"{begun}><v>{cell.number:.16G}</v></c>")
