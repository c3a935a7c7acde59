"""The fourth county at work: the third county's clerks over its own houses, prices and illnesses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.counties.outside.people import Person, Provider, at
from benchmarks.counties.outside.records import Line, Visit
from benchmarks.counties.outside.world import World
from benchmarks.counties.stranger.illnesses import Illness
from benchmarks.counties.stranger.plan import Mark
from benchmarks.counties.third.world import Third

from .goods import ITEMS
from .houses import INDEX, houses
from .illnesses import ILLNESSES


class Fourth(Third):
    """The county: its own houses, prices and habits on the books of the others."""

    illnesses = ILLNESSES

    def __init__(self, seed: int, scale: float) -> None:
        World.__init__(self, seed, scale, items=ITEMS, houses=houses(), people=24000)
        self.happened: set[tuple[str, str]] = set()

    def house(self, key: str) -> Provider:
        """A house by its key; of several (`a,b`) any."""
        return self.providers[INDEX[self.rng.choice(key.split(","))]]

    def stay(
        self, p: Person, h: Provider, ill: str | Illness, start: date, nights: int = 0, **how: Any
    ) -> tuple[Visit, list[Mark]]:
        """Open a stay."""
        d = self.illnesses[ill] if isinstance(ill, str) else ill
        v, marks = super().stay(p, h, d, start, nights, **how)
        if d.key == "homebed":  # a bed at home belongs to no ward
            v.bed = ""
        for line in v.lines:  # `ex:one`: the same therapist for everybody
            if line.exec_dr == "one":
                line.exec_dr = h.therapists[0].code
        return v, marks

    def seen(
        self, p: Person, h: Provider, ill: str | Illness, when: datetime, **how: Any
    ) -> tuple[Visit, list[Mark]]:
        """An outpatient visit."""
        d = self.illnesses[ill] if isinstance(ill, str) else ill
        return super().seen(p, h, d, when, **how)

    def moment(self, day: date, first: int = 8, last: int = 16) -> datetime:
        """A moment of a day, to the second."""
        return at(
            day, self.rng.randint(first, last), self.rng.randint(0, 59), self.rng.randint(0, 59)
        )

    def box(self, shop: Provider, key: str, when: datetime) -> str:
        """A box sold for cash; returns its code."""
        code = self.stock.code(self.items[key])
        self.stock.buy(shop, self.items[key], code, when)
        self.stock.sell(shop, self.items[key], code, when)
        return code

    def recode(self, v: Visit, codes: list[str]) -> None:
        """Scan given codes for the boxes of a visit, in place of the ones that came with them."""
        spare = iter(codes)
        for line in v.lines:
            if line.item.list_type != "101" or line.cnt <= 0:
                continue
            for _ in range(int(line.cnt)):
                code = next(spare, "")
                if code:
                    line.codes.append(code)
                    self.stock.sell(
                        v.provider, line.item, code, line.when, line=line, visit=v, cnt=line.cnt
                    )

    def bought_instead(self, v: Visit, lines: list[Line]) -> None:
        """Where a soft lens was charged and never bought, a hard one was."""
        for line in lines:
            if line.item.key == "lens":
                plain = self.items["lens_plain"]
                self.stock.buy(v.provider, plain, "", line.when)

    def later(self, day: date, low: int, high: int) -> date:
        """A day some days later."""
        return day + timedelta(days=self.rng.randint(low, high))
