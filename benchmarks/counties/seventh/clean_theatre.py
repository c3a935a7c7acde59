"""Look-alikes of theatres, eyes, teeth, blood and laboratories."""

from __future__ import annotations

from datetime import timedelta

from .cases import clean
from .life import (
    AMD,
    CATARACT,
    CHD,
    COPD,
    DM,
    GALL,
    PNEU,
    PULP,
    clinic,
    later,
    operation,
    stay,
)
from .world import LAST, World


@clean("Both eyes, a week apart, two stays, one lens each.")
def other_eye_next_week(w: World, _: int) -> None:
    p, at, visits = w.person(lo=64, hi=84), w.at(w.workday(hi=LAST - timedelta(days=20)), 8, 9), []
    for m in range(2):
        v = stay(
            w,
            "yk",
            p,
            later(at, 7 * m),
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
        visits.append(v)
    w.plant(visits)


@clean("Three monthly injections into the eye, as the label says, an OCT before each.")
def three_injections(w: World, _: int) -> None:
    p, at, visits = w.person(lo=62, hi=82), w.at(w.workday(hi=LAST - timedelta(days=75))), []
    for m in range(3):
        v = clinic(
            w,
            "yk",
            p,
            later(at, 30 * m),
            (AMD,),
            ("levof_eye",),
            ("iop", "oct_eye", "fundus"),
            kind="14",
            dept="眼底病科",
            minutes=90,
        )
        w.add(v, "ivt", 1, v.start + timedelta(minutes=40))
        w.add(v, "ranib", 1, v.start + timedelta(minutes=40))
        visits.append(v)
    w.plant(visits)


@clean(
    "Cataract and glaucoma in one sitting: two operations of one eye, the lesser at its discount by the house's own list."
)
def cataract_with_glaucoma(w: World, _: int) -> None:
    v = stay(
        w,
        "yk",
        w.person(lo=64, hi=80),
        w.at(w.workday(hi=LAST - timedelta(days=10)), 8, 9),
        3,
        (CATARACT, ("H40.200", "原发性闭角型青光眼")),
        ("CB15", "晶体手术", 0.9),
        dept="眼科",
        tests=("cbc", "glu", "iop", "biom"),
        drips=(),
    )
    at = later(v.start, 1).replace(hour=9)
    operation(w, v, "cataract", "13.4100", "白内障超声乳化摘除术", at, "", (("lens", 1),))
    w.add(v, "trabec", 0.5, at)
    v.operations.append({"code": "12.6400", "name": "小梁切除术", "at": at, "anst": "3"})
    w.plant([v])


@clean(
    "Four roots of two molars treated in one sitting: four of preparation, four of filling, by the canal as the list counts."
)
def four_canals(w: World, i: int) -> None:
    v = clinic(
        w,
        ("kq1", "kq2", "kq3")[i % 3],
        w.person(lo=25, hi=65),
        w.at(w.workday()),
        (PULP,),
        tests=("tooth_film",),
        dept="口腔科",
        minutes=90,
    )
    w.add(v, "canal_prep", 4, v.start + timedelta(minutes=20))
    w.add(v, "canal_fill", 4, v.start + timedelta(minutes=60))
    w.plant([v])


@clean(
    "A root canal takes four visits in three weeks: opened, dressed, prepared, filled, in one chain but on Saturday in its other shop."
)
def root_canal_in_four_visits(w: World, _: int) -> None:
    p, at, visits = w.person(lo=25, hi=65), w.at(w.workday(hi=LAST - timedelta(days=30))), []
    for m, key in enumerate(("open_pulp", "pulp", "canal_prep", "canal_fill")):
        v = clinic(
            w,
            ("kq1", "kq1", "kq2", "kq1")[m],
            p,
            later(at, 5 * m),
            (PULP,),
            dept="口腔科",
            minutes=40,
        )
        w.add(v, key, 1, v.start + timedelta(minutes=12))
        visits.append(v)
    w.plant(visits)


@clean(
    "Four premolars out before braces that the girl's parents pay: four of the item over two visits."
)
def four_premolars(w: World, i: int) -> None:
    p, at = w.person("2", lo=12, hi=17), w.at(w.workday(hi=LAST - timedelta(days=20)))
    visits = []
    for m in range(2):
        v = clinic(
            w,
            ("kq1", "kq3")[i % 2],
            p,
            later(at, 7 * m),
            (("K07.200", "牙列拥挤"),),
            dept="口腔科",
            minutes=40,
        )
        w.add(v, "pull", 2)
        w.add(v, "lido", 2)
        visits.append(v)
    w.plant(visits)


@clean(
    "A bleeding stomach: six bags of red cells and plasma in a night, a cross match for each, a transfusion fee for each."
)
def six_bags(w: World, i: int) -> None:
    v = stay(
        w,
        ("qrm", "sdy")[i % 2],
        w.person(lo=45, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=12))),
        6,
        (("K25.400", "胃溃疡伴出血"),),
        ("GS15", "消化道出血", 1.2),
        dept="消化内科",
        tests=("cbc", "pt", "blood_type", "alt", "crea"),
        drips=("pants", "saline"),
    )
    at = later(v.start, 0.3)
    for n in range(6):
        for k in ("red_cell" if n < 4 else "plasma", "cross", "transfuse"):
            w.add(v, k, 1, at + timedelta(minutes=50 * n))
    for n in range(4):
        w.add(v, "cbc", 1, at + timedelta(hours=6 * n))
    w.plant([v])


@clean("Leukaemia: a bag of platelets every second day for a month, a count daily.")
def platelets_every_second_day(w: World, _: int) -> None:
    v = stay(
        w,
        "sdy",
        w.person(lo=20, hi=65),
        w.at(w.workday(hi=LAST - timedelta(days=35))),
        26,
        (("C92.000", "急性髓系白血病"),),
        ("RU15", "急性白血病化疗", 4.2),
        dept="血液内科",
        basic=False,
        drips=("saline",),
        daily=(("bed_clean", 1), ("round", 1), ("n1", 1), ("cbc", 1)),
        tests=("bone_marrow", "pt", "blood_type"),
    )
    for d in range(4, 24, 2):
        for k in ("platelet", "transfuse"):
            w.add(v, k, 1, later(v.start, d))
    w.plant([v])


@clean(
    "Samples of the township go to the leading house of the union: drawn in one house, measured and flagged by another, charged once, dated by the laboratory before the clinic's line."
)
def sent_to_the_laboratory_centre(w: World, i: int) -> None:
    v = clinic(
        w, ("xz1", "xz2", "sq1")[i % 3], w.person(lo=35, hi=80), w.at(w.workday()), (DM,), ("metf",)
    )
    for k in ("hba1c", "tsh", "alt", "crea"):
        w.add(
            v,
            k,
            1,
            elsewhere=w.houses["qrm"].code,
            doctor=w.houses["qrm"].doctors[2],
            dept="医学检验中心",
            local_name=f"外送-{k}",
        )
    w.plant([v])


@clean(
    "Clot in the stent at night: angiography and stent in the morning, angiography alone the second time twelve hours later."
)
def second_look_at_night(w: World, _: int) -> None:
    v = stay(
        w,
        "sdy",
        w.person(lo=50, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=12)), 7, 8),
        7,
        (("I21.900", "急性心肌梗死"), CHD),
        ("FM15", "经皮冠状动脉支架植入", 2.6),
        dept="心血管内科",
        tests=("cbc", "tni", "pt", "ecg"),
        drips=("saline", "heparin"),
    )
    at = v.start + timedelta(hours=1)
    v.operations.append({"code": "36.0700", "name": "药物洗脱支架置入术", "at": at, "anst": "3"})
    w.add(v, "stent", 1, at)
    w.add(v, "stent_c", 1, at)
    w.add(v, "coronary", 1, at + timedelta(hours=13))
    v.operations.append(
        {"code": "88.5500", "name": "冠状动脉造影", "at": at + timedelta(hours=13), "anst": "3"}
    )
    for n in range(4):
        w.add(v, "tni", 1, v.start + timedelta(hours=4 * n + 1, minutes=7))
    w.plant([v])


@clean(
    "The gall bladder is stuck: laparoscopy becomes an open cut; an hour longer, two instruments, one operation in the bill."
)
def converted_to_open(w: World, i: int) -> None:
    v = stay(
        w,
        ("qrm", "sdy")[i % 2],
        w.person(lo=40, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=15))),
        9,
        (GALL, ("K81.000", "急性胆囊炎")),
        ("HC21", "胆囊切除手术,伴并发症", 1.8),
        dept="普外科",
        tests=("cbc", "pt", "alt", "us", "ct"),
        drips=("cefur", "saline"),
    )
    operation(w, v, "gall", "51.2200", "胆囊切除术", later(v.start, 1).replace(hour=9))
    for d in range(2, 8):
        w.add(v, "dress_m", 1, later(v.start, d))
    w.plant([v])


@clean("A wound that will not close: dressing changed twice daily, two weeks, large then middle.")
def dressing_twice_daily(w: World, i: int) -> None:
    v = stay(
        w,
        ("gk", "qrm")[i % 2],
        w.person(lo=50, hi=78),
        w.at(w.workday(hi=LAST - timedelta(days=20))),
        14,
        (("E11.500", "糖尿病足"), DM),
        ("KT15", "糖尿病足", 1.1),
        dept="创面修复科",
        tests=("cbc", "crp", "glu", "alt"),
        drips=("ceftri", "saline"),
    )
    for d in range(1, 13):
        for h in (0, 8):
            w.add(
                v,
                "dress_l" if d < 7 else "dress_m",
                1,
                later(v.start.replace(hour=8), d) + timedelta(hours=h),
            )
    for d in range(1, 13):
        w.add(v, "glu_bed", 5, later(v.start, d))
    w.plant([v])


@clean(
    "Ventilated for two weeks: gas three times a day, chest film daily at the bed, suction two dozen times."
)
def two_weeks_on_the_ventilator(w: World, i: int) -> None:
    v = stay(
        w,
        ("sdy", "qrm")[i % 2],
        w.person(lo=55, hi=82),
        w.at(w.workday(hi=LAST - timedelta(days=25))),
        16,
        (("J96.900", "呼吸衰竭"), COPD, PNEU),
        ("AH15", "有创呼吸机支持", 5.5),
        dept="重症医学科",
        basic=False,
        drips=("ceftri", "saline"),
        bed="ICU3",
        daily=(
            ("bed_icu", 1),
            ("round", 1),
            ("n_special", 24),
            ("gas", 3),
            ("vent", 23),
            ("n_suction", 20),
            ("cbc", 1),
        ),
        tests=("pct", "alt", "crea", "pt"),
    )
    for d in range(1, 15):
        w.add(v, "dr", 1, later(v.start, d))
    w.plant([v])


@clean(
    "The plate comes out a year later: knee opened again in the same place, same house, three pieces charged and none bought."
)
def plate_out_next_year(w: World, _: int) -> None:
    p, at = w.person(lo=30, hi=60), w.at(w.workday(hi=LAST - timedelta(days=400)))
    a = stay(
        w,
        "gk",
        p,
        at,
        12,
        (("S72.300", "股骨干骨折"),),
        ("IF15", "上下肢骨手术", 2.2),
        dept="骨科",
        tests=("cbc", "pt", "dr", "ecg"),
        drips=("cefur", "saline"),
    )
    operation(
        w,
        a,
        "fracture",
        "79.3500",
        "股骨骨折切开复位内固定术",
        later(at, 2).replace(hour=10),
        "spinal",
        (("plate", 1), ("screw", 8)),
    )
    b = stay(
        w,
        "gk",
        p,
        later(at, 372),
        6,
        (("Z47.000", "骨折内固定取出"),),
        ("IH15", "骨内固定取出", 0.8),
        dept="骨科",
        tests=("cbc", "pt", "dr", "ecg"),
        drips=("saline",),
    )
    operation(
        w,
        b,
        "plate_out",
        "78.6500",
        "股骨内固定装置去除",
        later(b.start, 1).replace(hour=9),
        "spinal",
    )
    w.plant([a, b])
