"""Look-alikes of the way a patient goes: second stays, two houses, courses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from benchmarks.counties.grammar.world import FIRST, LAST

from .cases import clean
from .life import Course, World, begin, clinic, lie, shop
from .ordinary_beds import (
    CHOLE,
    HEART,
    LENS,
    OLD,
    PNEU,
    REHAB,
    STROKE,
    TOWN_PNEU,
    admit,
)
from .ordinary_doors import COLD, HYPER

CHEMO = Course(
    "肿瘤科",
    (("Z51.103", "恶性肿瘤术后化学治疗"), ("C18.900", "结肠恶性肿瘤")),
    (3, 3),
    "RE19",
    "blood urine liver kidney ions ecg",
    "blood",
    (("onda", 2, 0, 1), ("gs250", 2, 0, 1)),
    ages=(45, 72),
)


@clean("结肠癌术后每三周一次化疗，四次住院同组。")
def chemotherapy_every_three_weeks(w: World, _: int) -> None:
    p, day, visits = w.person(lo=45, hi=70), begin(w, 80), []
    for k in range(4):
        v = lie(w, "yy", CHEMO, p, day + timedelta(days=21 * k))
        w.add(v, "oxal", 3, v.start + timedelta(hours=4))
        visits.append(v)
    w.plant(visits)


@clean("白内障术后五天因心衰再入院，病种不同。")
def readmitted_with_another_illness(w: World, _: int) -> None:
    p, day = w.person(lo=65, hi=82), begin(w, 22)
    w.plant([admit(w, "yy", LENS, p, day), admit(w, "yy", HEART, p, day + timedelta(days=7))])


@clean("急性期在综合医院，稳定后同日转康复医院。")
def sent_down_to_recover(w: World, _: int) -> None:
    p, day = w.person(lo=52, hi=78), begin(w, 42)
    a = admit(w, "yy", STROKE, p, day, nights=10)
    a.leaving = "2"
    w.plant([a, admit(w, "kf", REHAB, p, day + timedelta(days=10), nights=24)])


@clean("两周后做另一只眼。")
def second_eye(w: World, _: int) -> None:
    p, day = w.person(lo=62, hi=82), begin(w, 22)
    a = admit(w, "si", replace(LENS, dx=(("H25.900", "老年性白内障(右眼)"),)), p, day)
    w.plant(
        [
            a,
            admit(
                w,
                "si",
                replace(LENS, dx=(("H25.900", "老年性白内障(左眼)"),)),
                p,
                day + timedelta(days=14),
            ),
        ]
    )


@clean("上午村卫生室看，下午到县医院看。")
def two_houses_one_day(w: World, n: int) -> None:
    p, day = w.person(lo=30, hi=75), w.workday()
    a = clinic(w, f"cw{n % 6 + 1}", p, w.at(day, 8, 9), "全科", (("R10.400", "腹痛"),))
    w.plant(
        [
            a,
            clinic(
                w,
                "yy",
                p,
                w.at(day, 13.5, 15.5),
                "消化内科",
                (("R10.400", "腹痛"),),
                "blood amy liver usabd",
            ),
        ]
    )


@clean("卫生院没有CT，住院病人当日送县医院做CT后返回。")
def inpatient_examined_elsewhere(w: World, _: int) -> None:
    p, day = w.person(lo=55, hi=80), begin(w, 10)
    a = admit(w, "t2", TOWN_PNEU, p, day, nights=8)
    w.plant(
        [
            a,
            clinic(
                w,
                "san",
                p,
                w.at(day + timedelta(days=1), 13.2, 15),
                "影像科",
                (("J18.900", "肺炎"),),
                "ct",
            ),
        ]
    )


@clean("老年病医院住院病人每周三次到透析中心透析。")
def inpatient_goes_to_dialysis(w: World, _: int) -> None:
    p, day = w.person(lo=70, hi=82), begin(w, 24)
    visits = [admit(w, "qr", OLD, p, day, nights=14)]
    for k in (2, 4, 7, 9, 11):
        at = w.at(day + timedelta(days=k), 7.5, 8.2)
        v = w.visit(
            "xt",
            p,
            "14",
            at,
            at + timedelta(hours=4, minutes=20),
            "血液透析科",
            (("N18.500", "慢性肾脏病5期"),),
        )
        for key, m in (("hd", 1), ("dialyz", 1), ("hepa", 1), ("ns250", 2)):
            w.add(v, key, m)
        visits.append(v)
    w.plant(visits)


@clean("转院后转出医院次日才办结，两次住院重叠一夜。")
def sender_closes_late(w: World, _: int) -> None:
    p, day = w.person(lo=58, hi=80), begin(w, 16)
    a = admit(w, "t1", TOWN_PNEU, p, day, nights=2)
    a.leaving = "2"
    w.plant([a, admit(w, "yy", PNEU, p, day + timedelta(days=1), nights=8)])


@clean("住院期间由居民医保转为职工医保，账单按政策分段。")
def insurance_changed_mid_stay(w: World, _: int) -> None:
    p, day = w.person(lo=30, hi=55, insurance="390"), begin(w, 16)
    a = admit(w, "yy", PNEU, p, day, nights=4)
    b = lie(
        w,
        "yy",
        replace(PNEU, tests="blood crp", take=""),
        replace(p, insurance="310"),
        day + timedelta(days=4),
        nights=4,
    )
    b.bed = a.bed
    a.more["hospital_no"] = b.more["hospital_no"] = a.id[3:]
    w.plant([a, b])


@clean("胆囊术后四天发热出血，再次入院，诊断为术后出血。")
def readmitted_for_bleeding(w: World, _: int) -> None:
    p, day = w.person(lo=35, hi=70), begin(w, 20)
    a = admit(w, "ey", CHOLE, p, day)
    c = replace(
        PNEU,
        dept="外科",
        dx=(("T81.000", "操作并发出血"),),
        nights=(4, 5),
        group="GS29",
        tests="blood liver kidney clot ctabd",
        again="blood",
        drugs=(("gns500", 2, 0, 2),),
        take="",
        grade=("n1", 2),
    )
    w.plant([a, lie(w, "ey", c, p, a.end.date() + timedelta(days=4))])


@clean("上午在药店买降压药，下午因肺炎入院。")
def bought_then_admitted(w: World, n: int) -> None:
    p, day = w.person(lo=55, hi=80), begin(w, 10)
    a = shop(w, f"yd{n % 3 + 5}", p, w.at(day, 7.9, 8.2), HYPER, (("amlo", 1),))
    w.plant([a, admit(w, "yy", PNEU, p, day)])


@clean("出院带药两周，十二天后门诊续方。")
def discharge_drugs_then_clinic(w: World, _: int) -> None:
    p, day = w.person(lo=45, hi=75), begin(w, 30)
    a = admit(w, "yy", PNEU, p, day, nights=8)
    w.add(a, "amlo", 1, a.end - timedelta(minutes=20), take=True, days=14)
    w.plant(
        [
            a,
            clinic(
                w, "t6", p, w.at(day + timedelta(days=21), 9, 11), "全科", HYPER, "", (("amlo", 1),)
            ),
        ]
    )


@clean("夫妻食物中毒同日入院。")
def couple_admitted_together(w: World, _: int) -> None:
    day = begin(w, 5)
    a, b = w.person("1", 40, 60), w.person("2", 40, 60)
    b.address = a.address
    c = Course(
        "内科",
        (("A05.900", "细菌性食物中毒"),),
        (3, 3),
        "GW19",
        "base ions kidney crp",
        "blood",
        (("levoi", 1, 0, 0), ("gns500", 2, 0, 1), ("kcl", 2, 0, 1)),
        oral="smec",
    )
    w.plant([lie(w, "san", c, x, day) for x in (a, b)])


@clean("流感停课：同班六个孩子两天内就诊。", 8)
def school_outbreak(w: World, _: int) -> None:
    day, visits = w.workday(FIRST, LAST - timedelta(days=5)), []
    for k in range(6):
        p = w.person(lo=8, hi=9, insurance="390")
        visits.append(
            clinic(
                w,
                "fy",
                p,
                w.at(day + timedelta(days=k % 2), 8.2, 16),
                "儿科",
                (("J10.101", "流行性感冒"),),
                "blood fluab",
                (("osel", 1), ("ibusus", 1)),
            )
        )
    w.plant(visits)


@clean("家庭医生团队下村：一上午十二位高血压患者随访开同一种药。", 8)
def team_doctor_day(w: World, n: int) -> None:
    day, house = w.workday(), f"cw{n % 6 + 1}"
    visits = [
        clinic(
            w,
            house,
            w.person(lo=60, hi=82, insurance="390"),
            w.at(day, 8.2, 11.4),
            "全科",
            HYPER,
            "",
            (("amlo", 1),),
        )
        for _ in range(12)
    ]
    w.plant(visits)


@clean("流感高峰日，一位医生一天看五十人，每人十分钟。", 4)
def busy_influenza_day(w: World, _: int) -> None:
    day, visits = w.workday(), []
    for k in range(48):
        at = w.at(day, 8, 8.01) + timedelta(minutes=9 * k + (60 if k > 24 else 0))
        visits.append(
            clinic(
                w,
                "t6",
                w.person(lo=18, hi=65),
                at,
                "全科",
                COLD,
                "blood",
                (("ganmao", 1),),
                doctor=w.houses["t6"].doctors[0],
            )
        )
    w.plant(visits)
