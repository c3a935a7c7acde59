"""Schemes of rooms, counters and shops: visits, cards and boxes that were not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .cases import early, one, scheme
from .clean_ward import BY
from .clinic import Trouble, buy, come
from .courses import session
from .goods import ITEMS, diagnosis
from .ward import lie
from .world import County, Line, rate

SCANNED = (date(2025, 8, 1), date(2026, 5, 20))


@scheme(
    8,
    "冒名: while the owner lies in the county hospital, the village clinic bills drugs on his card.",
)
def clinic_while_in_hospital(w: County, _: int) -> None:
    p = one(w, lo=55, hi=80)
    a = lie(w, "xrm", p, BY["心衰"], w.at(early(w), 8, 11), 10)
    visits = [
        v
        for n in (3, 5, 7)
        for v in come(
            w,
            "cw2",
            p,
            Trouble("全科", ("J06.900急性上呼吸道感染",), drugs="gandong*2 amox*2", done="im"),
            w.at(a.start.date() + timedelta(days=n), 9, 16),
        )
    ]
    w.plant(visits)


@scheme(8, "死后用卡: the card of the dead goes on for months.")
def card_after_death(w: County, i: int) -> None:
    p, day = one(w, lo=76, hi=90), early(w, 200)
    p.died = datetime(day.year, day.month, day.day, 4)
    visits = [
        v
        for n in range(1, 5)
        for v in come(
            w,
            ("cw2", "cw5")[i % 2],
            p,
            Trouble("全科", ("I10.x05高血压病3级",), drugs="amlod*2 valsa*2"),
            w.at(day + timedelta(days=30 * n), 9, 16),
            "14",
        )
    ]
    w.plant(visits)


@scheme(
    6,
    "虚开处方: a village clinic bills forty visits of two minutes between two and four in the night.",
)
def orders_at_dead_hours(w: County, _: int) -> None:
    day, visits = early(w), []
    for n in range(25):
        at = datetime(day.year, day.month, day.day, 2) + timedelta(minutes=4 * n)
        v = w.visit(
            "cw5",
            one(w, lo=40, hi=84),
            "11",
            at,
            at + timedelta(minutes=2),
            "全科",
            [diagnosis("J06.900急性上呼吸道感染")],
        )
        for k in ("gp", "lianhua", "amox"):
            w.add(v, k, 1, at + timedelta(minutes=1), exact=True)
        visits.append(v)
    w.plant(visits)


@scheme(
    8, "重复收费: the same CT, the same ultrasound, the same chemistry charged twice in one minute."
)
def charged_twice(w: County, i: int) -> None:
    p = one(w, lo=35, hi=75)
    v = come(
        w,
        ("ms1", "ms2", "zy", "ms1")[i % 4],
        p,
        Trouble("内科", ("R10.400腹痛",), tests="cbc"),
        w.at(early(w), 9, 15),
    )[0]
    at = v.start + timedelta(minutes=10)
    first = [w.add(v, k, 1, at, exact=True) for k in ("us", "alt", "crea", "ct")]
    w.plant(
        [v], [w.add(v, k, 1, at, exact=True) for k in ("us", "alt", "crea", "ct")][: len(first)]
    )


@scheme(7, "分解收费: the blood count and beside it its white cells, platelets and haemoglobin.")
def panel_in_pieces(w: County, i: int) -> None:
    v = come(
        w,
        ("ms1", "ms2")[i % 2],
        one(w, lo=30, hi=70),
        Trouble("内科", ("J20.900急性支气管炎",), tests="cbc crp"),
        w.at(early(w), 9, 15),
    )[0]
    w.plant([v], [w.add(v, k, 1, v.lines[1].at) for k in ("wbc", "plt", "hb")])


@scheme(
    6,
    "平扫与增强重复收费: plain and contrast CT of the same region in one sitting, three-dimensional picture twice.",
)
def plain_and_contrast(w: County, _: int) -> None:
    v = come(
        w,
        "ms1",
        one(w, lo=40, hi=75),
        Trouble("消化内科", ("R10.400腹痛",), tests="ct_c ct_3d"),
        w.at(early(w), 9, 15),
    )[0]
    w.plant([v], [w.add(v, "ct", 1, v.lines[1].at), w.add(v, "ct_3d", 1, v.lines[1].at)])


@scheme(7, "男性妇科: men billed for vaginal ultrasound and curettage.")
def men_with_wombs(w: County, i: int) -> None:
    v = come(
        w,
        ("ms1", "ms2")[i % 2],
        one(w, "1", 30, 70),
        Trouble("内科", ("R10.400腹痛",), tests="cbc"),
        w.at(early(w), 9, 15),
    )[0]
    w.plant([v], [w.add(v, "us_gyn", 1), w.add(v, "leucor", 1)])


@scheme(8, "血透按小时收费: each session of four hours billed as four sessions.")
def dialysis_by_the_hour(w: County, _: int) -> None:
    p, day = one(w, lo=40, hi=75), early(w)
    lines, visits = [], []
    for n in range(6):
        v = session(w, "tx", p, w.at(day + timedelta(days=2 * n + n // 3), 7.2, 7.6), n)
        bad = next(x for x in v.lines if x.item.name.startswith("血液透析"))
        bad.count = 4
        lines.append(bad)
        visits.append(v)
    w.plant(visits, lines, loss=sum(x.covered * 0.75 * rate(x.visit) for x in lines))


@scheme(
    7,
    "虚构透析: the centre bills three sessions a week while the patient lies in the county hospital with a broken hip.",
)
def dialysis_never_given(w: County, _: int) -> None:
    p = one(w, lo=66, hi=80)
    a = lie(w, "xrm", p, BY["股骨颈骨折"], w.at(early(w), 8, 15), 14)
    w.plant(
        [
            session(w, "tx", p, w.at(a.start.date() + timedelta(days=n), 7.2, 7.6), k)
            for k, n in enumerate((2, 4, 6, 9, 11))
        ]
    )


@scheme(7, "糖化超频次: HbA1c every three weeks and the tumour markers of the other sex with it.")
def sugar_every_three_weeks(w: County, i: int) -> None:
    p, day, lines, visits = one(w, "2", 45, 70), early(w, 120), [], []
    for n in range(4):
        v = come(
            w,
            ("ms1", "z6")[i % 2],
            p,
            Trouble("全科", ("E11.900 2型糖尿病",), tests="glu hba1c" + (" psa" if n else "")),
            w.at(day + timedelta(days=21 * n), 8, 10),
        )[0]
        visits.append(v)
        if n:
            lines += [x for x in v.lines if x.item.name.startswith(("糖化", "总前列腺"))]
    w.plant(visits, lines)


@scheme(7, "超适应症: albumin for a sound young back.")
def albumin_for_nothing(w: County, _: int) -> None:
    v = lie(w, "ms1", one(w, lo=24, hi=40), BY["眩晕"], w.at(early(w), 8, 12))
    v.group = None
    w.plant(
        [v],
        [w.add(v, "album", 2, w.at(v.start.date() + timedelta(days=n), 9, 11)) for n in (1, 2, 3)],
    )


@scheme(7, "超级别用药: herbal injections limited to second-level houses, given in the township.")
def drug_above_level(w: County, i: int) -> None:
    lines, visits = [], []
    for _ in range(4):
        v = come(
            w,
            ("z6", "z3")[i % 2],
            one(w, lo=55, hi=80),
            Trouble("全科", ("I67.200脑动脉粥样硬化",), drip="saline"),
            w.at(early(w), 9, 11),
        )[0]
        lines += [w.add(v, "xueset", 4), w.add(v, "shenmai", 4)]
        visits.append(v)
    w.plant(visits, lines)


@scheme(6, "单味不予支付: angelica or astragalus alone by the kilo for the soup.")
def herb_alone(w: County, i: int) -> None:
    v = come(
        w, "z6", one(w, lo=40, hi=75), Trouble("中医科", ("R53.x00乏力",)), w.at(early(w), 9, 11)
    )[0]
    w.plant([v], [w.add(v, ("huangqi", "danggui")[i % 2], 1500, used="2", rx=f"RX{v.id[1:]}")])


@scheme(7, "针灸虚记: acupuncture, moxa and cupping six times each on one day.")
def needles_six_times(w: County, _: int) -> None:
    lines, visits = [], []
    p, day = one(w, lo=40, hi=75), early(w)
    for n in range(4):
        v = come(
            w, "z6", p, Trouble("中医科", ("M54.500腰痛",)), w.at(day + timedelta(days=n), 9, 11)
        )[0]
        lines += [w.add(v, k, 6) for k in ("needle", "moxa", "cup")]
        visits.append(v)
    w.plant(visits, lines, loss=sum(x.covered * rate(x.visit) for x in lines) * 5 / 6)


@scheme(
    6,
    "收卡空刷: twelve cards swiped in ten minutes, again a fortnight later and once more, the same boxes each.",
)
def cards_collected(w: County, _: int) -> None:
    people = [one(w, lo=60, hi=84) for _ in range(12)]
    day, visits = early(w), []
    for n in range(3):
        start = w.at(day + timedelta(days=14 * n), 9, 17)
        for k, p in enumerate(people):
            visits.append(
                buy(
                    w,
                    "lb2",
                    p,
                    start + timedelta(seconds=50 * k),
                    "xueshuan*6 tongluo*6",
                    "9929",
                    "I69.300脑梗死后遗症",
                )
            )
    w.plant(visits)


@scheme(7, "追溯码重复: one code settled for three people over months.")
def code_sold_twice(w: County, i: int) -> None:
    lines: list[Line] = []
    day, code = w.workday(date(2025, 8, 1), date(2026, 2, 1)), ""
    visits = []
    for n in range(4):
        v = buy(
            w,
            ("yd1", "lb2")[i % 2],
            one(w, lo=50, hi=80),
            w.at(day + timedelta(days=26 * n), 9, 18),
            "",
        )
        x = w.add(v, "empa", 1, days=30)
        code = w.scan(x, [code] if code else [])[0]
        lines.append(x)
        visits.append(v)
    w.plant(visits, lines, [code], loss=sum(x.covered * rate(x.visit) for x in lines[1:]))


@scheme(
    7,
    "回流药: boxes dispensed by the county hospital, bought up by a dealer, sold again by a shop.",
)
def resold_boxes(w: County, _: int) -> None:
    day = w.workday(*SCANNED)
    visits, lines, codes = [], [], []
    for n in range(5):
        a = come(
            w,
            "xrm",
            one(w, lo=55, hi=80),
            Trouble("内分泌科", ("E11.900 2型糖尿病",), drugs="sita*2"),
            w.at(day, 9, 11),
            "14",
        )[0]
        x = next(x for x in a.lines if "西格列汀" in x.item.name)
        boxes = w.scan(x)
        b = buy(w, "yd1", one(w, lo=45, hi=80), w.at(day + timedelta(days=20 + n), 9, 18), "")
        y = w.add(b, "sita", 2, days=56)
        w.scan(y, boxes)
        codes += boxes
        visits += [b]
        lines.append(y)
    w.plant(visits, lines, codes, houses=("yd1", "xrm"))


@scheme(6, "无码结算: after July a shop settles dear tablets for weeks and never scans one.")
def no_codes_at_all(w: County, _: int) -> None:
    day, visits = w.workday(date(2025, 9, 1), date(2026, 4, 30)), []
    for n in range(8):
        v = buy(
            w, "yd1", one(w, lo=40, hi=80), w.at(day + timedelta(days=n), 9, 18), "quet*3 aripi*3"
        )
        v.more["unscanned"] = True
        visits.append(v)
    w.plant(visits)


@scheme(7, "进销存不符: sixty boxes settled, four bought.")
def sold_without_purchase(w: County, i: int) -> None:
    key = ("lanth", "sevel", "calcit", "latan", "tio", "alend", "gaba")[i]
    day, visits = w.workday(date(2025, 3, 1), date(2026, 2, 1)), []
    for n in range(10):
        visits.append(
            buy(
                w,
                ("lb2", "yd1")[i % 2],
                one(w, lo=45, hi=80),
                w.at(day + timedelta(days=2 * n), 9, 18),
                f"{key}*6",
            )
        )
    house, item = visits[0].house, ITEMS[key]
    w.stock_own.add((house.code, item.code))
    w.bought.append(
        {
            "fixmedins_code": house.code, "med_list_codg": item.code, "fixmedins_hilist_name": item.name,
            "spler_name": "医药公司1", "purc_invo_no": f"FPX{i:05d}", "finl_trns_pric": f"{item.price * 0.9:.2f}",
            "purc_retn_cnt": 4, "purc_retn_stoin_time": f"{day - timedelta(days=30)} 09:00:00",
            "manu_lotnum": f"LX{i:04d}", "expy_end": "2028-12-31", "drug_trac_codg": "",
        }
    )  # fmt: skip
    lines = [x for v in visits for x in v.lines]
    w.plant(visits, lines, loss=sum(x.covered * rate(x.visit) for x in lines) * 56 / 60)


@scheme(7, "男性购妇科药: vaginal tablets and motherwort on men's cards.")
def womens_drug_for_men(w: County, i: int) -> None:
    v = buy(
        w,
        ("yd1", "lb2")[i % 2],
        one(w, "1", 40, 80),
        w.at(early(w), 9, 18),
        "guizhi*4 fuke*4 clotri*2",
    )
    w.plant([v], v.lines)


@scheme(7, "超量开药: eight boxes of each tablet every fortnight on one card, for resale.")
def drugs_for_three_years(w: County, i: int) -> None:
    p, day = one(w, lo=45, hi=75), early(w, 120)
    w.plant(
        [
            buy(
                w,
                ("lb2", "yd1")[i % 2],
                p,
                w.at(day + timedelta(days=14 * n), 9, 18),
                "atorva*8 clopi*8 metf*8",
                "9929",
                "I25.103冠状动脉粥样硬化性心脏病",
            )
            for n in range(6)
        ]
    )


@scheme(
    5,
    "年末突击刷卡: on the last two days of December the shop empties fifteen cards, ten boxes each.",
)
def year_end_rush(w: County, i: int) -> None:
    visits = []
    for n in range(15):
        p = one(w, lo=30, hi=70, insurance="310")
        visits.append(
            buy(
                w,
                "yd1",
                p,
                w.at(date(2025, 12, 30 + n % 2), 8, 20),
                ("jinkui*10", "shexiang*10", "huoxue*10")[i % 3],
            )
        )
    w.plant(visits)


@scheme(
    6,
    "串换药品: rice and soap in the shop's list, capsules in the insurance's; no box was scanned.",
)
def soap_as_medicine(w: County, i: int) -> None:
    v = buy(w, "lb2", one(w, lo=35, hi=70), w.at(w.workday(*SCANNED), 9, 18), "")
    lines = [
        w.add(v, k, n, local_name=name, local=f"BH{i:03d}{n}")
        for k, n, name in (("shexiang", 4, "东北大米10kg"), ("yinxing", 3, "洗发水套装"))
    ]
    v.more["unscanned"] = True
    w.plant([v], lines)


@scheme(6, "无资质: the doctor who signs stands in no register.")
def doctor_in_no_register(w: County, i: int) -> None:
    visits = []
    for _ in range(4):
        v = come(
            w,
            "ms2",
            one(w, lo=30, hi=70),
            Trouble("全科", ("J20.900急性支气管炎",), tests="cbc", drugs="cefdin lianhua"),
            w.at(early(w), 9, 15),
        )[0]
        v.doctor = f"D3302099900{i}"
        for x in v.lines:
            x.doctor = v.doctor
        visits.append(v)
    w.plant(visits, [x for v in visits for x in v.lines])
