"""Ordinary courses that last: chronic prescriptions, dialysis, chemotherapy by the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from .goods import ITEMS
from .houses import CENTRES, TOWNS, VILLAGE
from .life import FIRST, LAST, County


@dataclass(frozen=True)
class Regimen:
    """What somebody takes for years: diagnoses and drugs."""

    why: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    sex: str = ""
    lo: float = 45


REGIMENS = (
    Regimen((("I10.x00", "原发性高血压"),), ("amlo",)),
    Regimen((("I10.x00", "原发性高血压"),), ("amlo", "valsartan")),
    Regimen((("I10.x00", "原发性高血压"), ("E78.500", "高脂血症")), ("irbe", "atorva")),
    Regimen((("I10.x00", "原发性高血压"),), ("nife", "biso")),
    Regimen((("I25.100", "冠状动脉粥样硬化性心脏病"),), ("asp", "rosu", "meto"), "", 52),
    Regimen(
        (("I25.100", "冠状动脉粥样硬化性心脏病"), ("I10.x00", "原发性高血压")),
        ("asp", "clopi", "atorva", "isosorb"),
        "",
        55,
    ),
    Regimen((("E11.900", "2型糖尿病"),), ("metf",)),
    Regimen((("E11.900", "2型糖尿病"),), ("metf", "dapa")),
    Regimen((("E11.900", "2型糖尿病"), ("I10.x00", "原发性高血压")), ("metf", "glime", "irbe")),
    Regimen((("E11.900", "2型糖尿病"),), ("glarg", "metf", "penneedle")),
    Regimen((("J44.900", "慢性阻塞性肺疾病"),), ("tiotr",), "", 58),
    Regimen((("J45.900", "支气管哮喘"),), ("bufor",), "", 25),
    Regimen((("I48.900", "心房颤动"),), ("rivar", "biso"), "", 62),
    Regimen(
        (("I63.901", "脑梗死恢复期"), ("I10.x00", "原发性高血压")),
        ("clopi", "atorva", "amlo"),
        "",
        55,
    ),
    Regimen((("E03.900", "甲状腺功能减退症"),), ("thyrox",), "", 30),
    Regimen((("F20.900", "精神分裂症"),), ("olanz",), "", 25),
    Regimen((("G30.900", "阿尔茨海默病"),), ("donep",), "", 68),
    Regimen((("B18.100", "慢性乙型病毒性肝炎"),), ("entec",), "", 32),
    Regimen((("N40.x00", "前列腺增生"),), ("finas", "tamsu"), "1", 60),
    Regimen((("M10.900", "痛风"),), ("febux",), "1", 35),
)


def chronic(w: County) -> None:
    """A year or so of one person's tablets, from one counter or two, each fetched as the last run out."""
    r = w.rng
    g = r.choice(REGIMENS)
    start = w.day(hi=LAST - timedelta(days=60))
    place = r.choice(
        CENTRES * 4
        + TOWNS * 2
        + VILLAGE
        + ["yy1", "yy3", "yy4"]
        + ["pa2", "pa4", "pb2", "pb3", "pd1", "pd3", "pd4", "ps1", "pa1", "pb1", "pa5"]
    )
    other = r.choice(["pa2", "pa4", "pd1", "sq1", "pb1"]) if r.random() < 0.25 else place
    base = 84 if w.habit(place).long and r.random() < 0.7 else r.choice((28, 28, 28, 56))
    base = 98 if "thyrox" in g.keys else base  # a bottle of a hundred
    at, end = w.at(start), min(LAST, start + timedelta(days=r.choice((90, 180, 270, 400))))
    p = w.somebody(start, end, min(g.lo + w.habit(place).older // 2, 78), 88, g.sex)
    while at.date() <= end:
        house = other if r.random() < 0.2 else place
        while at.weekday() > 4 and house[0] != "p":
            at += timedelta(days=1)
        shop = house[0] == "p"
        kind = "9929" if shop else "11" if house in VILLAGE else "14"
        v = w.come(
            house,
            p,
            at,
            kind,
            "" if shop else "全科" if house[0] != "y" else "内科",
            g.why,
            minutes=12,
        )
        if not shop:
            w.add(v, "see" if house[0] == "y" else "see_base", at=at)
            if r.random() < 0.15:
                w.add(v, r.choice(("glucose", "ecg", "lipids", "kidney")), at=at)
        number = w.rx()
        for key in g.keys:
            if key == "penneedle":
                w.add(v, key, 14, at)
                continue
            w.add(v, key, max(1, round(base / max(ITEMS[key].days, 1))), at, rx=number)
        if r.random() < 0.01:
            w.give_back(v)
        if p.insurance == "310" and r.random() < 0.05:
            v.more["aid"] = True
        at = w.at((at + timedelta(days=base + r.choice((-3, -1, 0, 0, 1, 2, 5, 12)))).date())


def dialysis(w: County) -> None:
    """Three sessions a week for some months; one house opens a visit a session, the other a visit a month."""
    r = w.rng
    house = r.choice(("xt1", "xt1", "yy1", "yy3"))
    start = w.day(hi=LAST - timedelta(days=100))
    p = w.person("", 38, 78)
    p.busy.append((FIRST, LAST))
    shift = r.choice((7.0, 12.5, 17.5))
    day = start - timedelta(days=start.weekday())
    months: dict[tuple[int, int], object] = {}
    for n in range(r.choice((30, 39, 60))):
        d = day + timedelta(days=7 * (n // 3) + (0, 2, 4)[n % 3])
        if not FIRST <= d <= LAST:
            continue
        at = w.at(d, shift, shift + 0.4)
        if house == "yy3":
            v = months.get((d.year, d.month))
            if v is None:
                v = w.come(
                    house, p, at, "14", "肾内科", [("N18.500", "慢性肾脏病5期")], minutes=250
                )
                months[d.year, d.month] = v
            v.end = at + timedelta(minutes=250)
        else:
            v = w.come(house, p, at, "14", "肾内科", [("N18.500", "慢性肾脏病5期")], minutes=250)
        w.add(v, "hdf" if n % 6 == 5 else "dialysis", at=at)
        w.add(v, "dialyser", at=at)
        w.add(v, "heparin", at=at)
        if n % 3 == 0:
            w.add(v, "epo", 3, at, days=7)
        if n % 12 == 0:
            for key in ("cbc", "kidney", "lytes"):
                w.add(v, key, at=at)
            w.add(v, "calci", 2, at)
        if n % 12 == 4:
            w.add(v, "iron", at=at)
        if n % 39 == 1:
            w.add(v, "pth", at=at)


def chemotherapy(w: County) -> None:
    """Oxaliplatin by the day, tablets for two weeks at home, blood looked at between."""
    r = w.rng
    p = w.person("", 45, 74)
    p.busy.append((FIRST, LAST))
    at = w.at(w.workday(hi=LAST - timedelta(days=40)), 8, 10)
    house = r.choice(("yy1", "yy1", "yy3"))
    for _ in range(r.randrange(2, 9)):
        if at.date() > LAST - timedelta(days=8):
            break
        v = w.come(house, p, at, "14", "肿瘤科", [("C18.900", "结肠恶性肿瘤")], minutes=330)
        for key, n in (
            ("see", 1),
            ("cbc", 1),
            ("liver", 1),
            ("chemo", 1),
            ("ondan", 1),
            ("dexa_i", 1),
            ("gluc", 2),
            ("oxali", 4),
            ("capec", 7),
        ):
            w.add(
                v,
                key,
                n,
                at,
                **({"days": 14} if key == "capec" else {"days": 1} if key == "oxali" else {}),
            )
        u = w.come(house, p, at + timedelta(days=8), "14", "肿瘤科", [("C18.900", "结肠恶性肿瘤")])
        w.add(u, "cbc")
        if r.random() < 0.3:
            w.add(u, "gcsf", 2)
            w.add(u, "shot_skin", 2)
        at = w.at((at + timedelta(days=21)).date(), 8, 10)
