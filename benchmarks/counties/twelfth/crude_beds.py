"""Crude schemes in wards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from benchmarks.counties.grammar.world import Visit

from .cases import scheme
from .goods import ITEMS
from .life import Course, World, begin, lie, ward_doctor
from .ordinary_beds import BACK, HEART, OLD, STROKE, TOWN_PNEU, WRIST, admit

NOTHING = Course(
    "内科", (("I10.x00x002", "高血压"),), (7, 9), "BX29", "", ages=(50, 80), grade=("n2", 0)
)


@scheme("挂床：住院七八天只有床位、护理、诊查和一盒降压药，没有检查，没有治疗。", 10)
def hanging_bed(w: World, n: int) -> None:
    house = ("qr", "qr", "qr", "t3", "t3")[n % 5]
    dept = "老年科" if house == "qr" else "内科"
    v = lie(
        w,
        house,
        replace(NOTHING, dept=dept),
        w.person(lo=55, hi=80),
        begin(w, 9),
        nights=w.rng.randint(7, 9),
        bare=True,
    )
    w.add(v, "amlo", 1)
    w.plant([v])


@scheme("虚增床日：实际住七晚，床位、诊查、护理按十二天收费。", 9)
def bed_days_padded(w: World, _: int) -> None:
    v = admit(w, "t1", TOWN_PNEU, w.person(lo=50, hi=82), begin(w, 8), nights=7)
    extra = [w.add(v, k, 5, v.end - timedelta(minutes=30)) for k in ("bed", "ward", "n2")]
    w.plant([v], extra)


@scheme("分解住院：到支付标准即办出院，次日同病区同诊断再入院。", 9)
def stay_cut(w: World, n: int) -> None:
    p, c, day = w.person(lo=55, hi=82), (HEART, STROKE)[n % 2], begin(w, 24)
    a = admit(w, "ey", c, p, day, nights=8)
    b = admit(w, "ey", replace(c, tests="blood"), p, day + timedelta(days=9), nights=7)
    b.bed = a.bed
    w.plant([a, b], loss=2100.0, whole=True)


@scheme("低标准入院：普通感冒住院六天输液。", 10)
def cold_in_bed(w: World, _: int) -> None:
    c = Course(
        "内科",
        (("J06.900", "急性上呼吸道感染"),),
        (5, 6),
        "ED19",
        "blood urine",
        "",
        (("cefui", 2, 0, -1), ("ns100", 1, 0, -1)),
        grade=("n2", 0),
    )
    w.plant([lie(w, "t3", c, w.person(lo=25, hi=60), begin(w, 6))])


@scheme("体检式住院：健康体检住三天，全套检查，无任何治疗。", 9)
def checkup_stay(w: World, n: int) -> None:
    c = Course(
        "内科",
        (("Z00.000", "健康查体"),),
        (3, 3),
        "BX29",
        "base liver kidney ions lipid glu hba1c tsh ft4 ecg echo usabd uscar ct cthead mrlum",
    )
    w.plant([lie(w, ("sd", "qr")[n % 2], c, w.person(lo=40, hi=66), begin(w, 3))])


@scheme("组团虚假住院：同村八人同日入院同日出院，费用分毫不差。", 5)
def recruited_village(w: World, n: int) -> None:
    day, visits = begin(w, 8), []
    home = f"柳河镇{('赵', '钱', '孙', '李', '周')[n % 5]}家村"
    c = Course(
        "老年科",
        (("M54.500", "腰痛"),),
        (7, 7),
        "IU29",
        "blood urine ecg",
        "",
        (("ns250", 1, 0, -1),),
        daily=(("mfreq", 1, 1, -1),),
    )
    doctor = ward_doctor(w, "qr", "老年科")
    for i in range(8):
        p = w.person(lo=58, hi=76, insurance="390")
        p.address = home + f"{i + 1}号"
        visits.append(lie(w, "qr", c, p, day, nights=7, doctor=doctor))
    w.plant(visits)


@scheme("高套病组：口服药治疗的支气管炎按重症肺炎伴呼吸衰竭入组，无片、无氧、无血气、无呼吸机。", 9)
def upcoded_pneumonia(w: World, _: int) -> None:
    c = Course(
        "呼吸内科",
        (("J15.900", "重症细菌性肺炎"), ("J96.000", "急性呼吸衰竭")),
        (5, 6),
        "ES21",
        "blood urine crp",
        "blood",
        oral="cefo ambo",
        grade=("n2", 0),
    )
    v = lie(w, "si", c, w.person(lo=40, hi=75), begin(w, 6))
    w.plant([v], loss=10800.0 - 1150.0, whole=True)


@scheme("虚构手术：首页写切开复位内固定、进手术病组，账上没有手术费、麻醉和钢板。", 8)
def operation_on_paper(w: World, _: int) -> None:
    day = begin(w, 8)
    v = lie(
        w,
        "zy",
        replace(WRIST, tests="blood urine drb", drugs=()),
        w.person(lo=35, hi=70),
        day,
        nights=7,
    )
    v.operations.append(
        {
            "code": "79.3201",
            "name": "桡骨骨折切开复位内固定术",
            "at": w.at(day + timedelta(days=1), 10, 12),
            "anst": "2",
        }
    )
    w.plant([v], loss=6900.0 - 900.0, whole=True)


@scheme("超时计费：每天吸氧三十六小时、心电监测四十小时。", 9)
def hours_over_day(w: World, n: int) -> None:
    house, c = (("qr", OLD), ("t5", TOWN_PNEU))[n % 2]
    v = admit(w, house, c, w.person(lo=70, hi=84), begin(w, 10), nights=8)
    day, lines = v.start.date(), []
    for d in range(1, 7):
        at = w.at(day + timedelta(days=d), 8.2, 9.2)
        lines += [w.add(v, "oxygen", 36, at), w.add(v, "ecgmon", 40, at)]
    share = (
        sum(x.covered for x in lines[::2]) * 12 / 36 + sum(x.covered for x in lines[1::2]) * 16 / 40
    )
    w.plant([v], lines, loss=share * 0.78)


@scheme("串换床位：普通病房按层流洁净病房床位收费。", 9)
def clean_room_bed(w: World, _: int) -> None:
    v = admit(w, "qr", OLD, w.person(lo=70, hi=86), begin(w, 20), nights=14)
    swapped = []
    for x in v.lines:
        if x.item.key == "bed":
            x.item, x.price = ITEMS["clean"], 120.0
            swapped.append(x)
    w.plant([v], swapped)


@scheme("普通病房收取重症监护费，每天二十四小时。", 8)
def critical_care_in_ward(w: World, _: int) -> None:
    v = admit(w, "qr", OLD, w.person(lo=70, hi=86), begin(w, 20), nights=12)
    lines = [
        w.add(v, "icucare", 24, w.at(v.start.date() + timedelta(days=d), 8.2, 9.2))
        for d in range(1, 11)
    ]
    w.plant([v], lines)


@scheme("虚计耗材：保守治疗的腰痛病人账上有桡骨钢板和螺钉，无手术。", 9)
def plate_without_operation(w: World, _: int) -> None:
    v = lie(w, "sd", BACK, w.person(lo=30, hi=72), begin(w, 12))
    at = v.start + timedelta(days=2)
    w.plant([v], [w.add(v, "plate", 1, at), w.add(v, "screw", 6, at)])


@scheme("过度理疗：腰痛住院每天推拿六次、电针四次、中频五个部位。", 9)
def treated_all_day(w: World, _: int) -> None:
    v = lie(
        w,
        "sd",
        replace(BACK, daily=(("tract", 1, 1, -1),)),
        w.person(lo=30, hi=72),
        begin(w, 12),
        nights=10,
    )
    lines = []
    for d in range(1, 9):
        at = w.at(v.start.date() + timedelta(days=d), 8.5, 10)
        by = w.rng.choice(v.house.therapists)
        lines += [w.add(v, k, c, at, by=by) for k, c in (("tuina", 6), ("elec", 4), ("mfreq", 5))]
    w.plant([v], lines)


@scheme("限支付用药：压疮护理的老人每天一瓶人血白蛋白，无抢救、无腹水、无低蛋白诊断。", 9)
def albumin_without_need(w: World, _: int) -> None:
    v = admit(
        w,
        "qr",
        replace(
            OLD,
            dx=(("I69.300", "脑梗死后遗症"),),
            daily=(("move", 1, 1, -1),),
            tests="blood urine ecg",
            again="blood",
        ),
        w.person(lo=70, hi=86),
        begin(w, 20),
        nights=12,
    )
    w.plant(
        [v],
        [
            w.add(v, "alb20", 1, w.at(v.start.date() + timedelta(days=d), 9, 10))
            for d in range(1, 9)
        ],
    )


@scheme("支架术另收冠脉造影。", 9)
def angiography_with_stent(w: World, _: int) -> None:
    v, at = stented(w, "ey")
    w.plant([v], [w.add(v, "angio", 1, at)])


def stented(w: World, house: str) -> tuple[Visit, datetime]:
    """A stay with one stent; visit and hour."""
    c = Course(
        "心血管内科",
        (("I21.900", "急性心肌梗死"),),
        (6, 7),
        "FM19",
        "base liver kidney ions glu lipid clot ecg echo tni ckmb",
        "tni kidney",
        oral="aspi clop ator metop",
        daily=(("ecgmon", 20, 0, 2),),
        grade=("n1", 3),
    )
    v = lie(w, house, c, w.person(lo=48, hi=80), begin(w, 8))
    at = v.start + timedelta(hours=2)
    for k, m in (("stent", 1), ("stentx", 1), ("balloon", 1), ("ioh", 2), ("hepa", 1), ("lido", 1)):
        w.add(v, k, m, at)
    v.operations.append(
        {"code": "36.0700x004", "name": "经皮冠状动脉药物洗脱支架置入术", "at": at, "anst": "3"}
    )
    return v, at


@scheme("康复项目收给没有功能障碍的慢性胃炎病人，每天六项。", 8)
def training_without_loss(w: World, _: int) -> None:
    c = Course(
        "老年科",
        (("K29.500", "慢性胃炎"),),
        (12, 14),
        "GW19",
        "blood urine liver ecg",
        "",
        oral="omep",
    )
    v = lie(w, "qr", c, w.person(lo=62, hi=78), begin(w, 14))
    lines = []
    for d in range(1, 11):
        at = w.at(v.start.date() + timedelta(days=d), 8.5, 10)
        lines += [
            w.add(v, k, 1, at, by=v.house.therapists[0]) for k in ("hemi", "move", "ot", "swallow")
        ]
    w.plant([v], lines)
