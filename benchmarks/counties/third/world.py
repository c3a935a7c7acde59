"""The third county at work: the second county's clerks over its own houses, prices and illnesses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.counties.outside.people import Person, Provider, at
from benchmarks.counties.outside.records import DRG_RATE, Visit
from benchmarks.counties.outside.world import World
from benchmarks.counties.stranger.illnesses import Illness
from benchmarks.counties.stranger.plan import Mark
from benchmarks.counties.stranger.world import Strange

from .goods import ITEMS
from .houses import INDEX, houses
from .illnesses import ILLNESSES

MAJOR = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "SSRQKTBCFEGJILOPQXIVVVVVVX", strict=True))


def _regroup(v: Visit) -> tuple[str, str, float]:
    """The group of a stay that was told to be of another illness than the one it is modelled on."""
    code = v.diags[0][0]
    adrg = f"{MAJOR[code[0]]}{'J' if v.ops else 'Z'}{code[2]}"
    return adrg, f"{adrg}5", v.group[2] if v.group else 1.0


class Third(Strange):
    """The county: its own houses, prices and habits on the books of the others."""

    def __init__(self, seed: int, scale: float) -> None:
        World.__init__(self, seed, scale, items=ITEMS, houses=houses(), people=26000)
        self.happened: set[tuple[str, str]] = set()  # what happens to a person once

    def house(self, key: str) -> Provider:
        """A house by its key; of several (`a,b`) any."""
        return self.providers[INDEX[self.rng.choice(key.split(","))]]

    def stay(
        self, p: Person, h: Provider, ill: str | Illness, start: date, nights: int = 0, **how: Any
    ) -> tuple[Visit, list[Mark]]:
        """Open a stay; under the points system of diseases its group is the disease and what was done."""
        d = ILLNESSES[ill] if isinstance(ill, str) else ill
        v, marks = super().stay(p, h, d, start, nights, **how)
        if v.group and v.diags[0][0][:3] != d.diags[0][0][:3]:  # told otherwise, grouped otherwise
            v.group = _regroup(v)
        if v.pay == "dip" and v.group:
            done = v.ops[0]["oprn_oprt_code"] if v.ops else "保守治疗"
            v.group = (v.group[0], f"{v.diags[0][0][:5]}:{done}", v.group[2])
        return v, marks

    def seen(
        self, p: Person, h: Provider, ill: str | Illness, when: datetime, **how: Any
    ) -> tuple[Visit, list[Mark]]:
        """An outpatient visit."""
        d = ILLNESSES[ill] if isinstance(ill, str) else ill
        return super().seen(p, h, d, when, **how)

    def raise_group(self, v: Visit, code: str, adrg: str, weight: float, diag: str) -> float:
        """Write a heavier case on the summary of a settled stay; returns what the fund pays more."""
        before = v.std
        name = diag.partition(" ")
        v.diags.insert(0, (name[0], name[2]))
        v.group = (adrg, code, weight)
        v.std = round(weight * DRG_RATE[v.provider.level], 2)
        own = sum(int(str(s["total"])) - int(str(s["fund"])) for s in v.setls) / 100
        return round(max(0.0, v.std - own) - max(0.0, before - own), 2)

    def settled_again(self, v: Visit) -> None:
        """Take the last settlement back and settle anew the week after, as offices do on complaint."""
        self.refund(v, str(v.setls[-1]["setl_id"]))

    def late(self, v: Visit, categories: tuple[str, ...], days: int) -> None:
        """What other departments enter after the patient has left."""
        for line in v.lines:
            if line.item.category in categories and line.when.date() >= v.end.date() - timedelta(1):
                line.when = v.end + timedelta(days=days, hours=2)
                line.keep = True

    def die(self, p: Person, day: date) -> None:
        """A person dies."""
        p.died = day
        p.used = True

    def anybody(
        self, first: date, last: date, sex: str = "", ages: tuple[int, int] = (0, 96), gap: int = 0
    ) -> Person:
        """Somebody without a story who is at home on the days."""
        for n in range(8000):
            p = self.rng.choice(self.persons)
            if p.used or p.died or (sex and p.sex != sex) or not ages[0] <= p.age() <= ages[1]:
                continue
            if p.free(first, last, gap if n < 5000 else 5):
                return p
        raise ValueError("nobody is at home")

    def infant(self, born: date, *, own_card: bool = True) -> Person:
        """A child born on a day of this year, with a mother of its own."""
        mother = self.pick("2", (21, 38))
        child = self.baby(mother, born)
        return child if own_card else mother

    def some_time(self, day: date, hours: tuple[int, int] = (8, 16)) -> datetime:
        """A moment of a working day."""
        return at(day, self.rng.randint(*hours), self.rng.randint(0, 59))
