"""Boxes that were never bought, are not what the bill says, or are sold again; empty stores."""

from __future__ import annotations

from feijian.demo.county import County
from feijian.demo.request import DAY
from feijian.demo.schemes.making import (
    Rng,
    buyer,
    few,
    of_provider,
    of_visit,
    patient,
    pick,
    some_day,
)
from feijian.demo.truth import Planted

FAMILY = "traceability"


def _open(county: County, rng: Rng, length: int = 3, earliest: int = 30) -> int:
    return county.calendar.at(some_day(county, rng, length, earliest), float(rng.uniform(9, 19)))


def plant_code_of_another_drug(county: County, rng: Rng) -> list[Planted]:
    """A cheap cold remedy goes over the counter and is scanned for a dear drug."""
    rows = []
    for turn in few(rng, 4, 6):
        cheap, dear = (
            ("cold_granules", "rivaroxaban"),
            ("ibuprofen", "tiotropium"),
            ("banlangen", "semaglutide"),
        )[turn % 3]
        shop, at, code = county.pharmacy(), _open(county, rng), county.code(cheap)
        county.stock(shop, (cheap, dear)[turn % 2], code, at - pick(rng, 5, 25) * DAY)
        visit = buyer(county, rng, shop, at)
        county.sell(visit, dear, code, at)
        rows.append(
            of_visit(
                "code_of_another_drug",
                FAMILY,
                ["trace_prefix_mismatch"],
                visit,
                "trace_code",
                [code],
            )
        )
    return rows


def plant_one_scan_for_many(county: County, rng: Rng) -> list[Planted]:
    """Four boxes settled, one of them scanned: the others were flour and oil."""
    rows = []
    for turn in few(rng):
        key, count = ("shexiang", "lianhua", "calcium")[turn % 3], pick(rng, 3, 6)
        shop, at, code = county.pharmacy(), _open(county, rng), county.code(key)
        county.stock(shop, key, code, at - 12 * DAY)
        visit = buyer(county, rng, shop, at)
        line = county.charge(visit, key, at, count, scanned=False)
        county.sale(visit, line, key, code, at, quantity=count)
        rows.append(
            of_visit(
                "one_scan_for_many",
                FAMILY,
                ["trace_qty_mismatch"],
                visit,
                "trace_code",
                [code],
                related=[line],
            )
        )
    return rows


def plant_box_without_invoice(county: County, rng: Rng) -> list[Planted]:
    """Boxes bought back from patients on the street: a sale with a good code and no purchase."""
    rows = []
    for turn in few(rng, 3, 5):
        key, shop = (
            ("gefitinib", "rivaroxaban", "tiotropium", "semaglutide")[turn % 4],
            county.pharmacy(),
        )
        at = _open(county, rng, earliest=60)
        for box in range(pick(rng, 1, 3)):
            code = county.code(key)
            visit = buyer(county, rng, shop, at + box * pick(rng, 1, 2) * 3 * 3600)
            county.sell(visit, key, code, visit.start)
            rows.append(
                of_visit(
                    "box_without_invoice",
                    FAMILY,
                    ["trace_no_purchase"],
                    visit,
                    "trace_code",
                    [code],
                )
            )
    return rows


def plant_box_billed_by_the_clinic(county: County, rng: Rng) -> list[Planted]:
    """A box that a shop sold, peeled, and its code billed weeks later for a clinic's patient."""
    rows = []
    for turn in few(rng):
        key = ("atorvastatin", "acarbose", "rivaroxaban")[turn % 3]
        shop, clinic, at, code = (
            county.pharmacy(),
            county.hospital((1, 2)),
            _open(county, rng, 50),
            county.code(key),
        )
        county.stock(shop, key, code, at - 9 * DAY)
        first = buyer(county, rng, shop, at)
        county.sell(first, key, code, at)
        again = at // DAY * DAY + pick(rng, 10, 40) * DAY + 10 * 3600
        visit = county.visit(
            patient(county, rng, 50), clinic, "explicit", again, diagnosis=("I10.x00", "高血压")
        )
        line = county.charge(visit, key, again + 600, scanned=False)
        county.book.second_channel.append(
            {
                "number": visit.number,
                "provider": clinic.number,
                "item": county.item_numbers[key],
                "code": code,
                "line": line,
                "split": "0",
            }
        )
        rows.append(
            of_visit(
                "box_billed_by_the_clinic",
                FAMILY,
                ["trace_dup_settle", "trace_cross_place"],
                visit,
                "trace_code",
                [code],
                related=[first.id],
            )
        )
    return rows


def plant_more_billed_than_bought(county: County, rng: Rng) -> list[Planted]:
    """A hospital bills several times the albumin it ever bought, a few vials to each patient."""
    rows = []
    for turn in range(2):
        hospital, day = county.hospital((2, 3)), some_day(county, rng, 60, 30)
        county.stock(hospital, "albumin", None, county.calendar.at(day - 20, 9), pick(rng, 8, 14))
        stays = []
        for _ in range(pick(rng, 6, 9)):
            begin = day + pick(rng, 0, 40)
            stay = county.stay(
                patient(county, rng, 50), hospital, ("pneumonia", "infarct")[turn], begin, 9
            )
            for place in range(2, 8, 2):
                county.charge(
                    stay,
                    "albumin",
                    county.calendar.at(begin + place, 9.5),
                    pick(rng, 1, 3),
                    scanned=False,
                )
            stays.append(stay)
        rows.append(
            of_provider(
                "more_billed_than_bought", "stock", ["inventory_imbalance"], hospital, stays
            )
        )
    return rows


PLANTS = (
    plant_code_of_another_drug,
    plant_one_scan_for_many,
    plant_box_without_invoice,
    plant_box_billed_by_the_clinic,
    plant_more_billed_than_bought,
)
