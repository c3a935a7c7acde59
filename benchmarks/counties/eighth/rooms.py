"""The ordinary visits: consulting rooms, counters, courses of treatment, monthly drugs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .care import decoction, seen
from .county_world import FIRST, LAST, World
from .goods import ITEMS

BIG, TOWN = "h3a h3b h2a h2b pg", "t1 t2 t3 t4 t5 t6 c1 c2"
ALL = f"{BIG} {TOWN}"


@dataclass(frozen=True)
class Room:
    """A reason to come: where, who, what is looked at and what is given."""

    name: str
    houses: str
    dept: str
    mains: tuple[tuple[str, str], ...]
    ages: tuple[float, float]
    share: float
    always: str = ""
    maybe: str = ""
    drugs: tuple[tuple[tuple[str, float], ...], ...] = ((),)
    sex: str = ""
    kind: str = "11"
    fee: str = "see"
    night: bool = False


COLD = (("J06.900", "急性上呼吸道感染"), ("J20.900", "急性支气管炎"))
# fmt: off
ROOMS = (
    Room("cold", ALL + " pc3 cw1 cw2 cw3", "全科", COLD, (16, 80), 20, "", "cbc crp xray_chest",
      ((("lhqw", 4),), (("yinqiao", 6), ("banlan", 6)), (("amox", 6), ("gandi", 5)), (("cefd", 4), ("ambrox_o", 6)))),
    Room("child's cold", "h3b h2a h2b mh t6 c1", "儿科", (*COLD, ("J03.900", "急性扁桃体炎")), (1, 12), 12, "", "cbc crp flu",
      ((("ibu_kid", 4), ("cef_kid", 6)), (("cef_kid", 6),), (("ambrox_o", 6),))),
    Room("influenza", BIG + " c1", "发热门诊", (("J10.100", "流行性感冒"),), (12, 70), 4, "cbc flu", "crp", ((("oselt", 5),), (("oselt", 5), ("lhqw", 4)))),
    Room("stomach", ALL + " zyy", "消化科", (("K29.500", "慢性胃炎"), ("K21.900", "胃食管反流病")), (20, 76), 9, "", "hpylori us_abd",
      ((("rabe", 14), ("mosa", 8)), (("omep", 14),), (("kangfu", 6), ("omep", 14)))),
    Room("gastroscopy", "h3a h3b h2a h2b pg zyy", "消化科", (("K29.300", "慢性浅表性胃炎"), ("K31.700", "胃息肉")), (28, 74), 5, "infect egd", "biopsy clot",
      ((("rabe", 14),), ())),
    Room("colonoscopy", "h3a h3b h2a", "消化科", (("K63.500", "结肠息肉"), ("K52.900", "结肠炎")), (36, 76), 3, "infect clot colono", "biopsy"),
    Room("back and neck", "h2a h2b zyy pa pg t6 pc2", "骨科", (("M54.500", "腰痛"), ("M47.200", "颈椎病"), ("M75.000", "肩周炎")), (24, 76), 9, "", "xray_spine",
      ((("cele", 5),), (("ibu", 10), ("yunnan", 10)), (("mecob", 20),))),
    Room("injury", "h3a h2a h2b pa t6 t4", "急诊科", (("S61.000", "手指开放性伤口"), ("S01.800", "头部开放性伤口")), (8, 70), 6, "suture dress_s", "xray_limb",
      ((("cefd", 4),), ()), kind="13", fee="see_er"),
    Room("fracture reduced", "h3a h2a h2b pa", "骨科", (("S52.500", "桡骨远端骨折"), ("S62.600", "指骨骨折")), (6, 78), 3, "xray_limb reduce plaster", "",
      ((("ibu", 10),), ())),
    Room("emergency pain", "h3a h3b h2a h2b", "急诊科", (("N20.100", "输尿管结石"), ("R10.400", "腹痛")), (20, 72), 6, "cbc urine us_abd", "ct_abd crp renal",
      ((("levo", 7),), ()), kind="13", fee="see_er", night=True),
    Room("emergency chest", "h3a h3b h2a", "急诊科", (("R07.400", "胸痛"), ("I49.900", "心律失常")), (36, 84), 4, "cbc lytes tni ecg", "ddimer bnp ct_chest", ((),),
      kind="13", fee="see_er", night=True),
    Room("skin", BIG + " c1", "皮肤科", (("L30.900", "湿疹"), ("L50.900", "荨麻疹")), (3, 76), 7, "", "patch", ((("lora", 12), ("mome", 10)), (("mome", 10),))),
    Room("eyes", "h3a h2a pe h2b", "眼科", (("H10.900", "结膜炎"), ("H04.100", "干眼症"), ("H40.900", "青光眼")), (10, 82), 8, "slit", "iop fundus refract",
      ((("levo_eye", 10),), (("tears", 15),), ())),
    Room("ear nose throat", "h3a h3b h2a h2b", "耳鼻喉科", (("J31.000", "慢性鼻炎"), ("H61.200", "耵聍栓塞"), ("J37.000", "慢性喉炎")), (6, 78), 6, "",
      "nose larynx ear_wash pure_tone", ((("lora", 12),), ())),
    Room("women", "h3a h3b h2a mh c1", "妇科", (("N76.000", "急性阴道炎"), ("N72.x00", "宫颈炎")), (20, 54), 7, "white", "us_gyn smear lav", ((("clotri", 3),), ()), "2"),
    Room("irregular bleeding", "h3a h3b mh", "妇科", (("N92.600", "月经不规则"),), (24, 52), 3, "us_gyn hcg", "tsh cbc", ((("proge", 10),), ()),
      "2"),
    Room("pregnancy", "mh h3b h2a", "产科", (("Z34.900", "正常妊娠监督"),), (21, 40), 7, "us_preg", "cbc urine glu infect tsh fetal",
      ((("folic", 31),), (("iron", 20), ("calc", 30)), ()), "2", kind="51"),
    Room("teeth", "pc1 h2a h2b", "口腔科", (("K02.900", "龋病"), ("K04.000", "牙髓炎"), ("K05.300", "慢性牙周炎")), (8, 78), 7, "tooth_film", "tooth_fill",
      ((("amox", 6), ("ibu", 10)), ())),
    Room("prostate", "h3a h3b h2a h2b", "泌尿外科", (("N40.x00", "前列腺增生"),), (56, 86), 3, "us_urine", "fobt urine",
      ((("tamsu", 28),), (("tamsu", 28), ("fina", 28))), "1"),
    Room("thyroid", "h3a h3b h2a", "内分泌科", (("E03.900", "甲状腺功能减退症"), ("E05.900", "甲状腺功能亢进症")), (20, 70), 3, "tsh", "us_thyroid cbc", ((("thyr", 60),), ())),
    Room("joints", "h3a h3b", "风湿免疫科", (("M06.900", "类风湿性关节炎"),), (28, 74), 3, "cbc liver esr", "crp renal", ((("leflu", 20), ("hcq", 28)), (("leflu", 20),))),
    Room("gout", "h3a h2a h2b t6 pg", "内科", (("M10.900", "痛风"),), (28, 72), 3, "renal", "liver", ((("febux", 14), ("ibu", 10)), (("febux", 28),)), "1"),
    Room("checked lump", "h3a h3b h2a", "外科", (("D17.100", "脂肪瘤"), ("L72.100", "皮脂腺囊肿")), (18, 70), 2, "op_lipoma an_local path", "", ((),)),
    Room("Chinese medicine", "zyy pc2 t6 c1 c2", "中医科", (("K30.x00", "功能性消化不良"), ("G47.000", "失眠"), ("R53.x00", "乏力")), (22, 78), 8,
      "tcm_see", "", ((),)),
    Room("low mood", "ps h3b", "精神科", (("F32.900", "抑郁发作"), ("F41.100", "广泛性焦虑障碍")), (17, 70), 4, "psy_scale", "psy_talk",
      ((("sert", 28),), (("sert", 28), ("loraz", 10)))),
    Room("village", "cw1 cw2 cw3", "全科", (*COLD, ("K52.900", "胃肠炎"), ("M54.500", "腰痛")), (30, 84), 10, "", "",
      ((("amox", 6),), (("smec", 3),), (("ibu", 10),), (("banlan", 7),))),
    Room("shop counter", "p01 p02 p03 p04", "", COLD, (20, 76), 12, "", "",
      ((("lhqw", 4),), (("banlan", 7), ("yinqiao", 6)), (("yunnan", 10),), (("ibu", 10),), (("liuwei", 15),)), kind="41"),
)
# fmt: on

HTN, DM, CHD = (
    ("I10.x00", "高血压病"),
    ("E11.900", "2型糖尿病"),
    ("I25.103", "冠状动脉粥样硬化性心脏病"),
)
COURSES = (
    (
        "hypertension",
        f"{TOWN} h2a h2b cw1 cw2 p01 p03",
        (HTN,),
        (45, 84),
        8,
        ("amlo", "vals", "irbe", "nife", "meto"),
        2,
    ),
    (
        "diabetes",
        f"{TOWN} h2a h2b h3a p02",
        (DM,),
        (42, 80),
        6,
        ("metf", "acarb", "dapa", "glim"),
        2,
    ),
    ("insulin", "h2a h2b h3a h3b t6", (DM,), (40, 78), 3, ("ins_g", "metf"), 2),
    (
        "coronary",
        f"{TOWN} h2a h3a h3b zyy",
        (CHD,),
        (52, 84),
        5,
        ("asp", "atorva", "meto", "nitro", "danshen"),
        3,
    ),
    ("both", f"{TOWN} h2b h2a pg", (HTN, DM), (50, 82), 5, ("amlo", "metf", "rosu"), 3),
    (
        "after stroke",
        "t1 t2 t6 c1 h2b zyy",
        (("I69.300", "脑梗死后遗症"),),
        (52, 84),
        4,
        ("clop", "atorva", "tongluo"),
        2,
    ),
    ("copd", "h2a h2b h3b t6", (("J44.900", "慢性阻塞性肺病"),), (56, 82), 3, ("symb", "tio"), 1),
    ("mind", "ps", (("F20.900", "精神分裂症"),), (22, 70), 4, ("olan", "risp", "val"), 2),
    ("parkinson", "h3a h3b h2a", (("G20.x00", "帕金森病"),), (58, 82), 2, ("levodopa",), 1),
    ("dementia", "h3a h3b po", (("G30.900", "阿尔茨海默病"),), (66, 88), 2, ("done",), 1),
)


def free_day(w: World, house: str, night: bool = False) -> datetime:
    """A time at which the house is open: small ones shut on Sundays."""
    d = w.day(FIRST, LAST - timedelta(days=4))
    if w.houses[house].level == "11" and d.weekday() == 6 and not w.houses[house].shop:
        d -= timedelta(days=1) if d > FIRST else timedelta(days=-1)
    return w.at(d, 18.5, 23.2) if night and w.rng.random() < 0.6 else w.at(d, 8.1, 16.9)


def one_visit(w: World, room: Room, house: str = "", at: datetime | None = None):  # type: ignore[no-untyped-def]
    """Somebody comes for this reason."""
    r = w.rng
    house = house or r.choice(room.houses.split())
    at = at or free_day(w, house, room.night)
    p = w.patient(house, at.date(), at.date(), *room.ages, sex=room.sex)
    tests = " ".join([room.always, *(k for k in room.maybe.split() if r.random() < 0.4)])
    kind = room.kind
    main = r.choice(room.mains)
    fee = (
        "see_expert"
        if room.fee == "see" and w.houses[house].level == "1" and r.random() < 0.3
        else room.fee
    )
    small = w.houses[house].level in ("3", "11")
    tests = " ".join(
        k
        for k in tests.split()
        if not (
            w.houses[house].level == "11"
            and k not in ("dress_s", "tcm_see", "tooth_film", "tooth_fill")
        )
    )
    v = seen(
        w,
        house,
        at,
        p,
        room.dept,
        [main],
        tests,
        r.choice(room.drugs),
        kind,
        "see" if small and kind == "11" else fee,
    )
    if room.name == "pregnancy":
        v.more["maternity"] = "1"
    if room.name == "Chinese medicine":
        decoction(w, v, r.choice((5, 7, 7, 10)), at + timedelta(minutes=8))
    if kind == "13" and r.random() < 0.25:
        observed(w, v)
    return v


def observed(w: World, v) -> None:  # type: ignore[no-untyped-def]
    """A few hours on an observation bed with a drip."""
    v.end = v.start + timedelta(hours=w.rng.randint(4, 9))
    at = v.start + timedelta(minutes=50)
    for key, count in (("ns", 2), ("drip", 1), ("m_iv", 1), ("see_obs", 1)):
        w.add(v, key, count, at)
    w.add(v, "ecg", 1, at) if all(x.item is not ITEMS["ecg"] for x in v.lines) else None


def course(w: World, spec, most: int) -> int:  # type: ignore[no-untyped-def]
    """Monthly drugs of one chronic patient in one house."""
    name, houses, diagnoses, ages, _, drugs, many = spec
    r = w.rng
    house = r.choice(houses.split())
    h = w.houses[house]
    d = w.day(FIRST, LAST - timedelta(days=60))
    known, w.known = w.known, 0.0
    p = w.patient(house, d, d, *ages)
    w.known = known
    special = h.level in ("1", "2", "3") and r.random() < 0.5
    chosen = r.sample(drugs, min(many, len(drugs))) if name not in ("insulin",) else list(drugs)
    # of two drugs of one class the patient takes one
    classes = {ITEMS[k].code[1:6]: k for k in chosen}
    chosen = [k for k in chosen if classes[ITEMS[k].code[1:6]] == k]
    given = [k for k in chosen if not (h.level == "11" and k in ("dapa",))]
    days = r.choice((28, 28, 30, 56))
    n = 0
    while n < most and d <= LAST - timedelta(days=4):
        if h.level != "1" and d.weekday() == 6:
            d += timedelta(days=1)
        if p.free(d, d):
            tests = (
                r.choice(("", "", "", "glu", "lipid renal", "ecg"))
                if h.level in ("1", "2", "3")
                else ""
            )
            if name in ("diabetes", "insulin", "both") and n % 4 == 0 and h.level != "11":
                tests = "hba1c"
            kind = "41" if h.shop else "14" if special else "11"
            seen(
                w,
                house,
                w.at(d, 8.1, 16.6),
                p,
                "" if h.shop else "慢病门诊",
                diagnoses,
                tests,
                [(k, days) for k in given],
                kind,
            )
            n += 1
        d += timedelta(days=days + r.randint(-2, 6))
    return n


def therapy(w: World) -> int:
    """A course of ten sessions for neck, back or knee, day by day."""
    r = w.rng
    house = r.choice(("zyy", "h2b", "kf", "pa", "t6", "pc2"))
    d = w.workday(FIRST, LAST - timedelta(days=30))
    p = w.patient(house, d, d, 30, 78)
    main, keys = r.choice(
        (
            (("M47.200", "颈椎病"), ("acu", "tuina_n")),
            (("M51.200", "腰椎间盘突出"), ("acu", "tuina_l")),
            (("M17.900", "膝关节病"), ("ph_sw", "acu")),
            (("M75.000", "肩周炎"), ("ph_mf", "moxa")),
        )
    )
    n = 0
    for _ in range(r.randint(6, 10)):
        if p.free(d, d):
            seen(
                w,
                house,
                w.at(d, 8.2, 16.5),
                p,
                "针灸推拿科",
                [main],
                " ".join(keys),
                (),
                "11",
                "see" if n == 0 else "tcm_see",
            )
            n += 1
        d += timedelta(days=1 if d.weekday() < 5 else 2)
    return n


def dialysis(w: World, house: str, months: int, first: date | None = None) -> int:
    """Three sessions a week."""
    d = first or w.day(FIRST, LAST - timedelta(days=months * 30 + 4))
    p = w.patient(house, d, d, 38, 78)
    stop, n = d + timedelta(days=months * 30), 0
    while d < stop:
        if d.weekday() in (0, 2, 4):
            v = seen(
                w,
                house,
                w.at(d, 7.5, 8.5),
                p,
                "血液净化科",
                [("N18.500", "慢性肾脏病5期"), ("Z49.100", "体外透析")],
                "",
                (),
                "14",
            )
            v.end = v.start + timedelta(hours=5)
            for key, count in (
                ("hdf" if n % 12 == 11 else "hd", 1),
                ("m_filter", 1),
                ("heparin", 1),
                ("ns", 3),
            ):
                w.add(v, key, count, v.start + timedelta(minutes=15))
            if n % 3 == 0:
                w.add(v, "epo", 3, v.start + timedelta(hours=3))
            if n % 13 == 0:
                for key in ("cbc", "renal", "lytes", "iron"):
                    w.add(v, key, 1, v.start + timedelta(minutes=5))
            n += 1
        d += timedelta(days=1)
    return n
