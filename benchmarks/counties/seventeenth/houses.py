"""The town's houses, each with its way of posting, its gaps and its own names; beds, stays and visits."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.counties.fifteenth import houses as plumbing
from benchmarks.counties.grammar.world import FIRST, House, Line, Person, Visit, World

from .goods import ITEMS

NAMES = """
gc 钢城总医院 2 weekly drg 520
xy 铁岭湾区人民医院 2 minute drg 430
fy 钢城市妇幼保健院 2 minute drg 220
cr 钢城市传染病医院 2 morning ffs 240
zl 钢城市肿瘤医院 1 minute drg 640
kf1 康宁脑卒中康复医院 2 morning ffs 180 private
kf2 康宁康复医院铁西院区 2 discharge ffs 120 private
gk 钢城仁和骨科医院 2 discharge drg 90 private
zy 钢城市中医医院 2 midnight ffs 260
jw 钢城市精神卫生中心 2 monthend ffs 300
an 静园安宁疗护中心 3 minute ffs 40
pm 铁西同安医院 2 settlement ffs 80 private
wa 石湾镇中心卫生院 3 discharge ffs 45
wb 柳树乡卫生院 3 minute ffs 25
xx 钢城职业学院医务室 3 minute ffs 0
ca 高炉街社区卫生服务中心 3 minute ffs 30
cb 轧钢路社区卫生服务中心 3 midnight ffs 20
cc 滨铁社区卫生服务站 3 settlement ffs 0
eb 清新耳鼻喉变态反应门诊部 3 settlement ffs 0 private
xt 钢城安肾血液透析中心 3 minute ffs 0 private
ya 钢城雅康口腔门诊部 3 minute ffs 0 private
cw1 柳树乡河口村卫生室 3 minute ffs 0
cw2 石湾镇北坡村卫生室 3 midnight ffs 0
yd1 国润特药大药房(双通道) 11 minute ffs 0 private
yd2 仁心大药房高炉店 11 minute ffs 0 private
yd3 仁心大药房轧钢店 11 minute ffs 0 private
yd4 仁心大药房石湾店 11 minute ffs 0 private
yd5 济民药店 11 minute ffs 0 private
yd6 华康特药药房 11 minute ffs 0 private
"""
"""Key, name, level as the platform writes it (1 third grade, 2 second, 3 primary, 11 shop), when it posts, how it is paid, beds."""

SHOPS = ("yd1", "yd2", "yd3", "yd4", "yd5", "yd6")
CHAIN = ("yd2", "yd3", "yd4")
CENTRES = ("ca", "cb", "cc")
BY_DAY = ("jw", "an", "kf1")
"""Houses whose long stays are paid by the day."""

NEVER: dict[str, dict[str, tuple[str, ...]]] = {
    "cb": {"fee_list_d": ("rx_drord_no",)},
    "cc": {"fee_list_d": ("bilg_dept_name", "prd_days")},
    "jw": {"mdtrt_d": ("adm_bed", "dscg_bed"), "fee_list_d": ("acord_dr_code",)},
    "kf2": {"fee_list_d": ("bilg_dr_code", "acord_dr_code")},
    "wb": {"mdtrt_d": ("adm_dept_name", "dscg_dept_name"), "fee_list_d": ("bilg_dept_name",)},
    "eb": {"fee_list_d": ("prd_days", "acord_dr_code")},
    "ya": {"mdtrt_d": ("chfpdr_code",)},
    "cw2": {"fee_list_d": ("prd_days", "bilg_dept_name")},
}
"""Columns that a house leaves empty."""

NO_HOURS = ("cb", "pm")
"""Houses whose rows bear the day alone."""

LOCAL = {"血细胞分析": "血常规五分类(全自动)", "常规心电图检查": "床旁心电图", "静脉输液": "静脉输液(门诊/病房)", "Ⅱ级护理": "护理-二级", "Ⅰ级护理": "护理-一级", "住院诊查费": "住院医师诊查", "运动疗法": "运动训练(PT)", "普通病房床位费(三人间)": "三人间", "普通针刺": "毫针刺", "电针": "电针(加收)"}
OWN_NAMES = ("gc", "kf1", "wa", "gk")
CENTS = ("yd5", "yd4")
"""Shops whose prices are struck by the piece and end in odd cents."""

HOURLY = {"oxygen", "monitor", "spo2", "icu", "n0", "vent", "bipap", "incub", "photo", "mind_watch", "pump"}
THERAPY = {"exercise", "hemi", "ot", "speech", "swallow", "joint", "needle", "needle_e", "needle_warm", "moxa", "tui_neck", "tui_back", "tui_sh", "stand", "gait"}
"""Signed by a therapist where the house names them."""


def houses() -> list[House]:
    """Everybody."""
    out = []
    for n, row in enumerate(filter(None, NAMES.split("\n"))):
        key, name, level, style, pays, beds, *private = row.split()
        out.append(House(key, f"{'P' if key in SHOPS else 'H'}2104070{n:04d}", name, level, style, bool(private), int(beds), pays, key in ("ca", "gk"), NEVER.get(key, {})))
    return out


class County(plumbing.County):
    """The plumbing of the fifteenth county with the goods, houses and habits of this one."""

    def __init__(self, seed: int) -> None:
        World.__init__(self, seed, houses())
        self.rng = Random(seed * 5501 + 17)
        self.prefix = {i.code: n for n, i in enumerate(ITEMS.values())}
        self.beds: dict[tuple[str, str], list[list[tuple[datetime, datetime]]]] = {}
        self.away: set[str] = set()
        many = {"zl": 60, "gc": 40, "xy": 30, "zy": 24, "fy": 20, "cr": 14, "kf1": 10, "jw": 10, "cw1": 1, "cw2": 1}
        for n, h in enumerate(self.houses.values()):
            h.doctors = [f"D210407{n:02d}{k:03d}" for k in range(0 if h.shop else many.get(h.key, 5))]
            h.therapists = [f"J210407{n:02d}{k:03d}" for k in range({"zy": 14, "kf1": 16, "gc": 6, "ca": 3}.get(h.key, 0))]

    def person(self, sex: str = "", lo: float = 20, hi: float = 85, insurance: str = "", born: date | None = None) -> Person:
        """Somebody new; half work or worked in the mill and live in its blocks, half are residents of town and villages."""
        r = self.rng
        insurance = insurance or r.choice(("310", "390"))
        p = World.person(self, sex, 20, 85, insurance, born or FIRST - timedelta(days=int(r.uniform(lo, hi) * 365.25) + 3))
        if insurance == "310":
            p.address = f"钢城市铁西区{r.choice(('高炉', '轧钢', '滨铁', '焦化'))}街道{r.choice('一二三四五六七')}{r.choice(('宿舍', '工房', '家属院'))}{r.randrange(1, 60)}栋{r.randrange(1, 5)}单元{r.randrange(1, 7)}0{r.randrange(1, 4)}"
        else:
            p.address = f"钢城市{r.choice(('石湾镇', '柳树乡'))}{r.choice('南北东西河')}{r.choice(('坡', '口', '沟', '店', '甸'))}村{r.randrange(1, 9)}组{r.randrange(1, 120)}号"
        return p

    def stranger(self, sex: str = "", lo: float = 30, hi: float = 75) -> Person:
        """Somebody insured in another province."""
        p = self.person(sex, lo, hi, "390")
        p.address = f"河北省秦州县青石镇{self.rng.choice('上下前后')}庄村{self.rng.randrange(1, 200)}号"
        self.away.add(p.id)
        return p

    def own_doctor(self, house: str) -> str:
        """A doctor of the house who signs what a case says and nothing else, a person of the register."""
        doctor = f"D210407{list(self.houses).index(house):02d}8{len(self.extra_doctors):02d}"
        self.extra_doctors.append((doctor, house))
        return doctor

    def add(self, v: Visit, key: str, count: float = 1, at: datetime | None = None, *, price: float | None = None, doctor: str | None = None, exact: bool = False, **more: Any) -> Line:
        """Charge one line; the third grade charges a tenth more, primary houses a tenth less."""
        item = ITEMS[key]
        at = at or min(v.end, v.start + timedelta(minutes=10))
        factor = {"1": 1.1, "3": 0.9}.get(v.house.level, 1.0) if item.listing == "201" else 1.0
        if v.house.key in OWN_NAMES and item.name in LOCAL:
            more.setdefault("local_name", LOCAL[item.name])
        if key in THERAPY and v.house.therapists:
            more.setdefault("by", v.house.therapists[int(v.id[1:]) % len(v.house.therapists)])
        if v.house.key in CENTS and item.listing == "101" and price is None:
            price = round(item.price * 0.987, 2)
        n = len(v.lines) + 1
        line = Line(str(n) if v.house.own_numbers else f"F{v.id[1:]}{n:04d}", v, item, at if exact else self.posted(v, at), count, round(item.price * factor, 2) if price is None else price, v.doctor if doctor is None else doctor, more)
        v.lines.append(line)
        return line

    def stay(self, house: str, person: Person, day: date, nights: int, dept: str, diagnoses: list[tuple[str, str]], kind: str = "21", hour: float | None = None) -> Visit:
        """Admit and discharge; three houses settle days after leaving."""
        v = super().stay(house, person, day, nights, dept, diagnoses, kind, hour)
        if house in ("gc", "cr", "wa"):
            v.settled = v.end + timedelta(days=self.rng.choice((0, 0, 1, 2)), hours=2)
        return v
