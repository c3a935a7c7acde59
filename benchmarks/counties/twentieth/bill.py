"""Bills of a county that opens in August, of which some houses charge by the items of the guidelines."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from benchmarks.counties.grammar.bill import Biller
from benchmarks.counties.grammar.bill import somebody as somebody
from benchmarks.counties.grammar.ordinary import Ordinary
from benchmarks.counties.grammar.world import Line, Visit

from .goods import ITEMS, PANELS
from .houses import HOURLY, OPEN

POINT = 11.6
"""Yuan for a point (DIP); the group is the code of the illness and the way of treatment."""


class ByWord(Biller):
    """One word stands under two codes here, so that lines are told by their word."""

    def word_of(self, line: Line) -> str:
        """The word by which a line was charged."""
        return str(line.more["key"])

    def of(self, v: Visit, keys: str) -> list[Line]:
        """The lines of a visit that charge these words."""
        return [x for x in v.lines if x.more.get("key") in keys.split()]


BILLER = ByWord(ITEMS, PANELS, HOURLY, rate=POINT, opens=OPEN, whole_days=True)
billed = BILLER.billed
buys = BILLER.buys
comes = BILLER.comes
lies = BILLER.lies
of = BILLER.of
operated = BILLER.operated
room_for = BILLER.room_for
ORDINARY = Ordinary(BILLER, stays_from=OPEN, visits_from=OPEN)
