"""Look-alikes of drugs and boxes: what is given, how long it lasts, whose code was scanned."""

from __future__ import annotations

from datetime import date, timedelta

from .care import anybody, cash, counter, each_day, full_stay, stay, visit
from .catalogue import ITEMS
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


@lookalike(
    "ward_box_for_four",
    14,
    "A box of ten vials is scanned when opened and used for four "
    "inpatients: one code, four bills, flagged as split.",
)
def ward_box(w: World, i: int) -> None:
    h = w.hosp(1 + i % 3)
    code = w.stock.code(ITEMS["ceftriaxone"])
    day = w.day()
    visits = []
    for n in range(4):
        p = anybody(w, "pneumonia")
        v = stay(w, p, h, "pneumonia", day - timedelta(days=n % 2), 8)
        w.settle(v)
        line = next(ln for ln in v.lines if ln.item.key == "ceftriaxone")
        w.stock.sell(
            h, line.item, code, at(day + timedelta(days=1), 9 + n), line=line, visit=v, split=True
        )
        visits.append(v)
    w.stock.buy(h, ITEMS["ceftriaxone"], code, at(day, 8))
    w.innocent("ward_box_for_four", visits, codes=[code])


@lookalike(
    "tablets_by_the_piece",
    12,
    "A pharmacy sells single strips out of one box to three people, flagged as split.",
)
def pieces(w: World, i: int) -> None:
    shop = w.pharmacies[8 + i % 7]
    item = ITEMS["ibuprofen"]
    code = w.stock.code(item)
    day = w.day()
    w.stock.buy(shop, item, code, at(day, 8))
    visits = []
    for n in range(3):
        p = w.pick(ages=(18, 80))
        v = w.open(p, shop, "41", at(day + timedelta(days=n), 10 + n), diags=[COLD])
        line = w.charge(v, "ibuprofen", v.start, 6, price=0.7, days=2)
        w.settle(v)
        line.codes.append(code)
        w.stock.sell(shop, item, code, v.start, line=line, visit=v, split=True, cnt=6)
        visits.append(v)
    w.innocent("tablets_by_the_piece", visits, codes=[code])


@lookalike(
    "returned_and_sold_again",
    14,
    "Brought back unopened the same day, refunded, put back, sold to the next customer.",
)
def resold(w: World, i: int) -> None:
    shop = w.pharmacies[8 + i % 7]
    day = w.day()
    a = counter(w, w.pick(ages=(18, 80)), shop, at(day, 9), HT, [("valsartan", 1)])
    line = a.lines[0]
    code = line.codes[0]
    w.refund(a, line.setl, again=False)
    w.stock.take_back(shop, line.item, code, at(day, 11, 30), line.setl, a.person.no)
    b = counter(
        w,
        w.pick(ages=(18, 80)),
        shop,
        at(day + timedelta(days=4), 15),
        HT,
        [("valsartan", 1)],
        scan=False,
    )
    b.lines[0].codes.append(code)
    w.stock.sell(shop, line.item, code, b.start, line=b.lines[0], visit=b)
    w.innocent("returned_and_sold_again", [a, b], codes=[code])


@lookalike(
    "wrong_card_settled_again",
    12,
    "Swiped on the wrong family card, refunded at once and "
    "settled on the right one: same box, same minute, two persons.",
)
def wrong_card(w: World, i: int) -> None:
    shop = w.pharmacies[8 + i % 7]
    day = w.day()
    a = counter(w, w.pick(ages=(25, 60)), shop, at(day, 9), HT, [("amlodipine", 1)])
    line = a.lines[0]
    w.refund(a, line.setl, again=False)
    w.stock.take_back(shop, line.item, line.codes[0], at(day, 9, 6), line.setl, a.person.no)
    b = counter(w, w.pick(ages=(60, 85)), shop, at(day, 9, 8), HT, [("amlodipine", 1)], scan=False)
    b.lines[0].codes.append(line.codes[0])
    w.stock.sell(shop, line.item, line.codes[0], b.start, line=b.lines[0], visit=b)
    w.innocent("wrong_card_settled_again", [a, b], codes=line.codes)


@lookalike(
    "same_sale_uploaded_twice",
    12,
    "The till uploads the same scan twice after a time-out: one "
    "settlement, one line, one code, two rows.",
)
def twice(w: World, i: int) -> None:
    shop = w.pharmacies[8 + i % 7]
    v = counter(w, w.pick(ages=(18, 80)), shop, at(w.day(), 10), HT, [("amlodipine", 1)])
    code = v.lines[0].codes[0]
    w.stock.sold.append(dict(w.stock.sold[-1]))
    if i % 2:  # sometimes the till stamps the second upload anew
        later = v.start + timedelta(seconds=40)
        w.stock.sold[-1]["rtal_docno"] = f"R9{i:09d}"
        w.stock.sold[-1]["sel_retn_time"] = later.strftime("%Y-%m-%d %H:%M:%S")
    w.innocent("same_sale_uploaded_twice", [v], codes=[code])


@lookalike(
    "moved_within_chain", 14, "Bought by shop A, moved to shop B of the same chain, sold there."
)
def moved(w: World, i: int) -> None:
    a, b = w.pharmacies[8 + i % 3], w.pharmacies[8 + (i + 1) % 3]
    item = ITEMS["arni"]
    code = w.stock.code(item)
    when = at(w.day(40, 330), 10)
    w.stock.buy(a, item, code, when, days=(20, 30))
    w.stock.move(a, b, item, code, when - timedelta(days=5))
    v = counter(
        w, w.pick(ages=(50, 80)), b, when, ("I50.900", "心力衰竭"), [("arni", 1)], scan=False
    )
    v.lines[0].codes.append(code)
    w.stock.sell(b, item, code, when, line=v.lines[0], visit=v)
    w.innocent("moved_within_chain", [v], codes=[code])


@lookalike(
    "purchase_uploaded_late",
    14,
    "The shop keys in its delivery notes at the end of the week: "
    "stock-in dates lie after the first sales.",
)
def late_upload(w: World, i: int) -> None:
    shop = w.pharmacies[8 + i % 7]
    v = counter(w, w.pick(ages=(18, 80)), shop, at(w.day(), 10), COLD, [("lianhua", 2)], scan=False)
    w.stock.scan(v, late=True)
    w.innocent("purchase_uploaded_late", [v], codes=v.lines[0].codes)


@lookalike(
    "sold_from_stocktake",
    12,
    "Sold in January out of the stock counted on New Year's Day; the "
    "purchase lies in the year before.",
)
def stocktake(w: World, i: int) -> None:
    shop = w.pharmacies[8 + i % 7]
    when = at(date(2025, 1, 6 + i % 12), 10)
    v = counter(
        w,
        w.pick(ages=(45, 80)),
        shop,
        when,
        ("I48.900", "心房颤动"),
        [("rivaroxaban", 1)],
        scan=False,
    )
    item = ITEMS["rivaroxaban"]
    code = w.stock.code(item)
    w.stock.buy(shop, item, code, when, days=(30, 60))
    v.lines[0].codes.append(code)
    w.stock.sell(shop, item, code, when, line=v.lines[0], visit=v)
    w.innocent("sold_from_stocktake", [v], codes=[code])


@lookalike(
    "cash_returned_then_insured",
    12,
    "Paid in cash because the card reader was down; refunded "
    "and settled by insurance next day: one box, one buyer.",
)
def cash_first(w: World, i: int) -> None:
    shop = w.pharmacies[8 + i % 7]
    day = w.day()
    code = cash(w, shop, "clopidogrel", at(day, 18))
    item = ITEMS["clopidogrel"]
    w.stock.take_back(shop, item, code, at(day + timedelta(days=1), 9))
    v = counter(
        w,
        w.pick(ages=(50, 80)),
        shop,
        at(day + timedelta(days=1), 9, 10),
        CAD,
        [("clopidogrel", 1)],
        scan=False,
    )
    v.lines[0].codes.append(code)
    w.stock.sell(shop, item, code, v.start, line=v.lines[0], visit=v)
    w.innocent("cash_returned_then_insured", [v], codes=[code])


@lookalike(
    "carton_code_scanned",
    10,
    "A clerk scanned the carton instead of the boxes: one code on five "
    "sales of one morning. A lesson in levels, not resale.",
)
def carton(w: World, i: int) -> None:
    shop = w.pharmacies[8 + i % 7]
    item = ITEMS["banlangen"]
    code = w.stock.code(item)
    day = w.day()
    w.stock.buy(shop, item, code, at(day, 8), cnt=50)
    visits = []
    for n in range(5):
        v = counter(
            w, w.pick(ages=(18, 80)), shop, at(day, 9, 10 * n), COLD, [("banlangen", 1)], scan=False
        )
        v.lines[0].codes.append(code)
        w.stock.sell(shop, item, code, v.start, line=v.lines[0], visit=v)
        visits.append(v)
    w.innocent("carton_code_scanned", visits, codes=[code], note="carton: 50 boxes under one code")


@lookalike(
    "before_scanning_was_due", 12, "A sale of spring 2025 without codes: scanning binds from July."
)
def before_july(w: World, i: int) -> None:
    shop = w.pharmacies[8 + i % 7]
    v = counter(
        w, w.pick(ages=(40, 80)), shop, at(w.day(5, 150), 11), HT, [("amlodipine", 1)], scan=False
    )
    w.innocent("before_scanning_was_due", [v])


@lookalike("night_pharmacy", 10, "A pharmacy that is open all night sells ibuprofen at two.")
def night(w: World, _i: int) -> None:
    v = counter(
        w, w.pick(ages=(20, 60)), w.pharmacies[12], at(w.day(), 2, 20), COLD, [("ibuprofen", 1)]
    )
    w.innocent("night_pharmacy", [v])


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
