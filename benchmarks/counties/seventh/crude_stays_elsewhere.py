"""Schemes about stays of people who lie elsewhere, or nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from .cases import scheme
from .houses import group
from .life import (
    CATARACT,
    COLD,
    DEM,
    ESRD,
    HTN,
    LUMBAR,
    PNEU,
    RENAL_HTN,
    SCHIZ,
    clinic,
    later,
    operation,
    stay,
)
from .world import LAST, World, rate


@scheme(
    6,
    "The nursing house bills long-term inpatients who are at the same time inpatients of the district hospital.",
)
def nursing_bed_kept_for_the_absent(w: World, _: int) -> None:
    p = w.person(lo=76, hi=90)
    at = w.at(w.workday(hi=LAST - timedelta(days=60)))
    v = stay(
        w,
        "hly",
        p,
        at,
        45,
        (DEM,),
        dept="护理病区",
        drips=(),
        nurse="n1",
        daily=(("n_mouth", 1),),
        tests=("cbc", "ecg"),
    )
    stay(
        w,
        "qrm",
        p,
        later(at, 14),
        12,
        (PNEU,),
        ("ES25", "呼吸系统感染", 0.82),
        dept="呼吸内科",
        tests=("cbc", "ct", "crp"),
    )
    w.plant([v], loss=12 * 90 * 0.7)


@scheme(
    6,
    "The dialysis centre bills sessions on days on which the patient lies in the infectious hospital, which dialyses him itself.",
)
def dialysis_of_the_absent(w: World, _: int) -> None:
    p = w.person(lo=45, hi=70)
    at = w.at(w.workday(hi=LAST - timedelta(days=40)))
    s = stay(
        w,
        "crb",
        p,
        at,
        14,
        (("B15.900", "急性甲型肝炎"), ESRD),
        ("HS25", "病毒性肝炎", 0.9),
        dept="感染科",
        daily=(),
        tests=("cbc", "alt", "hbsag", "pt"),
        drips=("glucose", "hepato"),
    )
    for d in (2, 4, 6, 9, 11):
        w.add(s, "hd", 1, w.at(later(at, d).date(), 13, 14))
        w.add(s, "heparin", 1, w.at(later(at, d).date(), 13, 14))
    visits = []
    for d in (2, 4, 6, 9, 11):
        start = w.at(later(at, d).date(), 7.2, 8)
        v = w.visit("tx", p, "14", start, start + timedelta(hours=4), "血透室", (ESRD, RENAL_HTN))
        for k in ("hd", "dialyser", "heparin"):
            w.add(v, k, 1, start)
        visits.append(v)
    w.plant(visits)


@scheme(
    6,
    "A doctor of the private house lies in his own ward and signs orders for others on every day of his stay.",
)
def doctor_in_his_own_bed(w: World, i: int) -> None:
    doctor = w.houses["my"].doctors[4 + i]
    p = w.person(lo=35, hi=55, insurance="310")
    w.doctor_person[doctor] = p.id
    at = w.at(w.workday(hi=LAST - timedelta(days=15)))
    v = stay(
        w,
        "my",
        p,
        at,
        6,
        (LUMBAR,),
        ("IU25", "颈腰背疾患", 0.42),
        dept="康复科",
        doctor=w.houses["my"].doctors[0],
        daily=(("needle", 1),),
        drips=(),
    )
    seen = [
        clinic(w, "my", w.person(), w.at(later(at, d).date()), (HTN,), ("amlod",), doctor=doctor)
        for d in range(1, 6)
    ]
    w.plant([v, *seen], loss=(v.group[3] if v.group else 0) * 0.8)


@scheme(
    8,
    "The same eyes: cataract operations on eyes that were operated years ago, four people of one care home on one day, both eyes at once, no lens bought. Plainly: a third eye.",
)
def third_eye(w: World, _: int) -> None:
    p = w.person(lo=66, hi=84)
    at = w.at(w.workday(hi=LAST - timedelta(days=120)), 8, 9)
    stays = []
    for m in range(3):
        v = stay(
            w,
            "yk",
            p,
            later(at, 35 * m),
            2,
            (CATARACT,),
            ("CB15", "晶体手术", 0.7),
            dept="眼科",
            tests=("cbc", "glu", "biom", "iop"),
            drips=(),
            home=("levof_eye",),
        )
        operation(
            w,
            v,
            "cataract",
            "13.4100",
            "白内障超声乳化摘除术",
            later(v.start, 1).replace(hour=9),
            "",
            (("lens", 1),),
        )
        stays.append(v)
    w.plant(stays, loss=group(w.houses["yk"], "CB15", "", 0.7)[3] * 0.8)  # type: ignore[index]


@scheme(
    6,
    "Identity: one person is an inpatient of the psychiatric house and of the rehabilitation house for the same three weeks.",
)
def two_beds_at_once(w: World, _: int) -> None:
    p = w.person(lo=40, hi=65)
    at = w.at(w.workday(hi=LAST - timedelta(days=50)))
    a = stay(
        w,
        "jw",
        p,
        at,
        30,
        (SCHIZ,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1),),
        tests=("cbc", "ecg"),
        nurse="n_mind",
    )
    b = stay(
        w,
        "kf",
        p,
        later(at, 5),
        20,
        (LUMBAR,),
        dept="康复科",
        drips=(),
        workdays=(("motion", 1), ("midfreq", 1)),
        tests=("cbc", "ecg"),
    )
    w.plant([a, b], loss=sum(x.covered for x in b.lines) * rate(b))


@scheme(
    6,
    "虚构: the village account bills forty visits of a cold on one Sunday, one every three minutes, from a list of names.",
)
def village_list_of_names(w: World, i: int) -> None:
    d = w.day(hi=LAST - timedelta(days=5))
    d += timedelta(days=6 - d.weekday())
    t = datetime(d.year, d.month, d.day, 20, 0)
    visits = [
        clinic(
            w,
            ("cw3", "cw4", "cw1")[i % 3],
            w.person(lo=30, hi=85, insurance="390"),
            t + timedelta(minutes=3 * n),
            (COLD,),
            ("gandong",),
            minutes=1,
        )
        for n in range(40)
    ]
    w.plant(visits, loss=sum(sum(x.covered for x in v.lines) * rate(v) for v in visits) * 0.8)


@scheme(
    6,
    "The hospital for the dying bills patients on after the day of their death: ten more days of bed and nursing.",
)
def stay_after_death(w: World, _: int) -> None:
    p = w.person(lo=70, hi=88)
    at = w.at(w.workday(hi=LAST - timedelta(days=40)))
    v = stay(
        w,
        "sn",
        p,
        at,
        24,
        (("C22.900", "肝恶性肿瘤"),),
        dept="安宁病区",
        nurse="n1",
        drips=("glucose",),
        daily=(("n_mouth", 1),),
        tests=("cbc",),
    )
    p.died = later(at, 13)
    late = [x for x in v.lines if x.at > later(p.died, 1.5)]
    w.plant([v], late)
