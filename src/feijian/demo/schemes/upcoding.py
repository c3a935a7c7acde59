"""Stays paid by a dearer group than their treatment shows."""

from __future__ import annotations

from decimal import Decimal

from feijian.demo.county import County, Visit
from feijian.demo.records import RATE
from feijian.demo.roster import Provider
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

FAMILY = "upcoding"
# charged as; coded as; paid as the group of which pathway, at which severity mark
_RAISED = (
    ("pneumonia", "A41.900", "脓毒症", "sepsis", "5"),
    ("bronchitis", "J96.000", "急性呼吸衰竭", "sepsis", "3"),
    ("angina", "I21.900", "急性心肌梗死", "infarction", "5"),
    ("lacunar", "I63.902", "大面积脑梗死", "infarct", "1"),
)


def _difference(county: County, way: str, weight: float) -> Decimal:
    return (Decimal(str(weight)) - Decimal(str(county.way(way).weights[2]))) * Decimal(str(RATE))


def plant_raised_main_diagnosis(county: County, rng: Rng) -> list[Planted]:
    """A grave main diagnosis without the tests, drugs and days that go with it."""
    rows = []
    for turn in few(rng, 4, 6):
        way, code, name, dearer, mark = _RAISED[turn % len(_RAISED)]
        weight = county.way(dearer).weights["135".index(mark)]
        days = pick(rng, 5, 6)
        stay = county.stay(patient(county, rng, 50), county.hospital((2, 3)), way, some_day(county, rng, days), days,
                           diagnosis=(code, name))  # fmt: skip
        county.book.diagnoses[stay.number].append(county.way(way).diagnoses[0])
        county.without(stay, "03")
        county.without(stay, "04")
        county.group(stay, f"{county.way(dearer).adrg}{mark}", name, weight)
        rows.append(of_visit("raised_main_diagnosis", FAMILY, ["drg_main_dx_pair", "drg_dx_no_support"], stay, "encounter",
                             [stay.id], _difference(county, way, weight)))  # fmt: skip
    return rows


def plant_operation_never_charged(county: County, rng: Rng) -> list[Planted]:
    """An operation in the list, no theatre, anaesthesia or material in the bill."""
    rows = []
    for turn in few(rng, 3, 6):
        way = ("gallbladder", "hernia", "fracture")[turn % 3]
        stay = county.stay(
            patient(county, rng, 40), county.hospital((2, 3)), way, some_day(county, rng, 8), 6
        )
        for category in ("06", "08"):
            county.without(stay, category)
        rows.append(
            of_visit(
                "operation_never_charged",
                FAMILY,
                ["drg_oprn_no_charge"],
                stay,
                "encounter",
                [stay.id],
            )
        )
    return rows


def _many(
    county: County, rng: Rng, hospital: Provider, count: int, days: tuple[int, int]
) -> list[Visit]:
    ways = ("lacunar", "gastritis", "disc", "bronchitis")
    return [
        county.stay(
            patient(county, rng, 55),
            hospital,
            ways[i % 4],
            5 + pick(rng, 0, min(150, county.calendar.days - 14)),
            pick(rng, *days),
        )
        for i in range(count)
    ]


def plant_complications_everywhere(county: County, rng: Rng) -> list[Planted]:
    """Three quarters of a hospital's stays in the group with complications, charged like those without."""
    rows = []
    for _ in county.groups():
        hospital = county.hospital((1,))
        stays = _many(county, rng, hospital, pick(rng, 26, 30), (5, 6))
        for i, stay in enumerate(stays):
            if i % 5 == 4:
                continue
            main = stay.way.diagnoses[0]
            county.book.diagnoses[stay.number] = [main, ("E87.600", "低钾血症")]
            grave = i % 5 == 0
            county.group(
                stay,
                f"{stay.way.adrg}{'1' if grave else '3'}",
                main[1],
                stay.way.weights[0 if grave else 1],
            )
        rows.append(
            of_provider("complications_everywhere", FAMILY, ["drg_ccmcc_share"], hospital, stays)
        )
    return rows


def plant_cheap_stays_in_dear_groups(county: County, rng: Rng) -> list[Planted]:
    """One group of one hospital always costs a third of what it is paid."""
    rows = []
    # in a small county a second hospital would be half of the first one's peers
    for _ in range(1 if county.request.lines < 200_000 else 2):
        hospital, window = county.hospital((1,)), min(150, county.calendar.days - 14)
        stays = [
            county.stay(
                patient(county, rng, 40), hospital, "pneumonia", 5 + pick(rng, 0, window), 4
            )
            for _ in range(pick(rng, 20, 24))
        ]
        for stay in stays:
            for category in ("03", "04"):
                county.without(stay, category)
        rows.append(
            of_provider(
                "cheap_stays_in_dear_groups",
                FAMILY,
                ["drg_low_ratio"],
                hospital,
                stays,
                covered=county.has_peers,
            )
        )
    return rows


PLANTS = (
    plant_raised_main_diagnosis, plant_operation_never_charged, plant_complications_everywhere,
    plant_cheap_stays_in_dear_groups,
)  # fmt: skip
