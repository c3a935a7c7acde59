"""The district's houses, each with its way of posting, its gaps and its own names; beds, stays and visits."""

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
sy 临江市第一人民医院 1 minute drg 1400
er 江畔区第二人民医院 2 weekly drg 420
zy 江畔区中医医院 2 morning drg 260
fy 江畔区妇幼保健院 2 minute ffs 150
ca 望江街道社区卫生服务中心 3 discharge ffs 40
cb 南桥街道社区卫生服务中心 3 minute ffs 20
cc 滨河街道社区卫生服务中心 3 midnight ffs 0
cd 柳岸社区卫生服务站 3 settlement ffs 0
pm 江畔民康医院 2 discharge ffs 90 private
pn 江畔博济医院 2 morning ffs 80 private
yk 江畔亮目眼科医院 2 minute ffs 40 private
ya 皓齿口腔门诊部 3 settlement ffs 0 private
yb 江畔口腔医院 2 minute ffs 20
kf 康达康复医院 2 morning ffs 160 private
js 静安路精神病医院 2 monthend ffs 260 private
xt 江畔肾友血液透析中心 3 minute ffs 0 private
cf 和美妇产医院 2 minute ffs 60 private
sz 临江生殖医学中心 2 settlement ffs 20 private
hl 临江云医互联网医院 2 minute ffs 0
tj 江畔健康体检中心 3 settlement ffs 0 private
yl 颐养护理院 3 monthend ffs 180 private
ch 福佑居家护理站 3 minute ffs 0 private
tc 同德国医馆 3 settlement ffs 0 private
yd1 百草堂大药房望江店 11 minute ffs 0 private
yd2 百草堂大药房南桥店 11 minute ffs 0 private
yd3 国药临江大药房(双通道) 11 minute ffs 0 private
yd4 惠民药店 11 minute ffs 0 private
yd5 康宁药房滨河店 11 minute ffs 0 private
yd6 康宁药房柳岸店 11 minute ffs 0 private
"""
"""Key, name, level as the platform writes it (1 third grade, 2 second, 3 primary, 11 shop), when it posts, how it is paid, beds."""

SHOPS = ("yd1", "yd2", "yd3", "yd4", "yd5", "yd6")
CENTRES = ("ca", "cb", "cc", "cd")

NEVER: dict[str, dict[str, tuple[str, ...]]] = {
    "cb": {"fee_list_d": ("rx_drord_no", "prd_days")},
    "cd": {"fee_list_d": ("bilg_dept_name", "acord_dr_code")},
    "js": {"mdtrt_d": ("adm_bed", "dscg_bed")},
    "ya": {"fee_list_d": ("bilg_dr_code", "bilg_dept_name"), "mdtrt_d": ("chfpdr_code",)},
    "xt": {"fee_list_d": ("bilg_dept_name",)},
    "pn": {"fee_list_d": ("bilg_dr_code", "acord_dr_code")},
    "tc": {"fee_list_d": ("prd_days",)},
}
"""Columns that a house leaves empty."""

NO_HOURS = ("pn", "cc")
"""Houses whose rows bear the day alone."""

LOCAL = {"血细胞分析": "全血细胞计数+五分类", "常规心电图检查": "心电图(十二导)", "静脉输液": "输液(首瓶)", "Ⅱ级护理": "二级护理", "Ⅰ级护理": "一级护理", "住院诊查费": "住院诊查(日)", "运动疗法": "PT训练", "作业疗法": "OT训练", "普通病房床位费(三人间)": "三人间床位"}
OWN_NAMES = ("er", "kf", "pm", "ca")
CENTS = ("yd4", "pm")
"""Houses whose prices are struck by the piece and end in odd cents."""

HOURLY = {"oxygen", "monitor", "spo2", "icu", "n0", "vent", "bipap", "incub", "photo", "mind_watch", "pump"}
THERAPY = {"exercise", "hemi", "ot", "speech", "swallow", "joint", "needle", "needle_e", "needle_warm", "moxa", "tui_neck", "tui_back", "tui_sh"}
"""Signed by a therapist where the house names them."""


def houses() -> list[House]:
    """Everybody."""
    out = []
    for n, row in enumerate(filter(None, NAMES.split("\n"))):
        key, name, level, style, pays, beds, *private = row.split()
        out.append(House(key, f"{'P' if key in SHOPS else 'H'}3301070{n:04d}", name, level, style, bool(private), int(beds), pays, key in ("cb", "yk"), NEVER.get(key, {})))
    return out


class County(plumbing.County):
    """The plumbing of the fifteenth county with the goods, houses and habits of this one."""

    def __init__(self, seed: int) -> None:
        World.__init__(self, seed, houses())
        self.rng = Random(seed * 6101 + 16)
        self.prefix = {i.code: n for n, i in enumerate(ITEMS.values())}
        self.beds: dict[tuple[str, str], list[list[tuple[datetime, datetime]]]] = {}
        many = {"sy": 70, "er": 30, "zy": 22, "fy": 16, "hl": 12, "yb": 10, "kf": 10, "js": 10}
        for n, h in enumerate(self.houses.values()):
            h.doctors = [f"D330107{n:02d}{k:03d}" for k in range(0 if h.shop else many.get(h.key, 6))]
            h.therapists = [f"J330107{n:02d}{k:03d}" for k in range({"sy": 8, "zy": 12, "kf": 16, "tc": 4, "ca": 3}.get(h.key, 0))]

    def person(self, sex: str = "", lo: float = 20, hi: float = 85, insurance: str = "", born: date | None = None) -> Person:
        """Somebody new of the city; three in five are employees, people live in towers of flats."""
        r = self.rng
        p = World.person(self, sex, 20, 85, insurance or r.choice(("310", "310", "310", "390", "390")), born or FIRST - timedelta(days=int(r.uniform(lo, hi) * 365.25) + 3))
        p.address = f"临江市江畔区{r.choice(('望江', '南桥', '滨河', '柳岸'))}街道{r.choice('春夏秋冬金玉')}{r.choice(('江', '河', '园', '庭'))}{r.choice(('花园', '小区', '公寓', '新村'))}{r.randrange(1, 40)}幢{r.randrange(1, 4)}单元{r.randrange(1, 29)}0{r.randrange(1, 5)}室"
        return p

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
            price = round(item.price * 0.973, 2)
        n = len(v.lines) + 1
        line = Line(str(n) if v.house.own_numbers else f"F{v.id[1:]}{n:04d}", v, item, at if exact else self.posted(v, at), count, round(item.price * factor, 2) if price is None else price, v.doctor if doctor is None else doctor, more)
        v.lines.append(line)
        return line

    def stay(self, house: str, person: Person, day: date, nights: int, dept: str, diagnoses: list[tuple[str, str]], kind: str = "21", hour: float | None = None) -> Visit:
        """Admit and discharge; two houses settle days after leaving."""
        v = super().stay(house, person, day, nights, dept, diagnoses, kind, hour)
        if house in ("er", "yl"):
            v.settled = v.end + timedelta(days=self.rng.choice((0, 1, 3)), hours=2)
        return v
