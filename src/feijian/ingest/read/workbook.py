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
from pathlib import Path

EXACT_DIGITS = 15
NO_VALUE = "0.E+0"
"""Stands for a formula whose value was never stored: no number, no date and no code."""

_P = rb"(?:[A-Za-z_][\w.-]*:)?"
SHEET = re.compile(rb"<" + _P + rb"sheet\b([^>]*)>")
RELATION = re.compile(rb"<" + _P + rb"Relationship\b([^>]*)>")
ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
TOKEN = re.compile(
    rb"<" + _P + rb"row\b([^>]*)>|<" + _P + rb"c\b([^>]*?)(?:/>|>(.*?)</" + _P + rb"c>)", re.DOTALL
)
VALUE = re.compile(rb"<" + _P + rb"v\b[^>]*>([^<]*)</")
FORMULA = re.compile(rb"<" + _P + rb"f\b")
XFS = re.compile(rb"<" + _P + rb"cellXfs\b.*?</" + _P + rb"cellXfs>", re.DOTALL)
XF = re.compile(rb"<" + _P + rb"xf\b([^>]*)>")
FORMAT = re.compile(rb"<" + _P + rb"numFmt\b([^>]*)>")
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
    from_1904: days are counted from 1904. zeros: style → number of digits it shows.
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
    if abs(number) >= 10**EXACT_DIGITS:
        return f"{number:.16E}"
    digits = parts.zeros.get(int(style)) if style.isdigit() else None
    if digits and number >= 0 and number == int(number):
        return str(int(number)).zfill(digits)
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


def is_rounded(text: str) -> bool:
    """Whether digits beyond the fifteenth are those of a number cell, in formats without parts."""
    if not text.isdigit() or len(text) <= EXACT_DIGITS:
        return False
    number = float(text)
    exact = int(number) == int(text)
    return exact and (len(text) >= 18 or float(f"{number:.15g}") == number)
