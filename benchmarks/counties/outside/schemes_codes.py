"""Schemes of boxes and codes: sold twice, never bought, never scanned, another thing altogether."""

from __future__ import annotations

from datetime import date, timedelta

from .care import cash, counter, find, visit
from .catalogue import ITEMS
from .people import at
from .records import Visit
from .registry import scheme
from .world import World

HT = ("I10.x00", "高血压")
COLD = ("J06.900", "急性上呼吸道感染")
DM = ("E11.900", "2型糖尿病")


@scheme(
    "soap_as_medicine",
    7,
    "串换药品: donkey-hide cake, rice and shampoo in the shop's list, capsules in the "
    "insurance's; no box was scanned.",
)
def soap(w: World, i: int) -> None:
    shop = w.pharmacies[i % 8]
    pairs = []
    day = w.day(190, 330)
    for n in range(6):
        v = counter(
            w,
            w.pick(ages=(30, 75)),
            shop,
            at(day + timedelta(days=n), 11),
            COLD,
            [(("lianhua", "danshen_pill")[n % 2], 5)],
            scan=False,
            local=("阿胶糕礼盒", "五常大米5kg", "洗发水", "蛋白粉")[n % 4],
        )
        w.stock.skip.add(id(v.lines[0]))
        pairs.append((v, v.lines[0]))
    w.scheme("soap_as_medicine", shop, [], pairs, loss=w.loss_pairs(pairs))


def _resell(w: World, item: str, code: str, shop_n: int, day: date) -> Visit:
    shop = w.pharmacies[shop_n]
    v = counter(
        w,
        w.pick(ages=(30, 82)),
        shop,
        at(day, w.rng.randint(9, 17)),
        ("I48.900", "心房颤动") if item == "rivaroxaban" else HT,
        [(item, 1)],
        scan=False,
    )
    v.lines[0].codes.append(code)
    w.stock.skip.add(id(v.lines[0]))
    w.stock.sell(shop, ITEMS[item], code, v.start, line=v.lines[0], visit=v)
    return v


@scheme(
    "code_sold_twice", 8, "追溯码重复: one code settled for three people in one shop over months."
)
def twice(w: World, i: int) -> None:
    item = ("clopidogrel", "rivaroxaban", "atorva")[i % 3]
    code = w.stock.code(ITEMS[item])
    day = w.day(20, 250)
    shop = w.pharmacies[i % 8]
    w.stock.buy(shop, ITEMS[item], code, at(day, 8))
    visits = [_resell(w, item, code, i % 8, day + timedelta(days=31 * n)) for n in range(3)]
    w.scheme(
        "code_sold_twice",
        shop,
        [],
        [(v, v.lines[0]) for v in visits[1:]],
        codes=[code],
        loss=sum(w.paid(v) for v in visits[1:]),
    )


@scheme("code_in_two_shops", 7, "One code settled in two shops that belong to nobody in common.")
def two_shops(w: World, i: int) -> None:
    item = ("rivaroxaban", "arni")[i % 2]
    code = w.stock.code(ITEMS[item])
    day = w.day(20, 250)
    a, b = i % 8, (i + 3) % 8
    w.stock.buy(w.pharmacies[a], ITEMS[item], code, at(day, 8))
    visits = [_resell(w, item, code, a, day), _resell(w, item, code, b, day + timedelta(days=40))]
    w.scheme(
        "code_in_two_shops",
        w.pharmacies[b],
        [],
        [(v, v.lines[0]) for v in visits[1:]],
        codes=[code],
        providers=[w.pharmacies[a].code],
        loss=w.paid(visits[1]),
    )


@scheme(
    "cash_then_insured",
    7,
    "现金销售后再刷医保: sold for cash, its code kept, settled weeks later on a card.",
)
def cash_insured(w: World, i: int) -> None:
    shop = i % 8
    day = w.day(20, 280)
    code = cash(w, w.pharmacies[shop], "clopidogrel", at(day, 15))
    v = _resell(w, "clopidogrel", code, shop, day + timedelta(days=25))
    w.scheme(
        "cash_then_insured", w.pharmacies[shop], [], [(v, v.lines[0])], codes=[code], loss=w.paid(v)
    )


@scheme(
    "returned_drugs_resold",
    7,
    "回流药: boxes dispensed by the hospital to chronic patients, bought up by a "
    "dealer, sold again by a shop that never purchased them.",
)
def reflow(w: World, i: int) -> None:
    day = w.day(20, 250)
    codes: list[str] = []
    for n in range(4):
        p = w.pick(ages=(55, 82))
        v = visit(
            w,
            p,
            w.hosp(2 + n % 2),
            at(day + timedelta(days=n), 9),
            HT,
            (),
            [("arni", 2)],
            med_type="14",
            others=[("I50.900", "心力衰竭")],
        )
        codes += find(v, "arni")[0].codes
    sold = [
        _resell(w, "arni", c, i % 8, day + timedelta(days=30 + 2 * n)) for n, c in enumerate(codes)
    ]
    w.scheme(
        "returned_drugs_resold",
        w.pharmacies[i % 8],
        [],
        [(v, v.lines[0]) for v in sold],
        codes=codes,
        loss=sum(w.paid(v) for v in sold),
    )


@scheme(
    "no_codes_at_all",
    5,
    "无码结算: after July a shop settles dear tablets for months and never scans one.",
)
def no_codes(w: World, i: int) -> None:
    shop = w.pharmacies[i % 8]
    day = w.day(195, 260)
    pairs = []
    for n in range(18):
        v = counter(
            w,
            w.pick(ages=(45, 85)),
            shop,
            at(day + timedelta(days=3 * n), 10, n),
            ("I48.900", "心房颤动"),
            [("rivaroxaban", 2)],
            scan=False,
        )
        w.stock.skip.add(id(v.lines[0]))
        pairs.append((v, v.lines[0]))
    w.scheme("no_codes_at_all", shop, [], pairs, loss=w.loss_pairs(pairs))


@scheme(
    "sold_without_purchase",
    5,
    "进销存不符: sixty boxes settled, four bought; the codes run in sequence.",
)
def no_purchase(w: World, i: int) -> None:
    shop = w.pharmacies[i % 8]
    item = ITEMS["semaglutide" if i % 2 else "tiotropium"]
    key = item.key
    base = int(w.stock.code(item)[7:]) // 1000 * 1000
    w.stock.buy(shop, item, f"{w.stock.code(item)[:7]}{base:013d}", at(date(2025, 2, 1), 8), cnt=4)
    pairs, codes = [], []
    day = w.day(45, 250)
    diag = DM if i % 2 else ("J44.900", "慢性阻塞性肺病")
    for n in range(30):
        v = counter(
            w,
            w.pick(ages=(40, 85)),
            shop,
            at(day + timedelta(days=2 * n), 11, n),
            diag,
            [(key, 2)],
            scan=False,
        )
        line = v.lines[0]
        w.stock.skip.add(id(line))
        for k in (0, 1):
            code = f"{w.stock.code(item)[:7]}{base + 2 * n + k + 1:013d}"
            line.codes.append(code)
            codes.append(code)
            w.stock.sell(shop, item, code, v.start, line=line, visit=v, cnt=2)
        pairs.append((v, line))
    w.scheme(
        "sold_without_purchase", shop, [], pairs, codes=codes, loss=w.loss_pairs(pairs) * 56 / 60
    )
