"""Cases as rows: an illness, a house, and what is charged beside the usual; honest or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.counties.outside.people import at
from benchmarks.counties.outside.records import Visit

from .illnesses import ILLNESSES, who
from .plan import Mark, loss
from .world import Strange

Plant = Callable[[Strange, int], None]


@dataclass(frozen=True)
class Kind:
    """One kind of planted thing: how many at scale 1, why it is wrong or right, how it is done."""

    name: str
    count: int
    why: str
    plant: Plant


SCHEMES: dict[str, Kind] = {}
HONEST: dict[str, Kind] = {}


def _enter(book: dict[str, Kind], kind: Kind) -> None:
    if kind.name in book:
        raise ValueError(f"{kind.name} is entered twice")
    book[kind.name] = kind


def scheme(name: str, count: int, why: str) -> Callable[[Plant], Plant]:
    """Enter a scheme that is told by a function."""

    def enter(plant: Plant) -> Plant:
        _enter(SCHEMES, Kind(name, count, why, plant))
        return plant

    return enter


def honest(name: str, count: int, why: str) -> Callable[[Plant], Plant]:
    """Enter an honest look-alike that is told by a function."""

    def enter(plant: Plant) -> Plant:
        _enter(HONEST, Kind(name, count, why, plant))
        return plant

    return enter


def keep(w: Strange, name: str, visits: list[Visit], codes: tuple[str, ...] = ()) -> None:
    """Write an honest kind that was told by a function to the truth."""
    w.innocent(name, visits, codes=codes, note=HONEST[name].why)


@dataclass(frozen=True)
class Case:
    """One row; `crowd` patients of one house, each `again` times at a distance of days."""

    name: str
    count: int
    why: str
    house: str
    ill: str
    plus: str = ""
    crowd: tuple[int, int] = (1, 1)
    again: tuple[int, int] = (1, 1)
    gap: tuple[int, int] = (20, 40)
    drop: str = ""
    whom: str = ""
    diags: str = ""
    nights: tuple[int, int] = (0, 0)
    med_type: str = ""
    ops: str | None = None
    dept: str = ""
    bare: bool = False
    hour: int = 0
    end_hour: int = 10
    way: str = ""
    span: int = 150  # the crowd comes within so many days
    steady: bool = False  # nobody of the crowd is treated honestly


def rows(book: dict[str, Kind], cases: tuple[Case, ...]) -> None:
    """Enter rows into a book."""
    for c in cases:
        _enter(book, Kind(c.name, c.count, c.why, _planter(c, wrong=book is SCHEMES)))


def _planter(c: Case, *, wrong: bool) -> Plant:
    def plant(w: Strange, _: int) -> None:
        visits, marks = perform(w, c, wrong=wrong)
        h = visits[0].provider
        if not wrong:
            w.innocent(c.name, visits, note=c.why)
        elif marks:
            pairs = [(m.visit, m.line) for m in marks]
            w.scheme(c.name, h, (), pairs, loss=loss(w, marks), note=c.why)
        else:
            w.scheme(c.name, h, visits, loss=sum(w.paid(v) for v in visits), note=c.why)

    return plant


def perform(w: Strange, c: Case, *, wrong: bool) -> tuple[list[Visit], list[Mark]]:
    """Let the patients of a case come, be treated, be charged and settle."""
    ill = ILLNESSES[c.ill]
    h = w.house(c.house)
    sex, ages = who(c.whom) if c.whom else (ill.sex, ill.ages)
    first = w.day(5, 300 - min(c.span, 200))
    visits: list[Visit] = []
    marks: list[Mark] = []
    n = w.rng.randint(*c.crowd)
    for k in range(n):
        p = w.pick(sex, ages)
        day = first + timedelta(days=w.rng.randint(0, c.span))
        plus = w.rng.choice(c.plus.split(" || "))
        # A sloppy house does not do it to everybody: now and then the bill is an honest one.
        if wrong and n > 2 and k and not c.steady and w.rng.random() < 0.12 and "!" in plus:
            plus = " ".join(t for t in plus.split() if not t.startswith("!"))
        for _ in range(w.rng.randint(*c.again)):
            if day.year > 2025:
                break
            if h.kind == "pharmacy":
                when = at(day, c.hour or w.rng.randint(8, 19), w.rng.randint(0, 59))
                v, m = w.sale(p, h, when, plus, c.diags or "I10.x00 高血压",
                              med_type=c.med_type or "41")  # fmt: skip
                day += timedelta(days=w.rng.randint(*c.gap))
            elif ill.nights[1] or c.nights[1]:
                nights = w.rng.randint(*(c.nights if c.nights[1] else ill.nights))
                v, m = w.stay(
                    p, h, ill, day, nights, plus=plus, drop=c.drop, bare=c.bare, diags=c.diags,
                    ops=c.ops, med_type=c.med_type, dept=c.dept, hour=c.hour,
                    end_hour=c.end_hour, way=c.way,
                )  # fmt: skip
                w.settle(v)
                day = v.end.date() + timedelta(days=w.rng.randint(*c.gap))
            else:
                hour = c.hour or w.rng.randint(8, 16)
                v, m = w.seen(
                    p, h, ill, at(day, hour, w.rng.randint(0, 59)), plus=plus, drop=c.drop,
                    bare=c.bare, diags=c.diags, dept=c.dept,
                    med_type=c.med_type or ("14" if c.ill == "hd" else "11"),
                    hours=4 if c.ill == "hd" else 0,
                )  # fmt: skip
                day += timedelta(days=w.rng.randint(*c.gap))
            if m or not wrong or "!" not in c.plus:
                visits.append(v)
                marks += m
    return visits, marks


def plant_all(w: Strange) -> None:
    """Schemes first, then what only looks like them."""
    for book in (SCHEMES, HONEST):
        for kind in book.values():
            for i in range(max(1, round(kind.count * w.scale))):
                kind.plant(w, i)
