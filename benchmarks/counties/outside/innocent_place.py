"""Look-alikes of place and path: two houses, two stays, two days that touch."""

from __future__ import annotations

from datetime import date, timedelta

from .care import anybody, counter, dialysis, each_day, stay, visit
from .people import at
from .registry import lookalike
from .world import World


@lookalike(
    "sender_closes_late",
    14,
    "After a transfer the sending house closes its bill next day: "
    "two stays share a night on paper.",
)
def late_close(w: World, i: int) -> None:
    p = anybody(w, "stroke")
    day = w.day()
    a = stay(w, p, w.hosp(10 + i % 5), "hypertension", day, 3, way="2")
    a.diags[0] = ("I63.900", "脑梗死")
    w.settle(a)
    b = stay(w, p, w.hosp(1), "stroke", day + timedelta(days=2), 9, start_hour=14)
    b.refer_from = a.id
    w.settle(b)
    w.innocent("sender_closes_late", [a, b])


@lookalike(
    "drip_and_ship",
    12,
    "Thrombolysis at the county house, thrombectomy centre the same night: "
    "two stays of one stroke on one day.",
)
def ship(w: World, _i: int) -> None:
    p = anybody(w, "stroke")
    day = w.day()
    a = w.open(
        p,
        w.hosp(3),
        "21",
        at(day, 8, 40),
        at(day, 13),
        dept="神经内科",
        diags=[("I63.900", "脑梗死")],
        way="2",
    )
    a.group = ("BR2", "BR25", 0.95)
    for key in ("bed", "visit_in", "nurse1", "ct", "cbc", "pt", "glucose", "thrombolysis"):
        w.charge(a, key, at(day, 9))
    w.charge(a, "alteplase", at(day, 9, 30), 1)
    w.settle(a)
    b = stay(w, p, w.hosp(1), "stroke", day, 10, start_hour=15, severity=3)
    w.settle(b)
    w.innocent("drip_and_ship", [a, b])


@lookalike(
    "emergency_room_before_stay",
    16,
    "Blood count and CT in the emergency room at night, "
    "admitted in the morning, repeated once there.",
)
def er_first(w: World, i: int) -> None:
    key = ("appendix", "pancreatitis", "pneumonia")[i % 3]
    p = anybody(w, key)
    h = w.hosp(1)
    day = w.day()
    a = visit(
        w,
        p,
        h,
        at(day, 2, 15),
        ("R10.400", "腹痛"),
        ("cbc", "ct", "crp"),
        med_type="13",
        dept="急诊科",
        fee="visit_er",
    )
    b = stay(w, p, h, key, day, start_hour=8)
    w.settle(b)
    w.innocent("emergency_room_before_stay", [a, b])


@lookalike(
    "day_surgery_tests_before",
    12,
    "Day surgery: tests as an outpatient three days before, in and out within a day.",
)
def day_surgery(w: World, i: int) -> None:
    p = anybody(w, "hernia")
    day = w.day()
    h = w.hosp(2 + i % 2)
    a = visit(
        w,
        p,
        h,
        at(day, 9),
        ("K40.900", "单侧腹股沟疝"),
        ("cbc", "pt", "ecg", "us_color"),
        dept="普外科",
    )
    b = w.open(
        p,
        h,
        "28",
        at(day + timedelta(days=3), 8),
        at(day + timedelta(days=3), 18),
        dept="普外科",
        diags=[("K40.900", "单侧腹股沟疝")],
    )
    for key in ("bed", "visit_in", "nurse2", "op_hernia", "an_spinal", "mesh", "infusion", "ns"):
        w.charge(b, key, at(day + timedelta(days=3), 10))
    b.ops.append(
        {
            "main_oprn_flag": "1",
            "oprn_oprt_code": "53.0500",
            "oprn_oprt_name": "单侧腹股沟疝修补术",
            "oprn_oprt_date": at(day + timedelta(days=3), 10).strftime("%Y-%m-%d %H:%M:%S"),
            "anst_way": "2",
        }
    )
    w.settle(b)
    w.innocent("day_surgery_tests_before", [a, b])


@lookalike(
    "bed_at_home",
    14,
    "A home bed: no ward bed, no daily drugs, a doctor's round twice a week. "
    "It looks like a bed that nobody lies in, and it is.",
)
def home_bed(w: World, _i: int) -> None:
    p = w.pick(ages=(72, 95))
    day = w.day(5, 290)
    v = w.open(
        p,
        w.hosp(15),
        "21",
        at(day, 9),
        at(day + timedelta(days=28), 9),
        dept="内科",
        diags=[("I69.300", "脑梗死后遗症"), ("L89.900", "压疮")],
        bed="家庭病床",
    )
    w.charge(v, "bed_home", v.start)
    for n in range(0, 28, 4):
        for key in ("home_visit", "dressing"):
            w.charge(v, key, at(day + timedelta(days=n), 10))
    w.settle(v)
    w.innocent("bed_at_home", [v])


@lookalike(
    "inpatient_examined_outside",
    14,
    "The township house has no MRI: its inpatient is driven to the county hospital and back.",
)
def outside(w: World, i: int) -> None:
    p = anybody(w, "hypertension")
    h = w.hosp(12 + i % 3)
    a = stay(w, p, h, "hypertension", w.day(), 7)
    b = visit(
        w, p, w.hosp(3), at(each_day(a)[3], 10), ("R42.x00", "头晕"), ("mr",), dept="神经内科"
    )
    w.settle(a)
    w.innocent("inpatient_examined_outside", [a, b])


@lookalike(
    "inpatient_goes_to_dialysis",
    10,
    "A rehabilitation inpatient goes to his dialysis centre "
    "three times a week: the ward has no machine.",
)
def to_dialysis(w: World, _i: int) -> None:
    p = w.pick(ages=(50, 78))
    a = stay(w, p, w.hosp(7), "rehab_stroke", w.day(), 20)
    a.diags.append(("N18.500", "慢性肾脏病5期"))
    others = [dialysis(w, p, w.hosp(9), at(d, 12, 5)) for d in each_day(a)[1:19:2]]
    w.settle(a)
    w.register(p, "N18.500", None)
    w.innocent("inpatient_goes_to_dialysis", [a, *others])


@lookalike(
    "thirteen_dialyses", 12, "Thirteen sessions in a month of thirty-one days: thrice a week."
)
def thirteen(w: World, i: int) -> None:
    p = w.pick(ages=(35, 75))
    first = date(2025, (1, 3, 5, 7, 8, 10)[i % 6], 1)
    visits, n = [], 0
    day = first
    while n < 13:
        if day.weekday() in ((0, 2, 4) if first.weekday() in (0, 2, 4) else (1, 3, 5)):
            visits.append(dialysis(w, p, w.hosp((9, 1)[i % 2]), at(day, 7, 10)))
            n += 1
        day += timedelta(days=1)
    w.register(p, "N18.500", date(2024, 6, 1))
    w.innocent("thirteen_dialyses", visits)


@lookalike(
    "drugs_on_day_of_admission",
    12,
    "He buys his tablets in the morning and is admitted in the afternoon with pneumonia.",
)
def same_day(w: World, i: int) -> None:
    p = anybody(w, "pneumonia")
    day = w.day()
    shop = w.pharmacies[8 + i % 7]
    a = counter(w, p, shop, at(day, 9, 20), ("I10.x00", "高血压"), [("amlodipine", 1)])
    b = stay(w, p, w.hosp(1 + i % 3), "pneumonia", day, start_hour=15)
    w.settle(b)
    w.innocent("drugs_on_day_of_admission", [a, b])


@lookalike(
    "expert_of_the_union",
    12,
    "A county specialist sees patients in the township on Thursdays "
    "under the medical union: registered elsewhere, working here.",
)
def expert(w: World, i: int) -> None:
    h = w.hosp(12 + i % 3)
    d = w.hosp(3).doctors[i % 20]
    d.multi = True
    day = w.day()
    day -= timedelta(days=(day.weekday() - 3) % 7)
    visits = [
        visit(
            w,
            w.pick(ages=(45, 85)),
            h,
            at(day, 9, 12 * n),
            ("I10.x00", "高血压"),
            ("ecg",),
            [("amlodipine", 1)],
            doctor=d,
        )
        for n in range(3)
    ]
    w.innocent("expert_of_the_union", visits, note="multi-site registration stands in the register")


@lookalike(
    "laboratory_of_the_union",
    12,
    "Samples taken in the township are measured in the county "
    "laboratory and charged in the township with the outside-laboratory flag.",
)
def laboratory(w: World, i: int) -> None:
    p = w.pick(ages=(40, 80))
    h = w.hosp(12 + i % 3)
    v = visit(w, p, h, at(w.day(), 8), ("E11.900", "2型糖尿病"), settle=False, med_type="14")
    lines = [w.charge(v, k, v.start, etip=w.hosp(3).code) for k in ("hba1c", "tsh", "cea")]
    w.settle(v)
    w.innocent("laboratory_of_the_union", [v], [(v, ln) for ln in lines])
