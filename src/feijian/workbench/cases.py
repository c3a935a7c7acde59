"""A case: what people did about one event of the list, rebuilt from the store.

States: open, judged, proposed (a verdict that waits for another's approval), closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.workbench.store import Event

STATUSES = ("open", "visit", "closed")
"""What people set by hand; judged and proposed follow from verdicts."""
ACTS = Labels("case_act")
"""What was done to a case, as its history says it."""
PERSONAL = re.compile(r"(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
MOST_TEXT = 2000


@dataclass
class Case:
    """One event's case. seq: the last row about it, by which a page knows that it is out of date."""

    event_id: str
    seq: int = 0
    assignee: str = ""
    status: str = "open"
    due: date | None = None
    verdict: Json | None = None
    proposed: Json | None = None
    history: list[Event] = field(default_factory=list)

    @property
    def state(self) -> str:
        if self.proposed is not None:
            return "proposed"
        if self.status == "closed":
            return "closed"
        return "judged" if self.verdict is not None else self.status


@dataclass
class Cases:
    """All cases with an act, by event. touched: the event of each act, in their order."""

    by_event: dict[str, Case] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)

    def of(self, event_id: str) -> Case:
        return self.by_event.get(event_id) or Case(event_id)

    def take(self, event: Event) -> None:
        if not event.kind.startswith("case."):
            return
        case = self.by_event.setdefault(event.subject, Case(event.subject))
        case.seq = event.seq
        case.history.append(event)
        body = event.body
        if event.kind == "case.assigned":
            case.assignee = body["to"]
        elif event.kind == "case.status":
            case.status = body["status"]
        elif event.kind == "case.due":
            case.due = date.fromisoformat(body["due"]) if body["due"] else None
        elif event.kind == "case.proposed":
            case.proposed = {**body, "who": event.who, "at": event.at}
        elif event.kind == "case.returned":
            case.proposed = None
        elif event.kind == "case.judged":
            case.proposed = None
            case.verdict = {"who": event.who, **body, "at": event.at}
        self.touched.append(event.subject)


def free_text(text: str, where: str) -> str:
    """A text that somebody typed. Raises UsageError where it is too long or names a person by number."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > MOST_TEXT:
        raise UsageError(
            Problem(
                where,
                sentence("has more than {most_text} characters", most_text=MOST_TEXT),
                "Shorten it.",
            )
        )
    if PERSONAL.search(text):
        todo = "Leave it out: write the hospital's record number instead."
        raise UsageError(Problem(where, "holds an identity or telephone number", todo))
    return text
