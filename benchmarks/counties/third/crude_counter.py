"""Crude schemes of counters and stations: cards, boxes, codes, batches."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import at
from benchmarks.counties.outside.records import Visit

from .cases import CRUDE, told
from .world import Third


def _paid(w: Third, visits: list[Visit]) -> float:
    return sum(w.paid(v) for v in visits)


@told(CRUDE, "one_box_for_ten_cards", 6, "串换: the code of one box is settled again and again.")
def one_box(w: Third, i: int) -> None:
    h = w.house(("v2", "p9", "v0")[i % 3])
    key = ("rosuva", "irbe", "weifuchun")[i % 3]
    item = w.items[key]
    code = w.stock.code(item)
    visits = []
    day = w.day(30, 250)
    w.stock.buy(h, item, code, at(day, 8))
    for n in range(w.rng.randint(6, 11)):
        p = w.pick("", (45, 85))
        when = w.some_time(day + timedelta(days=n * w.rng.randint(1, 6)))
        if h.kind == "pharmacy":
            v, _ = w.sale(p, h, when, key, scan=False)
        else:
            v, _ = w.seen(p, h, "chronic3", when, bare=True, plus=f"{key}", scan=False)
        line = v.lines[0]
        line.codes.append(code)
        w.stock.sell(h, item, code, line.when, line=line, visit=v)
        visits.append(v)
    # The first card got the box.
    w.scheme("one_box_for_ten_cards", h, visits[1:], codes=(code,), loss=_paid(w, visits[1:]))


@told(
    CRUDE,
    "boxes_that_came_back",
    6,
    "回流药: boxes that the county's hospitals settled months ago are sold again, without a supplier.",
)
def came_back(w: Third, i: int) -> None:
    h = w.house("p10" if i % 2 else "p11")
    codes, visits = [], []
    for _ in range(w.rng.randint(6, 9)):
        first, _ = w.seen(w.pick("", (50, 82)), w.house("ppl,sec,city"), "chronic3", w.some_time(w.day(5, 150)),
                          bare=True, plus="visit arni rivaroxaban", med_type="14")  # fmt: skip
        p = w.pick("", (50, 82))
        when = w.some_time(first.start.date() + timedelta(days=w.rng.randint(30, 90)))
        v, _ = w.sale(p, h, when, "arni rivaroxaban", scan=False)
        for line in v.lines:
            old = next(ln for ln in first.lines if ln.item.key == line.item.key)
            line.codes.append(old.codes[0])
            codes.append(old.codes[0])
            w.stock.sell(h, line.item, old.codes[0], line.when, line=line, visit=v)
        visits.append(v)
    w.scheme("boxes_that_came_back", h, visits, codes=codes, loss=_paid(w, visits))


@told(
    CRUDE,
    "cards_in_the_drawer",
    4,
    "空刷: thirty cards in an hour of the night, no box leaves the shelf.",
)
def drawer(w: Third, i: int) -> None:
    h = w.house("p11" if i % 2 else "p5")
    cards = w.crowd(w.rng.randint(18, 26))
    visits = []
    day = w.day(20, 300)
    for month in range(3):
        when = at(day + timedelta(days=30 * month), 21, 30 + i)
        for p in cards:
            v, _ = w.sale(
                p,
                h,
                when,
                w.rng.choice(("shexiang*3 jiuxin*2", "xst_cap*4 jiuxin", "bailing*2 weifuchun*2")),
                scan=False,
            )
            for line in v.lines:
                w.stock.skip.add(id(line))
            visits.append(v)
            when += timedelta(seconds=w.rng.randint(50, 130))
    w.scheme("cards_in_the_drawer", h, visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "rice_as_medicine",
    3,
    "串换: rice and oil go over the counter, the same three boxes are charged to everybody.",
)
def rice(w: Third, i: int) -> None:
    h = w.house(("p8", "p9", "p11")[i])
    visits = []
    for _ in range(w.rng.randint(45, 60)):
        p = w.pick("", (40, 85))
        v, _ = w.sale(
            p,
            h,
            w.some_time(w.day(60, 340), (8, 20)),
            "ejiao*2 liuwei*1 bailing*1",
            "R53.x00 疲劳",
            scan=False,
        )
        for line in v.lines:
            w.stock.skip.add(id(line))
        visits.append(v)
    w.scheme("rice_as_medicine", h, visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "pills_for_the_dealer",
    3,
    "倒卖药品: one card, dear drugs from five doors within a week, month after month.",
)
def dealer(w: Third, i: int) -> None:
    p = w.pick("", (50, 78))
    first = w.day(5, 60)
    visits: list[Visit] = []
    plans = ("semaglutide*2", "arni*4", "rivaroxaban*4", "salmet*3", "dulaglutide*4")
    for month in range(6):
        for n, house in enumerate(("ppl", "sec", "city", "p2", "p6")):
            day = first + timedelta(days=28 * month + n + w.rng.randint(0, 1))
            h = w.house(house)
            plan = plans[i % len(plans)]
            diag = "E11.900 2型糖尿病" if "glutide" in plan else "I50.900 心力衰竭;I48.900 心房颤动"
            if plan.startswith("salmet"):
                diag = "J44.900 慢性阻塞性肺疾病"
            if h.kind == "pharmacy":
                v, _ = w.sale(p, h, w.some_time(day), plan, diag)
            else:
                v, _ = w.seen(p, h, "chronic3", w.some_time(day), bare=True, plus=f"visit {plan}",
                              diags=diag, med_type="14")  # fmt: skip
            visits.append(v)
    # What each house sold is its own case; a quarter of what the first gave is his own supply.
    for code in sorted({v.provider.code for v in visits}):
        here = [v for v in visits if v.provider.code == code]
        share = 0.75 if code == visits[0].provider.code else 1.0
        w.scheme(
            "pills_for_the_dealer", here[0].provider, here, loss=round(_paid(w, here) * share, 2)
        )


@told(
    CRUDE,
    "whole_village_every_day",
    3,
    "虚假就诊: the station books the same households every day, one after the other within minutes.",
)
def village(w: Third, i: int) -> None:
    h = w.house(("v0", "v2", "v3")[i])
    crowd = w.crowd(14)
    visits = []
    first = w.day(10, 300)
    for d in range(15):
        when = at(first + timedelta(days=d), 19, 5)
        for p in crowd:
            if w.rng.random() < 0.15:
                continue
            v, _ = w.seen(
                p, h, "uri", when, bare=True, plus="general_fee injection ganmao", scan=False
            )
            for line in v.lines:
                w.stock.skip.add(id(line))
            visits.append(v)
            when += timedelta(minutes=2)
    w.scheme("whole_village_every_day", h, visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "reports_without_blood",
    3,
    "伪造检验: forty panels on a Sunday night, a minute apart, for people who were not there.",
)
def reports(w: Third, i: int) -> None:
    h = w.house(("t7", "t2", "pvt")[i])
    visits = []
    day = w.day(10, 320)
    day += timedelta(days=6 - day.weekday())
    when = at(day, 22, 15)
    for p in w.crowd(w.rng.randint(34, 44), (40, 85)):
        v, _ = w.seen(p, h, "uri", when, bare=True, diags="Z00.000 一般性医学检查;I10.x00 高血压",
                      plus="cbc urine alt ast crea urea glucose chol tg ldl tsh cea afp")  # fmt: skip
        visits.append(v)
        when += timedelta(seconds=w.rng.randint(40, 80))
    w.scheme("reports_without_blood", h, visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "needles_without_end",
    4,
    "虚构诊疗: needles, cups and moxa every day for two months, Sundays and holidays too.",
)
def needles(w: Third, i: int) -> None:
    h = w.house(("tcm", "t3", "com", "t7")[i])
    p = w.pick("", (50, 78))
    visits = []
    first = date(2025, 1, 10) + timedelta(days=w.rng.randint(0, 200))
    for d in range(55):
        v, _ = w.seen(p, h, "necka", w.some_time(first + timedelta(days=d)), bare=True,
                      plus="acup elec_acup cupping moxa tdp gua_sha")  # fmt: skip
        visits.append(v)
    w.scheme("needles_without_end", h, visits, loss=_paid(w, visits))


@told(
    CRUDE,
    "december_for_next_year",
    4,
    "年底突击: half a year's boxes on the last days of December, for cards that never bought them.",
)
def december(w: Third, i: int) -> None:
    h = w.house(("p5", "p10", "p11", "p9")[i])
    visits = []
    for p in w.crowd(w.rng.randint(10, 14), (45, 80)):
        v, _ = w.sale(p, h, w.some_time(date(2025, 12, w.rng.randint(26, 31)), (9, 20)),
                      w.rng.choice(("amlodipine*6 rosuva*6", "xst_cap*15 shexiang*8", "metformin*8 dapa*7")))  # fmt: skip
        visits.append(v)
    w.scheme("december_for_next_year", h, visits, loss=_paid(w, visits))
