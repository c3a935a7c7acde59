"""The header of a file against the contract: which column is which, and what is wrong with it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from feijian.errors import Problem
from feijian.ingest.read.values import BLANKS, NARROW, WIDE
from feijian.ingest.sources.source import SourceTable

NARROWED = str.maketrans(WIDE, NARROW)
SEPARATORS = {
    ",": "commas",
    ";": "semicolons",
    "\t": "tabs",
    "|": "bars",
    "^": "carets",
    "\x01": "control characters (0x01)",
    " ": "blanks",
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


def not_a_header(line: str, table: SourceTable, shown: str) -> Problem | None:
    """The problem of a first line in which no known column is found with the delimiter due."""
    if _known(line, table.delimiter, table):
        return None
    for delimiter, words in SEPARATORS.items():
        if delimiter != table.delimiter and _known(line, delimiter, table) > 1:
            due = SEPARATORS.get(table.delimiter, repr(table.delimiter))
            return Problem(
                shown,
                f"wrong delimiter: fields are separated by {words}, not by {due}",
                "Export the file again with commas, or set 'delimiter' in the source contract.",
            )
    return Problem(
        shown,
        "no header: the first line names no column of the contract",
        f"The first line must hold the column names, such as {', '.join(table.required[:3])}.",
    )


def _known(line: str, delimiter: str, table: SourceTable) -> int:
    try:
        return sum(plain_name(c) in table.names for c in cells_of(line, delimiter))
    except csv.Error:
        return 0
