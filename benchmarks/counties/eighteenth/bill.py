"""Bills of a river county, with its goods."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from benchmarks.counties.grammar.bill import Biller
from benchmarks.counties.grammar.bill import somebody as somebody
from benchmarks.counties.grammar.ordinary import Ordinary

from .goods import ITEMS, PANELS
from .houses import HOURLY

RATE = 3600
BILLER = Biller(ITEMS, PANELS, HOURLY, rate=RATE, whole_days=True)
billed = BILLER.billed
buys = BILLER.buys
comes = BILLER.comes
grouped = BILLER.grouped
lies = BILLER.lies
of = BILLER.of
operated = BILLER.operated
room_for = BILLER.room_for
words = BILLER.words
ORDINARY = Ordinary(BILLER)
