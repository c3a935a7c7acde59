"""Bills of a mill town, with its goods."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.bill import Biller
from benchmarks.counties.grammar.bill import somebody as somebody
from benchmarks.counties.grammar.world import LAST, Line, Person, Visit

from .goods import ITEMS, PANELS
from .houses import HOURLY, County

RATE = 6400
BILLER = Biller(ITEMS, PANELS, HOURLY, rate=RATE)
billed = BILLER.billed
buys = BILLER.buys
comes = BILLER.comes
lies = BILLER.lies
operated = BILLER.operated
words = BILLER.words


def again(c: County, house: str, dept: str, dx: str, p: Person, days: list[date], bill: str, *, first: str = "", kind: str = "11", at: float | None = None, minutes: int = 40) -> list[Visit]:
    """A course: the same bill on each of the days, with something more on the first."""
    out: list[Visit] = []
    for day in days:
        if day < LAST:
            out.append(comes(c, house, dept, dx, (0, 1), bill if out else f"{bill} {first}", kind=kind, day=day, person=p, at=c.rng.uniform(8.4, 15.4) if at is None else at, minutes=minutes))
    return out


def every(day: date, step: int, many: int) -> list[date]:
    """So many days, a step apart."""
    return [day + timedelta(days=step * k) for k in range(many)]


def workdays(day: date, many: int) -> list[date]:
    """So many days from Monday to Friday."""
    return [d for d in every(day, 1, many * 2 + 4) if d.weekday() < 5][:many]


def begins(c: County, room: int = 20) -> date:
    """A workday with room behind it."""
    return c.workday(date(2025, 1, 8), LAST - timedelta(days=room))


def rows(v: Visit, *names: str) -> list[Line]:
    """Rows of these words."""
    codes = {ITEMS[k].code for k in names}
    return [x for x in v.lines if x.item.code in codes]
