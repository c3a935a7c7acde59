"""What is written down: charges, visits, groups and the rates at which they are paid."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from .catalogue import Item
from .diseases import Disease
from .people import Person, Provider

DRG_RATE = {3: 3300.0, 2: 2700.0, 1: 2200.0, 0: 2200.0}
PER_DIEM = (125.0, 85.0)  # the first sixty days of a stay, later days
INPATIENT = ("21", "22", "23", "24", "26", "28", "52", "2105")


@dataclass
class Line:
    """One charge; `keep` forbids the clerk to merge it with another day's."""

    item: Item
    cnt: float
    when: datetime
    price: float
    covered: float
    dr: str
    dept: str
    exec_dr: str = ""
    days: int = 0
    rx: str = ""
    take_home: bool = False
    herb_use: str = ""
    local: str = ""
    keep: bool = False
    orig: Line | None = None
    etip: str = ""
    codes: list[str] = field(default_factory=list)
    sn: str = ""
    setl: str = ""
    into: Line | None = None

    @property
    def written(self) -> Line:
        """The line of the bill that carries this charge, where the clerk added several up."""
        return self.into or self

    @property
    def amount(self) -> int:
        """Cents, rounded as the till does."""
        return round(self.cnt * self.price * 100)

    @property
    def inscp(self) -> int:
        """Cents the fund shares in."""
        return round(self.amount * self.covered)


@dataclass
class Visit:
    """One encounter with its charges and settlements."""

    id: str
    person: Person
    provider: Provider
    med_type: str
    start: datetime
    end: datetime
    dept: str
    doctor: str
    diags: list[tuple[str, str]]
    pay: str
    bed: str = ""
    way: str = ""
    newborn: bool = False
    level: int = 0
    insurance: str = ""
    lines: list[Line] = field(default_factory=list)
    raw: list[Line] = field(default_factory=list)  # as done, before the clerk added up
    ops: list[dict[str, str]] = field(default_factory=list)
    setls: list[dict[str, object]] = field(default_factory=list)
    group: tuple[str, str, float] | None = None
    std: float = 0.0
    refer_from: str = ""
    setl_time: datetime | None = None
    posting: str = ""

    @property
    def inpatient(self) -> bool:
        """Whether the visit is a stay."""
        return self.med_type in INPATIENT

    @property
    def nights(self) -> int:
        """Bed days, counted as the wards do."""
        return max(1, (self.end.date() - self.start.date()).days)


def group_of(d: Disease, level: int = 5) -> tuple[str, str, float]:
    """Group of a disease: fourth character 1 with a major complication, 3 with one, 5 without."""
    weight = d.weight * {1: 1.75, 3: 1.25, 5: 1.0}[level]
    return d.adrg, f"{d.adrg}{level}", round(weight, 4)
