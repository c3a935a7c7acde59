"""Families that only show over many encounters: collusion, statistics, data quality."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from feijian.demo.county import County, Visit
from feijian.demo.roster import Provider
from feijian.demo.schemes.making import Rng, few, of_provider, patient, pick, some_day
from feijian.demo.truth import Planted


def _neighbours(county: County, rng: Rng, count: int, **more: int) -> list[int]:
    return [
        county.person(float(rng.uniform(45, 78)), pick(rng, 1, 2), **more) for _ in range(count)
    ]


def plant_village_admitted_together(county: County, rng: Rng) -> list[Planted]:
    """A dozen neighbours in one hospital within two days."""
    rows = []
    for _ in few(rng, 2, 3):
        hospital, day = county.hospital((1,)), some_day(county, rng, 10)
        village = pick(rng, 0, int(county.people.village.max()) - 1)
        people = _neighbours(county, rng, pick(rng, 10, 13), village=village)
        ways = ("gastritis", "disc", "lacunar")
        stays = [
            county.stay(p, hospital, ways[i % 3], day + i % 2, 5 + i % 2)
            for i, p in enumerate(people)
        ]
        rows.append(
            of_provider(
                "village_admitted_together",
                "collusion",
                ["clustered_admission"],
                hospital,
                stays,
                "encounter",
            )
        )
    return rows


def plant_workmates_admitted_together(county: County, rng: Rng) -> list[Planted]:
    """A dozen of one employer in one hospital within two days."""
    rows = []
    for _ in few(rng, 2, 3):
        hospital, day = county.hospital((1, 2)), some_day(county, rng, 10)
        employer = pick(rng, 0, int(county.people.employer.max()))
        people = _neighbours(county, rng, pick(rng, 10, 12), employer=employer)
        ways = ("disc", "gastritis", "diabetes")
        stays = [
            county.stay(p, hospital, ways[i % 3], day + i % 2, 5 + i % 2)
            for i, p in enumerate(people)
        ]
        rows.append(
            of_provider(
                "workmates_admitted_together",
                "collusion",
                ["clustered_admission"],
                hospital,
                stays,
                "encounter",
            )
        )
    return rows


def plant_cards_travelling_together(county: County, rng: Rng) -> list[Planted]:
    """Five cards of strangers that always settle within minutes of each other, shop after shop."""
    rows = []
    for _ in few(rng, 2, 3):
        people = _neighbours(county, rng, pick(rng, 5, 6))
        day, visits = some_day(county, rng, 60), []
        for round_ in range(pick(rng, 5, 6)):
            shop = county.pharmacy()
            at = county.calendar.at(day + round_ * 8, float(rng.uniform(9, 18)))
            for i, person in enumerate(people):
                visit = county.visit(
                    person, shop, "explicit", at + i * 75, diagnosis=("I10.x00", "高血压")
                )
                county.charge(
                    visit, ("xuezhikang", "atorvastatin", "liuwei")[(i + round_) % 3], visit.start
                )
                visits.append(visit)
        rows.append(of_provider("cards_travelling_together", "collusion", ["card_aggregation", "co_visit_group"],
                                visits[-1].provider, visits, "encounter"))  # fmt: skip
    return rows


def plant_template_cases(county: County, rng: Rng) -> list[Planted]:
    """A dozen stays with one and the same bill."""
    rows = []
    for _ in county.groups():
        hospital = county.hospital((1,))
        stays = [
            county.stay(patient(county, rng, 45), hospital, "template", some_day(county, rng, 9), 5)
            for _ in range(pick(rng, 12, 14))
        ]
        rows.append(
            of_provider(
                "template_cases", "collusion", ["similar_cases"], hospital, stays, "encounter"
            )
        )
    return rows


def plant_resale_ring(county: County, rng: Rng) -> list[Planted]:
    """Eight people fetch one dear drug at one pharmacy and, days later, again at another."""
    rows = []
    for _ in county.groups():
        shops = [county.pharmacy() for _ in range(2)]
        people = _neighbours(county, rng, pick(rng, 7, 9))
        day = some_day(county, rng, 100)
        visits: list[Visit] = []
        early: list[Visit] = []
        for month in range(3):
            for place, shop in enumerate(shops):
                for i, person in enumerate(people):
                    at = county.calendar.at(day + month * 30 + place * 7 + i % 3, 9 + i * 1.1)
                    visit = county.visit(
                        person, shop, "explicit", at, diagnosis=("C34.900", "肺恶性肿瘤")
                    )
                    county.charge(visit, "gefitinib", at, pick(rng, 2, 3), supplied=20)
                    visits.append(visit)
                    # the first supply of a month is nobody's fault
                    early += [visit] * place
        rows.append(of_provider("resale_ring", "collusion", ["resale_ring"], shops[1], visits, "encounter",
                                [v.id for v in early]))  # fmt: skip
    return rows


def _checkups(
    county: County, rng: Rng, hospital: Provider, count: int, first: int, length: int
) -> list[Visit]:
    return [
        county.visit(
            patient(county, rng, 20),
            hospital,
            "checkup",
            county.calendar.at(first + i % length, 8.5 + i * 0.13 % 8),
        )
        for i in range(count)
    ]


def _some_month(county: County, rng: Rng, earliest: int) -> int:
    """The first day of a calendar month, with so many months before it where the calendar allows."""
    months = county.request.months
    number = pick(rng, min(earliest, months - 1), months - 1)
    past = county.calendar.first.year * 12 + county.calendar.first.month - 1 + number
    return county.calendar.day_of(date(past // 12, past % 12 + 1, 1))


def plant_drug_share(county: County, rng: Rng) -> list[Planted]:
    """A hospital whose bills of one month are nine tenths drugs."""
    hospital = county.hospital((1,))
    first = _some_month(county, rng, 1)
    visits = []
    for i in range(pick(rng, 36, 42)):
        at = county.calendar.at(first + i % 24, 8.5 + i * 0.15)
        visit = county.visit(
            patient(county, rng, 45), hospital, "explicit", at, diagnosis=("I10.x00", "高血压")
        )
        county.charge(visit, "visit", at + 300)
        for drug in ("amlodipine", "atorvastatin", "rivaroxaban", "aspirin"):
            county.charge(visit, drug, at + 900)
        visits.append(visit)
    return [of_provider("drug_share", "statistics", ["cost_share_outlier"], hospital, visits,
                        covered=county.has_peers)]  # fmt: skip


def plant_volume_jump(county: County, rng: Rng) -> list[Planted]:
    """A hospital that sees five times as many people in one month."""
    hospital = county.hospital((2,))
    first = _some_month(county, rng, 4)
    usual = county.ordinary_visits(hospital) // county.request.months
    visits = _checkups(county, rng, hospital, max(110, 4 * usual) + pick(rng, 0, 20), first, 26)
    return [of_provider("volume_jump", "statistics", ["volume_jump"], hospital, visits)]


def plant_unknown_doctors(county: County, rng: Rng) -> list[Planted]:
    """A hospital that leaves the doctor out."""
    rows = []
    for name in ("未知", "-"):
        hospital, visits = county.hospital((1,)), []
        for i in range(pick(rng, 40, 50)):
            at = county.calendar.at(some_day(county, rng), 8.5 + i * 0.15)
            visit = county.visit(
                patient(county, rng, 20),
                hospital,
                "explicit",
                at,
                chfpdr_code=name,
                diagnosis=("R53.x00", "疲劳"),
            )
            for key in ("visit", "blood_count", "ecg", "liver"):
                county.charge(visit, key, at + 600, doctor_text=name)
            visits.append(visit)
        rows.append(
            of_provider("unknown_doctors", "data_quality", ["dr_unknown"], hospital, visits)
        )
    return rows


def plant_wrongly_mapped_item(county: County, rng: Rng) -> list[Planted]:
    """One hospital item mapped to a women's examination: all its male patients, one error."""
    rows = []
    for _ in county.groups():
        hospital, visits = county.hospital((2, 3)), []
        for _ in range(pick(rng, 24, 30)):
            at = county.calendar.at(some_day(county, rng), float(rng.uniform(8.5, 16)))
            visit = county.visit(
                patient(county, rng, 40, 80, sex=1),
                hospital,
                "explicit",
                at,
                diagnosis=("N40.x00", "前列腺增生"),
            )
            county.charge(
                visit, "pelvic_us", at + 900, local_code="L77001", local_name="经直肠前列腺超声"
            )
            visits.append(visit)
        error = of_provider(
            "wrongly_mapped_item", "data_quality", ["mapping_error"], hospital, visits
        )
        # one error of the hospital: naming its patients one by one is not finding it
        rows.append(replace(error, related=()))
    return rows


def plant_seven_days_always(county: County, rng: Rng) -> list[Planted]:
    """Blood drawn again on the last morning of every stay of one hospital: no rule asks why."""
    hospital = county.hospital((1,))
    stays = [
        county.stay(patient(county, rng, 45), hospital, "disc", some_day(county, rng, 9), 6 + i % 3)
        for i in range(10)
    ]
    for stay in stays:
        for key in ("blood_count", "liver", "kidney"):
            county.charge(stay, key, stay.finish - 7200)
    return [
        of_provider("needless_parting_tests", "overtreatment", [], hospital, stays, covered=False)
    ]


PLANTS = (
    plant_village_admitted_together, plant_workmates_admitted_together, plant_cards_travelling_together,
    plant_template_cases, plant_resale_ring, plant_drug_share, plant_volume_jump, plant_unknown_doctors,
    plant_wrongly_mapped_item, plant_seven_days_always,
)  # fmt: skip
