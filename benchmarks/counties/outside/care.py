"""What an honest house does and charges: stays, visits, dialysis, pharmacy counters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from .catalogue import ITEMS
from .diseases import DISEASES, Disease
from .people import Doctor, Person, Provider, at
from .records import Line, Visit, group_of
from .world import World

CHRONIC = {
    "hypertension": (("I10.x00", "高血压"), ("amlodipine", "valsartan", "metoprolol")),
    "diabetes": (("E11.900", "2型糖尿病"), ("metformin", "glimepiride", "acarbose")),
    "cad": (("I25.103", "冠状动脉粥样硬化性心脏病"), ("aspirin", "atorva", "danshen_pill")),
    "copd": (("J44.900", "慢性阻塞性肺病"), ("tiotropium",)),
    "psych": (("F20.900", "精神分裂症"), ("olanzapine",)),
    "thyroid": (("E03.900", "甲状腺功能减退症"), ("thyroxine50",)),
    "hbv": (("B18.100", "慢性乙型病毒性肝炎"), ("entecavir",)),
    "af": (("I48.900", "心房颤动"), ("rivaroxaban",)),
}

ACUTE = (
    (("J06.900", "急性上呼吸道感染"), ("loratadine", "ibuprofen", "lianhua"), ("cbc", "crp"), 8),
    (("J20.900", "急性支气管炎"), ("amoxicillin", "ambroxol"), ("cbc", "dr"), 6),
    (("K29.500", "慢性胃炎"), ("omeprazole",), ("us",), 4),
    (("M54.500", "腰痛"), ("ibuprofen",), ("mid_freq", "acup"), 4),
    (("N39.000", "泌尿道感染"), ("cefaclor",), ("urine",), 3),
    (("M10.900", "痛风"), ("febuxostat",), ("ua", "crea"), 2),
    (("R42.x00", "头晕"), (), ("cbc", "glucose", "ecg"), 3),
    (("L30.900", "湿疹"), ("loratadine",), (), 2),
    (("K02.900", "龋病"), (), ("dent_fill",), 2),
    (("H10.900", "结膜炎"), (), (), 2),
    (("S61.900", "手部开放性伤口"), ("cefaclor",), ("dressing",), 2),
)


def clock(w: World, day: date, first: int = 8, last: int = 16) -> datetime:
    """A moment in office hours."""
    return at(day, w.rng.randint(first, last), w.rng.randint(0, 59), w.rng.randint(0, 59))


def stay(
    w: World,
    p: Person,
    h: Provider,
    key: str | Disease,
    start: date,
    days: int = 0,
    *,
    severity: int = 5,
    med_type: str = "",
    fill: bool = True,
    op: bool = True,
    end_hour: int = 10,
    start_hour: int = 0,
    way: str = "",
    extra: Sequence[tuple[str, str]] = (),
    daily: bool = True,
    doctor: Doctor | str = "",
) -> Visit:
    """Open a stay and post what its illness needs; the caller settles it."""
    d = DISEASES[key] if isinstance(key, str) else key
    days = days or w.rng.randint(*d.days)
    begin = at(start, start_hour or w.rng.randint(8, 15), w.rng.randint(0, 59))
    end = at(start + timedelta(days=days), end_hour, w.rng.randint(0, 59))
    if not med_type:
        med_type = {"birth": "52", "birth_cs": "52"}.get(d.key, "21")
        if h.pay == "per_diem":
            med_type = "2105"
    others = [*extra, *(o for o in d.others if o[0] != d.code)]
    v = w.open(
        p,
        h,
        med_type,
        begin,
        end,
        dept=d.dept,
        diags=[(d.code, d.name), *others],
        way=way,
        doctor=doctor,
    )
    adrg, code, weight = group_of(d, severity)
    v.group = (adrg, code, weight)
    if fill:
        base_days(w, v)
        ward_care(w, v, d, op=op, daily=daily)
    return v


def each_day(v: Visit) -> list[date]:
    """The bed days of a stay: admission counts, discharge does not."""
    return [v.start.date() + timedelta(days=i) for i in range(v.nights)]


def base_days(w: World, v: Visit, *, bed: str = "bed", nursing: str = "") -> None:
    """Bed, ward round and nursing of every bed day."""
    if not nursing:
        nursing = "nurse_psy" if v.provider.pay == "per_diem" else "nurse2"
    for day in each_day(v):
        when = at(day, 16 if day == v.start.date() else 9)
        when = max(when, v.start)
        for key in (bed, "visit_in", nursing):
            w.charge(v, key, when)


def ward_care(w: World, v: Visit, d: Disease, *, op: bool = True, daily: bool = True) -> None:
    """Tests on admission, imaging on the first days, drugs and treatments daily, the operation."""
    days = each_day(v)
    first = v.start + timedelta(minutes=w.rng.randint(25, 70))
    small = v.provider.level <= 1
    for key in d.once:
        if small and key in ("mr", "us_heart", "bnp", "gastroscopy"):
            continue
        late = ITEMS[key].category == "03" and key not in ("ecg", "dr")
        when = first if not late or len(days) < 2 else at(days[1], 10, w.rng.randint(0, 59))
        w.charge(v, key, when)
    if daily:
        for i, day in enumerate(days):
            when = max(at(day, 9, w.rng.randint(0, 50)), first)
            for key in d.daily:
                if small and key in ("danshen", "ginkgo"):
                    continue
                if (key in ("oxytocin", "heparin") and i > 2) or (key == "gastric_dec" and i > 3):
                    continue
                cnt = 2.0 if key in ("ceftriaxone", "cefoper") else 1.0
                ex = therapist(w, v) if ITEMS[key].code.startswith("0034") else ""
                w.charge(v, key, when, cnt, exec_dr=ex)
    if len(days) > 5 and "cbc" in d.once and w.rng.random() < 0.6:
        for key in ("cbc", "crea", "k"):
            if key in d.once:
                w.charge(v, key, at(days[-2], 7, 30))
    if d.op and op:
        operation(w, v, d, days[1] if len(days) > 1 else days[0])


def therapist(w: World, v: Visit) -> str:
    """Who gave the treatment."""
    pool = v.provider.therapists or v.provider.doctors
    return w.rng.choice(pool).code


def operation(w: World, v: Visit, d: Disease, day: date, hour: int = 9) -> dict[str, str]:
    """The operation with its anaesthesia, monitoring, materials and record."""
    assert d.op
    item, code, name, anaesthesia = d.op
    begin = max(at(day, hour, w.rng.randint(0, 40)), v.start + timedelta(hours=2))
    end = begin + timedelta(minutes=w.rng.randint(45, 110))
    w.charge(v, item, begin)
    if anaesthesia:
        w.charge(v, anaesthesia, begin)
        if anaesthesia != "an_local":
            w.charge(v, "an_mon", begin, 2)
            w.charge(v, "propofol" if anaesthesia == "an_gen" else "ropiv", begin, 2)
            w.charge(v, "sufenta", begin)
    for key in d.parts:
        if key == "dressing":
            for i in (2, 4):
                if day + timedelta(days=i) < v.end.date():
                    w.charge(v, key, at(day + timedelta(days=i), 10))
        else:
            w.charge(v, key, begin, 6 if key == "screw" else 1)
    row = record(v, code, name, begin, end, anaesthesia)
    return row


def record(
    v: Visit, code: str, name: str, begin: datetime, end: datetime, anaesthesia: str
) -> dict[str, str]:
    """A row of the operation list."""
    stamp = "%Y-%m-%d %H:%M:%S"
    row = {
        "main_oprn_flag": "0" if v.ops else "1",
        "oprn_oprt_code": code,
        "oprn_oprt_name": name,
        "oprn_oprt_date": begin.strftime(stamp),
        "oprn_oprt_begntime": begin.strftime(stamp),
        "oprn_oprt_endtime": end.strftime(stamp),
        "anst_way": {"an_gen": "1", "an_spinal": "2", "an_local": "3"}.get(anaesthesia, ""),
        "anst_begntime": "",
        "anst_endtime": "",
    }
    if anaesthesia in ("an_gen", "an_spinal"):
        row["anst_begntime"] = (begin - timedelta(minutes=20)).strftime(stamp)
        row["anst_endtime"] = (end + timedelta(minutes=15)).strftime(stamp)
    v.ops.append(row)
    return row


def visit(
    w: World,
    p: Person,
    h: Provider,
    when: datetime,
    diag: tuple[str, str],
    items: Sequence[str] = (),
    drugs: Sequence[tuple[str, int]] = (),
    *,
    med_type: str = "11",
    dept: str = "",
    fee: str = "visit",
    settle: bool = True,
    doctor: Doctor | str = "",
    scan: bool = True,
    others: Sequence[tuple[str, str]] = (),
) -> Visit:
    """An outpatient visit: fee, tests or treatments, drugs in boxes with their codes."""
    if h.kind == "clinic" or (h.level == 1 and fee == "visit"):
        fee = "general_fee"
    v = w.open(p, h, med_type, when, dept=dept, diags=[diag, *others], doctor=doctor)
    if fee:
        w.charge(v, fee, when)
    for i, key in enumerate(items):
        ex = therapist(w, v) if ITEMS[key].code[:4] in ("0034", "0043") else ""
        w.charge(v, key, when + timedelta(minutes=5 + i), exec_dr=ex)
    rx = w.number("R") if drugs else ""
    for key, boxes in drugs:
        w.charge(
            v, key, when + timedelta(minutes=12), boxes, days=ITEMS[key].pack_days * boxes, rx=rx
        )
    if drugs or items:
        v.end = when + timedelta(minutes=25)
    if settle:
        w.settle(v)
        if scan:
            w.stock.scan(v)
    return v


def counter(
    w: World,
    p: Person,
    shop: Provider,
    when: datetime,
    diag: tuple[str, str],
    drugs: Sequence[tuple[str, int]],
    *,
    scan: bool = True,
    settle: bool = True,
    local: str = "",
) -> Visit:
    """An insured sale at a pharmacy."""
    v = w.open(p, shop, "41", when, diags=[diag])
    rx = w.number("R")
    for key, boxes in drugs:
        w.charge(v, key, when, boxes, days=ITEMS[key].pack_days * boxes, rx=rx, local=local)
    if settle:
        w.settle(v)
        if scan:
            w.stock.scan(v)
    return v


def cash(w: World, shop: Provider, key: str, when: datetime) -> str:
    """A sale for cash; returns the code of the box."""
    code = w.stock.code(ITEMS[key])
    w.stock.buy(shop, ITEMS[key], code, when)
    w.stock.sell(shop, ITEMS[key], code, when)
    return code


def dialysis(
    w: World, p: Person, h: Provider, when: datetime, *, kind: str = "hd", settle: bool = True
) -> Visit:
    """One session of blood purification under the special outpatient scheme."""
    v = w.open(
        p,
        h,
        "14",
        when,
        when + timedelta(hours=4),
        dept="肾内科",
        diags=[("N18.500", "慢性肾脏病5期"), ("Z49.101", "体外透析")],
    )
    w.charge(v, kind, when)
    w.charge(v, "dialyser", when)
    w.charge(v, "epo", when)
    if settle:
        w.settle(v)
        w.stock.scan(v)
    return v


def anybody(w: World, d: Disease | str) -> Person:
    """A person whom the illness can befall."""
    d = DISEASES[d] if isinstance(d, str) else d
    return w.pick(d.sex, d.ages)


def full_stay(
    w: World,
    key: str,
    h: Provider,
    *,
    p: Person | None = None,
    start: date | None = None,
    **kw: object,
) -> Visit:
    """Open an honest stay of an illness for somebody on some day."""
    person = p or anybody(w, key)
    return stay(w, person, h, key, start or w.day(), **kw)  # type: ignore[arg-type]


def find(v: Visit, key: str) -> list[Line]:
    """The lines of an item."""
    return [ln for ln in v.lines if ln.item.key == key]
