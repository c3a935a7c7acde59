"""OpenDocument workbooks (.ods): cells with their kinds, repeats, styles and hidden sheets."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from xml.etree import ElementTree

from feijian.errors import Problem
from feijian.ingest.read.cells import NO_VALUE, Grid, Merged, Opening, Shown, Sparse, number_text
from feijian.ingest.read.text import BrokenText
from feijian.ingest.read.workbook import DAMAGED
from feijian.messages import sentence

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT = f"{{{_NS}table:1.0}}", f"{{{_NS}office:1.0}}", f"{{{_NS}text:1.0}}"
STYLE, NUMBER = f"{{{_NS}style:1.0}}", f"{{{_NS}datastyle:1.0}}"
MOST_REPEATS = 2_000_000
"""More cells than this come of repeating no cell: a sheet has no more rows."""


class OpenBook:
    """An .ods workbook. Raises BrokenText where it is locked or cannot be opened."""

    def __init__(self, opening: Opening) -> None:
        self.shown = opening.shown
        try:
            with zipfile.ZipFile(opening.path) as book:
                locked = b"encryption-data" in book.read("META-INF/manifest.xml")
                content = b"" if locked else book.read("content.xml")
                named = "styles.xml" in book.namelist() and not locked
                styles = book.read("styles.xml") if named else b"<none/>"
            if b"<!ENTITY" in content[:10_000] + styles[:10_000]:
                raise self._broken("cannot be opened", "it again.")
            self._root = ElementTree.fromstring(content) if content else None
            self._styles = ElementTree.fromstring(styles)
        except (*DAMAGED, ElementTree.ParseError):
            raise self._broken("cannot be opened", "it again.") from None
        if self._root is None:
            raise self._broken("is protected by a password", "a copy without a password.")

    def _broken(self, what: str, todo: str) -> BrokenText:
        return BrokenText(
            Problem(
                self.shown,
                sentence("a workbook that {what}", what=what),
                sentence("Ask the sender for {todo}", todo=todo),
            )
        )

    @cached_property
    def _tables(self) -> dict[str, ElementTree.Element]:
        assert self._root is not None
        return {t.get(f"{TABLE}name", ""): t for t in self._root.iter(f"{TABLE}table")}

    @property
    def names(self) -> list[str]:
        return list(self._tables)

    @cached_property
    def hidden(self) -> frozenset[str]:
        assert self._root is not None
        away = {
            style.get(f"{STYLE}name")
            for style in self._root.iter(f"{STYLE}style")
            for own in style.iter(f"{STYLE}table-properties")
            if own.get(f"{TABLE}display") == "false"
        }
        return frozenset(n for n, t in self._tables.items() if t.get(f"{TABLE}style-name") in away)

    @cached_property
    def from_1904(self) -> bool:
        assert self._root is not None
        return any(
            (d.get(f"{TABLE}date-value") or "").startswith("1904")
            for d in self._root.iter(f"{TABLE}null-date")
        )

    @cached_property
    def _shown(self) -> dict[str, Shown]:
        """What styles of cells write before numbers: zeros, a word."""
        assert self._root is not None
        shown: dict[str, Shown] = {}
        tag = f"{NUMBER}number-style"
        for form in (*self._styles.iter(tag), *self._root.iter(tag)):
            part = form.find(f"{NUMBER}number")
            least = int(part.get(f"{NUMBER}min-integer-digits", "1")) if part is not None else 1
            decimals = part.get(f"{NUMBER}decimal-places", "0") if part is not None else "0"
            word = form.findtext(f"{NUMBER}text", "") if form[:1] != [part] else ""
            word = word if re.fullmatch("[0-9A-Za-z][0-9A-Za-z-]*", word) else ""
            if (least > 1 or word) and decimals == "0":
                shown[form.get(f"{STYLE}name", "")] = Shown(least, word)
        return {
            style.get(f"{STYLE}name", ""): shown[style.get(f"{STYLE}data-style-name", "")]
            for root in (self._styles, self._root)
            for style in root.iter(f"{STYLE}style")
            if style.get(f"{STYLE}data-style-name") in shown
        }

    def grid(self, sheet: str, rows: int | None = None) -> Grid:
        table = self._tables[sheet]
        found = Sparse(self.shown, sheet)
        defaults: list[tuple[int, str]] = []
        until = 0
        for column in table.iter(f"{TABLE}table-column"):
            until += _repeats(column, "columns")
            defaults.append((until, column.get(f"{TABLE}default-cell-style-name", "")))
        at = 0
        for line in table.iter(f"{TABLE}table-row"):
            times = _repeats(line, "rows")
            cells = list(self._cells(line, defaults))
            if cells and times > MOST_REPEATS:
                raise self._broken("repeats a row more often than a sheet has rows", "it again.")
            for row in range(at, at + times) if cells else ():
                for place, text in cells:
                    found.put(row, place, text)
            at += times
            if rows is not None and at >= rows:
                break
        return found.grid(rows)

    def merged(self, sheet: str) -> list[Merged]:
        found: list[Merged] = []
        at = 0
        for line in self._tables[sheet].iter(f"{TABLE}table-row"):
            place = 0
            for cell in line:
                spans = cell.get(f"{TABLE}number-rows-spanned", "1")
                if spans.isdigit() and int(spans) > 1:
                    found.append(Merged(at, at + int(spans) - 1, place))
                place += _repeats(cell, "columns")
            at += _repeats(line, "rows")
        return found

    def struck_rows(self, _sheet: str) -> frozenset[int]:
        return frozenset()

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        found: set[int] = set()
        at = 0
        for line in self._tables[sheet].iter(f"{TABLE}table-row"):
            times = _repeats(line, "rows")
            away = line.get(f"{TABLE}visibility") in ("collapse", "filter")
            # rows beyond the last that is filled repeat by the million
            if away and next(line.iter(f"{TEXT}p"), None) is not None:
                found.update(range(at, at + min(times, MOST_REPEATS)))
            at += times
        return frozenset(found)

    def _cells(
        self, line: ElementTree.Element, defaults: list[tuple[int, str]]
    ) -> Iterator[tuple[int, str]]:
        place = 0
        for cell in line:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            times = _repeats(cell, "columns")
            style = cell.get(f"{TABLE}style-name") or line.get(f"{TABLE}default-cell-style-name")
            style = style or next((s for until, s in defaults if place < until), "")
            text = self._text(cell, style)
            if text != "":
                if times > MOST_REPEATS:
                    raise self._broken(
                        "repeats a cell more often than a sheet has columns", "it again."
                    )
                yield from ((place + n, text) for n in range(times))
            place += times

    def _text(self, cell: ElementTree.Element, style: str) -> str:
        kind = cell.get(f"{OFFICE}value-type")
        if kind in ("float", "currency", "percentage"):
            try:
                return number_text(float(cell.get(f"{OFFICE}value", "")), self._shown.get(style))
            except ValueError:
                return NO_VALUE
        if kind == "date":
            return cell.get(f"{OFFICE}date-value", "").replace("T", " ")
        if kind == "boolean":
            return cell.get(f"{OFFICE}boolean-value", "")
        texts = ["".join(_plain(p)) for p in cell.findall(f"{TEXT}p")]
        if not texts and cell.get(f"{TABLE}formula"):
            return NO_VALUE
        return "\n".join(texts)


def _repeats(element: ElementTree.Element, what: str) -> int:
    told = element.get(f"{TABLE}number-{what}-repeated", "1")
    return max(1, int(told)) if told.isdigit() else 1


def _plain(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if inner.tag == f"{TEXT}s":
            yield " " * int(inner.get(f"{TEXT}c", "1"))
        elif inner.tag == f"{TEXT}tab":
            yield "\t"
        elif inner.tag == f"{TEXT}line-break":
            yield "\n"
        elif not inner.tag.startswith(OFFICE):
            yield from _plain(inner)
        yield inner.tail or ""
