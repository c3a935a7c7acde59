"""Self-check (自查自纠): a hospital's own doubtful lines as a form, and what came back compared line by line.

The form names what is doubtful and not what we take it to be worth: the hospital writes the amount
it finds wrong itself, and why. A line that came back without an answer is an omission, not an
innocent one; a row that was changed or added is told and not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import polars as pl

from feijian.errors import FeijianError, ImportRefused, Problem, UsageError
from feijian.leads.labels import inert, restored
from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.plain import Cells, Row
from feijian.reports.columns import SHEETS, Column
from feijian.reports.sheet import Styles, TableSheet
from feijian.verdicts.form import HEADER_WITHIN, sheets_of
from feijian.verdicts.typed import bare
from feijian.workbench.amounts import amount_of, prefilled
from feijian.workbench.shelf import Shelf

KEYS = ("event_id", "line_id", "charged", "admitted", "reason", "run_id")
COLUMNS = (
    Column("matter", 34, "wrapped"),
    Column("hospital_no", 16),
    Column("started_at", 17, "moment", called="selfcheck_started_at"),
    Column("department", 14),
    Column("item", 30, "wrapped", called="selfcheck_item"),
    Column("quantity", 9, "number"),
    Column("charged", 14, "money"),
    Column("admitted", 16, "money", fill=True),
    Column("reason", 36, "wrapped", fill=True),
    Column("event_id", 20),
    Column("line_id", 24),
    Column("run_id", 20, hidden=True),
)


@dataclass(frozen=True)
class Answer:
    """One line of the form beside what we have of it.

    status: omitted (no answer), less (found less wrong than we do), agrees, more (found more).
    """

    event_id: str
    line_id: str
    matter: str
    item: str
    charged: Decimal | None
    at_risk: Decimal | None
    admitted: Decimal | None
    reason: str
    status: str


STATUSES = Labels("selfcheck_status")
"""In the order in which a comparison shows them."""


@dataclass(frozen=True)
class Comparison:
    """What came back. problems: rows that were not counted, each with where and why."""

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]

    @property
    def admitted(self) -> Decimal:
        return sum((a.admitted or Decimal(0) for a in self.answers), Decimal(0))

    @property
    def at_risk(self) -> Decimal:
        return sum((a.at_risk or Decimal(0) for a in self.answers), Decimal(0))

    def count(self, status: str) -> int:
        return sum(1 for a in self.answers if a.status == status)


def lines_in_question(
    shelf: Shelf, provider_id: str, families: Sequence[str], lang: str
) -> Iterator[Row]:
    """A provider's doubtful lines of these families (all where none is named), a line once an event."""
    events = shelf.events.filter(pl.col("provider_id") == provider_id)
    if families:
        events = events.filter(pl.col("family").is_in(list(families)))
    for event in events.iter_rows(named=True):
        lines = shelf.lines_of(event)
        shares = prefilled(event, lines)
        titles = [
            rule.title_zh if lang == "zh" else rule.title
            for r in event["rule_ids"]
            if (rule := shelf.rules.get(r)) is not None
        ]
        for line in lines:
            yield {
                **line,
                "matter": "；".join(titles) if lang == "zh" else "; ".join(titles),
                "event_id": event["event_id"],
                "line_id": line["key"],
                "charged": line["amount"],
                "at_risk": shares.get(line["key"]),
                "run_id": shelf.run_id,
                "admitted": None,
                "reason": None,
            }


def write_form(
    shelf: Shelf, provider_id: str, families: Sequence[str], file: Path, lang: str
) -> int:
    """The form as a workbook; returns how many lines it has.

    Raises UsageError where the provider has no doubtful line of these families.
    """
    import xlsxwriter

    rows = list(lines_in_question(shelf, provider_id, families, lang))
    if not rows:
        what = "has no line in question"
        if families:
            what = sentence("has no line in question of {families}", families=", ".join(families))
        raise UsageError(Problem(provider_id, what, "Choose other families, or another run."))
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        styles = Styles(book)
        table = TableSheet(book, styles, SHEETS["selfcheck"].to(lang), COLUMNS, lang, printed=9)
        for row in rows:
            table.write({k: inert(v) if isinstance(v, str) else v for k, v in row.items()})
    return len(rows)


def compare(
    shelf: Shelf, provider_id: str, families: Sequence[str], file: Path, lang: str
) -> Comparison:
    """What a hospital wrote into the form, line by line beside what is in question; omissions first.

    Raises ImportRefused where the file is no such form or belongs to another run.
    """
    ours = {
        (r["event_id"], r["line_id"]): r
        for r in lines_in_question(shelf, provider_id, families, lang)
    }
    said, problems = _answers(file, ours, shelf.run_id)
    answers = [_beside(row, said.get(key)) for key, row in ours.items()]
    order = list(STATUSES)
    answers.sort(key=lambda a: (order.index(a.status), -(a.at_risk or Decimal(0)), a.line_id))
    return Comparison(tuple(answers), tuple(problems))


def _answers(
    file: Path, ours: dict[tuple[str, str], Row], run_id: str
) -> tuple[dict[tuple[str, str], tuple[Decimal | None, str]], list[Problem]]:
    said: dict[tuple[str, str], tuple[Decimal | None, str]] = {}
    problems: list[Problem] = []
    recognised = False
    for where, cells in _rows(file):
        recognised = True
        if cells["run_id"] not in ("", run_id):
            what = sentence("is a form of the run {cells}", cells=cells["run_id"])
            raise ImportRefused(Problem(file.name, what, "Name that run with --run."))
        key = (cells["event_id"], cells["line_id"])
        row = ours.get(key)
        wrong = _wrong(where, cells, row, key in said)
        problems += wrong
        if wrong or row is None:
            continue
        try:
            admitted = amount_of(cells["admitted"], where)
        except FeijianError as error:
            problems += error.problems
            continue
        if admitted and row["charged"] is not None and admitted > row["charged"]:
            what = sentence(
                "{admitted:,.2f} is above what was charged, {row:,.2f}",
                admitted=admitted,
                row=row["charged"],
            )
            problems.append(Problem(where, what, "Ask the hospital."))
            continue
        said[key] = (admitted, cells["reason"])
    if not recognised:
        what = "has no table with the columns of the self-check form"
        raise ImportRefused(Problem(file.name, what, "Use the form of 'feijian selfcheck form'."))
    return said, problems


def _wrong(where: str, cells: dict[str, str], row: Row | None, twice: bool) -> list[Problem]:
    """What speaks against a row as it came back."""
    if row is None:
        return [Problem(where, "is no line of this form", "Look at what was added.")]
    if twice:
        return [Problem(where, "answers a line a second time", "Ask which one counts.")]
    if cells["charged"] and not _says(cells["charged"], row["charged"]):
        what = sentence(
            "the charge was changed from {row} to {charged}",
            row=row["charged"],
            charged=cells["charged"],
        )
        return [Problem(where, what, "Ask the hospital.")]
    return []


def _says(text: str, charged: Decimal | None) -> bool:
    """Whether a cell still says what was charged, which for a refund is below nothing."""
    try:
        return Decimal(bare(text)) == charged
    except InvalidOperation:
        return False


def _rows(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """(where, cells by key) of every row below a header of the form."""
    for name, rows in sheets_of(file):
        header = _header(rows)
        if header is None:
            continue
        place, columns = header
        for number, row in enumerate(rows[place + 1 :], start=place + 2):
            cells = {k: restored(row[columns[k]].strip()) if k in columns else "" for k in KEYS}
            if any(cells.values()):
                yield sentence("{place}, row {number}", place=name, number=number), cells


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Number of the header row and the place of each column of the form in it."""
    labels = {c.label.zh: c.key for c in COLUMNS} | {c.label.en.casefold(): c.key for c in COLUMNS}
    for place, head in enumerate(rows[:HEADER_WITHIN]):
        known = [labels.get(cell.strip()) or labels.get(cell.strip().casefold()) for cell in head]
        columns = {key: at for at, key in enumerate(known) if key}
        if {"event_id", "line_id", "admitted"} <= columns.keys():
            return place, columns
    return None


def _beside(row: Row, said: tuple[Decimal | None, str] | None) -> Answer:
    admitted, reason = said or (None, "")
    at_risk = row["at_risk"]
    if admitted is None:
        # nothing found wrong, with a reason, is an answer
        status = "less" if reason else "omitted"
    elif at_risk is None or admitted == at_risk:
        status = "agrees"
    else:
        status = "less" if admitted < at_risk else "more"
    return Answer(
        row["event_id"],
        row["line_id"],
        row["matter"],
        row["item"] or "",
        row["charged"],
        at_risk,
        admitted,
        reason,
        status,
    )


def comparison_rows(found: Comparison, lang: str) -> list[Cells]:
    """The answers as rows to print."""
    return [
        {
            "status": STATUSES[a.status].to(lang),
            "matter": a.matter,
            "item": a.item,
            "charged": a.charged,
            "at_risk": a.at_risk,
            "admitted": a.admitted,
            "reason": a.reason,
            "event_id": a.event_id,
            "line_id": a.line_id,
        }
        for a in found.answers
    ]
