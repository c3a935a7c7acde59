"""Crude schemes of asylums, dialysis and groups, as bureaus publish them."""

from __future__ import annotations

from datetime import date, timedelta

from . import illnesses as ill
from .cases import scheme
from .clean_lasting import session
from .ways import Course, body, charge, stay
from .world import FIRST, LAST, County

GASTRITIS = [("K29.500", "慢性胃炎")]


@scheme(
    7, "假出院: written out and in every fifty-nine days, the same day, the same bed, four times."
)
def discharged_on_paper(w: County, i: int) -> None:
    p = w.person("", 30, 60, "310")
    d = FIRST + timedelta(days=5 + 9 * i)
    vs = [
        stay(
            w,
            "js",
            p,
            d + timedelta(days=59 * k),
            59,
            ill.MIND,
            dx=[("F20.900", "精神分裂症")],
            bed=f"重{i + 1:02d}",
        )
        for k in range(4)
    ]
    w.plant(vs, loss=sum(0.2 * sum(x.covered for x in v.lines) for v in vs[1:]))


@scheme(
    8,
    "离院仍收费: he lies a week in the people's hospital; the asylum charges bed, care and tablets all the same.",
)
def charged_while_elsewhere(w: County, _: int) -> None:
    p = w.person("", 30, 64, "310")
    d = w.when("xn", FIRST, LAST - timedelta(days=62))
    v = stay(w, "xn", p, d, 56, ill.MIND, style="minute")
    stay(w, "rm", p, d + timedelta(days=20), 8, ill.PNEUMONIA)
    lo, hi = d + timedelta(days=21), d + timedelta(days=27)
    w.plant([v], [x for x in v.lines if lo <= x.at.date() <= hi])


@scheme(8, "心理治疗虚记: six talks a day on every day of the stay.")
def six_talks_a_day(w: County, _: int) -> None:
    p = w.person("", 20, 60, "310")
    v = stay(
        w, "xn", p, w.when("xn", FIRST, LAST - timedelta(days=25)), 18, ill.LOW, style="minute"
    )
    lines = [
        w.add(v, "psycho", 6, body(w, v.start.date() + timedelta(days=k), 16)) for k in range(1, 18)
    ]
    w.plant([v], lines)


@scheme(10, "一日两透: two whole sessions on one day on one machine, four days a month.")
def dialysed_twice(w: County, i: int) -> None:
    p, d = w.person("", 42, 72, "310"), date(2025, 2, 3) + timedelta(days=28 * i)
    vs, bad = [], []
    for k in (0, 2, 4, 7, 9, 11, 14, 16, 18):
        a = session(w, "tx2", p, d + timedelta(days=k))
        vs.append(a)
        b = session(w, "tx2", p, d + timedelta(days=k), 8.0)
        vs.append(b)
        bad += b.lines
    w.plant(vs, bad)


@scheme(
    9,
    "住院期间透析: the patient lies in the people's hospital and is dialysed there; the centre charges its sessions on.",
)
def machine_without_patient(w: County, _: int) -> None:
    p, d = w.person("", 45, 75, "310"), w.when("tx2", FIRST, LAST - timedelta(days=30))
    v = stay(
        w,
        "rm",
        p,
        d,
        12,
        ill.HEART,
        dx=[("I50.900", "心力衰竭"), ("N18.000", "慢性肾脏病5期"), ("Z99.200", "依赖肾透析")],
    )
    for k in (1, 3, 5, 7, 9, 11):
        charge(w, v, ("hd", "dialyser", "dial_line", "heparin"), body(w, d + timedelta(days=k), 8))
    bad = [session(w, "tx2", p, d + timedelta(days=k), 12.5) for k in (2, 4, 6, 8, 10)]
    w.plant(bad)


@scheme(7, "虚计耗材: plates and screws on medical stays without any operation.")
def plates_without_operation(w: County, _: int) -> None:
    p = w.person("", 50, 80, "310")
    v = stay(w, "rh", p, w.when("rh", FIRST, LAST - timedelta(days=20)), 10, ill.PNEUMONIA)
    w.plant([v], charge(w, v, (("plate", 2), ("screw", 10)), v.start + timedelta(days=3)))


@scheme(
    7,
    "高套: a bronchitis by mouth is sent as severe pneumonia with respiratory failure; no picture, no gas, no oxygen.",
)
def coded_up(w: County, i: int) -> None:
    p = w.person("", 45, 75)
    c = Course(
        (),
        (5, 5),
        ("cbc",),
        (("azith", 0.3),),
        (),
        (),
        ("n2", 0),
        "呼吸内科",
        group=("ES11", "重症呼吸系统感染", 2.6),
    )
    v = stay(
        w,
        "ba" if i > 4 else "zyy",
        p,
        w.when("zyy", FIRST, LAST - timedelta(days=12)),
        5,
        c,
        dx=[("J15.900", "重症肺炎"), ("J96.000", "急性呼吸衰竭")],
    )
    w.plant([v], loss=(2.6 - 0.5) * 7300)


@scheme(
    8,
    "分解住院: near the standard he is written out and next day in again, the same illness, the same ward.",
)
def cut_in_two(w: County, _: int) -> None:
    p = w.person("", 55, 80)
    d = w.when("zyy", FIRST, LAST - timedelta(days=30))
    a = stay(w, "zyy", p, d, 8, ill.DIZZY, dx=[("G45.004", "椎基底动脉供血不足")])
    b = stay(
        w, "zyy", p, d + timedelta(days=9), 8, ill.DIZZY, dx=[("G45.004", "椎基底动脉供血不足")]
    )
    w.plant([a, b], loss=b.group[3] * 0.8 if b.group else None)
