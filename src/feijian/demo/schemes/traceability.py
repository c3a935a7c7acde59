"""Trace codes that say a box was not what, when or whose the claim says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from feijian.demo.county import County, Visit
from feijian.demo.request import DAY
from feijian.demo.roster import Provider
from feijian.demo.schemes.making import (
    Rng,
    buyer,
    few,
    of_provider,
    of_visit,
    pick,
    some_day,
)
from feijian.demo.truth import Planted

FAMILY = "traceability"
_DRUGS = ("semaglutide", "rivaroxaban", "atorvastatin", "tiotropium", "gefitinib")


def _moment(county: County, rng: Rng, length: int = 1) -> int:
    return county.calendar.at(some_day(county, rng, length, earliest=3), float(rng.uniform(9, 18)))


def _found(
    scheme: str, rule: str, visit: Visit, code: str, line: str, county: County, key: str, price: int
) -> Planted:
    return of_visit(
        scheme,
        FAMILY,
        [rule],
        visit,
        "trace_code",
        [code],
        county.covered(key, price),
        related=[line],
    )


def _settled_again(
    county: County, rng: Rng, scheme: str, rule: str, other: Callable[[Provider], Provider]
) -> list[Planted]:
    rows = []
    for turn in few(rng, 4, 6):
        key, shop = _DRUGS[turn % 5], county.pharmacy()
        code, price = county.code(key), county.cents(key)
        at = _moment(county, rng, 40)
        county.stock(shop, key, code, at - 20 * DAY)
        first = buyer(county, rng, shop, at)
        lines = [county.sell(first, key, code, at, price=price)]
        for repeat in range(pick(rng, 1, 2)):
            later = at + (pick(rng, 3, 14) + 15 * repeat) * DAY
            again = buyer(county, rng, other(shop), later)
            lines.append(county.sell(again, key, code, later, price=price))
        rows.append(of_visit(scheme, FAMILY, [rule], again, "trace_code", [code],
                             county.covered(key, price) * (len(lines) - 1), related=[first.id, *lines]))  # fmt: skip
    return rows


def plant_settled_twice_here(county: County, rng: Rng) -> list[Planted]:
    """One box settled again in the same pharmacy, for somebody else."""
    return _settled_again(county, rng, "settled_twice_here", "trace_dup_settle", lambda shop: shop)


def plant_settled_twice_elsewhere(county: County, rng: Rng) -> list[Planted]:
    """One box settled again in a pharmacy that has nothing to do with the first."""
    return _settled_again(
        county, rng, "settled_twice_elsewhere", "trace_cross_place", lambda _shop: county.pharmacy()
    )


def plant_wrong_prefix(county: County, rng: Rng) -> list[Planted]:
    """The code of a cheap drug on the claim of a dear one."""
    rows = []
    for turn in few(rng, 4, 6):
        key, shop, at = _DRUGS[turn % 4], county.pharmacy(), _moment(county, rng)
        code = county.code("montmorillonite")
        county.stock(shop, "montmorillonite", code, at - 12 * DAY)
        county.stock(shop, key, None, at - 12 * DAY)
        visit = buyer(county, rng, shop, at)
        line = county.sell(visit, key, code, at, price=county.cents(key))
        rows.append(
            _found(
                "wrong_prefix",
                "trace_prefix_mismatch",
                visit,
                code,
                line,
                county,
                key,
                county.cents(key),
            )
        )
    return rows


def plant_never_bought(county: County, rng: Rng) -> list[Planted]:
    """A box that the pharmacy never took into stock."""
    rows = []
    for turn in few(rng, 4, 6):
        key, shop, at = _DRUGS[turn % 5], county.pharmacy(), _moment(county, rng)
        code, visit = county.code(key), buyer(county, rng, shop, at)
        line = county.sell(visit, key, code, at, price=county.cents(key))
        rows.append(
            _found(
                "never_bought",
                "trace_no_purchase",
                visit,
                code,
                line,
                county,
                key,
                county.cents(key),
            )
        )
    return rows


def plant_sold_before_bought(county: County, rng: Rng) -> list[Planted]:
    """A box that came into stock weeks after it was sold."""
    rows = []
    for turn in few(rng, 4, 6):
        key, shop, at = _DRUGS[turn % 5], county.pharmacy(), _moment(county, rng, 40)
        code, visit = county.code(key), buyer(county, rng, shop, at)
        county.stock(shop, key, code, at + pick(rng, 12, 35) * DAY)
        line = county.sell(visit, key, code, at, price=county.cents(key))
        rows.append(
            _found(
                "sold_before_bought",
                "trace_no_purchase",
                visit,
                code,
                line,
                county,
                key,
                county.cents(key),
            )
        )
    return rows


def plant_malformed_code(county: County, rng: Rng) -> list[Planted]:
    """Something typed in place of a code; a product bar code is sent for box after box."""
    rows = []
    for turn in few(rng, 4, 6):
        key, shop, at = _DRUGS[turn % 5], county.pharmacy(), _moment(county, rng, 12)
        serial = pick(rng, 100_000, 999_999)
        code = (
            f"69{serial:06d}{serial % 100_000:05d}",
            "1" * (12 + turn),
            f"{serial:010d}",
            f"8{serial}00000",
        )[turn % 4]
        # one bar code alone is a slip of the scanner
        boxes = pick(rng, 2, 4) if turn % 4 == 0 else 1
        lines = []
        for box in range(boxes):
            sold_at = at + box * 3 * DAY
            county.stock(shop, key, None, sold_at - 9 * DAY)
            visit = buyer(county, rng, shop, sold_at)
            lines.append(county.sell(visit, key, code, sold_at, price=county.cents(key)))
        amount = county.covered(key, county.cents(key)) * boxes
        rows.append(of_visit("malformed_code", FAMILY, ["trace_malformed"], visit, "trace_code", [code], amount,
                             related=lines))  # fmt: skip
    return rows


def plant_fewer_codes_than_boxes(county: County, rng: Rng) -> list[Planted]:
    """Four or five boxes settled, one scanned: two pharmacies that always do so."""
    rows = []
    for shop in (county.pharmacy(), county.pharmacy()):
        for turn in few(rng, 4, 6):
            key, at, boxes = _DRUGS[turn % 4], _moment(county, rng), pick(rng, 4, 5)
            code, price = county.code(key), county.cents(key)
            visit = buyer(county, rng, shop, at)
            county.stock(shop, key, code, at - 15 * DAY)
            county.stock(shop, key, None, at - 15 * DAY, quantity=boxes)
            line = county.charge(visit, key, at, boxes, price=price, scanned=False, supplied=28)
            county.sale(visit, line, key, code, at, quantity=boxes)
            amount = county.covered(key, price * (boxes - 1))
            rows.append(of_visit("fewer_codes_than_boxes", FAMILY, ["trace_qty_mismatch"], visit, "claim_line", [line],
                                 amount, related=[code]))  # fmt: skip
    return rows


def plant_expired_box(county: County, rng: Rng) -> list[Planted]:
    """A box sold after its last day."""
    rows = []
    for turn in few(rng, 3, 5):
        key, shop, at = _DRUGS[turn % 5], county.pharmacy(), _moment(county, rng)
        code, visit = county.code(key), buyer(county, rng, shop, at)
        expired = (
            county.calendar.first
            + timedelta(days=(at - county.calendar.start) // DAY - pick(rng, 20, 90))
        ).isoformat()
        county.stock(shop, key, code, at - 200 * DAY)
        line = county.sell(
            visit, key, code, at, price=county.cents(key), expires=expired, lot=f"L23{turn:02d}"
        )
        rows.append(
            _found(
                "expired_box", "trace_lot_expiry", visit, code, line, county, key, county.cents(key)
            )
        )
    return rows


def plant_unscanned_month(county: County, rng: Rng) -> list[Planted]:
    """A pharmacy that settles for a month without scanning most boxes."""
    last_month = max(0, county.calendar.days - 31)
    shop, key = county.pharmacy(), "calcium"
    visits = []
    for i in range(pick(rng, 36, 44)):
        at = county.calendar.at(last_month + 1 + i % 26, 9 + i * 0.21)
        visit = buyer(county, rng, shop, at)
        county.charge(visit, key, at, scanned=False, price=county.cents(key) + i)
        visits.append(visit)
    county.stock(shop, key, None, county.calendar.at(last_month - 5), quantity=len(visits))
    return [of_provider("unscanned_month", FAMILY, ["trace_missing"], shop, visits)]


PLANTS = (
    plant_settled_twice_here, plant_settled_twice_elsewhere, plant_wrong_prefix, plant_never_bought,
    plant_sold_before_bought, plant_malformed_code, plant_fewer_codes_than_boxes, plant_expired_box, plant_unscanned_month,
)  # fmt: skip
