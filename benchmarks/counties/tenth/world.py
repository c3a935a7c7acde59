"""This county's world: the seventh's machine with this county's goods, wards and habits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.counties.grammar.delivery import written
from benchmarks.counties.grammar.world import (
    FIRST,
    LAST,
    House,
    Item,
    Line,
    Person,
    Visit,
    World,
    rate,
    spent,
)

from .goods import ITEMS
from .houses import DOCTORS, HABITS, THERAPISTS, WARD_STYLE, Habit

__all__ = ["FIRST", "LAST", "County", "Line", "Person", "Visit", "rate", "spent", "written"]

BASE = {"2": 6400.0, "3": 5200.0}
"""Yuan per weight, by level of house."""
RARE = {"ES21": 1.6, "BY15": 0.2, "MD15": 0.3, "SR15": 0.75, "NZ15": 0.3, "ET15": 0.6, "XT15": 0.3}
"""Weights of groups that ordinary life has too few stays of."""


class County(World):
    """The seventh's world, where each ward posts as it is used to and items are this county's."""

    def __init__(self, seed: int, houses: Iterable[House]) -> None:
        super().__init__(seed, houses)
        for n, h in enumerate(self.houses.values()):
            many = 0 if h.shop else 1 if h.key.startswith("cw") else DOCTORS.get(h.key, 7)
            h.doctors = [f"D33020{n:03d}{i:03d}" for i in range(many)]
            h.therapists = [f"J33020{n:03d}{i:03d}" for i in range(THERAPISTS.get(h.key, 0))]
        self.weights: dict[str, tuple[str, float]] = {
            code: ("", weight) for code, weight in RARE.items()
        }

    def habit(self, house: str) -> Habit:
        """What the house is used to."""
        return HABITS.get(house, Habit())

    def doctor_of(self, house: str, dept: str) -> str:
        """One of the doctors of a department; in some houses one of them signs everything."""
        h = self.houses[house]
        if not h.doctors:
            return ""
        if self.habit(house).alone:
            return h.doctors[0]
        first = sum(map(ord, dept)) % len(h.doctors)
        return h.doctors[(first + self.rng.randrange(4)) % len(h.doctors)]

    def add(
        self,
        v: Visit,
        key: str,
        count: float = 1,
        at: datetime | None = None,
        *,
        price: float | None = None,
        doctor: str | None = None,
        exact: bool = False,
        **more: Any,
    ) -> Line:
        """Charge an item of this county; the ward's style decides the time unless it is exact."""
        item = ITEMS[key]
        minutes = max(0, int((v.end - v.start).total_seconds() // 60))
        at = at or v.start + timedelta(minutes=min(12, minutes))
        v.more["numbered"] = n = v.more.get("numbered", 0) + 1
        sn = str(n) if v.house.own_numbers else f"F{v.id[1:]}{n:04d}"
        line = Line(
            sn, v, item, at if exact else self.posted(v, at), count,
            self.price(v, key, item) if price is None else price,
            v.doctor if doctor is None else doctor, more,
        )  # fmt: skip
        v.lines.append(line)
        return line

    def price(self, v: Visit, key: str, item: Item) -> float:
        """Services are cheaper in lower houses; every shop has a margin of its own on each of its goods."""
        if v.house.shop:
            return round(item.price * (0.93 + sum(map(ord, v.house.key + key)) % 17 / 100), 1)
        return round(
            item.price * (0.9 if item.listing == "201" and v.house.level == "3" else 1.0), 2
        )

    def posted(self, v: Visit, at: datetime) -> datetime:
        """When the ward writes down what was done then."""
        house, style = v.house, WARD_STYLE.get((v.house.key, v.dept), v.house.style)
        kept, house.style = house.style, style
        out = super().posted(v, at)
        house.style = kept
        return out

    def code(self, item: Item) -> str:
        """A new box; the first seven digits say which drug."""
        prefix = 8200000 + [i.code for i in ITEMS.values()].index(item.code) * 41
        return f"{prefix}{self.rng.randrange(10**13):013d}"

    def group(self, v: Visit, code: str, name: str) -> None:
        """The group of a stay where the house is paid by groups; its weight is what such stays cost here."""
        if v.house.pays == "drg":
            _, weight = self.weights.get(code, (name, 0.0))
            v.group = (code, name, weight, round(weight * BASE[v.house.level], 2))

    def weigh(self) -> None:
        """Give every group the mean cost of its ordinary stays and every stay its standard."""
        costs: dict[str, list[float]] = {}
        names: dict[str, str] = {}
        for v in self.visits:
            if v.group:
                costs.setdefault(v.group[0], []).append(
                    sum(x.amount for x in v.lines) / BASE[v.house.level]
                )
                names[v.group[0]] = v.group[1]
        for code, many in costs.items():
            self.weights[code] = (names[code], round(sum(many) / len(many) * 1.02, 2))
        for v in self.visits:
            if v.group:
                self.group(v, v.group[0], v.group[1])


def free_day(w: County, p: Person, lo: date, hi: date, days: int = 0, tries: int = 40) -> date:
    """A day on which this person is nowhere else."""
    for _ in range(tries):
        d = w.day(lo, hi)
        if p.free(d - timedelta(days=1), d + timedelta(days=days + 1)):
            return d
    return d
