"""The county's houses, each with its way of posting, its gaps and its own names; beds, stays and visits."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.counties.grammar.world import FIRST, GB, House, Line, Person, Visit, World

from .goods import ITEMS

NAMES = """
xy 云岭县人民医院 2 midnight drg 480
xe 云岭县第二人民医院 2 weekly drg 260
zy 云岭县中医医院 2 morning drg 220
fy 云岭县妇幼保健院 2 minute ffs 120
wa 高坪镇中心卫生院 3 discharge ffs 40
wb 石门乡卫生院 3 minute ffs 25
wc 大垭乡卫生院 3 midnight ffs 20
wd 茶园镇卫生院 3 settlement ffs 30
cw1 高坪镇坪上村卫生室 3 minute ffs 0
cw2 高坪镇岩口村卫生室 3 minute ffs 0
cw3 石门乡梨树村卫生室 3 midnight ffs 0
cw4 大垭乡雾岗村卫生室 3 minute ffs 0
cw5 茶园镇溪头村卫生室 3 midnight ffs 0
cw6 茶园镇老屋村卫生室 3 minute ffs 0
pa 云岭康华医院 3 discharge ffs 80 private
pb 云岭仁济医院 3 morning ffs 60 private
yy 福寿康护理院 3 monthend ffs 150 private
xt 肾康血液透析中心 3 minute ffs 0 private
yk1 光明眼科医院 2 minute ffs 40 private
yk2 光明眼科医院石门分院 3 settlement ffs 20 private
ya 佳美口腔门诊部 3 settlement ffs 0 private
yd1 云岭大药房(双通道) 11 minute ffs 0 private
yd2 康民药房 11 minute ffs 0 private
yd3 康民药房高坪店 11 minute ffs 0 private
yd4 济世堂药店 11 minute ffs 0 private
yd5 茶园便民药店 11 minute ffs 0 private
"""
"""Key, name, level as the platform writes it (2 county, 3 primary, 11 shop), when it posts, how it is paid, beds."""

COUNTY, TOWNS = ("xy", "xe"), ("wa", "wb", "wc", "wd")
VILLAGES = ("cw1", "cw2", "cw3", "cw4", "cw5", "cw6")
SHOPS = ("yd1", "yd2", "yd3", "yd4", "yd5")

NEVER: dict[str, dict[str, tuple[str, ...]]] = {
    "wb": {"mdtrt_d": ("adm_dept_name", "dscg_dept_name"), "fee_list_d": ("bilg_dept_name",)},
    "wc": {"fee_list_d": ("rx_drord_no", "prd_days")},
    "cw3": {"fee_list_d": ("prd_days", "bilg_dept_name")},
    "yy": {"mdtrt_d": ("adm_bed", "dscg_bed"), "fee_list_d": ("acord_dr_code",)},
    "xt": {"fee_list_d": ("bilg_dept_name",)},
    "ya": {"fee_list_d": ("bilg_dr_code", "bilg_dept_name"), "mdtrt_d": ("chfpdr_code",)},
    "pb": {"fee_list_d": ("bilg_dr_code", "acord_dr_code")},
}
"""Columns that a house leaves empty."""

NO_HOURS = ("pb", "wc")
"""Houses whose rows bear the day alone."""

LOCAL = {"血细胞分析": "血常规(五分类)", "常规心电图检查": "十二导心电图", "静脉输液": "输液费", "Ⅱ级护理": "二级护理费", "Ⅰ级护理": "一级护理费", "住院诊查费": "诊查费(住院)", "数字化摄影(DR)": "DR摄片", "氧气吸入": "吸氧(小时)", "普通病房床位费(三人间)": "床位费"}
OWN_NAMES = ("xe", "pa", "wd")

HOURLY = {"oxygen", "monitor", "spo2", "icu", "n0", "vent", "bipap", "incub", "photo"}
THERAPY = {"exercise", "hemi", "ot", "speech", "swallow", "joint", "needle", "needle_e", "needle_warm", "moxa", "tui_neck", "tui_back", "tui_sh"}
"""Signed by a therapist where the house names them."""


def houses() -> list[House]:
    """Everybody."""
    out = []
    for n, row in enumerate(filter(None, NAMES.split("\n"))):
        key, name, level, style, pays, beds, *private = row.split()
        out.append(House(key, f"{'P' if key in SHOPS else 'H'}5306290{n:04d}", name, level, style, bool(private), int(beds), pays, key in ("wa", "ya"), NEVER.get(key, {})))
    return out


class County(World):
    """The machine of the seventh county with the goods, houses and habits of this one."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, houses())
        self.rng = Random(seed * 7919 + 15)
        self.prefix = {i.code: n for n, i in enumerate(ITEMS.values())}
        self.beds: dict[tuple[str, str], list[list[tuple[datetime, datetime]]]] = {}
        many = {"xy": 40, "xe": 24, "zy": 20, "fy": 14}
        for n, h in enumerate(self.houses.values()):
            h.doctors = [f"D530629{n:02d}{k:03d}" for k in range(0 if h.shop else 1 if h.key in VILLAGES else many.get(h.key, 5))]
            h.therapists = [f"J530629{n:02d}{k:03d}" for k in range({"xy": 5, "zy": 10}.get(h.key, 0))]

    def person(self, sex: str = "", lo: float = 20, hi: float = 85, insurance: str = "", born: date | None = None) -> Person:
        """Somebody new of the county; nine in ten are residents, a village has several hamlets."""
        r = self.rng
        p = super().person(sex, 20, 85, insurance or r.choice(("390",) * 9 + ("310",)), born or FIRST - timedelta(days=int(r.uniform(lo, hi) * 365.25) + 3))
        p.address = f"云岭县{r.choice(('高坪镇', '石门乡', '大垭乡', '茶园镇', '城关镇'))}{r.choice('上下东西南北新老')}{r.choice(('坪', '岩', '溪', '湾', '寨', '坡'))}村{r.randrange(1, 14)}组{r.randrange(1, 90)}号"
        return p

    def add(self, v: Visit, key: str, count: float = 1, at: datetime | None = None, *, price: float | None = None, doctor: str | None = None, exact: bool = False, **more: Any) -> Line:
        """Charge one line; primary houses charge nine tenths of the county's price, shops the drug's own."""
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

    def code(self, item: Any) -> str:
        """A new box."""
        return f"{8400000 + self.prefix[item.code] * 41}{self.rng.randrange(10**13):013d}"

    def bed_for(self, house: str, dept: str, start: datetime, end: datetime) -> str:
        """The first bed of the department in which nobody lies."""
        beds = self.beds.setdefault((house, dept), [])
        for n, spans in enumerate(beds):
            if all(end <= a or b <= start for a, b in spans):
                spans.append((start, end))
                return f"{dept[:2]}{n + 1:02d}"
        beds.append([(start, end)])
        return f"{dept[:2]}{len(beds):02d}"

    def known(self, sex: str, lo: int, hi: int, day: date) -> Person | None:
        """Somebody of ordinary life who was last seen a hundred days ago."""
        near = timedelta(days=100)
        for _ in range(6):
            p = self.rng.choice(self.people)
            if sex in ("", p.sex) and lo <= (FIRST - p.born).days / 365.25 <= hi and p.busy and p.home != "planted" and p.free(day - near, day + near):
                return p
        return None

    def stay(self, house: str, person: Person, day: date, nights: int, dept: str, diagnoses: list[tuple[str, str]], kind: str = "21", hour: float | None = None) -> Visit:
        """Admit and discharge."""
        start = self.at(day, 8.4, 15.5) if hour is None else self.at(day, hour, hour + 0.4)
        end = self.at(day + timedelta(days=nights), 9.5, 11.4) if nights else start + timedelta(hours=6)
        v = self.visit(house, person, kind, start, end, dept, diagnoses)
        v.bed = self.bed_for(house, dept, v.start, v.end)
        if house in ("wd", "yk2"):
            v.settled = v.end + timedelta(days=self.rng.choice((0, 1, 2)), hours=3)
        return v

    def room(self, house: str, person: Person, kind: str, day: date, dept: str, diagnoses: list[tuple[str, str]], lo: float = 8.1, hi: float = 16.4, minutes: int = 25) -> Visit:
        """A consulting room or a counter."""
        start = self.at(day, lo, hi)
        return self.visit(house, person, kind, start, start + timedelta(minutes=minutes), dept, diagnoses)

    def days(self, v: Visit) -> list[datetime]:
        """Each day that is charged: the day in counts, the day out does not."""
        first = datetime.combine(v.start.date(), datetime.min.time())
        return [first + timedelta(days=k) for k in range(max(1, (v.end.date() - v.start.date()).days))]


def days_only(folder: Path, c: County, silent: tuple[str, ...] = NO_HOURS) -> None:
    """Blank the hours in the rows of the houses that send none."""
    codes = {c.houses[k].code for k in silent}
    for table, columns in (("mdtrt_d", ("begntime", "endtime")), ("fee_list_d", ("fee_ocur_time",))):
        path = folder / f"{table}.csv"
        encoding = "gb18030" if table in GB else "utf-8"
        with path.open(newline="", encoding=encoding) as f:
            reader = csv.DictReader(f)
            names, rows = list(reader.fieldnames or ()), list(reader)
        for row in rows:
            if row["fixmedins_code"] in codes:
                row.update({k: row[k][:10] + " 00:00:00" for k in columns if row[k]})
        with path.open("w", newline="", encoding=encoding) as f:
            sink = csv.DictWriter(f, names)
            sink.writeheader()
            sink.writerows(rows)
