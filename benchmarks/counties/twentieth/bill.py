"""Bills of a county of points, in which one item stands under two codes: a line remembers its word."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date

from benchmarks.counties.fifteenth.houses import County
from benchmarks.counties.grammar.bill import Biller
from benchmarks.counties.grammar.bill import somebody as somebody
from benchmarks.counties.grammar.ordinary import Ordinary, Ward
from benchmarks.counties.grammar.world import Line, Visit

from .goods import ITEMS, PANELS
from .houses import HOURLY, OPEN

POINT = 11.6
"""Yuan for a point: the group is the code of the illness and the way of treatment."""


class Pointed(Biller):
    """Lines are told by their word."""

    def word_of(self, line: Line) -> str:
        """The word that the line was charged by."""
        return str(line.more["key"])

    def of(self, v: Visit, keys: str) -> list[Line]:
        """The lines of a visit that charge these words."""
        wanted = keys.split()
        return [x for x in v.lines if x.more.get("key") in wanted]


class Life(Ordinary):
    """Nobody lies twice."""

    def lain(self, c: County, w: Ward, day: date, nights: int) -> Visit:
        """One stay of that reason."""
        sex = w.sex or c.rng.choice("12")
        house, p = self.drawn(c, w, sex, None)
        return self.biller.lies(c, house, w.dept, w.dx, w.ages, nights, w.bill, care=w.care, day=day, person=p, group=w.group, kind=w.kind, knife=w.knife)


BILLER = Pointed(ITEMS, PANELS, HOURLY, rate=POINT, opens=OPEN, whole_days=True)
ORDINARY = Life(BILLER, stays_from=OPEN, visits_from=OPEN)
billed = BILLER.billed
buys = BILLER.buys
comes = BILLER.comes
grouped = BILLER.grouped
lies = BILLER.lies
of = BILLER.of
operated = BILLER.operated
room_for = BILLER.room_for
