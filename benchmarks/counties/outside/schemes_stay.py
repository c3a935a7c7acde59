"""Schemes of the stay itself: empty beds, cut stays, invented illness, dear groups."""

from __future__ import annotations

from datetime import timedelta

from .care import anybody, base_days, each_day, full_stay, record, stay
from .diseases import DISEASES
from .people import at
from .records import DRG_RATE, PER_DIEM, Visit
from .registry import scheme
from .world import World

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
        loss=(PER_DIEM[0] - PER_DIEM[1]) * 120,
        note="dear rate of the first sixty days instead of the later one, 120 days",
    )


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
    true_std = 0.42 * DRG_RATE[h.level]
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
    true_std = 0.6 * DRG_RATE[h.level]
    w.scheme("operation_on_paper", h, [v], loss=max(0.0, v.std - true_std))


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
