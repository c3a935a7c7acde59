"""Cards in two places, and doctors beyond their powers."""

from __future__ import annotations

from feijian.demo.county import County, person_id
from feijian.demo.schemes.making import (
    Rng,
    code_of,
    few,
    of_person,
    of_practitioner,
    patient,
    pick,
    some_day,
)
from feijian.demo.truth import Planted

BODY = "identity"


def plant_two_beds(county: County, rng: Rng) -> list[Planted]:
    """A lent card lies in two hospitals for days at the same time."""
    rows = []
    for turn in few(rng):
        person, first, day = (
            patient(county, rng, 50),
            county.hospital((1, 2)),
            some_day(county, rng, 18),
        )
        overlap = (6, 2, 1)[turn % 3]
        ways = (("disc", "diabetes"), ("infarct", "angina"), ("bronchitis", "disc"))[turn % 3]
        stays = [
            county.stay(person, first, ways[0], day, 8, leave_hour=15.0),
            county.stay(
                person,
                county.hospital((1, 2, 3), other_than=first),
                ways[1],
                day + 8 - overlap,
                9,
                hour=8.5,
            ),
        ]
        rows.append(
            of_person("two_beds", BODY, ["overlapping_stays"], stays, [s.id for s in stays])
        )
    return rows


def plant_two_towns(county: County, rng: Rng) -> list[Planted]:
    """The card is read at home and, before the bus could have left, six hundred kilometres away."""
    rows = []
    for turn in few(rng):
        person, day = patient(county, rng, 35), some_day(county, rng)
        at = county.calendar.at(day, float(rng.uniform(9, 14)))
        near = county.pharmacy() if turn % 2 else county.hospital((1, 2, 3))
        visits = [
            county.visit(person, near, "buy_heart" if turn % 2 else "stomach", at),
            county.visit(person, county.far("pharmacy"), "buy_heart", at + pick(rng, 3000, 5400)),
        ]
        rows.append(
            of_person("two_towns", BODY, ["impossible_travel"], visits, [v.id for v in visits])
        )
    return rows


def plant_tireless_hands(county: County, rng: Rng) -> list[Planted]:
    """One therapist kneads thirty people in a day, on several days of a month."""
    rows = []
    for _ in few(rng, 2, 3):
        hospital = county.hospital((1, 2))
        offset, day, visits = hospital.doctors - 1, some_day(county, rng, 12), []
        for shift in range(pick(rng, 1, 3)):
            for turn in range(pick(rng, 26, 34)):
                at = county.calendar.at(day + shift * 3, 8 + turn * 0.28)
                visit = county.visit(
                    patient(county, rng),
                    hospital,
                    "explicit",
                    at,
                    doctor=offset,
                    diagnosis=("M54.500", "下背痛"),
                )
                county.charge(visit, "tuina", at + 300)
                visits.append(visit)
        rows.append(
            of_practitioner("tireless_hands", ["dr_overload"], code_of(visits[0], offset), visits)
        )
    return rows


def plant_sick_doctor(county: County, rng: Rng) -> list[Planted]:
    """A doctor lies in another hospital while prescriptions go on in his name at home."""
    rows = []
    for turn in few(rng):
        hospital, person, day = (
            county.hospital((1, 2)),
            patient(county, rng, 36, 58),
            some_day(county, rng, 14),
        )
        offset = hospital.doctors - 2
        county.book.doctors[hospital.first_doctor + offset] = {"psn_no": person_id(person)}
        county.stay(
            person,
            county.hospital((2, 3), other_than=hospital),
            ("disc", "gallbladder")[turn % 2],
            day,
            8,
        )
        visits = [
            county.visit(
                patient(county, rng),
                hospital,
                ("cold", "stomach", "back")[place % 3],
                county.calendar.at(day + pick(rng, 2, 6), float(rng.uniform(9, 16))),
                doctor=offset,
            )
            for place in range(pick(rng, 3, 8))
        ]
        rows.append(
            of_practitioner("sick_doctor", ["dr_self_stay"], code_of(visits[0], offset), visits)
        )
    return rows


PLANTS = (plant_two_beds, plant_two_towns, plant_tireless_hands, plant_sick_doctor)
