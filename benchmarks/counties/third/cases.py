"""Cases of the third county as rows: crowds of patients of one house, crude or innocent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.counties.outside.people import Person, at
from benchmarks.counties.outside.records import Visit
from benchmarks.counties.stranger.illnesses import who
from benchmarks.counties.stranger.plan import Mark, loss

from .illnesses import ILLNESSES
from .world import Third

Plant = Callable[[Third, int], None]


@dataclass(frozen=True)
class Kind:
    """One kind of planted thing: how many at scale 1, why it is wrong or right, how it is done."""

    name: str
    count: int
    why: str
    plant: Plant


CRUDE: dict[str, Kind] = {}
CLEAN: dict[str, Kind] = {}


def _enter(book: dict[str, Kind], kind: Kind) -> None:
    if kind.name in CRUDE or kind.name in CLEAN:
        raise ValueError(f"{kind.name} is entered twice")
    book[kind.name] = kind


def told(book: dict[str, Kind], name: str, count: int, why: str) -> Callable[[Plant], Plant]:
    """Enter a kind that is told by a function."""

    def enter(plant: Plant) -> Plant:
        _enter(book, Kind(name, count, why, plant))
        return plant

    return enter


def fine(w: Third, name: str, visits: list[Visit], codes: tuple[str, ...] = ()) -> None:
    """Write one innocent patient to the truth."""
    w.innocent(name, visits, codes=codes, note=CLEAN[name].why)


@dataclass(frozen=True)
class Case:
    """`crowd` patients of one house, each `again` times at a distance of `gap` days."""

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
    span: int = 200  # the crowd comes within so many days
    share: float = 0.9  # how many of the crowd it is really done to
    each: bool = False  # every patient is a case of its own
    late: tuple[str, ...] = ()
    again_settled: bool = False
    unbought: bool = False  # what is charged falsely was never bought


def rows(book: dict[str, Kind], cases: tuple[Case, ...]) -> None:
    """Enter rows into a book."""
    for c in cases:
        _enter(book, Kind(c.name, c.count, c.why, _planter(c, wrong=book is CRUDE)))


def _planter(c: Case, *, wrong: bool) -> Plant:
    def plant(w: Third, _: int) -> None:
        patients = perform(w, c, wrong=wrong)
        if not wrong:
            for visits, _marks in patients:
                w.innocent(c.name, visits, note=c.why)
            return
        groups = patients if c.each else [_together(patients)]
        for visits, marks in groups:
            if not visits:
                continue
            h = visits[0].provider
            if "!" in c.plus:
                pairs = [(m.visit, m.line) for m in marks]
                if pairs:
                    w.scheme(c.name, h, (), pairs, loss=loss(w, marks), note=c.why)
            else:
                w.scheme(c.name, h, visits, loss=sum(w.paid(v) for v in visits), note=c.why)

    return plant


def _together(patients: list[tuple[list[Visit], list[Mark]]]) -> tuple[list[Visit], list[Mark]]:
    return [v for vs, _ in patients for v in vs], [m for _, ms in patients for m in ms]


def perform(w: Third, c: Case, *, wrong: bool) -> list[tuple[list[Visit], list[Mark]]]:
    """Let the patients of a case come, be treated, be charged and settle."""
    ill = ILLNESSES[c.ill]
    if wrong and not c.each:  # a crowd is one house's
        c = replace(c, house=w.rng.choice(c.house.split(",")))
    sex, ages = who(c.whom) if c.whom else (ill.sex, ill.ages)
    first = date(2025, 1, 1) + timedelta(days=w.rng.randint(4, max(5, 340 - c.span)))
    out: list[tuple[list[Visit], list[Mark]]] = []
    n = max(1, round(w.rng.randint(*c.crowd) * min(1.0, max(w.scale, 0.15))))
    for k in range(n):
        day = first + timedelta(days=w.rng.randint(0, c.span))
        p = w.infant(day) if ill.dept == "新生儿科" else w.pick(sex, ages)
        plus = w.rng.choice(c.plus.split(" || "))
        if wrong and k and "!" in plus and w.rng.random() > c.share:
            true = " ".join(t for t in plus.split() if not t.startswith("!"))
            # Nobody comes for nothing: a visit that is false altogether stays as it is.
            plus = true if true or c.ill not in ("chronic3", "seen_mild") else plus
        visits, marks = _patient(w, c, p, day, plus)
        if "!" not in c.plus or not wrong or marks:
            out.append((visits, marks))
    return out


def _patient(w: Third, c: Case, p: Person, day: date, plus: str) -> tuple[list[Visit], list[Mark]]:
    ill = ILLNESSES[c.ill]
    visits: list[Visit] = []
    marks: list[Mark] = []
    for _ in range(w.rng.randint(*c.again)):
        if day > date(2025, 12, 20):
            break
        h = w.house(c.house) if "," not in c.house or not visits else visits[0].provider
        if h.kind == "pharmacy":
            when = at(day, c.hour or w.rng.randint(8, 20), w.rng.randint(0, 59))
            v, m = w.sale(p, h, when, plus, c.diags or "I10.x00 高血压",
                          med_type=c.med_type or "41")  # fmt: skip
        elif ill.nights[1] or c.nights[1]:
            nights = w.rng.randint(*(c.nights if c.nights[1] else ill.nights))
            v, m = w.stay(
                p, h, ill, day, nights, plus=plus, drop=c.drop, bare=c.bare, diags=c.diags,
                ops=c.ops, med_type=c.med_type, dept=c.dept, hour=c.hour, end_hour=c.end_hour,
                way=c.way,
            )  # fmt: skip
            if c.unbought:
                w.stock.skip |= {id(mark.line) for mark in m}
            if c.late:
                w.late(v, c.late, w.rng.randint(1, 4))
            w.settle(v, refund_first=c.again_settled)
        else:
            when = at(day, c.hour or w.rng.randint(8, 16), w.rng.randint(0, 59))
            v, m = w.seen(
                p, h, ill, when, plus=plus, drop=c.drop, bare=c.bare, diags=c.diags, dept=c.dept,
                med_type=c.med_type or ("14" if c.ill == "hd3" else "11"),
                hours=4 if c.ill == "hd3" else 0,
            )  # fmt: skip
        day = v.end.date() + timedelta(days=w.rng.randint(*c.gap))
        visits.append(v)
        marks += m
    return visits, marks


def plant_all(w: Third) -> None:
    """Schemes first, then what only looks like them."""
    for book in (CRUDE, CLEAN):
        for kind in book.values():
            for i in range(max(1, round(kind.count * max(w.scale, 0.2)))):
                kind.plant(w, i)
