"""Tables as files: Excel and CSV, in which no text is ever read as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from feijian.errors import Problem, StorageError, UsageError
from feijian.messages import sentence


def write_sheet(file: Path, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """One sheet with its heads, filtered and frozen. Raises UsageError or StorageError."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxFileError

    from feijian.leads.labels import inert

    checked_place(file, (".xlsx",))
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(file, options) as book:
            sheet = book.add_worksheet()
            bold = book.add_format({"bold": True, "bg_color": "#DCE6F1", "text_wrap": True})
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
            for place, head in enumerate(heads):
                sheet.write_string(0, place, head, bold)
            for number, row in enumerate(rows, start=1):
                for place, value in enumerate(row):
                    if isinstance(value, bool) or value is None or value == "":
                        sheet.write(number, place, "" if value is None else value)
                    elif isinstance(value, datetime):
                        sheet.write_datetime(number, place, value, moment)
                    elif isinstance(value, date):
                        sheet.write_datetime(number, place, value, day)
                    elif isinstance(value, int | float | Decimal):
                        sheet.write_number(number, place, float(value))
                    else:
                        sheet.write_string(number, place, inert(str(value))[:32_767])
            sheet.autofilter(0, 0, max(len(rows), 1), max(len(heads) - 1, 0))
            sheet.freeze_panes(1, 0)
            sheet.autofit()
    except (OSError, XlsxFileError) as error:
        raise StorageError(
            Problem(
                str(file),
                sentence("cannot be written: {error}", error=error),
                "Close it where it is open, or write to another place.",
            )
        ) from None


def checked_place(file: Path, endings: Sequence[str]) -> None:
    """Raises UsageError for another ending, or a folder that is not there."""
    if file.suffix not in endings:
        raise UsageError(
            Problem(
                file.name,
                "unknown ending",
                sentence("Use {endings}.", endings=" or ".join(endings)),
            )
        )
    if not file.parent.is_dir():
        what = sentence("there is no folder {parent}", parent=file.parent)
        raise UsageError(Problem(str(file), what, "Make the folder first, or name another."))
