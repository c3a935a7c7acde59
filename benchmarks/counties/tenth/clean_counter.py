"""Look-alikes of the counter: boxes, codes, purchases, purses."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean, early, one
from .clinic import Trouble, buy, come
from .world import County, Visit

SHOPS = ("la1", "la2", "la3", "lb1", "lb2", "yd1", "yd2", "yd3")


def scanned(w: County, v: Visit) -> list[str]:
    """The visit's boxes, each with its code."""
    return [c for x in v.lines for c in w.scan(x)]


@clean("Twelve weeks' tablets at once: a long prescription for a stable patient.")
def twelve_weeks(w: County, i: int) -> None:
    p = one(w, lo=50, hi=80)
    at = w.at(early(w, 100), 8, 11)
    if i % 2:
        w.plant([buy(w, SHOPS[i], p, at, "amlod*3 atorva*3", "9929", "I10.x05高血压病3级")])
    else:
        w.plant(
            come(
                w,
                f"z{i % 8 + 1}",
                p,
                Trouble("全科", ("I10.x05高血压病3级",), drugs="amlod*3 valsa*3"),
                at,
                "14",
            )
        )


@clean("A week before the spring festival he fetches the next month: everything is closed later.")
def before_the_festival(w: County, i: int) -> None:
    p = one(w, lo=50, hi=80)
    shop = SHOPS[i]
    a = buy(
        w,
        shop,
        p,
        w.at(date(2026, 1, 19), 8, 18),
        "aspirin atorva",
        "9929",
        "I25.103冠状动脉粥样硬化性心脏病",
    )
    b = buy(
        w,
        shop,
        p,
        w.at(date(2026, 2, 9), 8, 18),
        "aspirin atorva",
        "9929",
        "I25.103冠状动脉粥样硬化性心脏病",
    )
    w.plant([a, b])


@clean(
    "The daughter fetches her parents' tablets on their two cards: two sales within two minutes, the same drugs."
)
def for_both_parents(w: County, i: int) -> None:
    a, b = one(w, "1", 68, 82), one(w, "2", 66, 80)
    b.address, b.phone = a.address, a.phone
    at = w.at(early(w), 9, 18)
    w.plant(
        [
            buy(
                w,
                SHOPS[i],
                p,
                at + timedelta(minutes=2 * n),
                "amlod*2 metf*2",
                "9929",
                "I10.x05高血压病3级",
            )
            for n, p in enumerate((a, b))
        ]
    )


@clean("Brought back unopened, refunded, put on the shelf, sold to the next.")
def returned_and_sold(w: County, i: int) -> None:
    at = w.at(w.workday(date(2025, 8, 1), date(2026, 5, 1)), 9, 12)
    a = buy(w, SHOPS[i], one(w), at, "febu")
    code = scanned(w, a)
    w.returns.append({"line": a.lines[0], "code": code[0], "at": at + timedelta(hours=3)})
    a.refund, a.refund_lines = at + timedelta(hours=3), True
    b = buy(w, SHOPS[i], one(w), at + timedelta(days=2), "febu")
    w.scan(b.lines[0], code)
    w.plant([a, b], codes=code)


@clean(
    "Swiped on the husband's card, refunded at once, settled on the wife's: one box, one minute, two persons."
)
def wrong_card(w: County, i: int) -> None:
    at = w.at(w.workday(date(2025, 8, 1), date(2026, 5, 1)), 9, 18)
    p, q = one(w, "1", 50, 70), one(w, "2", 48, 68)
    a = buy(w, SHOPS[i], p, at, "celec")
    code = scanned(w, a)
    a.refund = at + timedelta(minutes=9)
    w.returns.append({"line": a.lines[0], "code": code[0], "at": a.refund})
    b = buy(w, SHOPS[i], q, at + timedelta(minutes=11), "celec")
    w.scan(b.lines[0], code)
    w.plant([a, b], codes=code)


@clean(
    "The till uploads a sale twice after a time-out: one settlement, one line, one code, two rows."
)
def uploaded_twice(w: County, i: int) -> None:
    v = buy(
        w, SHOPS[i], one(w), w.at(w.workday(date(2025, 8, 1), date(2026, 5, 1)), 9, 18), "rosuva"
    )
    code = scanned(w, v)
    w.sales.append(
        {"line": v.lines[0], "code": code[0], "at": v.lines[0].at + timedelta(minutes=4)}
    )
    w.plant([v], codes=code)


@clean("Single strips out of one box for three people, flagged as split.")
def sold_by_the_strip(w: County, i: int) -> None:
    at = w.at(w.workday(date(2025, 8, 1), date(2026, 5, 1)), 9, 12)
    visits, code = [], ""
    for n in range(3):
        v = buy(w, SHOPS[3 + i % 5], one(w), at + timedelta(hours=2 * n), "")
        x = w.add(v, "ibup", 0.3333, v.start + timedelta(minutes=2), days=2)
        code = w.scan(x, [code] if code else [], split=True)[0]
        visits.append(v)
    w.plant(visits, codes=[code])


@clean(
    "Paid in cash because the network was down; refunded and settled by insurance next morning: one box, one buyer."
)
def cash_then_card(w: County, i: int) -> None:
    at = w.at(w.workday(date(2025, 8, 1), date(2026, 5, 1)), 9, 18)
    v = buy(w, SHOPS[i], one(w), at + timedelta(days=1), "sita")
    x = v.lines[0]
    code = w.code(x.item)
    w.sales.append({"line": x, "code": code, "at": at, "cash": True, "doc": f"C{v.id}"})
    w.returns.append({"line": x, "code": code, "at": at + timedelta(hours=22), "cash": True})
    w.scan(x, [code])
    w.plant([v], codes=[code])


@clean(
    "The delivery note is keyed in at the end of the week: the stock-in date lies five days after the first sale."
)
def keyed_in_late(w: County, i: int) -> None:
    at = w.at(w.workday(date(2025, 8, 1), date(2026, 5, 1)), 9, 18)
    v = buy(w, SHOPS[i], one(w), at, "lith")
    x = v.lines[0]
    w.stock_own.add((v.house.code, x.item.code))
    w.bought.append(
        {
            "fixmedins_code": v.house.code, "med_list_codg": x.item.code, "fixmedins_hilist_name": x.item.name,
            "spler_name": "医药公司2", "purc_invo_no": f"FPL{i:05d}", "finl_trns_pric": f"{x.price * 0.9:.2f}",
            "purc_retn_cnt": 20, "purc_retn_stoin_time": f"{at + timedelta(days=5):%Y-%m-%d %H:%M:%S}",
            "manu_lotnum": f"LL{i:04d}", "expy_end": "2028-12-31", "drug_trac_codg": "",
        }
    )  # fmt: skip
    w.plant([v], codes=scanned(w, v))


@clean("Sold at two in the night by the shop that is open all night.")
def night_counter(w: County, i: int) -> None:
    w.plant(
        [
            buy(
                w,
                "lb2",
                one(w, lo=20, hi=60),
                w.at(w.day(), 0.5, 4.5),
                ("ibup", "smect", "parac")[i % 3],
            )
        ]
    )


@clean("Pens for fifty days: three of the long insulin, five of the short, and needles of his own.")
def eight_pens(w: County, _: int) -> None:
    p = one(w, lo=45, hi=75)
    w.plant(
        come(
            w,
            "xrm",
            p,
            Trouble("内分泌科", ("E11.900 2型糖尿病",), drugs="glarg*2 aspart*3"),
            w.at(early(w), 8, 11),
            "14",
        )
    )


@clean("Aspirin and clopidogrel for a year after the stent.")
def two_against_clots(w: County, i: int) -> None:
    p, day = one(w, lo=50, hi=78), early(w, 100)
    w.plant(
        [
            buy(
                w,
                SHOPS[i],
                p,
                w.at(day + timedelta(days=29 * n), 9, 18),
                "aspirin clopi rosuva",
                "9929",
                "I25.103冠状动脉粥样硬化性心脏病",
            )
            for n in range(3)
        ]
    )


@clean("On the last days of December she buys what she buys every month, and nothing more.")
def as_every_month(w: County, i: int) -> None:
    p = one(w, lo=50, hi=80)
    w.plant(
        [
            buy(
                w,
                SHOPS[i],
                p,
                w.at(date(2025, 10, 29) + timedelta(days=30 * n), 9, 18),
                "metf dapa",
                "9929",
                "E11.900 2型糖尿病",
            )
            for n in range(3)
        ]
    )


@clean(
    "His cough mixture in the shop on the day on which the hospital admitted him in the evening."
)
def bought_before_admission(w: County, i: int) -> None:
    from .illnesses import MEDICAL
    from .ward import lie

    p, day = one(w, lo=55, hi=80), early(w)
    a = buy(w, SHOPS[i], p, w.at(day, 8, 11), "carbo qiangli")
    w.plant([a, lie(w, "xrm", p, MEDICAL[0], w.at(day, 18, 22))])


@clean(
    "Scanned before it had to be: spring 2025, a shop that tries the scanner on some boxes only."
)
def before_scanning_was_due(w: County, i: int) -> None:
    v = buy(
        w,
        SHOPS[i],
        one(w),
        w.at(w.workday(date(2025, 2, 1), date(2025, 5, 30)), 9, 18),
        "febu sita",
    )
    v.more["unscanned"] = True
    w.plant([v], codes=w.scan(v.lines[0]))


@clean(
    "A box of ampoules opened by the ward in 2026 is used for three inpatients: one code, flagged as split."
)
def opened_for_three(w: County, _: int) -> None:
    from .illnesses import MEDICAL
    from .ward import lie

    day, code, stays = w.workday(date(2026, 1, 10), date(2026, 5, 20)), "", []
    for _ in range(3):
        v = lie(w, "xrm", one(w, lo=60, hi=84), MEDICAL[2], w.at(day, 8, 15))
        x = next(x for x in v.lines if x.item.name.startswith("呋塞米注射"))
        code = w.scan(x, [code] if code else [], split=True)[0]
        stays.append(v)
    w.plant(stays, codes=[code])


@clean(
    "Cheaper from the first of March: the volume price comes in, the same tablet has two prices in a quarter."
)
def new_price(w: County, i: int) -> None:
    p = one(w, lo=50, hi=80)
    a = buy(w, SHOPS[i], p, w.at(date(2026, 2, 2), 9, 18), "")
    b = buy(w, SHOPS[i], p, w.at(date(2026, 3, 3), 9, 18), "")
    w.add(a, "rosuva", 1, price=26.0, days=28)
    w.add(b, "rosuva", 1, price=11.4, days=28)
    w.plant([a, b])


@clean("Ten bags of herbs for him, ten for her: one doctor, two minutes, two different recipes.")
def herbs_for_a_couple(w: County, i: int) -> None:
    at = w.at(early(w), 9, 11)
    t = Trouble("中医内科", ("R53.x00乏力",), drugs="HERBS", done="tcm_see")
    w.plant(
        [
            v
            for n in range(2)
            for v in come(
                w, ("zy", "z6")[i % 2], one(w, "12"[n], 50, 70), t, at + timedelta(minutes=3 * n)
            )
        ]
    )


@clean(
    "Woman's capsules on a woman's card, fetched by her husband with his phone: the number is his, the card hers."
)
def fetched_by_husband(w: County, i: int) -> None:
    p, q = one(w, "2", 30, 50), one(w, "1", 30, 52)
    p.phone = q.phone
    w.plant([buy(w, SHOPS[i], p, w.at(early(w), 9, 18), "guizhi fuke")])


@clean("Children's syrup on the child's own card, three children of one family on one evening.")
def three_children(w: County, i: int) -> None:
    at, kids = w.at(early(w), 17, 19), [w.person(lo=n, hi=n + 1) for n in (3, 5, 8)]
    for k in kids:
        k.address = kids[0].address
    w.plant(
        [
            buy(w, SHOPS[i], k, at + timedelta(minutes=3 * n), "xiaoer2 ibu_susp")
            for n, k in enumerate(kids)
        ]
    )


@clean(
    "The drug cupboard of a care home: eight residents' tablets fetched one after the other by the nurse."
)
def care_home_cupboard(w: County, i: int) -> None:
    at, visits = w.at(early(w), 14, 16), []
    for n in range(8):
        p = one(w, lo=72, hi=92)
        p.address = "城南路1号幸福养老院"
        visits.append(
            buy(
                w,
                SHOPS[i],
                p,
                at + timedelta(minutes=4 * n),
                ("amlod", "amlod aspirin", "metf", "nife")[n % 4],
                "9929",
                "I10.x05高血压病3级",
            )
        )
    w.plant(visits)


@clean(
    "The code torn at the seal: the old stock without codes, listed as such, sold in the first weeks of July 2025."
)
def old_stock_without_code(w: County, i: int) -> None:
    v = buy(w, SHOPS[i], one(w), w.at(date(2025, 6, 3) + timedelta(days=i), 9, 18), "gubi")
    v.more["unscanned"] = True
    w.plant([v])
