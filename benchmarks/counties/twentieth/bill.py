"""Bills of a county that opens in August, of which some houses charge by the items of the guidelines."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.grammar.bill import Biller
from benchmarks.counties.grammar.bill import somebody as somebody
from benchmarks.counties.grammar.ordinary import Ordinary
from benchmarks.counties.grammar.world import Line, Visit

from .goods import ITEMS, PANELS
from .houses import HOURLY, OPEN, County

POINT = 11.6
"""Yuan for a point (DIP); the group is the code of the illness and the way of treatment."""


class ByWord(Biller):
    """One word stands under two codes here, so that lines are told by their word."""

    def of(self, v: Visit, keys: str) -> list[Line]:
        """The lines of a visit that charge these words."""
        return [x for x in v.lines if x.more.get("key") in keys.split()]


class Southern(Ordinary):
    """Ordinary life; what cashiers take back is told by its word."""

    def put_right(self, c: County, v: Visit) -> None:  # type: ignore[override]
        """A line next day, or the whole stay."""
        if c.rng.random() < self.put_right_share:
            x = c.rng.choice(v.lines)
            twice = c.add(v, x.more["key"], x.count, x.at, price=x.price, exact=True)
            c.add(v, x.more["key"], -x.count, min(v.end, x.at + timedelta(hours=20)), price=x.price, exact=True, of=twice.sn)
        elif c.rng.random() < 0.016:
            v.refund = (v.settled or v.end) + timedelta(days=1, hours=1)
            v.again = v.refund + timedelta(minutes=30)


BILLER = ByWord(ITEMS, PANELS, HOURLY, rate=POINT, opens=OPEN, whole_days=True)
billed = BILLER.billed
buys = BILLER.buys
comes = BILLER.comes
lies = BILLER.lies
of = BILLER.of
operated = BILLER.operated
room_for = BILLER.room_for
ORDINARY = Southern(BILLER, stays_from=OPEN, visits_from=OPEN)
