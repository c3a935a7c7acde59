"""Look-alikes added after the first mending: one number for two people, long stays, dates without hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from .cases import clean
from .life import (
    BREAST,
    CHEMO,
    DEPR,
    HEPB,
    HTN,
    NEWBORN,
    PNEU,
    SCHIZ,
    STROKE,
    clinic,
    later,
    stay,
)
from .world import FIRST, LAST, Visit, World


def _birth(w: World, days: int = 4, diag: tuple[str, str] = ("O80.000", "头位顺产")) -> Visit:
    at = w.at(w.workday(hi=LAST - timedelta(days=30)), 2, 14)
    return stay(
        w,
        "fy",
        w.person("2", lo=23, hi=38),
        at,
        days,
        (diag, ("Z37.000", "单胎活产")),
        ("OR15", "阴道分娩", 0.55),
        dept="产科",
        tests=("cbc", "pt", "blood_type", "hbsag", "urine"),
        drips=(),
        kind="52",
    )


@clean(
    "A boy of three days on his mother's number has his scrotum looked at by ultrasound; the bill is a woman's."
)
def boy_on_mothers_number(w: World, _i: int) -> None:
    v = _birth(w)
    w.add(v, "born", 1, later(v.start, 0.2))
    b = stay(
        w,
        "fy",
        v.person,
        later(v.start, 0.4),
        5,
        (("P83.500", "先天性鞘膜积液"), NEWBORN),
        dept="新生儿科",
        basic=False,
        drips=(),
        tests=("cbc", "us_scrotum"),
        daily=(("bed_baby", 1), ("n_baby_special", 1), ("round", 1)),
    )
    b.more["newborn"] = "1"
    w.plant([v, b])


@clean(
    "The newborn is insured with the father: incubator, newborn nursing and heel test on a man of thirty."
)
def baby_on_fathers_number(w: World, _i: int) -> None:
    at = w.at(w.workday(hi=LAST - timedelta(days=20)), 9, 20)
    b = stay(
        w,
        "fy",
        w.person("1", lo=25, hi=42),
        at,
        7,
        (("P59.900", "新生儿黄疸"), NEWBORN),
        dept="新生儿科",
        basic=False,
        drips=(),
        tests=("cbc", "bili_skin"),
        daily=(
            ("bed_baby", 1),
            ("n_baby_special", 1),
            ("round", 1),
            ("incubator", 24),
            ("blue", 12),
        ),
    )
    b.more["newborn"] = "1"
    w.add(b, "dna_heel", 1, later(at, 3))
    w.plant([b])


@clean(
    "Mother with eclampsia and her child are both watched by monitor for the whole day, on her bill: forty-eight hours of a day."
)
def two_hearts_watched(w: World, _i: int) -> None:
    v = _birth(w, 5, ("O14.100", "重度子痫前期"))
    w.add(v, "born", 1, later(v.start, 0.2))
    for d in (1, 2, 3):
        for k, n in (
            ("monitor", 24),
            ("spo2", 24),
            ("baby_watch", 24),
            ("bed_baby", 1),
            ("n_baby_special", 1),
        ):
            w.add(v, k, n, later(v.start, d))
    w.plant([v])


@clean(
    "Twins on their mother's bill: two heel tests; the first sample of one was clotted and taken again."
)
def three_heel_tests(w: World, _i: int) -> None:
    v = _birth(w, 4, ("O30.000", "双胎妊娠"))
    w.add(v, "born2", 1, later(v.start, 0.2))
    w.add(v, "dna_heel", 2, later(v.start, 3))
    for d in (1, 2, 3):
        for k in ("bed_baby", "n_baby"):
            w.add(v, k, 2, later(v.start, d))
    w.plant([v])


@clean(
    "HELLP: blood count in the morning, platelets alone every six hours, in a house that writes dates only."
)
def platelets_every_six_hours(w: World, _i: int) -> None:
    v = _birth(w, 5, ("O14.200", "HELLP综合征"))
    for d in (1, 2):
        w.add(v, "cbc", 1, later(v.start, d))
        for _ in range(3):
            w.add(v, "plt", 1, later(v.start, d))
    w.plant([v])


@clean("A man with cancer of the breast: ultrasound of the breast, operation, chemotherapy.")
def mans_breast(w: World, i: int) -> None:
    p = w.person("1", lo=50, hi=75)
    at = w.at(w.workday(hi=LAST - timedelta(days=40)))
    w.plant(
        [
            clinic(
                w,
                ("zl", "sdy")[i % 2],
                p,
                at,
                (BREAST,),
                tests=("us_breast", "cbc", "cea"),
                dept="乳腺外科",
            ),
            stay(
                w,
                "zl",
                p,
                later(at, 20),
                3,
                (CHEMO, BREAST),
                ("RE15", "恶性增生性疾患的化学治疗", 0.6),
                dept="肿瘤内科",
                tests=("cbc", "alt"),
                drips=("saline", "ondan"),
                daily=(("docet", 1),),
            ),
        ]
    )


@clean(
    "The register of deaths has the day alone: he died at eleven in the evening, and was treated until then."
)
def died_in_the_evening(w: World, _i: int) -> None:
    p, at = w.person(lo=70, hi=88), w.at(w.workday(hi=LAST - timedelta(days=20)))
    v = stay(
        w,
        "sdy",
        p,
        at,
        6,
        (PNEU, STROKE),
        ("ES21", "呼吸系统感染,伴并发症", 1.2),
        dept="呼吸内科",
        tests=("cbc", "gas", "ct"),
        drips=("ceftri", "saline"),
        leave_at=23.1,
    )
    v.leaving, p.died = "5", datetime(v.end.year, v.end.month, v.end.day)
    for h in (6, 3, 1):
        w.add(v, "neb", 1, v.end - timedelta(hours=h), exact=True)
    w.plant([v])


@clean("Two months on the psychiatric ward: psychotherapy thrice a week makes twenty-six.")
def talk_thrice_a_week(w: World, _i: int) -> None:
    v = stay(
        w,
        "jw",
        w.person(lo=20, hi=50),
        w.at(w.workday(hi=LAST - timedelta(days=75))),
        62,
        (DEPR,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1), ("escit", 0.0357)),
        workdays=(("work_rec", 1),),
        tests=("cbc", "ecg"),
        nurse="n_mind",
    )
    for d in range(62):
        if later(v.start, d).weekday() in (0, 2, 4):
            w.add(v, "psycho", 1, later(v.start, d))
    w.plant([v])


@clean("Ten months on the ward: two scales a fortnight make forty.")
def scales_of_ten_months(w: World, _i: int) -> None:
    v = stay(
        w,
        "jw",
        w.person(lo=30, hi=60),
        w.at(w.workday(FIRST, FIRST + timedelta(days=180))),
        290,
        (SCHIZ,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1), ("rispe", 0.0333)),
        workdays=(("work_rec", 1),),
        tests=("cbc", "ecg"),
        nurse="n_mind",
    )
    for d in range(1, 290, 14):
        w.add(v, "scale", 2, later(v.start, d))
    w.plant([v])


@clean("Germ-cell tumour under treatment for six weeks: AFP once a week.")
def weekly_marker(w: World, _i: int) -> None:
    v = stay(
        w,
        "zl",
        w.person("1", lo=18, hi=40),
        w.at(w.workday(hi=LAST - timedelta(days=50))),
        42,
        (CHEMO, ("C62.900", "睾丸恶性肿瘤")),
        ("RE11", "恶性增生性疾患的化学治疗,伴并发症", 2.5),
        dept="肿瘤内科",
        tests=("cbc", "alt", "crea"),
        drips=("saline", "ondan"),
        daily=(("oxali", 0.2),),
    )
    for d in range(1, 42, 7):
        w.add(v, "afp", 1, later(v.start, d))
        w.add(v, "cbc", 1, later(v.start, d + 0.1))
    w.plant([v])


@clean(
    "Ninety days of entecavir in three boxes of thirty: a long prescription by boxes, not by weeks."
)
def three_boxes_of_thirty(w: World, i: int) -> None:
    p, at = w.person(lo=30, hi=65), w.at(w.workday(hi=LAST - timedelta(days=200)))
    w.plant(
        [
            clinic(
                w,
                ("sdy", "crb", "qrm")[i % 3],
                p,
                later(at, 89 * m),
                (HEPB,),
                ("entec",),
                ("hbsag", "alt"),
                kind="14",
                dept="肝病科",
                boxes=3,
            )
            for m in range(2)
        ]
    )


@clean(
    "Two antipsychotics and a mood stabiliser, each at half its dose, by the psychiatrist of the clinic, monthly."
)
def two_antipsychotics(w: World, _i: int) -> None:
    p, at = w.person(lo=25, hi=60), w.at(w.workday(hi=LAST - timedelta(days=100)))
    w.plant(
        [
            clinic(
                w,
                "jw",
                p,
                later(at, 31 * m),
                (SCHIZ,),
                ("rispe", "olanz", "sodval"),
                kind="14",
                dept="精神科门诊",
            )
            for m in range(3)
        ]
    )


@clean("One antidepressant is tapered while the next is built up: both for four weeks.")
def cross_taper(w: World, _i: int) -> None:
    p, at = w.person(lo=25, hi=60), w.at(w.workday(hi=LAST - timedelta(days=100)))
    w.plant(
        [
            clinic(w, "jw", p, later(at, 30 * m), (DEPR,), d, kind="14", dept="精神科门诊")
            for m, d in enumerate((("escit",), ("escit", "sertra"), ("sertra",)))
        ]
    )


@clean(
    "Six diseases of one old man: six drugs a month, one of each kind, four on one prescription and two on another."
)
def six_chronic_drugs(w: World, i: int) -> None:
    p, at = w.person("1", lo=70, hi=86), w.at(w.workday(hi=LAST - timedelta(days=100)))
    diag = (
        HTN,
        ("E11.900", "2型糖尿病"),
        ("I25.103", "冠心病"),
        ("N40.x00", "前列腺增生"),
        ("E03.900", "甲状腺功能减退症"),
    )
    visits = []
    for m in range(3):
        v = clinic(
            w,
            ("sq1", "qrm")[i % 2],
            p,
            later(at, 31 * m),
            diag,
            ("valsa", "metf", "aspirin", "atorva", "tamsu", "levo"),
            kind="14",
        )
        for x in v.lines[-2:]:
            x.more["rx"] += "B"
        visits.append(v)
    w.plant(visits)
