"""The header of a file against the contract: which column is which, and what is wrong with it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feijian.errors import Problem
from feijian.ingest.sources.source import SourceTable
from feijian.ingest.values import BLANKS, NARROW, WIDE

SEP_LINE = re.compile(r"sep=(.)$", re.IGNORECASE)
NARROWED = str.maketrans(WIDE, NARROW)
SEPARATORS = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    "|": "bars",
    "^": "carets",
    "\x01": "control characters (0x01)",
}


@dataclass(frozen=True)
class Header:
    """What the columns of a file are.

    positions: contract column → position in the file.
    width:     number of columns of the file.
    unknown:   names the contract does not have; they are kept out.
    """

    positions: dict[str, int]
    width: int
    unknown: tuple[str, ...]


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of a header line."""
    return next(csv.reader([line], delimiter=delimiter), [])


def plain_name(cell: object) -> str:
    """A header cell as a column name: without blanks and marks, half-width, lower case."""
    return (
        str(cell if cell is not None else "")
        .strip(BLANKS + '"')
        .translate(NARROWED)
        .strip()
        .lower()
    )


def read_header(
    cells: Sequence[object], table: SourceTable, shown: str
) -> tuple[Header, list[Problem]]:
    """Match header cells with the contract; problems where a column stands twice or is missing."""
    problems: list[Problem] = []
    own = {c.name.lower() for c in table.contract.columns}
    positions: dict[str, int] = {}
    unknown: list[str] = []
    names = [plain_name(cell) for cell in cells]
    twice = sorted({n for n in names if n and names.count(n) > 1})
    for name in twice:
        problems.append(
            Problem(shown, f"the column '{name}' stands twice", "Send each column once.")
        )
    for position, name in enumerate(names):
        column = table.names.get(name)
        # another name of a column counts only where the column itself is not there
        if column is not None and (name in own or column.lower() not in names):
            positions.setdefault(column, position)
        elif name:
            unknown.append(name)
    where = f"sources/{table.contract.file.relative.split('/')[1]}/{table.name}"
    for column in table.required:
        if column not in positions:
            problems.append(
                Problem(
                    shown,
                    f"has no column '{column}' (required by {where})",
                    "Map another column in that contract, or ask the sender for it.",
                )
            )
    return Header(positions, len(cells), tuple(unknown)), problems


@dataclass(frozen=True)
class HeaderLine:
    """Where the header of a text file stands and what separates its fields.

    above: lines before it: titles, a `sep=` line, blank lines.
    """

    above: int
    delimiter: str
    cells: list[str]


def first_lines(file: Iterable[str], number: int) -> list[tuple[int, str]]:
    """The first lines that are not blank, each with how many stand above it."""
    found = []
    for above, line in enumerate(file):
        if line != "\n" and line.strip():
            found.append((above, line.rstrip("\n")))
            if len(found) == number:
                break
    return found


def find_header(
    lines: Sequence[tuple[int, str]], table: SourceTable, shown: str
) -> HeaderLine | Problem:
    """The line among the first few that names most columns of the contract.

    lines: the beginning of the file, as `first_lines` gives it. The delimiter of the contract counts first,
    then the one that a `sep=` line names, then whichever makes most known columns.
    """
    best: tuple[int, int, int, str] | None = None
    told = next((m[1] for _, line in lines[:3] if (m := SEP_LINE.match(line.strip('\ufeff "')))), "")
    delimiters = list(dict.fromkeys([table.delimiter, *([told] if told else []), *SEPARATORS]))
    for above, line in lines:
        for rank, delimiter in enumerate(delimiters):
            known = _known(line, delimiter, table)
            if known and (delimiter == table.delimiter or known > 1):
                found = (known, -above, -rank, delimiter)
                best = max(best, found) if best else found
    if best is None:
        return Problem(
            shown,
            "no header: none of the first lines names a column of the contract",
            f"One line must hold the column names, such as {', '.join(table.required[:3])}.",
        )
    above, delimiter = -best[1], best[3]
    return HeaderLine(above, delimiter, cells_of(dict(lines)[above], delimiter))


def _known(line: str, delimiter: str, table: SourceTable) -> int:
    try:
        return sum(plain_name(c) in table.names for c in cells_of(line, delimiter))
    except csv.Error:
        return 0
