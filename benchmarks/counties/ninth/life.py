"""The county in memory: the seventh's machine with this county's goods, wards that post apart, beds, families, refunds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.counties.grammar.world import FIRST, LAST, Line, Person, Visit, World, rate

from .goods import ITEMS
from .houses import HABITS, PLAIN, Habit, houses

Diagnosis = tuple[str, str]


class County(World):
    """Forty-six houses and everybody who came to them."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, houses())
        self.beds: dict[str, list[list[tuple[date, date]]]] = {}
        self.crowd: list[Person] = []
        self.in_two_places: set[str] = set()
        self.sugar: dict[str, list[datetime]] = {}
        self.moves: list[dict[str, Any]] = []
        for key, h in self.houses.items():
            if key in ("yy2", "yy7", "zy1", "zy2", "sq1", "sq3", "sq4"):
                n = list(self.houses).index(key)
                h.therapists = [f"J33012{n:03d}{i:03d}" for i in range(6)]

    def habit(self, key: str) -> Habit:
        """What is ordinary there."""
        return HABITS.get(key, PLAIN)

    def somebody(self, a: date, b: date, lo: float = 0, hi: float = 95, sex: str = "") -> Person:
        """One of the crowd who has nothing else on these days and the week around."""
        week = timedelta(days=6)
        for _ in range(40):
            if not self.crowd or self.rng.random() > (len(self.crowd) / 6500) ** 0.2:
                break
            p = self.rng.choice(self.crowd)
            age = (a - p.born).days / 365.25
            if lo <= age < hi and sex in ("", p.sex) and p.free(a - week, b + week):
                return p
        born = a - timedelta(days=int(self.rng.uniform(lo + 0.1, hi) * 365.25))
        born = min(max(born, date(1931, 1, 5)), a - timedelta(days=40))
        p = self.person(sex, born=born)
        if (FIRST - p.born).days < 18 * 365 and p.insurance == "310":
            p.insurance = "390"
        self.crowd.append(p)
        return p

    def come(
        self,
        house: str,
        p: Person,
        at: datetime,
        kind: str = "11",
        dept: str = "全科",
        why: Iterable[Diagnosis] = (),
        minutes: int = 25,
        **more: Any,
    ) -> Visit:
        """A visit of the day."""
        h = self.houses[house]
        doctor = h.doctors[0] if h.doctors and self.habit(house).one_hand else ""
        v = self.visit(
            house,
            p,
            kind,
            at,
            at + timedelta(minutes=minutes),
            dept,
            why or (("Z76.000", "取药"),),
            doctor,
        )
        v.more.update(more)
        if at < datetime.fromisoformat(self.habit(house).scans_from):
            v.more["unscanned"] = True
        return v

    def lie(
        self,
        house: str,
        p: Person,
        first: datetime,
        last: datetime,
        kind: str,
        dept: str,
        why: list[Diagnosis],
    ) -> Visit:
        """A stay in the first bed that is free."""
        h, habit = self.houses[house], self.habit(house)
        doctor = h.doctors[0] if habit.one_hand else ""
        rows = self.beds.setdefault(house, [])
        n = next(
            (
                k
                for k, taken in enumerate(rows)
                if all(last.date() <= x or first.date() >= y for x, y in taken)
            ),
            len(rows),
        )
        if n == len(rows):
            rows.append([])
        rows[n].append((first.date(), last.date()))
        v = self.visit(house, p, kind, first, last, dept, why, doctor, f"{dept[:1]}{n + 1:03d}")
        return v

    def add(
        self, v: Visit, key: str, count: float = 1, at: datetime | None = None, **given: Any
    ) -> Line:
        """Charge, in the house's own unit and under its own name; wards may post apart."""
        price, doctor, exact = (
            given.pop("price", None),
            given.pop("doctor", None),
            given.pop("exact", False),
        )
        if key == "hba1c":
            before = self.sugar.setdefault(v.person.id, [])
            if any(abs(v.start - t) < timedelta(days=100) for t in before):
                key = "glucose"
            else:
                before.append(v.start)
        item, habit = ITEMS[key], self.habit(v.house.key)
        at = at or v.start + timedelta(
            minutes=min(12, max(0, int((v.end - v.start).total_seconds() // 60)))
        )
        factor = 1.0
        if item.listing == "201":
            factor = {"1": 1.1, "2": 1.0, "3": 0.9, "11": 1.0}[v.house.level]
        cost = round(item.price * factor, 2) if price is None else price
        if habit.pieces and v.stay and item.listing == "101" and item.days > 1:  # by the tablet
            n = int(found.group(1)) if (found := re.search(r"\*(\d+)\)", item.name)) else 1
            count, cost = max(1, round(count * n)), round(cost / n, 4)
        if habit.names:
            given.setdefault("local_name", habit.names + item.name.split("(")[0])
        if item.listing == "101" and item.days > 1:
            given.setdefault("days", item.days * round(count) if not habit.pieces else item.days)
            if habit.days:  # the machine writes what it always writes
                given["days"] = {"seven": 7, "box": item.days, "one": 1}[habit.days]
        sn = str(len(v.lines) + 1) if v.house.own_numbers else f"F{v.id[1:]}{len(v.lines) + 1:04d}"
        line = Line(
            sn,
            v,
            item,
            at if exact else self.posted(v, at),
            count,
            cost,
            v.doctor if doctor is None else doctor,
            given,
        )
        v.lines.append(line)
        return line

    def posted(self, v: Visit, at: datetime) -> datetime:
        """When the ward of this house writes down what was done then."""
        own, kept = self.habit(v.house.key).wards.get(v.dept), v.house.style
        v.house.style = own or kept
        out = super().posted(v, at)
        v.house.style = kept
        return (
            max(out, v.start) if v.stay and v.house.style not in ("midnight",) and not own else out
        )

    def code(self, item: Any) -> str:
        """A new box; one agency in six writes the long form."""
        n = [i.code for i in ITEMS.values()].index(item.code)
        if n % 6 == 4:
            return f"01069{n:011d}21{self.rng.randrange(10**12):012d}"
        return f"{8100000 + n * 37}{self.rng.randrange(10**13):013d}"

    def rx(self) -> str:
        """A new prescription's number."""
        self.number_rx = getattr(self, "number_rx", 0) + 1
        return f"RX{self.number_rx:08d}"

    def give_back(self, v: Visit) -> None:
        """A refund as this house does them."""
        way = self.habit(v.house.key).refund
        done = v.settled or v.end + timedelta(minutes=20)
        if way == "line":
            x = next((x for x in v.lines if x.count > 0 and x.item.listing == "101"), None)
            if x:
                self.add(v, self.key(x), -x.count, x.at, exact=True, price=x.price, of=x.sn)
                x.more["unscanned"] = True
            return
        v.refund = done + (timedelta(days=31) if way == "next" else timedelta(hours=2))
        v.refund_lines = way != "noline"
        v.again = v.refund + timedelta(minutes=9)
        v.more["unscanned"] = True

    @staticmethod
    def key(x: Line) -> str:
        """The key of a line's item."""
        return next(k for k, i in ITEMS.items() if i.code == x.item.code)

    def buy(
        self,
        shop: str,
        p: Person,
        at: datetime,
        keys: Iterable[str | tuple[str, float]],
        why: Diagnosis,
        kind: str = "41",
        **more: Any,
    ) -> Visit:
        """A purchase of one box of each, or of as many as said."""
        v = self.come(shop, p, at, kind, "", [why], minutes=5, **more)
        number = self.rx()
        for k in keys:
            key, n = k if isinstance(k, tuple) else (k, 1)
            self.add(v, key, n, at, rx=number)
        return v

    def seen(
        self,
        house: str,
        p: Person,
        at: datetime,
        keys: Iterable[str | tuple[str, float]],
        why: Diagnosis,
        dept: str = "全科",
        kind: str = "11",
        minutes: int = 25,
        **more: Any,
    ) -> Visit:
        """A visit with the fee of that house and what is named."""
        v = self.come(house, p, at, kind, dept, [why], minutes, **more)
        self.add(v, "see" if house[0] == "y" or self.houses[house].private else "see_base", at=at)
        number = self.rx()
        for k in keys:
            key, n = k if isinstance(k, tuple) else (k, 1)
            self.add(v, key, n, at, rx=number)
        return v

    def grouped(self, v: Visit, code: str, name: str, weight: float) -> None:
        """Paid by group where the house is."""
        if v.house.pays in ("drg", "dip"):
            base = {"1": 2700.0, "2": 1900.0, "3": 1300.0}[v.house.level]
            v.group = (code, name, weight, round(base * weight, 2))


def per_day(a: datetime, b: datetime) -> list[datetime]:
    """Every day of a stay at nine, the last one left out."""
    return [
        datetime(a.year, a.month, a.day, 9) + timedelta(days=n)
        for n in range(max(1, (b.date() - a.date()).days))
    ]


__all__ = ["FIRST", "LAST", "County", "Diagnosis", "Line", "Person", "Visit", "per_day", "rate"]
