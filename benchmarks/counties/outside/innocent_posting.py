"""Look-alikes of posting: how clerks write down what was rightly done."""

from __future__ import annotations

from datetime import timedelta

from .care import each_day, find, full_stay, stay, visit
from .people import at
from .registry import lookalike
from .world import World


@lookalike(
    "bed_days_on_last_day",
    14,
    "A township house posts seven bed days in one line of seven "
    "on the day of discharge; nobody lay in seven beds.",
)
def bed_days(w: World, i: int) -> None:
    h = w.hosp((12, 11)[i % 2])
    v = full_stay(w, "bronchitis", h)
    v.posting = "discharge"
    w.settle(v)
    w.innocent("bed_days_on_last_day", [v], [(v, ln) for ln in find(v, "bed")])


@lookalike(
    "weekend_on_monday",
    16,
    "Charges of Saturday and Sunday are entered on Monday morning: "
    "three ward rounds on one day are three days.",
)
def weekend(w: World, i: int) -> None:
    start = w.day()
    start -= timedelta(days=(start.weekday() - 3) % 7)
    v = full_stay(w, ("pneumonia", "chf", "stroke")[i % 3], w.hosp(2), start=start, days=8)
    w.settle(v)
    w.innocent("weekend_on_monday", [v])


@lookalike(
    "posted_by_week", 14, "The TCM hospital posts once a week, with quantities for the week."
)
def by_week(w: World, i: int) -> None:
    v = full_stay(w, ("ldh", "stroke")[i % 2], w.hosp(4), days=12)
    w.settle(v)
    w.innocent("posted_by_week", [v])


@lookalike(
    "posted_at_settlement",
    16,
    "A house posts everything when the bill is settled, one to "
    "three days after the patient left: late ink, not late care.",
)
def at_settlement(w: World, i: int) -> None:
    h = w.hosp((13, 12, 4)[i % 3])
    v = full_stay(w, "bronchitis" if h.level == 1 else "ldh", h)
    v.posting = "settlement"
    w.settle(v, v.end + timedelta(days=1 + i % 3, hours=2))
    w.innocent("posted_at_settlement", [v])


@lookalike(
    "price_corrected", 14, "A wrong price is taken back and written anew: plus, minus, plus."
)
def price(w: World, i: int) -> None:
    v = full_stay(w, ("pneumonia", "gastritis")[i % 2], w.hosp(1 + i % 3))
    line = find(v, "ecg")[0]
    wrong = w.charge(v, "ecg", line.when, 1, price=81.0, keep=True)
    minus = w.charge(
        v, "ecg", line.when + timedelta(hours=1), -1, price=81.0, orig=wrong, keep=True
    )
    w.settle(v)
    w.innocent("price_corrected", [v], [(v, line), (v, wrong), (v, minus)])


@lookalike(
    "part_refund",
    16,
    "A test that was not done is refunded within the stay by a negative "
    "line; what remains is charged once.",
)
def part(w: World, i: int) -> None:
    v = full_stay(w, ("stroke", "cad", "uti")[i % 3], w.hosp(1 + i % 3))
    day = each_day(v)[2]
    extra = w.charge(v, "ct" if i % 2 else "us_color", at(day, 9), keep=True)
    back = w.charge(v, extra.item.key, at(day, 15), -1, orig=extra, keep=True)
    w.settle(v)
    w.innocent("part_refund", [v], [(v, extra), (v, back)])


@lookalike(
    "refunded_and_settled_anew",
    16,
    "A bill settled under the wrong scheme is refunded whole "
    "and settled again: every line stands twice, paid once.",
)
def anew(w: World, i: int) -> None:
    if i % 2:
        v = full_stay(w, "gastritis", w.hosp(1 + i % 3))
        w.settle(v, refund_first=True)
    else:
        p = w.pick(ages=(20, 70))
        v = visit(
            w,
            p,
            w.hosp(1 + i % 3),
            at(w.day(), 10),
            ("K29.500", "慢性胃炎"),
            ("us", "cbc"),
            [("omeprazole", 1)],
            settle=False,
        )
        w.settle(v, refund_first=True)
        w.stock.scan(v)
    w.innocent("refunded_and_settled_anew", [v])


@lookalike(
    "twice_daily_without_clock",
    16,
    "The house writes dates without times: two nebulisations "
    "of a day, at eight and at sixteen, both stand at midnight.",
)
def no_clock(w: World, _i: int) -> None:
    v = full_stay(w, "copd", w.hosp(3))
    lines = []
    for day in each_day(v)[1:4]:
        lines.append(w.charge(v, "nebul", at(day, 16)))
        w.charge(v, "budesonide_n", at(day, 16))
    w.settle(v)
    w.innocent("twice_daily_without_clock", [v], [(v, ln) for ln in lines])


@lookalike(
    "night_shift_after_discharge",
    12,
    "Discharge order at ten, the last night's oxygen and "
    "the dressing done before leaving are posted at half past eleven the same day.",
)
def after_order(w: World, i: int) -> None:
    v = full_stay(w, ("gallstone", "copd")[i % 2], w.hosp(1))
    lines = [
        w.charge(v, "oxygen", v.end + timedelta(minutes=75), 8, keep=True),
        w.charge(v, "dressing", v.end + timedelta(minutes=80), keep=True),
    ]
    w.settle(v, v.end + timedelta(hours=3))
    w.innocent("night_shift_after_discharge", [v], [(v, ln) for ln in lines])


@lookalike(
    "died_at_midnight",
    12,
    "The patient died at 23:50; resuscitation and ventilator hours are "
    "posted after midnight, on the day after the death.",
)
def died(w: World, i: int) -> None:
    p = w.pick(ages=(70, 96))
    v = stay(w, p, w.hosp(1 + i % 2), "chf", w.day(), 4, end_hour=23, way="5", severity=1)
    v.posting = "exact"
    p.died = v.end.date()
    v.diags.append(("J96.000", "急性呼吸衰竭"))
    lines = [
        w.charge(v, key, v.end + timedelta(minutes=70), cnt, keep=True)
        for key, cnt in (("rescue_big", 1.0), ("vent", 5.0))
    ]
    w.settle(v, v.end + timedelta(hours=10))
    w.innocent("died_at_midnight", [v], [(v, ln) for ln in lines])


@lookalike(
    "day_of_admission_tests_dated_by_order",
    12,
    "Tests ordered in the clinic at eight, "
    "admission registered at eleven: the lines are dated before the stay by the order.",
)
def by_order(w: World, i: int) -> None:
    v = full_stay(w, ("gallstone", "thyroid")[i % 2], w.hosp(1), start_hour=11)
    lines = [
        w.charge(v, key, v.start - timedelta(hours=2), keep=True) for key in ("ddimer", "us_neck")
    ]
    w.settle(v)
    w.innocent("day_of_admission_tests_dated_by_order", [v], [(v, ln) for ln in lines])


@lookalike(
    "quarter_hour_rounding",
    12,
    "ECG monitoring from 9:40 to 9:10 next day is written as 24 "
    "hours on one date and 24 on the next, never more than a day.",
)
def rounding(w: World, i: int) -> None:
    v = full_stay(w, "chf", w.hosp(1 + i % 2))
    lines = [w.charge(v, "ecg_mon", at(day, 18), 24) for day in each_day(v)[1:4]]
    w.settle(v)
    w.innocent("quarter_hour_rounding", [v], [(v, ln) for ln in lines])


@lookalike(
    "mid_stay_settlement",
    10,
    "A long psychiatric stay is settled at mid-year for the "
    "accounts and goes on under a new number in the same bed: one illness, an order of the bureau.",
)
def mid_year(w: World, i: int) -> None:
    from datetime import date

    p = w.pick(ages=(25, 66))
    start = date(2025, 6, 30) - timedelta(days=35 + i)
    a = stay(w, p, w.hosp(6), "psych", start, (date(2025, 6, 30) - start).days, way="9")
    w.settle(a)
    b = stay(w, p, w.hosp(6), "psych", date(2025, 6, 30), 30 + i)
    b.bed = a.bed
    b.refer_from = a.id
    w.settle(b)
    w.innocent("mid_stay_settlement", [a, b], note="insurance year closes on 30 June for all wards")
