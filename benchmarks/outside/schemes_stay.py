"""Schemes of the stay itself: empty beds, cut stays, invented illness, dear groups."""

from __future__ import annotations

from datetime import date, timedelta

from .care import anybody, base_days, each_day, full_stay, record, stay, visit
from .catalogue import DISEASES
from .people import Doctor, Person, at
from .registry import scheme
from .world import Visit, World

HT = ("I10.x00", "高血压")
COLD = ("J06.900", "急性上呼吸道感染")


@scheme(
    "hanging_bed",
    8,
    "挂床: bed, nursing and rounds for a week, one item of five yuan a day, no drug, "
    "no test; the patient sleeps at home.",
)
def hanging(w: World, i: int) -> None:
    h = (w.hosp(10), w.hosp(11), w.hosp(8))[i % 3]
    p = w.pick(ages=(50, 80))
    day = w.day()
    days = 7 + i % 4
    v = w.open(
        p,
        h,
        "21",
        at(day, 9),
        at(day + timedelta(days=days), 10),
        dept="内科",
        diags=[HT, ("M54.500", "腰痛")],
    )
    base_days(w, v)
    for d in each_day(v):
        w.charge(v, "mouth_care", at(d, 10))
    w.settle(v)
    w.scheme("hanging_bed", h, [v], loss=w.paid(v))


@scheme(
    "cut_stay",
    8,
    "分解住院: the bill nears the group's standard, so the patient is discharged on paper "
    "and admitted next day with the same illness in the same ward.",
)
def cut(w: World, i: int) -> None:
    h = w.hosp((1, 3)[i % 2])
    key = ("stroke", "copd", "chf")[i % 3]
    p = anybody(w, key)
    day = w.day(5, 300)
    a = stay(w, p, h, key, day, 8)
    w.settle(a)
    b = stay(w, p, h, key, day + timedelta(days=9 if i % 2 else 8), 7, start_hour=11)
    b.bed = a.bed
    w.settle(b)
    w.scheme("cut_stay", h, [a, b], loss=w.paid(b))


@scheme(
    "psychiatric_paper_discharge",
    6,
    "假出院: a chronic patient is written out and in every sixty days "
    "on the same day in the same bed, so that the dear daily rate begins anew.",
)
def paper(w: World, _i: int) -> None:
    p = w.pick(ages=(30, 66))
    h = w.hosp(6)
    day = w.day(3, 120)
    visits: list[Visit] = []
    for n in range(3):
        v = stay(w, p, h, "psych", day + timedelta(days=60 * n), 60, start_hour=10)
        if visits:
            v.bed = visits[0].bed
        visits.append(w.settle(v))
    w.scheme(
        "psychiatric_paper_discharge",
        h,
        visits,
        loss=50.0 * 120,
        note="dear rate of the first sixty days instead of the later one, 120 days",
    )


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
            day = date(2025, month, 4 + 5 * i + n % 2)
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


@scheme("cold_in_bed", 8, "低标准入院: a week in hospital with drips for a common cold.")
def cold(w: World, i: int) -> None:
    h = (w.hosp(8), w.hosp(10), w.hosp(11))[i % 3]
    p = w.pick(ages=(20, 60))
    v = stay(w, p, h, DISEASES["bronchitis"], w.day(), 7, fill=False)
    v.diags = [COLD]
    base_days(w, v)
    w.charge(v, "cbc", v.start + timedelta(hours=1))
    for d in each_day(v):
        for k in ("infusion", "ns", "lianhua"):
            w.charge(v, k, at(d, 10))
    w.settle(v)
    w.scheme("cold_in_bed", h, [v], loss=w.paid(v))


@scheme("checkup_stay", 6, "体检住院: three days, every test in the house, no treatment.")
def checkup(w: World, i: int) -> None:
    h = w.hosp((8, 4)[i % 2])
    p = w.pick(ages=(35, 60))
    day = w.day()
    v = w.open(
        p,
        h,
        "21",
        at(day, 9),
        at(day + timedelta(days=3), 10),
        dept="内科",
        diags=[("R53.x00", "乏力")],
    )
    v.group = ("ZZ1", "ZZ15", 0.5)
    base_days(w, v, nursing="nurse3")
    for k in (
        "cbc",
        "urine",
        "stool",
        "alt",
        "ast",
        "crea",
        "urea",
        "ua",
        "glucose",
        "chol",
        "tg",
        "ldl",
        "tsh",
        "afp",
        "cea",
        "ecg",
        "dr",
        "us_color",
        "us_neck",
        "us_heart",
        "ct",
        "hba1c",
        "ddimer",
    ):
        w.charge(v, k, at(day + timedelta(days=1), 9))
    w.settle(v)
    w.scheme("checkup_stay", h, [v], loss=w.paid(v))


@scheme(
    "upcoded_diagnosis",
    8,
    "高套: bronchitis treated by mouth is sent as severe pneumonia with respiratory "
    "failure; no X-ray, no oxygen, no gas, no ventilator.",
)
def upcoded(w: World, i: int) -> None:
    h = w.hosp((1, 3)[i % 2])
    p = w.pick(ages=(45, 80))
    v = stay(w, p, h, DISEASES["bronchitis"], w.day(), 5, fill=False)
    v.diags = [("J15.900", "细菌性肺炎"), ("J96.000", "急性呼吸衰竭"), ("A41.900", "脓毒症")]
    base_days(w, v)
    w.charge(v, "cbc", v.start + timedelta(hours=1))
    w.charge(v, "amoxicillin", at(each_day(v)[0], 15), 2, days=12)
    w.charge(v, "ambroxol", at(each_day(v)[0], 15), 1, days=7)
    v.group = ("ES1", "ES11", 1.9)
    w.settle(v)
    true_std = 0.42 * {3: 9500.0, 2: 7800.0}[h.level]
    w.scheme("upcoded_diagnosis", h, [v], loss=max(0.0, v.std - true_std))


@scheme(
    "operation_on_paper",
    7,
    "高套手术: debridement and grafting in the operation list and the surgical "
    "group; no theatre, no anaesthesia, no dressing in the bill.",
)
def paper_operation(w: World, i: int) -> None:
    h = w.hosp((3, 1)[i % 2])
    p = w.pick(ages=(30, 75))
    v = stay(w, p, h, "diabetes", w.day(), 7)
    v.diags = [("E11.500", "2型糖尿病足病"), ("L97.x00", "下肢溃疡")]
    day = each_day(v)[2]
    record(v, "86.6900x007", "游离皮片移植术", at(day, 9), at(day, 10), "an_gen")
    v.group = ("KJ1", "KJ13", 3.1)
    w.settle(v)
    true_std = 0.6 * {3: 9500.0, 2: 7800.0}[h.level]
    w.scheme("operation_on_paper", h, [v], loss=max(0.0, v.std - true_std))


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
    for day in each_day(v)[1:6]:
        for m in (5, 25):
            visit(
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
    w.scheme("staff_as_patients", h, [v], loss=w.paid(v), note=f"doctor {d.code}")


@scheme(
    "overfull_house",
    2,
    "Twenty beds, thirty-four inpatients every night of a fortnight: the beds of the "
    "surplus do not exist.",
)
def overfull(w: World, i: int) -> None:
    h = w.hosp(11)
    first = date(2025, (4, 9)[i % 2], 5)
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


@scheme(
    "charges_outside_stay",
    7,
    "Charges dated ten days after discharge and before admission, in a house "
    "that posts to the minute.",
)
def outside(w: World, i: int) -> None:
    h = w.hosp((7, 10)[i % 2])
    key = ("ldh", "bronchitis")[i % 2]
    v = full_stay(w, key, h, start=w.day(25, 310))
    days = [v.end.date() + timedelta(days=n) for n in (8, 9, 10)]
    days += [v.start.date() - timedelta(days=n) for n in (12, 11)]
    lines = [
        w.charge(v, k, at(d, 10), keep=True) for d in days for k in ("mid_freq", "acup", "tuina")
    ]
    w.settle(v, at(v.end.date() + timedelta(days=12), 9))
    w.scheme("charges_outside_stay", h, [], [(v, ln) for ln in lines], loss=w.loss_lines(v, lines))


def crowd(w: World, n: int, ages: tuple[int, int] = (18, 85)) -> list[Person]:
    """Card holders a house can use, with stories of their own or without."""
    out: list[Person] = []
    seen: set[str] = set()
    while len(out) < n:
        p = w.pick(ages=ages, fresh=False)
        if p.no not in seen and not p.died:
            seen.add(p.no)
            out.append(p)
    return out
