"""Ordinary visits to the hospitals' clinics, their emergency rooms and endoscopies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from .houses import GENERAL, HOSPITALS, TOWNS
from .life import LAST, County


@dataclass(frozen=True)
class Kind:
    """A reason to come: department, diagnoses, what is always and what is sometimes done, what is given, whom it strikes."""

    dept: str
    why: tuple[tuple[str, str], ...]
    always: tuple[str, ...]
    often: tuple[str, ...] = ()
    given: tuple[tuple[str, ...], ...] = ((),)
    lo: float = 18
    hi: float = 90
    sex: str = ""
    share: float = 0.5
    houses: tuple[str, ...] = tuple(GENERAL)
    kind: str = "11"


CLINICS = (
    Kind(
        "呼吸内科",
        (("J20.900", "急性支气管炎"), ("J18.900", "肺炎")),
        ("cbc", "crp"),
        ("chest_ct", "flu"),
        (("ambrox", "cefur"), ("levo", "ambrox"), ("azith",)),
    ),
    Kind(
        "呼吸内科",
        (("J45.900", "支气管哮喘"),),
        ("spiro",),
        ("cbc",),
        (("bufor",), ("bufor", "monte"), ("salbu",)),
        18,
        80,
    ),
    Kind(
        "消化内科",
        (("K29.500", "慢性胃炎"), ("K21.900", "胃食管反流病")),
        (),
        ("breath", "us_abd", "liver"),
        (("rabe", "mebev"), ("omep",), ("rabe",)),
    ),
    Kind(
        "消化内科",
        (("K29.300", "慢性浅表性胃炎"), ("K25.900", "胃溃疡")),
        ("gastro",),
        ("biopsy", "cbc", "ecg"),
        (("rabe",), ("omep", "bifid")),
        25,
        82,
    ),
    Kind(
        "消化内科",
        (("K59.000", "便秘"), ("K63.500", "结肠息肉")),
        ("colon",),
        ("biopsy", "ecg", "clot"),
        ((), ("bifid",)),
        35,
        80,
    ),
    Kind(
        "心内科",
        (("I10.x00", "原发性高血压"), ("I25.100", "冠状动脉粥样硬化性心脏病")),
        ("ecg",),
        ("echo", "lipids", "kidney", "lytes"),
        (("amlo",), ("meto", "atorva"), ("isosorb", "asp"), ("valsartan",)),
        40,
    ),
    Kind(
        "心内科",
        (("I49.900", "心律失常"), ("R00.200", "心悸")),
        ("ecg",),
        ("holter", "tsh", "echo"),
        (("meto",), ()),
        22,
    ),
    Kind(
        "神经内科",
        (("R42.x00", "头晕"), ("G43.900", "偏头痛")),
        (),
        ("head_ct", "head_mr", "us_carotid"),
        (("yinxing",), ("ibu",), ()),
        25,
    ),
    Kind(
        "内分泌科",
        (("E04.100", "甲状腺结节"), ("E03.900", "甲状腺功能减退症")),
        ("tsh",),
        ("us_thy",),
        (("thyrox",), ()),
        20,
    ),
    Kind(
        "骨科",
        (("M17.900", "膝关节骨关节病"), ("M25.500", "关节痛")),
        ("knee_dr",),
        (),
        (("celec",), ("diclo", "guilu")),
        48,
    ),
    Kind("骨科", (("M81.900", "骨质疏松"),), ("dexa",), (), (("alend", "calc"), ("calc",)), 55, 92),
    Kind(
        "外科",
        (("D17.900", "脂肪瘤"), ("L72.100", "皮脂腺囊肿")),
        ("lipoma", "local"),
        ("cbc", "clot"),
        (("lidoc",), ("lidoc", "cefur")),
        18,
        75,
    ),
    Kind(
        "泌尿外科",
        (("N40.x00", "前列腺增生"),),
        ("urine",),
        ("us_pros", "psa"),
        (("tamsu",), ("finas", "tamsu")),
        55,
        92,
        "1",
    ),
    Kind(
        "妇科",
        (("N76.000", "急性阴道炎"), ("N92.100", "月经不规则")),
        ("us_gyn",),
        ("cbc", "urine"),
        (("qianjin",), ("metro",)),
        18,
        55,
        "2",
        0.5,
        ("yy1", "yy3", "yy4", "yy5"),
    ),
    Kind(
        "乳腺外科",
        (("N60.100", "乳腺囊性增生病"),),
        ("us_breast",),
        (),
        (("rupi",), ()),
        22,
        65,
        "2",
        0.5,
        ("yy1", "yy3", "yy5"),
    ),
    Kind(
        "儿科",
        (("J06.900", "急性上呼吸道感染"), ("J20.900", "急性支气管炎")),
        ("cbc", "crp"),
        ("flu", "neb"),
        (("ibu_kid", "cefix"), ("kid_cold",), ("monte",)),
        1,
        13,
        "",
        0.4,
        ("yy1", "yy3", "yy5", "yy5", "yy4"),
    ),
    Kind(
        "儿科",
        (("A09.900", "胃肠炎"),),
        ("cbc",),
        ("lytes",),
        (("smecta", "ors"),),
        1,
        13,
        "",
        0.4,
        ("yy5", "yy5", "yy1"),
    ),
    Kind(
        "皮肤科",
        (("L20.900", "特应性皮炎"), ("L50.900", "荨麻疹")),
        (),
        ("allergy",),
        (("cetir", "momet"), ("lorat",)),
        12,
    ),
    Kind(
        "精神科",
        (("F32.900", "抑郁发作"), ("F41.900", "焦虑障碍")),
        (),
        ("psyche", "talk"),
        (("escit",), ("escit",)),
        18,
        70,
        "",
        0.6,
        ("yy1", "yy4"),
    ),
    Kind(
        "感染科",
        (("B18.100", "慢性乙型病毒性肝炎"),),
        ("liver",),
        ("hbv_dna", "us_abd"),
        (("entec",), ("tenof",)),
        28,
        75,
        "",
        0.6,
        ("yy1", "yy3", "yy4"),
        "14",
    ),
    Kind(
        "神经内科",
        (("G20.x00", "帕金森病"),),
        (),
        (),
        (("madop", "madop"),),
        58,
        90,
        "",
        0.5,
        ("yy1", "yy3"),
        "14",
    ),
    Kind(
        "神经内科",
        (("G40.900", "癫痫"),),
        (),
        ("liver",),
        (("leviti", "leviti"), ("valpr", "valpr")),
        18,
        70,
        "",
        0.4,
        ("yy1", "yy3"),
        "14",
    ),
    Kind(
        "急诊科",
        (("R10.400", "腹痛"), ("K52.900", "胃肠炎")),
        ("see_er", "cbc"),
        ("us_abd", "lytes", "crp"),
        (("smecta",), ("mebev",)),
        18,
        88,
        "",
        0.5,
        tuple(GENERAL),
        "13",
    ),
    Kind(
        "急诊科",
        (("R07.400", "胸痛"),),
        ("see_er", "ecg", "troponin"),
        ("chest_ct", "clot", "lytes"),
        ((),),
        35,
        90,
        "",
        0.5,
        tuple(GENERAL),
        "13",
    ),
    Kind(
        "急诊科",
        (("S01.000", "头皮开放性伤口"),),
        ("see_er", "suture", "local"),
        ("head_ct",),
        (("lidoc", "cefur"),),
        6,
        85,
        "",
        0.6,
        (*GENERAL, *TOWNS),
        "13",
    ),
    Kind(
        "推拿科",
        (("M47.800", "颈椎病"),),
        ("see_tcm", "tuina"),
        ("infra",),
        ((),),
        30,
        78,
        "",
        0.5,
        ("yy2",),
    ),
)


def clinic(w: County) -> None:
    """One visit to a hospital's clinic."""
    r = w.rng
    k = r.choice(CLINICS)
    house = r.choice(k.houses)
    night = k.kind == "13" and r.random() < 0.5
    day = w.day() if k.kind == "13" else w.workday()
    why = r.choice(k.why)
    p = w.somebody(day, day, k.lo, k.hi, k.sex)
    at = w.at(day, 18, 23.5) if night else w.at(day, 8, 16.5)
    v = w.come(house, p, at, k.kind, k.dept, [why], minutes=r.randrange(20, 140))
    if not any(x.startswith("see") for x in k.always):
        w.add(v, "see_old" if house == "yy1" and r.random() < 0.3 else "see", at=at)
    done = [*k.always, *(x for x in k.often if r.random() < k.share)]
    if why[0] == "J18.900" and "chest_ct" not in done:
        done.append("chest_ct")
    for n, key in enumerate(done):
        w.add(v, key, at=at + timedelta(minutes=3 * n))
    for key in sorted(set(r.choice(k.given))):
        many = k.given[0].count(key) if len(k.given) == 1 else max(g.count(key) for g in k.given)
        w.add(v, key, max(1, many), at + timedelta(minutes=15), rx=w.rx())
    if r.random() < 0.01:
        w.give_back(v)
    if p.insurance == "310" and r.random() < 0.03:
        v.more["remote"] = True


def sugar(w: County) -> None:
    """A diabetic at the endocrinologist's, twice or three times with an HbA1c a quarter or more apart."""
    r = w.rng
    house, at = r.choice(["yy1", "yy1", "yy3", "yy4", "yy2"]), w.at(w.workday())
    p = w.somebody(at.date(), at.date() + timedelta(days=480), 38, 86)
    given = r.choice(
        [
            ("metf",),
            ("metf", "glime"),
            ("metf", "dapa"),
            ("glarg", "metf"),
            ("acarb",),
            ("sita", "metf"),
        ]
    )
    for n in range(r.randrange(1, 5)):
        then = at + timedelta(days=n * r.choice((95, 98, 120)))
        if then.date() > LAST or then.weekday() > 5:
            break
        v = w.come(house, p, then, r.choice(("11", "14")), "内分泌科", [("E11.900", "2型糖尿病")])
        w.add(v, "see", at=then)
        w.add(v, "hba1c", at=then)
        for key in ("glucose", "lipids", "kidney", "urine", "fundus"):
            if r.random() < 0.5:
                w.add(v, key, at=then)
        for key in given:
            w.add(v, key, {"metf": 1, "acarb": 3, "glarg": 2}.get(key, 1), then, rx=w.rx())


def pregnant(w: County) -> None:
    """A pregnancy's visits and, for some, the delivery in the same house."""
    from .ordinary_stays import deliver

    r = w.rng
    day = w.workday(hi=LAST - timedelta(days=200))
    p = w.somebody(day, day + timedelta(days=200), 22, 40, "2")
    for n, week in enumerate((12, 16, 22, 28, 32, 36, 38)):
        at = w.at(day + timedelta(days=(week - 12) * 7))
        v = w.come("yy5", p, at, "51", "产科", [("Z34.900", "正常妊娠监督")], matn=True)
        w.add(v, "see", at=at)
        w.add(v, "urine", at=at)
        for key in {
            12: ("cbc", "liver", "us_preg", "tsh"),
            22: ("us_preg", "cbc"),
            28: ("glucose", "cbc"),
            32: ("us_preg",),
        }.get(week, ()):
            w.add(v, key, at=at)
        if week >= 36:
            w.add(v, "nst", at=at)
        if n < 1:
            w.add(v, "folic", 3, at)
    deliver(w, p, day + timedelta(days=27 * 7 + r.randrange(10)))


def endoscope(w: County) -> None:
    """A polyp taken off as a day case."""
    from .ordinary_stays import day_case

    day_case(w, w.rng.choice([*HOSPITALS[:1], "yy3", "yy4"]))
