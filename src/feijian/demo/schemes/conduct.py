"""Families about who was where: pharmacy, identity, practitioner."""

from __future__ import annotations

from feijian.demo.county import County, person_id
from feijian.demo.request import DAY
from feijian.demo.roster import doctor_code
from feijian.demo.schemes.making import (
    Rng,
    buyer,
    few,
    of_person,
    of_practitioner,
    of_provider,
    patient,
    pick,
    some_day,
)
from feijian.demo.truth import Planted


def plant_cards_in_a_row(county: County, rng: Rng) -> list[Planted]:
    """A dozen cards within minutes at one till."""
    rows = []
    for _ in few(rng, 3, 4):
        shop, at = (
            county.pharmacy(),
            county.calendar.at(some_day(county, rng), float(rng.uniform(9, 19))),
        )
        visits = []
        for i in range(pick(rng, 11, 15)):
            visit = buyer(county, rng, shop, at + i * 38)
            county.charge(
                visit,
                ("calcium", "xuezhikang", "liuwei", "shexiang")[i % 4],
                visit.start,
                pick(rng, 1, 2),
            )
            visits.append(visit)
        rows.append(
            of_provider("cards_in_a_row", "pharmacy", ["pharm_burst"], shop, visits, "encounter")
        )
    return rows


def plant_night_till(county: County, rng: Rng) -> list[Planted]:
    """A shop that shuts at nine and settles card after card in one or two nights."""
    rows = []
    for _ in few(rng, 2, 3):
        shop, visits = county.pharmacy(), []
        for _night in range(pick(rng, 1, 2)):
            night = some_day(county, rng)
            for i in range(pick(rng, 8, 11)):
                visit = buyer(county, rng, shop, county.calendar.at(night, 0.6 + i * 0.36))
                county.charge(visit, ("xuezhikang", "calcium", "liuwei")[i % 3], visit.start)
                visits.append(visit)
        rows.append(of_provider("night_till", "pharmacy", ["pharm_night"], shop, visits))
    return rows


def plant_round_amount(county: County, rng: Rng) -> list[Planted]:
    """The same amount to the cent, sale after sale, whatever lies in the basket."""
    rows = []
    for _ in few(rng, 2, 3):
        shop, visits = county.pharmacy(), []
        amount = pick(rng, 145, 185) * 100
        for i in range(pick(rng, 34, 44)):
            visit = buyer(
                county,
                rng,
                shop,
                county.calendar.at(some_day(county, rng), float(rng.uniform(9, 19))),
            )
            first = 1800 + i * 21
            county.charge(
                visit,
                ("liuwei", "xuezhikang", "shexiang", "calcium")[i % 4],
                visit.start,
                price=first,
            )
            county.charge(visit, "tiotropium", visit.start, price=amount - first)
            visits.append(visit)
        rows.append(of_provider("round_amount", "pharmacy", ["pharm_fixed_amount"], shop, visits))
    return rows


def plant_prescriptions_in_one_minute(county: County, rng: Rng) -> list[Planted]:
    """One doctor, one minute, half a dozen patients, one dear drug."""
    rows = []
    for _ in few(rng, 3, 4):
        hospital = county.hospital((1, 2))
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(9, 16))) // 60 * 60
        visits = []
        for i in range(pick(rng, 5, 7)):
            visit = county.visit(patient(county, rng, 40), hospital, "explicit", at + i * 7, med_type="14", doctor=2,
                                 diagnosis=("E11.900", "2型糖尿病"))  # fmt: skip
            county.charge(visit, "semaglutide", at + i * 7)
            visits.append(visit)
        rows.append(
            of_provider(
                "prescriptions_in_one_minute",
                "pharmacy",
                ["rx_same_minute"],
                hospital,
                visits,
                "encounter",
            )
        )
    return rows


def plant_two_hospitals_at_once(county: County, rng: Rng) -> list[Planted]:
    """One person in two beds in two towns."""
    rows = []
    for turn in few(rng, 3, 5):
        person, day = patient(county, rng, 50), some_day(county, rng, 14)
        first = county.stay(
            person, county.hospital((1, 2)), ("disc", "gastritis")[turn % 2], day, 8
        )
        second = county.stay(
            person,
            county.hospital((1, 3), other_than=first.provider),
            ("lacunar", "bronchitis")[turn % 2],
            day + pick(rng, 3, 5),
            7,
        )
        rows.append(
            of_person(
                "two_hospitals_at_once",
                "identity",
                ["overlapping_stays"],
                [first, second],
                [first.id, second.id],
            )
        )
    return rows


def plant_after_death(county: County, rng: Rng) -> list[Planted]:
    """A card that goes on visiting after its owner's death."""
    rows = []
    for turn in few(rng, 3, 5):
        day = some_day(county, rng, 60, earliest=10)
        died = county.calendar.start // DAY + day
        person = county.person(float(rng.uniform(70, 88)), pick(rng, 1, 2), died=died)
        at = county.calendar.at(day + pick(rng, 8, 50), float(rng.uniform(9, 16)))
        if turn % 2:
            visit = county.visit(person, county.hospital((1,)), "hypertension", at)
        else:
            visit = county.visit(person, county.pharmacy(), "buy_heart", at)
        rows.append(of_person("after_death", "identity", ["death_after"], [visit], [visit.id]))
    return rows


def plant_two_towns_in_an_hour(county: County, rng: Rng) -> list[Planted]:
    """Settled in the county and, minutes later, six hundred kilometres away."""
    rows = []
    for turn in few(rng, 3, 5):
        person = patient(county, rng, 30)
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(9, 16)))
        first = county.visit(person, county.pharmacy(), "buy_heart", at)
        second = county.visit(
            person, county.far("pharmacy"), "buy_sugar", at + pick(rng, 20, 55) * 60 + turn
        )
        rows.append(
            of_person(
                "two_towns_in_an_hour",
                "identity",
                ["impossible_travel"],
                [first, second],
                [first.id, second.id],
            )
        )
    return rows


def plant_unregistered_doctor(county: County, rng: Rng) -> list[Planted]:
    """Prescriptions of somebody whom no register knows."""
    rows = []
    for _ in few(rng, 3, 4):
        hospital = county.hospital((2, 3))
        offset = hospital.doctors - 1
        number = hospital.first_doctor + offset
        if number in county.book.doctors:
            continue
        county.book.doctors[number] = {"absent": "1"}
        visits = [
            county.visit(
                patient(county, rng, 30),
                hospital,
                "checkup",
                county.calendar.at(some_day(county, rng), 9.5 + i * 0.3),
                doctor=offset,
            )
            for i in range(pick(rng, 6, 9))
        ]
        rows.append(
            of_practitioner(
                "unregistered_doctor",
                ["dr_unregistered"],
                doctor_code(hospital.region, number),
                visits,
            )
        )
    return rows


def plant_contract_ended(county: County, rng: Rng) -> list[Planted]:
    """Prescriptions of a doctor after the end of his contract."""
    rows = []
    for _ in few(rng, 3, 4):
        hospital = county.hospital((1, 2))
        number = hospital.first_doctor + hospital.doctors - 2
        if number in county.book.doctors:
            continue
        # ended before the first day, so that his ordinary patients count as well
        ended = f"{county.calendar.first.year - 1}-12-31 23:59:59"
        county.book.doctors[number] = {"cntr_endtime": ended, "psn_stas": "3"}
        visits = [
            county.visit(patient(county, rng, 30), hospital, "checkup", county.calendar.at(some_day(county, rng), 9.5 + i * 0.3),
                         doctor=hospital.doctors - 2)
            for i in range(pick(rng, 6, 9))
        ]  # fmt: skip
        rows.append(
            of_practitioner(
                "contract_ended", ["dr_suspended"], doctor_code(hospital.region, number), visits
            )
        )
    return rows


def plant_no_time_for_all(county: County, rng: Rng) -> list[Planted]:
    """More patients on one day than a doctor can see."""
    rows = []
    for _ in county.groups():
        hospital, day = county.hospital((1,)), some_day(county, rng)
        visits = []
        for i in range(pick(rng, 205, 225)):
            at = county.calendar.at(day, 8.0) + i * 150
            visit = county.visit(
                patient(county, rng, 20),
                hospital,
                "explicit",
                at,
                doctor=0,
                diagnosis=("R53.x00", "疲劳"),
            )
            county.charge(visit, "visit", at + 60)
            visits.append(visit)
        rows.append(
            of_practitioner(
                "no_time_for_all",
                ["dr_overload"],
                doctor_code(hospital.region, hospital.first_doctor),
                visits,
            )
        )
    return rows


def plant_working_from_bed(county: County, rng: Rng) -> list[Planted]:
    """A doctor who prescribes all week while he is himself a patient."""
    rows = []
    for _ in few(rng, 2, 4):
        hospital, day = county.hospital((2,)), some_day(county, rng, 10)
        offset = hospital.doctors - 3
        number = hospital.first_doctor + offset
        if number in county.book.doctors:
            continue
        person = county.person(48, 1)
        county.book.doctors[number] = {"psn_no": person_id(person)}
        stay = county.stay(person, county.hospital((3,)), "gastritis", day, 8, doctor=0)
        visits = [
            county.visit(
                patient(county, rng, 30),
                hospital,
                "checkup",
                county.calendar.at(day + 2 + i // 3, 10.0 + i % 3),
                doctor=offset,
            )
            for i in range(9)
        ]
        rows.append(
            of_practitioner(
                "working_from_bed",
                ["dr_self_stay"],
                doctor_code(hospital.region, number),
                [stay, *visits],
            )
        )
    return rows


PLANTS = (
    plant_cards_in_a_row, plant_night_till, plant_round_amount, plant_prescriptions_in_one_minute,
    plant_two_hospitals_at_once, plant_after_death, plant_two_towns_in_an_hour, plant_unregistered_doctor,
    plant_contract_ended, plant_no_time_for_all, plant_working_from_bed,
)  # fmt: skip
