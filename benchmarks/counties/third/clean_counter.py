"""Innocent look-alikes of counters: split boxes, returns, chains, late papers, big prescriptions."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import at

from .cases import CLEAN, fine, told
from .world import Third


@told(
    CLEAN,
    "one_box_split_among_five",
    12,
    "拆零: tablets of one box for five people at the station, the code scanned each time.",
)
def split(w: Third, i: int) -> None:
    h = w.house(("v4", "v5", "v7", "v8")[i % 4])
    item = w.items["ibuprofen"]
    code = w.stock.code(item)
    day, visits = w.day(30, 320), []
    w.stock.buy(h, item, code, at(day, 8))
    for n in range(5):
        v, _ = w.seen(w.pick("", (18, 70)), h, "uri", w.some_time(day + timedelta(days=n)), bare=True,
                      plus="general_fee ibuprofen*0.2", scan=False)  # fmt: skip
        line = v.lines[-1]
        line.codes.append(code)
        w.stock.sell(h, item, code, line.when, line=line, visit=v, split=True, cnt=4)
        visits.append(v)
    fine(w, "one_box_split_among_five", visits, (code,))


@told(
    CLEAN,
    "brought_back_and_sold_again",
    14,
    "An unopened box brought back within the hour, sold to the next customer.",
)
def returned(w: Third, i: int) -> None:
    h = w.house(f"p{i % 12}")
    item = w.items["diclof"]
    code = w.stock.code(item)
    when = w.some_time(w.day(20, 330), (9, 16))
    w.stock.buy(h, item, code, when)
    a, _ = w.sale(w.pick("", (30, 70)), h, when, "diclof", "M25.500 关节痛", scan=False)
    a.lines[0].codes.append(code)
    w.stock.sell(h, item, code, when, line=a.lines[0], visit=a)
    w.stock.take_back(
        h, item, code, when + timedelta(minutes=50), str(a.setls[0]["setl_id"]), a.person.no
    )
    w.refund(a, str(a.setls[0]["setl_id"]), again=False)
    b, _ = w.sale(
        w.pick("", (30, 70)), h, when + timedelta(days=2), "diclof", "M25.500 关节痛", scan=False
    )
    b.lines[0].codes.append(code)
    w.stock.sell(h, item, code, b.start, line=b.lines[0], visit=b)
    fine(w, "brought_back_and_sold_again", [a, b], (code,))


@told(
    CLEAN,
    "moved_within_the_chain",
    14,
    "A box bought by the head shop, moved to the third shop and sold there.",
)
def moved(w: Third, i: int) -> None:
    head, shop = w.house("p0"), w.house(("p1", "p2", "p3")[i % 3])
    item = w.items["rosuva"]
    code = w.stock.code(item)
    when = w.some_time(w.day(50, 340), (9, 19))
    w.stock.buy(head, item, code, when, days=(20, 40))
    w.stock.move(head, shop, item, code, when - timedelta(days=w.rng.randint(2, 9)))
    v, _ = w.sale(w.pick("", (45, 85)), shop, when, "rosuva", scan=False)
    v.lines[0].codes.append(code)
    w.stock.sell(shop, item, code, when, line=v.lines[0], visit=v)
    fine(w, "moved_within_the_chain", [v], (code,))


@told(
    CLEAN,
    "wrong_card_put_right",
    14,
    "Settled, taken back at once, settled anew with the same box.",
)
def wrong_card(w: Third, i: int) -> None:
    h = w.house(f"p{i % 13}")
    v, _ = w.sale(
        w.pick("", (40, 80)), h, w.some_time(w.day(20, 340)), "xst_cap amlodipine", scan=False
    )
    w.settled_again(v)
    w.stock.scan(v)
    fine(w, "wrong_card_put_right", [v])


@told(
    CLEAN,
    "papers_after_the_boxes",
    14,
    "The boxes came in the evening, the delivery note is entered two days later.",
)
def papers(w: Third, i: int) -> None:
    h = w.house(("p4", "p6", "p7", "p12")[i % 4])
    v, _ = w.sale(
        w.pick("", (40, 80)),
        h,
        w.some_time(w.day(20, 340)),
        "huoxiang smecta",
        "A09.900 急性胃肠炎",
        scan=False,
    )
    w.stock.scan(v, late=True)
    fine(w, "papers_after_the_boxes", [v])


@told(
    CLEAN,
    "first_shelf_of_the_year",
    10,
    "Boxes on the shelf since autumn, counted on New Year's Day.",
)
def shelf(w: Third, i: int) -> None:
    h = w.house(f"p{i % 8}")
    v, _ = w.sale(
        w.pick("", (40, 80)),
        h,
        at(date(2025, 1, 4 + i % 9), 10, 5),
        "rabep weifuchun",
        "K29.500 慢性胃炎",
    )
    fine(w, "first_shelf_of_the_year", [v])


@told(
    CLEAN,
    "three_illnesses_nine_boxes",
    14,
    "Pressure, sugar and heart at once: nine boxes for two months, all of them his.",
)
def nine(w: Third, i: int) -> None:
    p = w.pick("", (60, 85))
    h = w.house(("t1", "com", "p2", "p6", "v5")[i % 5])
    day, visits = w.day(5, 40), []
    plan = "amlodipine*2 irbe*2 metformin*2 dapa*2 aspirin*2 rosuva*2"
    diag = "I10.x00 高血压;E11.900 2型糖尿病;I25.103 冠状动脉粥样硬化性心脏病"
    for _ in range(4):
        if h.kind == "pharmacy":
            v, _m = w.sale(p, h, w.some_time(day), plan, diag)
        else:
            v, _m = w.seen(
                p, h, "chronic3", w.some_time(day), bare=True, plus=plan, diags=diag, med_type="14"
            )
        visits.append(v)
        day += timedelta(days=w.rng.randint(55, 60))
    fine(w, "three_illnesses_nine_boxes", visits)


@told(
    CLEAN,
    "goes_to_his_son_in_the_city",
    12,
    "Half the year at home, half with his son: the next month's boxes come from another house.",
)
def son(w: Third, _: int) -> None:
    p = w.pick("", (62, 84))
    day, visits = w.day(5, 30), []
    for n in range(8):
        h = w.house("v8" if n < 4 else "city")
        fee = "general_fee" if n < 4 else "visit"
        v, _m = w.seen(
            p,
            h,
            "chronic3",
            w.some_time(day),
            bare=True,
            plus=f"{fee} amlodipine rosuva",
            med_type="14",
        )
        visits.append(v)
        day += timedelta(days=w.rng.randint(27, 30))
    fine(w, "goes_to_his_son_in_the_city", visits)


@told(
    CLEAN,
    "injects_at_home_once_a_week",
    12,
    "A weekly injection: four pens a month from the hospital's clinic, for sugar.",
)
def pens(w: Third, _: int) -> None:
    p = w.pick("", (35, 68))
    day, visits = w.day(5, 40), []
    for _ in range(6):
        v, _m = w.seen(p, w.house("ppl"), "chronic3", w.some_time(day), bare=True, plus="visit dulaglutide*2 metformin",
                       diags="E11.900 2型糖尿病", med_type="14")  # fmt: skip
        visits.append(v)
        day += timedelta(days=w.rng.randint(27, 30))
    fine(w, "injects_at_home_once_a_week", visits)


@told(
    CLEAN,
    "evening_shift_at_the_counter",
    8,
    "Workers come after the shift: a dozen customers between nine and ten.",
)
def shift(w: Third, i: int) -> None:
    h = w.house(("p0", "p3", "p4", "p7")[i % 4])
    when, visits = at(w.day(10, 340), 21, 2), []
    for _ in range(10):
        v, _m = w.sale(w.pick("", (22, 58)), h, when, w.rng.choice(("ganmao", "diclof", "huoxiang levocet", "rabep", "plaster")),
                       "J06.900 急性上呼吸道感染")  # fmt: skip
        visits.append(v)
        when += timedelta(minutes=w.rng.randint(3, 9))
    fine(w, "evening_shift_at_the_counter", visits)


@told(
    CLEAN,
    "stocks_up_before_the_snow",
    12,
    "Two months in December before the mountain road closes, none in January.",
)
def snow(w: Third, i: int) -> None:
    p = w.pick("", (55, 85))
    h = w.house("v7" if i % 2 else "t6")
    day, visits = w.day(200, 230), []
    for n in range(4):
        v, _m = w.seen(p, h, "chronic3", w.some_time(day), bare=True, plus=f"general_fee amlodipine*{2 if n == 3 else 1} aspirin*{2 if n == 3 else 1}",
                       med_type="14")  # fmt: skip
        visits.append(v)
        day += timedelta(days=w.rng.randint(28, 31))
    fine(w, "stocks_up_before_the_snow", visits)


@told(
    CLEAN,
    "different_houses_same_name",
    10,
    "Two makers of one tablet, changed when the tender changed.",
)
def makers(w: Third, i: int) -> None:
    p = w.pick("", (50, 82))
    h = w.house(f"p{i % 8}")
    day, visits = w.day(5, 150), []
    for key in ("metformin", "metformin", "metformin85", "metformin85"):
        v, _m = w.sale(p, h, w.some_time(day), key, "E11.900 2型糖尿病")
        visits.append(v)
        day += timedelta(days=w.rng.randint(28, 31))
    fine(w, "different_houses_same_name", visits)
