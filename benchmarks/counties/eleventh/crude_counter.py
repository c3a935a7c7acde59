"""Crude schemes of counters and cards, as bureaus publish them."""

from __future__ import annotations

from datetime import date, timedelta

from . import illnesses as ill
from .cases import scheme
from .ways import charge, op, sale, stay
from .world import LAST, County

COLD = [("J06.900", "急性上呼吸道感染")]
HTN = [("I10.x00", "特发性(原发性)高血压")]


@scheme(5, "进销存不符: sixty boxes settled, four bought.")
def sold_not_bought(w: County, i: int) -> None:
    key = ("entec", "donep", "seve", "pregab", "memant")[i % 5]
    dx = {
        "entec": ("B18.100", "慢性乙型病毒性肝炎"),
        "donep": ("F03.x00", "痴呆"),
        "seve": ("N18.000", "慢性肾脏病5期"),
        "pregab": ("G53.000", "带状疱疹后神经痛"),
        "memant": ("F03.x00", "痴呆"),
    }[key]
    vs = []
    for k in range(30):
        vs.append(
            sale(
                w,
                "yb3",
                w.person("", 66, 86, "310"),
                date(2025, 3, 1) + timedelta(days=10 * k + i),
                [dx],
                [(key, 2)],
            )
        )
    x = vs[0].lines[0]
    w.stock_own.add((vs[0].house.code, x.item.code))
    w.bought.append({
        "fixmedins_code": vs[0].house.code, "med_list_codg": x.item.code, "fixmedins_hilist_name": x.item.name, "spler_name": "医药公司1",
        "purc_invo_no": f"SN{i:06d}", "finl_trns_pric": f"{x.price * 0.9:.2f}", "purc_retn_cnt": 4, "purc_retn_stoin_time": "2025-01-10 09:00:00",
        "manu_lotnum": "SN", "expy_end": "2028-12-31", "drug_trac_codg": "",
    })  # fmt: skip
    w.plant(vs)


@scheme(
    6,
    "空刷: twelve cards in ten minutes, the same twelve a fortnight later and once more; the same powders.",
)
def cards_in_a_row(w: County, _: int) -> None:
    d = w.when("ls2", date(2025, 6, 10), LAST - timedelta(days=35))
    crowd = [w.person("", 40, 80, "390") for _ in range(12)]
    vs = []
    for k in range(3):
        for n, p in enumerate(crowd):
            vs.append(
                op(
                    w,
                    "ls2",
                    p,
                    d + timedelta(days=14 * k),
                    COLD,
                    ["lianhua", "cefix", "biyan"],
                    at=19.5 + n * 0.012,
                    doctor=w.houses["ls2"].doctors[0],
                )
            )
    w.plant(vs)


@scheme(8, "死后购药: the dear tablets of a dead man are fetched for five months more.")
def tablets_of_the_dead(w: County, i: int) -> None:
    p, d = w.person("", 55, 80), date(2025, 2, 1) + timedelta(days=25 * i)
    dx = [("C34.900", "肺恶性肿瘤")]
    op(w, "zl", p, d - timedelta(days=3), dx, ["cbc", "ct"], "14", "专科门诊")
    vs = [sale(w, "dt2", p, d + timedelta(days=30 * k), dx, ["gefit"], "9929") for k in range(8)]
    p.died = vs[2].start + timedelta(days=10)
    w.plant(vs[3:])


@scheme(5, "年末突击: in the last days of December the shop empties twenty cards, ten boxes each.")
def year_end(w: County, i: int) -> None:
    vs = []
    for k in range(20):
        vs.append(
            sale(
                w,
                "ya2",
                w.person("", 45, 80, "310"),
                date(2025, 12, 27) + timedelta(days=i),
                HTN,
                [("fufang", 10), ("yinxing", 10)],
                at=9 + k * 0.4,
            )
        )
    w.plant(vs)


@scheme(9, "分解就诊: five visits in one morning, each below the cap.")
def visit_in_five(w: County, _: int) -> None:
    d = w.when("ls2", date(2025, 6, 10))
    p = w.person("", 45, 80, "390")
    w.plant(
        [
            op(w, "ls2", p, d, [("M54.500", "腰痛")], [k], at=8.2 + n * 0.5)
            for n, k in enumerate(("celec", "flupi", "eperi", "yao_tong", "diclo"))
        ]
    )


@scheme(8, "超量开药: twelve boxes of each tablet every week on one card, for the dealers.")
def boxes_for_dealers(w: County, _: int) -> None:
    p, d = w.person("", 50, 75, "310"), w.when("hlw", date(2025, 3, 5), LAST - timedelta(days=60))
    vs = [
        op(
            w,
            "hlw",
            p,
            d + timedelta(days=7 * k),
            [*HTN, ("E11.900", "2型糖尿病")],
            [("dapa", 12), ("valsa", 12)],
            dept="互联网门诊",
            see="video",
        )
        for k in range(7)
    ]
    w.plant(vs)


@scheme(
    8,
    "冒用: the owner of the card lies in the people's hospital; the clinic bills drips on it every day.",
)
def card_while_in_bed(w: County, _: int) -> None:
    p = w.person("", 45, 78, "390")
    d = w.when("ls2", date(2025, 6, 10), LAST - timedelta(days=20))
    stay(w, "rm", p, d, 10, ill.DIABETES)
    vs = []
    for k in range(2, 8):
        v = op(w, "ls2", p, d + timedelta(days=k), [("J18.000", "支气管肺炎")], (), dept="输液室")
        charge(w, v, ("drip", "saline", ("ceftri", 2), "set"))
        vs.append(v)
    w.plant(vs)


@scheme(7, "无资质: the doctor who signs was struck off before.")
def struck_off(w: County, _: int) -> None:
    if not any(d.startswith("D99") for d, _ in w.extra_doctors):
        w.extra_doctors.append(("D99000001", "bq2"))
        w.dead_doctors["D99000001"] = "2"
    d = w.when("bq2")
    v = op(
        w,
        "bq2",
        w.person("", 30, 80),
        d,
        [("J20.900", "急性支气管炎")],
        ["dr", "cefix", "yinhuang"],
        doctor="D99000001",
    )
    w.plant([v])
