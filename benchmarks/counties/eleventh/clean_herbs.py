"""What herbalists, needle clinics, bites and dressings honestly are that looks bad."""

from __future__ import annotations

from datetime import timedelta

from .cases import clean
from .ordinary_desk import decoction
from .ways import op
from .world import FIRST, LAST, County

HTN, DM = [("I10.x00", "特发性(原发性)高血压")], [("E11.900", "2型糖尿病")]
COLD, FLU = [("J06.900", "急性上呼吸道感染")], [("J10.100", "流行性感冒")]


@clean(
    "A cut at the rolling mill: paid by the insurance of accidents at work, in the same extract."
)
def accident_at_work(w: County, _: int) -> None:
    p = w.person("1", 24, 57, insurance="410")
    d = w.workday()
    a = op(
        w,
        "gc",
        p,
        d,
        [("S61.000", "手指开放性损伤"), ("W31.900", "机械伤害")],
        ["suture", "cefix"],
        dept="外科",
        see="gp",
    )
    w.plant(
        [
            a,
            *(
                op(
                    w,
                    "gc",
                    p,
                    d + timedelta(days=k),
                    [("S61.000", "手指开放性损伤")],
                    ["dress_s"],
                    dept="换药室",
                    see="",
                )
                for k in (2, 4, 7, 10)
            ),
        ]
    )


@clean(
    "One old doctor writes recipes of fifteen herbs for fourteen days each, because his patients live far away."
)
def two_weeks_of_herbs(w: County, _: int) -> None:
    p = w.person("", 40, 75)
    d = w.when("zj1", FIRST, LAST - timedelta(days=50))
    w.plant(
        [
            decoction(w, "zj1", p, d + timedelta(days=15 * k), ("R53.x01", "气虚"), 14)
            for k in range(3)
        ]
    )


@clean("Two recipes in one visit: bags to drink and herbs to soak the feet in.")
def drink_and_soak(w: County, _: int) -> None:
    d = w.when("zj3")
    v = decoction(w, "zj3", w.pick(45, 75, "", d), d, ("M17.900", "膝关节病"), 7)
    for k in ("danggui", "chuanxiong", "gancao"):
        w.add(v, k, 20 * 7, used="2", rx=f"RX{v.id[1:]}W", days=7)
    w.plant([v])


@clean("Facial palsy in its first fortnight: needles on ten days running, Sundays too.")
def palsy_daily(w: County, _: int) -> None:
    p, d = w.person("", 25, 70), w.when("zj2", FIRST, LAST - timedelta(days=12))
    vs = [
        op(
            w,
            "zj2",
            p,
            d + timedelta(days=k),
            [("G51.000", "面神经麻痹")],
            (),
            dept="针灸科",
            at=8.5,
            see="see" if k == 0 else "",
        )
        for k in range(10)
    ]
    for v in vs:
        w.add(v, "e_needle", 1, by=w.rng.choice(w.houses["zj2"].therapists))
    w.plant(vs)


@clean("Bitten by a dog: globulin by weight on the first day, then the wound is looked at.")
def dog(w: County, _: int) -> None:
    p, d = w.person("", 20, 70), w.when("hz", FIRST, LAST - timedelta(days=10))
    a = op(
        w,
        "hz",
        p,
        d,
        [("S81.800", "小腿开放性损伤"), ("W54.900", "被狗咬伤")],
        ["suture", ("rabies", 6)],
        "13",
        "犬伤门诊",
        at=20.4,
        see="see_er",
    )
    w.plant(
        [
            a,
            op(
                w,
                "hz",
                p,
                d + timedelta(days=3),
                [("S81.800", "小腿开放性损伤")],
                ["dress_s"],
                dept="外科",
                see="",
            ),
        ]
    )


@clean("A burn is dressed on fourteen days, Sundays too, at the nurses' room without the doctor.")
def fortnight_of_dressings(w: County, _: int) -> None:
    p, d = w.person("", 20, 75), w.when("sq2", FIRST, LAST - timedelta(days=16))
    w.plant(
        [
            op(
                w,
                "sq2",
                p,
                d + timedelta(days=k),
                [("T24.200", "下肢二度烧伤")],
                ["dress_m"],
                dept="换药室",
                see="",
            )
            for k in range(14)
        ]
    )
