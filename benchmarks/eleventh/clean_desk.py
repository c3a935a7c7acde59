"""What a desk, a clinic and a clerk honestly do that looks bad."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .ordinary_desk import decoction
from .ways import body, charge, op
from .world import FIRST, LAST, County

HTN, DM = [("I10.x00", "特发性(原发性)高血压")], [("E11.900", "2型糖尿病")]
COLD, FLU = [("J06.900", "急性上呼吸道感染")], [("J10.100", "流行性感冒")]


@clean("Twelve weeks are fetched ten days early, because the spring festival comes.")
def early_before_festival(w: County, i: int) -> None:
    p = w.pick(50, 80)
    a = op(
        w,
        "sq1",
        p,
        date(2025, 11, 20) + timedelta(days=i % 5),
        HTN,
        [("amlod", 3), ("valsa", 3)],
        "14",
    )
    b = op(
        w,
        "sq1",
        p,
        date(2026, 2, 2) + timedelta(days=i % 5),
        HTN,
        [("amlod", 3), ("valsa", 3)],
        "14",
    )
    w.plant([a, b])


@clean(
    "In the morning a cold, in the afternoon the rash: two rooms of one centre, two registrations."
)
def two_rooms_one_day(w: County, i: int) -> None:
    d = w.when("sq1")
    p = w.pick(20, 70, "", d)
    w.plant(
        [
            op(w, "sq1", p, d, COLD, ["cbc", "lianhua"], at=8.5),
            op(w, "sq1", p, d, [("L30.900", "湿疹")], ["fusid"], dept="皮肤科", at=15.0, see="gp"),
        ]
    )


@clean("Man and wife come together, with the same illness and the same tablets, minutes apart.")
def couple(w: County, i: int) -> None:
    d, h = w.when("sq3"), 9.0 + i * 0.7
    him, her = w.person("1", 55, 80), w.person("2", 55, 80)
    her.address, her.phone = him.address, him.phone
    w.plant(
        [
            op(w, "sq3", him, d, HTN, [("irbe", 3)], "14", at=h),
            op(w, "sq3", her, d, HTN, [("irbe", 3)], "14", at=h + 0.05),
        ]
    )


@clean("Bad food in the canteen: fourteen students in one morning, all with powders.")
def canteen(w: County, i: int) -> None:
    d = w.workday(date(2025, 3, 1), date(2026, 6, 1))
    vs = [
        op(
            w,
            "xy",
            w.person("", 18, 23),
            d,
            [("A05.900", "食物中毒")],
            ["smecta", "bifid"],
            at=7.6 + k * 0.22,
            see="gp",
        )
        for k in range(14)
    ]
    w.plant(vs)


@clean("Influenza in a shop floor: ten workers in two days, all tested, all with oseltamivir.")
def flu_at_works(w: County, i: int) -> None:
    d = w.workday(date(2025, 12, 1), date(2026, 1, 25))
    w.plant(
        [
            op(
                w,
                "gc",
                w.person("1", 24, 56),
                d + timedelta(days=k // 6),
                FLU,
                ["osel", "cbc"],
                see="gp",
            )
            for k in range(10)
        ]
    )


@clean(
    "The quarterly day of sugar: sixteen registered people in one morning, the same three tests."
)
def sugar_day(w: County, i: int) -> None:
    d = w.workday()
    vs = []
    for k in range(16):
        vs.append(
            op(
                w,
                "sq1",
                w.pick(45, 82, "", d),
                d,
                DM,
                ["hba1c", "lipid", "microalb", ("metf", 3)],
                "14",
                at=7.8 + k * 0.2,
            )
        )
    w.plant(vs)


@clean(
    "三伏贴: on the first hot day forty people have plasters on their backs for asthma and rhinitis.",
    3,
)
def summer_plasters(w: County, i: int) -> None:
    d = (date(2025, 7, 21), date(2025, 7, 30), date(2026, 6, 30))[i % 3]
    vs = []
    for k in range(40):
        dx = w.rng.choice(
            [
                [("J45.900", "支气管哮喘")],
                [("J30.400", "变应性鼻炎")],
                [("J42.x00", "慢性支气管炎")],
            ]
        )
        v = op(w, "zj1", w.pick(8, 75, "", d), d, dx, (), dept="中医科", at=7 + k * 0.21)
        w.add(v, "patch", 4)
        vs.append(v)
    w.plant(vs)


@clean(
    "The clerk took the wrong card: refunded whole within the hour, then settled on the right one."
)
def wrong_card(w: County, i: int) -> None:
    d = w.when("ls1")
    p, q = w.pick(20, 70, "", d), w.pick(20, 70, "", d)
    a = op(w, "ls1", p, d, COLD, ["cbc", "lianhua"], at=10)
    a.refund = a.end + timedelta(minutes=50)
    w.plant([a, op(w, "ls1", q, d, COLD, ["cbc", "lianhua"], at=10.9)], persons=[p, q])


@clean("A mistake in the doses is found in the batch of next month: refunded whole, charged anew.")
def next_month(w: County, i: int) -> None:
    v = op(
        w,
        "sq3",
        w.pick(45, 80),
        w.when("sq3", FIRST, LAST - timedelta(days=70)),
        DM,
        [("glime", 3), ("metf", 3)],
        "14",
    )
    v.settled = body(w, v.end.date(), 17)
    v.refund, v.again = v.settled + timedelta(days=32), v.settled + timedelta(days=32, minutes=9)
    w.plant([v])


@clean("Allergic to the capsules: one drug goes back a day later as a negative line.")
def capsule_back(w: County, i: int) -> None:
    v = op(
        w,
        "hz",
        w.pick(20, 70),
        w.when("hz"),
        [("J20.900", "急性支气管炎")],
        ["cbc", "amox", "yinhuang"],
        see="gp",
    )
    x = next(x for x in v.lines if x.item.name.startswith("阿莫"))
    v.settled = v.end + timedelta(days=2)
    w.add(v, "amox", -1, v.start + timedelta(hours=26), exact=True, of=x.sn)
    w.plant([v])


@clean(
    "Asked by video ten minutes before midnight, the boxes are charged when the courier takes them."
)
def video_at_midnight(w: County, i: int) -> None:
    d = w.when("hlw", date(2025, 4, 1), LAST - timedelta(days=3))
    p = w.pick(35, 70, "", d)
    v = op(w, "hlw", p, d, HTN, (), dept="互联网门诊", at=23.6, see="video")
    v.end = v.start + timedelta(hours=10)
    charge(w, v, [("irbe", 2), ("atorva", 2)], v.start + timedelta(hours=9))
    w.plant([v])


@clean(
    "Discharged at nine; in the afternoon the twelve weeks of tablets at the centre by the bus stop."
)
def home_by_bus(w: County, i: int) -> None:
    from . import illnesses as ill
    from .ways import stay

    p = w.pick(55, 80)
    d = w.free_days("rm", p, 10) or w.when("rm")
    a = stay(w, "rm", p, d, 7, ill.HEART)
    a.end = body(w, a.end.date(), 9.1)
    b = op(
        w,
        "sq1",
        p,
        a.end.date(),
        [("I25.103", "冠状动脉粥样硬化性心脏病")],
        [("aspirin", 3), ("atorva", 3)],
        "14",
        at=14.6,
    )
    w.plant([a, b])


@clean("The township doctor is woken at two: colic, an injection and a look.")
def at_two_at_night(w: County, i: int) -> None:
    d = w.when("hz")
    w.plant(
        [
            op(
                w,
                "hz",
                w.pick(20, 75, "", d),
                d,
                [("N23.x00", "肾绞痛")],
                ["im", "urine", "diclo"],
                "13",
                "急诊",
                at=2.1,
                see="see_er",
            )
        ]
    )


@clean(
    "On the national holiday the chain clinic is the only one open: sixty visits, one doctor.", 2
)
def holiday_duty(w: County, i: int) -> None:
    d = date(2025, 10, 1) + timedelta(days=i * 3)
    doctor = w.houses["ls1"].doctors[0]
    vs = []
    for k in range(60):
        dx, keys = w.rng.choice(
            [
                (COLD, ["lianhua"]),
                (COLD, ["gandong", "parac"]),
                ([("A09.900", "胃肠炎")], ["smecta"]),
                ([("L30.900", "湿疹")], ["fusid"]),
                ([("J20.900", "急性支气管炎")], ["cefix"]),
            ]
        )
        vs.append(op(w, "ls1", w.pick(5, 85, "", d), d, dx, keys, at=8 + k * 0.165, doctor=doctor))
    w.plant(vs)


@clean("Two rotten teeth at once: by the tooth and by the root, in one visit.")
def two_teeth(w: County, i: int) -> None:
    d = w.when("kq1")
    w.plant(
        [
            op(
                w,
                "kq1",
                w.pick(25, 65, "", d),
                d,
                [("K04.000", "牙髓炎")],
                [("tooth_film", 2), ("lido", 2), ("open_pulp", 2)],
                dept="口腔科",
            )
        ]
    )


@clean("The root inflames again after seven months: opened, prepared and filled anew.")
def root_again(w: County, i: int) -> None:
    p = w.person("", 25, 65)
    d = w.when("kq2", FIRST, LAST - timedelta(days=250))
    vs = []
    for first in (d, d + timedelta(days=214)):
        for n, keys in enumerate(
            (("tooth_film", "open_pulp"), ("canal_prep",), ("canal_fill", "tooth_film"))
        ):
            vs.append(
                op(
                    w,
                    "kq2",
                    p,
                    first + timedelta(days=7 * n),
                    [("K04.000", "牙髓炎") if first == d else ("K04.500", "慢性根尖周炎")],
                    keys,
                    dept="口腔科",
                )
            )
    w.plant(vs)


@clean("A child of seven has four milk molars filled in one sitting.")
def four_fillings(w: County, i: int) -> None:
    d = w.when("kq1")
    w.plant(
        [
            op(
                w,
                "kq1",
                w.person("", 6, 8),
                d,
                [("K02.900", "龋病")],
                [("fill", 4), "tooth_film"],
                dept="儿童口腔科",
            )
        ]
    )


@clean("Pressure of the eye four times in one day, because it is the curve that counts.")
def pressure_curve(w: County, i: int) -> None:
    d = w.when("yk")
    v = op(
        w,
        "yk",
        w.pick(50, 80, "", d),
        d,
        [("H40.100", "原发性开角型青光眼")],
        ["oct_eye", "latan"],
        dept="青光眼科",
        at=8.2,
    )
    v.end = v.start + timedelta(hours=9)
    for k in range(4):
        w.add(v, "iop", 1, v.start + timedelta(hours=2 * k))
    w.plant([v])


@clean("The retina of a diabetic is lasered in three sittings of each eye.")
def laser_in_parts(w: County, i: int) -> None:
    p, d = w.person("", 48, 75), w.when("yk", FIRST, LAST - timedelta(days=80))
    w.plant(
        [
            op(
                w,
                "yk",
                p,
                d + timedelta(days=10 * k),
                [("E11.300", "2型糖尿病伴眼并发症"), ("H36.000", "糖尿病视网膜病变")],
                ["fundus", "fundus_dil", "laser_pan"],
                dept="眼底科",
            )
            for k in range(6)
        ]
    )


@clean("Swollen ankles on one tablet: after eight days another of its class.")
def changed_tablet(w: County, i: int) -> None:
    p, d = w.pick(50, 80), w.when("sq1", FIRST, LAST - timedelta(days=12))
    w.plant(
        [
            op(w, "sq1", p, d, HTN, [("amlod", 3)], "14"),
            op(w, "sq1", p, d + timedelta(days=8), HTN, [("valsa", 3)], "14"),
        ]
    )


@clean("The dose is doubled, so that the box that was for thirty days lasts fifteen.")
def doubled_dose(w: County, i: int) -> None:
    p, d = w.pick(45, 75), w.when("rm", FIRST, LAST - timedelta(days=50))
    vs = []
    for n in range(4):
        v = op(
            w,
            "rm",
            p,
            d + timedelta(days=15 * n),
            DM,
            (["glu"] if n % 2 == 0 else []),
            "14",
            "内分泌科",
        )
        w.add(v, "metf", 1, days=15, rx=f"RX{v.id[1:]}")
        vs.append(v)
    w.plant(vs)


@clean(
    "The old man lives with his daughter here and is insured elsewhere: long prescriptions at this desk."
)
def insured_elsewhere(w: County, i: int) -> None:
    p = w.person("", 62, 84)
    w.away.add(p.id)
    w.plant(
        [
            op(
                w,
                "sq1",
                p,
                date(2025, 2, 3) + timedelta(days=84 * k + i),
                HTN,
                [("amlod", 3), ("rosu", 3)],
                "14",
            )
            for k in range(5)
        ]
    )


@clean("A man feels a lump in his breast: ultrasound of it, marker, biopsy sent away.")
def lump_of_a_man(w: County, i: int) -> None:
    d = w.when("rm")
    w.plant(
        [
            op(
                w,
                "rm",
                w.pick(40, 75, "1", d),
                d,
                [("N62.x00", "乳腺肥大")],
                ["us_breast", "cea"],
                dept="乳腺外科",
            )
        ]
    )


@clean(
    "A tablet of two purposes: propranolol-like drugs and aspirin for a pregnancy at risk of pre-eclampsia."
)
def aspirin_in_pregnancy(w: County, i: int) -> None:
    p, d = w.person("2", 34, 40), w.when("fc", date(2025, 2, 1), LAST - timedelta(days=60))
    w.plant(
        [
            op(
                w,
                "fc",
                p,
                d + timedelta(days=28 * k),
                [("O09.500", "高龄初产妇的妊娠监督")],
                ["prenatal", "urine", "aspirin"],
                "51",
                "产科",
            )
            for k in range(2)
        ]
    )


@clean(
    "A cut at the rolling mill: paid by the insurance of accidents at work, in the same extract."
)
def accident_at_work(w: County, i: int) -> None:
    p = w.person("1", 24, 57, insurance="410")
    d = w.workday()
    a = op(
        w,
        "gc",
        p,
        d,
        [("S61.000", "手指开放性损伤"), ("W31.900", "机械伤害")],
        ["suture", "cefix"],
        dept="外科",
        see="gp",
    )
    w.plant(
        [
            a,
            *(
                op(
                    w,
                    "gc",
                    p,
                    d + timedelta(days=k),
                    [("S61.000", "手指开放性损伤")],
                    ["dress_s"],
                    dept="换药室",
                    see="",
                )
                for k in (2, 4, 7, 10)
            ),
        ]
    )


@clean(
    "One old doctor writes recipes of fifteen herbs for fourteen days each, because his patients live far away."
)
def two_weeks_of_herbs(w: County, i: int) -> None:
    p = w.person("", 40, 75)
    d = w.when("zj1", FIRST, LAST - timedelta(days=50))
    w.plant(
        [
            decoction(w, "zj1", p, d + timedelta(days=15 * k), ("R53.x01", "气虚"), 14)
            for k in range(3)
        ]
    )


@clean("Two recipes in one visit: bags to drink and herbs to soak the feet in.")
def drink_and_soak(w: County, i: int) -> None:
    d = w.when("zj3")
    v = decoction(w, "zj3", w.pick(45, 75, "", d), d, ("M17.900", "膝关节病"), 7)
    for k in ("danggui", "chuanxiong", "gancao"):
        w.add(v, k, 20 * 7, used="2", rx=f"RX{v.id[1:]}W", days=7)
    w.plant([v])


@clean("Facial palsy in its first fortnight: needles on ten days running, Sundays too.")
def palsy_daily(w: County, i: int) -> None:
    p, d = w.person("", 25, 70), w.when("zj2", FIRST, LAST - timedelta(days=12))
    vs = [
        op(
            w,
            "zj2",
            p,
            d + timedelta(days=k),
            [("G51.000", "面神经麻痹")],
            (),
            dept="针灸科",
            at=8.5,
            see="see" if k == 0 else "",
        )
        for k in range(10)
    ]
    for v in vs:
        w.add(v, "e_needle", 1, by=w.rng.choice(w.houses["zj2"].therapists))
    w.plant(vs)


@clean("Bitten by a dog: globulin by weight on the first day, then the wound is looked at.")
def dog(w: County, i: int) -> None:
    p, d = w.person("", 20, 70), w.when("hz", FIRST, LAST - timedelta(days=10))
    a = op(
        w,
        "hz",
        p,
        d,
        [("S81.800", "小腿开放性损伤"), ("W54.900", "被狗咬伤")],
        ["suture", ("rabies", 6)],
        "13",
        "犬伤门诊",
        at=20.4,
        see="see_er",
    )
    w.plant(
        [
            a,
            op(
                w,
                "hz",
                p,
                d + timedelta(days=3),
                [("S81.800", "小腿开放性损伤")],
                ["dress_s"],
                dept="外科",
                see="",
            ),
        ]
    )


@clean("A burn is dressed on fourteen days, Sundays too, at the nurses' room without the doctor.")
def fortnight_of_dressings(w: County, i: int) -> None:
    p, d = w.person("", 20, 75), w.when("sq2", FIRST, LAST - timedelta(days=16))
    w.plant(
        [
            op(
                w,
                "sq2",
                p,
                d + timedelta(days=k),
                [("T24.200", "下肢二度烧伤")],
                ["dress_m"],
                dept="换药室",
                see="",
            )
            for k in range(14)
        ]
    )
