"""What every scheme needs: a random day, an occurrence, a doubtful sale."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

import numpy as np

from feijian.demo.county import County, Visit, person_id
from feijian.demo.roster import Provider, doctor_code
from feijian.demo.truth import Planted

Plant = Callable[[County, np.random.Generator], list[Planted]]
Rng = np.random.Generator


def few(rng: Rng, low: int = 3, high: int = 5) -> range:
    """As many occurrences as the seed says."""
    return range(int(rng.integers(low, high + 1)))


def pick(rng: Rng, low: int, high: int) -> int:
    """A whole number from low to high, both possible."""
    return int(rng.integers(low, high + 1))


def some_day(county: County, rng: Rng, length: int = 1, earliest: int = 0) -> int:
    """A day from which so many days still lie in the calendar."""
    return int(rng.integers(earliest, max(earliest + 1, county.calendar.days - length - 2)))


def of_visit(
    scheme: str, family: str, rules: Iterable[str], visit: Visit, unit_kind: str, units: Iterable[str],
    amount: Decimal | None = None, covered: bool = True, related: Iterable[str] = (), until: int | None = None,
) -> Planted:  # fmt: skip
    """An occurrence within one encounter."""
    return Planted(
        scheme, family, tuple(f"{family}.{rule}" for rule in rules), unit_kind, tuple(units), visit.provider.code,
        "encounter", visit.id, (visit.start, until or visit.finish), amount, covered, (visit.id, *related),
    )  # fmt: skip


def of_person(
    scheme: str, family: str, rules: Iterable[str], visits: list[Visit], units: Iterable[str],
    unit_kind: str = "encounter", covered: bool = True, amount: Decimal | None = None,
) -> Planted:  # fmt: skip
    """An occurrence that is several encounters of one person."""
    last = visits[-1]
    return Planted(
        scheme, family, tuple(f"{family}.{rule}" for rule in rules), unit_kind, tuple(units), last.provider.code,
        "person", person_id(last.person), (visits[0].start, last.finish), amount, covered, tuple(v.id for v in visits),
    )  # fmt: skip


def of_provider(
    scheme: str, family: str, rules: Iterable[str], provider: Provider, visits: list[Visit],
    unit_kind: str = "provider", units: Iterable[str] = (), covered: bool = True,
) -> Planted:  # fmt: skip
    """An occurrence that is a provider's conduct over several encounters."""
    named = tuple(units) or (
        (provider.code,) if unit_kind == "provider" else tuple(v.id for v in visits)
    )
    return Planted(
        scheme, family, tuple(f"{family}.{rule}" for rule in rules), unit_kind, named, provider.code,
        "provider", provider.code, (min(v.start for v in visits), max(v.finish for v in visits)), None, covered,
        tuple(v.id for v in visits),
    )  # fmt: skip


def of_practitioner(
    scheme: str, rules: Iterable[str], code: str, visits: list[Visit], family: str = "practitioner",
    covered: bool = True,
) -> Planted:  # fmt: skip
    """An occurrence that is a practitioner's conduct."""
    return Planted(
        scheme, family, tuple(f"{family}.{rule}" for rule in rules), "practitioner", (code,), visits[0].provider.code,
        "practitioner", code, (min(v.start for v in visits), max(v.finish for v in visits)), None, covered,
        tuple(v.id for v in visits),
    )  # fmt: skip


def code_of(visit: Visit, offset: int) -> str:
    """The code of the n-th doctor of a visit's institution."""
    return doctor_code(visit.provider.region, visit.provider.first_doctor + offset)


def buyer(county: County, rng: Rng, shop: Provider, at: int, age: float = 0) -> Visit:
    """A grown person at the till, with nothing bought yet."""
    person = county.person(age or float(rng.uniform(30, 80)), pick(rng, 1, 2))
    return county.visit(person, shop, "explicit", at, diagnosis=("I10.x00", "高血压"))


def patient(county: County, rng: Rng, low: int = 35, high: int = 75, sex: int = 0) -> int:
    return county.person(float(rng.uniform(low, high)), sex or pick(rng, 1, 2))
