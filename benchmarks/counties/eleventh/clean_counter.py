"""What a counter and its scanner honestly do that looks bad."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .ways import body, op, sale
from .world import FIRST, LAST, County

HTN, DM, COLD = (
    [("I10.x00", "特发性(原发性)高血压")],
    [("E11.900", "2型糖尿病")],
    [("J06.900", "急性上呼吸道感染")],
)


@clean("A box comes back unopened an hour later and is sold to the next who wants it.")
def box_back_and_sold(w: County, _: int) -> None:
    d = w.when("yb1", date(2025, 8, 1), LAST - timedelta(days=5))
    p, q = w.pick(40, 80, "", d), w.pick(40, 80, "", d)
    a = sale(w, "yb1", p, d, HTN, ["irbe"], at=9)
    code = w.code(a.lines[0].item)
    w.scan(a.lines[0], [code])
    a.refund = a.start + timedelta(hours=1)
    w.returns.append({"line": a.lines[0], "code": code, "at": a.refund})
    b = sale(w, "yb1", q, d + timedelta(days=2), HTN, ["irbe"], at=15)
    w.scan(b.lines[0], [code])
    w.plant([a, b], codes=[code])


@clean("Sold for cash, the card is found at home: cash back, the same box on the card.")
def cash_back_then_card(w: County, _: int) -> None:
    d = w.when("yb2", date(2025, 8, 1))
    v = sale(w, "yb2", w.pick(40, 80, "", d), d, DM, ["metf"], at=16)
    x = v.lines[0]
    code = w.code(x.item)
    w.scan(x, [code], cash=True, doc=f"C{v.id[1:]}")
    w.sales[-1]["at"] = v.start - timedelta(hours=3)
    w.returns.append({"line": x, "code": code, "at": v.start - timedelta(minutes=4), "cash": True})
    w.scan(x, [code])
    w.plant([v], codes=[code])


@clean("The counter scans one box twice, sees it, takes the sale back and rings it again.")
def rung_again(w: County, _: int) -> None:
    d = w.when("ya1", date(2025, 8, 1))
    v = sale(w, "ya1", w.pick(30, 80, "", d), d, COLD, [("lianhua", 2)], at=18)
    v.refund, v.again = v.end + timedelta(minutes=3), v.end + timedelta(minutes=5)
    w.plant([v])


@clean(
    "Five cards in three minutes: the daughter buys for the family in bed, one virus, one address."
)
def for_the_family(w: County, i: int) -> None:
    d = date(2025, 12, 10) + timedelta(days=6 * i)
    vs = []
    first = w.person("1", 60, 70)
    for k in range(5):
        p = (
            first
            if k == 0
            else w.person("2" if k % 2 else "1", 8 if k == 4 else 30, 12 if k == 4 else 66)
        )
        p.address, p.phone = first.address, first.phone
        vs.append(sale(w, "ya2", p, d, [("J10.100", "流行性感冒")], ["osel"], at=19 + k * 0.01))
    w.plant(vs)


@clean(
    "The fifth of the month is the day of reductions: thirty different people in an hour, all sorts of things.",
    3,
)
def day_of_reductions(w: County, i: int) -> None:
    d = date(2025, 5 + 3 * i, 5)
    vs = []
    for k in range(30):
        key, dx, lo = w.rng.choice(
            (
                ("lianhua", COLD, 20),
                ("irbe", HTN, 45),
                ("cabc", [("M81.900", "骨质疏松")], 60),
                ("flupi", [("M25.500", "关节痛")], 50),
                ("omep", [("K29.500", "慢性胃炎")], 30),
            )
        )
        vs.append(sale(w, "ya1", w.pick(lo, 85, "", d), d, dx, [key], at=9 + k * 0.033))
    w.plant(vs)


@clean("Before he flies to his son he buys for three months, in three boxes of each.")
def before_flying(w: County, _: int) -> None:
    d = w.when("yb1", FIRST, LAST - timedelta(days=3))
    w.plant(
        [
            sale(
                w,
                "yb1",
                w.person("", 60, 78),
                d,
                [("I10.x00", "特发性(原发性)高血压"), ("E11.900", "2型糖尿病")],
                [("valsa", 3), ("metf", 3)],
            )
        ]
    )


@clean("The shelf of one double-channel shop is empty, so the month's box comes from the other.")
def other_double_channel(w: County, i: int) -> None:
    p, d = w.person("", 50, 75), date(2025, 3, 3) + timedelta(days=i * 5)
    dx = [("C34.900", "肺恶性肿瘤")]
    a = op(w, "zl", p, d - timedelta(days=2), dx, ["cbc", "ct"], "14", "专科门诊")
    w.plant(
        [
            a,
            *(
                sale(
                    w,
                    "dt2" if k == 2 else "dt1",
                    p,
                    d + timedelta(days=30 * k),
                    dx,
                    ["osim"],
                    "9929",
                )
                for k in range(5)
            ),
        ]
    )


@clean(
    "The dose of the dear capsule is lowered: the sealed box goes back next day, and another patient gets it."
)
def dear_box_back(w: County, _: int) -> None:
    d = w.when("dt1", date(2025, 8, 1), LAST - timedelta(days=8))
    p, q = w.person("", 35, 60), w.person("", 35, 60)
    dx = [("Z94.000", "肾移植状态")]
    a = sale(w, "dt1", p, d, dx, ["tacro"], "9929", at=10)
    code = w.code(a.lines[0].item)
    w.scan(a.lines[0], [code])
    a.refund = a.end + timedelta(days=1)
    w.returns.append({"line": a.lines[0], "code": code, "at": a.refund})
    b = sale(w, "dt1", q, d + timedelta(days=4), dx, ["tacro"], "9929", at=10)
    w.scan(b.lines[0], [code])
    w.plant([a, b], codes=[code])


@clean(
    "The chain moves boxes from the shop that closes to another: bought by one, sold by the other."
)
def moved_in_chain(w: County, i: int) -> None:
    d = date(2026, 4, 6) + timedelta(days=i)
    v = sale(w, "yb2", w.pick(45, 80, "", d), d, HTN, [("valsa", 2)])
    x = v.lines[0]
    codes = w.scan(x)
    w.bought.append({
        "fixmedins_code": w.houses["yb2"].code, "med_list_codg": x.item.code, "fixmedins_hilist_name": x.item.name,
        "spler_name": "聚仁药店", "purc_invo_no": f"DB{i:06d}", "finl_trns_pric": "22.00", "purc_retn_cnt": 40,
        "purc_retn_stoin_time": "2026-04-01 10:00:00", "manu_lotnum": "DB", "expy_end": "2028-12-31", "drug_trac_codg": "",
    })  # fmt: skip
    w.plant([v], codes=codes)


@clean("The old stock at the old price until New Year, the tender's price from the next morning.")
def tender(w: County, i: int) -> None:
    p = w.pick(50, 80)
    w.plant(
        [
            sale(w, "yb1", p, d, HTN, [("amlod", 2)])
            for d in (date(2025, 12, 1) + timedelta(days=i), date(2026, 2, 1) + timedelta(days=i))
        ]
    )


@clean("The scanner's network is down: the codes of the morning are uploaded in the evening.")
def uploaded_in_the_evening(w: County, _: int) -> None:
    d = w.when("ya3", date(2025, 8, 1))
    v = sale(w, "ya3", w.pick(40, 80, "", d), d, HTN, ["irbe"], at=9.5)
    w.scan(v.lines[0])
    w.sales[-1]["at"] = body(w, d, 20.6)
    w.plant([v], codes=[w.sales[-1]["code"]])


@clean("A mother buys for the child on the child's card while she has her own cold.")
def mother_and_child(w: County, _: int) -> None:
    d = w.when("yb3")
    m, c = w.person("2", 30, 38), w.person("", 4, 9)
    c.address = m.address
    w.plant(
        [
            sale(w, "yb3", m, d, COLD, ["lianhua"], at=19.0),
            sale(w, "yb3", c, d, COLD, ["xiao_er"], at=19.02),
        ]
    )


@clean(
    "The wife of a man with enlarged prostate fetches his capsules; the card and the name on it are his."
)
def fetched_for_him(w: County, _: int) -> None:
    p, d = w.person("1", 62, 84), w.when("yb2", FIRST, LAST - timedelta(days=70))
    w.plant(
        [
            sale(
                w,
                "yb2",
                p,
                d + timedelta(days=31 * k),
                [("N40.x00", "前列腺增生")],
                ["tamsu", "finas"],
                "9929",
            )
            for k in range(3)
        ]
    )


@clean("Insulin of two kinds, long and short, and the tablets beside them: five boxes at a time.")
def two_insulins(w: County, _: int) -> None:
    p, d = w.person("", 45, 78), w.when("yb1", FIRST, LAST - timedelta(days=70))
    w.plant(
        [
            sale(w, "yb1", p, d + timedelta(days=30 * k), DM, ["glarg", "asp_ins", "metf"], "9929")
            for k in range(3)
        ]
    )


@clean(
    "On one day the twelve weeks at the centre and, on the way, his cough mixture at the chemist."
)
def centre_and_chemist(w: County, _: int) -> None:
    p, d = w.person("", 58, 80), w.workday()
    w.plant(
        [
            op(w, "sq1", p, d, HTN, [("amlod", 3)], "14", at=9),
            sale(w, "ya1", p, d, COLD, ["yinhuang"], at=10.4),
        ]
    )
