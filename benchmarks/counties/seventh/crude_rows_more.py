"""More schemes about rows: wards, laboratories, theatres and the clinic."""

from __future__ import annotations

from datetime import timedelta

from .cases import scheme
from .life import (
    BRONCH,
    COLD,
    COPD,
    DM,
    GALL,
    HEMI,
    HTN,
    PNEU,
    PREG,
    SCHIZ,
    TB,
    clinic,
    later,
    operation,
    stay,
)
from .world import LAST, Visit, World


def _ward(w: World, house: str, days: int = 7, **more: object) -> Visit:
    return stay(
        w,
        house,
        w.person(lo=45, hi=78),
        w.at(w.workday(hi=LAST - timedelta(days=days + 3))),
        days,
        more.pop("diag", (PNEU, HTN)),
        ("ES25", "呼吸系统感染", 0.82),
        **more,
    )  # type: ignore[arg-type]


@scheme(8, "男性妇科: men with transvaginal ultrasound.")
def men_with_gynaecology(w: World, i: int) -> None:
    v = clinic(
        w,
        ("my", "pf", "fy")[i % 3],
        w.person("1", lo=20, hi=60),
        w.at(w.workday()),
        (("N41.900", "前列腺炎"),),
        dept="门诊",
    )
    w.plant([v], [w.add(v, "us_gyn", 1)])


@scheme(8, "超频次: psychotherapy three times a day, every day of two months; forty on some.")
def talk_all_day(w: World, _: int) -> None:
    v = stay(
        w,
        "jw",
        w.person(lo=20, hi=60),
        w.at(w.workday(hi=LAST - timedelta(days=35))),
        30,
        (SCHIZ,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1), ("psycho", 4)),
        tests=("cbc", "ecg"),
        nurse="n_mind",
    )
    w.plant([v], [x for x in v.lines if x.item.name == "心理治疗"], loss=90 * 4 * 30 * 0.5)


@scheme(
    8,
    "MECT 重复收取麻醉监护: general anaesthesia and monitoring beside the treatment that contains them.",
)
def mect_with_anaesthesia(w: World, _: int) -> None:
    v = stay(
        w,
        "jw",
        w.person(lo=20, hi=60),
        w.at(w.workday(hi=LAST - timedelta(days=35))),
        28,
        (SCHIZ,),
        dept="精神科",
        drips=(),
        daily=(("mind_watch", 1),),
        tests=("cbc", "ecg"),
        nurse="n_mind",
    )
    lines = []
    for d in (3, 5, 7, 10, 12, 14):
        w.add(v, "mect", 1, later(v.start, d))
        lines += [w.add(v, "ga", 1, later(v.start, d)), w.add(v, "op_watch", 1, later(v.start, d))]
    w.plant([v], lines)


@scheme(8, "超标准: 40 hours of monitoring and 30 of oxygen on every day.")
def forty_hours_a_day(w: World, i: int) -> None:
    v = _ward(w, ("my", "xz1", "qy")[i % 3], 6, dept="内科")
    lines = []
    for d in range(1, 5):
        lines += [
            w.add(v, "monitor", 40, later(v.start, d)),
            w.add(v, "oxygen", 30, later(v.start, d)),
        ]
    v.group = None
    w.plant([v], lines, loss=sum(x.covered for x in lines) * 0.35 * 0.75)


@scheme(8, "重复收费: plain and contrast CT of the same region in the same quarter of an hour.")
def plain_beside_contrast(w: World, i: int) -> None:
    v = clinic(
        w,
        ("my", "qy", "sdy")[i % 3],
        w.person(lo=40),
        w.at(w.workday()),
        (GALL,),
        dept="外科门诊",
        minutes=90,
    )
    at = v.start + timedelta(minutes=30)
    w.add(v, "ct_c", 1, at)
    w.plant([v], [w.add(v, "ct", 1, at)])


@scheme(8, "组套拆分: blood count and its parts.")
def count_and_its_parts(w: World, i: int) -> None:
    v = clinic(
        w,
        ("my", "tj", "qy", "xz2")[i % 4],
        w.person(lo=20),
        w.at(w.workday()),
        (COLD,),
        tests=("cbc",),
    )
    at = v.start + timedelta(minutes=4)
    w.plant([v], [w.add(v, k, 1, at) for k in ("wbc", "plt", "hb")])


@scheme(
    8,
    "体检: the examination house bills a company's yearly check to the insurance, forty workers, one day, one set of tests.",
)
def company_check(w: World, _: int) -> None:
    d = w.workday()
    visits = []
    for _ in range(25):
        at = w.at(d, 7.5, 11)
        visits.append(
            clinic(
                w,
                "tj",
                w.person(lo=25, hi=55, insurance="310"),
                at,
                (HTN,),
                tests=("cbc", "urine", "alt", "crea", "glu", "us", "dr", "ecg", "cea"),
                dept="健康管理科",
            )
        )
    w.plant(visits)


@scheme(8, "洗胃 and 插胃管; 膀胱灌注 and 导尿: the step beside the whole.")
def step_beside_the_whole(w: World, i: int) -> None:
    a, b = (("lavage", "stomach_tube"), ("bladder_wash", "catheter"))[i % 2]
    v = clinic(
        w,
        ("my", "qrm", "jj")[i % 3],
        w.person(lo=30),
        w.at(w.workday()),
        (("T50.900", "药物中毒") if i % 2 == 0 else ("C67.900", "膀胱恶性肿瘤"),),
        dept="急诊科",
        kind="13" if i % 2 == 0 else "11",
        see="see_er",
        minutes=90,
    )
    at = v.start + timedelta(minutes=15)
    w.add(v, a, 1, at)
    w.plant([v], [w.add(v, b, 1, at)])


@scheme(8, "血气 with HCO3 of the same minute.")
def gas_and_bicarbonate(w: World, i: int) -> None:
    v = _ward(w, ("my", "sdy", "qrm")[i % 3], 6, diag=(COPD,), dept="呼吸内科")
    v.group = None
    at = later(v.start, 1)
    w.add(v, "gas", 1, at)
    w.plant([v], [w.add(v, "hco3", 1, at)])


@scheme(8, "全麻 with intubation charged beside.")
def tube_beside_anaesthesia(w: World, i: int) -> None:
    v = stay(
        w,
        ("my", "rj")[i % 2],
        w.person(lo=25, hi=65),
        w.at(w.workday(hi=LAST - timedelta(days=10))),
        4,
        (GALL,),
        dept="普外科",
    )
    at = later(v.start, 1).replace(hour=10)
    operation(w, v, "gall", "51.2300", "腹腔镜下胆囊切除术", at)
    w.plant([v], [w.add(v, "intub", 1, at)])


@scheme(8, "层流床: bronchitis in a laminar-flow bed.")
def clean_bed_for_a_cough(w: World, i: int) -> None:
    v = stay(
        w,
        ("my", "qy")[i % 2],
        w.person(lo=40, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=10))),
        6,
        (BRONCH,),
        dept="内科",
        basic=False,
        daily=(("bed_clean", 1), ("round", 1), ("n2", 1)),
    )
    w.plant([v], [x for x in v.lines if x.item.name.startswith("层流")], loss=6 * 240 * 0.72)


@scheme(
    8,
    "Three ward rounds and three grades of nursing on each day of a private house that posts to the minute.",
)
def three_nursings(w: World, _: int) -> None:
    v = _ward(w, "my", 6, dept="内科")
    v.group = None
    lines = []
    for d in range(1, 6):
        lines += [
            w.add(v, "round", 2, later(v.start, d)),
            w.add(v, "n1", 1, later(v.start, d)),
            w.add(v, "n3", 1, later(v.start, d)),
        ]
    w.plant([v], lines)


@scheme(8, "HbA1c every third day.")
def sugar_memory_too_often(w: World, i: int) -> None:
    v = stay(
        w,
        ("my", "xz1", "qy")[i % 3],
        w.person(lo=45, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=16))),
        12,
        (DM,),
        dept="内分泌科",
        tests=("cbc", "glu"),
        drips=(),
    )
    w.add(v, "hba1c", 1, later(v.start, 0.1))
    w.plant([v], [w.add(v, "hba1c", 1, later(v.start, d)) for d in (3, 6, 9)])


@scheme(8, "Charges after the patient has gone home: eight more days of drips.")
def drips_after_discharge(w: World, i: int) -> None:
    v = _ward(w, ("my", "qrm")[i % 2], 6, dept="内科")
    v.group = None
    lines = [
        w.add(v, k, 1, later(v.end, d), exact=True) for d in range(2, 9) for k in ("drip", "ceftri")
    ]
    v.settled = later(v.end, 10)
    w.plant([v], lines)


@scheme(6, "超限: prenatal test package billed to men and grandmothers.")
def pregnant_grandmother(w: World, i: int) -> None:
    v = clinic(
        w,
        ("fy", "my")[i % 2],
        w.person("1" if i % 2 else "2", lo=62, hi=75),
        w.at(w.workday()),
        (PREG,),
        dept="产科",
    )
    w.plant([v], [w.add(v, "prenatal", 1), w.add(v, "ctg", 1)])


@scheme(6, "Newborn nursing on grandfather's bill.")
def newborn_of_seventy(w: World, i: int) -> None:
    v = _ward(w, ("my", "qy")[i % 2], 5, dept="内科")
    v.group = None
    w.plant(
        [v],
        [w.add(v, "n_baby_special", 5, later(v.start, 1)), w.add(v, "blue", 20, later(v.start, 1))],
    )


@scheme(6, "TB clinic of a private house hands out a year of four drugs at once.")
def year_of_tb_drugs(w: World, i: int) -> None:
    v = clinic(
        w, ("my", "xz2")[i % 2], w.person(lo=30, hi=65), w.at(w.workday()), (TB,), dept="感染科"
    )
    lines = [w.add(v, k, 12, days=360, rx="RX" + v.id) for k in ("rifam", "inh", "emb")]
    w.plant([v], lines, loss=sum(x.covered for x in lines) * 0.5 * 0.9)


@scheme(6, "Hemiplegia training for outpatients who walk in daily, five of one item a day.")
def five_trainings_a_day(w: World, _: int) -> None:
    p = w.person(lo=45, hi=70)
    at = w.at(w.workday(hi=LAST - timedelta(days=20)))
    visits, lines = [], []
    for d in range(8):
        v = clinic(w, "kf", p, w.at(later(at, d).date()), (HEMI,), dept="康复科", minutes=60)
        lines.append(w.add(v, "hemi", 6))
        visits.append(v)
    w.plant(visits, lines, loss=sum(x.covered for x in lines) * 0.8 * 0.6)
