"""Ordinary life of a county: stays and visits drawn from reasons to lie and to come, with what cashiers take back."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from benchmarks.counties.grammar.world import FIRST, LAST, Person, Visit

from .bill import Biller

if TYPE_CHECKING:
    from benchmarks.counties.fifteenth.houses import County

YEAR = tuple(range(1, 13))


@dataclass(frozen=True)
class Ward:
    """A reason to lie: houses, department, diagnoses, ages, nights, bill; group, care, sex, how often, months, operation, kind."""

    houses: str
    dept: str
    dx: str
    ages: tuple[float, float]
    nights: tuple[int, int]
    bill: str
    group: tuple[str, str, float] | None = None
    care: str = "cared"
    sex: str = ""
    share: int = 3
    months: tuple[int, ...] = YEAR
    knife: str = ""
    kind: str = "21"


@dataclass(frozen=True)
class Room:
    """A reason to come: houses, department, diagnoses, ages, bill; kind, sex, how often, in which months, on days off too."""

    houses: str
    dept: str
    dx: str
    ages: tuple[float, float]
    bill: str
    kind: str = "11"
    sex: str = ""
    share: int = 3
    months: tuple[int, ...] = YEAR
    days_off: bool = False


def weekdays(first: date, which: tuple[int, ...], many: int) -> list[date]:
    """So many days that fall on these weekdays."""
    out, day = [], first
    while len(out) < many:
        if day.weekday() in which:
            out.append(day)
        day += timedelta(days=1)
    return out


@dataclass(frozen=True)
class Ordinary:
    """Who bills, the first day of a stay and of a visit, which share of stays has a line put right."""

    biller: Biller
    stays_from: date = FIRST + timedelta(days=3)
    visits_from: date = FIRST + timedelta(days=2)
    put_right_share: float = 0.03

    def stays(self, c: County, wards: Sequence[Ward], number: int) -> None:
        """So many stays over the year, each in its season; some lines taken back, one stay in sixty settled anew."""
        pool = [w for w in wards for _ in range(w.share)]
        for _ in range(number):
            w = c.rng.choice(pool)
            nights = c.rng.randint(*w.nights)
            day = c.workday(self.stays_from, LAST - timedelta(days=nights + 8))
            while day.month not in w.months:
                day = c.workday(self.stays_from, LAST - timedelta(days=nights + 8))
            self.put_right(c, self.lain(c, w, day, nights))

    def lain(self, c: County, w: Ward, day: date, nights: int) -> Visit:
        """One stay of that reason, one in ten by somebody known."""
        sex = w.sex or c.rng.choice("12")
        p = c.known(sex, int(w.ages[0]), int(w.ages[1]), day) if c.rng.random() < 0.1 and not w.knife and w.kind == "21" else None
        house, p = self.drawn(c, w, sex, p)
        return self.biller.lies(c, house, w.dept, w.dx, w.ages, nights, w.bill, care=w.care, day=day, person=p, group=w.group, kind=w.kind, knife=w.knife)

    def drawn(self, c: County, w: Ward, sex: str, known: Person | None) -> tuple[str, Person]:
        """The house, and who lies there."""
        return c.rng.choice(w.houses.split()), known or c.person(sex, *w.ages)

    def put_right(self, c: County, v: Visit) -> None:
        """What cashiers take back: a line next day, or the whole stay."""
        if c.rng.random() < self.put_right_share:
            x = c.rng.choice(v.lines)
            key = self.biller.word_of(x)
            twice = c.add(v, key, x.count, x.at, price=x.price, exact=True)
            c.add(v, key, -x.count, min(v.end, x.at + timedelta(hours=20)), price=x.price, exact=True, of=twice.sn)
        elif c.rng.random() < 0.016:
            v.refund = (v.settled or v.end) + timedelta(days=1, hours=1)
            v.again = v.refund + timedelta(minutes=30)

    def visits(self, c: County, rooms: Sequence[Room], number: int, *, counter: bool) -> None:
        """So many visits or, at a counter, sales, day by day."""
        pool = [r for r in rooms for _ in range(r.share)]
        for _ in range(number):
            r = c.rng.choice(pool)
            any_day = counter or r.kind == "13" or r.days_off
            self.seen(c, r, (c.day if any_day else c.workday)(self.visits_from, LAST - timedelta(days=2)), counter=counter)

    def seen(self, c: County, r: Room, day: date, *, counter: bool) -> Visit:
        """Somebody known or new, by that reason."""
        sex = r.sex or c.rng.choice("12")
        p = c.known(sex, int(r.ages[0]), int(r.ages[1]), day) if c.rng.random() < 0.35 else None
        p = p or c.person(sex, *r.ages)
        house = c.rng.choice(r.houses.split())
        if counter:
            return self.biller.buys(c, house, r.dx, r.ages, r.bill, day=day, person=p)
        at = c.rng.uniform(0, 23.4) if r.kind == "13" else None
        return self.biller.comes(c, house, r.dept, r.dx, r.ages, r.bill, kind=r.kind, day=day, person=p, at=at)

    def again(self, c: County, house: str, dept: str, dx: str, p: Person, days: list[date], bill: str, first: str = "", kind: str = "11", at: float | None = None, minutes: int = 40) -> list[Visit]:
        """A course: the same bill on each of the days, with something more on the first."""
        out: list[Visit] = []
        for n, day in enumerate(days):
            if day <= LAST - timedelta(days=1):
                hour = c.rng.uniform(8.4, 15.5) if at is None else at
                out.append(self.biller.comes(c, house, dept, dx, (0, 1), f"{bill} {first}" if n == 0 else bill, kind=kind, day=day, person=p, at=hour, minutes=minutes))
        return out
