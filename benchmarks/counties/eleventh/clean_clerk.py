"""What a clerk and a courier honestly do that looks bad."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .ways import body, charge, op
from .world import FIRST, LAST, County

HTN, DM = [("I10.x00", "特发性(原发性)高血压")], [("E11.900", "2型糖尿病")]
COLD, FLU = [("J06.900", "急性上呼吸道感染")], [("J10.100", "流行性感冒")]


@clean(
    "The clerk took the wrong card: refunded whole within the hour, then settled on the right one."
)
def wrong_card(w: County, _: int) -> None:
    d = w.when("ls1")
    p, q = w.pick(20, 70, "", d), w.pick(20, 70, "", d)
    a = op(w, "ls1", p, d, COLD, ["cbc", "lianhua"], at=10)
    a.refund = a.end + timedelta(minutes=50)
    w.plant([a, op(w, "ls1", q, d, COLD, ["cbc", "lianhua"], at=10.9)], persons=[p, q])


@clean("A mistake in the doses is found in the batch of next month: refunded whole, charged anew.")
def next_month(w: County, _: int) -> None:
    v = op(
        w,
        "sq3",
        w.pick(45, 80),
        w.when("sq3", FIRST, LAST - timedelta(days=70)),
        DM,
        [("glime", 3), ("metf", 3)],
        "14",
    )
    v.settled = body(w, v.end.date(), 17)
    v.refund, v.again = v.settled + timedelta(days=32), v.settled + timedelta(days=32, minutes=9)
    w.plant([v])


@clean("Allergic to the capsules: one drug goes back a day later as a negative line.")
def capsule_back(w: County, _: int) -> None:
    v = op(
        w,
        "hz",
        w.pick(20, 70),
        w.when("hz"),
        [("J20.900", "急性支气管炎")],
        ["cbc", "amox", "yinhuang"],
        see="gp",
    )
    x = next(x for x in v.lines if x.item.name.startswith("阿莫"))
    v.settled = v.end + timedelta(days=2)
    w.add(v, "amox", -1, v.start + timedelta(hours=26), exact=True, of=x.sn)
    w.plant([v])


@clean(
    "Asked by video ten minutes before midnight, the boxes are charged when the courier takes them."
)
def video_at_midnight(w: County, _: int) -> None:
    d = w.when("hlw", date(2025, 4, 1), LAST - timedelta(days=3))
    p = w.pick(35, 70, "", d)
    v = op(w, "hlw", p, d, HTN, (), dept="互联网门诊", at=23.6, see="video")
    v.end = v.start + timedelta(hours=10)
    charge(w, v, [("irbe", 2), ("atorva", 2)], v.start + timedelta(hours=9))
    w.plant([v])


@clean(
    "Discharged at nine; in the afternoon the twelve weeks of tablets at the centre by the bus stop."
)
def home_by_bus(w: County, _: int) -> None:
    from . import illnesses as ill
    from .ways import stay

    p = w.person("", 55, 80)
    d = w.free_days("rm", p, 10) or w.when("rm")
    a = stay(w, "rm", p, d, 7, ill.HEART)
    a.end = body(w, a.end.date(), 9.1)
    b = op(
        w,
        "sq1",
        p,
        a.end.date(),
        [("I25.103", "冠状动脉粥样硬化性心脏病")],
        [("aspirin", 3), ("atorva", 3)],
        "14",
        at=14.6,
    )
    w.plant([a, b])


@clean("The township doctor is woken at two: colic, an injection and a look.")
def at_two_at_night(w: County, _: int) -> None:
    d = w.when("hz")
    w.plant(
        [
            op(
                w,
                "hz",
                w.pick(20, 75, "", d),
                d,
                [("N23.x00", "肾绞痛")],
                ["im", "urine", "diclo"],
                "13",
                "急诊",
                at=2.1,
                see="see_er",
            )
        ]
    )


@clean(
    "On the national holiday the chain clinic is the only one open: sixty visits, one doctor.", 2
)
def holiday_duty(w: County, i: int) -> None:
    d = date(2025, 10, 1) + timedelta(days=i * 3)
    doctor = w.houses["ls1"].doctors[0]
    vs = []
    for k in range(60):
        dx, keys = w.rng.choice(
            [
                (COLD, ["lianhua"]),
                (COLD, ["gandong", "parac"]),
                ([("A09.900", "胃肠炎")], ["smecta"]),
                ([("L30.900", "湿疹")], ["fusid"]),
                ([("J20.900", "急性支气管炎")], ["cefix"]),
            ]
        )
        vs.append(op(w, "ls1", w.pick(5, 85, "", d), d, dx, keys, at=8 + k * 0.165, doctor=doctor))
    w.plant(vs)
