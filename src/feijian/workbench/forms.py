"""Forms of a visit as Word documents: notice, evidence sheet, findings told, letter of hand-over.

A form is a text template: the first line is the title, a line `| a | b |` is a row of a table (the
first row its head), an empty line ends a paragraph, `---` begins a page, `# ` a further title, `> ` a
line at the right edge. A bureau's own forms lie in
the workspace's folder `forms/` under the same names and take the place of ours.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from feijian.errors import Problem, UsageError
from feijian.leads.labels import OUTCOMES, masked
from feijian.messages.labels import Labels
from feijian.plain import Row
from feijian.reports.views import span
from feijian.workbench.desk import Desk
from feijian.workbench.form_rows import flat, rows_beside, rows_of
from feijian.workbench.handover import OFFICES
from feijian.workbench.visits import ANSWERS, Visit, hash_of, report_of, upheld

if TYPE_CHECKING:
    from docx.document import Document

OWN = "forms"
FORMS = Labels("paper_form")
HANDED = ("handover", "pack")
"""Forms that there are only where something was handed over; a pack is the letter with the evidence
sheet of what was handed over."""
FONT = "宋体"
TEXT_WIDTH = 160
"""Millimetres between the margins of A4."""
UNBROKEN = re.compile(r"[!-\u2e7f]+")
PAGE_SIGNS = 100
"""Latin signs of 9 points that stand beside each other on a line."""
MOST_SIGNS = 30
"""A column asks for no more than this; longer texts are broken."""


def written(desk: Desk, visit: Visit, name: str, lang: str, today: date) -> bytes:
    """A form filled in for a visit, as .docx."""
    return document(filled(desk, visit, name, lang, today))


def filled(desk: Desk, visit: Visit, name: str, lang: str, today: date) -> str:
    """A form filled in for a visit, as the text that it is.

    Raises UsageError for a bureau's own template that cannot be filled, with its line, and for a
    letter of hand-over where nothing was handed over.
    """
    if name in HANDED and not desk.handovers.of(visit.visit_id):
        raise UsageError(Problem(visit.visit_id, "has no hand-over", "Hand something over first."))
    told = facts(desk, visit, lang, today)
    if name == "pack":
        sheet = _filled(desk, "evidence", lang, {**told, "events": told["handed"]})
        return f"{_filled(desk, 'handover', lang, told)}\n---\n# {sheet.lstrip()}"
    return _filled(desk, name, lang, told)


def _filled(desk: Desk, name: str, lang: str, told: Row) -> str:
    source, shown = _template(desk, name, lang)
    room = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    # what has no amount has none to the cent: no "— yuan" on a paper that is signed
    room.filters["dated"] = lambda day: _dated(day, lang)
    room.filters["yuan"] = lambda v, unit="": "—" if v is None else f"{Decimal(v):,.2f}{unit}"
    try:
        return room.from_string(source).render(**told)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f"{shown}:{line}" if line else shown
        raise UsageError(
            Problem(where, str(error), "Mend the form; ours shows what it may name.")
        ) from None


def _dated(day: date, lang: str) -> str:
    """A day as an official paper writes it."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else str(day)


def _dated_span(first: date, last: date, lang: str) -> str:
    """Days from one to another as an official paper writes them; one day once."""
    if first == last:
        return _dated(first, lang)
    return ("至" if lang == "zh" else " to ").join(_dated(day, lang) for day in (first, last))


def _template(desk: Desk, name: str, lang: str) -> tuple[str, str]:
    """The text of a form and the name by which messages call it: a bureau's own before ours."""
    file = f"{name}.{lang}.txt"
    own = desk.workspace.root / OWN / file
    path = own if own.is_file() else Path(__file__).parent / "paper_forms" / file
    return path.read_text(encoding="utf-8"), f"{OWN}/{file}"


def facts(desk: Desk, visit: Visit, lang: str, today: date) -> Row:
    """What a form may name: visit, provider, events with their lines, law, objections, money."""
    shelf = desk.shelf
    provider = shelf.providers.get(visit.provider_id, {})
    events = []
    for number, event_id in enumerate(visit.events, start=1):
        event = shelf.event(event_id)
        if event is None:
            continue
        verdict = desk.cases.of(event_id).verdict
        titles = [_title(desk, r, lang) for r in event["rule_ids"]]
        said = [flat(shelf.says(f, lang)) for f in shelf.findings_of(event_id)]
        objection = visit.objections.get(event_id)
        events.append(
            {
                "number": number,
                "event_id": event_id,
                "titles": titles,
                "said": list(dict.fromkeys(said)),
                "days": span(event["occurred_from"], event["occurred_to"]),
                "amount": event["amount_at_risk"],
                "fund": event["fund_at_risk"],
                "lines": [
                    {**r, "person_id": masked(r["person_id"] or ""), "item": flat(r["item"] or "")}
                    for r in shelf.lines_of(event)
                ],
                "rows": rows_of(shelf, event, visit.provider_id, lang),
                "beside": rows_beside(shelf, event, visit.provider_id, lang),
                "is_rejected": verdict is not None and verdict["outcome"] == "rejected",
                "outcome": OUTCOMES[verdict["outcome"]].to(lang) if verdict else "",
                "upheld": verdict["amount"] if verdict else None,
                "reason": flat(verdict["reason"]) if verdict else "",
                "objection": flat(objection.text) if objection else "",
                "answer": ANSWERS[objection.answer].to(lang)
                if objection and objection.answer
                else "",
                "law": shelf.law(event["rule_ids"], event["occurred_to"], lang),
            }
        )
    handed = desk.handovers.of(visit.visit_id)
    its = [e for e in events if handed and e["event_id"] in handed[-1].events]
    return {
        "visit": visit,
        "provider": provider.get("name") or visit.provider_id,
        "provider_id": visit.provider_id,
        "team": [desk.directory.called(login) for login in visit.team],
        "today": today,
        "events": events,
        "visit_days": span(visit.first, visit.last),
        "visit_dated": _dated_span(visit.first, visit.last, lang),
        "law": list(dict.fromkeys(text for e in events for text in e["law"])),
        "upheld": upheld(visit, desk.cases),
        "recovered": sum(a for _, a, _ in visit.recovered),
        "handover": handed[-1] if handed else None,
        "office": OFFICES[handed[-1].to].to(lang) if handed else "",
        "handed": its,
        "handed_upheld": sum(
            (Decimal(e["upheld"]) for e in its if e["upheld"] is not None), Decimal(0)
        ),
        "hash": visit.report_hash or hash_of(report_of(visit, desk.cases, desk.shelf.amounts)),
        "bureau": desk.workspace.settings().region or "",
    }


def _title(desk: Desk, rule_id: str, lang: str) -> str:
    rule = desk.shelf.rules.get(rule_id)
    return rule_id if rule is None else rule.title_zh if lang == "zh" else rule.title


NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that no XML may hold."""


def document(text: str) -> bytes:
    """Text of a filled-in form as a Word document on A4."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    # names come from senders' files; a document holds no sign that steers a screen
    text = NO_TEXT.sub("", text)
    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    title, _, rest = text.strip().partition("\n")

    def head(words: str) -> None:
        its = made.add_paragraph()
        its.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = its.add_run(words.strip())
        run.bold, run.font.size = True, Pt(18)

    head(title)
    table: list[list[str]] = []
    for line in [*rest.splitlines(), ""]:
        if line.startswith("|"):
            table.append([c.strip() for c in line.strip().strip("|").split("|")])
            continue
        if table:
            _table(made, table)
            table = []
        if line.strip() == "---":
            made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif line.startswith("# "):
            head(line[2:])
        elif line.startswith("> "):
            made.add_paragraph(line[2:].strip()).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif line.strip():
            made.add_paragraph(line.strip())
    made.core_properties.author = "feijian"
    made.core_properties.title = title.strip()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _table(made: Document, rows: list[list[str]]) -> None:
    """A table as wide as the text, its columns by what they hold; its head stands on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    needed = _shares(list(zip(*rows, strict=True)))
    table = made.add_table(rows=0, cols=width, style="Table Grid")
    table.autofit = False
    widths = [Mm(TEXT_WIDTH * signs / sum(needed)) for signs in needed]
    for column, its in zip(table.columns, widths, strict=True):
        column.width = its
    for number, row in enumerate(rows):
        made_row = table.add_row()
        for cell, text, its in zip(made_row.cells, row, widths, strict=True):
            cell.width = its
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size = number == 0, Pt(9)
        row_kept = made_row._tr.get_or_add_trPr()
        row_kept.append(OxmlElement("w:tblHeader" if number == 0 else "w:cantSplit"))
    made.add_paragraph()


def _shares(columns: Sequence[Sequence[str]]) -> list[float]:
    """How wide columns are beside each other, in signs: none breaks a word, as far as the page goes."""
    wanted = [min(MOST_SIGNS, max(map(_signs, column))) for column in columns]
    least = [max(_signs(word) for text in column for word in _words(text)) for column in columns]
    spare = max(PAGE_SIGNS - sum(least), 0)
    more = [max(want - little, 0) for want, little in zip(wanted, least, strict=True)]
    given = min(spare / sum(more), 1) if sum(more) else 0.0
    return [little + given * further for little, further in zip(least, more, strict=True)]


def _words(text: str) -> list[str]:
    """What a line does not break: Latin words and numbers; Chinese breaks anywhere."""
    return UNBROKEN.findall(text) or [""]


def _signs(text: str) -> int:
    """How wide a text is in Latin signs, a little air beside it."""
    return 3 + sum(2 if sign > "\u2e80" else 1 for sign in text)
