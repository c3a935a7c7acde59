"""Ordinary life of the stranger's county: visits that nobody planted, with the clerks' corrections."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import Person, at
from benchmarks.counties.outside.records import Visit

from .goods import ITEMS
from .illnesses import ILLNESSES
from .world import FIRST_DAY, LAST_DAY, Strange

# house, illnesses, stays at scale 1
_WARDS = (
    ("big", "pneu copd chf stroke dm gastritis pancr gall hernia fusion hip menis lungca breastca thyca chemo leuk gibleed sepsis birth cs bladder uti stone", 420),
    ("onc", "chemo radio lungca breastca", 130),
    ("cty", "pneu copd chf stroke dm gastritis pancr gall hernia hip wound birth cs gibleed uti stone poison", 330),
    ("tcm", "pile rspine stroke", 110),
    ("mat", "birth cs", 120),
    ("psy", "schizo depress dement", 60),
    ("psy2", "schizo depress", 40),
    ("reh", "rstroke rspine rknee", 60),
    ("reh2", "rstroke rspine rknee", 60),
    ("nur", "frail", 50),
    ("eye", "cataract", 90),
    ("pri", "pneu dm gastritis gall hernia wound uti stone", 100),
    ("pr2", "pneu chf copd stroke dm gastritis gall hernia wound uti stone menis fusion sepsis breastca", 150),
    ("t1", "bronch pneu", 60), ("t2", "bronch", 40), ("t3", "bronch", 30),
    ("t4", "bronch", 40), ("t5", "bronch", 40), ("com", "bronch", 25),
)  # fmt: skip

# houses, illness, visits at scale 1
_CLINIC = (
    ("big,cty,pr2,pri,t1,t2,t3,t4,t5,com", "cold", 1900), ("c1,c2,c3,c4,c5,c6", "cold", 1100),
    ("tcm", "backo", 350), ("c8,tcm,com", "necko", 350), ("den,c7,big", "caries", 330),
    ("den,c7", "pulp", 180), ("den,big", "wisdom", 90), ("den,c7", "perio", 120),
    ("eye,big,cty", "eyeo", 380), ("eye,big", "glauc", 90), ("eye,big", "amd", 30),
    ("big,cty,com,t1,t3", "eczema", 300), ("psy", "anxo", 160), ("big,cty,com", "thyo", 170),
    ("tcm,c8,com", "herbal", 280), ("mat,big,cty", "antenatal", 330), ("big,cty,t1,com", "injury", 300),
    ("cty,mat,t1,c1,c3", "child", 420),
)  # fmt: skip

_CHRONIC = (
    ("I10.x00 高血压", ("amlodipine", "valsartan", "metoprolol")),
    ("E11.900 2型糖尿病", ("metformin", "glimepiride", "acarbose")),
    ("I25.103 冠状动脉粥样硬化性心脏病", ("aspirin", "atorva", "clopidogrel", "metoprolol")),
    ("F20.900 精神分裂症", ("risperidone", "olanzapine", "quetiapine")),
)  # fmt: skip

_OTC = (
    ("J06.900 急性上呼吸道感染", ("lianhua", "amoxicillin", "loratadine", "banlangen")),
    ("K29.500 慢性胃炎", ("omeprazole",)), ("M54.500 腰痛", ("ibuprofen", "plaster")),
    ("K05.300 慢性牙周炎", ("chlorhex", "metronid")), ("G47.000 失眠", ("eszop",)),
)  # fmt: skip


def live(w: Strange) -> None:
    """Fill the year around what was planted."""
    _stays(w)
    _clinics(w)
    _chronic(w)
    _dialysis(w)
    _counters(w)


def _someone(
    w: Strange, first: date, last: date, sex: str, ages: tuple[int, int], gap: int
) -> Person:
    for n in range(6000):
        p = w.rng.choice(w.persons)
        if p.used or (sex and p.sex != sex) or not ages[0] <= p.age() <= ages[1]:
            continue
        if p.free(first, last, gap if n < 4000 else 5):
            return p
    raise ValueError("nobody is at home")


def _stays(w: Strange) -> None:
    for house, ills, count in _WARDS:
        for _ in range(max(2, int(count * w.scale))):
            ill = ILLNESSES[w.rng.choice(ills.split())]
            nights = w.rng.randint(*ill.nights)
            start = FIRST_DAY + timedelta(days=w.rng.randint(2, 362))
            if start + timedelta(days=nights) > LAST_DAY + timedelta(days=18):
                start -= timedelta(days=nights)
            p = _someone(w, start, start + timedelta(days=nights), ill.sex, ill.ages, 40)
            h = w.house(house)
            drop = "pct ct blood_gas" if h.level == 1 else ""
            v, _m = w.stay(p, h, ill, start, nights, drop=drop)
            _mess(w, v)
            if ill.diags[0][0].startswith("J") and w.rng.random() < 0.4:
                when = v.end - timedelta(minutes=20)
                w.charge(v, "ambroxol", when, 1, days=7, take_home=True)
            w.settle(v, refund_first=w.rng.random() < 0.02)


def _mess(w: Strange, v: Visit) -> None:
    """A charge taken back and written again: a double entry, a wrong price, a test not done."""
    roll = w.rng.random()
    if roll < 0.04:
        line = w.rng.choice(v.lines)
        wrong = w.charge(v, line.item.key, line.when, line.cnt)
        w.charge(
            v, line.item.key, min(line.when + timedelta(hours=4), v.end), -line.cnt, orig=wrong
        )
    elif roll < 0.07:
        line = w.rng.choice(v.lines)
        wrong = w.charge(v, line.item.key, line.when, line.cnt, price=round(line.price * 1.3, 2))
        w.charge(
            v,
            line.item.key,
            min(line.when + timedelta(hours=1), v.end),
            -line.cnt,
            price=wrong.price,
            orig=wrong,
        )
    elif roll < 0.09:
        line = w.rng.choice([ln for ln in v.lines if ln.item.category == "04"] or v.lines)
        w.charge(v, line.item.key, min(line.when + timedelta(hours=5), v.end), -line.cnt, orig=line)


def _clinics(w: Strange) -> None:
    for houses, ill_key, count in _CLINIC:
        ill = ILLNESSES[ill_key]
        for _ in range(int(count * w.scale)):
            day = FIRST_DAY + timedelta(days=w.rng.randint(1, 363))
            h = w.house(houses)
            p = _someone(w, day, day, ill.sex, ill.ages, 0)
            drop = "visit cbc" if h.kind == "clinic" and ill_key in ("cold", "child") else ""
            emergency = ill.dept == "急诊科" and "急诊科" in h.depts
            w.seen(p, h, ill, at(day, w.rng.randint(8, 16), w.rng.randint(0, 59)),
                   drop=drop, plus="general_fee" if drop else "",
                   med_type="13" if emergency else "14" if ill_key == "amd" else "11")  # fmt: skip


def _chronic(w: Strange) -> None:
    for p in w.persons:
        if p.used or not p.chronic or w.rng.random() > 0.11 * w.scale:
            continue
        diag, drugs = w.rng.choice(_CHRONIC[:3] if p.age() > 60 else _CHRONIC)
        h = w.house("t1,t2,t3,t4,t5,com,cty,c1,c2,c3,c4,c5,p0,p1,p2,p3,p4,p5,p6,p8,p9,p12")
        picked = w.rng.sample(drugs, min(len(drugs), w.rng.randint(1, 2)))
        months = w.rng.choice((1, 1, 2, 3))
        boxes = {k: max(1, -(-28 * months // ITEMS[k].pack_days)) for k in picked}
        gap = max(n * ITEMS[k].pack_days for k, n in boxes.items())
        plan = " ".join(f"{k}*{n}" for k, n in boxes.items())
        day = FIRST_DAY + timedelta(days=w.rng.randint(2, 60))
        while day <= LAST_DAY:
            if p.free(day, day):
                when = at(day, w.rng.randint(8, 17), w.rng.randint(0, 59))
                if h.kind == "pharmacy":
                    w.sale(p, h, when, plan, diag)
                else:
                    w.seen(
                        p,
                        h,
                        "htn",
                        when,
                        bare=True,
                        plus=f"visit {plan}",
                        diags=diag,
                        med_type="14",
                    )
            day += timedelta(days=gap + w.rng.randint(-2, 10))


def _dialysis(w: Strange) -> None:
    for i in range(max(2, int(12 * w.scale))):
        p = w.pick("", (35, 76))
        h = w.house(("dia", "dia", "big", "pr2")[i % 4])
        day = FIRST_DAY + timedelta(days=1 + i % 2)
        while day <= LAST_DAY:
            if day.weekday() != 6 and p.free(day, day):
                w.seen(
                    p,
                    h,
                    "hd",
                    at(day, (7, 12, 17)[i % 3], w.rng.randint(0, 20)),
                    med_type="14",
                    hours=4,
                )
            day += timedelta(days=2 if day.weekday() < 4 else 3)


def _counters(w: Strange) -> None:
    for _ in range(int(1900 * w.scale)):
        day = FIRST_DAY + timedelta(days=w.rng.randint(1, 363))
        diag, drugs = w.rng.choice(_OTC)
        p = _someone(w, day, day, "", (15, 88), 0)
        shop = w.house("p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12,p13")
        plan = " ".join(w.rng.sample(drugs, min(2, len(drugs))))
        w.sale(p, shop, at(day, w.rng.randint(8, 20), w.rng.randint(0, 59)), plan, diag)
    for _ in range(int(400 * w.scale)):
        shop, item = (
            w.house("p1,p4,p5,p7,p8,p9,p10,p11,p12"),
            ITEMS[w.rng.choice(("celecoxib", "tianma", "nifed", "ibuprofen"))],
        )
        when = at(FIRST_DAY + timedelta(days=w.rng.randint(3, 363)), w.rng.randint(8, 20), 15)
        code = w.stock.code(item)
        w.stock.buy(shop, item, code, when)
        w.stock.sell(shop, item, code, when)
