"""Innocent look-alikes at the counters."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import Line

from .bill import buys, of, room_for, somebody
from .cases import innocent
from .goods import ITEMS
from .houses import County


@innocent(4)
def the_market_morning(c: County) -> None:
    """赶集日上午，药店一小时来了十四个人，各买各的慢病药，金额各不相同。"""
    day, visits = room_for(c, 10), []
    for k in range(14):
        bill = c.rng.choice(("amlo*2 vals*2?.5", "metfo*2 acarb*2?.5", "aspirin rosuv*2?.6", "lianhua", "rabep mosap?.5", "celec"))
        dx = {"a": "I10.x00 特发性高血压", "m": "E11.900 2型糖尿病", "l": "J06.900 急性上呼吸道感染", "r": "K29.500 慢性胃炎", "c": "M17.900 膝关节病"}[bill[0]]
        visits.append(buys(c, "yd2", dx if "aspirin" not in bill else "I25.103 冠状动脉粥样硬化性心脏病", (50, 80), bill, day=day, at=8.6 + k * 0.08))
    c.plant(visits)


@innocent(5)
def an_old_couple_every_month(c: County) -> None:
    """老两口每月同一天一起来配药，前后三分钟，各刷各的卡，各吃各的药。"""
    day, pair = room_for(c, 160), (somebody(c, "1", 64, 78), somebody(c, "2", 62, 76))
    pair[1].address = pair[0].address
    visits = [buys(c, "yd4", ("I10.x00 特发性高血压", "E11.900 2型糖尿病")[j], (0, 1), ("amlo*2 vals*2", "metfo*2 dapa*2")[j], day=day + timedelta(days=28 * k), person=p, at=9.3 + 0.05 * j) for k in range(5) for j, p in enumerate(pair)]
    c.plant(visits)


@innocent(5)
def returned_and_sold_to_the_next(c: County) -> None:
    """买错规格当天退货，退货已上传3506并撤销结算，盒子第二天卖给别人，同一个码出现两次。"""
    day = room_for(c, 60)
    first = buys(c, "yd2", "E11.900 2型糖尿病", (48, 76), "dapa*2", day=day, at=9.0)
    x = of(first, "dapa")[0]
    codes = c.scan(x)
    for code in codes:
        c.returns.append({"line": x, "code": code, "at": first.start + timedelta(hours=3)})
    first.refund = first.start + timedelta(hours=3)
    later = buys(c, "yd2", "E11.900 2型糖尿病", (48, 76), "dapa*2", day=day + timedelta(days=1), at=10.0)
    c.scan(of(later, "dapa")[0], codes)
    c.plant([first, later], codes=codes)


@innocent(5)
def strips_from_one_box(c: County) -> None:
    """拆零：一盒十二天的参松分三个人各卖一板，拆零标志已上传，同码三次，数量合计一盒。"""
    day, visits, codes = room_for(c, 30), [], []
    for k in range(3):
        v = buys(c, "yd1", "I49.900 心律失常", (52, 78), "", day=day + timedelta(days=k))
        x = c.add(v, "cansong", 0.33)
        codes = c.scan(x, codes, split=True, count=0.33)
        visits.append(v)
    c.plant(visits, codes=codes)


@innocent(4)
def a_man_with_breast_cancer(c: County) -> None:
    """男性乳腺癌术后，他莫昔芬是他自己吃的。"""
    p, day = somebody(c, "1", 52, 72), room_for(c, 100)
    visits = [buys(c, "yd1", "C50.900 乳腺恶性肿瘤", (0, 1), "tamox", day=day + timedelta(days=30 * k), person=p, kind="9929") for k in range(3)]
    c.plant(visits)


@innocent(5)
def twelve_weeks_by_the_long_script(c: County, n: int) -> None:
    """长期处方十二周：降压药三盒、他汀六盒，年底回乡前一次配齐，处方上写明。"""
    v = buys(c, ("yd1", "yd2")[n % 2], "I10.x00 特发性高血压;I25.103 冠状动脉粥样硬化性心脏病", (52, 78), "amlo*3 rosuv*6", day=date(2025, 12, 20) + timedelta(days=n))
    c.plant([v])


@innocent(4)
def cheaper_after_the_new_price(c: County) -> None:
    """集采中选价十五日执行，之前卖四十八，之后现金医保都二十六，先后两价不是两种人两价。"""
    day, visits = room_for(c, 40), []
    for k in range(6):
        price = 48.0 if k < 3 else 26.0
        v = buys(c, "yd4", "I25.103 冠状动脉粥样硬化性心脏病", (50, 78), "", day=day + timedelta(days=3 * k), at=9 + k)
        x = c.add(v, "trimet", 2, price=price)
        cash = Line(f"C{v.id}", v, ITEMS["trimet"], v.start + timedelta(hours=1), 2, price, "", {})
        c.scan(cash, cash=True, doc=f"RC{v.id}")
        c.scan(x)
        visits.append(v)
    c.plant(visits)


@innocent(4)
def fetched_before_he_died(c: County) -> None:
    """靶向药每三十天一盒，第三次取药后八天去世，之后再没有刷过；家属退药已自费另办。"""
    p, day = somebody(c, "", 54, 78), room_for(c, 120)
    visits = [buys(c, "yd1", "C34.900 肺恶性肿瘤", (0, 1), "osim", day=day + timedelta(days=30 * k), person=p, kind="9929") for k in range(3)]
    p.died = c.at(day + timedelta(days=68), 3, 5)
    c.plant(visits)


@innocent(5)
def the_shelf_was_empty(c: County) -> None:
    """第一家只剩两盒，同日到另一家补一盒，合起来正好一个月量。"""
    p, day = somebody(c, "", 46, 74), room_for(c, 20)
    visits = [buys(c, "yd1", "E11.900 2型糖尿病", (0, 1), "dapa*1", day=day, person=p, at=9.5), buys(c, "yd2", "E11.900 2型糖尿病", (0, 1), "dapa*1", day=day, person=p, at=10.4)]
    c.plant(visits)


@innocent(4)
def the_scanner_broke_and_was_mended(c: County) -> None:
    """扫码枪坏了一天，当日手工登记，晚上补扫上传，每盒有码，时间晚几小时。"""
    day, visits = room_for(c, 30), []
    for k in range(8):
        v = buys(c, "yd4", "K29.500 慢性胃炎", (30, 74), "rabep", day=day, at=9 + k)
        x = of(v, "rabep")[0]
        codes = c.scan(x)
        c.sales[-len(codes)]["at"] = v.start.replace(hour=21, minute=10 + k)
        visits.append(v)
    c.plant(visits)


@innocent(4)
def pills_for_the_change(c: County) -> None:
    """五十二岁女性更年期，乌鸡白凤丸和知柏地黄丸，本人。"""
    v = buys(c, "yd3", "N95.100 绝经期综合征", (47, 56), "wuji*2 zhibai", sex="2")
    c.plant([v])
