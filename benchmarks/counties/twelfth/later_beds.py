"""More illnesses in bed, added before any rule had been read: the rest of what wards see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.counties.grammar.world import Person

from .life import Course, World, begin, lie
from .ordinary_beds import at_home

BASE = "base liver kidney ions glu ecg"
KNIFE = "blood urine liver kidney ions glu clot infect ecg dr"

PANCREAS = Course(
    "消化内科",
    (("K85.900", "急性胰腺炎"),),
    (8, 11),
    "",
    f"{BASE} amy crp clot ctabd",
    "blood amy liver ctabd",
    (
        ("ocreo", 3, 0, 5),
        ("omepi", 2, 0, 5),
        ("gns500", 3, 0, 4),
        ("kcl", 3, 0, 4),
        ("ns100", 2, 0, 5),
        ("cefop", 2, 0, 6),
        ("gs250", 1, 6, -1),
        ("vitc", 2, 6, -1),
    ),
    oral="rabe mosa",
    daily=(("suction", 1, 0, 2),),
    ages=(28, 75),
    grade=("n1", 4),
)
URINARY = Course(
    "肾内科",
    (("N10.x00", "急性肾盂肾炎"),),
    (6, 8),
    "",
    f"{BASE} crp ucult uskid",
    "blood urine",
    (("ceftr", 2, 0, -1), ("ns100", 1, 0, -1)),
    ages=(22, 75),
    sex="2",
)
ATRIAL = Course(
    "心血管内科",
    (("I48.x00", "心房颤动"), ("I10.x00x002", "高血压")),
    (6, 8),
    "",
    f"{BASE} tsh ntbnp clot echo",
    "clot",
    oral="biso riva",
    daily=(("ecgmon", 20, 0, 2),),
    ages=(58, 84),
    grade=("n1", 2),
)
ANGINA = Course(
    "心血管内科",
    (("I20.000", "不稳定性心绞痛"),),
    (5, 7),
    "",
    f"{BASE} lipid tni ckmb clot echo dr",
    "tni",
    (("nitro", 1, 0, 2), ("gs250", 1, 0, 2)),
    oral="aspi clop ator metop isos",
    daily=(("ecgmon", 20, 0, 2),),
    ages=(50, 82),
    grade=("n1", 2),
)
VERTIGO = Course(
    "神经内科",
    (("H81.100", "良性阵发性眩晕"),),
    (5, 6),
    "",
    f"{BASE} lipid cthead tcd",
    "",
    (("ns250", 1, 0, 2), ("vitb6", 2, 0, 2)),
    oral="betah",
    ages=(35, 78),
)
FIT = Course(
    "神经内科",
    (("G40.900", "癫痫"),),
    (4, 5),
    "",
    f"{BASE} eeg mrhead",
    "",
    oral="leve",
    ages=(20, 65),
    grade=("n1", 2),
)
NEPHRO = Course(
    "肾内科",
    (("N04.900", "肾病综合征"),),
    (10, 13),
    "",
    f"{BASE} lipid upro clot uskid",
    "alb upro crea",
    (("furoi", 1, 0, 5), ("enox", 1, 1, -1)),
    oral="preds calc omep",
    ages=(20, 65),
)
ZOSTER = Course(
    "皮肤科",
    (("B02.900", "带状疱疹"),),
    (7, 9),
    "",
    BASE,
    "blood",
    (("vitb6", 2, 0, -1), ("ns250", 1, 0, -1)),
    oral="vala mecob",
    daily=(("laser", 1, 0, -1),),
    ages=(45, 85),
)
DEAF = Course(
    "耳鼻喉科",
    (("H91.200", "特发性突聋"),),
    (8, 10),
    "",
    f"{BASE} audi",
    "audi",
    (("dexa", 2, 0, 5), ("ns250", 1, 0, -1)),
    oral="mecob",
    ages=(25, 70),
)
CELLULITIS = Course(
    "外科",
    (("L03.100", "下肢蜂窝织炎"),),
    (7, 9),
    "",
    f"{BASE} crp usleg",
    "blood crp",
    (("piper", 3, 0, -1), ("ns100", 3, 0, -1)),
    daily=(("dress", 1, 0, 0),),
    ages=(35, 80),
)
CONCUSS = Course(
    "神经外科",
    (("S06.000", "脑震荡"),),
    (3, 4),
    "",
    "blood kidney ions clot cthead ecg",
    "cthead",
    (),
    daily=(("ecgmon", 12, 0, 0),),
    ages=(18, 70),
    grade=("n1", 1),
    kind="21",
)
RIBS = Course(
    "胸外科",
    (("S22.300", "肋骨骨折"),),
    (6, 8),
    "",
    "blood liver kidney ions ecg ct",
    "ct",
    (("tram", 1, 0, 2),),
    oral="cele",
    daily=(("oxygen", 6, 0, 2),),
    ages=(30, 75),
)
ASTHMA = Course(
    "呼吸内科",
    (("J45.900", "支气管哮喘"),),
    (6, 8),
    "",
    f"{BASE} crp gas dr lung",
    "lung",
    (
        ("mpred", 1, 0, 3),
        ("doxo", 1, 0, 4),
        ("ns100", 2, 0, 4),
        ("budneb", 2, 0, 0),
        ("terb", 2, 0, 0),
    ),
    daily=(("neb", 2, 0, 0), ("oxygen", 6, 0, 2)),
    ages=(20, 68),
    take="bufo",
)
CIRRHOSIS = Course(
    "消化内科",
    (("K74.600", "肝硬化"), ("B18.100", "慢性乙型病毒性肝炎")),
    (8, 11),
    "",
    f"{BASE} clot afp hbvdna usabd",
    "liver ions",
    (("furoi", 1, 0, 4),),
    oral="ente spir lactu",
    ages=(38, 72),
)
POLYP = Course(
    "消化内科",
    (("K63.500", "结肠息肉"),),
    (3, 4),
    "",
    "blood liver kidney ions clot infect ecg",
    "",
    (("gns500", 2, 1, 1), ("omepi", 1, 1, 1)),
    ages=(40, 72),
)
CHEMO = Course(
    "肿瘤科",
    (("Z51.103", "恶性肿瘤术后化学治疗"), ("C50.900", "乳腺恶性肿瘤")),
    (3, 3),
    "",
    "blood urine liver kidney ions ecg",
    "blood",
    (("onda", 2, 0, 1), ("dexa", 2, 0, 1), ("ns250", 2, 0, 1)),
    ages=(38, 68),
    sex="2",
)
PALLIAT = Course(
    "老年科",
    (("C34.900", "肺恶性肿瘤"), ("R52.100", "癌性疼痛")),
    (8, 12),
    "",
    "blood liver kidney ions alb",
    "blood",
    (("gns500", 1, 0, -1),),
    oral="morp",
    daily=(("oxygen", 10, 0, 0),),
    ages=(58, 84),
    grade=("n1", 12),
)
THYROID = Course(
    "外科",
    (("D34.x00", "甲状腺良性肿瘤"),),
    (5, 6),
    "",
    f"{KNIFE} tsh ft3 ft4 usneck",
    "ca",
    (("gns500", 1, 1, 2),),
    ages=(25, 68),
)
PILES = Course(
    "肛肠科",
    (("K64.900", "痔"),),
    (6, 7),
    "",
    KNIFE,
    "",
    (("metro", 1, 1, 3),),
    daily=(("dress", 1, 2, 0), ("fumi", 1, 2, 0)),
    ages=(25, 68),
)
WOMB = Course(
    "妇科",
    (("D25.900", "子宫平滑肌瘤"),),
    (6, 8),
    "",
    f"{KNIFE} uspel ca125",
    "blood",
    (("gns500", 2, 1, 2), ("cefaz", 2, 2, 3)),
    ages=(38, 54),
    sex="2",
    grade=("n1", 2),
)
CYST = Course(
    "妇科",
    (("D27.x00", "卵巢良性肿瘤"),),
    (5, 6),
    "",
    f"{KNIFE} uspel ca125 afp",
    "blood",
    (("gns500", 2, 1, 2),),
    ages=(20, 50),
    sex="2",
)
ABORT = Course(
    "妇产科",
    (("O20.000", "先兆流产"),),
    (5, 8),
    "",
    "blood urine liver kidney hcgb prog usob",
    "hcgb prog",
    (),
    oral="dyd",
    ages=(22, 38),
    sex="2",
)
STONE = Course(
    "泌尿外科",
    (("N20.100", "输尿管结石"),),
    (4, 6),
    "",
    f"{KNIFE} usuro cturo",
    "urine",
    (("cefop", 2, 1, 2), ("ns100", 1, 1, 2)),
    ages=(25, 68),
)
TONSIL = Course(
    "耳鼻喉科",
    (("J35.000", "慢性扁桃体炎"),),
    (5, 6),
    "",
    KNIFE,
    "",
    (("cefui", 2, 1, 3), ("ns100", 2, 1, 3), ("gns500", 1, 1, 2)),
    ages=(16, 45),
)
HIP = Course(
    "骨科",
    (("S72.000", "股骨颈骨折"),),
    (10, 13),
    "",
    f"{KNIFE} dd echo usleg drhip",
    "blood alb drhip",
    (("enox", 1, 2, -1), ("gns500", 1, 2, 3)),
    ages=(65, 86),
    grade=("n1", 4),
    take="riva",
)
TIBIA = Course(
    "骨科",
    (("S82.200", "胫骨干骨折"),),
    (9, 12),
    "",
    f"{KNIFE} dd usleg drkn ctknee",
    "blood drkn",
    (("enox", 1, 3, -1), ("gns500", 1, 2, 2)),
    ages=(20, 65),
)
METAL = Course(
    "骨科",
    (("Z47.000", "取除骨折板和其他内固定装置"),),
    (4, 6),
    "",
    f"{KNIFE} drb",
    "drb",
    (),
    ages=(20, 65),
)
BELL = Course(
    "针灸科",
    (("G51.000", "贝尔麻痹"),),
    (10, 13),
    "",
    "blood urine liver kidney glu ecg",
    "",
    (),
    oral="mecob preds",
    daily=(("elec", 1, 1, 0), ("irlight", 1, 1, 0)),
    ages=(20, 72),
)
KNEE = Course(
    "骨伤科",
    (("M17.900", "膝关节骨关节炎"),),
    (9, 11),
    "",
    "blood urine liver kidney glu ecg esr drkn",
    "",
    (),
    oral="cele",
    daily=(("needle", 1, 1, 0), ("fumi", 1, 1, 0), ("ultra", 1, 1, 0)),
    ages=(50, 78),
)
SEQUEL = Course(
    "脑病科",
    (("I69.300", "脑梗死后遗症"), ("G81.900", "偏瘫")),
    (13, 16),
    "",
    f"{BASE} lipid",
    "",
    oral="aspi ator",
    daily=(("elec", 1, 1, 0), ("hemi", 1, 1, 0)),
    ages=(50, 82),
)
JAUNDICE = Course(
    "新生儿科",
    (("P59.900", "新生儿黄疸"),),
    (4, 5),
    "",
    "blood tbil dbil alb",
    "tbil dbil",
    (),
    daily=(("photo", 8, 0, 1), ("bilic", 1, 0, 0)),
    ages=(0, 1),
    grade=("nbaby", 9),
)
HANDFOOT = Course(
    "儿科",
    (("B08.401", "手足口病"),),
    (4, 5),
    "",
    "blood urine stool crp ckmb ions",
    "blood",
    (("vitc", 2, 0, -1), ("gs250", 1, 0, -1)),
    oral="ibusus",
    ages=(1, 5),
)
FEBFIT = Course(
    "儿科",
    (("R56.000", "热性惊厥"), ("J06.900", "急性上呼吸道感染")),
    (3, 4),
    "",
    "blood urine crp ions glu eeg",
    "blood",
    (("gs250", 1, 0, 1),),
    oral="ibusus",
    ages=(1, 5),
    grade=("n1", 1),
)
DIARRH = Course(
    "儿科",
    (("A08.000", "轮状病毒肠炎"),),
    (4, 5),
    "",
    "blood stool ions kidney crp",
    "ions",
    (("gs250", 2, 0, 1), ("kcl", 1, 0, 1)),
    oral="smec ors",
    ages=(1, 4),
)
TOWN_SUGAR = Course(
    "内科",
    (("E11.900", "2型糖尿病"), ("I10.x00x002", "高血压")),
    (6, 8),
    "",
    "base liver kidney ions lipid glu ecg",
    "",
    (),
    oral="metf amlo",
    daily=(("fglu", 7, 0, 2), ("fglu", 4, 3, 0)),
    ages=(48, 78),
)
TOWN_STROKE = Course(
    "内科",
    (("I63.900", "脑梗死恢复期"), ("I10.x00x002", "高血压")),
    (9, 12),
    "",
    "base liver kidney ions lipid glu ecg",
    "",
    (("ns250", 1, 0, 6),),
    oral="aspi ator amlo",
    daily=(("elec", 1, 1, 0),),
    ages=(55, 84),
)
TOWN_SKIN = Course(
    "外科",
    (("L03.100", "下肢蜂窝织炎"),),
    (6, 7),
    "",
    "blood urine kidney glu crp",
    "blood",
    (("penic", 6, 0, 0), ("ns100", 2, 0, 0)),
    daily=(("dress_s", 1, 0, 0),),
    ages=(35, 78),
)

KNIVES: dict[str, tuple[str, str, str, str]] = {
    "D34.x00": ("thyro ga anmon", "06.3900", "甲状腺部分切除术", "1"),
    "K64.900": ("hemor sa", "49.4600", "痔切除术", "2"),
    "D25.900": ("hyster ga anmon pacu cath", "68.4100", "腹腔镜全子宫切除术", "1"),
    "D27.x00": ("cyst laparo ga anmon", "65.2501", "腹腔镜卵巢囊肿切除术", "1"),
    "N20.100": ("urs ga dj", "56.0x04", "经尿道输尿管镜激光碎石术", "1"),
    "J35.000": ("tonsil ga", "28.2x00", "扁桃体切除术", "1"),
    "S72.000": ("hip sa hipset", "81.5200", "人工股骨头置换术", "2"),
    "S82.200": ("tibia sa tibpl", "79.3601", "胫骨骨折切开复位内固定术", "2"),
    "Z47.000": ("remove sa", "78.6000", "骨内固定装置取出术", "2"),
    "K63.500": ("polyp", "45.4200", "内镜下结肠息肉切除术", "9"),
}
BIG = (
    PANCREAS,
    URINARY,
    ATRIAL,
    ANGINA,
    VERTIGO,
    FIT,
    NEPHRO,
    ZOSTER,
    DEAF,
    CELLULITIS,
    CONCUSS,
    RIBS,
    ASTHMA,
    CIRRHOSIS,
    POLYP,
    THYROID,
    STONE,
    TONSIL,
    HIP,
    TIBIA,
    METAL,
)
MENU: dict[str, tuple[tuple[Course, ...], int]] = {
    "yy": ((*BIG, CHEMO), 330),
    "ey": ((*BIG, CHEMO), 260),
    "san": (BIG[:2] + BIG[3:12], 130),
    "si": ((URINARY, VERTIGO, CELLULITIS, RIBS, STONE, METAL), 70),
    "zy": ((BELL, KNEE, SEQUEL, PILES, ZOSTER), 130),
    "fy": ((WOMB, CYST, ABORT, JAUNDICE, HANDFOOT, FEBFIT, DIARRH), 150),
    "sd": ((HIP, TIBIA, METAL, KNEE), 50),
    "qr": ((PALLIAT,), 20),
    "t1": ((TOWN_SUGAR, TOWN_STROKE, TOWN_SKIN), 40),
    "t2": ((TOWN_SUGAR, TOWN_STROKE, TOWN_SKIN), 30),
    "t5": ((TOWN_SUGAR, TOWN_SKIN), 25),
    "t4": ((TOWN_STROKE,), 20),
}


def operate(w: World, v: Any, c: Course) -> None:
    """What the theatre charges."""
    items, code, name, anst = KNIVES[c.dx[0][0]]
    day = min(2, (v.end.date() - v.start.date()).days - 2) if c in (HIP, TIBIA) else 1
    at = w.at(v.start.date() + timedelta(days=day), 9.2, 14.5)
    for k in items.split():
        w.add(v, k, 2 if k == "anmon" else 1, at)
    for k, n in (
        (("prop", 3), ("remi", 1))
        if "ga" in items.split()
        else (("ropi", 1),)
        if "sa" in items.split()
        else ()
    ):
        w.add(v, k, n, at)
    if c in (HIP, TIBIA, THYROID, WOMB, CYST):
        w.add(v, "cefaz", 2, at)
        w.add(v, "ecgmon", 8, at + timedelta(hours=2))
        w.add(v, "dress_s", 1, at + timedelta(days=2))
    if c in (WOMB, HIP):
        w.add(v, "cathday", 1, at + timedelta(days=1))
    if c is TIBIA:
        w.add(v, "screw", w.rng.randint(6, 9), at)
    v.operations.append({"code": code, "name": name, "at": at, "anst": anst})


def more_stays(w: World, pool: list[Person], scale: float) -> None:
    """These stays, none of them grouped where the group is not known."""
    for house, (menu, size) in MENU.items():
        for _ in range(max(1, round(size * scale))):
            c = w.rng.choice(menu)
            day = begin(w, c.nights[1] + 4)
            p = (
                at_home(w, pool, day, c, *c.ages)
                if c is not JAUNDICE
                else w.person(born=day - timedelta(days=w.rng.randint(3, 9)), insurance="390")
            )
            v = lie(w, house, c, p, day)
            if c.dx[0][0] in KNIVES:
                operate(w, v, c)
            if c is ATRIAL:
                w.add(v, "holter", 1, w.at(day + timedelta(days=4), 8.5, 10))
            if c is CHEMO:
                w.add(v, "pacl", 4, v.start + timedelta(hours=5))
