"""What nobody planted: eighteen months of ordinary days in every house."""

from __future__ import annotations

from datetime import timedelta

from .courses import courses
from .life import (
    AMD,
    APP,
    BREAST,
    BRONCH,
    CATARACT,
    CHD,
    CHEMO,
    COLD,
    COLON,
    COPD,
    DEPR,
    DM,
    GALL,
    GASTRITIS,
    GLAUC,
    HEMI,
    HEPB,
    HERNIA,
    HTN,
    KNEE,
    LUMBAR,
    LUNG,
    NECK,
    PERIO,
    PNEU,
    PULP,
    SCHIZ,
    buy,
    clinic,
    formula,
    later,
    operation,
    stay,
)
from .world import FIRST, LAST, Person, World

STROKE_IN = ("I63.900", "脑梗死")
CHEMO_OF = {"2": BREAST, "1": LUNG}
CHRONIC = (
    (HTN, ("amlod",)),
    (HTN, ("valsa", "amlod")),
    (DM, ("metf",)),
    (DM, ("metf", "acarb")),
    (CHD, ("aspirin", "atorva")),
    (CHD, ("clopi", "atorva")),
    (HEPB, ("entec",)),
    (DM, ("glarg", "metf")),
)
SMALL = ("sq1", "sq2", "xz1", "xz2", "cw1", "cw2", "cw3", "cw4", "gx")
SHOPS = ("mt1", "mt2", "ls1", "ls2", "ls3", "ls4", "yd1", "yd2", "yd3", "yd4")
ILL = (
    (COLD, ("parac", "lianhua"), ()),
    (COLD, ("gandong",), ("cbc",)),
    (GASTRITIS, ("omep",), ()),
    (BRONCH, ("cefix",), ("cbc", "crp")),
    (LUMBAR, ("ibup",), ()),
    (("L30.900", "湿疹"), ("doxo_eye",), ()),
    (("N39.000", "泌尿道感染"), ("cefix",), ("urine",)),
)


def _pool(w: World, n: int) -> list[Person]:
    return [w.person(lo=3, hi=88) for _ in range(n)]


def chronic(w: World, persons: int) -> None:
    """Monthly drugs, at the doctor's or in the shop where they are used to going."""
    r = w.rng
    for _ in range(persons):
        p = w.person(lo=45, hi=84)
        diag, drugs = r.choice(CHRONIC)
        house = r.choice((*SMALL, *SHOPS, "qrm", "hlw"))
        at = w.at(w.workday(FIRST, FIRST + timedelta(days=200)))
        for _ in range(r.randrange(4, 11)):
            if at.date() > LAST:
                break
            if house in SHOPS:
                kind = "9929" if house.startswith("mt") else "41"
                buy(w, house, p, at, drugs, kind=kind, diag=diag)
            elif house == "hlw":
                clinic(w, house, p, at, (diag,), drugs, see="video", dept="互联网诊疗")
            else:
                clinic(
                    w,
                    house,
                    p,
                    at,
                    (diag,),
                    drugs,
                    ("glu",) if diag == DM and r.random() < 0.4 else (),
                    kind="14" if house == "qrm" else "11",
                )
            # Boxes of 28 to 30 days: a box is fetched when the last is nearly empty, or later.
            at = w.at(later(at, r.randrange(29, 40)).date())
            at = later(at, {5: 2, 6: 1}.get(at.weekday(), 0))


def acute(w: World, n: int) -> None:
    """Colds, coughs, backs, itches."""
    r = w.rng
    pool = _pool(w, n // 2)
    for _ in range(n):
        p = r.choice(pool)
        at = w.at(w.workday())
        if not p.free(at.date(), at.date()):
            continue
        diag, drugs, tests = r.choice(ILL)
        if r.random() < 0.35:
            buy(w, r.choice(SHOPS[2:]), p, at, drugs, diag=diag)
        else:
            clinic(
                w,
                r.choice((*SMALL, *SMALL, "qrm", "sdy", "my", "qy")),
                p,
                at,
                (diag,),
                drugs,
                tests,
            )


def specialists(w: World, n: int) -> None:
    """Teeth, eyes, skin, children, needles, examinations."""
    r = w.rng
    for _ in range(n):
        at = w.at(w.workday())
        k = r.randrange(9)
        if k == 0:
            v = clinic(
                w,
                r.choice(("kq1", "kq2", "kq3")),
                w.person(lo=14),
                at,
                (PULP,),
                tests=("tooth_film",),
                dept="口腔科",
            )
            w.add(v, "open_pulp", 1, at + timedelta(minutes=9))
        elif k == 1:
            v = clinic(
                w, r.choice(("kq1", "kq2", "kq3")), w.person(lo=18), at, (PERIO,), dept="口腔科"
            )
            w.add(v, "fill", 1, at + timedelta(minutes=9))
        elif k == 2:
            clinic(
                w,
                "yk",
                w.person(lo=50),
                at,
                (r.choice((CATARACT, GLAUC, AMD)),),
                ("levof_eye",),
                ("iop", "fundus"),
                dept="眼科",
            )
        elif k == 3:
            clinic(
                w,
                "pf",
                w.person(lo=16),
                at,
                (("L20.900", "特应性皮炎"),),
                ("doxo_eye",),
                dept="皮肤科",
            )
        elif k == 4:
            clinic(
                w,
                "er",
                w.person(lo=1, hi=12),
                at,
                (BRONCH,),
                ("azith",),
                ("cbc", "crp"),
                dept="儿科",
            )
        elif k == 5:
            p = w.person(lo=30, hi=75)
            for m in range(r.randrange(4, 9)):
                v = clinic(
                    w,
                    "zyg",
                    p,
                    at + timedelta(days=2 * m, minutes=r.randrange(-25, 25)),
                    (r.choice((LUMBAR, NECK)),),
                    dept="针灸科",
                    minutes=50,
                )
                w.add(v, "needle", 1, v.start + timedelta(minutes=8))
                w.add(v, "cup", 1, v.start + timedelta(minutes=34))
                if later(at, 2 * m).date() >= LAST - timedelta(days=3):
                    break
        elif k == 6:
            v = clinic(
                w,
                r.choice(("zy", "zyg")),
                w.person(lo=25),
                at,
                (r.choice((GASTRITIS, ("G47.000", "失眠症"))),),
                dept="中医科",
            )
            formula(w, v, 7, at + timedelta(minutes=9))
        elif k == 7:
            clinic(
                w,
                "fy",
                w.person("2", lo=22, hi=38),
                at,
                (("Z34.900", "正常妊娠监督"),),
                tests=("prenatal", "us", "urine"),
                dept="产科",
                kind="51",
            )
        else:
            clinic(w, "gx", w.person(lo=18, hi=24, insurance="390"), at, (COLD,), ("gandong",))


def wards(w: World, n: int) -> None:
    """Ordinary stays."""
    r = w.rng
    for _ in range(n):
        at = w.at(w.workday(hi=LAST - timedelta(days=25)), 8.5, 14)
        k = r.randrange(13)
        old = lambda: w.person(lo=50, hi=86)  # noqa: E731
        if k <= 2:
            stay(
                w,
                r.choice(("qrm", "sdy", "my", "qy")),
                old(),
                at,
                r.randrange(6, 11),
                (PNEU, HTN),
                ("ES25", "呼吸系统感染", 0.82),
                dept="呼吸内科",
                tests=("cbc", "crp", "alt", "crea", "k", "ct", "ecg", "pct"),
                drips=("ceftri", "ambro", "saline"),
                home=("cefix",),
            )
        elif k == 3:
            stay(
                w,
                r.choice(("qrm", "sdy")),
                old(),
                at,
                r.randrange(8, 13),
                (STROKE_IN, HTN),
                ("BR25", "脑缺血性疾患", 1.05),
                dept="神经内科",
                tests=("cbc", "pt", "alt", "crea", "k", "glu", "ct", "mri", "ecg", "us_neck"),
                drips=("glucose", "saline"),
                home=("clopi", "atorva"),
            )
        elif k == 4:
            stay(
                w,
                r.choice(("xz1", "xz2", "sq1")),
                old(),
                at,
                r.randrange(5, 9),
                (r.choice((COPD, PNEU)),),
                dept="内科",
                tests=("cbc", "crp", "alt", "crea", "dr", "ecg"),
                daily=(("neb", 1), ("budes", 1)),
                home=("cefix",),
            )
        elif k == 5:
            v = stay(
                w,
                r.choice(("qrm", "my", "sdy")),
                w.person(lo=18, hi=70),
                at,
                5,
                (r.choice((GALL,)),),
                ("HC25", "胆囊切除手术", 1.3),
                dept="普外科",
                tests=("cbc", "pt", "alt", "crea", "k", "hbsag", "ecg", "us", "dr"),
                drips=("cefur", "saline"),
            )
            operation(
                w,
                v,
                "gall",
                "51.2300",
                "腹腔镜下胆囊切除术",
                later(at, 1).replace(hour=9, minute=30),
            )
            w.add(v, "patho", 1, later(at, 2), kind="04")
        elif k == 6:
            v = stay(
                w,
                "rj",
                w.person(lo=25, hi=66),
                at.replace(hour=8),
                1,
                (HERNIA,),
                dept="日间病房",
                tests=("cbc", "pt", "ecg"),
                drips=("cefur", "saline"),
                kind="28",
            )
            operation(
                w,
                v,
                "hernia",
                "53.0000",
                "腹股沟疝修补术",
                at.replace(hour=10, minute=30),
                "spinal",
                (("mesh", 1),),
            )
        elif k == 7:
            v = stay(
                w,
                "yk",
                w.person(lo=60, hi=86),
                at.replace(hour=8),
                2,
                (CATARACT,),
                ("CB15", "晶体手术", 0.7),
                dept="眼科",
                tests=("cbc", "glu", "ecg", "biom", "iop"),
                drips=(),
                home=("levof_eye",),
            )
            operation(
                w,
                v,
                "cataract",
                "13.4100",
                "白内障超声乳化摘除术",
                later(at, 1).replace(hour=9),
                "",
                (("lens", 1),),
            )
        elif k == 8:
            p = w.person(lo=35, hi=74)
            for m in range(r.randrange(2, 5)):
                start = later(at, 21 * m)
                if start.date() > LAST - timedelta(days=8):
                    break
                stay(
                    w,
                    "zl",
                    p,
                    start,
                    3,
                    (
                        CHEMO,
                        r.choice((BREAST if p.sex == "2" else LUNG, COLON))
                        if m == 0
                        else CHEMO_OF[p.sex],
                    ),
                    ("RE15", "恶性增生性疾患的化学治疗", 0.6),
                    dept="肿瘤内科",
                    tests=("cbc", "alt", "crea"),
                    drips=("saline", "ondan"),
                    daily=(("oxali", 1),) if m % 2 else (("docet", 1),),
                )
        elif k == 9:
            at = w.at(w.workday(hi=LAST - timedelta(days=60)), 8.5, 14)
            stay(
                w,
                "jw",
                w.person(lo=20, hi=65),
                at,
                r.randrange(25, 55),
                (r.choice((SCHIZ, DEPR)),),
                dept="精神科",
                tests=("cbc", "alt", "crea", "k", "ecg", "scale"),
                drips=(),
                daily=(("mind_watch", 1), ("rispe", 0.0333)),
                workdays=(("work_rec", 1),),
                nurse="n_mind",
            )
        elif k == 10:
            stay(
                w,
                "kf",
                w.person(lo=45, hi=80),
                at,
                r.randrange(18, 27),
                (HEMI, HTN),
                dept="康复科",
                tests=("cbc", "alt", "crea", "glu", "ecg", "rehab_eval"),
                drips=(),
                workdays=(("hemi", 1), ("ot", 1), ("needle", 1), ("lowfreq", 1)),
                daily=(("amlod", 0.0357),),
            )
        elif k == 11:
            stay(
                w,
                r.choice(("zy", "gk")),
                w.person(lo=35, hi=75),
                at,
                r.randrange(8, 13),
                (r.choice((LUMBAR, NECK, KNEE)),),
                ("IU25", "颈腰背疾患", 0.42),
                dept="针推科",
                tests=("cbc", "alt", "crea", "ecg", "mri"),
                drips=(),
                daily=(("needle", 1), ("tuina_waist", 1), ("hot_pack", 1)),
            )
        else:
            v = stay(
                w,
                "qrm",
                w.person(lo=12, hi=60),
                at,
                5,
                (APP,),
                ("GD25", "阑尾切除术", 1.0),
                dept="普外科",
                tests=("cbc", "pt", "alt", "crea", "k", "us", "ecg"),
                drips=("cefur", "saline"),
            )
            operation(w, v, "appendix", "47.0100", "腹腔镜阑尾切除术", at + timedelta(hours=3))


def live(w: World, scale: float) -> None:
    """Everything."""
    n = lambda x: max(1, round(x * scale))  # noqa: E731
    chronic(w, n(1000))
    acute(w, n(5200))
    specialists(w, n(2300))
    wards(w, n(900))
    courses(w, n(55), n(90), n(50))
