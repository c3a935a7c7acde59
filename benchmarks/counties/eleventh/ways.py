"""How a visit, a sale and a stay are played, and the courses of the wards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .goods import ITEMS
from .world import LAST, County, Line, Person, Visit, each

Dx = tuple[str, str]


def op(w: County, house: str, p: Person, d: date, dx: Sequence[Dx], keys: Iterable[str | tuple[str, float]],
       kind: str = "11", dept: str = "全科", at: float | None = None, doctor: str = "",
       see: str = "see", **more: object) -> Visit:  # fmt: skip
    """A visit at the desk: seen, then what was done and given."""
    start = w.at(d) if at is None else w.at(d, at, at + 0.2)
    v = w.visit(
        house, p, kind, start, start + timedelta(minutes=w.rng.randrange(15, 75)), dept, dx, doctor
    )
    v.more.update(more)
    if see:
        w.add(v, see)
    charge(w, v, keys)
    return v


def charge(
    w: County, v: Visit, keys: Iterable[str | tuple[str, float]], at: datetime | None = None
) -> list[Line]:
    """Several things at once; drugs say for how many days they last."""
    out = []
    for k in keys:
        key, n = (k, 1.0) if isinstance(k, str) else k
        if key == "hba1c" and not w.due(v, at):
            continue
        i = ITEMS[key]
        more = {"days": int(i.days * n)} if i.kind in ("09", "11") and i.days > 1 else {}
        if i.kind in ("09", "10", "11"):
            more["rx"] = f"RX{v.id[1:]}"
        out.append(w.add(v, key, n, at, **more))
    return out


def sale(w: County, shop: str, p: Person, d: date, dx: Sequence[Dx], keys: Iterable[str | tuple[str, float]],
         kind: str = "41", at: float | None = None) -> Visit:  # fmt: skip
    """A purchase at a counter."""
    start = w.at(d, 8, 20.5) if at is None else w.at(d, at, at + 0.2)
    v = w.visit(shop, p, kind, start, start + timedelta(minutes=6), "药房", dx)
    charge(w, v, keys)
    return v


@dataclass(frozen=True)
class Course:
    """What a ward does for an illness: at the door, daily, sometimes, to take home."""

    dx: tuple[tuple[Dx, ...], ...]
    days: tuple[int, int]
    door: tuple[str, ...]
    daily: tuple[tuple[str, float], ...]
    some: tuple[str, ...] = ()
    home: tuple[tuple[str, float], ...] = ()
    nursing: tuple[str, int] = ("n2", 0)
    dept: str = "内科"
    ages: tuple[int, int] = (35, 85)
    sex: str = ""
    group: tuple[str, str, float] = ("ES21", "呼吸系统感染,伴并发症", 0.9)
    kind: str = "21"
    by: tuple[tuple[str, float], ...] = ()
    """What therapists give, on working days."""
    rest: float = 1.0
    """After so much of the stay the drips end."""


DRIPS = {"drip", "drip_more", "set"}


def stay(w: County, house: str, p: Person, first: date, days: int, c: Course, *, dx: Sequence[Dx] = (),
         bed: str = "", doctor: str = "", leaving: str = "1", style: str = "") -> Visit:  # fmt: skip
    """A stay by its course."""
    r = w.rng
    h = w.houses[house]
    start = w.at(first, 8.5, 15.5)
    last = first + timedelta(days=days)
    end = w.at(last, 9.0, 15.8)
    dx = dx or r.choice(c.dx)
    v = w.visit(
        house, p, c.kind, start, end, c.dept, dx, doctor, bed or w.bed(house, c.dept, first, last)
    )
    v.leaving = leaving
    if style:
        v.more["style"] = style
    charge(w, v, c.door, start + timedelta(minutes=50))
    grade, strong = c.nursing
    ends = min(13, max(2, round(days * c.rest))) if c.rest < 1 else days
    for n, d in enumerate(each(first, days)):
        at = w.at(d, 7.5, 8.2) if n else start + timedelta(minutes=20)
        for key in ("bed", "round"):
            w.add(v, key, 1, at)
        w.add(v, "n1" if n < strong else grade, 1, at)
        for key, count in c.daily:
            item = ITEMS[key]
            if (key in DRIPS or item.days == 1) and n >= ends:
                continue
            drug = item.kind in ("09", "11")
            # Tablets are charged singly on the ward.
            price = round(item.price / item.days, 2) if drug and count < 1 else None
            w.add(v, key, max(count, 1), w.at(d, 8.6, 10.5) if n else start + timedelta(hours=1), price=price,
                  **({"rx": f"RX{v.id[1:]}{n}"} if drug else {}))  # fmt: skip
        if c.by and d.weekday() < 6 and n:
            for k, (key, count) in enumerate(c.by):
                who = r.choice(h.therapists) if h.therapists else ""
                w.add(v, key, count, w.at(d, 8.5 + k * 1.5, 9.5 + k * 1.5), by=who)
        if c.some and r.random() < 0.22:
            w.add(v, r.choice(c.some), 1, w.at(d, 7.6, 8.1) if n else start + timedelta(hours=2))
    for key, count in c.home:
        w.add(v, key, count, end - timedelta(minutes=30), take=True, rx=f"RX{v.id[1:]}T")
    if h.pays == "drg":
        code, name, weight = c.group
        w.grouped(v, code, name, weight)
    return v


def months(first: date, step: int, hi: date = LAST) -> Iterable[date]:
    """Every so many days."""
    d = first
    while d <= hi:
        yield d
        d += timedelta(days=step)


def body(_: County, d: date, hour: float, minutes: int = 0) -> datetime:
    """An hour of a day."""
    return datetime(d.year, d.month, d.day) + timedelta(minutes=int(hour * 60) + minutes)
