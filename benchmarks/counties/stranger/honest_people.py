"""Honest people, crowds, doctors and counters that look like schemes, with why each is right."""

from __future__ import annotations

from datetime import datetime, timedelta

from benchmarks.counties.outside.people import at

from .cases import HONEST, Case, honest, keep, rows
from .goods import ITEMS
from .world import Strange, crowd

_COUNTER = (
    Case("two_months_at_once", 6, "Long prescription of a targeted drug: two boxes for sixty days.", "p5,p6,p8", "htn", "osimertinib*2", (1, 1), (2, 3), (58, 62), diags="C34.900 肺恶性肿瘤", med_type="9929"),
    Case("three_small_boxes", 6, "Gefitinib comes in tens: three boxes are a month.", "p5,p6", "htn", "gefitinib*3", (1, 1), (3, 4), (28, 31), diags="C34.900 肺恶性肿瘤", med_type="9929"),
    Case("child_with_kidney_hypertension", 5, "A child with nephrotic syndrome has high blood pressure.", "big,cty,p6", "htn", "amlodipine", whom="*9-14", diags="N04.900 肾病综合征;I15.100 继发于肾疾患的高血压", drop="valsartan amlodipine"),
    Case("progesterone_at_forty_eight", 5, "Bleeding of the menopause at forty-eight: progesterone for ten days.", "p7,p9,mat", "thyo", "progest", whom="F46-51", diags="N93.900 异常子宫出血", drop="tsh ft3 ft4 levothy_drop"),
    Case("herbs_without_codes", 6, "Herbal pieces carry no trace code; the shop sells a formula on a clinic's prescription.", "p8,p10,p12", "herbal", "dangshen*105 baizhu*70 fuling*105 gancao*35 chenpi*42", diags="K30.x00 功能性消化不良"),
    Case("inhaler_and_tablets", 6, "Two boxes of three drugs for thirty days each, a heart patient of many tablets.", "p7,p12,t1,com", "htn", "aspirin atorva metoprolol nifed*2", (1, 1), (3, 5), (28, 33), med_type="14", drop="amlodipine valsartan"),
    Case("sold_on_the_hospitals_paper", 6, "The pharmacy fills a paper prescription of the county hospital.", "p4,p8", "htn", "clopidogrel atorva", diags="I25.103 冠状动脉粥样硬化性心脏病"),
    Case("second_year_of_tacrolimus", 5, "A transplanted kidney: two boxes a month and a half.", "p5,p8", "htn", "tacro*2", (1, 1), (3, 4), (44, 52), diags="Z94.000 肾移植状态", med_type="9929"),
    Case("methotrexate_once_a_week", 5, "Four tablets a week: one box is a month.", "p5,com,big", "htn", "mtx folic", (1, 1), (3, 4), (27, 32), diags="M06.900 类风湿性关节炎", drop="amlodipine valsartan", med_type="14"),
    Case("focusing_drug_for_a_boy", 5, "ADHD: thirty tablets a month for a boy of nine.", "big", "anxo", "methylphen*2", (1, 1), (3, 4), (28, 31), whom="M7-13", diags="F90.000 注意缺陷多动障碍", drop="sertraline psy_talk"),
)  # fmt: skip

rows(HONEST, _COUNTER)


@honest(
    "village_feast",
    5,
    "Six of one village with the same poisoning after a wedding: admitted in one evening, the same drips.",
)
def _(w: Strange, i: int) -> None:
    h, day, out = w.house("t1,t2,t3,cty"), w.day(), []
    for p in crowd(w, 6, "", (16, 70)):
        p.village = f"某县乙镇{i + 3}村{w.rng.randint(1, 90)}号"
        v, _m = w.stay(p, h, "bronch", day, w.rng.choice((2, 3)), hour=19, drop="dr nebul ecg",
                       diags="A05.900 细菌性食物中毒", dept="内科")  # fmt: skip
        out.append(w.settle(v))
    keep(w, "village_feast", out)


@honest(
    "influenza_in_the_care_home",
    5,
    "Influenza goes through a care home: five residents within a week, once, swabs positive.",
)
def _(w: Strange, i: int) -> None:
    h, day, out = w.house("t2,t1,cty"), w.day(), []
    for n, p in enumerate(crowd(w, 5, "", (70, 92))):
        p.village = f"某县丙镇养老院{i + 1}号"
        v, _m = w.stay(
            p, h, "bronch", day + timedelta(days=n), dept="内科", diags="J10.100 流行性感冒伴肺炎"
        )
        out.append(w.settle(v))
    keep(w, "influenza_in_the_care_home", out)


@honest(
    "yearly_check_at_own_cost",
    5,
    "Twenty pensioners of a firm have the yearly check, all the same tests in one morning; covered amount nil.",
)
def _(w: Strange, _i: int) -> None:
    h, day, out = w.house("com,t1,cty"), w.day(), []
    for n, p in enumerate(crowd(w, 14, "", (50, 70))):
        plan = " ".join(
            f"{k}^own"
            for k in ("general_fee", "cbc", "urine", "alt", "crea", "glucose", "us", "ecg")
        )
        out.append(
            w.seen(
                p,
                h,
                "cold",
                at(day, 8 + n // 8, 7 * (n % 8)),
                bare=True,
                plus=plan,
                diags="Z00.000 一般性医学检查",
            )[0]
        )
    keep(w, "yearly_check_at_own_cost", out)


@honest(
    "standing_orders_of_a_sick_doctor",
    5,
    "He ordered for a fortnight, then fell ill himself: his standing orders are carried out under his number while colleagues make the rounds.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("pr2,cty,t1")
    d = w.rng.choice([x for x in h.doctors if not x.person])
    q = w.pick("", (35, 60))
    d.person = q.no
    day = w.day(30, 300)
    a, _m = w.stay(w.pick("", (45, 80)), h, "bronch", day, 9, doctor=d.code, dept=d.dept)
    b, _m = w.stay(q, w.house("big"), "gall", day + timedelta(days=4), 5)
    keep(w, "standing_orders_of_a_sick_doctor", [w.settle(a), w.settle(b)])


@honest(
    "morning_here_afternoon_there",
    5,
    "Registered for two houses: township in the morning, clinic in the afternoon, forty minutes of road between.",
)
def _(w: Strange, _i: int) -> None:
    a, b = w.house("t1,com"), w.house("c6,pr2")
    d = a.doctor(w.rng)
    d.multi = True
    day, out = w.day(), []
    for n, p in enumerate(crowd(w, 6, "", (20, 80))):
        h, hour = (a, 8) if n < 3 else (b, 14)
        out.append(w.seen(p, h, "cold", at(day, hour + n % 3, 17), doctor=d.code)[0])
    keep(w, "morning_here_afternoon_there", out)


@honest("six_home_visits", 5, "A nurse, six home visits between eight and four.")
def _(w: Strange, _i: int) -> None:
    h, day = w.house("com,t1"), w.day()
    nurse = w.rng.choice(h.doctors).code
    out = [w.seen(p, h, "htn", at(day, 8 + n, 25), bare=True, plus=f"home_nurse^ex:{nurse}", diags="Z51.500 姑息医疗;I69.300 脑梗死后遗症")[0]
           for n, p in enumerate(crowd(w, 6, "", (66, 90)))]  # fmt: skip
    keep(w, "six_home_visits", out)


@honest(
    "online_clinic_of_a_morning",
    5,
    "互联网复诊: twenty chronic patients in a morning, eight minutes each; two shops deliver.",
)
def _(w: Strange, _i: int) -> None:
    d, shops = w.house("big").doctor(w.rng), [w.house("p4"), w.house("p8")]
    day, out = w.day(), []
    for n, p in enumerate(crowd(w, 18, "", (40, 80))):
        when = at(day, 8) + timedelta(minutes=8 * n)
        v = w.open(p, shops[n % 2], "41", when, diags=[("I10.x00", "高血压")], doctor=d)
        w.charge(v, "amlodipine", when, 1, days=28, rx=w.number("R"))
        w.settle(v)
        w.stock.scan(v)
        out.append(v)
    keep(w, "online_clinic_of_a_morning", out)


@honest(
    "clinic_morning_pharmacy_afternoon",
    6,
    "The doctor in the morning, the pharmacy of the next town in the afternoon.",
)
def _(w: Strange, _i: int) -> None:
    p, day = w.pick("", (30, 75)), w.day()
    a, _m = w.seen(p, w.house("c5,c6,t1"), "cold", at(day, 9, 5), drop="loratadine lianhua")
    b, _m = w.sale(
        p, w.house("p12,p4"), at(day, 15, 40), "lianhua amoxicillin", "J06.900 急性上呼吸道感染"
    )
    keep(w, "clinic_morning_pharmacy_afternoon", [a, b])


@honest(
    "rest_from_the_next_shop",
    6,
    "The first shop has one box left; the second, round the corner, the other two, twenty minutes later.",
)
def _(w: Strange, _i: int) -> None:
    p, day = w.pick("", (45, 80)), w.day()
    a, _m = w.sale(p, w.house("p4"), at(day, 10, 5), "nifed")
    b, _m = w.sale(p, w.house("p5"), at(day, 10, 27), "nifed*2")
    keep(w, "rest_from_the_next_shop", [a, b])


@honest(
    "both_parents_on_two_cards",
    6,
    "A son fetches for father and mother: two cards, two minutes, the same drugs.",
)
def _(w: Strange, _i: int) -> None:
    shop, day = w.house("p6,p7,p9,p10"), w.day()
    a, b = crowd(w, 2, "", (66, 84))
    b.village, b.tel = a.village, a.tel
    out = [
        w.sale(
            p,
            shop,
            at(day, 9, 30 + 2 * n),
            "amlodipine atorva metformin",
            "I10.x00 高血压;E11.900 2型糖尿病",
        )[0]
        for n, p in enumerate((a, b))
    ]
    keep(w, "both_parents_on_two_cards", out)


@honest(
    "members_day",
    5,
    "On members' day cash buyers pay eight per cent less; the card pays the list price, as always.",
)
def _(w: Strange, _i: int) -> None:
    shop, day, out = w.house("p8,p10,p12"), w.day(), []
    item = ITEMS["celecoxib"]
    for n, p in enumerate(crowd(w, 3, "", (40, 80))):
        out.append(w.sale(p, shop, at(day, 9 + n, 5), "celecoxib*2", "M17.900 膝关节病")[0])
        code = w.stock.code(item)
        w.stock.buy(shop, item, code, datetime.combine(day, datetime.min.time()))
        w.stock.sell(shop, item, code, at(day, 15, n))["finl_trns_pric"] = round(
            item.price * 0.92, 2
        )
    keep(w, "members_day", out)


@honest(
    "brought_back_and_changed",
    5,
    "Brought back unopened next day, refunded; another drug instead: the first one made her sick.",
)
def _(w: Strange, _i: int) -> None:
    p, shop, day = w.pick("", (40, 75)), w.house("p7,p9,p12"), w.day(190, 330)
    a, _m = w.sale(p, shop, at(day, 10), "nifed")
    code = a.lines[0].codes[0]
    w.refund(a, str(a.setls[0]["setl_id"]), again=False)
    a.setls[-1]["when"] = at(day + timedelta(days=1), 9)
    w.stock.take_back(
        shop,
        a.lines[0].item,
        code,
        at(day + timedelta(days=1), 9),
        str(a.setls[0]["setl_id"]),
        p.no,
    )
    b, _m = w.sale(p, shop, at(day + timedelta(days=1), 9, 20), "valsartan")
    keep(w, "brought_back_and_changed", [a, b], (code,))
