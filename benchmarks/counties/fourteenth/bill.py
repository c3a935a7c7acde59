"""A bill in one line of text: `key*count@days#hour?chance`, panels by name, `!` for drugs to take home.

`@2` is the third day, `@0-4` the first five, `@1-` to the end, `@0-/3` every third day, `@-1` the morning of leaving.
Without `@` the first day, or the visit. `+key` in place of `key` charges an item of a panel alone.
"""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from benchmarks.counties.grammar.world import Line, Visit

from .goods import ITEMS, PANELS
from .houses import HOURLY, Prefecture

TOKEN = re.compile(
    r"(?P<key>\w+)(\*(?P<n>[\d.]+))?(@(?P<a>-?\d+)(?P<to>-(?P<b>\d*))?(/(?P<step>\d+))?)?"
    r"(#(?P<hour>[\d.]+))?(?P<take>!)?(\?(?P<p>[\d.]+))?"
)

Bill = dict[str, list[Line]]


def billed(c: Prefecture, v: Visit, text: str) -> Bill:
    """Write the bill; the lines by key."""
    out: Bill = defaultdict(list)
    for word in text.split():
        m = TOKEN.fullmatch(word)
        if not m:
            raise ValueError(f"{word!r} is no entry of a bill")
        if m["p"] and c.rng.random() >= float(m["p"]):
            continue
        for key in PANELS.get(m["key"], m["key"]).split():
            for part in PANELS.get(key, key).split():
                out[part] += _entered(c, v, part, m)
    return out


def _entered(c: Prefecture, v: Visit, key: str, m: re.Match[str]) -> list[Line]:
    count, hour = float(m["n"] or 1), float(m["hour"] or 10)
    item = ITEMS[key]
    more: dict[str, Any] = {"rx": f"RX{v.id[1:]}"} if item.kind in ("09", "10", "11") else {}
    if not v.stay:
        if item.days > 1 and v.house.level != "11":
            more["days"] = str(round(item.days * count))
        return [c.add(v, key, count, None, **more)]
    if m["take"]:
        more |= {"take": True, "days": str(round(item.days * count))}
    days = c.days(v)
    if m["a"] == "-1":
        return [c.add(v, key, count, v.end - timedelta(minutes=50), **more)]
    first = int(m["a"] or 0)
    last = first if not m["to"] else int(m["b"]) if m["b"] else len(days) - 1
    out = []
    for n in range(first, min(last, len(days) - 1) + 1, int(m["step"] or 1)):
        at = _moment(c, v, days[n], hour)
        many = min(count, hours_of(v, days[n])) if key in HOURLY else count
        out.append(c.add(v, key, many, at, **more))
    return out


def _moment(c: Prefecture, v: Visit, day: datetime, hour: float) -> datetime:
    at = day + timedelta(hours=hour, minutes=c.rng.randrange(30))
    return min(max(at, v.start + timedelta(minutes=20)), v.end)


def hours_of(v: Visit, day: datetime) -> float:
    """Whole hours of a day that the patient lay there."""
    return float(max(1, int((min(v.end, day + timedelta(days=1)) - max(v.start, day)).total_seconds() // 3600)))


def operated(c: Prefecture, v: Visit, day: int, code: str, name: str, text: str, way: str, hour: float = 10.0) -> Bill:
    """An operation with its theatre bill. way: 1 general, 2 spinal, 3 local, 4 block, as the list of anaesthesia has it."""
    days = c.days(v)
    at = _moment(c, v, days[min(day, len(days) - 1)], hour)
    v.operations.append({"code": code, "name": name, "at": at, "anst": way})
    theatre = {"1": "ga watch_anaes*2 propofol*3 remifentanil rocuronium sevoflurane", "2": "spinal watch_anaes*2 bupivacaine*2", "3": "local lidocaine", "4": "block bupivacaine*2 watch_anaes", "": ""}[way]
    return billed(c, v, " ".join(f"{w}@{min(day, len(days) - 1)}#{hour}" for w in f"{text} {theatre}".split()))
