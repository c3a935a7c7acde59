"""What is right though it looks bad: dialysis, minds, tumours, rehabilitation, chronic illness."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .houses import TOWNS, County

CKD = [("N18.500", "慢性肾脏病5期")]
STROKE = [("I69.300", "脑梗死后遗症"), ("G81.900", "偏瘫")]


@clean(
    "An inpatient of the rehabilitation house is driven to dialysis three times a week: visits inside a stay."
)
def dialysis_inside_a_stay(c: County) -> None:
    p, d = c.person("", 55, 78), c.workday(date(2025, 2, 1), date(2026, 4, 1))
    a = c.stay("kf", p, d, 21, "康复医学科", STROKE + CKD)
    c.care(a)
    c.add(a, "rehab_eval", at=c.on(a, 0))
    for k in range(1, 21):
        if (d + timedelta(days=k)).weekday() < 6:
            c.add(a, "exercise", at=c.on(a, k, 9))
            c.add(a, "hemi", at=c.on(a, k, 14))
    out = [a]
    for k in range(1, 20):
        day = d + timedelta(days=k)
        if day.weekday() in (0, 2, 4):
            start = c.at(day, 10.0, 10.3)
            v = c.visit("xt", p, "14", start, start + timedelta(hours=4), "血透室", CKD)
            for key in ("dialysis", "dialyser", "heparin"):
                c.add(v, key)
            out.append(v)
    c.plant(out)


@clean("An extra session on a Sunday for fluid: four dialyses in that week.")
def fourth_session(c: County, n: int) -> None:
    p, out = c.person("", 40, 75), []
    first = date(2025, 3, 3) + timedelta(days=14 * n)
    for k in (0, 2, 4, 6, 7, 9, 11):
        start = c.at(first + timedelta(days=k), 7.6, 7.9)
        v = c.visit("xt", p, "14", start, start + timedelta(hours=4), "血透室", CKD)
        for key in ("dialysis", "dialyser", "lowhep"):
            c.add(v, key)
        out.append(v)
    c.plant(out)


@clean(
    "Home for New Year: a psychiatric patient paid by the day goes on leave and comes back after four days as a new stay."
)
def back_after_leave(c: County, n: int) -> None:
    p, out = c.person("", 30, 66), []
    for d, nights in (
        (date(2025, 12, 1) + timedelta(days=n), 60),
        (date(2026, 2, 20) + timedelta(days=n), 50),
    ):
        v = c.stay("jsb", p, d, nights, "精神科", [("F20.900", "精神分裂症")], "2105")
        c.care(v, nurse="nurse_mind")
        for key in ("cbc", "lfi", "ecg", "mind_scale"):
            c.add(v, key, at=c.on(v, 1))
        for k in range(7, nights, 7):
            c.add(v, "mind_watch", at=c.on(v, k))
            c.add(v, "work_therapy", at=c.on(v, k - 2))
        for k in range(0, nights, 14):
            c.add(v, "clozapine_t", 1, c.on(v, k))
        out.append(v)
    c.plant(out)


@clean(
    "Long stay cut at the year's end by order: the psychiatric house settles everybody on 31 December and goes on next day."
)
def settled_at_years_end(c: County, n: int) -> None:
    p, out = c.person("", 35, 70), []
    for d, nights in ((date(2025, 11, 10) + timedelta(days=n), 51 - n), (date(2025, 12, 31), 55)):
        v = c.stay(
            "jsb",
            p,
            d,
            nights,
            "精神科",
            [("F20.900", "精神分裂症")],
            "2105",
            hour=14.0 if nights == 55 else None,
        )
        v.bed = f"精{n:02d}"
        c.care(v, nurse="nurse_mind")
        c.add(v, "cbc", at=c.on(v, 1))
        for k in range(3, nights, 7):
            c.add(v, "work_therapy", at=c.on(v, k))
        for k in range(0, nights, 10):
            c.add(v, "risperidone", 1, c.on(v, k))
        v.leaving = "9"
        out.append(v)
    c.plant(out)


@clean(
    "Electric treatment under narcosis six times in a fortnight: operation-like charges on a ward of minds."
)
def mect_course(c: County) -> None:
    v = c.stay(
        "jsb",
        c.person("", 24, 60),
        c.day(date(2025, 2, 1), date(2026, 5, 1)),
        24,
        "精神科",
        [("F32.300", "重度抑郁发作")],
    )
    c.care(v, nurse="nurse_mind")
    for key in ("cbc", "lfi", "ecg", "mind_scale", "ions"):
        c.add(v, key, at=c.on(v, 0))
    for k in (2, 4, 6, 9, 11, 13):
        c.add(v, "mect", at=c.on(v, k, 9))
        c.add(v, "propofol", 1, c.on(v, k, 9))
    c.add(v, "sertraline", 2, c.on(v, 1))
    c.plant([v])


@clean("Eight courses: day ward every third week, the same drugs, the same bill, the same bed.")
def chemotherapy_days(c: County, n: int) -> None:
    p, out = c.person("2", 40, 70), []
    d = date(2025, 2, 3) + timedelta(days=14 * n)
    for k in range(7):
        v = c.stay(
            "qrm",
            p,
            d + timedelta(days=21 * k),
            1,
            "肿瘤科",
            [("Z51.100", "肿瘤化学治疗疗程"), ("C50.900", "乳房恶性肿瘤")],
            "28",
        )
        v.bed = "日3"
        c.care(v)
        for key, count in (
            ("cbc", 1),
            ("lfi", 1),
            ("paclitaxel", 8),
            ("carboplatin", 5),
            ("ondansetron", 2),
            ("saline", 3),
            ("drip", 1),
            ("chemo_drip", 1),
        ):
            c.add(v, key, count, c.on(v, 0, 11))
        c.pay_group(v, "RE15", "恶性肿瘤化学治疗", 0.7)
        out.append(v)
    c.plant(out)


@clean("Oral courses: capecitabine fourteen days, a week off, and again; many boxes on one day.")
def capecitabine(c: County, n: int) -> None:
    p, out = c.person("", 50, 76), []
    for k in range(5):
        v = c.room(
            ("yd1", "yd2")[n % 2],
            p,
            "9929",
            date(2025, 8, 4) + timedelta(days=21 * k + n),
            "",
            [("C18.900", "结肠恶性肿瘤")],
        )
        c.add(v, "capecitabine", 7, days=14)
        out.append(v)
    c.plant(out)


@clean(
    "Three months of rehabilitation after a stroke in three houses: county, rehabilitation house, township."
)
def three_steps_of_rehabilitation(c: County, n: int) -> None:
    p, d = c.person("", 55, 78), c.day(date(2025, 2, 1), date(2026, 2, 1))
    a = c.stay("qrm", p, d, 12, "神经内科", [("I63.900", "脑梗死"), ("G81.900", "偏瘫")])
    c.care(a, nurse="nurse1")
    for key in ["cbc", "lfi", "kidney", "ions", "ecg", "clot", "ct_head", "mri_head", "us_neck"]:
        c.add(a, key, at=c.on(a, 0))
    for key in ("drip", "saline_s", "edaravone"):
        c.daily(a, key)
    c.daily(a, "hemi", lo=4)
    a.leaving = "2"
    c.pay_group(a, "BR21", "脑缺血性疾患伴严重并发症", 1.2)
    out = [a]
    for house, dept, nights in (("kf", "康复医学科", 34), (TOWNS[n % 5], "全科", 20)):
        v = c.stay(house, p, out[-1].end.date(), nights, dept, STROKE, hour=14.5)
        c.care(v)
        c.add(v, "rehab_eval", at=c.on(v, 0))
        for k in range(1, nights):
            if (v.start.date() + timedelta(days=k)).weekday() < 6:
                c.add(v, "exercise", at=c.on(v, k, 9))
                c.add(v, "work", at=c.on(v, k, 14))
        if nights == 34:
            c.add(v, "rehab_eval", at=c.on(v, 16))
        out.append(v)
    c.plant(out)


@clean("Two insulins and two tablets for one diabetic: nothing is doubled.")
def four_drugs_for_sugar(c: County) -> None:
    p, out = c.person("", 50, 76), []
    for k in range(5):
        v = c.room(
            "qrm",
            p,
            "14",
            c.workday(date(2025, 4 + k, 1), date(2025, 4 + k, 20)),
            "内分泌科",
            [("E11.900", "2型糖尿病")],
        )
        c.add(v, "see")
        for key, count in (("glargine", 2), ("aspart", 2), ("metformin", 1), ("dapagliflozin", 2)):
            c.add(v, key, count)
        out.append(v)
    c.plant(out)


@clean(
    "Before the Spring Festival a chronic patient fetches a month earlier than the boxes are empty."
)
def before_the_festival(c: County, n: int) -> None:
    p, out = c.person("", 48, 80), []
    for d in (date(2025, 12, 20), date(2026, 1, 17), date(2026, 2, 9), date(2026, 3, 16)):
        v = c.room(
            TOWNS[n % 5],
            p,
            "14",
            d + timedelta(days=n % 3),
            "慢病门诊",
            [("I10.x00", "特发性高血压")],
        )
        c.add(v, "valsartan")
        c.add(v, "atorvastatin")
        out.append(v)
    c.plant(out)


@clean("Clozapine: the blood count every week for eighteen weeks, as the leaflet demands.")
def weekly_counts(c: County, n: int) -> None:
    p, out = c.person("", 22, 60), []
    for k in range(14):
        v = c.room(
            "jsb",
            p,
            "14",
            date(2025, 3, 3) + timedelta(days=7 * k + n),
            "精神科门诊",
            [("F20.900", "精神分裂症")],
        )
        c.add(v, "cbc")
        if k % 4 == 0:
            c.add(v, "clozapine", 1)
            c.add(v, "clozapine_t", 2)
        out.append(v)
    c.plant(out)


@clean(
    "Dementia: the daughter fetches for father and mother within two minutes, both cards in her hand."
)
def daughter_with_two_cards(c: County, n: int) -> None:
    d, out, people = (
        c.workday(date(2025, 1, 6), date(2026, 4, 20)),
        [],
        [c.person(sex, 76, 88) for sex in "12"],
    )
    for p in people:
        p.address = f"柳林镇北街{n}号"
    for k in range(3):
        start = c.at(d + timedelta(days=28 * k), 9.0 + n * 0.2, 9.1 + n * 0.2)
        for i, p in enumerate(people):
            at = start + timedelta(minutes=2 * i)
            v = c.visit("yd3", p, "9929", at, at, "", [("G30.900", "阿尔茨海默病")])
            c.add(v, "donepezil", 2)
            out.append(v)
    c.plant(out)
