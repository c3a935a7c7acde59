"""What a ward honestly does that looks bad: ways in and out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import illnesses as ill
from .cases import clean
from .ways import body, charge, stay
from .world import FIRST, LAST, County


@clean(
    "The stroke lies twelve days in the people's hospital and goes the same noon to the rehabilitation."
)
def stroke_then_rehab(w: County, _: int) -> None:
    p, d = w.person("", 55, 80), w.when("rm", FIRST, LAST - timedelta(days=45))
    a = stay(w, "rm", p, d, 12, ill.STROKE)
    w.plant([a, stay(w, "kf", p, d + timedelta(days=12), 24, ill.REHAB)])


@clean(
    "Home for two days after the stroke, then black stools: in again, another illness, another ward."
)
def back_with_bleeding(w: County, _: int) -> None:
    p, d = w.person("", 58, 82), w.when("rm", FIRST, LAST - timedelta(days=25))
    a = stay(w, "rm", p, d, 10, ill.STROKE)
    w.plant([a, stay(w, "rm", p, d + timedelta(days=12), 8, ill.BLEED)])


@clean("Against advice home from one private house, next morning by ambulance into the other.")
def against_advice(w: County, _: int) -> None:
    p, d = w.person("", 60, 85), w.when("ba", FIRST, LAST - timedelta(days=20))
    a = stay(w, "ba", p, d, 3, ill.HEART, leaving="4")
    w.plant([a, stay(w, "rm", p, d + timedelta(days=4), 9, ill.HEART)])


@clean("From the nursing hospital for six days to the people's hospital and back into the old bed.")
def there_and_back(w: County, i: int) -> None:
    p, d = w.person("", 74, 92), w.when("ss", FIRST, LAST - timedelta(days=75))
    a = stay(w, "ss", p, d, 30, ill.OLD, bed=f"老年{i + 71}")
    b = stay(w, "rm", p, d + timedelta(days=30), 7, ill.PNEUMONIA)
    w.plant([a, b, stay(w, "ss", p, d + timedelta(days=37), 30, ill.OLD, bed=f"老年{i + 71}")])


@clean(
    "Influenza in the old people's house: seven neighbours come in within two days, the same drips, the same length.",
    3,
)
def outbreak(w: County, i: int) -> None:
    d = date(2025, 12, 15) + timedelta(days=21 * i)
    vs = []
    for k in range(7):
        p = w.person("", 76, 93)
        p.address = "城北区养老服务中心"
        vs.append(
            stay(
                w,
                "yl",
                p,
                d + timedelta(days=k % 2),
                9,
                ill.OLD_ILL,
                dx=[("J10.000", "流行性感冒伴肺炎"), ("F03.x00", "痴呆")],
            )
        )
    w.plant(vs)


@clean("Dies on the evening of the first day: rescue, oxygen, monitor, no week of bed.")
def died_at_once(w: County, i: int) -> None:
    p, d = w.person("", 70, 92), w.when("rm")
    start = body(w, d, 10 + i)
    v = w.visit(
        "rm",
        p,
        "21",
        start,
        start + timedelta(hours=8),
        "心内科",
        [("I21.900", "急性心肌梗死"), ("R57.000", "心源性休克")],
        bed=w.bed("rm", "心内科", d, d + timedelta(days=1)),
    )
    charge(
        w,
        v,
        (
            "bed",
            "round",
            "n_special",
            "rescue_big",
            "cbc",
            "tni",
            "bnp",
            "gas",
            "ecg",
            ("oxygen", 7),
            ("monitor", 7),
            ("furos", 4),
        ),
        start + timedelta(minutes=30),
    )
    v.leaving, p.died = "5", v.end
    w.grouped(v, "FR25", "急性心梗死亡", 1.2)
    w.plant([v])


@clean("Oxygen and monitor day and night for five days of respiratory failure.")
def round_the_clock(w: County, _: int) -> None:
    p, d = w.person("", 66, 88), w.when("rm", FIRST, LAST - timedelta(days=14))
    c = replace(ill.COPD, daily=tuple(x for x in ill.COPD.daily if x[0] != "oxygen"))
    v = stay(w, "rm", p, d, 10, c)
    for k in range(1, 6):
        charge(w, v, (("oxygen", 24), ("monitor", 24)), body(w, d + timedelta(days=k), 23.9))
    w.plant([v])


@clean(
    "Two days in intensive care in the middle: its own bed, special nursing, the ventilator by hours."
)
def care_in_the_middle(w: County, _: int) -> None:
    p, d = w.person("", 60, 84), w.when("rm", FIRST, LAST - timedelta(days=14))
    v = stay(w, "rm", p, d, 11, ill.COPD)
    days = [d + timedelta(days=3), d + timedelta(days=4)]
    v.lines = [
        x
        for x in v.lines
        if not (
            x.at.date() in days
            and x.item.name in ("普通病房床位费", "Ⅱ级护理", "Ⅰ级护理", "氧气吸入")
        )
    ]
    for x in days:
        charge(w, v, ("bed_icu", ("n_special", 24), ("vent", 24), "gas"), body(w, x, 9))
    w.plant([v])


@clean("A Sunday that is a working day, because the festival took the Friday: the therapists work.")
def sunday_at_work(w: County, i: int) -> None:
    p, d = w.person("", 55, 80), date(2025, 1, 20) if i % 2 else date(2025, 9, 22)
    v = stay(w, "kf", p, d, 21, ill.REHAB)
    sunday = date(2025, 1, 26) if i % 2 else date(2025, 9, 28)
    for k, key in enumerate(("motion", "hemi", "ot")):
        w.add(v, key, 1, body(w, sunday, 9 + k), by=w.rng.choice(w.houses["kf"].therapists))
    w.plant([v])


@clean("Evaluated at the door, on the fifteenth day and at the end of forty days.")
def evaluated_thrice(w: County, _: int) -> None:
    p, d = w.person("", 50, 78), w.when("kf", FIRST, LAST - timedelta(days=45))
    v = stay(w, "kf", p, d, 40, ill.REHAB)
    for k in (16, 34):
        w.add(
            v,
            "rehab_eval",
            1,
            body(w, d + timedelta(days=k), 10),
            by=w.rng.choice(w.houses["kf"].therapists),
        )
    w.plant([v])
