"""Schemes at counters, on the internet and in homes: cards, codes, boxes that circulate, visits nobody could have made."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import buys, comes, lies, somebody
from .cases import scheme
from .clean_counter import HIGH, SCANS, SUGAR
from .clean_wards import DAY, _day
from .houses import County
from .rooms import again


@scheme()
def twenty_cards_in_half_an_hour(c: County) -> None:
    """空刷、集中刷卡: twenty cards of strangers pass one till within half an hour with the same dear basket."""
    day, at = _day(c), c.rng.uniform(9, 20)
    c.plant([buys(c, "yd4", "I25.103 冠状动脉粥样硬化性心脏病", (40, 84), "baoxin*4 gink*4", day=day, at=at + k * 0.022) for k in range(20)])


@scheme()
def one_box_sold_in_two_shops(c: County) -> None:
    """回流药: the same trace code is sold to one person in March and to another in another shop weeks later."""
    day = _day(c, 90, SCANS)
    p = somebody(c, "", 52, 78)
    a = buys(c, "yd3", SUGAR, (0, 1), "dapa*4", day=day, person=p)
    codes = c.scan(a.lines[0])
    b = buys(c, "yd4", SUGAR, (50, 78), "dapa*4", day=day + 40 * DAY)
    c.scan(b.lines[0], codes)
    c.plant([a, b], codes=codes, loss=b.lines[0].covered * 0.65)


@scheme()
def one_code_for_eight_sales(c: County) -> None:
    """追溯码重复: one box's code is scanned for eight customers in one shop."""
    day, code, out = _day(c, 60, SCANS), [], []
    for k in range(8):
        v = buys(c, "yd5", HIGH, (44, 84), "vals", day=day + k * DAY)
        code = c.scan(v.lines[0], code)
        out.append(v)
    c.plant(out, codes=code)


@scheme()
def code_of_another_drug(c: County) -> None:
    """串换药品: the line says rosuvastatin, the scanned boxes are donkey hide jelly."""
    from .goods import ITEMS

    v = buys(c, "yd4", "E78.500 高脂血症", (40, 76), "rosuv*6", day=_day(c, 40, SCANS))
    codes = [c.code(ITEMS["ejiao"]) for _ in range(6)]
    c.scan(v.lines[0], codes, item=ITEMS["ejiao"])
    c.plant([v], lines=v.lines, codes=codes)


@scheme()
def rice_and_oil(c: County) -> None:
    """串换: the shop's own name of the article is rice and rapeseed oil, the national code a drug's."""
    v = buys(c, "yd4", HIGH, (40, 80), "")
    c.plant([v], lines=[c.add(v, "danshen", 6, local_name="五常大米10kg", days="54"), c.add(v, "liuwei", 8, local_name="压榨菜籽油5L", days="80")])


@scheme()
def hoards_dear_tablets(c: County) -> None:
    """超量开药、倒卖: a thirty day box of osimertinib every nine days, in the shop and in the hospital."""
    p, day = somebody(c, "", 50, 74), _day(c, 120)
    out = [buys(c, "yd3", "C34.900 肺恶性肿瘤", (0, 1), "osim", day=day + 9 * k * DAY, person=p, kind="9929") if k % 2 else comes(c, "sy", "肿瘤科", "C34.900 肺恶性肿瘤", (0, 1), "see osim", day=day + 9 * k * DAY, person=p, kind="14") for k in range(8)]
    c.plant(out, loss=sum(x.covered for v in out for x in v.lines) * 0.7 * 0.65)


@scheme()
def targets_without_a_tumour(c: County) -> None:
    """超限定支付: a kinase inhibitor for lung cancer month after month to a man whose only disease is a cough."""
    p, day = somebody(c, "", 46, 72), _day(c, 120)
    c.plant([buys(c, "yd3", "J40.x00 支气管炎", (0, 1), "osim", day=day + 30 * k * DAY, person=p, kind="9929") for k in range(3)])


@scheme()
def slimming_on_the_fund(c: County) -> None:
    """超限定支付: semaglutide for the weight of young women without diabetes."""
    p, day = somebody(c, "2", 22, 38), _day(c, 120)
    c.plant([buys(c, "yd3", "E66.900 肥胖", (0, 1), "sema", day=day + 28 * k * DAY, person=p) for k in range(3)])


@scheme()
def goes_round_the_shops(c: County) -> None:
    """重复购药: the same three month drug in five shops within eight days."""
    p, day = somebody(c, "", 50, 76), _day(c)
    out = [buys(c, h, "I25.103 冠状动脉粥样硬化性心脏病", (0, 1), "clopid*4 rosuv*4", day=day + n * DAY, person=p) for h, n in (("yd1", 0), ("yd2", 1), ("yd4", 3), ("yd5", 5), ("yd6", 7))]
    c.plant(out)


@scheme()
def pills_of_one_who_lies_in_intensive_care(c: County) -> None:
    """冒卡购药: while she lies ventilated in intensive care her card buys at the counter every other day."""
    p, day = somebody(c, "", 56, 82), _day(c)
    lies(c, "sy", "重症医学科", "J96.000 急性呼吸衰竭;J18.900 肺炎", (0, 1), 11, "adm gas@0- ct vent*24@0-8 icu*24@0- monitor*24@0- merop*3@0- saline*4@0- drip@0-", care="bed_icu@0- round@0-", person=p, day=day, group=("SR11", "败血症伴极重并发症", 5.2))
    c.plant([buys(c, "yd5", HIGH, (0, 1), "baoxin*3 gink*3", day=day + k * DAY, person=p) for k in (2, 4, 6, 8)])


@scheme()
def drugs_of_the_dead(c: County) -> None:
    """冒用死亡人员: a chronic card goes on buying three months after its owner's death."""
    p, day = somebody(c, "", 72, 90), _day(c, 130)
    p.died = c.at(day, 3, 5)
    c.plant([buys(c, "yd6", HIGH, (0, 1), "amlo*3 rosuv*3", day=day + n * DAY, person=p, kind="9929") for n in (14, 44, 80)])


@scheme(3)
def sells_what_it_never_bought(c: County) -> None:
    """进销存不符: ninety boxes of a drug are sold in a quarter of which the shop bought five."""
    from .goods import ITEMS

    key = ("ticag", "sitag", "sacub")[len(c.stock_own) % 3]
    shop = c.houses["yd4"]
    item, first = ITEMS[key], date(2025, 7, 7) + c.rng.randrange(40) * DAY
    c.stock_own.add((shop.code, item.code))
    c.bought.append({"fixmedins_code": shop.code, "med_list_codg": item.code, "fixmedins_hilist_name": item.name, "spler_name": "医药公司1", "purc_invo_no": f"FQ{key}", "finl_trns_pric": f"{item.price * 0.85:.2f}", "purc_retn_cnt": 5, "purc_retn_stoin_time": f"{first - 9 * DAY} 09:00:00", "manu_lotnum": "L00077", "expy_end": "2028-12-31", "drug_trac_codg": ""})
    c.plant([buys(c, "yd4", "I25.103 冠状动脉粥样硬化性心脏病" if key != "sitag" else SUGAR, (48, 84), f"{key}*3", day=first + k * DAY) for k in range(30)])


@scheme()
def a_child_on_the_grandfathers_card(c: County) -> None:
    """冒名就医: the card of a man of seventy is treated in the children's clinic for a child's cough, thrice."""
    p, day = somebody(c, "", 64, 76), _day(c, 60)
    c.plant([comes(c, "fy", "儿科", "J06.900 急性上呼吸道感染", (0, 1), "see cbc ibu_sy*2 xiaoer*2 monte", person=p, day=day + 11 * k * DAY) for k in range(3)])


@scheme(2)
def two_hundred_prescriptions_an_evening(c: County) -> None:
    """互联网医院虚假复诊: one doctor of the internet hospital signs a prescription every twenty seconds for an hour, the same four boxes each time."""
    day = _day(c)
    out = [comes(c, "hl", "互联网内科", "I25.103 冠状动脉粥样硬化性心脏病", (40, 84), "video baoxin*4 gink*4", day=day, at=20 + k * 0.006, minutes=1) for k in range(150)]
    for v in out:
        v.doctor = c.houses["hl"].doctors[0]
        for x in v.lines:
            x.doctor = v.doctor
    c.plant(out)


@scheme()
def seen_ten_times_in_a_day(c: County) -> None:
    """分解处方、分解就诊: the general fee is taken six times in one day from one person."""
    p, day = somebody(c, "", 46, 78), _day(c)
    out = [comes(c, "cd", "全科", HIGH, (0, 1), "gp amlo", person=p, day=day, at=8.5 + k) for k in range(6)]
    c.plant(out, lines=[x for v in out[1:] for x in v.lines])


@scheme(2)
def forty_homes_in_a_day(c: County) -> None:
    """虚构上门服务: one nurse washes and turns forty two people in their homes in one day."""
    day, nurse = _day(c), c.houses["ch"].doctors[0]
    out = [comes(c, "ch", "居家护理", "I69.300 脑梗死后遗症", (72, 94), "bathe turn", day=day, at=7.5 + k * 0.25, minutes=60) for k in range(42)]
    for v in out:
        v.doctor = nurse
        for x in v.lines:
            x.doctor = nurse
    c.plant(out)


@scheme()
def washed_after_the_funeral(c: County) -> None:
    """虚构上门服务: home care is billed for five weeks after the death."""
    p, day = somebody(c, "", 80, 94), _day(c, 90)
    out = again(c, "ch", "居家护理", "I69.300 脑梗死后遗症", p, [day + 3 * k * DAY for k in range(20)], "bathe turn", at=10.0)
    p.died = out[8].end + timedelta(hours=20)
    c.plant(out[9:])


@scheme()
def signed_by_the_struck_off(c: County) -> None:
    """无资质人员: a doctor whose payment right ended goes on ordering."""
    h = c.houses["pm"]
    doctor = f"D330107{list(c.houses).index('pm'):02d}9{len(c.dead_doctors):02d}"
    c.dead_doctors[doctor] = "3"
    c.extra_doctors.append((doctor, "pm"))
    day, out = _day(c), []
    for k in range(6):
        v = comes(c, h.key, "内科", "K29.500 慢性胃炎", (30, 70), "see omep us gastro", day=day + k * DAY)
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        out.append(v)
    c.plant(out)


@scheme()
def kilos_of_ginseng(c: County) -> None:
    """超量开药: a kilo of ginseng and of antler glue in one prescription, nothing else in it."""
    c.plant([comes(c, "tc", "中医内科", "R53.x00 不适和疲劳", (40, 74), "see renshen*1000 luronjiao*500")])


@scheme()
def doubled_rows(c: County) -> None:
    """重复收费: the whole treatment of a visit is entered twice at the same minute, on every visit of a course."""
    p, day = somebody(c, "", 36, 70), _day(c, 60)
    out = again(c, "tc", "针灸推拿科", "M47.802 颈椎病", p, [day + 2 * k * DAY for k in range(8)], "needle tui_neck moxa needle tui_neck moxa")
    c.plant(out, lines=[x for v in out for x in v.lines[3:6]])


@scheme()
def prices_of_its_own(c: County) -> None:
    """超标准收费: the private house charges scans and ultrasound at one and a half times the list."""
    v = lies(c, "pn", "内科", "R10.400 腹痛", (36, 70), 4, "cbc liver ecg")
    c.plant([v], lines=[c.add(v, w, 1, v.start + timedelta(hours=4), price=p) for w, p in (("ct", 225), ("us", 105), ("mri", 540))])
