"""Everyday bills as they are written in the YAML files, read into rows of the canonical tables.

A file is a list of bills; a bill is a person and his visits; README.md says how each is written.
Prices and codes stand once in `prices.tsv`, institutions in `houses.tsv`.
"""

from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from feijian.library import PipeTable

HERE = Path(__file__).parent
YEAR = 2026
FUND_PAYS = Decimal("0.7")
SHORT = {"rx": "prescription_no", "days": "days_supplied", "use": "herb_use", "dept": "department"}
CLASS_OF = {
    "11": "outpatient", "14": "outpatient", "51": "outpatient", "13": "emergency",
    "21": "inpatient", "22": "inpatient", "24": "inpatient", "28": "inpatient", "52": "inpatient",
    "41": "pharmacy", "9929": "pharmacy", "2105": "inpatient",
}  # fmt: skip

Row = dict[str, Any]


def sheet(name: str) -> list[dict[str, str]]:
    """A tab-separated file beside this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text, delimiter="\t"))


PRICES = {row["name"]: row for row in sheet("prices.tsv")}
BUNDLES = {row["name"]: row["items"].split() for row in sheet("bundles.tsv")}
"""What is ordered together and charged item by item."""


@dataclass
class Tables:
    """Rows by canonical table."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    posted: set[str] = field(default_factory=set)
    """Visits that are written with a habit of posting of their own."""

    def add(self, table: str, **row: object) -> None:
        self.rows[table].append(row)

    def piped(self) -> dict[str, PipeTable]:
        """As cases give rows; a column that only some rows have is empty in the others."""
        piped = {}
        for name, rows in self.rows.items():
            columns = tuple(dict.fromkeys(c for row in rows for c in row))
            cells = (tuple(_text(row.get(c)) for c in columns) for row in rows)
            piped[name] = PipeTable(columns, tuple(cells))
        return piped


def _text(value: object) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True)
class Charge:
    """One charge as written: the days and hours on which it was made, what, how many."""

    days: tuple[int, ...]
    times: tuple[time, ...]
    item: str
    quantity: Decimal
    price: Decimal
    extra: dict[str, str]


@dataclass(frozen=True)
class Visit:
    """One visit as written, from which its repetitions are made."""

    house: str
    kind: str
    department: str
    start: datetime
    end: datetime | None
    extra: dict[str, str]
    diagnoses: tuple[tuple[str, str], ...]
    operations: tuple[tuple[str, ...], ...]
    charges: tuple[Charge, ...]
    posting: str
    again: tuple[int, ...]
    settled_after: tuple[int, ...]


def bills() -> Iterator[tuple[str, dict[str, Any]]]:
    """The bills of all files, with the number by which their visits are called."""
    for path in sorted(HERE.glob("*.yaml")):
        for bill in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield path.stem, bill


def tables() -> Tables:
    """All bills and institutions as canonical rows. Raises KeyError for an item without a price."""
    made = Tables()
    for house in sheet("houses.tsv"):
        row = {k: v or None for k, v in house.items() if k != "house"}
        made.add("provider", provider_id=house["house"], **row, region_code="370100",
                 designated_from="2015-01-01")  # fmt: skip
    for number, (stem, bill) in enumerate(bills(), start=1):
        try:
            _bill(made, f"{stem}-{number:03d}", bill)
        except (KeyError, ValueError) as error:
            raise ValueError(f"{stem}: {bill['name']}: {error!r}") from error
    _doctors(made)
    return made


def _bill(made: Tables, key: str, bill: dict[str, Any]) -> None:
    born: dict[str, tuple[str, str, str]] = {}
    for suffix, person in _persons(bill):
        sex, birth, insurance, *died = person.split()
        born[suffix] = (sex, birth, insurance)
        made.add("person", person_id=f"{key}{suffix}", sex=sex, birth_date=birth,
                 insurance=insurance, died_on=died[0] if died else None)  # fmt: skip
    count = itertools.count(1)
    for written in bill["visits"]:
        suffix = written.get("of", "")
        visit = _visit(written)
        for shift in visit.again:
            _encounter(
                made, f"{key}{suffix}", born[suffix][2], f"{key}-v{next(count)}", visit, shift
            )


def _persons(bill: dict[str, Any]) -> list[tuple[str, str]]:
    person = bill["person"]
    return list(person.items()) if isinstance(person, dict) else [("", person)]


def _moment(day: str, hour: str) -> datetime:
    month, number = day.split("-")[-2:]
    year = day.split("-")[0] if day.count("-") == 2 else YEAR
    return datetime(int(year), int(month), int(number), int(hour[:2]), int(hour[2:] or 0))


def _visit(written: dict[str, Any]) -> Visit:
    house, kind, department, day, begun, *rest = written["at"].split()
    start = _moment(day, begun)
    end: datetime | None = None
    if rest and rest[0] == "open":
        rest.pop(0)
    elif rest and "=" not in rest[0]:
        end = _ended(start.date(), rest.pop(0))
    else:
        end = start + timedelta(minutes=20)
    extra = dict(pair.split("=", 1) for pair in rest)
    diagnoses = [d.strip().split(" ", 1) for d in written["dx"].split(";")]
    operations = [tuple(o.strip().split()) for o in written.get("op", "").split(";") if o.strip()]
    return Visit(
        house, kind, department, start, end, extra,
        tuple((d[0], d[1]) for d in diagnoses),
        tuple(operations),
        tuple(charge for line in written["lines"].splitlines() for charge in _charges(line)),
        written.get("post", "exact"),
        _again(str(written.get("again", ""))),
        tuple(int(day) for day in str(written.get("settle", "")).split()),
    )  # fmt: skip


def _ended(first: date, text: str) -> datetime:
    """`+8/1000` is ten on the eighth day after the first; `1130` the same day."""
    return _clock(first, text[1:] if text.startswith("+") else f"0/{text}")


def _time(text: str) -> time:
    return time(int(text[:2]), int(text[2:4] or 0), int(text[4:6] or 0))


def _again(text: str) -> tuple[int, ...]:
    """`2,2,3x43`: the steps in days, gone through 43 times; `5` alone: once more after five days."""
    shifts = [0]
    for part in text.split():
        steps, _, times = part.partition("x")
        for step in [int(s) for s in steps.split(",")] * int(times or 1):
            shifts.append(shifts[-1] + step)
    return tuple(shifts)


def _days(text: str) -> tuple[int, ...]:
    days: list[int] = []
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-") if not span.startswith("-") else (span, "", "")
        days += range(int(first), int(last or first) + 1, int(step or 1))
    return tuple(days)


def _charges(line: str) -> Iterator[Charge]:
    """The charges of a written line: one, or those of a bundle."""
    days, times, item, *rest = line.split()
    for single in BUNDLES.get(item, [item]):
        yield _charge(days, times, single, rest)


def _charge(days: str, times: str, item: str, rest: list[str]) -> Charge:
    quantity, price, extra = Decimal(1), Decimal(PRICES[item]["price"]), {}
    for word in rest:
        if "=" in word:
            name, value = word.split("=", 1)
            extra[name] = value
        elif word.startswith("x"):
            quantity = Decimal(word[1:])
        else:
            price = Decimal(word.removeprefix("@"))
    return Charge(
        _days(days), tuple(_time(t) for t in times.split(",")), item, quantity, price, extra
    )


def _posted(visit: Visit, at: datetime, end: datetime | None) -> datetime:
    """When a charge made at a moment is booked, by the habit of the house."""
    if visit.posting == "midnight":  # the day alone is kept
        return datetime.combine(at.date(), time())
    if visit.posting == "night":  # a job after midnight books the day before
        return datetime.combine(at.date() + timedelta(days=1), time(0, 5))
    if visit.posting == "evening":  # one clerk, once a day
        return datetime.combine(at.date(), time(17, 30))
    if visit.posting == "end" and end is not None:
        return end
    return at


def _encounter(
    made: Tables, person: str, insurance: str, key: str, visit: Visit, shift: int
) -> None:
    by = timedelta(days=shift)
    start, end = visit.start + by, visit.end + by if visit.end else None
    stay = CLASS_OF[visit.kind] == "inpatient"
    if visit.posting != "exact":
        made.posted.add(key)
    doctor = f"{visit.house}-{visit.department}"
    extra = dict(visit.extra)
    way = extra.pop("way", "1") if stay and end else None
    made.add(
        "encounter", encounter_id=key, person_id=person, provider_id=visit.house,
        **{"class": CLASS_OF[visit.kind]}, visit_type=visit.kind, started_at=start, ended_at=end,
        department=visit.department, practitioner_id=doctor, main_diagnosis=visit.diagnoses[0][0],
        hospital_no=key, discharge_way=way, insurance=insurance, **extra,
    )  # fmt: skip
    for seq, (code, name) in enumerate(visit.diagnoses, start=1):
        made.add("diagnosis", encounter_id=key, seq=seq, code=code, name=name, is_main=seq == 1)
    for seq, (code, name, *at) in enumerate(visit.operations, start=1):
        begun = _clock(start.date(), at[0]) if at else start
        made.add("procedure", encounter_id=key, seq=seq, code=code, name=name, is_main=seq == 1,
                 started_at=begun, ended_at=begun + timedelta(hours=2))  # fmt: skip
    lines = list(_lines(visit, start, end))
    cuts = [
        datetime.combine(start.date() + timedelta(days=d), time(9)) for d in visit.settled_after
    ]
    for part, settled in enumerate([*cuts, end], start=1):
        since = cuts[part - 2] if part > 1 else None
        own = [
            line for line in lines
            if (since is None or line["charged_at"] >= since)
            and (part > len(cuts) or line["charged_at"] < settled)
        ]  # fmt: skip
        total = sum((line["amount"] for line in own), Decimal(0))
        paid = (total * FUND_PAYS).quantize(Decimal("0.01"))
        for line in own:
            line["claim_id"] = f"{key}-c{part}"
        if settled is not None:  # the bill of an open stay is not settled
            made.add("claim", claim_id=f"{key}-c{part}", encounter_id=key, person_id=person,
                     provider_id=visit.house, settled_at=settled, total_amount=total,
                     covered_amount=total, fund_amount=paid, self_pay_amount=total - paid,
                     is_refund=False)  # fmt: skip
    for number, line in enumerate(lines, start=1):
        of = line.pop("of")
        made.add(
            "claim_line", claim_line_id=f"{key}-{number}", encounter_id=key,
            person_id=person, provider_id=visit.house, practitioner_id=doctor,
            original_line_id=f"{key}-{of}" if of else None,
            **{"department": visit.department} | line,
        )  # fmt: skip


def _clock(first: date, text: str) -> datetime:
    """`1/0930`: half past nine of the day after the first."""
    day, _, hour = text.partition("/")
    return datetime.combine(first + timedelta(days=int(day)), _time(hour))


def _lines(visit: Visit, start: datetime, end: datetime | None) -> Iterator[Row]:
    charged: dict[str, list[int]] = defaultdict(list)
    number = 0
    for charge in visit.charges:
        listed = PRICES[charge.item]
        extra = dict(charge.extra)
        called = extra.pop("called", charge.item)  # the house sends its own name for both
        name = extra.pop("as", called)
        back, at_home = extra.pop("back", ""), extra.pop("take", "")
        for day, hour in itertools.product(charge.days, charge.times):
            number += 1
            at = datetime.combine(start.date() + timedelta(days=day), hour)
            of = charged[charge.item].pop() if back else None
            if charge.quantity > 0:
                charged[charge.item].append(number)
            amount = (charge.quantity * charge.price).quantize(Decimal("0.01"))
            yield {
                "charged_at": _posted(visit, at, end), "item_code": listed["code"],
                "item_name": called, "local_item_name": name, "local_item_code": listed["code"][-10:],
                "category": listed["category"], "quantity": charge.quantity,
                "unit_price": charge.price, "amount": amount, "covered_amount": amount,
                "is_discharge_drug": True if at_home else None, "of": of,
                **{SHORT.get(k, k): v for k, v in extra.items()},
            }  # fmt: skip


def _doctors(made: Tables) -> None:
    """A physician for each department that signs."""
    for name in sorted({str(row["practitioner_id"]) for row in made.rows["encounter"]}):
        made.add("practitioner", practitioner_id=name, provider_id=name.split("-")[0],
                 role="physician", status="active", is_multi_site=False,
                 contract_from="2020-01-01", contract_to="2030-01-01")  # fmt: skip
