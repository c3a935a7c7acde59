"""One illness, several stays."""

from __future__ import annotations

from datetime import date

from feijian.demo.county import County
from feijian.demo.schemes.making import Rng, few, of_person, patient, pick, some_day
from feijian.demo.truth import Planted

FAMILY = "readmission"


def plant_split_admission(county: County, rng: Rng) -> list[Planted]:
    """Discharged and admitted again within days, same hospital, same illness."""
    rows = []
    for turn in few(rng, 4, 6):
        gap, days = pick(rng, 1, 8), pick(rng, 5, 7)
        day = some_day(county, rng, 2 * days + gap)
        person, hospital = patient(county, rng, 50), county.hospital((1, 2))
        way = ("disc", "lacunar", "gastritis", "diabetes")[turn % 4]
        stays = [county.stay(person, hospital, way, day + i * (days + gap), days) for i in range(2)]
        rows.append(
            of_person(
                "split_admission",
                FAMILY,
                ["split_admission", "drg_split_readmit"],
                stays,
                [s.id for s in stays],
            )
        )
    return rows


def plant_relay(county: County, rng: Rng) -> list[Planted]:
    """From one hospital straight into the next, four times."""
    rows = []
    for turn in few(rng, 2, 4):
        person, way = patient(county, rng, 60), ("lacunar", "disc", "gastritis")[turn % 3]
        days, count = 5, pick(rng, 4, 5)
        day = some_day(county, rng, count * days + 5)
        stays = [
            county.stay(
                person, county.hospital((1,)), way, day + i * days, days, hour=14.0, leave_hour=9.0
            )
            for i in range(count)
        ]
        rows.append(of_person("relay", FAMILY, ["relay_admission"], stays, [s.id for s in stays]))
    return rows


def plant_same_group_within_a_month(county: County, rng: Rng) -> list[Planted]:
    """A hospital that takes its patients in again, into the same group, within 31 days of a short stay."""
    rows = []
    hospital = county.hospital((2,))
    for turn in few(rng, 5, 7):
        gap = pick(rng, 18, 27)
        day = some_day(county, rng, gap + 14)
        person = patient(county, rng, 50)
        way = ("diabetes", "disc", "lacunar")[turn % 3]
        stays = [
            county.stay(person, hospital, way, day, 4),
            county.stay(person, hospital, way, day + 4 + gap, 7),
        ]
        rows.append(
            of_person(
                "same_group_within_a_month",
                FAMILY,
                ["drg_split_readmit"],
                stays,
                [s.id for s in stays],
            )
        )
    return rows


def plant_frequent_admission(county: County, rng: Rng) -> list[Planted]:
    """Seven stays within months of one calendar year, a different illness each time."""
    ways = ("disc", "gastritis", "lacunar", "diabetes", "bronchitis", "angina", "pneumonia")
    new_year = county.calendar.day_of(date(county.calendar.first.year + 1, 1, 1))
    first, last = (
        (1, min(new_year, county.calendar.days))
        if new_year > 150
        else (new_year + 1, county.calendar.days)
    )
    step = min(26, (last - first - 8) // len(ways))
    if step < 12:
        return []
    rows = []
    for _ in few(rng, 2, 3):
        person, begin = (
            patient(county, rng, 60),
            first + pick(rng, 0, max(0, last - first - step * len(ways))),
        )
        stays = [
            county.stay(person, county.hospital((1, 2)), way, begin + i * step, 7)
            for i, way in enumerate(ways)
        ]
        rows.append(
            of_person(
                "frequent_admission", FAMILY, ["frequent_admission"], stays, [s.id for s in stays]
            )
        )
    return rows


PLANTS = (
    plant_split_admission,
    plant_relay,
    plant_same_group_within_a_month,
    plant_frequent_admission,
)
