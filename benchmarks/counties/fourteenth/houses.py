"""The thirty-one houses of the prefecture: how each is paid, when it posts, what it never sends."""

# A bill is read in one line.
# fmt: off
from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.counties.grammar.world import FIRST, House, Line, Person, Visit, World

from .goods import ITEMS

TOWNS = ("xz1", "xz2", "xz3", "xz4")
COMMUNITIES = ("sq1", "sq2")
VILLAGES = ("cw1", "cw2", "cw3", "cw4", "cw5", "cw6")
SHOPS = ("yd1", "yd2", "yd3", "yd4", "yd5", "yd6")

NAMES = """
sy 市第一人民医院 1 minute drg 1200
zl 市肿瘤医院 1 midnight drg 600
zy 市中医医院 2 two drg 400
fy 市妇幼保健院 2 minute drg 350
js 市精神卫生中心 2 midnight ffs 500
qa 清安县人民医院 2 two drg 500
ls 龙山县人民医院 2 weekly ffs 300
kf 康宁康复医院 2 morning ffs 200 private
hl 颐和护理院 3 monthend ffs 160 private
xt 清源血液透析中心 3 minute ffs 0 private
yk 明视眼科医院 2 minute drg 60 private
ya 齿康口腔门诊部 3 settlement ffs 0 private
bg 博安医院 3 morning ffs 99 private
sq1 城北社区卫生服务中心 3 minute ffs 30
sq2 湖滨社区卫生服务中心 3 midnight ffs 20
xz1 石桥镇卫生院 3 minute ffs 50
xz2 白塔镇卫生院 3 discharge ffs 40
xz3 柳河乡卫生院 3 settlement ffs 30
xz4 大田镇卫生院 3 two ffs 40
cw1 石桥镇东村卫生室 3 minute ffs 0
cw2 石桥镇西村卫生室 3 minute ffs 0
cw3 白塔镇塔下村卫生室 3 midnight ffs 0
cw4 柳河乡河口村卫生室 3 minute ffs 0
cw5 大田镇新田村卫生室 3 midnight ffs 0
cw6 大田镇上庄村卫生室 3 minute ffs 0
yd1 益民大药房(双通道) 11 minute ffs 0 private
yd2 康达药房(双通道) 11 minute ffs 0 private
yd3 百草堂药店 11 minute ffs 0 private
yd4 百草堂药店二分店 11 minute ffs 0 private
yd5 同济药店 11 minute ffs 0 private
yd6 仁和药店 11 minute ffs 0 private
"""

NEVER: dict[str, dict[str, tuple[str, ...]]] = {"xz3": {"fee_list_d": ("rx_drord_no", "prd_days")}, "ya": {"fee_list_d": ("bilg_dept_name",)}, "hl": {"mdtrt_d": ("adm_bed", "dscg_bed")}, "js": {"fee_list_d": ("acord_dr_code",)}, "cw3": {"fee_list_d": ("prd_days",)}}
"""Columns a house leaves empty."""

LOCAL = {"血细胞分析": "血常规(五分类)", "常规心电图检查": "十二导联心电图", "静脉输液": "门诊/病房输液", "苯磺酸氨氯地平片": "络活喜类(氨氯地平)", "Ⅱ级护理": "二级护理", "数字化摄影(DR)": "DR摄片"}
"""What the county hospitals and townships write on their own till."""

HOURLY = {"oxygen", "monitor", "spo2", "watch_icu", "nurse_special", "ventilator", "bipap", "incubator", "phototherapy", "crrt"}
"""Charged by the hour: never more than the hours there were."""

THERAPIES = {"exercise", "hemi", "occupational", "speech", "swallow", "needle", "needle_electro", "moxa", "massage_back", "massage_neck"}
"""Signed by the therapist where the house sends them."""


def houses() -> list[House]:
    """Everybody."""
    out = []
    for n, row in enumerate(filter(None, NAMES.split("\n"))):
        key, name, level, style, pays, beds, *private = row.split()
        code = f"{'P' if key in SHOPS else 'H'}3301050{n:04d}"
        out.append(House(key, code, name, level, style, bool(private), int(beds), pays, key == "ya", NEVER.get(key, {})))
    return out


class Prefecture(World):
    """The machine of the seventh county with the goods, houses and habits of this prefecture."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, houses())
        self.rng = Random(seed * 6571 + 14)
        self.prefix = {i.code: n for n, i in enumerate(ITEMS.values())}
        self.taken: dict[tuple[str, str], list[list[tuple[datetime, datetime]]]] = {}
        for n, h in enumerate(self.houses.values()):
            h.therapists = [f"J33010{n:03d}{k:03d}" for k in range(6)] if h.key in ("kf", "zy", "sy") else []

    def add(self, v: Visit, key: str, count: float = 1, at: datetime | None = None, *, price: float | None = None, doctor: str | None = None, exact: bool = False, **more: Any) -> Line:
        """Charge one line."""
        item = ITEMS[key]
        at = at or min(v.end, v.start + timedelta(minutes=10))
        factor = {"1": 1.1, "2": 1.0, "3": 0.9, "11": 1.0}[v.house.level] if item.listing == "201" else 1.0
        if v.house.key in ("qa", "ls", "bg", *TOWNS) and item.name in LOCAL:
            more.setdefault("local_name", LOCAL[item.name])
        if key in THERAPIES and v.house.therapists:
            more.setdefault("by", v.house.therapists[int(v.id[1:]) % 6])
        n = len(v.lines) + 1
        line = Line(str(n) if v.house.own_numbers else f"F{v.id[1:]}{n:04d}", v, item, at if exact else self.posted(v, at), count, round(item.price * factor, 2) if price is None else price, v.doctor if doctor is None else doctor, more)
        v.lines.append(line)
        return line

    def posted(self, v: Visit, at: datetime) -> datetime:
        """When the house writes it down: what was done yesterday stands at two in the morning where it accrues by night."""
        if v.house.style != "two" or not v.stay:
            return super().posted(v, at)
        return min(v.end, datetime(at.year, at.month, at.day) + timedelta(days=1, hours=2))

    def code(self, item: Any) -> str:
        """A new box."""
        return f"{8300000 + self.prefix[item.code] * 43}{self.rng.randrange(10**13):013d}"

    def bed_for(self, house: str, dept: str, start: datetime, end: datetime) -> str:
        """The first bed that nobody lies in."""
        beds = self.taken.setdefault((house, dept), [])
        for n, spans in enumerate(beds):
            if all(end <= a or b <= start for a, b in spans):
                spans.append((start, end))
                return f"{dept[:2]}{n + 1:02d}"
        beds.append([(start, end)])
        return f"{dept[:2]}{len(beds):02d}"

    def known(self, sex: str, lo: int, hi: int, day: date) -> Person | None:
        """Somebody seen before, not within three months of this day."""
        near = timedelta(days=100)
        for _ in range(6):
            p = self.rng.choice(self.people)
            if sex in ("", p.sex) and lo <= (FIRST - p.born).days / 365.25 <= hi and not p.died and p.busy and p.home != "planted" and p.free(day - near, day + near):
                return p
        return None

    def stay(self, house: str, person: Person, day: date, nights: int, dept: str, diagnoses: list[tuple[str, str]], kind: str = "21", hour: float | None = None) -> Visit:
        """Admit and discharge; without a night a day ward of six hours."""
        start = self.at(day, 8.4, 10.4 if not nights else 16.0) if hour is None else self.at(day, hour, hour + 0.4)
        end = self.at(day + timedelta(days=nights), 9.5, 11.5) if nights else start + timedelta(hours=6)
        v = self.visit(house, person, kind, start, end, dept, diagnoses)
        v.bed = self.bed_for(house, dept, v.start, v.end)
        if house == "xz3":
            v.settled = v.end + timedelta(days=self.rng.choice((0, 0, 1, 2)), hours=2)
        return v

    def room(self, house: str, person: Person, kind: str, day: date, dept: str, diagnoses: list[tuple[str, str]], lo: float = 8.1, hi: float = 16.6, minutes: int = 25) -> Visit:
        """A consulting room or a counter."""
        start = self.at(day, lo, hi)
        return self.visit(house, person, kind, start, start + timedelta(minutes=minutes), dept, diagnoses)

    def days(self, v: Visit) -> list[datetime]:
        """Each day that is charged: the day in counts, the day out does not."""
        first = datetime.combine(v.start.date(), datetime.min.time())
        return [first + timedelta(days=k) for k in range(max(1, (v.end.date() - v.start.date()).days))]

    def pay_group(self, v: Visit, code: str, name: str, weight: float) -> None:
        """By group where the house is paid so."""
        if v.house.pays == "drg":
            v.group = (code, name, weight, round(3600 * weight, 2))
