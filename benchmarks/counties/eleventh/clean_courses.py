"""Minds, tumours, last days and births: what honestly lasts or comes in clusters."""

from __future__ import annotations

from datetime import date, timedelta

from . import illnesses as ill
from .cases import clean
from .ways import body, charge, op, stay
from .world import FIRST, LAST, County, Person, Visit

CKD = [("N18.000", "慢性肾脏病5期"), ("Z99.200", "依赖肾透析")]


def session(w: County, house: str, p: Person, d: date, hour: float = 7.2, key: str = "hd") -> Visit:
    """Four hours on the machine."""
    at = body(w, d, hour, w.rng.randrange(15))
    v = w.visit(house, p, "14", at, at + timedelta(hours=4, minutes=20), "血透室", CKD)
    charge(w, v, (key, "dialyser", "dial_line", "heparin"))
    return v


@clean(
    "A life in the asylum: seven months in one stay, settled at the end of the year and again in summer."
)
def long_mind(w: County, i: int) -> None:
    p, d = w.person("", 30, 62), date(2025, 9, 10) + timedelta(days=i * 4)
    v = stay(w, "js", p, d, 210, ill.MIND)
    turn = body(w, date(2025, 12, 31), 23)
    for x in v.lines:
        x.claim = 0 if x.at <= turn else 1
    v.more["parts"] = {0: turn + timedelta(minutes=20), 1: v.end + timedelta(minutes=20)}
    w.plant([v])


@clean("Electric treatment twice a week under a short anaesthesia, eight times.")
def shocks(w: County, _: int) -> None:
    p, d = w.person("", 25, 55), w.when("js", FIRST, LAST - timedelta(days=62))
    v = stay(w, "js", p, d, 56, ill.MIND, dx=[("F32.300", "伴有精神病性症状的重度抑郁发作")])
    for k in range(8):
        charge(w, v, ("mect", "propo"), body(w, d + timedelta(days=7 + 3 * k + (k % 2)), 8.5))
    w.plant([v])


@clean("Out of the asylum for the festival: four days without a charge in the middle of the stay.")
def mind_on_leave(w: County, i: int) -> None:
    p = w.person("", 25, 62)
    v = stay(w, "xn", p, date(2026, 1, 20) + timedelta(days=i), 56, ill.MIND)
    v.lines = [x for x in v.lines if not date(2026, 2, 16) <= x.at.date() <= date(2026, 2, 19)]
    for k in range(4):
        w.add(v, "leave", 1, body(w, date(2026, 2, 16 + k), 8))
    w.plant([v])


@clean("Paclitaxel every week on twelve weeks, each time one night.")
def weekly_rounds(w: County, _: int) -> None:
    p, d = w.person("2", 42, 70), w.when("zl", FIRST, LAST - timedelta(days=90))
    vs = []
    for k in range(12):
        v = stay(
            w,
            "zl",
            p,
            d + timedelta(days=7 * k),
            1,
            ill.CHEMO,
            dx=[("Z51.102", "恶性肿瘤化学治疗"), ("C50.900", "乳房恶性肿瘤")],
        )
        w.add(v, "paclit", 1, v.start + timedelta(hours=3), rx=f"RX{v.id[1:]}")
        vs.append(v)
    w.plant(vs)


@clean("Fever without white cells six days after the chemotherapy: in again at once.")
def fever_after_round(w: County, _: int) -> None:
    p, d = w.person("", 45, 70), w.when("zl", FIRST, LAST - timedelta(days=24))
    a = stay(
        w, "zl", p, d, 3, ill.CHEMO, dx=[("Z51.102", "恶性肿瘤化学治疗"), ("C34.900", "肺恶性肿瘤")]
    )
    charge(w, a, (("pemet", 1), ("carbo", 3)), a.start + timedelta(hours=20))
    b = stay(
        w,
        "zl",
        p,
        d + timedelta(days=9),
        7,
        ill.PNEUMONIA,
        dx=[("D70.x00", "粒细胞缺乏"), ("C34.900", "肺恶性肿瘤"), ("R50.900", "发热")],
    )
    for k in range(4):
        w.add(b, "gcsf", 2, body(w, b.start.date() + timedelta(days=k), 16), rx=f"RX{b.id[1:]}G")
    w.plant([a, b])


@clean(
    "At the end the mouth takes nothing more: bed, nursing, oxygen and morphine, no test in two weeks."
)
def nothing_but_care(w: County, _: int) -> None:
    p = w.person("", 60, 88)
    d = w.when("sn", FIRST, LAST - timedelta(days=20))
    c = ill.Course(
        ill.LAST_DAYS.dx,
        (14, 14),
        (),
        (("morph", 0.2), ("mouth2", 1), ("oxygen", 10)),
        (),
        (),
        ("n1", 0),
        "安宁疗护科",
        (60, 88),
    )
    v = stay(w, "sn", p, d, 14, c, leaving="5")
    p.died = v.end
    w.plant([v])


@clean("The family settles five days after the funeral.")
def settled_after_funeral(w: County, _: int) -> None:
    p = w.person("", 60, 88)
    v = stay(
        w, "sn", p, w.when("sn", FIRST, LAST - timedelta(days=20)), 9, ill.LAST_DAYS, leaving="5"
    )
    p.died = v.end
    v.settled = v.end + timedelta(days=5, hours=1)
    w.plant([v])


@clean("Plasters against pain for fifteen days, twice a month, stronger every time.")
def plasters_against_pain(w: County, _: int) -> None:
    p, d = w.person("", 50, 80), w.when("zl", FIRST, LAST - timedelta(days=90))
    w.plant(
        [
            op(
                w,
                "zl",
                p,
                d + timedelta(days=15 * k),
                [("C25.900", "胰腺恶性肿瘤"), ("R52.100", "癌性疼痛")],
                [("fenta", 1 + k // 2), ("lactu", 1)],
                "14",
                "疼痛门诊",
            )
            for k in range(5)
        ]
    )


@clean("Two children in fifteen months: two births on one card.")
def two_births(w: County, i: int) -> None:
    p = w.person("2", 23, 33)
    vs = []
    for d in (date(2025, 1, 20) + timedelta(days=i), date(2026, 5, 4) + timedelta(days=i)):
        c = ill.Course(
            ((("O80.000", "头位顺产"),),),
            (3, 3),
            ("cbc", "urine", "blood_type", "ctg"),
            (),
            ("cbc",),
            (),
            ("n2", 1),
            "产科",
            (20, 40),
            "2",
            ("OR11", "阴道分娩", 0.6),
            "52",
        )
        v = stay(w, "fc", p, d, 3, c)
        charge(w, v, ("born", "oxyto"), v.start + timedelta(hours=6))
        v.operations.append(
            {
                "code": "73.5900x001",
                "name": "手法助产",
                "at": v.start + timedelta(hours=6),
                "anst": "",
            }
        )
        vs.append(v)
    w.plant(vs)


@clean("Bleeding in the eighth week: four visits in a fortnight, the same hormone each time.")
def threatened(w: County, _: int) -> None:
    p, d = w.person("2", 24, 38), w.when("fc", FIRST, LAST - timedelta(days=20))
    w.plant(
        [
            op(
                w,
                "fc",
                p,
                d + timedelta(days=4 * k),
                [("O20.000", "先兆流产")],
                ["bhcg", *(["us"] if k % 2 == 0 else []), "proges"],
                dept="妇科",
            )
            for k in range(4)
        ]
    )


@clean("A boy born in the women's hospital lies there himself, yellow, under blue light.")
def boy_in_womens_house(w: County, _: int) -> None:
    d = w.when("fc", date(2025, 1, 10), LAST - timedelta(days=10))
    p = w.person("1", born=d - timedelta(days=2))
    start = w.at(d, 9, 14)
    v = w.visit(
        "fc",
        p,
        "21",
        start,
        start + timedelta(days=4, hours=2),
        "新生儿科",
        [("P59.900", "新生儿黄疸")],
        bed="新生01",
    )
    v.more["newborn"] = "1"
    for k in range(4):
        at = body(w, d + timedelta(days=k), 9 if k else 16)
        for key, n in (
            ("bed_baby", 1),
            ("round", 1),
            ("n_baby", 1),
            ("blue", 10),
            ("bili_skin", 1),
        ):
            w.add(v, key, n, at)
    w.grouped(v, "PU11", "新生儿黄疸", 0.5)
    w.plant([v])


@clean("The cataract of the other eye four days later; half a year on the capsule is lasered.")
def eyes_soon(w: County, _: int) -> None:
    p, d = w.person("", 62, 85), w.when("yk", FIRST, LAST - timedelta(days=220))
    vs = []
    for n, side in enumerate("右左"):
        start = w.at(d + timedelta(days=4 * n), 8, 9)
        v = w.visit(
            "yk", p, "28", start, start + timedelta(hours=7), "眼科", [("H25.900", "老年性白内障")]
        )
        charge(
            w,
            v,
            ("bed", "round", "n2", "cataract", "lens", "visco", "lido"),
            start + timedelta(hours=2),
        )
        v.operations.append(
            {
                "code": "13.4100x001",
                "name": f"白内障超声乳化抽吸术({side}眼)",
                "at": start + timedelta(hours=2),
                "anst": "3",
            }
        )
        w.grouped(v, "CB39", "晶体手术", 0.55)
        vs.append(v)
    vs.append(
        op(
            w,
            "yk",
            p,
            d + timedelta(days=200),
            [("H26.400", "后发性白内障")],
            ["slit", "yag"],
            dept="眼科",
        )
    )
    w.plant(vs)
