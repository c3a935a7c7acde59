"""Who lives and works in the county: persons, hospitals, pharmacies, doctors."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

REGION = "370786"
START = date(2025, 1, 1)
END = date(2025, 12, 31)


@dataclass
class Person:
    """An insured person; `busy` holds the days he lies in hospital."""

    no: str
    name: str
    sex: str
    born: date
    insurance: str
    village: str
    tel: str
    employer: str
    died: date | None = None
    chronic: tuple[str, ...] = ()
    busy: set[date] = field(default_factory=set)
    seen: set[date] = field(default_factory=set)
    used: bool = False

    def age(self, on: date = START) -> int:
        """Full years on a day."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def free(self, start: date, end: date, gap: int = 0) -> bool:
        """Whether no stay or visit lies between two days, with a gap before and after."""
        day = start - timedelta(days=gap)
        last = end + timedelta(days=gap)
        if self.died and end >= self.died:
            return False
        while day <= last:
            if day in self.busy or (start <= day <= end and day in self.seen):
                return False
            day += timedelta(days=1)
        return True

    def lie(self, start: date, end: date) -> None:
        """Mark the days of a stay."""
        day = start
        while day <= end:
            self.busy.add(day)
            day += timedelta(days=1)


@dataclass
class Doctor:
    """A physician, therapist or pharmacist in one of the registers."""

    code: str
    name: str
    provider: str
    dept: str
    role: str = "doctor"
    multi: bool = False
    person: str = ""
    status: str = "1"
    begin: str = "2018-01-01 00:00:00"
    end: str = "2030-12-31 00:00:00"
    listed: bool = True


@dataclass
class Provider:
    """A hospital, clinic or pharmacy and the way its clerks post charges."""

    code: str
    name: str
    kind: str  # hospital | clinic | pharmacy
    level: int
    private: bool
    beds: int
    posting: str  # exact | date_only | weekly | discharge | settlement | monday
    pay: str  # ffs | drg | dip | per_diem
    depts: tuple[str, ...]
    honest: bool
    chain: str = ""
    opened: str = "2018-01-01 00:00:00"
    own_numbers: bool = False
    doctors: list[Doctor] = field(default_factory=list)
    therapists: list[Doctor] = field(default_factory=list)
    bed_until: dict[int, list[tuple[date, date]]] = field(default_factory=dict)

    @property
    def level_code(self) -> str:
        """The platform writes 1 for tertiary, 3 for primary, 9 for ungraded, 11 for a pharmacy."""
        if self.kind == "pharmacy":
            return "11"
        return {3: "1", 2: "2", 1: "3", 0: "9"}[self.level]

    def doctor(self, rng: random.Random, dept: str = "") -> Doctor:
        """A doctor of the department, or anybody in the house."""
        pool = [d for d in self.doctors if d.dept == dept] or self.doctors
        return rng.choice(pool)

    def take_bed(self, start: date, end: date) -> int:
        """The first bed that is free over the days."""
        for bed in range(1, self.beds + 1):
            taken = self.bed_until.setdefault(bed, [])
            if all(end <= a or start >= b for a, b in taken):
                taken.append((start, end))
                return bed
        return self.beds + 1


_BIG = (
    "呼吸内科",
    "心内科",
    "神经内科",
    "内分泌科",
    "消化内科",
    "肾内科",
    "普外科",
    "骨科",
    "泌尿外科",
    "眼科",
    "肿瘤科",
    "儿科",
    "康复科",
    "重症医学科",
    "急诊科",
    "妇科",
    "产科",
)
_MID = (
    "内科",
    "呼吸内科",
    "心内科",
    "神经内科",
    "消化内科",
    "普外科",
    "骨科",
    "眼科",
    "儿科",
    "康复科",
    "急诊科",
    "泌尿外科",
    "肾内科",
    "内分泌科",
)
_TCM = ("内科", "康复科", "针灸科", "骨科", "心内科", "神经内科")
_SMALL = ("内科", "外科", "中医科", "儿科")


def hospitals() -> list[Provider]:
    """Fifteen hospitals of all levels."""
    rows = (
        ("市中心医院", 3, False, 800, "exact", "drg", _BIG, False),
        ("市第二人民医院", 3, False, 500, "monday", "drg", _BIG, True),
        ("县人民医院", 2, False, 450, "date_only", "drg", _BIG, False),
        ("县中医医院", 2, False, 220, "weekly", "dip", _TCM, False),
        ("县妇幼保健院", 2, False, 160, "exact", "drg", ("妇科", "产科", "儿科", "新生儿科"), True),
        ("县精神卫生中心", 2, False, 180, "weekly", "per_diem", ("精神科",), False),
        ("颐康康复医院", 2, True, 120, "exact", "ffs", ("康复科", "内科"), False),
        ("仁和医院", 2, True, 90, "settlement", "ffs", _MID, False),
        ("安泰血液透析中心", 1, True, 0, "exact", "ffs", ("肾内科",), False),
        ("东关镇卫生院", 1, False, 40, "date_only", "ffs", _SMALL, False),
        ("西河镇卫生院", 1, False, 20, "discharge", "ffs", _SMALL, False),
        ("南塘镇卫生院", 1, False, 45, "discharge", "ffs", _SMALL, True),
        ("北岭镇卫生院", 1, False, 45, "weekly", "ffs", _SMALL, True),
        ("柳林镇中心卫生院", 1, False, 50, "exact", "ffs", _SMALL, True),
        ("城关社区卫生服务中心", 1, False, 45, "exact", "ffs", _SMALL, True),
    )
    out = []
    for i, (name, level, private, beds, posting, pay, depts, honest) in enumerate(rows, 1):
        p = Provider(
            f"H{REGION}{i:05d}",
            name,
            "hospital",
            level,
            private,
            beds,
            posting,
            pay,
            depts,
            honest,
            own_numbers=i in (13, 14),
        )
        out.append(p)
    out[7].opened = "2024-03-01 00:00:00"
    return out


def clinics() -> list[Provider]:
    """Ten village clinics, two of them crooked."""
    villages = ("张", "王", "李", "赵", "刘", "陈", "杨", "黄", "周", "吴")
    return [
        Provider(
            f"H{REGION}{100 + i:05d}",
            f"{v}家村卫生室",
            "clinic",
            0,
            False,
            0,
            "exact",
            "ffs",
            ("全科",),
            i >= 3,
        )
        for i, v in enumerate(villages)
    ]


def pharmacies() -> list[Provider]:
    """Fifteen pharmacies; three belong to one chain."""
    out = []
    for i in range(15):
        chain = "CH0001" if i in (8, 9, 10) else ""
        out.append(
            Provider(
                f"P{REGION}{200 + i:05d}",
                f"百姓大药房{i + 1}店",
                "pharmacy",
                0,
                True,
                0,
                "exact",
                "ffs",
                ("药房",),
                i >= 8,
                chain=chain,
            )
        )
    return out


_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"


def staff(providers: list[Provider], rng: random.Random) -> list[Doctor]:
    """Doctors, therapists and pharmacists for every provider."""
    out: list[Doctor] = []
    for p in providers:
        per_dept = 4 if p.level == 3 else 3 if p.level == 2 else 2
        if p.kind != "hospital":
            per_dept = 1
        for dept in p.depts:
            for _ in range(per_dept):
                role = "pharmacist" if p.kind == "pharmacy" else "doctor"
                d = Doctor(
                    f"D{REGION}{len(out) + 1:06d}",
                    f"{rng.choice(_SURNAMES)}医{len(out)}",
                    p.code,
                    dept,
                    role,
                )
                out.append(d)
                p.doctors.append(d)
        if "康复科" in p.depts or "精神科" in p.depts:
            for _ in range(8):
                t = Doctor(
                    f"J{REGION}{len(out) + 1:06d}",
                    f"{rng.choice(_SURNAMES)}技{len(out)}",
                    p.code,
                    "康复科",
                    "technician",
                )
                out.append(t)
                p.therapists.append(t)
    return out


def population(rng: random.Random, size: int) -> list[Person]:
    """Persons of all ages in forty villages and streets."""
    out = []
    conditions = ("hypertension", "diabetes", "cad", "copd", "psych", "thyroid", "hbv", "af")
    for i in range(size):
        age = min(96, max(0, int(rng.triangular(0, 96, 58))))
        if rng.random() < 0.16:
            age = rng.randint(0, 16)
        born = date(2024 - age, rng.randint(1, 12), rng.randint(1, 28))
        employee = 22 <= age <= 85 and rng.random() < 0.35
        village = f"某县{rng.choice('甲乙丙丁')}镇{rng.randint(1, 40)}村{rng.randint(1, 300)}号"
        chronic: tuple[str, ...] = ()
        if age >= 45 and rng.random() < 0.42:
            chronic = (rng.choice(conditions),)
            if rng.random() < 0.3 and chronic[0] != "diabetes":
                chronic += ("diabetes",)
        out.append(
            Person(
                f"3707861{i:08d}",
                f"参保人{i}",
                rng.choice("12"),
                born,
                "310" if employee else "390",
                village,
                f"139{i:08d}",
                f"E{rng.randint(1, 120):05d}" if employee else "",
                chronic=chronic,
            )
        )
    return out


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A time of day."""
    return datetime(day.year, day.month, day.day, hour, minute, second)
