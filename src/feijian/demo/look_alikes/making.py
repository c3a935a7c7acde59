"""What every innocent case needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from feijian.demo.county import County, Visit
from feijian.demo.truth import LookAlike

Rng = np.random.Generator
Make = Callable[[County, Rng], list[LookAlike]]


def innocent(
    name: str,
    zh: str,
    en: str,
    units: Iterable[str],
    unit_kind: str = "encounter",
    where: Visit | None = None,
) -> LookAlike:
    """One innocent case with the things that no definite rule may name."""
    return LookAlike(name, zh, en, unit_kind, tuple(units), where.provider.code if where else "")


def spread(county: County, rng: Rng, length: int) -> int:
    """A day from which so many days still lie in the calendar."""
    return int(rng.integers(1, max(2, county.calendar.days - length - 3)))


def adult(
    county: County, rng: Rng, low: int = 40, high: int = 75, sex: int = 0, **more: int
) -> int:
    return county.person(float(rng.uniform(low, high)), sex or int(rng.integers(1, 3)), **more)
