"""Ordinary stays: what these illnesses get in a ward."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.counties.grammar.world import Person

from .houses import HABITS
from .life import Course, World, begin, lie, somebody

PNEU = Course(
    "呼吸内科",
    (("J18.900", "肺炎"),),
    (7, 9),
    "ES29",
    "base liver kidney ions glu crp pct ecg ct sputum",
    "blood crp dr",
    (("cefui", 4, 0, 0), ("ns100", 2, 0, 0), ("ambi", 2, 0, 0)),
    ages=(20, 85),
    take="cefo ambo",
)
CHILD = Course(
    "儿科",
    (("J18.000", "支气管肺炎"),),
    (5, 8),
    "ES29",
    "base liver kidney ions glu crp mp dr",
    "blood crp",
    (("cefui", 1.5, 0, 0), ("ns100", 2, 0, 0), ("budneb", 2, 0, -1), ("terb", 2, 0, -1)),
    daily=(("neb", 2, 0, -1),),
    oral="ambsyr",
    ages=(2, 7),
    grade=("n1", 1),
)
COPD = Course(
    "呼吸内科",
    (("J44.100", "慢性阻塞性肺病伴有急性加重"),),
    (8, 11),
    "ET19",
    "base liver kidney ions glu crp gas ntbnp ecg ct sputum",
    "blood crp gas",
    (
        ("ceftr", 2, 0, -1),
        ("ns100", 2, 0, -1),
        ("doxo", 2, 0, -1),
        ("mpred", 1, 0, 4),
        ("budneb", 2, 0, 0),
        ("terb", 2, 0, 0),
    ),
    daily=(("oxygen", 10, 0, -1), ("neb", 2, 0, 0)),
    ages=(58, 88),
    grade=("n1", 2),
    take="bufo",
)
HEART = Course(
    "心血管内科",
    (("I50.900", "心力衰竭"), ("I25.103", "冠状动脉粥样硬化性心脏病")),
    (7, 10),
    "FR49",
    "base liver kidney ions glu lipid ntbnp tni ckmb ecg echo dr",
    "ions crea ntbnp",
    (("furoi", 2, 0, 3),),
    oral="spir metop ator aspi",
    daily=(("ecgmon", 20, 0, 2), ("oxygen", 8, 0, 3)),
    ages=(55, 88),
    grade=("n1", 3),
    take="furot",
)
STROKE = Course(
    "神经内科",
    (("I63.900", "脑梗死"), ("I10.x00x002", "高血压")),
    (9, 12),
    "BR29",
    "base liver kidney ions glu lipid clot ecg cthead mrhead uscar",
    "kidney ions",
    (),
    oral="aspi clop ator amlo",
    daily=(("ecgmon", 20, 0, 1),),
    ages=(50, 88),
    grade=("n1", 3),
)
SUGAR = Course(
    "内分泌科",
    (("E11.900", "2型糖尿病"),),
    (7, 9),
    "KS19",
    "base liver kidney ions lipid glu hba1c cpep malb ecg fundus",
    "kidney",
    (),
    oral="metf",
    daily=(("fglu", 7, 0, 3), ("fglu", 4, 4, 0)),
    ages=(35, 80),
    take="insg",
)
GUT = Course(
    "消化内科",
    (("K29.500", "慢性胃炎"), ("K92.200", "胃肠道出血")),
    (5, 7),
    "GS29",
    "base liver kidney ions glu clot ecg gastro",
    "blood stool",
    (("omepi", 2, 0, 4), ("ns100", 2, 0, 4), ("gns500", 2, 0, 1), ("kcl", 2, 0, 1)),
    ages=(28, 80),
    grade=("n1", 2),
    oral="rabe mosa",
)
ENTER = Course(
    "内科",
    (("A09.900", "感染性腹泻"), ("E86.x00", "脱水")),
    (3, 4),
    "GW19",
    "base ions kidney glu crp",
    "blood ions",
    (("levoi", 1, 0, 0), ("gns500", 2, 0, 1), ("kcl", 2, 0, 1)),
    oral="smec",
    ages=(22, 75),
)
APPEN = Course(
    "外科",
    (("K35.800", "急性阑尾炎"),),
    (4, 6),
    "GD29",
    "blood urine liver kidney ions glu clot infect crp ecg dr usabd",
    "blood",
    (("ceftr", 2, 0, -1), ("ns100", 1, 0, -1), ("gns500", 2, 0, 1)),
    ages=(18, 70),
    grade=("n1", 2),
)
CHOLE = Course(
    "外科",
    (("K80.100", "胆囊结石伴慢性胆囊炎"),),
    (5, 6),
    "HC29",
    "blood urine liver kidney ions glu clot infect amy ecg dr usabd",
    "blood liver",
    (("gns500", 2, 1, 2),),
    ages=(28, 75),
    grade=("n2", 0),
)
HERNIA = Course(
    "外科",
    (("K40.900", "单侧腹股沟疝"),),
    (3, 4),
    "GE29",
    "blood urine liver kidney ions glu clot infect ecg dr",
    "",
    (("gns500", 1, 1, 1),),
    ages=(35, 82),
    sex="1",
)
PROST = Course(
    "泌尿外科",
    (("N40.x00", "前列腺增生"),),
    (6, 8),
    "LD19",
    "blood urine liver kidney ions glu clot infect psa ecg dr usuro",
    "blood urine",
    (("ceftr", 1, 1, 3), ("ns100", 1, 1, 3), ("gns500", 1, 1, 2)),
    ages=(60, 84),
    sex="1",
    take="fina",
)
LENS = Course(
    "眼科",
    (("H25.900", "老年性白内障"),),
    (2, 2),
    "CB39",
    "blood kidney glu clot infect ecg tono biom",
    "",
    (),
    ages=(58, 86),
    take="halo",
    grade=("n3", 0),
)
SECTION = Course(
    "产科",
    (("O82.900", "经剖宫产分娩"), ("O34.201", "妊娠合并子宫瘢痕")),
    (5, 6),
    "OB19",
    "blood urine liver kidney glu clot infect ecg usob fetal",
    "blood",
    (("oxyt", 2, 1, 2), ("gns500", 2, 1, 2)),
    ages=(22, 40),
    sex="2",
    kind="52",
    grade=("n1", 2),
)
BIRTH = Course(
    "产科",
    (("O80.900", "单胎顺产"),),
    (3, 4),
    "OR19",
    "blood urine liver kidney glu clot infect ecg usob fetal",
    "blood",
    (("oxyt", 1, 1, 1),),
    ages=(20, 38),
    sex="2",
    kind="52",
    grade=("n1", 1),
)
BACK = Course(
    "骨伤科",
    (("M51.202", "腰椎间盘突出"),),
    (9, 12),
    "IU29",
    "blood urine liver kidney glu ecg mrlum",
    "",
    (),
    oral="yaobt",
    daily=(("tract", 1, 1, -1), ("mfreq", 1, 1, -1), ("needle", 1, 1, -1), ("tuina", 1, 2, -1)),
    ages=(28, 75),
    grade=("n3", 0),
)
WRIST = Course(
    "骨伤科",
    (("S52.500", "桡骨下端骨折"),),
    (7, 9),
    "IF39",
    "blood urine liver kidney ions glu clot infect ecg dr drb",
    "blood drb",
    (("gns500", 1, 2, 3),),
    ages=(30, 78),
    grade=("n2", 0),
)
REHAB = Course(
    "康复科",
    (("I69.300", "脑梗死后遗症"), ("G81.900", "偏瘫")),
    (22, 28),
    "BR29",
    "blood urine liver kidney ions glu lipid ecg reheval",
    "reheval",
    (),
    oral="aspi ator amlo",
    daily=(("hemi", 1, 1, -1), ("move", 1, 1, -1), ("ot", 1, 1, -1)),
    ages=(48, 82),
)
OLD = Course(
    "老年科",
    (("I69.300", "脑梗死后遗症"), ("L89.200", "Ⅲ期压疮")),
    (18, 26),
    "BR29",
    "blood urine liver kidney ions glu ecg",
    "blood alb",
    (),
    oral="aspi ator",
    daily=(("dress", 1, 0, -1),),
    ages=(70, 92),
    grade=("n1", 10),
)
TOWN_PNEU = Course(
    "内科",
    (("J18.900", "肺炎"),),
    (7, 8),
    "ES29",
    "base liver kidney ions glu crp ecg dr",
    "blood crp",
    (("ceftr", 2, 0, 0), ("ns100", 1, 0, 0), ("ambi", 2, 0, 0)),
    ages=(45, 86),
    take="ambo",
)
TOWN_COPD = Course(
    "内科",
    (("J44.100", "慢性阻塞性肺病伴有急性加重"),),
    (7, 9),
    "ET19",
    "base liver kidney ions glu crp ecg dr",
    "blood crp",
    (
        ("ceftr", 2, 0, -1),
        ("ns100", 1, 0, -1),
        ("doxo", 2, 0, -1),
        ("budneb", 2, 0, 0),
        ("terb", 2, 0, 0),
    ),
    daily=(("oxygen", 8, 0, -1), ("neb", 2, 0, 0)),
    ages=(60, 88),
    grade=("n1", 2),
)
GALORE = {
    "yy": (
        (PNEU, 5),
        (COPD, 3),
        (HEART, 5),
        (STROKE, 5),
        (SUGAR, 4),
        (GUT, 4),
        (APPEN, 4),
        (CHOLE, 5),
        (HERNIA, 3),
        (PROST, 3),
        (LENS, 5),
        (CHILD, 4),
    ),
    "ey": (
        (PNEU, 4),
        (COPD, 3),
        (HEART, 4),
        (STROKE, 6),
        (SUGAR, 3),
        (GUT, 3),
        (APPEN, 3),
        (CHOLE, 3),
        (PROST, 3),
    ),
    "zy": ((BACK, 6), (WRIST, 3), (SUGAR, 3), (STROKE, 3), (PNEU, 2), (HERNIA, 1)),
    "san": (
        (PNEU, 4),
        (COPD, 4),
        (HEART, 3),
        (STROKE, 4),
        (SUGAR, 2),
        (GUT, 2),
        (APPEN, 3),
        (CHILD, 5),
        (HERNIA, 2),
    ),
    "si": ((PNEU, 4), (COPD, 4), (HEART, 3), (SUGAR, 3), (ENTER, 2), (CHOLE, 2), (LENS, 3)),
    "fy": ((SECTION, 4), (BIRTH, 6), (CHILD, 5)),
    "kf": ((REHAB, 1),),
    "qr": ((OLD, 3), (PNEU, 1)),
    "sd": ((WRIST, 3), (BACK, 4)),
}
SIZE = {
    "yy": 480,
    "ey": 380,
    "zy": 220,
    "san": 230,
    "si": 150,
    "fy": 190,
    "kf": 75,
    "sd": 80,
    "qr": 60,
    "t1": 70,
    "t2": 60,
    "t3": 55,
    "t4": 45,
    "t5": 45,
    "t6": 20,
}
TOWN = ((TOWN_PNEU, 4), (TOWN_COPD, 3), (ENTER, 2))


def theatre(w: World, v: Any, c: Course) -> None:
    """The operation of a surgical course, on the first or second day."""
    day = 0 if c.group == APPEN.group else 1
    at = w.at(
        v.start.date() + timedelta(days=day), 16.5 if day == 0 else 9.6, 18.5 if day == 0 else 14.0
    )
    parts = {
        APPEN.group: ("appen laparo ga anmon pacu", "47.0100", "腹腔镜下阑尾切除术", "1"),
        CHOLE.group: ("chole laparo ga anmon pacu", "51.2300", "腹腔镜下胆囊切除术", "1"),
        HERNIA.group: ("hernia sa mesh", "53.0301", "单侧腹股沟直疝无张力修补术", "2"),
        PROST.group: ("turp sa", "60.2901", "经尿道前列腺电切术", "2"),
        LENS.group: ("phaco lens", "13.4100x001", "白内障超声乳化抽吸术", "3"),
        SECTION.group: ("section sa cath", "74.1x01", "子宫下段横切口剖宫产", "2"),
        BIRTH.group: ("deliver", "73.5900", "手法助产", "9"),
        WRIST.group: ("orif sa plate screw", "79.3201", "桡骨骨折切开复位内固定术", "2"),
    }[c.group]
    for k in parts[0].split():
        n = 2 if k == "anmon" else w.rng.randint(5, 7) if k == "screw" else 1
        w.add(v, k, n, at)
    if "ga" in parts[0].split():
        for k, n in (("prop", 3), ("remi", 1), ("rocu", 1), ("cefaz", 2)):
            w.add(v, k, n, at)
    elif "sa" in parts[0].split():
        for k, n in (("ropi", 1), ("cefaz", 2)):
            w.add(v, k, n, at)
    v.operations.append({"code": parts[1], "name": parts[2], "at": at, "anst": parts[3]})
    if c.group in (APPEN.group, CHOLE.group, HERNIA.group, SECTION.group, WRIST.group):
        w.add(v, "ecgmon", 6, at + timedelta(hours=2))
        w.add(v, "dress_s", 1, min(v.end, at + timedelta(days=2)))


SURGICAL = {c.group for c in (APPEN, CHOLE, HERNIA, PROST, LENS, SECTION, BIRTH, WRIST)}


def admit(
    w: World, house: str, c: Course, p: Person, day: Any, nights: int = 0, **more: Any
) -> Any:
    """A stay with its operation and its house's habits."""
    v = lie(w, house, c, p, day, nights=nights, **more)
    if c.group in SURGICAL:
        theatre(w, v, c)
    if c is STROKE and "danhong" in HABITS.get(house, set()):
        n = (v.end.date() - v.start.date()).days
        for d in range(min(7, n)):
            at = v.start if d == 0 else w.at(day + timedelta(days=d), 8.5, 9.5)
            w.add(v, "danh", 2, at)
            w.add(v, "ns250", 1, at)
            w.add(v, "drip", 1, at)
    return v


def at_home(w: World, pool: list[Person], day: date, c: Course, lo: int, hi: int) -> Person:
    """Somebody who has not lain in a bed for three months before or after."""
    for _ in range(8):
        p = somebody(w, pool, day, lo, hi, c.sex, c.nights[1] + 4)
        once = c.group in ("GD29", "HC29", "OR19", "OB19")
        if all(not once and abs((day - d).days) > 100 for d in w.lain.get(p.id, [])):
            break
    else:
        p = somebody(w, [w.person(c.sex, lo, hi)], day, lo, hi, c.sex)
    w.lain.setdefault(p.id, []).append(day)
    return p


def stays(w: World, pool: list[Person], scale: float) -> None:
    """All ordinary stays of the county."""
    for house, size in SIZE.items():
        menu = GALORE.get(house, TOWN)
        for _ in range(max(1, round(size * scale))):
            c = w.rng.choices([c for c, _ in menu], [n for _, n in menu])[0]
            day = begin(w, c.nights[1] + 4)
            lo, hi = c.ages
            if "old" in HABITS.get(house, set()):
                lo = max(lo, 66)
                hi = max(hi, 86)
            p = at_home(w, pool, day, c, lo, hi)
            admit(w, house, c, p, day)
