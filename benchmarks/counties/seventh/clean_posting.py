"""Look-alikes of clerks and machines: when and how what was done came into the books."""

from __future__ import annotations

from datetime import datetime, timedelta

from .cases import clean
from .life import (
    BEDRID,
    COLD,
    COPD,
    DEM,
    DM,
    ESRD,
    GALL,
    HEMI,
    HTN,
    LUMBAR,
    PNEU,
    RENAL_HTN,
    SCHIZ,
    clinic,
    later,
    operation,
    stay,
)
from .world import LAST, Visit, World


def _ward(w: World, house: str = "qrm", days: int = 7) -> Visit:
    return stay(
        w,
        house,
        w.person(lo=45, hi=80),
        w.at(w.workday(hi=LAST - timedelta(days=days + 40))),
        days,
        (PNEU, HTN),
        ("ES25", "呼吸系统感染", 0.82),
        dept="呼吸内科",
        tests=("cbc", "crp", "ct", "alt"),
        home=("cefix",),
    )


@clean(
    "A clinic visit settled on the wrong insurance is taken back whole and settled anew half an hour later."
)
def settled_anew(w: World, i: int) -> None:
    v = clinic(
        w,
        ("qrm", "sdy", "my")[i % 3],
        w.person(lo=30),
        w.at(w.workday()),
        (DM,),
        ("metf",),
        ("glu", "hba1c"),
    )
    v.refund = v.end + timedelta(minutes=30)
    v.again = v.end + timedelta(minutes=50)
    w.plant([v])


@clean(
    "Refund next month of a whole claim without negative lines: only a settlement with the minus sign."
)
def refunded_next_month(w: World, i: int) -> None:
    v = clinic(
        w,
        ("my", "kq1", "zyg")[i % 3],
        w.person(lo=30),
        w.at(w.workday(hi=LAST - timedelta(days=50))),
        (LUMBAR,),
        ("ibup",),
        ("us",),
    )
    v.refund, v.refund_lines = later(v.end, 31), False
    w.plant([v])


@clean("A line corrected: entered as twenty, taken back, entered as two.")
def twenty_then_two(w: World, _: int) -> None:
    v = _ward(w)
    at = later(v.start, 2)
    a = w.add(v, "gas", 20, at)
    w.add(v, "gas", -20, at + timedelta(minutes=9), of=a.sn)
    w.add(v, "gas", 2, at + timedelta(minutes=10))
    w.plant([v])


@clean("A drip that was not given: part of a line given back on the day of discharge.")
def part_given_back(w: World, _: int) -> None:
    v = _ward(w)
    w.add(v, "ceftri", -2, v.end - timedelta(minutes=50), exact=True)
    w.plant([v])


@clean(
    "The nursing house catches up at the end of the month: thirty beds, thirty nursings, sixty mouth cares in one line each on the 31st."
)
def month_in_a_line(w: World, _: int) -> None:
    v = stay(
        w,
        "hly",
        w.person(lo=78, hi=93),
        w.at(w.workday(hi=LAST - timedelta(days=100))),
        62,
        (DEM, BEDRID),
        dept="护理病区",
        drips=(),
        nurse="n1",
        daily=(("n_mouth", 2), ("oxygen", 8), ("n_suction", 6)),
        tests=("cbc", "crea"),
    )
    w.plant([v])


@clean(
    "Interim settlement of a long stay: lines of two claims, beds split at the month, the last day in the second."
)
def settled_in_the_middle(w: World, i: int) -> None:
    v = stay(
        w,
        ("jw", "kf")[i % 2],
        w.person(lo=40, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=60))),
        38,
        (SCHIZ if i % 2 == 0 else HEMI,),
        dept="精神科" if i % 2 == 0 else "康复科",
        drips=(),
        tests=("cbc", "alt"),
        daily=(("mind_watch", 1), ("rispe", 0.0333)) if i % 2 == 0 else (("amlod", 0.0357),),
        nurse="n_mind" if i % 2 == 0 else "n2",
        workdays=() if i % 2 == 0 else (("hemi", 1), ("ot", 1)),
    )
    middle = later(v.start, 19)
    for x in v.lines:
        x.claim = 1 if x.at > middle else 0
    v.more["parts"] = {0: middle, 1: later(v.end, 0.1)}
    w.plant([v])


@clean(
    "The machine of the ward posts next morning: Saturday's and Sunday's round and nursing of the weekend stand on Monday."
)
def weekend_on_monday(w: World, _: int) -> None:
    at = w.at(w.workday(hi=LAST - timedelta(days=20)))
    v = stay(
        w,
        "my",
        w.person(lo=40, hi=70),
        at,
        10,
        (COPD,),
        ("ES25", "呼吸系统感染", 0.8),
        dept="内科",
        basic=False,
        tests=("cbc", "ct", "gas"),
    )
    start = datetime(at.year, at.month, at.day)
    for d in range(10):
        day = start + timedelta(days=d)
        count = {5: 0, 6: 0, 0: 3}.get(day.weekday(), 1) if d > 1 else 1
        if day.weekday() == 0 and d in (0, 1):
            count = 1
        if day.weekday() in (5, 6) and d <= 1:
            count = 1
        if day.weekday() == 0 and d == 2:
            count = 1
        for k in ("bed", "round", "n2"):
            if count:
                w.add(v, k, count, day + timedelta(hours=8), exact=True)
    w.plant([v])


@clean(
    "Dialysis of the evening shift ends after midnight and is posted at its end: two sessions' lines on one date, none the day before."
)
def evening_shift(w: World, _: int) -> None:
    p, at, visits = (
        w.person(lo=40, hi=70),
        w.at(w.workday(hi=LAST - timedelta(days=30)), 18.5, 19),
        [],
    )
    for d in (0, 2, 4, 7, 9, 11):
        start = at + timedelta(days=d)
        v = w.visit(
            "tx",
            p,
            "14",
            start,
            start + timedelta(hours=5, minutes=40),
            "血透室",
            (ESRD, RENAL_HTN),
        )
        for k in ("hd", "dialyser", "heparin"):
            w.add(v, k, 1, v.end - timedelta(minutes=2))
        visits.append(v)
    w.plant(visits)


@clean(
    "A nebulisation at eight and one at four in a house that writes dates only: two equal lines at midnight."
)
def two_at_midnight(w: World, _: int) -> None:
    v = stay(
        w,
        "xz1",
        w.person(lo=60, hi=82),
        w.at(w.workday(hi=LAST - timedelta(days=15))),
        7,
        (COPD,),
        dept="内科",
        tests=("cbc", "crp", "dr"),
    )
    for d in range(1, 6):
        for h in (0, 8):
            for k in ("neb", "budes"):
                w.add(v, k, 1, later(v.start.replace(hour=8), d) + timedelta(hours=h))
    w.plant([v])


@clean(
    "Sugar profile: seven drops of blood a day for a week of adjusting insulin, in a house that writes dates only."
)
def seven_drops(w: World, i: int) -> None:
    v = stay(
        w,
        ("xz1", "qrm")[i % 2],
        w.person(lo=50, hi=78),
        w.at(w.workday(hi=LAST - timedelta(days=15))),
        8,
        (("E11.900", "2型糖尿病"),),
        ("KS15", "糖尿病", 0.8),
        dept="内分泌科",
        drips=(),
        tests=("cbc", "hba1c", "alt"),
        daily=(("glu_bed", 7), ("glarg", 0.05)),
    )
    w.plant([v])


@clean(
    "The day-surgery centre settles three days after discharge; every line bears the day of settlement."
)
def lines_of_the_settlement_day(w: World, _: int) -> None:
    from .life import HERNIA, operation

    v = stay(
        w,
        "rj",
        w.person(lo=30, hi=65),
        w.at(w.workday(hi=LAST - timedelta(days=10)), 8, 8.5),
        1,
        (HERNIA,),
        dept="日间病房",
        tests=("cbc", "pt", "ecg"),
        drips=("saline",),
        kind="28",
    )
    v.settled = later(v.end, 3)
    operation(
        w,
        v,
        "hernia",
        "53.0000",
        "腹股沟疝修补术",
        v.start + timedelta(hours=2),
        "spinal",
        (("mesh", 1),),
    )
    for x in v.lines:
        x.at = v.settled - timedelta(minutes=5)
    w.plant([v])


@clean(
    "Tests of the clinic before a planned stay are moved into the stay's bill: lines dated three days before admission."
)
def tests_before_admission(w: World, i: int) -> None:
    v = stay(
        w,
        ("qrm", "sdy")[i % 2],
        w.person(lo=35, hi=70),
        w.at(w.workday(hi=LAST - timedelta(days=15))),
        5,
        (GALL,),
        ("HC25", "胆囊切除手术", 1.3),
        dept="普外科",
        tests=(),
        drips=("cefur", "saline"),
    )
    operation(w, v, "gall", "51.2300", "腹腔镜下胆囊切除术", later(v.start, 1).replace(hour=10))
    for k in ("cbc", "pt", "us", "ecg", "alt"):
        w.add(v, k, 1, v.start - timedelta(days=3), exact=True)
    w.plant([v])


@clean(
    "Half past midnight: monitoring of the day is posted as 24 for the day before and 9 on the next."
)
def hours_over_midnight(w: World, _: int) -> None:
    v = _ward(w, "sdy", 6)
    for d in range(1, 5):
        w.add(
            v,
            "monitor",
            24,
            later(datetime(v.start.year, v.start.month, v.start.day, 0, 20), d),
            exact=True,
        )
        w.add(
            v,
            "oxygen",
            24,
            later(datetime(v.start.year, v.start.month, v.start.day, 0, 20), d),
            exact=True,
        )
    w.add(
        v,
        "monitor",
        9,
        later(datetime(v.start.year, v.start.month, v.start.day, 9, 20), 5),
        exact=True,
    )
    w.plant([v])


@clean(
    "Wrong person: the clinic bills the neighbour's card, refunds within the hour and bills the right one; same drugs, same doctor, same minute of care."
)
def wrong_card(w: World, i: int) -> None:
    at = w.at(w.workday())
    a = clinic(w, ("sq1", "cw1", "xz1")[i % 3], w.person(lo=40), at, (COLD,), ("gandong",))
    a.refund = a.end + timedelta(minutes=30)
    a.more["unscanned"] = True
    b = clinic(
        w,
        a.house.key,
        w.person(lo=40),
        at + timedelta(minutes=55),
        (COLD,),
        ("gandong",),
        doctor=a.doctor,
    )
    w.plant([a, b])
