"""What a plan is told and what it says: providers, teams, demands; stops and their worth."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Visit:
    """A provider that may be visited. worth: yuan expected; days: that a visit takes."""

    provider_id: str
    county: str
    worth: float
    days: int = 1
    skills: frozenset[str] = frozenset()
    owner: str = ""


@dataclass(frozen=True)
class Team:
    """A team. avoids: providers it may not visit (回避, and those it visited last: rotation).

    travel: days lost in setting up in a county; `default` for those not named, nothing at home.
    """

    name: str
    skills: frozenset[str] = frozenset()
    home: str = ""
    avoids: frozenset[str] = frozenset()
    travel: tuple[tuple[str, int], ...] = ()
    default_travel: int = 1

    def set_up(self, county: str) -> int:
        return 0 if county == self.home else dict(self.travel).get(county, self.default_travel)

    def may(self, visit: Visit) -> bool:
        return visit.provider_id not in self.avoids and visit.skills <= self.skills


@dataclass(frozen=True)
class Demand:
    """What a plan is asked for. must: providers that are visited in any case.

    by_lot: how many are drawn beside them; seed: of the draw. barred: visited not long ago.
    owner_cap: visits of providers of one owner at most, 0 for no cap. due: providers whose next visit
    by their credit is due; due_least: how many of them are visited at least.
    """

    days: int
    must: tuple[str, ...] = ()
    by_lot: int = 0
    seed: int = 0
    barred: frozenset[str] = frozenset()
    owner_cap: int = 0
    due: tuple[str, ...] = ()
    due_least: int = 0


@dataclass(frozen=True)
class Stop:
    """One visit of the plan; day counts from 1."""

    team: str
    day: int
    provider_id: str
    county: str
    days: int
    worth: float
    why: str


@dataclass(frozen=True)
class Plan:
    """Who goes where on which day. others: the value of other ways at the same team-days.

    gap: what a better plan could still gain at most, as a share; 0 where this one is the best.
    lot: the drawn providers in the order of the draw; hash: of the input, for the record.
    """

    stops: list[Stop]
    value: float
    gap: float
    others: dict[str, float] = field(default_factory=dict)
    one_more_team: float = 0.0
    lot: tuple[str, ...] = ()
    hash: str = ""
