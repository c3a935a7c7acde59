"""Bills of a county that opens in the summer, with its goods."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from benchmarks.counties.grammar.bill import Biller
from benchmarks.counties.grammar.bill import somebody as somebody
from benchmarks.counties.grammar.ordinary import Ordinary

from .goods import ITEMS, PANELS
from .houses import HOURLY, OPEN

BILLER = Biller(ITEMS, PANELS, HOURLY, rate=5200, opens=OPEN, whole_days=True)
billed = BILLER.billed
buys = BILLER.buys
comes = BILLER.comes
lies = BILLER.lies
of = BILLER.of
operated = BILLER.operated
room_for = BILLER.room_for
ORDINARY = Ordinary(BILLER, stays_from=OPEN, visits_from=OPEN)
