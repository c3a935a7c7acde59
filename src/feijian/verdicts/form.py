"""The form that inspectors fill in: its columns in both languages, and how a file of it is read.

The columns stand in leads.xlsx, in the template of `verdicts export`, and in whatever CSV a
bureau makes itself: a table is recognised by its header, wherever it lies in the file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from feijian.errors import ImportRefused, Problem
from feijian.ingest.read.books import require_readable
from feijian.ingest.read.text import BrokenText
from feijian.leads.labels import OUTCOMES, Words, restored
from feijian.messages import sentence
from feijian.messages.labels import Labels

FINDING, EVENT, OUTCOME, AMOUNT = "finding_id", "event_id", "outcome", "amount_upheld"
NOTE, WHO, RUN = "note", "who", "run_id"

COLUMNS = (FINDING, EVENT, OUTCOME, AMOUNT, NOTE, WHO, RUN)
LABELS = Labels("form")

KNOWN_OUTCOMES = "、".join(o.zh for o in OUTCOMES.values()) + " / " + ", ".join(OUTCOMES)
"""Outcomes as messages name them, in both languages."""

HEADER_WITHIN = 20
"""The header is looked for in this many rows from the top of a sheet."""


@dataclass(frozen=True)
class FormRow:
    """One filled-in row, as text. where: file, sheet and row (from 1) for messages."""

    where: str
    cells: dict[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


def outcome_of(text: str) -> str | None:
    """The outcome a cell names, in either language or by its key; None for any other text."""
    wanted = text.strip().casefold()
    for key, label in OUTCOMES.items():
        if wanted in (key, label.zh.casefold(), label.en.casefold()):
            return key
    return None


def form_rows(file: Path, extra: Mapping[str, Words] | None = None) -> list[FormRow]:
    """The rows of every sheet that has the form's header. extra: further columns to read.

    Raises ImportRefused when the file is missing, cannot be read, or holds no such table.
    """
    found: list[FormRow] = []
    recognised = False
    for name, rows in sheets_of(file):
        header = _header(rows, {**LABELS, **(extra or {})})
        if header is None:
            continue
        recognised = True
        place, columns = header
        for number, row in enumerate(rows[place + 1 :], start=place + 2):
            cells = {key: restored(row[i].strip()) for key, i in columns.items() if i < len(row)}
            if any(cells.values()):
                found.append(
                    FormRow(sentence("{place}, row {number}", place=name, number=number), cells)
                )
    if not recognised:
        raise ImportRefused(
            Problem(
                file.name,
                sentence(
                    "has no table with the columns '{zh}' and '{zh2}' (or {finding}, {outcome})",
                    zh=LABELS[FINDING].zh,
                    zh2=LABELS[OUTCOME].zh,
                    finding=FINDING,
                    outcome=OUTCOME,
                ),
                "Use a filled-in leads.xlsx or the template of 'feijian verdicts export'.",
            )
        )
    return found


def sheets_of(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Every sheet of a workbook, or the one table of a CSV file, as text, with a name for messages.

    Raises ImportRefused when the file is missing or cannot be read.
    """
    if not file.is_file():
        raise ImportRefused(Problem(file.name, "no such file", "Check the path."))
    return _excel(file) if file.suffix.lower() in (".xlsx", ".xlsm", ".xls") else _csv(file)


def _header(
    rows: Sequence[Sequence[str]], labels: Mapping[str, Words]
) -> tuple[int, dict[str, int]] | None:
    """Number of the header row and the place of each column of the form in it."""
    known = {
        label: key
        for key, words in labels.items()
        for label in (key, words.zh, words.en.casefold())
    }
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        columns: dict[str, int] = {}
        for position, cell in enumerate(row):
            key = known.get(cell.strip()) or known.get(cell.strip().casefold())
            if key:
                columns.setdefault(key, position)
        if (FINDING in columns or EVENT in columns) and OUTCOME in columns:
            return place, columns
    return None


def _excel(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    import fastexcel

    try:
        require_readable(file, file.name)
        book = fastexcel.read_excel(file)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, dtypes="string")
            frame = sheet.to_polars()
            yield (
                sentence("{file}, sheet {name}", file=file.name, name=name),
                [["" if c is None else str(c) for c in row] for row in frame.iter_rows()],
            )
    except BrokenText as error:
        raise ImportRefused(error.problem) from None
    except fastexcel.FastExcelError as error:
        raise ImportRefused(
            Problem(
                file.name,
                sentence("cannot be read as Excel: {error}", error=str(error).splitlines()[0]),
                "Save it again as .xlsx.",
            )
        ) from None


def _csv(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    raw = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ImportRefused(
            Problem(file.name, "is neither UTF-8 nor GB18030 text", "Save it as UTF-8 CSV.")
        )
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield file.name, list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise ImportRefused(
            Problem(file.name, sentence("cannot be read as CSV: {error}", error=error))
        ) from None
