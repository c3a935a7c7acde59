"""Habits in how an order becomes charges: a course on its first day, a week in one line, hours as days.

Each takes the rows of all bills and gives them back changed, as those of `variants.py` do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from zlib import crc32

from tests.bills.written import Row, Tables

DAY_HOURS = 24
NIGHT = time(0, 20)


def _stays(made: Tables) -> dict[str, Row]:
    return {r["encounter_id"]: r for r in made.rows["encounter"] if r["class"] == "inpatient"}


def _summed(made: Tables, part_of: Callable[[Row, Row], object], *, at_last: bool) -> None:
    """Charges of a stay with one item, price and part are one line, at the first or the last of them."""
    stays = _stays(made)
    backed = {line.get("original_line_id") for line in made.rows["claim_line"]}
    kept: dict[tuple[object, ...], Row] = {}
    for line in made.rows["claim_line"]:
        stay = stays.get(line["encounter_id"])
        alone = line.get("original_line_id") or line["claim_line_id"] in backed
        part = part_of(line, stay) if stay and not alone else None
        if part is None:
            kept[line["claim_line_id"],] = line
            continue
        key = (line["claim_id"], line["item_code"], line["item_name"], line["unit_price"],
               line.get("is_discharge_drug"), line.get("prescription_no"), part)  # fmt: skip
        if key not in kept:
            kept[key] = line
            continue
        for name in ("quantity", "amount", "covered_amount"):
            kept[key][name] += line[name]
        latest = max if at_last else min
        kept[key]["charged_at"] = latest(kept[key]["charged_at"], line["charged_at"])
    made.rows["claim_line"] = list(kept.values())


def course_on_its_first_day(made: Tables) -> None:
    """Drugs and treatments stand in one line a course, on the day on which the order began."""
    last: dict[tuple[str, str, Decimal], tuple[int, datetime]] = {}

    def course(line: Row, _: Row) -> object:
        if line["category"] not in ("western_drug", "patent_tcm", "treatment"):
            return None
        key = (line["encounter_id"], line["item_code"], line["unit_price"])
        number, before = last.get(key, (0, line["charged_at"]))
        if line["charged_at"].date() > before.date() + timedelta(days=1):
            number += 1
        last[key] = (number, line["charged_at"])
        return number

    made.rows["claim_line"].sort(key=lambda r: (r["encounter_id"], r["charged_at"]))
    _summed(made, course, at_last=False)


def one_line_a_week(made: Tables) -> None:
    """Each item stands once for every seven days of the stay, on the last of them."""
    _summed(
        made, lambda line, stay: (line["charged_at"].date() - stay["started_at"].date()).days // 7, at_last=True
    )  # fmt: skip


def names_of_the_ward(made: Tables) -> None:
    """Names begin with the ward that charges."""
    for line in made.rows["claim_line"]:
        line["item_name"] = f"{line['department']}-{line['item_name']}"
        line["local_item_name"] = f"{line['department']}-{line['local_item_name']}"


def numbers_of_the_province(made: Tables) -> None:
    """Items by fifteen digits of the province's own list."""
    for line in made.rows["claim_line"]:
        line["item_code"] = f"37{crc32(line['item_code'].encode()):013d}"


def hours_as_days(made: Tables) -> None:
    """What goes by the hour is charged once for all hours of a day, and nursing by the hour."""
    for line in made.rows["claim_line"]:
        hourly = line["category"] in ("treatment", "nursing", "examination")
        if hourly and line["quantity"] >= DAY_HOURS // 2 and line["unit_price"] <= 20:
            line["unit_price"], line["quantity"] = line["amount"], Decimal(1)
        elif "级护理" in (line["item_name"] or "") and line["quantity"] == 1:
            line["quantity"] = Decimal(DAY_HOURS)
            line["unit_price"] = (line["amount"] / DAY_HOURS).quantize(Decimal("0.0001"))


def settled_after_midnight(made: Tables) -> None:
    """The last day of a stay is booked, and the bill settled, after the midnight that follows."""
    stays = _stays(made)
    for line in made.rows["claim_line"]:
        stay = stays.get(line["encounter_id"])
        if stay and stay["ended_at"] and line["charged_at"].date() >= stay["ended_at"].date():
            line["charged_at"] = _night_after(stay["ended_at"])
    for claim in made.rows["claim"]:
        stay = stays.get(claim["encounter_id"])
        if stay and claim["settled_at"] == stay["ended_at"]:
            claim["settled_at"] = _night_after(stay["ended_at"])


def _night_after(moment: datetime) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=1), NIGHT)
