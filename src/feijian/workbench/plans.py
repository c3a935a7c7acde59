"""Plans as the office keeps them: what was asked, who is visited by whom on which day, who was drawn by lot.

A plan is made once and never changed; another is made beside it. It is for who plans alone: a team
learns of its next visit by the visit itself, on its first day.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workbench import visits
from feijian.workbench.deadlines import WorkingDays, months_after
from feijian.workbench.plan import Demand, Plan, Stop, Team
from feijian.workbench.store import Act, Event
from feijian.workbench.visits import OFFICERS_AT_LEAST, Visits

MOST_TEAMS = 12


@dataclass(frozen=True)
class Kept:
    """One plan. officers: by team, as drawn or as named; asked: what the form said."""

    plan_id: str
    made: str
    who: str
    run_id: str
    first: date
    asked: Json
    stops: tuple[Stop, ...]
    value: float
    gap: float
    others: dict[str, float]
    one_more_team: float
    lot: tuple[str, ...]
    officers: dict[str, tuple[str, ...]]
    hash: str
    visits: tuple[str, ...] = ()


@dataclass
class Plans:
    """All plans by id."""

    by_id: dict[str, Kept] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if event.kind == "plan.made":
            body = dict(event.body)
            body["first"] = date.fromisoformat(body["first"])
            body["stops"] = tuple(Stop(**s) for s in body["stops"])
            body["lot"] = tuple(body["lot"])
            body["officers"] = {k: tuple(v) for k, v in body["officers"].items()}
            self.by_id[event.subject] = Kept(event.subject, event.at, event.who, **body)
        elif event.kind == "plan.sent":
            its = self.by_id[event.subject]
            self.by_id[event.subject] = Kept(**{**vars(its), "visits": tuple(event.body["visits"])})

    def next_id(self, today: date) -> str:
        return next_id("P", self.by_id, today)


def next_id(letter: str, known: Mapping[str, object], today: date) -> str:
    """`P2026-0007`: by the year it was made in, without gaps."""
    number = sum(1 for k in known if k.startswith(f"{letter}{today.year}-")) + 1
    return f"{letter}{today.year}-{number:04}"


def barred_since(done: Visits, today: date, months: int) -> frozenset[str]:
    """Providers that a visit has reached within so many months, or is planned for."""
    return frozenset(
        v.provider_id
        for v in done.by_id.values()
        if months and (v.last >= today or months_after(v.last, months) > today)
    )


def drawn_officers(
    pool: Sequence[str], teams: Sequence[str], each: int, seed: int
) -> dict[str, tuple[str, ...]]:
    """Officers of every team by lot: the names sorted, shuffled by the seed, dealt in the teams' order.

    Raises UsageError where they are too few.
    """
    names = sorted(dict.fromkeys(pool))
    if each < OFFICERS_AT_LEAST or each * len(teams) > len(names):
        what = sentence(
            "{n} for {teams} teams of {each}", n=len(names), teams=len(teams), each=each
        )
        todo = sentence(
            "A team has at least {least}: name more officers, or fewer teams.",
            least=OFFICERS_AT_LEAST,
        )
        raise UsageError(Problem("officers", what, todo))
    # another lot than that of the providers, by the same seed
    random.Random(f"officers {seed}").shuffle(names)
    return {
        team: tuple(sorted(names[n * each : (n + 1) * each]))
        for n, team in enumerate(sorted(teams))
    }


def made(
    plans: Plans,
    plan: Plan,
    teams: Sequence[Team],
    demand: Demand,
    officers: Mapping[str, Sequence[str]],
    run_id: str,
    first: date,
    today: date,
    facts: Mapping[str, Any] | None = None,
) -> Act:
    """The event that keeps a plan, with all that is needed to make it again."""
    asked = {
        "days": demand.days,
        "must": list(demand.must),
        "by_lot": demand.by_lot,
        "seed": demand.seed,
        "barred": sorted(demand.barred),
        "owner_cap": demand.owner_cap,
        "due": list(demand.due),
        "due_least": demand.due_least,
        "facts": dict(facts or {}),
        "teams": [
            {k: sorted(v) if isinstance(v, frozenset) else v for k, v in vars(t).items()}
            for t in teams
        ],
    }
    dealt = {t: list(o) for t, o in officers.items()}
    told = json.dumps([plan.hash, dealt, str(first)], ensure_ascii=False, sort_keys=True)
    body = {
        "run_id": run_id,
        "first": str(first),
        "asked": asked,
        "stops": [vars(s) for s in plan.stops],
        "value": round(plan.value, 2),
        "gap": plan.gap,
        "others": {k: round(v, 2) for k, v in plan.others.items()},
        "one_more_team": round(plan.one_more_team, 2),
        "lot": list(plan.lot),
        "officers": dealt,
        "hash": hashlib.sha256(told.encode()).hexdigest(),
    }
    return Act("plan.made", plans.next_id(today), body)


def day_of(first: date, number: int, days: WorkingDays) -> date:
    """The plan's day as a date: day 1 is the first working day from `first` on."""
    return days.after(first - timedelta(days=1), number)


def sent(
    plans: Plans,
    plan_id: str,
    done: Visits,
    events: Mapping[str, Sequence[str]],
    days: WorkingDays,
    today: date,
) -> list[Act]:
    """The events that make every stop a visit, each sealed until its day; all or none.

    Raises UsageError where that was done, or an officer or a day does not allow it.
    """
    its = plans.by_id[plan_id]
    if its.visits:
        raise UsageError(Problem(plan_id, "was made into visits already", "Make another plan."))
    acts: list[Act] = []
    ahead = Visits(dict(done.by_id))
    for stop in its.stops:
        first = day_of(its.first, stop.day, days)
        given = {
            "provider_id": stop.provider_id,
            "first": first,
            "last": day_of(its.first, stop.day + stop.days - 1, days),
            "team": its.officers.get(stop.team, ()),
            "purpose": "",
            "events": events.get(stop.provider_id, ()),
        }
        act = visits.plan(ahead, given, today)
        acts.append(act)
        # the next one's number, and its officers' days, follow from this one
        ahead.take(Event(0, "", "", act.kind, act.subject, dict(act.body), "", ""))
    return [*acts, Act("plan.sent", plan_id, {"visits": [a.subject for a in acts]})]
