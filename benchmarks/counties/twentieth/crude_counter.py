"""Crude schemes at the counters."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import buys, lies, of, room_for, somebody
from .cases import scheme
from .goods import ITEMS
from .houses import County

HIGH = "I10.x00 特发性高血压"
SWEET = "E11.900 2型糖尿病"


@scheme(6)
def the_cabinet_before_new_year(c: County) -> None:
    """年底清卡：十二月下旬三天里一人买走四十盒降压药、三十盒降糖药。"""
    p = somebody(c, "", 50, 74)
    visits = [buys(c, "da", HIGH, (0, 1), "amlo*14 vals*14 metfo*10", day=date(2025, 12, 26) + timedelta(days=k), person=p) for k in range(3)]
    c.plant(visits)


@scheme(6)
def one_box_three_cards(c: County) -> None:
    """回流：同一盒阿卡波糖的追溯码在两家药店、三个人名下结算三次。"""
    day, visits, codes = room_for(c, 90), [], []
    for k in range(3):
        v = buys(c, ("da", "dc", "db")[k], SWEET, (50, 76), "acarb", day=day + timedelta(days=17 * k))
        codes = c.scan(of(v, "acarb")[0], codes)
        visits.append(v)
    c.plant(visits, [x for v in visits[1:] for x in v.lines], codes=codes)


@scheme(5)
def rice_scanned_as_capsules(c: County) -> None:
    """串换：扫的是便宜货连花清瘟的码，结算成瑞舒伐他汀钙片，码前缀对不上。"""
    v = buys(c, "dc", "I25.103 冠状动脉粥样硬化性心脏病", (50, 78), "rosuv*6")
    x = of(v, "rosuv")[0]
    codes = [c.code(ITEMS["lianhua"]) for _ in range(6)]
    c.scan(x, codes)
    c.plant([v], [x], codes=codes)


@scheme(5)
def sold_without_any_code(c: County) -> None:
    """2026年以后仍不扫码结算整盒药，当天其他顾客都扫了。"""
    v = buys(c, "db", HIGH, (50, 78), "amlo*3 rosuv*3", day=c.workday(date(2026, 2, 2), date(2026, 6, 12)))
    v.more["unscanned"] = True
    c.plant([v], v.lines)


@scheme(4)
def five_cards_in_four_minutes(c: County) -> None:
    """聚卡空刷：五张卡每月一起在四分钟内刷，一连五个月，金额相同，住址各异。"""
    day, folk = room_for(c, 150), [somebody(c, "", 50, 76) for _ in range(5)]
    visits = [buys(c, "da", HIGH, (0, 1), "amlo*4 rosuv*4 danshen*3", day=day + timedelta(days=30 * k), person=p, at=20.1 + 0.014 * j) for k in range(5) for j, p in enumerate(folk)]
    c.plant(visits)


@scheme(5)
def she_thins_on_the_fund(c: County) -> None:
    """减重：单纯性肥胖，没有糖尿病诊断，月月刷司美格鲁肽。"""
    p, day = somebody(c, "2", 22, 40), room_for(c, 110)
    visits = [buys(c, "da", "E66.900 肥胖症", (0, 1), "sema", day=day + timedelta(days=29 * k), person=p) for k in range(3)]
    c.plant(visits, [x for v in visits for x in v.lines], whole=True)


@scheme(5)
def thousand_gold_for_a_man(c: County, n: int) -> None:
    """男性卡刷妇科千金片、益母草颗粒。"""
    v = buys(c, ("dc", "db")[n % 2], "N76.000 急性阴道炎", (30, 66), "fuke*3 yimu*2", sex="1")
    c.plant([v], v.lines)


@scheme(5)
def ginseng_alone(c: County) -> None:
    """单味人参片、红枣、枸杞不组方，各半斤，按饮片结算。"""
    v = buys(c, "dc", "R53.x00 不适和疲劳", (40, 74), "")
    lines = [c.add(v, k, 250) for k in ("renshen_p",)]
    c.plant([v], lines)


@scheme(5)
def bought_from_the_intensive_bed(c: County) -> None:
    """人在重症监护室插着管，卡在药店连刷三天。"""
    p, day = somebody(c, "", 50, 78), room_for(c, 20)
    v = lies(c, "ms", "重症医学科", "A41.900 脓毒症;J18.900 肺炎", (0, 1), 9, "intake gas@0-6 pct@0 lactate@0-3 blood_cult*2@0 vent*22@0-6 merop*3@0-7 saline*3@0-7 drip@0-7 noradr*4@0-3", day=day, person=p, care="intensive")
    out = [buys(c, "dc", HIGH, (0, 1), "amlo*4 rosuv*3", day=day + timedelta(days=k), person=p) for k in (2, 3, 4)]
    c.plant([*out, v], [x for o in out for x in o.lines], whole=True, houses=("dc",))


@scheme(5)
def every_second_day_a_box(c: County) -> None:
    """频繁购药：两个月里同一药店买药三十次，四盒一次，远超用量。"""
    p, day = somebody(c, "", 50, 74), room_for(c, 66)
    visits = [buys(c, "da", "I25.103 冠状动脉粥样硬化性心脏病", (0, 1), "rosuv*4 danshen*4", day=day + timedelta(days=2 * k), person=p) for k in range(30)]
    c.plant(visits)


@scheme(5)
def dearer_with_the_card(c: County) -> None:
    """阴阳价格：同店同日同药，刷卡五十，现金十八。"""
    day = room_for(c, 10)
    v = buys(c, "db", "I25.103 冠状动脉粥样硬化性心脏病", (50, 76), "", day=day, at=10.0)
    x = c.add(v, "clopid", 2, price=50.0)
    other = buys(c, "db", "I25.103 冠状动脉粥样硬化性心脏病", (50, 76), "", day=day, at=15.0)
    y = c.add(other, "clopid", 2, price=18.0)
    c.scan(y, cash=True)
    c.visits.remove(other)
    c.plant([v], [x], loss=2 * 32 * 0.55)


@scheme(5)
def statins_of_two_houses(c: County) -> None:
    """重复开药：同一周瑞舒伐他汀、阿托伐他汀、辛伐他汀各三盒。"""
    p, day = somebody(c, "", 50, 76), room_for(c, 20)
    visits = [buys(c, s, "I25.103 冠状动脉粥样硬化性心脏病", (0, 1), b, day=day + timedelta(days=k), person=p) for k, (s, b) in enumerate((("da", "rosuv*3"), ("dc", "atorva*3"), ("db", "simva*3")))]
    c.plant(visits, [x for v in visits[1:] for x in v.lines], whole=True)


@scheme(5)
def a_lung_drug_for_a_rash(c: County) -> None:
    """奥希替尼刷给没有肺癌诊断的皮炎病人，转手倒卖。"""
    p, day = somebody(c, "", 40, 70), room_for(c, 70)
    visits = [buys(c, "da", "L20.900 特应性皮炎", (0, 1), "osim", day=day + timedelta(days=28 * k), person=p) for k in range(2)]
    c.plant(visits, [x for v in visits for x in v.lines], whole=True)


@scheme(5)
def bones_made_dense_at_thirty(c: County) -> None:
    """三十岁男性鼻炎病人刷地舒单抗，没有骨质疏松、骨转移。"""
    v = buys(c, "da", "J30.400 过敏性鼻炎", (26, 36), "denos", sex="1")
    c.plant([v], v.lines)
