"""The books of the county: visits, charges, settlements, and what of it was planted."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from .book import Book
from .catalogue import ITEMS, Item
from .people import (
    Doctor,
    Person,
    Provider,
    at,
    clinics,
    hospitals,
    pharmacies,
    population,
    staff,
)
from .records import DRG_RATE, INPATIENT, PER_DIEM, Line, Visit
from .stock import Stock


class World(Book):
    """Everything the county knows, and the truth beside it."""

    def __init__(
        self,
        seed: int,
        scale: float,
        *,
        items: Mapping[str, Item] = ITEMS,
        houses: tuple[list[Provider], list[Provider], list[Provider]] | None = None,
        people: int = 9500,
    ) -> None:
        super().__init__()
        self.rng = random.Random(seed)
        self.scale = scale
        self.items = items
        self.hospitals, self.clinics, self.pharmacies = houses or (
            hospitals(),
            clinics(),
            pharmacies(),
        )
        self.providers = [*self.hospitals, *self.clinics, *self.pharmacies]
        for p in self.hospitals:
            if not p.code.endswith("00011"):
                p.beds = int(p.beds * max(1.0, scale))
        self.doctors = staff(self.providers, self.rng)
        self.persons = population(self.rng, int(people * max(scale, 0.5)))
        self.visits: list[Visit] = []
        self.void: list[Visit] = []
        self.stock = Stock(self.rng, items)
        self._n = {"M": 0, "S": 0, "F": 0, "R": 0}

    def number(self, letter: str) -> str:
        """The next number of a series."""
        self._n[letter] += 1
        return f"{letter}{self._n[letter]:010d}"

    def _line_number(self, v: Visit) -> str:
        """Most houses send the platform's number; some count their own lines from one."""
        if not v.provider.own_numbers:
            return self.number("F")
        self._n[v.provider.code] = self._n.get(v.provider.code, 0) + 1
        return str(self._n[v.provider.code])

    # --- choosing people -------------------------------------------------
    def pick(
        self,
        sex: str = "",
        ages: tuple[int, int] = (0, 96),
        *,
        fresh: bool = True,
        chronic: str = "",
    ) -> Person:
        """A living person, by default one nobody has a story about yet."""
        for _ in range(20000):
            p = self.rng.choice(self.persons)
            if fresh and (p.used or p.died or (p.chronic and not chronic)):
                continue
            if (sex and p.sex != sex) or not ages[0] <= p.age() <= ages[1]:
                continue
            if chronic and chronic not in p.chronic:
                continue
            if fresh:
                p.used = True
            return p
        raise ValueError(f"nobody left: sex {sex!r}, ages {ages}, chronic {chronic!r}")

    def crowd(self, n: int, ages: tuple[int, int] = (18, 85)) -> list[Person]:
        """Several people whose cards or illnesses serve one story."""
        return [self.pick(ages=ages) for _ in range(n)]

    def day(self, first: int = 5, last: int = 330) -> date:
        """A day of the year that leaves room before and after."""
        return date(2025, 1, 1) + timedelta(days=self.rng.randint(first, last))

    def hosp(self, n: int) -> Provider:
        """The nth hospital of the list in `people`."""
        return self.hospitals[n - 1]

    # --- visits ------------------------------------------------------------
    def open(
        self,
        person: Person,
        provider: Provider,
        med_type: str,
        start: datetime,
        end: datetime | None = None,
        *,
        dept: str = "",
        diags: Sequence[tuple[str, str]] = (),
        doctor: Doctor | str = "",
        way: str = "",
        newborn: bool = False,
        bed: str = "",
    ) -> Visit:
        """Begin a visit; nothing is written before `settle`."""
        dept = dept if dept in provider.depts else provider.depts[0]
        if not doctor:
            doctor = provider.doctor(self.rng, dept)
        code = doctor if isinstance(doctor, str) else doctor.code
        end = end or start
        inpatient = med_type in INPATIENT
        pay = provider.pay if inpatient else "ffs"
        if med_type == "28":
            pay = "ffs"
        v = Visit(
            self.number("M"),
            person,
            provider,
            med_type,
            start,
            end,
            dept,
            code,
            list(diags) or [("Z00.000", "一般性医学检查")],
            pay,
            way=way or "1",
            newborn=newborn,
            level=provider.level,
            insurance=person.insurance,
            posting=provider.posting,
        )
        if inpatient:
            v.bed = bed or f"{dept}{provider.take_bed(start.date(), end.date())}床"
            if not newborn:
                person.lie(start.date(), end.date())
        else:
            v.way = ""
            person.seen.add(start.date())
        return v

    def charge(
        self,
        v: Visit,
        key: str,
        when: datetime,
        cnt: float = 1,
        *,
        dr: str = "",
        exec_dr: str = "",
        days: int = 0,
        price: float | None = None,
        own: bool = False,
        take_home: bool = False,
        herb_use: str = "",
        local: str = "",
        keep: bool = False,
        orig: Line | None = None,
        rx: str = "",
        etip: str = "",
    ) -> Line:
        """Post one charge to a visit."""
        item = self.items[key]
        covered = 0.0 if own else 1.0 - item.selfpay
        line = Line(
            item,
            cnt,
            when,
            item.price if price is None else price,
            covered,
            dr or v.doctor,
            v.dept,
            exec_dr,
            days,
            rx,
            take_home,
            herb_use,
            local,
            keep,
            orig,
            etip,
        )
        v.lines.append(line)
        return line

    # --- posting and settling ---------------------------------------------
    def _post(self, v: Visit) -> None:
        """Write the charges at the times at which the clerks of this house write them."""
        style = v.posting
        if not v.inpatient or style == "exact":
            return
        last = v.end
        for line in v.lines:
            if line.keep:
                continue
            if style == "date_only":
                line.when = at(line.when.date(), 0)
            elif style == "monday" and line.when.weekday() >= 5:
                monday = line.when + timedelta(days=7 - line.when.weekday())
                line.when = min(monday.replace(hour=8, minute=30), last)
            elif style == "weekly":
                ahead = (7 - line.when.weekday()) % 7
                line.when = min((line.when + timedelta(days=ahead)).replace(hour=9), last)
            elif style == "discharge":
                line.when = last
            elif style == "settlement":
                line.when = v.setl_time or last
        if style in ("discharge", "weekly", "settlement"):
            v.raw = list(v.lines)
            sums: dict[tuple[object, ...], Line] = {}
            out = []
            for line in v.lines:
                if line.keep or line.cnt < 0 or line.days:
                    out.append(line)
                    continue
                spot = (line.item.key, line.when, line.price, line.covered, line.exec_dr, line.rx)
                if (*spot, line.local) not in sums:
                    sums[(*spot, line.local)] = Line(**line.__dict__)
                    out.append(sums[(*spot, line.local)])
                else:
                    sums[(*spot, line.local)].cnt += line.cnt
                line.into = sums[(*spot, line.local)]
                if id(line) in self.stock.skip:
                    self.stock.skip.add(id(line.into))
            v.lines = out

    def fund(self, v: Visit, inscp: int) -> int:
        """Cents the fund pays on an amount by rates (fee for service arithmetic)."""
        employee = v.insurance == "310"
        level = v.level
        if v.inpatient and v.med_type != "28":
            floor = {3: 80000, 2: 50000, 1: 20000, 0: 20000}[level]
            rate = {3: (0.62, 0.85), 2: (0.72, 0.88), 1: (0.86, 0.92), 0: (0.86, 0.92)}[level]
        elif v.med_type == "28":
            floor, rate = 30000, (0.65, 0.85)
        elif v.med_type in ("14", "140101"):
            floor, rate = 0, (0.70, 0.80)
        elif v.provider.kind == "pharmacy":
            floor, rate = 0, (0.50, 0.60)
        else:
            floor, rate = 0, (0.55, 0.65)
        return max(0, round((inscp - floor) * rate[1 if employee else 0]))

    def settle(
        self, v: Visit, when: datetime | None = None, *, refund_first: bool = False
    ) -> Visit:
        """Close the visit: number the charges, compute what everybody pays."""
        v.setl_time = when or v.setl_time or self._settle_time(v)
        self._post(v)
        v.lines.sort(key=lambda ln: ln.when)
        setl = self.number("S")
        for line in v.lines:
            line.sn = self._line_number(v)
            line.setl = line.setl or setl
        self._write_claim(v, setl, v.lines, v.setl_time)
        if v.inpatient and v.group and v.pay in ("drg", "dip"):
            v.std = round(v.group[2] * DRG_RATE[v.provider.level], 2)
        elif v.pay == "per_diem":
            v.std = PER_DIEM[0] * min(v.nights, 60) + PER_DIEM[1] * max(0, v.nights - 60)
        if refund_first:
            self.refund(v, setl)
        self.visits.append(v)
        return v

    def _settle_time(self, v: Visit) -> datetime:
        if not v.inpatient:
            return v.end + timedelta(minutes=self.rng.randint(2, 25))
        days = 0
        if v.provider.posting == "settlement":
            days = self.rng.randint(1, 3)
        return v.end + timedelta(days=days, minutes=self.rng.randint(20, 150))

    def _write_claim(self, v: Visit, setl: str, lines: Iterable[Line], when: datetime) -> None:
        total = sum(ln.amount for ln in lines)
        inscp = sum(ln.inscp for ln in lines)
        fund = min(self.fund(v, inscp), total)
        v.setls.append(
            {
                "setl_id": setl,
                "total": total,
                "inscp": inscp,
                "fund": fund,
                "when": when,
                "init": "",
                "refund": "0",
            }
        )

    def refund(self, v: Visit, setl: str, again: bool = True) -> None:
        """Take a settlement back and, as a rule, settle the same charges anew."""
        first = next(s for s in v.setls if s["setl_id"] == setl)
        when = first["when"]
        assert isinstance(when, datetime)
        back = self.number("S")
        v.setls.append(
            {
                "setl_id": back,
                "total": -_int(first["total"]),
                "inscp": -_int(first["inscp"]),
                "fund": -_int(first["fund"]),
                "when": when + timedelta(hours=2),
                "init": setl,
                "refund": "1",
            }
        )
        if not again:
            return
        new = self.number("S")
        copies = []
        for line in [ln for ln in v.lines if ln.setl == setl]:
            copy = Line(**{**line.__dict__, "codes": list(line.codes)})
            copy.setl = new
            copy.sn = self._line_number(v)
            line.codes = []
            copies.append(copy)
        v.lines.extend(copies)
        self._write_claim(v, new, copies, when + timedelta(hours=2, minutes=5))

    # --- money ---------------------------------------------------------------
    def paid(self, v: Visit) -> float:
        """Yuan the fund really spent on a visit under its payment method."""
        own = sum(_int(s["total"]) - _int(s["fund"]) for s in v.setls) / 100
        if v.pay in ("drg", "dip", "per_diem") and v.std:
            return round(max(0.0, v.std - own), 2)
        return round(sum(_int(s["fund"]) for s in v.setls) / 100, 2)

    def loss_lines(self, v: Visit, lines: Iterable[Line], share: float = 1.0) -> float:
        """Yuan the fund would have saved had the lines not been charged (or only in part)."""
        if v.pay in ("drg", "dip", "per_diem") and v.std:
            return 0.0
        inscp = sum(ln.inscp for ln in v.lines)
        false = round(sum(ln.inscp for ln in lines) * share)
        now = sum(_int(s["fund"]) for s in v.setls)
        return round(max(0, now - max(0, self.fund(v, inscp - false))) / 100, 2)

    def loss_pairs(self, pairs: list[tuple[Visit, Line]]) -> float:
        """The same over lines of several visits."""
        visits = {v.id: v for v, _ in pairs}
        return sum(self.loss_lines(v, [ln for x, ln in pairs if x is v]) for v in visits.values())


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("amounts of a settlement are whole cents")
    return value
