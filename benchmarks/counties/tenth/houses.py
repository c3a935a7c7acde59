"""Thirty-five houses: what each is, how each of its wards posts, what it never sends, and its habits."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.counties.grammar.world import House

Never = dict[str, tuple[str, ...]]
NO_DOCTOR: Never = {"fee_list_d": ("bilg_dr_code",)}
NO_BED: Never = {"mdtrt_d": ("adm_bed", "dscg_bed")}
NO_LOCAL: Never = {"fee_list_d": ("medins_list_codg", "medins_list_name")}
NO_DAYS: Never = {"fee_list_d": ("prd_days", "rx_drord_no")}
NO_PHONE: Never = {"mdtrt_d": ("tel",)}
NO_DEPT: Never = {"fee_list_d": ("bilg_dept_name",)}


@dataclass(frozen=True)
class Habit:
    """How this house cares for everybody, within the law and unlike its neighbours."""

    longer: int = 0
    panel: tuple[str, ...] = ()
    shenmai: bool = False
    alone: bool = False
    nurse: str = ""
    old: float = 0.4
    units: str = "share"
    refund: str = "claim"
    take_home: float = 0.5
    tcm: bool = False


HABITS = {
    "xrm": Habit(units="piece", refund="again", take_home=0.7),
    "zy": Habit(longer=2, shenmai=True, tcm=True, old=0.55),
    "fy": Habit(panel=("hiv", "tp_ab", "hbsag", "hcvab"), units="box"),
    "ms1": Habit(units="box", refund="line"),
    "ms2": Habit(panel=("ecg", "us"), units="share", refund="line"),
    "kf": Habit(nurse="n2", old=0.8, longer=2),
    "jw": Habit(units="piece"),
    "yk": Habit(panel=("hbsag", "hcvab", "hiv", "tp_ab"), old=0.85),
    "z1": Habit(alone=True, units="box", refund="later"),
    "z2": Habit(nurse="n2", units="share"),
    "z3": Habit(old=0.7, units="box"),
    "z4": Habit(panel=("cbc", "urine", "alt", "crea", "glu", "ecg", "us_b"), units="box"),
    "z5": Habit(longer=2, units="piece"),
    "z6": Habit(tcm=True, refund="line"),
    "z7": Habit(old=0.9, nurse="n2", alone=True),
    "z8": Habit(units="box", take_home=0.9),
}

WARD_STYLE = {
    ("xrm", "骨科"): "discharge",
    ("xrm", "儿科"): "morning",
    ("xrm", "肿瘤科"): "midnight",
    ("zy", "针灸推拿科"): "weekly",
    ("zy", "骨伤科"): "discharge",
    ("zy", "内科"): "morning",
    ("fy", "新生儿科"): "morning",
    ("ms1", "外科"): "settlement",
    ("ms2", "内科"): "weekly",
    ("jw", "老年精神科"): "weekly",
    ("kf", "骨科康复"): "weekly",
}
"""Wards that post otherwise than their house."""

TOWNS = ("青石镇", "白沙镇", "河湾乡", "大桥镇", "柳林镇", "新集乡", "古渡镇", "南岭乡")
TOWN_STYLE = (
    "minute", "midnight", "discharge", "morning", "weekly", "monthend", "settlement", "minute",
)  # fmt: skip


def houses() -> list[House]:
    """The county."""
    out = [
        House("xrm", "H33020600001", "安平县人民医院", "2", "minute", beds=620, pays="drg"),
        House("zy", "H33020600002", "安平县中医院", "2", "minute", beds=320, pays="drg"),
        House("fy", "H33020600003", "安平县妇幼保健院", "2", "midnight", beds=140, pays="drg"),
        House("ms1", "H33020600004", "安平康宁医院", "2", "minute", True, 99, pays="drg"),
        House("ms2", "H33020600005", "安平博爱医院", "3", "morning", True, 60, never=NO_LOCAL),
        House("kf", "H33020600006", "安平康复医院", "2", "morning", True, 120),
        House("jw", "H33020600007", "安平县精神病医院", "2", "monthend", beds=260),
        House(
            "yk", "H33020600008", "安平光明眼科医院", "2", "settlement", True, 40, pays="drg",
            own_numbers=True,
        ),
        House("kq", "H33020600009", "安平口腔医院", "3", "minute", True, own_numbers=True),
        House("tx", "H33020600010", "安平血液透析中心", "3", "minute", True, never=NO_DAYS),
    ]  # fmt: skip
    never: tuple[Never, ...] = (NO_DAYS, NO_DOCTOR, {}, NO_BED, NO_PHONE, NO_DEPT, NO_LOCAL, {})
    out += [
        House(
            f"z{n + 1}", f"H330206001{n + 1:02d}", f"{town}{'中心' if n in (0, 4) else ''}卫生院",
            "3", TOWN_STYLE[n], beds=(60, 40, 50, 40, 70, 30, 36, 44)[n], never=never[n],
        )
        for n, town in enumerate(TOWNS)
    ]  # fmt: skip
    out += [
        House(
            f"cw{n + 1}", f"H330206002{n + 1:02d}", f"{TOWNS[n]}{'东西南北上下前后'[n]}村卫生室", "3",
            ("minute", "midnight")[n % 2], never=NO_DAYS if n % 3 == 0 else {},
        )
        for n in range(8)
    ]  # fmt: skip
    shops = (
        ("la1", "康泰大药房一店"), ("la2", "康泰大药房二店"), ("la3", "康泰大药房三店"),
        ("lb1", "民生药房城关店"), ("lb2", "民生药房车站店"),
        ("yd1", "福寿药店"), ("yd2", "济世药店"), ("yd3", "德仁药店"),
    )  # fmt: skip
    out += [
        House(
            key, f"P330206003{n + 1:02d}", name, "11", "minute", True,
            own_numbers=key.startswith("la"), never=NO_DAYS if key in ("lb1", "yd3") else {},
        )
        for n, (key, name) in enumerate(shops)
    ]  # fmt: skip
    return out


DOCTORS = {"xrm": 64, "zy": 36, "fy": 22, "ms1": 14, "ms2": 8, "kf": 8, "jw": 12, "yk": 8, "kq": 6, "tx": 4}  # fmt: skip
THERAPISTS = {"xrm": 8, "zy": 14, "kf": 24, "ms1": 4, "z1": 3, "z5": 3, "z6": 3, "jw": 4}
