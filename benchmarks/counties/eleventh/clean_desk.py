"""What a desk and its crowds honestly do that looks bad."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .ways import op
from .world import County

HTN, DM = [("I10.x00", "特发性(原发性)高血压")], [("E11.900", "2型糖尿病")]
COLD, FLU = [("J06.900", "急性上呼吸道感染")], [("J10.100", "流行性感冒")]


@clean("Twelve weeks are fetched ten days early, because the spring festival comes.")
def early_before_festival(w: County, i: int) -> None:
    p = w.person("", 50, 80)
    a = op(
        w,
        "sq1",
        p,
        date(2025, 11, 20) + timedelta(days=i % 5),
        HTN,
        [("amlod", 3), ("valsa", 3)],
        "14",
    )
    b = op(
        w,
        "sq1",
        p,
        date(2026, 2, 2) + timedelta(days=i % 5),
        HTN,
        [("amlod", 3), ("valsa", 3)],
        "14",
    )
    w.plant([a, b])


@clean(
    "In the morning a cold, in the afternoon the rash: two rooms of one centre, two registrations."
)
def two_rooms_one_day(w: County, _: int) -> None:
    d = w.when("sq1")
    p = w.pick(20, 70, "", d)
    w.plant(
        [
            op(w, "sq1", p, d, COLD, ["cbc", "lianhua"], at=8.5),
            op(w, "sq1", p, d, [("L30.900", "湿疹")], ["fusid"], dept="皮肤科", at=15.0, see="gp"),
        ]
    )


@clean("Man and wife come together, with the same illness and the same tablets, minutes apart.")
def couple(w: County, i: int) -> None:
    d, h = w.when("sq3"), 9.0 + i * 0.7
    him, her = w.person("1", 55, 80), w.person("2", 55, 80)
    her.address, her.phone = him.address, him.phone
    w.plant(
        [
            op(w, "sq3", him, d, HTN, [("irbe", 3)], "14", at=h),
            op(w, "sq3", her, d, HTN, [("irbe", 3)], "14", at=h + 0.05),
        ]
    )


@clean("Bad food in the canteen: fourteen students in one morning, all with powders.")
def canteen(w: County, _: int) -> None:
    d = w.workday(date(2025, 3, 1), date(2026, 6, 1))
    vs = [
        op(
            w,
            "xy",
            w.person("", 18, 23),
            d,
            [("A05.900", "食物中毒")],
            ["smecta", "bifid"],
            at=7.6 + k * 0.22,
            see="gp",
        )
        for k in range(14)
    ]
    w.plant(vs)


@clean("Influenza in a shop floor: ten workers in two days, all tested, all with oseltamivir.")
def flu_at_works(w: County, _: int) -> None:
    d = w.workday(date(2025, 12, 1), date(2026, 1, 25))
    w.plant(
        [
            op(
                w,
                "gc",
                w.person("1", 24, 56),
                d + timedelta(days=k // 6),
                FLU,
                ["osel", "cbc"],
                see="gp",
            )
            for k in range(10)
        ]
    )


@clean(
    "The quarterly day of sugar: sixteen registered people in one morning, the same three tests."
)
def sugar_day(w: County, _: int) -> None:
    d = w.workday()
    vs = []
    for k in range(16):
        vs.append(
            op(
                w,
                "sq1",
                w.person("", 45, 82),
                d,
                DM,
                ["hba1c", "lipid", "microalb", ("metf", 3)],
                "14",
                at=7.8 + k * 0.2,
            )
        )
    w.plant(vs)


@clean(
    "三伏贴: on the first hot day forty people have plasters on their backs for asthma and rhinitis.",
    3,
)
def summer_plasters(w: County, i: int) -> None:
    d = (date(2025, 7, 21), date(2025, 7, 30), date(2026, 6, 30))[i % 3]
    vs = []
    for k in range(40):
        dx = w.rng.choice(
            [
                [("J45.900", "支气管哮喘")],
                [("J30.400", "变应性鼻炎")],
                [("J42.x00", "慢性支气管炎")],
            ]
        )
        v = op(w, "zj1", w.pick(8, 75, "", d), d, dx, (), dept="中医科", at=7 + k * 0.21)
        w.add(v, "patch", 4)
        vs.append(v)
    w.plant(vs)
