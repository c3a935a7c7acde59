"""Pages of plans: teams, days and demands as a form; the plan beside other ways, its lot, its visits."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from feijian.errors import Problem, UsageError
from feijian.messages import sentence
from feijian.plain import Row
from feijian.workbench import plans, roles
from feijian.workbench.clues import day_of
from feijian.workbench.counts import count_of
from feijian.workbench.credit import due_by_credit
from feijian.workbench.plan import Demand, Team, make_plan
from feijian.workbench.plan_files import visits_of
from feijian.workbench.plans import Kept
from feijian.workbench.web.context import Asked, segment
from feijian.workbench.web.protect import Refused
from feijian.workspace import audit

MOST_DAYS, ROWS = 60, 6
_solving = threading.Lock()
"""One plan at a time: a large one takes both of a small machine's processors."""


def plan_list(asked: Asked) -> Response:
    desk = asked.desk
    values = {
        "rows": sorted(desk.plans.by_id.values(), key=lambda p: p.plan_id, reverse=True),
        "people": [
            a.login
            for a in sorted(desk.directory.accounts.values(), key=lambda a: a.login)
            if a.may(roles.JUDGE)
        ],
        "due": _due(asked),
        "numbers": range(1, ROWS + 1),
        "most_days": MOST_DAYS,
    }
    return asked.page("plans.html.j2", values)


def _due(asked: Asked) -> list[Row]:
    """Providers whose next visit by their credit is due: what a plan should look at first."""
    desk = asked.desk
    theirs = [p for p, r in desk.shelf.providers.items() if asked.who.sees(r["region_code"])]
    return [
        {
            "its": its,
            "name": desk.shelf.providers[its.provider_id]["name"] or its.provider_id,
            "next": since,
        }
        for its, since in due_by_credit(theirs, desk.visits, asked.today)
    ]


def make(asked: Asked) -> Response:
    """Solve it and keep it. Refuses what cannot be, naming each demand that nobody can meet."""
    form, desk = asked.form, asked.desk
    teams, demand, months = read_form(asked)
    facts = facts_of(asked)
    first = day_of(form["first"], asked.say("first_day"))
    if first < asked.today:
        raise UsageError(Problem("first day", "lies behind", "Plan from today on."))
    barred = plans.barred_since(desk.visits, asked.today, months)
    due = tuple(r["its"].provider_id for r in _due(asked)) if demand.due_least else ()
    demand = replace(demand, barred=demand.barred | barred, due=due)
    run = desk.shelf.run
    theirs = {p for p, r in desk.shelf.providers.items() if asked.who.sees(r["region_code"])}
    open_ones = [
        v
        for v in visits_of(desk.workspace, run, facts, (*demand.must, *due))
        if v.provider_id in theirs
    ]
    officers = _officers(asked, teams, demand.seed)
    if not _solving.acquire(blocking=False):
        raise Refused(409, "plan_busy")
    try:
        made = make_plan(open_ones, teams, demand)
    finally:
        _solving.release()
    stored = desk.act(
        asked.who.login,
        lambda: [
            plans.made(
                desk.plans, made, teams, demand, officers, run.run_id, first, asked.today, facts
            )
        ],
    )[0]
    audit.record(
        desk.workspace.root,
        "plan",
        {
            "plan": stored.subject,
            "run_id": run.run_id,
            "seed": demand.seed,
            "hash": stored.body["hash"],
        },
        asked.who.login,
    )
    return asked.go(f"/plans/{segment(stored.subject)}")


def read_form(asked: Asked) -> tuple[list[Team], Demand, int]:
    """Teams and demand as the page's fields say. Raises UsageError with everything wrong in them."""
    form, problems = asked.form, []

    def whole(name: str, least: int, most: int, default: int) -> int:
        text = form[name] or str(default)
        number = count_of(text, least, most)
        if number is None:
            todo = sentence("Give a whole number from {least} to {most}.", least=least, most=most)
            problems.append(Problem(name, "is not such a number", todo))
            return default
        return number

    teams = []
    for number in range(1, plans.MOST_TEAMS + 1):
        name = form[f"name.{number}"]
        if not name:
            continue
        travel = {}
        for part in words(form[f"travel.{number}"]):
            county, _, text = part.partition("=")
            days = count_of(text, 0, MOST_DAYS)
            if days is None or not county:
                todo = "Write the division and its days, as 370202=2."
                problems.append(Problem(f"travel {number}", "is not read", todo))
                continue
            travel[county] = days
        teams.append(
            Team(
                name[:40],
                frozenset(words(form[f"skills.{number}"])),
                form[f"home.{number}"],
                frozenset(words(form[f"avoids.{number}"])),
                tuple(sorted(travel.items())),
                whole(f"default_travel.{number}", 0, 30, 1),
            )
        )
    known = set(asked.desk.shelf.providers)
    named = words(form["must"]) + words(form["barred"]) + [p for t in teams for p in t.avoids]
    for provider_id in sorted(set(named) - known):
        problems.append(Problem(provider_id[:40], "no such provider", "Check its id."))
    demand = Demand(
        whole("days", 1, MOST_DAYS, 5),
        tuple(words(form["must"])),
        whole("by_lot", 0, 500, 0),
        whole("seed", 0, 10**9, 0),
        frozenset(words(form["barred"])),
        whole("owner_cap", 0, 500, 0),
        due_least=whole("due_least", 0, 500, 0),
    )
    months = whole("barred_months", 0, 60, 0)
    if problems:
        raise UsageError(problems)
    return teams, demand, months


def facts_of(asked: Asked) -> dict[str, Row]:
    """What a plan is told of single providers: lines of an id with days=, skills= and owner=.

    Raises UsageError naming each line that is not read.
    """
    found: dict[str, Row] = {}
    problems = []
    lines = [line.split() for line in asked.form["facts"].splitlines() if line.strip()]
    for number, (provider_id, *parts) in enumerate(lines, start=1):
        where = f"provider line {number}"
        told: Row = {}
        for part in parts:
            key, _, value = part.partition("=")
            if key == "days" and (days := count_of(value, 1, MOST_DAYS)) is not None:
                told[key] = days
            elif key == "skills" and value:
                told[key] = words(value)
            elif key == "owner" and value:
                told[key] = value[:60]
            else:
                todo = "Write an id, then days=2 skills=drg owner=NAME."
                problems.append(Problem(where, "is not read", todo))
        if provider_id not in asked.desk.shelf.providers or provider_id in found:
            problems.append(Problem(where, "names no provider, or one twice", "Check the id."))
        found[provider_id] = told
    if problems:
        raise UsageError(problems)
    return found


def words(text: str) -> list[str]:
    """Parts of a field that takes several, however they are parted."""
    for mark in "，、;；\n\t":
        text = text.replace(mark, " ")
    return list(dict.fromkeys(text.replace(",", " ").split()))


def _officers(asked: Asked, teams: list[Team], seed: int) -> dict[str, tuple[str, ...]]:
    """By lot from those ticked; nobody where none is (the visits are then staffed by hand)."""
    pool = [o for o in asked.form.all("officer") if o]
    for login in pool:
        account = asked.desk.directory.accounts.get(login)
        if account is None or not account.may(roles.JUDGE):
            raise Refused(400, "nobody_such")
    each = asked.form["each"] or "2"
    if not each.isdecimal() or len(each) > 2:
        raise UsageError(Problem("officers", "is not a number", "Give 2 or more."))
    names = [t.name for t in teams]
    return plans.drawn_officers(pool, names, int(each), seed) if pool and names else {}


def _plan(asked: Asked) -> Kept:
    found = asked.desk.plans.by_id.get(asked.path("plan_id"))
    if found is None:
        raise Refused(404, "not_found")
    seen = {p for p, r in asked.desk.shelf.providers.items() if asked.who.sees(r["region_code"])}
    if any(s.provider_id not in seen for s in found.stops):
        raise Refused(404, "not_found")
    return found


def plan(asked: Asked) -> Response:
    its, desk = _plan(asked), asked.desk
    days = desk.shelf.days
    team_names = [t["name"] for t in its.asked["teams"]]
    at: dict[tuple[str, int], Any] = {}
    for stop in its.stops:
        for day in range(stop.day, stop.day + stop.days):
            at[stop.team, day] = stop
    others = [("plan", its.value), *its.others.items()]
    values = {
        "plan": its,
        "teams": list(dict.fromkeys(team_names)),
        # as the teams were named, like the calendar above them: 一组 before 二组 before 三组
        "stops": sorted(its.stops, key=lambda s: (team_names.index(s.team), s.day)),
        "dates": [(n, plans.day_of(its.first, n, days)) for n in range(1, its.asked["days"] + 1)],
        "at": at,
        "names": {p: (r["name"] or p) for p, r in desk.shelf.providers.items()},
        "bars": [(k, v, v / max((w for _, w in others), default=0) if v else 0) for k, v in others],
        "can_send": not its.visits and len(its.officers) == len(set(team_names)),
        "visit_of": dict(zip((s.provider_id for s in its.stops), its.visits, strict=False)),
    }
    return asked.page("plan.html.j2", values)


def send(asked: Asked) -> Response:
    """Every stop becomes a visit, sealed until its day."""
    its, desk = _plan(asked), asked.desk
    events: dict[str, list[str]] = defaultdict(list)
    wanted = {s.provider_id for s in its.stops}
    for provider_id, event_id in desk.shelf.events.select("provider_id", "event_id").iter_rows():
        if provider_id in wanted:
            events[provider_id].append(event_id)
    desk.act(
        asked.who.login,
        lambda: plans.sent(
            desk.plans, its.plan_id, desk.visits, events, desk.shelf.days, asked.today
        ),
    )
    return asked.go("/visits")
