"""The county's houses: one medical group by points, contracts by the day, chains, shops; beds, stays and visits."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.counties.fifteenth import houses as plumbing
from benchmarks.counties.grammar.world import House, Line, Person, Visit, World
from benchmarks.counties.nineteenth.houses import HOURLY, THERAPY

from .goods import GUIDE, ITEMS

OPEN = date(2025, 8, 4)
"""The first day of anything here: eleven months of deliveries."""

NAMES = """
cy 榕江县人民医院(县域医共体总院) 2 minute drg 600
tc 榕江县中医医院 2 morning drg 240
fb 榕江县妇幼保健院 2 minute ffs 110
ms 南岭医科大学附属第二医院 1 minute drg 1300
jw 榕江康宁精神病医院 2 midnight ffs 260 private
kl 榕江康来康复医院 2 midnight ffs 160 private
wl 龙塘镇中心卫生院(医共体分院) 3 minute ffs 60
ws 大坪乡卫生院 3 minute ffs 25
wy 白沙社区卫生服务中心 3 minute ffs 10
xa 仁济血液净化中心 3 minute ffs 0 private
xb 仁济血液净化中心龙塘店 3 minute ffs 0 private
al 和颐安宁疗护中心 3 monthend ffs 60 private
lh 福瑞护理院 3 discharge ffs 100 private
ih 榕江互联网医院 2 minute ffs 0
kq 皓齿口腔门诊部 3 settlement ffs 0 private
da 大参堂药房县城店(门诊统筹) 11 minute ffs 0 private
db 大参堂药房龙塘店 11 minute ffs 0 private
dc 康寿药店 11 minute ffs 0 private
dd 国民大药房(双通道) 11 minute ffs 0 private
"""
"""Key, name, level as the platform writes it, when it posts, how it is paid, beds. Nobody does wrong in ms, wy, xb, dd."""

SHOPS = ("da", "db", "dc", "dd")
GUIDED = ("cy", "fb", "kl", "wl")
"""Houses that charge by the items of the guidelines."""

NEVER: dict[str, dict[str, tuple[str, ...]]] = {
    "ws": {"fee_list_d": ("bilg_dept_name", "prd_days")},
    "tc": {"fee_list_d": ("acord_dr_code",)},
    "jw": {"fee_list_d": ("rx_drord_no",)},
    "al": {"mdtrt_d": ("adm_bed", "dscg_bed")},
    "kq": {"fee_list_d": ("bilg_dept_name", "acord_dr_code")},
    "lh": {"fee_list_d": ("bilg_dr_code",)},
}
"""Columns that a house leaves empty."""

LOCAL = {"血细胞分析": "血常规(五分类)", "Ⅱ级护理": "二级护理费/日", "Ⅰ级护理": "一级护理费/日", "住院诊查费": "诊查费(住院)", "普通病房床位费(三人间)": "床位费(三人房)", "氧气吸入": "中心供氧(小时)", "C-反应蛋白测定": "CRP", "静脉输液": "静脉点滴"}
OWN_NAMES = ("tc", "jw", "ws")


def houses() -> list[House]:
    """Everybody."""
    out = []
    for n, row in enumerate(filter(None, NAMES.split("\n"))):
        key, name, level, style, pays, beds, *private = row.split()
        out.append(House(key, f"{'P' if key in SHOPS else 'H'}4452810{n:04d}", name, level, style, bool(private), int(beds), pays, key in ("tc", "kq", "ws"), NEVER.get(key, {})))
    return out


class County(plumbing.County):
    """The plumbing of the fifteenth county with the goods, houses and habits of this one."""

    def __init__(self, seed: int) -> None:
        World.__init__(self, seed, houses())
        self.rng = Random(seed * 4513 + 20)
        self.prefix = {i.code: n for n, i in enumerate(ITEMS.values())}
        self.beds: dict[tuple[str, str], list[list[tuple[datetime, datetime]]]] = {}
        many = {"ms": 60, "cy": 50, "tc": 24, "fb": 14, "jw": 10, "kl": 8, "ih": 6}
        for n, h in enumerate(self.houses.values()):
            h.doctors = [f"D445281{n:02d}{k:03d}" for k in range(0 if h.shop else many.get(h.key, 5))]
            h.therapists = [f"J445281{n:02d}{k:03d}" for k in range({"ms": 8, "cy": 8, "tc": 12, "kl": 12}.get(h.key, 0))]

    def person(self, sex: str = "", lo: float = 20, hi: float = 85, insurance: str = "", born: date | None = None) -> Person:
        """Somebody new of the county; two in three are residents."""
        r = self.rng
        p = World.person(self, sex, 20, 85, insurance or r.choice(("390", "390", "310")), born or OPEN - timedelta(days=int(r.uniform(lo, hi) * 365.25) + 3))
        p.address = f"榕江县{r.choice(('龙塘镇', '大坪乡', '榕城街道', '白沙镇'))}{r.choice('上下东西南北')}{r.choice(('围', '陂', '寮', '埔', '厝'))}村{r.randrange(1, 18)}组{r.randrange(1, 130)}号"
        return p

    def add(self, v: Visit, key: str, count: float = 1, at: datetime | None = None, *, price: float | None = None, doctor: str | None = None, exact: bool = False, **more: Any) -> Line:
        """Charge one line, by the item of the guidelines where the house charges so; primary houses take 85 parts of a hundred."""
        item = GUIDE.get(key, ITEMS[key]) if v.house.key in GUIDED else ITEMS[key]
        at = at or min(v.end, v.start + timedelta(minutes=10))
        factor = {"1": 1.15, "3": 0.85}.get(v.house.level, 1.0) if item.listing == "201" else 1.0
        if v.house.key in OWN_NAMES and item.name in LOCAL:
            more.setdefault("local_name", LOCAL[item.name])
        if key in THERAPY and v.house.therapists:
            more.setdefault("by", v.house.therapists[int(v.id[1:]) % len(v.house.therapists)])
        n = len(v.lines) + 1
        line = Line(str(n) if v.house.own_numbers else f"F{v.id[1:]}{n:04d}", v, item, at if exact else self.posted(v, at), count, round(item.price * factor, 2) if price is None else price, v.doctor if doctor is None else doctor, {**more, "key": key})
        v.lines.append(line)
        return line


__all__ = ["GUIDED", "HOURLY", "OPEN", "SHOPS", "County"]
