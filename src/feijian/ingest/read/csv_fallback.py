"""Reading a text file line by line, where the fast parser stumbled or lines do not match rows.

Slower, and it knows on which line each row stands, what is wrong with a row, and whether the
file as a whole can be used.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feijian.errors import Problem

FEW_ROWS, FEW_SHARE = 10, 0.01
"""Rows with a wrong number of fields are set aside up to this many or this share; more mean
that the file itself is broken."""


@dataclass(frozen=True)
class CarefulRows:
    """What a line-by-line reading found.

    width:    number of fields a row should have.
    skipped:  (line, fields) of rows with another number of fields.
    problems: why the file as a whole cannot be used.
    """

    path: Path
    delimiter: str
    width: int
    skipped: tuple[tuple[int, list[str]], ...]
    problems: tuple[Problem, ...]

    def write(self, copy: Path) -> None:
        """Write the sound rows as CSV with the line number as the first field."""
        with copy.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            for line, row in _rows(self.path, self.delimiter, self.width):
                if len(row) == self.width:
                    writer.writerow([line, *row])


def _rows(path: Path, delimiter: str, width: int) -> Iterator[tuple[int, list[str]]]:
    """(line, fields) of each row after the header; blank lines are no rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        next(reader, None)
        line = reader.line_num + 1
        for row in reader:
            if row and any(cell.strip() for cell in row):
                # some exports end every row with a delimiter
                yield line, row[:-1] if len(row) == width + 1 and row[-1] == "" else row
            line = reader.line_num + 1


def careful_rows(path: Path, delimiter: str, width: int, shown: str) -> CarefulRows:
    """Read every row once and say what does not fit."""
    skipped: list[tuple[int, list[str]]] = []
    count = last_line = 0
    last_row: list[str] = []
    problems: list[Problem] = []
    csv.field_size_limit(2_000_000)
    try:
        for line, row in _rows(path, delimiter, width):
            count += 1
            last_line, last_row = line, row
            if len(row) != width:
                skipped.append((line, row))
    except csv.Error as error:
        problems.append(_unparsable(shown, last_line, str(error)))
        return CarefulRows(path, delimiter, width, (), tuple(problems))
    if not count:
        problems.append(Problem(shown, "only a header, no rows", "Ask the sender for the rows."))
    elif len(last_row) < width and _ends_open(path):
        problems.append(
            Problem(
                f"{shown}:{last_line}",
                f"half a file: the last row is cut ({len(last_row)} of {width} fields)",
                "Ask the sender for the whole file again.",
            )
        )
    elif len(skipped) > max(FEW_ROWS, count * FEW_SHARE) or 2 * len(skipped) > count:
        problems.append(
            Problem(
                f"{shown}:{skipped[0][0]}",
                f"{len(skipped)} of {count} rows have another number of fields than the header ({width})",
                "Ask the sender to quote fields that hold the delimiter.",
            )
        )
    return CarefulRows(path, delimiter, width, tuple(skipped), tuple(problems))


def _unparsable(shown: str, last_line: int, error: str) -> Problem:
    if "unexpected end of data" in error or "field larger" in error:
        return Problem(
            f"{shown}:{last_line + 1}",
            "half a file: a quote opened here or later is never closed",
            "Ask the sender for the whole file again.",
        )
    return Problem(
        f"{shown}:{last_line + 1}",
        "quotes that cannot be understood",
        "Double a quote inside a quoted field.",
    )


def _ends_open(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) not in (b"\n", b"\r")
