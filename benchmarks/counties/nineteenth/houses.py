"""The county's houses, each with its way of posting, its gaps and its own names; beds, stays and visits."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.counties.fifteenth import houses as plumbing
from benchmarks.counties.grammar.world import House, Line, Person, Visit, World

from .goods import ITEMS

OPEN = date(2025, 7, 8)
"""The first day of anything here: twelve months of deliveries."""

NAMES = """
fs 临江医学院附属青溪医院 1 minute drg 1200
rm 青溪县人民医院 2 morning drg 520
zy 青溪县中医院 2 discharge drg 260
js 青溪安宁精神病医院 2 monthend ffs 220 private
kf 青溪惠和康复医院 2 weekly ffs 150 private
fy 青溪县妇幼保健院 2 midnight ffs 110
wa 石桥镇中心卫生院 3 settlement ffs 45
wb 南塘乡卫生院 3 minute ffs 20
xt 青溪肾友血液透析中心 3 minute ffs 0 private
yk 青溪亮瞳眼科医院 2 minute ffs 30 private
ya 青溪雅洁口腔门诊部 3 settlement ffs 0 private
hl 松鹤护理院(安宁疗护) 3 monthend ffs 120 private
yd1 百姓缘大药房中心店(双通道) 11 minute ffs 0 private
yd2 百姓缘大药房石桥店 11 minute ffs 0 private
yd3 同康堂药店 11 minute ffs 0 private
yd4 同康堂药店南塘店 11 minute ffs 0 private
rb 青溪县第二人民医院 2 minute drg 260
wc 渡口镇卫生院 3 minute ffs 25
ca 城关社区卫生服务中心 3 midnight ffs 20
yd5 惠民药房 11 minute ffs 0 private
yd6 惠民药房渡口店 11 minute ffs 0 private
"""
"""Key, name, level as the platform writes it (1 large, 2 county, 3 primary, 11 shop), when it posts, how it is paid, beds."""

SHOPS = ("yd1", "yd2", "yd3", "yd4", "yd5", "yd6")

NEVER: dict[str, dict[str, tuple[str, ...]]] = {
    "zy": {"fee_list_d": ("acord_dr_code",)},
    "js": {"fee_list_d": ("rx_drord_no",)},
    "hl": {"mdtrt_d": ("adm_bed", "dscg_bed"), "fee_list_d": ("bilg_dept_name",)},
    "wa": {"fee_list_d": ("bilg_dept_name", "prd_days")},
    "wb": {"fee_list_d": ("prd_days", "rx_drord_no")},
    "ya": {"fee_list_d": ("bilg_dept_name", "acord_dr_code")},
}
"""Columns that a house leaves empty."""

NO_HOURS = ("wa",)
"""Houses whose rows bear the day alone."""

LOCAL = {"血细胞分析": "血常规五分类", "常规心电图检查": "十二通道心电图", "静脉输液": "静滴", "Ⅱ级护理": "二级护理", "Ⅰ级护理": "一级护理", "住院诊查费": "住院诊察费", "普通病房床位费(三人间)": "三人间床位费", "氧气吸入": "吸氧(小时)", "C-反应蛋白测定": "CRP(全程)"}
OWN_NAMES = ("rm", "hl", "js")

HOURLY = {"oxygen", "monitor", "spo2", "icu", "n0", "vent", "bipap", "incub", "photo", "mind_watch", "pump", "crrt", "crrt_h", "tele"}
THERAPY = {"exercise", "hemi", "ot", "speech", "swallow", "joint", "needle", "needle_e", "needle_warm", "moxa", "tui_neck", "tui_back", "tui_sh", "cognition", "cortex"}
"""Signed by a therapist where the house names them."""


def houses() -> list[House]:
    """Everybody."""
    out = []
    for n, row in enumerate(filter(None, NAMES.split("\n"))):
        key, name, level, style, pays, beds, *private = row.split()
        out.append(House(key, f"{'P' if key in SHOPS else 'H'}3608210{n:04d}", name, level, style, bool(private), int(beds), pays, key in ("rm", "ya", "wb"), NEVER.get(key, {})))
    return out


class County(plumbing.County):
    """The plumbing of the fifteenth county with the goods, houses and habits of this one."""

    def __init__(self, seed: int) -> None:
        World.__init__(self, seed, houses())
        self.rng = Random(seed * 6271 + 19)
        self.prefix = {i.code: n for n, i in enumerate(ITEMS.values())}
        self.beds: dict[tuple[str, str], list[list[tuple[datetime, datetime]]]] = {}
        many = {"fs": 70, "rm": 44, "rb": 26, "zy": 24, "fy": 14, "js": 10, "kf": 8}
        for n, h in enumerate(self.houses.values()):
            h.doctors = [f"D360821{n:02d}{k:03d}" for k in range(0 if h.shop else many.get(h.key, 5))]
            h.therapists = [f"J360821{n:02d}{k:03d}" for k in range({"fs": 8, "zy": 12, "kf": 12}.get(h.key, 0))]

    def person(self, sex: str = "", lo: float = 20, hi: float = 85, insurance: str = "", born: date | None = None) -> Person:
        """Somebody new of the county; two in three are residents."""
        r = self.rng
        p = World.person(self, sex, 20, 85, insurance or r.choice(("390", "390", "310")), born or OPEN - timedelta(days=int(r.uniform(lo, hi) * 365.25) + 3))
        p.address = f"青溪县{r.choice(('石桥镇', '南塘乡', '城关镇', '渡口镇'))}{r.choice('东西南北上下')}{r.choice(('岸', '桥', '塘', '渡', '坪'))}村{r.randrange(1, 18)}组{r.randrange(1, 130)}号"
        return p

    def add(self, v: Visit, key: str, count: float = 1, at: datetime | None = None, *, price: float | None = None, doctor: str | None = None, exact: bool = False, **more: Any) -> Line:
        """Charge one line; primary houses charge nine tenths, the large one a tenth more."""
        item = ITEMS[key]
        at = at or min(v.end, v.start + timedelta(minutes=10))
        factor = {"1": 1.1, "3": 0.9}.get(v.house.level, 1.0) if item.listing == "201" else 1.0
        if v.house.key in OWN_NAMES and item.name in LOCAL:
            more.setdefault("local_name", LOCAL[item.name])
        if key in THERAPY and v.house.therapists:
            more.setdefault("by", v.house.therapists[int(v.id[1:]) % len(v.house.therapists)])
        n = len(v.lines) + 1
        line = Line(str(n) if v.house.own_numbers else f"F{v.id[1:]}{n:04d}", v, item, at if exact else self.posted(v, at), count, round(item.price * factor, 2) if price is None else price, v.doctor if doctor is None else doctor, more)
        v.lines.append(line)
        return line

    def stay(self, house: str, person: Person, day: date, nights: int, dept: str, diagnoses: list[tuple[str, str]], kind: str = "21", hour: float | None = None) -> Visit:
        """Admit and discharge; two houses settle days after leaving."""
        v = super().stay(house, person, day, nights, dept, diagnoses, kind, hour)
        if house in ("wa", "hl"):
            v.settled = v.end + timedelta(days=self.rng.choice((0, 0, 1, 2)), hours=2)
        return v
