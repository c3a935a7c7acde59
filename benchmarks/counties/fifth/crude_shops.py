"""Crude schemes of the fifth county at the counters: empty swipes, goods under drugs' names, codes twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.fourth.cases import told
from benchmarks.counties.outside.people import Person, Provider, at
from benchmarks.counties.outside.records import Visit

from .cases import CRUDE, wrong
from .crude_people import _day, _size
from .world import Fifth

_CHRONIC = ("rosuva", "amlodipine", "irbe", "metformin", "glimepiride", "bisop")


def _unbought(w: Fifth, v: Visit) -> Visit:
    """No box left the shop and none had come in."""
    w.stock.skip |= {id(line) for line in v.lines}
    return v


def _sold(
    w: Fifth, p: Person, shop: Provider, when: datetime, plan: str, diag: str = "I10.x00 高血压",
    med: str = "41",
) -> Visit:  # fmt: skip
    v, _ = w.sale(p, shop, when, plan, diag, med_type=med, scan=False)
    return v


@told(
    CRUDE,
    "swiped_for_cash",
    1,
    "the card goes through, money comes back less a fifth, no box moves",
)
def _cash(w: Fifth, _: int) -> None:  # fmt: skip
    shop, visits = w.house("p0"), []
    for _ in range(_size(w, 260)):
        day = _day(w, 6, 350)
        p = w.anybody(day, day, "", (25, 80))
        visits.append(_unbought(w, _sold(w, p, shop, w.some_time(day, (9, 20)), w.rng.choice((
            "bailing*4", "clopidogrel*5", "xst_cap*6", "bailing*3 rosuva*2")))))  # fmt: skip
    wrong(w, "swiped_for_cash", visits)


@told(
    CRUDE,
    "honey_under_a_drugs_name",
    1,
    "rice, oil and tonics go over the counter under drugs the shop never bought",
)
def _honey(w: Fifth, _: int) -> None:  # fmt: skip
    shop, visits = w.house("p1"), []
    for _ in range(_size(w, 300)):
        day = _day(w, 6, 350)
        p = w.anybody(day, day, "", (30, 86))
        visits.append(_unbought(w, _sold(w, p, shop, w.some_time(day, (8, 20)), w.rng.choice((
            "ejiao*3", "ejiao*2", "bailing*2", "liuwei*4 ejiao")))))  # fmt: skip
    wrong(w, "honey_under_a_drugs_name", visits)


@told(
    CRUDE,
    "boxes_bought_back",
    1,
    "boxes that a hospital gave out on chronic cards are bought back and sold on insured cards again",
)
def _back(w: Fifth, _: int) -> None:  # fmt: skip
    shop, visits, codes = w.house("p2"), [], []
    for _ in range(_size(w, 90)):
        day = _day(w, 6, 280)
        p = w.anybody(day, day, "", (50, 84))
        first, _ = w.seen(p, w.house("gh,t1,u1"), "cmm", w.some_time(day), bare=True, med_type="14",
                          plus="visit clopidogrel*2 atorva", diags="I25.103 冠状动脉粥样硬化性心脏病")  # fmt: skip
        kept = [c for ln in first.lines if ln.item.key == "clopidogrel" for c in ln.codes]
        later = w.later(day, 12, 40)
        q = w.anybody(later, later, "", (50, 84))
        v = _unbought(w, _sold(w, q, shop, w.some_time(later, (8, 20)), "clopidogrel*2",
                               "I25.103 冠状动脉粥样硬化性心脏病"))  # fmt: skip
        w.recode(v, kept)
        visits.append(v)
        codes += kept
    wrong(w, "boxes_bought_back", visits, codes)


@told(
    CRUDE,
    "one_box_for_everybody",
    1,
    "the same two dozen boxes are scanned for one card after the other",
)
def _same(w: Fifth, _: int) -> None:  # fmt: skip
    shop, visits, codes = w.house("p1"), [], []
    drawer = [(k, w.stock.code(w.items[k])) for k in _CHRONIC for _ in range(4)]
    for key, code in drawer:
        w.stock.buy(shop, w.items[key], code, datetime(2025, 2, 1))
        codes.append(code)
    for _ in range(_size(w, 190)):
        day = _day(w, 35, 350)
        p = w.anybody(day, day, "", (45, 86))
        key, code = w.rng.choice(drawer)
        v = _unbought(w, _sold(w, p, shop, w.some_time(day, (8, 20)), key))
        w.recode(v, [code])
        visits.append(v)
    wrong(w, "one_box_for_everybody", visits, codes)


@told(
    CRUDE,
    "codes_out_of_the_air",
    1,
    "trace codes are typed in: one serial after another, of boxes no maker ever printed",
)
def _invented(w: Fifth, _: int) -> None:  # fmt: skip
    shop, visits, codes = w.house("p4"), [], []
    serial = 7000000000100
    for _ in range(_size(w, 150)):
        day = _day(w, 20, 350)
        p = w.anybody(day, day, "", (40, 86))
        v = _unbought(w, _sold(w, p, shop, w.some_time(day, (8, 20)), "olanzapine" if w.rng.random() < 0.1 else "rosuva*2"))  # fmt: skip
        made = [f"8999999{serial + i:013d}" for i in range(2)]
        serial += 2
        w.recode(v, made)
        visits.append(v)
        codes += made
    wrong(w, "codes_out_of_the_air", visits, codes)


@told(
    CRUDE,
    "cards_of_the_counter",
    1,
    "the shop's people run their own families' cards at closing time, every other day",
)
def _counter(w: Fifth, _: int) -> None:  # fmt: skip
    shop, visits = w.house("p0"), []
    cards = [w.pick("", (24, 70)) for _ in range(6)]
    w.employed(cards[0], "p0")
    for p in cards[1:]:
        p.employer, p.village = cards[0].employer, cards[0].village
    day = date(2025, 1, 8)
    for _ in range(_size(w, 120)):
        day += timedelta(days=w.rng.randint(2, 3))
        if day > date(2025, 12, 28):
            break
        when = at(day, 21, w.rng.randint(30, 50))
        for p in w.rng.sample(cards, 2):
            if p.free(day, day):
                visits.append(_unbought(w, _sold(w, p, shop, when, w.rng.choice((
                    "xst_cap*2", "liuwei*3", "ejiao", "shexiang*2")))))  # fmt: skip
            when += timedelta(minutes=2)
    wrong(w, "cards_of_the_counter", visits)


@told(
    CRUDE,
    "pills_for_the_buried",
    3,
    "a dear drug is drawn month by month for a patient who has died",
)
def _buried(w: Fifth, _: int) -> None:  # fmt: skip
    p, day, shop = w.pick("", (50, 78)), _day(w, 10, 90), w.house("p4")
    for _ in range(3):
        w.sale(p, shop, w.moment(day, 9, 18), "osimertinib", "C34.900 肺恶性肿瘤", med_type="14")
        day += timedelta(days=30)
    w.die(p, day - timedelta(days=14))
    visits = []
    for _ in range(3):
        v, _ = w.sale(
            p, shop, w.moment(day, 9, 18), "osimertinib", "C34.900 肺恶性肿瘤", med_type="14"
        )
        visits.append(v)
        day += timedelta(days=30)
    wrong(w, "pills_for_the_buried", visits)
