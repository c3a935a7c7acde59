"""Beds that are paid for while nobody is treated in them."""

from __future__ import annotations

from feijian.demo.county import County
from feijian.demo.schemes.making import (
    Rng,
    few,
    of_provider,
    of_visit,
    patient,
    pick,
    some_day,
)
from feijian.demo.truth import Planted

FAMILY = "bed_padding"
_WAYS = ("bronchitis", "disc", "gastritis", "lacunar")


def plant_idle_days(county: County, rng: Rng) -> list[Planted]:
    """Half of the stay or more: only bed, consultation and nursing."""
    rows = []
    for turn in few(rng, 4, 6):
        idle, treated = pick(rng, 5, 8), pick(rng, 3, 4)
        days = idle + treated
        stay = county.stay(
            patient(county, rng, 55),
            county.hospital((1, 2)),
            _WAYS[turn % 4],
            some_day(county, rng, days),
            days,
        )
        county.only_board(stay, treated, days)
        rows.append(
            of_visit("idle_days", FAMILY, ["bed_padding_idle"], stay, "encounter", [stay.id])
        )
    return rows


def plant_elsewhere_during_stay(county: County, rng: Rng) -> list[Planted]:
    """In bed by the books, at another till on the fourth day."""
    rows = []
    for turn in few(rng, 4, 6):
        person, day = patient(county, rng, 50), some_day(county, rng, 9)
        stay = county.stay(person, county.hospital((1, 2)), _WAYS[turn % 4], day, 8)
        at = county.calendar.at(day + pick(rng, 3, 5), float(rng.uniform(9, 16)))
        clinic = county.hospital((1, 2, 3), other_than=stay.provider)
        where, way = (county.pharmacy(), "buy_heart") if turn % 2 else (clinic, "stomach")
        visit = county.visit(person, where, way, at)
        rows.append(of_visit("elsewhere_during_stay", FAMILY, ["otp_during_stay"], visit, "encounter", [visit.id],
                             related=[stay.id]))  # fmt: skip
    return rows


def plant_more_patients_than_beds(county: County, rng: Rng) -> list[Planted]:
    """A small hospital with half as many patients again as approved beds."""
    rows = []
    for _ in county.groups():
        hospital = county.hospital((1,))
        hospital = county.replace_provider(hospital, beds=pick(rng, 6, 7))
        county.fixed_beds.add(hospital.number)
        day = some_day(county, rng, 8)
        stays = [
            county.stay(patient(county, rng), hospital, _WAYS[i % 4], day + i % 2, 4 + i % 2)
            for i in range(round(hospital.beds * 1.6) + 2)
        ]
        rows.append(
            of_provider(
                "more_patients_than_beds", FAMILY, ["bed_overflow"], hospital, stays, "encounter"
            )
        )
    return rows


def plant_two_in_one_bed(county: County, rng: Rng) -> list[Planted]:
    """The same bed number for two patients on the same days."""
    rows = []
    for turn in few(rng):
        hospital, day = county.hospital((1, 2)), some_day(county, rng, 12)
        first = county.stay(patient(county, rng), hospital, _WAYS[turn % 4], day, 8)
        second = county.stay(patient(county, rng), hospital, _WAYS[(turn + 1) % 4], day + 2, 7)
        bed = hospital.beds - 1 - turn
        county.book.beds[first.number] = county.book.beds[second.number] = bed
        rows.append(
            of_provider(
                "two_in_one_bed",
                FAMILY,
                ["same_bed_overlap"],
                hospital,
                [first, second],
                "encounter",
                # the rule is a draft: an extract tells the bed of discharge only
                covered=False,
            )
        )
    return rows


PLANTS = (
    plant_idle_days,
    plant_elsewhere_during_stay,
    plant_more_patients_than_beds,
    plant_two_in_one_bed,
)
