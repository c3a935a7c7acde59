"""A bill in one line of text: `word*count@days#hour?chance`, panels by name, `!` for drugs to take home.

`@2` is the third day, `@0-4` the first five, `@1-` to the end, `@0-/3` every third day, `@-1` the morning of leaving.
Without `@` the first day, or the visit.
"""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from benchmarks.counties.grammar.world import LAST, Item, Line, Person, Visit

if TYPE_CHECKING:
    from benchmarks.counties.fifteenth.houses import County

TOKEN = re.compile(
    r"(?P<key>\w+)(\*(?P<n>[\d.]+))?(@(?P<a>-?\d+)(?P<to>-(?P<b>\d*))?(/(?P<step>\d+))?)?"
    r"(#(?P<hour>[\d.]+))?(?P<take>!)?(\?(?P<p>[\d.]+))?"
)
Bill = dict[str, list[Line]]
THEATRE = {"1": "ga watch*2 propofol*2 remi rocuron sevo", "2": "spinal watch bupi*2", "3": "local lido", "4": "block bupi*2 watch", "": ""}
"""What an anaesthesia brings with it, by the list of ways: 1 general, 2 spinal, 3 local, 4 block."""


def hours_of(v: Visit, day: datetime) -> float:
    """Whole hours of a day that the patient lay there."""
    return float(max(1, int((min(v.end, day + timedelta(days=1)) - max(v.start, day)).total_seconds() // 3600)))


def diagnoses(dx: str) -> list[tuple[str, str]]:
    """Pairs of code and name from `code name;code name`."""
    return [(one.split()[0], one.split()[1]) for one in dx.split(";")]


def somebody(c: County, sex: str = "", lo: float = 30, hi: float = 75, insurance: str = "") -> Person:
    """A new person who appears nowhere else."""
    p = c.person(sex, lo, hi, insurance)
    p.home = "planted"
    return p


@dataclass(frozen=True)
class Biller:
    """How a county bills: its goods by word, panels of words, words charged by the hour, yuan for a group of weight one, its first day.

    `whole_days`: a count of more than 24 hours is charged as it stands, not cut to the hours of the day.
    """

    items: Mapping[str, Item]
    panels: Mapping[str, str]
    hourly: AbstractSet[str]
    rate: float
    opens: date = date(2025, 1, 8)
    whole_days: bool = False

    def words(self, text: str) -> str:
        """Panels written out; what a panel says of days goes with its words, else what stood behind the panel."""
        out: list[str] = []
        for word in text.split():
            m = TOKEN.fullmatch(word)
            if not m:
                raise ValueError(f"{word!r} is no entry of a bill")
            behind = word[len(m["key"]):]
            parts = self.panels.get(m["key"])
            out.append(word if parts is None else self.words(" ".join(p if "@" in p else p + behind for p in parts.split())))
        return " ".join(out)

    def billed(self, c: County, v: Visit, text: str) -> Bill:
        """Write the bill; the lines by word."""
        out: Bill = defaultdict(list)
        for word in self.words(text).split():
            m = TOKEN.fullmatch(word)
            assert m
            if not m["p"] or c.rng.random() < float(m["p"]):
                out[m["key"]] += self.entered(c, v, m)
        return out

    def entered(self, c: County, v: Visit, m: re.Match[str]) -> list[Line]:
        """The lines of one word."""
        key, count, hour = m["key"], float(m["n"] or 1), float(m["hour"] or 10)
        item = self.items[key]
        more: dict[str, Any] = {"rx": f"RX{v.id[1:]}"} if item.kind in ("09", "10", "11") else {}
        if not v.stay:
            if item.days > 1:
                more["days"] = str(round(item.days * count))
            return [c.add(v, key, count, None, **more)]
        days = c.days(v)
        if m["take"]:
            more |= {"take": True, "days": str(round(item.days * count))}
        if m["a"] == "-1" or m["take"]:
            return [c.add(v, key, count, v.end - timedelta(minutes=50), **more)]
        first = int(m["a"] or 0)
        last = first if not m["to"] else int(m["b"]) if m["b"] else len(days) - 1
        if item.days > 1 and "A0010101" in item.code and len(days) - first < item.days * count:
            count = round((len(days) - first) / item.days, 2)  # tablets out of the ward's own box
        out = []
        for n in range(first, min(last, len(days) - 1) + 1, int(m["step"] or 1)):
            at = days[n] + timedelta(hours=hour, minutes=c.rng.randrange(30))
            by_hour = key in self.hourly and not (self.whole_days and count > 24)
            many = min(count, hours_of(v, days[n])) if by_hour else count
            out.append(c.add(v, key, many, min(max(at, v.start + timedelta(minutes=20)), v.end), **more))
        return out

    def of(self, v: Visit, keys: str) -> list[Line]:
        """The lines of a visit that charge these words."""
        names = {self.items[k].name for k in keys.split()}
        return [x for x in v.lines if x.item.name in names]

    def operated(self, c: County, v: Visit, day: int, code: str, name: str, text: str, way: str, hour: float = 10.0) -> Bill:
        """An operation with its theatre bill."""
        day = min(day, len(c.days(v)) - 1)
        at = min(max(c.days(v)[day] + timedelta(hours=hour), v.start + timedelta(minutes=40)), v.end)
        v.operations.append({"code": code, "name": name, "at": at, "anst": way})
        return self.billed(c, v, " ".join(f"{w}@{day}#{hour}" for w in f"{text} {THEATRE[way]}".split()))

    def lies(self, c: County, house: str, dept: str, dx: str, ages: tuple[float, float], nights: int, bill: str, *, care: str = "cared", sex: str = "", day: date | None = None, person: Person | None = None, group: tuple[str, str, float] | None = None, hour: float | None = None, kind: str = "21", knife: str = "") -> Visit:
        """A stay with its bill; `knife` is `day:code name:text:way`."""
        p = person or somebody(c, sex, *ages)
        day = day or c.workday(self.opens, LAST - timedelta(days=nights + 9))
        v = c.stay(house, p, day, nights, dept, diagnoses(dx), hour=hour, kind=kind)
        self.billed(c, v, f"{care} {bill}")
        if knife:
            n, named, text, way = knife.split(":")
            code, name = named.split()
            self.operated(c, v, int(n), code, name, text, way)
        if group:
            self.grouped(v, *group)
        return v

    def grouped(self, v: Visit, code: str, name: str, weight: float) -> None:
        """Paid by group where the house is."""
        if v.house.pays == "drg":
            v.group = (code, name, weight, round(self.rate * weight, 2))

    def comes(self, c: County, house: str, dept: str, dx: str, ages: tuple[float, float], bill: str, *, kind: str = "11", sex: str = "", day: date | None = None, person: Person | None = None, at: float | None = None, minutes: int = 30) -> Visit:
        """A visit with its bill."""
        p = person or somebody(c, sex, *ages)
        day = day or c.workday(self.opens, LAST - timedelta(days=9))
        lo, hi = (8.3, 16.0) if at is None else (at, at + 0.2)
        v = c.room(house, p, kind, day, dept, diagnoses(dx), lo, hi, minutes)
        self.billed(c, v, bill)
        return v

    def buys(self, c: County, house: str, dx: str, ages: tuple[float, float], bill: str, *, day: date | None = None, person: Person | None = None, at: float | None = None, kind: str = "41", sex: str = "") -> Visit:
        """A sale at a counter."""
        if at is None:
            at = c.rng.uniform(8.5, 20)
        return self.comes(c, house, "药房", dx, ages, bill, kind=kind, sex=sex, day=day, person=person, at=at, minutes=6)

    def room_for(self, c: County, after: int, lo: date | None = None) -> date:
        """A workday with so many days behind it."""
        return c.workday(lo or self.opens, LAST - timedelta(days=after + 3))
