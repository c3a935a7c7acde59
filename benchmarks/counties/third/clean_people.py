"""Innocent look-alikes about people: doctors, crowds, families, two bills for one stay."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.outside.people import Doctor, Person, at
from benchmarks.counties.outside.records import Visit

from .cases import CLEAN, fine, told
from .world import Third


def _stay(
    w: Third, p: Person, h: str, ill: str, day: date, nights: int = 0, **how: object
) -> Visit:
    v, _ = w.stay(p, w.house(h), ill, day, nights, **how)
    w.settle(v)
    return v


def _after(v: Visit, days: int) -> date:
    return v.end.date() + timedelta(days=days)


@told(
    CLEAN, "two_departments_in_a_morning", 16, "Thyroid and heart in one morning, one trip to town."
)
def two_departments(w: Third, i: int) -> None:
    p = w.pick("", (35, 75))
    h = w.house("city" if i % 2 else "ppl")
    when = w.some_time(w.day(), (8, 9))
    a, _ = w.seen(p, h, "thyr3", when)
    b, _ = w.seen(p, h, "arrh", when + timedelta(hours=2))
    fine(w, "two_departments_in_a_morning", [a, b])


@told(CLEAN, "comes_back_for_the_result", 16, "The result is read next day: a second visit fee.")
def result(w: Third, _: int) -> None:
    p = w.pick("2", (25, 60))
    a, _ = w.seen(p, w.house("mch"), "cerv", w.some_time(w.day()))
    b, _ = w.seen(p, w.house("mch"), "gyn", w.some_time(_after(a, 1)), bare=True, plus="visit kangfu",
                  diags="N87.000 宫颈轻度不典型增生")  # fmt: skip
    fine(w, "comes_back_for_the_result", [a, b])


@told(
    CLEAN,
    "surgeon_on_thursdays",
    12,
    "A surgeon of the city is registered in the county too and operates there on Thursdays.",
)
def thursdays(w: Third, i: int) -> None:
    d = w.house("city").doctors[i % 3]
    d.multi = True
    day = w.day(5, 320)
    day += timedelta(days=(3 - day.weekday()) % 7)
    v, _ = w.stay(
        w.pick("", (30, 70)), w.house("ppl"), "chole", day - timedelta(days=1), 5, doctor=d
    )
    w.settle(v)
    fine(w, "surgeon_on_thursdays", [v])


def _renewed(w: Third, key: str, begin: str) -> Doctor:
    h = w.house(key)
    code = f"D37078677{key[-1]}"
    for d in w.doctors:
        if d.code == code:
            return d
    d = Doctor(code, "续签医", h.code, "全科", begin=begin)
    w.doctors.append(d)
    return d


@told(
    CLEAN,
    "contract_renewed_in_july",
    16,
    "The register holds only the renewed contract; he signed under the old one in spring.",
)
def renewed(w: Third, _: int) -> None:
    d = _renewed(w, "t1", "2025-07-01 00:00:00")
    v, _ = w.seen(w.pick("", (20, 75)), w.house("t1"), "uri", w.some_time(w.day(20, 330)), doctor=d)
    fine(w, "contract_renewed_in_july", [v])


@told(CLEAN, "began_on_that_day", 12, "A young doctor's first day and the visits of it.")
def began(w: Third, _: int) -> None:
    d = _renewed(w, "t4", "2025-03-10 00:00:00")
    v, _ = w.seen(
        w.pick("", (20, 75)),
        w.house("t4"),
        "uri",
        w.some_time(date(2025, 3, 10) + timedelta(days=w.rng.randint(0, 20))),
        doctor=d,
    )
    fine(w, "began_on_that_day", [v])


@told(
    CLEAN,
    "husband_and_wife",
    16,
    "A couple with the same illness buys the same boxes in the same minute, every month.",
)
def couple(w: Third, i: int) -> None:
    a, b = w.pick("1", (58, 80)), w.pick("2", (56, 80))
    b.village, b.tel = a.village, a.tel
    h = w.house(f"p{i % 9}")
    day, visits = w.day(5, 50), []
    for _ in range(6):
        when = w.some_time(day)
        for p in (a, b):
            v, _m = w.sale(p, h, when, "amlodipine rosuva")
            visits.append(v)
            when += timedelta(minutes=1)
        day += timedelta(days=w.rng.randint(27, 31))
    fine(w, "husband_and_wife", visits)


@told(
    CLEAN,
    "doctors_day_in_the_village",
    8,
    "Once a month the team's doctor sees the village's chronic patients, a dozen in a morning.",
)
def village_day(w: Third, _: int) -> None:
    h = w.house("v4,v5,v7,v8")
    crowd = w.crowd(12, (50, 85))
    first, visits = w.day(5, 40), []
    for month in range(4):
        when = at(first + timedelta(days=28 * month), 8, 30)
        for p in crowd:
            v, _m = w.seen(
                p, h, "chronic3", when, bare=True, plus="general_fee amlodipine", med_type="14"
            )
            visits.append(v)
            when += timedelta(minutes=w.rng.randint(7, 14))
    fine(w, "doctors_day_in_the_village", visits)


@told(
    CLEAN,
    "bad_lunch_at_the_factory",
    3,
    "Twelve workers of one canteen lie with the same diarrhoea.",
)
def lunch(w: Third, i: int) -> None:
    day, employer = w.day(120, 250), f"E95{i:03d}"
    for _ in range(12):
        p = w.pick("", (20, 55))
        p.employer, p.insurance = employer, "310"
        v = _stay(w, p, "t7" if i % 2 else "t1", "tgastro", day + timedelta(days=w.rng.randint(0, 1)),
                  diags="A05.900 细菌性食物中毒")  # fmt: skip
        fine(w, "bad_lunch_at_the_factory", [v])


@told(CLEAN, "influenza_in_one_class", 3, "Half a class has the influenza in one week.")
def classroom(w: Third, i: int) -> None:
    day = w.day(5, 60)
    for _ in range(12):
        p = w.pick("", (8, 13))
        v, _m = w.seen(
            p,
            w.house("ppl" if i % 2 else "sec"),
            "flu3",
            w.some_time(day + timedelta(days=w.rng.randint(0, 3)), (16, 21)),
            med_type="13",
        )
        fine(w, "influenza_in_one_class", [v])


@told(CLEAN, "bus_in_the_ditch", 2, "Nine people of one village in one accident.")
def ditch(w: Third, i: int) -> None:
    day = w.day(20, 320)
    for n in range(9):
        p = w.pick("", (25, 70))
        p.village = f"某县丙镇{60 + i}村{n + 1}号"
        fine(w, "bus_in_the_ditch", [_stay(w, p, "ppl", "radius", day, hour=14)])


@told(
    CLEAN,
    "over_new_year_in_two_bills",
    12,
    "In hospital over New Year's Eve: one stay, two settlements.",
)
def new_year(w: Third, i: int) -> None:
    p = w.pick("", (50, 85))
    v, _m = w.stay(
        p,
        w.house("ppl" if i % 2 else "sec"),
        "aecopd",
        date(2025, 12, 26) + timedelta(days=i % 3),
        9,
    )
    w.settle_at(v, datetime(2025, 12, 31, 20))
    fine(w, "over_new_year_in_two_bills", [v])


@told(
    CLEAN, "long_stay_settled_in_the_middle", 10, "A month in hospital, settled once in the middle."
)
def middle(w: Third, _: int) -> None:
    p = w.pick("", (50, 76))
    v, _m = w.stay(p, w.house("city"), "ich", w.day(5, 300), 20)
    w.settle_at(v, v.start + timedelta(days=11))
    fine(w, "long_stay_settled_in_the_middle", [v])


@told(
    CLEAN,
    "healthy_child_and_sick_brother",
    12,
    "A mother brings two children in one morning, on one phone number.",
)
def brothers(w: Third, i: int) -> None:
    a, b = w.pick("", (2, 5)), w.pick("", (6, 11))
    b.tel, b.village = a.tel, a.village
    when = w.some_time(w.day(), (8, 10))
    h = w.house("mch" if i % 2 else "ppl")
    x, _ = w.seen(a, h, "cough", when)
    y, _ = w.seen(b, h, "cough", when + timedelta(minutes=4))
    fine(w, "healthy_child_and_sick_brother", [x, y])
