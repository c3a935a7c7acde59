"""Crude schemes of desks and counters, as bureaus publish them."""

from __future__ import annotations

from datetime import date, timedelta

from . import illnesses as ill
from .cases import scheme
from .ways import charge, op, sale, stay
from .world import FIRST, LAST, County

COLD = [("J06.900", "急性上呼吸道感染")]
HTN = [("I10.x00", "特发性(原发性)高血压")]


@scheme(10, "重复收费: chemistry, picture and count are charged twice in the same minute.")
def charged_twice(w: County, i: int) -> None:
    d = w.when("ka")
    v = op(
        w,
        "ka",
        w.person("", 40, 80, "310"),
        d,
        [("J20.900", "急性支气管炎")],
        ["cbc", "crp", "ct", "alt", "crea", "cefix"],
    )
    again = [w.add(v, k, 1, v.lines[1].at) for k in ("cbc", "crp", "ct", "alt", "crea")]
    w.plant([v], again)


@scheme(7, "男性妇科: men are billed for gynaecological ultrasound.")
def men_with_wombs(w: County, i: int) -> None:
    v = op(w, "ka", w.person("1", 30, 80), w.when("ka"), [("M54.500", "腰痛")], ["celec"])
    w.plant([v], [w.add(v, "us_gyn")])


@scheme(9, "虚增剂量: four pounds of each herb in seven bags.")
def herbs_by_the_sack(w: County, i: int) -> None:
    d = w.when("zj3")
    v = op(w, "zj3", w.person("", 50, 78, "310"), d, [("R53.x01", "气虚")], (), dept="中医科")
    lines = [
        w.add(v, k, 2100, rx=f"RX{v.id[1:]}", days=7)
        for k in ("huangqi", "danggui", "dangshen", "baizhu", "chuanxiong")
    ]
    w.plant([v], lines)


@scheme(8, "虚记牙数: roots of fourteen teeth in one sitting, and again a month later.")
def mouth_of_an_army(w: County, i: int) -> None:
    p, d = w.person("", 30, 65, "310"), w.when("kq2", FIRST, LAST - timedelta(days=70))
    vs, lines = [], []
    for k in range(3):
        v = op(w, "kq2", p, d + timedelta(days=30 * k), [("K04.000", "牙髓炎")], (), dept="口腔科")
        lines += charge(w, v, (("canal", 14),))
        vs.append(v)
    w.plant(vs, lines)


@scheme(9, "追溯码重复: one box's code is settled for three people over months.")
def code_sold_thrice(w: County, i: int) -> None:
    code, vs, lines = "", [], []
    first = w.when("yb2", date(2025, 8, 1), LAST - timedelta(days=90))
    for k in range(3):
        v = sale(w, "yb2", w.person("", 50, 80), first + timedelta(days=40 * k), HTN, ["valsa"])
        code = code or w.code(v.lines[0].item)
        w.scan(v.lines[0], [code])
        vs.append(v)
        lines += v.lines if k else []
    w.plant(vs, lines, codes=[code])


@scheme(
    9,
    "回流药: boxes that the people's hospital gave to its patients are sold again by a shop that never bought them.",
)
def drugs_come_back(w: County, i: int) -> None:
    d = w.when("yb3", date(2025, 8, 10), date(2026, 1, 20))
    a = op(w, "rm", w.person("", 60, 80), d, [("Z94.000", "肾移植状态")], ["tacro", "myco"], "14")
    codes = []
    for x in a.lines[1:]:
        codes += w.scan(x)
    b = sale(
        w,
        "yb3",
        w.person("", 50, 75, "310"),
        d + timedelta(days=30),
        [("Z94.000", "肾移植状态")],
        ["tacro", "myco"],
        "9929",
    )
    for x, c in zip(b.lines, codes, strict=True):
        w.scan(x, [c])
        w.stock_own.add((b.house.code, x.item.code))
    w.plant([b], codes=codes)


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
def cards_in_a_row(w: County, i: int) -> None:
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
def visit_in_five(w: County, i: int) -> None:
    d = w.when("ls2", date(2025, 6, 10))
    p = w.person("", 45, 80, "390")
    w.plant(
        [
            op(w, "ls2", p, d, [("M54.500", "腰痛")], [k], at=8.2 + n * 0.5)
            for n, k in enumerate(("celec", "flupi", "eperi", "yao_tong", "diclo"))
        ]
    )


@scheme(8, "超量开药: twelve boxes of each tablet every week on one card, for the dealers.")
def boxes_for_dealers(w: County, i: int) -> None:
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
def card_while_in_bed(w: County, i: int) -> None:
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
def struck_off(w: County, i: int) -> None:
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
