"""What is right though it looks bad: the pen of the ward and the clerk's refunds."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.grammar.world import Visit

from .cases import clean
from .houses import TOWNS, County

DX = [("J20.900", "急性支气管炎")]


def _plain(c: County, house: str, nights: int = 6, d: date | None = None) -> Visit:
    v = c.stay(
        house,
        c.person("", 48, 84),
        d or c.day(date(2025, 2, 1), date(2026, 5, 1)),
        nights,
        "全科",
        DX,
    )
    for key in ("cbc", "crp", "ecg", "dr_chest"):
        c.add(v, key, at=c.on(v, 0))
    for key in ("drip", "saline_s", "cefuroxime"):
        c.daily(v, key)
    return v


@clean("Seven bed days in one line of seven on the day of discharge.")
def seven_in_one_line(c: County, n: int) -> None:
    v = _plain(c, TOWNS[n % 5], 7)
    for key in ("bed", "nurse2", "round"):
        c.add(v, key, 7, v.end - timedelta(minutes=30), exact=True)
    c.plant([v])


@clean("The week is written on Friday: five infusions and five rounds on one date.")
def friday_pen(c: County) -> None:
    v = _plain(c, "xz2", 9)
    for key, count in (("bed", 5), ("nurse2", 5), ("round", 5)):
        c.add(v, key, count, c.on(v, 5, 16), exact=True)
        c.add(v, key, 4, v.end - timedelta(minutes=20), exact=True)
    c.plant([v])


@clean("Everything is posted three days after discharge, when the bill is settled.")
def late_ink(c: County) -> None:
    v = _plain(c, "xz3")
    v.settled = v.end + timedelta(days=3)
    for x in v.lines:
        x.at = v.settled - timedelta(minutes=8)
    for key in ("bed", "nurse2", "round"):
        c.add(v, key, 6, v.settled - timedelta(minutes=8), exact=True)
    c.plant([v])


@clean(
    "Midnight dates: the day's work stands at 00:00 of the day, before the patient came in at nine."
)
def midnight_before_admission(c: County) -> None:
    v = _plain(c, "zy")
    c.care(v)
    for x in v.lines:
        x.at = datetime(x.at.year, x.at.month, x.at.day)
    c.pay_group(v, "ES31", "支气管炎", 0.45)
    c.plant([v])


@clean("A wrong count is taken back and written anew: plus five, minus five, plus one.")
def corrected_count(c: County, n: int) -> None:
    v = _plain(c, ("qrm", "xz1", "fy")[n % 3])
    c.care(v)
    a = c.add(v, "ct_chest", 5, c.on(v, 1))
    c.add(v, "ct_chest", -5, a.at + timedelta(hours=3), of=a.sn)
    c.add(v, "ct_chest", 1, a.at + timedelta(hours=3, minutes=1))
    c.plant([v])


@clean(
    "A wrong price corrected by the difference: a line of minus one at the old price and one at the new."
)
def corrected_price(c: County, n: int) -> None:
    v = _plain(c, ("qrm", "xz5")[n % 2])
    c.care(v)
    a = c.add(v, "us_abd", 1, c.on(v, 1), price=196.0)
    c.add(v, "us_abd", -1, a.at + timedelta(days=1), price=196.0, of=a.sn)
    c.add(v, "us_abd", 1, a.at + timedelta(days=1, minutes=2), price=96.0)
    c.plant([v])


@clean("A test that was not done is refunded within the stay by a line that names no other.")
def refund_names_nothing(c: County, n: int) -> None:
    v = _plain(c, ("qrm", "xz4", "zy")[n % 3])
    c.care(v)
    a = c.add(v, "echo", 1, c.on(v, 1))
    c.add(v, "echo", -1, c.on(v, 3), price=a.price, of="")
    c.plant([v])


@clean(
    "The whole bill is taken back next month and settled again, because the insurance had changed."
)
def settled_anew_next_month(c: County, n: int) -> None:
    v = _plain(c, TOWNS[n % 5])
    c.care(v)
    v.refund = v.end + timedelta(days=31, hours=2)
    v.again = v.refund + timedelta(minutes=20)
    c.plant([v])


@clean("Refunded on the spot and never settled again: the patient paid himself.")
def refunded_for_good(c: County, n: int) -> None:
    v = c.room(
        ("qrm", "fy", "xz1")[n % 3],
        c.person("", 25, 60),
        "11",
        c.workday(),
        "内科",
        [("R10.400", "腹痛")],
    )
    for key in ("see", "cbc", "us_abd"):
        c.add(v, key)
    v.refund = v.end + timedelta(minutes=40)
    c.plant([v])


@clean(
    "One consulting room, two bills: the test in the morning, the drugs in the afternoon, two claims of one visit."
)
def two_claims_of_a_visit(c: County) -> None:
    v = c.room(
        "qrm",
        c.person("", 40, 80),
        "14",
        c.workday(),
        "内分泌科",
        [("E11.900", "2型糖尿病")],
        8.2,
        9.0,
    )
    c.add(v, "see")
    c.add(v, "sugar")
    c.add(v, "metformin", 2).claim = 1
    c.add(v, "gliclazide", 2).claim = 1
    v.more["parts"] = {0: v.start + timedelta(minutes=5), 1: v.start + timedelta(hours=5)}
    c.plant([v])


@clean("The month's catch-up: a township posts the bed of June on the last afternoon of June.")
def month_end_catch_up(c: County, n: int) -> None:
    v = _plain(c, "xz4", 8, date(2025, 6 + n % 7, 20))
    c.care(v)
    c.plant([v])


@clean(
    "Next morning's round posts yesterday's work: on the day of discharge two days stand together."
)
def morning_of_discharge(c: County) -> None:
    v = c.stay(
        "kf",
        c.person("", 52, 80),
        c.workday(date(2025, 2, 1), date(2026, 5, 1)),
        16,
        "康复医学科",
        [("I69.300", "脑梗死后遗症"), ("G81.900", "偏瘫")],
    )
    c.care(v)
    c.add(v, "rehab_eval", at=c.on(v, 0))
    for k in range(1, 16):
        c.add(v, "exercise", at=c.on(v, k, 9))
        c.add(v, "hemi", at=c.on(v, k, 14))
    c.add(v, "exercise", at=v.end - timedelta(minutes=50), exact=True)
    c.plant([v])


@clean("After a blackout the ward keys in a day by hand: forty lines of one minute.")
def keyed_after_blackout(c: County) -> None:
    d, out = c.day(date(2025, 5, 1), date(2025, 9, 1)), []
    for _ in range(6):
        v = _plain(c, "qrm", c.rng.randint(4, 9), d - timedelta(days=c.rng.randrange(3)))
        c.care(v)
        v.dept = "呼吸内科"
        for x in v.lines:
            if x.at.date() == d + timedelta(days=1):
                x.at = datetime(d.year, d.month, d.day, 17, 4) + timedelta(days=1)
        c.pay_group(v, "ES31", "支气管炎", 0.45)
        out.append(v)
    c.plant(out)
