"""This county in memory: beds, doctors by department, posting by ward, refunds by house."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import md5
from typing import Any

from benchmarks.counties.grammar import world as seventh

from .goods import ITEMS, PIECES
from .houses import House, houses

Line, Visit, Person = seventh.Line, seventh.Visit, seventh.Person
FIRST, LAST = seventh.FIRST, seventh.LAST
LEVEL_FACTOR = {"1": 1.1, "2": 1.0, "3": 0.85, "11": 1.0}
"""1 is a tertiary house, 3 a township's."""
NUMBERS = [i.code for i in ITEMS.values()]


class World(seventh.World):
    """The seventh county's machines with wards that post, count and refund in their own ways."""

    houses: dict[str, House]  # type: ignore[assignment]

    def __init__(self, seed: int) -> None:
        super().__init__(seed, houses())
        self.beds: dict[tuple[str, str], list[list[tuple[date, date]]]] = defaultdict(list)
        self.pool: dict[str, list[Person]] = defaultdict(list)
        self.standards: dict[str, float] = {}
        self.known = 0.25
        """How often a house sees somebody whom it knows; nobody whom a case is played with."""
        for n, h in enumerate(self.houses.values()):
            many = 0 if h.shop else {"1": 40, "2": 24, "3": 8, "11": 2}[h.level]
            many = 1 if h.key.startswith("cw") else many
            h.doctors = [f"D33010{n:03d}{i:03d}" for i in range(many)]
            many = {"kf": 16, "zyy": 8, "h3a": 8, "h3b": 8, "h2a": 6, "h2b": 6, "pa": 4}.get(
                h.key, 0
            )
            h.therapists = [f"J33010{n:03d}{i:03d}" for i in range(many)]

    def doctor(self, house: str, dept: str) -> str:
        """One of the three of this department; where one alone signs, the first."""
        h = self.houses[house]
        if not h.doctors:
            return ""
        if h.alone:
            return h.doctors[0]
        base = int(md5(dept.encode()).hexdigest(), 16) % len(h.doctors)
        return h.doctors[(base + self.rng.randrange(3)) % len(h.doctors)]

    def free_bed(self, house: str, dept: str, a: date, b: date) -> str:
        """The first bed of the ward in which nobody lies on these days."""
        beds = self.beds[house, dept]
        for n, used in enumerate(beds):
            if all(b <= x or y <= a for x, y in used):
                used.append((a, b))
                return f"{dept[:2]}{n + 1:02d}"
        beds.append([(a, b)])
        return f"{dept[:2]}{len(beds):02d}"

    def patient(
        self, house: str, a: date, b: date, lo: float, hi: float, sex: str = "", insurance: str = ""
    ) -> Person:
        """A person of this age on the day: mostly new, sometimes one whom the house knows and who is free."""
        h = self.houses[house]
        if h.old and hi > 60:
            lo = max(lo, min(hi - 8, 66))
        if self.rng.random() < self.known:
            for _ in range(4):
                if not self.pool[house]:
                    break
                p = self.rng.choice(self.pool[house])
                age = (a - p.born).days / 365.25
                free = p.free(a - timedelta(days=45), b + timedelta(days=45))
                if lo <= age <= hi and free and (not sex or p.sex == sex) and not insurance:
                    return p
        born = a - timedelta(days=int(self.rng.uniform(lo, hi) * 365.25) + 2)
        p = self.person(sex, insurance=insurance or ("390" if hi < 18 else ""), born=born)
        self.pool[house].append(p)
        return p

    def visit(
        self, house: str, person: Person, kind: str, start: datetime, *args: Any, **more: Any
    ) -> Visit:
        """Registered, with a doctor of the department."""
        dept = more.get("dept", args[1] if len(args) > 1 else "内科")
        more.setdefault("doctor", self.doctor(house, dept))
        return super().visit(house, person, kind, start, *args, **more)

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
        """Charge; the ward's style decides the time on the line unless it is exact."""
        item = ITEMS[key]
        at = at or v.start + timedelta(
            minutes=min(12, max(0, int((v.end - v.start).total_seconds() // 60)))
        )
        if price is None:
            factor = LEVEL_FACTOR[v.house.level] if item.listing == "201" else 1.0
            price = round(item.price * factor, 2)
        if v.house.rename and item.kind == "05" and "local_name" not in more:  # type: ignore[attr-defined]
            more["local_name"] = v.house.rename + item.name  # type: ignore[attr-defined]
        number = (
            str(len(v.lines) + 1) if v.house.own_numbers else f"F{v.id[1:]}{len(v.lines) + 1:04d}"
        )
        time = at if exact else self.posted(v, at)
        line = Line(
            number, v, item, time, count, price, v.doctor if doctor is None else doctor, more
        )
        v.lines.append(line)
        return line

    def tablets(
        self, v: Visit, key: str, days: float, at: datetime | None = None, **more: Any
    ) -> Line:
        """Drugs by mouth for so many days: boxes, or single tablets to inpatients where the house counts so."""
        item = ITEMS[key]
        if v.stay and v.house.by_tablet and PIECES[key] > 1 and not more.get("take"):  # type: ignore[attr-defined]
            many = max(1, round(PIECES[key] / item.days * days))
            price = round(item.price / PIECES[key], 4)
            return self.add(v, key, many, at, price=price, unscanned=True, days=int(days), **more)
        return self.add(v, key, max(1, -(-int(days) // item.days)), at, days=int(days), **more)

    def posted(self, v: Visit, at: datetime) -> datetime:
        """As the ward does, else as the house does."""
        h = v.house
        usual, h.style = h.style, h.wards.get(v.dept, h.style)  # type: ignore[attr-defined]
        out = super().posted(v, at)
        h.style = usual
        return out

    def code(self, item: Any) -> str:
        """A new box."""
        return f"{8200000 + NUMBERS.index(item.code) * 41}{self.rng.randrange(10**13):013d}"

    def undo(self, v: Visit, line: Line | None = None) -> None:
        """Something was keyed wrongly: put right as this house does it."""
        how = v.house.refunds  # type: ignore[attr-defined]
        settled = v.settled or v.end + timedelta(minutes=20)
        if how == "line" and line is not None:
            self.add(
                v,
                next(k for k, i in ITEMS.items() if i is line.item),
                -line.count,
                min(v.end, line.at + timedelta(hours=20))
                if v.stay
                else line.at + timedelta(minutes=6),
                price=line.price,
                exact=True,
                of=line.sn,
            )
        else:
            if line is not None:
                v.lines.remove(line)
            v.refund = settled + (timedelta(days=31) if how == "month" else timedelta(hours=2))
            v.again = v.refund + timedelta(minutes=9)

    def stay_of(
        self,
        house: str,
        person: Person,
        start: datetime,
        days: int,
        dept: str,
        diagnoses: Iterable[tuple[str, str]],
        kind: str = "21",
        group: tuple[str, str] | None = None,
    ) -> Visit:
        """A stay with its bed, its end in the morning, its settlement at noon."""
        end = self.at(start.date() + timedelta(days=days), 9.0, 11.6)
        v = self.visit(house, person, kind, start, end, dept=dept, diagnoses=diagnoses)
        v.bed = self.free_bed(house, dept, start.date(), end.date())
        v.settled = end + timedelta(minutes=self.rng.randrange(20, 200))
        if group and v.house.pays == "drg":
            v.group = (group[0], group[1], 0.0, 0.0)
        return v

    def group_standards(self) -> None:
        """What a group pays: what its ordinary stays cost on average."""
        cost: dict[str, list[float]] = defaultdict(list)
        for v in self.visits:
            if v.group:
                cost[v.group[0]].append(sum(x.amount for x in v.lines))
        self.standards = {k: round(sum(c) / len(c), -1) for k, c in cost.items()}
        for v in self.visits:
            self.grouped(v)

    def grouped(self, v: Visit) -> None:
        """The weight and the standard of the stay's group."""
        if v.group:
            code, name = v.group[:2]
            pay = self.standards.get(code, 6000.0)
            v.group = (code, name, round(pay / 9000, 4), pay)
