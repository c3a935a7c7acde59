"""Look-alikes of posting: late ink, sums, refunds and corrections."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.grammar.world import FIRST, LAST

from .cases import clean
from .life import World, begin, clinic
from .ordinary_beds import (
    BACK,
    CHOLE,
    HEART,
    PNEU,
    REHAB,
    TOWN_COPD,
    TOWN_PNEU,
    admit,
)
from .ordinary_doors import HYPER, STOMACH


@clean("七天床位费在出院日一行记七天。")
def bed_days_in_one_line(w: World, _: int) -> None:
    w.plant([admit(w, "t4", TOWN_PNEU, w.person(lo=50, hi=82), begin(w, 10), nights=7)])


@clean("周末两天的床位、护理、诊查在周一早上补记。")
def weekend_on_monday(w: World, _: int) -> None:
    v = admit(w, "ey", PNEU, w.person(lo=30, hi=80), begin(w, 12), nights=9)
    for x in v.lines:
        if x.at.weekday() > 4 and x.item.key in ("bed", "ward", "n1", "n2", "n3"):
            x.at = min(v.end, x.at + timedelta(days=7 - x.at.weekday()))
    w.plant([v])


@clean("中医院按周记账，一周的量记在周五。")
def posted_by_week(w: World, _: int) -> None:
    w.plant([admit(w, "zy", BACK, w.person(lo=30, hi=72), begin(w, 14), nights=11)])


@clean("价格录错：冲减原行，按正确价格重新记一行。")
def price_corrected(w: World, _: int) -> None:
    v = clinic(
        w, "yy", w.person(lo=30, hi=75), w.at(w.workday(), 8.3, 16), "消化内科", STOMACH, "liver"
    )
    at = v.start + timedelta(minutes=8)
    a = w.add(v, "usabd", 1, at, price=110.0)
    b = w.add(v, "usabd", -1, at + timedelta(minutes=3), price=110.0, of=a.sn)
    w.plant([v], [a, b, w.add(v, "usabd", 1, at + timedelta(minutes=4))])


@clean("检查未做，住院期间退费一行。")
def refunded_test(w: World, _: int) -> None:
    v = admit(w, "san", PNEU, w.person(lo=30, hi=80), begin(w, 10), nights=8)
    at = v.start + timedelta(days=2)
    a = w.add(v, "echo", 1, at)
    w.plant([v], [a, w.add(v, "echo", -1, at + timedelta(days=1), of=a.sn)])


@clean("险种刷错，整单退费后重新结算。")
def refunded_and_settled_again(w: World, n: int) -> None:
    v = clinic(
        w,
        ("yy", "san", "t2")[n % 3],
        w.person(lo=40, hi=80),
        w.at(w.workday(), 8.3, 15),
        "心血管内科",
        HYPER,
        "ecg",
        (("telm", 1),),
    )
    v.more["unscanned"] = True
    v.settled = v.end + timedelta(minutes=5)
    v.refund = v.settled + timedelta(minutes=12)
    v.again = v.settled + timedelta(minutes=20)
    w.plant([v])


@clean("上月结算的检查次月退费。")
def refunded_next_month(w: World, _: int) -> None:
    v = clinic(
        w,
        "ey",
        w.person(lo=30, hi=75),
        w.at(w.workday(FIRST, LAST - timedelta(days=45)), 8.3, 15),
        "外科",
        (("K80.200", "胆囊结石"),),
        "liver usabd",
    )
    v.settled = v.end + timedelta(minutes=5)
    v.refund = v.settled + timedelta(days=w.rng.randint(24, 38))
    w.plant([v])


@clean("上午十点出院，换药和当日吸氧十一点半才补记。")
def posted_after_leaving(w: World, _: int) -> None:
    v = admit(w, "yy", CHOLE, w.person(lo=30, hi=70), begin(w, 8))
    w.plant([v], [w.add(v, "dress_s", 1, v.end + timedelta(minutes=55), exact=True)])


@clean("早晨门诊开的检查，中午入院后并入住院账，时间在入院之前。")
def tests_before_admission(w: World, _: int) -> None:
    v = admit(w, "san", HEART, w.person(lo=55, hi=82), begin(w, 10))
    early = v.start - timedelta(hours=w.rng.randint(1, 3))
    moved = [x for x in v.lines if x.item.key in ("ecg", "dr", "blood")][:3]
    for x in moved:
        x.at = early
    w.plant([v], moved)


@clean("月底集中补记：卫生院一个月的治疗记在最后一天。")
def posted_at_month_end(w: World, _: int) -> None:
    w.plant([admit(w, "t3", TOWN_COPD, w.person(lo=62, hi=84), begin(w, 12), nights=9)])


@clean("系统只有日期：早晚两次雾化都落在零点。")
def twice_daily_without_clock(w: World, _: int) -> None:
    w.plant([admit(w, "t1", TOWN_COPD, w.person(lo=62, hi=84), begin(w, 12))])


@clean("长住康复病人按月分段结算，一次住院两张结算单。")
def settled_in_two_parts(w: World, _: int) -> None:
    v = admit(w, "kf", REHAB, w.person(lo=52, hi=78), begin(w, 32), nights=28)
    middle = v.start + timedelta(days=14)
    for x in v.lines:
        x.claim = int(x.at > middle)
    v.more["parts"] = {0: middle + timedelta(minutes=30), 1: v.end + timedelta(minutes=30)}
    w.plant([v])
