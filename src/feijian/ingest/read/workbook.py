"""What a workbook's own parts say of its cells: numbers that lost digits, zeros, formulas, dates.

A reader gives every cell as text and does not tell a number from a text that looks like one. The
parts do: sheets are found through the workbook's relations, whatever their files are called, and
element names may carry any prefix.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from feijian.errors import Problem
from feijian.ingest.read.cells import (
    ERRORS,
    EXACT_DIGITS,
    NO_VALUE,
    Grid,
    Merged,
    Opening,
    Shown,
    number_text,
    odd_number,
    other_unit,
    require_near,
    shown_as,
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
FONTS = re.compile(rb"<" + _P + rb"fonts\b.*?</" + _P + rb"fonts>", re.DOTALL)
FONT = re.compile(rb"<" + _P + rb"font\b[^>]*?(?:/>|>(.*?)</" + _P + rb"font>)", re.DOTALL)
STRUCK = re.compile(rb"<" + _P + rb"strike\b(?![^>]*\bval=[\"'](?:0|false))")
FORMAT = re.compile(rb"<" + _P + rb"numFmt\b([^>]*)>")
ROW_PLACE = re.compile(rb"<" + _P + rb"row\b[^>]*?\br=[\"']([0-9]+)")
CELL_PLACE = re.compile(rb"<" + _P + rb"c\b[^>]*?\br=[\"']([A-Z]+)[0-9]")
MERGED = re.compile(
    rb"<" + _P + rb"mergeCell\b[^>]*?\bref=[\"']([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)[\"']"
)
STORED = re.compile(rb"<" + _P + rb"v\b")
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
)
"""What a damaged workbook, or one with a password on its parts, makes the reader stumble over."""


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
    from_1904: days are counted from 1904. shown: style → what it writes before a number. units: styles that
    count in another unit. struck: styles whose font is struck through.
    """

    sheets: dict[str, str]
    hidden: frozenset[str]
    from_1904: bool
    shown: dict[int, Shown] = field(default_factory=dict)
    units: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()


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
            styles = book.read(style) if style else b""
            shown, units = _shown(styles)
    except DAMAGED:
        return None
    from_1904 = re.search(rb'date1904\s*=\s*["\'](1|true)["\']', main) is not None
    return Parts(sheets, frozenset(hidden), from_1904, shown, units, _struck(styles))


def _shown(styles: bytes) -> tuple[dict[int, Shown], frozenset[int]]:
    """What styles write before a number, and styles that count in another unit."""
    formats, other = {}, set()
    for entry in FORMAT.findall(styles):
        given = _attributes(entry)
        shown = shown_as(given.get("formatCode", ""))
        if shown:
            formats[given.get("numFmtId")] = shown
        elif other_unit(given.get("formatCode", "")):
            other.add(given.get("numFmtId"))
    block = XFS.search(styles)
    found, units = {}, set()
    for number, entry in enumerate(XF.findall(block[0]) if block else []):
        told = _attributes(entry).get("numFmtId")
        if told in formats:
            found[number] = formats[told]
        elif told in other:
            units.add(number)
    return found, frozenset(units)


def _struck(styles: bytes) -> frozenset[int]:
    """Styles whose font is struck through."""
    fonts, block = FONTS.search(styles), XFS.search(styles)
    if not fonts or not block:
        return frozenset()
    struck = {str(n) for n, font in enumerate(FONT.findall(fonts[0])) if STRUCK.search(font)}
    return frozenset(
        number
        for number, entry in enumerate(XF.findall(block[0]))
        if struck and _attributes(entry).get("fontId") in struck
    )


def odd_cells(text: bytes, parts: Parts) -> Iterator[OddCell]:
    """Number cells that a reader would print wrongly, formulas without a value and those that failed."""
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
        kind = given.get("t", "n")
        if kind not in ("n", "e", "str"):
            continue  # most cells are texts, and stand as they are
        value = VALUE.search(body)
        if kind == "e" and value:
            # an error that the reader leaves empty is no empty cell
            error = value[1].decode("ascii", "replace").strip()
            yield OddCell(row, column, error if error in ERRORS.values() else NO_VALUE)
        # a text that was reckoned and came out empty is stored as one
        if kind == "str" and not STORED.search(body) and FORMULA.search(body):
            yield OddCell(row, column, NO_VALUE)
        if kind != "n":
            continue
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
    place = int(style) if style.isdigit() else -1
    if place in parts.units:
        return number_text(number, None, unit=True)
    odd = odd_number(number, parts.shown.get(place))
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
            # the reader goes by the ending, where it is one of another kind of workbook
            named = opening.path.suffix.lower() in (".xlsx", ".xlsm")
            given = str(opening.path) if named else opening.path.read_bytes()
            self._reader: Any = fastexcel.read_excel(given)
        except fastexcel.FastExcelError:
            raise self._broken() from None

    def _broken(self) -> BrokenText:
        what = "a workbook that cannot be opened"
        return BrokenText(
            Problem(
                self.shown,
                what,
                "Open it in Excel and save it again as .xlsx, or ask the sender for it.",
            )
        )

    @property
    def names(self) -> list[str]:
        return list(self._reader.sheet_names)

    @cached_property
    def _parts(self) -> Parts:
        return parts_of(self.path) or Parts({}, frozenset(), False)

    def _text(self, sheet: str) -> bytes:
        """The part of a sheet; nothing where the workbook names none."""
        part = self._parts.sheets.get(sheet)
        try:
            with zipfile.ZipFile(self.path) as book:
                return book.read(part) if part else b""
        except DAMAGED:
            raise self._broken() from None

    @property
    def hidden(self) -> frozenset[str]:
        return self._parts.hidden

    @property
    def from_1904(self) -> bool:
        return self._parts.from_1904

    def grid(self, sheet: str, rows: int | None = None) -> Grid:
        import fastexcel

        # the reader makes room for the whole rectangle: look first how large it is
        text = self._text(sheet)
        height, width, filled = extent(text)
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
        # the reader begins with the first column that is filled; parts of the sheet are counted from A
        selected = loaded.selected_columns
        before = selected[0].absolute_index if selected else 0
        blank: Grid = [[None] * len(columns[0]) for _ in range(before)]
        columns = blank + columns
        for cell in odd_cells(text, self._parts) if rows is None else ():
            if cell.column < len(columns) and cell.row < len(columns[cell.column]):
                columns[cell.column][cell.row] = cell.text
        return columns

    def merged(self, sheet: str) -> list[Merged]:
        return [
            Merged(int(top) - 1, int(bottom) - 1, position(left.decode("ascii")))
            for left, top, _, bottom in MERGED.findall(self._text(sheet))
            if bottom != top
        ]

    def struck_rows(self, sheet: str) -> frozenset[int]:
        if not self._parts.struck:
            return frozenset()
        found, row = set(), -1
        filled = through = 0
        for token in (*TOKEN.finditer(self._text(sheet)), None):
            if token is None or token[1] is not None:
                if filled and through > filled / 2:
                    found.add(row)
                filled = through = 0
            if token is not None and token[1] is not None:
                told = _attributes(token[1]).get("r", "")
                row = int(told) - 1 if told.isdigit() else row + 1
            elif token is not None and token[3]:
                filled += 1
                style = _attributes(token[2] or b"").get("s", "")
                through += style.isdigit() and int(style) in self._parts.struck
        return frozenset(found)

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        found, row = set(), -1
        for opened in ROW.finditer(self._text(sheet)):
            given = _attributes(opened[1])
            told = given.get("r", "")
            row = int(told) - 1 if told.isdigit() else row + 1
            if given.get("hidden") in ("1", "true"):
                found.add(row)
        return frozenset(found)


def extent(text: bytes) -> tuple[int, int, int]:
    """(rows, columns, cells) that a sheet's part names, however far they lie apart."""
    height, filled = 0, 0
    letters: set[bytes] = set()
    for row in ROW_PLACE.finditer(text):
        height = max(height, int(row[1]))
    for cell in CELL_PLACE.finditer(text):
        filled += 1
        letters.add(cell[1])
    width = max((position(found.decode("ascii")) + 1 for found in letters), default=0)
    return height, width, filled
