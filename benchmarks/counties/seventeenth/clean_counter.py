"""Innocent look-alikes of counters: early boxes, switches, errands, returns, codes."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta

from .bill import begins, buys, comes, every, lies, rows, somebody
from .cases import innocent
from .houses import County

DAY = timedelta(days=1)
SCANS = date(2025, 7, 8)
IV = "saline@0- drip@0- set@0-"
HIGH, SUGAR, LUNG = "I10.x00 特发性高血压", "E11.900 2型糖尿病", "C34.900 肺恶性肿瘤"


def _scanned_day(c: County, room: int = 20) -> date:
    return c.workday(SCANS, date(2026, 6, 30) - timedelta(days=room))


@innocent()
def six_days_early_for_the_spring_feast(c: County) -> None:
    """Before the shop closes for the feast the month's box is fetched six days early; later ones fall due as before."""
    p = somebody(c, "", 48, 74)
    days = [date(2025, 11, 28), date(2025, 12, 28), date(2026, 1, 26), date(2026, 2, 13), date(2026, 3, 26)]
    days[3] = date(2026, 2, 19) - 6 * DAY
    c.plant([buys(c, "yd1", LUNG, (0, 1), "osim", person=p, day=d, kind="9929") for d in days])


@innocent()
def the_tumour_grew_and_the_drug_changed(c: County) -> None:
    """The picture of the second month shows growth: the first drug is left after twelve days for another."""
    p, day = somebody(c, "", 48, 74), begins(c, 100)
    c.plant([buys(c, "yd6", "C22.900 肝恶性肿瘤", (0, 1), b, person=p, day=day + n * DAY, kind="9929") for n, b in ((0, "lenva"), (30, "lenva"), (42, "imat"), (72, "imat"))])


@innocent()
def returned_and_sold_to_the_next(c: County) -> None:
    """Brought back unopened the same day, the return reported, the box sold two days later to somebody else."""
    day = _scanned_day(c, 40)
    a = buys(c, "yd2", HIGH, (50, 78), "losar", day=day, at=9.5)
    code = c.scan(a.lines[0])
    a.refund = a.start + timedelta(hours=2)
    c.returns.append({"line": a.lines[0], "code": code[0], "at": a.refund})
    b = buys(c, "yd2", HIGH, (50, 78), "losar", day=day + 2 * DAY, at=14.0)
    c.scan(b.lines[0], code)
    c.plant([a, b], codes=code)


@innocent()
def one_box_for_three_beds(c: County) -> None:
    """拆零: the ward breaks one box for three patients; the same code, marked as broken, stands under each."""
    day = c.workday(date(2026, 1, 12), date(2026, 6, 1))
    vs = [lies(c, "cr", "肝病科", "B18.100 慢性乙型病毒性肝炎", (36, 70), 7, f"adm hbvdna us hugan@0 {IV} shuxue@0-", day=day) for _ in range(3)]
    lines = [c.add(v, "entec", 0.25, c.days(v)[1] + timedelta(hours=8)) for v in vs]
    code = c.scan(lines[0], split=True)
    for x in lines[1:]:
        c.scan(x, code, split=True)
    c.plant(vs, codes=code)


@innocent()
def for_three_months_at_sea(c: County) -> None:
    """He goes to work in another province after the feast: three months of tablets at once, then none till summer."""
    p, day = somebody(c, "1", 44, 62), date(2026, 2, 24) + timedelta(days=c.rng.randrange(5))
    c.plant([comes(c, "wa", "两病门诊", HIGH, (0, 1), "gp amlo*3 losar*6", person=p, day=day, kind="14")])


@innocent()
def a_couple_at_the_till(c: County) -> None:
    """Man and wife buy one after the other at one till, two minutes apart, each his own tablets."""
    day, at = begins(c), c.rng.uniform(9, 19)
    a = buys(c, "yd3", HIGH, (60, 76), "amlo*2", day=day, at=at, sex="1")
    b = buys(c, "yd3", SUGAR, (58, 74), "metfo*2", day=day, at=at + 0.04, sex="2")
    b.person.address = a.person.address
    c.plant([a, b])


@innocent()
def home_at_ten_at_the_shop_by_noon(c: County) -> None:
    """Discharged in the morning, she buys at noon what the ward told her to take."""
    day = begins(c, 30)
    v = lies(c, "xy", "心内科", "I50.900 心力衰竭", (60, 80), 7, "adm bnp us_heart furo_i*2@0-4 push@0-4 spiro@0", day=day, group=("FR23", "心力衰竭", 0.95))
    c.plant([v, buys(c, "yd2", "I50.900 心力衰竭", (0, 1), "sacub spiro", person=v.person, day=v.end.date(), at=13.0)])


@innocent()
def bought_at_eight_admitted_at_ten(c: County) -> None:
    """Tablets at eight, the pain at nine, the ward at ten."""
    day = begins(c, 30)
    v = lies(c, "gc", "心内科", "I21.000 急性心肌梗死", (50, 76), 7, "adm pre lipids tni us_heart aspirin@0 ticag@0 lmwh*2@0-3 monitor*24@0-2", day=day, hour=10.5, knife="0:36.0700 冠状动脉药物洗脱支架置入术:stenting wire baln stent contrast heparin:", group=("FM19", "经皮冠状动脉支架植入", 2.6))
    c.plant([v, buys(c, "yd2", HIGH, (0, 1), "amlo", person=v.person, day=day, at=8.3)])


@innocent()
def his_wife_buys_while_he_lies(c: County) -> None:
    """He lies with a broken leg; his wife draws the eye drops and tablets that the fracture house has not, at its written request."""
    day = begins(c, 30)
    v = lies(c, "gk", "骨科", "S82.200 胫骨骨折;H40.900 青光眼", (56, 74), 10, "adm pre dr lmwh@0-6 dress_m@4", knife="2:79.3600 胫骨骨折切开复位内固定术:tibia plate screw*8 suture*2:2", day=day, group=("IF25", "下肢骨手术", 2.3))
    c.plant([v, buys(c, "yd1", "H40.900 青光眼", (0, 1), "latano", person=v.person, day=day + 4 * DAY)])


@innocent()
def another_tablet_after_swollen_feet(c: County) -> None:
    """Feet swelled on the first tablet: ten days later another kind is drawn."""
    p, day = somebody(c, "", 52, 76), begins(c, 40)
    c.plant([comes(c, "ca", "两病门诊", HIGH, (0, 1), "gp nifed*2", person=p, kind="14", day=day), comes(c, "ca", "两病门诊", HIGH, (0, 1), "gp losar*2", person=p, kind="14", day=day + 10 * DAY)])


@innocent()
def written_at_nine_filled_at_ten(c: County) -> None:
    """门诊统筹: the hospital writes, the shop fills an hour later; the visit bills the doctor, the shop the drug."""
    day = begins(c)
    v = comes(c, "xy", "内分泌科", SUGAR, (44, 76), "see_chief hba1c", day=day, at=9.0)
    c.plant([v, buys(c, "yd2", SUGAR, (0, 1), "empa*2 metfo*2", person=v.person, day=day, at=10.3)])


@innocent(3)
def from_the_sister_shops_shelf(c: County) -> None:
    """The chain buys centrally: what this shop sells in the quarter came into the sister shop's book and was moved."""
    from .goods import ITEMS
    key = ("jintian", "bushen", "hugan")[len(c.stock_own) % 3]
    item = ITEMS[key]
    c.stock_own.add((c.houses["yd2"].code, item.code))
    vs = [buys(c, "yd2", "M81.900 骨质疏松", (56, 80), f"{key}*2", day=c.day(date(2025, 4, 4), date(2025, 6, 20))) for _ in range(12)]
    for house in ("yd2", "yd3"):
        c.bought.append({"fixmedins_code": c.houses[house].code, "med_list_codg": item.code, "fixmedins_hilist_name": item.name, "spler_name": "仁心大药房配送中心", "purc_invo_no": f"ZB{key}{house}", "finl_trns_pric": f"{item.price * 0.8:.2f}", "purc_retn_cnt": 20, "purc_retn_stoin_time": "2025-03-20 09:00:00", "manu_lotnum": "L7", "expy_end": "2028-12-31", "drug_trac_codg": ""})
    c.plant(vs)


@innocent(3)
def the_whole_street_coughs(c: County) -> None:
    """Twenty-five neighbours buy the same granules on one afternoon of the first cold spell."""
    day = date(2025, 11, 24) + timedelta(days=c.rng.randrange(10))
    c.plant([buys(c, "yd3", "J06.900 急性上呼吸道感染", (24, 78), "gmling", day=day, at=13 + k * 0.22) for k in range(25)])


@innocent()
def granules_for_the_lying_in(c: County) -> None:
    """A woman six weeks after birth draws the granules for it, by her husband's hand, on her own card."""
    c.plant([buys(c, "yd3", "O94.x00 产褥期后遗症", (24, 36), "yimu*2", sex="2")])


@innocent()
def drops_on_the_last_morning(c: County) -> None:
    """Her daughter fetches the patches in the morning; she dies in the afternoon."""
    v = buys(c, "yd1", "C25.900 胰腺恶性肿瘤;R52.100 癌性疼痛", (60, 84), "oxyc", at=8.6)
    v.person.died = datetime.combine(v.start.date(), datetime.min.time()) + timedelta(hours=16)
    c.plant([v])


@innocent()
def two_pens_for_a_thirsty_month(c: County) -> None:
    """Forty units a day empty a pen in a week: five pens of long insulin a month, each month."""
    p, day = somebody(c, "", 44, 70), begins(c, 120)
    c.plant([comes(c, "gc", "内分泌科", SUGAR, (0, 1), "see_chief glargine*2 insul_mix*2", person=p, kind="14", day=d) for d in every(day, 30, 4)])


@innocent()
def two_tills_in_one_minute(c: County) -> None:
    """Two strangers at two tills in the same minute, with the same tablets."""
    day, at = begins(c), c.rng.uniform(9, 19)
    c.plant([buys(c, "yd2", HIGH, (50, 80), "amlo*2 losar", day=day, at=at) for _ in range(2)])


@innocent()
def lost_in_the_flood(c: County) -> None:
    """Her cupboard stood in water: the month's tablets are drawn anew on the eighth day, once."""
    p = somebody(c, "", 60, 80)
    day = date(2025, 8, 4) + timedelta(days=c.rng.randrange(4))
    c.plant([comes(c, "wb", "两病门诊", HIGH, (0, 1), "gp amlo losar*2", person=p, kind="14", day=day + k * DAY) for k in (0, 8)])


@innocent()
def a_yearly_drip_for_brittle_bones(c: County) -> None:
    """One infusion a year against brittle bones, in the second year within eleven months and a half."""
    p, day = somebody(c, "2", 64, 82), date(2025, 3, 3) + timedelta(days=c.rng.randrange(5))
    c.plant([comes(c, "xy", "骨质疏松门诊", "M80.900 骨质疏松伴病理性骨折", (0, 1), "see zoled saline drip set", person=p, kind="14", day=day + 350 * k * DAY, minutes=90) for k in range(2)])


@innocent()
def sold_by_the_strip(c: County) -> None:
    """The shop breaks a dear box: two strips of four at a quarter of the price each, both sales under the box's code, marked as broken."""
    day = _scanned_day(c)
    vs = [buys(c, "yd3", "K29.500 慢性胃炎", (30, 74), "", day=day + k * DAY) for k in range(2)]
    lines = [c.add(v, "probio", 0.5) for v in vs]
    code = c.scan(lines[0], split=True)
    c.scan(lines[1], code, split=True)
    c.plant(vs, codes=code)


@innocent()
def seen_at_noon_in_two_houses(c: County) -> None:
    """The clinic on the corner sends him across the road for a picture and he is back for his tablets within the hour."""
    p, day = somebody(c, "", 40, 74), begins(c)
    a = comes(c, "ca", "全科", "M17.900 膝关节病", (0, 1), "gp", person=p, day=day, at=9.0, minutes=10)
    b = comes(c, "gc", "骨科门诊", "M17.900 膝关节病", (0, 1), "see dr", person=p, day=day, at=9.6, minutes=20)
    c.plant([a, b, buys(c, "yd2", "M17.900 膝关节病", (0, 1), "celec gluco", person=p, day=day, at=10.4)])


@innocent()
def old_boxes_without_codes(c: County) -> None:
    """Before the day of the duty the corner shop sells from shelves whose boxes bear no code."""
    vs = [buys(c, "yd5", HIGH, (50, 78), "amlo*2", day=c.day(date(2025, 2, 1), date(2025, 5, 30))) for _ in range(6)]
    for v in vs:
        v.more["unscanned"] = True
    c.plant(vs)


@innocent()
def tablets_and_the_same_for_the_ward(c: County) -> None:
    """A refill of the week before and, in the ward, the house's own box by the piece of the same drug."""
    p, day = somebody(c, "", 54, 76), begins(c, 40)
    a = comes(c, "ca", "两病门诊", HIGH, (0, 1), "gp amlo*2", person=p, kind="14", day=day)
    b = lies(c, "zy", "针灸科", f"M51.202 腰椎间盘突出;{HIGH}", (0, 1), 9, "cbc dr needle_e@0- tui_back@0- infrared@0- amlo@0", person=p, day=day + 6 * DAY)
    assert rows(b, "amlo")
    c.plant([a, b])
