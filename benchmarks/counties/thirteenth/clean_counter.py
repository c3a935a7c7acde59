"""What is right though it looks bad: boxes, codes, shops, decoctions."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.grammar.world import Line, Person

from .cases import clean
from .houses import SHOPS, County
from .wards import gram

HERBS = [
    "huangqi",
    "danggui",
    "danshen",
    "baizhu",
    "fuling",
    "gancao",
    "chuanxiong",
    "duzhong",
    "niuxi",
    "baishao",
    "chenpi",
    "jinyinhua",
]
LATE = (date(2025, 8, 1), date(2026, 5, 20))


def _sale(
    c: County,
    house: str,
    key: str,
    n: float = 1,
    d: date | None = None,
    p: Person | None = None,
    kind: str = "41",
) -> Line:
    p = p or c.person("", 30, 80, "310")
    v = c.room(
        house,
        p,
        kind,
        d or c.day(*LATE),
        "",
        [("I10.x00", "特发性高血压")] if kind == "9929" else [("Z00.000", "药店购药")],
        8.0,
        20.0,
    )
    return c.add(v, key, n)


@clean(
    "Brought back unopened after an hour, refunded, sold again to the next: one code, two persons, a return between."
)
def brought_back_and_sold(c: County, n: int) -> None:
    a = _sale(c, SHOPS[n % 5], "valsartan")
    code = c.scan(a)[0]
    a.visit.refund = a.at + timedelta(hours=1)
    c.returns.append({"line": a, "code": code, "at": a.visit.refund})
    b = _sale(c, SHOPS[n % 5], "valsartan", d=a.at.date() + timedelta(days=2))
    c.scan(b, [code])
    c.plant([a.visit, b.visit], codes=[code])


@clean("Wrong card of the family: refunded at once and settled on the right one, one box.")
def wrong_family_card(c: County, n: int) -> None:
    a = _sale(c, SHOPS[n % 5], "atorvastatin", kind="9929")
    code = c.scan(a)[0]
    a.visit.refund = a.at + timedelta(minutes=3)
    v = c.visit(
        SHOPS[n % 5],
        c.person("", 50, 80),
        "9929",
        a.at + timedelta(minutes=5),
        None,
        "",
        [("I10.x00", "特发性高血压")],
    )
    b = c.add(v, "atorvastatin", at=v.start)
    c.scan(b, [code])
    c.plant([a.visit, v], codes=[code])


@clean("The till sends the same scan twice after a time-out.")
def scan_sent_twice(c: County, n: int) -> None:
    a = _sale(c, SHOPS[n % 5], "omeprazole")
    code = c.scan(a)[0]
    c.scan(a, [code])
    c.plant([a.visit], codes=[code])


@clean("Strips: one box of tablets goes to three people by the strip, flagged as split.")
def sold_by_the_strip(c: County, n: int) -> None:
    lines, code = [], ""
    for k in range(3):
        x = _sale(c, SHOPS[n % 5], "ibuprofen", 1, date(2025, 9, 1) + timedelta(days=n + k))
        x.price = round(x.price / 2, 2)
        code = code or c.code(x.item)
        c.scan(x, [code], split=True)
        lines.append(x)
    c.plant([x.visit for x in lines], codes=[code])


@clean("Moved within the chain: bought by shop three, carried over the street, sold by shop four.")
def moved_in_the_chain(c: County) -> None:
    a = _sale(c, "yd4", "dapagliflozin", kind="9929")
    code = c.scan(a)[0]
    c.plant([a.visit], codes=[code], houses=["yd4", "yd3"])


@clean(
    "Bought in December 2024, sold in January: the purchase lies before the first day of the data."
)
def stock_of_the_year_before(c: County, n: int) -> None:
    a = _sale(c, SHOPS[n % 5], "liuwei", 3, date(2025, 1, 3 + n))
    c.plant([a.visit])


@clean("Before the summer of 2025 nobody had to scan: a village sale without codes.")
def sale_before_scanning(c: County, n: int) -> None:
    v = c.room(
        f"cw{n % 8 + 1}",
        c.person("", 40, 80),
        "11",
        date(2025, 5, 3) + timedelta(days=n),
        "全科",
        [("I10.x00", "特发性高血压")],
    )
    c.add(v, "general")
    c.add(v, "amlodipine", 2)
    c.plant([v])


@clean("Fourteen bags: 210 grams of each herb is fifteen a day for a fortnight.")
def fourteen_bags(c: County) -> None:
    v = c.room("zy", c.person("", 30, 76), "11", c.workday(), "中医内科", [("K29.500", "慢性胃炎")])
    c.add(v, "see")
    for key in c.rng.sample(HERBS, 10):
        c.add(v, key, 15.0 * 14, price=gram(key), days=14, rx=f"RX{v.id[1:]}")
    c.add(v, "decoct", 14)
    c.plant([v])


@clean(
    "Winter paste: eleven herbs for forty days in December, a dear bill that the patient pays himself."
)
def winter_paste(c: County, n: int) -> None:
    v = c.room(
        "zy",
        c.person("", 45, 78),
        "11",
        date(2025, 12, 8 + n),
        "膏方门诊",
        [("R53.x00", "不适和疲劳")],
    )
    for key in c.rng.sample(HERBS, 11):
        c.add(v, key, 10.0 * 30, price=gram(key), days=30, rx=f"RX{v.id[1:]}", own=True)
    c.plant([v])


@clean(
    "One prescription from the TCM hospital is decocted for a neighbour house: the herbs at one, the boiling at the other."
)
def boiled_elsewhere(c: County) -> None:
    p, d = c.person("", 40, 76), c.workday()
    a = c.room("xz1", p, "11", d, "中医科", [("M54.500", "下背痛")])
    for key in c.rng.sample(HERBS, 9):
        c.add(a, key, 12.0 * 7, price=gram(key), days=7, rx=f"RX{a.id[1:]}")
    b = c.room("zy", p, "11", d, "煎药室", [("M54.500", "下背痛")], 15.0, 16.5)
    c.add(b, "decoct", 7)
    c.plant([a, b])


@clean("Night counter: children's fever syrup at two in the morning.")
def night_counter(c: County) -> None:
    v = c.room(
        "yd1",
        c.person("", 28, 44, "310"),
        "41",
        c.day(*LATE),
        "",
        [("Z00.000", "药店购药")],
        1.0,
        4.0,
    )
    c.add(v, "ibuprofen_c")
    c.plant([v])


@clean(
    "Influenza week: a queue at the counter, forty cards in two hours, all with the same two boxes."
)
def flu_queue(c: County, n: int) -> None:
    d, out = date(2025, 12, 15) + timedelta(days=2 * n), []
    for _ in range(24):
        v = c.room(
            "yd5" if n % 2 else "yd3",
            c.person("", 24, 70, "310"),
            "41",
            d,
            "",
            [("Z00.000", "药店购药")],
            17.0,
            19.5,
        )
        c.add(v, "lianhua", c.rng.choice((1, 2)))
        c.add(v, "ibuprofen")
        out.append(v)
    c.plant(out)


@clean(
    "Double channel: the hospital prescribes, the designated pharmacy dispenses the oral tumour drug and bills it."
)
def double_channel(c: County) -> None:
    p, d = c.person("", 48, 74), c.workday(*LATE)
    a = c.room("qrm", p, "14", d, "肿瘤科", [("C18.900", "结肠恶性肿瘤")], 8.2, 11.0)
    c.add(a, "see_senior")
    b = c.room("yd2", p, "14", d, "", [("C18.900", "结肠恶性肿瘤")], 13.0, 17.0)
    c.add(b, "capecitabine", 7)
    c.plant([a, b])


@clean("Drugs bought in the morning, admitted in the afternoon.")
def bought_then_admitted(c: County, n: int) -> None:
    p, d = c.person("", 60, 82), c.day(*LATE)
    a = c.room(SHOPS[n % 5], p, "41", d, "", [("Z00.000", "药店购药")], 8.0, 10.0)
    c.add(a, "lianhua", 2)
    b = c.stay("qrm", p, d, 7, "呼吸内科", [("J18.900", "肺炎")], hour=15.0)
    c.care(b)
    for key in ("cbc", "crp", "ct_chest", "lfi", "ecg"):
        c.add(b, key, at=c.on(b, 0))
    for key in ("drip", "saline_s", "ceftriaxone"):
        c.daily(b, key)
    c.pay_group(b, "ES25", "肺炎", 0.72)
    c.plant([a, b])
