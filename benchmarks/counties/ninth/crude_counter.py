"""Schemes at the counter, as bureaus publish them."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import scheme
from .clean_boxes import bought
from .goods import ITEMS
from .life import LAST, County

HT, DM, CAD, COLD = (
    ("I10.x00", "原发性高血压"),
    ("E11.900", "2型糖尿病"),
    ("I25.100", "冠状动脉粥样硬化性心脏病"),
    ("J06.900", "急性上呼吸道感染"),
)
LATE = date(2025, 7, 15)


@scheme(
    "串换药品: masks, rice and hide glue in the shop's own list, capsules in the insurance's; nothing is scanned.",
    8,
)
def groceries_as_drugs(w: County, i: int) -> None:
    v = w.come("pd3", w.person("", 45, 75, "310"), w.at(w.day(LATE)), "41", "", [CAD], 4)
    for key, n, name in (
        ("danshen", 8, "阿胶糕礼盒"),
        ("yinxing", 6, "东北大米5kg"),
        ("liuwei", 6, "洗发水"),
    )[: 2 + i % 2]:
        w.add(v, key, n, local_name=name, local="SP" + key, unscanned=True)
    w.plant([v], v.lines)


@scheme("One code settled for four people in one shop within months.", 8)
def code_again_and_again(w: County, i: int) -> None:
    key = ("sita", "nife", "clopi", "jinshui")[i % 4]
    code, made = w.code(ITEMS[key]), []
    at = w.at(w.day(LATE, LAST - timedelta(days=130)))
    for n in range(4):
        v = w.buy("pd5", w.person("", 50, 80), at + timedelta(days=31 * n), [key], HT, "9929")
        w.scan(v.lines[0], [code])
        made.append(v)
    w.plant(made, [v.lines[0] for v in made[1:]], [code])


@scheme(
    "年末突击刷卡: in the last three days of December fourteen cards are emptied, ten boxes and more each.",
    4,
)
def cards_emptied_in_december(w: County, i: int) -> None:
    made = []
    for _n in range(14):
        at = w.at(date(2025, 12, 29 + i % 3), 19, 21)
        v = w.come("pd3" if i < 3 else "pa5", w.person("", 50, 80, "310"), at, "9929", "", [CAD], 3)
        for key, c in (("jinshui", 10), ("danshen", 12), ("trimet", 8)):
            w.add(v, key, c, at, unscanned=True)
        made.append(v)
    w.plant(made, whole=True)


@scheme("卡聚集: eleven cards in nine minutes, the same eleven a fortnight later, and again.", 6)
def bundle_of_cards(w: County, _: int) -> None:
    crowd, made = [w.person("", 55, 85, "390") for _ in range(11)], []
    at = w.at(w.day(hi=LAST - timedelta(days=40)), 20, 21)
    for turn in range(3):
        for n, p in enumerate(crowd):
            made.append(
                w.buy(
                    "pa5",
                    p,
                    at + timedelta(days=14 * turn, seconds=48 * n),
                    [("jinshui", 4), ("shexiang", 3)],
                    CAD,
                    "9929",
                )
            )
    w.plant(made, whole=True)


@scheme("超量购药倒卖: one card, eight boxes of each dear tablet every week for months.", 7)
def carton_a_week(w: County, i: int) -> None:
    p, made = w.person("", 45, 70, "310"), []
    at = w.at(w.day(hi=LAST - timedelta(days=85)))
    for n in range(12):
        made.append(
            w.buy(
                ("pa5", "pd5", "pd3")[i % 3],
                p,
                at + timedelta(days=7 * n),
                [("sita", 8), ("clopi", 8), ("nife", 6)],
                DM,
                "9929",
            )
        )
    w.plant(made, whole=True)


@scheme("The card of the dead fetches tablets for half a year.", 7)
def card_of_the_dead(w: County, i: int) -> None:
    p = w.person("", 74, 90)
    at = w.at(w.day(hi=LAST - timedelta(days=190)))
    p.died = at - timedelta(days=20)
    made = [
        w.buy(
            ("pd5", "pb4", "pa5")[i % 3],
            p,
            at + timedelta(days=30 * n),
            ["clopi", "atorva", ("metf", 1)],
            CAD,
            "9929",
        )
        for n in range(6)
    ]
    w.plant(made)


@scheme("进销存不符: seventy boxes settled, four bought.", 6)
def sold_never_bought(w: County, i: int) -> None:
    key, shop = (
        ("madop", "donep", "rivar", "sevel", "febux", "escit")[i],
        ("pd3", "pd3", "pb4")[i % 3],
    )
    w.stock_own.add((w.houses[shop].code, ITEMS[key].code))
    bought(w, shop, key, w.at(date(2025, 1, 5)), 4)
    made = []
    for _ in range(14):
        v = w.come(shop, w.person("", 55, 82), w.at(w.day(date(2025, 3, 1))), "9929", "", [CAD], 5)
        w.add(v, key, 5)
        made.append(v)
    w.plant(made, [v.lines[0] for v in made])


@scheme("无码结算: from autumn on a shop settles dear tablets for months and scans none.", 6)
def nothing_scanned(w: County, i: int) -> None:
    made = []
    for _ in range(9):
        v = w.come("pb4", w.person("", 50, 80), w.at(w.day(date(2025, 10, 1))), "9929", "", [DM], 5)
        w.add(v, ("sita", "dapa", "nife")[i % 3], 4, unscanned=True)
        made.append(v)
    w.plant(made, [v.lines[0] for v in made])


@scheme("男性购妇科药: capsules and suppositories for women on men's cards.", 8)
def womens_capsules_for_men(w: County, i: int) -> None:
    v = w.buy(
        ("pd5", "pd3")[i % 2],
        w.person("1", 35, 75),
        w.at(w.day()),
        [("qianjin", 4), ("clotr_v", 3)],
        COLD,
    )
    w.plant([v], v.lines)


@scheme(
    "回流药: boxes dispensed in the hospital come back through a dealer and are sold over the counter.",
    8,
)
def boxes_come_back(w: County, _: int) -> None:
    at = w.at(w.workday(LATE, LAST - timedelta(days=80)))
    v = w.seen("yy1", w.person("", 60, 80), at, [("dapa", 3)], DM, "内分泌科", "14")
    codes = w.scan(v.lines[-1])
    u = w.buy("pd3", w.person("", 55, 75), at + timedelta(days=45), [("dapa", 3)], DM, "9929")
    w.scan(u.lines[0], codes)
    w.plant([u], u.lines, codes)


@scheme(
    "Semaglutide for slimmers: young, no diabetes, no other drug for sugar, four pens a month.", 7
)
def slimming_pens(w: County, i: int) -> None:
    p, made = w.person("2", 22, 36, "310"), []
    at = w.at(w.day(hi=LAST - timedelta(days=95)))
    for n in range(4):
        made.append(
            w.buy(
                ("pa5", "pd5")[i % 2],
                p,
                at + timedelta(days=28 * n),
                [("semag", 2)],
                ("E66.900", "肥胖症"),
                "41",
            )
        )
    w.plant(made, [v.lines[0] for v in made])
