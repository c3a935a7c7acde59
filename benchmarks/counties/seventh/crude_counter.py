"""Schemes over the counter: boxes, codes, cards and prescriptions."""

from __future__ import annotations

from datetime import datetime, timedelta

from .cases import scheme
from .goods import ITEMS
from .life import COLD, HTN, LUNG, buy, clinic, later
from .world import FIRST, LAST, World, rate

AFTER = FIRST + timedelta(days=200)


@scheme(8, "倒卖追溯码: the code of one box is settled for three people over months.")
def one_box_three_owners(w: World, i: int) -> None:
    shop = ("yd1", "yd3", "mt2")[i % 3]
    at = w.at(w.day(AFTER, LAST - timedelta(days=100)))
    visits, codes = [], []
    for m in range(3):
        v = buy(w, shop, w.person(lo=50), later(at, 31 * m), ("clopi",), diag=HTN)
        v.more["scanned"] = True
        codes = w.scan(v.lines[0], codes)
        visits.append(v)
    w.plant(
        visits, codes=codes, loss=sum(sum(x.covered for x in v.lines) * rate(v) for v in visits[1:])
    )


@scheme(8, "回流药: boxes handed out by the hospital are sold again by a shop in another street.")
def box_comes_back(w: World, i: int) -> None:
    at = w.at(w.workday(AFTER, LAST - timedelta(days=60)))
    a = clinic(w, "qrm", w.person(lo=60), at, (HTN,), ("atorva",), boxes=2, kind="14")
    a.more["scanned"] = True
    codes = w.scan(a.lines[-1])
    b = buy(
        w, ("yd2", "yd4", "ls3")[i % 3], w.person(lo=40), later(at, 35), ("atorva",), 2, diag=HTN
    )
    b.more["scanned"] = True
    w.scan(b.lines[0], codes)
    w.plant([b], codes=codes, houses=[b.house.key, "qrm"])


@scheme(
    8,
    "串换: cash sale of rice and oil, the box of a patent medicine is settled; no code is ever scanned though everybody else scans.",
)
def oil_as_medicine(w: World, i: int) -> None:
    shop = ("yd3", "yd4", "ls4")[i % 3]
    at = w.at(w.day(AFTER, LAST - timedelta(days=30)))
    visits = []
    for n in range(8):
        v = buy(w, shop, w.person(lo=30), later(at, n * 2.03), ("xueshuan",), 4)
        v.lines[0].more["local_name"] = w.rng.choice(
            ("东北大米10kg", "花生油5L", "洗发水", "鸡蛋礼盒")
        )
        v.more["unscanned"] = True
        visits.append(v)
    w.plant(visits)


@scheme(6, "空刷: twelve cards in eleven minutes, again after two weeks and again.")
def cards_in_a_drawer(w: World, i: int) -> None:
    people = [w.person(lo=45, hi=80) for _ in range(12)]
    at = w.at(w.day(hi=LAST - timedelta(days=45)), 19, 20)
    visits = [
        buy(
            w,
            ("yd1", "yd2", "mt1")[i % 3],
            p,
            later(at, 14 * m) + timedelta(seconds=55 * n),
            ("fufang", "liuwei"),
            3,
        )
        for m in range(3)
        for n, p in enumerate(people)
    ]
    w.plant(visits)


@scheme(
    8,
    "伪造处方: one doctor of the internet house signs sixty prescriptions in five minutes for a chain's counter.",
)
def prescriptions_by_machine(w: World, i: int) -> None:
    d = w.workday(hi=LAST)
    t = w.at(d, 9, 18)
    doctor = w.houses["hlw"].doctors[i % 12]
    visits = [
        clinic(
            w,
            "hlw",
            w.person(lo=40),
            t + timedelta(seconds=5 * n),
            (HTN,),
            ("amlod",),
            see="video",
            dept="互联网诊疗",
            doctor=doctor,
            minutes=1,
        )
        for n in range(60)
    ]
    w.plant(visits, loss=sum(sum(x.covered for x in v.lines) * rate(v) for v in visits) * 0.8)


@scheme(8, "超量: six boxes of clopidogrel every week on one card, in four shops.")
def for_resale(w: World, i: int) -> None:
    p = w.person(lo=50, hi=75)
    at = w.at(w.day(hi=LAST - timedelta(days=80)))
    visits = [
        buy(
            w,
            ("mt1", "mt2", "yd1", "yd4")[m % 4],
            p,
            later(at, 6 * m),
            ("clopi", "atorva"),
            6,
            kind="9929" if m % 4 < 2 else "41",
            diag=HTN,
        )
        for m in range(10)
    ]
    shops = ["mt1", "mt2", "yd1", "yd4"]
    w.plant(visits, houses=shops[i % 4 :] + shops[: i % 4])


@scheme(6, "年末突击: in the last week of the year fifteen cards of ten boxes each.")
def last_week(w: World, i: int) -> None:
    shop = ("yd3", "yd4", "yd2", "ls2", "yd1", "mt2")[i % 6]
    visits = [
        buy(
            w,
            shop,
            w.person(lo=30, insurance="310"),
            w.at(datetime(2025, 12, 25 + n % 6).date(), 18, 21),
            ("liuwei", "zheng", "xueshuan"),
            10,
        )
        for n in range(14)
    ]
    w.plant(visits)


@scheme(8, "进销存: eighty boxes of acarbose settled, five bought.")
def more_sold_than_bought(w: World, i: int) -> None:
    shop = ("yd1", "yd2", "yd3", "yd4", "ls1", "ls2", "ls3", "ls4")[i]
    key = ("epo", "lanth", "warf", "tamsu", "levo", "cabc", "escit", "donep")[i]
    w.stock_own.add((w.houses[shop].code, ITEMS[key].code))
    at = w.at(w.day(FIRST + timedelta(days=40), LAST - timedelta(days=100)))
    w.bought.append(
        {
            "fixmedins_code": w.houses[shop].code,
            "med_list_codg": ITEMS[key].code,
            "fixmedins_hilist_name": ITEMS[key].name,
            "spler_name": "医药公司1",
            "purc_invo_no": f"FPX{i:05d}",
            "finl_trns_pric": f"{ITEMS[key].price * 0.9:.2f}",
            "purc_retn_cnt": 5,
            "purc_retn_stoin_time": (at - timedelta(days=10)).strftime("%Y-%m-%d %H:%M:%S"),
            "manu_lotnum": f"LX{i}",
            "expy_end": "2028-12-31",
            "drug_trac_codg": "",
        }
    )
    visits = [
        buy(w, shop, w.person(lo=40), later(at, n * 2.1), (key,), 3, diag=HTN) for n in range(26)
    ]
    w.plant(visits)


@scheme(8, "双通道: the dear tumour drug collected twice a month in two double-channel shops.")
def dear_drug_twice(w: World, _: int) -> None:
    p = w.person(lo=45, hi=70)
    at = w.at(w.workday(hi=LAST - timedelta(days=100)))
    visits = []
    for m in range(3):
        visits.append(buy(w, "sp1", p, later(at, 30 * m), ("osim",), kind="9929", diag=LUNG))
        visits.append(buy(w, "sp2", p, later(at, 30 * m + 5), ("osim",), kind="9929", diag=LUNG))
    w.plant(
        visits,
        loss=sum(sum(x.covered for x in v.lines) * rate(v) for v in visits[1::2]),
        houses=["sp2", "sp1"],
    )


@scheme(
    8,
    "Suspended doctor: prescriptions signed by somebody whose settlement was suspended before the county's first day.",
)
def suspended_signature(w: World, i: int) -> None:
    doctor = f"D33010990{i:03d}"
    w.houses[("my", "zyg", "pf", "sq1")[i % 4]].doctors.append(doctor)
    w.dead_doctors[doctor] = "2"
    visits = [
        clinic(
            w,
            ("my", "zyg", "pf", "sq1")[i % 4],
            w.person(lo=30),
            w.at(w.workday()),
            (HTN,),
            ("amlod",),
            doctor=doctor,
        )
        for _ in range(6)
    ]
    w.houses[("my", "zyg", "pf", "sq1")[i % 4]].doctors.remove(doctor)
    w.extra_doctors.append((doctor, ("my", "zyg", "pf", "sq1")[i % 4]))
    w.plant(visits)


@scheme(8, "儿童药: children's powder by the carton on pensioners' cards; men and motherwort.")
def motherwort_for_men(w: World, i: int) -> None:
    v = buy(w, ("yd2", "ls1", "mt1")[i % 3], w.person("1", lo=40, hi=75), w.at(w.day()), ())
    line = w.add(v, "mother", 4, v.start)
    w.plant([v], [line])


@scheme(
    8,
    "分解处方: the same village card six times in one morning, each below the cap of thirty yuan.",
)
def split_below_the_cap(w: World, i: int) -> None:
    p = w.person(lo=40, hi=80)
    at = w.at(w.workday(), 8, 8.5)
    visits = [
        clinic(
            w,
            ("cw1", "cw3", "cw4", "sq1")[i % 4],
            p,
            at + timedelta(minutes=25 * n),
            (COLD,),
            (("gandong", "ban", "parac")[n % 3],),
            minutes=5,
        )
        for n in range(6)
    ]
    w.plant(visits)


@scheme(
    6,
    "A dead-hour counter: the shop that closes at nine settles from one to four in the night, one card every five minutes.",
)
def settled_at_night(w: World, i: int) -> None:
    d = w.day(hi=LAST - timedelta(days=3))
    visits = [
        buy(
            w,
            ("yd1", "yd4", "ls2")[i % 3],
            w.person(lo=40),
            datetime(d.year, d.month, d.day, 1) + timedelta(minutes=6 * n),
            ("liuwei",),
            5,
        )
        for n in range(20)
    ]
    w.plant(visits)


@scheme(
    6,
    "The codes of a shop run in sequence: thirty boxes of serial numbers one after another, typed rather than scanned.",
)
def codes_in_sequence(w: World, i: int) -> None:
    shop = ("yd1", "yd2", "yd3", "yd4", "mt1", "mt2")[i]
    base = 8300000 * 10**13 + w.rng.randrange(10**12)
    at = w.at(w.day(AFTER, LAST - timedelta(days=60)))
    visits, codes = [], []
    for n in range(24):
        v = buy(w, shop, w.person(lo=40), later(at, n * 1.3), ("xueshuan",))
        v.more["scanned"] = True
        codes += w.scan(v.lines[0], [str(base + n)])
        visits.append(v)
    w.plant(visits, codes=codes)
