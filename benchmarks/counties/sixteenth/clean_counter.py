"""Innocent look-alikes of counters: boxes, codes, returns and shared errands."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import buys, comes, somebody
from .cases import innocent
from .clean_wards import DAY, _day
from .houses import County

SCANS = date(2025, 7, 8)
HIGH, SUGAR = "I10.x00 特发性高血压", "E11.900 2型糖尿病"


@innocent()
def one_errand_for_the_parents(c: County) -> None:
    """A daughter buys for herself and both parents of her household within five minutes, each on his own card."""
    day, at, out = _day(c), c.rng.uniform(9, 19), []
    for k, (age, bill) in enumerate(((70, "amlo*2 aspirin"), (68, "metfo*2 amlo*2"), (40, "ebast"))):
        p = somebody(c, "", age, age + 3)
        p.address = out[0].person.address if out else p.address
        out.append(buys(c, "yd1", (HIGH, SUGAR, "J30.400 过敏性鼻炎")[k], (0, 1), bill, day=day, person=p, at=at + k * 0.03))
    c.plant(out)


@innocent()
def brought_back_unopened(c: County) -> None:
    """The wrong strength is brought back the same day, the return is reported and the box sold to the next customer."""
    day = _day(c, 40, SCANS)
    a = buys(c, "yd2", HIGH, (50, 78), "vals", day=day, at=9.5)
    code = c.scan(a.lines[0])
    a.refund = a.start + timedelta(hours=2)
    c.returns.append({"line": a.lines[0], "code": code[0], "at": a.refund})
    b = buys(c, "yd2", HIGH, (50, 78), "vals", day=day + 2 * DAY, at=14.0)
    c.scan(b.lines[0], code)
    c.plant([a, b], codes=code)


@innocent()
def a_box_opened_for_three(c: County) -> None:
    """The community centre splits a box among three patients: one code thrice, each marked as split."""
    day, code, out = _day(c, 40, SCANS), "", []
    for k in range(3):
        v = comes(c, "cb", "全科慢病", HIGH, (50, 80), "gp", kind="14", day=day, at=9 + k)
        x = c.add(v, "spiro", 0.33, days="8", rx=f"RX{v.id[1:]}")
        code = code or c.code(x.item)
        c.scan(x, [code], split=True)
        out.append(v)
    c.plant(out, codes=[code])


@innocent()
def uploaded_twice(c: County) -> None:
    """The line broke: the shop sends the same scan of the same sale again a minute later."""
    v = buys(c, "yd5", HIGH, (48, 80), "amlo", day=_day(c, 40, SCANS))
    code = c.scan(v.lines[0])
    c.scan(v.lines[0], code)
    c.plant([v], codes=code)


@innocent()
def old_boxes_without_a_code(c: County) -> None:
    """Stock from before the codes: in July 2025 the shop still sells boxes that bear none."""
    c.plant([buys(c, "yd4", "M17.900 膝关节病", (50, 78), "goutong*2", day=date(2025, 7, 2) + c.rng.randrange(40) * DAY)])
    c.visits[-1].more["unscanned"] = True


@innocent()
def jelly_for_cash(c: County) -> None:
    """Donkey hide jelly is paid by the buyer alone: on the receipt, nothing from the fund."""
    v = buys(c, "yd1", "D50.900 缺铁性贫血", (30, 60), "ferrous", sex="2")
    c.add(v, "ejiao", own=True)
    c.plant([v])


@innocent(2)
def members_day(c: County) -> None:
    """Members' day: thirty old customers fetch their chronic drugs between two and five o'clock."""
    day = _day(c)
    c.plant([buys(c, "yd2", HIGH if k % 2 else SUGAR, (50, 84), "amlo*2" if k % 2 else "metfo*2 glime", day=day, at=14 + k * 0.1) for k in range(30)])


@innocent()
def a_woman_and_sildenafil(c: County) -> None:
    """Pulmonary hypertension: the tablet is hers, three times a day."""
    c.plant([buys(c, "yd3", "I27.000 原发性肺动脉高压", (28, 56), "viag*4", sex="2", kind="9929")])


@innocent()
def five_pens_of_insulin(c: County) -> None:
    """Ninety units a day: six pens for a month, month after month."""
    p, day = somebody(c, "", 44, 66), _day(c, 130)
    out = [buys(c, "yd3", "E11.900 2型糖尿病;E66.900 肥胖", (0, 1), "insul_mix*6", day=day + 29 * k * DAY, person=p, kind="9929") for k in range(4)]
    for v in out:
        v.lines[0].more["days"] = "30"
    c.plant(out)


@innocent()
def nine_drugs_for_one_old_man(c: County) -> None:
    """Heart, pressure, sugar, prostate, joints: nine drugs from the dear counter in one sale, all in his list of diseases."""
    c.plant([buys(c, "yd1", f"I25.103 冠状动脉粥样硬化性心脏病;{HIGH};{SUGAR};N40.x00 前列腺增生", (68, 84), "aspirin rosuv*2 meto*2 amlo vals*2 metfo*2 dapa*2 tamsu*3 finast*3", sex="1", kind="9929")])


@innocent()
def dose_doubled_after_a_week(c: County) -> None:
    """The doctor doubles the dose: the hospital's box is used up in half the time and the shop sells the next."""
    p, day = somebody(c, "", 50, 74), _day(c)
    a = comes(c, "sy", "心血管内科", HIGH, (0, 1), "see vals*2", kind="14", person=p, day=day)
    b = comes(c, "sy", "心血管内科", HIGH, (0, 1), "see_chief", kind="14", person=p, day=day + 9 * DAY)
    c.plant([a, b, buys(c, "yd2", HIGH, (0, 1), "vals*4", day=day + 15 * DAY, person=p)])


@innocent()
def fever_at_eleven_at_night(c: County) -> None:
    """A shop with a night window sells a box against fever at eleven."""
    c.plant([buys(c, "yd3", "J06.900 急性上呼吸道感染", (20, 50), "aceta lianhua", at=23.1)])


@innocent()
def bought_there_given_here(c: County) -> None:
    """A dear infusion is bought at the double channel shop and run in at the hospital the same afternoon, every three weeks."""
    p, day, out = somebody(c, "", 50, 72), _day(c, 90), []
    for k in range(4):
        d = day + 21 * k * DAY
        out.append(buys(c, "yd3", "C34.900 肺恶性肿瘤", (0, 1), "sintil*2", day=d, person=p, kind="9929", at=9.5))
        out.append(comes(c, "sy", "肿瘤科日间病房", "C34.900 肺恶性肿瘤", (0, 1), "drip set saline chemo_mix", kind="14", day=d, person=p, at=13.5))
    c.plant(out)


@innocent()
def a_sale_taken_back_whole(c: County) -> None:
    """Paid on the wrong card: the sale is refunded within the hour and made again on the right one."""
    day = _day(c)
    a = buys(c, "yd6", SUGAR, (46, 74), "metfo*2 acarb*2", day=day, at=10.0)
    a.refund, a.more["unscanned"] = a.start + timedelta(minutes=30), True
    c.plant([a, buys(c, "yd6", SUGAR, (46, 74), "metfo*2 acarb*2", day=day, at=10.7)])


@innocent()
def early_for_the_long_holiday(c: County) -> None:
    """Before the Spring Festival he fetches the next thirty tablets nine days early, and comes later the month after."""
    p, day = somebody(c, "", 50, 74), date(2026, 1, 14) + c.rng.randrange(4) * DAY
    c.plant([buys(c, "yd3", "C92.100 慢性髓系白血病", (0, 1), "imat", day=day + n * DAY, person=p, kind="9929") for n in (0, 21, 60, 90)])
