"""Groups that arrive by the bus, queue together or have one record among them."""

from __future__ import annotations

from feijian.demo.county import County
from feijian.demo.schemes.making import Rng, few, of_provider, patient, pick, some_day
from feijian.demo.truth import Planted

GROUP = "collusion"


def plant_busload(county: County, rng: Rng) -> list[Planted]:
    """Neighbours of one village fetched by bus and admitted together, each with another illness."""
    rows = []
    for turn in county.groups():
        village, hospital, day = 41_000 + turn, county.hospital((1, 2)), some_day(county, rng, 14)
        ways = ("disc", "gastritis", "diabetes", "bronchitis")
        stays = [
            county.stay(
                county.person(float(rng.uniform(55, 78)), pick(rng, 1, 2), village=village),
                hospital,
                ways[place % 4],
                day + place % 2,
                pick(rng, 6, 9),
                hour=float(rng.uniform(8, 15)),
            )
            for place in range(pick(rng, 9, 12))
        ]
        rows.append(
            of_provider("busload", GROUP, ["clustered_admission"], hospital, stays, "encounter")
        )
    return rows


def plant_companions(county: County, rng: Rng) -> list[Planted]:
    """Three or four strangers who always stand in the same queue within minutes."""
    rows = []
    for turn in few(rng, 2, 3):
        people = [patient(county, rng, 40, 75) for _ in range(pick(rng, 3, 4))]
        where, visits = (county.pharmacy(), county.hospital((1, 2)))[turn % 2], []
        day = some_day(county, rng, 130)
        for _ in range(pick(rng, 4, 6)):
            at = county.calendar.at(day, float(rng.uniform(9, 16)))
            for place, person in enumerate(people):
                way = "explicit" if where.kind == "pharmacy" else "checkup"
                visit = county.visit(
                    person,
                    where,
                    way,
                    at + place * pick(rng, 60, 150),
                    diagnosis=("R53.x00", "不适和疲劳"),
                )
                if way == "explicit":
                    county.charge(visit, ("shexiang", "liuwei")[turn // 2 % 2], visit.start, 2)
                visits.append(visit)
            day += pick(rng, 17, 25)
        rows.append(
            of_provider("companions", GROUP, ["co_visit_group"], where, visits, "encounter")
        )
    return rows


def plant_copied_records(county: County, rng: Rng) -> list[Planted]:
    """A dozen stays copied from one record: the same orders every day, the dates moved on.

    The careful spread them over months and doctors, the crude copy for one doctor within weeks.
    """
    rows = []
    daily = ("bed", "consult", "nurse3", "infusion", "dextrose", "gastrodin", "needle")
    for turn in county.groups():
        hospital, day, days, stays = (
            county.hospital((1,)),
            some_day(county, rng, 130),
            pick(rng, 6, 8),
            [],
        )
        for place in range(pick(rng, 11, 14)):
            day += pick(rng, 1, 3) if turn else pick(rng, 5, 8)
            stay = county.stay(
                patient(county, rng, 50, 75),
                hospital,
                "explicit",
                day,
                days,
                med_type="21",
                diagnosis=("G45.000", "椎基底动脉综合征"),
                doctor=0 if turn else place % 4,
                adm_dept_name="中医科",
                dscg_dept_name="中医科",
            )
            for key in ("blood_count", "liver", "ecg", "head_ct"):
                county.charge(stay, key, stay.start + 3600)
            for on in range(days):
                for key in daily:
                    county.charge(
                        stay,
                        key,
                        stay.start + 1800 if not on else county.calendar.at(day + on, 8.5),
                    )
            stays.append(stay)
        rows.append(
            of_provider("copied_records", GROUP, ["similar_cases"], hospital, stays, "encounter")
        )
    return rows


PLANTS = (plant_busload, plant_companions, plant_copied_records)
