"""Ordinary visits to consulting rooms, village rooms, the dialysis centre and counters."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import FIRST, LAST, Person

from .goods import ITEMS
from .houses import HABITS
from .life import World, clinic, decoction, shop, somebody

HYPER = (("I10.x00x002", "高血压"),)
SUGAR = (("E11.900", "2型糖尿病"),)
CORON = (("I25.103", "冠状动脉粥样硬化性心脏病"),)
COLD = (("J06.900", "急性上呼吸道感染"),)
STOMACH = (("K29.500", "慢性胃炎"),)
BACKPAIN = (("M54.500", "腰痛"),)
FORMULAS = (
    (BACKPAIN, "danggui chuanx shudi duzhong sangjs duhuo niuxi gancao"),
    ((("G47.000", "失眠"),), "suanzr fuling danggui baishao gancao dangs"),
    (STOMACH, "dangs baizhu fuling gancao chenpi banxia"),
)
VISITS = (
    # dept, diagnosis, tests, boxes, ages, sex, where
    ("心血管内科", HYPER, "", (("amlo", 1), ("vals", 1)), (40, 86), "", "big town"),
    ("心血管内科", HYPER, "kidney ions ecg", (("telm", 1),), (40, 80), "", "big town"),
    (
        "心血管内科",
        CORON,
        "lipid alt",
        (("aspi", 1), ("ator", 1), ("metop", 1)),
        (50, 86),
        "",
        "big",
    ),
    ("内分泌科", SUGAR, "glu", (("metf", 1), ("acar", 3)), (38, 84), "", "big town"),
    ("内分泌科", SUGAR, "glu hba1c malb", (("metf", 1), ("glim", 1)), (38, 80), "", "once big"),
    (
        "内科",
        COLD,
        "blood crp",
        (("ganmao", 1), ("ibup", 1)),
        (18, 70),
        "",
        "big town village clinic",
    ),
    ("儿科", COLD, "blood crp", (("ibusus", 1), ("xerch", 1)), (2, 12), "", "big mother"),
    (
        "儿科",
        (("J10.101", "流行性感冒"),),
        "blood fluab",
        (("osel", 1), ("ibusus", 1)),
        (4, 14),
        "",
        "big mother",
    ),
    ("消化内科", STOMACH, "", (("rabe", 1), ("mosa", 1)), (20, 75), "", "big town"),
    ("消化内科", STOMACH, "gastro patho", (("omep", 1),), (35, 75), "", "big"),
    ("耳鼻喉科", (("J30.400", "变应性鼻炎"),), "", (("lora", 1), ("budn", 1)), (16, 60), "", "big"),
    ("皮肤科", (("L50.900", "荨麻疹"),), "blood", (("cetir", 1),), (16, 70), "", "big town"),
    ("妇科", (("N76.000", "急性阴道炎"),), "leuk", (("cloti", 1),), (22, 55), "2", "big mother"),
    ("妇科", (("D25.900", "子宫平滑肌瘤"),), "uspel", (), (30, 52), "2", "big mother"),
    (
        "产科",
        (("Z34.900", "正常妊娠监督"),),
        "blood urine usob",
        (("folic", 1),),
        (22, 38),
        "2",
        "big mother",
    ),
    ("泌尿外科", (("N40.x00", "前列腺增生"),), "urine usuro", (("tams", 2),), (55, 85), "1", "big"),
    (
        "内分泌科",
        (("E03.900", "甲状腺功能减退症"),),
        "tsh ft4 ft3",
        (("thyr", 1),),
        (25, 75),
        "",
        "once big",
    ),
    (
        "神经内科",
        (("I69.300", "脑梗死后遗症"),),
        "",
        (("aspi", 1), ("ator", 1), ("amlo", 1)),
        (52, 86),
        "",
        "big town",
    ),
    (
        "呼吸内科",
        (("J45.900", "支气管哮喘"),),
        "lung",
        (("bufo", 1), ("mont", 2)),
        (20, 70),
        "",
        "big",
    ),
    (
        "呼吸内科",
        (("J20.900", "急性支气管炎"),),
        "blood crp dr",
        (("cefo", 1), ("ambo", 1)),
        (18, 80),
        "",
        "big town",
    ),
    ("骨科", BACKPAIN, "drl", (("cele", 1),), (25, 70), "", "big town bone"),
    ("眼科", (("H10.900", "结膜炎"),), "", (("halo", 1),), (10, 80), "", "big"),
    ("外科", (("K80.200", "胆囊结石"),), "liver usabd", (), (30, 75), "", "big"),
    ("内分泌科", (("M10.900", "痛风"),), "ua crea", (("febu", 1),), (30, 70), "1", "big town"),
    ("血液科", (("D50.900", "缺铁性贫血"),), "blood ferrit", (("iron", 2),), (20, 55), "2", "big"),
    ("口腔科", (("K02.900", "龋齿"),), "tooth", (), (12, 60), "", "tooth"),
)
PLACES = {
    "big": ("yy", "ey", "san", "si", "zy", "yy", "ey"),
    "town": ("t1", "t2", "t3", "t4", "t5", "t6"),
    "mother": ("fy",),
    "village": ("cw1", "cw2", "cw3", "cw4", "cw5", "cw6"),
    "clinic": ("mz2", "mz4"),
    "bone": ("sd",),
    "tooth": ("mz3",),
}
COUNTER = (
    (HYPER, (("amlo", 1),), (40, 86), ""),
    (HYPER, (("vals", 1), ("amlo", 1)), (45, 86), ""),
    (HYPER, (("nifed", 1),), (45, 84), ""),
    (SUGAR, (("metf", 1),), (38, 84), ""),
    (SUGAR, (("metf", 1), ("acar", 3)), (38, 84), ""),
    (CORON, (("aspi", 1), ("rosu", 1)), (50, 86), ""),
    (CORON, (("fufdan", 2),), (50, 86), ""),
    (COLD, (("lianh", 1),), (18, 75), ""),
    (COLD, (("ganmao", 1), ("ibup", 1)), (18, 70), ""),
    (STOMACH, (("omep", 1),), (22, 75), ""),
    ((("K30.x00", "功能性消化不良"),), (("jianw", 1),), (25, 80), ""),
    ((("R05.x00", "咳嗽"),), (("chuanb", 1),), (20, 80), ""),
    ((("J30.400", "变应性鼻炎"),), (("lora", 1),), (16, 60), ""),
    ((("N76.000", "急性阴道炎"),), (("baofk", 1),), (25, 52), "2"),
    (BACKPAIN, (("yaobt", 1),), (30, 75), ""),
)


def doors(w: World, pool: list[Person], scale: float) -> None:
    """Everything that is no stay."""
    consulting(w, pool, round(5600 * scale))
    chronic(w, max(3, round(190 * scale)))
    herbs(w, pool, round(420 * scale))
    needles(w, pool, round(110 * scale))
    wounds(w, pool, round(260 * scale))
    dialysis(w, max(2, round(9 * scale)))
    counters(w, pool, round(3200 * scale))


def habits(house: str, tests: str, dept: str, drugs: tuple[tuple[str, int], ...]) -> str:
    """What this house asks of everybody."""
    own = HABITS.get(house, set())
    lasting = drugs and drugs[0][0] in ("amlo", "telm", "metf", "aspi")
    if "panel" in own and lasting and not tests:
        return "glu kidney lipid"
    if "glucose" in own and dept == "内分泌科" and "glu" not in tests.split() and lasting:
        return f"{tests} glu"
    return tests


def consulting(w: World, pool: list[Person], many: int) -> None:
    """Single visits."""
    seen: set[tuple[str, str]] = set()
    for _ in range(many):
        dept, dx, tests, drugs, (a, b), sex, where = w.rng.choice(VISITS)
        house = w.rng.choice(PLACES[w.rng.choice([x for x in where.split() if x != "once"])])
        day = w.workday()
        p = somebody(w, pool, day, a, b, sex)
        lasting = any(ITEMS[k].days > 10 for k, _ in drugs) or "hba1c" in tests
        if (p.id, dept) in seen or (lasting and (p.id in w.lasting or p.id in w.lain)):
            continue
        if lasting:
            w.lasting.add(p.id)
        seen.add((p.id, dept))
        small = house[:2] in ("cw", "mz") or house[0] == "t"
        if small:
            dept = "口腔科" if house == "mz3" else "全科"
            tests = tests if house[0] == "t" or house == "mz3" else ""
        at = w.at(day, 8.1, 16.6)
        clinic(w, house, p, at, dept, dx, habits(house, tests, dept, drugs), drugs)


def chronic(w: World, many: int) -> None:
    """Patients with a lasting illness come every four weeks, mostly to the same door."""
    sets = (
        (HYPER, (("amlo", 1), ("vals", 1))),
        (HYPER, (("telm", 1),)),
        (CORON, (("aspi", 1), ("ator", 1), ("biso", 1))),
        (SUGAR, (("metf", 1), ("glim", 1))),
    )
    doors_ = [*PLACES["town"], *PLACES["town"], *PLACES["village"], "yy", "ey", "san", "si"]
    for _ in range(many):
        dx, drugs = w.rng.choice(sets)
        house, p = w.rng.choice(doors_), w.person(lo=48, hi=84)
        day = FIRST + timedelta(days=w.rng.randrange(1, 120))
        months = w.rng.randint(6, 15)
        for n in range(months):
            if day >= LAST:
                break
            tests = "kidney lipid alt" if n % 6 == 0 and house[:2] != "cw" else ""
            dept = "全科" if house[0] in "ct" else "心血管内科" if dx is not SUGAR else "内分泌科"
            at = w.at(day, 8.1, 11.5)
            clinic(
                w,
                house,
                p,
                at,
                dept,
                dx,
                habits(house, tests, dept, drugs),
                drugs,
            )
            day += timedelta(days=w.rng.randint(27, 31))
            day -= timedelta(days=max(0, day.weekday() - 4))


def herbs(w: World, pool: list[Person], many: int) -> None:
    """A formula for seven or fourteen days."""
    for _ in range(many):
        dx, formula = w.rng.choice(FORMULAS)
        house = w.rng.choice(("zy", "zy", "zy", "mz1", "mz1", "t1", "san"))
        day = w.workday()
        p = somebody(w, pool, day, 25, 78)
        decoction(w, house, p, w.at(day, 8.2, 16), dx, formula, w.rng.choice((7, 7, 7, 14)))


def needles(w: World, pool: list[Person], many: int) -> None:
    """Six to ten sessions for the back or the neck, every other day."""
    for _ in range(many):
        house = w.rng.choice(("zy", "zy", "mz1", "t6", "kf"))
        day = w.workday(FIRST, LAST - timedelta(days=40))
        p = somebody(w, pool, day, 28, 75, until=28)
        parts = w.rng.choice((("needle", "cup"), ("elec", "irlight"), ("needle", "moxa")))
        doctor = w.rng.choice(w.houses[house].doctors)
        for _n in range(w.rng.randint(5, 9)):
            v = clinic(w, house, p, w.at(day, 8.2, 16.2), "针灸推拿科", BACKPAIN, doctor=doctor)
            by = w.rng.choice(w.houses[house].therapists or [doctor])
            for k in parts:
                w.add(v, k, 1, v.start + timedelta(minutes=10), by=by)
            day += timedelta(days=2 if day.weekday() < 3 else 4 if day.weekday() == 3 else 3)


def wounds(w: World, pool: list[Person], many: int) -> None:
    """Cuts sewn in the emergency room, sprains, dressings."""
    for _ in range(many):
        house = w.rng.choice(("yy", "ey", "san", "si", "sd", "t1", "t4"))
        day = w.day()
        p = somebody(w, pool, day, 14, 75, until=6)
        at = w.at(day, 7.5, 22.5)
        if w.rng.random() < 0.6:
            clinic(
                w,
                house,
                p,
                at,
                "急诊科",
                (("S61.900", "手部开放性伤口"),),
                "suture la",
                (("lido", 1), ("cefo", 1)),
                kind="13",
                fee="er",
            )
            if day + timedelta(days=3) < LAST:
                clinic(
                    w,
                    house,
                    p,
                    w.at(day + timedelta(days=3), 8.3, 11),
                    "外科",
                    (("S61.900", "手部开放性伤口"),),
                    "dress_s",
                )
        else:
            clinic(
                w,
                house,
                p,
                at,
                "急诊科",
                (("S93.400", "踝关节扭伤"),),
                "drb",
                (("cele", 1),),
                kind="13",
                fee="er",
            )


def dialysis(w: World, many: int) -> None:
    """Three sessions a week on fixed days; blood every month; the kidney's drugs."""
    dx = (("N18.500", "慢性肾脏病5期"), ("D63.801", "肾性贫血"))
    for n in range(many):
        p = w.person(lo=35, hi=75)
        day = FIRST + timedelta(days=w.rng.randrange(6, 60))
        day += timedelta(days=-day.weekday() + (n % 2))
        house = ("xt", "xt", "xt", "yy")[n % 4]
        doctor = w.houses[house].doctors[n % 5]
        weeks = w.rng.randint(18, 44)
        for week in range(weeks):
            for k, step in enumerate((0, 2, 4)):
                d = day + timedelta(weeks=week, days=step)
                if d > LAST:
                    break
                at = w.at(d, 7.4, 8.4) if n % 3 else w.at(d, 12.7, 13.6)
                v = w.visit(
                    house,
                    p,
                    "14",
                    at,
                    at + timedelta(hours=4, minutes=20),
                    "血液透析科",
                    dx,
                    doctor,
                )
                filtr = k == 1 and week % 2 == 1
                w.add(v, "hdf" if filtr else "hd", 1)
                w.add(v, "dialyz", 1)
                w.add(v, "hepa", 1)
                w.add(v, "ns250", 2)
                if k != 1:
                    w.add(v, "epo", 1)
                if week % 4 == 0 and k == 0:
                    for t in ("blood", "k", "na", "cl", "ca", "p", "urea", "crea", "alb"):
                        w.add(v, t, 1, at + timedelta(minutes=4))


def counters(w: World, pool: list[Person], many: int) -> None:
    """Sales in the fourteen shops; customers come back after four weeks or not at all."""
    shops = [k for k in w.houses if k.startswith("yd")]
    weight = [w.rng.uniform(0.4, 1.8) for _ in shops]
    seen: dict[str, date] = {}
    done = 0
    while done < many:
        dx, drugs, (a, b), sex = w.rng.choice(COUNTER)
        house = w.rng.choices(shops, weight)[0]
        day = w.day()
        p = somebody(w, pool, day, a, b, sex)
        if p.id in seen and abs((seen[p.id] - day).days) < 200:
            continue
        lasting = dx in (HYPER, SUGAR, CORON)
        if lasting and p.id in w.lasting:
            continue
        w.lasting.add(p.id)
        for n in range(w.rng.randint(1, 6) if lasting else 1):
            d = day + timedelta(days=28 * n + w.rng.randint(0, 3) * (n > 0))
            if d > LAST:
                break
            if not p.free(d, d):
                continue
            shop(w, house, p, w.at(d, 8.3, 20.6), dx, drugs)
            seen[p.id] = d
            done += 1
