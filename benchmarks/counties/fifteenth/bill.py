"""Bills of a mountain county; panels hold panels, and a panel's chance is thrown once."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from typing import Any

from benchmarks.counties.grammar.bill import TOKEN, Bill, Biller, hours_of
from benchmarks.counties.grammar.bill import diagnoses as diagnoses
from benchmarks.counties.grammar.bill import somebody as somebody
from benchmarks.counties.grammar.world import Line, Visit

from .goods import ITEMS, PANELS
from .houses import HOURLY, County

RATE = 2200
"""Yuan for a group of weight one, in a county of cheap beds."""


class MountainBiller(Biller):
    """Writes a bill word by word."""

    def billed(self, c: County, v: Visit, text: str) -> Bill:
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
                    for key, lines in self.billed(c, v, one).items():
                        out[key] += lines
                continue
            for key in PANELS.get(m["key"], m["key"]).split():
                for part in PANELS.get(key, key).split():
                    out[part] += self._one(c, v, part, m)
        return out

    def _one(self, c: County, v: Visit, key: str, m: re.Match[str]) -> list[Line]:
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


BILLER = MountainBiller(ITEMS, PANELS, HOURLY, rate=RATE)
billed, operated, lies, grouped, comes = BILLER.billed, BILLER.operated, BILLER.lies, BILLER.grouped, BILLER.comes
