"""Ordinary life: ten thousand visits and stays that nobody planted, with their mess."""

from __future__ import annotations

from datetime import date, timedelta

from .care import (
    ACUTE,
    CHRONIC,
    cash,
    clock,
    counter,
    dialysis,
    stay,
    visit,
)
from .catalogue import ITEMS
from .diseases import DISEASES
from .people import END, START, Person, Provider, at
from .records import Visit
from .world import World

WARDS = (  # hospital number, illnesses it takes in, how many stays at scale 1
    (
        1,
        (
            "pneumonia",
            "copd",
            "chf",
            "cad",
            "stroke",
            "pancreatitis",
            "gallstone",
            "hip_fx",
            "knee_oa",
            "femur_fx",
            "pci",
            "thyroid",
            "prostate",
            "cirrhosis",
            "uti",
        ),
        260,
    ),
    (
        2,
        (
            "pneumonia",
            "chf",
            "cad",
            "stroke",
            "diabetes",
            "gastritis",
            "gallstone",
            "cataract",
            "hernia",
            "appendix",
            "myoma",
            "pci",
            "knee_oa",
        ),
        210,
    ),
    (
        3,
        (
            "pneumonia",
            "copd",
            "stroke",
            "diabetes",
            "gastritis",
            "child_pneu",
            "gallstone",
            "appendix",
            "hernia",
            "cataract",
            "hip_fx",
            "uti",
            "birth",
            "birth_cs",
        ),
        240,
    ),
    (4, ("ldh", "stroke", "cad", "hypertension", "gastritis"), 110),
    (5, ("birth", "birth_cs", "myoma", "child_pneu"), 170),
    (6, ("psych",), 45),
    (7, ("rehab_stroke", "ldh"), 60),
    (8, ("pneumonia", "gastritis", "ldh", "hernia", "cataract", "diabetes"), 80),
    (10, ("bronchitis", "hypertension", "diabetes"), 45),
    (11, ("bronchitis", "hypertension"), 18),
    (12, ("bronchitis", "hypertension", "diabetes"), 45),
    (13, ("bronchitis", "hypertension"), 45),
    (14, ("bronchitis", "hypertension", "diabetes", "gastritis"), 50),
    (15, ("bronchitis", "hypertension"), 30),
)


def somebody(
    w: World, first: date, last: date, sex: str = "", ages: tuple[int, int] = (0, 96), gap: int = 0
) -> Person:
    """Any living person who is at home on the days, with a story or without."""
    for n in range(9000):
        p = w.rng.choice(w.persons)
        if p.used or (sex and p.sex != sex) or not ages[0] <= p.age() <= ages[1]:
            continue
        if p.free(first, last, gap if n < 6000 else min(gap, 12)):
            return p
    raise ValueError("nobody is at home")


def ordinary_life(w: World) -> None:
    """Fill the year."""
    scale = w.scale
    for _ in range(int(50 * scale)):  # some die at home
        p = w.rng.choice(w.persons)
        if not p.used and p.age() > 65:
            p.died = START + timedelta(days=w.rng.randint(20, 340))
    chemo(w, max(3, int(14 * scale)))
    dialysis_year(w, max(2, int(13 * scale)))
    chronic_year(w)
    stays(w, scale)
    outpatients(w, int(4200 * scale))
    clinic_days(w, int(1100 * scale))
    emergencies(w, int(350 * scale))
    counters(w, int(1300 * scale))
    for _ in range(int(420 * scale)):
        day = START + timedelta(days=w.rng.randint(3, 363))
        cash(
            w,
            w.rng.choice(w.pharmacies),
            w.rng.choice(
                ("ibuprofen", "lianhua", "loratadine", "amoxicillin", "banlangen", "omeprazole")
            ),
            clock(w, day, 8, 20),
        )


def chronic_year(w: World) -> None:
    """Every tenth to third chronic patient collects drugs by the month or the quarter."""
    doctors_of = [*w.hospitals[:4], *w.hospitals[9:15]]
    for p in w.persons:
        if p.used or not p.chronic or w.rng.random() > 0.42 * min(1.0, w.scale):
            continue
        house = w.rng.choice([*doctors_of, *w.clinics, *w.pharmacies])
        months = w.rng.choice((1, 1, 1, 2, 3))
        drugs: list[tuple[str, int]] = []
        diags: list[tuple[str, str]] = []
        for c in p.chronic:
            diag, choice = CHRONIC[c]
            diags.append(diag)
            for key in w.rng.sample(choice, min(len(choice), w.rng.randint(1, 2))):
                if key not in [k for k, _ in drugs]:
                    need = 28 * months
                    drugs.append((key, max(1, -(-need // ITEMS[key].pack_days))))
        w.register(p, diags[0][0], None if w.rng.random() < 0.3 else date(2023, 5, 1))
        lasts = max(ITEMS[k].pack_days * n for k, n in drugs)
        day = START + timedelta(days=w.rng.randint(2, 40))
        while day <= END:
            if p.free(day, day):
                when = clock(w, day)
                if house.kind == "pharmacy":
                    counter(w, p, house, when, diags[0], drugs)
                else:
                    tests = ("glucose",) if "diabetes" in p.chronic and w.rng.random() < 0.3 else ()
                    visit(
                        w, p, house, when, diags[0], tests, drugs, med_type="14", others=diags[1:]
                    )
            day += timedelta(days=lasts + w.rng.randint(-2, 12))


def stays(w: World, scale: float) -> None:
    """Honest stays of every ward."""
    for n, illnesses, count in WARDS:
        h = w.hosp(n)
        for _ in range(max(2, int(count * scale))):
            d = DISEASES[w.rng.choice(illnesses)]
            days = w.rng.randint(*d.days)
            start = START + timedelta(days=w.rng.randint(2, 362 - days))
            p = somebody(w, start, start + timedelta(days=days), d.sex, d.ages, gap=45)
            severity = w.rng.choices((5, 3), (8, 2))[0]
            v = stay(
                w,
                p,
                h,
                d,
                start,
                days,
                severity=severity,
                extra=[("E11.900", "2型糖尿病")] if severity == 3 and d.key != "diabetes" else [],
            )
            mess(w, v)
            if d.key == "cataract" and w.rng.random() < 0.5:
                v.med_type = "21"
            home_drugs(w, v)
            w.settle(v, refund_first=w.rng.random() < 0.015)


def home_drugs(w: World, v: Visit) -> None:
    """Some patients take a week or two of tablets home."""
    diag = v.diags[0][0]
    for chronic, (code, drugs) in CHRONIC.items():
        if code[0][:3] == diag[:3] and chronic != "psych" and w.rng.random() < 0.5:
            w.charge(
                v,
                drugs[0],
                v.end - timedelta(minutes=30),
                1,
                days=ITEMS[drugs[0]].pack_days,
                take_home=True,
            )


def mess(w: World, v: Visit) -> None:
    """Clerks err and mend: a line taken back, a price put right."""
    roll = w.rng.random()
    if roll < 0.03 and v.lines:
        line = w.rng.choice([ln for ln in v.lines if ln.item.category == "04"] or v.lines)
        again = w.charge(v, line.item.key, line.when, line.cnt)
        w.charge(
            v, line.item.key, min(line.when + timedelta(hours=3), v.end), -line.cnt, orig=again
        )
    elif roll < 0.05:
        line = w.rng.choice(v.lines)
        wrong = w.charge(v, line.item.key, line.when, line.cnt, price=round(line.price * 1.5, 2))
        w.charge(
            v,
            line.item.key,
            line.when + timedelta(minutes=40),
            -line.cnt,
            price=wrong.price,
            orig=wrong,
        )


def chemo(w: World, patients: int) -> None:
    """Courses of six, three weeks apart."""
    for _ in range(patients):
        p = w.pick(ages=(48, 76))
        start = w.day(5, 180)
        for course in range(6):
            day = start + timedelta(days=21 * course)
            v = stay(w, p, w.hosp(1), "chemo_lung", day, 3)
            w.charge(v, "pemetrexed", at(day + timedelta(days=1), 10), 2)
            w.charge(v, "carboplatin", at(day + timedelta(days=1), 10), 4)
            w.settle(v)


def dialysis_year(w: World, patients: int) -> None:
    """Thrice a week all the year in three shifts."""
    houses = (w.hosp(9), w.hosp(1), w.hosp(3))
    for i in range(patients):
        p = w.pick(ages=(35, 78))
        h = houses[i % 3]
        w.register(p, "N18.500", date(2022, 3, 1))
        shift = (7, 12, 17)[i % 3]
        day = START + timedelta(days=1 + i % 2)
        n = 0
        while day <= END:
            if day.weekday() != 6 and p.free(day, day):
                kind = "hdf" if n % 6 == 5 else "hd"
                dialysis(w, p, h, at(day, shift, w.rng.randint(0, 25)), kind=kind)
                n += 1
            day += timedelta(days=2 if day.weekday() < 4 else 3)


def outpatients(w: World, count: int) -> None:
    """Colds, backs and stomachs at the hospitals, some of them online or as children."""
    weights = [a[3] for a in ACUTE]
    houses = [*w.hospitals[:4], w.hospitals[7], *w.hospitals[9:15]]
    for _ in range(count):
        diag, drugs, usual, _ = w.rng.choices(ACUTE, weights)[0]
        tests: tuple[str, ...] = usual
        day = START + timedelta(days=w.rng.randint(1, 363))
        p = somebody(w, day, day, ages=(14, 92))
        h = w.rng.choice(houses)
        if diag[0].startswith("M54") and "康复科" not in h.depts:
            tests = ()
        if h.level == 1:
            tests = tuple(t for t in tests if t != "crp")
        online = w.rng.random() < 0.05 and drugs and h.level > 1
        visit(
            w,
            p,
            h,
            clock(w, day),
            diag,
            () if online else tests,
            [(k, 1) for k in drugs],
            fee="visit_net" if online else "visit",
        )
    for _ in range(count // 12):
        day = START + timedelta(days=w.rng.randint(1, 363))
        p = somebody(w, day, day, ages=(1, 11))
        h = w.rng.choice((w.hosp(3), w.hosp(5), w.hosp(14)))
        visit(
            w,
            p,
            h,
            clock(w, day),
            ("J06.900", "急性上呼吸道感染"),
            ("cbc",),
            [("child_cold", 1), ("child_cough", 1)],
            dept="儿科",
        )


def clinic_days(w: World, count: int) -> None:
    """Village clinics: a fee, a box or two, an injection."""
    for _ in range(count):
        day = START + timedelta(days=w.rng.randint(1, 363))
        p = somebody(w, day, day, ages=(6, 92))
        drugs = [
            (k, 1)
            for k in w.rng.sample(
                ("amoxicillin", "ibuprofen", "lianhua", "loratadine", "banlangen"), 2
            )
        ]
        visit(
            w,
            p,
            w.rng.choice(w.clinics),
            clock(w, day, 7, 18),
            ("J06.900", "急性上呼吸道感染"),
            ("injection",) if w.rng.random() < 0.1 else (),
            drugs,
        )


def emergencies(w: World, count: int) -> None:
    """The emergency room, at all hours."""
    for _ in range(count):
        day = START + timedelta(days=w.rng.randint(1, 363))
        p = somebody(w, day, day, ages=(3, 92))
        h: Provider = w.rng.choice(w.hospitals[:3])
        when = at(day, w.rng.randint(0, 22), w.rng.randint(0, 59))
        diag, tests = w.rng.choice(
            (
                (("R10.400", "腹痛"), ("cbc", "us", "amylase")),
                (("R07.400", "胸痛"), ("ecg", "tropi", "ckmb")),
                (("S06.000", "脑震荡"), ("ct",)),
                (("R50.900", "发热"), ("cbc", "crp", "dr")),
            )
        )
        visit(w, p, h, when, diag, tests, med_type="13", dept="急诊科", fee="visit_er")


def counters(w: World, count: int) -> None:
    """Pharmacies: small insured sales, a few boxes brought back."""
    choice = ("lianhua", "amoxicillin", "ibuprofen", "omeprazole", "loratadine", "ambroxol")
    for i in range(count):
        day = START + timedelta(days=w.rng.randint(3, 363))
        p = somebody(w, day, day, ages=(16, 90))
        shop = w.rng.choice(w.pharmacies)
        key = w.rng.choice(choice)
        v: Visit = counter(
            w,
            p,
            shop,
            clock(w, day, 8, 20),
            ("J06.900", "急性上呼吸道感染"),
            [(key, w.rng.choice((1, 1, 2)))],
        )
        if i % 60 == 0:
            line = v.lines[0]
            w.refund(v, str(v.setls[0]["setl_id"]), again=False)
            for code in line.codes:
                w.stock.take_back(
                    shop, line.item, code, v.end + timedelta(hours=3), line.setl, p.no
                )
