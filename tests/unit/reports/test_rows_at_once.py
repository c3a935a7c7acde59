"""Rows written at once are, to the byte, those that are written one by one."""

from __future__ import annotations

import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from feijian.reports import sheet
from feijian.reports.columns import EVIDENCE_COLUMNS
from feijian.reports.sheet import Styles, TableSheet
from tests.unit.reports.test_plain_cells import TEXTS

SHAPE = {
    "whole": pl.Int64,
    "money": pl.Decimal(18, 2),
    "price": pl.Decimal(18, 4),
    "number": pl.Decimal(18, 4),
    "moment": pl.Datetime,
}
LINKED = [(("发现", 2), "back"), (("发现", 3), "back"), None, (("发现 2", 7), "a&b")]


def values(kind: str, row: int, place: int) -> object:
    """A value of a column, none in every fifth row."""
    if (row + place) % 5 == 0:
        return None
    told = {
        "whole": 1234 * row,
        "money": Decimal(row * 123457) / 100,
        "price": Decimal(row) / 16,
        "number": Decimal(row) / 16,
        "moment": datetime(2026, 1, 1, 8, 30) if row % 2 else datetime(2025, 2, 28 - row % 7),
    }
    return told.get(kind, TEXTS[(row + place) % len(TEXTS)])


def written(path: Path, at_once: bool, limit: int) -> dict[str, bytes]:
    rows = [
        {c.key: values(c.kind, row, place) for place, c in enumerate(EVIDENCE_COLUMNS)}
        for row in range(40)
    ]
    told = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, told) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        styles = Styles(book)
        for style in (styles.link, *(styles.of(c.kind, False) for c in EVIDENCE_COLUMNS)):
            style._get_xf_index()  # numbered in this order, whichever is used first
        table = TableSheet(book, styles, "x", EVIDENCE_COLUMNS, "en", 3, limit)
        links = [LINKED[row % 4] for row in range(40)]
        for begun, ended in ((0, 1), (1, 17), (17, 40)):
            if at_once and begun:  # after rows written one by one as well
                shape = {c.key: SHAPE.get(c.kind, pl.String) for c in EVIDENCE_COLUMNS}
                shape.pop("to_finding")
                part = [[r[k] for k in shape] for r in rows[begun:ended]]
                frame = pl.DataFrame(part, schema=shape, orient="row")
                ahead = table.place_ahead(ended - begun)
                table.write_rows(frame, {"to_finding": links[begun:ended]})
                assert table.next_place == ahead
                continue
            for row in range(begun, ended):
                table.write({**rows[row], "to_finding": links[row]})
        table.write({**rows[3], "to_finding": None})
        table.finish()
    with zipfile.ZipFile(path) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.mark.parametrize("limit", [1000, 41, 17, 3])
@pytest.mark.parametrize("links", [65_000, 5])
def test_rows_at_once_are_those_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, links: int
) -> None:
    monkeypatch.setattr(sheet, "MOST_LINKS", links)
    at_once = written(tmp_path / "once.xlsx", at_once=True, limit=limit)
    assert at_once == written(tmp_path / "each.xlsx", at_once=False, limit=limit)
