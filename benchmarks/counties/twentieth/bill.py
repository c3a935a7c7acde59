"""A bill in one line of text, as the fifteenth county writes it, with this county's goods; somebody lies, comes or buys."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from benchmarks.counties.fifteenth.bill import THEATRE, TOKEN, Bill, diagnoses, hours_of
from benchmarks.counties.seventh.world import LAST, Line, Person, Visit

from .goods import ITEMS, PANELS
from .houses import HOURLY, OPEN, County

POINT = 11.6
"""Yuan for a point."""



def words(text: str) -> str:
    """Panels written out; what a panel says of days goes with its words, else what stood behind the panel."""
    out: list[str] = []
    for word in text.split():
        m = TOKEN.fullmatch(word)
        if not m:
            raise ValueError(f"{word!r} is no entry of a bill")
        behind = word[len(m["key"]):]
        parts = PANELS.get(m["key"])
        out.append(word if parts is None else words(" ".join(p if "@" in p else p + behind for p in parts.split())))
    return " ".join(out)


def billed(c: County, v: Visit, text: str) -> Bill:
    """Write the bill; the lines by word."""
    out: Bill = defaultdict(list)
    for word in words(text).split():
        m = TOKEN.fullmatch(word)
        assert m
        if not m["p"] or c.rng.random() < float(m["p"]):
            out[m["key"]] += _entered(c, v, m)
    return out


def _entered(c: County, v: Visit, m: re.Match[str]) -> list[Line]:
    key, count, hour = m["key"], float(m["n"] or 1), float(m["hour"] or 10)
    item = ITEMS[key]
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
        many = min(count, hours_of(v, days[n])) if key in HOURLY and count <= 24 else count
        out.append(c.add(v, key, many, min(max(at, v.start + timedelta(minutes=20)), v.end), **more))
    return out


def of(v: Visit, keys: str) -> list[Line]:
    """The lines of a visit that charge these words."""
    wanted = keys.split()
    return [x for x in v.lines if x.more.get("key") in wanted]


def operated(c: County, v: Visit, day: int, code: str, name: str, text: str, way: str, hour: float = 10.0) -> Bill:
    """An operation with its theatre bill."""
    day = min(day, len(c.days(v)) - 1)
    at = min(max(c.days(v)[day] + timedelta(hours=hour), v.start + timedelta(minutes=40)), v.end)
    v.operations.append({"code": code, "name": name, "at": at, "anst": way})
    return billed(c, v, " ".join(f"{w}@{day}#{hour}" for w in f"{text} {THEATRE[way]}".split()))


def somebody(c: County, sex: str = "", lo: float = 30, hi: float = 75, insurance: str = "") -> Person:
    """A new person who appears nowhere else."""
    p = c.person(sex, lo, hi, insurance)
    p.home = "planted"
    return p


def lies(c: County, house: str, dept: str, dx: str, ages: tuple[float, float], nights: int, bill: str, *, care: str = "cared", sex: str = "", day: date | None = None, person: Person | None = None, group: tuple[str, str, float] | None = None, hour: float | None = None, kind: str = "21", knife: str = "") -> Visit:
    """A stay with its bill; `knife` is `day:code name:text:way`."""
    p = person or somebody(c, sex, *ages)
    day = day or c.workday(OPEN, LAST - timedelta(days=nights + 9))
    v = c.stay(house, p, day, nights, dept, diagnoses(dx), hour=hour, kind=kind)
    billed(c, v, f"{care} {bill}")
    if knife:
        n, named, text, way = knife.split(":")
        operated(c, v, int(n), *named.split(), text, way)
    if group:
        grouped(v, *group)
    return v


def grouped(v: Visit, code: str, name: str, points: float) -> None:
    """Paid by points (DIP) where the house is; the group is the code of the illness and the way of treatment."""
    if v.house.pays == "drg":
        v.group = (code, name, points, round(POINT * points, 2))


def comes(c: County, house: str, dept: str, dx: str, ages: tuple[float, float], bill: str, *, kind: str = "11", sex: str = "", day: date | None = None, person: Person | None = None, at: float | None = None, minutes: int = 30) -> Visit:
    """A visit with its bill."""
    p = person or somebody(c, sex, *ages)
    day = day or c.workday(OPEN, LAST - timedelta(days=9))
    lo, hi = (8.3, 16.0) if at is None else (at, at + 0.2)
    v = c.room(house, p, kind, day, dept, diagnoses(dx), lo, hi, minutes)
    billed(c, v, bill)
    return v


def buys(c: County, house: str, dx: str, ages: tuple[float, float], bill: str, *, day: date | None = None, person: Person | None = None, at: float | None = None, kind: str = "41", sex: str = "") -> Visit:
    """A sale at a counter."""
    if at is None:
        at = c.rng.uniform(8.5, 20)
    return comes(c, house, "药房", dx, ages, bill, kind=kind, sex=sex, day=day, person=person, at=at, minutes=6)


def room_for(c: County, after: int, lo: date = OPEN) -> date:
    """A workday with so many days behind it."""
    return c.workday(lo, LAST - timedelta(days=after + 3))
