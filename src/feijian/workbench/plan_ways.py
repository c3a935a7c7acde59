"""Other ways to spend the same team-days: the list from its top, yuan per day, and chance."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Sequence

from feijian.workbench.plan_terms import Demand, Team, Visit


def other_ways(
    visits: Sequence[Visit], teams: Sequence[Team], demand: Demand, must: Collection[str]
) -> dict[str, float]:
    """The value of each, musts and those due first as in the plan."""
    return {
        "list": _in_order(visits, teams, demand, _by_worth(visits), must),
        "greedy": _in_order(visits, teams, demand, _by_worth_per_day(visits, teams), must),
        "chance": _chance(visits, teams, demand, must),
    }


def _by_worth(visits: Sequence[Visit]) -> list[Visit]:
    return sorted(visits, key=lambda v: (-v.worth, v.provider_id))


def _by_worth_per_day(visits: Sequence[Visit], teams: Sequence[Team]) -> list[Visit]:
    def cost(visit: Visit) -> int:
        return visit.days + min(t.set_up(visit.county) for t in teams)

    return sorted(visits, key=lambda v: (-v.worth / cost(v), v.provider_id))


def _in_order(
    visits: Sequence[Visit], teams: Sequence[Team], demand: Demand,
    order: Sequence[Visit], must: Collection[str],
) -> float:  # fmt: skip
    """What a list brings that is worked down from the top, musts first, by the team with the least to travel."""
    left = {t.name: demand.days for t in teams}
    there: set[tuple[str, str]] = set()
    owners: dict[str, int] = defaultdict(int)
    value, taken, wanting = 0.0, set(), demand.due_least
    for visit, as_due in [
        *((v, False) for v in visits if v.provider_id in must),
        *((v, True) for v in order if v.provider_id in demand.due),
        *((v, False) for v in order if v.provider_id not in must),
    ]:
        if visit.provider_id in taken or (as_due and wanting < 1):
            continue
        if demand.owner_cap and visit.owner and owners[visit.owner] >= demand.owner_cap:
            continue
        best: tuple[int, str] | None = None
        for team in teams:
            travel = 0 if (team.name, visit.county) in there else team.set_up(visit.county)
            if (
                team.may(visit)
                and travel + visit.days <= left[team.name]
                and (best is None or (travel, team.name) < best)
            ):
                best = (travel, team.name)
        if best is not None:
            left[best[1]] -= best[0] + visit.days
            there.add((best[1], visit.county))
            owners[visit.owner] += 1
            value += visit.worth
            taken.add(visit.provider_id)
            wanting -= visit.provider_id in demand.due
    return value


def _chance(
    visits: Sequence[Visit],
    teams: Sequence[Team],
    demand: Demand,
    must: Collection[str],
    draws: int = 50,
) -> float:
    """The mean of so many plans in random order, by the plan's own seed."""
    lots = random.Random(demand.seed + 1)
    found = []
    for _ in range(draws):
        order = list(visits)
        lots.shuffle(order)
        found.append(_in_order(visits, teams, demand, order, must))
    return sum(found) / draws
