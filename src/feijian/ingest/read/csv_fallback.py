"""Reading a text file line by line, where the fast parser stumbled or lines do not match rows.

Slower, and it knows on which line each row stands, what is wrong with a row, and whether the
file as a whole can be used. A row is a line that is not blank, or several lines that one quoted
field holds together; a line of nothing but delimiters is a row, with nothing in it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feijian.errors import Problem
from feijian.ingest.read.encodings import LOST
from feijian.ingest.read.header import HeaderLine
from feijian.messages import sentence

FEW_ROWS, FEW_SHARE = 10, 0.01
"""Rows with a wrong number of fields are set aside up to this many or this share; more mean
that the file itself is broken."""
LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line with its end. Other signs that part lines on a screen, such as U+2028, are text."""
LONGEST_FIELD_LINES = 200
"""A quoted field over more lines than this is a quote that was never closed."""


@dataclass(frozen=True)
class CarefulRows:
    """What a line-by-line reading found.

    rows:     how many there are, skipped ones among them.
    width:    number of fields a row should have.
    trailing: every row ends with one delimiter too many.
    skipped:  (line, fields, reason) of rows whose fields nobody can place.
    problems: why the file as a whole cannot be used.
    """

    path: Path
    at: HeaderLine
    width: int
    trailing: bool
    rows: int
    skipped: tuple[tuple[int, list[str], str], ...]
    problems: tuple[Problem, ...]

    def write(self, copy: Path) -> None:
        """Write the sound rows as CSV with the line number as the first field."""
        wrong = {line for line, _, _ in self.skipped}
        with copy.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            # Python before 3.13 leaves a lone carriage return without quotes
            quoting = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
            for line, row, _ in _rows(self.path, self.at, self.width, self.trailing):
                if line not in wrong:
                    cells = row[:-1] if self.trailing else row
                    safe = quoting if any("\r" in cell for cell in cells) else writer
                    safe.writerow([line, *cells])


def _rows(
    path: Path, at: HeaderLine, width: int, trailing: bool = False
) -> Iterator[tuple[int, list[str], str | None]]:
    """(line, fields, what is wrong with its quotes) of each row after the header."""
    due = width + trailing
    pending: list[str] = []
    # a line of tabs is a row of nothing where tabs separate the fields; old systems end a file with 1A
    blanks = " \t\r\n\u3000\x1a".replace(at.delimiter, "")
    begun = 0
    number = 0

    def whole_row(line: str) -> bool:
        fields = _parsed(line, at.delimiter)
        return fields is not None and len(fields) == due and due > 1

    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in _lines(file):
            number += 1
            # megabytes of blank lines are common, and passed over before anything else is asked
            if (line in ("\n", "\r\n") and not pending) or number <= at.above + 1:
                continue
            if pending and whole_row(line):
                # the line is a row of its own: the quote before it was never meant to open
                for place, old in enumerate(pending):
                    yield begun + place, old.rstrip("\r\n").split(at.delimiter), "stray_quote"
                pending = []
            if not pending and not line.strip(blanks):
                continue
            if not pending:
                begun = number
            pending.append(line)
            fields = _parsed("".join(pending), at.delimiter)
            if fields is not None:
                yield begun, fields, None
                pending = []
            elif fields is None and not _is_open("".join(pending), at.delimiter):
                yield begun, "".join(pending).rstrip("\r\n").split(at.delimiter), "stray_quote"
                pending = []
    if pending:
        yield begun, "".join(pending).rstrip("\r\n").split(at.delimiter), "open_quote"


def _lines(file: Iterator[str]) -> Iterator[str]:
    """Lines by any line end, also the lone carriage return of old systems."""
    for line in file:
        yield from LINE.findall(line) if "\r" in line[:-2] else (line,)


def _parsed(line: str, delimiter: str) -> list[str] | None:
    """The fields of a row, or None where its quotes do not make one."""
    text = line.rstrip("\r\n")
    if '"' not in text:
        return text.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        pass
    try:
        rows = list(csv.reader(LINE.findall(line), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _is_open(text: str, delimiter: str) -> bool:
    """Whether a quoted field is still open at the end."""
    if text.count("\n") > LONGEST_FIELD_LINES:
        return False
    try:
        list(csv.reader(LINE.findall(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def careful_rows(path: Path, at: HeaderLine, width: int, shown: str) -> CarefulRows:
    """Read every row once and say what does not fit."""
    csv.field_size_limit(2_000_000)
    trailing = _all_trail(path, at, width)
    due = width + trailing
    skipped: list[tuple[int, list[str], str]] = []
    count = last_line = 0
    last_row: list[str] = []
    opened = 0
    for line, row, wrong in _rows(path, at, width, trailing):
        count += 1
        last_line, last_row = line, row
        if wrong is not None:
            skipped.append((line, row, "stray_quote"))
            opened = line if wrong == "open_quote" else opened
        elif len(row) != due:
            skipped.append((line, row, "wrong_field_count"))
        elif any(mark in cell for cell in row for mark in LOST):
            skipped.append((line, row, "broken_characters"))
    problems: list[Problem] = []
    if opened:
        problems.append(
            Problem(
                f"{shown}:{opened}",
                "half a file: a quote opened here or later is never closed",
                "Ask the sender for the whole file again.",
            )
        )
    elif count and len(last_row) < width and _ends_open(path):
        problems.append(
            Problem(
                f"{shown}:{last_line}",
                sentence(
                    "half a file: the last row is cut ({n} of {width} fields)",
                    n=len(last_row),
                    width=width,
                ),
                "Ask the sender for the whole file again.",
            )
        )
    elif len(skipped) > max(FEW_ROWS, count * FEW_SHARE) or 2 * len(skipped) > count:
        problems.append(_too_many(shown, skipped, count, width))
    return CarefulRows(path, at, width, trailing, count, tuple(skipped), tuple(problems))


def _too_many(
    shown: str, skipped: list[tuple[int, list[str], str]], count: int, width: int
) -> Problem:
    where = f"{shown}:{skipped[0][0]}"
    if all(reason == "broken_characters" for _, _, reason in skipped):
        what = sentence(
            "{n} of {count} rows hold characters that were lost in a conversion",
            n=len(skipped),
            count=count,
        )
        return Problem(where, what, "Ask the sender to export the file again, in UTF-8.")
    return Problem(
        where,
        sentence(
            "{n} of {count} rows have another number of fields than the header ({width})",
            n=len(skipped),
            count=count,
            width=width,
        ),
        "Ask the sender to quote fields that hold the delimiter.",
    )


def _all_trail(path: Path, at: HeaderLine, width: int) -> bool:
    """Whether every row ends with a delimiter too many: only then is it no field."""
    seen = False
    for _, row, wrong in _rows(path, at, width, True):
        if wrong is not None:
            continue
        if len(row) != width + 1 or row[-1] != "":
            return False
        seen = True
    return seen


def _ends_open(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) not in (b"\n", b"\r")
