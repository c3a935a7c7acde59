"""Schemes of drugs, codes, stock, cards and doctors."""

from __future__ import annotations

from datetime import date, timedelta

from .care import CHRONIC, counter, each_day, find, full_stay, stay, visit
from .people import Doctor, at
from .registry import scheme
from .world import World

HT = ("I10.x00", "高血压")
COLD = ("J06.900", "急性上呼吸道感染")
DM = ("E11.900", "2型糖尿病")


@scheme(
    "drug_without_indication",
    7,
    "超适应症: albumin for a sound young back, natriuretic peptide for a cold stomach.",
)
def indication(w: World, i: int) -> None:
    v = full_stay(w, ("ldh", "gastritis")[i % 2], w.hosp((7, 8)[i % 2]))
    key = ("albumin", "bnp_drug")[i % 2]
    lines = [w.charge(v, key, at(d, 11), 2) for d in each_day(v)[:3]]
    w.settle(v)
    pairs = [(v, ln) for ln in lines]
    w.scheme("drug_without_indication", v.provider, [], pairs, loss=w.loss_pairs(pairs))


@scheme(
    "drug_above_level",
    7,
    "超级别: danshen injection, limited to second-level houses, in village and township.",
)
def level(w: World, i: int) -> None:
    h = (w.hosp(10), w.hosp(11), w.clinics[0])[i % 3]
    p = w.pick(ages=(50, 80))
    pairs = []
    if h.kind == "clinic":
        for n in range(5):
            v = visit(
                w,
                p,
                h,
                at(w.day(10, 20) + timedelta(days=n * 9 + i), 9),
                HT,
                ("infusion",),
                settle=False,
            )
            pairs.append((v, w.charge(v, "danshen", v.start, 4)))
            w.settle(v)
            w.stock.scan(v)
    else:
        v = stay(w, p, h, "hypertension", w.day())
        pairs = [(v, w.charge(v, "danshen", at(d, 10), 4)) for d in each_day(v)]
        w.settle(v)
    w.scheme("drug_above_level", h, [], pairs, loss=w.loss_pairs(pairs))


@scheme(
    "childrens_drug_for_grandfather",
    6,
    "限儿童用药: children's syrup by the carton on a pensioner's card.",
)
def childs(w: World, i: int) -> None:
    shop = w.pharmacies[i % 8]
    v = counter(
        w,
        w.pick(ages=(62, 85)),
        shop,
        at(w.day(), 10),
        COLD,
        [("child_cough", 4), ("child_cold", 4)],
    )
    pairs = [(v, ln) for ln in v.lines]
    w.scheme("childrens_drug_for_grandfather", shop, [], pairs, loss=w.loss_pairs(pairs))


@scheme(
    "womens_drug_for_men", 6, "男性购妇科药: vaginal suppositories and motherwort on men's cards."
)
def womens(w: World, i: int) -> None:
    shop = w.pharmacies[i % 8]
    v = counter(
        w, w.pick("1", (25, 80)), shop, at(w.day(), 10), COLD, [("gyn_supp", 3), ("yimucao", 3)]
    )
    pairs = [(v, ln) for ln in v.lines]
    w.scheme("womens_drug_for_men", shop, [], pairs, loss=w.loss_pairs(pairs))


@scheme(
    "weight_drug_as_diabetes",
    6,
    "限二线: semaglutide or dulaglutide for people who never had another "
    "drug for sugar, nor sugar.",
)
def weight(w: World, i: int) -> None:
    h = (w.hosp(8), w.pharmacies[i % 8])[i % 2]
    p = w.pick("2", (22, 42))
    pairs, day = [], w.day(5, 200)
    for n in range(4):
        key = ("semaglutide", "dulaglutide")[i % 2]
        args = (w, p, h, at(day + timedelta(days=28 * n), 10), ("E66.900", "肥胖症"))
        v = visit(*args, (), [(key, 1)]) if h.kind == "hospital" else counter(*args, [(key, 1)])
        pairs += [(v, ln) for ln in find(v, key)]
    w.scheme("weight_drug_as_diabetes", h, [], pairs, loss=w.loss_pairs(pairs))


@scheme(
    "drugs_for_three_years",
    7,
    "超量开药: eight boxes of each tablet every week, on one card, for resale.",
)
def quantity(w: World, i: int) -> None:
    h = (w.hosp(10), w.pharmacies[i % 8], w.hosp(3))[i % 3]
    p = w.pick(ages=(55, 80))
    w.register(p, HT[0], date(2020, 1, 1))
    day = w.day(5, 250)
    visits = []
    for n in range(8):
        when = at(day + timedelta(days=7 * n), 9)
        drugs = [("clopidogrel", 8), ("atorva", 8), ("valsartan", 8)]
        diag = ("I25.103", "冠状动脉粥样硬化性心脏病")
        visits.append(
            counter(w, p, h, when, diag, drugs)
            if h.kind == "pharmacy"
            else visit(w, p, h, when, diag, (), drugs, med_type="14", others=[HT])
        )
    total = sum(w.paid(v) for v in visits)
    w.scheme(
        "drugs_for_three_years",
        h,
        visits,
        loss=total * (1 - 1 / 28),
        note="about two months of use against fifty-six months bought",
    )


@scheme(
    "year_end_rush",
    4,
    "年末突击刷卡: in the last week of December the shop empties fifteen cards, ten boxes each.",
)
def rush(w: World, i: int) -> None:
    shop = w.pharmacies[i % 8]
    visits = []
    for n in range(15):
        p = w.pick(ages=(50, 85))
        visits.append(
            counter(
                w,
                p,
                shop,
                at(date(2025, 12, 25 + n % 6), 9 + n % 8, 3 * n),
                HT,
                [("amlodipine", 10), ("atorva", 10), ("danshen_pill", 10)],
            )
        )
    total = sum(w.paid(v) for v in visits)
    w.scheme("year_end_rush", shop, visits, loss=total * 0.9, note="one tenth would have been use")


@scheme(
    "cards_in_a_row",
    5,
    "卡聚集: twelve cards swiped in ten minutes, the same twelve again a fortnight "
    "later and once more.",
)
def cards(w: World, i: int) -> None:
    house = (w.pharmacies[i % 8], w.clinics[i % 3])[i % 2]
    people = [w.pick(ages=(55, 85)) for _ in range(12)]
    visits = []
    first = w.day(20, 280)
    for n in range(3):
        day = first + timedelta(days=14 * n)
        for m, p in enumerate(people):
            when = at(day, 20, 2 + m * 50 // 60, m * 50 % 60)
            visits.append(
                visit(
                    w,
                    p,
                    house,
                    when,
                    HT,
                    (),
                    [("danshen_pill", 3)],
                    med_type="41" if house.kind == "pharmacy" else "11",
                    fee="" if house.kind == "pharmacy" else "visit",
                    scan=False,
                )
            )
    for v in visits:
        for ln in v.lines:
            w.stock.skip.add(id(ln))
    w.scheme("cards_in_a_row", house, visits, loss=sum(w.paid(v) for v in visits))


@scheme(
    "doctor_in_no_register",
    6,
    "无资质: the doctor who signs stands in no register, or is suspended.",
)
def ghost(w: World, i: int) -> None:
    h = (w.hosp(8), w.hosp(10), w.clinics[1])[i % 3]
    code = f"D370786{970000 + i:06d}"
    if i % 2:
        w.doctors.append(
            Doctor(code, f"停医{i}", h.code, "内科", status="2", end="2024-12-31 00:00:00")
        )
    day = w.day(10, 320)
    visits = [
        visit(
            w,
            p,
            h,
            at(day + timedelta(days=n % 4), 9, 3 * n),
            COLD,
            ("injection",),
            [("amoxicillin", 2), ("ibuprofen", 1)],
            doctor=code,
        )
        for n, p in enumerate(w.pick(ages=(18, 80)) for _ in range(12))
    ]
    w.scheme(
        "doctor_in_no_register",
        h,
        visits,
        loss=sum(w.paid(v) for v in visits),
        note=f"doctor {code}",
    )


@scheme(
    "orders_at_dead_hours",
    4,
    "A clinic that closes at six bills visits from two to four in the night, "
    "one every four minutes.",
)
def dead_hours(w: World, i: int) -> None:
    clinic = w.clinics[i % 3]
    day = w.day(10, 320)
    visits = [
        visit(
            w,
            p,
            clinic,
            at(day + timedelta(days=n // 10), 2 + n % 10 // 9, 4 * n % 58),
            COLD,
            (),
            [("lianhua", 2), ("amoxicillin", 2)],
        )
        for n, p in enumerate(w.crowd(20))
        if p.free(day, day + timedelta(days=1))
    ]
    w.scheme("orders_at_dead_hours", clinic, visits, loss=sum(w.paid(v) for v in visits))


@scheme(
    "false_chronic_status",
    5,
    "虚假门慢: people in no register of special diseases collect hemiplegia or "
    "tumour drugs at the higher rate.",
)
def false_status(w: World, i: int) -> None:
    h = (w.hosp(8), w.hosp(10))[i % 2]
    p = w.pick(ages=(30, 60))
    day = w.day(5, 200)
    diag, drugs = CHRONIC["af"] if i % 2 else CHRONIC["hbv"]
    visits = [
        visit(
            w, p, h, at(day + timedelta(days=28 * n), 9), diag, (), [(drugs[0], 3)], med_type="14"
        )
        for n in range(5)
    ]
    w.scheme("false_chronic_status", h, visits, loss=sum(w.paid(v) for v in visits))
