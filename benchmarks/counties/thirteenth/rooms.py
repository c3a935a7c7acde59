"""Consulting rooms and counters: what an ordinary outpatient and a customer get."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from .houses import SHOPS, TOWNS, VILLAGES, County


@dataclass(frozen=True)
class Room:
    """A reason to come, and what is done: `all` always, `some` by chance, `drugs` of which two or three are written."""

    houses: tuple[str, ...]
    dept: str
    dx: tuple[tuple[str, str], ...]
    ages: tuple[int, int]
    all: str = ""
    some: dict[str, float] = field(default_factory=dict)
    drugs: str = ""
    kind: str = "11"
    sex: str = ""
    months: tuple[int, ...] = tuple(range(1, 13))
    share: int = 1
    see: str = "see"
    most: int = 3


COLD = (
    ("J06.900", "急性上呼吸道感染"),
    ("J02.900", "急性咽炎"),
    ("J03.900", "急性扁桃体炎"),
    ("J20.900", "急性支气管炎"),
)
WINTER = (11, 12, 1, 2)

ROOMS = (
    Room(VILLAGES, "全科", COLD, (4, 84), "", {}, "ganmaoling lianhua banlangen amoxicillin ambroxol_o ibuprofen niuhuang", share=12, see="general"),
    Room(TOWNS, "全科", COLD, (15, 84), "cbc", {"crp": .4, "dr_chest": .1}, "lianhua amoxicillin ambroxol_o ibuprofen cefixime", share=6),
    Room(("qrm", "fy"), "儿科", (("J06.900", "急性上呼吸道感染"), ("J03.900", "急性扁桃体炎"), ("R50.900", "发热")), (1, 11), "cbc crp", {"myco": .3, "flu": .2}, "ibuprofen_c xiaoer azithro montelukast", share=6),
    Room(("qrm", "fy", *TOWNS), "发热门诊", (("J10.101", "流行性感冒伴呼吸道表现"),), (12, 78), "cbc flu", {"crp": .5}, "oseltamivir lianhua ibuprofen", months=WINTER, share=5),
    Room(("fy", "qrm"), "儿科", (("J10.101", "流行性感冒伴呼吸道表现"),), (2, 11), "cbc flu", {"crp": .5}, "oseltamivir_c ibuprofen_c", months=WINTER, share=4),
    Room((*VILLAGES, *TOWNS), "全科", (("A09.900", "感染性腹泻"), ("K52.900", "非感染性胃肠炎")), (3, 80), "", {"stool": .4, "cbc": .4}, "montmorillonite probiotic rehydrate", share=3, see="general"),
    Room(("qrm",), "急诊科", (("R10.400", "腹痛"), ("N20.100", "输尿管结石"), ("K29.100", "急性胃炎")), (18, 80), "cbc urine drip saline_s", {"amylase": .4, "us_abd": .5, "ct_abd": .2, "ecg": .3}, "omeprazole", "13", share=3, see="see_er"),
    Room(("qrm", "xz1", "xz5"), "急诊科", (("S01.800", "头部开放性伤口"), ("S61.900", "腕和手开放性伤口")), (8, 70), "debride local lidocaine", {"ct_head": .2, "dr_limb": .3}, "cefixime", "13", share=2, see="see_er"),
    Room(("qrm", "xz2"), "骨科门诊", (("S93.400", "踝扭伤"), ("M54.500", "下背痛"), ("M75.000", "粘连性肩关节囊炎")), (18, 76), "", {"dr_limb": .5, "plaster": .1}, "celecoxib ibuprofen yaotong", share=2),
    Room(("qrm", "zy"), "心血管内科", (("I10.x00", "特发性高血压"), ("I25.103", "冠状动脉粥样硬化性心脏病")), (40, 86), "", {"ecg": .5, "echo": .15, "lipid": .3, "abpm": .08, "holter": .06}, "amlodipine valsartan metoprolol atorvastatin aspirin", "14", share=5, most=4),
    Room(TOWNS, "慢病门诊", (("I10.x00", "特发性高血压"), ("E11.900", "2型糖尿病")), (42, 86), "", {"sugar": .4, "ecg": .2, "lipid": .1, "kidney": .1}, "amlodipine irbesartan atorvastatin aspirin", "14", share=8),
    Room(("qrm", "xz3", "zy"), "内分泌科", (("E11.900", "2型糖尿病"),), (35, 82), "sugar", {"lipid": .3, "kidney": .3, "fundus": .1}, "metformin gliclazide acarbose dapagliflozin", "14", share=4),
    Room(("qrm",), "呼吸内科", (("J44.900", "慢性阻塞性肺病"), ("J45.900", "支气管哮喘")), (45, 84), "", {"lung_fn": .3, "dr_chest": .2}, "tiotropium ambroxol_o", "14", share=2),
    Room(("jsb",), "精神科门诊", (("F20.900", "精神分裂症"), ("F32.900", "抑郁发作"), ("F41.100", "广泛性焦虑障碍")), (16, 72), "", {"mind_scale": .3, "lfi": .2, "cbc": .2, "mind_talk": .15}, "olanzapine sertraline lorazepam", "14", share=4, most=2),
    Room(("fy", "qrm"), "产科门诊", (("Z34.900", "正常妊娠监督"),), (21, 39), "urine", {"cbc": .5, "us_obs": .35, "fetal": .3, "ferritin": .1}, "ferrous", "51", "2", share=5),
    Room(("fy",), "妇科门诊", (("N76.000", "急性阴道炎"), ("N92.000", "月经过多"), ("N94.600", "痛经")), (19, 52), "", {"us_gyn": .5, "cbc": .3, "hcg": .2}, "yimu ferrous", "11", "2", share=3),
    Room(("ya",), "口腔科", (("K02.900", "龋病"), ("K04.000", "牙髓炎"), ("K05.300", "慢性牙周炎")), (8, 76), "tooth_film", {"fill": .5, "scale": .3}, "", share=4),
    Room(("ya", "xz1"), "口腔科", (("K04.000", "牙髓炎"), ("K08.100", "牙齿缺失")), (14, 76), "tooth_film tooth_out local", {}, "amoxicillin", share=2),
    Room(("yk",), "眼科门诊", (("H04.100", "干眼症"), ("H10.900", "结膜炎"), ("H52.100", "近视")), (9, 86), "slit", {"refraction": .5, "eye_oct": .2, "biometry": .1}, "tears levo_eye tobra_eye", share=5, most=2),
    Room(("yk",), "眼科门诊", (("H25.900", "老年性白内障"), ("H40.100", "原发性开角型青光眼")), (56, 88), "slit", {"eye_oct": .3, "biometry": .2}, "tears", share=2, most=1),
    Room(("zy",), "针灸科门诊", (("M54.500", "下背痛"), ("M47.802", "颈椎病"), ("G51.000", "贝尔面瘫")), (28, 78), "needle electro", {"moxa": .5, "cupping": .4, "paste": .2}, "", share=4),
    Room(("qrm", "zy"), "皮肤科", (("L20.900", "特应性皮炎"), ("L50.900", "荨麻疹"), ("L30.900", "湿疹")), (6, 80), "", {"cbc": .1}, "loratadine mometasone mupirocin", share=3, most=2),
    Room(("qrm",), "泌尿外科", (("N40.x00", "前列腺增生"),), (58, 86), "", {"us_urin": .4, "urine": .4}, "tamsulosin", "11", "1", share=2, most=1),
    Room(("qrm",), "神经内科", (("I69.300", "脑梗死后遗症"), ("G30.900", "阿尔茨海默病")), (62, 88), "", {"lipid": .2, "ct_head": .05}, "aspirin atorvastatin", "14", share=3),
    Room(("qrm",), "肿瘤科", (("C50.900", "乳房恶性肿瘤"),), (38, 76), "", {"cbc": .5, "lfi": .4, "us_abd": .2, "tumour": .4}, "anastrozole", "14", "2", share=1, most=1),
    Room(("qrm", *TOWNS, *VILLAGES), "全科", (("Z48.000", "手术敷料的维护"),), (10, 80), "dressing_s", {"suture_out": .3}, "", share=3),
    Room(("qrm", "xz4"), "内科", (("M10.900", "痛风"),), (32, 76), "", {"kidney": .4}, "allopurinol celecoxib", "11", "1", share=1, most=2),
    Room(("qrm",), "胃镜室", (("K29.500", "慢性胃炎"), ("K21.000", "胃食管反流病")), (28, 78), "gastro", {"biopsy": .4, "infection": .3}, "omeprazole", share=2),
    Room(VILLAGES, "全科", (("I10.x00", "特发性高血压"),), (50, 88), "", {}, "amlodipine metoprolol", share=9, see="general", most=1),
)  # fmt: skip


def seen(c: County, room: Room, day: date) -> None:
    """One visit."""
    r = c.rng
    house = r.choice(room.houses)
    known = room.kind not in ("14", "51") and r.random() < 0.4
    p = (c.known(room.sex, *room.ages, day) if known else None) or c.person(room.sex, *room.ages)
    evening = (8.0, 20.5) if room.kind == "13" else (8.2, 16.8)
    v = c.room(house, p, room.kind, day, room.dept, [r.choice(room.dx)], *evening)
    if room.kind != "14" or r.random() < 0.8:
        see = (
            "see_senior" if house == "qrm" and room.see == "see" and r.random() < 0.25 else room.see
        )
        c.add(v, see)
    for key in room.all.split() + [k for k, s in room.some.items() if r.random() < s]:
        c.add(v, key)
    drugs = room.drugs.split()
    for key in r.sample(drugs, min(len(drugs), r.randint(1, room.most))) if drugs else ():
        boxes = r.choice((1, 1, 2)) if room.kind != "14" else r.choice((1, 1, 1, 2, 3))
        long = room.kind == "14" and boxes == 3
        c.add(v, key, boxes, days=84 if long else "", rx=f"RX{v.id[1:]}")
    if v.id[-1] == "7" and room.kind == "11" and house in ("qrm", "xz1") and r.random() < 0.3:
        v.refund = v.end + timedelta(days=r.choice((0, 1, 1, 33)), hours=1)
        v.again = v.refund + timedelta(minutes=12)


COUNTER = {
    "41": "ganmaoling lianhua banlangen ibuprofen loratadine montmorillonite niuhuang omeprazole mupirocin levo_eye tears liuwei danshen_t",
    "9929": "amlodipine valsartan irbesartan metoprolol atorvastatin metformin gliclazide acarbose dapagliflozin aspirin glargine tiotropium donepezil",
}  # fmt: skip


def bought(c: County, day: date) -> None:
    """One customer at a counter."""
    r = c.rng
    house = r.choice(SHOPS)
    kind = "9929" if r.random() < (0.6 if house in ("yd1", "yd2") else 0.15) else "41"
    p = c.person("", 24 if kind == "41" else 56, 84, "310" if kind == "41" else "")
    v = c.room(
        house,
        p,
        kind,
        day,
        "",
        [("I10.x00", "特发性高血压")] if kind == "9929" else [("Z00.000", "药店购药")],
        8.0,
        20.9,
    )
    pool = COUNTER[kind].split()
    if kind == "9929":
        illness = r.choice(
            (
                "I10.x00 amlodipine valsartan metoprolol",
                "E11.900 metformin gliclazide acarbose",
                "I25.103 aspirin atorvastatin metoprolol",
                "J44.900 tiotropium",
                "G30.900 donepezil",
            )
        ).split()
        v.diagnoses = [
            (
                illness[0],
                {"I": "特发性高血压", "E": "2型糖尿病", "J": "慢性阻塞性肺病", "G": "阿尔茨海默病"}[
                    illness[0][0]
                ]
                if illness[0] != "I25.103"
                else "冠状动脉粥样硬化性心脏病",
            )
        ]
        pool = illness[1:]
    for key in r.sample(pool, min(len(pool), r.choice((1, 1, 2, 3)))):
        c.add(v, key, r.choice((1, 1, 2)))


def chronic(c: County, many: int) -> None:
    """Patients who come month after month: hypertension and sugar in the townships, minds in the psychiatric house."""
    r = c.rng
    for _ in range(many):
        room = r.choice([x for x in ROOMS if x.kind == "14" and x.share >= 4])
        house, dx = r.choice(room.houses), r.choice(room.dx)
        p = c.person(room.sex, *room.ages)
        drugs = r.sample(room.drugs.split(), min(2, len(room.drugs.split())))
        day, step = c.workday(date(2025, 1, 6), date(2025, 3, 30)), r.choice((28, 30, 31, 56))
        while day < date(2026, 6, 20):
            if day.weekday() < 6 and p.free(day, day):
                v = c.room(house, p, "14", day, room.dept, [dx])
                if r.random() < 0.6:
                    c.add(v, "see")
                for key in drugs:
                    c.add(v, key, step // 28, rx=f"RX{v.id[1:]}")
                if r.random() < 0.12:
                    c.add(v, "kidney")
            day += timedelta(days=step + r.choice((-1, 0, 0, 1, 2)))


def dialysed(c: County, many: int) -> None:
    """Three times a week, for months, with their own shift."""
    r = c.rng
    for n in range(many):
        p = c.person("", 38, 78)
        first = date(2025, 1, 6) + timedelta(days=n % 2 + 7 * r.randrange(40))
        hour, doctor = r.choice((7.6, 12.4)), r.choice(c.houses["xt"].doctors)
        for week in range(r.choice((6, 10, 16))):
            for k in (0, 2, 4):
                day = first + timedelta(days=week * 7 + k)
                if day > date(2026, 6, 28):
                    continue
                start = c.at(day, hour, hour + 0.4)
                v = c.visit(
                    "xt",
                    p,
                    "14",
                    start,
                    start + timedelta(hours=4, minutes=10),
                    "血透室",
                    [("N18.500", "慢性肾脏病5期")],
                    doctor,
                )
                c.add(v, "hdf" if k == 4 and week % 2 else "dialysis")
                c.add(v, "dialyser")
                c.add(v, "heparin" if n % 3 else "lowhep")
                if k == 0:
                    c.add(v, "epo")
                if week % 4 == 0 and k == 0:
                    for key in ("cbc", "ions", "kidney"):
                        c.add(v, key)
                if week % 12 == 0 and k == 0:
                    c.add(v, "pth")
                    c.add(v, "ferritin")


def fill(c: County, visits: int, counter: int, long: int, machines: int) -> None:
    """All of it, over the seasons."""
    weighted = [room for room in ROOMS for _ in range(room.share)]
    for _ in range(visits):
        room = c.rng.choice(weighted)
        day = c.day()
        while day.month not in room.months or (
            day.weekday() == 6 and room.kind not in ("13",) and c.rng.random() < 0.7
        ):
            day = c.day()
        seen(c, room, day)
    for _ in range(counter):
        bought(c, c.day())
    chronic(c, long)
    dialysed(c, machines)
