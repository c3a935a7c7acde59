"""Look-alikes at the counter of a pharmacy."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .cases import clean
from .houses import SHOPS
from .life import LAST, County

HT, DM, CAD, COLD = (
    ("I10.x00", "原发性高血压"),
    ("E11.900", "2型糖尿病"),
    ("I25.100", "冠状动脉粥样硬化性心脏病"),
    ("J06.900", "急性上呼吸道感染"),
)
DAY_SHOPS = [s for s in SHOPS if s not in ("pd2", "pn1")]


@clean(
    "共济账户: the husband's account pays for his wife's suppositories; the purchase is on her card."
)
def family_account_pays(w: County, i: int) -> None:
    p, at = w.person("2", 25, 50), w.at(w.day())
    w.plant([w.buy(DAY_SHOPS[i], p, at, ["clotr_v"], ("B37.300", "念珠菌性阴道炎"), aid=True)])


@clean(
    "A daughter fetches her parents' tablets and her own in one walk: three cards, five minutes, one door."
)
def three_cards_one_trip(w: County, i: int) -> None:
    at, shop = w.at(w.day(), 17.5, 19), DAY_SHOPS[i + 2]
    father, mother, self_ = w.person("1", 68, 78), w.person("2", 66, 76), w.person("2", 38, 48)
    mother.address = self_.address = father.address
    w.plant(
        [
            w.buy(shop, father, at, ["amlo", "atorva"], HT, "9929"),
            w.buy(shop, mother, at + timedelta(minutes=2), [("metf", 1), "dapa"], DM, "9929"),
            w.buy(shop, self_, at + timedelta(minutes=4), ["lorat"], ("J30.400", "变应性鼻炎")),
        ]
    )


@clean(
    "Eight days before the spring festival the next month is fetched: the shop and the clinic will be closed."
)
def before_the_festival(w: County, i: int) -> None:
    p, shop = w.person("", 55, 80), DAY_SHOPS[i]
    holiday = date(2025, 1, 28) if i % 2 else date(2026, 2, 16)
    at = w.at(holiday - timedelta(days=26))
    w.plant(
        [
            w.buy(shop, p, t, ["amlo", "rosu"], HT, "9929")
            for t in (at, at + timedelta(days=19), at + timedelta(days=48))
        ]
    )


@clean("长处方: twelve weeks at once for somebody whose pressure has not moved for years.")
def twelve_weeks(w: County, i: int) -> None:
    p, at = w.person("", 50, 80), w.at(w.day(hi=LAST - timedelta(days=90)))
    w.plant(
        [
            w.buy(
                ("pa1", "ps1", "pb2", "pd1", "pa2", "pd4", "pb3")[i],
                p,
                t,
                [("amlo", 3), ("irbe", 3)],
                HT,
                "9929",
            )
            for t in (at, at + timedelta(days=84))
        ]
    )


@clean("The night shop sells fever tablets and rehydration salts at two in the morning.")
def two_at_night(w: County, i: int) -> None:
    at = w.at(w.day(), 1.2, 4.5)
    w.plant(
        [
            w.buy(
                "pn1",
                w.person("", 20, 60),
                at,
                ["ibu", "ors"] if i % 2 else ["smecta", "apap"],
                ("R50.900", "发热") if i % 2 else ("K52.900", "胃肠炎"),
            )
        ]
    )


@clean(
    "网订店送: orders of the evening are settled one after another when the courier leaves at half past ten."
)
def courier_batch(w: County, _: int) -> None:
    at = w.at(w.day(), 22.4, 22.5)
    w.plant(
        [
            w.buy("pb1", w.person("", 22, 60), at + timedelta(seconds=50 * n), k, COLD)
            for n, k in enumerate(
                (["lianhua"], ["ambrox", "xiaochai"], ["banlan"], ["apap"], ["pudi"])
            )
        ]
    )


@clean("Out of stock: one tablet here, the other at the shop across the road ten minutes later.")
def across_the_road(w: County, i: int) -> None:
    p, at = w.person("", 50, 80), w.at(w.day())
    a, b = (("pa2", "pd1"), ("pb2", "pd3"), ("pa4", "pd4"))[i % 3]
    w.plant(
        [
            w.buy(a, p, at, ["amlo"], HT, "9929"),
            w.buy(b, p, at + timedelta(minutes=11), ["valsartan"], HT, "9929"),
        ]
    )


@clean("One basket, two settlements: what the chronic entitlement covers and what it does not.")
def basket_in_two_claims(w: County, i: int) -> None:
    p, at = w.person("", 50, 80), w.at(w.day())
    v = w.buy(DAY_SHOPS[i], p, at, [("metf", 1), "sita"], DM, "9929")
    u = w.buy(DAY_SHOPS[i], p, at + timedelta(minutes=1), ["hyal"], ("H04.100", "干眼症"))
    w.plant([v, u])


@clean(
    "Ankles swell on one tablet, so after ten days another is prescribed: two in a month, one class."
)
def changed_after_ten_days(w: County, i: int) -> None:
    p, at = w.person("", 50, 80), w.at(w.day(hi=LAST - timedelta(days=20)))
    shop = DAY_SHOPS[i]
    w.plant(
        [
            w.buy(shop, p, at, ["amlo"], HT, "9929"),
            w.buy(shop, p, at + timedelta(days=10), ["nife"], HT, "9929"),
        ]
    )


@clean("A lost box is bought again two days later out of the own pocket.")
def lost_box_own_pocket(w: County, i: int) -> None:
    p, at = w.person("", 60, 84), w.at(w.day(hi=LAST - timedelta(days=5)))
    v = w.buy(DAY_SHOPS[i], p, at, ["clopi"], CAD, "9929")
    u = w.come(DAY_SHOPS[i], p, at + timedelta(days=2), "41", "", [CAD], 4)
    w.add(u, "clopi", 1, own=True)
    w.plant([v, u])


@clean("Two inhalers: one to breathe every day, one for the night it does not suffice.")
def two_inhalers(w: County, i: int) -> None:
    w.plant(
        [
            w.buy(
                DAY_SHOPS[i],
                w.person("", 30, 70),
                w.at(w.day()),
                ["bufor", "salbu"],
                ("J45.900", "支气管哮喘"),
                "9929",
            )
        ]
    )


@clean(
    "A widow of eighty with heart, sugar, bones and stomach takes ten different drugs, all at once from the centre, on two prescriptions.",
    7,
)
def ten_drugs_one_widow(w: County, i: int) -> None:
    p, at = w.person("2", 76, 88), w.at(w.workday())
    v = w.seen(
        f"sq{i % 5 + 1}",
        p,
        at,
        ["asp", "atorva", "biso", "isosorb", "rabe"],
        CAD,
        kind="14",
    )
    second = w.rx()
    for key in ("metf", "dapa", "calc", "alend", "donep"):
        w.add(v, key, 1, at, rx=second)
    v.diagnoses += [
        DM,
        ("M81.900", "骨质疏松"),
        ("K21.900", "胃食管反流病"),
        ("G30.900", "阿尔茨海默病"),
    ]
    w.plant([v])


@clean(
    "A wave of influenza: the boarders of one school come in an afternoon and get the same two packets."
)
def school_wave(w: County, i: int) -> None:
    d = date(2025, 11, 20) + timedelta(days=9 * i)
    at = w.at(d, 14, 14.5)
    w.plant(
        [
            w.seen(
                ("sq3", "zx1", "zx4", "sq5", "zx2", "sq1", "zx3")[i],
                w.person("", 15, 18, "390"),
                at + timedelta(minutes=7 * n),
                ["flu", "lianhua", "apap"],
                ("J10.100", "流行性感冒伴呼吸道表现"),
                minutes=12,
            )
            for n in range(9)
        ]
    )


@clean(
    "The doctor of the hospital upstairs sees thirty people an afternoon; eight of them walk down to the shop in the lobby."
)
def lobby_after_clinic(w: County, i: int) -> None:
    at, made = w.at(w.workday(), 14, 14.4), []
    doctor = w.houses["yy1"].doctors[i]
    for n in range(8):
        p, t = w.person("", 45, 80), at + timedelta(minutes=12 * n)
        v = w.visit("yy1", p, "11", t, t + timedelta(minutes=8), "心内科", [HT], doctor)
        w.add(v, "see", at=t)
        u = w.buy("pa1", p, t + timedelta(minutes=25), ["amlo", "atorva"], HT, flow=True)
        for x in u.lines:
            x.more["by"] = doctor
        made += [v, u]
    w.plant(made)


@clean("The price was lowered on the first of the month: the same box at two prices in one shop.")
def two_prices_two_months(w: County, i: int) -> None:
    made = []
    for n, price in enumerate((22.4, 17.8)):
        v = w.come(
            DAY_SHOPS[i],
            w.person("", 50, 75),
            w.at(date(2025, 6, 26 if n == 0 else 28) + timedelta(days=5 * n)),
            "41",
            "",
            [CAD],
            4,
        )
        w.add(v, "atorva", 1, price=price)
        made.append(v)
    w.plant(made)


@clean(
    "He leaves for three months on a building site: twelve weeks of three tablets, with the centre's certificate."
)
def three_months_away(w: County, i: int) -> None:
    w.plant(
        [
            w.seen(
                f"sq{i % 5 + 1}",
                w.person("1", 48, 60, "310"),
                w.at(w.workday()),
                [("amlo", 3), ("metf", 4), ("glime", 3)],
                HT,
                kind="14",
                remote=True,
            )
        ]
    )


@clean("The prescription of Friday is filled on Monday, the last of its three days.")
def filled_on_the_third_day(w: County, i: int) -> None:
    d = w.workday(hi=LAST - timedelta(days=12))
    at, p = w.at(d + timedelta(days=4 - d.weekday())), w.person("", 40, 78)
    v = w.seen("yy3", p, at, [], DM, "内分泌科")
    w.plant(
        [
            v,
            w.buy(
                DAY_SHOPS[i],
                p,
                at + timedelta(days=2, hours=20),
                ["sita", ("metf", 1)],
                DM,
                flow=True,
            ),
        ]
    )


@clean(
    "A double-channel shop hands out five boxes of a dear tablet at once to somebody who comes from the mountains: a month's course."
)
def dear_month_at_once(w: County, i: int) -> None:
    w.plant(
        [
            w.buy(
                "ps1",
                w.person("", 50, 74),
                w.at(w.day()),
                [("gefi", 3)] if i % 2 else [("capec", 7)],
                ("C34.900", "支气管或肺恶性肿瘤") if i % 2 else ("C18.900", "结肠恶性肿瘤"),
                "9929",
            )
        ]
    )


@clean("Two boxes of fever syrup: one for home, one for the kindergarten bag; the child is four.")
def two_bottles_of_syrup(w: County, i: int) -> None:
    w.plant(
        [
            w.buy(
                DAY_SHOPS[i],
                w.person("", 3, 6, "390"),
                w.at(w.day()),
                [("ibu_kid", 2)],
                ("R50.900", "发热"),
            )
        ]
    )


@clean("Cold packets for four at home, bought on the pensioner's account with the family contract.")
def cold_for_the_household(w: County, i: int) -> None:
    v = w.come(
        DAY_SHOPS[i], w.person("", 60, 75, "310"), w.at(w.day()), "41", "", [COLD], 5, aid=True
    )
    for key, n in (("banlan", 3), ("lianhua", 3), ("ambrox", 1)):
        w.add(v, key, n, own=True)
    w.plant([v])


def _at(d: date, hour: float) -> datetime:
    return datetime(d.year, d.month, d.day) + timedelta(hours=hour)


@clean(
    "Till clocks: the till is eleven minutes ahead of the settlement, so the box is scanned after the money."
)
def till_clock_ahead(w: County, i: int) -> None:
    v = w.buy(
        DAY_SHOPS[i],
        w.person("", 30, 70),
        _at(w.day(), 10.5),
        ["rabe"],
        ("K21.900", "胃食管反流病"),
    )
    w.scan(v.lines[0])
    w.sales[-1]["at"] = v.start + timedelta(minutes=31)
    w.plant([v])
