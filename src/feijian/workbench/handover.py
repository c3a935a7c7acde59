"""Handing over (移送): to which office, with which papers, and whether it was received.

A hand-over without a receipt is overdue after `RECEIPT_DAYS` working days and stands first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.workbench.cases import free_text
from feijian.workbench.deadlines import WorkingDays
from feijian.workbench.store import Act, Event

OFFICES = Labels("office")
RECEIPT_DAYS = 10
"""Working days in which a receipt is expected; own office's practice, not a term of law."""


@dataclass
class Handover:
    """One hand-over. subject: the visit or clue it came of."""

    handover_id: str
    subject: str
    provider_id: str
    to: str
    reason: str
    events: tuple[str, ...]
    made: date
    due: date
    receipt: str = ""
    received: date | None = None
    history: list[Event] = field(default_factory=list)

    def overdue(self, today: date) -> bool:
        return self.received is None and self.due < today


@dataclass
class Handovers:
    """All hand-overs by id."""

    by_id: dict[str, Handover] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if not event.kind.startswith("handover."):
            return
        body, its = event.body, self.by_id.get(event.subject)
        if event.kind == "handover.made":
            its = self.by_id[event.subject] = Handover(
                event.subject,
                body["subject"],
                body["provider_id"],
                body["to"],
                body["reason"],
                tuple(body["events"]),
                date.fromisoformat(body["made"]),
                date.fromisoformat(body["due"]),
            )
        if its is None:
            return
        if event.kind == "handover.received":
            its.receipt, its.received = body["receipt"], date.fromisoformat(body["day"])
        its.history.append(event)

    def of(self, subject: str) -> list[Handover]:
        return [h for h in self.by_id.values() if h.subject == subject]

    def sorted_for(self, today: date) -> list[Handover]:
        """Overdue first, then by the day a receipt is expected; received ones last."""
        every = self.by_id.values()
        return sorted(
            every,
            key=lambda h: (h.received is not None, not h.overdue(today), h.due, h.handover_id),
        )

    def next_id(self, today: date) -> str:
        """`Y2026-0001`: by year, without gaps."""
        number = sum(1 for h in self.by_id if h.startswith(f"Y{today.year}-")) + 1
        return f"Y{today.year}-{number:04}"


def hand_over(handovers: Handovers, given: Json, today: date, days: WorkingDays) -> Act:
    """The event that hands something over. Raises UsageError with everything wrong in it."""
    problems = []
    reason = free_text(given["reason"], "reason")
    if given["to"] not in OFFICES:
        problems.append(
            Problem(
                "office", "is unknown", sentence("One of: {offices}.", offices=", ".join(OFFICES))
            )
        )
    if not reason:
        problems.append(Problem("reason", "is empty", "Write why it is theirs to look at."))
    if not given["events"]:
        problems.append(Problem("events", "are none", "Choose what is handed over."))
    if problems:
        raise UsageError(problems)
    body = {
        "subject": given["subject"],
        "provider_id": given["provider_id"],
        "to": given["to"],
        "reason": reason,
        "events": list(given["events"]),
        "made": str(today),
        "due": str(days.after(today, RECEIPT_DAYS)),
    }
    return Act("handover.made", handovers.next_id(today), body)


def receive(its: Handover, receipt: str, day: date, today: date) -> Act:
    """The receipt of the other office. Raises UsageError for a second one, or a day that cannot be."""
    receipt = free_text(receipt, "receipt")
    problems = []
    if its.received is not None:
        problems.append(
            Problem(
                its.handover_id,
                sentence("was received on {received}", received=its.received),
                "Nothing to do.",
            )
        )
    if not receipt:
        problems.append(Problem("receipt", "is empty", "Write its number."))
    if not its.made <= day <= today:
        problems.append(Problem("day", "is before the hand-over or lies ahead", "Mend it."))
    if problems:
        raise UsageError(problems)
    return Act("handover.received", its.handover_id, {"receipt": receipt, "day": str(day)})
