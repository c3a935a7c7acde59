"""What is wrong in the sixth county and takes a story: codes, cards, the dead, a suspended doctor, a factory."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.fourth.cases import told
from benchmarks.counties.outside.people import Doctor, at

from .cases import CRUDE, wrong
from .world import Sixth


@told(
    CRUDE,
    "one_code_many_bills",
    2,
    "the boxes are invented: two codes from the shelf are scanned for all of them",
)
def one_code_many_bills(w: Sixth, _: int) -> None:
    """Two boxes bought, dozens billed."""
    shop, first = w.house("p4"), w.day(20, 160)
    codes = [w.box(shop, "shexiang", at(first, 9)), w.box(shop, "shexiang", at(first, 9))]
    visits = []
    for n in range(w.rng.randint(28, 40)):
        p = w.pick("", (45, 85))
        v, _marks = w.sale(p, shop, w.moment(first + timedelta(days=1 + n * 3), 9, 19), "shexiang*2",
                           "I20.900 心绞痛", scan=False)  # fmt: skip
        w.recode(v, codes)
        visits.append(v)
    wrong(w, "one_code_many_bills", visits, codes)


@told(CRUDE, "cards_in_a_row", 2, "a drawer of cards is run through the reader in the evening")
def cards_in_a_row(w: Sixth, _: int) -> None:
    """Twenty cards, half a minute each, one basket."""
    visits = []
    cards = [w.pick("", (40, 86)) for _ in range(24)]
    day = w.day(30, 200)
    for _ in range(5):
        when = at(day, 20, 10)
        for p in w.rng.sample(cards, w.rng.randint(18, 24)):
            v, _marks = w.sale(p, w.house("p5"), when, "xst_cap*2 naoxint*2", "I63.900 脑梗死")
            visits.append(v)
            when += timedelta(seconds=w.rng.randint(22, 38))
        day += timedelta(days=w.rng.randint(18, 28))
    wrong(w, "cards_in_a_row", visits)


@told(
    CRUDE,
    "boxes_come_back",
    2,
    "boxes that the fund has paid once are bought back on the street and sold again",
)
def boxes_come_back(w: Sixth, _: int) -> None:
    """Settled at one counter, and again at another."""
    visits, codes = [], []
    for _ in range(w.rng.randint(26, 34)):
        day = w.day(20, 280)
        first, _marks = w.sale(w.pick("", (50, 84)), w.house("p0,p2,p3"), w.moment(day), "rivaroxaban*2",
                               "I48.900 心房颤动")  # fmt: skip
        mine = [c for line in first.lines for c in line.codes]
        again, _marks = w.sale(w.pick("", (50, 84)), w.house("p6"),
                               w.moment(w.later(day, 10, 40)), "rivaroxaban*2", "I48.900 心房颤动",
                               scan=False)  # fmt: skip
        w.recode(again, mine)
        visits.append(again)
        codes += mine
    wrong(w, "boxes_come_back", visits, codes)


@told(CRUDE, "suspended_doctor", 1, "a doctor whose right to bill ended in April prescribes on")
def suspended_doctor(w: Sixth, _: int) -> None:
    """The old code stays in the machine."""
    h = w.house("t3")
    d = Doctor("D370786990001", "停牌医生", h.code, "内科", status="2", end="2025-04-30 00:00:00")
    w.doctors.append(d)
    visits = []
    for n in range(w.rng.randint(60, 80)):
        day = date(2025, 1, 10) + timedelta(days=n * 4)
        v, _marks = w.seen(
            w.anybody(day, day, "", (30, 80)), h, "drip4", w.moment(day), doctor=d.code
        )
        if v.start > datetime(2025, 5, 1):
            visits.append(v)
    wrong(w, "suspended_doctor", visits)


@told(CRUDE, "the_dead_collect", 3, "the station goes on prescribing to one who has died")
def the_dead_collect(w: Sixth, _: int) -> None:
    """Monthly pills before and after the funeral."""
    p, day, visits = w.pick("", (74, 92)), w.day(5, 30), []
    end = day + timedelta(days=w.rng.randint(80, 130))
    while day < date(2025, 12, 10):
        v, _marks = w.seen(p, w.house("v1"), "cmm", w.moment(day), bare=True, med_type="14",
                           plus="general_fee amlodipine*2 aspirin shexiang*2")  # fmt: skip
        if day > end:
            visits.append(v)
        day += timedelta(days=w.rng.randint(27, 31))
    w.die(p, end)
    wrong(w, "the_dead_collect", visits)


@told(
    CRUDE,
    "a_factory_in_bed",
    2,
    "the cards of a workshop lie in hospital while their owners stand at the machines",
)
def a_factory_in_bed(w: Sixth, i: int) -> None:
    """Two dozen colleagues, one fortnight, one complaint."""
    first, visits = w.day(40, 280), []
    for n in range(w.rng.randint(22, 28)):
        p = w.pick("", (24, 55))
        p.employer, p.insurance = f"E88{i:03d}", "310"
        v, _marks = w.stay(p, w.house("jis"), "back6", first + timedelta(days=n // 3), 7)
        visits.append(w.settle(v))
    wrong(w, "a_factory_in_bed", visits)
