"""Crude schemes of counters, prescriptions and signatures: goods, boxes, cards, codes, the dead and the absent."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from .bill import buys, comes, lies, of, room_for, somebody
from .cases import scheme
from .goods import ITEMS
from .houses import County


@scheme(5)
def cards_after_closing(c: County, n: int) -> None:
    """集中刷卡：药店打烊后把收来的二十张卡排队刷，几分钟一张，都是同一种贵价中成药。"""
    day = room_for(c, 10)
    shop, word = ("yd3", "yd5", "yd2")[n % 3], ("huatuo*6", "ejiao", "angong")[n % 3]
    visits = [buys(c, shop, "I69.300 脑梗死后遗症" if word != "ejiao" else "D64.900 贫血", (45, 84), word, day=day, at=21.6 + k * 0.035) for k in range(20)]
    c.plant(visits)


@scheme(6)
def sold_without_a_code(c: County, n: int) -> None:
    """串换药品：卖的是米、油、保健品，刷的是药，所以没有追溯码可扫（二〇二五年七月以后）。"""
    day = room_for(c, 30, date(2025, 8, 1))
    p = somebody(c, "", 40, 76)
    visits = []
    for k in range(4):
        v = buys(c, ("yd4", "yd5", "yd3")[n % 3], "I10.x00 特发性高血压", (0, 1), "baoxin*4 huatuo*3", person=p, day=day + timedelta(days=6 * k))
        v.more["unscanned"] = True
        visits.append(v)
    c.plant(visits)


@scheme(6)
def one_box_sold_twice(c: County) -> None:
    """回流药：同一追溯码先在县医院结算，隔几周又在药店结算一次，中间没有退货。"""
    day = room_for(c, 60, date(2025, 8, 1))
    first = comes(c, "rm", "肿瘤科", "C34.900 肺恶性肿瘤", (48, 76), "see osim", kind="14", day=day)
    codes = c.scan(of(first, "osim")[0])
    visits = [first]
    for k in range(2):
        v = buys(c, ("yd1", "yd3")[k], "C34.900 肺恶性肿瘤", (48, 76), "osim", kind="9929", day=day + timedelta(days=20 + 14 * k))
        c.scan(of(v, "osim")[0], codes)
        visits.append(v)
    c.plant(visits[1:], [x for v in visits[1:] for x in v.lines], codes)


@scheme(5)
def one_code_for_thirty_boxes(c: County, n: int) -> None:
    """一码多扫：药店拿一个药盒反复扫，一个月里同一追溯码结算三十次，人都不同。"""
    day, shop = room_for(c, 40, date(2025, 8, 1)), ("yd4", "yd5")[n % 2]
    code: list[str] = []
    visits = []
    for k in range(25):
        v = buys(c, shop, "I10.x00 特发性高血压", (44, 84), "zhenju", day=day + timedelta(days=k))
        code = c.scan(of(v, "zhenju")[0], code)
        visits.append(v)
    c.plant(visits[1:], [x for v in visits[1:] for x in v.lines], code)


@scheme(6)
def bought_in_five_places(c: County, n: int) -> None:
    """倒卖药品：慢特病病人一周内在医院、社区、两家药店各开一个月的同一贵价药，囤了卖给药贩子。"""
    p, day = somebody(c, "", 45, 74), room_for(c, 20)
    word, dx = (("cyclos*3", "Z94.000 肾移植状态"), ("mycop*3", "Z94.000 肾移植状态"), ("osim", "C34.900 肺恶性肿瘤"))[n % 3]
    visits = [comes(c, house, "专病门诊", dx, (0, 1), f"see {word}", person=p, day=day + timedelta(days=k), kind="14") for k, house in enumerate(("rm", "re", "zy"))]
    visits += [buys(c, shop, dx, (0, 1), word, person=p, day=day + timedelta(days=3 + k), kind="9929") for k, shop in enumerate(("yd1", "yd3"))]
    c.plant(visits[1:])


@scheme(5)
def never_bought_yet_sold(c: County, n: int) -> None:
    """进销存不符：药店没有购进记录（票据为零）的药，一个季度卖出上百盒。"""
    shop, word = ("yd5", "yd2", "yd4")[n % 3], ("guilu", "gink", "qiangli", "fuke", "weisu")[n % 5]
    c.stock_own.add((c.houses[shop].code, ITEMS[word].code))
    day = room_for(c, 80)
    sex = "2" if word == "fuke" else ""
    dx = {"guilu": "N40.x00 前列腺增生", "gink": "I25.103 冠状动脉粥样硬化性心脏病", "qiangli": "J20.900 急性支气管炎", "fuke": "N73.900 女性盆腔炎", "weisu": "K29.500 慢性胃炎"}[word]
    visits = [buys(c, shop, dx, (42, 80), f"{word}*4", sex=sex, day=day + timedelta(days=2 * k)) for k in range(30)]
    c.plant(visits)


@scheme(6)
def card_of_the_dead(c: County, n: int) -> None:
    """冒用死者医保：老人去世三个月后，儿子拿卡到药店、村卫生室继续拿慢病药。"""
    p, day = somebody(c, "", 70, 90), room_for(c, 130)
    p.died = datetime.combine(day, datetime.min.time()) + timedelta(hours=5)
    visits = [buys(c, ("yd2", "yd3")[k % 2], "I10.x00 特发性高血压", (0, 1), "amlo*2 aspirin", person=p, day=day + timedelta(days=40 + 25 * k)) for k in range(3)]
    visits.append(comes(c, ("cw1", "cw3")[n % 2], "全科", "I10.x00 特发性高血压", (0, 1), "gp amlo", person=p, day=day + timedelta(days=60)))
    c.plant(visits)


@scheme(5)
def signed_by_the_departed(c: County, n: int) -> None:
    """冒用医师签名：医师已办离职注销（或已去世），乡镇卫生院仍用其账号开单半年。"""
    house = ("wa", "wb", "hm")[n % 3] if n % 3 != 2 else "wa"
    gone = f"D431289{90 + n:02d}001"
    c.extra_doctors.append((gone, house))
    c.dead_doctors[gone] = "2"
    day = room_for(c, 60)
    visits = []
    for k in range(8):
        v = comes(c, house, "全科", "K29.500 慢性胃炎", (30, 72), "gp omep", day=day + timedelta(days=5 * k))
        v.doctor = gone
        for x in v.lines:
            x.doctor = gone
        visits.append(v)
    c.plant(visits)


@scheme(5)
def one_doctor_in_two_towns(c: County, n: int) -> None:
    """挂证行医：一名医师同一上午在相距四十里的两家卫生院交替开方，几分钟一换，其一是别人冒用账号。"""
    doctor = c.houses["wa"].doctors[n % 4]
    day = room_for(c, 12)
    visits = []
    for k in range(12):
        v = comes(c, ("wa", "wd")[k % 2], "全科", "J20.900 急性支气管炎", (24, 76), "gp ambrox", day=day, at=8.4 + k * 0.25, minutes=6)
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        visits.append(v)
    c.plant([v for v in visits if v.house.key == "wd"])


@scheme(6)
def herbs_to_stew_with_chicken(c: County, n: int) -> None:
    """单味补品入统筹：中医馆单开人参、枸杞、大枣、鹿角胶，一次一两公斤，不予支付的单味饮片照报。"""
    word = ("gouqi_p*1500", "renshen_p*600", "dazao_p*1000 gouqi_p*800")[n % 3]
    v = comes(c, ("tc", "zj")[n % 2], "中医科", "R53.x00 乏力", (36, 70), f"see {word}")
    c.plant([v], of(v, "gouqi_p renshen_p dazao_p"))


@scheme(5)
def ninety_packets_decocted(c: County, n: int) -> None:
    """虚记煎药：七付中药（一付两袋）收了九十袋代煎费。"""
    v = comes(c, ("tc", "zy")[n % 2], "中医内科", "G47.000 失眠", (30, 72), "see treat_tcm suanzao*105 fuling*105 gancao*42 danggui*70 decoct*90")
    c.plant([v], of(v, "decoct"))


@scheme(5)
def two_herb_bags_a_week(c: County, n: int) -> None:
    """重复开方：同一人一个月在中医馆开了八次“七付”，剂数合计五十六付，远超日历天数，药卖回柜台。"""
    p, day = somebody(c, "", 36, 66), room_for(c, 50)
    visits = [comes(c, ("tc", "zj")[n % 2], "中医内科", "K29.500 慢性胃炎", (0, 1), "see huangqi*420 baizhu*210 chenpi*140 banxia*126 gancao*84", person=p, day=day + timedelta(days=3 * k)) for k in range(9)]
    c.plant(visits[1:])


@scheme(6)
def blue_pills_on_the_pressure_card(c: County, n: int) -> None:
    """慢病卡买非慢病药：高血压门诊慢特病待遇里结算西地那非、阿胶、龟鹿补肾口服液。"""
    v = comes(c, ("hm", "wc", "zj")[n % 3], "慢病门诊", "I10.x00 特发性高血压", (40, 70), "see viag*3 ejiao guilu*4", kind="14", sex="1")
    c.plant([v], of(v, "viag ejiao guilu"))


@scheme(6)
def bought_while_in_the_ward(c: County, n: int) -> None:
    """住院病人外购：住院期间让家属持卡到“自家”药店刷住院用的静脉药、白蛋白，院外费用另报统筹。"""
    v = lies(c, ("re", "zy")[n % 2], "消化内科", "K74.600 肝硬化", (42, 72), 10, "intake clot albumin us furo_i@0-5 push@0-5 spiro@0")
    day = v.start.date()
    out = [buys(c, "yd1", "K74.600 肝硬化", (0, 1), "albumin_i*3", person=v.person, day=day + timedelta(days=2 + 3 * k), at=14.5) for k in range(2)]
    c.plant(out, houses=("yd1", v.house.key))


@scheme(5)
def a_year_of_pills_at_once(c: County, n: int) -> None:
    """超量开药：社区一次给慢病病人开降压药二十盒、他汀三十盒，够吃一年半。"""
    v = comes(c, ("ca", "wd", "hm")[n % 3], "慢病门诊", "I10.x00 特发性高血压;E78.500 高脂血症", (50, 80), "gp amlo*20 atorva*30", kind="14")
    c.plant([v], of(v, "amlo atorva"))


@scheme(5)
def three_of_a_kind(c: County, n: int) -> None:
    """重复用药：同一张处方开三种他汀、两种质子泵、三种活血中成药，凑够日限额。"""
    v = comes(c, ("hm", "wc")[n % 2], "内科", "I25.103 冠状动脉粥样硬化性心脏病", (50, 80), "see atorva*2 rosuv*2 danshen*3 gink*3 baoxin*2", kind="14")
    c.plant([v], of(v, "atorva rosuv danshen gink baoxin"))


@scheme(4)
def paid_to_the_till_and_back(c: County, n: int) -> None:
    """冒名就医：村医一年里用十二个在外打工者的卡，有一夜从一点半到三点给他们挨个记一次“感冒”，人都在外省。"""
    day = room_for(c, 9)
    visits = [comes(c, ("cw4", "cw3")[n % 2], "全科", "J06.900 急性上呼吸道感染", (22, 45), "gp lianhua ibu", day=day, at=1.5 + 0.12 * k) for k in range(12)]
    c.plant(visits)


@scheme(5)
def same_bottle_one_price_for_cards(c: County, n: int) -> None:
    """阴阳价格：同一药店同一药，现金价十几元，刷医保的标价翻两三倍。"""
    day, shop = room_for(c, 60, date(2025, 8, 1)), ("yd4", "yd5", "yd2")[n % 3]
    visits = []
    for k in range(8):
        v = buys(c, shop, "I10.x00 特发性高血压", (46, 80), "vals*2", day=day + timedelta(days=5 * k))
        v.lines[0].price = 29.8
        cash = replace(v.lines[0], price=12.9, more={})
        c.sales.append({"line": cash, "code": c.code(cash.item), "at": cash.at + timedelta(minutes=40), "cash": True})
        visits.append(v)
    c.plant(visits, [v.lines[0] for v in visits])
