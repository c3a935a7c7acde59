"""Cells written in one piece are, to the byte, those that the library writes."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from feijian.reports.plain_cells import PlainCells

TEXTS = (
    "住院床位费", "a&b", "1 < 2", '"said"', " before", "after ", "two\nlines", "tab\t", "\x07",
    "_x0041_", "=1+1", "-1", "\ufffe", "<r>rich</r>", "", "🙂",
)  # fmt: skip


def sheets(path: Path, kind: type[Worksheet], memory: bool, put: bool = False) -> dict[str, bytes]:
    told = {"constant_memory": memory, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, told) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        styles = [None, book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})]
        sheet = book.add_worksheet("x", worksheet_class=kind)
        sheet.set_column(0, 0, 10, styles[1])
        for row, text in enumerate(TEXTS):
            sheet.set_row(row, 15, styles[1] if row % 2 else None)
            for column, style in enumerate(styles):
                is_put = put and style is not None and text != ""
                (sheet.put if is_put else sheet.write_string)(row, column, text, style)
                (sheet.put if is_put else sheet.write_number)(row, 3 + column, (row - 3) / 7, style)
            sheet.write_datetime(row, 6, datetime(2026, 1, 1 + row), styles[2])
            sheet.write_blank(row, 7, None, styles[1])
            sheet.write_boolean(row, 8, True, styles[1])
            sheet.write_url(row, 9, "internal:'x'!A1", styles[1], text or "to")
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.mark.parametrize("memory", [True, False])
def test_the_bytes_are_the_library_s(tmp_path: Path, memory: bool) -> None:
    ours = sheets(tmp_path / "ours.xlsx", PlainCells, memory)
    assert ours == sheets(tmp_path / "theirs.xlsx", Worksheet, memory)


@pytest.mark.parametrize("memory", [True, False])
def test_a_cell_put_there_is_the_one_that_would_be_written(tmp_path: Path, memory: bool) -> None:
    ours = sheets(tmp_path / "ours.xlsx", PlainCells, memory, put=True)
    assert ours == sheets(tmp_path / "theirs.xlsx", Worksheet, memory)
