"""Points of the payment qualification (医保支付资格, 医保发〔2024〕23号): a ledger of what decided cases gave.

Points come of a locked visit and a written decision, never of a suspicion. They count within the
calendar year of the decision and are cleared at its end; an appeal that is upheld lifts them from
the day they were given. Nine points suspend, twelve end the qualification.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.workbench.cases import free_text
from feijian.workbench.counts import count_of
from feijian.workbench.store import Act, Event
from feijian.workbench.visits import Visits

LEAST, MOST = 1, 12
SUSPENDS, ENDS = 9, 12
EFFECTS = Labels("points_effect")


@dataclass
class Entry:
    """One decision. lifted: why and when it was taken back; then it counts nothing."""

    entry_id: str
    practitioner_id: str
    provider_id: str
    visit_id: str
    points: int
    instrument: str
    decided: date
    appealed: bool = False
    lifted: str = ""

    def counts_in(self, year: int) -> bool:
        return not self.lifted and self.decided.year == year


@dataclass
class Points:
    """The ledger, by entry."""

    by_id: dict[str, Entry] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if not event.kind.startswith("points."):
            return
        body = event.body
        if event.kind == "points.given":
            self.by_id[event.subject] = Entry(
                event.subject,
                body["practitioner_id"],
                body["provider_id"],
                body["visit_id"],
                body["points"],
                body["instrument"],
                date.fromisoformat(body["decided"]),
            )
        elif event.kind == "points.appealed":
            self.by_id[event.subject].appealed = True
        elif event.kind == "points.answered":
            its = self.by_id[event.subject]
            its.appealed = False
            its.lifted = body["reason"] if body["lifted"] else ""

    def of_year(self, year: int) -> dict[str, int]:
        """Points of each practitioner that count in a calendar year, most first."""
        found: dict[str, int] = {}
        for entry in self.by_id.values():
            if entry.counts_in(year):
                found[entry.practitioner_id] = found.get(entry.practitioner_id, 0) + entry.points
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def next_id(self, today: date) -> str:
        """`J2026-0001`: by year, without gaps."""
        number = sum(1 for e in self.by_id if e.startswith(f"J{today.year}-")) + 1
        return f"J{today.year}-{number:04}"


def effect(points: int) -> str:
    """What so many points of one year bring."""
    return "ended" if points >= ENDS else "suspended" if points >= SUSPENDS else "none"


def give(ledger: Points, visits: Visits, given: Json, today: date) -> Act:
    """The event that enters a decision. Raises UsageError with everything wrong in it."""
    visit = visits.by_id.get(given["visit_id"])
    instrument = free_text(given["instrument"], "instrument")
    practitioner = free_text(given["practitioner_id"], "practitioner")
    problems = []
    if visit is None or visit.state != "locked":
        todo = "Points follow a decided case: lock the visit's report first."
        problems.append(Problem("visit", "is not a visit with a locked report", todo))
    if not practitioner:
        problems.append(Problem("practitioner", "is empty", "Write the code of the register."))
    if not instrument:
        problems.append(Problem("instrument", "is empty", "Write the number of the decision."))
    number = count_of(str(given["points"]), LEAST, MOST)
    if number is None:
        problems.append(
            Problem(
                "points",
                sentence("are not {least} to {most}", least=LEAST, most=MOST),
                "Write what was decided.",
            )
        )
    if given["decided"] > today:
        problems.append(Problem("day", "lies ahead", "Enter it once it is decided."))
    if visit is not None and given["decided"] < visit.first:
        problems.append(Problem("day", "is before the visit", "Mend it."))
    if any(
        e.practitioner_id == practitioner and e.instrument == instrument and not e.lifted
        for e in ledger.by_id.values()
    ):
        problems.append(Problem("instrument", "gave this person points already", "Nothing to do."))
    if problems or visit is None:
        raise UsageError(problems)
    body = {
        "practitioner_id": practitioner,
        "provider_id": visit.provider_id,
        "visit_id": visit.visit_id,
        "points": number,
        "instrument": instrument,
        "decided": str(given["decided"]),
    }
    return Act("points.given", ledger.next_id(today), body)


def appeal(entry: Entry) -> Act:
    """Somebody appeals; the points stand until it is answered."""
    if entry.lifted or entry.appealed:
        what = "was lifted" if entry.lifted else "is under appeal already"
        raise UsageError(Problem(entry.entry_id, what, "Nothing to do."))
    return Act("points.appealed", entry.entry_id, {})


def answer_appeal(entry: Entry, reason: str, *, lift: bool) -> Act:
    """The answer to an appeal, with its reason."""
    reason = free_text(reason, "reason")
    problems = []
    if not entry.appealed:
        problems.append(Problem(entry.entry_id, "is not under appeal", "Nothing to do."))
    if not reason:
        problems.append(Problem(entry.entry_id, "has no reason", "Write why."))
    if problems:
        raise UsageError(problems)
    return Act("points.answered", entry.entry_id, {"lifted": lift, "reason": reason})
