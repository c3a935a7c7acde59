"""Courses of many visits that look like a scheme and are right."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, timedelta

from .bill import comes, somebody
from .cases import innocent
from .goods import ITEMS
from .houses import County
from .rooms import course, dialysed

LATE = date(2026, 5, 1)


def _somewhen(c: County, span: int = 300) -> date:
    return date(2025, 2, 3) + timedelta(days=7 * (c.rng.randrange(span) // 7))


@innocent()
def extra_session_for_water(c: County) -> None:
    """A fourth dialysis in one week for a lung full of water: once, told in the diagnosis."""
    out = dialysed(c, "xt", 4, _somewhen(c))
    p, after = out[0].person, out[4]
    v = comes(c, "xt", "血透室", "N18.500 慢性肾脏病5期;J81.x00 肺水肿", (0, 0), "hd dialyser blood_line heparin", kind="14", person=p, day=after.start.date() + timedelta(days=1), at=13.0, minutes=200)
    c.plant([*out, v])


@innocent()
def dialysis_and_perfusion_monthly(c: County) -> None:
    """Once a month perfusion for the itch in place of the dialysis that its price holds: its own service, both filters."""
    out = dialysed(c, "xt", 8, _somewhen(c))
    for v in out[::12]:
        for x in v.lines:
            if x.item.name.startswith("血液透析"):
                x.item, x.price = ITEMS["hp"], round(ITEMS["hp"].price * 0.9, 2)
        c.add(v, "perfuser")
    c.plant(out)


@innocent()
def guest_on_dialysis_during_travel(c: County) -> None:
    """Two sessions at the county hospital while his centre's water plant is repaired."""
    out = dialysed(c, "xt", 6, _somewhen(c))
    p, kept = out[0].person, out[:6] + out[9:]
    for v in out[6:9]:
        v.house = c.houses["xy"]
        v.doctor = c.houses["xy"].doctors[3]
        for x in v.lines:
            x.doctor = v.doctor
    c.plant([*kept, *out[6:9]], persons=[p])


@innocent()
def iron_and_carnitine_of_a_dialysed(c: County) -> None:
    """Iron by vein for a month after a low ferritin, as payment allows for dialysed people."""
    out = dialysed(c, "xt", 8, _somewhen(c), more="cbc kidney ions p pth ferritin")
    for v in out[3:11]:
        c.add(v, "iron_i", 1, rx=f"RX{v.id[1:]}")
    c.plant(out)


@innocent()
def daily_needles_for_a_palsy(c: County) -> None:
    """Ten sessions of needles and moxa in twelve days: the course of an acute palsy of the face."""
    c.plant(course(c, "zy", "针灸科", ("G51.000", "贝尔面瘫"), (26, 72), [0, 1, 2, 3, 4, 5, 7, 8, 9, 10], "needle_e moxa", "see"))


@innocent()
def shoulder_after_plaster(c: County) -> None:
    """Joint loosening and waves thrice a week for a month after six weeks of plaster."""
    c.plant(course(c, "xy", "康复科门诊", ("M24.500", "关节挛缩"), (40, 72), [0, 2, 4, 7, 9, 11, 14, 16, 18, 21, 23], "joint uswave", "see dr"))


@innocent()
def burn_dressed_every_other_day(c: County) -> None:
    """A scald dressed every other day for four weeks in the township."""
    c.plant(course(c, "wb", "外科", ("T24.200", "下肢二度烧伤"), (4, 66), list(range(0, 28, 2)), "dress_m", "gp"))


@innocent()
def antibiotics_by_drip_five_days(c: County) -> None:
    """Five days of drips in the township's room; the general fee on each day holds the drip."""
    c.plant(course(c, "wa", "内科", ("J20.900", "急性支气管炎"), (30, 76), [0, 1, 2, 3, 4], "gp cefur*4 saline*2 set", "cbc"))


@innocent()
def growing_child_of_many_colds(c: County) -> None:
    """Six visits in a winter for six colds of one kindergarten child."""
    p = somebody(c, "", 3, 5)
    c.plant([comes(c, "fy", "儿科", "J06.900 急性上呼吸道感染", (0, 0), "see cbc ibu_sy xiaoer", person=p, day=date(2025, 11, 3) + timedelta(days=20 * k)) for k in range(6)])


@innocent()
def three_monthly_viral_load(c: County) -> None:
    """Liver values and viral load every three months on antiviral tablets."""
    c.plant(course(c, "xy", "感染科", ("B18.107", "慢性乙型病毒性肝炎"), (30, 64), [0, 90, 181, 272], "see liver hbvdna us entec*3", kind="14"))


@innocent()
def tuberculosis_monthly(c: County) -> None:
    """Two packs a month for six months and a monthly liver test: the national programme."""
    c.plant(course(c, "xe", "感染科", ("A15.000", "肺结核"), (24, 66), [0, 30, 60, 90, 120, 150], "see liver afb hrze*2", kind="14"))


@innocent()
def pregnancy_of_high_risk(c: County) -> None:
    """Weekly listening to the unborn heart from the 34th week of a pregnancy with high blood pressure."""
    c.plant(course(c, "fy", "产科", ("O13.x00", "妊娠期高血压"), (24, 40), [0, 7, 14, 21, 28], "see urine fetal", "us liver kidney cbc", kind="51", sex="2"))


@innocent()
def eye_injections_by_plan(c: County) -> None:
    """Three injections into one eye a month apart: the loading phase."""
    c.plant(course(c, "yk1", "眼底科", ("H35.300", "年龄相关性黄斑变性"), (60, 80), [0, 31, 62], "see vision slit oct intravit coni", "infect", "14"))


@innocent()
def warfarin_like_checks_in_the_village(c: County) -> None:
    """Fortnightly sugar at the township after the dose was changed, tablets once a month."""
    p, day = somebody(c, "", 50, 76), c.workday(hi=date(2026, 3, 1))
    c.plant([comes(c, "wd", "内科", "E11.900 2型糖尿病", (0, 0), "gp glu" + (" metfo glime" if k % 2 == 0 else ""), kind="14", person=p, day=day + timedelta(days=14 * k)) for k in range(6)])


@innocent()
def gout_with_weekly_levels(c: County) -> None:
    """Uric acid and kidney weekly for three weeks when febuxostat starts."""
    p, day = somebody(c, "1", 36, 64), c.workday(hi=date(2026, 4, 1))
    c.plant([comes(c, "xe", "内科", "M10.900 痛风", (0, 0), "see uric crea" + (" febux" if k != 1 else ""), person=p, day=day + timedelta(days=10 * k)) for k in range(3)])


@innocent()
def retired_teacher_buys_each_week(c: County) -> None:
    """A small purchase each week from her own account: allowed, small, different things."""
    p, day = somebody(c, "2", 62, 76, "310"), c.workday(hi=date(2026, 4, 1))
    c.plant([comes(c, "yd5", "", "Z00.000 药店购药", (0, 0), w, kind="41", person=p, day=day + timedelta(days=7 * k), minutes=4) for k, w in enumerate(("lianhua", "tears", "liuwei", "mupir", "danshen", "smecta"))])
