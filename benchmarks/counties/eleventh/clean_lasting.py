"""Dialysis and home beds: what honestly lasts or comes in clusters."""

from __future__ import annotations

from datetime import date, timedelta

from . import illnesses as ill
from .cases import clean
from .ways import body, charge, op, stay
from .world import FIRST, LAST, County, Person, Visit

CKD = [("N18.000", "慢性肾脏病5期"), ("Z99.200", "依赖肾透析")]


def session(w: County, house: str, p: Person, d: date, hour: float = 7.2, key: str = "hd") -> Visit:
    """Four hours on the machine."""
    at = body(w, d, hour, w.rng.randrange(15))
    v = w.visit(house, p, "14", at, at + timedelta(hours=4, minutes=20), "血透室", CKD)
    charge(w, v, (key, "dialyser", "dial_line", "heparin"))
    return v


@clean("Too much water: a fourth session in the week.")
def fourth_session(w: County, _: int) -> None:
    p, d = w.person("", 40, 75), w.when("tx1", FIRST, LAST - timedelta(days=9))
    w.plant([session(w, "tx1", p, d + timedelta(days=k)) for k in (0, 2, 4, 5, 7)])


@clean(
    "Before the festival the shifts move: two days running, and an evening shift that ends at one."
)
def festival_shift(w: County, _: int) -> None:
    p, d = w.person("", 40, 75), date(2026, 2, 14)
    w.plant(
        [
            session(w, "tx2", p, d),
            session(w, "tx2", p, d + timedelta(days=1), 20.5),
            session(w, "tx2", p, d + timedelta(days=4)),
        ]
    )


@clean(
    "On a visit to his son he is dialysed a week in the other town's centre; his own place stays empty."
)
def guest_on_machine(w: County, _: int) -> None:
    p, d = w.person("", 40, 75), w.when("tx1", FIRST, LAST - timedelta(days=24))
    w.away.add(p.id)
    w.plant(
        [
            session(w, "tx2" if 7 <= k < 14 else "tx1", p, d + timedelta(days=k))
            for k in (0, 2, 4, 7, 9, 11, 14, 16)
        ]
    )


@clean("The cramp ends the session after ninety minutes; next day it is done again.")
def broken_session(w: County, _: int) -> None:
    p, d = w.person("", 40, 75), w.when("tx1", FIRST, LAST - timedelta(days=4))
    a = session(w, "tx1", p, d)
    a.end = a.start + timedelta(minutes=95)
    w.plant([a, session(w, "tx1", p, d + timedelta(days=1))])


@clean(
    "A dialysed man lies with pneumonia in the people's hospital and is dialysed there every second day."
)
def dialysed_in_bed(w: County, _: int) -> None:
    p = w.person("", 45, 75)
    d = w.when("rm", FIRST, LAST - timedelta(days=14))
    v = stay(w, "rm", p, d, 9, ill.PNEUMONIA, dx=[("J18.900", "肺炎"), *CKD])
    for k in (1, 3, 5, 7):
        charge(w, v, ("hd", "dialyser", "dial_line", "heparin"), body(w, d + timedelta(days=k), 8))
    w.plant([v])


@clean("Peritoneal dialysis: four exchanges every day of the stay.")
def belly_dialysis(w: County, _: int) -> None:
    p, d = w.person("", 40, 75), w.when("rm", FIRST, LAST - timedelta(days=12))
    v = stay(
        w,
        "rm",
        p,
        d,
        7,
        ill.HEART,
        dx=[("N18.000", "慢性肾脏病5期"), ("Z99.200", "依赖肾透析"), ("E87.700", "体液过多")],
    )
    for k in range(7):
        w.add(v, "pd_change", 4, body(w, d + timedelta(days=k), 9))
    w.plant([v])


@clean("Of the home bed for a week into hospital with pneumonia, and back to the home bed.")
def home_hospital_home(w: County, _: int) -> None:
    p = w.person("", 74, 90)
    d = w.when("sq1", FIRST, LAST - timedelta(days=60))
    dx = [("I69.300", "脑梗死后遗症"), ("L89.100", "压疮")]
    vs = [
        op(w, "sq1", p, d, dx, ["home_bed", "home_visit", "dress_m"], dept="家庭病床", see=""),
        op(
            w,
            "sq1",
            p,
            d + timedelta(days=7),
            dx,
            ["home_visit", "dress_m"],
            dept="家庭病床",
            see="",
        ),
    ]
    vs.append(stay(w, "hz", p, d + timedelta(days=10), 9, ill.OLD_ILL))
    vs += [
        op(
            w,
            "sq1",
            p,
            d + timedelta(days=21 + 7 * k),
            dx,
            ["home_visit", "dress_m", "dressing"],
            dept="家庭病床",
            see="",
        )
        for k in range(3)
    ]
    w.plant(vs)


@clean("Sores and a tube: nurse and doctor come on the same day three times a week.")
def thrice_a_week_at_home(w: County, _: int) -> None:
    p, d = w.person("", 70, 92), w.when("sq3", FIRST, LAST - timedelta(days=30))
    vs = []
    for k in (0, 2, 4, 7, 9, 11, 14):
        vs.append(
            op(
                w,
                "sq3",
                p,
                d + timedelta(days=k),
                [("L89.200", "压疮"), ("I69.300", "脑梗死后遗症")],
                [
                    "home_visit",
                    "dress_l",
                    ("dressing", 2),
                    *(["catheter", "catheter_c"] if k % 7 == 0 else []),
                ],
                dept="家庭病床",
                see="",
            )
        )
    w.plant(vs)
