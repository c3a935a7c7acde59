"""The inspection plan: which team visits which provider, so that the most is expected to be recovered.

x[provider, team] says who goes where, z[team, county] that a team sets up in a county (a day lost,
or as many as the county's distance costs). Solved by mixed-integer programming (HiGHS, in SciPy); ties are broken by
id, so that the same input gives the same plan. What no plan can satisfy is named, not "infeasible".
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from feijian.errors import Problem, UsageError
from feijian.messages import sentence, several
from feijian.workbench.plan_terms import Demand, Plan, Stop, Team, Visit
from feijian.workbench.plan_ways import other_ways

__all__ = ["Demand", "Plan", "Stop", "Team", "Visit", "drawn", "make_plan"]
SOLVE_SECONDS = 60.0


def make_plan(visits: Sequence[Visit], teams: Sequence[Team], demand: Demand) -> Plan:
    """The best plan. Raises UsageError naming each demand that no plan can meet."""
    visits = sorted(visits, key=lambda v: v.provider_id)
    teams = sorted(teams, key=lambda t: t.name)
    _check(visits, teams, demand)
    open_ones = [v for v in visits if v.provider_id not in demand.barred]
    lot = drawn(open_ones, teams, demand)
    must = [*demand.must, *lot]
    # a demand that cannot be met together is told by the first that does not fit any more
    chosen, gap = _solve(open_ones, teams, demand, must)
    if chosen is None:
        raise UsageError(_names_of_the_impossible(open_ones, teams, demand, must))
    stops = _days(open_ones, teams, chosen, demand, lot)
    value = sum(s.worth for s in stops)
    more, _ = _solve(open_ones, [*teams, replace(teams[0], name="￿")], demand, must)
    worth = {v.provider_id: v.worth for v in open_ones}
    gain = sum(worth[p] for p, _ in more) - value if more is not None else 0.0
    others = other_ways(open_ones, teams, demand, must)
    return Plan(stops, value, gap, others, max(gain, 0.0), tuple(lot), _hash(visits, teams, demand))


def drawn(visits: Sequence[Visit], teams: Sequence[Team], demand: Demand) -> list[str]:
    """The providers drawn by lot: of those that some team may visit and that are not on the list of musts.

    Anybody can draw them again: sorted ids, shuffled by the seed, the first so many.
    """
    pool = [
        v.provider_id
        for v in visits
        if v.provider_id not in demand.must and _takers(v, teams, demand.days)
    ]
    random.Random(demand.seed).shuffle(pool)
    return pool[: demand.by_lot]


def _takers(visit: Visit, teams: Iterable[Team], days: int) -> list[Team]:
    return [t for t in teams if t.may(visit) and t.set_up(visit.county) + visit.days <= days]


def _check(visits: Sequence[Visit], teams: Sequence[Team], demand: Demand) -> None:
    by_id = {v.provider_id: v for v in visits}
    problems: list[Problem] = []

    def fault(where: str, what: str, todo: str) -> None:
        problems.append(Problem(where, what, todo))

    if not teams:
        fault("teams", "there is none", "Name at least one team.")
    if demand.days < 1:
        fault("days", "is below 1", "Give the working days of the plan.")
    for name in sorted({t.name for t in teams if [u.name for u in teams].count(t.name) > 1}):
        fault(sentence("team {name}", name=name), "is named twice", "Give each its own name.")
    for provider_id in demand.must:
        visit = by_id.get(provider_id)
        where = sentence("must visit {provider_id}", provider_id=provider_id)
        if visit is None:
            fault(where, "is not in the list", "Take it out, or give its facts.")
        elif provider_id in demand.barred:
            fault(where, "was visited within the set time", "Choose one of them.")
        elif not _takers(visit, teams, demand.days):
            why = _why_nobody(visit, teams, demand.days)
            fault(where, why, "Give another team, or more days.")
    owners: dict[str, int] = defaultdict(int)
    for provider_id in demand.must:
        if provider_id in by_id and by_id[provider_id].owner:
            owners[by_id[provider_id].owner] += 1
    for owner, count in sorted(owners.items()):
        if demand.owner_cap and count > demand.owner_cap:
            caps = {"n": count, "cap": demand.owner_cap}
            what = sentence("{n} of its providers must be visited, the cap is {cap}", **caps)
            where = sentence("owner {owner}", owner=owner)
            fault(where, what, "Raise the cap, or take some out.")
    open_due = [by_id[p] for p in demand.due if p in by_id and p not in demand.barred]
    able = sum(1 for v in open_due if _takers(v, teams, demand.days))
    if demand.due_least > able:
        caps = {"n": demand.due_least, "able": able, "due": len(demand.due)}
        what = sentence("{n} are asked for, of {due} that are due {able} can be visited", **caps)
        fault("due by credit", what, "Ask for fewer, or give another team or more days.")
    if problems:
        raise UsageError(problems)


def _why_nobody(visit: Visit, teams: Sequence[Team], days: int) -> str:
    told = []
    for team in teams:
        lacks, names = sorted(visit.skills - team.skills), {"team": team.name}
        if visit.provider_id in team.avoids:
            told.append(sentence("{team} avoids it", **names))
        elif lacks:
            told.append(sentence("{team} lacks {lacks}", **names, lacks=", ".join(lacks)))
        else:
            needs = team.set_up(visit.county) + visit.days
            told.append(sentence("{team} needs {n} days of {days}", **names, n=needs, days=days))
    return sentence("no team may take it: {told}", told=several(told))


def _names_of_the_impossible(
    visits: Sequence[Visit], teams: Sequence[Team], demand: Demand, must: Sequence[str]
) -> Problem:
    """The first demand that does not fit beside those before it; those due by credit come last."""
    bare = replace(demand, due_least=0)
    for count in range(1, len(must) + 1):
        if _solve(visits, teams, bare, must[:count])[0] is None:
            kind = "must visit" if count <= len(demand.must) else "drawn by lot"
            what = sentence("does not fit beside the {count} demands before it", count=count - 1)
            todo = sentence(
                "Give more days or another team, or take out one of: {must}.",
                must=", ".join(must[:count]),
            )
            place = sentence("{kind} {provider}", kind=kind, provider=must[count - 1])
            return Problem(place, what, todo)
    if demand.due_least and _solve(visits, teams, bare, must)[0] is not None:
        what = sentence(
            "{n} of them do not fit beside the {count} demands before it",
            n=demand.due_least,
            count=len(must),
        )
        return Problem("due by credit", what, "Ask for fewer, or give more days or another team.")
    what = sentence(
        "no plan was found within {solve_seconds:.0f} seconds", solve_seconds=SOLVE_SECONDS
    )
    return Problem("plan", what, "Plan fewer providers or days at a time.")


def _solve(  # noqa: C901
    visits: Sequence[Visit], teams: Sequence[Team], demand: Demand, must: Collection[str]
) -> tuple[list[tuple[str, str]] | None, float]:
    """(provider, team) pairs of the best plan and its gap; None where there is none."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    pairs = [
        (v, t)
        for v, visit in enumerate(visits)
        for t, team in enumerate(teams)
        if team in _takers(visit, teams, demand.days)
    ]
    counties = sorted({v.county for v in visits})
    places = [(t, c) for t, team in enumerate(teams) for c in counties if team.set_up(c) > 0]
    z_of = {place: len(pairs) + n for n, place in enumerate(places)}
    rows: list[dict[int, float]] = []
    lows: list[float] = []
    highs: list[float] = []

    def ask(row: dict[int, float], low: float, high: float) -> None:
        rows.append(row)
        lows.append(low)
        highs.append(high)

    of_visit: dict[int, list[int]] = defaultdict(list)
    of_team: dict[int, dict[int, float]] = defaultdict(dict)
    of_place: dict[tuple[int, str], dict[int, float]] = defaultdict(dict)
    of_owner: dict[str, dict[int, float]] = defaultdict(dict)
    for x, (v, t) in enumerate(pairs):
        of_visit[v].append(x)
        of_team[t][x] = visits[v].days
        if (t, visits[v].county) in z_of:
            of_place[t, visits[v].county][x] = visits[v].days
        if visits[v].owner:
            of_owner[visits[v].owner][x] = 1.0
    needed = set(must)
    for v, visit in enumerate(visits):
        needs = visit.provider_id in needed
        if needs and not of_visit[v]:
            return None, 0.0
        if of_visit[v]:
            ask(dict.fromkeys(of_visit[v], 1.0), 1.0 if needs else 0.0, 1.0)
    for (t, county), z in z_of.items():
        of_team[t][z] = teams[t].set_up(county)
        if of_place[t, county]:
            # whoever works there has set up there; a team has at most so many days
            room = demand.days - teams[t].set_up(county)
            ask({**of_place[t, county], z: -float(room)}, -np.inf, 0.0)
    for t in range(len(teams)):
        if of_team[t]:
            ask(dict(of_team[t]), 0.0, float(demand.days))
    if demand.owner_cap:
        for owner in sorted(of_owner):
            ask(of_owner[owner], 0.0, float(demand.owner_cap))
    due = {x: 1.0 for x, (v, _) in enumerate(pairs) if visits[v].provider_id in demand.due}
    ask(due, float(demand.due_least), np.inf)
    size = len(pairs) + len(places)
    if not pairs:
        return ([], 0.0) if not needed and not demand.due_least else (None, 0.0)
    # equal worth: the smaller id, then the earlier team; below a cent in all, so that no yuan is given up
    tie = 0.005 / (len(pairs) + 1) ** 2
    cost = np.zeros(size)
    for x, (v, _) in enumerate(pairs):
        cost[x] = -visits[v].worth + tie * x
    cost[len(pairs) :] = tie
    data = [(r, c, w) for r, row in enumerate(rows) for c, w in row.items()]
    matrix = csr_array(
        ([w for _, _, w in data], ([r for r, _, _ in data], [c for _, c, _ in data])),
        shape=(len(rows), size),
    )
    found: Any = milp(
        cost, integrality=np.ones(size), bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, np.array(lows), np.array(highs)),
        options={"time_limit": SOLVE_SECONDS, "mip_rel_gap": 0.0},
    )  # fmt: skip
    if found.x is None:
        return None, 0.0
    chosen = [
        (visits[v].provider_id, teams[t].name) for x, (v, t) in enumerate(pairs) if found.x[x] > 0.5
    ]
    return chosen, float(found.mip_gap or 0.0)


def _days(
    visits: Sequence[Visit], teams: Sequence[Team], chosen: Sequence[tuple[str, str]],
    demand: Demand, lot: Collection[str],
) -> list[Stop]:  # fmt: skip
    """Days for each team's visits: county by county, the worthiest county and provider first."""
    by_id, by_name = {v.provider_id: v for v in visits}, {t.name: t for t in teams}
    of_team: dict[str, list[Visit]] = defaultdict(list)
    for provider_id, name in chosen:
        of_team[name].append(by_id[provider_id])
    stops = []
    for name in sorted(of_team):
        worth: dict[str, float] = defaultdict(float)
        for visit in of_team[name]:
            worth[visit.county] += visit.worth
        day, county = 1, None
        for visit in sorted(
            of_team[name], key=lambda v: (-worth[v.county], v.county, -v.worth, v.provider_id)
        ):
            if visit.county != county:
                county = visit.county
                day += by_name[name].set_up(county)
            why = (
                "must"
                if visit.provider_id in demand.must
                else "lot"
                if visit.provider_id in lot
                else "due"
                if demand.due_least and visit.provider_id in demand.due
                else "worth"
            )
            stops.append(
                Stop(name, day, visit.provider_id, visit.county, visit.days, visit.worth, why)
            )
            day += visit.days
    return stops


def _hash(visits: Sequence[Visit], teams: Sequence[Team], demand: Demand) -> str:
    def told(row: object) -> str:
        return repr({k: sorted(v) if isinstance(v, frozenset) else v for k, v in vars(row).items()})

    # a plan without a demand that came later hashes as before it came
    said = {k: v for k, v in vars(demand).items() if demand.due_least or not k.startswith("due")}
    asked = repr({k: sorted(v) if isinstance(v, frozenset) else v for k, v in said.items()})
    text = "\n".join([*(told(row) for row in (*visits, *teams)), asked])
    return hashlib.sha256(text.encode()).hexdigest()
