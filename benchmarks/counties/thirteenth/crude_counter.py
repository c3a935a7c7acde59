"""Crude schemes at counters and in village rooms."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.grammar.world import rate

from .cases import scheme
from .houses import County

HYP, SHOP = [("I10.x00", "特发性高血压")], [("Z00.000", "药店购药")]


@scheme(8, "追溯码重复: one box settled for three people in one shop over months.")
def box_sold_three_times(c: County, n: int) -> None:
    d, code, lines = date(2025, 7, 10) + timedelta(days=6 * n), "", []
    for k in range(3):
        v = c.room(
            "yd5",
            c.person("", 40, 76, "310"),
            "9929",
            d + timedelta(days=31 * k),
            "",
            [("E11.900", "2型糖尿病")],
            8.0,
            20.0,
        )
        x = c.add(v, "dapagliflozin")
        code = code or c.code(x.item)
        c.scan(x, [code])
        lines.append(x)
    c.plant(
        [x.visit for x in lines],
        lines,
        [code],
        loss=sum(x.covered * rate(x.visit) for x in lines[1:]),
    )


@scheme(6, "无码结算: months after scanning became due the shop settles dear boxes and scans none.")
def never_scanned(c: County, n: int) -> None:
    lines = []
    for k in range(24):
        v = c.room(
            "yd5",
            c.person("", 40, 80, "310"),
            "9929",
            date(2025, 9, 1) + timedelta(days=40 * (n % 6) + k),
            "",
            [("J44.900", "慢性阻塞性肺病")],
            8.0,
            20.0,
        )
        lines.append(c.add(v, "tiotropium", 2, unscanned=True))
    c.plant([x.visit for x in lines], lines)


@scheme(6, "年末突击刷卡: in the last days of December cards are emptied, ten boxes of each.")
def year_end_rush(c: County, n: int) -> None:
    lines = []
    for _k in range(6):
        v = c.room(
            "yd5",
            c.person("", 30, 60, "310"),
            "41",
            date(2025, 12, 26) + timedelta(days=n % 6),
            "",
            SHOP,
            19.0,
            20.9,
        )
        for key in ("liuwei", "danshen_t", "omeprazole"):
            lines.append(c.add(v, key, 10))
    c.plant([x.visit for x in lines[::3]], lines)


@scheme(
    6,
    "卡聚集: twelve cards swiped in ten minutes, the same twelve a fortnight later and once more.",
)
def cards_in_a_row(c: County, n: int) -> None:
    people, lines = [c.person("", 30, 70, "310") for _ in range(12)], []
    for k in range(3):
        start = c.at(date(2025, 8, 4) + timedelta(days=30 * (n % 9) + 14 * k), 12.5, 14.0)
        for m, p in enumerate(people):
            at = start + timedelta(seconds=48 * m)
            v = c.visit("yd3", p, "41", at, at, "", SHOP)
            lines.append(c.add(v, "danshen_t", 6, at))
    c.plant([x.visit for x in lines], lines)


@scheme(7, "超量开药: eight boxes of each tablet every week on one card, for resale.")
def boxes_for_a_dealer(c: County, n: int) -> None:
    p, lines = c.person("", 52, 74, "310"), []
    for k in range(9):
        v = c.room(
            "yd3",
            p,
            "9929",
            date(2025, 8, 5) + timedelta(days=7 * k + n),
            "",
            [("I25.103", "冠状动脉粥样硬化性心脏病")],
            9.0,
            18.0,
        )
        for key in ("clopidogrel", "atorvastatin"):
            lines.append(c.add(v, key, 8))
    needed = 3 / 72
    c.plant(
        [x.visit for x in lines[::2]],
        lines,
        loss=(1 - needed) * sum(x.covered * rate(x.visit) for x in lines),
    )


@scheme(6, "男性购妇科药: motherwort on men's cards.")
def womens_drug_for_men(c: County) -> None:
    v = c.room("yd5", c.person("1", 40, 70, "310"), "41", c.day(), "", SHOP, 9.0, 18.0)
    x = c.add(v, "yimu", 6)
    c.plant([v], [x])


@scheme(7, "Card after death: tablets every month for months after the burial.")
def card_of_the_dead(c: County, n: int) -> None:
    p, out = c.person("", 74, 90), []
    p.died = datetime(2025, 5, 1 + n, 6)
    for k in range(7):
        v = c.room("cw3", p, "11", date(2025, 6, 10) + timedelta(days=30 * k), "全科", HYP)
        c.add(v, "general")
        c.add(v, "amlodipine", 2)
        out.append(v)
    c.plant(out)


@scheme(
    7,
    "Card lent: while its owner lies in the county hospital, the village room bills infusions on it.",
)
def drips_while_in_hospital(c: County) -> None:
    p, d = c.person("", 50, 80), c.day(date(2025, 2, 1), date(2026, 4, 1))
    a = c.stay("qrm", p, d, 9, "普外科", [("K80.100", "胆囊结石伴慢性胆囊炎")])
    c.care(a)
    for key in ("cbc", "lfi", "clot", "us_abd"):
        c.add(a, key, at=c.on(a, 0))
    c.operate(a, 2, "51.2300", "腹腔镜下胆囊切除术", "lap_gall", "ga")
    c.pay_group(a, "HC29", "胆囊切除手术", 1.25)
    out = []
    for k in range(2, 8):
        v = c.room("cw7", p, "11", d + timedelta(days=k), "全科", [("J06.900", "急性上呼吸道感染")])
        for key, count in (("general", 1), ("drip", 1), ("saline_s", 2), ("cefuroxime", 2)):
            c.add(v, key, count)
        out.append(v)
    c.plant(out)


@scheme(
    5, "The village room closes at six and bills twenty visits between two and four in the night."
)
def visits_at_dead_hours(c: County, n: int) -> None:
    d, out = c.day(date(2025, 2, 1), date(2026, 5, 1)), []
    for k in range(20):
        start = datetime(d.year, d.month, d.day, 2) + timedelta(minutes=5 * k, seconds=7 * n)
        v = c.visit(
            "cw7", c.person("", 40, 84), "11", start, start + timedelta(minutes=2), "全科", HYP
        )
        c.add(v, "general")
        c.add(v, "danshen_t", 3)
        out.append(v)
    c.plant(out)
