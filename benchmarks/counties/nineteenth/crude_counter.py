"""Crude schemes at the counters of the chains: cards in a drawer, boxes that come back, codes of other goods."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import Line

from .bill import buys, of, room_for, somebody
from .cases import scheme
from .goods import ITEMS
from .houses import County


@scheme(5)
def a_drawer_of_cards(c: County, n: int) -> None:
    """空刷：打烊后半小时内连刷十四张村民医保卡，买一样的东西，一样的钱。"""
    day = room_for(c, 10)
    visits = [buys(c, ("yd3", "yd2")[n % 2], "I25.103 冠状动脉粥样硬化性心脏病", (50, 78), "cansong*4 danshen*4", day=day, at=21.6 + k * 0.035) for k in range(14)]
    c.plant(visits)


@scheme(5)
def the_same_cards_every_fortnight(c: County) -> None:
    """集中刷卡：同八张卡每半个月由同一人一起刷，前后不过十分钟，买肿瘤外的高价中成药倒卖。"""
    people, day = [somebody(c, "", 52, 78) for _ in range(8)], room_for(c, 90)
    visits = [buys(c, "yd3", "I25.103 冠状动脉粥样硬化性心脏病", (0, 1), "cansong*6 baoxin*4", day=day + timedelta(days=15 * k), person=p, at=13.1 + 0.02 * j) for k in range(5) for j, p in enumerate(people)]
    c.plant(visits)


@scheme(6)
def the_box_sold_again(c: County, n: int) -> None:
    """回流药：中心店卖出的盒子，三周后同一追溯码在别家又卖一次。"""
    day = room_for(c, 60)
    first = buys(c, "yd1", "E11.900 2型糖尿病", (48, 76), "dapa*3", day=day)
    codes = c.scan(of(first, "dapa")[0])
    later = buys(c, ("yd3", "yd4")[n % 2], "E11.900 2型糖尿病", (48, 76), "dapa*3", day=day + timedelta(days=22))
    c.scan(of(later, "dapa")[0], codes)
    c.plant([later], of(later, "dapa"), codes, houses=[later.house.key])


@scheme(5)
def goods_under_a_medicine_name(c: County, n: int) -> None:
    """串换：卖的是阿胶，结算成复方丹参滴丸，扫码上传的却是阿胶盒上的码。"""
    v = buys(c, ("yd2", "yd3")[n % 2], "I25.103 冠状动脉粥样硬化性心脏病", (44, 70), "danshen*12")
    codes = c.scan(of(v, "danshen")[0], [c.code(ITEMS["ejiao"]) for _ in range(12)])
    c.plant([v], of(v, "danshen"), codes)


@scheme(3)
def settled_without_codes(c: County) -> None:
    """无码结算：二〇二五年七月后仍整月不扫追溯码，盒数照样走医保。"""
    day, visits = room_for(c, 30), []
    for k in range(16):
        v = buys(c, "yd3", "K29.500 慢性胃炎", (30, 74), "weisu*3 omep*2", day=day + timedelta(days=k % 14))
        v.more["unscanned"] = True
        visits.append(v)
    c.plant(visits)


@scheme(5)
def women_s_pills_for_a_man(c: County, n: int) -> None:
    """冒名购药：六十岁男性的卡买乌鸡白凤丸、益母草颗粒。"""
    v = buys(c, ("yd2", "yd3", "yd1")[n % 3], "R53.x00 乏力", (46, 74), "wuji*3 yimu*2", sex="1")
    c.plant([v], of(v, "wuji yimu"))


@scheme(5)
def a_year_in_december(c: County, n: int) -> None:
    """超量购药：十二月底一次刷完全年额度，降压药十三盒、他汀二十六盒，够吃一年。"""
    v = buys(c, ("yd1", "yd3", "yd2")[n % 3], "I10.x00 特发性高血压;I25.103 冠状动脉粥样硬化性心脏病", (50, 78), "amlo*13 rosuv*26", day=date(2025, 12, 24) + timedelta(days=n))
    for x in v.lines:
        x.more["days"] = "360"
    c.plant([v], v.lines)


@scheme(4)
def dear_for_the_card(c: County, n: int) -> None:
    """区别价格：同店同日同一种药，现金二十六元，刷统筹四十八元。"""
    house, day = ("yd2", "yd3")[n % 2], room_for(c, 30)
    visits, lines = [], []
    for k in range(8):
        v = buys(c, house, "I25.103 冠状动脉粥样硬化性心脏病", (50, 78), "", day=day + timedelta(days=k), at=9 + k)
        lines.append(c.add(v, "trimet", 2, price=48.0))
        visits.append(v)
        cash = Line(f"C{v.id}", v, ITEMS["trimet"], v.start + timedelta(hours=1), 2, 26.0, "", {})
        c.scan(cash, cash=True, doc=f"RC{v.id}")
        c.scan(lines[-1])
    c.plant(visits, lines, loss=sum(x.count * 22 * 0.5 for x in lines))


@scheme(4)
def dear_box_for_a_dead_card(c: County) -> None:
    """冒名：参保人去世两个月后，家属仍按月用其门特待遇在双通道药店取靶向药。"""
    p, day = somebody(c, "", 54, 78), room_for(c, 120)
    buys(c, "yd1", "C34.900 肺恶性肿瘤", (0, 1), "osim", day=day, person=p, kind="9929")
    p.died = c.at(day + timedelta(days=12), 3, 5)
    later = [buys(c, "yd1", "C34.900 肺恶性肿瘤", (0, 1), "osim", day=day + timedelta(days=30 * k), person=p, kind="9929") for k in (1, 2)]
    c.plant(later)


@scheme(4)
def boxes_from_four_shops_in_a_week(c: County) -> None:
    """倒卖：一人一周内在四家店买同一种三十天量的高价药各六盒。"""
    p, day = somebody(c, "", 46, 74), room_for(c, 20)
    visits = [buys(c, shop, "E11.900 2型糖尿病", (0, 1), "empag*6", day=day + timedelta(days=k), person=p) for k, shop in enumerate(("yd1", "yd2", "yd3", "yd4"))]
    c.plant(visits, [x for v in visits[1:] for x in v.lines])
