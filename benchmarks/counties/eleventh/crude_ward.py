"""Crude schemes of wards, as bureaus publish them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import illnesses as ill
from .cases import scheme
from .ways import Course, body, charge, stay
from .world import FIRST, LAST, County

GASTRITIS = [("K29.500", "慢性胃炎")]


@scheme(
    14,
    "挂床: bed, rounds and nursing for a week or two, neither drug nor test nor treatment; he sleeps at home.",
)
def hanging_bed(w: County, i: int) -> None:
    p, n = w.person("", 55, 82, "310"), 8 + i % 7
    d = w.when("rh", FIRST, LAST - timedelta(days=20))
    c = Course((), (n, n), ("cbc", "ecg"), (), (), (), ("n2", 0), "内科")
    v = stay(w, "rh", p, d, n, c, dx=[("M47.802", "颈椎病"), ("I10.x00", "特发性(原发性)高血压")])
    w.plant([v])


@scheme(
    7,
    "虚假住院: nine people of one village within two days, the same tests, the same drips, to the fen.",
)
def invented_stays(w: County, i: int) -> None:
    d = w.when("bq2", date(2025, 11, 5), LAST - timedelta(days=20))
    c = Course(
        (),
        (9, 9),
        (*ill.DOOR, "ct", "us"),
        (*ill.NURSE, ("ceftri", 2), ("ambro", 2), ("hepato", 2)),
        (),
        (("cefix", 2),),
        ("n2", 0),
        "内科",
    )
    vs = []
    for k in range(9):
        p = w.person("", 58, 79, "390")
        p.address = f"青山镇大洼村{i + 1}组{k + 3}号"
        vs.append(
            stay(
                w,
                "bq2",
                p,
                d + timedelta(days=k // 5),
                9,
                c,
                dx=[("J20.900", "急性支气管炎"), ("M47.802", "颈椎病")],
                doctor=w.houses["bq2"].doctors[2],
            )
        )
    w.plant(vs)


@scheme(8, "低标准入院: a week in bed with drips for a common cold.")
def cold_in_bed(w: County, _: int) -> None:
    p = w.person("", 30, 66, "310")
    c = Course(
        (),
        (7, 7),
        ("cbc", "urine"),
        (*ill.NURSE, ("ceftri", 1)),
        (),
        (("lianhua", 1),),
        ("n2", 0),
        "内科",
    )
    w.plant(
        [
            stay(
                w,
                "ka",
                p,
                w.when("ka", FIRST, LAST - timedelta(days=12)),
                7,
                c,
                dx=[("J06.900", "急性上呼吸道感染")],
            )
        ]
    )


@scheme(
    7,
    "死后仍收费: the old woman died in the third week, her bed, her nursing and her tablets go on for a month.",
)
def nursed_after_death(w: County, _: int) -> None:
    p = w.person("", 78, 93, "310")
    v = stay(
        w, "ss", p, w.when("ss", FIRST, LAST - timedelta(days=60)), 48, ill.OLD, style="minute"
    )
    p.died = v.start + timedelta(days=17, hours=9)
    w.plant([v], [x for x in v.lines if x.at > p.died + timedelta(days=1)])


@scheme(9, "虚计小时: oxygen and monitor of forty-eight hours every day.")
def days_of_two_days(w: County, _: int) -> None:
    p = w.person("", 70, 90, "310")
    v = stay(
        w,
        "ss",
        p,
        w.when("ss", FIRST, LAST - timedelta(days=40)),
        24,
        replace(ill.OLD_ILL, kind="21"),
        style="minute",
    )
    lines = []
    for k in range(1, 24):
        lines += charge(
            w, v, (("oxygen", 48), ("monitor", 48)), body(w, v.start.date() + timedelta(days=k), 17)
        )
    half = sum(x.covered for x in lines) * 0.65 / 2
    w.plant([v], lines, loss=half)


@scheme(
    10,
    "康复签到: eight trainings on every day, Sundays too, for gastritis and for bronchitis without any loss of function.",
)
def training_on_paper(w: County, i: int) -> None:
    p = w.person("", 45, 70, "310")
    d = w.when("kf", FIRST, LAST - timedelta(days=25))
    v = stay(
        w,
        "kf",
        p,
        d,
        20,
        Course((), (20, 20), ("cbc",), (), (), (), ("n2", 0), "康复医学科"),
        dx=GASTRITIS if i % 2 else [("J20.900", "急性支气管炎")],
        style="minute",
    )
    lines = []
    for k in range(1, 20):
        for n, key in enumerate(
            ("motion", "hemi", "ot", "balance", "swallow", "joint", "speech", "cogn")
        ):
            x = w.add(
                v, key, 1, body(w, d + timedelta(days=k), 8.2 + n), by=w.houses["kf"].therapists[0]
            )
            lines.append(x)
    w.plant([v], lines, whole=True)
