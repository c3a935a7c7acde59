"""What is right though it looks bad: mothers, newborns, children, eyes and teeth."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .houses import County

BIRTH = [("O82.000", "选择性剖宫产术的分娩"), ("Z37.000", "单一活产")]


@clean(
    "The newborn is treated on the mother's number while she lies in childbed: two stays of one person."
)
def newborn_on_mother(c: County) -> None:
    m, d = c.person("2", 22, 38), c.day(date(2025, 2, 1), date(2026, 5, 1))
    a = c.stay("fy", m, d, 5, "产科", BIRTH, "52")
    c.care(a, nurse="nurse1")
    for key in ("cbc", "clot", "infection", "us_obs", "blood_type"):
        c.add(a, key, at=c.on(a, 0, 9))
    c.operate(a, 0, "74.1x00", "子宫低位剖宫产术", "caesar", "spinal", 14)
    c.add(a, "oxytocin", 2, c.on(a, 0, 15))
    b = c.visit(
        "fy",
        m,
        "21",
        a.start + timedelta(hours=9),
        a.end - timedelta(hours=1),
        "新生儿科",
        [("P59.900", "新生儿黄疸")],
    )
    b.more["newborn"] = "1"
    b.bed = "新07"
    c.care(b, "bed_baby", "nurse_baby")
    c.daily(b, "bili_skin")
    c.daily(b, "phototherapy", 12, lo=1)
    c.plant([a, b])


@clean("Jaundice light for eighteen hours a day: hours, not sessions.")
def light_by_the_hour(c: County) -> None:
    d = c.day(date(2025, 3, 1), date(2026, 5, 1))
    p = c.person("", born=d - timedelta(days=4))
    v = c.stay("fy", p, d, 4, "新生儿科", [("P59.900", "新生儿黄疸")])
    v.more["newborn"] = "1"
    c.care(v, "bed_baby", "nurse_baby")
    for key in ("cbc", "lfi", "blood_type"):
        c.add(v, key, at=c.on(v, 0))
    c.daily(v, "bili_skin")
    c.daily(v, "phototherapy", 18, lo=1)
    c.plant([v])


@clean("Threatened premature birth: in for a week, home, and three weeks later in to be delivered.")
def twice_before_birth(c: County) -> None:
    p, d = c.person("2", 23, 39), c.day(date(2025, 2, 1), date(2026, 4, 1))
    a = c.stay("fy", p, d, 6, "产科", [("O60.000", "早产")], "52")
    c.care(a, nurse="nurse1")
    for key in ("cbc", "urine", "us_obs", "clot"):
        c.add(a, key, at=c.on(a, 0))
    c.daily(a, "fetal", 1)
    c.daily(a, "drip")
    c.daily(a, "glucose")
    b = c.stay("fy", p, d + timedelta(days=26), 3, "产科", [("O80.000", "头位顺产")], "52")
    c.care(b)
    c.add(b, "cbc", at=c.on(b, 0))
    c.operate(b, 0, "73.5900", "手法助产", "birth", "local", 17)
    c.plant([a, b])


@clean("A mother of 46 after assisted pregnancy.")
def late_mother(c: County, n: int) -> None:
    p = c.person("2", born=date(1979, 1 + n % 12, 9))
    v = c.stay("fy", p, c.day(date(2025, 9, 1), date(2026, 5, 1)), 6, "产科", BIRTH, "52")
    c.care(v, nurse="nurse1")
    for key in ("cbc", "clot", "infection", "us_obs", "blood_type", "ecg", "echo"):
        c.add(v, key, at=c.on(v, 0))
    c.operate(v, 1, "74.1x00", "子宫低位剖宫产术", "caesar", "spinal")
    c.plant([v])


@clean("A child's fever: three visits in three days to three houses, until it falls.")
def three_houses_for_fever(c: County) -> None:
    p, d, out = c.person("", 1, 6), c.day(date(2025, 11, 20), date(2026, 1, 20)), []
    for k, (house, kind) in enumerate((("cw1", "11"), ("fy", "11"), ("qrm", "13"))):
        v = c.room(house, p, kind, d + timedelta(days=k), "儿科", [("R50.900", "发热")])
        c.add(v, "general" if k == 0 else "see" if k == 1 else "see_er")
        if k:
            c.add(v, "cbc")
            c.add(v, "crp")
        c.add(v, ("xiaoer", "ibuprofen_c", "azithro")[k])
        out.append(v)
    c.plant(out)


@clean(
    "A school class with influenza: twenty-two children of one school in two days, all with the same test and the same drug."
)
def school_outbreak(c: County, n: int) -> None:
    d, out = date(2025, 12, 1) + timedelta(days=3 * n), []
    for k in range(22):
        v = c.room(
            "fy",
            c.person("", 7, 9),
            "11",
            d + timedelta(days=k % 2),
            "发热门诊",
            [("J10.101", "流行性感冒伴呼吸道表现")],
        )
        for key in ("see", "cbc", "flu", "oseltamivir_c"):
            c.add(v, key)
        out.append(v)
    c.plant(out)


@clean("The other eye eight days later: same item, same lens, same house.")
def second_eye(c: County) -> None:
    p, d, out = c.person("", 62, 84), c.workday(date(2025, 2, 1), date(2026, 5, 1)), []
    for k in range(2):
        v = c.stay("yk", p, d + timedelta(days=8 * k), 1, "眼科", [("H25.900", "老年性白内障")])
        c.care(v, "bed_two", "nurse3")
        for key in ("cbc", "sugar", "ecg", "biometry", "slit"):
            c.add(v, key, at=c.on(v, 0))
        c.operate(v, 0, "13.4100x001", "白内障超声乳化抽吸术", "cataract", "local", 13)
        c.add(v, "lens", 1, c.on(v, 0, 13))
        c.pay_group(v, "CB39", "晶体手术", 0.82)
        out.append(v)
    c.plant(out)


@clean(
    "Bus day: a village's old people are driven to the eye house for cataracts on one date, each with proof of blindness."
)
def cataract_bus(c: County) -> None:
    d, out = c.workday(date(2025, 3, 1), date(2026, 5, 1)), []
    for k in range(6):
        p = c.person("", 66, 86)
        v = c.stay("yk", p, d, 1, "眼科", [("H25.100", "老年核性白内障")])
        c.care(v, "bed_two", "nurse3")
        for key in ("cbc", "sugar", "ecg", "biometry", "slit", "eye_oct"):
            c.add(v, key, at=c.on(v, 0))
        c.operate(v, 0, "13.4100x001", "白内障超声乳化抽吸术", "cataract", "local", 11 + k * 0.5)
        c.add(v, "lens", 1, c.on(v, 0, 13))
        c.pay_group(v, "CB39", "晶体手术", 0.82)
        out.append(v)
    c.plant(out)


@clean("Glaucoma drops every four weeks in two strengths of bottle: six bottles for both eyes.")
def drops_for_both_eyes(c: County, n: int) -> None:
    p, out = c.person("", 60, 80), []
    for k in range(4):
        v = c.room(
            "yk",
            p,
            "14",
            date(2025, 5, 5) + timedelta(days=28 * k + n),
            "眼科门诊",
            [("H40.100", "原发性开角型青光眼")],
        )
        c.add(v, "slit")
        c.add(v, "tears", 2)
        out.append(v)
    c.plant(out)


@clean("Four fillings in one sitting, two surfaces each: four teeth.")
def four_teeth(c: County) -> None:
    v = c.room("ya", c.person("", 12, 60), "11", c.workday(), "口腔科", [("K02.900", "龋病")])
    c.add(v, "see")
    c.add(v, "fill", 4)
    c.add(v, "tooth_film", 3)
    c.plant([v])


@clean(
    "Root canal: three sittings a week apart, the canals prepared in the first and filled in the third."
)
def root_in_three_sittings(c: County) -> None:
    p, d, out = c.person("", 18, 70), c.workday(), []
    for k in range(3):
        v = c.room("ya", p, "11", d + timedelta(days=7 * k), "口腔科", [("K04.000", "牙髓炎")])
        if k == 0:
            c.add(v, "see")
            c.add(v, "root", 3)
        if k == 2:
            c.add(v, "root_fill", 3)
        c.add(v, "tooth_film")
        out.append(v)
    c.plant(out)
