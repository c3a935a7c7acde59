"""More medicine than a patient can take, and tills that ring without patients."""

from __future__ import annotations

from typing import Any

from feijian.demo.county import County, person_id
from feijian.demo.schemes.making import (
    Rng,
    few,
    of_person,
    of_provider,
    of_visit,
    patient,
    pick,
    some_day,
)
from feijian.demo.truth import Planted

DRUGS, TILL = "prescribing", "pharmacy"


def plant_quarter_in_a_bag(county: County, rng: Rng) -> list[Planted]:
    """Weeks of medicine for a cold, half a year of it for the heart."""
    rows = []
    cases = (
        # item, boxes, days, illness, kind of visit; None: over the counter
        ("cefaclor", 9, 54, ("J06.900", "急性上呼吸道感染"), "11"),
        ("ibuprofen", 10, 50, ("J06.900", "急性上呼吸道感染"), None),
        ("irbesartan", 6, 168, ("I10.x00", "高血压"), "14"),
        ("loratadine", 6, 36, ("J30.400", "变应性鼻炎"), "13"),
    )
    for turn in few(rng, 4, 6):
        key, boxes, days, illness, kind = cases[turn % 4]
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(8.5, 16)))
        where = county.hospital((2, 3)) if kind else county.pharmacy()
        visit = county.visit(
            patient(county, rng, 40),
            where,
            "explicit",
            at,
            diagnosis=illness,
            **({"med_type": kind} if kind else {}),
        )
        line = county.charge(visit, key, at, boxes, supplied=days)
        rows.append(
            of_visit("quarter_in_a_bag", DRUGS, ["overlong_rx"], visit, "claim_line", [line])
        )
    return rows


def plant_two_of_a_class(county: County, rng: Rng) -> list[Planted]:
    """Two drugs of one class in one visit, on one prescription or on two."""
    rows = []
    pairs = (
        ("amlodipine", "nifedipine"),
        ("omeprazole", "esomeprazole"),
        ("celecoxib", "etoricoxib"),
    )
    for turn in few(rng, 3, 6):
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(8.5, 16)))
        visit = county.visit(
            patient(county, rng, 50),
            county.hospital((1, 2, 3)),
            "explicit",
            at,
            diagnosis=(("I10.x00", "高血压"), ("K29.700", "胃炎"), ("M54.500", "下背痛"))[turn % 3],
        )
        slips: tuple[dict[str, Any], ...] = ({}, {"prescription": f"RXB{visit.id[1:]}"})
        lines = [
            county.charge(visit, key, at + 600 + place * 300, **slips[place * (turn % 2)])
            for place, key in enumerate(pairs[turn % 3])
        ]
        rows.append(
            of_visit("two_of_a_class", DRUGS, ["duplicate_therapy"], visit, "claim_line", lines)
        )
    return rows


def plant_collected_everywhere(county: County, rng: Rng) -> list[Planted]:
    """One person fetches a month of a drug that resells well at several counters in a month."""
    rows = []
    for turn in few(rng):
        key = ("liraglutide", "rivaroxaban", "tiotropium")[turn % 3]
        person, day, visits = patient(county, rng, 45), some_day(county, rng, 30), []
        for place in range(pick(rng, 4, 6)):
            at = county.calendar.at(day + place * pick(rng, 4, 5), float(rng.uniform(9, 17)))
            where = county.pharmacy() if place % 3 else county.hospital((1, 2, 3))
            visit = county.visit(person, where, "explicit", at, diagnosis=("E11.900", "2型糖尿病"))
            county.charge(visit, key, at, pick(rng, 1, 2))
            visits.append(visit)
        rows.append(
            of_person(
                "collected_everywhere",
                DRUGS,
                ["stockpile_cross"],
                visits,
                [person_id(person)],
                "person",
            )
        )
    return rows


def plant_drawer_of_cards(county: County, rng: Rng) -> list[Planted]:
    """Cards kept in the drawer go through the till one after another at closing time."""
    rows = []
    for turn in few(rng):
        shop, keys = (
            county.pharmacy(),
            (("lianhua", "calcium"), ("shexiang",), ("liuwei", "aspirin"))[turn % 3],
        )
        begin = county.calendar.at(some_day(county, rng), float(rng.uniform(19, 20.5)))
        step, visits = pick(rng, 25, 50), []
        for place in range(pick(rng, 9, 14)):
            visit = county.visit(
                patient(county, rng, 30, 85),
                shop,
                "explicit",
                begin + place * step,
                diagnosis=("I10.x00", "高血压"),
            )
            for key in keys:
                county.charge(visit, key, visit.start, pick(rng, 2, 3))
            visits.append(visit)
        rows.append(
            of_provider("drawer_of_cards", TILL, ["pharm_burst"], shop, visits, "encounter")
        )
    return rows


def plant_bill_in_slips(county: County, rng: Rng) -> list[Planted]:
    """One purchase cut into four or five receipts of a day, each below what is looked at."""
    rows = []
    for _ in few(rng):
        shop, person, day = county.pharmacy(), patient(county, rng), some_day(county, rng)
        keys = ("shexiang", "liuwei", "calcium", "lianhua", "xuezhikang")
        hours = sorted(float(rng.uniform(9, 19)) for _ in range(pick(rng, 4, 5)))
        visits = []
        for key, hour in zip(keys, hours, strict=False):
            visit = county.visit(
                person,
                shop,
                "explicit",
                county.calendar.at(day, hour),
                diagnosis=("I10.x00", "高血压"),
            )
            county.charge(visit, key, visit.start)
            visits.append(visit)
        rows.append(
            of_person("bill_in_slips", TILL, ["small_amt_split"], visits, [v.id for v in visits])
        )
    return rows


PLANTS = (
    plant_quarter_in_a_bag,
    plant_two_of_a_class,
    plant_collected_everywhere,
    plant_drawer_of_cards,
    plant_bill_in_slips,
)
