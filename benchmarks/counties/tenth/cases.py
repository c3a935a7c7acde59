"""The register of what is planted here, in the manner of the seventh."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from .world import FIRST, LAST, County, Person

Planter = Callable[[County, int], None]
CASES: list[tuple[str, str, int, str, Planter]] = []


def scheme(n: int, note: str) -> Callable[[Planter], Planter]:
    """So many cases of a scheme, named by its function."""
    return _entry("scheme", n, note)


def clean(note: str, n: int = 7) -> Callable[[Planter], Planter]:
    """Some cases of something that only looks bad, and why it is right."""
    return _entry("lookalike", n, note)


def _entry(kind: str, n: int, note: str) -> Callable[[Planter], Planter]:
    def enter(planter: Planter) -> Planter:
        CASES.append((kind, planter.__name__, n, note, planter))
        return planter

    return enter


def play(w: County, scale: float) -> None:
    """Plant everything."""
    for kind, name, n, note, planter in CASES:
        w.now = (kind, name, note)
        for i in range(max(1, round(n * scale))):
            planter(w, i)


def one(w: County, sex: str = "", lo: int = 30, hi: int = 80, insurance: str = "") -> Person:
    """Somebody whom nothing else has touched."""
    p = w.person(sex, lo, hi, insurance)
    p.home = str(w.rng.randrange(8))
    return p


def early(w: County, spare: int = 60) -> date:
    """A workday with room after it."""
    return w.workday(FIRST + timedelta(days=20), LAST - timedelta(days=spare))
