"""Schemes of shops and consulting rooms: boxes, codes, cards and quantities."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.grammar.world import spent

from .bill import again, begins, buys, comes, every, lies, rows, somebody
from .cases import scheme
from .houses import County

DAY = timedelta(days=1)
SCANS = date(2025, 7, 8)
HIGH, SUGAR = "I10.x00 特发性高血压", "E11.900 2型糖尿病"


def _scanned_day(c: County, room: int = 20) -> date:
    return c.workday(SCANS, date(2026, 6, 30) - timedelta(days=room))


@scheme()
def one_box_sold_three_times(c: County) -> None:
    """追溯码重复、回流药: one code is sold to three people by two shops within a month."""
    day = _scanned_day(c, 40)
    sales = [buys(c, h, "I25.103 冠状动脉粥样硬化性心脏病", (54, 80), "clopid", day=day + k * 9 * DAY) for k, h in enumerate(("yd5", "yd2", "yd5"))]
    code = c.scan(sales[0].lines[0])
    for v in sales[1:]:
        c.scan(v.lines[0], code)
    c.plant(sales, lines=[v.lines[0] for v in sales[1:]], codes=code)


@scheme()
def the_wards_boxes_at_the_shop(c: County) -> None:
    """回流药: boxes dispensed to clinic patients are bought back and sold anew by a shop weeks later."""
    day = _scanned_day(c, 60)
    a = comes(c, "gc", "心血管内科", "I25.103 冠状动脉粥样硬化性心脏病", (54, 80), "see_chief ticag*3", kind="14", day=day)
    codes = c.scan(rows(a, "ticag")[0])
    out = [buys(c, "yd5", "I25.103 冠状动脉粥样硬化性心脏病", (54, 80), "ticag", day=day + (20 + k * 3) * DAY) for k in range(3)]
    for v, code in zip(out, codes, strict=True):
        c.scan(v.lines[0], [code])
    c.plant(out, lines=[v.lines[0] for v in out], codes=codes)


@scheme()
def sugar_pills_for_years(c: County) -> None:
    """超量开药: one card carries off thirty boxes in six weeks from three shops of the chain and two centres."""
    day, p, vs = begins(c, 60), somebody(c, "", 50, 70), []
    for k in range(10):
        h = ("yd2", "ca", "yd3", "cb", "yd4")[k % 5]
        one = buys if h.startswith("yd") else comes
        vs.append(one(*((c, h, SUGAR, (0, 1), "dapa*3 sitag*2") if h.startswith("yd") else (c, h, "两病门诊", SUGAR, (0, 1), "gp dapa*3 sitag*2")), person=p, day=day + 4 * k * DAY))
    bad = [x for v in vs[2:] for x in rows(v, "dapa", "sitag")]
    c.plant(vs[2:], lines=bad)


@scheme()
def a_month_of_tumour_drug_every_ten_days(c: County) -> None:
    """超量购药、倒卖: the box of thirty days is fetched every ten days from two special shops by turns."""
    day, p = begins(c, 120), somebody(c, "", 46, 72)
    vs = [buys(c, ("yd1", "yd6")[k % 2], "C34.900 肺恶性肿瘤", (0, 1), "osim", person=p, day=day + 10 * k * DAY, kind="9929") for k in range(9)]
    bad = [x for k, v in enumerate(vs) if k % 3 for x in v.lines]
    c.plant([v for k, v in enumerate(vs) if k % 3], lines=bad)


@scheme()
def sold_to_the_dead(c: County) -> None:
    """冒用死者医保卡: five sales and refills in the months after his death."""
    day, p = begins(c, 150), somebody(c, "", 70, 90)
    p.died = datetime.combine(day, datetime.min.time())
    vs = [buys(c, "yd3", HIGH, (0, 1), "amlo*2 losar", person=p, day=day + (9 + 21 * k) * DAY) for k in range(5)]
    c.plant(vs)


@scheme()
def at_the_counter_from_the_ward(c: County) -> None:
    """住院期间刷卡: three sales of health goods' worth at a shop twenty kilometres away while he lies operated."""
    day = begins(c)
    v = lies(c, "gc", "普外科", "K35.800 急性阑尾炎", (24, 60), 5, "adm pre crp cefur*2@0-2 saline*2@0-2 drip@0-2", day=day, knife="0:47.0100 腹腔镜下阑尾切除术:appendix scope clip*3 suture:1", group=("GD25", "阑尾切除术", 0.8))
    vs = [buys(c, "yd4", HIGH, (0, 1), "amlo*4 gink*4 baoxin*3", person=v.person, day=day + k * DAY, at=14.0) for k in (1, 2, 3)]
    c.plant([v, *vs], loss=sum(spent(o) for o in vs))


@scheme()
def in_two_shops_within_minutes(c: County) -> None:
    """冒名刷卡: one card pays in the town and, four minutes on, in the village shop twenty kilometres out."""
    day, p = begins(c), somebody(c, "", 40, 76)
    vs = [buys(c, h, HIGH, (0, 1), "amlo*2 rosuv*2", person=p, day=day, at=10.0 + 0.27 * k) for k, h in enumerate(("yd2", "yd4", "yd5"))]
    c.plant(vs[1:])


@scheme()
def signed_by_one_who_lost_his_licence(c: County) -> None:
    """无资质开方: the contract of the clinic's doctor ended; he still signs."""
    doctor = f"D210407{list(c.houses).index('pm'):02d}9{len(c.dead_doctors):02d}"
    c.extra_doctors.append((doctor, "pm"))
    c.dead_doctors[doctor] = "2"
    vs = []
    for _ in range(8):
        v = comes(c, "pm", "内科", "K29.500 慢性胃炎", (30, 70), "see omep mosap")
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        vs.append(v)
    c.plant(vs)


@scheme()
def the_doctor_feeds_himself(c: County) -> None:
    """医生为自己开药套利: one of the house signs dear drugs to his own card every week."""
    p, day = somebody(c, "", 40, 58), begins(c, 100)
    doctor = next(d for d in c.houses["pm"].doctors if d not in c.doctor_person) if len(c.doctor_person) < 5 else c.houses["pm"].doctors[0]
    c.doctor_person[doctor] = p.id
    vs = again(c, "pm", "内科", HIGH, p, every(day, 7, 10), "baoxin*4 sacub*2 rivar*2")
    for v in vs:
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
    c.plant(vs)


@scheme(4)
def no_codes_at_the_corner_shop(c: County) -> None:
    """不扫码销售: since 2026 every box must be scanned; the corner shop settles thirty sales without one code."""
    day = c.day(date(2026, 2, 1), date(2026, 5, 20))
    vs = []
    for k in range(30):
        v = buys(c, "yd5", "I25.103 冠状动脉粥样硬化性心脏病", (50, 80), "baoxin*3 tongxin*2", day=day + (k % 10) * DAY)
        v.more["unscanned"] = True
        vs.append(v)
    c.plant(vs)


@scheme(3)
def more_sold_than_ever_bought(c: County) -> None:
    """进销存不符: two hundred boxes are settled in a quarter against twenty that came in."""
    from .goods import ITEMS
    key = ("angong", "guilu", "ejiao")[len(c.stock_own) % 3]
    house = c.houses["yd5"]
    c.stock_own.add((house.code, ITEMS[key].code))
    first = date(2025, 10, 8)
    vs = [buys(c, "yd5", "I67.200 脑动脉硬化", (46, 80), f"{key}*4", day=c.day(first, first + timedelta(days=70))) for _ in range(25)]
    c.bought.append({"fixmedins_code": house.code, "med_list_codg": ITEMS[key].code, "fixmedins_hilist_name": ITEMS[key].name, "spler_name": "医药公司1", "purc_invo_no": f"FPX{key}", "finl_trns_pric": f"{ITEMS[key].price * 0.8:.2f}", "purc_retn_cnt": 20, "purc_retn_stoin_time": "2025-09-20 09:00:00", "manu_lotnum": "L0", "expy_end": "2028-12-31", "drug_trac_codg": ""})
    bad = [x for v in vs[5:] for x in v.lines]
    c.plant(vs, lines=[x for v in vs for x in v.lines], loss=sum(x.covered for x in bad) * 0.6, houses=["yd5"])


@scheme()
def twelve_cards_in_a_drawer(c: County) -> None:
    """空刷村民医保卡: the village doctor keeps the cards; twelve of a hamlet are seen within twenty minutes, each with the same bill, on two Sundays."""
    day = begins(c, 40)
    day -= timedelta(days=(day.weekday() + 1) % 7)
    who = [somebody(c, "", 60, 86, "390") for _ in range(12)]
    vs = [comes(c, "cw1", "卫生室", "J06.900 急性上呼吸道感染", (0, 1), "gp gmling*2 amox*2 chaihu", person=p, day=day + w * 14 * DAY, at=21.0 + k * 0.028, minutes=1) for w in range(2) for k, p in enumerate(who)]
    c.plant(vs)


@scheme()
def the_refill_at_every_centre(c: County) -> None:
    """重复开药: the month's tablets are drawn in the same week at three centres and the township house, for four months."""
    day, p = begins(c, 130), somebody(c, "", 52, 76)
    vs = [comes(c, h, "两病门诊", HIGH, (0, 1), "gp losar*2 nifed*2", person=p, kind="14", day=day + (28 * m + k) * DAY) for m in range(4) for k, h in enumerate(("ca", "cb", "cc", "wa"))]
    bad = [x for k, v in enumerate(vs) if k % 4 for x in rows(v, "losar", "nifed")]
    c.plant(vs, lines=[x for v in vs for x in rows(v, "losar", "nifed")], loss=sum(x.covered for x in bad) * 0.75)


@scheme()
def signed_up_six_times(c: County) -> None:
    """重复收费: the yearly fee of the family doctor is charged six times to one resident."""
    day, p = begins(c, 170), somebody(c, "", 60, 84)
    vs = again(c, "cb", "全科", HIGH, p, every(day, 26, 6), "gp sign_up amlo")
    c.plant(vs, lines=[x for v in vs[1:] for x in rows(v, "sign_up")])


@scheme(4)
def a_school_in_its_holidays(c: County) -> None:
    """虚构门诊: the college's room bills forty students on two days of the summer holidays with one and the same bill."""
    day = date(2025, 7, 28) + timedelta(days=c.rng.randrange(14))
    vs = [comes(c, "xx", "医务室", "J06.900 急性上呼吸道感染", (17, 21), "gp gmling*2 lianhua*2", day=day + (k % 2) * DAY, at=9 + k * 0.1, minutes=2) for k in range(40)]
    c.plant(vs)


@scheme()
def implants_as_root_canals(c: County) -> None:
    """串换项目: implants, which nobody insures, are booked as forty root canals in one mouth."""
    v = comes(c, "ya", "口腔科", "K04.000 牙髓炎", (40, 66), "see tooth_film canal*24 canal_fill*24 numb*4")
    c.plant([v], lines=rows(v, "canal", "canal_fill"))


@scheme()
def pricked_every_week(c: County) -> None:
    """过度检查: the skin test against dust and pollen and the antibody are repeated every week for ten weeks."""
    vs = again(c, "eb", "变态反应科", "J30.400 过敏性鼻炎", somebody(c, "", 12, 40), every(begins(c, 90), 7, 10), "see skin_test ige larynx")
    c.plant(vs, lines=[x for v in vs[1:] for x in rows(v, "skin_test", "ige", "larynx")])


@scheme()
def dialysed_while_in_bed_elsewhere(c: County) -> None:
    """虚记透析: the centre bills his chair on three days on which he lay, and was dialysed, in the hospital."""
    day = begins(c)
    v = lies(c, "gc", "肾内科", "N18.500 慢性肾脏病5期", (40, 70), 8, "adm ferritin epo@0-/3 im@0-/3 hd@1-/2 dialyser@1-/2 blood_line@1-/2", day=day)
    vs = again(c, "xt", "血液透析室", "N18.500 慢性肾脏病5期;Z49.100 体外透析", v.person, every(day + DAY, 2, 3), "hd dialyser blood_line heparin", kind="14", at=7.3, minutes=250)
    c.plant(vs)


@scheme()
def fat_of_blood_in_a_boy(c: County) -> None:
    """冒用子女医保卡: statins and pressure tablets on the card of a boy of nine, month after month."""
    vs = again(c, "cb", "两病门诊", "I10.x00 特发性高血压;E78.500 高脂血症", somebody(c, "1", 7, 11, "390"), every(begins(c, 150), 28, 5), "gp atorva*2 amlo*2")
    c.plant(vs)


@scheme()
def five_bills_for_one_basket(c: County) -> None:
    """分解处方: one basket is rung up as five settlements within ten minutes, each below the shop's cap for one."""
    day, p = begins(c), somebody(c, "", 46, 76)
    vs = [buys(c, "yd4", HIGH, (0, 1), "losar*2 rosuv*2", person=p, day=day, at=10.0 + 0.03 * k) for k in range(5)]
    c.plant(vs[1:])


@scheme()
def mothers_granules_for_a_man(c: County) -> None:
    """性别不符、冒名: the granules of the lying-in are drawn monthly on the card of a man."""
    vs = [buys(c, "yd1", HIGH, (0, 1), "yimu*3", person=p, day=d) for p in [somebody(c, "1", 40, 70)] for d in every(begins(c, 120), 28, 4)]
    c.plant(vs)


@scheme()
def a_pension_in_patches(c: County) -> None:
    """倒卖麻精药品: strong patches and tablets drawn in two houses at once, three times what he can use."""
    day, p = begins(c, 80), somebody(c, "", 50, 72)
    vs = [comes(c, h, "疼痛门诊", "C25.900 胰腺恶性肿瘤;R52.100 癌性疼痛", (0, 1), "see fenta*3 oxyc*3", person=p, kind="14", day=day + (7 * k + n) * DAY) for k in range(6) for n, h in enumerate(("zl", "xy"))]
    c.plant(vs[2:], lines=[x for v in vs[2:] for x in rows(v, "fenta", "oxyc")])


@scheme()
def tonic_by_the_kilogram(c: County) -> None:
    """滥用饮片: two kilograms of ginseng and antler glue, alone, as a prescription."""
    v = comes(c, "zy", "中医内科", "R53.x00 不适和疲劳", (44, 70), "see_chief renshen*600 luronjiao*300", minutes=12)
    c.plant([v], lines=rows(v, "renshen", "luronjiao"))


@scheme()
def needles_by_one_doctor_in_one_hour(c: County) -> None:
    """虚构诊疗: in one hour one doctor of the village clinic sees thirty, each with needles and manipulation of half an hour."""
    day = begins(c)
    vs = [comes(c, "cw2", "卫生室", "M54.500 下背痛", (50, 80), "gp needle tui_back moxa", day=day, at=9 + k * 0.033, minutes=30) for k in range(30)]
    c.plant(vs)


@scheme()
def two_months_of_needles_on_workdays(c: County) -> None:
    """虚记理疗: needles, heat and manipulation on every single day of ten weeks, feast days too, each with the identical bill."""
    p = somebody(c, "", 50, 76)
    vs = again(c, "cc", "中医科", "M54.500 下背痛", p, every(begins(c, 90), 1, 70), "needle tui_back infrared", at=9.0)
    c.plant(vs[20:])


@scheme()
def paid_twice_after_the_refund(c: County) -> None:
    """退费不冲账: the patient brought the boxes back the same day; the shop reported the return and kept the fund's money."""
    day = _scanned_day(c)
    v = buys(c, "yd3", "I48.x00 心房颤动", (60, 82), "rivar*3", day=day, at=9.6)
    for code in c.scan(v.lines[0]):
        c.returns.append({"line": v.lines[0], "code": code, "at": v.start + timedelta(hours=3)})
    c.plant([v], lines=v.lines, codes=[s["code"] for s in c.sales if s["line"] is v.lines[0]])
