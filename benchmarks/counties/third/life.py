"""Ordinary life of the third county: who is ill, where he goes, what clerks get wrong and put right."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import at
from benchmarks.counties.outside.records import Visit

from .goods import ITEMS
from .illnesses import ILLNESSES
from .world import Third

FIRST = date(2025, 1, 1)

# what happens to a person once in a year, or once in a life
ONCE = {"chole": "gallbladder", "app": "appendix", "cs3": "birth", "nvd": "birth"}

# house, illnesses, stays at scale 1
_WARDS = (
    ("city", "cap aecopd acs angina hf pacing stroke3 ich pan ugib polyp chole app colon tha vcf ankle sepsis3 chemoc chemob stone3 bph tonsil myoma ectopic cs3 nvd kidpneu neojaun prem dmin", 420),
    ("ppl", "cap aecopd asthma acs angina hf stroke3 ich vertigo pan ugib polyp chole app hern hiprep tha radius ankle vcf stone3 bph cs3 nvd preterm ectopic myoma kidpneu kiddiar neojaun sepsis3 chemoc chemob tonsil dmin htnin", 470),
    ("sec", "cap aecopd angina hf stroke3 vertigo pan ugib chole app hern hiprep radius ankle stone3 cs3 nvd kidpneu kiddiar dmin htnin", 300),
    ("tcm", "disc stroker pilex", 170),
    ("mch", "cs3 nvd preterm myoma ectopic kidpneu kiddiar neojaun", 230),
    ("pvt", "cap angina chole app hern radius myoma htnin disc", 110),
    ("t1", "tbronch tgastro tback tmild wound3", 110), ("t2", "tbronch tgastro tmild", 60),
    ("t3", "tbronch tgastro tback", 50), ("t4", "tbronch tback tmild", 50),
    ("t5", "tbronch tgastro tmild wound3", 70), ("t6", "tbronch tmild", 40),
    ("t7", "tbronch tgastro tback tmild wound3", 80), ("com", "tbronch tmild", 25),
)  # fmt: skip

# houses, illness, visits at scale 1
_CLINIC = (
    ("city,ppl,sec,t1,t2,t3,t4,t5,t6,t7,com,v0,v1,v2,v3,v4,v5,v6,v7,v8", "uri", 2300),
    ("ppl,mch,sec,t1,t5", "cough", 480), ("city,ppl,sec", "flu3", 300), ("city,ppl,sec", "belly", 230),
    ("city,ppl,sec", "hurt", 200), ("city,ppl,sec,tcm,pvt", "sprain", 330), ("city,ppl,sec,t1,t7", "knee3", 260),
    ("city,ppl", "dyspep", 260), ("city,ppl,sec", "hpcheck", 230), ("city,ppl,sec", "arrh", 240),
    ("city,ppl", "thyr3", 240), ("mch,ppl,city", "ante", 420), ("mch,ppl,sec", "gyn", 300),
    ("mch,ppl", "cerv", 110), ("tcm", "backa", 420), ("tcm,com,t3,t4", "necka", 380),
    ("t1,t2,t5,t7,v1,v2,v4,v5", "seen_mild", 700), ("ppl,sec", "uro", 170), ("city,ppl", "ear", 190),
    ("city,mch", "brcheck", 240),
)  # fmt: skip

_LONG = (
    ("I10.x00 高血压", ("amlodipine", "irbe", "bisop")),
    ("E11.900 2型糖尿病", ("metformin", "glimepiride", "dapa")),
    ("I25.103 冠状动脉粥样硬化性心脏病", ("aspirin", "rosuva", "bisop")),
    ("J44.900 慢性阻塞性肺疾病", ("salmet",)),
    ("I63.900 脑梗死", ("aspirin", "atorva")),
)  # fmt: skip

_COUNTER = (
    ("J06.900 急性上呼吸道感染", ("ganmao", "lianhua", "levocet", "pudilan")),
    ("K29.500 慢性胃炎", ("rabep", "weifuchun")), ("M25.500 关节痛", ("diclof", "glucos", "plaster")),
    ("A09.900 急性胃肠炎", ("huoxiang", "smecta", "probio")),
    ("I20.900 心绞痛", ("shexiang", "jiuxin", "xst_cap")),
)  # fmt: skip


def live(w: Third) -> None:
    """Fill the year around what was planted."""
    _stays(w)
    _clinics(w)
    _long(w)
    _dialysis(w)
    _counter(w)


def _stays(w: Third) -> None:
    for house, ills, count in _WARDS:
        for _ in range(max(2, int(count * w.scale))):
            ill = ILLNESSES[w.rng.choice(ills.split())]
            h = w.house(house)
            nights = w.rng.randint(*ill.nights)
            start = FIRST + timedelta(days=w.rng.randint(2, 350))
            if ill.dept == "新生儿科":
                p = w.infant(
                    start - timedelta(days=w.rng.randint(0, 3) if "PU" in ill.group else 0)
                )
            else:
                once = ONCE.get(ill.key, "")
                p = w.anybody(start, start + timedelta(days=nights), ill.sex, ill.ages, 45)
                while once and (once, p.no) in w.happened:
                    p = w.anybody(start, start + timedelta(days=nights), ill.sex, ill.ages, 45)
                w.happened.add((once, p.no))
            v, _ = w.stay(p, h, ill, start, nights)
            if h.level >= 2 and w.rng.random() < 0.1:
                w.late(v, ("04",), w.rng.randint(1, 3))
            if w.rng.random() < 0.3 and ill.dept not in ("新生儿科", "产科", "儿科"):
                take = w.rng.choice(("amlodipine", "aspirin", "rabep", "cal_d"))
                if not any(ln.item.key == take for ln in v.lines):
                    w.charge(v, take, v.end - timedelta(minutes=15), 1, take_home=True)
            correct(w, v)
            w.settle(v, refund_first=w.rng.random() < 0.025)


def correct(w: Third, v: Visit) -> None:
    """Double entries taken back, wrong prices put right, tests that were not done after all."""
    roll = w.rng.random()
    line = w.rng.choice(v.lines)
    if roll < 0.05:
        wrong = w.charge(v, line.item.key, line.when, line.cnt)
        w.charge(
            v, line.item.key, min(line.when + timedelta(hours=20), v.end), -line.cnt, orig=wrong
        )
    elif roll < 0.08:
        wrong = w.charge(v, line.item.key, line.when, line.cnt, price=round(line.price * 1.2, 2))
        w.charge(v, line.item.key, min(line.when + timedelta(hours=2), v.end), -line.cnt,
                 price=wrong.price)  # fmt: skip
    elif roll < 0.11 and line.cnt > 1:
        w.charge(v, line.item.key, min(line.when + timedelta(hours=9), v.end), -1, orig=line)


def _clinics(w: Third) -> None:
    for houses, key, count in _CLINIC:
        ill = ILLNESSES[key]
        for _ in range(int(count * w.scale)):
            day = FIRST + timedelta(days=w.rng.randint(1, 360))
            h = w.house(houses)
            p = w.anybody(day, day, ill.sex, ill.ages)
            drop = "visit cbc crp" if h.kind == "clinic" else ""
            emergency = ill.dept == "急诊医学科"
            hour = w.rng.randint(0, 23) if emergency else w.rng.randint(8, 16)
            w.seen(p, h, ill, at(day, hour, w.rng.randint(0, 59)), drop=drop,
                   plus="general_fee" if drop else "", med_type="13" if emergency else "11")  # fmt: skip


def _long(w: Third) -> None:
    for p in w.persons:
        if p.used or not p.chronic or p.died or w.rng.random() > 0.085 * w.scale:
            continue
        diag, drugs = w.rng.choice(_LONG)
        h = w.house(
            "t1,t2,t3,t4,t5,t6,t7,com,ppl,sec,v0,v1,v2,v3,v4,v5,v6,p0,p1,p2,p3,p4,p5,p6,p7,p8,p12"
        )
        picked = w.rng.sample(drugs, min(len(drugs), w.rng.randint(1, 2)))
        months = w.rng.choice((1, 1, 2, 3))
        boxes = {k: max(1, -(-28 * months // ITEMS[k].pack_days)) for k in picked}
        gap = max(n * ITEMS[k].pack_days for k, n in boxes.items())
        plan = " ".join(f"{k}*{n}" for k, n in boxes.items())
        day = FIRST + timedelta(days=w.rng.randint(2, 60))
        while day <= date(2025, 12, 30):
            if p.free(day, day):
                when = w.some_time(day, (8, 17))
                if h.kind == "pharmacy":
                    w.sale(p, h, when, plan, diag)
                else:
                    fee = "general_fee" if h.level <= 1 else "visit"
                    w.seen(p, h, "chronic3", when, bare=True, plus=f"{fee} {plan}", diags=diag,
                           med_type="14")  # fmt: skip
            day += timedelta(days=gap + w.rng.randint(-3, 9))


def _dialysis(w: Third) -> None:
    for i in range(max(2, int(13 * w.scale))):
        p = w.pick("", (32, 78))
        h = w.house(("ppl", "ppl", "sec", "city")[i % 4])
        day = FIRST + timedelta(days=1 + i % 2)
        while day <= date(2025, 12, 31):
            if day.weekday() != 6 and p.free(day, day):
                plus = "calcitriol" if day.day <= 2 else "crea k hgb" if day.day in (10, 11) else ""
                w.seen(p, h, "hd3", at(day, (7, 12, 17)[i % 3], w.rng.randint(0, 25)), plus=plus,
                       med_type="14", hours=4)  # fmt: skip
            day += timedelta(days=2 if day.weekday() < 4 else 3)


def _counter(w: Third) -> None:
    shops = ",".join(f"p{i}" for i in range(14))
    for _ in range(int(2300 * w.scale)):
        day = FIRST + timedelta(days=w.rng.randint(1, 363))
        diag, drugs = w.rng.choice(_COUNTER)
        p = w.anybody(day, day, "", (14, 90))
        plan = " ".join(w.rng.sample(drugs, w.rng.randint(1, min(2, len(drugs)))))
        w.sale(p, w.house(shops), w.some_time(day, (8, 20)), plan, diag)
    for _ in range(int(350 * w.scale)):
        shop = w.house("p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12")
        item = ITEMS[w.rng.choice(("glucos", "weifuchun", "bailing", "plaster"))]
        when = w.some_time(FIRST + timedelta(days=w.rng.randint(3, 363)), (8, 20))
        code = w.stock.code(item)
        w.stock.buy(shop, item, code, when)
        w.stock.sell(shop, item, code, when)
