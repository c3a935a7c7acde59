"""The twenty-six houses of the county, how each posts and what each never sends."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.counties.grammar.world import FIRST, House, Line, Person, Visit, World

from .goods import ITEMS

TOWNS = ("xz1", "xz2", "xz3", "xz4", "xz5")
VILLAGES = tuple(f"cw{n}" for n in range(1, 9))
SHOPS = ("yd1", "yd2", "yd3", "yd4", "yd5")

WARD_STYLE = {
    ("qrm", "骨科"): "morning",
    ("qrm", "神经内科"): "midnight",
    ("qrm", "普外科"): "discharge",
    ("fy", "新生儿科"): "midnight",
    ("zy", "针灸推拿科"): "weekly",
    ("xz2", "全科"): "discharge",
}
"""Wards that post otherwise than their house."""

SHORT = {
    "普通门诊诊查费": "诊察费",
    "血细胞分析(五分类)": "血常规",
    "苯磺酸氨氯地平片": "氨氯地平",
    "静脉输液": "输液",
}
"""What the township houses and the private house write on the till."""


def houses() -> list[House]:
    """Everybody."""
    town = {
        "xz1": "minute",
        "xz2": "weekly",
        "xz3": "settlement",
        "xz4": "monthend",
        "xz5": "discharge",
    }
    return [
        House("qrm", "H33010500001", "县人民医院", "2", "minute", beds=620, pays="drg"),
        House("fy", "H33010500002", "县妇幼保健院", "2", "minute", beds=120, pays="drg"),
        House("jsb", "H33010500003", "县精神病防治院", "2", "midnight", beds=240, pays="day"),
        House("kf", "H33010500004", "安和康复医院", "2", "morning", private=True, beds=150),
        House("yk", "H33010500005", "明亮眼科医院", "2", "minute", private=True, beds=40, pays="drg"),
        House("ya", "H33010500006", "皓齿口腔门诊部", "3", "settlement", private=True, own_numbers=True),
        House("zy", "H33010500007", "县中医院", "2", "midnight", beds=260, pays="drg",
              never={"tech_psn_info_b": ()}),
        House("xt", "H33010500008", "益康血液透析中心", "3", "minute", private=True, beds=0),
        *(
            House(k, f"H3301050001{n}", f"{name}镇卫生院", "3", town[k], beds=40 + 6 * n, own_numbers=k == "xz4",
                  never={"setl_diag_list_d": ("diag_srt_no",)} if k == "xz3" else {})
            for n, (k, name) in enumerate(zip(TOWNS, ("青溪", "桥头", "石门", "柳林", "东岭"), strict=True))
        ),
        *(
            House(k, f"H3301050002{n}", f"{name}村卫生室", "3", "midnight" if n % 3 == 0 else "minute",
                  never={"mdtrt_d": ("tel",)} if n == 4 else {})
            for n, (k, name) in enumerate(
                zip(VILLAGES, ("上河", "下河", "前湾", "后湾", "松岗", "竹园", "石桥", "梅坞"), strict=True))
        ),
        House("yd1", "P33010500001", "县医药公司双通道药房", "11"),
        House("yd2", "P33010500002", "康泰双通道药房", "11"),
        House("yd3", "P33010500003", "百姓大药房一店", "11"),
        House("yd4", "P33010500004", "百姓大药房二店", "11"),
        House("yd5", "P33010500005", "仁和药店", "11", own_numbers=True),
    ]  # fmt: skip


class County(World):
    """The machine of the seventh county with the goods, wards and doctors of this one."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed, houses())
        self.rng = Random(seed * 7919 + 13)
        self.prefix = {i.code: n for n, i in enumerate(ITEMS.values())}
        shared = self.houses["xz1"]
        # The eight village rooms are one practice: its four doctors go round.
        for n, key in enumerate(VILLAGES):
            h = self.houses[key]
            h.doctors = [f"D33010990{i:02d}" for i in (n % 4, (n + 1) % 4)]
        for n in range(4):
            self.extra_doctors.append((f"D33010990{n:02d}", "xz1"))
        for n, key in enumerate(VILLAGES):
            self.extra_doctors.append((f"D33010991{n:02d}", key))
        # Specialists of the group hold clinics in the townships.
        self.guests = self.houses["qrm"].doctors[:4]
        shared.doctors = [*shared.doctors]

    def add(
        self, v: Visit, key: str, count: float = 1, at: datetime | None = None, *, price: float | None = None,
        doctor: str | None = None, exact: bool = False, **more: Any,
    ) -> Line:  # fmt: skip
        item = ITEMS[key]
        if at is None:
            at = v.start + timedelta(
                minutes=min(9, max(0, int((v.end - v.start).total_seconds() // 60)))
            )
        factor = {"2": 1.0, "3": 0.85, "11": 1.0}[v.house.level] if item.listing == "201" else 1.0
        if v.house.key.startswith(("xz", "cw", "yk")) and item.name in SHORT:
            more.setdefault("local_name", SHORT[item.name])
        n = len(v.lines) + 1
        line = Line(
            str(n) if v.house.own_numbers else f"F{v.id[1:]}{n:04d}",
            v, item, at if exact else self.posted(v, at), count,
            round(item.price * factor, 2) if price is None else price,
            v.doctor if doctor is None else doctor, more,
        )  # fmt: skip
        v.lines.append(line)
        return line

    def posted(self, v: Visit, at: datetime) -> datetime:
        kept = v.house.style
        v.house.style = WARD_STYLE.get((v.house.key, v.dept), kept)
        try:
            return super().posted(v, at)
        finally:
            v.house.style = kept

    def code(self, item: Any) -> str:
        return f"{8200000 + self.prefix[item.code] * 41}{self.rng.randrange(10**13):013d}"

    def known(self, sex: str, lo: int, hi: int, day: date) -> Person | None:
        """Somebody who has been ill before, and not within three months of this day."""
        near = timedelta(days=100)
        for _ in range(8):
            p = self.rng.choice(self.people)
            age = (FIRST - p.born).days / 365.25
            if (
                sex in ("", p.sex)
                and lo <= age <= hi
                and not p.died
                and p.busy
                and p.free(day - near, day + near)
            ):
                return p
        return None

    def stay(
        self, house: str, person: Any, day: date, nights: int, dept: str, diagnoses: list[tuple[str, str]],
        kind: str = "21", hour: float | None = None,
    ) -> Visit:  # fmt: skip
        """Admit and discharge."""
        start = self.at(day, 8.5, 16.5) if hour is None else self.at(day, hour, hour + 0.5)
        end = (
            self.at(day + timedelta(days=nights), 9.0, 11.5)
            if nights
            else start + timedelta(hours=6)
        )
        v = self.visit(house, person, kind, start, end, dept, diagnoses)
        v.bed = f"{dept[:1]}{self.rng.randrange(1, 60):02d}"
        if house == "xz3":
            v.settled = v.end + timedelta(days=self.rng.choice((0, 1, 2)), hours=2)
        return v

    def room(
        self, house: str, person: Any, kind: str, day: date, dept: str, diagnoses: list[tuple[str, str]],
        lo: float = 8.2, hi: float = 16.8,
    ) -> Visit:  # fmt: skip
        """A consulting room or a counter."""
        start = self.at(day, lo, hi)
        return self.visit(
            house, person, kind, start, start + timedelta(minutes=25), dept, diagnoses
        )

    def days(self, v: Visit) -> list[datetime]:
        """Each day of a stay that is charged: the day in counts, the day out does not."""
        n = max(1, (v.end.date() - v.start.date()).days)
        return [
            datetime.combine(v.start.date(), datetime.min.time()) + timedelta(days=k)
            for k in range(n)
        ]

    def care(
        self, v: Visit, bed: str = "bed", nurse: str = "nurse2", *, round_: bool = True
    ) -> None:
        """Bed, nursing and round of every day."""
        for n, d in enumerate(self.days(v)):
            at = (
                d + timedelta(hours=9, minutes=self.rng.randrange(50))
                if n
                else v.start + timedelta(minutes=30)
            )
            if bed:
                self.add(v, bed, at=at)
            if nurse:
                self.add(v, nurse, at=at)
            if round_:
                self.add(v, "round", at=at)

    def daily(
        self,
        v: Visit,
        key: str,
        count: float = 1,
        lo: int = 0,
        hi: int | None = None,
        hour: float = 10.0,
    ) -> list[Line]:
        """Once a day from day `lo` up to, not including, day `hi`."""
        out = []
        for n, d in enumerate(self.days(v)):
            if n >= lo and (hi is None or n < hi):
                at = max(
                    v.start + timedelta(minutes=40),
                    d + timedelta(hours=hour, minutes=self.rng.randrange(40)),
                )
                out.append(self.add(v, key, count, min(at, v.end)))
        return out

    def on(self, v: Visit, n: int, hour: float = 10.0) -> datetime:
        """An hour of the n-th day of a stay, never after its end."""
        d = datetime.combine(v.start.date(), datetime.min.time()) + timedelta(
            days=n, hours=hour, minutes=self.rng.randrange(30)
        )
        return min(max(d, v.start + timedelta(minutes=20)), v.end)

    def operate(
        self,
        v: Visit,
        n: int,
        code: str,
        name: str,
        charge: str,
        anaesthesia: str,
        hour: float = 10.0,
    ) -> datetime:
        """An operation with its theatre bill."""
        at = self.on(v, n, hour)
        way = {"ga": "1", "spinal": "2", "local": "3"}[anaesthesia]
        v.operations.append({"code": code, "name": name, "at": at, "anst": way})
        self.add(v, charge, at=at)
        if charge != "stent_op":  # a vessel's operation holds its local anaesthesia
            self.add(v, anaesthesia, at=at)
        if anaesthesia == "ga":
            for key, count in (("propofol", 2), ("anaes_mon", self.rng.choice((1, 2)))):
                self.add(v, key, count, at)
        elif anaesthesia == "spinal":
            self.add(v, "bupivacaine", 2, at)
        else:
            self.add(v, "lidocaine", 1, at)
        return at

    def pay_group(self, v: Visit, code: str, name: str, weight: float) -> None:
        """By group where the house is paid so."""
        if v.house.pays == "drg":
            v.group = (code, name, weight, round(3200 * weight, 2))
