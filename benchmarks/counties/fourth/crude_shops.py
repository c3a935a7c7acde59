"""Crude schemes of the fourth county at the counter: boxes, codes, drawers of cards, prices, the internet doctor."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import at
from benchmarks.counties.stranger.plan import Mark, loss

from .cases import CRUDE, told, wrong
from .world import Fourth

CHRONIC_SHOP = "I10.x00 高血压"


def _month(w: Fourth) -> date:
    return date(2025, w.rng.randint(2, 11), w.rng.randint(3, 20))


@told(
    CRUDE,
    "rice_and_oil_as_pills",
    3,
    "A shop sells rice, oil and tissues on the card and enters dear listed drugs: no box scanned, none bought.",
)
def _(w: Fourth, n: int) -> None:
    shop, out = w.house(("p9", "p12", "p13")[n]), []
    for _ in range(w.rng.randint(60, 80)):
        p = w.pick(ages=(30, 80))
        v, _m = w.sale(p, shop, w.moment(w.day(20, 330), 8, 20), w.rng.choice((
            "ejiao*3", "bailing*4", "txl*5", "weifuchun*3 songling*2")), "R53.x00 乏力", scan=False)  # fmt: skip
        w.stock.skip |= {id(line) for line in v.lines}
        out.append(v)
    wrong(w, "rice_and_oil_as_pills", out)


@told(
    CRUDE,
    "photographs_of_boxes",
    3,
    "A dozen photographed codes are scanned again and again for other people; the boxes stand on the shelf.",
)
def _(w: Fourth, n: int) -> None:
    shop = w.house(("p8", "p10", "v9")[n])
    key = ("bailing", "songling", "txl")[n]
    first = at(date(2025, 2, 1), 9)
    codes = [w.stock.code(w.items[key]) for _ in range(8)]
    for code in codes:
        w.stock.buy(shop, w.items[key], code, first)
    out = []
    for _ in range(40):
        p = w.pick(ages=(35, 85))
        v, _m = w.sale(
            p, shop, w.moment(w.day(40, 340), 8, 20), f"{key}*2", "I25.103 冠心病", scan=False
        )
        w.recode(v, w.rng.sample(codes, 2))
        out.append(v)
    wrong(w, "photographs_of_boxes", out, codes)


@told(
    CRUDE,
    "boxes_come_back_from_patients",
    2,
    "Dear boxes that patients took home from the hospital on special-disease cards are bought back in the street and settled again at a shop.",
)
def _(w: Fourth, n: int) -> None:
    shop = w.house(("p11", "v3")[n])
    out, codes, people = [], [], set()
    for _ in range(24):
        p = w.pick(ages=(50, 85))
        day = w.day(10, 250)
        a, _m = w.seen(
            p,
            w.house("gh"),
            "cmm",
            w.moment(day),
            bare=True,
            plus="visit rivaroxaban*2",
            diags="I48.900 心房颤动",
            med_type="14",
        )
        boxes = [c for line in a.lines for c in line.codes]
        q = w.pick(ages=(50, 85))
        b, _m = (
            w.sale(
                q,
                shop,
                w.moment(w.later(day, 10, 60), 8, 19),
                "rivaroxaban*2",
                "I48.900 心房颤动",
                scan=False,
            )
            if shop.kind == "pharmacy"
            else w.seen(
                q,
                shop,
                "cmm",
                w.moment(w.later(day, 10, 60)),
                bare=True,
                plus="general_fee rivaroxaban*2",
                diags="I48.900 心房颤动",
                scan=False,
            )
        )
        w.recode(b, boxes)
        out.append(b)
        codes += boxes
        people.add(a.provider.code)
    wrong(w, "boxes_come_back_from_patients", out, codes, providers=people)


@told(
    CRUDE,
    "cheap_box_under_a_dear_name",
    2,
    "The code of a cheap box is scanned while a dear drug is settled.",
)
def _(w: Fourth, n: int) -> None:
    shop, out, codes = w.house(("p12", "v6")[n]), [], []
    for _ in range(34):
        p = w.pick(ages=(30, 80))
        when = w.moment(w.day(20, 330), 8, 19)
        diag = "E11.900 2型糖尿病"
        v, _m = (
            w.sale(p, shop, when, "sita*2", diag, scan=False)
            if shop.kind == "pharmacy"
            else w.seen(
                p, shop, "cmm", when, bare=True, plus="general_fee sita*2", diags=diag, scan=False
            )
        )
        for line in v.lines:
            if line.item.key != "sita":
                continue
            w.stock.skip.add(id(line))
            for _ in range(2):
                code = w.stock.code(w.items["metformin"])
                w.stock.buy(shop, w.items["metformin"], code, when)
                row = w.stock.sell(shop, line.item, code, when, line=line, visit=v, cnt=2)
                row["drug_trac_codg"] = code
                line.codes.append(code)
                codes.append(code)
        out.append(v)
    wrong(w, "cheap_box_under_a_dear_name", out, codes, share=0.75)


@told(
    CRUDE,
    "cards_in_the_drawer",
    3,
    "A shop keeps the cards of pensioners and swipes thirty of them one after the other late in the evening, month after month.",
)
def _(w: Fourth, n: int) -> None:
    shop, out = w.house(("p13", "p15", "p3")[n]), []
    people = w.crowd(26, (58, 85))
    for month in (3, 5, 7, 9):
        when = at(date(2025, month, w.rng.randint(20, 27)), 21, w.rng.randint(5, 25))
        for p in people:
            when += timedelta(seconds=w.rng.randint(18, 40))
            v, _m = w.sale(
                p,
                shop,
                when,
                w.rng.choice(("txl*2 naoxint*2", "txl*3", "songling*3")),
                CHRONIC_SHOP,
                scan=False,
            )
            w.stock.skip |= {id(line) for line in v.lines}
            out.append(v)
    wrong(w, "cards_in_the_drawer", out)


@told(
    CRUDE,
    "dealer_with_five_cards",
    4,
    "A dealer goes round the county with five borrowed special-disease cards and collects insulin and anticoagulants everywhere, far more than anybody can use.",
)
def _(w: Fourth, _n: int) -> None:
    people = w.crowd(5, (55, 80))
    out = []
    day = date(2025, w.rng.randint(1, 6), 6)
    houses = w.rng.sample(["p0", "p2", "p5", "p6", "t1", "com1", "gh", "t4"], 3)
    for _ in range(10):
        for key in houses:
            h = w.house(key)
            for k, p in enumerate(people):
                when = at(day, 9 + houses.index(key), 5 + 4 * k)
                plan = "glargine*3 aspart*3 empag*2"
                if h.kind == "pharmacy":
                    v, _m = w.sale(p, h, when, plan, "E11.900 2型糖尿病", med_type="9929")
                else:
                    v, _m = w.seen(
                        p,
                        h,
                        "cmm",
                        when,
                        bare=True,
                        plus=plan,
                        diags="E11.900 2型糖尿病",
                        med_type="14",
                    )
                out.append(v)
        day += timedelta(days=w.rng.randint(9, 14))
    wrong(w, "dealer_with_five_cards", out, share=0.85, providers={v.provider.code for v in out})


@told(
    CRUDE,
    "slimming_pens",
    2,
    "A chain sells slimming pens to young women as diabetes: no sugar was ever measured, no other diabetic drug bought.",
)
def _(w: Fourth, n: int) -> None:
    shop, out = w.house(("p4", "p7")[n]), []
    for _ in range(26):
        p = w.pick("2", (19, 38))
        day = w.day(20, 250)
        for _ in range(3):
            v, _m = w.sale(p, shop, w.moment(day, 10, 20), "semaglutide", "E11.900 2型糖尿病")
            out.append(v)
            day = w.later(day, 24, 32)
    wrong(w, "slimming_pens", out)


@told(
    CRUDE,
    "false_chronic_status",
    2,
    "Special-disease benefit at shops for people who are in no register and never had the disease diagnosed.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("p14", "com2")[n]), []
    for _ in range(24):
        p = w.pick(ages=(40, 75))
        day = w.day(10, 200)
        for _ in range(4):
            if h.kind == "pharmacy":
                v, _m = w.sale(
                    p, h, w.moment(day, 9, 19), "rosuva*2 irbe*2", CHRONIC_SHOP, med_type="14"
                )
            else:
                v, _m = w.seen(
                    p, h, "cmm", w.moment(day), bare=True, plus="rosuva*2 irbe*2", med_type="14"
                )
            out.append(v)
            day = w.later(day, 26, 34)
    wrong(w, "false_chronic_status", out)


@told(
    CRUDE,
    "two_channels_for_one_month",
    2,
    "The same month of a dear cancer drug is settled at the hospital and at the shop of the second channel; one box is sold on.",
)
def _(w: Fourth, n: int) -> None:
    shop, out = w.house(("p0", "p5")[n]), []
    for _ in range(5):
        p = w.pick(ages=(48, 78))
        day = w.day(10, 120)
        for _ in range(5):
            w.seen(
                p,
                w.house("gh"),
                "cmm",
                w.moment(day),
                bare=True,
                plus="visit osimertinib",
                diags="C34.900 肺恶性肿瘤",
                med_type="14",
            )
            v, _m = w.sale(
                p,
                shop,
                w.moment(w.later(day, 1, 4), 9, 18),
                "osimertinib",
                "C34.900 肺恶性肿瘤",
                med_type="14",
            )
            out.append(v)
            day = w.later(day, 29, 31)
    wrong(w, "two_channels_for_one_month", out)


@told(
    CRUDE,
    "net_scripts_by_the_second",
    2,
    "The internet hospital's one doctor signs scripts every twenty seconds through the night for a chain's shops; nobody is asked anything.",
)
def _(w: Fourth, _n: int) -> None:
    h, out = w.house("net"), []
    doctor = h.doctors[0].code
    day = _month(w)
    for night in range(3):
        when = at(day + timedelta(days=7 * night), 1, w.rng.randint(0, 30))
        for _ in range(45):
            when += timedelta(seconds=w.rng.randint(12, 28))
            p = w.pick(ages=(30, 80))
            v, _m = w.seen(
                p, h, "net4", when, bare=True, plus="visit_net txl*3 naoxint*2", doctor=doctor
            )
            for line in v.lines:
                line.when = when
            v.end = when + timedelta(seconds=10)
            out.append(v)
    wrong(w, "net_scripts_by_the_second", out)


@told(
    CRUDE,
    "opioids_by_post",
    1,
    "The internet hospital settles opioid patches, which may not be prescribed at a distance.",
)
def _(w: Fourth, _n: int) -> None:
    out = []
    for _ in range(24):
        p = w.pick(ages=(45, 80))
        v, _m = w.seen(
            p,
            w.house("net"),
            "net4",
            w.moment(w.day(), 8, 22),
            bare=True,
            plus="visit_net fentanyl_p*2",
            diags="M54.500 腰痛",
        )
        out.append(v)
    wrong(w, "opioids_by_post", out)


@told(
    CRUDE,
    "womens_pills_for_men",
    2,
    "Women's pills on men's cards: the shop swaps goods for whatever the card allows.",
)
def _(w: Fourth, n: int) -> None:
    shop, out = w.house(("p9", "p15")[n]), []
    for _ in range(24):
        p = w.pick("1", (25, 70))
        v, _m = w.sale(
            p,
            shop,
            w.moment(w.day(), 8, 20),
            w.rng.choice(("wuji*3", "guizhi*2", "kangfu*2")),
            "N76.000 阴道炎",
        )
        out.append(v)
    wrong(w, "womens_pills_for_men", out)


@told(
    CRUDE,
    "dearer_for_cards",
    2,
    "The same box costs a third more on the card than for cash on the same day.",
)
def _(w: Fourth, n: int) -> None:
    shop, pairs = w.house(("p11", "p6")[n]), []
    marks: list[Mark] = []
    for _ in range(34):
        key = ("rosuva", "txl")[n]
        p = w.pick(ages=(35, 80))
        day = w.day(20, 330)
        dear = round(w.items[key].price * 1.35, 2)
        v, _m = w.sale(p, shop, w.moment(day, 9, 19), f"{key}*2^p:{dear}", CHRONIC_SHOP)
        w.box(shop, key, w.moment(day, 9, 19))
        pairs += [(v, line) for line in v.lines]
        marks += [Mark(v, line, 0.26) for line in v.lines]
    w.scheme(
        "dearer_for_cards", shop, (), pairs, loss=loss(w, marks), note=CRUDE["dearer_for_cards"].why
    )
