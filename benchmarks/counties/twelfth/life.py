"""How a stay, a visit to the consulting room and a sale at a counter are put into rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from benchmarks.counties.grammar import world as machine
from benchmarks.counties.grammar.world import LAST, Line, Person, Visit

from .goods import ITEMS, panel
from .houses import HABITS, WARDS, houses

Dx = Sequence[tuple[str, str]]


class World(machine.World):
    """The machine of another county with this one's goods and wards."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, houses())
        self.lain: dict[str, list[date]] = {}
        self.lasting: set[str] = set()
        self.beds: dict[tuple[str, str, int], list[tuple[date, date]]] = {}
        for n, h in enumerate(self.houses.values()):
            many = 0 if h.shop else 1 if h.key[:2] in ("cw", "mz") else 5 if h.level == "3" else 24
            h.doctors = [f"D33010{n:03d}{i:03d}" for i in range(many)]
            h.therapists = [
                f"J33010{n:03d}{i:03d}"
                for i in range(8 if h.key in ("kf", "zy", "sd", "qr") else 0)
            ]

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
        """Charge; the ward's style decides the time on the line unless it is exact."""
        item = ITEMS[key]
        at = at or min(v.end, v.start + timedelta(minutes=9))
        factor = {"1": 1.1, "2": 1.0, "3": 0.9, "11": 1.0}[v.house.level]
        number = len(v.lines) + 1
        line = Line(
            str(number) if v.house.own_numbers else f"F{v.id[1:]}{number:04d}",
            v,
            item,
            at if exact else self.posted(v, at),
            count,
            round(item.price * (factor if item.listing == "201" else 1), 2)
            if price is None
            else price,
            v.doctor if doctor is None else doctor,
            more,
        )
        v.lines.append(line)
        return line

    def posted(self, v: Visit, at: datetime) -> datetime:
        """By the ward where it has a way of its own, else by the house."""
        ward = WARDS.get((v.house.key, v.dept))
        if not ward:
            return super().posted(v, at)
        old, v.house.style = v.house.style, ward
        try:
            return super().posted(v, at)
        finally:
            v.house.style = old

    def code(self, item: Any) -> str:
        """A new box: the seven digits of the drug, thirteen of the box."""
        n = [i.code for i in ITEMS.values()].index(item.code)
        return f"{8120000 + n * 41}{self.rng.randrange(10**13):013d}"

    def bed(self, house: str, dept: str, a: date, b: date) -> str:
        """A bed that nobody else has in these nights."""
        for n in range(1, 400):
            taken = self.beds.setdefault((house, dept, n), [])
            if all(b <= x or y <= a for x, y in taken):
                taken.append((a, b))
                return f"{dept}{n:02d}床"
        return ""


GROUPS: dict[str, tuple[str, float, float, float]] = {
    "ES29": ("肺炎，不伴合并症", 0.42, 1680, 1300),
    "ES21": ("重症肺炎，伴严重合并症", 3.15, 12600, 10800),
    "ET19": ("慢性阻塞性肺病", 0.76, 3050, 2600),
    "ED19": ("支气管炎", 0.38, 1500, 1150),
    "FR49": ("心力衰竭", 0.54, 2160, 1830),
    "FM19": ("经皮冠状动脉支架植入", 2.25, 9000, 8200),
    "BR29": ("脑缺血性疾患", 0.59, 2350, 2270),
    "BX29": ("头晕", 0.31, 1250, 1000),
    "KS19": ("糖尿病", 0.35, 1390, 1200),
    "GD29": ("阑尾切除", 1.05, 4220, 3750),
    "HC29": ("胆囊切除", 1.16, 4620, 4130),
    "GE29": ("疝手术", 0.83, 3340, 2780),
    "LD19": ("前列腺手术", 0.99, 3970, 3500),
    "CB39": ("晶状体手术", 0.81, 3250, 3000),
    "GS29": ("消化道出血", 0.34, 1370, 1020),
    "GW19": ("胃肠炎", 0.17, 680, 480),
    "OB19": ("剖宫产", 0.75, 3000, 2840),
    "OR19": ("阴道分娩", 0.45, 1800, 1610),
    "IU29": ("腰背疾患", 0.65, 2600, 2200),
    "RE19": ("恶性肿瘤化学治疗", 0.18, 740, 650),
    "IF39": ("前臂骨折手术", 1.73, 6900, 6200),
}
"""Code to name, weight, and standard in third- and second-level houses."""


def group(v: Visit, code: str) -> None:
    """Grouped, where the house is paid so."""
    if v.house.pays == "drg" and code:
        name, weight, third, second = GROUPS[code]
        v.group = (code, name, weight, third if v.house.level == "1" else second)


@dataclass(frozen=True)
class Course:
    """What one illness gets in bed. drugs: key, count a day, first and last day (negative: from the end)."""

    dept: str
    dx: Dx
    nights: tuple[int, int]
    group: str
    tests: str
    again: str = ""
    drugs: tuple[tuple[str, float, int, int], ...] = ()
    oral: str = ""
    daily: tuple[tuple[str, float, int, int], ...] = ()
    grade: tuple[str, int] = ("n2", 0)
    ages: tuple[int, int] = (20, 85)
    sex: str = ""
    kind: str = "21"
    take: str = ""


def lie(
    w: World,
    house: str,
    c: Course,
    p: Person,
    day: date,
    *,
    nights: int = 0,
    bare: bool = False,
    doctor: str = "",
    kind: str = "",
) -> Visit:
    """A stay of this course. bare: no line but bed, round and nursing."""
    r, habits = w.rng, HABITS.get(house, set())
    nights = nights or r.randint(*c.nights) + (2 if "longer" in habits and c.nights[1] > 4 else 0)
    h = w.houses[house]
    start = w.at(day, 8.3, 15.5)
    end = w.at(day + timedelta(days=nights), 9.2, 11.4)
    v = w.visit(
        house, p, kind or c.kind, start, end, c.dept, c.dx, doctor or ward_doctor(w, house, c.dept)
    )
    v.bed = w.bed(house, c.dept, day, day + timedelta(days=nights))
    gap = r.randint(600, 2900) if h.style == "settlement" else r.randint(15, 70)
    v.settled = end + timedelta(minutes=gap)
    summed = h.style in ("discharge", "settlement") and (house, c.dept) not in WARDS
    grade, until = c.grade
    if "second_grade" in habits and grade != "nbaby":
        grade, until = "n2", nights
    days = list(range(nights))
    noon = [start if d == 0 else w.at(day + timedelta(days=d), 8.1, 9.5) for d in range(nights + 1)]
    every(w, v, noon, days, "bed", 1, summed)
    every(w, v, noon, days, "ward", 1, summed)
    lower = {"n1": "n2", "n2": "n3"}.get(grade, grade)
    cut = min(nights, until or max(1, nights - 1))
    every(w, v, noon, days[:cut], grade, 1, summed)
    every(w, v, noon, days[cut:], lower, 1, summed)
    if bare:
        return v
    adult = (day - p.born).days > 18 * 365
    tests = panel(c.tests) + (["dd"] if "dimer" in habits and adult and "dd" not in c.tests else [])
    for k in tests:
        w.add(
            v,
            k,
            1,
            min(end, noon[1]) if k in ("blood", "urine", "stool") else start + timedelta(hours=1),
        )
    for k in panel(c.again):
        w.add(v, k, 1, noon[max(2, nights - 2)] if nights > 2 else noon[-1])
    for key, count, a, b in (*c.drugs, *c.daily):
        every(w, v, noon, span(nights, a, b), key, count, summed)
    lots = [
        len(
            [
                1
                for k, n, a, b in c.drugs
                if k in ("ns100", "ns250", "gs250", "gns500", "levoi") and d in span(nights, a, b)
            ]
        )
        for d in days
    ]
    for d, n in enumerate(lots):
        if n and not any(k in ("hemi",) for k, *_ in c.daily):
            w.add(v, "drip", 1, noon[d])
            if n > 1:
                w.add(v, "drip2", n - 1, noon[d])
            w.add(v, "ivset", 1, noon[d])
    for k in c.oral.split():
        w.add(v, k, max(1, round(nights / ITEMS[k].days + 0.3)), noon[0], days=min(nights, 30))
    for k in c.take.split():
        w.add(v, k, 1, end - timedelta(minutes=20), take=True, days=ITEMS[k].days)
    group(v, c.group)
    return v


BY_HOUR = ("ecgmon", "oxygen", "icucare", "spo2", "fglu")
"""What cannot have been done for a whole day on the day of admission."""


def span(nights: int, a: int, b: int) -> list[int]:
    """Days of a stay from a to b, counted from the end where negative, the last night included."""
    last = nights - 1 if b == 0 else nights - 1 + b if b < 0 else min(b, nights - 1)
    return list(range(min(a, nights), last + 1))


def every(
    w: World,
    v: Visit,
    noon: list[datetime],
    days: list[int],
    key: str,
    count: float,
    summed: bool,
) -> None:
    """One thing on each of these days, or in one line where the house adds up."""

    def of(d: int) -> float:
        if d:
            return count
        left = 23 - v.start.hour
        return min(count, 3 if key == "fglu" else left) if key in BY_HOUR else count

    if summed and days:
        w.add(v, key, sum(map(of, days)), noon[days[-1]])
        return
    for d in days:
        w.add(v, key, of(d), noon[d])


def ward_doctor(w: World, house: str, dept: str) -> str:
    """One of the doctors of this ward."""
    doctors = w.houses[house].doctors
    if not doctors:
        return ""
    if "one_doctor" in HABITS.get(house, set()):
        return doctors[0]
    first = sum(map(ord, dept)) % len(doctors)
    return doctors[(first + w.rng.randrange(min(4, len(doctors)))) % len(doctors)]


def clinic(
    w: World,
    house: str,
    p: Person,
    at: datetime,
    dept: str,
    dx: Dx,
    tests: str = "",
    drugs: Iterable[tuple[str, float]] = (),
    *,
    kind: str = "11",
    fee: str = "",
    doctor: str = "",
) -> Visit:
    """An hour in a consulting room: fee, tests, boxes."""
    small = w.houses[house].level == "3"
    v = w.visit(
        house,
        p,
        kind,
        at,
        at + timedelta(minutes=w.rng.randint(12, 75)),
        dept,
        dx,
        doctor or ward_doctor(w, house, dept),
    )
    w.add(v, fee or ("er" if kind == "13" else "general" if small else "reg"), 1, at)
    for k in panel(tests):
        w.add(v, k, 1, at + timedelta(minutes=6))
    for k, n in drugs:
        w.add(v, k, n, at + timedelta(minutes=9), rx="R" + v.id, days=round(n * ITEMS[k].days) or 1)
    return v


def decoction(
    w: World,
    house: str,
    p: Person,
    at: datetime,
    dx: Dx,
    herbs: str,
    days: int,
    dept: str = "中医科",
) -> Visit:
    """A formula for some days: grams, and the boiling."""
    v = clinic(w, house, p, at, dept, dx)
    for k in herbs.split():
        w.add(v, k, ITEMS[k].days * days, at + timedelta(minutes=9), rx="R" + v.id, days=days)
    w.add(v, "decoct", days, at + timedelta(minutes=9))
    return v


def shop(
    w: World,
    house: str,
    p: Person,
    at: datetime,
    dx: Dx,
    drugs: Iterable[tuple[str, float]],
    *,
    kind: str = "41",
    **more: Any,
) -> Visit:
    """A sale at a counter: every box is scanned when the bill is settled."""
    v = w.visit(house, p, kind, at, at, "药房", dx, "")
    v.settled = at + timedelta(minutes=1)
    for k, n in drugs:
        w.add(
            v,
            k,
            n,
            at,
            rx="E" + v.id,
            days=round(n * ITEMS[k].days) or 1,
            price=round(ITEMS[k].price * 1.12, 2),
            **more,
        )
    return v


def somebody(
    w: World, pool: list[Person], day: date, a: int, b: int, sex: str = "", until: int = 0
) -> Person:
    """Of this age and sex, at home in these days; somebody new where the draw fails."""
    for _ in range(12):
        p = w.rng.choice(pool)
        age = (day - p.born).days / 365.25
        if (
            a <= age < b
            and sex in ("", p.sex)
            and p.free(day - timedelta(days=2), day + timedelta(days=until + 2))
        ):
            return p
    span_days = (day - machine.FIRST).days / 365.25
    return w.person(
        sex, max(0, int(a - span_days + 1)), max(1, int(b - span_days)), "390" if b <= 18 else ""
    )


def begin(w: World, nights: int, lo: date = machine.FIRST) -> date:
    """A day so that the stay ends before the extract does."""
    return w.workday(lo, LAST - timedelta(days=nights + 4))
