"""Schemes about rows: what was charged and not done, or done once and charged twice."""

from __future__ import annotations

from datetime import timedelta

from .cases import scheme
from .life import (
    CHD,
    ESRD,
    GASTRITIS,
    HTN,
    KNEE,
    LUMBAR,
    PNEU,
    PULP,
    RENAL_HTN,
    clinic,
    later,
    stay,
)
from .world import LAST, Line, Visit, World


def _ward(w: World, house: str, days: int = 7, **more: object) -> Visit:
    return stay(
        w,
        house,
        w.person(lo=45, hi=78),
        w.at(w.workday(hi=LAST - timedelta(days=days + 3))),
        days,
        more.pop("diag", (PNEU, HTN)),
        ("ES25", "呼吸系统感染", 0.82),
        **more,
    )  # type: ignore[arg-type]


@scheme(
    8,
    "重复收费: haemodialysis and perfusion of one hour both charged, and dialyser and line beside.",
)
def perfusion_and_dialysis_of_one_session(w: World, _: int) -> None:
    p = w.person(lo=40, hi=72)
    at = w.at(w.workday(hi=LAST - timedelta(days=40)), 7.2, 8)
    lines: list[Line] = []
    visits = []
    for m in range(9):
        start = at + timedelta(days=(m // 3) * 7 + (0, 2, 4)[m % 3])
        v = w.visit("tx", p, "14", start, start + timedelta(hours=4), "血透室", (ESRD, RENAL_HTN))
        w.add(v, "hp", 1, start)
        lines.append(w.add(v, "hd", 1, start))
        visits.append(v)
    w.plant(visits, lines)


@scheme(8, "按次收费的血透按小时收: every session of four hours counted as four.")
def session_by_hours(w: World, _: int) -> None:
    p = w.person(lo=40, hi=72)
    at = w.at(w.workday(hi=LAST - timedelta(days=40)), 7.2, 8)
    lines, visits = [], []
    for m in range(6):
        start = at + timedelta(days=(m // 3) * 7 + (0, 2, 4)[m % 3])
        v = w.visit("tx", p, "14", start, start + timedelta(hours=4), "血透室", (ESRD,))
        lines.append(w.add(v, "hdf", 4, start))
        visits.append(v)
    w.plant(visits, lines, loss=sum(x.covered for x in lines) * 0.75 * 0.7)


@scheme(8, "康复: sixteen items a day for gastritis, by nobody; Sundays too.")
def rehabilitation_for_a_stomach(w: World, i: int) -> None:
    v = stay(
        w,
        ("kf", "my")[i % 2],
        w.person(lo=40, hi=70),
        w.at(w.workday(hi=LAST - timedelta(days=20))),
        14,
        (GASTRITIS,),
        ("GW15", "胃炎", 0.5),
        dept="康复科",
        drips=(),
        daily=(("hemi", 1), ("ot", 1), ("balance", 1), ("swallow", 1)),
        tests=("cbc",),
    )
    lines = [
        x
        for x in v.lines
        if x.item.code
        in ("00340200023" + "0000", "003402000310000", "003402000240000", "003402000360000")
    ]
    w.plant([v], lines)


@scheme(8, "Acupuncture by the needle: forty 普通针刺 a day.")
def needle_by_needle(w: World, i: int) -> None:
    v = stay(
        w,
        ("kf", "my")[i % 2],
        w.person(lo=40, hi=70),
        w.at(w.workday(hi=LAST - timedelta(days=15))),
        10,
        (LUMBAR,),
        ("IU25", "颈腰背疾患", 0.42),
        dept="针灸科",
        drips=(),
        daily=(("needle", 40),),
    )
    lines = [x for x in v.lines if x.item.code == "004300000010000"]
    w.plant([v], lines)


@scheme(
    8,
    "Three-hundred gram powders: single ginseng-like tonics sold as a formula; plainly 附片 a hundred grams a dose.",
)
def herb_by_the_kilo(w: World, i: int) -> None:
    v = clinic(
        w, ("zyg", "zy")[i % 2], w.person(lo=40), w.at(w.workday()), (GASTRITIS,), dept="中医科"
    )
    lines = [
        w.add(v, "fuzi", 700, days=7, rx="RX" + v.id),
        w.add(v, "gancao", 350, days=7, rx="RX" + v.id),
    ]
    w.plant([v], lines[:1])


@scheme(
    8,
    "耗材串换: a plain balloon is billed as a coated one for a vein of the leg; stent and angiography both.",
)
def angiography_beside_the_stent(w: World, i: int) -> None:
    v = stay(
        w,
        ("sdy", "qrm")[i % 2],
        w.person(lo=50, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=12))),
        5,
        (CHD,),
        dept="心血管内科",
        drips=("saline",),
    )
    v.group = None
    at = later(v.start, 1).replace(hour=10)
    v.operations.append(
        {"code": "36.0700", "name": "冠状动脉药物洗脱支架置入术", "at": at, "anst": "3"}
    )
    w.add(v, "stent", 1, at, dept="导管室")
    w.add(v, "stent_c", 1, at, dept="导管室")
    line = w.add(v, "coronary", 1, at, dept="导管室")
    w.plant([v], [line])


@scheme(8, "虚计耗材: a knee, a plate and screws on a medical stay without operation.")
def joint_without_a_cut(w: World, i: int) -> None:
    v = stay(
        w,
        ("gk", "my")[i % 2],
        w.person(lo=55, hi=80),
        w.at(w.workday(hi=LAST - timedelta(days=12))),
        8,
        (KNEE,),
        dept="骨科",
        drips=(),
        daily=(("hot_pack", 1),),
    )
    lines = [w.add(v, "knee_c", 1, later(v.start, 2)), w.add(v, "screw", 6, later(v.start, 2))]
    w.plant([v], lines)


@scheme(
    8,
    "口腔: implants and cleaning (self-pay) billed as root canals; eleven canals on one day in one mouth.",
)
def eleven_root_canals(w: World, i: int) -> None:
    v = clinic(
        w,
        ("kq1", "kq2", "kq3")[i % 3],
        w.person(lo=30, hi=70),
        w.at(w.workday()),
        (PULP,),
        dept="口腔科",
    )
    lines = [w.add(v, "canal", 11)]
    w.plant([v], lines, loss=lines[0].covered * 0.55 * 0.8)


@scheme(8, "牙髓失活 and 开髓 both charged, canal filling with preparation.")
def pulp_and_opening(w: World, i: int) -> None:
    v = clinic(
        w,
        ("kq1", "kq2", "kq3")[i % 3],
        w.person(lo=30, hi=70),
        w.at(w.workday()),
        (PULP,),
        dept="口腔科",
    )
    at = v.start + timedelta(minutes=8)
    w.add(v, "pulp", 1, at)
    w.plant([v], [w.add(v, "open_pulp", 1, at)])


@scheme(8, "眼科: a daily OCT for a fortnight and one intravitreal injection without the drug.")
def oct_every_day(w: World, _: int) -> None:
    v = stay(
        w,
        "yk",
        w.person(lo=55, hi=80),
        w.at(w.workday(hi=LAST - timedelta(days=15))),
        10,
        (("H36.000", "糖尿病性视网膜病变"),),
        dept="眼科",
        drips=(),
        daily=(("oct_eye", 2),),
        tests=("cbc",),
    )
    w.plant([v], [x for x in v.lines if x.item.name.startswith("光学")], loss=1500.0)
