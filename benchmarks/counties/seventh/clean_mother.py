"""Look-alikes of mothers, newborns and children."""

from __future__ import annotations

from datetime import timedelta

from .cases import clean
from .life import BRONCH, COLD, NEWBORN, PNEU, PREG, clinic, later, operation, stay
from .world import LAST, Person, Visit, World


def _mother(w: World) -> Person:
    return w.person("2", lo=23, hi=38)


def _birth(
    w: World,
    p: Person | None = None,
    days: int = 3,
    diag: tuple[str, str] = ("O80.000", "头位顺产"),
    **more: object,
) -> Visit:
    at = w.at(w.workday(hi=LAST - timedelta(days=60)), 2, 14)
    return stay(
        w,
        "fy",
        p or _mother(w),
        at,
        days,
        (diag, ("Z37.000", "单胎活产")),
        ("OR15", "阴道分娩", 0.55),
        dept="产科",
        tests=("cbc", "pt", "blood_type", "hbsag", "urine"),
        drips=(),
        kind="52",
        **more,
    )  # type: ignore[arg-type]


@clean(
    "The newborn is charged on the mother's number and stay: newborn bed, nursing, bilirubin, heel test beside hers."
)
def baby_on_mothers_bill(w: World, _: int) -> None:
    v = _birth(w)
    lines = [w.add(v, "born", 1, later(v.start, 0.2))]
    for d in (1, 2):
        lines += [w.add(v, k, 1, later(v.start, d)) for k in ("bed_baby", "n_baby", "bili_skin")]
    lines += [w.add(v, "hear", 1, later(v.start, 2)), w.add(v, "dna_heel", 1, later(v.start, 2))]
    w.plant([v])


@clean("Twins on the mother's bill: two newborn beds, two nursings, two of every test a day.")
def twins_on_mothers_bill(w: World, _: int) -> None:
    v = _birth(w, diag=("O30.000", "双胎妊娠"))
    w.add(v, "born2", 1, later(v.start, 0.2))
    for d in (1, 2):
        for k in ("bed_baby", "n_baby", "bili_skin"):
            w.add(v, k, 2, later(v.start, d))
    w.add(v, "hear", 2, later(v.start, 2))
    w.plant([v])


@clean(
    "A boy of two days lies as an inpatient of his own under the mother's insurance number: she in childbed, he in the incubator, two stays of one number."
)
def son_on_mothers_number(w: World, _: int) -> None:
    v = _birth(w)
    w.add(v, "born", 1, later(v.start, 0.2))
    b = stay(
        w,
        "fy",
        v.person,
        later(v.start, 0.3),
        6,
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
    w.plant([v, b])


@clean(
    "A child of 27 weeks is still in the incubator on day 60: newborn items, own number, a stay of seventy days."
)
def preterm_of_two_months(w: World, _: int) -> None:
    at = w.at(w.workday(hi=LAST - timedelta(days=80)))
    p = w.person(born=at.date(), insurance="390")
    v = stay(
        w,
        "fy",
        p,
        at,
        68,
        (("P07.300", "早产婴儿"), ("P22.000", "新生儿呼吸窘迫综合征")),
        dept="新生儿科",
        basic=False,
        drips=("glucose",),
        tests=("cbc", "crp", "gas", "dr"),
        daily=(("bed_baby", 1), ("n_baby_special", 1), ("round", 1), ("incubator", 24)),
    )
    for d in range(0, 12):
        w.add(v, "vent", 24, later(v.start, d))
    v.more["newborn"] = "1"
    w.plant([v])


@clean("Skin bilirubin three times a day under light: the nurse follows it, the line says three.")
def bilirubin_thrice(w: World, i: int) -> None:
    at = w.at(w.workday(hi=LAST - timedelta(days=20)))
    p = w.person(born=(at - timedelta(days=3)).date(), insurance="390")
    v = stay(
        w,
        ("fy", "er")[i % 2],
        p,
        at,
        4,
        (("P59.900", "新生儿黄疸"),),
        dept="新生儿科",
        basic=False,
        drips=(),
        tests=("cbc", "alt"),
        daily=(
            ("bed_baby", 1),
            ("n_baby_special", 1),
            ("round", 1),
            ("blue", 16),
            ("bili_skin", 3),
        ),
    )
    v.more["newborn"] = "1"
    w.plant([v])


@clean(
    "Labour stopped: pain relief and four hours of it, then a section under spinal anaesthesia by the same catheter."
)
def labour_then_section(w: World, _: int) -> None:
    v = _birth(w, days=5, diag=("O64.900", "梗阻性分娩"))
    v.group = None
    at = later(v.start, 0.4)
    w.add(v, "ctg", 4, v.start)
    w.add(v, "epidural_labor", 1, v.start + timedelta(hours=3))
    operation(w, v, "section", "74.1x00", "剖宫产术,子宫下段横切口", at, "spinal")
    for k in ("oxyto", "catheter", "cefur"):
        w.add(v, k, 2 if k == "oxyto" else 1, at)
    w.plant([v])


@clean(
    "Vaginal birth failed with the head low: forceps tried and charged, section after it; both stand in the bill."
)
def forceps_then_section(w: World, _: int) -> None:
    v = _birth(w, days=6, diag=("O66.500", "产钳助产失败"))
    v.group = None
    at = later(v.start, 0.5)
    operation(w, v, "section", "74.1x00", "剖宫产术", at, "ga")
    w.add(v, "ctg", 6, v.start)
    w.plant([v])


@clean(
    "A pregnancy at risk: fetal monitoring twice daily for two weeks, ultrasound every third day."
)
def daily_ctg(w: World, _: int) -> None:
    at = w.at(w.workday(hi=LAST - timedelta(days=20)))
    v = stay(
        w,
        "fy",
        _mother(w),
        at,
        12,
        (("O14.100", "重度子痫前期"),),
        ("OZ15", "与妊娠有关的其他疾患", 0.6),
        dept="产科",
        daily=(("ctg", 2), ("amlod", 0.05)),
        drips=("saline",),
        tests=("cbc", "alt", "crea", "pt", "urine", "us"),
    )
    for d in (3, 6, 9):
        w.add(v, "us", 1, later(at, d))
        w.add(v, "urine", 1, later(at, d))
    w.plant([v])


@clean("hCG every second day after a doubtful pregnancy: three visits, five tests in ten days.")
def hcg_series(w: World, _: int) -> None:
    p, at = _mother(w), w.at(w.workday(hi=LAST - timedelta(days=20)))
    w.plant(
        [
            clinic(
                w, "fy", p, later(at, 2 * d), (("O26.900", "早孕"),), tests=("bhcg",), dept="妇科"
            )
            for d in range(5)
        ]
    )


@clean(
    "Antenatal care in three houses: township for the book, district for the ultrasound, tertiary for the risk; one week."
)
def antenatal_in_three_houses(w: World, _: int) -> None:
    p, at = _mother(w), w.at(w.workday(hi=LAST - timedelta(days=10)))
    w.plant(
        [
            clinic(w, h, p, later(at, d), (PREG,), tests=t, dept="产科", kind="51")
            for h, d, t in (("xz1", 0, ("urine",)), ("fy", 1, ("us", "cbc")), ("sdy", 4, ("us",)))
        ]
    )


@clean(
    "Day surgery of a child: two cousins of one age on one day for the same hernia, alike to the fen."
)
def two_children_same_hernia(w: World, _: int) -> None:
    at, visits = w.at(w.workday(hi=LAST - timedelta(days=5)), 8, 9), []
    for n in range(2):
        v = stay(
            w,
            "er",
            w.person("1", lo=2, hi=5, insurance="390"),
            at + timedelta(minutes=20 * n),
            1,
            (("K40.900", "腹股沟疝"),),
            dept="日间病房",
            tests=("cbc", "pt"),
            drips=("saline",),
            kind="28",
        )
        operation(w, v, "hernia", "53.0000", "疝囊高位结扎术", at + timedelta(hours=2 + n), "ga")
        visits.append(v)
    w.plant(visits)


@clean("Nebulisation four times a day for an infant with bronchiolitis, suction before each.")
def infant_nebulised(w: World, _: int) -> None:
    v = stay(
        w,
        "er",
        w.person(lo=0.3, hi=1.2, insurance="390"),
        w.at(w.workday(hi=LAST - timedelta(days=10))),
        5,
        (("J21.900", "急性毛细支气管炎"),),
        ("ES25", "呼吸系统感染", 0.7),
        dept="儿科",
        daily=(("neb", 4), ("budes", 4), ("n_suction", 6), ("scalp", 1)),
        drips=(),
        tests=("cbc", "crp", "dr"),
    )
    w.plant([v])


@clean(
    "Hospital fever week: the same child comes on Monday, Tuesday, Wednesday with a count each day."
)
def child_three_days_running(w: World, _: int) -> None:
    p, at = w.person(lo=1, hi=6), w.at(w.workday(hi=LAST - timedelta(days=10)))
    at -= timedelta(days=at.weekday() % 5)
    w.plant(
        [
            clinic(
                w,
                "er",
                p,
                later(at, d),
                (COLD if d == 0 else BRONCH,),
                (("ibup",), (), ("azith",))[d],
                ("cbc", "crp"),
                dept="儿科",
                kind="13",
                see="see_er",
            )
            for d in range(3)
        ]
    )


@clean(
    "The mother of a breast-fed child in hospital pays a companion's bed by herself: a second bed on one stay, outside the cover."
)
def companion_bed(w: World, _: int) -> None:
    v = stay(
        w,
        "er",
        w.person(lo=0.2, hi=2, insurance="390"),
        w.at(w.workday(hi=LAST - timedelta(days=10))),
        5,
        (PNEU,),
        ("ES25", "呼吸系统感染", 0.7),
        dept="儿科",
        drips=(),
        daily=(("scalp", 1), ("ceftri", 1)),
        tests=("cbc", "crp"),
    )
    for d in range(5):
        w.add(v, "bed", 1, later(v.start, d), own=True, local_name="陪护床位费(自费)")
    w.plant([v])
