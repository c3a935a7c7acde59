"""Visits: who goes to which provider when, what was done by station, what the hospital says, what came back.

planned – started – left – heard – locked. A team sees a planned visit on its first day and not
before; who plans sees it always. What a visit's events are worth is what was judged of them; what is
to be recovered and what was recovered stand beside it, until the report is locked with its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from feijian.errors import Problem, UsageError
from feijian.messages import sentence, several
from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.reports.stations import STATIONS
from feijian.workbench.cases import Cases, free_text
from feijian.workbench.store import Act, Event

STATES = Labels("visit_state")
NEXT: dict[str, tuple[str, ...]] = {
    "planned": ("started",),
    "started": ("left",),
    "left": ("heard",),
    "heard": (),
    "locked": (),
}
"""Steps that a team takes; locking is its own act, because it writes the report."""
OFFICERS_AT_LEAST = 2
"""行政处罚法第四十二条: officers are never fewer than two."""
ANSWERS = Labels("answer")


ACTS = Labels("visit_act")
"""What was done to a visit, as its history says it."""


@dataclass
class Objection:
    """What the hospital says of one event, and what the team answered."""

    event_id: str
    text: str
    answer: str = ""
    reason: str = ""

    @property
    def is_accepted(self) -> bool:
        """The team gave way, in whole or in part."""
        return self.answer in ("accepted", "partly")


@dataclass
class Visit:
    """One visit. tasks: (station, number of the point) → what was seen; recovered: day and yuan."""

    visit_id: str
    provider_id: str
    first: date
    last: date
    team: tuple[str, ...]
    purpose: str
    events: tuple[str, ...]
    state: str = "planned"
    tasks: dict[tuple[str, str], str] = field(default_factory=dict)
    objections: dict[str, Objection] = field(default_factory=dict)
    recovered: list[tuple[date, Decimal, str]] = field(default_factory=list)
    report: Json | None = None
    report_hash: str = ""
    seq: int = 0
    history: list[Event] = field(default_factory=list)

    def is_open_to(self, login: str, today: date, *, plans: bool) -> bool:
        """Whether somebody may know of it: who plans always, the team from its first day."""
        return plans or (login in self.team and (today >= self.first or self.state != "planned"))

    @property
    def open_objections(self) -> list[Objection]:
        return [o for o in self.objections.values() if not o.answer]


@dataclass
class Visits:
    """All visits by id."""

    by_id: dict[str, Visit] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if not event.kind.startswith("visit."):
            return
        body, visit = event.body, self.by_id.get(event.subject)
        if event.kind == "visit.planned":
            visit = self.by_id[event.subject] = Visit(
                event.subject,
                body["provider_id"],
                date.fromisoformat(body["first"]),
                date.fromisoformat(body["last"]),
                tuple(body["team"]),
                body["purpose"],
                tuple(body["events"]),
            )
        if visit is None:
            return
        if event.kind == "visit.moved":
            visit.state = body["to"]
        elif event.kind == "visit.task":
            visit.tasks[(body["station"], body["point"])] = body["seen"]
        elif event.kind == "visit.objection":
            visit.objections[body["event_id"]] = Objection(body["event_id"], body["text"])
        elif event.kind == "visit.answer":
            its = visit.objections[body["event_id"]]
            its.answer, its.reason = body["answer"], body["reason"]
        elif event.kind == "visit.recovered":
            amount = Decimal(body["amount"])
            visit.recovered.append((date.fromisoformat(body["day"]), amount, body["note"]))
        elif event.kind == "visit.locked":
            visit.state, visit.report, visit.report_hash = "locked", body["report"], body["hash"]
        visit.seq = event.seq
        visit.history.append(event)

    def next_id(self, today: date) -> str:
        """`V2026-0007`: by the year it was planned in, without gaps."""
        number = sum(1 for v in self.by_id if v.startswith(f"V{today.year}-")) + 1
        return f"V{today.year}-{number:04}"


def plan(visits: Visits, given: Json, today: date) -> Act:
    """The event that plans a visit. Raises UsageError with everything wrong in it."""
    problems = []
    first, last = given["first"], given["last"]
    team = tuple(dict.fromkeys(given["team"]))
    if len(team) < OFFICERS_AT_LEAST:
        todo = "Name at least two officers."
        problems.append(
            Problem(
                "team",
                sentence(
                    "has {n} of {officers_at_least} officers",
                    n=len(team),
                    officers_at_least=OFFICERS_AT_LEAST,
                ),
                todo,
            )
        )
    if not today <= first <= last:
        problems.append(Problem("days", "do not lie ahead, or end before they begin", "Mend them."))
    for visit in visits.by_id.values():
        taken = sorted(set(team) & set(visit.team))
        if visit.state == "planned" and taken and first <= visit.last and visit.first <= last:
            # neither the provider nor the other visit's days are told: that visit is sealed
            what = sentence("{taken} would be in two places", taken=", ".join(taken))
            problems.append(Problem("team", what, "Take another officer or other days."))
    if problems:
        raise UsageError(problems)
    body = {
        "provider_id": given["provider_id"],
        "first": str(first),
        "last": str(last),
        "team": list(team),
        "purpose": free_text(given["purpose"], "purpose"),
        "events": list(given["events"]),
    }
    return Act("visit.planned", visits.next_id(today), body)


def move(visit: Visit, to: str, today: date) -> Act:
    """Its next step. Raises UsageError for one that does not follow, or before its day."""
    problems = []
    if to not in NEXT[visit.state]:
        what = sentence("is {state}: {to} does not follow", state=visit.state, to=to or "?")
        problems.append(
            Problem(
                visit.visit_id,
                what,
                sentence("Next: {next}.", next=several(NEXT[visit.state] or ("none",), ", ")),
            )
        )
    if to == "started" and today < visit.first:
        problems.append(
            Problem(
                visit.visit_id, sentence("begins on {first}", first=visit.first), "Start it then."
            )
        )
    if to == "heard" and visit.open_objections:
        n = len(visit.open_objections)
        problems.append(
            Problem(
                visit.visit_id,
                sentence("has {n} objections without answer", n=n),
                "Answer them first.",
            )
        )
    if problems:
        raise UsageError(problems)
    return Act("visit.moved", visit.visit_id, {"to": to})


def see(visit: Visit, station: str, point: str, seen: str) -> Act:
    """What was seen at a station. Raises UsageError where the visit is not under way."""
    problems = []
    if visit.state not in ("started", "left"):
        problems.append(Problem(visit.visit_id, "is not under way", "Start it first."))
    if station not in STATIONS:
        problems.append(
            Problem(
                "station",
                "is unknown",
                sentence("One of: {stations}.", stations=", ".join(STATIONS)),
            )
        )
    if problems:
        raise UsageError(problems)
    body = {"station": station, "point": free_text(point, "point"), "seen": free_text(seen, "seen")}
    return Act("visit.task", visit.visit_id, body)


def object_to(visit: Visit, event_id: str, text: str) -> Act:
    """What the hospital says against an event of the visit."""
    text = free_text(text, "objection")
    problems = []
    if visit.state != "left":
        todo = "Objections are taken in after the team has left and before it is heard."
        problems.append(Problem(visit.visit_id, sentence("is {state}", state=visit.state), todo))
    if event_id not in visit.events:
        problems.append(Problem("event", "is not of this visit", "Choose one of its events."))
    if not text:
        problems.append(Problem("objection", "is empty", "Write what the hospital says."))
    if problems:
        raise UsageError(problems)
    return Act("visit.objection", visit.visit_id, {"event_id": event_id, "text": text})


def answer(visit: Visit, event_id: str, result: str, reason: str) -> Act:
    """What the team answers; the verdict itself is given on the event."""
    reason = free_text(reason, "reason")
    problems = []
    if event_id not in visit.objections:
        problems.append(Problem("event", "has no objection", "Choose one that has."))
    if result not in ANSWERS:
        problems.append(
            Problem(
                "answer", "is unknown", sentence("One of: {answers}.", answers=", ".join(ANSWERS))
            )
        )
    if not reason:
        problems.append(Problem("answer", "has no reason", "Write why."))
    if visit.state not in ("left",):
        problems.append(
            Problem(
                visit.visit_id,
                sentence("is {state}", state=visit.state),
                "Answer before it is heard.",
            )
        )
    if problems:
        raise UsageError(problems)
    body = {"event_id": event_id, "answer": result, "reason": reason}
    return Act("visit.answer", visit.visit_id, body)


def upheld(visit: Visit, cases: Cases) -> Decimal:
    """Yuan that verdicts upheld of the visit's events (应追回)."""
    said = [cases.of(e).verdict for e in visit.events]
    return sum((Decimal(v["amount"]) for v in said if v and v.get("amount")), Decimal(0))


def recover(visit: Visit, cases: Cases, day: date, amount: Decimal, note: str, today: date) -> Act:
    """Money that came back. Raises UsageError for more than was upheld, or a day to come."""
    due = upheld(visit, cases) - sum((a for _, a, _ in visit.recovered), Decimal(0))
    problems = []
    if visit.state not in ("heard", "locked"):
        problems.append(
            Problem(
                visit.visit_id,
                sentence("is {state}", state=visit.state),
                "Hear the hospital first.",
            )
        )
    if amount <= 0 or amount > due:
        what = sentence(
            "{amount:,.2f} is not between 0.01 and the {due:,.2f} still due", amount=amount, due=due
        )
        problems.append(Problem("amount", what, "Write what was received."))
    if day > today:
        problems.append(Problem("day", "lies ahead", "Enter it when it has come."))
    if problems:
        raise UsageError(problems)
    body = {"day": str(day), "amount": str(amount), "note": free_text(note, "note")}
    return Act("visit.recovered", visit.visit_id, body)


Amounts = Mapping[str, Decimal | None]
"""What is in question of each event of the list, yuan; an event that left the list is not in it."""


def report_of(visit: Visit, cases: Cases, amounts: Amounts) -> Json:
    """What a locked report says: visit, points seen, verdicts, objections with their answers."""
    return {
        "visit_id": visit.visit_id,
        "provider_id": visit.provider_id,
        "first": str(visit.first),
        "last": str(visit.last),
        "team": list(visit.team),
        "purpose": visit.purpose,
        "seen": [[s, p, text] for (s, p), text in sorted(visit.tasks.items())],
        "events": [
            {
                "event_id": e,
                "in_question": None if amounts.get(e) is None else str(amounts[e]),
                **({k: v[k] for k in ("outcome", "amount", "reason", "who")} if v else {}),
            }
            for e in visit.events
            for v in [cases.of(e).verdict]
        ],
        "objections": [
            {"event_id": o.event_id, "text": o.text, "answer": o.answer, "reason": o.reason}
            for o in visit.objections.values()
        ],
        "upheld": f"{upheld(visit, cases):.2f}",
    }


def lock(visit: Visit, cases: Cases, amounts: Amounts) -> Act:
    """Close the report with its hash. Raises UsageError while an event of the list waits for a verdict."""
    problems = []
    if visit.state != "heard":
        problems.append(
            Problem(
                visit.visit_id,
                sentence("is {state}", state=visit.state),
                "Hear the hospital first.",
            )
        )
    its = [cases.of(e) for e in visit.events if e in amounts]
    waiting = [c for c in its if c.verdict is None or c.proposed]
    if waiting:
        what = sentence("has {n} events without a standing verdict", n=len(waiting))
        problems.append(Problem(visit.visit_id, what, "Judge them, or approve what is proposed."))
    if problems:
        raise UsageError(problems)
    report = report_of(visit, cases, amounts)
    return Act("visit.locked", visit.visit_id, {"report": report, "hash": hash_of(report)})


def hash_of(report: Json) -> str:
    """SHA-256 of the report as canonical JSON: what is printed on it can be checked against it."""
    text = json.dumps(report, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
