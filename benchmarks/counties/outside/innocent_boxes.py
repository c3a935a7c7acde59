"""Look-alikes of boxes: whose code was scanned, when it was bought, who brought it back."""

from __future__ import annotations

from datetime import date, timedelta

from .care import anybody, cash, counter, stay
from .catalogue import ITEMS
from .people import at
from .registry import lookalike
from .world import World

HT = ("I10.x00", "高血压")
DM = ("E11.900", "2型糖尿病")
CAD = ("I25.103", "冠状动脉粥样硬化性心脏病")
COLD = ("J06.900", "急性上呼吸道感染")


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
