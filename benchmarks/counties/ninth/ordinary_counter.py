"""Ordinary purchases over the counter."""

from __future__ import annotations

from datetime import timedelta

from .goods import ITEMS
from .houses import SHOPS
from .life import FIRST, LAST, County, Diagnosis

COLD: list[tuple[str, ...]] = [
    ("lianhua", "apap"),
    ("banlan", "ambrox"),
    ("xiaochai", "ibu"),
    ("pudi",),
    ("qingkai", "ambrox"),
    ("lianhua", "ambrox"),
    ("huoxiang",),
    ("apap", "lorat"),
]
AILMENTS: list[tuple[Diagnosis, list[tuple[str, ...]]]] = [
    (("J06.900", "急性上呼吸道感染"), COLD),
    (("K30.x00", "功能性消化不良"), [("baohe",), ("mebev", "baohe"), ("omep",), ("bifid",)]),
    (("K52.900", "胃肠炎"), [("smecta", "bifid"), ("smecta", "ors"), ("huoxiang", "smecta")]),
    (("L50.900", "荨麻疹"), [("lorat",), ("cetir",), ("cetir", "momet")]),
    (("B35.300", "足癣"), [("terbi",)]),
    (("M54.500", "腰痛"), [("celec",), ("diclo",), ("baiyao",), ("guilu",)]),
    (("H04.100", "干眼症"), [("hyal",), ("hyal", "tobra")]),
    (("J30.400", "变应性鼻炎"), [("lorat",), ("cetir", "monte")]),
    (("I25.100", "冠状动脉粥样硬化性心脏病"), [("shexiang",), ("danshen",)]),
    (("R51.x00", "头痛"), [("ibu",), ("zhenju",)]),
    (("N76.000", "急性阴道炎"), [("qianjin",)]),
    (("B37.300", "念珠菌性阴道炎"), [("clotr_v",)]),
    (("K21.900", "胃食管反流病"), [("rabe",), ("omep", "mebev")]),
]


def hour(w: County, shop: str) -> float:
    """When people come to this counter."""
    r = w.rng
    if shop == "pn1":
        return r.choice((r.uniform(0.2, 6.5), r.uniform(8, 23.8), r.uniform(18, 23.8)))
    if shop == "pb1":
        return r.uniform(7.5, 22.8)
    return r.choice((r.uniform(8, 12), r.uniform(13, 18), r.uniform(18, 21.4)))


def counter(w: County) -> None:
    """Somebody buys for a small ailment."""
    r = w.rng
    weights = [6, 8, 4, 7, 5, 9, 7, 6, 4, 2, 6, 8, 2, 4, 4, 4]
    shop = r.choices(SHOPS, weights)[0]
    day = w.day()
    why, choices = r.choice(AILMENTS)
    woman = why[0] in ("N76.000", "B37.300")
    old = why[0].startswith("I25")
    lo = 45 if old else 18
    lo += w.habit(shop).older
    p = w.somebody(day, day, lo, 92, "2" if woman else "")
    at = w.at(day, h := hour(w, shop), h + 0.01)
    v = w.come(shop, p, at, "41", "", [why], minutes=r.randrange(2, 9))
    for key in r.choice(choices):
        w.add(
            v,
            key,
            2 if r.random() < 0.14 and key not in ("ibu", "apap", "celec", "diclo") else 1,
            at,
        )
    if p.insurance == "310" and r.random() < 0.06:
        v.more["aid"] = True
    if r.random() < 0.015:
        w.give_back(v)


def outflow(w: County) -> None:
    """A prescription of a hospital's clinic filled at a shop, within three days."""
    r = w.rng
    shop = r.choice(["pa1"] * 5 + ["pa2", "ps1", "pb1", "pb1", "pb2", "pd1"])
    house = r.choice(["yy1", "yy1", "yy3", "yy2"] if shop != "pa1" else ["yy1"])
    day = w.workday(hi=LAST - timedelta(days=5))
    p = w.somebody(day, day + timedelta(days=2), 40, 90)
    why, keys = r.choice(
        [
            (("I10.x00", "原发性高血压"), ("amlo", "irbe")),
            (("I10.x00", "原发性高血压"), ("nife",)),
            (("E11.900", "2型糖尿病"), ("dapa", "metf")),
            (("E11.900", "2型糖尿病"), ("sita",)),
            (("K21.900", "胃食管反流病"), ("rabe",)),
            (("I25.100", "冠状动脉粥样硬化性心脏病"), ("atorva", "asp")),
            (("E03.900", "甲状腺功能减退症"), ("thyrox",)),
            (("M81.900", "骨质疏松"), ("alend", "calc")),
        ]
    )
    at = w.at(day)
    v = w.come(house, p, at, "11", "内科", [why])
    w.add(v, "see_old" if r.random() < 0.4 else "see", at=at)
    if why[0].startswith("E11"):
        w.add(v, "glucose", at=at)
    number = w.rx()
    late = at + timedelta(days=r.choice((0, 0, 0, 1, 2)), minutes=r.randrange(45, 110))
    u = w.come(shop, p, late, "41", "", [why], minutes=6, flow=True)
    for key in keys:
        days = max(1, round(28 / (28 if key in ("alend",) else max(10, u_days(key)))))
        w.add(u, key, days, late, rx=number, by=v.doctor)


def u_days(key: str) -> int:
    """Days in a box."""
    return ITEMS[key].days


def dear(w: County) -> None:
    """A dear drug at the double-channel shop: a cancer patient's four weeks."""
    r = w.rng
    first = w.day()
    keys, why = r.choice(
        [
            (("gefi",), ("C34.900", "支气管或肺恶性肿瘤")),
            (("letro",), ("C50.900", "乳腺恶性肿瘤")),
            (("tacro",), ("Z94.000", "肾移植状态")),
            (("capec",), ("C18.900", "结肠恶性肿瘤")),
        ]
    )
    p = w.somebody(first, first + timedelta(days=210), 45, 80, "2" if "letro" in keys else "")
    if r.random() < 0.6:  # the others are seen in the capital of the province
        early = w.at(max(FIRST, first - timedelta(days=3)))
        w.seen("yy1", p, early, ["cbc", "liver"], why, "肿瘤科", "14")
    step = {"gefi": 30, "letro": 30, "tacro": 25, "capec": 21}[keys[0]]
    boxes = {"gefi": 3, "letro": 1, "tacro": 1, "capec": 7}[keys[0]]
    for n in range(r.randrange(2, 7)):
        d = first + timedelta(days=n * step)
        if d > LAST:
            break
        at = w.at(d)
        v = w.come("ps1", p, at, "9929", "", [why], minutes=9)
        for key in keys:
            w.add(v, key, boxes, at, rx=w.rx())
