"""Ordinary life: eighteen months of a county's people, in its wards, rooms and shops."""

from __future__ import annotations

from datetime import date, timedelta

from . import clinic, courses, illnesses
from .clinic import Trouble, buy, come
from .town import Town
from .ward import Illness, lie
from .world import FIRST, LAST, County, Person

STAYS: tuple[tuple[str, tuple[Illness, ...], int], ...] = (
    ("xrm", illnesses.MEDICAL[:14], 900), ("xrm", illnesses.SURGICAL, 560), ("xrm", illnesses.CHILDREN, 130),
    ("xrm", illnesses.WOMEN, 120), ("fy", illnesses.WOMEN, 300), ("fy", illnesses.CHILDREN, 150),
    ("zy", illnesses.TCM, 480), ("zy", illnesses.MEDICAL[:8], 150), ("zy", illnesses.SURGICAL[:4], 80),
    ("ms1", illnesses.SURGICAL[:8], 110), ("ms1", illnesses.MEDICAL[:5], 110),
    ("ms2", illnesses.TOWN, 110), ("kf", illnesses.REHAB, 110), ("jw", illnesses.MIND, 120),
    ("yk", illnesses.EYES, 240),
    *((f"z{n}", illnesses.TOWN, m) for n, m in zip(range(1, 9), (120, 90, 100, 70, 130, 60, 80, 75), strict=True)),
)  # fmt: skip

VISITS: tuple[tuple[str, tuple[Trouble, ...], int], ...] = (
    ("xrm", clinic.BIG, 1700), ("fy", clinic.WOMAN_AND_CHILD, 520), ("zy", clinic.CHINESE, 430),
    ("zy", clinic.BIG[:12], 180), ("ms1", clinic.BIG, 330), ("ms2", clinic.TOWN, 150),
    ("yk", clinic.EYE, 240), ("kq", clinic.TEETH, 260), ("jw", clinic.MENTAL, 170),
    *((f"z{n}", clinic.TOWN, m) for n, m in zip(range(1, 9), (200, 140, 150, 110, 190, 90, 120, 120), strict=True)),
    *((f"cw{n}", clinic.VILLAGE, 100) for n in range(1, 9)),
)  # fmt: skip

CHRONIC = (
    ("I10.x05高血压病3级", ("amlod", "irbe", "nife irbe", "amlod indap"), (45, 88), 170),
    ("E11.900 2型糖尿病", ("metf", "metf dapa", "metf glime", "glarg metf acarb"), (40, 82), 110),
    ("I25.103冠状动脉粥样硬化性心脏病", ("aspirin rosuva metop", "clopi atorva", "aspirin atorva isosor"), (50, 86), 60),
    ("I69.300脑梗死后遗症", ("aspirin atorva", "clopi rosuva huoxue*2"), (52, 88), 50),
    ("J44.900慢性阻塞性肺病", ("sym", "tio"), (58, 86), 30),
    ("F20.900精神分裂症", ("olanz rispe", "aripi"), (20, 60), 24),
)  # fmt: skip
"""Special diseases: what for, what is taken each month, how old, how many people."""


def live(w: County, scale: float) -> None:
    """Everything that nobody planted."""
    town = Town(w, int(5200 * scale) + 200)
    for house, kinds, many in STAYS:
        for _ in range(round(many * scale)):
            _stay(w, town, house, w.rng.choice(kinds))
    courses.live(w, town, scale)
    chronic(w, town, scale)
    for house, troubles, many in VISITS:
        for _ in range(round(many * scale)):
            _visit(w, town, house, w.rng.choice(troubles))
    shops = [k for k, h in w.houses.items() if h.shop]
    for _ in range(round(1800 * scale)):
        at = w.at(w.day(), 8, 20.5)
        p = town.somebody((18, 88), "", at.date(), 0, 0.2, 2)
        buy(w, w.rng.choice(shops), p, at, w.rng.choice(clinic.COUNTER))
    w.weigh()
    refunds(w)


def _stay(w: County, town: Town, house: str, ill: Illness) -> None:
    day = w.workday(FIRST, LAST - timedelta(days=ill.days[1] + 5))
    emergency = w.rng.random() < 0.3 and ill.dept not in ("针灸推拿科", "眼科")
    at = w.at(w.day(FIRST, day) if emergency else day, *((0.5, 23) if emergency else (8.3, 15.5)))
    p = town.somebody(ill.age, ill.sex, at.date(), ill.days[1] + 3, w.habit(house).old)
    while ill.op and (p.id, ill.op.item) in town.done:
        p = town.somebody(ill.age, ill.sex, at.date(), ill.days[1] + 3, w.habit(house).old)
    if ill.op:
        # An appendix goes once; a child is not born twice in these eighteen months.
        town.done |= {
            (p.id, k)
            for k in (("born", "section") if ill.op.item in ("born", "section") else (ill.op.item,))
        }
    lie(w, house, p, ill, at)


def _visit(w: County, town: Town, house: str, t: Trouble) -> None:
    late = t.dept == "急诊科"
    at = w.at(w.day(hi=LAST - timedelta(days=12)), *((0.2, 23.2) if late else (8.1, 16.6)))
    come(w, house, town.somebody(t.age, t.sex, at.date(), t.times * 2, 0.2, 3), t, at)


def chronic(w: County, town: Town, scale: float) -> None:
    """Those with special diseases fetch a month's tablets where they are used to, and have a look taken now and then."""
    r = w.rng
    sick: list[Person] = []
    for why, plans, age, many in CHRONIC:
        for _ in range(round(many * scale)):
            while (p := town.somebody(age, "", FIRST + timedelta(days=40), 0)) in sick:
                pass
            sick.append(p)
            plan, home = r.choice(plans), int(p.home)
            where = r.choice(
                (
                    f"z{home + 1}",
                    f"z{home + 1}",
                    f"cw{home + 1}",
                    "xrm",
                    r.choice(("la1", "la2", "lb1", "yd2")),
                )
            )
            if "精神" in why:
                where = "jw"
            day = w.workday(FIRST, FIRST + timedelta(days=220))
            for n in range(r.randrange(5, 14)):
                if day > LAST - timedelta(days=3):
                    break
                if p.free(day, day):
                    _monthly(w, where, p, why, plan, day, n)
                day += timedelta(days=28 + r.choice((0, 0, 0, 1, 2, 3, 5, -1)))
                day += timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def _monthly(w: County, where: str, p: Person, why: str, plan: str, day: date, n: int) -> None:
    at = w.at(day, 8, 11.5)
    if w.houses[where].shop:
        buy(w, where, p, at, plan, "9929", why)
        return
    tests = {0: "glu crea" if "糖尿" in why else "k crea", 3: "chol ldl", 6: "alt crea"}.get(
        n % 7, ""
    )
    if where.startswith("cw"):
        tests = ""
    dept = {"jw": "精神科", "xrm": "慢病门诊"}.get(where, "全科")
    come(w, where, p, Trouble(dept, (why,), drugs=plan, tests=tests), at, "14")


def refunds(w: County) -> None:
    """One visit in ninety is settled again, in the manner of the house: whole and again, a line, next month."""
    r = w.rng
    for v in w.visits:
        if r.random() > 0.011 or not v.lines or v.group or v.more.get("parts"):
            continue
        end = v.settled or v.end + timedelta(minutes=20)
        if not v.stay and any(x.item.kind in ("09", "11") for x in v.lines):
            continue
        custom = w.habit(v.house.key).refund
        if custom == "line":
            line = r.choice(v.lines)
            if line.count > 0 and not v.house.shop:
                w.add(
                    v,
                    _key(line),
                    -line.count,
                    line.at + timedelta(minutes=30),
                    price=line.price,
                    exact=True,
                    of=line.sn,
                )
        elif custom == "later":
            v.refund = w.at(end.date() + timedelta(days=r.randrange(25, 38)), 9, 16)
        elif custom == "again":
            v.refund, v.again = end + timedelta(minutes=50), end + timedelta(minutes=58)
        else:
            v.refund, v.refund_lines = end + timedelta(minutes=35), bool(r.randrange(2))


def _key(line) -> str:  # type: ignore[no-untyped-def]
    from .goods import ITEMS

    return next(k for k, i in ITEMS.items() if i is line.item)
