"""Innocent look-alikes of the fifth county about people and boxes."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.fourth.cases import told
from benchmarks.counties.outside.people import at

from .cases import CLEAN, fine
from .crude_people import _day, _stay
from .world import Fifth

_HEART = "I25.103 冠状动脉粥样硬化性心脏病"


@told(
    CLEAN,
    "bus_of_the_eye_programme",
    2,
    "the county's free screening sends a village's blind to one house, lenses bought and put in",
)
def _bus(w: Fifth, _: int) -> None:  # fmt: skip
    day, place = _day(w), f"某县乙镇{w.rng.randint(1, 40)}村"
    visits = []
    for _ in range(10):
        p = w.pick("", (62, 84))
        p.village = f"{place}{w.rng.randint(1, 300)}号"
        visits.append(_stay(w, p, w.house("gh"), "cat4", day, 2))
    fine(w, "bus_of_the_eye_programme", visits)


@told(CLEAN, "family_with_one_stove", 3, "carbon monoxide: four of a family in one night")
def _stove(w: Fifth, _: int) -> None:  # fmt: skip
    day = w.rng.choice((_day(w, 5, 50), _day(w, 315, 340)))
    home, visits = f"某县丙镇{w.rng.randint(1, 40)}村{w.rng.randint(1, 300)}号", []
    for ages in ((62, 80), (36, 50), (36, 50), (12, 17)):
        p = w.pick("", ages)
        p.village = home
        v, _ = w.stay(p, w.house("gh"), "tg", day, 4, hour=6, bare=True, diags="T58.x00 一氧化碳中毒",
                      dept="急诊医学科", plus="$ward $in1 ct@0 blood_gas@0 hbo@*T10 ns*2@*T9 infusion@*T9 oxygen*10@0-1T9")  # fmt: skip
        visits.append(w.settle(v))
    fine(w, "family_with_one_stove", visits)


@told(
    CLEAN, "canteen_of_a_factory", 1, "a factory's canteen: fifteen of its workers in one evening"
)
def _canteen(w: Fifth, _: int) -> None:  # fmt: skip
    day, visits = _day(w, 150, 250), []
    for n in range(15):
        p = w.pick("", (22, 55))
        p.employer, p.insurance = "E09061", "310"
        v, _ = w.stay(p, w.house("t1"), "tg", day, 3, hour=20, diags="A05.900 细菌性食物中毒")
        visits.append(w.settle(v, refund_first=n == 3))
    fine(w, "canteen_of_a_factory", visits)


@told(
    CLEAN,
    "influenza_of_a_school",
    1,
    "a school class with the flu, one after the other on one morning",
)
def _school(w: Fifth, _: int) -> None:  # fmt: skip
    day = _day(w, 5, 30)
    visits = []
    when = at(day, 8, 5)
    for _ in range(26):
        v, _ = w.seen(w.pick("", (7, 14)), w.house("t1"), "flu3", when, dept="儿科")
        visits.append(v)
        when += timedelta(minutes=w.rng.randint(4, 9))
    fine(w, "influenza_of_a_school", visits)


@told(
    CLEAN,
    "market_day_at_the_station",
    3,
    "the village comes on market day, five minutes each, for an hour or two",
)
def _market(w: Fifth, _: int) -> None:  # fmt: skip
    when, visits = at(_day(w), 6, 40), []
    for _ in range(20):
        day = when.date()
        p = w.anybody(day, day, "", (35, 86))
        v, _ = w.seen(p, w.house("v2"), "stn", when)
        visits.append(v)
        when += timedelta(minutes=w.rng.randint(4, 9))
    fine(w, "market_day_at_the_station", visits)


@told(
    CLEAN,
    "wife_buys_for_both",
    12,
    "two cards of a couple within two minutes, each with its own illness",
)
def _couple(w: Fifth, _: int) -> None:  # fmt: skip
    shop, day = w.house("p6,p7,p3"), _day(w, 10, 280)
    a, b = w.pick("1", (58, 80)), w.pick("2", (56, 78))
    b.village = a.village
    visits = []
    for _ in range(3):
        when = w.moment(day, 9, 17)
        visits.append(w.sale(a, shop, when, "rosuva amlodipine", _HEART, med_type="14")[0])
        visits.append(w.sale(b, shop, when + timedelta(seconds=95), "metformin glimepiride",
                             "E11.900 2型糖尿病", med_type="14")[0])  # fmt: skip
        day += timedelta(days=28)
    fine(w, "wife_buys_for_both", visits)


@told(
    CLEAN,
    "twelve_weeks_in_one_bag",
    10,
    "a long prescription: three boxes of each, twelve weeks apart",
)
def _long(w: Fifth, _: int) -> None:  # fmt: skip
    p, day, visits = w.pick("", (50, 82)), _day(w, 5, 100), []
    for _ in range(3):
        v, _ = w.seen(p, w.house("com1,t1"), "cmm", w.some_time(day), bare=True, med_type="14",
                      plus="general_fee amlodipine*3 rosuva*3")  # fmt: skip
        visits.append(v)
        day += timedelta(days=w.rng.randint(80, 86))
    fine(w, "twelve_weeks_in_one_bag", visits)


@told(
    CLEAN,
    "box_returned_and_resold",
    10,
    "brought back unopened next day, taken back in the books, sold to another",
)
def _returned(w: Fifth, _: int) -> None:  # fmt: skip
    shop, day = w.house("p6,p8"), _day(w, 10, 300)
    first, _ = w.sale(w.pick("", (45, 80)), shop, w.moment(day, 9, 18), "rosuva", _HEART)
    code = first.lines[0].codes[0]
    w.stock.take_back(shop, first.lines[0].item, code, w.moment(day + timedelta(days=1), 9, 18),
                      str(first.setls[-1]["setl_id"]), first.person.no)  # fmt: skip
    w.refund(first, str(first.setls[-1]["setl_id"]), again=False)
    second, _ = w.sale(w.pick("", (45, 80)), shop, w.moment(day + timedelta(days=4), 9, 18),
                       "rosuva", _HEART, scan=False)  # fmt: skip
    w.stock.skip |= {id(ln) for ln in (*first.lines, *second.lines)}
    w.recode(second, [code])
    fine(w, "box_returned_and_resold", [first, second], [code])


@told(
    CLEAN,
    "box_lent_between_branches",
    10,
    "a chain's branch lends a box to the next, and it is sold there",
)
def _lent(w: Fifth, _: int) -> None:  # fmt: skip
    a, b, day = w.house("p6"), w.house("p7,p8"), _day(w, 20, 330)
    item = w.items["entecavir"]
    code = w.stock.code(item)
    w.stock.buy(a, item, code, w.moment(day))
    w.stock.move(a, b, item, code, w.moment(day - timedelta(days=2)))
    v, _ = w.sale(w.pick("", (35, 70)), b, w.moment(day, 9, 18), "entecavir",
                  "B18.100 慢性乙型病毒性肝炎", med_type="14", scan=False)  # fmt: skip
    w.stock.skip |= {id(ln) for ln in v.lines}
    w.recode(v, [code])
    fine(w, "box_lent_between_branches", [v], [code])


@told(
    CLEAN,
    "delivery_note_entered_late",
    10,
    "the box came on Friday and was entered on Monday, after the first sale",
)
def _late(w: Fifth, _: int) -> None:  # fmt: skip
    v, _ = w.sale(w.pick("", (45, 80)), w.house("p7,p8"), w.moment(_day(w), 9, 18), "irbe bisop",
                  scan=False)  # fmt: skip
    w.stock.scan(v, late=True)
    fine(w, "delivery_note_entered_late", [v], [c for ln in v.lines for c in ln.codes])


@told(CLEAN, "pills_on_the_way_home", 10, "discharged at ten, at the shop by noon")
def _gate(w: Fifth, _: int) -> None:  # fmt: skip
    p, day = w.pick("", (48, 80)), _day(w)
    stay = _stay(w, p, w.house("gh"), "cf", day, 7)
    v, _ = w.sale(p, w.house("p6"), at(stay.end.date(), 12, 5), "bisop spiro", "I50.900 心力衰竭")
    fine(w, "pills_on_the_way_home", [stay, v])


@told(CLEAN, "settled_after_the_funeral", 6, "died on the ward; the family settles four days later")
def _funeral(w: Fifth, _: int) -> None:  # fmt: skip
    p, day = w.pick("", (66, 88)), _day(w)
    v, _ = w.stay(p, w.house("u3"), "icu5", day, 6, way="5")
    w.die(p, v.end.date())
    w.settle(v, v.end + timedelta(days=4))
    fine(w, "settled_after_the_funeral", [v])


@told(
    CLEAN,
    "died_in_the_emergency_room",
    5,
    "brought in dying, resuscitated for an hour; the register has the next morning's date",
)
def _dying(w: Fifth, _: int) -> None:  # fmt: skip
    p, day = w.pick("", (60, 86)), _day(w)
    v, _ = w.seen(p, w.house("gh"), "pain4", at(day, 23, 10), med_type="13", bare=True,
                  diags="I46.900 心脏停搏", plus="visit_er ecg rescue_big an_intub")  # fmt: skip
    w.die(p, day + timedelta(days=1))
    fine(w, "died_in_the_emergency_room", [v])


@told(
    CLEAN,
    "fell_off_his_own_bicycle",
    8,
    "an accident without anybody else in it is the fund's to pay",
)
def _bicycle(w: Fifth, _: int) -> None:  # fmt: skip
    v = _stay(w, w.pick("", (20, 66)), w.house("ort,u3"), "tibia", _day(w), 9,
              diags="S82.200 胫骨干骨折;V18.400 骑自行车人在非碰撞性运输事故中的损伤")  # fmt: skip
    fine(w, "fell_off_his_own_bicycle", [v])


@told(
    CLEAN, "farmer_and_his_tractor", 6, "a farmer on his own field has no employer who would owe it"
)
def _farmer(w: Fifth, _: int) -> None:  # fmt: skip
    p = w.pick("", (40, 66))
    p.employer, p.insurance = "", "390"
    v = _stay(
        w,
        p,
        w.house("ort,u3"),
        "tibia",
        _day(w),
        10,
        diags="S82.200 胫骨干骨折;W30.700 接触农业机械",
    )
    fine(w, "farmer_and_his_tractor", [v])


@told(CLEAN, "nurse_gives_birth_at_work", 3, "a nurse has her own child in her own house")
def _nurse(w: Fifth, n: int) -> None:  # fmt: skip
    p = w.pick("2", (25, 36))
    w.employed(p, "mch", n)
    fine(w, "nurse_gives_birth_at_work", [_stay(w, p, w.house("mch"), "nvd4", _day(w), 3)])


@told(
    CLEAN,
    "professor_on_wednesdays",
    1,
    "a professor of the big house sees patients in town on Wednesdays, registered for both",
)
def _professor(w: Fifth, _: int) -> None:  # fmt: skip
    doctor = w.house("u1").doctors[5]
    doctor.multi = True
    day = date(2025, 3, 5)
    while day < date(2025, 8, 1):
        visits = []
        for k in range(3):
            p = w.anybody(day, day, "", (40, 80))
            v, _ = w.seen(
                p, w.house("t1"), "cough5", at(day, 9 + k, 10), doctor=doctor.code, dept="内科"
            )
            visits.append(v)
        fine(w, "professor_on_wednesdays", visits)
        day += timedelta(days=14)


@told(
    CLEAN,
    "targeted_pills_by_the_month",
    6,
    "lung cancer treated in the capital, the pills drawn monthly at home by his wife",
)
def _targeted(w: Fifth, _: int) -> None:  # fmt: skip
    p, day = w.pick("", (48, 74)), _day(w, 5, 60)
    first = _stay(w, p, w.house("u1"), "lungca", day, 11)
    visits, day = [first], first.end.date()
    for _ in range(6):
        day += timedelta(days=w.rng.randint(29, 31))
        visits.append(w.sale(p, w.house("p8"), w.moment(day, 9, 17), "osimertinib",
                             "C34.900 肺恶性肿瘤", med_type="14")[0])  # fmt: skip
    fine(w, "targeted_pills_by_the_month", visits)


@told(
    CLEAN,
    "registered_on_the_screening_day",
    1,
    "the town registers its pressure patients in one week and treats them ever after",
)
def _screening(w: Fifth, _: int) -> None:  # fmt: skip
    week = _day(w, 20, 60)
    for _ in range(16):
        p, day = w.pick("", (50, 80)), week + timedelta(days=w.rng.randint(0, 5))
        w.register(p, "I10.x00", day)
        visits = []
        for _ in range(5):
            v, _ = w.seen(p, w.house("t1"), "cmm", w.some_time(day), bare=True, med_type="14",
                          plus="general_fee amlodipine*2")  # fmt: skip
            visits.append(v)
            day += timedelta(days=w.rng.randint(52, 58))
        fine(w, "registered_on_the_screening_day", visits)


@told(
    CLEAN,
    "shift_workers_at_the_shop",
    2,
    "a plant's shift ends at ten beside the shop: a dozen of one employer in a row, a thing or two each",
)
def _shift(w: Fifth, _: int) -> None:  # fmt: skip
    shop, when, visits = w.house("p8"), at(_day(w), 20, 4), []
    for _ in range(12):
        p = w.pick("", (24, 55))
        p.employer, p.insurance = "E09077", "310"
        v, _ = w.sale(p, shop, when, w.rng.choice(("ganmao", "diclof", "talcid", "ibuprofen")),
                      "J06.900 急性上呼吸道感染")  # fmt: skip
        visits.append(v)
        when += timedelta(minutes=w.rng.randint(2, 4), seconds=w.rng.randint(0, 50))
    fine(w, "shift_workers_at_the_shop", visits)


@told(
    CLEAN,
    "lens_changed_on_the_table",
    5,
    "the wrong lens was entered, taken back and the right one charged",
)
def _lens(w: Fifth, _: int) -> None:  # fmt: skip
    v, _ = w.stay(w.pick("", (60, 84)), w.house("eye"), "cat4", _day(w), 2)
    (right,) = w.fees(v, "lens")
    wrong_one = w.charge(v, "lens_plain", right.when, 1)
    w.charge(v, "lens_plain", right.when + timedelta(hours=3), -1, orig=wrong_one)
    w.settle(v)
    fine(w, "lens_changed_on_the_table", [v])


@told(
    CLEAN,
    "neighbour_house_full_ward",
    1,
    "winter: a town house lays more than its beds for ten days, all of them ill",
)
def _full(w: Fifth, _: int) -> None:  # fmt: skip
    day = _day(w, 8, 20)
    for _ in range(24):
        v = _stay(w, w.pick("", (55, 86)), w.house("t3"), "tb",
                  day + timedelta(days=w.rng.randint(0, 5)), w.rng.randint(6, 8))  # fmt: skip
        fine(w, "neighbour_house_full_ward", [v])
