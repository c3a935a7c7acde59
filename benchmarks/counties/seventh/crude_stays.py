"""Schemes about people and stays: who was there, whether anybody was."""

from __future__ import annotations

from datetime import timedelta

from .cases import scheme
from .life import (
    BRONCH,
    COLD,
    DM,
    GASTRITIS,
    HEMI,
    HTN,
    LUMBAR,
    PNEU,
    SCHIZ,
    buy,
    clinic,
    later,
    stay,
)
from .world import FIRST, LAST, World, rate


@scheme(
    8,
    "Psychiatric inpatients sent home for a week while bed, nursing and recreation go on; meanwhile the card buys in a shop and at the clinic.",
)
def away_from_the_ward(w: World, _: int) -> None:
    p = w.person(lo=25, hi=60)
    at = w.at(w.workday(hi=LAST - timedelta(days=60)))
    v = stay(
        w,
        "jw",
        p,
        at,
        40,
        (SCHIZ,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1),),
        workdays=(("work_rec", 1),),
        tests=("cbc", "alt", "ecg"),
        nurse="n_mind",
    )
    shops = [buy(w, "yd1", p, w.at(later(at, d).date()), ("gandong", "fufang")) for d in (12, 16)]
    shops.append(clinic(w, "sq1", p, w.at(later(at, 14).date()), (HTN,), ("amlod",)))
    w.plant([v, *shops], loss=200.0)


@scheme(
    8,
    "挂床: a nursing house keeps a bed for somebody who lives at home: bed, nursing and rounds for a month, nothing else ever.",
)
def bed_without_a_patient(w: World, i: int) -> None:
    at = w.at(w.workday(hi=LAST - timedelta(days=45)))
    v = stay(
        w,
        ("hly", "my", "xz1", "kf")[i % 4],
        w.person(lo=62, hi=80),
        at,
        28 if i % 4 in (0, 3) else 12,
        (LUMBAR,),
        dept="康复科",
        tests=(),
        drips=(),
    )
    w.plant([v])


@scheme(
    8,
    "分解住院: out at the end of the month, in the next morning, same ward, same stroke, three times.",
)
def stay_cut_at_month_end(w: World, i: int) -> None:
    p = w.person(lo=58, hi=80)
    at = w.at(w.workday(hi=LAST - timedelta(days=60)))
    stays = []
    for m in range(3):
        v = stay(
            w,
            ("kf", "my", "qy")[i % 3],
            p,
            later(at, 15 * m),
            14,
            (HEMI, HTN),
            ("BR25", "脑缺血性疾患", 1.05),
            dept="康复科",
            drips=(),
            bed="康12",
            workdays=(("hemi", 1), ("ot", 1)),
            tests=("cbc", "alt", "crea", "ecg"),
        )
        stays.append(v)
    w.plant(stays, loss=sum(sum(x.covered for x in v.lines) * rate(v) for v in stays[1:]) * 0.15)


@scheme(
    6,
    "虚假住院: a private house fetches a busload of villagers by free eggs: the same three days, the same drips, nobody ill.",
)
def busload(w: World, i: int) -> None:
    at = w.at(w.workday(hi=LAST - timedelta(days=15)), 9, 9.5)
    stays = []
    for n in range(9):
        p = w.person(lo=60, hi=78, insurance="390")
        p.address = f"柳河乡前庄村{i + 1}组{n}号"
        v = stay(
            w,
            "my",
            p,
            at + timedelta(minutes=7 * n),
            4,
            (GASTRITIS,),
            ("GW15", "胃炎", 0.5),
            dept="内科",
            tests=("cbc", "urine", "alt", "crea", "us", "ecg", "dr"),
            drips=("glucose", "saline"),
            leave_at=9.5,
        )
        stays.append(v)
    w.plant(stays, loss=sum(v.group[3] * 0.8 for v in stays if v.group))


@scheme(8, "低标准入院: a cold, a week of drips.")
def cold_for_a_week(w: World, i: int) -> None:
    v = stay(
        w,
        ("xz2", "my", "sq1", "qy")[i % 4],
        w.person(lo=20, hi=55),
        w.at(w.workday(hi=LAST - timedelta(days=12))),
        7,
        (COLD,),
        ("EX25", "上呼吸道感染", 0.45),
        dept="内科",
        drips=("ceftri", "saline"),
    )
    w.plant([v])


@scheme(8, "体检住院: three days in the private house with every scan in it and no treatment.")
def checkup_as_a_stay(w: World, i: int) -> None:
    v = stay(
        w,
        ("my", "qy")[i % 2],
        w.person(lo=35, hi=55, insurance="310"),
        w.at(w.workday(hi=LAST - timedelta(days=12))),
        3,
        (HTN,),
        ("FV25", "高血压", 0.5),
        dept="内科",
        drips=(),
        tests=(
            "cbc",
            "urine",
            "stool",
            "alt",
            "ast",
            "crea",
            "k",
            "glu",
            "hba1c",
            "tsh",
            "cea",
            "hbsag",
            "ecg",
            "holter",
            "us",
            "us_heart",
            "us_neck",
            "ct",
            "mri",
        ),
    )
    w.plant([v])


@scheme(
    8,
    "The card goes on after the burial: monthly chronic drugs in the chronic pharmacy or at the village clinic.",
)
def after_the_funeral(w: World, i: int) -> None:
    p = w.person(lo=70, hi=88)
    died = w.at(w.day(FIRST + timedelta(days=60), LAST - timedelta(days=150)))
    p.died = died
    house = ("mt1", "cw3", "yd2", "cw1")[i % 4]
    visits = []
    for m in range(4):
        at = w.at(later(died, 20 + 31 * m).date())
        visits.append(
            buy(
                w,
                house,
                p,
                at,
                ("amlod", "atorva"),
                kind="9929" if house == "mt1" else "41",
                diag=HTN,
            )
            if house in ("mt1", "yd2")
            else clinic(w, house, p, at, (HTN,), ("amlod", "valsa"))
        )
    w.plant(visits)


@scheme(
    8, "Lent card: its owner lies in the tertiary house, the village clinic bills visits to him."
)
def village_bills_an_inpatient(w: World, i: int) -> None:
    p = w.person(lo=50, hi=75)
    at = w.at(w.workday(hi=LAST - timedelta(days=20)))
    stay(
        w,
        "sdy",
        p,
        at,
        10,
        (PNEU, HTN),
        ("ES25", "呼吸系统感染", 0.82),
        drips=("ceftri", "saline"),
        tests=("cbc", "crp", "ct", "alt"),
    )
    visits = []
    for d in (3, 5, 7):
        v = clinic(
            w, ("cw1", "cw3", "cw4")[i % 3], p, w.at(later(at, d).date()), (BRONCH,), ("cefix",)
        )
        visits.append(v)
    w.plant(visits, houses=[visits[0].house.key, "sdy"])


@scheme(
    8,
    "高套: bronchitis treated with syrup goes to the grouper as respiratory failure; no oxygen, no gas, no ventilator, no monitor.",
)
def respiratory_failure_on_paper(w: World, i: int) -> None:
    v = stay(
        w,
        ("my", "qy", "qrm")[i % 3],
        w.person(lo=45, hi=70),
        w.at(w.workday(hi=LAST - timedelta(days=12))),
        5,
        (("J96.900", "呼吸衰竭"), ("J40.x00", "支气管炎")),
        ("ER11", "呼吸系统衰竭,伴严重并发症", 1.9),
        dept="呼吸内科",
        tests=("cbc", "crp", "dr", "alt"),
        drips=("ambro", "saline"),
    )
    w.plant([v], loss=1.2 * 7400)


@scheme(6, "高套: sepsis in the list, a blood count and an oral tablet in the bill.")
def sepsis_on_paper(w: World, i: int) -> None:
    v = stay(
        w,
        ("my", "qy")[i % 2],
        w.person(lo=50, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=12))),
        4,
        (("A41.900", "脓毒症"), ("N39.000", "泌尿道感染")),
        ("SR11", "败血症,伴严重并发症", 2.2),
        dept="内科",
        tests=("cbc", "urine"),
        drips=(),
        home=("cefix",),
    )
    w.add(v, "cefix", 1)
    w.plant([v], loss=1.5 * 7400)


@scheme(
    6,
    "An operation stands in the list and in the group, but not in the bill: no theatre, no anaesthesia, no dressing.",
)
def operation_only_in_the_list(w: World, i: int) -> None:
    v = stay(
        w,
        ("my", "gk")[i % 2],
        w.person(lo=40, hi=70),
        w.at(w.workday(hi=LAST - timedelta(days=12))),
        7,
        (("L97.x00", "下肢溃疡"), DM),
        ("JC25", "皮肤移植手术", 2.1),
        dept="外科",
        drips=("saline",),
    )
    v.operations.append(
        {"code": "86.6900", "name": "皮肤移植术", "at": later(v.start, 2), "anst": "2"}
    )
    w.plant([v], loss=1.3 * 7400)
