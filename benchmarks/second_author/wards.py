"""Beds that stand empty or are slept in twice, and patients who are sent home to come back."""

from __future__ import annotations

from feijian.demo.county import County
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

PADDING, AGAIN = "bed_padding", "readmission"


def plant_token_days(county: County, rng: Rng) -> list[Planted]:
    """A patient who sleeps at home: every third day one cheap line is booked to look treated."""
    rows = []
    for turn in few(rng, 4, 6):
        way = ("diabetes", "disc", "gastritis")[turn % 3]
        token = ("glucose", "electro", "ecg")[turn % 3]
        days = pick(rng, 13, 15)
        day = some_day(county, rng, days + 1)
        stay = county.stay(patient(county, rng, 50), county.hospital((1, 2)), way, day, days)
        county.only_board(stay, 2, days)
        for shown in range(4, days, 3):
            county.charge(stay, token, county.calendar.at(day + shown, float(rng.uniform(8, 11))))
        rows.append(
            of_visit("token_days", PADDING, ["bed_padding_idle"], stay, "encounter", [stay.id])
        )
    return rows


def plant_card_used_elsewhere(county: County, rng: Rng) -> list[Planted]:
    """A person who lies in hospital on paper sees another doctor or shops with the same card."""
    rows = []
    for turn in few(rng, 4, 6):
        days = pick(rng, 8, 12)
        day = some_day(county, rng, days + 1)
        person, home = patient(county, rng, 50), county.hospital((1, 2))
        stay = county.stay(person, home, ("infarct", "disc", "angina")[turn % 3], day, days)
        for _ in range(pick(rng, 1, 2)):
            at = county.calendar.at(day + pick(rng, 2, days - 2), float(rng.uniform(9, 17)))
            if turn % 2:
                away = county.hospital((1, 2, 3), other_than=home)
                visit = county.visit(person, away, ("back", "stomach")[turn % 4 // 2], at)
            else:
                visit = county.visit(person, county.pharmacy(), "buy_heart", at)
            rows.append(
                of_visit(
                    "card_used_elsewhere",
                    PADDING,
                    ["otp_during_stay"],
                    visit,
                    "encounter",
                    [visit.id],
                    related=[stay.id],
                )
            )
    return rows


def plant_shared_bed(county: County, rng: Rng) -> list[Planted]:
    """Two patients who lie in one bed for days, because one of them is not there."""
    rows = []
    for turn in few(rng):
        hospital, day = county.hospital((1, 2)), some_day(county, rng, 16)
        pairs = (("pneumonia", "disc"), ("diabetes", "angina"), ("bronchitis", "gastritis"))[
            turn % 3
        ]
        later = pick(rng, 1, 4)
        stays = [
            county.stay(patient(county, rng, 50), hospital, pairs[0], day, 9),
            county.stay(patient(county, rng, 50), hospital, pairs[1], day + later, 8, hour=15.0),
        ]
        for stay in stays:
            county.book.beds[stay.number] = 170 + turn
        rows.append(
            of_provider("shared_bed", PADDING, ["same_bed_overlap"], hospital, stays, "encounter")
        )
    return rows


def plant_ward_over_capacity(county: County, rng: Rng) -> list[Planted]:
    """A small clinic holds half as many patients again as it has approved beds."""
    clinic, day = county.hospital((1,)), some_day(county, rng, 14)
    beds = pick(rng, 18, 22)
    clinic = county.replace_provider(clinic, beds=beds)
    county.fixed_beds.add(clinic.number)
    stays = []
    for turn in range(round(beds * float(rng.uniform(1.4, 1.6)))):
        way = ("light", "bronchitis", "disc")[turn % 3]
        admitted = day + pick(rng, 0, 2)
        stays.append(
            county.stay(
                patient(county, rng),
                clinic,
                way,
                admitted,
                pick(rng, 6, 8),
                hour=float(rng.uniform(8, 16)),
            )
        )
    return [of_provider("ward_over_capacity", PADDING, ["bed_overflow"], clinic, stays)]


def plant_sent_home_for_a_night(county: County, rng: Rng) -> list[Planted]:
    """One illness settled as two stays: out and in again, sometimes with a neighbouring code."""
    rows = []
    ways = (
        ("diabetes", "diabetes"),
        ("infarct", "lacunar"),
        ("disc", "disc"),
        ("angina", "angina"),
    )
    for turn in few(rng, 5, 7):
        first, second = ways[turn % 4]
        gap = (0, 1, 5, 12)[(turn + turn // 4) % 4]
        person, hospital, day = (
            patient(county, rng, 52),
            county.hospital((1, 2, 3)),
            some_day(county, rng, 32),
        )
        days = pick(rng, 6, 8)
        stays = [
            county.stay(person, hospital, first, day, days),
            county.stay(person, hospital, second, day + days + gap, pick(rng, 6, 8), hour=14.5),
        ]
        rows.append(
            of_person(
                "sent_home_for_a_night", AGAIN, ["split_admission"], stays, [s.id for s in stays]
            )
        )
    return rows


def plant_tour_of_hospitals(county: County, rng: Rng) -> list[Planted]:
    """A pensioner handed on from hospital to hospital, always admitted within a day."""
    rows = []
    for turn in few(rng):
        person, day = patient(county, rng, 66, 84), some_day(county, rng, 60)
        ways = (("disc",), ("infarct", "lacunar"), ("diabetes", "angina"))[turn % 3]
        stays, last = [], None
        for place in range(pick(rng, 4, 5)):
            last = county.hospital((1, 2), other_than=last)
            days = pick(rng, 7, 10)
            stays.append(
                county.stay(person, last, ways[place % len(ways)], day, days, dscg_way="1")
            )
            day += days + pick(rng, 0, 1)
        rows.append(
            of_person("tour_of_hospitals", AGAIN, ["relay_admission"], stays, [s.id for s in stays])
        )
    return rows


def plant_operation_in_two_bills(county: County, rng: Rng) -> list[Planted]:
    """A first stay of two days for the tests, a second for the rest: the same group paid twice."""
    rows = []
    for turn in few(rng):
        way = ("disc", "infarct", "diabetes")[turn % 3]
        person, hospital, day = (
            patient(county, rng, 52),
            county.hospital((2, 3)),
            some_day(county, rng, 45),
        )
        stays = [
            county.stay(person, hospital, way, day, 2),
            county.stay(person, hospital, way, day + 2 + pick(rng, 17, 27), pick(rng, 8, 10)),
        ]
        rows.append(
            of_person(
                "operation_in_two_bills", AGAIN, ["drg_split_readmit"], stays, [s.id for s in stays]
            )
        )
    return rows


PLANTS = (
    plant_token_days,
    plant_card_used_elsewhere,
    plant_shared_bed,
    plant_ward_over_capacity,
    plant_sent_home_for_a_night,
    plant_tour_of_hospitals,
    plant_operation_in_two_bills,
)
