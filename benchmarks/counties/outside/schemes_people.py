"""Schemes of people: staff in beds, villages by bus, lent cards, the dead, beds that do not exist."""

from __future__ import annotations

from datetime import date, timedelta

from .care import anybody, base_days, each_day, stay, visit
from .people import Doctor, at
from .records import Visit
from .registry import scheme
from .world import World

HT = ("I10.x00", "高血压")
COLD = ("J06.900", "急性上呼吸道感染")


@scheme(
    "invented_stays",
    4,
    "虚假住院: ten people of one village admitted within two days by a recruiter, the "
    "same tests, the same drips, to the fen.",
)
def invented(w: World, i: int) -> None:
    h = w.hosp(8)
    day = w.day(20, 320)
    visits = []
    for n in range(10):
        p = w.pick(ages=(55, 80))
        p.village = f"某县丁镇{33 + i}村{n + 1}号"
        start = day + timedelta(days=n % 2)
        v = w.open(
            p,
            h,
            "21",
            at(start, 9, n),
            at(start + timedelta(days=6), 10, n),
            dept="内科",
            diags=[("I67.200", "脑动脉粥样硬化"), HT],
            doctor=h.doctors[0],
        )
        base_days(w, v)
        for k in ("cbc", "urine", "alt", "crea", "us_color", "ecg", "dr"):
            w.charge(v, k, v.start + timedelta(hours=1))
        for d in each_day(v):
            for k in ("infusion", "ginkgo", "gs"):
                w.charge(v, k, at(d, 10))
        visits.append(w.settle(v))
    w.scheme("invented_stays", h, visits, loss=sum(w.paid(v) for v in visits))


@scheme(
    "village_bus",
    4,
    "A township house fetches the same eight old people by bus in spring, summer and "
    "autumn: nothing but rest and a drip.",
)
def bus(w: World, i: int) -> None:
    h = w.hosp(10 + i % 2)
    people = [w.pick(ages=(62, 82)) for _ in range(8 if i % 2 == 0 else 6)]
    visits = []
    for n, p in enumerate(people):
        p.village = f"某县乙镇{30 + i}村{n + 1}号"
    for month in (3, 6, 10):
        for n, p in enumerate(people):
            day = date(2025, month, 4 + 5 * i % 20 + n % 2)
            if not p.free(day, day + timedelta(days=5)):
                continue
            v = w.open(
                p,
                h,
                "21",
                at(day, 8, 30 + n),
                at(day + timedelta(days=5), 9),
                dept="内科",
                diags=[("M54.500", "腰痛"), HT],
            )
            base_days(w, v)
            for d in each_day(v):
                for k in ("infusion", "gs"):
                    w.charge(v, k, at(d, 10))
            visits.append(w.settle(v))
    w.scheme("village_bus", h, visits, loss=sum(w.paid(v) for v in visits))


@scheme(
    "staff_as_patients",
    6,
    "The house's own doctors lie in its beds on quiet weeks and write orders for "
    "others every day of their stay.",
)
def staff_patient(w: World, i: int) -> None:
    h = (w.hosp(8), w.hosp(10))[i % 2]
    d = Doctor(f"D370786{840000 + i:06d}", f"职医{i}", h.code, "内科")
    w.doctors.append(d)
    p = w.pick(ages=(32, 55))
    d.person = p.no
    start = w.day()
    v = w.open(
        p,
        h,
        "21",
        at(start, 9),
        at(start + timedelta(days=7), 10),
        dept="内科",
        diags=[("M54.200", "颈痛")],
    )
    base_days(w, v)
    for day in each_day(v):
        for k in ("infusion", "gs"):
            w.charge(v, k, at(day, 10))
    w.settle(v)
    orders = []
    for day in each_day(v)[1:6]:
        for m in (5, 25):
            order = visit(
                w,
                w.pick(ages=(18, 80)),
                h,
                at(day, 10, m),
                COLD,
                ("cbc",),
                [("amoxicillin", 1)],
                doctor=d,
                dept="内科",
            )
            orders.append(order)
    w.scheme(
        "staff_as_patients",
        h,
        [v, *orders],
        loss=w.paid(v),
        note=f"doctor {d.code}; the loss is the stay, his orders meanwhile are the proof",
    )


@scheme(
    "overfull_house",
    2,
    "Twenty beds, thirty-four inpatients every night of a fortnight: the beds of the "
    "surplus do not exist.",
)
def overfull(w: World, i: int) -> None:
    h = w.hosp(11)
    first = date(2025, (4, 9, 6, 11)[i % 4], 5)
    visits: list[Visit] = []
    for n in range(34):
        p = w.pick(ages=(40, 82))
        start = first + timedelta(days=n % 2)
        v = w.open(
            p,
            h,
            "21",
            at(start, 9, n),
            at(start + timedelta(days=13), 10, n),
            dept="内科",
            diags=[("J20.900", "急性支气管炎")],
            bed=f"{n % 20 + 1}床" if n < 20 else f"加{n - 19}",
        )
        base_days(w, v)
        w.charge(v, "cbc", v.start + timedelta(hours=1))
        for d in each_day(v):
            for k in ("infusion", "ceftriaxone", "ns"):
                w.charge(v, k, at(d, 10))
        visits.append(w.settle(v))
    surplus = visits[20:]
    w.scheme(
        "overfull_house",
        h,
        visits,
        loss=sum(w.paid(v) for v in surplus),
        note="loss is that of the fourteen stays beyond the beds; which ones cannot be said",
    )


@scheme(
    "clinic_while_in_hospital",
    8,
    "Card lent: while the owner lies in the city hospital, the village "
    "clinic bills drips on his card.",
)
def overlap(w: World, i: int) -> None:
    p = anybody(w, "stroke")
    a = stay(w, p, w.hosp(1), "stroke", w.day(), 10)
    clinic = w.clinics[i % 3]
    others = [
        visit(
            w,
            p,
            clinic,
            at(d, 16),
            ("J20.900", "急性支气管炎"),
            ("infusion",),
            [("amoxicillin", 2)],
        )
        for d in each_day(a)[3:7]
    ]
    w.settle(a)
    w.scheme(
        "clinic_while_in_hospital",
        clinic,
        others,
        loss=sum(w.paid(v) for v in others),
        note=f"in hospital as {a.id}",
    )


@scheme(
    "card_after_death",
    8,
    "The card of the dead goes on: monthly drugs for months after the burial.",
)
def after_death(w: World, i: int) -> None:
    p = w.pick(ages=(72, 95))
    house = (w.pharmacies[i % 8], w.clinics[i % 3])[i % 2]
    day = w.day(10, 200)
    visits = []
    for n in range(4):
        when = at(day + timedelta(days=30 * n + 12), 10)
        visits.append(
            visit(
                w,
                p,
                house,
                when,
                HT,
                (),
                [("amlodipine", 2), ("atorva", 1)],
                med_type="41" if house.kind == "pharmacy" else "14",
                fee="" if house.kind == "pharmacy" else "visit",
            )
        )
    p.died = day
    w.scheme("card_after_death", house, visits, loss=sum(w.paid(v) for v in visits))
