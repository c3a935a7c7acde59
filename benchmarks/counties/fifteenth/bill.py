"""A bill in one line of text: `word*count@days#hour?chance`, panels by name, `!` for drugs to take home; somebody lies or comes.

`@2` is the third day, `@0-4` the first five, `@1-` to the end, `@0-/3` every third day, `@-1` the morning of leaving.
Without `@` the first day, or the visit.
"""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.counties.seventh.world import LAST, Line, Person, Visit

from .goods import ITEMS, PANELS
from .houses import HOURLY, County

TOKEN = re.compile(
    r"(?P<key>\w+)(\*(?P<n>[\d.]+))?(@(?P<a>-?\d+)(?P<to>-(?P<b>\d*))?(/(?P<step>\d+))?)?(#(?P<hour>[\d.]+))?(?P<take>!)?(\?(?P<p>[\d.]+))?"
)
Bill = dict[str, list[Line]]
RATE = 2200
"""Yuan for a group of weight one, in a county of cheap beds."""
THEATRE = {"1": "ga watch*2 propofol*2 remi rocuron sevo", "2": "spinal watch bupi*2", "3": "local lido", "4": "block bupi*2 watch", "": ""}
"""What an anaesthesia brings with it, by the list of ways: 1 general, 2 spinal, 3 local, 4 block."""


def billed(c: County, v: Visit, text: str) -> Bill:
    """Write the bill; the lines by word."""
    out: Bill = defaultdict(list)
    for word in text.split():
        m = TOKEN.fullmatch(word)
        if not m:
            raise ValueError(f"{word!r} is no entry of a bill")
        if m["p"] and c.rng.random() >= float(m["p"]):
            continue
        if m["key"] == "cared":
            for one in PANELS["cared"].split():
                for key, lines in billed(c, v, one).items():
                    out[key] += lines
            continue
        for key in PANELS.get(m["key"], m["key"]).split():
            for part in PANELS.get(key, key).split():
                out[part] += _entered(c, v, part, m)
    return out


def _entered(c: County, v: Visit, key: str, m: re.Match[str]) -> list[Line]:
    count, hour = float(m["n"] or 1), float(m["hour"] or 10)
    item = ITEMS[key]
    more: dict[str, Any] = {"rx": f"RX{v.id[1:]}"} if item.kind in ("09", "10", "11") else {}
    if not v.stay:
        if item.days > 1:
            more["days"] = str(round(item.days * count))
        return [c.add(v, key, count, None, **more)]
    if m["take"]:
        more |= {"take": True, "days": str(round(item.days * count))}
    days = c.days(v)
    if m["a"] == "-1" or m["take"]:
        return [c.add(v, key, count, v.end - timedelta(minutes=50), **more)]
    first = int(m["a"] or 0)
    last = first if not m["to"] else int(m["b"]) if m["b"] else len(days) - 1
    if item.days > 1 and "A0010101" in item.code and len(days) - first < item.days:
        count = round(count * (len(days) - first) / item.days, 2)  # tablets out of the ward's own box
    out = []
    for n in range(first, min(last, len(days) - 1) + 1, int(m["step"] or 1)):
        at = days[n] + timedelta(hours=hour, minutes=c.rng.randrange(30))
        many = min(count, hours_of(v, days[n])) if key in HOURLY else count
        out.append(c.add(v, key, many, min(max(at, v.start + timedelta(minutes=20)), v.end), **more))
    return out


def hours_of(v: Visit, day: datetime) -> float:
    """Whole hours of a day that the patient lay there."""
    return float(max(1, int((min(v.end, day + timedelta(days=1)) - max(v.start, day)).total_seconds() // 3600)))


def operated(c: County, v: Visit, day: int, code: str, name: str, text: str, way: str, hour: float = 10.0) -> Bill:
    """An operation with its theatre bill."""
    day = min(day, len(c.days(v)) - 1)
    at = min(max(c.days(v)[day] + timedelta(hours=hour), v.start + timedelta(minutes=40)), v.end)
    v.operations.append({"code": code, "name": name, "at": at, "anst": way})
    return billed(c, v, " ".join(f"{w}@{day}#{hour}" for w in f"{text} {THEATRE[way]}".split()))


def diagnoses(dx: str) -> list[tuple[str, str]]:
    """Pairs of code and name from `code name;code name`."""
    return [(one.split()[0], one.split()[1]) for one in dx.split(";")]


def somebody(c: County, sex: str = "", lo: float = 30, hi: float = 75, insurance: str = "") -> Person:
    """A new person who appears nowhere else."""
    p = c.person(sex, lo, hi, insurance)
    p.home = "planted"
    return p


def lies(c: County, house: str, dept: str, dx: str, ages: tuple[float, float], nights: int, bill: str, *, care: str = "cared", sex: str = "", day: date | None = None, person: Person | None = None, group: tuple[str, str, float] | None = None, hour: float | None = None) -> Visit:
    """A stay with its bill."""
    p = person or somebody(c, sex, *ages)
    day = day or c.workday(date(2025, 1, 8), LAST - timedelta(days=nights + 9))
    v = c.stay(house, p, day, nights, dept, diagnoses(dx), hour=hour)
    billed(c, v, f"{care} {bill}")
    if group:
        grouped(v, *group)
    return v


def grouped(v: Visit, code: str, name: str, weight: float) -> None:
    """Paid by group where the house is."""
    if v.house.pays == "drg":
        v.group = (code, name, weight, round(RATE * weight, 2))


def comes(c: County, house: str, dept: str, dx: str, ages: tuple[float, float], bill: str, *, kind: str = "11", sex: str = "", day: date | None = None, person: Person | None = None, at: float | None = None, minutes: int = 30) -> Visit:
    """A visit with its bill."""
    p = person or somebody(c, sex, *ages)
    day = day or c.workday(date(2025, 1, 8), LAST - timedelta(days=9))
    lo, hi = (8.3, 16.0) if at is None else (at, at + 0.2)
    v = c.room(house, p, kind, day, dept, diagnoses(dx), lo, hi, minutes)
    billed(c, v, bill)
    return v
