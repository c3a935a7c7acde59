"""Look-alikes of boxes and codes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from .cases import clean
from .goods import ITEMS
from .houses import CHAINS
from .life import LAST, County, Visit

LATE = date(2025, 8, 1)
WHY = {
    "amlo": ("I10.x00", "原发性高血压"),
    "rosu": ("E78.500", "高脂血症"),
    "rabe": ("K21.900", "胃食管反流病"),
    "celec": ("M54.500", "腰痛"),
    "dapa": ("E11.900", "2型糖尿病"),
}


def sold(
    w: County, shop: str, key: str, at: datetime, codes: list[str] | None = None, **more: Any
) -> tuple[Visit, list[str]]:
    """One box over the counter and its code."""
    v = w.buy(shop, w.person("", 42, 78), at, [key], WHY[key])
    return v, w.scan(v.lines[0], codes or (), **more)


def returned(w: County, v: Visit, code: str, at: datetime) -> None:
    """The box comes back unopened and the settlement is taken back."""
    v.refund = at
    w.returns.append({"line": v.lines[0], "code": code, "at": at})


def bought(
    w: County,
    shop: str,
    key: str,
    at: datetime,
    n: int,
    supplier: str = "医药公司1",
    code: str = "",
) -> None:
    """A delivery note."""
    w.bought.append(
        {
            "fixmedins_code": w.houses[shop].code,
            "med_list_codg": ITEMS[key].code,
            "fixmedins_hilist_name": ITEMS[key].name,
            "spler_name": supplier,
            "purc_invo_no": f"FX{len(w.bought):07d}",
            "finl_trns_pric": f"{ITEMS[key].price * 0.88:.2f}",
            "purc_retn_cnt": n,
            "purc_retn_stoin_time": at.strftime("%Y-%m-%d %H:%M:%S"),
            "manu_lotnum": f"K{len(w.bought):05d}",
            "expy_end": "2028-06-30",
            "drug_trac_codg": code,
        }
    )


@clean(
    "Brought back unopened the same day, refunded, put back on the shelf and sold to the next customer."
)
def returned_then_sold(w: County, i: int) -> None:
    at = w.at(w.day(LATE, LAST - timedelta(days=4)), 9, 12)
    shop = ("pa2", "pb2", "pd1", "pd3", "pa4", "pb3", "pd4")[i]
    v, codes = sold(w, shop, "rosu", at)
    returned(w, v, codes[0], at + timedelta(hours=3))
    u, _ = sold(w, shop, "rosu", at + timedelta(days=1), codes)
    w.plant([v, u], codes=codes)


@clean(
    "Settled on the wrong card of the family, taken back after a minute, settled on the right one: one box."
)
def wrong_card(w: County, i: int) -> None:
    at = w.at(w.day(LATE))
    shop = ("pa2", "pb2", "pd1", "pd3", "pa4", "pb3", "pd4")[i]
    v, codes = sold(w, shop, "amlo", at)
    v.refund = at + timedelta(minutes=27)
    u, _ = sold(w, shop, "amlo", at + timedelta(minutes=3), codes)
    u.settled = at + timedelta(minutes=29)
    u.person.address = v.person.address
    w.plant([v, u], codes=codes)


@clean(
    "After a time-out the till sends the same scan twice: one settlement, one line, one code, two rows."
)
def sent_twice(w: County, i: int) -> None:
    v, codes = sold(
        w, ("pa3", "pb2", "pd1", "pd3", "pa4", "pb3", "pd4")[i], "rabe", w.at(w.day(LATE))
    )
    w.sales.append(
        {"line": v.lines[0], "code": codes[0], "at": v.lines[0].at + timedelta(seconds=41)}
    )
    w.plant([v], codes=codes)


@clean("拆零: strips out of one box for three people, flagged as split.")
def strips(w: County, i: int) -> None:
    at, code, made = w.at(w.day(LATE, LAST - timedelta(days=4))), w.code(ITEMS["celec"]), []
    for n in range(3):
        v = w.come(
            ("cw1", "cw3", "cw6", "cw7", "sq3", "zx4", "pd2")[i],
            w.person("", 40, 75),
            at + timedelta(hours=n * 5),
            "11" if i < 6 else "41",
            "全科",
            [WHY["celec"]],
            8,
        )
        w.add(v, "celec", 0.5, days=3)
        w.scan(v.lines[0], [code], split=True)
        made.append(v)
    w.plant(made, codes=[code])


@clean(
    "调拨: bought by one shop of the chain, moved to another by the chain's own note, sold there."
)
def moved_in_chain(w: County, i: int) -> None:
    a, b = CHAINS["康益" if i % 2 else "万民"][:2]
    at = w.at(w.day(LATE))
    v, codes = sold(w, b, "dapa", at)
    bought(
        w,
        a,
        "dapa",
        at - timedelta(days=20),
        30,
        "康益连锁配送中心" if i % 2 else "万民连锁配送中心",
        codes[0],
    )
    for shop, what, when in ((a, "102", 3), (b, "101", 2)):
        w.moves.append(
            {
                "fixmedins_code": w.houses[shop].code,
                "med_list_codg": ITEMS["dapa"].code,
                "fixmedins_hilist_name": ITEMS["dapa"].name,
                "inv_chg_type": what,
                "drug_trac_codg": codes[0],
                "cnt": 1,
                "pric": "36.90",
                "inv_chg_time": (at - timedelta(days=when)).strftime("%Y-%m-%d %H:%M:%S"),
                "vali_flag": "1",
            }
        )
    w.plant([v], codes=codes)


@clean(
    "Sold in the first days of January out of the stock counted on New Year's Eve; its notes lie in the year before."
)
def from_last_years_shelf(w: County, i: int) -> None:
    shop = ("pa3", "pd4")[i % 2]
    v = w.buy(
        shop,
        w.person("", 50, 78),
        w.at(date(2025, 1, 4)),
        ["trimet", "shexiang"],
        ("I25.100", "冠状动脉粥样硬化性心脏病"),
    )
    w.plant([v])


@clean(
    "Delivery notes are keyed in on Saturday: the stock-in of a box lies four days after its sale."
)
def note_keyed_on_saturday(w: County, i: int) -> None:
    shop = ("pa3", "pb3", "pd1", "pd3", "pa5", "pd4", "pd5")[i]
    d = w.workday(LATE, LAST - timedelta(days=8))
    v = w.buy(shop, w.person("", 50, 78), w.at(d), ["alend"], ("M81.900", "骨质疏松"))
    w.stock_own.add((v.house.code, ITEMS["alend"].code))
    bought(
        w, shop, "alend", datetime(d.year, d.month, d.day, 17) + timedelta(days=5 - d.weekday()), 40
    )
    bought(w, shop, "alend", datetime(2025, 1, 2, 9), 400)
    w.plant([v])


@clean(
    "The bottle leaks: it is taken back and another handed over; one settlement, two codes, one return."
)
def leaking_bottle(w: County, i: int) -> None:
    v = w.buy(
        ("pa2", "pb2", "pd1", "pd3", "pa4", "pb3", "pd4")[i],
        w.person("", 40, 70),
        w.at(w.day(LATE)),
        ["hyal"],
        ("H04.100", "干眼症"),
    )
    codes = w.scan(v.lines[0])
    w.returns.append({"line": v.lines[0], "code": codes[0], "at": v.start + timedelta(hours=4)})
    codes += w.scan(v.lines[0], [w.code(ITEMS["hyal"])], at=v.start + timedelta(hours=4, minutes=1))
    w.sales[-1]["at"] = v.start + timedelta(hours=4, minutes=1)
    w.plant([v], codes=codes)


@clean(
    "无码库: a box made before codes were printed is sold without one, between boxes that have theirs."
)
def box_without_a_code(w: County, i: int) -> None:
    v = w.buy(
        ("pa2", "pb2", "pd1", "pd3", "pa4", "pb3", "pd4")[i],
        w.person("", 45, 80),
        w.at(w.day(LATE, date(2025, 12, 20))),
        ["liuwei", "shexiang"],
        ("I25.100", "冠状动脉粥样硬化性心脏病"),
    )
    v.lines[0].more["unscanned"] = True
    w.plant([v])


@clean("One box carries the codes of two agencies, and the clerk scans both.")
def two_codes_on_a_box(w: County, i: int) -> None:
    v = w.buy(
        ("pa2", "pb2", "pd1", "pd3", "pa4", "pb3", "pd4")[i],
        w.person("", 45, 80),
        w.at(w.day(LATE)),
        ["isosorb"],
        ("I25.100", "冠状动脉粥样硬化性心脏病"),
    )
    codes = w.scan(v.lines[0])
    codes += w.scan(v.lines[0], [f"8199{w.rng.randrange(10**16):016d}"])
    w.plant([v], codes=codes)


@clean(
    "Scanned together after closing, not at the sale: the codes of the day carry one evening minute."
)
def scanned_after_closing(w: County, i: int) -> None:
    d, made, codes = w.day(LATE), [], []
    for n in range(5):
        v = w.buy(
            ("pd3", "pd4", "pa5", "pb4", "pd5", "pa3", "pd1")[i],
            w.person("", 45, 80),
            w.at(d, 9 + n, 9.6 + n),
            ["amlo"],
            WHY["amlo"],
        )
        got = w.scan(v.lines[0])
        w.sales[-1]["at"] = datetime(d.year, d.month, d.day, 21, 34)
        made.append(v)
        codes += got
    w.plant(made, codes=codes)


@clean("The ward opens a box of ten vials for four people: one code, four bills, flagged as split.")
def one_box_four_beds(w: County, i: int) -> None:
    from .ordinary_stays import ILLS, stay

    code, made = w.code(ITEMS["ceftri"]), []
    for _ in range(3):
        v = stay(
            w,
            ("yy3", "yy1", "yy4", "yy7", "zx1", "zx4", "yy5")[i] if i != 6 else "yy5",
            ILLS[0 if i != 6 else 11],
        )
        line = next(x for x in v.lines if w.key(x) == "ceftri")
        w.scan(line, [code], split=True)
        made.append(v)
    w.plant(made, codes=[code])


@clean(
    "Next month the shop takes the settlement back because the chronic card was not read, and settles again: one box, one buyer."
)
def settled_again_next_month(w: County, i: int) -> None:
    at = w.at(w.day(LATE, LAST - timedelta(days=40)))
    v, codes = sold(w, ("pb1", "pa2", "pd1", "pd3", "pa4", "pb3", "pd4")[i], "dapa", at)
    v.refund = at + timedelta(days=32)
    v.again = v.refund + timedelta(minutes=6)
    w.plant([v], codes=codes)


@clean(
    "Paid in cash because the line was down; refunded and settled on the card next day: one box, one buyer."
)
def cash_then_card(w: County, i: int) -> None:
    at = w.at(w.day(LATE))
    v, codes = sold(w, ("pb1", "pa2", "pd1", "pd3", "pa4", "pb3", "pd4")[i], "rosu", at)
    w.sales.append(
        {"line": v.lines[0], "code": codes[0], "at": at - timedelta(hours=20), "cash": True}
    )
    w.returns.append(
        {"line": v.lines[0], "code": codes[0], "at": at - timedelta(minutes=4), "cash": True}
    )
    w.plant([v], codes=codes)
