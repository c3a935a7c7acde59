"""Worksheets whose plain cells are written in one piece: a county's workbook has half a million of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from functools import cache
from math import isfinite
from typing import Any

import polars as pl
from xlsxwriter import utility
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellStringTuple as String
from xlsxwriter.worksheet import Worksheet

ODD = re.compile(r'[&<>"\x00-\x1f\ufffe\uffff]|_x|^\s|\s$')
"""What XML or Excel reads otherwise than it stands: left to the library's own way."""
ODD_IN_ATTRIBUTES = re.compile(r'[&<>"\x00-\x1f]')


xl_col_to_name = cache(utility.xl_col_to_name)


class PlainCells(Worksheet):  # type: ignore[misc]  # a library without types
    """A worksheet that writes the same bytes as the library's, for numbers and plain texts sooner."""

    fh: Any

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

    def put_rows(self, first: int, height: float, columns: Sequence[pl.Series]) -> None:
        """Rows one below the other, from row `first` on, each `height` points high.

        columns: per column of the sheet, from the left, what `cell_texts` made; null where a row has no cell.
        """
        rows = columns[0].len()
        if not rows:
            return
        self._write_single_row(first)  # what was written cell by cell stands above
        numbers = pl.int_range(first + 1, first + 1 + rows, eager=True).cast(pl.String)
        begun, ended = self._row_tag(first, height)
        parts = [pl.lit(begun), pl.col("number"), pl.lit(ended)]
        for place in range(len(columns)):
            cell = pl.concat_str(
                pl.lit(f'<c r="{xl_col_to_name(place)}'), pl.col("number"), pl.col(f"cell{place}")
            )
            parts.append(cell.fill_null(""))
        parts.append(pl.lit("</row>"))
        cells = {f"cell{place}": column for place, column in enumerate(columns)}
        texts = pl.DataFrame({"number": numbers, **cells}).select(pl.concat_str(parts))
        self.fh.writelines(texts.to_series().to_list())
        self.previous_row = first + rows - 1
        self._check_dimensions(self.previous_row, 0)
        self._check_dimensions(self.previous_row, len(columns) - 1)

    def cell_texts(self, values: pl.Series, style: Any) -> pl.Series:
        """How cells of one column go on behind their row's number; null where there is no value.

        values: texts, days, moments or numbers. Each different value is written out once.
        """
        told = values.unique()
        return values.replace_strict(
            told, [self._rest(value, style) for value in told.to_list()], return_dtype=pl.String
        )

    def _rest(self, value: Any, style: Any) -> str | None:
        if value is None or value == "":
            return None
        begun = f'" s="{style._get_xf_index()}"' if style else '"'
        if not isinstance(value, str):
            number = float(value) if not hasattr(value, "year") else self._convert_date_time(value)
            return f"{begun}><v>{number:.16G}</v></c>"
        if not ODD.search(value):
            return f'{begun} t="inlineStr"><is><t>{value}</t></is></c>'
        text = self._aside(lambda: super(PlainCells, self)._write_cell(0, 0, String(value, None)))
        return begun + text.removeprefix('<c r="A1"')

    def _row_tag(self, row: int, height: float) -> tuple[str, str]:
        """The tag that begins a row, before and behind the row's number."""
        self.set_row(row, height)
        tag = self._aside(lambda: self._write_row(row, None, self.row_info.pop(row)))
        begun, _, ended = tag.partition(str(row + 1))
        return begun, ended

    def _aside(self, write: Any) -> str:
        """What something writes into the sheet's file, written nowhere."""
        held, self.fh = self.fh, io.StringIO()
        try:
            write()
            return str(self.fh.getvalue())
        finally:
            self.fh = held

    def link_rows(self, first: int, column: int, urls: Iterable[Any]) -> None:
        """Have the cells of a column lead somewhere, from row `first` on; None leads nowhere."""
        for row, url in enumerate(urls, start=first):
            if url is not None:
                self.hyperlinks[row][column] = url
                self.hlink_count += 1

    def _write_single_row(self, current_row_num: int = 0) -> None:
        """As the library writes the row before, cells that are texts already in one piece."""
        row = self.previous_row
        cells = self.table.get(row)
        if not cells or any(cell.__class__ is not str for cell in cells.values()):
            super()._write_single_row(current_row_num)
            return
        self.previous_row = current_row_num
        self._write_row(row, None, self.row_info.get(row))
        self.fh.write("".join([cells[col] for col in sorted(cells)]) + "</row>")
        self.table.clear()

    def _write_hyperlink_internal(self, row: int, col: int, url: Any) -> None:
        link, text = url._link, url._text
        if url._tip or ODD_IN_ATTRIBUTES.search(link) or ODD_IN_ATTRIBUTES.search(text):
            super()._write_hyperlink_internal(row, col, url)
            return
        place = f"{xl_col_to_name(col)}{row + 1}"
        self.fh.write(f'<hyperlink ref="{place}" location="{link}" display="{text}"/>')

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
