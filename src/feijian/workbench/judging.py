"""Judging an event: the amounts, the guard against evidence that changed, four eyes, the verdict store.

A judgement is an event of the store first and then, by the same rows that a filled-in form makes,
one verdict a finding in verdicts.sqlite, from which the ranking learns. What a crash left between
the two is made up for when the workbench starts (`made_up`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from feijian.errors import FeijianError, Problem, UsageError
from feijian.leads.labels import OUTCOMES
from feijian.messages import sentence
from feijian.plain import Row
from feijian.verdicts import form
from feijian.verdicts.import_form import take_rows
from feijian.verdicts.of_events import excepted
from feijian.verdicts.store import all_verdicts
from feijian.workbench import attachments
from feijian.workbench import lines as charged_lines
from feijian.workbench.attachments import Sent
from feijian.workbench.cases import free_text
from feijian.workbench.desk import Desk
from feijian.workbench.lines import Approved
from feijian.workbench.shelf import Shelf, difference
from feijian.workbench.store import Act, Event


class OutOfDate(FeijianError):  # noqa: N818 - read as a sentence
    """The evidence or the case is not what the page showed."""

    def __init__(self, problem: Problem, changes: list[Row], acts: list[Event]) -> None:
        super().__init__(problem)
        self.changes, self.acts = changes, acts


@dataclass(frozen=True)
class Judgement:
    """What a form says. digest, seq, run_id: the state that its page showed.

    lines: amount upheld by line; approved: quantity and price of those that were judged by them.
    """

    event_id: str
    outcome: str
    reason: str
    digest: str
    seq: int
    run_id: str
    amount: Decimal | None = None
    lines: dict[str, Decimal] = field(default_factory=dict)
    approved: dict[str, Approved] = field(default_factory=dict)
    files: tuple[Sent, ...] = ()


def checked(judgement: Judgement, event: Row, lines: list[Row]) -> Row:
    """The content of the event to be stored. Raises UsageError with everything wrong in the form."""
    where = judgement.event_id
    reason = free_text(judgement.reason, "reason")
    problems = []
    if judgement.outcome not in OUTCOMES:
        problems.append(
            Problem(
                where,
                "has no outcome",
                sentence("One of: {outcomes}.", outcomes=", ".join(OUTCOMES)),
            )
        )
    if judgement.outcome in ("partly", "rejected") and not reason:
        todo = "Write what speaks against it; the hospital and the rule's authors read it."
        problems.append(Problem(where, "is refused in part or whole without a reason", todo))
    if excepted(reason) >= set(event["rule_ids"]):
        todo = "Leave out some of them, or give another outcome."
        problems.append(Problem(where, "leaves out every rule of the event", todo))
    charged = {r["key"]: r["amount"] for r in lines}
    for number, (key, amount) in enumerate(judgement.lines.items(), start=1):
        most = charged.get(key)
        if key not in charged:
            problems.append(
                Problem(
                    sentence("line {number}", number=number),
                    "is not of this event",
                    "Open it again.",
                )
            )
        elif most is not None and amount > max(most, Decimal(0)):
            what = sentence(
                "{amount:,.2f} is above what was charged, {most:,.2f}", amount=amount, most=most
            )
            problems.append(
                Problem(sentence("line {number}", number=number), what, "Write at most that.")
            )
    worth = event["amount_at_risk"]
    total = _total(judgement)
    problems += _faults_of(judgement.outcome, total, worth, where)
    if problems:
        raise UsageError(problems)
    if judgement.outcome == "upheld" and total is None:
        total = worth
    # upheld whole: each finding with its own amount, also where the list counts it elsewhere
    whole = judgement.outcome == "upheld" and total == worth
    if judgement.outcome == "partly" and worth == 0:
        total = None
    if judgement.outcome == "rejected":
        total = Decimal(0)
    return {
        "outcome": judgement.outcome,
        "amount": None if total is None or judgement.outcome == "unclear" else str(total),
        "lines": {k: str(v) for k, v in judgement.lines.items()}
        if judgement.outcome == "partly"
        else {},
        "approved": charged_lines.told(judgement.approved) if judgement.outcome == "partly" else {},
        "files": [f.told for f in judgement.files],
        "whole": whole,
        "reason": reason,
        "digest": event["digest"],
        "run_id": judgement.run_id,
    }


def _faults_of(
    outcome: str, total: Decimal | None, worth: Decimal | None, where: str
) -> list[Problem]:
    """What is wrong with the amount upheld of an event that is worth so much (or is unknown)."""
    if worth == 0 and not total:
        return []  # its money is counted in another lead: what is judged here is the conduct
    if total is None:
        if outcome == "partly" and worth is not None:
            return [Problem(where, "has no amount", "Write what of it is upheld.")]
        return []
    if worth is not None and total > worth:
        what = sentence(
            "the amount upheld, {total:,.2f}, is above the event's {worth:,.2f}",
            total=total,
            worth=worth,
        )
        return [Problem(where, what, "What goes beyond it is another event.")]
    if outcome == "partly" and total in (Decimal(0), worth):
        todo = "All of it is 'upheld', nothing of it 'rejected'."
        return [Problem(where, "is upheld in part with all or nothing", todo)]
    return []


def _total(judgement: Judgement) -> Decimal | None:
    if judgement.outcome == "partly" and judgement.lines:
        return sum(judgement.lines.values(), Decimal(0))
    return judgement.amount


def judge(desk: Desk, who: str, judgement: Judgement) -> Event:
    """Store it; what is above the set amount waits for somebody else's approval.

    Raises UsageError for a form that cannot be, OutOfDate where the evidence has changed since the
    page was made, or somebody else has acted on the case.
    """
    shelf = desk.shelf
    event = shelf.event(judgement.event_id)
    if event is None or event["digest"] != judgement.digest:
        raise _evidence_changed(desk, shelf, judgement.event_id, judgement.run_id)
    body = checked(judgement, event, shelf.lines_of(event))
    needs_two = body["amount"] is not None and Decimal(body["amount"]) > desk.approve_above
    kind = "case.proposed" if needs_two else "case.judged"

    def check() -> None:
        case = desk.cases.of(judgement.event_id)
        if case.seq > judgement.seq:
            acts = [e for e in case.history if e.seq > judgement.seq]
            what = "somebody acted on this case since you opened it"
            todo = "Read what was done, then judge again."
            raise OutOfDate(Problem(judgement.event_id, what, todo), [], acts)
        # on the disk before the row that names them; without files nothing is touched
        attachments.keep(desk.workspace, judgement.files)

    stored = desk.act(who, lambda: [Act(kind, judgement.event_id, body)], check)[0]
    if stored.kind == "case.judged":
        take(desk, stored)
    return stored


def decide(desk: Desk, who: str, event_id: str, seq: int, *, approve: bool, reason: str) -> Event:
    """Approve what another proposed, or give it back with a reason. Four eyes: never one's own."""
    reason = free_text(reason, "reason")
    shelf = desk.shelf

    def acts() -> list[Act]:
        proposed = desk.cases.of(event_id).proposed or {}
        if not approve:
            return [Act("case.returned", event_id, {"reason": reason})]
        body = {k: v for k, v in proposed.items() if k not in ("who", "at")}
        return [Act("case.judged", event_id, {**body, "who": proposed["who"], "approved_by": who})]

    def check() -> None:
        case = desk.cases.of(event_id)
        if case.proposed is None or case.seq != seq:
            acts = [e for e in case.history if e.seq > seq]
            what = "this proposal no longer waits"
            raise OutOfDate(Problem(event_id, what, "Read what was done."), [], acts)
        if case.proposed["who"] == who:
            todo = "Somebody else approves it."
            raise UsageError(Problem(event_id, "was proposed by yourself", todo))
        if not approve and not reason:
            raise UsageError(Problem(event_id, "is given back without a reason", "Write why."))
        event = shelf.event(event_id)
        if approve and (event is None or event["digest"] != case.proposed["digest"]):
            raise _evidence_changed(desk, shelf, event_id, case.proposed["run_id"])

    stored = desk.act(who, acts, check)[0]
    if stored.kind == "case.judged":
        take(desk, stored)
    return stored


def _evidence_changed(desk: Desk, shelf: Shelf, event_id: str, run_id: str) -> OutOfDate:
    older = desk.shelf_of(run_id)
    before = older.findings_of(event_id) if older else []
    changes = difference(before, shelf.findings_of(event_id))
    gone = shelf.event(event_id) is None
    what = "this event is no longer in the list" if gone else "the evidence has changed"
    return OutOfDate(Problem(event_id, what, "Look at it as it is now."), changes, [])


def take(desk: Desk, stored: Event) -> None:
    """Bring a judgement into verdicts.sqlite. Raises ImportRefused where no run has the event."""
    body = stored.body
    signed = body.get("who", stored.who)
    if body.get("approved_by"):
        signed = f"{signed}/{body['approved_by']}"
    cells = {
        form.EVENT: stored.subject,
        form.OUTCOME: body["outcome"],
        form.AMOUNT: "" if body["whole"] else body["amount"] or "",
        form.NOTE: body["reason"],
        form.RUN: body["run_id"],
        form.WHO: signed,
    }
    row = form.FormRow(f"case {stored.subject}", cells)
    take_rows(desk.workspace, [row], at=datetime.fromisoformat(stored.at))


def made_up(desk: Desk) -> int:
    """Judgements of the store that verdicts.sqlite does not have; returns how many were brought over."""
    known = {
        (row["at"], row["note"])
        for row in all_verdicts(desk.workspace.verdicts).iter_rows(named=True)
    }
    # one that says what stood already made no new row, and a later one has replaced it
    last = (
        next((e for e in reversed(case.history) if e.kind == "case.judged"), None)
        for case in desk.cases.by_event.values()
    )
    missing = [
        e
        for e in last
        if e is not None
        and (datetime.fromisoformat(e.at).isoformat(timespec="seconds"), e.body["reason"])
        not in known
    ]
    for event in sorted(missing, key=lambda e: e.seq):
        take(desk, event)
    return len(missing)
