"""Tables of the workbench as a workbook of sheets, or one of them as CSV; cells that a sheet would run are inert."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from feijian.leads.labels import inert

Columns = Sequence[tuple[str, str, str]]
"""Key of a row, heading, and kind: text, money, whole, share or ratio."""
FORMATS = {"money": "#,##0.00", "whole": "0", "share": "0.0%", "ratio": "0.00"}


def _cell(value: Any) -> Any:
    """A value as a cell: numbers as numbers, dates and texts as texts that start no formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, date | datetime):
        return str(value)
    return inert(str(value))


def workbook(tables: Iterable[tuple[str, Columns, Sequence[Mapping[str, Any]]]]) -> bytes:
    """One sheet a table: (name, columns, rows)."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True}
        )
        kinds = {k: book.add_format({"num_format": f}) for k, f in FORMATS.items()}
        for name, columns, rows in tables:
            sheet = book.add_worksheet(name[:31])
            sheet.freeze_panes(1, 0)
            for place, (_, heading, kind) in enumerate(columns):
                sheet.write_string(0, place, heading, head)
                sheet.set_column(place, place, 16 if kind in FORMATS else 26, kinds.get(kind))
            for number, row in enumerate(rows, start=1):
                for place, (key, _, _) in enumerate(columns):
                    cell = _cell(row.get(key))
                    if cell != "":
                        sheet.write(number, place, cell)
    return out.getvalue()


def csv_of(columns: Columns, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """One table as CSV that a spreadsheet opens as UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([heading for _, heading, _ in columns])
    for row in rows:
        writer.writerow([_plain(_cell(row.get(key)), kind) for key, _, kind in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _plain(cell: Any, kind: str) -> Any:
    if isinstance(cell, float):
        return f"{cell:.2f}" if kind == "money" else f"{cell:.4f}"
    return cell
