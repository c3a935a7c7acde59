"""The county's houses, each with its way of posting, its gaps and its own names; beds, stays and visits."""

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
rm 澜湖县人民医院 2 minute drg 620
re 澜湖县第二人民医院 2 discharge drg 300
zy 澜湖县中医医院 2 weekly drg 280
fy 澜湖县妇幼保健院 2 midnight ffs 120
js 澜湖县精神卫生中心 2 monthend ffs 300
gs 澜湖正骨医院 2 settlement ffs 90 private
sb 澜湖安肾医院 2 minute ffs 60 private
kf 澜湖春晖康复医院 2 weekly ffs 160 private
mj 澜湖康宁精神病医院 2 discharge ffs 180 private
yk 澜湖明视眼科医院 2 minute ffs 30 private
ko 澜湖贝康口腔门诊部 3 settlement ffs 0 private
gc 澜湖肛肠专科医院 2 settlement ffs 50 private
yl 夕照颐养院(医养结合) 3 monthend ffs 150 private
hm 澜湖惠民医院 3 weekly ffs 80 private
wa 芦港镇中心卫生院 3 weekly ffs 50
wb 白沙洲乡卫生院 3 discharge ffs 25
wc 长堤镇卫生院 3 settlement ffs 30
wd 柳口镇卫生院 3 minute ffs 25
ca 城关社区卫生服务中心 3 minute ffs 20
cw1 芦港镇新堤村卫生室 3 minute ffs 0
cw2 白沙洲乡沙头村卫生室 3 midnight ffs 0
cw3 长堤镇湖心村卫生室 3 minute ffs 0
cw4 柳口镇荷塘村卫生室 3 midnight ffs 0
tc 杏林春中医馆 3 minute ffs 0 private
zj 城关仁康诊所 3 settlement ffs 0 private
yd1 澜湖大药房总店(双通道) 11 minute ffs 0 private
yd2 澜湖大药房芦港店 11 minute ffs 0 private
yd3 益民堂药店 11 minute ffs 0 private
yd4 万家康药房 11 minute ffs 0 private
yd5 万家康药房长堤店 11 minute ffs 0 private
"""
"""Key, name, level as the platform writes it (2 county, 3 primary, 11 shop), when it posts, how it is paid, beds."""

SHOPS = ("yd1", "yd2", "yd3", "yd4", "yd5")
TOWNS = ("wa", "wb", "wc", "wd")
VILLAGES = ("cw1", "cw2", "cw3", "cw4")

NEVER: dict[str, dict[str, tuple[str, ...]]] = {
    "zy": {"fee_list_d": ("acord_dr_code",)},
    "gs": {"mdtrt_d": ("adm_bed", "dscg_bed")},
    "yl": {"mdtrt_d": ("adm_bed", "dscg_bed"), "fee_list_d": ("bilg_dept_name",)},
    "hm": {"fee_list_d": ("bilg_dr_code", "acord_dr_code", "rx_drord_no")},
    "wc": {"fee_list_d": ("bilg_dept_name", "prd_days")},
    "ko": {"fee_list_d": ("bilg_dept_name",)},
    "cw2": {"fee_list_d": ("prd_days", "bilg_dept_name", "rx_drord_no")},
    "tc": {"fee_list_d": ("prd_days",)},
}
"""Columns that a house leaves empty."""

NO_HOURS = ("gc", "wc")
"""Houses whose rows bear the day alone."""

LOCAL = {"血细胞分析": "血常规(五分类)", "常规心电图检查": "心电图", "静脉输液": "静脉输液费", "Ⅱ级护理": "二级护理", "Ⅰ级护理": "一级护理", "住院诊查费": "住院诊察费", "普通病房床位费(三人间)": "普通床位费", "偏瘫肢体综合训练": "偏瘫训练", "氧气吸入": "吸氧"}
OWN_NAMES = ("re", "kf", "hm", "wd")

HOURLY = {"oxygen", "monitor", "spo2", "icu", "n0", "vent", "bipap", "incub", "photo", "mind_watch", "pump", "crrt"}
THERAPY = {"exercise", "hemi", "ot", "speech", "swallow", "joint", "needle", "needle_e", "needle_warm", "moxa", "tui_neck", "tui_back", "tui_sh", "cognition"}
"""Signed by a therapist where the house names them."""


def houses() -> list[House]:
    """Everybody."""
    out = []
    for n, row in enumerate(filter(None, NAMES.split("\n"))):
        key, name, level, style, pays, beds, *private = row.split()
        out.append(House(key, f"{'P' if key in SHOPS else 'H'}4312890{n:04d}", name, level, style, bool(private), int(beds), pays, key in ("rm", "wb", "gs"), NEVER.get(key, {})))
    return out


class County(plumbing.County):
    """The plumbing of the fifteenth county with the goods, houses and habits of this one."""

    def __init__(self, seed: int) -> None:
        World.__init__(self, seed, houses())
        self.rng = Random(seed * 7333 + 18)
        self.prefix = {i.code: n for n, i in enumerate(ITEMS.values())}
        self.beds: dict[tuple[str, str], list[list[tuple[datetime, datetime]]]] = {}
        many = {"rm": 60, "re": 26, "zy": 24, "fy": 14, "js": 12, "kf": 10}
        for n, h in enumerate(self.houses.values()):
            h.doctors = [f"D431289{n:02d}{k:03d}" for k in range(0 if h.shop else 1 if h.key in VILLAGES else many.get(h.key, 6))]
            h.therapists = [f"J431289{n:02d}{k:03d}" for k in range({"rm": 6, "zy": 12, "kf": 14, "tc": 4, "gs": 5}.get(h.key, 0))]

    def person(self, sex: str = "", lo: float = 20, hi: float = 85, insurance: str = "", born: date | None = None) -> Person:
        """Somebody new of the county; four in five are residents who live along dykes."""
        r = self.rng
        p = World.person(self, sex, 20, 85, insurance or r.choice(("390",) * 4 + ("310",)), born or FIRST - timedelta(days=int(r.uniform(lo, hi) * 365.25) + 3))
        p.address = f"澜湖县{r.choice(('芦港镇', '白沙洲乡', '长堤镇', '柳口镇', '城关镇'))}{r.choice('东西南北中新')}{r.choice(('堤', '洲', '垸', '港', '汊'))}村{r.randrange(1, 16)}组{r.randrange(1, 120)}号"
        return p

    def add(self, v: Visit, key: str, count: float = 1, at: datetime | None = None, *, price: float | None = None, doctor: str | None = None, exact: bool = False, **more: Any) -> Line:
        """Charge one line; primary houses charge nine tenths."""
        item = ITEMS[key]
        at = at or min(v.end, v.start + timedelta(minutes=10))
        factor = 0.9 if item.listing == "201" and v.house.level == "3" else 1.0
        if v.house.key in OWN_NAMES and item.name in LOCAL:
            more.setdefault("local_name", LOCAL[item.name])
        if key in THERAPY and v.house.therapists:
            more.setdefault("by", v.house.therapists[int(v.id[1:]) % len(v.house.therapists)])
        n = len(v.lines) + 1
        line = Line(str(n) if v.house.own_numbers else f"F{v.id[1:]}{n:04d}", v, item, at if exact else self.posted(v, at), count, round(item.price * factor, 2) if price is None else price, v.doctor if doctor is None else doctor, more)
        v.lines.append(line)
        return line

    def stay(self, house: str, person: Person, day: date, nights: int, dept: str, diagnoses: list[tuple[str, str]], kind: str = "21", hour: float | None = None) -> Visit:
        """Admit and discharge; three houses settle days after leaving."""
        v = super().stay(house, person, day, nights, dept, diagnoses, kind, hour)
        if house in ("wc", "gs", "gc"):
            v.settled = v.end + timedelta(days=self.rng.choice((0, 0, 1, 2)), hours=2)
        return v
