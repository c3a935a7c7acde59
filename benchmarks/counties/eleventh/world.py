"""The county in memory: the machine of the seventh county with these goods, houses and customs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.counties.grammar.delivery import tables
from benchmarks.counties.grammar.world import (
    FIRST,
    GB,
    LAST,
    Line,
    Person,
    Visit,
    World,
    rate,
    spent,
)

from .goods import CODES, CUTS, ITEMS, Item
from .houses import BATCHED, LEVEL_BEFORE, OPEN, RENAMED, SMALL, THERAPISTS, WEIGHT, houses

__all__ = ["FIRST", "LAST", "County", "Line", "Person", "Visit", "rate", "spent", "written"]
TURN = datetime(2026, 1, 1)


class County(World):
    """Everything of this county."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, houses())
        self.away: set[str] = set()
        self.aided: set[str] = set()
        self.beds: dict[tuple[str, str], list[list[tuple[date, date]]]] = {}
        self.pool: list[Person] = []
        self.befell: set[tuple[str, str]] = set()
        self.sugar: dict[str, list[datetime]] = {}
        for n, h in enumerate(self.houses.values()):
            many = 0 if h.shop else SMALL.get(h.key, 8)
            h.doctors = [f"D41072{n:03d}{i:03d}" for i in range(many)]
            h.therapists = [f"J41072{n:03d}{i:03d}" for i in range(THERAPISTS.get(h.key, 0))]

    def when(self, house: str, lo: date = FIRST, hi: date = LAST) -> date:
        """A day on which this house is open under this name."""
        if house in OPEN:
            a, b = map(date.fromisoformat, OPEN[house])
            lo, hi = max(lo, a), min(hi, b)
        return self.day(lo, max(lo, hi))

    def add(self, v: Visit, key: str, count: float = 1, at: datetime | None = None, *,
            price: float | None = None, doctor: str | None = None, exact: bool = False,
            **more: Any) -> Line:  # fmt: skip
        """Charge; the ward's style goes before the house's."""
        item = ITEMS[key]
        room = max(0, int((v.end - v.start).total_seconds() // 60))
        at = at or v.start + timedelta(minutes=min(12, room))
        if price is None:
            price = CUTS[key] if key in CUTS and at >= TURN else item.price
            if item.listing == "201":
                price = round(price * {"1": 1.1, "2": 1.0, "3": 0.9}.get(v.house.level, 1.0), 2)
        n = len(v.lines) + 1
        sn = str(n) if v.house.own_numbers else f"F{v.id[1:]}{n:04d}"
        at = at if exact else self.posted(v, at)
        line = Line(sn, v, item, at, count, price, v.doctor if doctor is None else doctor, more)
        v.lines.append(line)
        return line

    def posted(self, v: Visit, at: datetime) -> datetime:
        """A ward may post differently from its house."""
        style = v.more.get("style")
        if not style or style == v.house.style:
            return super().posted(v, at)
        old, v.house.style = v.house.style, style
        try:
            return super().posted(v, at)
        finally:
            v.house.style = old

    def code(self, item: Item) -> str:
        """A new box."""
        return f"{8200000 + CODES.index(item.code) * 41}{self.rng.randrange(10**13):013d}"

    def grouped(self, v: Visit, code: str, name: str, weight: float) -> None:
        """The group of a stay, where the house is paid by groups."""
        if v.house.pays == "drg":
            v.group = (code, name, weight, round(weight * WEIGHT[v.house.level], 2))

    def due(self, v: Visit, at: datetime | None) -> bool:
        """Glycated haemoglobin is measured once in three months at most."""
        when, before = at or v.start, self.sugar.setdefault(v.person.id, [])
        if any(abs((when - x).days) < 95 for x in before):
            return False
        before.append(when)
        return True

    def bed(self, house: str, dept: str, a: date, b: date) -> str:
        """The first bed of the ward that is free."""
        beds = self.beds.setdefault((house, dept), [])
        for n, taken in enumerate(beds):
            if all(b <= x or y <= a for x, y in taken):
                taken.append((a, b))
                return f"{dept[:2]}{n + 1:02d}"
        beds.append([(a, b)])
        return f"{dept[:2]}{len(beds):02d}"

    def settle_people(self, n: int) -> None:
        """Those who live here; a few are insured elsewhere, a few have medical assistance."""
        for _ in range(n):
            p = self.person(lo=1, hi=92)
            self.pool.append(p)
            x = self.rng.random()
            if x < 0.03:
                self.away.add(p.id)
            elif x < 0.07:
                self.aided.add(p.id)

    def pick(
        self,
        lo: float,
        hi: float,
        sex: str = "",
        d: date | None = None,
        days: int = 1,
        once: str = "",
    ) -> Person:
        """Somebody of the pool of this age and sex who is free then; somebody new where nobody is.

        once: what befalls one only once: a register one stands in, an organ one loses.
        """
        for _ in range(60):
            p = self.rng.choice(self.pool)
            age = (FIRST - p.born).days / 365.25
            if (
                not lo <= age <= hi
                or (sex and p.sex != sex)
                or (once and (p.id, once) in self.befell)
            ):
                continue
            if d is None or p.free(d - timedelta(days=1), d + timedelta(days=days + 1)):
                break
        else:
            p = self.person(sex, lo, hi)
        if once:
            self.befell.add((p.id, once))
        return p

    def free_days(self, house: str, p: Person, days: int, tries: int = 30) -> date | None:
        """A day from which this person is free so many days."""
        for _ in range(tries):
            d = self.when(house)
            end = d + timedelta(days=days)
            last = date.fromisoformat(OPEN[house][1]) if house in OPEN else LAST
            if end <= last and p.free(d - timedelta(days=1), end + timedelta(days=1)):
                return d
        return None

    def settle(self) -> None:
        """Batches at the end of the month; everything else is settled when the patient goes."""
        for v in self.visits:
            if v.settled or v.stay or v.house.key not in BATCHED or v.more.get("now"):
                continue
            following = (v.end.date().replace(day=28) + timedelta(days=4)).replace(day=1)
            last = following - timedelta(days=1)
            last -= timedelta(days=max(0, last.weekday() - 4))
            at = datetime(last.year, last.month, last.day, 17) + timedelta(
                seconds=int(v.id[1:]) % 3600
            )
            v.settled = at if at > v.end else v.end + timedelta(minutes=20)


def written(w: County, out: Path) -> dict[str, int]:
    """The delivery and the truth; rows by table."""
    w.settle()
    folder = out / "delivery"
    folder.mkdir(parents=True, exist_ok=True)
    by_code = {h.code: h for h in w.houses.values()}
    of = {v.id: v.house for v in w.visits}
    counts: dict[str, int] = {}
    for name, rows in tables(w).items():
        kept = []
        for row in rows:
            h = by_code.get(str(row.get("fixmedins_code", ""))) or of.get(
                str(row.get("mdtrt_id", ""))
            )
            gone = h.never.get(name) if h else None
            if gone == ():
                continue
            row.update(dict.fromkeys(gone or (), ""))
            _customs(w, name, row, h.key if h else "")
            kept.append(row)
        columns = list(dict.fromkeys(k for row in kept for k in row))
        encoding = "gb18030" if name in GB else "utf-8"
        with (folder / f"{name}.csv").open("w", newline="", encoding=encoding) as f:
            sink = csv.DictWriter(f, columns, restval="")
            sink.writeheader()
            sink.writerows(kept)
        counts[name] = len(kept)
    with (out / "truth.jsonl").open("w", encoding="utf-8") as f:
        f.writelines(json.dumps(t, ensure_ascii=False) + "\n" for t in w.truth)
    return counts


def _customs(w: County, name: str, row: dict[str, Any], key: str) -> None:
    """Names and levels that change, houses that open and close, people from elsewhere, aid for the poor."""
    if name == "fixmedins_b" and key in OPEN:
        a, b = OPEN[key]
        row["begntime"] = f"{a} 00:00:00" if a > "2025-01-01" else row["begntime"]
        row["endtime"] = f"{b} 23:59:59" if b < "2026-06-30" else ""
    if name == "fixmedins_b" and key in RENAMED:
        row["fixmedins_name"] = RENAMED[key][1]
    if name == "mdtrt_d":
        if key in RENAMED and row["begntime"][:10] >= RENAMED[key][0]:
            row["fixmedins_name"] = RENAMED[key][1]
        if key in LEVEL_BEFORE and row["begntime"][:10] < LEVEL_BEFORE[key][0]:
            row["hosp_lv"] = LEVEL_BEFORE[key][1]
    if name in ("mdtrt_d", "setl_d") and row["psn_no"] in w.away:
        row["insu_admdvs"] = "341200"
    if name == "setl_d" and row["psn_no"] in w.aided:
        # Medical assistance bears a part of what would be the patient's own, out of another purse.
        own = float(row["psn_pay"])
        aid = round(own * 0.6, 2) if own > 0 else 0.0
        row["maf_pay"], row["psn_pay"] = f"{aid:.2f}", f"{own - aid:.2f}"
        row["fund_pay_sumamt"] = f"{float(row['fund_pay_sumamt']) + aid:.2f}"
        row["acct_pay"] = f"{min(float(row['acct_pay']), own - aid):.2f}"


def each(first: date, days: int) -> Iterable[date]:
    """The days of a stay, the last not counted."""
    return (first + timedelta(days=n) for n in range(days))
