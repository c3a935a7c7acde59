"""Cases of the fourth county as rows of text: who comes, where, what is charged, and what of it is false.

`name | count | how | step >> step … | why`. A step is `+days house illness option=value … : charges`,
days counted from the end of the step before (`@days`: from its beginning); charges as in the second county's plans (`!` false).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.counties.outside.people import Person, Provider, at
from benchmarks.counties.outside.records import Visit
from benchmarks.counties.stranger.illnesses import who
from benchmarks.counties.stranger.plan import Mark, loss

from .world import Fourth

Plant = Callable[[Fourth, int], None]


@dataclass(frozen=True)
class Kind:
    """One kind of planted thing: how often at scale 1, why it is wrong or right, how it is done."""

    name: str
    count: int
    why: str
    plant: Plant


class Book(dict[str, Kind]):
    """The kinds of a county that are wrong, or those that only look so."""

    def __init__(self, *, crude: bool) -> None:
        super().__init__()
        self.crude = crude


CRUDE, CLEAN = Book(crude=True), Book(crude=False)


def _enter(book: Book, kind: Kind) -> None:
    if kind.name in book:
        raise ValueError(f"{kind.name} is entered twice")
    book[kind.name] = kind


def told(book: Book, name: str, count: int, why: str) -> Callable[[Plant], Plant]:
    """Enter a kind that is told by a function."""

    def enter(plant: Plant) -> Plant:
        _enter(book, Kind(name, count, why, plant))
        return plant

    return enter


def fine(
    w: Fourth, name: str, visits: list[Visit], codes: Iterable[str] = (), book: Book = CLEAN
) -> None:
    """Write one innocent thing to the truth."""
    w.innocent(name, visits, codes=codes, note=book[name].why)


def wrong(
    w: Fourth, name: str, visits: list[Visit], codes: Iterable[str] = (), share: float = 1.0,
    providers: Iterable[str] = (), book: Book = CRUDE,
) -> None:  # fmt: skip
    """Write one scheme of whole visits to the truth."""
    paid = sum(w.paid(v) for v in visits) * share
    w.scheme(name, visits[0].provider, visits, codes=codes, loss=paid, note=book[name].why,
             providers=providers)  # fmt: skip


@dataclass
class Patient:
    """What one patient's way through the houses left behind."""

    visits: list[Visit] = field(default_factory=list)
    marked: list[Visit] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    raised: float = 0.0


def _span(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    return int(low), int(high or low)


def _options(tokens: Iterable[str]) -> dict[str, str]:
    out = {}
    for token in tokens:
        name, _, value = token.partition("=")
        out[name] = value.replace("_", " ")
    return out


@dataclass(frozen=True)
class Step:
    """One visit of a way."""

    gap: tuple[int, int]
    inside: bool  # days counted from the beginning of the step before
    house: str
    ill: str
    how: dict[str, str]
    plus: str


def _steps(text: str) -> list[Step]:
    out = []
    for part in text.split(" >> "):
        head, _, plus = part.partition(" : ")
        gap, house, ill, *rest = head.split()
        inside = gap.startswith("@")
        out.append(Step(_span(gap.lstrip("+@")), inside, house, ill, _options(rest), plus.strip()))
    return out


def rows(book: Book, text: str) -> None:
    """Enter rows into a book."""
    for row in text.strip().splitlines():
        name, count, how, steps, why = (x.strip() for x in re.split(r"(?<!\|)\|(?!\|)", row))
        try:
            _enter(book, Kind(name, int(count), why, _planter(
                book, name, _options(how.split()), _steps(steps), why)))  # fmt: skip
        except (ValueError, IndexError) as bad:
            raise ValueError(f"row {name}: {bad}") from bad


def _planter(book: Book, name: str, how: dict[str, str], steps: list[Step], why: str) -> Plant:
    def plant(w: Fourth, _: int) -> None:
        patients = _crowd(w, how, steps, crude=book.crude)
        if not book.crude:
            for one in patients:
                w.innocent(name, one.visits, note=why)
            return
        groups = [[one] for one in patients] if "each" in how else [patients]
        for group in groups:
            _blame(w, name, why, [g for g in group if g.visits])

    return plant


def _blame(w: Fourth, name: str, why: str, group: list[Patient]) -> None:
    marks = [m for one in group for m in one.marks]
    marked = [v for one in group for v in one.marked]
    raised = sum(one.raised for one in group)
    if not group:
        return
    if marks:
        pairs = [(m.visit, m.line) for m in marks]
        w.scheme(name, marks[0].visit.provider, (), pairs, loss=loss(w, marks), note=why)
    elif raised:
        w.scheme(name, marked[0].provider, marked, loss=raised, note=why)
    elif marked:
        w.scheme(name, marked[0].provider, marked, loss=sum(w.paid(v) for v in marked), note=why)


def _crowd(w: Fourth, how: dict[str, str], steps: list[Step], *, crude: bool) -> list[Patient]:
    """Let the patients of a row come, one after the other."""
    n = w.rng.randint(*_span(how.get("crowd", "1")))
    n = max(1, round(n * min(1.0, max(w.scale, 0.15))))
    span = int(how.get("span", "200"))
    first = date(2025, 1, 1) + timedelta(
        days=int(how["from"]) if "from" in how else w.rng.randint(4, max(5, 320 - span))
    )
    share = float(how.get("share", "0.9"))
    fixed = w.house(steps[0].house) if crude and "each" not in how else None
    marked = any("false" in s.how for s in steps)
    out = []
    for k in range(n):
        day = first + timedelta(days=w.rng.randint(0, span))
        p = _person(w, how, steps[0], day)
        honest = crude and k > 0 and w.rng.random() > share and any("!" in s.plus for s in steps)
        one = Patient()
        for _ in range(w.rng.randint(*_span(how.get("again", "1")))):
            for step in steps:
                if step.inside and one.visits:
                    day = one.visits[-1].start.date()
                day += timedelta(days=w.rng.randint(*step.gap))
                if day > date(2025, 12, 22):
                    break
                day = _take(w, p, step, day, one, fixed, honest=honest, marked=marked)
            day += timedelta(days=w.rng.randint(*_span(how.get("gap", "20-40"))))
            if day > date(2025, 12, 20):
                break
        out.append(one)
    return out


def _person(w: Fourth, how: dict[str, str], step: Step, day: date) -> Person:
    if step.ill != "-" and w.illnesses[step.ill].dept == "新生儿科":
        return w.infant(day)
    sex, ages = ("", (30, 80)) if step.ill == "-" else (
        w.illnesses[step.ill].sex, w.illnesses[step.ill].ages)  # fmt: skip
    if "whom" in how:
        sex, ages = who(how["whom"])
    return w.pick(sex, ages)


def _take(
    w: Fourth, p: Person, s: Step, day: date, one: Patient, fixed: Provider | None, *,
    honest: bool, marked: bool,
) -> date:  # fmt: skip
    h = one.visits[-1].provider if s.house == "same" else w.house(s.house)
    if fixed and s.house not in ("same",) and not one.visits:
        h = fixed
    plus = w.rng.choice(s.plus.split(" || "))
    if honest:
        plus = " ".join(t for t in plus.split() if not t.startswith("!"))
    v, marks = visit(w, p, h, s, day, plus)
    if v is None:
        return day
    one.visits.append(v)
    if "unbought" in s.how:
        w.stock.skip |= {id(m.line) for m in marks}
        w.bought_instead(v, [m.line for m in marks])
    one.marks += marks
    if "up" in s.how:
        adrg, code, weight, diag = s.how["up"].split(",")
        one.raised += w.raise_group(v, code, adrg, float(weight), diag)
    if "false" in s.how or not marked:
        one.marked.append(v)
    return v.end.date()


def visit(
    w: Fourth, p: Person, h: Provider, s: Step, day: date, plus: str
) -> tuple[Visit | None, list[Mark]]:
    """One visit as a step tells it."""
    how = s.how
    hour = int(how.get("hour", "0"))
    if h.kind == "pharmacy":
        when = at(day, hour or w.rng.randint(8, 20), w.rng.randint(0, 59), w.rng.randint(0, 59))
        v, marks = w.sale(p, h, when, plus, how.get("diags", "I10.x00 高血压"),
                          med_type=how.get("med", "41"))  # fmt: skip
        return v, marks
    ill = w.illnesses[s.ill]
    drop = how.get("drop", "").replace(" ", "_").replace("+", " ")
    common: dict[str, Any] = {
        "plus": plus, "drop": drop, "bare": "bare" in how, "diags": how.get("diags", ""),
        "dept": how.get("dept", ""),
    }  # fmt: skip
    if not how and not plus and not ill.plan:
        return None, []
    if ill.nights[1] or "nights" in how:
        nights = (
            w.rng.randint(*_span(how["nights"])) if "nights" in how else w.rng.randint(*ill.nights)
        )
        ops = how.get("ops")
        v, marks = w.stay(
            p, h, ill, day, nights, ops="" if ops == "-" else ops,
            med_type=how.get("med", ""), hour=hour, end_hour=int(how.get("end", "10")),
            way=how.get("way", ""), newborn="newborn" in how, **common,
        )  # fmt: skip
        if "late" in how:
            w.late(v, tuple(how["late"].split("+")), w.rng.randint(1, 4))
        w.settle(v, refund_first="resettled" in how)
        return v, marks
    when = at(day, hour or w.rng.randint(8, 16), w.rng.randint(0, 59), w.rng.randint(0, 59))
    return w.seen(p, h, ill, when, med_type=how.get("med", "11"),
                  hours=float(how.get("hours", "0")), **common)  # fmt: skip


def plant_all(w: Fourth, books: Iterable[Book] = (CRUDE, CLEAN)) -> None:
    """Schemes first, then what only looks like them."""
    for book in books:
        for kind in book.values():
            for i in range(max(1, round(kind.count * max(w.scale, 0.2)))):
                kind.plant(w, i)
