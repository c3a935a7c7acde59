"""The register of what is planted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from benchmarks.counties.grammar.register import Play, Register

from .world import FIRST, LAST, County, Person

REGISTER = Register()


def scheme(n: int, note: str) -> Callable[[Play], Play]:
    """So many cases of a scheme, named by its function."""
    return REGISTER.entered("scheme", n, note)


def clean(note: str, n: int = 7) -> Callable[[Play], Play]:
    """Some cases of something that only looks bad, and why it is right."""
    return REGISTER.entered("lookalike", n, note)


def one(w: County, sex: str = "", lo: int = 30, hi: int = 80, insurance: str = "") -> Person:
    """Somebody whom nothing else has touched."""
    p = w.person(sex, lo, hi, insurance)
    p.home = str(w.rng.randrange(8))
    return p


def early(w: County, spare: int = 60) -> date:
    """A workday with room after it."""
    return w.workday(FIRST + timedelta(days=20), LAST - timedelta(days=spare))
