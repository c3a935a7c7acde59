"""Binary workbooks (.xlsb): records of sheets, texts and styles, read one after another."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from functools import cached_property

from feijian.errors import Problem
from feijian.ingest.read.cells import (
    ERRORS,
    NO_VALUE,
    Grid,
    Merged,
    Opening,
    Shown,
    Sparse,
    number_text,
    shown_as,
)
from feijian.ingest.read.text import BrokenText
from feijian.ingest.read.workbook import ATTRIBUTE, DAMAGED, RELATION

ROW, ERROR_CELL, FORMULA_ERROR = 0, 3, 11
ROW_FLAGS, ROW_HIDDEN = 11, 0x10
"""Where a row's record says that it has no height to show ([MS-XLSB] BrtRowHdr, fDyZero)."""
SHARED, FORMAT, STYLE, PROPERTIES, SHEET = 19, 44, 47, 153, 156
STYLES_BEGIN, STYLES_END, MERGE = 617, 618, 176


class BinaryBook:
    """An .xlsb workbook. Raises BrokenText where it cannot be opened."""

    def __init__(self, opening: Opening) -> None:
        self.shown = opening.shown
        try:
            with zipfile.ZipFile(opening.path) as book:
                self._names = {n.lstrip("/").lower(): n for n in book.namelist()}
                self._parts = {
                    n: book.read(self._names[n]) for n in self._names if n.startswith("xl/")
                }
            self._sheets = dict(self._listed())
        except (*DAMAGED, struct.error, UnicodeDecodeError):
            raise self._broken() from None

    def _broken(self) -> BrokenText:
        what = "a workbook that cannot be opened"
        return BrokenText(Problem(self.shown, what, "Ask the sender for it again, as .xlsx."))

    def _listed(self) -> Iterator[tuple[str, tuple[str, bool]]]:
        """Sheet → its part and whether it is hidden."""
        targets = {}
        for entry in RELATION.findall(self._parts.get("xl/_rels/workbook.bin.rels", b"")):
            given = {n: (one or two).decode() for n, one, two in ATTRIBUTE.findall(entry)}
            targets[given.get(b"Id", "")] = given.get(b"Target", "")
        for kind, body in records(self._parts["xl/workbook.bin"]):
            if kind == SHEET:
                state = struct.unpack_from("<I", body)[0]
                relation, at = _wide(body, 8)
                name, _ = _wide(body, at)
                target = targets.get(relation, "")
                full = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                yield name, (full.lower(), state != 0)

    @property
    def names(self) -> list[str]:
        return list(self._sheets)

    @property
    def hidden(self) -> frozenset[str]:
        return frozenset(n for n, (_, away) in self._sheets.items() if away)

    @cached_property
    def from_1904(self) -> bool:
        return any(
            kind == PROPERTIES and bool(body[:1] and body[0] & 1)
            for kind, body in records(self._parts["xl/workbook.bin"])
        )

    @cached_property
    def _texts(self) -> list[str]:
        return [
            _wide(body, 1)[0]
            for kind, body in records(self._parts.get("xl/sharedstrings.bin", b""))
            if kind == SHARED
        ]

    @cached_property
    def _shown(self) -> dict[int, Shown]:
        """What styles write before a number."""
        formats: dict[int, Shown] = {}
        styles: dict[int, Shown] = {}
        inside, number = False, 0
        for kind, body in records(self._parts.get("xl/styles.bin", b"")):
            if kind == FORMAT:
                shown = shown_as(_wide(body, 2)[0])
                if shown:
                    formats[struct.unpack_from("<H", body)[0]] = shown
            elif kind in (STYLES_BEGIN, STYLES_END):
                inside = kind == STYLES_BEGIN
            elif kind == STYLE and inside:
                told = struct.unpack_from("<H", body, 2)[0]
                if told in formats:
                    styles[number] = formats[told]
                number += 1
        return styles

    def grid(self, sheet: str, rows: int | None = None) -> Grid:
        part, _ = self._sheets[sheet]
        found = Sparse(self.shown, sheet)
        row = -1
        try:
            for kind, body in records(self._parts.get(part, b"")):
                if kind == ROW:
                    row = struct.unpack_from("<I", body)[0]
                    if rows is not None and row >= rows:
                        break
                elif 1 < kind <= FORMULA_ERROR:
                    column, style = struct.unpack_from("<II", body)
                    found.put(row, column, self._text(kind, body, style & 0xFFFFFF))
        except (struct.error, UnicodeDecodeError, IndexError):
            raise self._broken() from None
        return found.grid(rows)

    def merged(self, sheet: str) -> list[Merged]:
        found: list[Merged] = []
        for kind, body in records(self._parts.get(self._sheets[sheet][0], b"")):
            if kind == MERGE and len(body) >= 16:
                top, bottom, left, _ = struct.unpack_from("<IIII", body)
                if bottom > top:
                    found.append(Merged(top, bottom, left))
        return found

    def struck_rows(self, _sheet: str) -> frozenset[int]:
        return frozenset()

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        return frozenset(
            struct.unpack_from("<I", body)[0]
            for kind, body in records(self._parts.get(self._sheets[sheet][0], b""))
            if kind == ROW and len(body) > ROW_FLAGS and body[ROW_FLAGS] & ROW_HIDDEN
        )

    def _text(self, kind: int, body: bytes, style: int) -> str:
        if kind == 2:
            return number_text(
                _packed(struct.unpack_from("<I", body, 8)[0]), self._shown.get(style)
            )
        if kind in (5, 9):
            return number_text(struct.unpack_from("<d", body, 8)[0], self._shown.get(style))
        if kind in (4, 10):
            return "true" if body[8] else "false"
        if kind == 7:
            return self._texts[int(struct.unpack_from("<I", body, 8)[0])]
        if kind in (6, 8):
            return _wide(body, 8)[0] or (NO_VALUE if kind == 8 else "")
        return ERRORS.get(body[8], "") if kind in (ERROR_CELL, FORMULA_ERROR) else ""


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(kind, body) of each record; both numbers before a body take as many bytes as they need."""
    at = 0
    while at < len(data):
        kind, at = _short(data, at, 2)
        size, at = _short(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _short(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for place in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return value, at


def _wide(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    length: int = struct.unpack_from("<I", body, at)[0]
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    return re.sub("\0", "", body[at + 4 : end].decode("utf-16-le")), end


def _packed(bits: int) -> float:
    """A number of four bytes: whole or the upper half of a double, perhaps a hundredth."""
    if bits & 2:
        whole = bits >> 2
        number = float(whole - (1 << 30) if whole & (1 << 29) else whole)
    else:
        number = float(struct.unpack("<d", struct.pack("<Q", (bits & 0xFFFFFFFC) << 32))[0])
    return number / 100 if bits & 1 else number
