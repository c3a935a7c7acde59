"""Look-alikes of clerks and machines."""

from __future__ import annotations

from datetime import datetime, timedelta

from .cases import clean
from .houses import GENERAL
from .life import LAST, County
from .ordinary_stays import BASIC, ILLS, OPERATIONS, operation, stay, ward_day

COLD, HT = ("J06.900", "急性上呼吸道感染"), ("I10.x00", "原发性高血压")


@clean(
    "The month's last evening: eight days of bed, nursing and drips stand on one date in a house that catches up."
)
def month_end(w: County, i: int) -> None:
    v = stay(w, "zx1", ILLS[i % 2])
    w.plant([v])


@clean("Ten entered for one, noticed at the counter: minus ten and one more in the same claim.")
def ten_for_one(w: County, i: int) -> None:
    v = w.seen(
        ("yy3", "sq2", "zx1", "yy3", "sq2", "yy3", "zx1")[i],
        w.person("", 30, 70),
        w.at(w.workday()),
        [],
        COLD,
    )
    x = w.add(v, "lianhua", 10)
    w.add(v, "lianhua", -10, of=x.sn)
    w.add(v, "lianhua", 1)
    for y in v.lines[-3:-1]:
        y.more["unscanned"] = True
    w.plant([v])


@clean(
    "The whole settlement is taken back without lines because the card was the wrong kind, and settled again."
)
def taken_back_without_lines(w: County, _: int) -> None:
    v = w.seen(
        "yy4",
        w.person("", 40, 75),
        w.at(w.workday(hi=LAST - timedelta(days=3))),
        ["us_abd", "liver", "rabe"],
        ("K29.500", "慢性胃炎"),
        "消化内科",
        unscanned=True,
    )
    v.refund, v.refund_lines = v.end + timedelta(hours=2), False
    v.again = v.refund + timedelta(minutes=7)
    w.plant([v])


@clean("年终结转: a stay over New Year's Eve is settled twice by order, its days parted.")
def year_end_cut(w: County, i: int) -> None:
    p = w.person("", 60, 84)
    first, last = datetime(2025, 12, 26 + i % 3, 10), datetime(2026, 1, 5, 10)
    v = w.lie(
        ("yy3", "yy1", "yy4", "yy7", "yy3", "yy1", "yy4")[i],
        p,
        first,
        last,
        "21",
        "呼吸内科",
        [("J18.900", "肺炎")],
    )
    ward_day(w, v, "care2")
    for key in (*BASIC, "chest_ct"):
        w.add(v, key, at=first + timedelta(hours=1))
    for n in range((last - first).days):
        w.add(v, "ceftri", 2, first + timedelta(days=n, hours=1))
        w.add(v, "drip", 1, first + timedelta(days=n, hours=1))
        w.add(v, "saline", 1, first + timedelta(days=n, hours=1))
    cut = datetime(2026, 1, 1)
    for x in v.lines:
        x.claim = int(x.at >= cut)
    if len({x.claim for x in v.lines}) < 2:
        for n, x in enumerate(v.lines):
            x.claim = n % 2
    v.more["parts"] = {0: datetime(2025, 12, 31, 23, 30), 1: last + timedelta(minutes=30)}
    w.plant([v])


@clean(
    "A house that writes no times: the morning's visit and the afternoon's return for the result both begin at midnight."
)
def two_at_midnight(w: County, i: int) -> None:
    p, d = w.person("", 30, 70), w.workday()
    at = datetime(d.year, d.month, d.day)
    made = [
        w.seen("cw2" if i % 2 else "cw5", p, at, ["lianhua"], COLD, minutes=0),
        w.come("cw2" if i % 2 else "cw5", p, at, "11", "全科", [COLD], 0),
    ]
    w.add(made[1], "shot", at=at)
    w.add(made[1], "dexa_i", at=at)
    w.plant(made)


@clean("外送: the hormone is measured by another laboratory and billed here with its code.")
def measured_elsewhere(w: County, i: int) -> None:
    v = w.seen(
        ("sq1", "sq4", "zx4", "sq5", "sq1", "zx2", "sq4")[i],
        w.person("", 35, 70),
        w.at(w.workday()),
        [],
        ("E04.100", "甲状腺结节"),
    )
    w.add(v, "tsh", elsewhere=w.houses["yy1"].code)
    w.plant([v])


@clean(
    "Blood count in the clinic in the morning, again in the ward in the afternoon because the fever rose."
)
def clinic_then_ward(w: County, i: int) -> None:
    v = stay(w, GENERAL[i % 4], ILLS[0])
    at = v.start.replace(hour=8, minute=2)
    v.start = max(v.start, at + timedelta(hours=5))
    for x in v.lines:
        if x.at < v.start and v.house.style == "minute":
            x.at = v.start + timedelta(minutes=30)
    u = w.seen(
        v.house.key, v.person, at, ["cbc", "crp"], ("J18.900", "肺炎"), "呼吸内科", minutes=60
    )
    w.plant([u, v])


@clean(
    "Friday to Sunday are keyed on Monday: three nursings, three beds, three rounds on one date."
)
def weekend_on_monday(w: County, _: int) -> None:
    p = w.person("", 55, 82)
    d = w.day(hi=LAST - timedelta(days=20))
    d += timedelta(days=(2 - d.weekday()) % 7)
    first = datetime(d.year, d.month, d.day, 10)
    v = w.lie(
        "zx4",
        p,
        first,
        first + timedelta(days=7),
        "21",
        "内科",
        [("J20.900", "急性支气管炎"), ("J44.900", "慢性阻塞性肺疾病")],
    )
    for n in range(7):
        t = first + timedelta(days=n, hours=1)
        if t.weekday() in (4, 5, 6):
            t = t + timedelta(days=7 - t.weekday())
        for key, c in (
            ("bed", 1),
            ("care2", 1),
            ("see_ward", 1),
            ("drip", 1),
            ("ceftri", 2),
            ("saline", 1),
        ):
            w.add(v, key, c, t, exact=True)
    for key in ("cbc", "crp", "ecg", "chest_dr"):
        w.add(v, key, at=first + timedelta(hours=1))
    w.plant([v])


@clean("The pathologist's answer comes two days after the discharge and is charged then.")
def answer_after_discharge(w: County, i: int) -> None:
    v = operation(w, OPERATIONS[0], "yy1" if i % 2 else "yy3")
    w.add(v, "specimen", at=v.end + timedelta(days=2), exact=True)
    v.settled = v.end + timedelta(days=3)
    w.plant([v])


@clean("Discharged on Saturday, settled on Monday: the window is shut at weekends.")
def shut_at_weekends(w: County, i: int) -> None:
    v = stay(w, GENERAL[i % 4], ILLS[2])
    v.settled = v.end + timedelta(days=2, hours=1)
    w.plant([v])


@clean("A line given back two days after discharge because the last bottle stayed on the shelf.")
def bottle_not_hung(w: County, i: int) -> None:
    v = stay(w, GENERAL[i % 4], ILLS[0])
    x = next(x for x in reversed(v.lines) if w.key(x) == "ceftri")
    w.add(v, "ceftri", -x.count, x.at, exact=True, price=x.price, of=x.sn)
    w.plant([v])


@clean(
    "Sent again with the corrected price: the whole visit taken back in the following month and settled anew."
)
def corrected_next_month(w: County, _: int) -> None:
    v = w.seen(
        "yy7",
        w.person("", 40, 75),
        w.at(w.workday(hi=LAST - timedelta(days=40))),
        ["gastro", "rabe"],
        ("K25.900", "胃溃疡"),
        "消化内科",
        unscanned=True,
    )
    v.refund = v.end + timedelta(days=31)
    v.again = v.refund + timedelta(minutes=9)
    w.plant([v])


@clean(
    "Tablets by the piece: quantity 84 is three boxes' worth of tablets in a house that counts tablets."
)
def eighty_four_pieces(w: County, _: int) -> None:
    v = w.come("yy4", w.person("", 50, 80), w.at(w.workday()), "14", "心内科", [HT], 20)
    w.add(v, "see")
    w.add(v, "amlo", 84, price=0.6643, days=84, unscanned=True)
    w.plant([v])
