"""A visit's verdict sheet on paper's terms: out as a workbook, filled in without a network, and back.

What comes back is judged by the very way of the page: amounts under their limits, four eyes above the
set amount, and refused where the evidence or the case moved on since the sheet was written.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from feijian.errors import FeijianError, Problem, UsageError
from feijian.leads.labels import inert
from feijian.messages import sentence
from feijian.plain import Row
from feijian.reports.columns import SHEETS, Column
from feijian.reports.sheet import Styles, TableSheet
from feijian.verdicts import form
from feijian.workbench.amounts import amount_of
from feijian.workbench.counts import count_of
from feijian.workbench.desk import Desk
from feijian.workbench.judging import Judgement, judge
from feijian.workbench.store import Event
from feijian.workbench.visits import Visit

SEQ = "seq"
COLUMNS = (
    Column("matter", 38, "wrapped"),
    Column("days", 22),
    Column("hospital_no", 20, "wrapped"),
    Column("department", 14, "wrapped"),
    Column("amount", 14, "money", called="amount_at_risk"),
    Column(form.OUTCOME, 14, fill=True),
    Column(form.AMOUNT, 16, "money", fill=True),
    Column(form.NOTE, 40, "wrapped", fill=True),
    Column(form.EVENT, 22),
    Column(form.RUN, 20, hidden=True),
    Column(SEQ, 8, "whole", hidden=True),
)
MOST_NAMED = 30
"""So many numbers stand in one cell; the evidence sheet has them all."""


@dataclass
class Taken:
    """What became of a sheet: events judged, those that wait for another's approval, rows left empty."""

    judged: int = 0
    proposed: int = 0
    empty: int = 0
    problems: list[Problem] = field(default_factory=list)


def sheet_of(desk: Desk, visit: Visit, lang: str) -> bytes:
    """The visit's events as a workbook, one row each, in the order of the list."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        styles = Styles(book)
        table = TableSheet(book, styles, SHEETS["verdicts"].to(lang), COLUMNS, lang, printed=9)
        for event_id in visit.events:
            event = desk.shelf.event(event_id)
            if event is None:
                continue
            records = desk.shelf.records_of(event)
            titles = [
                rule.title_zh if lang == "zh" else rule.title
                for r in event["rule_ids"]
                if (rule := desk.shelf.rules.get(r)) is not None
            ]
            days = dict.fromkeys(
                str(d) for d in (event["occurred_from"], event["occurred_to"]) if d
            )
            row = {
                "matter": ("；" if lang == "zh" else "; ").join(titles),
                "days": " – ".join(days),
                "hospital_no": _each(records, "hospital_no"),
                "department": _departments(records),
                "amount": event["amount_at_risk"],
                form.OUTCOME: None,
                form.AMOUNT: None,
                form.NOTE: None,
                form.EVENT: event_id,
                form.RUN: desk.shelf.run_id,
                SEQ: desk.cases.of(event_id).seq,
            }
            table.write({k: inert(v) if isinstance(v, str) else v for k, v in row.items()})
    return out.getvalue()


def _each(records: list[Row], key: str) -> str:
    """What records say of one thing, each once; of many the first and how many there are."""
    said = list(dict.fromkeys(str(r[key]) for r in records if r[key]))
    more = f" … ({len(said)})" if len(said) > MOST_NAMED else ""
    return ", ".join(said[:MOST_NAMED]) + more


def _departments(records: list[Row]) -> str:
    """Departments of lines and stays; a sale or a purchase has none, but what kind of record it is."""
    return _each([r for r in records if r["table"] in ("claim_line", "encounter")], "department")


def take_sheet(desk: Desk, who: str, visit: Visit, data: bytes) -> Taken:
    """Judge every row that has an outcome; a row that cannot be is told and the others go on.

    Raises ImportRefused where it is no such sheet.
    """
    with tempfile.TemporaryDirectory(dir=desk.workspace.root) as folder:
        file = Path(folder) / "sheet.xlsx"
        file.write_bytes(data)
        rows = form.form_rows(file, {SEQ: COLUMNS[-1].label})
    taken = Taken()
    for row in rows:
        if not (row.get(form.OUTCOME) or row.get(form.AMOUNT)):
            taken.empty += 1
            continue
        try:
            stored = judge(desk, who, _judgement(desk, visit, row))
        except FeijianError as error:
            taken.problems += [
                Problem(row.where, sentence("{where}: {what}", where=p.where, what=p.what), p.todo)
                for p in error.problems
            ]
            continue
        _count(taken, stored)
    return taken


def _judgement(desk: Desk, visit: Visit, row: form.FormRow) -> Judgement:
    event_id, run_id = row.get(form.EVENT), row.get(form.RUN)
    outcome = form.outcome_of(row.get(form.OUTCOME))
    problems = []
    if event_id not in visit.events:
        problems.append(Problem(event_id or "event", "is not of this visit", "Take its own sheet."))
    if outcome is None:
        problems.append(
            Problem(
                event_id,
                "has no known outcome",
                sentence("Use one of: {known_outcomes}.", known_outcomes=form.KNOWN_OUTCOMES),
            )
        )
    seq = count_of(row.get(SEQ), 0)
    if seq is None:
        problems.append(Problem(event_id, "has lost its state column", "Take the sheet anew."))
    if problems or outcome is None or seq is None:
        raise UsageError(problems)
    shelf = desk.shelf_of(run_id)
    event = shelf.event(event_id) if shelf else None
    return Judgement(
        event_id,
        outcome,
        row.get(form.NOTE),
        event["digest"] if event else "",
        seq,
        run_id,
        amount_of(row.get(form.AMOUNT), row.where) if outcome != "rejected" else None,
    )


def _count(taken: Taken, stored: Event) -> None:
    if stored.kind == "case.proposed":
        taken.proposed += 1
    else:
        taken.judged += 1
