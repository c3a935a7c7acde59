"""A county in memory: houses, people, visits with their lines, what was planted; and how it is written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, ClassVar

FIRST, LAST = date(2025, 1, 1), date(2026, 6, 30)
DAYS = (LAST - FIRST).days
SCAN_FROM, SCAN_ALL = datetime(2025, 7, 1), datetime(2026, 1, 1)
GB = ("fixmedins_b", "selinfo_3505", "setl_diag_list_d")


@dataclass(frozen=True)
class Item:
    """One item: national code, name, price in yuan, kind of charge, kind of catalogue, days in a box."""

    code: str
    name: str
    price: float
    kind: str
    listing: str = "201"
    days: int = 0
    payable: bool = True


@dataclass
class House:
    """A designated house and the way it posts: minute, midnight, weekly, discharge, settlement, morning, monthend."""

    key: str
    code: str
    name: str
    level: str
    style: str = "minute"
    private: bool = False
    beds: int = 0
    pays: str = "ffs"
    own_numbers: bool = False
    never: dict[str, tuple[str, ...]] = field(default_factory=dict)
    doctors: list[str] = field(default_factory=list)
    therapists: list[str] = field(default_factory=list)

    @property
    def shop(self) -> bool:
        return self.code.startswith("P")


@dataclass
class Person:
    """One insured person."""

    id: str
    sex: str
    born: date
    insurance: str
    address: str
    phone: str
    died: datetime | None = None
    busy: list[tuple[date, date]] = field(default_factory=list)
    home: str = ""

    def free(self, a: date, b: date) -> bool:
        return all(b < x or y < a for x, y in self.busy)


@dataclass
class Line:
    """One charged line."""

    sn: str
    visit: Visit
    item: Item
    at: datetime
    count: float
    price: float
    doctor: str
    more: dict[str, Any]
    claim: int = 0

    @property
    def amount(self) -> float:
        return round(self.count * self.price + 1e-9, 2)

    @property
    def covered(self) -> float:
        return self.amount if self.item.payable and not self.more.get("own") else 0.0


@dataclass
class Visit:
    """A visit or a stay."""

    id: str
    house: House
    person: Person
    kind: str
    start: datetime
    end: datetime
    dept: str
    doctor: str
    diagnoses: list[tuple[str, str]]
    bed: str = ""
    lines: list[Line] = field(default_factory=list)
    operations: list[dict[str, Any]] = field(default_factory=list)
    group: tuple[str, str, float, float] | None = None
    settled: datetime | None = None
    refund: datetime | None = None
    refund_lines: bool = True
    again: datetime | None = None
    leaving: str = "1"
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def stay(self) -> bool:
        return self.kind.startswith("2") or self.kind == "52"


def rate(v: Visit) -> float:
    """The share of the covered amount that the fund pays."""
    base = {"1": 0.65, "2": 0.72, "3": 0.8, "11": 0.7}[v.house.level]
    base -= 0.0 if v.stay else 0.1
    base += 0.1 if v.kind in ("14", "9929") else 0.0
    return round(base - (0.05 if v.person.insurance == "390" else 0.0), 2)


class World:
    """Everything of one county."""

    goods: ClassVar[Mapping[str, Item]] = {}
    """What is charged, by the county's short word."""

    def __init__(self, seed: int, houses: Iterable[House]) -> None:
        self.rng = Random(seed)
        self.houses = {h.key: h for h in houses}
        self.people: list[Person] = []
        self.visits: list[Visit] = []
        self.truth: list[dict[str, Any]] = []
        self.sales: list[dict[str, Any]] = []
        self.returns: list[dict[str, Any]] = []
        self.bought: list[dict[str, Any]] = []
        self.dead_doctors: dict[str, str] = {}
        self.number = 0
        self.now = ("", "", "")
        self.doctor_person: dict[str, str] = {}
        self.extra_doctors: list[tuple[str, str]] = []
        self.contract_from: dict[str, date] = {}
        self.stock_own: set[tuple[str, str]] = set()
        for n, h in enumerate(self.houses.values()):
            # A village clinic has one account, which everybody in it uses.
            many = 1 if h.key.startswith("cw") else 0 if h.shop else 8 if h.level == "3" else 12
            h.doctors = [f"D33010{n:03d}{i:03d}" for i in range(many)]
            h.therapists = [
                f"J33010{n:03d}{i:03d}"
                for i in range(6 if h.key in ("kf", "zy", "qrm", "sdy") else 0)
            ]

    # -- people

    def person(
        self,
        sex: str = "",
        lo: int = 20,
        hi: int = 85,
        insurance: str = "",
        born: date | None = None,
    ) -> Person:
        """Somebody new, of this age on the first day."""
        r, n = self.rng, len(self.people)
        if born is None:
            born = FIRST - timedelta(days=int(r.uniform(lo, hi) * 365.25) + 3)
        p = Person(
            f"3301{n:011d}",
            sex or r.choice("12"),
            born,
            insurance or r.choice(("310", "310", "390", "390", "390")),
            f"城东区{r.choice('东西南北中')}街道{r.randrange(1, 90)}社区{r.randrange(1, 60)}幢{r.randrange(1, 900)}室",
            f"139{n:08d}",
        )
        self.people.append(p)
        return p

    def day(self, lo: date = FIRST, hi: date = LAST) -> date:
        """Any day."""
        return lo + timedelta(days=self.rng.randrange((hi - lo).days + 1))

    def workday(self, lo: date = FIRST, hi: date = LAST) -> date:
        """A day from Monday to Friday."""
        d = self.day(lo, hi)
        return (
            d - timedelta(days=d.weekday() - 4)
            if d.weekday() > 4 and d - timedelta(days=d.weekday() - 4) >= lo
            else d
        )

    def at(self, d: date, lo: float = 8.2, hi: float = 16.8) -> datetime:
        """A time of that day."""
        return datetime(d.year, d.month, d.day) + timedelta(
            seconds=int(self.rng.uniform(lo, hi) * 3600)
        )

    # -- visits

    def visit(
        self,
        house: str,
        person: Person,
        kind: str,
        start: datetime,
        end: datetime | None = None,
        dept: str = "内科",
        diagnoses: Iterable[tuple[str, str]] = (("Z00.000", "健康查体"),),
        doctor: str = "",
        bed: str = "",
    ) -> Visit:
        """Register."""
        h = self.houses[house]
        self.number += 1
        doctor = doctor or (self.rng.choice(h.doctors) if h.doctors else "")
        v = Visit(
            f"M{self.number:08d}",
            h,
            person,
            kind,
            start,
            end or start,
            dept,
            doctor,
            list(diagnoses),
            bed,
        )
        person.busy.append((v.start.date(), v.end.date()))
        self.visits.append(v)
        return v

    def add(
        self,
        v: Visit,
        key: str,
        count: float = 1,
        at: datetime | None = None,
        *,
        price: float | None = None,
        doctor: str | None = None,
        exact: bool = False,
        **more: Any,
    ) -> Line:
        """Charge; the house's style decides the time on the line unless it is exact."""
        item = self.goods[key]
        at = at or v.start + timedelta(
            minutes=min(12, max(0, int((v.end - v.start).total_seconds() // 60)))
        )
        factor = (
            {"1": 1.1, "2": 1.0, "3": 0.9, "11": 1.0}[v.house.level]
            if item.listing == "201"
            else 1.0
        )
        sn = (
            str(len(v.lines) + 1)
            if v.house.own_numbers
            else f"F{self.number:08d}{len(v.lines) + 1:04d}"
        )
        line = Line(
            sn,
            v,
            item,
            at if exact else self.posted(v, at),
            count,
            round(item.price * factor, 2) if price is None else price,
            v.doctor if doctor is None else doctor,
            more,
        )
        v.lines.append(line)
        return line

    def posted(self, v: Visit, at: datetime) -> datetime:
        """When this house writes down what was done then."""
        style, day = v.house.style, datetime(at.year, at.month, at.day)
        if style == "minute" or (not v.stay and style not in ("midnight",)):
            return at
        if style == "midnight":
            return day
        if style == "discharge":
            return v.end
        if style == "settlement":
            return (v.settled or v.end) - timedelta(minutes=5)
        if style == "morning":
            return min(v.end, day + timedelta(days=1, hours=7, minutes=30))
        if style == "weekly":
            return min(
                v.end,
                day
                + timedelta(
                    days=4 - at.weekday() if at.weekday() <= 4 else 11 - at.weekday(),
                    hours=16,
                    minutes=40,
                ),
            )
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return min(v.end, following - timedelta(hours=7))

    def scan(self, line: Line, codes: Iterable[str] = (), **more: Any) -> list[str]:
        """The boxes of a line are scanned: one row a box."""
        out = list(codes) or [self.code(line.item) for _ in range(max(1, round(line.count)))]
        for code in out:
            self.sales.append({"line": line, "code": code, "at": line.at, **more})
        return out

    def code(self, item: Item) -> str:
        """A new box."""
        prefix = 8100000 + [i.code for i in self.goods.values()].index(item.code) * 37
        return f"{prefix}{self.rng.randrange(10**13):013d}"

    def plant(
        self,
        visits: list[Visit],
        lines: Iterable[Line] = (),
        codes: Iterable[str] = (),
        persons: Iterable[Person] = (),
        loss: float | None = None,
        whole: bool | None = None,
        houses: Iterable[str] = (),
    ) -> None:
        """Write down what is so of the case being played."""
        kind, name, note = self.now
        lines, codes = list(lines), list(codes)
        if loss is None:
            loss = 0.0
            if lines:
                loss = sum(x.covered * rate(x.visit) for x in lines if x.visit.group is None)
            else:
                loss = sum(spent(v) for v in visits)
        keys = list(houses) or list(dict.fromkeys(v.house.key for v in visits))
        self.truth.append(
            {
                "kind": kind,
                "name": name,
                "provider": self.houses[keys[0]].code,
                "providers": [self.houses[k].code for k in keys],
                "encounters": [v.id for v in visits],
                "lines": [{"mdtrt_id": x.visit.id, "feedetl_sn": x.sn} for x in lines],
                "trace_codes": codes,
                "persons": list(
                    dict.fromkeys([p.id for p in persons] or [v.person.id for v in visits])
                ),
                "fund_loss": round(loss, 2) if kind == "scheme" else 0.0,
                "whole": not lines if whole is None else whole,
                "note": note,
            }
        )


def spent(v: Visit) -> float:
    """What the fund spends on a visit."""
    covered = sum(x.covered for x in v.lines)
    total = sum(x.amount for x in v.lines)
    fund = round(covered * rate(v), 2)
    return v.group[3] - (total - fund) if v.group else fund
