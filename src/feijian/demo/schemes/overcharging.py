"""More, longer or dearer than can have been done."""

from __future__ import annotations

from decimal import Decimal

from feijian.demo.county import County, Visit
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

FAMILY = "overcharging"


def plant_daily_cap(county: County, rng: Rng) -> list[Planted]:
    """An item of once a day charged several times on one day."""
    rows = []
    for turn in few(rng, 3, 5):
        day = some_day(county, rng, 9)
        stay = county.stay(
            patient(county, rng),
            county.hospital((1, 2)),
            ("bronchitis", "gastritis")[turn % 2],
            day,
            7,
        )
        key, category, price = (
            ("consult", "02", "20.00"),
            ("nurse2", "07", "14.00"),
            ("bed", "01", "40.00"),
        )[turn % 3]
        county.without(stay, category, 2, 2)
        quantity = pick(rng, 2, 4)
        line = county.charge(stay, key, county.calendar.at(day + 2, 8), quantity)
        rows.append(
            of_visit(
                "daily_cap",
                FAMILY,
                ["item_freq_cap"],
                stay,
                "claim_line",
                [line],
                Decimal(price) * (quantity - 1),
            )
        )
    return rows


def plant_more_than_a_day_has(county: County, rng: Rng) -> list[Planted]:
    """More hours of monitoring than the two days of a short stay have, on one line."""
    rows = []
    for turn in few(rng):
        day = some_day(county, rng, 9)
        stay = county.stay(
            patient(county, rng, 60),
            county.hospital((2, 3)),
            ("angina", "pneumonia")[turn % 2],
            day,
            1,
        )
        hours = pick(rng, 60, 96)
        line = county.charge(stay, "ecg_watch", county.calendar.at(day + 1, 8), hours)
        rows.append(of_visit("more_than_a_day_has", FAMILY, ["hourly_over_24h", "item_freq_cap"], stay, "claim_line", [line],
                             Decimal(5) * (hours - 48)))  # fmt: skip
    return rows


def plant_more_days_than_stayed(county: County, rng: Rng) -> list[Planted]:
    """Six days in hospital, ten days of bed."""
    rows = []
    for turn in few(rng):
        day = some_day(county, rng, 9)
        stay = county.stay(
            patient(county, rng), county.hospital((1, 2)), ("bronchitis", "disc")[turn % 2], day, 6
        )
        extra = pick(rng, 4, 6)
        line = county.charge(stay, "bed", county.calendar.at(day + 5, 8.5), extra)
        rows.append(of_visit("more_days_than_stayed", FAMILY, ["daily_over_los"], stay, "encounter", [stay.id],
                             Decimal(40) * extra, related=[line]))  # fmt: skip
    return rows


def plant_after_discharge(county: County, rng: Rng) -> list[Planted]:
    """Charged some days after the patient went home."""
    rows = []
    for turn in few(rng):
        day = some_day(county, rng, 16)
        stay = county.stay(
            patient(county, rng),
            county.hospital((1, 2)),
            ("gastritis", "lacunar")[turn % 2],
            day,
            6,
        )
        key = ("abdomen_us", "head_ct")[turn % 2]
        line = county.charge(stay, key, stay.finish + pick(rng, 3, 6) * DAY)
        rows.append(of_visit("after_discharge", FAMILY, ["charge_outside_stay"], stay, "claim_line", [line],
                             county.covered(key, county.cents(key))))  # fmt: skip
    return rows


def plant_over_ceiling(county: County, rng: Rng) -> list[Planted]:
    """Charged above the price that may be charged."""
    rows = []
    for turn in few(rng, 3, 5):
        key = ("head_mr", "heart_us", "lumbar_mr")[turn % 3]
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(9, 15)))
        visit = county.visit(
            patient(county, rng),
            county.hospital((1, 2, 3)),
            "explicit",
            at,
            diagnosis=("R42.x00", "头晕"),
        )
        price = round(county.cents(key) * float(rng.uniform(1.3, 2.0)))
        line = county.charge(visit, key, at + 900, price=price)
        rows.append(of_visit("over_ceiling", FAMILY, ["over_price_ceiling"], visit, "claim_line", [line],
                             county.covered(key, price - county.cents(key))))  # fmt: skip
    return rows


def plant_too_soon_again(county: County, rng: Rng) -> list[Planted]:
    """A test of once in ninety days repeated within weeks."""
    rows = []
    for _ in few(rng):
        person, day = patient(county, rng, 45), some_day(county, rng, 60)
        sugar = ("E11.900", "2型糖尿病")
        first = county.visit(
            person,
            county.hospital((1, 2)),
            "explicit",
            county.calendar.at(day, 9.5),
            diagnosis=sugar,
        )
        earlier = county.charge(first, "hba1c", first.start + 600)
        again = county.visit(
            person,
            county.hospital((2, 3)),
            "explicit",
            county.calendar.at(day + pick(rng, 15, 45), 10.0),
            diagnosis=sugar,
        )
        line = county.charge(again, "hba1c", again.start + 600)
        rows.append(of_visit("too_soon_again", FAMILY, ["item_interval"], again, "claim_line", [line], Decimal(60),
                             related=[first.id, earlier]))  # fmt: skip
    return rows


def plant_two_prices(county: County, rng: Rng) -> list[Planted]:
    """A box costs whoever pays it himself a fifth less than whoever shows a card."""
    rows = []
    for turn in few(rng):
        key = ("rivaroxaban", "atorvastatin", "tiotropium", "semaglutide")[turn % 4]
        shop, day, price = (
            county.pharmacy(),
            some_day(county, rng, 40, earliest=20),
            county.cents(key),
        )
        cash = price * pick(rng, 70, 88) // 100
        lines: list[str] = []
        for visit_day in range(day, day + pick(rng, 2, 4) * 7, 7):
            at = county.calendar.at(visit_day, float(rng.uniform(9, 18)))
            codes = [county.code(key) for _ in range(2)]
            for code in codes:
                county.stock(shop, key, code, at - 12 * DAY)
            visit = buyer(county, rng, shop, at)
            lines.append(county.sell(visit, key, codes[0], at))
            county.sale(visit, lines[-1], key, codes[1], at + 5400, cash=True, paid=cash)
        rows.append(of_visit("two_prices", FAMILY, ["dual_price"], visit, "claim_line", lines,
                             (county.covered(key, price) * (price - cash) / price).quantize(Decimal("0.01")) * len(lines)))  # fmt: skip
    return rows


def plant_electrotherapy_every_evening(county: County, rng: Rng) -> list[Planted]:
    """The same ten neighbours of a clinic, electrotherapy on paper twice a week: no rule sees one visit."""
    hospital, day = county.hospital((1,)), some_day(county, rng, 40)
    visits: list[Visit] = []
    for _ in range(8):
        person = patient(county, rng, 60)
        for week in range(5):
            at = county.calendar.at(
                day + week * 7 + len(visits) % 2 * 3, 16.5 + len(visits) % 8 * 0.25
            )
            visit = county.visit(person, hospital, "explicit", at, diagnosis=("M54.500", "下背痛"))
            county.charge(visit, "electro", at + 600)
            visits.append(visit)
    return [of_provider("electrotherapy_on_paper", FAMILY, [], hospital, visits, covered=False)]


PLANTS = (
    plant_daily_cap, plant_more_than_a_day_has, plant_more_days_than_stayed, plant_after_discharge, plant_over_ceiling,
    plant_too_soon_again, plant_two_prices, plant_electrotherapy_every_evening,
)  # fmt: skip
