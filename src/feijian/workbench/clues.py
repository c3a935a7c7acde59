"""The clue register (线索台账): where a clue came from, how far it is, by when it must be done.

受理 accepted – 分派 dispatched – 核查 checking – 反馈 reported – 办结 closed. The clock of thirty working
days starts with acceptance; it is lengthened for a reason, to six months at most.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from feijian.errors import Problem, UsageError
from feijian.messages import sentence, several
from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.workbench.cases import free_text
from feijian.workbench.deadlines import (
    EXTENDED_MONTHS,
    LONGEST_MONTHS,
    STATUTORY_DAYS,
    WorkingDays,
    months_after,
)
from feijian.workbench.store import Act, Event

STATES = Labels("clue_state")
NEXT: dict[str, tuple[str, ...]] = {
    "accepted": ("dispatched",),
    "dispatched": ("checking", "dispatched"),
    "checking": ("reported",),
    "reported": ("closed", "checking"),
    "closed": (),
}
"""Forward one by one; dispatched again to somebody else; what was reported may go back."""
LEADERS_ALONE = frozenset({"dispatched", "closed"})
SOURCES = Labels("clue_source")


@dataclass
class Clue:
    """One clue. events: cases of the list that belong to it."""

    clue_id: str
    source: str
    title: str
    provider_id: str
    accepted: date
    due: date
    own_due: date | None
    state: str = "accepted"
    assignee: str = ""
    result: str = ""
    events: tuple[str, ...] = ()
    seq: int = 0
    history: list[Event] = field(default_factory=list)

    def overdue(self, today: date) -> bool:
        return self.state != "closed" and min(self.due, self.own_due or self.due) < today


@dataclass
class Register:
    """All clues by id."""

    by_id: dict[str, Clue] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if not event.kind.startswith("clue."):
            return
        body, clue = event.body, self.by_id.get(event.subject)
        if event.kind == "clue.accepted":
            own = date.fromisoformat(body["own_due"]) if body["own_due"] else None
            clue = self.by_id[event.subject] = Clue(
                event.subject,
                body["source"],
                body["title"],
                body["provider_id"],
                date.fromisoformat(body["accepted"]),
                date.fromisoformat(body["due"]),
                own,
                events=tuple(body["events"]),
            )
        if clue is None:
            return
        if event.kind == "clue.moved":
            clue.state = body["to"]
            clue.assignee = body["assignee"] or clue.assignee
            clue.result = body["note"] if body["to"] in ("reported", "closed") else clue.result
        elif event.kind == "clue.extended":
            clue.due = date.fromisoformat(body["due"])
        clue.seq = event.seq
        clue.history.append(event)

    def sorted_for(self, today: date) -> list[Clue]:
        """Overdue first, then what is due soonest; closed ones last, the newest first."""
        live = [c for c in self.by_id.values() if c.state != "closed"]
        done = [c for c in self.by_id.values() if c.state == "closed"]
        live.sort(key=lambda c: (not c.overdue(today), min(c.due, c.own_due or c.due), c.clue_id))
        return live + sorted(done, key=lambda c: c.clue_id, reverse=True)

    def next_id(self, today: date) -> str:
        """`2026-0007`: by year of acceptance, without gaps."""
        number = sum(1 for c in self.by_id if c.startswith(f"{today.year}-")) + 1
        return f"{today.year}-{number:04}"


def accept(register: Register, given: Json, today: date, days: WorkingDays) -> Act:
    """The event that enters a clue. Raises UsageError with everything wrong in it."""
    problems = []
    title = free_text(given["title"], "title")
    if not title:
        problems.append(Problem("title", "is empty", "Say what is suspected, of whom and when."))
    if given["source"] not in SOURCES:
        problems.append(
            Problem(
                "source", "is unknown", sentence("One of: {sources}.", sources=", ".join(SOURCES))
            )
        )
    own = day_of(given["own_due"], "own deadline") if given["own_due"] else None
    due = days.after(today, STATUTORY_DAYS)
    if own is not None and not today <= own <= due:
        todo = sentence("Give a day from {today} to {due}.", today=today, due=due)
        problems.append(Problem("own deadline", "does not lie before the statutory one", todo))
    if problems:
        raise UsageError(problems)
    return Act(
        "clue.accepted",
        register.next_id(today),
        {
            "source": given["source"],
            "title": title,
            "provider_id": given["provider_id"],
            "accepted": str(today),
            "due": str(due),
            "own_due": str(own) if own else "",
            "events": list(given["events"]),
        },
    )


def move(clue: Clue, to: str, assignee: str, note: str) -> Act:
    """The event that moves a clue on. Raises UsageError for a step that is not the next one."""
    note = free_text(note, "note")
    problems = []
    if to not in NEXT[clue.state]:
        allowed = (
            sentence("Next: {next}.", next=several(NEXT[clue.state], ", "))
            if NEXT[clue.state]
            else "none: it is closed"
        )
        problems.append(
            Problem(
                clue.clue_id,
                sentence("is {state}: {to} does not follow", state=clue.state, to=to or "?"),
                allowed,
            )
        )
    if to == "dispatched" and not assignee:
        problems.append(Problem(clue.clue_id, "is dispatched to nobody", "Name who checks it."))
    if to in ("reported", "closed") and not note:
        problems.append(Problem(clue.clue_id, "has no result", "Write what was found."))
    if clue.state == "reported" and to == "checking" and not note:
        problems.append(Problem(clue.clue_id, "goes back without a reason", "Write why."))
    if problems:
        raise UsageError(problems)
    return Act("clue.moved", clue.clue_id, {"to": to, "assignee": assignee, "note": note})


def extend(clue: Clue, reason: str) -> Act:
    """The event that lengthens the clock: to three months from acceptance, then to six."""
    reason = free_text(reason, "reason")
    steps = [months_after(clue.accepted, m) for m in (EXTENDED_MONTHS, LONGEST_MONTHS)]
    later = next((s for s in steps if s > clue.due), None)
    if clue.state == "closed" or later is None:
        what = "is closed" if clue.state == "closed" else "has its longest deadline already"
        raise UsageError(Problem(clue.clue_id, what, "Report what was found so far."))
    if not reason:
        raise UsageError(Problem(clue.clue_id, "is lengthened without a reason", "Write why."))
    return Act("clue.extended", clue.clue_id, {"due": str(later), "reason": reason})


def day_of(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(Problem(where, "is not a day", "Write it as 2026-03-01.")) from None
