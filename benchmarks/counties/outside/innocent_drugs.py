"""Look-alikes of drugs and boxes: what is given, how long it lasts, whose code was scanned."""

from __future__ import annotations

from datetime import date, timedelta

from .care import anybody, each_day, full_stay, stay, visit
from .people import at
from .registry import lookalike
from .world import World

HT = ("I10.x00", "高血压")
DM = ("E11.900", "2型糖尿病")
CAD = ("I25.103", "冠状动脉粥样硬化性心脏病")
COLD = ("J06.900", "急性上呼吸道感染")


@lookalike("albumin_in_cirrhosis", 14, "Albumin 24 g/l with ascites: the indication is there.")
def albumin(w: World, _i: int) -> None:
    v = full_stay(w, "cirrhosis", w.hosp(1))
    lines = [w.charge(v, "albumin", at(d, 11), 2) for d in each_day(v)[1:4]]
    v.diags.append(("E88.001", "低蛋白血症"))
    w.settle(v)
    w.innocent("albumin_in_cirrhosis", [v], [(v, ln) for ln in lines])


@lookalike("two_antiplatelets", 16, "Aspirin and clopidogrel for a year after a stent.")
def dual(w: World, _i: int) -> None:
    p = anybody(w, "pci")
    day = w.day(5, 240)
    a = w.settle(stay(w, p, w.hosp(1), "pci", day, 5))
    visits = [a] + [
        visit(
            w,
            p,
            w.hosp(1),
            at(a.end.date() + timedelta(days=3 + 29 * n), 9),
            CAD,
            (),
            [("aspirin", 1), ("clopidogrel", 1), ("atorva", 1)],
            med_type="14",
            others=[("Z95.501", "冠状动脉支架植入后状态")],
        )
        for n in range(3)
    ]
    w.register(p, "I25.103", None)
    w.innocent("two_antiplatelets", visits)


@lookalike("two_insulins", 14, "Basal insulin at night and a rapid one with meals.")
def insulins(w: World, i: int) -> None:
    p = w.pick(ages=(35, 78))
    w.register(p, DM[0], date(2021, 1, 1))
    day = w.day(5, 250)
    visits = [
        visit(
            w,
            p,
            w.hosp(2 + i % 2),
            at(day + timedelta(days=26 * n), 9),
            DM,
            ("glucose",),
            [("glargine", 1), ("aspart", 1)],
            med_type="14",
        )
        for n in range(3)
    ]
    w.innocent("two_insulins", visits)


@lookalike("two_strengths", 12, "75 µg of thyroxine is a tablet of 50 and a tablet of 25.")
def strengths(w: World, i: int) -> None:
    p = w.pick(ages=(30, 75))
    v = visit(
        w,
        p,
        w.hosp(1 + i % 3),
        at(w.day(), 9),
        ("E03.900", "甲状腺功能减退症"),
        ("tsh",),
        [("thyroxine50", 1), ("thyroxine25", 1)],
        med_type="14",
    )
    w.innocent("two_strengths", [v])


@lookalike("twelve_weeks", 14, "A long prescription for a stable patient: three boxes, 84 days.")
def long_rx(w: World, i: int) -> None:
    p = w.pick(ages=(50, 85))
    w.register(p, HT[0], None)
    day = w.day(5, 200)
    visits = [
        visit(
            w,
            p,
            (w.hosp(15), w.hosp(3), w.hosp(14))[i % 3],
            at(day + timedelta(days=84 * n), 9),
            HT,
            (),
            [("amlodipine", 3), ("valsartan", 3)],
            med_type="14",
        )
        for n in range(2)
    ]
    w.innocent("twelve_weeks", visits)


@lookalike(
    "early_refill_before_holiday",
    12,
    "Eight days before the spring festival he fetches the next month: everything is closed later.",
)
def festival(w: World, i: int) -> None:
    p = w.pick(ages=(50, 85))
    w.register(p, HT[0], date(2020, 1, 1))
    h = (w.hosp(3), w.hosp(14))[i % 2]
    first = date(2025, 1, 4)
    visits = [
        visit(w, p, h, at(d, 9), HT, (), [("amlodipine", 1), ("metoprolol", 1)], med_type="14")
        for d in (first, date(2025, 1, 24), date(2025, 2, 26))
    ]
    w.innocent("early_refill_before_holiday", visits)


@lookalike("dose_doubled", 12, "Dose doubled after ten days: the box is empty at half time.")
def doubled(w: World, i: int) -> None:
    p = w.pick(ages=(50, 80))
    w.register(p, HT[0], None)
    day = w.day(5, 280)
    visits = [
        visit(
            w,
            p,
            w.hosp(1 + i % 3),
            at(day + timedelta(days=n), 9),
            HT,
            (),
            [("amlodipine", c)],
            med_type="14",
        )
        for n, c in ((0, 1), (18, 2), (46, 2))
    ]
    w.innocent("dose_doubled", visits)


@lookalike(
    "discharge_drugs_then_clinic",
    12,
    "A fortnight of tablets at discharge, the next month fetched eleven days later.",
)
def after_discharge(w: World, i: int) -> None:
    p = anybody(w, "cad")
    a = stay(w, p, w.hosp(1 + i % 2), "cad", w.day(5, 300))
    w.charge(a, "aspirin", a.end - timedelta(minutes=30), 1, days=30, take_home=True)
    w.settle(a)
    b = visit(
        w,
        p,
        a.provider,
        at(a.end.date() + timedelta(days=25), 9),
        CAD,
        (),
        [("aspirin", 1), ("atorva", 1)],
        med_type="14",
    )
    w.register(p, CAD[0], None)
    w.innocent("discharge_drugs_then_clinic", [a, b])


@lookalike(
    "ginseng_in_a_formula",
    12,
    "Ginseng among seven other herbs: not payable alone, payable in a formula.",
)
def ginseng(w: World, _i: int) -> None:
    p = w.pick(ages=(40, 80))
    v = w.open(p, w.hosp(4), "11", at(w.day(), 10), dept="内科", diags=[("R53.x00", "虚劳病")])
    w.charge(v, "visit", v.start)
    rx = w.number("R")
    lines = [
        w.charge(v, k, v.start + timedelta(minutes=8), g * 7, days=7, rx=rx, herb_use="复方")
        for k, g in (
            ("renshen", 6),
            ("huangqi", 30),
            ("danggui", 12),
            ("fuling", 15),
            ("baizhu", 12),
            ("gancao", 6),
            ("duzhong", 12),
        )
    ]
    w.charge(v, "decoct", v.start + timedelta(minutes=8), 14)
    w.settle(v)
    w.innocent("ginseng_in_a_formula", [v], [(v, lines[0])])


@lookalike(
    "fourteen_decoctions", 12, "Quantity 420 of a herb is grams: 30 g a day for fourteen days."
)
def decoctions(w: World, _i: int) -> None:
    p = w.pick(ages=(30, 80))
    v = w.open(p, w.hosp(4), "11", at(w.day(), 10), dept="内科", diags=[("M54.500", "腰痛")])
    w.charge(v, "visit", v.start)
    rx = w.number("R")
    lines = [
        w.charge(v, k, v.start, g * 14, days=14, rx=rx, herb_use="复方")
        for k, g in (
            ("huangqi", 30),
            ("duzhong", 15),
            ("niuxi", 15),
            ("danggui", 12),
            ("gancao", 6),
        )
    ]
    w.charge(v, "decoct", v.start, 28)
    w.settle(v)
    w.innocent("fourteen_decoctions", [v], [(v, ln) for ln in lines])


@lookalike("just_under_fourteen", 12, "A child's syrup two weeks before the fourteenth birthday.")
def thirteen(w: World, _i: int) -> None:
    p = w.pick(ages=(5, 13))
    day = w.day()
    p.born = date(day.year - 14, day.month, min(day.day, 28)) + timedelta(days=14)
    v = visit(w, p, w.hosp(3), at(day, 9), COLD, ("cbc",), [("child_cough", 1)], dept="儿科")
    w.innocent("just_under_fourteen", [v])


@lookalike(
    "rescue_drug_in_emergency",
    10,
    "Natriuretic peptide in the emergency room for acute heart failure: allowed in rescue.",
)
def rescue(w: World, _i: int) -> None:
    p = w.pick(ages=(60, 88))
    v = visit(
        w,
        p,
        w.hosp(1),
        at(w.day(), 22),
        ("I50.100", "急性左心衰竭"),
        ("ecg", "bnp", "rescue_mid"),
        med_type="13",
        dept="急诊科",
        fee="visit_er",
        settle=False,
    )
    line = w.charge(v, "bnp_drug", v.start + timedelta(minutes=30))
    w.settle(v)
    w.stock.scan(v)
    w.innocent("rescue_drug_in_emergency", [v], [(v, line)])


@lookalike(
    "second_line_after_first", 12, "Dulaglutide after half a year of metformin and glimepiride."
)
def second_line(w: World, i: int) -> None:
    p = w.pick(ages=(35, 70))
    w.register(p, DM[0], None)
    day = w.day(5, 120)
    visits = [
        visit(
            w,
            p,
            w.hosp(1 + i % 3),
            at(day + timedelta(days=28 * n), 9),
            DM,
            (),
            [("metformin", 1), ("glimepiride", 1)],
            med_type="14",
        )
        for n in range(4)
    ]
    visits.append(
        visit(
            w,
            p,
            w.hosp(1 + i % 3),
            at(day + timedelta(days=140), 9),
            DM,
            ("hba1c",),
            [("metformin", 1), ("dulaglutide", 1)],
            med_type="14",
        )
    )
    w.innocent("second_line_after_first", visits)
