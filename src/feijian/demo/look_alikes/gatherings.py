"""People who come together because they live, travel or are treated together."""

from __future__ import annotations

from feijian.demo.county import County, Visit
from feijian.demo.look_alikes.making import Rng, adult, innocent, spread
from feijian.demo.truth import LookAlike


def couples(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for pair in range(3):
        home = {"village": 30_000 + pair, "house": 7}
        two = [county.person(float(rng.uniform(60, 78)), sex, **home) for sex in (1, 2)]
        shop, day = county.pharmacy(), int(rng.integers(1, 25))
        visits: list[Visit] = []
        while day < county.calendar.days - 2 and len(visits) < 12:
            at = county.calendar.at(day, float(rng.uniform(9, 11)))
            visits += [
                county.visit(p, shop, way, at + i * 140)
                for i, (p, way) in enumerate(zip(two, ("buy_heart", "buy_sugar"), strict=True))
            ]
            day += 32
        rows.append(
            innocent(
                "couple",
                "夫妻结伴购药",
                "a couple who shop together",
                [v.id for v in visits],
                "encounter",
                visits[0],
            )
        )
    return rows


def care_home(county: County, rng: Rng) -> list[LookAlike]:
    people = [adult(county, rng, 74, 90, village=31_000, house=1) for _ in range(8)]
    hospital, visits = county.hospital((1,)), []
    for month in range(min(4, county.calendar.days // 32)):
        for i, person in enumerate(people):
            at = county.calendar.at(3 + month * 32, 9.0 + i * 0.09)
            visits.append(county.visit(person, hospital, "hypertension", at))
    return [
        innocent(
            "care_home",
            "养老院老人集体就诊",
            "residents of a care home seen together",
            [v.id for v in visits],
            "encounter",
            visits[0],
        )
    ]


def dialysis_shift(county: County, rng: Rng) -> list[LookAlike]:
    people = [adult(county, rng, 45, 75) for _ in range(5)]
    hospital, visits = county.hospital((3,)), []
    day = spread(county, rng, 30)
    for session in range(9):
        for i, person in enumerate(people):
            at = county.calendar.at(day + session // 3 * 7 + session % 3 * 2, 8.0 + i * 0.05)
            visits.append(county.visit(person, hospital, "dialysis", at))
    return [
        innocent(
            "dialysis_shift",
            "同班次透析患者",
            "patients of one dialysis shift",
            [v.id for v in visits],
            "encounter",
            visits[0],
        )
    ]


def village_doctor_day(county: County, rng: Rng) -> list[LookAlike]:
    """The same patients of one village, every month on the doctor's day."""
    village, hospital = int(rng.integers(0, 20)), county.hospital((1,))
    people = [adult(county, rng, 50, 80, village=village) for _ in range(10)]
    visits = []
    for day in range(int(rng.integers(1, 20)), county.calendar.days - 2, 33):
        for i, person in enumerate(people):
            at = county.calendar.at(day, 8.2 + i * 0.22)
            visits.append(county.visit(person, hospital, "hypertension", at))
    zh, en = "家庭医生下村日", "the day the doctor comes to the village"
    return [innocent("village_doctor_day", zh, en, [v.id for v in visits], "encounter", visits[0])]


def pharmacy_community_day(county: County, rng: Rng) -> list[LookAlike]:
    """A busy morning every month at the pharmacy next to the community centre."""
    shop, visits = county.pharmacy(), []
    for day in range(int(rng.integers(1, 20)), county.calendar.days - 2, 31):
        for i in range(12):
            at = county.calendar.at(day, 9.0 + i * 0.075)
            visits.append(county.visit(adult(county, rng, 50, 80), shop, "buy_heart", at))
    zh, en = "社区集中配药日", "a pharmacy's community day"
    return [
        innocent("pharmacy_community_day", zh, en, [v.id for v in visits], "encounter", visits[0])
    ]


def two_visits_in_one_day(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for _ in range(3):
        person, day = adult(county, rng), spread(county, rng, 2)
        first = county.visit(person, county.hospital((1,)), "stomach", county.calendar.at(day, 9.0))
        second = county.visit(person, county.pharmacy(), "buy_heart", county.calendar.at(day, 14.5))
        rows.append(
            innocent(
                "two_visits_in_one_day",
                "同日先门诊后购药",
                "seen in the morning, shopping in the afternoon",
                [first.id, second.id],
            )
        )
    return rows


MAKES = (
    couples,
    care_home,
    dialysis_shift,
    village_doctor_day,
    pharmacy_community_day,
    two_visits_in_one_day,
)
