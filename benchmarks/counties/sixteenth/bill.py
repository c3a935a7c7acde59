"""Bills of a large city, with its goods."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from benchmarks.counties.grammar.bill import Biller
from benchmarks.counties.grammar.bill import somebody as somebody
from benchmarks.counties.grammar.ordinary import Ordinary, Ward
from benchmarks.counties.grammar.world import Person

from .goods import ITEMS, PANELS
from .houses import HOURLY, County

RATE = 9000
BILLER = Biller(ITEMS, PANELS, HOURLY, rate=RATE)
billed = BILLER.billed
buys = BILLER.buys
comes = BILLER.comes
lies = BILLER.lies
operated = BILLER.operated
words = BILLER.words


class City(Ordinary):
    """Whoever falls ill here looks for a house afterwards."""

    def drawn(self, c: County, w: Ward, sex: str, known: Person | None) -> tuple[str, Person]:
        """Who lies there, and in which house."""
        p = known or c.person(sex, *w.ages)
        return c.rng.choice(w.houses.split()), p


ORDINARY = City(BILLER, put_right_share=0.04)
