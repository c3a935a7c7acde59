"""The county while it is being made: the ordinary plan, and the cases put beside it.

Schemes and look-alikes describe their cases through the verbs here (`stay`, `visit`, `charge`,
`sell` ...). Nothing is written: `settle.py` and `trade.py` turn everything into tables later,
by the same code for ordinary encounters and for cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from feijian.demo.catalogue import Item, items, trace_prefix
from feijian.demo.identifiers import identifier, trace_code
from feijian.demo.pathways import Pathway, pathways
from feijian.demo.plan import Setting, ordinary_plan
from feijian.demo.request import DAY, Calendar, CountyRequest
from feijian.demo.roster import FAR_REGION, People, Provider, inhabitants, institutions, person_code
from feijian.demo.theatre import operation_begins
from feijian.plain import Row

_FIRST_CASE_LINE = 90_000_000
_FIRST_CASE_CODE = 900_000_000
_PLANTED_LINES, _LOOK_ALIKE_LINES = 20_500, 3_300


def _ordinary_lines(request: CountyRequest) -> int:
    """Lines left for ordinary encounters when the cases have theirs."""
    cases = _PLANTED_LINES * request.planted + _LOOK_ALIKE_LINES * request.look_alikes
    return max(request.lines - cases, request.lines // 2)


@dataclass(frozen=True)
class Visit:
    """An encounter made for a case: its number and identifier, and what later lines need."""

    number: int
    person: int
    provider: Provider
    start: int
    finish: int
    days: int
    way: Pathway

    @property
    def id(self) -> str:
        return identifier("M", self.number)

    def claim(self, slot: int = 0) -> str:
        return identifier("S", self.number * 4 + slot)


@dataclass
class Casebook:
    """Everything that cases add to or change in the tables; see the verbs of `County`."""

    plan: list[dict[str, int]] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    drops: list[Row] = field(default_factory=list)
    fields: dict[int, dict[str, str]] = field(default_factory=dict)
    list_fields: dict[int, dict[str, str]] = field(default_factory=dict)
    diagnoses: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    procedures: dict[int, list[Row]] = field(default_factory=dict)
    groups: dict[int, tuple[str, str, float]] = field(default_factory=dict)
    refunds: list[Row] = field(default_factory=list)
    sales: list[Row] = field(default_factory=list)
    returns: list[Row] = field(default_factory=list)
    purchases: list[Row] = field(default_factory=list)
    transfers: list[Row] = field(default_factory=list)
    second_channel: list[Row] = field(default_factory=list)
    repeated_uploads: list[str] = field(default_factory=list)
    doctors: dict[int, dict[str, str]] = field(default_factory=dict)
    persons: list[Row] = field(default_factory=list)
    beds: dict[int, int] = field(default_factory=dict)


class County:
    """The institutions, the people, the ordinary plan and the casebook."""

    def __init__(self, request: CountyRequest) -> None:
        self.request = request
        self.calendar: Calendar = request.calendar()
        rng = np.random.default_rng([request.seed, 1])
        self.items: tuple[Item, ...] = items()
        self.item_numbers = {item.key: number for number, item in enumerate(self.items)}
        self.ways: tuple[Pathway, ...] = pathways()
        self.way_numbers = {way.key: number for number, way in enumerate(self.ways)}
        self.providers: list[Provider] = institutions(request, rng)
        shops = [p.number for p in self.providers if p.kind == "pharmacy" and p.weight > 0]
        count = max(900, request.lines // 20)
        self.people: People = inhabitants(count, shops, self.calendar.start // DAY, rng)
        setting = Setting(self.people, self.providers, self.ways, self.calendar, rng)
        self.plan: pl.DataFrame = ordinary_plan(setting, _ordinary_lines(request)).with_row_index(
            "number"
        )
        self.book = Casebook()
        self._codes = _FIRST_CASE_CODE
        self._used: dict[str, int] = {}
        self.fixed_beds: set[int] = set()
        self.returned_codes = [self._bought_and_returned(shop) for shop in shops[:4]]
        self._villages = int(self.people.village.max()) + 1

    def _bought_and_returned(self, shop: int) -> str:
        code = self.code("lianhua")
        self.stock(self.providers[shop], "lianhua", code, self.calendar.at(5, 9))
        return code

    @property
    def has_peers(self) -> bool:
        """Whether institutions have enough peers, of enough encounters, for shares to be compared."""
        return self.request.lines >= 200_000

    def groups(self) -> range:
        """How often a scheme of many encounters is planted: once in a small county, else twice."""
        return range(1 if self.request.lines < 50_000 else 2)

    # -- choosing ------------------------------------------------------------------------

    def person(self, age: float = 50, sex: int = 1, **more: Any) -> int:
        """A new inhabitant without any other encounter; returns its number.

        more: village, house, employer, died_on (a day of the calendar), phone, born_before
        (seconds of a moment, instead of age).
        """
        number = len(self.people) + len(self.book.persons)
        birth = self.calendar.start // DAY - round(age * 365.25)
        row = {"sex": sex, "birth": birth, "village": self._villages + number % 97, "house": number % 37 + 1,
               "employer": -1, "phone": number, "died": -1}  # fmt: skip
        self.book.persons.append({**row, **more})
        return number

    def hospital(
        self, levels: Sequence[int] = (1, 2, 3), specialty: str = "general", other_than: Provider | None = None,
    ) -> Provider:  # fmt: skip
        """A hospital of the county, another one each time as long as there are any."""
        avoided = other_than.number if other_than else -1
        fit = [p for p in self.providers if p.kind == "hospital" and p.level in levels
               and p.specialty == specialty and p.region != FAR_REGION and p.number != avoided]  # fmt: skip
        return self._next(f"hospital {levels} {specialty}", fit)

    def pharmacy(self, chained: bool = False) -> Provider:
        fit = [p for p in self.providers if p.kind == "pharmacy" and bool(p.chain) == chained
               and p.region != FAR_REGION]  # fmt: skip
        return self._next(f"pharmacy {chained}", fit)

    def ordinary_visits(self, provider: Provider) -> int:
        """How many encounters a provider has without any case."""
        return int((self.plan["provider"] == provider.number).sum())

    def far(self, kind: str) -> Provider:
        return next(p for p in self.providers if p.kind == kind and p.region == FAR_REGION)

    def siblings(self, shop: Provider) -> list[Provider]:
        return [p for p in self.providers if p.chain == shop.chain and p.number != shop.number]

    def _next(self, what: str, fit: list[Provider]) -> Provider:
        turn = self._used.get(what, self.request.seed * 5)
        self._used[what] = turn + 1
        return fit[turn * 7 % len(fit)] if len(fit) % 7 else fit[turn % len(fit)]

    def replace_provider(self, provider: Provider, **changes: Any) -> Provider:
        self.providers[provider.number] = replace(provider, **changes)
        return self.providers[provider.number]

    def way(self, key: str) -> Pathway:
        return self.ways[self.way_numbers[key]]

    def item(self, key: str) -> Item:
        return self.items[self.item_numbers[key]]

    # -- encounters ----------------------------------------------------------------------

    def stay(
        self, person: int, provider: Provider, way: str, day: int, days: int, **more: Any
    ) -> Visit:
        """A stay that is charged as its pathway says.

        more: severity (0–2), hour of admission, leave_hour, doctor (offset in the hospital),
        and any column of `mdtrt_d`.
        """
        start = self.calendar.at(day, more.pop("hour", 9.5))
        finish = self.calendar.at(day + days, more.pop("leave_hour", 10.5))
        return self._encounter(person, provider, way, start, finish, days, more)

    def visit(self, person: int, provider: Provider, way: str, at: int, **more: Any) -> Visit:
        """A visit charged as its pathway says; way `explicit` is charged nothing by itself."""
        pharmacy = provider.kind == "pharmacy"
        more.setdefault("med_type", "41" if pharmacy else self.way(way).med_type)
        return self._encounter(person, provider, way, at, at if pharmacy else at + 2700, 0, more)

    def _encounter(
        self, person: int, provider: Provider, way: str, start: int, finish: int, days: int, more: Row,
    ) -> Visit:  # fmt: skip
        number = self.plan.height + len(self.book.plan)
        row = {
            "number": number, "person": person, "provider": provider.number, "pathway": self.way_numbers[way],
            "days": days, "severity": more.pop("severity", 0), "start": start, "finish": finish,
            "op_day": _operation_day(days),
            "doctor": provider.first_doctor + more.pop("doctor", number % max(1, provider.doctors - 3)),
        }  # fmt: skip
        self.book.plan.append(row)
        if diagnosis := more.pop("diagnosis", None):
            self.book.diagnoses[number] = [diagnosis, *self.book.diagnoses.get(number, [])]
        if more:
            self.book.fields[number] = {key: str(value) for key, value in more.items()}
        return Visit(number, person, provider, start, finish, days, self.way(way))

    def in_theatre(self, stay: Visit, minutes: int = 0) -> int:
        """So many minutes after the operation of a stay began."""
        begin: int = operation_begins(stay.start, _operation_day(stay.days), stay.number)
        return begin + minutes * 60

    def only_board(self, visit: Visit, first: int, last: int) -> None:
        """From the first to the last day of a stay nothing but bed, consultation and nursing."""
        self.book.drops.append(
            {"number": visit.number, "first": first, "last": last, "what": "care"}
        )

    def without(self, visit: Visit, category: str, first: int = 0, last: int = 10_000) -> None:
        """Nothing of a charge category from the first to the last day of a stay."""
        self.book.drops.append(
            {"number": visit.number, "first": first, "last": last, "what": category}
        )

    def group(self, visit: Visit, drg: str, name: str, weight: float) -> None:
        """The DRG group a stay was paid by, whatever its charges say."""
        self.book.groups[visit.number] = (drg, name, weight)

    # -- charges -------------------------------------------------------------------------

    def charge(self, visit: Visit, key: str, at: int, quantity: int = 1, **more: Any) -> str:
        """One more line on an encounter; returns its identifier.

        more: price (cents), doctor (number), supplied (days), slot (which claim of the
        encounter), original (a line's identifier), and the columns local_code, local_name,
        herb_use, prescription, scanned (False: no sale row is made for it).
        """
        number = _FIRST_CASE_LINE + len(self.book.lines)
        row = {"number": visit.number, "item": self.item_numbers[key], "quantity": quantity, "at": at,
               "line": number, "slot": 0, "scanned": True, "supplied": 0}  # fmt: skip
        self.book.lines.append({**row, **more})
        return identifier("F", number)

    def refund(self, visit: Visit, at: int, lines: bool = False) -> str:
        """The claim of an encounter taken back, with or without negative lines."""
        self.book.refunds.append({"number": visit.number, "at": at, "with_lines": lines})
        return visit.claim(1)

    def covered(self, key: str, cents: int) -> Decimal:
        """What of a charge the fund's scope covers, in yuan."""
        item = self.item(key)
        partly = item.category in ("09", "11") and self.item_numbers[key] % 3 == 0
        return Decimal(cents * 9 // 10 if partly else cents) / 100

    def cents(self, key: str) -> int:
        return round(self.item(key).price * 100)

    # -- trace codes ---------------------------------------------------------------------

    def code(self, key: str) -> str:
        self._codes += 1
        return trace_code(trace_prefix(self.item_numbers[key]), self._codes)

    def sale(
        self, visit: Visit, line: str, key: str, code: str | None, at: int, **more: Any
    ) -> None:
        """One scanned box (or, without a code, one unscanned row) of a line, by 3505.

        more: paid (cents; by default the usual price), cash (sold to somebody self-paying).
        """
        row = {"number": visit.number, "provider": visit.provider.number, "person": visit.person, "slot": 0,
               "line": line, "item": self.item_numbers[key], "code": code, "at": at, "quantity": 1,
               "split": "0", "expires": "2028-12-31", "lot": "L2507", "paid": self.cents(key), "cash": False}  # fmt: skip
        self.book.sales.append({**row, **more})

    def sell(self, visit: Visit, key: str, code: str, at: int, **more: Any) -> str:
        """One box with a code of our choosing: a line and its sale row."""
        line_keys = {"price", "doctor", "supplied"}
        line = self.charge(
            visit, key, at, scanned=False, **{k: v for k, v in more.items() if k in line_keys}
        )
        self.sale(
            visit, line, key, code, at, **{k: v for k, v in more.items() if k not in line_keys}
        )
        return line

    def take_back(self, visit: Visit, key: str, code: str, at: int) -> None:
        self.book.returns.append({"number": visit.number, "provider": visit.provider.number, "person": visit.person,
                                  "item": self.item_numbers[key], "code": code, "at": at})  # fmt: skip

    def stock(self, shop: Provider, key: str, code: str | None, at: int, quantity: int = 1) -> None:
        """A purchase: one box with its code; without one, so many boxes that nobody will scan.

        A pharmacy's boxes all have codes of their own; a hospital buys by the carton.
        """
        if code is None and shop.kind == "pharmacy":
            for _ in range(quantity):
                self.stock(shop, key, self.code(key), at)
            return
        self.book.purchases.append({"provider": shop.number, "item": self.item_numbers[key], "code": code, "at": at,
                                    "quantity": quantity})  # fmt: skip

    def transfer(self, sender: Provider, receiver: Provider, key: str, code: str, at: int) -> None:
        for shop, kind, when in ((sender, "102", at), (receiver, "101", at + 7200)):
            self.book.transfers.append({"provider": shop.number, "item": self.item_numbers[key], "code": code,
                                        "at": when, "change": kind})  # fmt: skip


def _operation_day(days: int) -> int:
    return min(2, days - 1) if days > 1 else 0


def person_id(number: int) -> str:
    return person_code(number)
