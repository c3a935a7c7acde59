"""What a workbook's own parts say of its cells: numbers that lost digits, zeros, formulas, dates.

A reader gives every cell as text and does not tell a number from a text that looks like one. The
parts do: sheets are found through the workbook's relations, whatever their files are called, and
element names may carry any prefix.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from feijian.errors import Problem
from feijian.ingest.read.cells import (
    EXACT_DIGITS,
    NO_VALUE,
    Grid,
    Merged,
    Opening,
    number_text,
    odd_number,
    other_unit,
    require_near,
)
from feijian.ingest.read.text import BrokenText

_P = rb"(?:[A-Za-z_][\w.-]*:)?"
SHEET = re.compile(rb"<" + _P + rb"sheet\b([^>]*)>")
RELATION = re.compile(rb"<" + _P + rb"Relationship\b([^>]*)>")
ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
TOKEN = re.compile(
    rb"<" + _P + rb"row\b([^>]*)>|<" + _P + rb"c\b([^>]*?)(?:/>|>(.*?)</" + _P + rb"c>)", re.DOTALL
)
ROW = re.compile(rb"<" + _P + rb"row\b([^>]*)>")
VALUE = re.compile(rb"<" + _P + rb"v\b[^>]*>([^<]*)</")
FORMULA = re.compile(rb"<" + _P + rb"f\b")
XFS = re.compile(rb"<" + _P + rb"cellXfs\b.*?</" + _P + rb"cellXfs>", re.DOTALL)
XF = re.compile(rb"<" + _P + rb"xf\b([^>]*)>")
FORMAT = re.compile(rb"<" + _P + rb"numFmt\b([^>]*)>")
ROW_PLACE = re.compile(rb"<" + _P + rb"row\b[^>]*?\br=[\"']([0-9]+)")
CELL_PLACE = re.compile(rb"<" + _P + rb"c\b[^>]*?\br=[\"']([A-Z]+)[0-9]")
MERGED = re.compile(
    rb"<" + _P + rb"mergeCell\b[^>]*?\bref=[\"']([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)[\"']"
)
OTHER_UNIT = -1
ZEROS = re.compile(r"(0{2,})(?:_.|;.*|\\.|\s)*")


@dataclass(frozen=True)
class OddCell:
    """A cell, counted from 0, and the text it should be read as."""

    row: int
    column: int
    text: str


@dataclass(frozen=True)
class Parts:
    """A workbook as its parts describe it.

    sheets: name → file of the part. hidden: names of sheets that do not show.
    from_1904: days are counted from 1904. zeros: style → number of digits it shows, and -1 for a
    style that counts in another unit.
    """

    sheets: dict[str, str]
    hidden: frozenset[str]
    from_1904: bool
    zeros: dict[int, int]


def _attributes(text: bytes) -> dict[str, str]:
    found = {}
    for name, one, two in ATTRIBUTE.findall(text):
        value = (one or two).decode("utf-8", "replace")
        for escape, sign in (
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", '"'),
            ("&apos;", "'"),
            ("&amp;", "&"),
        ):
            value = value.replace(escape, sign)
        found[name.decode("ascii", "replace").rsplit(":", 1)[-1]] = value
    return found


def parts_of(path: Path) -> Parts | None:
    """The parts of an .xlsx workbook; None for other formats."""
    try:
        with zipfile.ZipFile(path) as book:
            names = {n.lstrip("/").lower(): n for n in book.namelist()}
            if "xl/workbook.xml" not in names:
                return None
            main = book.read(names["xl/workbook.xml"])
            related = names.get("xl/_rels/workbook.xml.rels")
            targets = {}
            for entry in RELATION.findall(book.read(related) if related else b""):
                given = _attributes(entry)
                targets[given.get("Id", "")] = given.get("Target", "")
            sheets, hidden = {}, set()
            for entry in SHEET.findall(main):
                given = _attributes(entry)
                target = targets.get(given.get("id", ""), "")
                full = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                sheets[given.get("name", "")] = names.get(full.lower(), "")
                if given.get("state", "visible") != "visible":
                    hidden.add(given.get("name", ""))
            style = names.get("xl/styles.xml")
            zeros = _zeros(book.read(style)) if style else {}
    except (zipfile.BadZipFile, KeyError, OSError):
        return None
    from_1904 = re.search(rb'date1904\s*=\s*["\'](1|true)["\']', main) is not None
    return Parts(sheets, frozenset(hidden), from_1904, zeros)


def _zeros(styles: bytes) -> dict[int, int]:
    """Styles that show a number with leading zeros, and how many digits they show."""
    formats = {}
    for entry in FORMAT.findall(styles):
        given = _attributes(entry)
        shown = ZEROS.fullmatch(given.get("formatCode", ""))
        if shown:
            formats[given.get("numFmtId")] = len(shown[1])
        elif other_unit(given.get("formatCode", "")):
            formats[given.get("numFmtId")] = OTHER_UNIT
    block = XFS.search(styles)
    found = {}
    for number, entry in enumerate(XF.findall(block[0]) if block else []):
        digits = formats.get(_attributes(entry).get("numFmtId"))
        if digits:
            found[number] = digits
    return found


def odd_cells(path: Path, parts: Parts, sheet: str) -> Iterator[OddCell]:
    """Number cells that a reader would print wrongly, and formulas without a value."""
    part = parts.sheets.get(sheet)
    if not part:
        return
    with zipfile.ZipFile(path) as book:
        text = book.read(part)
    row = column = -1
    for token in TOKEN.finditer(text):
        if token[1] is not None:
            told = _attributes(token[1]).get("r")
            row = int(told) - 1 if told and told.isdigit() else row + 1
            column = -1
            continue
        given = _attributes(token[2] or b"")
        place = re.fullmatch(r"([A-Z]+)([0-9]+)", given.get("r", ""))
        if place:
            row, column = int(place[2]) - 1, position(place[1])
        else:
            column += 1
        body = token[3] or b""
        if given.get("t", "n") != "n":
            continue
        value = VALUE.search(body)
        if value is None or not value[1].strip():
            if FORMULA.search(body):
                yield OddCell(row, column, NO_VALUE)
            continue
        odd = _odd_number(value[1].decode("ascii", "replace").strip(), parts, given.get("s", ""))
        if odd is not None:
            yield OddCell(row, column, odd)


def _odd_number(text: str, parts: Parts, style: str) -> str | None:
    try:
        number = float(text)
    except ValueError:
        return None
    form = parts.zeros.get(int(style)) if style.isdigit() else None
    if form == OTHER_UNIT:
        return number_text(number, None, unit=True)
    odd = odd_number(number, form)
    if odd is not None:
        return odd
    if "." in text and len(text) > EXACT_DIGITS:
        # a spreadsheet shows fifteen digits: 20.299999999999997 is 20.3 to whoever typed it
        plain = f"{number:.15g}"
        return plain if "e" not in plain else None
    return None


def position(letters: str) -> int:
    """The number of a column, counted from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class NewBook:
    """An .xlsx workbook. Raises BrokenText where it cannot be opened."""

    def __init__(self, opening: Opening) -> None:
        import fastexcel

        self.path, self.shown = opening.path, opening.shown
        try:
            self._reader: Any = fastexcel.read_excel(str(opening.path))
        except fastexcel.FastExcelError:
            raise self._broken() from None

    def _broken(self) -> BrokenText:
        what = "a workbook that cannot be opened"
        return BrokenText(Problem(self.shown, what, "Ask the sender for it again."))

    @property
    def names(self) -> list[str]:
        return list(self._reader.sheet_names)

    @cached_property
    def _parts(self) -> Parts:
        return parts_of(self.path) or Parts({}, frozenset(), False, {})

    @property
    def hidden(self) -> frozenset[str]:
        return self._parts.hidden

    @property
    def from_1904(self) -> bool:
        return self._parts.from_1904

    def grid(self, sheet: str, rows: int | None = None) -> Grid:
        import fastexcel

        # the reader makes room for the whole rectangle: look first how large it is
        height, width, filled = extent(self.path, self._parts, sheet)
        require_near(self.shown, sheet, height, width, filled)
        try:
            loaded = self._reader.load_sheet(
                sheet, header_row=None, skip_rows=0, n_rows=rows, dtypes="string"
            )
        except fastexcel.FastExcelError:
            if rows is not None:
                return []  # a chart, or nothing at all
            raise self._broken() from None
        columns: Grid = [column.to_pylist() for column in loaded.to_arrow().columns]
        for cell in odd_cells(self.path, self._parts, sheet) if rows is None else ():
            if cell.column < len(columns) and cell.row < len(columns[cell.column]):
                columns[cell.column][cell.row] = cell.text
        return columns

    def merged(self, sheet: str) -> list[Merged]:
        part = self._parts.sheets.get(sheet)
        if not part:
            return []
        with zipfile.ZipFile(self.path) as book:
            areas = MERGED.findall(book.read(part))
        return [
            Merged(int(top) - 1, int(bottom) - 1, position(left.decode("ascii")))
            for left, top, _, bottom in areas
            if bottom != top
        ]

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        part = self._parts.sheets.get(sheet)
        if not part:
            return frozenset()
        with zipfile.ZipFile(self.path) as book:
            text = book.read(part)
        found, row = set(), -1
        for opened in ROW.finditer(text):
            given = _attributes(opened[1])
            told = given.get("r", "")
            row = int(told) - 1 if told.isdigit() else row + 1
            if given.get("hidden") in ("1", "true"):
                found.add(row)
        return frozenset(found)


def extent(path: Path, parts: Parts, sheet: str) -> tuple[int, int, int]:
    """(rows, columns, cells) that a sheet's part names, however far they lie apart."""
    part = parts.sheets.get(sheet)
    if not part:
        return 0, 0, 0
    with zipfile.ZipFile(path) as book:
        text = book.read(part)
    height, filled = 0, 0
    letters: set[bytes] = set()
    for row in ROW_PLACE.finditer(text):
        height = max(height, int(row[1]))
    for cell in CELL_PLACE.finditer(text):
        filled += 1
        letters.add(cell[1])
    width = max((position(found.decode("ascii")) + 1 for found in letters), default=0)
    return height, width, filled
