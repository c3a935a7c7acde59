"""Ordinary life written after the first mending: doses, habits of fetching, winters, team days, those who come often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from .goods import ITEMS
from .houses import CENTRES, SHOPS, TOWNS, VILLAGE
from .life import LAST, County, Person, per_day
from .ordinary_lasting import REGIMENS, Regimen
from .ordinary_stays import ILLS, OPERATIONS, operation, stay, ward_day

HT, DM = ("I10.x00", "原发性高血压"), ("E11.900", "2型糖尿病")
DOSES = (
    Regimen((HT,), ("amlo",)),
    Regimen((DM,), ("metf", "glarg", "penneedle")),
    Regimen((DM, HT), ("metf", "glime", "valsartan")),
    Regimen((("E03.900", "甲状腺功能减退症"),), ("thyrox",), "2", 30),
    Regimen((("N40.x00", "前列腺增生"),), ("tamsu",), "1", 60),
    Regimen((("F20.900", "精神分裂症"),), ("olanz",), "", 25),
    Regimen((("I50.900", "慢性心力衰竭"),), ("furo", "spiro_d", "biso"), "", 62),
)


def fetched(
    w: County, house: str, p: Person, at: datetime, g: Regimen, days: int, dose: float = 1.0
) -> None:
    """A month's tablets: as many boxes as the dose empties in these days."""
    shop = house[0] == "p"
    kind = "9929" if shop else "11" if house in VILLAGE else "14"
    v = w.come(house, p, at, kind, "" if shop else "全科" if house[0] != "y" else "内科", g.why, 10)
    if not shop:
        w.add(v, "see" if house[0] == "y" else "see_base", at=at)
    number = w.rx()
    for key in g.keys:
        if key == "penneedle":
            w.add(v, key, 14, at)
            continue
        boxes = max(1, round(days * dose / ITEMS[key].days))
        w.add(v, key, boxes, at, rx=number, days=round(boxes * ITEMS[key].days / dose))


def twice_the_dose(w: County) -> None:
    """Two tablets where the leaflet has one: the same box lasts half as long, for a year."""
    r = w.rng
    g, house = (
        r.choice(DOSES),
        r.choice(CENTRES + TOWNS + ["yy1", "yy3", "pa2", "pd1", "pb2", "cw2", "pb4"]),
    )
    start = w.workday(hi=LAST - timedelta(days=120))
    p = w.somebody(start, start + timedelta(days=300), g.lo, 86, g.sex)
    for n in range(r.randrange(4, 12)):
        at = w.at(start + timedelta(days=28 * n))
        if at.date() > LAST:
            break
        fetched(w, house, p, at, g, 28, 2.0)


def before_it_runs_out(w: County) -> None:
    """Always four or five days early, because the bus goes on Tuesdays only."""
    r = w.rng
    g, house = r.choice(REGIMENS[:9]), r.choice([*CENTRES, "yy1", "pd1", "pa4", "pd3"])
    start = w.workday(hi=LAST - timedelta(days=150))
    p = w.somebody(start, start + timedelta(days=300), max(g.lo, 60), 86, g.sex)
    for n in range(r.randrange(5, 11)):
        at = w.at(start + timedelta(days=24 * n + r.randrange(2)))
        if at.date() <= LAST:
            fetched(w, house, p, at, g, 28)


def husband_and_wife(w: County) -> None:
    """They come together every fourth week, each with his own tablets."""
    r = w.rng
    house = r.choice(CENTRES + VILLAGE + ["pa2", "pd1", "pb3", "yy4"])
    start = w.workday(hi=LAST - timedelta(days=200))
    man = w.somebody(start, start + timedelta(days=300), 58, 82, "1")
    wife = w.somebody(start, start + timedelta(days=300), 56, 80, "2")
    wife.address = man.address
    his, hers = r.choice(REGIMENS[:10]), r.choice(REGIMENS[:10])
    for n in range(r.randrange(6, 12)):
        at = w.at(start + timedelta(days=28 * n), 8, 11)
        if at.date() <= LAST:
            fetched(w, house, man, at, his, 28)
            fetched(w, house, wife, at + timedelta(minutes=r.randrange(2, 6)), hers, 28)


def team_day(w: County) -> None:
    """The team doctor's day, once a month for eight months: the same fourteen neighbours, each with his own tablets."""
    r = w.rng
    house = r.choice(VILLAGE)
    start = w.workday(hi=LAST - timedelta(days=240))
    folk = {
        q.id: q for q in (w.somebody(start, start + timedelta(days=240), 58, 88) for _ in range(18))
    }
    crowd = [(q, r.choice(REGIMENS[:8])) for q in list(folk.values())[:14]]
    for n in range(8):
        at = w.at(start + timedelta(days=28 * n), 7.4, 7.8)
        for p, g in crowd:
            if r.random() < 0.85:
                fetched(w, house, p, at, g, 28)
                at += timedelta(minutes=r.randrange(3, 10))


def winter(w: County) -> None:
    """Two months in which everybody coughs, at whatever door is near."""
    r = w.rng
    day = date(2025, 12, 1) + timedelta(days=min(61, max(0, int(r.gauss(32, 15)))))
    child = r.random() < 0.3
    house = r.choice(
        ["yy5", "yy1", "yy3"]
        if child
        else ["yy1", "yy3", "yy4", "qk1", *CENTRES, *TOWNS, *VILLAGE, *SHOPS[:12]]
    )
    p = w.somebody(day, day + timedelta(days=3), 2 if child else 19, 12 if child else 88)
    why = r.choice(
        [
            ("J10.100", "流行性感冒伴呼吸道表现"),
            ("J06.900", "急性上呼吸道感染"),
            ("J20.900", "急性支气管炎"),
        ]
    )
    at = w.at(day, 8, 21 if house[0] in "py" else 17)
    if house[0] == "p":
        w.buy(
            house,
            p,
            at,
            r.choice([["lianhua", "apap"], ["ambrox", "lianhua"], ["xiaochai", "ibu"]]),
            why,
        )
        return
    tests = [k for k in ("flu", "cbc", "crp") if house[0] == "y" or r.random() < 0.3]
    given = ["ibu_kid", "monte"] if child else ["lianhua", r.choice(("apap", "ambrox"))]
    w.seen(
        house,
        p,
        at,
        [*tests, *given],
        why,
        "儿科" if child else "发热门诊" if house[0] == "y" else "全科",
    )


def before_the_holidays(w: County) -> None:
    """Ten days before the spring festival everybody fetches for two months, in all shops and centres."""
    r = w.rng
    house = r.choice(CENTRES + [s for s in SHOPS if s not in ("pd2", "ps1")])
    at = w.at(date(2026, 2, 4) + timedelta(days=r.randrange(10)), 8, 18)
    g = r.choice(REGIMENS[:9])
    p = w.somebody(at.date(), at.date(), max(50, g.lo), 86, g.sex)
    fetched(w, house, p, at, g, 56)


def wound(w: County) -> None:
    """A leg that heals slowly: dressed every day for a fortnight."""
    r = w.rng
    house, day = r.choice(CENTRES + TOWNS + ["yy4"]), w.day(hi=LAST - timedelta(days=18))
    p = w.somebody(day, day + timedelta(days=16), 40, 86)
    why = r.choice([("L97.x00", "下肢溃疡"), ("E11.500", "2型糖尿病足"), ("T30.000", "烧伤")])
    for n in range(r.randrange(7, 15)):
        v = w.come(house, p, w.at(day + timedelta(days=n), 8, 11), "11", "外科", [why], 20)
        w.add(v, "dress_m")
        if n == 0:
            w.add(v, "see" if house[0] == "y" else "see_base")


def exercises(w: County) -> None:
    """After the stroke: exercises three times a week for two months, judged at the beginning and at the end."""
    r = w.rng
    house, day = r.choice(("yy2", "sq1", "sq3", "sq4")), w.workday(hi=LAST - timedelta(days=70))
    day -= timedelta(days=day.weekday())
    p = w.somebody(day, day + timedelta(days=60), 50, 80)
    by = r.choice(w.houses[house].therapists)
    for n in range(24):
        at = w.at(day + timedelta(days=7 * (n // 3) + (0, 2, 4)[n % 3]), 8.5, 15.5)
        v = w.come(
            house, p, at, "11", "康复科", [("I69.300", "脑梗死后遗症"), ("G81.900", "偏瘫")], 60
        )
        if n in (0, 12, 23):
            w.add(v, "assess", by=by)
        w.add(v, "motor", by=by)
        w.add(v, r.choice(("needle", "mid_wave")), by=by)


def old_lungs(w: County) -> None:
    """The same old lungs in the same house in November, January and March."""
    r = w.rng
    house = r.choice([*TOWNS, "yy3", "yy4"])
    p: Person | None = None
    for year, month in ((2025, 1), (2025, 3), (2025, 11), (2026, 1), (2026, 3)):
        if r.random() < 0.35:
            continue
        first = date(year, month, r.randrange(1, 25))
        if p is None or p.free(first - timedelta(days=10), first + timedelta(days=16)):
            p = stay(w, house, ILLS[1], first, p).person


def both_eyes_in_turn(w: County) -> None:
    """One eye, and the other after two to eight weeks."""
    r = w.rng
    v = operation(w, OPERATIONS[2], "yy6")
    at = w.at(v.end.date() + timedelta(days=r.randrange(14, 56)), 9, 11)
    if at.date() > LAST - timedelta(days=3):
        return
    last = w.at(at.date() + timedelta(days=1), 9, 11)
    u = w.lie("yy6", v.person, at, last, "21", "眼科", list(v.diagnoses))
    ward_day(w, u, "care2")
    for key in ("cbc", "ecg", "iop", "slit"):
        w.add(u, key, at=at + timedelta(minutes=30))
    cut = at + timedelta(hours=3)
    u.operations.append({"code": "13.4100", "name": "白内障超声乳化抽吸术", "at": cut, "anst": "3"})
    for key in ("cataract", "lens", "local"):
        w.add(u, key, at=cut)
    w.add(u, "tobra", at=last - timedelta(minutes=30), take=True)


def comes_often(w: County) -> None:
    """A lonely widow comes to the centre every ten days or so, each time with something else."""
    r = w.rng
    house = r.choice(CENTRES)
    day = w.workday(hi=LAST - timedelta(days=240))
    p = w.somebody(day, day + timedelta(days=235), 68, 86)
    for _ in range(18):
        why, keys = r.choice(
            [
                (("M54.500", "腰痛"), ["diclo"]),
                (("R42.x00", "头晕"), ["yinxing"]),
                (("K30.x00", "功能性消化不良"), ["baohe"]),
                (("G47.000", "失眠"), []),
                (("J06.900", "急性上呼吸道感染"), ["lianhua"]),
                (("M25.500", "关节痛"), ["guilu"]),
                (HT, ["ecg"]),
            ]
        )
        w.seen(house, p, w.at(day), keys, why)
        day += timedelta(days=r.randrange(7, 15))
        while day.weekday() > 4:
            day += timedelta(days=1)


def short_stay(w: County) -> None:
    """Two nights in the township for a colic that passes: drips, pictures, home."""
    r = w.rng
    house = r.choice(TOWNS)
    first = w.at(w.day(hi=LAST - timedelta(days=5)), 8, 20)
    p = w.somebody(first.date(), first.date() + timedelta(days=3), 25, 75)
    last = w.at(first.date() + timedelta(days=2), 9, 11)
    why = r.choice(
        [("N20.100", "输尿管结石"), ("K80.500", "胆管结石"), ("H81.100", "良性阵发性位置性眩晕")]
    )
    v = w.lie(house, p, first, last, "21", "内科", [why])
    ward_day(w, v, w.habit(house).nursing or "care2")
    for key in ("cbc", "urine", "kidney", "liver", "us_abd" if why[0][0] != "H" else "ecg"):
        w.add(v, key, at=first + timedelta(minutes=40))
    for d in per_day(first, last):
        at = max(d, first)
        for key, n in (("drip", 1), ("drip_more", 1), ("saline", 1), ("gluc", 1), ("pantop", 1)):
            w.add(v, key, n, at)


LATER: tuple[tuple[Callable[[County], None], int], ...] = (
    (old_lungs, 40),
    (team_day, 5),
    (husband_and_wife, 24),
    (twice_the_dose, 60),
    (before_it_runs_out, 36),
    (exercises, 14),
    (comes_often, 10),
    (wound, 30),
    (both_eyes_in_turn, 24),
    (short_stay, 80),
    (winter, 1100),
    (before_the_holidays, 220),
)
