"""What only looks wrong at the counters of the sixth county: codes, boxes, families."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.fourth.cases import told
from benchmarks.counties.outside.people import at

from .cases import CLEAN, fine
from .world import Sixth


@told(
    CLEAN,
    "common_stock_of_a_chain",
    12,
    "the chain buys at its main shop and its branches sell, without papers between them",
)
def common_stock_of_a_chain(w: Sixth, _: int) -> None:
    """Bought at one door, sold at another."""
    day = w.day()
    when = w.moment(day)
    v, _marks = w.sale(
        w.pick("", (40, 84)),
        w.house("p8,p9"),
        when,
        "shexiang*2 rosuva*2",
        "I25.103 冠状动脉粥样硬化性心脏病",
        scan=False,
    )
    codes = []
    for line in v.lines:
        for _n in range(int(line.cnt)):
            code = w.stock.code(line.item)
            w.stock.buy(w.house("p7"), line.item, code, when)
            codes.append(code)
    w.recode(v, codes)
    fine(w, "common_stock_of_a_chain", [v], codes)


@told(
    CLEAN,
    "family_at_the_counter",
    8,
    "parents, their son and his wife fetch their pills together on Saturday",
)
def family_at_the_counter(w: Sixth, _: int) -> None:
    """Four cards in four minutes, month after month."""
    people, visits = [w.pick("", (40, 80)) for _ in range(4)], []
    for p in people:
        p.village = people[0].village
    day = w.day(20, 250)
    for _ in range(3):
        when = at(day, 10, w.rng.randint(0, 40))
        for n, p in enumerate(people):
            v, _marks = w.sale(p, w.house("p3"), when, "amlodipine" if n % 2 else "rosuva aspirin")
            visits.append(v)
            when += timedelta(seconds=w.rng.randint(55, 90))
        day += timedelta(days=28)
    fine(w, "family_at_the_counter", visits)


@told(
    CLEAN,
    "one_box_for_three",
    8,
    "a box is opened and sold by the strip to three patients of the station",
)
def one_box_for_three(w: Sixth, _: int) -> None:
    """The same code thrice, marked as opened."""
    h, day, visits = w.house("v0,t1"), w.day(), []
    item = w.items["prednis"]
    code = w.stock.code(item)
    w.stock.buy(h, item, code, at(day, 8))
    for n in range(3):
        v, _marks = w.seen(w.pick("", (30, 80)), h, "cmm", w.moment(day + timedelta(days=n)), bare=True,
                           plus="general_fee prednis*0.3^p:8", scan=False)  # fmt: skip
        line = w.fees(v, "prednis")[0]
        line.codes.append(code)
        w.stock.sell(h, item, code, line.when, line=line, visit=v, split=True, cnt=line.cnt)
        visits.append(v)
    fine(w, "one_box_for_three", visits, [code])


@told(
    CLEAN,
    "box_brought_back_unopened",
    8,
    "returned within the hour, back on the shelf, sold to the next",
)
def box_brought_back_unopened(w: Sixth, _: int) -> None:
    """Sale, return, sale."""
    shop, day = w.house("p2,p3"), w.day()
    first, _marks = w.sale(w.pick("", (40, 80)), shop, at(day, 9, 12), "shexiang")
    code = first.lines[0].codes[0]
    w.refund(first, str(first.setls[0]["setl_id"]), again=False)
    w.stock.take_back(
        shop, first.lines[0].item, code, at(day, 11, 30), first.lines[0].setl, first.person.no
    )
    second, _marks = w.sale(
        w.pick("", (40, 80)), shop, at(day + timedelta(days=2), 16), "shexiang", scan=False
    )
    w.recode(second, [code])
    fine(w, "box_brought_back_unopened", [first, second], [code])


@told(
    CLEAN,
    "scanned_again_after_refund",
    8,
    "the settlement failed, was withdrawn and made again: one box, two scans",
)
def scanned_again_after_refund(w: Sixth, _: int) -> None:
    """The same buyer, the same box, another settlement."""
    shop, day = w.house("p2,p3,p9"), w.day()
    v, _marks = w.sale(
        w.pick("", (40, 80)), shop, w.moment(day), "rivaroxaban*2", "I48.900 心房颤动"
    )
    w.refund(v, str(v.setls[0]["setl_id"]))
    codes = []
    for line in v.lines:
        for code in line.codes:
            codes.append(code)
            w.stock.sell(shop, line.item, code, v.end + timedelta(hours=2), line=line, visit=v)
    fine(w, "scanned_again_after_refund", [v], codes)


@told(
    CLEAN,
    "pills_on_the_last_morning",
    6,
    "the son fetches the pills in the morning, the father dies in the evening",
)
def pills_on_the_last_morning(w: Sixth, _: int) -> None:
    """The day of death is a day of life."""
    p, day = w.pick("", (74, 92)), w.day()
    v, _marks = w.seen(
        p,
        w.house("t1,com1"),
        "cmm",
        at(day, 8, 30),
        bare=True,
        med_type="14",
        plus="general_fee amlodipine aspirin",
    )
    w.die(p, day)
    fine(w, "pills_on_the_last_morning", [v])


@told(
    CLEAN,
    "counter_beside_the_hospital",
    5,
    "the shop by the gate sells what the tumour clinic prescribes, month after month",
)
def counter_beside_the_hospital(w: Sixth, _: int) -> None:
    """Dear, by prescription, every thirty days."""
    p, day, visits = w.pick("", (48, 74)), w.day(5, 60), []
    clinic, _marks = w.seen(
        p,
        w.house("u1"),
        "seen6",
        w.moment(day, 8, 9),
        plus="ct_e",
        diags="C34.900 肺恶性肿瘤",
        dept="肿瘤科",
    )
    visits.append(clinic)
    for n in range(6):
        v, _marks = w.sale(
            p,
            w.house("p2"),
            w.moment(day + timedelta(days=30 * n), 14, 17),
            "osimertinib",
            "C34.900 肺恶性肿瘤",
            med_type="9929",
        )
        visits.append(v)
    fine(w, "counter_beside_the_hospital", visits)
