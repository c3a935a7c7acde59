"""The plan is the best there is, keeps every demand, and names the one it cannot keep."""

from __future__ import annotations

import itertools
import random

import pytest

from feijian.errors import UsageError
from feijian.workbench.plan import Demand, Plan, Team, Visit, drawn, make_plan

TEAMS = (Team("A", frozenset({"drg"}), "01"), Team("B", frozenset(), "02"))


def worlds(seed: int, count: int = 7) -> list[Visit]:
    lots = random.Random(seed)
    return [
        Visit(
            f"H{n}",
            lots.choice(("01", "02", "03")),
            float(lots.randint(1, 90)),
            lots.choice((1, 1, 2)),
            frozenset({"drg"}) if lots.random() < 0.3 else frozenset(),
            lots.choice(("", "X", "Y")),
        )
        for n in range(count)
    ]


def best_by_trying_all(visits: list[Visit], teams: tuple[Team, ...], demand: Demand) -> float:
    """The oracle: every assignment of every provider to every team or to none."""
    best = -1.0
    for choice in itertools.product(range(-1, len(teams)), repeat=len(visits)):
        taken = [(v, teams[t]) for v, t in zip(visits, choice, strict=True) if t >= 0]
        if any(not t.may(v) for v, t in taken):
            continue
        if not set(demand.must) <= {v.provider_id for v, _ in taken}:
            continue
        if sum(v.provider_id in demand.due for v, _ in taken) < demand.due_least:
            continue
        owners = [v.owner for v, _ in taken if v.owner]
        if demand.owner_cap and any(owners.count(o) > demand.owner_cap for o in owners):
            continue
        spent = [
            sum(v.days for v, t in taken if t is team)
            + sum(team.set_up(c) for c in {v.county for v, t in taken if t is team})
            for team in teams
        ]
        if max(spent) <= demand.days:
            best = max(best, sum(v.worth for v, _ in taken))
    return best


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "demand",
    [
        Demand(3),
        Demand(2, must=("H0",)),
        Demand(4, owner_cap=1),
        Demand(3, due=("H1", "H4", "H5"), due_least=2),
    ],
)
def test_no_other_plan_is_worth_more(seed: int, demand: Demand) -> None:
    visits = worlds(seed)
    best = best_by_trying_all(visits, TEAMS, demand)
    if best < 0:
        with pytest.raises(UsageError):
            make_plan(visits, TEAMS, demand)
        return
    made = make_plan(visits, TEAMS, demand)
    assert made.value == pytest.approx(best, abs=0.01)
    assert all(made.value >= other - 0.01 for other in made.others.values())
    holds(made, visits, demand)


def holds(made: Plan, visits: list[Visit], demand: Demand) -> None:
    by_id, by_name = {v.provider_id: v for v in visits}, {t.name: t for t in TEAMS}
    assert len({s.provider_id for s in made.stops}) == len(made.stops)
    assert set(demand.must) <= {s.provider_id for s in made.stops}
    assert sum(s.why == "due" for s in made.stops) >= demand.due_least
    for stop in made.stops:
        assert by_name[stop.team].may(by_id[stop.provider_id])
        assert stop.day + stop.days - 1 <= demand.days
    for team in by_name:
        its = [s for s in made.stops if s.team == team]
        for before, after in itertools.pairwise(its):
            travel = 0 if before.county == after.county else by_name[team].set_up(after.county)
            assert after.day == before.day + before.days + travel


def test_the_same_input_gives_the_same_plan_in_any_order() -> None:
    visits = [Visit(f"H{n:02}", "01", 10.0) for n in range(20)]
    one = make_plan(visits, TEAMS, Demand(3, by_lot=2, seed=5))
    other = make_plan(visits[::-1], TEAMS[::-1], Demand(3, by_lot=2, seed=5))
    assert one == other
    assert make_plan(visits, TEAMS, Demand(3, by_lot=2, seed=6)).hash != one.hash


def test_the_lot_can_be_drawn_again_and_is_visited() -> None:
    visits = worlds(3, 12)
    demand = Demand(6, must=("H1",), by_lot=3, seed=20261126)
    made = make_plan(visits, TEAMS, demand)
    assert list(made.lot) == drawn(sorted(visits, key=lambda v: v.provider_id), TEAMS, demand)
    assert set(made.lot) <= {s.provider_id for s in made.stops}
    assert "H1" not in made.lot
    assert {s.why for s in made.stops if s.provider_id in made.lot} == {"lot"}


@pytest.mark.parametrize(
    ("visit", "teams", "demand", "told"),
    [
        (
            Visit("H9", "01", 1, skills=frozenset({"drg"})),
            (TEAMS[1],),
            Demand(5, ("H9",)),
            "B lacks drg",
        ),
        (
            Visit("H9", "01", 1),
            (Team("A", avoids=frozenset({"H9"})),),
            Demand(5, ("H9",)),
            "A avoids it",
        ),
        (Visit("H9", "03", 1, days=5), TEAMS, Demand(5, ("H9",)), "needs 6 days of 5"),
        (Visit("H9", "01", 1), TEAMS, Demand(5, ("H8",)), "must visit H8: is not in the list"),
        (
            Visit("H9", "01", 1),
            TEAMS,
            Demand(5, ("H9",), barred=frozenset({"H9"})),
            "within the set time",
        ),
        (
            Visit("H9", "01", 1),
            TEAMS,
            Demand(5, due=("H9", "H8"), due_least=2),
            "due by credit: 2 are asked for, of 2 that are due 1 can be visited",
        ),
        (Visit("H9", "01", 1), (), Demand(5), "there is none"),
        (Visit("H9", "01", 1), TEAMS, Demand(0), "below 1"),
    ],
)
def test_a_demand_nobody_can_meet_is_named(
    visit: Visit, teams: tuple[Team, ...], demand: Demand, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        make_plan([visit], teams, demand)


def test_demands_that_do_not_fit_together_are_named() -> None:
    visits = [Visit(f"H{n}", "01", 1.0, days=2) for n in range(4)]
    demand = Demand(2, must=("H0", "H1", "H2"))
    with pytest.raises(
        UsageError, match="must visit H1: does not fit beside the 1 demands before it"
    ):
        make_plan(visits, (TEAMS[0], Team("B", home="05", default_travel=1)), demand)


def test_those_due_that_do_not_fit_beside_the_musts_are_named() -> None:
    visits = [Visit(f"H{n}", "01", 1.0, days=2) for n in range(3)]
    demand = Demand(2, must=("H0",), due=("H1", "H2"), due_least=1)
    with pytest.raises(UsageError, match="due by credit: 1 of them do not fit beside the 1"):
        make_plan(visits, (Team("A", home="01"),), demand)


def test_a_plan_without_those_due_has_the_hash_it_had_before_they_could_be_asked_for() -> None:
    visits = [Visit("H1", "01", 10.0)]
    assert make_plan(visits, TEAMS, Demand(3)).hash == (
        "be2126c83d176e68d5123e444872325fd054eed7568a37ac16b94867ea851956"
    )


def test_one_more_team_is_worth_what_a_plan_with_it_is() -> None:
    visits = [Visit(f"H{n}", "01", float(10 + n)) for n in range(6)]
    made = make_plan(visits, (Team("A", home="01"),), Demand(2))
    assert (made.value, made.one_more_team) == (15.0 + 14.0, 13.0 + 12.0)
