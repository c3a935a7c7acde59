"""How a case is put on: somebody new lies or comes, is billed, and nobody else is mixed in."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import FIRST, LAST, Person, Visit

from .bill import billed
from .houses import Prefecture

Dx = str
"""Code and name, several divided by a semicolon; the first is the main one."""

NURSED = "bed@0- nurse2@0- round@0-"


def somebody(c: Prefecture, sex: str, lo: float, hi: float, insurance: str = "") -> Person:
    """A new person who appears nowhere else."""
    p = c.person(sex, 20, 85, insurance)
    p.born = FIRST - timedelta(days=int(c.rng.uniform(lo, hi) * 365.25) + 3)
    p.home = "planted"
    return p


def diagnoses(dx: Dx) -> list[tuple[str, str]]:
    """Pairs of code and name."""
    return [(one.split()[0], one.split()[1]) for one in dx.split(";")]


def lies(c: Prefecture, house: str, dept: str, dx: Dx, ages: tuple[float, float], nights: int, bill: str, *, care: str = NURSED, sex: str = "", day: date | None = None, person: Person | None = None, group: tuple[str, str, float] | None = None, hour: float | None = None) -> Visit:
    """A stay with its bill."""
    p = person or somebody(c, sex, *ages)
    day = day or c.workday(date(2025, 1, 8), LAST - timedelta(days=nights + 8))
    v = c.stay(house, p, day, nights, dept, diagnoses(dx), hour=hour)
    billed(c, v, f"{care} {bill}")
    if group:
        c.pay_group(v, *group)
    return v


def comes(c: Prefecture, house: str, dept: str, dx: Dx, ages: tuple[float, float], bill: str, *, kind: str = "11", sex: str = "", day: date | None = None, person: Person | None = None, at: float | None = None, minutes: int = 30) -> Visit:
    """A visit with its bill."""
    p = person or somebody(c, sex, *ages)
    day = day or c.workday(date(2025, 1, 8), LAST - timedelta(days=8))
    lo, hi = (8.3, 16.0) if at is None else (at, at + 0.2)
    v = c.room(house, p, kind, day, dept, diagnoses(dx), lo, hi, minutes)
    billed(c, v, bill)
    return v


def back_days(v: Visit, days: int) -> date:
    """A day after the visit's end."""
    return v.end.date() + timedelta(days=days)
