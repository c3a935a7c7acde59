"""Self-checks as the office keeps them: which form went to which hospital, and what came back of it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from feijian.errors import Problem, UsageError
from feijian.messages import in_words, sentence
from feijian.plain import Json
from feijian.workbench.cases import PERSONAL
from feijian.workbench.plans import next_id
from feijian.workbench.selfcheck import (
    STATUSES,
    Answer,
    Comparison,
    compare,
    lines_in_question,
    write_form,
)
from feijian.workbench.shelf import Shelf
from feijian.workbench.store import Act, Event
from feijian.workspace import Workspace

MOST_KEPT = 5_000
"""Lines of a return that the store keeps; a form has as many at most."""


@dataclass
class SelfCheck:
    """One form. back: the last return, as its event keeps it; None before."""

    check_id: str
    made: str
    who: str
    provider_id: str
    families: tuple[str, ...]
    run_id: str
    lines: int
    due: date
    back: Json | None = None
    back_at: str = ""

    def overdue(self, today: date) -> bool:
        return self.back is None and self.due < today


@dataclass
class SelfChecks:
    """All self-checks by id."""

    by_id: dict[str, SelfCheck] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if event.kind == "selfcheck.sent":
            body = dict(event.body)
            body["families"] = tuple(body["families"])
            body["due"] = date.fromisoformat(body["due"])
            self.by_id[event.subject] = SelfCheck(event.subject, event.at, event.who, **body)
        elif event.kind == "selfcheck.back":
            its = self.by_id[event.subject]
            its.back, its.back_at = event.body, event.at


def sent(
    checks: SelfChecks,
    shelf: Shelf,
    provider_id: str,
    families: Sequence[str],
    due: date,
    today: date,
) -> Act:
    """The event that a form is made. Raises UsageError where there is nothing to ask, or no time."""
    lines = sum(1 for _ in lines_in_question(shelf, provider_id, families, "zh"))
    problems = []
    if not lines:
        problems.append(Problem(provider_id, "has no line in question", "Choose other families."))
    if lines > MOST_KEPT:
        what = sentence("has {n} lines in question, a form at most {most}", n=lines, most=MOST_KEPT)
        problems.append(Problem(provider_id, what, "Choose fewer families."))
    if due <= today:
        problems.append(Problem("due", "does not lie ahead", "Give the hospital some days."))
    if problems:
        raise UsageError(problems)
    body = {
        "provider_id": provider_id,
        "families": list(families),
        "run_id": shelf.run_id,
        "lines": lines,
        "due": str(due),
    }
    return Act("selfcheck.sent", next_id("Z", checks.by_id, today), body)


def form_of(its: SelfCheck, shelf: Shelf, workspace: Workspace, lang: str) -> bytes:
    """The form as a workbook."""
    with tempfile.TemporaryDirectory(dir=workspace.root) as folder:
        file = Path(folder) / "form.xlsx"
        write_form(shelf, its.provider_id, its.families, file, lang)
        return file.read_bytes()


def back(its: SelfCheck, shelf: Shelf, workspace: Workspace, data: bytes, lang: str) -> Act:
    """The event that keeps what came back, line by line beside ours. Raises ImportRefused for another file."""
    with tempfile.TemporaryDirectory(dir=workspace.root) as folder:
        file = Path(folder) / "form.xlsx"
        file.write_bytes(data)
        found = compare(shelf, its.provider_id, its.families, file, lang)
    body = {
        "answers": [_kept(a) for a in found.answers],
        "problems": [
            {to: PERSONAL.sub("*", in_words(p.in_one_line(), to)) for to in ("zh", "en")}
            for p in found.problems
        ],
        "counts": {s: found.count(s) for s in STATUSES},
        "admitted": f"{found.admitted:.2f}",
        "at_risk": f"{found.at_risk:.2f}",
        "hash": _hash(data),
    }
    return Act("selfcheck.back", its.check_id, body)


def _kept(answer: Answer) -> Json:
    """A line as the store keeps it: numbers of persons that a hospital wrote are not taken over."""
    made = {k: str(v) if isinstance(v, Decimal) else v for k, v in vars(answer).items()}
    made["reason"] = PERSONAL.sub("*", answer.reason)[:500]
    return made


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def comparison_of(its: SelfCheck) -> Comparison:
    """The last return as the comparison it was."""
    told = its.back or {"answers": []}
    return Comparison(tuple(Answer(**_answer(a)) for a in told["answers"]), ())


def _answer(told: Json) -> Json:
    money = ("charged", "at_risk", "admitted")
    return {k: Decimal(v) if k in money and v is not None else v for k, v in told.items()}
