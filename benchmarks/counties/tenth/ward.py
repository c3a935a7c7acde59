"""The ward: how a stay is played, whatever it is for, in the manner of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from types import MappingProxyType

from .goods import ITEMS, diagnosis
from .world import County, Line, Person, Visit

PIECES = 28
"""Tablets in a box where a house counts tablets."""


PERHAPS = (
    "uric",
    "chol",
    "tg",
    "bnp",
    "ddimer",
    "us_b",
    "dr",
    "us_neck",
    "stool",
    "us_thy",
    "cea",
    "afp",
    "tsh",
    "fib",
    "pt",
    "ck",
    "amyl",
)
"""Looked at in some patients and not in others."""
BESIDES = {
    "I10.x05": ("amlod",), "E11.900": ("metf", "acarb"), "I25.103": ("aspirin", "rosuva"), "E78.500": ("atorva",), "I48.900": ("metop", "rivar"),
    "N40.x00": ("tamsu",), "J44.900": ("ambro_t",), "M81.900": ("cabc", "alend"), "D64.900": ("ferr",), "B18.100": ("entec",),
}  # fmt: skip
"""What is taken on for the other illnesses."""


@dataclass(frozen=True)
class Operation:
    """What is done in the theatre: its price item, code and name on the list, how the patient sleeps, what stays in."""

    item: str
    code: str
    name: str
    sleep: str = "ga"
    hours: float = 1.2
    stuff: tuple[tuple[str, int], ...] = ()
    day: int = 1


@dataclass(frozen=True)
class Illness:
    """A kind of stay. `iv`: per day through the drip; `oral`: tablets through the stay; `daily`: what is done each day."""

    name: str
    dept: str
    main: tuple[str, ...]
    others: tuple[str, ...] = ()
    age: tuple[int, int] = (30, 85)
    sex: str = ""
    days: tuple[int, int] = (6, 9)
    nurse: str = "n2"
    severe: int = 0
    tests: str = "cbc crp alt ast crea urea k na glu urine ecg"
    once: str = ""
    again: str = "cbc"
    iv: str = ""
    iv_days: int = 99
    oral: str = ""
    daily: str = ""
    home: str = ""
    op: Operation | None = None
    group: tuple[str, str] | None = None
    kind: str = "21"
    weekdays: bool = False


def words(text: str) -> list[tuple[str, float]]:
    """`ceftri*2 saline` → item and count of each."""
    return [
        (w.split("*")[0], float(w.split("*")[1]) if "*" in w else 1.0) for w in text.split()
    ]  # fmt: skip


def bed_of(v: Visit, n: int) -> str:
    """A bed on the ward."""
    return f"{v.dept[:2]}{n % 40 + 1:02d}床"


def each_day(v: Visit) -> list[date]:
    """Every night that is spent in bed, by the day it begins."""
    a, b = v.start.date(), v.end.date()
    return [a + timedelta(days=n) for n in range(max(1, (b - a).days))]


def tablets(w: County, v: Visit, key: str, days: int, at: datetime) -> None:
    """Tablets on a ward: each day a share of the box or single tablets, or the box at once."""
    item, units = ITEMS[key], w.habit(v.house.key).units
    if units == "box":
        w.add(v, key, ceil(days / item.days), at)
        return
    per_day = max(1, round(PIECES / item.days)) if item.days < PIECES else 1
    price = round(item.price / (item.days * per_day), 4)
    for n in range(days):
        moment = at + timedelta(days=n)
        if moment >= v.end:
            break
        if units == "piece":
            w.add(v, key, per_day, moment, price=price)
        else:
            w.add(v, key, round(1 / item.days, 4), moment)


def care(
    w: County,
    v: Visit,
    nurse: str,
    severe: int = 0,
    *,
    bed: str = "bed",
    oxygen: bool = True,
    theatre_hours: Mapping[int, int] = MappingProxyType({}),
) -> None:
    """Bed, round, nursing; monitor and oxygen for the first days of the severely ill."""
    for n, day in enumerate(each_day(v)):
        at = datetime(day.year, day.month, day.day, 23, 10) if n else max(
            v.start + timedelta(minutes=20), datetime(day.year, day.month, day.day, 8)
        )  # fmt: skip
        w.add(v, bed, 1, at, day=day)
        w.add(v, "round", 1, at, day=day)
        w.add(v, "n1" if n < severe else nurse, 1, at, day=day)
        if n < severe:
            hours = 24 if n else max(2, 23 - v.start.hour)
            # In theatre the anaesthetist watches.
            hours -= theatre_hours.get(n, 0)
            if hours > 0:
                w.add(v, "monitor", hours, at)
            if oxygen and hours > 0:
                w.add(v, "oxygen", min(hours, 16), at)


def drip(w: County, v: Visit, drugs: str, day: date, first: bool) -> list[Line]:
    """The day's drip: solutions, drugs, the first bag and the further ones, a set."""
    at = v.start + timedelta(hours=1) if first else w.at(day, 8.4, 9.5)
    at = min(at, v.end)
    out = [w.add(v, k, n, at) for k, n in words(drugs)]
    out.append(w.add(v, "drip", 1, at))
    bags = sum(k in ("saline", "glucose", "levo_i", "metro", "mann") for k, _ in words(drugs))
    if bags > 1:
        out.append(w.add(v, "drip_more", bags - 1, at))
    out.append(w.add(v, "set", 1, at))
    return out


def theatre(w: County, v: Visit, op: Operation, day: date) -> list[Line]:
    """One operation with its anaesthesia, what it uses, and the night after it."""
    at = w.at(day, 8.6, 14.5)
    if at < v.start + timedelta(hours=2):
        at = v.start + timedelta(hours=3)
    at = min(at, v.end - timedelta(hours=2))
    names = {"ga": "01", "spinal": "02", "block": "03", "local_a": "05"}
    v.operations.append({"code": op.code, "name": op.name, "at": at, "anst": names[op.sleep]})
    out = [w.add(v, op.item, 1, at, dept="手术室"), w.add(v, op.sleep, 1, at, dept="麻醉科")]
    if op.sleep == "ga":
        out.append(w.add(v, "propo", 2, at, dept="麻醉科"))
        out.append(w.add(v, "op_watch", max(1, round(op.hours)), at, dept="麻醉科"))
    if op.sleep in ("spinal", "block"):
        out.append(w.add(v, "bupi", 1, at, dept="麻醉科"))
        out.append(w.add(v, "monitor", max(1, ceil(op.hours)), at, dept="麻醉科"))
    if op.sleep == "local_a":
        out.append(w.add(v, "lido", 1, at))
    for k, n in op.stuff:
        made = w.rng.choice((0.7, 0.85, 1.0, 1.0, 1.2, 1.5))
        out.append(w.add(v, k, n, at, dept="手术室", price=round(ITEMS[k].price * made, 2)))
    return out


def lie(w: County, house: str, person: Person, ill: Illness, at: datetime, days: int = 0) -> Visit:
    """One stay for this illness in this house."""
    r, habit = w.rng, w.habit(house)
    days = days or r.randrange(ill.days[0], ill.days[1] + 1) + (habit.longer if not ill.op else 0)
    end = w.at(at.date() + timedelta(days=days), 8.8, 11.5)
    known = [diagnosis(r.choice(ill.main))]
    known += [diagnosis(x) for x in r.sample(ill.others, min(len(ill.others), r.randrange(0, 3)))]
    v = w.visit(house, person, ill.kind, at, end, ill.dept, known, w.doctor_of(house, ill.dept))
    v.bed = bed_of(v, r.randrange(40))
    v.settled = end + timedelta(minutes=r.randrange(15, 90))
    in_theatre = {min(ill.op.day, days - 1): 1 + ceil(ill.op.hours)} if ill.op else {}
    care(w, v, habit.nurse or ill.nurse, ill.severe, theatre_hours=in_theatre)
    many = r.randrange(0, 5)
    for k in r.sample(
        PERHAPS if ill.age[0] > 14 and ill.kind != "52" else ("stool", "urine", "us_b", "dr", "pt"),
        many,
    ):
        w.add(
            v,
            k,
            1,
            w.at(at.date() + timedelta(days=r.randrange(1, days)), 13, 17) if days > 1 else at,
        )
    for code, _ in known[1:]:
        for k in BESIDES.get(code, ()):
            if k not in ill.oral.split() and r.random() < 0.8:
                # nobody is given two statins
                if k == "atorva" and "rosuva" in ill.oral.split():
                    continue
                tablets(w, v, k, days, at + timedelta(hours=2))
    tests = list(dict.fromkeys([k for k, _ in words(ill.tests)] + list(habit.panel)))
    for k in tests:
        if r.random() < 0.93:
            w.add(v, k, 1, at + timedelta(minutes=r.randrange(25, 100)))
    for k, n in words(ill.once):
        if r.random() < 0.85:
            w.add(v, k, n, w.at(at.date() + timedelta(days=min(1, days - 1)), 12.5, 16.5))
    if days > 4:
        for k, _ in words(ill.again):
            w.add(v, k, 1, w.at(at.date() + timedelta(days=days - 2), 6.5, 8))
    iv = ill.iv + (
        " shenmai*2" if habit.shenmai and ill.dept == "内科" and "saline" in ill.iv else ""
    )
    drips = max(1, min(ill.iv_days, days - 1) - r.randrange(0, 3))
    op_day = at.date() + timedelta(days=min(ill.op.day, days - 1)) if ill.op else None
    for n, day in enumerate(each_day(v)):
        if iv and n < drips:
            drip(w, v, iv, day, n == 0)
        if ill.daily and not (ill.weekdays and day.weekday() > 4):
            for k, count in words(ill.daily):
                who = r.choice(v.house.therapists) if v.house.therapists else ""
                w.add(v, k, count, max(at, w.at(day, 9, 16)), by=who)
        if habit.tcm and ill.dept in ("内科", "针灸推拿科", "骨伤科", "中医科") and n == 0:
            herbs(w, v, min(days, 7), at + timedelta(hours=2))
        if op_day == day and ill.op:
            theatre(w, v, ill.op, day)
        if op_day and n and day == op_day + timedelta(days=2):
            w.add(v, "dress_m", 1, w.at(day, 9, 11))
    for k, _ in words(ill.oral):
        tablets(w, v, k, days, at + timedelta(hours=1))
    if ill.home and r.random() < habit.take_home:
        for k, n in words(ill.home):
            w.add(v, k, n, end - timedelta(minutes=40), take=True, days=int(ITEMS[k].days * n))
    if ill.group:
        w.group(v, *ill.group)
    return v


def herbs(w: County, v: Visit, doses: int, at: datetime) -> list[Line]:
    """A decoction of ten or twelve herbs, grams times doses, boiled where it is a ward."""
    from .goods import HERB_KEYS

    r = w.rng
    rx = f"RX{v.id[1:]}{len(v.lines):03d}"
    out = []
    for k in sorted(r.sample(HERB_KEYS, r.randrange(9, 13))):
        out.append(w.add(v, k, r.choice((6, 9, 10, 12, 15)) * doses, at, rx=rx, days=doses))
    if v.stay:
        out.append(w.add(v, "decoct", doses, at))
    return out
