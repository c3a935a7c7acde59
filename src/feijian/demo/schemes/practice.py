"""Families about how people were treated and prescribed for: overtreatment, prescribing, stock."""

from __future__ import annotations

from feijian.demo.county import County
from feijian.demo.request import DAY
from feijian.demo.roster import doctor_code
from feijian.demo.schemes.making import (
    Rng,
    few,
    of_person,
    of_practitioner,
    of_provider,
    of_visit,
    patient,
    pick,
    some_day,
)
from feijian.demo.truth import Planted


def plant_low_standard_admission(county: County, rng: Rng) -> list[Planted]:
    """Colds admitted for three days of heat and needles: a habit of one or two hospitals."""
    rows = []
    for _ in county.groups():
        hospital = county.hospital((1,))
        for _ in range(pick(rng, 6, 8)):
            days = pick(rng, 3, 4)
            stay = county.stay(
                patient(county, rng, 40, 70), hospital, "light", some_day(county, rng, days), days
            )
            rows.append(of_visit("low_standard_admission", "overtreatment", ["low_standard_admission"], stay, "encounter",
                                 [stay.id]))  # fmt: skip
    return rows


def plant_exam_only_stay(county: County, rng: Rng) -> list[Planted]:
    """A check-up in a hospital bed: every examination, no treatment."""
    rows = []
    for _ in few(rng, 4, 6):
        stay = county.stay(
            patient(county, rng, 40),
            county.hospital((1, 2)),
            "exams",
            some_day(county, rng, 4),
            3,
            diagnosis=("I10.x00", "高血压"),
        )
        rows.append(
            of_visit(
                "exam_only_stay", "overtreatment", ["exam_only_stay"], stay, "encounter", [stay.id]
            )
        )
    return rows


def plant_overlong_prescription(county: County, rng: Rng) -> list[Planted]:
    """Half a year of tablets at one ordinary visit."""
    rows = []
    for turn in few(rng, 3, 5):
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(9, 15)))
        visit = county.visit(
            patient(county, rng, 50),
            county.hospital((1, 2)),
            "explicit",
            at,
            diagnosis=("I10.x00", "高血压"),
        )
        key, boxes = ("amlodipine", "atorvastatin", "aspirin")[turn % 3], pick(rng, 5, 7)
        line = county.charge(visit, key, at + 900, boxes, supplied=boxes * 28)
        rows.append(
            of_visit(
                "overlong_prescription", "prescribing", ["overlong_rx"], visit, "claim_line", [line]
            )
        )
    return rows


def plant_duplicate_therapy(county: County, rng: Rng) -> list[Planted]:
    """Two drugs of one class on one day: the cheaper is taken to be the one too many."""
    rows = []
    for turn in few(rng, 3, 5):
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(9, 15)))
        visit = county.visit(patient(county, rng, 50), county.hospital((1, 2)), "explicit", at, med_type="14",
                             diagnosis=("I10.x00", "高血压"))  # fmt: skip
        dearer, cheaper = (("valsartan", "irbesartan"), ("rosuvastatin", "atorvastatin"))[turn % 2]
        first = county.charge(visit, dearer, at + 900, supplied=28)
        second = county.charge(visit, cheaper, at + 900, supplied=28)
        rows.append(of_visit("duplicate_therapy", "prescribing", ["duplicate_therapy"], visit, "claim_line", [second],
                             related=[first]))  # fmt: skip
    return rows


def plant_stockpiling(county: County, rng: Rng) -> list[Planted]:
    """Five pharmacies in three weeks, two months' supply at each; the first is no hoard yet."""
    rows = []
    for turn in few(rng, 3, 5):
        person, key = (
            patient(county, rng, 50),
            ("rivaroxaban", "tiotropium", "atorvastatin")[turn % 3],
        )
        day, visits, lines = some_day(county, rng, 40), [], []
        for i in range(pick(rng, 5, 7)):
            at = county.calendar.at(day + i * 4, float(rng.uniform(9, 18)))
            visit = county.visit(
                person, county.pharmacy(), "explicit", at, diagnosis=("I48.x00", "心房颤动")
            )
            lines.append(county.charge(visit, key, at, 2, supplied=56))
            visits.append(visit)
        rows.append(
            of_person(
                "stockpiling", "prescribing", ["stockpile_cross"], visits, lines[1:], "claim_line"
            )
        )
    return rows


def plant_one_doctors_drug(county: County, rng: Rng) -> list[Planted]:
    """One doctor who prescribes a hundred times as much of one drug as others do."""
    rows = []
    # where doctors see more patients, it takes more to stand out
    busy = max(1, round(county.request.lines / county.request.provider_count() / 850))
    illness = {"semaglutide": ("E11.900", "2型糖尿病"), "celecoxib": ("M54.500", "下背痛")}
    for key, diagnosis in illness.items():
        hospital = county.hospital((2, 3))
        visits = []
        for _ in range(pick(rng, 46, 54)):
            at = county.calendar.at(some_day(county, rng), float(rng.uniform(8.5, 16)))
            visit = county.visit(patient(county, rng, 40), hospital, "explicit", at, med_type="14", doctor=1,
                                 diagnosis=diagnosis)  # fmt: skip
            county.charge(visit, key, at + 600, pick(rng, 4, 5) * busy, supplied=28)
            visits.append(visit)
        code = doctor_code(hospital.region, hospital.first_doctor + 1)
        rows.append(
            of_practitioner(
                "one_doctors_drug", ["dr_drug_volume_outlier"], code, visits, "prescribing"
            )
        )
    return rows


def plant_settled_above_purchased(county: County, rng: Rng) -> list[Planted]:
    """Five times more of a drug settled than ever came into the hospital."""
    rows = []
    for _ in few(rng, 2, 4):
        hospital, key = county.hospital((1,)), "gcsf"
        day = some_day(county, rng, 40, earliest=2)
        county.stock(hospital, key, None, county.calendar.at(day - 2), quantity=10)
        stays = []
        for i in range(5):
            stay = county.stay(
                patient(county, rng, 55),
                hospital,
                ("disc", "lacunar", "gastritis")[i % 3],
                day + i * 5,
                7,
            )
            county.charge(stay, key, stay.start + 2 * DAY, pick(rng, 10, 14), scanned=False)
            stays.append(stay)
        rows.append(
            of_provider(
                "settled_above_purchased", "stock", ["inventory_imbalance"], hospital, stays
            )
        )
    return rows


def plant_prescriptions_to_one_shop(county: County, rng: Rng) -> list[Planted]:
    """Every patient of one doctor buys in the same pharmacy within the hour: no rule looks at both."""
    hospital, shop = county.hospital((1,)), county.pharmacy()
    visits = []
    for _ in range(pick(rng, 16, 22)):
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(9, 15)))
        person = patient(county, rng)
        first = county.visit(person, hospital, "stomach", at, doctor=0)
        till = county.visit(person, shop, "explicit", at + 5400, diagnosis=("K29.700", "胃炎"))
        county.charge(till, "calcium", at + 5400)
        visits += [first, till]
    code = doctor_code(hospital.region, hospital.first_doctor)
    return [
        of_practitioner("prescriptions_to_one_shop", [], code, visits, "collusion", covered=False)
    ]


PLANTS = (
    plant_low_standard_admission, plant_exam_only_stay, plant_overlong_prescription, plant_duplicate_therapy,
    plant_stockpiling, plant_one_doctors_drug, plant_settled_above_purchased, plant_prescriptions_to_one_shop,
)  # fmt: skip
