"""Ordinary life of the fourth county: who is ill, where he goes, what clerks get wrong and put right."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import at
from benchmarks.counties.outside.records import Visit

from .goods import ITEMS
from .houses import SHOPS, STATIONS, TOWNS
from .world import Fourth

FIRST = date(2025, 1, 1)
ONCE = {
    "gall4": "gallbladder",
    "chole": "gallbladder",
    "cs4": "birth",
    "nvd4": "birth",
    "app": "appendix",
}
APART = {"cat4": 60, "catd": 60, "hipo": 200, "kneeo": 120}

_WARDS = (  # house, illnesses, stays at scale 1
    ("prov", "cap acs colon tha stroke3 cs4 chemb pacing", 70),
    ("gh", "pn co cf st dm4 pan ugib gall4 app hern4 hipo kneeo frac4 cs4 nvd4 kp4 jaun4 chem4 acs angina stone3 bph", 560),
    ("gh", "catd piled chemd imm4", 130), ("tcm", "disc4 face4 pile4 stroker", 170),
    ("mch", "cs4 nvd4 kp4 jaun4 preterm", 190), ("eye", "cat4", 110), ("ort", "frac4 kneeo backp", 100),
    ("psy", "schiz dementi depress", 60), ("reh", "hemi4 hipreh backp", 70),
    ("nur1", "oldcare oldcopd", 45), ("nur2", "oldcare oldcopd", 40), ("onc", "chem4 chemd imm4", 80),
    ("pvt", "tb tg ti hern4 gall4", 70), ("t1", "tb tg ti tl", 90), ("t2", "tb tg", 50), ("t3", "tb ti tl", 45),
    ("t4", "tb tg ti tl", 90), ("t5", "tb tg", 40), ("t6", "tb ti", 45), ("com1", "tb homebed", 45), ("com2", "homebed", 25),
)  # fmt: skip

_CLINIC = (  # houses, illness, visits at scale 1
    (f"gh,tcm,{TOWNS}", "cold4", 1500), (STATIONS, "stn", 1500), (f"{STATIONS},t2,t3,t5", "drip4", 520),
    ("mch,kid,gh,t1,t4", "kidcold", 620), ("mch,kid,gh", "kidcough", 380), ("kid", "kidmass", 160),
    ("net", "net4", 260), ("net", "netskin", 140), ("c0,c1,c2,tcm", "herb4", 520), ("c0,c2", "acu4", 420),
    ("tcm", "acuh", 300), ("eye,gh", "eye4", 300), ("eye,gh", "glau4", 150), ("gh,ort", "bone4", 320),
    ("gh", "hurt4", 170), ("gh", "pain4", 150), ("gh", "belly4", 170), ("mch,gh", "ante4", 360), ("mch,gh", "gyn4", 280),
    ("gh,prov", "dig4", 200), ("gh,prov", "thy4", 190), ("gh", "dent4", 170), ("gh,reh", "rehout", 150),
    ("gh,prov", "arrh", 180), ("gh,tcm", "sprain", 170), ("gh", "uro", 120), ("gh", "ear", 130), ("mch", "cerv", 80),
)  # fmt: skip

_LONG = (
    ("I10.x00 高血压", ("amlodipine", "irbe", "bisop", "val_aml")),
    ("E11.900 2型糖尿病", ("metformin", "glimepiride", "empag", "acarbose")),
    ("I25.103 冠状动脉粥样硬化性心脏病", ("aspirin", "rosuva", "bisop", "trimet")),
    ("J44.900 慢性阻塞性肺疾病", ("salmet", "theoph")), ("I63.900 脑梗死", ("aspirin", "atorva")),
    ("F20.900 精神分裂症", ("olanzapine",)), ("M06.900 类风湿性关节炎", ("mtx", "hydroxychl")),
    ("G20.x00 帕金森病", ("levodopa",)), ("B18.100 慢性乙型病毒性肝炎", ("tenof",)),
)  # fmt: skip

_COUNTER = (
    ("J06.900 急性上呼吸道感染", ("ganmao", "lianhua", "levocet", "lanqin", "ibuprofen")),
    ("K29.500 慢性胃炎", ("rabep", "talcid", "xiangsha", "jianwei", "domper")),
    ("M25.500 关节痛", ("diclof", "celecoxib", "pain_patch")), ("A09.900 急性胃肠炎", ("huoxiang", "smecta", "probio")),
    ("I20.900 心绞痛", ("shexiang", "jiuxin", "ismn")), ("G47.000 失眠", ("guipi", "xiaoyao")),
    ("K59.000 便秘", ("lactul",)), ("J31.000 慢性鼻炎", ("levocet",)),
)  # fmt: skip


def live(w: Fourth) -> None:
    """Fill the year around what was planted."""
    dialysis(w)
    cycles(w)
    stays(w, _WARDS)
    clinics(w, _CLINIC)
    long(w, f"{TOWNS},{STATIONS},{SHOPS},gh,gh")
    counter(w, SHOPS)


Rows = tuple[tuple[str, str, int], ...]  # houses, illnesses, how often at scale 1


def stays(w: Fourth, wards: Rows) -> None:
    """Ordinary stays."""
    for house, ills, count in wards:
        for _ in range(max(2, int(count * w.scale))):
            ill = w.illnesses[w.rng.choice([i for i in ills.split() if i in w.illnesses])]
            h = w.house(house)
            nights = w.rng.randint(*ill.nights)
            start = FIRST + timedelta(days=w.rng.randint(2, 350 - min(nights, 60)))
            once = ONCE.get(ill.key, "")
            if ill.dept == "新生儿科":
                p = w.infant(start - timedelta(days=w.rng.randint(0, 3)))
            else:
                apart = APART.get(ill.key, 45)
                p = w.anybody(start, start + timedelta(days=nights), ill.sex, ill.ages, apart)
                while once and (once, p.no) in w.happened:
                    p = w.anybody(start, start + timedelta(days=nights), ill.sex, ill.ages, apart)
                w.happened.add((once, p.no))
            v, _ = w.stay(
                p, h, ill, start, nights, med_type="28" if ill.key in ("catd", "piled") else ""
            )
            if h.level >= 2 and w.rng.random() < 0.1:
                w.late(v, ("04",), w.rng.randint(1, 3))
            if (
                w.rng.random() < 0.3
                and nights > 2
                and ill.dept not in ("新生儿科", "产科", "儿科", "精神科")
            ):
                take = w.rng.choice(("amlodipine", "aspirin", "rabep", "cal_d"))
                if not any(ln.item.key == take for ln in v.lines):
                    w.charge(v, take, v.end - timedelta(minutes=15), 1, take_home=True)
            if (
                start.month in (1, 12)
                and h.level == 1
                and h.kind == "hospital"
                and w.rng.random() < 0.5
                and v.bed
            ):
                for d in range(v.nights):
                    w.charge(v, "heating", max(v.start, at(start + timedelta(days=d), 9)))
            correct(w, v)
            w.settle(v, refund_first=w.rng.random() < 0.025)


def correct(w: Fourth, v: Visit) -> None:
    """Double entries taken back, wrong prices put right, things that were not used after all."""
    roll, line = w.rng.random(), w.rng.choice(v.lines)
    if roll < 0.05:
        wrong = w.charge(v, line.item.key, line.when, line.cnt)
        w.charge(
            v, line.item.key, min(line.when + timedelta(hours=20), v.end), -line.cnt, orig=wrong
        )
    elif roll < 0.08:
        wrong = w.charge(v, line.item.key, line.when, line.cnt, price=round(line.price * 1.2, 2))
        w.charge(
            v,
            line.item.key,
            min(line.when + timedelta(hours=2), v.end),
            -line.cnt,
            price=wrong.price,
        )
    elif roll < 0.11 and line.cnt > 1:
        w.charge(v, line.item.key, min(line.when + timedelta(hours=9), v.end), -1, orig=line)


def clinics(w: Fourth, seen: Rows) -> None:
    """Ordinary outpatient visits."""
    for houses, key, count in seen:
        ill = w.illnesses[key]
        for _ in range(int(count * w.scale)):
            day = FIRST + timedelta(days=w.rng.randint(1, 360))
            h = w.house(houses)
            p = w.anybody(day, day, ill.sex, ill.ages)
            emergency = ill.dept == "急诊医学科"
            late = key.startswith("net")
            hour = w.rng.randint(0, 23) if emergency else w.rng.randint(8, 21 if late else 16)
            w.seen(p, h, ill, at(day, hour, w.rng.randint(0, 59), w.rng.randint(0, 59)),
                   med_type="13" if emergency else "11")  # fmt: skip


def long(w: Fourth, everywhere: str, share: float = 0.16) -> None:
    """Prescriptions of the chronically ill, who stay with one house."""
    for p in w.persons:
        if p.used or not p.chronic or p.died or w.rng.random() > share * w.scale:
            continue
        diag, drugs = w.rng.choice(_LONG)
        h = w.house(everywhere)
        picked = w.rng.sample(drugs, min(len(drugs), w.rng.randint(1, 2)))
        months = w.rng.choice((1, 1, 2, 3))
        boxes = {k: max(1, -(-28 * months // ITEMS[k].pack_days)) for k in picked}
        gap = max(n * ITEMS[k].pack_days for k, n in boxes.items())
        plan = " ".join(f"{k}*{n}" for k, n in boxes.items())
        day = FIRST + timedelta(days=w.rng.randint(2, 60))
        while day <= date(2025, 12, 29):
            if p.free(day, day):
                when = w.some_time(day, (8, 17))
                if h.kind == "pharmacy":
                    w.sale(p, h, when, plan, diag, med_type=w.rng.choice(("41", "9929")))
                else:
                    fee = "general_fee" if h.level <= 1 else "visit"
                    w.seen(
                        p,
                        h,
                        "cmm",
                        when,
                        bare=True,
                        plus=f"{fee} {plan}",
                        diags=diag,
                        med_type="14",
                    )
            day += timedelta(days=max(7, gap + w.rng.randint(-3, 9)))


def dialysis(
    w: Fourth, houses: tuple[str, ...] = ("dia1", "dia2", "gh", "dia1"), people: int = 14
) -> None:
    """Haemodialysis three times a week, all year."""
    for i in range(max(2, int(people * w.scale))):
        p = w.pick("", (32, 78))
        h = w.house(houses[i % len(houses)])
        day = FIRST + timedelta(days=1 + i % 2)
        while day <= date(2025, 12, 30):
            if day.weekday() != 6 and p.free(day, day):
                plus = "calcitriol" if day.day <= 2 else "crea k hgb" if day.day in (10, 11) else ""
                w.seen(p, h, "hd4", at(day, (7, 12, 17)[i % 3], w.rng.randint(0, 25)), plus=plus,
                       med_type="14", hours=4)  # fmt: skip
            day += timedelta(days=2 if day.weekday() < 4 else 3)


def cycles(w: Fourth) -> None:
    """Oncology patients who come every three weeks, and their blood counts between."""
    for i in range(max(2, int(24 * w.scale))):
        p = w.pick("2" if i % 2 else "", (44, 74))
        ill, h = ("chemd", "chem4", "imm4")[i % 3], w.house(("gh", "onc")[i % 2])
        day = FIRST + timedelta(days=w.rng.randint(4, 200))
        for _ in range(w.rng.randint(3, 6)):
            v, _ = w.stay(p, h, ill, day, 1 if ill != "chem4" else 3)
            w.settle(v)
            w.seen(p, w.house("gh"), "cmm", w.some_time(v.end.date() + timedelta(days=9)), bare=True,
                   dept="肿瘤科", plus="visit cbc alt", diags="C50.900 乳腺恶性肿瘤" if ill == "chemd" else "C34.900 肺恶性肿瘤")  # fmt: skip
            day = v.start.date() + timedelta(days=w.rng.randint(20, 23))


def counter(w: Fourth, shops: str, sales: int = 2600) -> None:
    """Sales over the counter on a card, and boxes sold for cash."""
    for _ in range(int(sales * w.scale)):
        day = FIRST + timedelta(days=w.rng.randint(1, 363))
        diag, drugs = w.rng.choice(_COUNTER)
        p = w.anybody(day, day, "", (14, 90))
        plan = " ".join(w.rng.sample(drugs, w.rng.randint(1, min(2, len(drugs)))))
        w.sale(p, w.house(shops), w.some_time(day, (8, 20)), plan, diag)
    for _ in range(int(600 * w.scale)):
        key = w.rng.choice(("bailing", "pain_patch", "qiju", "rosuva", "txl"))
        w.box(
            w.house(shops), key, w.some_time(FIRST + timedelta(days=w.rng.randint(3, 363)), (8, 20))
        )
