"""How a stay, a clinic visit, a purchase looks when nothing is remarkable about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from .goods import HERB_KEYS, ITEMS
from .houses import group
from .world import Line, Person, Visit, World

D = tuple[str, str]
HTN, DM, CHD = (
    ("I10.x00", "高血压"),
    ("E11.900", "2型糖尿病"),
    ("I25.103", "冠状动脉粥样硬化性心脏病"),
)
COLD, GASTRITIS, BRONCH = (
    ("J06.900", "急性上呼吸道感染"),
    ("K29.500", "慢性胃炎"),
    ("J40.x00", "支气管炎"),
)
PNEU, COPD = ("J18.900", "肺炎"), ("J44.100", "慢性阻塞性肺病伴急性加重")
STROKE, HEMI = ("I63.900", "脑梗死"), ("I69.300", "脑梗死后遗症")
LUMBAR, NECK, KNEE = (
    ("M51.202", "腰椎间盘突出"),
    ("M47.201", "神经根型颈椎病"),
    ("M17.900", "膝骨关节病"),
)
SCHIZ, DEPR = ("F20.900", "精神分裂症"), ("F32.900", "抑郁发作")
ESRD, RENAL_HTN = ("N18.001", "慢性肾脏病5期"), ("D63.802", "肾性贫血")
BREAST, LUNG, COLON = (
    ("C50.900", "乳腺恶性肿瘤"),
    ("C34.900", "肺恶性肿瘤"),
    ("C18.900", "结肠恶性肿瘤"),
)
CHEMO, RADIO = ("Z51.102", "恶性肿瘤化学治疗"), ("Z51.003", "恶性肿瘤放射治疗")
CATARACT, GLAUC, AMD = (
    ("H25.900", "老年性白内障"),
    ("H40.900", "青光眼"),
    ("H35.304", "年龄相关性黄斑变性"),
)
PULP, PERIO = ("K04.000", "牙髓炎"), ("K05.300", "慢性牙周炎")
TB, HEPB = ("A16.200", "肺结核"), ("B18.100", "慢性乙型病毒性肝炎")
KIDNEY_TX = ("Z94.000", "肾移植状态")
DEM, BEDRID = ("F03.x00", "痴呆"), ("R26.300", "卧床不起")
PREG, BIRTH, NEWBORN = (
    ("Z34.900", "正常妊娠监督"),
    ("O80.000", "头位顺产"),
    ("Z38.000", "单胎活产婴儿"),
)
HERNIA, GALL, APP = ("K40.900", "腹股沟疝"), ("K80.200", "胆囊结石"), ("K35.800", "急性阑尾炎")
AF = ("I48.x00", "心房颤动")


def later(d: datetime | date, days: float) -> datetime:
    """So many days on, at the same hour (nine for a bare date)."""
    if not isinstance(d, datetime):
        d = datetime(d.year, d.month, d.day, 9)
    return d + timedelta(days=days)


def clinic(
    w: World,
    house: str,
    p: Person,
    at: datetime,
    diag: Sequence[D] = (HTN,),
    drugs: Sequence[str] = (),
    tests: Sequence[str] = (),
    kind: str = "11",
    dept: str = "内科门诊",
    see: str = "",
    boxes: int = 1,
    minutes: int = 20,
    **more: Any,
) -> Visit:
    """A visit to a doctor."""
    v = w.visit(house, p, kind, at, at + timedelta(minutes=minutes), dept, diag, **more)
    small = v.house.level == "3" and v.house.key[:2] in ("cw", "xz", "sq", "gx")
    w.add(v, see or ("gp" if small else "see"), 1, at)
    for n, t in enumerate(tests):
        w.add(v, t, 1, at + timedelta(minutes=4 + n), by="")
    for n, d in enumerate(drugs):
        w.add(
            v,
            d,
            boxes,
            at + timedelta(minutes=10 + n),
            days=ITEMS[d].days * boxes,
            rx=f"RX{v.id[1:]}",
        )
    return v


def buy(
    w: World,
    shop: str,
    p: Person,
    at: datetime,
    drugs: Sequence[str],
    boxes: int = 1,
    kind: str = "41",
    diag: D = COLD,
    **more: Any,
) -> Visit:
    """A sale over the counter."""
    v = w.visit(shop, p, kind, at, at, "药房", (diag,), **more)
    for d in drugs:
        w.add(
            v,
            d,
            boxes,
            at,
            days=ITEMS[d].days * boxes,
            rx=f"RX{v.id[1:]}" if kind == "9929" else "",
        )
    return v


def stay(
    w: World,
    house: str,
    p: Person,
    start: datetime,
    days: int,
    diag: Sequence[D],
    drg: tuple[str, str, float] | None = None,
    *,
    dept: str = "内科",
    tests: Sequence[str] = ("cbc", "urine", "alt", "crea", "k", "glu", "ecg"),
    drips: Sequence[str] = ("ceftri", "saline"),
    daily: Sequence[tuple[str, float]] = (),
    nurse: str = "n2",
    home: Sequence[str] = (),
    kind: str = "21",
    bed: str = "",
    basic: bool = True,
    workdays: Sequence[tuple[str, float]] = (),
    doctor: str = "",
    leave_at: float = 10.5,
) -> Visit:
    """A stay in which everything is as it should be."""
    end = datetime(start.year, start.month, start.day) + timedelta(days=days, hours=leave_at)
    bed = bed or f"{dept[:1]}{w.rng.randrange(1, 60):02d}"
    v = w.visit(house, p, kind, start, end, dept, diag, bed=bed, doctor=doctor)
    if drg:
        v.group = group(v.house, *drg)
    if v.house.style in ("settlement",):
        v.settled = later(end, w.rng.randrange(0, 3))
    weekly: dict[tuple[str, datetime], float] = {}
    for n in range(days):
        day = datetime(start.year, start.month, start.day) + timedelta(days=n)
        todo = list(daily)
        if basic:
            todo += [("bed", 1), ("round", 1), (nurse, 1)]
        if day.weekday() < 5:
            todo += list(workdays)
        if drips:
            todo += [("drip", 1), *((d, 1) for d in drips)]
        for m, (key, count) in enumerate(todo):
            at = max(start + timedelta(minutes=15), day + timedelta(hours=8, minutes=10 + 3 * m))
            weekly[key, w.posted(v, at)] = weekly.get((key, w.posted(v, at)), 0) + count
    for (key, at), count in weekly.items():
        w.add(v, key, count, at, exact=True)
    for n, t in enumerate(tests):
        w.add(v, t, 1, start + timedelta(minutes=40 + n))
    for d in home:
        w.add(v, d, 1, end - timedelta(minutes=30), take=True, days=ITEMS[d].days)
    return v


def operation(
    w: World,
    v: Visit,
    key: str,
    code: str,
    name: str,
    at: datetime,
    anaesthesia: str = "ga",
    stuff: Sequence[tuple[str, float]] = (),
) -> list[Line]:
    """An operation with what belongs to it."""
    v.operations.append(
        {
            "code": code,
            "name": name,
            "at": at,
            "anst": {"ga": "1", "spinal": "2"}.get(anaesthesia, "3"),
        }
    )
    lines = [w.add(v, key, 1, at, dept="手术室")]
    if anaesthesia:
        lines.append(w.add(v, anaesthesia, 1, at, dept="麻醉科"))
    if anaesthesia in ("ga", "spinal"):
        lines.append(w.add(v, "op_watch", 1, at, dept="麻醉科"))
        lines.append(w.add(v, "propo" if anaesthesia == "ga" else "lido", 2, at, dept="麻醉科"))
    lines += [w.add(v, k, c, at, dept="手术室") for k, c in stuff]
    return lines


def formula(
    w: World, v: Visit, doses: int, at: datetime, grams: float = 10, n: int = 10, **more: Any
) -> list[Line]:
    """A formula of herbs, by the gram."""
    keys = w.rng.sample(HERB_KEYS, min(n, len(HERB_KEYS)))
    return [w.add(v, k, grams * doses, at, rx=f"RX{v.id[1:]}", days=doses, **more) for k in keys]


Plan = Callable[[World], None]
