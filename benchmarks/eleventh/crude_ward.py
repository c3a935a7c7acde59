"""Crude schemes of wards, as bureaus publish them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from . import illnesses as ill
from .cases import scheme
from .clean_lasting import session
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
def cold_in_bed(w: County, i: int) -> None:
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
def nursed_after_death(w: County, i: int) -> None:
    p = w.person("", 78, 93, "310")
    v = stay(
        w, "ss", p, w.when("ss", FIRST, LAST - timedelta(days=60)), 48, ill.OLD, style="minute"
    )
    p.died = v.start + timedelta(days=17, hours=9)
    w.plant([v], [x for x in v.lines if x.at > p.died + timedelta(days=1)])


@scheme(9, "虚计小时: oxygen and monitor of forty-eight hours every day.")
def days_of_two_days(w: County, i: int) -> None:
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
def charged_while_elsewhere(w: County, i: int) -> None:
    p = w.person("", 30, 64, "310")
    d = w.when("xn", FIRST, LAST - timedelta(days=62))
    v = stay(w, "xn", p, d, 56, ill.MIND, style="minute")
    stay(w, "rm", p, d + timedelta(days=20), 8, ill.PNEUMONIA)
    lo, hi = d + timedelta(days=21), d + timedelta(days=27)
    w.plant([v], [x for x in v.lines if lo <= x.at.date() <= hi])


@scheme(8, "心理治疗虚记: six talks a day on every day of the stay.")
def six_talks_a_day(w: County, i: int) -> None:
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
def machine_without_patient(w: County, i: int) -> None:
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
def plates_without_operation(w: County, i: int) -> None:
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
def cut_in_two(w: County, i: int) -> None:
    p = w.person("", 55, 80)
    d = w.when("zyy", FIRST, LAST - timedelta(days=30))
    a = stay(w, "zyy", p, d, 8, ill.DIZZY, dx=[("G45.004", "椎基底动脉供血不足")])
    b = stay(
        w, "zyy", p, d + timedelta(days=9), 8, ill.DIZZY, dx=[("G45.004", "椎基底动脉供血不足")]
    )
    w.plant([a, b], loss=b.group[3] * 0.8 if b.group else None)
