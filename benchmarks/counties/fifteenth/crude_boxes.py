"""Crude schemes with boxes, cards and tills."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta

from .bill import comes, lies, somebody
from .cases import scheme
from .houses import SHOPS, County

LATE = date(2026, 5, 1)


def _shop(n: int) -> str:
    return SHOPS[1 + n % 4]


@scheme()
def boxes_come_back(c: County, n: int) -> None:
    """回流药: boxes sold on insurance are bought back on the street and sold on insurance again elsewhere, months later."""
    first, again, codes = [], [], []
    day = date(2025, 8, 1) + timedelta(days=c.rng.randrange(90))
    for k in range(5):
        a = comes(c, "yd1", "", "C92.100 慢性髓系白血病", (46, 76), "imat", kind="9929", day=day + timedelta(days=k), minutes=4)
        b = comes(c, _shop(n), "", "C92.100 慢性髓系白血病", (46, 76), "imat", kind="9929", day=day + timedelta(days=70 + k), minutes=4)
        code = c.scan(a.lines[0])
        c.scan(b.lines[0], code)
        codes += code
        first.append(a)
        again.append(b)
    c.plant([*first, *again], [x for v in again for x in v.lines], codes, whole=True, houses=(_shop(n), "yd1"))


@scheme()
def one_code_for_many_sales(c: County, n: int) -> None:
    """追溯码重复: one box's code is scanned for eight sales to eight cards."""
    day, out, code = date(2026, 1, 10) + timedelta(days=c.rng.randrange(100)), [], ""
    for k in range(8):
        v = comes(c, _shop(n), "", "I25.103 冠状动脉粥样硬化性心脏病", (50, 80), "danshen", kind="9929", day=day + timedelta(days=k // 2), minutes=4)
        code = code or c.code(v.lines[0].item)
        c.scan(v.lines[0], [code])
        out.append(v)
    c.plant(out, [v.lines[0] for v in out[1:]], [code], whole=True)


@scheme()
def sold_what_was_never_bought(c: County, n: int) -> None:
    """进销存不符: fifty packs of one drug go out on insurance in a quarter, ten came in."""
    h, item = c.houses[_shop(n)], ("dapa", "symbi", "febux", "levothy", "finast", "prega")[n % 6]
    out = []
    for _ in range(25):
        v = comes(c, h.key, "", "Z00.000 药店购药", (40, 76), f"{item}*2", kind="9929", day=date(2025, 10, 3) + timedelta(days=c.rng.randrange(80)), minutes=4)
        v.more["unscanned"] = True
        out.append(v)
    x = out[0].lines[0].item
    c.stock_own.add((h.code, x.code))
    c.bought.append({"fixmedins_code": h.code, "med_list_codg": x.code, "fixmedins_hilist_name": x.name, "spler_name": "医药公司1", "purc_invo_no": f"FPX{n:05d}", "finl_trns_pric": f"{x.price * 0.9:.2f}", "purc_retn_cnt": 10, "purc_retn_stoin_time": "2025-09-28 09:00:00", "manu_lotnum": f"LX{n:04d}", "expy_end": "2028-12-31", "drug_trac_codg": ""})
    c.plant(out, loss=sum(y.covered * 0.7 for v in out for y in v.lines) * 0.8)


@scheme()
def collects_from_every_house(c: County) -> None:
    """倒卖药品: one card fetches a month's supply at five houses in a week, again and again, to sell it."""
    p, day, out = somebody(c, "", 50, 70), date(2025, 9, 1) + timedelta(days=c.rng.randrange(100)), []
    for month in range(3):
        for k, house in enumerate(("wa", "wd", "xe", "yd1", "yd3")):
            v = comes(c, house, "" if house.startswith("y") else "内科", "I25.103 冠状动脉粥样硬化性心脏病", (0, 0), "clopid*4 atorva*4 danshen*6", kind="9929" if house.startswith("y") else "14", person=p, day=day + timedelta(days=30 * month + k), minutes=4)
            out.append(v)
    c.plant(out)


@scheme()
def a_drawer_full_of_cards(c: County, n: int) -> None:
    """空刷套刷: fifteen cards are run in as many minutes after closing time, each for the same sum of the same goods."""
    day = c.workday(hi=LATE)
    out = [comes(c, _shop(n), "", "Z00.000 药店购药", (66, 86), "danshen*3 liuwei*2", kind="9929", day=day, at=21.3 + k * 0.017, minutes=1) for k in range(15)]
    for v in out:
        v.more["unscanned"] = True
    c.plant(out)


@scheme()
def the_dead_still_buy(c: County, n: int) -> None:
    """死亡后报销: the card of a dead man is used monthly."""
    p = somebody(c, "", 74, 90)
    p.died = datetime(2025, 6, 10, 4) + timedelta(days=c.rng.randrange(90))
    out = [comes(c, "wd" if n % 2 else _shop(n), "内科" if n % 2 else "", "I10.x00 特发性高血压", (0, 0), "gp amlo" if n % 2 else "nifed*2 atorva*2", kind="14" if n % 2 else "9929", person=p, day=p.died.date() + timedelta(days=20 + 30 * k), minutes=6) for k in range(5)]
    c.plant(out)


@scheme()
def cancer_tablets_without_a_cancer(c: County) -> None:
    """超限用药: osimertinib on the card of one whose only diagnosis is high blood pressure."""
    p, day = somebody(c, "", 50, 76), date(2025, 7, 1) + timedelta(days=c.rng.randrange(120))
    c.plant([comes(c, "yd1", "", "I10.x00 特发性高血压", (0, 0), "osim", kind="9929", person=p, day=day + timedelta(days=30 * k), minutes=4) for k in range(3)])


@scheme()
def albumin_for_a_bad_back(c: County) -> None:
    """超限用药: albumin for six days to a man with a bad back, never measured."""
    v = lies(c, "pa", "内科", "M51.202 腰椎间盘突出", (46, 72), 8, "cbc urine glu ecg ct albumin_i@1-6 drip@1-6 needle@0- tui_back@0-")
    c.plant([v], [x for x in v.lines if "白蛋白" in x.item.name])


@scheme()
def month_of_tablets_every_week(c: County) -> None:
    """超量开药: a month of three drugs every week for two months."""
    p, day = somebody(c, "", 56, 76), c.workday(hi=date(2026, 3, 1))
    c.plant([comes(c, "wc", "内科", "E11.900 2型糖尿病", (0, 0), "gp metfo*2 glime dapa*2", kind="14", person=p, day=day + timedelta(days=7 * k)) for k in range(9)])


@scheme()
def ninety_in_a_day(c: County, n: int) -> None:
    """虚构诊疗: a village room of one doctor bills ninety visits on a Sunday, five in each ten minutes."""
    house = ("cw1", "cw2", "cw6", "cw3", "cw5", "cw4")[n % 6]
    day = date(2025, 3, 2) + timedelta(days=7 * c.rng.randrange(55))
    c.plant([comes(c, house, "全科", "J06.900 急性上呼吸道感染", (20, 84), "gp lianhua", day=day, at=8.0 + k * 0.035, minutes=2) for k in range(90)])


@scheme()
def struck_off_and_still_prescribing(c: County, n: int) -> None:
    """挂证执业: prescriptions under the key of a doctor whose right to insure has ended."""
    doctor = f"D53062999{n:03d}"
    house = ("pa", "pb", "wa", "wd", "pa", "wb")[n % 6]
    c.extra_doctors.append((doctor, house))
    c.dead_doctors[doctor] = "3"
    out = []
    for k in range(5):
        v = comes(c, house, "内科", "I10.x00 特发性高血压", (46, 76), "gp amlo vals*2" if house.startswith("w") else "see amlo vals*2", kind="14", day=date(2026, 2, 2) + timedelta(days=9 * k))
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        out.append(v)
    c.plant(out)


@scheme()
def drawn_home_drugs_of_a_year(c: County) -> None:
    """带药超量: four months of tablets go home with a man who lay a week, where a month is the most."""
    v = lies(c, "pa", "内科", "I10.x00 特发性高血压;I25.103 冠状动脉粥样硬化性心脏病", (56, 78), 6, "cbc urine liver kidney lipids ecg abpm@1 nifed@0 atorva@0 nifed*9! atorva*9! danshen*14!")
    c.plant([v], [x for x in v.lines if x.more.get("take")])
