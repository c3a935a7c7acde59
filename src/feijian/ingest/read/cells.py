"""What a cell of a workbook is as text: numbers that lost digits show it, zeros that a format shows come back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from feijian.errors import Problem
from feijian.ingest.nothing import visible
from feijian.ingest.read.personal_forms import without_persons
from feijian.ingest.read.text import BrokenText
from feijian.messages import sentence

EXACT_DIGITS = 15
NO_VALUE = "0.E+0"
"""Stands for a formula whose value was never stored: no number, no date and no code."""
MOST_CELLS, FEWEST_FILLED = 20_000_000, 0.02
"""A sheet above so many cells of which hardly any is filled is one table and a stray cell far away."""

SHOWN = re.compile(
    r'((?:"[0-9A-Za-z][0-9A-Za-z-]*"|\\[0-9A-Za-z])*)(0+|#+0*|General|@)(?:_.|;.*|\\.|\s)*',
    re.IGNORECASE,
)
"""A format of whole numbers that may write a word before them: `"F"00000` shows 1 as F00001."""
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""What a cell shows whose formula failed, by the number that binary workbooks keep of it."""

Grid = list[list[str | None]]
"""Columns of text cells, all of one height; the first cell of each is in the sheet's first row."""


@dataclass(frozen=True)
class Shown:
    """What a number format writes before whole numbers.

    digits: so many at least, with zeros before. before: a word of letters and digits before these.
    """

    digits: int
    before: str = ""


@dataclass(frozen=True)
class Merged:
    """Cells that are one, counted from 0; bottom is the last row. Only the first holds the value."""

    top: int
    bottom: int
    left: int


class Book(Protocol):
    """A workbook of any format.

    names: its sheets in order. hidden: those that do not show. from_1904: bare day counts in it
    begin in 1904.
    """

    @property
    def names(self) -> Sequence[str]: ...
    @property
    def hidden(self) -> frozenset[str]: ...
    @property
    def from_1904(self) -> bool: ...
    def grid(self, sheet: str, rows: int | None = None) -> Grid:
        """The columns of a sheet, or of its first rows. Raises BrokenText."""
        ...

    def merged(self, sheet: str) -> Sequence[Merged]:
        """Cells of a sheet that span several rows."""
        ...

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        """Rows of a sheet that do not show, counted from 0: hidden by hand or by a filter."""
        ...

    def struck_rows(self, sheet: str) -> frozenset[int]:
        """Rows of a sheet most of whose filled cells are struck through, counted from 0; none where it is not looked for."""
        ...


@dataclass
class Sparse:
    """A sheet as it is read, cell by cell."""

    shown: str
    sheet: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)

    def put(self, row: int, column: int, text: str) -> None:
        if text != "":
            self.cells.setdefault(row, {})[column] = text

    def grid(self, rows: int | None = None) -> Grid:
        """All cells, or those of the first rows; raises BrokenText for one that lies far away."""
        filled = {r: c for r, c in self.cells.items() if rows is None or r < rows}
        if not filled:
            return []
        height = max(filled) + 1
        width = max(max(c) for c in filled.values()) + 1
        count = sum(len(c) for c in filled.values())
        require_near(self.shown, self.sheet, height, width, count)
        grid: Grid = [[None] * height for _ in range(width)]
        for row, cells in filled.items():
            for column, text in cells.items():
                grid[column][row] = text
        return grid


def require_near(shown: str, sheet: str, height: int, width: int, filled: int) -> None:
    """Refuse a sheet that is nearly all nothing, because one cell lies far from the others."""
    if height * width > MOST_CELLS and filled < FEWEST_FILLED * height * width:
        raise BrokenText(
            Problem(
                f"{shown} {visible(without_persons(sheet))}!{letters(width - 1)}{height}",
                sentence(
                    "a cell far from the table: the sheet spans {height:,} rows and {width:,} columns, "
                    "of which {filled:,} cells are filled",
                    height=height,
                    width=width,
                    filled=filled,
                ),
                "Delete what stands outside the table, or ask the sender for it without.",
            )
        )


def letters(position: int) -> str:
    """The letters of a column, counted from 0."""
    text = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(65 + rest) + text
    return text


def other_unit(form: str) -> bool:
    """Whether a number format writes a unit of money behind numbers that it does not scale: 2 as 2万元.

    `0.0,"千元"` scales: the number below it is in yuan.
    """
    plain = form.split(";")[0]
    return bool(re.search("[百千万亿]", re.sub(r"\[[^\]]*\]", "", plain))) and "," not in re.sub(
        "[#0],[#0]", "", plain
    )


def shown_as(form: str) -> Shown | None:
    """What a number format writes before whole numbers; None where it writes nothing before them."""
    found = SHOWN.fullmatch(form)
    if not found:
        return None
    shown = Shown(found[2].count("0"), re.sub(r'["\\]', "", found[1]))
    return shown if shown.before or shown.digits > 1 else None


def number_text(number: float, shown: Shown | None, unit: bool = False) -> str:
    """A number cell as text.

    shown: what its format writes before it. unit: its format says that
    the number counts in something else, so that it is none to be read.
    """
    if unit:
        return f"{number:.15g} (unit)"
    odd = odd_number(number, shown)
    if odd is not None:
        return odd
    if number == int(number):
        return str(int(number))
    return f"{Decimal(f'{number:.15g}'):f}"


def odd_number(number: float, shown: Shown | None) -> str | None:
    """The text of a number that is not what its digits say: beyond fifteen, or with zeros or letters before."""
    if abs(number) >= 10**EXACT_DIGITS:
        return f"{number:.16E}"
    if shown and number >= 0 and number == int(number):
        return shown.before + str(int(number)).zfill(shown.digits)
    return None


@dataclass(frozen=True)
class Opening:
    """A workbook that is to be opened, as messages print it."""

    path: Path
    shown: str
