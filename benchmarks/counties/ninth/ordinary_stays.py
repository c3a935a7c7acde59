"""Ordinary stays, in wards that differ in nursing, tests, drips and the day they send people home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from benchmarks.counties.grammar.world import SCAN_ALL

from .goods import ITEMS
from .houses import GENERAL, TOWNS
from .life import LAST, County, Person, Visit, per_day


@dataclass(frozen=True)
class Illness:
    """Why somebody lies: ward, diagnoses, group, days, tests, daily and once-given drugs, whom it strikes."""

    dept: str
    why: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...]
    group: tuple[str, str, float]
    days: tuple[int, int]
    tests: tuple[str, ...]
    daily: tuple[tuple[str, int], ...]
    home: tuple[str, ...] = ()
    lo: float = 40
    hi: float = 92
    sex: str = ""
    houses: tuple[str, ...] = tuple(GENERAL)
    hours: int = 0
    oxygen: int = 0


HT, DM, CAD = (
    ("I10.x00", "原发性高血压"),
    ("E11.900", "2型糖尿病"),
    ("I25.100", "冠状动脉粥样硬化性心脏病"),
)
BASIC = ("cbc", "urine", "liver", "kidney", "lytes", "ecg")
ILLS = (
    Illness(
        "呼吸内科",
        (("J18.900", "肺炎"), ("J18.000", "支气管肺炎")),
        (HT, DM),
        ("ES25", "呼吸系统感染/炎症，不伴并发症或合并症", 0.62),
        (6, 10),
        (*BASIC, "crp", "chest_ct"),
        (("ceftri", 2), ("saline", 2), ("ambroxi", 2)),
        ("ambrox",),
        30,
        92,
        "",
        (*GENERAL, *TOWNS),
    ),
    Illness(
        "呼吸内科",
        (("J44.100", "慢性阻塞性肺病伴急性加重"),),
        (HT, ("I27.900", "慢性肺源性心脏病")),
        ("ET23", "慢性气道阻塞病，伴并发症或合并症", 0.78),
        (7, 11),
        (*BASIC, "chest_ct", "crp"),
        (("ceftri", 2), ("saline", 3), ("ambroxi", 2), ("bude", 0)),
        ("tiotr",),
        58,
        92,
        "",
        (*GENERAL, *TOWNS),
        0,
        10,
    ),
    Illness(
        "心内科",
        (("I20.000", "不稳定型心绞痛"),),
        (HT, DM),
        ("FR45", "心绞痛，不伴并发症或合并症", 0.7),
        (6, 9),
        (*BASIC, "troponin", "echo", "lipids", "clot", "chest_dr"),
        (("gluc", 1), ("nitro", 1), ("enoxa", 2), ("shot_skin", 2)),
        ("atorva", "asp", "isosorb"),
        48,
        90,
        "",
        tuple(GENERAL),
        24,
    ),
    Illness(
        "心内科",
        (("I50.900", "心力衰竭"),),
        (CAD, HT),
        ("FR13", "心力衰竭、休克，伴并发症或合并症", 0.98),
        (7, 11),
        (*BASIC, "troponin", "echo", "chest_dr"),
        (("gluc", 1), ("nitro", 1), ("furo_i", 2)),
        ("furo", "spiro_d", "biso"),
        60,
        94,
        "",
        tuple(GENERAL),
        48,
        8,
    ),
    Illness(
        "神经内科",
        (("I63.900", "脑梗死"),),
        (HT, DM),
        ("BR23", "脑缺血性疾患，伴并发症或合并症", 1.02),
        (8, 13),
        (*BASIC, "head_ct", "head_mr", "lipids", "us_carotid", "clot"),
        (("saline", 2), ("ozagrel", 4)),
        ("clopi", "atorva"),
        50,
        92,
        "",
        tuple(GENERAL),
        24,
    ),
    Illness(
        "内分泌科",
        (("E11.400", "2型糖尿病伴神经并发症"), ("E11.200", "2型糖尿病伴肾并发症")),
        (HT, ("E78.500", "高脂血症")),
        ("KS13", "糖尿病，伴并发症或合并症", 0.7),
        (7, 10),
        (*BASIC, "hba1c", "lipids", "fundus"),
        (("finger", 4), ("shot_skin", 3)),
        ("metf", "mecob", "glarg"),
        42,
        85,
    ),
    Illness(
        "消化内科",
        (("K25.400", "胃溃疡伴出血"), ("K26.400", "十二指肠溃疡伴出血")),
        (("D62.x00", "急性失血性贫血"),),
        ("GS13", "消化道出血，伴并发症或合并症", 0.75),
        (5, 8),
        (*BASIC, "gastro", "clot"),
        (("saline", 2), ("pantop", 2)),
        ("rabe",),
        28,
        85,
        "",
        tuple(GENERAL),
        24,
    ),
    Illness(
        "消化内科",
        (("K52.900", "胃肠炎"), ("A09.900", "感染性腹泻")),
        (("E87.600", "低钾血症"),),
        ("GW15", "食管炎、胃肠炎，不伴并发症或合并症", 0.42),
        (4, 6),
        (*BASIC, "crp"),
        (("ceftri", 2), ("saline", 2), ("gluc", 2)),
        ("smecta", "bifid"),
        25,
        88,
        "",
        (*tuple(TOWNS), "yy4", "yy7"),
    ),
    Illness(
        "肾内科",
        (("N10.x00", "急性肾盂肾炎"),),
        (DM,),
        ("LU15", "肾、尿路感染，不伴并发症或合并症", 0.55),
        (6, 9),
        (*BASIC, "us_abd", "crp"),
        (("ceftri", 2), ("saline", 2)),
        ("levo",),
        22,
        84,
        "2",
        (*GENERAL, "zx1", "zx4"),
    ),
    Illness(
        "推拿科",
        (("M51.200", "腰椎间盘突出"),),
        (HT,),
        ("IU25", "骨骼、肌肉、结缔组织疾病，不伴并发症或合并症", 0.6),
        (8, 12),
        ("cbc", "urine", "ecg"),
        (("electro", 1), ("tuina_back", 1), ("mid_wave", 1)),
        ("mecob",),
        38,
        80,
        "",
        ("yy2", "yy2", "yy7"),
    ),
    Illness(
        "内科",
        (("I10.x05", "高血压3级"),),
        (CAD,),
        ("FV25", "高血压，不伴并发症或合并症", 0.5),
        (6, 8),
        (*BASIC, "lipids", "head_ct", "echo", "holter"),
        (),
        ("nife", "irbe"),
        50,
        88,
        "",
        ("yy3", "yy4"),
    ),
    Illness(
        "儿科",
        (("J18.000", "支气管肺炎"),),
        (("R50.900", "发热"),),
        ("ES25", "呼吸系统感染/炎症，不伴并发症或合并症", 0.55),
        (5, 7),
        ("cbc", "urine", "crp", "liver", "chest_dr"),
        (("ceftri", 1), ("saline", 2), ("neb", 2)),
        ("cefix",),
        1,
        12,
        "",
        ("yy1", "yy3", "yy5", "yy5"),
    ),
)


@dataclass(frozen=True)
class Operation:
    """What a surgeon does: diagnosis, procedure, charge, material, group, nights, anaesthesia."""

    dept: str
    why: tuple[str, str]
    done: tuple[str, str]
    keys: tuple[str, ...]
    goods: tuple[tuple[str, int], ...]
    group: tuple[str, str, float]
    nights: tuple[int, int]
    sleep: str
    lo: float
    hi: float
    houses: tuple[str, ...]
    sex: str = ""


OPERATIONS = (
    Operation(
        "外科",
        ("K35.800", "急性阑尾炎"),
        ("47.0100", "腹腔镜下阑尾切除术"),
        ("appendix", "lapar"),
        (("stapler", 2),),
        ("GD25", "阑尾切除术，不伴并发症或合并症", 1.0),
        (4, 6),
        "gen_ana",
        12,
        75,
        ("yy1", "yy3", "yy4", "yy7"),
    ),
    Operation(
        "外科",
        ("K40.900", "单侧腹股沟疝"),
        ("53.0500", "腹股沟疝修补术"),
        ("hernia",),
        (("mesh", 1),),
        ("GE15", "疝修补术，不伴并发症或合并症", 1.05),
        (3, 5),
        "spinal",
        40,
        82,
        ("yy1", "yy3", "yy4"),
        "1",
    ),
    Operation(
        "眼科",
        ("H25.900", "老年性白内障"),
        ("13.4100", "白内障超声乳化抽吸术"),
        ("cataract",),
        (("lens", 1),),
        ("CB35", "晶体手术", 0.85),
        (1, 3),
        "local",
        58,
        90,
        ("yy6", "yy6", "yy1"),
    ),
    Operation(
        "妇产科",
        ("O02.100", "稽留流产"),
        ("69.0200", "刮宫术"),
        ("curet",),
        (),
        ("OF15", "流产相关手术", 0.4),
        (2, 3),
        "local",
        22,
        42,
        ("yy5", "yy1"),
        "2",
    ),
)


def ward_day(w: County, v: Visit, grade: str) -> None:
    """What every day in bed costs."""
    for d in per_day(v.start, v.end):
        at = max(v.start, d)
        for key in ("bed", grade, "see_ward"):
            w.add(v, key, at=at)


def drips(w: County, v: Visit, day: datetime, bottles: int) -> None:
    """The needle and the second bottle."""
    if bottles:
        w.add(v, "drip", at=day)
        if bottles > 1:
            w.add(v, "drip_more", bottles - 1, day)


def stay(
    w: County,
    house: str = "",
    ill: Illness | None = None,
    when: date | None = None,
    who: Person | None = None,
) -> Visit:
    """A medical stay."""
    r = w.rng
    ill = ill or r.choice(ILLS)
    house = house or r.choice(ill.houses)
    habit = w.habit(house)
    first = w.at(when or w.day(hi=LAST - timedelta(days=20)), 8.3, 17)
    nights = r.randint(*ill.days) + habit.longer
    last = w.at((first + timedelta(days=nights)).date(), 9, 11.5)
    p = who or w.somebody(
        first.date(),
        last.date(),
        min(ill.lo + habit.older, 75) if ill.hi > 80 else ill.lo,
        ill.hi,
        ill.sex,
    )
    beside = [x for x in ill.beside if r.random() < 0.5]
    v = w.lie(
        house,
        p,
        first,
        last,
        "21",
        ill.dept if house[0] == "y" else "内科",
        [r.choice(ill.why), *beside],
    )
    ward_day(
        w,
        v,
        habit.nursing
        or r.choice(("care2", "care2", "care3") if ill.hours == 0 else ("care1", "care2")),
    )
    tests = dict.fromkeys((*habit.panel, *ill.tests))
    for key in tests:
        if house in TOWNS and key in (
            "chest_ct",
            "echo",
            "troponin",
            "head_mr",
            "us_carotid",
            "clot",
        ):
            key = "chest_dr" if key == "chest_ct" and "chest_dr" not in tests else ""
        if key:
            w.add(v, key, at=first + timedelta(minutes=50))
    if nights > 6 and "crp" in ill.tests:
        for key in ("cbc", "crp"):
            w.add(v, key, at=first + timedelta(days=4))
    if ("D62.x00", "急性失血性贫血") in beside:
        for n in (1, 2, 4):
            w.add(v, "cbc", at=first + timedelta(days=n))
        w.add(v, "iron", at=first + timedelta(days=3))
    if ("E87.600", "低钾血症") in beside:
        for n in (0, 1):
            w.add(v, "potas", 2, first + timedelta(days=n, hours=2))
        w.add(v, "lytes", at=first + timedelta(days=2))
    days = per_day(first, last)
    for n, d in enumerate(days):
        at = max(d, first + timedelta(minutes=80))
        bottles = sum(c for k, c in ill.daily if k in ("saline", "gluc"))
        drips(w, v, at, bottles)
        for key, count in ill.daily:
            if count:
                w.add(
                    v,
                    key,
                    count,
                    at,
                    **(
                        {"by": w.houses[house].therapists[n % 6]}
                        if w.houses[house].therapists
                        and key in ("electro", "tuina_back", "mid_wave")
                        else {}
                    ),
                )
        if (
            "danshen_i" in habit.extra
            and ill.why[0][0][:3] in ("I20", "I63", "I50")
            and r.random() < 0.95
        ):
            w.add(v, "danshen_i", 2, at)
            if not bottles:
                w.add(v, "gluc", at=at)
        if "needle" in habit.extra and ill.dept == "推拿科":
            w.add(v, "moxa", at=at, by=w.houses[house].therapists[n % 6])
        if ill.oxygen and n < 4:
            w.add(v, "oxygen", ill.oxygen, at)
    if ill.hours:
        for n in range(ill.hours // 24):
            w.add(v, "monitor", 12 if n == 0 else 24, first + timedelta(days=n, minutes=30))
    allowed = 7 if ill.why[0][0][:3] in ("J18", "K52", "N10") else 28
    for key in ill.home:
        # a ward that counts tablets hands out what is allowed, others a box
        part = min(1.0, allowed / max(ITEMS[key].days, 1)) if habit.pieces else 1
        if (days_in := ITEMS[key].days) > 5 and key not in ("levo", "cefix", "glarg"):
            w.add(v, key, round(nights / days_in, 2), first + timedelta(hours=2), days=nights)
        given = {"days": min(allowed, ITEMS[key].days)} if habit.pieces else {}
        w.add(v, key, part, last - timedelta(minutes=40), take=True, **given)
    if first < SCAN_ALL <= last:
        for x in v.lines:
            if x.item.listing == "101" and x.item.days > 1 and x.at >= SCAN_ALL:
                w.scan(x, split=not x.more.get("take"))
    w.grouped(v, *ill.group)
    if r.random() < 0.03:
        v.settled = last + timedelta(days=r.randrange(1, 4))
    return v


def operation(w: County, op: Operation | None = None, house: str = "") -> Visit:
    """A surgical stay."""
    r = w.rng
    op = op or r.choice(OPERATIONS)
    house = house or r.choice(op.houses)
    first = w.at(w.day(hi=LAST - timedelta(days=15)), 8.3, 14)
    nights = r.randint(*op.nights)
    last = w.at((first + timedelta(days=nights)).date(), 9, 11.5)
    p = w.person(op.sex, op.lo, op.hi)  # nobody loses an appendix twice
    v = w.lie(house, p, first, last, "21", op.dept, [op.why])
    grade = w.habit(house).nursing or "care2"
    ward_day(w, v, grade)
    for key in dict.fromkeys(
        (*w.habit(house).panel, "cbc", "urine", "liver", "kidney", "clot", "ecg", "chest_dr")
    ):
        w.add(v, key, at=first + timedelta(minutes=40))
    cut = (
        first + timedelta(hours=3)
        if op.dept != "眼科" and nights < 5
        else w.at((first + timedelta(days=1 if nights > 1 else 0)).date(), 15, 16)
    )
    v.operations.append(
        {
            "code": op.done[0],
            "name": op.done[1],
            "at": cut,
            "anst": {"gen_ana": "1", "spinal": "2"}.get(op.sleep, "3"),
        }
    )
    for key in (*op.keys, op.sleep):
        w.add(v, key, at=cut)
    for key, count in op.goods:
        w.add(v, key, count, cut)
    if op.sleep != "local":
        w.add(v, "monitor", 8, cut + timedelta(hours=1))
        for n in range(min(3, nights)):
            at = max(first + timedelta(days=n, hours=4), cut)
            if at < last:
                drips(w, v, at, 2)
                w.add(v, "cefuri", 2, at)
                w.add(v, "saline", 2, at)
        w.add(v, "dress_m", at=min(last, cut + timedelta(days=2)))
    elif op.dept == "眼科":
        w.add(v, "tobra", at=last - timedelta(minutes=30), take=True)
    w.grouped(v, *op.group)
    return v


def day_case(w: County, house: str) -> Visit:
    """In and out within a day: a polyp."""
    r = w.rng
    first = w.at(w.workday(), 8, 9)
    last = first + timedelta(hours=r.randrange(6, 9))
    p = w.somebody(first.date(), last.date(), 38, 80)
    v = w.lie(house, p, first, last, "28", "消化内科", [("K63.500", "结肠息肉")])
    for key in ("bed", "care2", "cbc", "clot", "ecg"):
        w.add(v, key, at=first + timedelta(minutes=20))
    at = first + timedelta(hours=2)
    v.operations.append({"code": "45.4200", "name": "内镜下结肠息肉切除术", "at": at, "anst": "9"})
    for key in ("colon", "polyp", "biopsy"):
        w.add(v, key, at=at)
    w.grouped(v, "GK35", "结肠镜治疗操作", 0.5)
    return v


def deliver(w: County, p: Person, day: date) -> Visit:
    """A child is born."""
    first = w.at(day, 2, 20)
    last = w.at((first + timedelta(days=3)).date(), 9, 11)
    v = w.lie(
        "yy5", p, first, last, "52", "产科", [("O80.900", "单胎自然分娩"), ("Z37.000", "单一活产")]
    )
    v.more["maternity"] = "1"
    ward_day(w, v, "care2")
    for key in ("cbc", "urine", "clot", "nst", "us_preg"):
        w.add(v, key, at=first + timedelta(minutes=30))
    w.grouped(v, "OR15", "阴道分娩", 0.6)
    return v
