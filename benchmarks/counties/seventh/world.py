"""The world of this county, with its goods."""

from __future__ import annotations

from benchmarks.counties.grammar import world as grammar
from benchmarks.counties.grammar.world import FIRST as FIRST
from benchmarks.counties.grammar.world import LAST as LAST
from benchmarks.counties.grammar.world import House as House
from benchmarks.counties.grammar.world import Line as Line
from benchmarks.counties.grammar.world import Person as Person
from benchmarks.counties.grammar.world import Visit as Visit
from benchmarks.counties.grammar.world import rate as rate

from .goods import ITEMS


class World(grammar.World):
    """Charges what this county's list has."""

    goods = ITEMS
