"""How a stay and a visit are charged day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from .county_world import Visit, World
from .goods import ITEMS

Daily = tuple[str, float, int, int]
"""Item, how many a day, from which day, to which day (from the end where negative)."""


@dataclass(frozen=True)
class Pathway:
    """An ordinary illness: who, where, how long, what is done."""

    name: str
    houses: str
    dept: str
    mains: tuple[tuple[str, str], ...]
    ages: tuple[float, float]
    days: tuple[int, int]
    share: float = 1.0
    sex: str = ""
    others: tuple[tuple[str, str], ...] = ()
    tests: str = "cbc urine stool liver renal lytes glu clot ecg"
    again: str = "cbc"
    daily: tuple[Daily, ...] = ()
    oral: tuple[str, ...] = ()
    take: tuple[str, ...] = ()
    nursing: str = "care_2"
    operation: str = ""
    materials: tuple[tuple[str, float], ...] = ()
    anaesthesia: str = ""
    operation_day: tuple[int, int] = (1, 2)
    dressing: bool = False
    icd9: tuple[str, str] = ("", "")
    group: tuple[str, str] | None = None
    kind: str = "21"
    sometimes: tuple[tuple[str, float], ...] = field(default_factory=tuple)
    maternity: bool = False


def pick(w: World, many: Iterable[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """Up to so many of these other illnesses."""
    pool = list(many)
    return w.rng.sample(pool, min(len(pool), w.rng.randrange(most + 1)))


class Ledger:
    """What is charged by the day, written at the end as the house sums it."""

    def __init__(self, w: World, v: Visit) -> None:
        self.w, self.v = w, v
        self.therapist = w.rng.choice(v.house.therapists) if v.house.therapists else ""
        self.rows: dict[str, list[tuple[datetime, float]]] = defaultdict(list)

    def day(self, n: int) -> datetime:
        """The morning hour at which the orders of that day are carried out, within the stay."""
        v = self.v
        at = datetime.combine(v.start.date() + timedelta(days=n), time(9)) + timedelta(
            minutes=self.w.rng.randrange(100)
        )
        return min(max(at, v.start + timedelta(minutes=15)), v.end - timedelta(minutes=5))

    def put(self, key: str, count: float, n: int) -> None:
        """So many of it on that day."""
        self.rows[key].append((self.day(n), count))

    def write(self) -> None:
        """The lines, by day, week or stay."""
        sums = self.v.house.sums  # type: ignore[attr-defined]
        for key, entries in self.rows.items():
            parts: dict[int, list[tuple[datetime, float]]] = defaultdict(list)
            for n, (at, count) in enumerate(entries):
                week = (at.date() - self.v.start.date()).days // 7
                parts[0 if sums == "stay" else week if sums == "week" else n].append((at, count))
            for rows in parts.values():
                by = {"by": self.therapist} if key.startswith("ex_") and self.therapist else {}
                self.w.add(self.v, key, sum(c for _, c in rows), rows[-1][0], **by)


def ward(w: World, v: Visit, nursing: str, ledger: Ledger) -> None:
    """Bed, nursing and round of every day; the day of leaving is not counted."""
    h = v.house
    days = max(1, (v.end.date() - v.start.date()).days)
    nursing = (h.nursing or nursing) if nursing in ("care_1", "care_2", "care_3") else nursing  # type: ignore[attr-defined]
    bed = (
        "bed_icu"
        if v.dept == "重症医学科"
        else "bed2"
        if h.level == "1" and w.rng.random() < 0.5
        else "bed"
    )
    for n in range(days):
        ledger.put(bed, 1, n)
        if nursing == "icu":
            ledger.put("icu_care", _hours(v, n), n)
        else:
            first = "care_1" if nursing == "care_2" and n < 2 and not h.nursing else nursing  # type: ignore[attr-defined]
            ledger.put(first, 1, n)
        ledger.put("round", 1, n)


def _hours(v: Visit, n: int) -> int:
    """Whole hours of that calendar day that lie within the stay."""
    start = max(v.start, datetime.combine(v.start.date() + timedelta(days=n), time()))
    end = min(v.end, datetime.combine(v.start.date() + timedelta(days=n + 1), time()))
    return max(1, int((end - start).total_seconds() // 3600))


def tested(w: World, v: Visit, keys: str | Iterable[str], at: datetime) -> None:
    """Each of these once."""
    done: set[str] = set()
    for key in keys.split() if isinstance(keys, str) else keys:
        later = (
            timedelta(minutes=w.rng.randrange(90))
            if v.stay
            else timedelta(minutes=12 if key in done else 0)
        )
        w.add(v, key, 1, at + later)
        done.add(key)


def operate(w: World, v: Visit, p: Pathway, day: int) -> datetime:
    """The theatre: operation, anaesthesia, materials, specimen, the record of it."""
    at = datetime.combine(v.start.date() + timedelta(days=day), time(8, 30)) + timedelta(
        minutes=w.rng.randrange(300)
    )
    at = max(at, v.start + timedelta(hours=1))
    for key in p.operation.split():
        w.add(v, key, 1, at)
    how = {"general": "1", "spinal": "2", "block": "3", "local": "4"}.get(p.anaesthesia, "9")
    if p.anaesthesia:
        w.add(v, f"an_{p.anaesthesia}", 1, at)
        if p.anaesthesia in ("general", "spinal"):
            w.add(v, "an_mon", w.rng.choice((1, 2, 2)), at)
            w.add(v, "ringer", 2, at)
        if p.anaesthesia == "general":
            for key, count in (
                ("propo", 2),
                ("sufen", 1),
                ("cisatr", 1),
                ("m_tube", 1),
                ("recover", 1),
            ):
                w.add(v, key, count, at)
        else:
            w.add(v, "rosc", 1, at)
    w.add(v, "m_pack", 1, at)
    for key, count in p.materials:
        w.add(v, key, count, at)
    v.operations.append({"code": p.icd9[0], "name": p.icd9[1], "at": at, "anst": how})
    return at


def treat(
    w: World,
    p: Pathway,
    house: str,
    start: datetime | None = None,
    days: int | None = None,
    person=None,
) -> Visit:  # type: ignore[no-untyped-def]
    """One ordinary stay of this pathway."""
    h, r = w.houses[house], w.rng
    days = (r.randint(*p.days) if days is None else days) + (h.longer if p.days[1] > 2 else 0)  # type: ignore[attr-defined]
    start = start or w.at(w.day(*hi_day(days)), 8.0, 19.0)
    until = start.date() + timedelta(days=days)
    # nobody whom the house knows: an organ is taken out once, and births lie nine months apart
    known, w.known = w.known, 0.0 if p.operation else w.known
    person = person or w.patient(house, start.date(), until, *p.ages, sex=p.sex)
    w.known = known
    diagnoses = [r.choice(p.mains), *pick(w, p.others, 3)]
    v = w.stay_of(house, person, start, days, p.dept, diagnoses, p.kind, p.group)
    if p.maternity:
        v.more["maternity"] = "1"
    ledger = Ledger(w, v)
    ward(w, v, p.nursing, ledger)
    daily = p.daily
    if h.herb and diagnoses[0][0].startswith("I63"):  # type: ignore[attr-defined]
        # The house's habit: the herbal injection to every stroke with paralysis, for which it is listed.
        if ("G81.900", "偏瘫") not in v.diagnoses:
            v.diagnoses.append(("G81.900", "偏瘫"))
        daily = (*daily, ("xst", 1, 0, -1), ("gs", 1, 0, -1))
    usual = [k for k in p.tests.split() if k == "xray_chest" or r.random() < 0.93]
    tested(w, v, dict.fromkeys([*usual, *h.panel]), v.start + timedelta(minutes=40))  # type: ignore[attr-defined]
    for key, chance in p.sometimes:
        if r.random() < chance:
            w.add(v, key, 1, ledger.day(r.randrange(min(3, days))))
    if days > 4:
        tested(w, v, p.again, ledger.day(days - r.randint(1, 2)))
    if p.icd9[0] and not p.operation:
        v.operations.append(
            {"code": p.icd9[0], "name": p.icd9[1], "at": v.start + timedelta(hours=1), "anst": "9"}
        )
    op = -1
    if p.operation:
        op = min(r.randint(*p.operation_day), days - 1)
        operate(w, v, p, op)
        for n in range(op + 1, days):
            if p.dressing and (n - op) % 2:
                ledger.put("dress_s", 1, n)
    for key, count, first, last in daily:
        a = max(0, op) if first < 0 else first
        b = days + last if last < 0 else min(last, days)
        hours = key in ("monitor", "oxygen", "vent", "niv", "highflow", "photo", "incub")
        for n in range(a, b):
            many = min(count, _hours(v, n)) if hours else count
            ledger.put(key, many, n)
    if any(k in ("ns", "gs", "ringer") for k, *_ in daily):
        drip(daily, ledger, days)
    if h.key == "zyy" and r.random() < 0.6:
        decoction(w, v, 7 if days > 6 else 5, v.start + timedelta(hours=20))
    ledger.write()
    for key in p.oral:
        w.tablets(v, key, days, v.start + timedelta(hours=2))
    for key in p.take:
        w.tablets(v, key, ITEMS[key].days, v.end - timedelta(minutes=10), take=1)
    return v


def decoction(w: World, v: Visit, doses: int, at: datetime) -> None:
    """A formula of nine to twelve herbs for so many days, boiled by the house."""
    names = [k for k, i in ITEMS.items() if i.kind == "10" and k not in ("西洋参", "红花")]
    for name in w.rng.sample(names, w.rng.randint(9, 12)):
        w.add(v, name, doses * w.rng.choice((6, 9, 10, 12)), at, rx="ZY" + v.id[1:], days=doses)
    w.add(v, "herb_boil", doses, at)


def drip(daily: tuple[Daily, ...], ledger: Ledger, days: int) -> None:
    """The hanging of the day's bottles, with the bottles after the first where the house charges them."""
    for n in range(days):
        bottles = sum(
            count
            for key, count, first, last in daily
            if key in ("ns", "gs", "ringer")
            and max(0, first) <= n < (days + last if last < 0 else last)
        )
        if bottles:
            ledger.put("drip", 1, n)
            ledger.put("m_iv", 1, n)
            if bottles > 1 and ledger.v.house.drip_pairs:  # type: ignore[attr-defined]
                ledger.put("drip_more", bottles - 1, n)


def hi_day(days: int):  # type: ignore[no-untyped-def]
    """The days on which a stay of this length may begin."""
    from .county_world import FIRST, LAST

    return FIRST, LAST - timedelta(days=days + 3)


def seen(
    w: World,
    house: str,
    start: datetime,
    person,  # type: ignore[no-untyped-def]
    dept: str,
    diagnoses: Iterable[tuple[str, str]],
    tests: str = "",
    drugs: Iterable[tuple[str, float]] = (),
    kind: str = "11",
    fee: str = "see",
) -> Visit:
    """A visit: the fee, what is examined, the drugs for so many days."""
    h = w.houses[house]
    v = w.visit(
        house,
        person,
        kind,
        start,
        start + timedelta(minutes=w.rng.randrange(20, 150)),
        dept=dept,
        diagnoses=diagnoses,
    )
    if not h.shop:
        w.add(v, "gp" if h.level in ("3", "11") and fee == "see" else fee, 1, v.start)
    tested(w, v, tests, v.start + timedelta(minutes=min(12, (v.end - v.start).seconds // 60)))
    for key, days in drugs:
        w.tablets(v, key, days, v.end - timedelta(minutes=3), rx="RX" + v.id[1:])
    return v
