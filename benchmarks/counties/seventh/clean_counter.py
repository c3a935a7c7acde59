"""Look-alikes of counters: shops, boxes, villages, the house without a door."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .cases import clean
from .goods import ITEMS
from .life import CHD, COLD, DM, HEPB, HTN, KIDNEY_TX, LUNG, SCHIZ, buy, clinic, later
from .world import FIRST, LAST, World

AFTER = FIRST + timedelta(days=200)


@clean(
    "The box is brought back on the day: returned in the books, refunded, and sold to the next customer under its old code."
)
def box_back_on_the_shelf(w: World, i: int) -> None:
    shop, at = (
        ("mt1", "ls1", "yd2")[i % 3],
        w.at(w.workday(AFTER, LAST - timedelta(days=10)), 9, 12),
    )
    a = buy(w, shop, w.person(lo=40), at, ("clopi",), diag=HTN)
    a.refund, a.more["scanned"] = at + timedelta(hours=2), True
    codes = w.scan(a.lines[0])
    w.returns.append({"line": a.lines[0], "code": codes[0], "at": at + timedelta(hours=2)})
    b = buy(w, shop, w.person(lo=40), at + timedelta(hours=5), ("clopi",), diag=HTN)
    b.more["scanned"] = True
    w.scan(b.lines[0], codes)
    w.plant([a, b], codes=codes)


@clean(
    "The till times out and sends the sale twice: one settlement, one box, two rows with another document number."
)
def till_sends_twice(w: World, i: int) -> None:
    v = buy(
        w,
        ("yd1", "mt2", "ls2")[i % 3],
        w.person(lo=40),
        w.at(w.workday(AFTER)),
        ("amlod",),
        diag=HTN,
    )
    v.more["scanned"] = True
    codes = w.scan(v.lines[0])
    w.sales.append(
        {
            "line": v.lines[0],
            "code": codes[0],
            "at": v.start + timedelta(seconds=70),
            "doc": f"R{v.id[1:]}B",
        }
    )
    w.plant([v], codes=codes)


@clean("Chain: box sold in shop two, returned at shop three of the same chain, sold there again.")
def returned_in_the_sister_shop(w: World, _: int) -> None:
    at = w.at(w.workday(AFTER, LAST - timedelta(days=10)), 9, 12)
    a = buy(w, "ls2", w.person(lo=40), at, ("levo",), diag=HTN)
    a.refund, a.more["scanned"] = later(at, 2), True
    codes = w.scan(a.lines[0])
    w.returns.append({"line": a.lines[0], "code": codes[0], "at": later(at, 2)})
    b = buy(w, "ls3", w.person(lo=40), later(at, 4), ("levo",), diag=HTN)
    b.more["scanned"] = True
    w.scan(b.lines[0], codes)
    w.plant([a, b], codes=codes)


@clean(
    "Cash first because the network was down; next day the cash sale is returned and settled on the card: same box, same buyer."
)
def network_down(w: World, i: int) -> None:
    v = buy(w, ("yd3", "mt1")[i % 2], w.person(lo=40), w.at(w.workday(AFTER)), ("valsa",), diag=HTN)
    v.more["scanned"] = True
    codes = w.scan(v.lines[0])
    w.sales.append(
        {
            "line": v.lines[0],
            "code": codes[0],
            "at": v.start - timedelta(hours=20),
            "cash": True,
            "doc": f"C{v.id[1:]}",
        }
    )
    w.returns.append(
        {"line": v.lines[0], "code": codes[0], "at": v.start - timedelta(minutes=4), "cash": True}
    )
    w.plant([v], codes=codes)


@clean(
    "Ten strips out of one big box for ten buyers: split, flagged as split, one code on ten sales."
)
def strips_from_one_box(w: World, i: int) -> None:
    at, visits, codes = w.at(w.workday(AFTER, LAST - timedelta(days=10))), [], []
    for n in range(6):
        v = buy(
            w,
            ("cw1", "xz1", "yd4")[i % 3] if i % 3 == 2 else "yd2",
            w.person(lo=20),
            later(at, n * 0.7),
            ("parac",),
        )
        v.lines[0].count, v.lines[0].price = 1, 1.6
        v.more["scanned"] = True
        codes = w.scan(v.lines[0], codes, split=True)
        visits.append(v)
    w.plant(visits, codes=codes)


@clean(
    "Outflow: the internet house writes the prescription at noon, the chronic pharmacy hands out in the evening and settles; no drug is charged by the house."
)
def outflow_prescription(w: World, i: int) -> None:
    p, at = w.person(lo=50, hi=80), w.at(w.workday(hi=LAST - timedelta(days=5)), 11, 13)
    w.plant(
        [
            clinic(w, "hlw", p, at, (HTN,), see="video", dept="互联网诊疗"),
            buy(
                w,
                ("mt1", "mt2")[i % 2],
                p,
                at + timedelta(hours=6),
                ("valsa", "atorva"),
                kind="9929",
                diag=HTN,
            ),
        ]
    )


@clean(
    "Spring festival and long prescriptions: three boxes for twelve weeks, and the next fetched nine days early."
)
def twelve_weeks(w: World, i: int) -> None:
    p, at = w.person(lo=50, hi=80), w.at(w.workday(FIRST, LAST - timedelta(days=120)))
    w.plant(
        [
            clinic(
                w,
                ("sq1", "qrm", "sq2")[i % 3],
                p,
                later(at, d),
                (HTN,),
                ("amlod", "valsa"),
                kind="14",
                boxes=3,
            )
            for d in (0, 75)
        ]
    )


@clean(
    "Double channel: the dear tumour drug is written in the tumour house, which has it not, and collected in the double-channel shop; next month in the other, for the first has none."
)
def collected_elsewhere(w: World, _: int) -> None:
    p, at = w.person(lo=48, hi=72), w.at(w.workday(hi=LAST - timedelta(days=40)))
    w.plant(
        [
            clinic(w, "zl", p, at, (LUNG,), tests=("cbc", "cea"), kind="14", dept="肿瘤门诊"),
            buy(w, "sp1", p, at + timedelta(hours=3), ("osim",), kind="9929", diag=LUNG),
            buy(w, "sp2", p, later(at, 29), ("osim",), kind="9929", diag=LUNG),
        ]
    )


@clean("Two strengths of one heart: 阿司匹林 and 氯吡格雷 together after a stent, twelve months.")
def two_for_the_stent(w: World, i: int) -> None:
    p, at = w.person(lo=50, hi=75), w.at(w.workday(FIRST, FIRST + timedelta(days=200)))
    w.plant(
        [
            clinic(
                w,
                ("sdy", "qrm")[i % 2],
                p,
                later(at, 30 * m),
                (CHD, ("Z95.500", "冠状动脉支架植入后状态")),
                ("aspirin", "clopi", "atorva"),
                kind="14",
            )
            for m in range(9)
        ]
    )


@clean(
    "A village doctor sees thirty people on the morning of the monthly blood-pressure day, all for one drug, all with one account."
)
def blood_pressure_day(w: World, i: int) -> None:
    d = w.workday(hi=LAST - timedelta(days=2))
    w.plant(
        [
            clinic(
                w,
                ("cw1", "cw3", "cw4", "cw2")[i % 4],
                w.person(lo=50, hi=84, insurance="390"),
                w.at(d, 8, 11.5),
                (HTN,),
                ("amlod",),
                minutes=5,
            )
            for _ in range(24)
        ]
    )


@clean(
    "Couple and mother-in-law come together: three cards in four minutes every month, the same three."
)
def family_at_the_counter(w: World, i: int) -> None:
    people = [w.person(s, lo=55, hi=80) for s in "122"]
    for p in people:
        p.address = people[0].address
    at = w.at(w.workday(hi=LAST - timedelta(days=130)))
    w.plant(
        [
            buy(
                w,
                ("mt1", "yd2", "ls3")[i % 3],
                p,
                later(at, 30 * m) + timedelta(minutes=n),
                (("amlod",), ("metf",), ("atorva",))[n],
                diag=HTN,
            )
            for m in range(4)
            for n, p in enumerate(people)
        ]
    )


@clean(
    "The care home's nurse brings eleven cards on the first Monday of the month; the shop settles them in a row."
)
def care_home_cards(w: World, i: int) -> None:
    people = [w.person(lo=76, hi=92) for _ in range(11)]
    for p in people:
        p.address = f"城东区福寿养老院{i + 1}号楼"
    at = w.at(date(2025, 3, 3) + timedelta(days=7 * i), 9, 10)
    w.plant(
        [
            buy(
                w,
                ("mt1", "mt2")[i % 2],
                p,
                later(at, 28 * m) + timedelta(minutes=n, days=0),
                ("amlod", "donep"),
                kind="9929",
                diag=HTN,
            )
            for m in range(4)
            for n, p in enumerate(people)
        ]
    )


@clean("Night pharmacy: a fever at two in the morning, three customers.")
def fever_at_two(w: World, _: int) -> None:
    d = w.day(hi=LAST - timedelta(days=2))
    w.plant(
        [
            buy(
                w,
                "yd1",
                w.person(lo=20, hi=60),
                datetime(d.year, d.month, d.day, 2, 10 + 17 * n),
                ("ibup",),
            )
            for n in range(3)
        ]
    )


@clean(
    "An insulin pen, a tablet and test strips: metformin, empagliflozin and insulin together, stepwise over half a year."
)
def stepwise_diabetes(w: World, i: int) -> None:
    p, at = w.person(lo=45, hi=75), w.at(w.workday(FIRST, FIRST + timedelta(days=200)))
    steps = (
        ("metf",),
        ("metf",),
        ("metf", "empa"),
        ("metf", "empa"),
        ("metf", "empa", "glarg"),
        ("metf", "empa", "glarg"),
    )
    w.plant(
        [
            clinic(
                w,
                ("sq1", "qrm")[i % 2],
                p,
                later(at, 31 * m),
                (DM,),
                s,
                ("glu",) if m % 2 else (),
                kind="14",
            )
            for m, s in enumerate(steps)
        ]
    )


@clean(
    "Hepatitis B and a new kidney: entecavir and tacrolimus from two clinics of one house on one day."
)
def two_clinics_one_day(w: World, _: int) -> None:
    p, at = w.person(lo=30, hi=60), w.at(w.workday())
    w.plant(
        [
            clinic(
                w,
                "sdy",
                p,
                at,
                (KIDNEY_TX,),
                ("tacro",),
                ("drug_level",),
                kind="14",
                dept="移植随访门诊",
            ),
            clinic(
                w,
                "sdy",
                p,
                at + timedelta(hours=1),
                (HEPB,),
                ("entec",),
                ("hbsag", "alt"),
                kind="14",
                dept="肝病科",
            ),
        ]
    )


@clean(
    "A shop's stock of New Year's Eve 2024 is sold in January; its purchases lie before the extract."
)
def stock_of_last_year(w: World, i: int) -> None:
    shop, key = (
        ("yd1", "yd2", "yd3", "yd4", "ls1", "ls2", "ls3", "ls4")[i],
        ("olanz", "rispe", "sodval", "capec", "pred", "tramad", "salbu", "timol")[i],
    )
    w.stock_own.add((w.houses[shop].code, ITEMS[key].code))
    w.plant(
        [
            buy(
                w,
                shop,
                w.person(lo=30),
                w.at(date(2025, 1, 3 + 2 * n)),
                (key,),
                diag=SCHIZ if n % 2 else COLD,
            )
            for n in range(4)
        ]
    )


@clean("Before July 2025 no code was due: a shop without a scanner sells without.")
def before_scanning(w: World, i: int) -> None:
    v = buy(
        w,
        ("yd3", "yd4", "ls4")[i % 3],
        w.person(lo=30),
        w.at(w.workday(FIRST, date(2025, 6, 25))),
        ("omep", "amox"),
    )
    v.more["unscanned"] = True
    w.plant([v])
