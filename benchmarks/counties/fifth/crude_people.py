"""Crude schemes of the fifth county about people: picked up, copied, dead, lent, hurt at work, never there."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.fourth.cases import told
from benchmarks.counties.outside.people import REGION, Doctor, Person, Provider, at
from benchmarks.counties.outside.records import Visit

from .cases import CRUDE, wrong
from .world import Fifth


def _size(w: Fifth, n: int) -> int:
    return max(2, round(n * min(1.0, max(w.scale, 0.15))))


def _day(w: Fifth, first: int = 10, last: int = 320) -> date:
    return date(2025, 1, 1) + timedelta(days=w.rng.randint(first, last))


def _stay(w: Fifth, p: Person, h: Provider, ill: str, day: date, nights: int, **how: str) -> Visit:
    v, _ = w.stay(p, h, ill, day, nights, **how)  # type: ignore[arg-type]
    return w.settle(v)


@told(
    CRUDE,
    "minibus_to_the_ward",
    1,
    "a van fetches a village's old people; same day in, same day out, same drips for all",
)
def _minibus(w: Fifth, _: int) -> None:  # fmt: skip
    h, visits = w.house("hea"), []
    for _ in range(_size(w, 8)):
        day = _day(w)
        place = f"某县甲镇{w.rng.randint(1, 40)}村"
        ill = w.rng.choice(("old5", "tl"))
        for _ in range(w.rng.randint(7, 11)):
            p = w.pick("", (60, 84))
            p.village = f"{place}{w.rng.randint(1, 300)}号"
            visits.append(_stay(w, p, h, ill, day, 8))
    wrong(w, "minibus_to_the_ward", visits)


@told(CRUDE, "beds_hung_out", 1, "patients are on the ward's list and shop in town")
def _hung(w: Fifth, _: int) -> None:
    h, stays, sales = w.house("hea"), [], []
    for _ in range(_size(w, 48)):
        p, day = w.pick("", (58, 84)), _day(w)
        stays.append(_stay(w, p, h, "old5", day, w.rng.randint(8, 10)))
        when = w.moment(day + timedelta(days=3), 9, 17)
        sales.append(w.sale(p, w.house("p6,p7,p8"), when, "amlodipine")[0])
    w.scheme("beds_hung_out", h, [*stays, *sales], loss=sum(w.paid(v) for v in stays),
             note=CRUDE["beds_hung_out"].why)  # fmt: skip


@told(
    CRUDE,
    "records_from_a_stencil",
    1,
    "cards are collected and stays written that nobody lay; one doctor, one bill, more lying than beds",
)
def _stencil(w: Fifth, _: int) -> None:  # fmt: skip
    h, visits = w.house("jis"), []
    doctor = h.doctors[0].code
    for _ in range(_size(w, 5)):
        day = _day(w)
        for _ in range(w.rng.randint(14, 22)):
            p = w.pick("", (45, 82))
            visits.append(_stay(w, p, h, "lung5", day + timedelta(days=w.rng.randint(0, 1)), 9,
                                doctor=doctor))  # fmt: skip
    wrong(w, "records_from_a_stencil", visits)


@told(
    CRUDE,
    "staff_in_the_beds",
    1,
    "nurses and clerks lie on paper in their own house, several times a year",
)
def _staff(w: Fifth, _: int) -> None:  # fmt: skip
    h, visits = w.house("jis"), []
    for n in range(_size(w, 7)):
        p = w.pick("", (28, 55))
        w.employed(p, "jis", 1 + n % 7)
        day = _day(w, 8, 60)
        for _ in range(3):
            visits.append(_stay(w, p, h, "back5", day, 8))
            day += timedelta(days=w.rng.randint(70, 100))
    wrong(w, "staff_in_the_beds", visits)


@told(
    CRUDE,
    "therapist_everywhere",
    1,
    "one therapist carries out three trainings a day with forty people",
)
def _therapist(w: Fifth, _: int) -> None:  # fmt: skip
    h = w.house("reh1")
    one, visits = h.therapists[0].code, []
    first = _day(w, 10, 250)
    for _ in range(_size(w, 38)):
        p = w.pick("", (45, 80))
        for d in range(14):
            day = first + timedelta(days=d)
            if day.weekday() == 6:
                continue
            v, _ = w.seen(p, h, "rehout", w.moment(day), bare=True,
                          plus=f"visit hemi^ex:{one} exercise^ex:{one} ot^ex:{one}")  # fmt: skip
            visits.append(v)
    wrong(w, "therapist_everywhere", visits, share=0.75)


@told(
    CRUDE,
    "evening_of_the_cards",
    1,
    "the station keeps a drawer of cards and puts them through after supper, a minute each",
)
def _drawer(w: Fifth, _: int) -> None:  # fmt: skip
    h, visits = w.house("v0"), []
    cards = [w.pick("", (40, 85)) for _ in range(_size(w, 44))]
    for _ in range(_size(w, 16)):
        when = at(_day(w, 10, 340), 19, w.rng.randint(0, 40))
        for p in w.rng.sample(cards, max(2, len(cards) * 2 // 3)):
            if p.free(when.date(), when.date()):
                v, _ = w.seen(p, h, "stn", when, plus="banlangen", scan=False)
                w.stock.skip |= {id(line) for line in v.lines}
                visits.append(v)
            when += timedelta(seconds=w.rng.randint(40, 75))
    wrong(w, "evening_of_the_cards", visits)


@told(CRUDE, "dead_men_cough", 1, "the station goes on billing villagers who have died")
def _dead(w: Fifth, _: int) -> None:  # fmt: skip
    h, visits = w.house("v0"), []
    for _ in range(_size(w, 9)):
        p, day = w.pick("", (66, 90)), _day(w, 20, 220)
        w.die(p, day)
        for _ in range(w.rng.randint(4, 8)):
            day += timedelta(days=w.rng.randint(6, 14))
            v, _ = w.seen(p, h, "stn", w.moment(day), plus="ganmao")
            visits.append(v)
    wrong(w, "dead_men_cough", visits)


@told(CRUDE, "husband_gives_birth", 5, "a woman without insurance is treated on her husband's card")
def _husband(w: Fifth, _: int) -> None:  # fmt: skip
    p = w.pick("1", (26, 45))
    day = _day(w)
    v = _stay(w, p, w.house("mat"), "hys" if p.age() > 38 else "cs4", day, 6)
    wrong(w, "husband_gives_birth", [v])


@told(
    CRUDE,
    "gallbladder_out_twice",
    3,
    "a card lent to a cousin: the same organ is taken out a second time",
)
def _gall(w: Fifth, _: int) -> None:  # fmt: skip
    p, day = w.pick("", (34, 66)), _day(w, 10, 200)
    _stay(w, p, w.house("u3"), "gall4", day, 5)
    v = _stay(w, p, w.house("hea"), "gall4", day + timedelta(days=w.rng.randint(50, 110)), 5)
    wrong(w, "gallbladder_out_twice", [v])


@told(
    CRUDE,
    "scaffold_paid_by_the_fund",
    1,
    "a building firm's hurt workers are admitted as falls at home",
)
def _scaffold(w: Fifth, _: int) -> None:  # fmt: skip
    h, visits = w.house("ort"), []
    firm = "E09017"
    for _ in range(_size(w, 9)):
        p = w.pick("1", (24, 56))
        p.employer, p.insurance = firm, "310"
        cause = w.rng.choice(
            ("W12.600 在工业和建筑区域从脚手架上跌落", "W20.600 在工业和建筑区域被坠落物体击中")
        )
        visits.append(_stay(w, p, h, "tibia", _day(w), 10, diags=f"S82.200 胫骨干骨折;{cause}"))
    wrong(w, "scaffold_paid_by_the_fund", visits)


@told(CRUDE, "licence_that_ended", 1, "a doctor whose licence ended in March signs until December")
def _licence(w: Fifth, _: int) -> None:  # fmt: skip
    h, visits = w.house("t2"), []
    doctor = Doctor(
        f"D{REGION}990001", "刘医退", h.code, "内科", end="2025-03-31 00:00:00", status="2"
    )
    w.doctors.append(doctor)
    for _ in range(_size(w, 170)):
        day = date(2025, 4, 2) + timedelta(days=w.rng.randint(0, 260))
        p = w.anybody(day, day, "", (20, 84))
        v, _ = w.seen(p, h, "cough5", w.moment(day), doctor=doctor.code, dept="内科")
        visits.append(v)
    wrong(w, "licence_that_ended", visits)


@told(
    CRUDE,
    "certificates_for_sale",
    1,
    "a private house certifies tumours nobody has; the shop by the gate fills the outpatient quota",
)
def _certificates(w: Fifth, _: int) -> None:  # fmt: skip
    shop, visits = w.house("p4"), []
    week = _day(w, 10, 60)
    for _ in range(_size(w, 15)):
        p = w.pick("", (38, 72))
        day = week + timedelta(days=w.rng.randint(0, 5))
        w.register(p, "C34.900", day)
        for _ in range(w.rng.randint(5, 8)):
            day += timedelta(days=w.rng.randint(24, 33))
            v, _ = w.sale(
                p, shop, w.moment(day, 9, 19), "anlot", "C34.900 肺恶性肿瘤", med_type="14"
            )
            visits.append(v)
    wrong(w, "certificates_for_sale", visits, providers=[w.house("jis").code])
