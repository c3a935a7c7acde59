"""Schemes in the wards."""

from __future__ import annotations

from datetime import timedelta

from .cases import scheme
from .clean_stays import lain
from .life import LAST, County, Line, per_day, rate
from .ordinary_stays import BASIC, ILLS, stay


@scheme("低标准入院: six days in bed with drips for a cold.", 8)
def cold_in_bed(w: County, _: int) -> None:
    v = lain(
        w,
        "zx3",
        6,
        [("J06.900", "急性上呼吸道感染")],
        ("cbc", "urine", "liver", "chest_dr", "lianhua"),
        lo=40,
        hi=75,
    )
    for d in per_day(v.start, v.end):
        for key, n in (("drip", 1), ("cefuri", 2), ("saline", 1)):
            w.add(v, key, n, max(d, v.start))
    w.plant([v])


@scheme(
    "挂床: bed, nursing and rounds for nine days, one tablet and nothing else; the patient sleeps at home.",
    8,
)
def bed_and_nothing_else(w: County, _: int) -> None:
    w.plant([lain(w, "zx2", 9, [("M54.500", "腰痛")], ("diclo",), lo=55, hi=82)])


@scheme(
    "分解住院: discharged on paper and admitted next day with the same illness in the same ward, three times.",
    8,
)
def stay_in_three_pieces(w: County, _: int) -> None:
    at, p, made = w.at(w.day(hi=LAST - timedelta(days=50)), 10, 11), w.person("", 60, 84), []
    for _ in range(3):
        v = lain(
            w,
            "yy7",
            7,
            [("J44.100", "慢性阻塞性肺病伴急性加重")],
            (*BASIC, "chest_ct"),
            dept="呼吸内科",
            at=at,
            p=p,
        )
        for d in per_day(v.start, v.end):
            for key, n in (("drip", 1), ("ceftri", 2), ("saline", 2), ("ambroxi", 2)):
                w.add(v, key, n, max(d, v.start))
        made.append(v)
        at = w.at(v.end.date() + timedelta(days=1), 9, 11)
    w.plant(made, loss=sum(sum(x.covered for x in v.lines) * rate(v) for v in made[1:]) * 0.4)


@scheme(
    "虚假住院: ten neighbours of one village admitted by a recruiter within two days, the same tests, the same drips, to the fen.",
    5,
)
def busload_to_the_fen(w: County, i: int) -> None:
    made, d = [], w.day(hi=LAST - timedelta(days=30))
    for n in range(10):
        p = w.person("", 60, 82, "390")
        p.address = f"海陵区湖口镇新塘村{i}组"
        at = w.at(d + timedelta(days=n % 2), 9, 10)
        v = lain(
            w,
            "zx3",
            8,
            [("M54.500", "腰痛"), ("R42.x00", "头晕")],
            ("cbc", "urine", "liver", "ecg", "chest_dr", "us_abd"),
            at=at,
            p=p,
        )
        for day in per_day(v.start, v.end):
            for key, c in (("drip", 1), ("gluc", 2), ("needle", 1)):
                w.add(v, key, c, max(day, v.start))
        made.append(v)
    w.plant(made)


@scheme("超标准: forty-eight hours of monitoring and forty of oxygen on every day.", 8)
def days_of_forty_eight_hours(w: County, _: int) -> None:
    v = lain(
        w,
        "yy4",
        10,
        [("J44.100", "慢性阻塞性肺病伴急性加重")],
        (*BASIC, "chest_ct"),
        "care1",
        "呼吸内科",
        60,
        88,
    )
    lines = []
    for d in per_day(v.start, v.end):
        lines += [w.add(v, "monitor", 48, d, exact=True), w.add(v, "oxygen", 40, d, exact=True)]
        w.add(v, "ceftri", 2, d)
        w.add(v, "saline", 1, d)
        w.add(v, "drip", 1, d)
    w.plant(
        [v], lines, loss=sum(x.covered * (0.5 if x.count == 48 else 0.4) for x in lines) * rate(v)
    )


@scheme("重复收费: the same scan and the same ultrasound twice in one minute.", 8)
def everything_twice(w: County, _: int) -> None:
    v = w.seen(
        "yy4",
        w.person("", 45, 80),
        w.at(w.workday()),
        ["chest_ct", "us_abd", "liver", "lipids"],
        ("R05.x00", "咳嗽"),
        "呼吸内科",
    )
    v.lines[1].more["local_name"] = "胸部CT平扫"
    at = v.lines[1].at
    lines = [w.add(v, w.key(x), at=at, exact=True, **x.more) for x in v.lines[1:5]]
    w.plant([v], lines)


@scheme(
    "高套: bronchitis by mouth is sent as severe pneumonia with respiratory failure; no oxygen, no gas, no picture.",
    7,
)
def bronchitis_as_failure(w: County, _: int) -> None:
    v = lain(
        w,
        "yy2",
        5,
        [("J15.903", "重症肺炎"), ("J96.000", "急性呼吸衰竭")],
        ("cbc", "urine", "ambrox", "cefur"),
        "care3",
        "呼吸内科",
        40,
        80,
    )
    v.group = ("ES21", "呼吸系统感染/炎症，伴严重并发症或合并症", 1.6, 2700.0 * 1.6)
    w.plant([v], loss=2700.0)


@scheme("虚计耗材: mesh and clips on medical stays without an operation.", 7)
def mesh_without_operation(w: County, i: int) -> None:
    v = stay(w, "yy7", ILLS[(0, 2, 4)[i % 3]])
    lines: list[Line] = [
        w.add(v, "mesh", 2, v.start + timedelta(hours=3)),
        w.add(v, "stapler", 6, v.start + timedelta(hours=3)),
    ]
    w.plant([v], lines)


@scheme("重复护理: grade one, grade two and grade three nursing on every day of a stay.", 8)
def three_grades_a_day(w: County, i: int) -> None:
    v = stay(w, "yy4", ILLS[(1, 3)[i % 2]])
    lines = []
    grade = {"care1", "care2", "care3"} & {w.key(x) for x in v.lines}
    for d in per_day(v.start, v.end):
        for key in sorted({"care1", "care2", "care3"} - grade):
            lines.append(w.add(v, key, at=max(d, v.start)))
    w.plant([v], lines)


@scheme(
    "Drips of ten days charged to somebody whose stay ended after five, in a house that posts to the minute.",
    6,
)
def drips_after_going_home(w: County, _: int) -> None:
    v = stay(w, "zx4", ILLS[0])
    lines = []
    for n in range(5, 12):
        for key, c in (("drip", 1), ("ceftri", 2), ("saline", 2)):
            lines.append(w.add(v, key, c, v.end + timedelta(days=n), exact=True))
    v.settled = v.end + timedelta(days=14)
    w.plant([v], lines)
