"""More visits of consulting rooms, added before any rule had been read: courses, follow-ups, drips by day."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.grammar.world import FIRST, LAST, Person

from .life import World, clinic, shop, somebody

FOLLOW = (
    # house choices, dept, diagnosis, tests, boxes, ages, sex, every how many days, how often
    (
        "yy ey",
        "心血管内科",
        (("I48.x00", "心房颤动"),),
        "inr",
        (("warf", 1), ("biso", 1)),
        (58, 82),
        "",
        28,
        6,
    ),
    (
        "yy ey",
        "消化内科",
        (("B18.100", "慢性乙型病毒性肝炎"),),
        "",
        (("ente", 3),),
        (32, 65),
        "",
        84,
        4,
    ),
    ("yy ey", "神经内科", (("G40.900", "癫痫"),), "", (("leve", 2),), (20, 60), "", 29, 6),
    ("yy san", "心理科", (("F32.900", "抑郁发作"),), "", (("sert", 1),), (22, 60), "", 27, 6),
    ("ey", "神经内科", (("G20.x00", "帕金森病"),), "", (("madop", 2),), (60, 82), "", 26, 7),
    (
        "yy",
        "风湿免疫科",
        (("M06.900", "类风湿关节炎"),),
        "blood alt esr",
        (("mtx", 1), ("hcq", 2)),
        (35, 68),
        "",
        28,
        6,
    ),
    ("yy ey", "乳腺科", (("C50.900", "乳腺恶性肿瘤"),), "", (("letro", 1),), (52, 72), "2", 30, 6),
    (
        "san si",
        "眼科",
        (("H40.100", "原发性开角型青光眼"),),
        "tono",
        (("latan", 1), ("timo", 1)),
        (50, 80),
        "",
        30,
        5,
    ),
    (
        "yy si t1",
        "内分泌科",
        (("M81.900", "骨质疏松"),),
        "",
        (("alend", 1), ("calc", 1)),
        (58, 82),
        "2",
        29,
        5,
    ),
    (
        "yy ey san",
        "呼吸内科",
        (("J44.900", "慢性阻塞性肺病"),),
        "",
        (("tiot", 1),),
        (60, 82),
        "",
        30,
        6,
    ),
    (
        "yy",
        "肾内科",
        (("N18.300", "慢性肾脏病3期"),),
        "kidney ions urine",
        (("vals", 2),),
        (48, 78),
        "",
        56,
        4,
    ),
    (
        "t1 t2 t3 t4 t5 t6",
        "全科",
        (("E11.900", "2型糖尿病"), ("I10.x00x002", "高血压")),
        "",
        (("metf", 1), ("amlo", 1)),
        (52, 80),
        "",
        28,
        8,
    ),
    (
        "yd1 yd3 yd5 yd6 yd8 yd9 yd11",
        "药房",
        (("J44.900", "慢性阻塞性肺病"),),
        "",
        (("tiot", 1),),
        (60, 82),
        "",
        30,
        5,
    ),
    (
        "yd1 yd3 yd5 yd6 yd8 yd13 yd14",
        "药房",
        (("E11.900", "2型糖尿病"),),
        "",
        (("insg", 2),),
        (45, 78),
        "",
        31,
        6,
    ),
    (
        "yd2 yd4 yd7 yd10 yd12",
        "药房",
        (("I10.x00x002", "高血压"),),
        "",
        (("nifed", 1), ("biso", 1)),
        (48, 82),
        "",
        28,
        6,
    ),
)


def more_doors(w: World, pool: list[Person], scale: float) -> None:
    """All of them."""
    follow_ups(w, round(130 * scale))
    drips(w, pool, round(170 * scale))
    fractures(w, pool, round(60 * scale))
    teeth(w, pool, round(80 * scale))
    antenatal(w, round(45 * scale))
    checked(w, pool, round(420 * scale))
    village(w, pool, round(320 * scale))


def follow_ups(w: World, many: int) -> None:
    """Lasting illness: the same boxes at the same interval."""
    for _ in range(max(1, many)):
        where, dept, dx, tests, drugs, ages, sex, step, often = w.rng.choice(FOLLOW)
        house = w.rng.choice(where.split())
        p = w.person(sex, *ages)
        day = w.day(FIRST, LAST - timedelta(days=step * 2))
        doctor = w.rng.choice(w.houses[house].doctors) if w.houses[house].doctors else ""
        for _n in range(w.rng.randint(2, often)):
            if not w.houses[house].shop:
                day -= timedelta(days=max(0, day.weekday() - 4))
            if day > LAST:
                break
            if not p.free(day, day):
                pass
            elif w.houses[house].shop:
                shop(w, house, p, w.at(day, 8.4, 20), dx, drugs)
            else:
                clinic(w, house, p, w.at(day, 8.1, 16), dept, dx, tests, drugs, doctor=doctor)
            day += timedelta(days=step + w.rng.randint(0, 3))


def drips(w: World, pool: list[Person], many: int) -> None:
    """Three to five days of drips in a consulting room for tonsillitis or bronchitis."""
    for _ in range(many):
        house = w.rng.choice(("t1", "t2", "t3", "t4", "t5", "san", "si", "yy"))
        dx, drug, n = w.rng.choice(
            (
                ((("J03.900", "急性扁桃体炎"),), "penic", 4),
                ((("J20.900", "急性支气管炎"),), "cefui", 2),
            )
        )
        day = w.day(FIRST, LAST - timedelta(days=8))
        p = somebody(w, pool, day, 18, 65, until=6)
        dept = "全科" if house[0] == "t" else "急诊科"
        for k in range(w.rng.randint(3, 5)):
            v = clinic(
                w,
                house,
                p,
                w.at(day + timedelta(days=k), 8.1, 17),
                dept,
                dx,
                "blood crp" if k == 0 else "",
                kind="11",
            )
            for key, m in ((drug, n), ("ns100", 2), ("drip", 1), ("ivset", 1)):
                w.add(v, key, m, v.start + timedelta(minutes=10))


def fractures(w: World, pool: list[Person], many: int) -> None:
    """Plaster, a picture after one week, four and eight."""
    dx = (("S52.500", "桡骨下端骨折"),)
    for _ in range(many):
        house = w.rng.choice(("yy", "ey", "san", "sd", "zy"))
        day = w.day(FIRST, LAST - timedelta(days=70))
        p = somebody(w, pool, day, 8, 75, until=60)
        v = clinic(w, house, p, w.at(day, 8, 21), "急诊科", dx, "drb", kind="13", fee="er")
        w.add(v, "plaster", 1, v.start + timedelta(minutes=11))
        for k in (7, 28, 56):
            d = day + timedelta(days=k)
            d += timedelta(days=max(0, 7 - d.weekday()) if d.weekday() > 4 else 0)
            clinic(w, house, p, w.at(d, 8.2, 16), "骨科", dx, "drb")


def teeth(w: World, pool: list[Person], many: int) -> None:
    """A root in three visits; a tooth drawn."""
    for _ in range(many):
        house = w.rng.choice(("mz3", "mz3", "yy", "si"))
        day = w.workday(FIRST, LAST - timedelta(days=30))
        p = somebody(w, pool, day, 20, 65, until=20)
        if w.rng.random() < 0.4:
            v = clinic(w, house, p, w.at(day, 8.4, 16), "口腔科", (("K04.500", "慢性根尖周炎"),))
            for key in ("extract", "la", "lido"):
                w.add(v, key, 1, v.start + timedelta(minutes=9))
            continue
        for k, key in enumerate(("rct", "rcf")):
            v = clinic(
                w,
                house,
                p,
                w.at(day + timedelta(days=7 * k), 8.4, 16),
                "口腔科",
                (("K04.000", "牙髓炎"),),
            )
            w.add(v, key, 1, v.start + timedelta(minutes=9))


def antenatal(w: World, many: int) -> None:
    """From the twelfth week on: every four weeks, then every two, then every week."""
    dx = (("Z34.900", "正常妊娠监督"),)
    for _ in range(max(1, many)):
        p, day = w.person("2", 22, 35), w.workday(FIRST, LAST - timedelta(days=190))
        house = w.rng.choice(("fy", "fy", "yy"))
        for k, (step, tests) in enumerate(
            (
                (0, "blood urine liver kidney glu infect tsh usob"),
                (28, "urine"),
                (28, "urine usob"),
                (28, "blood urine glu"),
                (28, "urine usob"),
                (14, "urine"),
                (14, "blood urine fetal"),
                (7, "urine fetal"),
                (7, "urine fetal usob"),
            )
        ):
            day += timedelta(days=step)
            d = day - timedelta(days=max(0, day.weekday() - 4))
            if d > LAST:
                break
            clinic(
                w,
                house,
                p,
                w.at(d, 8.1, 11.5),
                "产科",
                dx,
                tests,
                (("folic", 1),) if k == 0 else (),
            )


def checked(w: World, pool: list[Person], many: int) -> None:
    """Single visits with a question and its test."""
    kinds = (
        ("消化内科", (("K29.500", "慢性胃炎"),), "ubt", (("rabe", 1),), (22, 68), ""),
        ("消化内科", (("K63.500", "结肠息肉"),), "colo", (), (45, 74), ""),
        ("神经内科", (("R51.x00", "头痛"),), "cthead", (), (20, 75), ""),
        ("神经内科", (("R42.x00", "头晕"),), "tcd lipid", (("betah", 1),), (35, 78), ""),
        ("乳腺科", (("N63.x00", "乳房肿块"),), "usbre", (), (25, 60), "2"),
        ("内分泌科", (("E04.100", "甲状腺结节"),), "usneck tsh ft4", (), (28, 68), ""),
        ("呼吸内科", (("R91.x00", "肺结节"),), "ct", (), (40, 74), ""),
        ("心血管内科", (("R00.200", "心悸"),), "ecg holter echo", (), (22, 72), ""),
        ("泌尿外科", (("N20.000", "肾结石"),), "urine uskid", (), (25, 66), ""),
        ("耳鼻喉科", (("J32.900", "慢性鼻窦炎"),), "ctface lscope", (("budn", 1),), (18, 62), ""),
        ("骨科", (("M17.900", "膝关节骨关节炎"),), "drkn", (("cele", 2),), (50, 78), ""),
        ("骨科", (("S83.200", "半月板损伤"),), "mrknee", (), (20, 55), ""),
        ("皮肤科", (("L30.900", "湿疹"),), "", (("cand", 1), ("cetir", 1)), (12, 75), ""),
        ("皮肤科", (("B02.900", "带状疱疹"),), "", (("vala", 1), ("mecob", 1)), (45, 82), ""),
        ("眼科", (("H35.300", "黄斑变性"),), "oct fundus", (), (58, 80), ""),
        ("妇科", (("N92.000", "月经过多"),), "blood uspel", (), (20, 50), "2"),
        ("血管外科", (("I83.900", "下肢静脉曲张"),), "usleg", (), (40, 75), ""),
        ("风湿免疫科", (("M25.500", "关节痛"),), "esr rf aso ua", (), (25, 70), ""),
        ("神经内科", (("G56.000", "腕管综合征"),), "emg", (("mecob", 2),), (35, 68), ""),
        (
            "感染科",
            (("A09.900", "感染性腹泻"),),
            "blood stool",
            (("levoo", 1), ("smec", 1)),
            (20, 70),
            "",
        ),
        ("普外科", (("K60.200", "肛裂"),), "", (), (22, 60), ""),
        ("老年科", (("M81.900", "骨质疏松"),), "bmd vitd ca", (("calc", 1),), (58, 80), "2"),
    )
    for _ in range(many):
        dept, dx, tests, drugs, ages, sex = w.rng.choice(kinds)
        house = w.rng.choice(("yy", "yy", "ey", "ey", "san", "si"))
        day = w.workday()
        p = somebody(w, pool, day, *ages, sex)
        if p.id in w.lasting or p.id in w.lain:
            continue
        w.lasting.add(p.id)
        clinic(w, house, p, w.at(day, 8.1, 16.4), dept, dx, tests, drugs)


def village(w: World, pool: list[Person], many: int) -> None:
    """Small things in village rooms and clinics."""
    kinds = (
        ((("J06.900", "急性上呼吸道感染"),), (("yinq", 1),), (16, 80)),
        ((("K52.900", "胃肠炎"),), (("huox", 1), ("smec", 1)), (16, 75)),
        ((("J02.900", "急性咽炎"),), (("amoxi", 1), ("yinq", 1)), (18, 70)),
        ((("L50.900", "荨麻疹"),), (("lora", 1),), (18, 70)),
        ((("M54.500", "腰痛"),), (("yaobt", 1),), (30, 75)),
    )
    for _ in range(many):
        dx, drugs, ages = w.rng.choice(kinds)
        house = w.rng.choice(("cw1", "cw2", "cw3", "cw4", "cw5", "cw6", "mz2", "mz4"))
        day = w.day()
        p = somebody(w, pool, day, *ages)
        clinic(w, house, p, w.at(day, 7.8, 18.5), "全科", dx, "", drugs)
