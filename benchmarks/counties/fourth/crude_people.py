"""Crude schemes of the fourth county around people: cards of others, the dead, two houses at once, registers."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import Person, at
from benchmarks.counties.outside.records import Visit
from benchmarks.counties.stranger.plan import operations

from .cases import CRUDE, told, wrong
from .houses import STATIONS
from .world import Fourth

CHRONIC_SHOP = "I10.x00 高血压"


def _month(w: Fourth) -> date:
    return date(2025, w.rng.randint(2, 11), w.rng.randint(3, 20))


@told(
    CRUDE,
    "household_of_cards",
    3,
    "A station enters colds for whole households in one evening, each month; the cards lie in the station.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("v0", "v2", "v4")[n]), []
    people = w.crowd(22, (6, 84))
    for month in range(2, 11, 2):
        when = at(date(2025, month, w.rng.randint(5, 25)), 19, w.rng.randint(0, 20))
        for p in people:
            when += timedelta(seconds=w.rng.randint(35, 70))
            v, _m = w.seen(
                p, h, "stn", when, bare=True, plus="general_fee ganmao*2 pudilan", scan=False
            )
            for line in v.lines:
                line.when = when
            v.end = when + timedelta(seconds=20)
            w.stock.skip |= {id(line) for line in v.lines}
            out.append(v)
    wrong(w, "household_of_cards", out)


@told(
    CRUDE,
    "the_dead_are_treated",
    3,
    "Treatment is settled weeks after the patient's death; the card was never returned.",
)
def _(w: Fourth, n: int) -> None:
    out = []
    h = w.house(("v5", "p8", "com1")[n])
    for _ in range(9):
        p = w.pick(ages=(70, 94))
        day = w.day(40, 250)
        for k in range(3):
            when = w.moment(day + timedelta(days=18 + 25 * k), 9, 16)
            if h.kind == "pharmacy":
                v, _m = w.sale(p, h, when, "amlodipine*2 txl*2", CHRONIC_SHOP)
            else:
                v, _m = w.seen(p, h, "cmm", when, plus="amlodipine*2")
            out.append(v)
        p.died = day
    wrong(w, "the_dead_are_treated", out)


@told(
    CRUDE,
    "bus_of_grannies",
    3,
    "A bus collects fifteen old people of one village; they are admitted on one morning, get the same drip and leave on one day.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("pvt", "t5", "reh")[n]), []
    day = _month(w)
    village = f"某县丁镇{60 + n}村"
    for k in range(16):
        p = w.pick(ages=(62, 86))
        p.village = f"{village}{k + 1}号"
        v, _m = w.stay(p, h, "ti", day, 7, dept="内科", hour=9)
        w.settle(v)
        out.append(v)
    wrong(w, "bus_of_grannies", out)


@told(
    CRUDE,
    "lies_in_two_hospitals",
    3,
    "One card lies in two hospitals at the same time: a cousin without insurance uses it.",
)
def _(w: Fourth, n: int) -> None:
    out: list[Visit] = []
    h = w.house(("gh", "t4", "ort")[n])
    for _ in range(6):
        p = w.pick(ages=(48, 80))
        day = w.day()
        a, _m = w.stay(p, w.house("prov"), "pn", day, 8)
        w.settle(a)
        b, _m = w.stay(p, h, ("gall4", "tg", "backp")[n], w.later(day, 1, 2), 5)
        w.settle(b)
        out += [b, a]
    # which of the two the owner of the card lay in, the data do not tell
    wrong(w, "lies_in_two_hospitals", out, share=0.5, providers=[w.house("prov").code])


@told(
    CRUDE,
    "sessions_of_the_absent",
    2,
    "Dialysis sessions are charged at the centre while the patient lies in the provincial hospital, or has died.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("dia1", "dia2")[n]), []
    for k in range(8):
        p = w.pick(ages=(40, 80))
        day = w.day(30, 260)
        if k % 4:
            a, _m = w.stay(p, w.house("prov"), "pn", day, 12)
            w.settle(a)
        for d in (2, 4, 6, 9, 11):
            v, _m = w.seen(p, h, "hd4", at(day + timedelta(days=d), 8, 10), med_type="14", hours=4)
            out.append(v)
        if not k % 4:
            p.died = day
    wrong(w, "sessions_of_the_absent", out)


@told(
    CRUDE,
    "five_sessions_at_two_branches",
    1,
    "Patients dialysed three times a week at one branch appear at the other branch on the days between.",
)
def _(w: Fourth, _n: int) -> None:
    out = []
    for _ in range(5):
        p = w.pick(ages=(40, 76))
        day = date(2025, w.rng.randint(2, 6), 3)
        for week in range(8):
            monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * week)
            for d in range(6):
                v, _m = w.seen(
                    p,
                    w.house("dia2" if d % 2 else "dia1"),
                    "hd4",
                    at(monday + timedelta(days=d), 8, 12),
                    med_type="14",
                    hours=4,
                )
                out.append(v)
    wrong(w, "five_sessions_at_two_branches", out, share=0.5,
          providers=[w.house("dia1").code, w.house("dia2").code])  # fmt: skip


@told(
    CRUDE,
    "needles_of_an_unlisted_hand",
    2,
    "Treatments are signed by somebody who is in no register of doctors or therapists.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("c1", "t6")[n]), []
    for _ in range(40):
        p = w.pick(ages=(30, 80))
        v, _m = w.seen(p, h, "acu4", w.moment(w.day(10, 340)), doctor=f"D3707869{n}0417")
        out.append(v)
    wrong(w, "needles_of_an_unlisted_hand", out)


@told(
    CRUDE,
    "signature_of_the_retired",
    2,
    "The registration of the only herbalist ended in March; his number goes on signing.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("c2", "t3")[n]), []
    gone = h.doctor(w.rng, "中医科")
    gone.end = "2025-03-31 00:00:00"
    gone.status = "0"
    h.doctors.remove(gone)  # nobody else's orders bear his number
    for _ in range(34):
        p = w.pick(ages=(25, 80))
        v, _m = w.seen(p, h, "herb4", w.moment(w.day(130, 340)), doctor=gone.code)
        out.append(v)
    wrong(w, "signature_of_the_retired", out)


@told(
    CRUDE,
    "staff_in_their_own_beds",
    2,
    "Nurses and doctors of the house lie in it as patients while they sign for others on the same days.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("psy", "t4")[n]), []
    for d in w.rng.sample(h.doctors, 3):
        p = w.pick(ages=(28, 58))
        d.person = p.no
        h.doctors.remove(d)  # nobody else's orders bear the number
        day = w.day(20, 250)
        v, _m = w.stay(p, h, "schiz" if n == 0 else "ti", day, 30 if n == 0 else 8)
        w.settle(v)
        out.append(v)
        for k in range(6):
            u, _m = w.seen(
                w.pick(ages=(30, 70)),
                h,
                "anxo" if n == 0 else "cold4",
                w.moment(day + timedelta(days=1 + k)),
                doctor=d.code,
            )
            out.append(u)
    wrong(w, "staff_in_their_own_beds", out, share=0.9)


@told(
    CRUDE,
    "operation_on_the_summary_only",
    2,
    "An operation that nobody charged or did stands on the summary and lifts the points of the case.",
)
def _(w: Fourth, n: int) -> None:
    h = w.house(("tcm", "gh")[n])
    out, total = [], 0.0
    for _ in range(16):
        p = w.pick(ages=(30, 74))
        v, _m = w.stay(p, h, "tg", w.day(), 0, dept="肛肠科" if n == 0 else "消化内科")
        operations(
            v, "49.4600 痔切除术@1T10+30" if n == 0 else "45.4200 内镜下结肠息肉切除术@1T10+30"
        )
        w.settle(v)
        total += w.raise_group(
            v, "GF15", "GF1", 1.1, "K64.800 混合痔" if n == 0 else "K63.500 结肠息肉"
        )
        out.append(v)
    w.scheme(
        "operation_on_the_summary_only",
        h,
        out,
        loss=total,
        note=CRUDE["operation_on_the_summary_only"].why,
    )


@told(
    CRUDE,
    "settled_again_after_refund_in_cash",
    1,
    "A sale is settled, and half an hour later the same basket once more on the same card: one of them was turned into cash.",
)
def _(w: Fourth, _n: int) -> None:
    shop, out = w.house("p15"), []
    for _ in range(26):
        p = w.pick(ages=(30, 80))
        when = w.moment(w.day(), 9, 19)
        w.sale(p, shop, when, "rosuva*2 amlodipine*2", CHRONIC_SHOP)
        v, _m = w.sale(
            p,
            shop,
            when + timedelta(minutes=w.rng.randint(3, 35)),
            "rosuva*2 amlodipine*2",
            CHRONIC_SHOP,
            scan=False,
        )
        w.stock.skip |= {id(line) for line in v.lines}
        out.append(v)
    wrong(w, "settled_again_after_refund_in_cash", out)


@told(
    CRUDE,
    "year_end_emptying",
    2,
    "In the last days of December a shop loads what is left of the year's quota on to cards, one round sum each; goods to be taken later.",
)
def _(w: Fourth, n: int) -> None:
    shop, out = w.house(("p13", "p3")[n]), []
    for _ in range(60):
        p: Person = w.pick(ages=(25, 80))
        when = w.moment(date(2025, 12, w.rng.randint(26, 30)), 8, 21)
        v, _m = w.sale(p, shop, when, "ejiao*5^p:100", "R53.x00 乏力", scan=False)
        w.stock.skip |= {id(line) for line in v.lines}
        out.append(v)
    wrong(w, "year_end_emptying", out)


@told(
    CRUDE,
    "one_village_one_prescription",
    2,
    "A station bills the same three boxes to every household of the village on the day on which the quota of the quarter ends; the boxes were bought once.",
)
def _(w: Fourth, _n: int) -> None:
    h, out = w.house(w.rng.choice(STATIONS.split(","))), []
    for month in (3, 6, 9):
        day = date(2025, month, 28)
        for _ in range(30):
            p = w.pick(ages=(40, 86))
            v, _m = w.seen(
                p,
                h,
                "cmm",
                w.moment(day, 8, 18),
                bare=True,
                plus="general_fee txl*2 yinxing*2",
                diags="I25.103 冠心病",
                scan=False,
            )
            w.stock.skip |= {id(line) for line in v.lines}
            out.append(v)
    wrong(w, "one_village_one_prescription", out)


@told(
    CRUDE,
    "sold_before_it_was_bought",
    1,
    "Settled codes turn up in the purchase book months after the sale: the boxes came from somewhere else first.",
)
def _(w: Fourth, _n: int) -> None:
    shop, out, codes = w.house("p12"), [], []
    for _ in range(30):
        p = w.pick(ages=(40, 80))
        when = w.moment(w.day(20, 240), 8, 19)
        v, _m = w.sale(p, shop, when, "rosuva*2", CHRONIC_SHOP, scan=False)
        for line in v.lines:
            for _ in range(2):
                code = w.stock.code(line.item)
                w.stock.buy(
                    shop, line.item, code, when + timedelta(days=w.rng.randint(50, 90)), days=(1, 3)
                )
                w.stock.sell(shop, line.item, code, when, line=line, visit=v, cnt=2)
                line.codes.append(code)
                codes.append(code)
        out.append(v)
    wrong(w, "sold_before_it_was_bought", out, codes)


@told(
    CRUDE,
    "sold_thrice_what_was_bought",
    3,
    "A shop settles three times the boxes that it ever bought; two thirds went out as cash.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("p10", "p14", "v1")[n]), []
    key = ("empag", "shexiang", "naoxint")[n]
    for k in range(54):
        p = w.pick(ages=(40, 82))
        when = w.moment(w.day(30, 340), 8, 18)
        diag = "E11.900 2型糖尿病" if n == 0 else "I25.103 冠心病"
        v, _m = (
            w.sale(p, h, when, f"{key}*2", diag, scan=False)
            if h.kind == "pharmacy"
            else w.seen(
                p, h, "cmm", when, bare=True, plus=f"general_fee {key}*2", diags=diag, scan=False
            )
        )
        if k % 3 == 0:
            w.stock.scan(v)
            continue
        w.stock.skip |= {id(line) for line in v.lines}
        out.append(v)
    wrong(w, "sold_thrice_what_was_bought", out)
