"""Schemes over the counter and in the store room: codes, prices, prescriptions, purchases."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.outside.people import at

from .cases import scheme
from .goods import ITEMS
from .plan import Mark, loss
from .world import Strange, crowd

PAINS = "M54.500 腰痛"


@scheme(
    "one_doctor_for_five_shops",
    3,
    "互联网处方: one number signs a prescription every half minute of the night for five shops.",
)
def _(w: Strange, _i: int) -> None:
    shops = [w.house(f"p{n}") for n in w.rng.sample(range(4, 13), 5)]
    d = w.house("big").doctor(w.rng)
    day = w.day()
    visits = []
    for n, p in enumerate(crowd(w, w.rng.randint(45, 70), "", (25, 85))):
        when = at(day, 22) + timedelta(seconds=28 * n)
        shop = shops[n % 5]
        v = w.open(p, shop, "41", when, diags=[("J06.900", "急性上呼吸道感染")], doctor=d)
        w.charge(v, w.rng.choice(("amoxicillin", "cefaclor")), when, 2, days=12, rx=w.number("R"))
        w.settle(v)
        w.stock.scan(v)
        visits.append(v)
    w.scheme("one_doctor_for_five_shops", shops[0], visits, loss=sum(w.paid(v) for v in visits),
             providers=[s.code for s in shops])  # fmt: skip


@scheme(
    "code_of_another_drug",
    5,
    "串换: the till scans boxes of a cheap capsule, the card pays a dear pill.",
)
def _(w: Strange, _i: int) -> None:
    shop = w.house("p4,p6,p8,p10")
    cheap, dear = (
        ITEMS[w.rng.choice(("amoxicillin", "liuwei"))],
        w.rng.choice(("niuhuang", "lanthanum", "ejiao")),
    )
    marks: list[Mark] = []
    codes = []
    for p in crowd(w, w.rng.randint(4, 9), "", (35, 80)):
        when = at(w.day(190, 340), w.rng.randint(8, 19), 25)
        v, m = w.sale(p, shop, when, f"!{dear}*2~{cheap.key}", scan=False)
        marks += m
        for _n in range(2):
            code = w.stock.code(cheap)
            w.stock.buy(shop, cheap, code, when)
            w.stock.sell(shop, ITEMS[dear], code, when, line=m[0].line, visit=v, cnt=2)
            m[0].line.codes.append(code)
            codes.append(code)
    w.scheme("code_of_another_drug", shop, (), [(m.visit, m.line) for m in marks], codes=codes,
             loss=loss(w, marks))  # fmt: skip


@scheme(
    "made_up_codes",
    5,
    "Codes typed in: the same cipher twenty times, or one after the other; nothing was bought.",
)
def _(w: Strange, i: int) -> None:
    shop = w.house("p5,p7,p9,p11,c6")
    visits, codes = [], []
    base = 10**12 + w.rng.randrange(10**11)
    for n, p in enumerate(crowd(w, w.rng.randint(6, 14), "", (30, 80))):
        when = at(w.day(190, 345), w.rng.randint(8, 20), 40)
        if shop.kind == "pharmacy":
            v, _m = w.sale(p, shop, when, "clopidogrel*2 tianma*3", scan=False)
        else:
            v, _m = w.seen(
                p, shop, "htn", when, bare=True, plus="clopidogrel*2 tianma*3", scan=False
            )
        for line in v.lines:
            code = (
                ("88888888888888888888", "12345678901234567890")[n % 2]
                if i % 2
                else f"8311415{base + n:013d}"
            )
            w.stock.sell(shop, line.item, code, when, line=line, visit=v, cnt=line.cnt)
            line.codes.append(code)
            w.stock.skip.add(id(line))
            codes.append(code)
        visits.append(v)
    w.scheme("made_up_codes", shop, visits, codes=codes, loss=sum(w.paid(v) for v in visits))


@scheme(
    "sold_before_bought",
    4,
    "Cards are charged in spring for boxes that the wholesaler delivered in autumn: sales first, goods to match later.",
)
def _(w: Strange, _i: int) -> None:
    shop = w.house("p4,p8,p12")
    visits, codes = [], []
    for p in crowd(w, w.rng.randint(6, 10), "", (40, 80)):
        when = at(w.day(60, 150), w.rng.randint(8, 20), 5)
        v, _m = w.sale(
            p, shop, when, "rivaroxaban*2 celecoxib*2", "I48.x01 阵发性心房颤动", scan=False
        )
        for line in v.lines:
            for _n in range(int(line.cnt)):
                code = w.stock.code(line.item)
                w.stock.buy(
                    shop,
                    line.item,
                    code,
                    when + timedelta(days=w.rng.randint(110, 160)),
                    days=(1, 9),
                )
                w.stock.sell(shop, line.item, code, when, line=line, visit=v, cnt=line.cnt)
                line.codes.append(code)
                codes.append(code)
        visits.append(v)
    w.scheme("sold_before_bought", shop, visits, codes=codes, loss=sum(w.paid(v) for v in visits))


@scheme(
    "dearer_on_the_card", 4, "阴阳价格: forty per cent dearer on the card than for cash, every day."
)
def _(w: Strange, _i: int) -> None:
    shop = w.house("p5,p7,p9,p11")
    marks: list[Mark] = []
    key = w.rng.choice(("celecoxib", "tianma", "nifed"))
    item = ITEMS[key]
    start = w.day(10, 200)
    for p in crowd(w, w.rng.randint(8, 14), "", (35, 80)):
        when = at(start + timedelta(days=w.rng.randint(0, 90)), w.rng.randint(8, 19), 30)
        _v, m = w.sale(p, shop, when, f"!{key}*2^p:{item.price * 1.4:.2f}")
        m[0].share = 1 - 1 / 1.4
        marks += m
        for _n in range(2):
            code = w.stock.code(item)
            w.stock.buy(shop, item, code, when)
            w.stock.sell(shop, item, code, when + timedelta(hours=w.rng.randint(1, 5)))
    w.scheme(
        "dearer_on_the_card", shop, (), [(m.visit, m.line) for m in marks], loss=loss(w, marks)
    )


@scheme(
    "more_injected_than_bought",
    4,
    "One vial is shared by three eyes and charged three times; a third was ever bought.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("eye")
    pairs: list[Mark] = []
    day = w.day(20, 240)
    drug = w.rng.choice(("ranibizumab", "conbercept"))
    for n, p in enumerate(crowd(w, w.rng.randint(9, 15), "", (58, 82))):
        when = at(day + timedelta(days=7 * (n // 3)), 9, 12 * (n % 3))
        _v, m = w.seen(p, h, "amd", when, bare=True, med_type="14", scan=False,
                      plus=f"visit fundus_oct vitreous_inj !{drug}")  # fmt: skip
        if n % 3:
            w.stock.skip.add(id(m[0].line))
            pairs += m
    w.scheme(
        "more_injected_than_bought", h, (), [(m.visit, m.line) for m in pairs], loss=loss(w, pairs)
    )


@scheme(
    "dear_lens_for_plain",
    5,
    "串换耗材: hard lenses bought and put in, folding ones charged; none of those was ever bought.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("pri")
    marks: list[Mark] = []
    for p in crowd(w, w.rng.randint(4, 8), "", (60, 85)):
        v, m = w.stay(
            p, h, "cataract", w.day(), drop="lens", plus="!lens~lens_plain@1T9", dept="普外科"
        )
        w.stock.skip.add(id(m[0].line))
        w.settle(v)
        marks += m
        w.stock.buy(h, ITEMS["lens_plain"], "", v.start, cnt=1)
    w.scheme("dear_lens_for_plain", h, (), [(m.visit, m.line) for m in marks], loss=loss(w, marks))


@scheme(
    "screws_out_of_nothing",
    4,
    "虚计耗材: fourteen pedicle screws for one level; four were put in and bought.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("pr2")
    marks: list[Mark] = []
    for p in crowd(w, w.rng.randint(2, 5), "", (45, 72)):
        n = w.rng.randint(10, 16)
        v, m = w.stay(p, h, "fusion", w.day(5, 320), drop="pedicle", plus=f"!pedicle*{n}/4@2T9")
        w.stock.skip.add(id(m[0].line))
        w.settle(v)
        w.stock.buy(h, ITEMS["pedicle"], "", v.start, cnt=4)
        marks += m
    w.scheme(
        "screws_out_of_nothing", h, (), [(m.visit, m.line) for m in marks], loss=loss(w, marks)
    )


@scheme(
    "same_sum_every_month",
    4,
    "Thirty cards kept at the counter: on the first of the month each pays the same hundred and ninety-nine yuan within the hour.",
)
def _(w: Strange, _i: int) -> None:
    shop = w.house("p6,p10,p12")
    people = crowd(w, w.rng.randint(10, 16), "", (55, 85))
    visits = []
    for month in range(2, 2 + w.rng.randint(4, 7)):
        for n, p in enumerate(people):
            when = datetime(2025, month, 1, 8) + timedelta(seconds=95 * n)
            v, _m = w.sale(p, shop, when, "ejiao*2 liuwei*2^p:12.2 plaster^p:38.6", scan=False)
            visits.append(v)
    w.scheme("same_sum_every_month", shop, visits, loss=sum(w.paid(v) for v in visits))


@scheme(
    "emptied_in_december",
    4,
    "年底突击: in the last days of the year each card buys for half a year.",
)
def _(w: Strange, _i: int) -> None:
    shop = w.house("p7,p9,p11,p12")
    marks: list[Mark] = []
    for p in crowd(w, w.rng.randint(6, 12), "", (50, 85)):
        when = at(date(2025, 12, w.rng.randint(26, 31)), w.rng.randint(8, 20), w.rng.randint(0, 59))
        _v, m = w.sale(
            p,
            shop,
            when,
            "!amlodipine*9/1 !atorva*8/1 !clopidogrel*7/1",
            "I25.103 冠状动脉粥样硬化性心脏病",
        )
        marks += m
    w.scheme(
        "emptied_in_december", shop, (), [(m.visit, m.line) for m in marks], loss=loss(w, marks)
    )
