"""Look-alikes of people, of who orders, of group payment, levels and self-paid lines."""

from __future__ import annotations

from datetime import date, timedelta

from .care import anybody, base_days, clock, counter, each_day, find, full_stay, stay, visit
from .people import Doctor, at
from .registry import lookalike
from .world import World

HT = ("I10.x00", "高血压")
COLD = ("J06.900", "急性上呼吸道感染")


@lookalike("school_outbreak", 8, "Six children of one school with influenza within two days.")
def school(w: World, i: int) -> None:
    day = w.day(5, 60)
    people = [w.pick(ages=(6, 12)) for _ in range(6)]
    visits = []
    for n, p in enumerate(people):
        p.village = f"某县甲镇{9 + i}村{n + 1}号"
        v = stay(w, p, w.hosp(3), "child_pneu", day + timedelta(days=n % 2))
        v.diags[0] = ("J10.000", "流感伴有肺炎")
        w.charge(v, "oseltamivir", v.start + timedelta(hours=2), 1)
        visits.append(w.settle(v))
    w.innocent("school_outbreak", visits)


@lookalike("couple_admitted_together", 12, "Husband and wife with the same food poisoning.")
def couple(w: World, i: int) -> None:
    day = w.day()
    a, b = w.pick("1", (40, 75)), w.pick("2", (40, 75))
    b.village, b.tel = a.village, a.tel
    visits = []
    for p in (a, b):
        v = stay(w, p, w.hosp(1 + i % 3), "gastritis", day, 4)
        v.diags[0] = ("A05.900", "细菌性食物中毒")
        visits.append(w.settle(v))
    w.innocent("couple_admitted_together", visits)


@lookalike(
    "team_doctor_day",
    8,
    "The family-doctor team visits a village: twelve patients with high "
    "blood pressure get the same drug in one morning.",
)
def team(w: World, i: int) -> None:
    day = w.day()
    h = w.clinics[3 + i % 7]
    visits = []
    for n in range(12):
        p = w.pick(ages=(55, 85))
        p.village = f"某县丙镇{20 + i}村{n + 1}号"
        w.register(p, HT[0], None)
        visits.append(
            visit(
                w,
                p,
                h,
                at(day, 8, 5 + 6 * n % 55 if n < 9 else 50 + n - 9),
                HT,
                (),
                [("amlodipine", 1)],
                med_type="14",
            )
        )
    w.innocent("team_doctor_day", visits)


@lookalike(
    "one_fetches_for_four",
    12,
    "A daughter fetches the drugs of four family members at one counter in five minutes.",
)
def family(w: World, i: int) -> None:
    day = w.day()
    shop = w.pharmacies[8 + i % 7]
    base = w.pick(ages=(35, 50))
    visits = []
    for n, key in enumerate(("amlodipine", "metoprolol", "aspirin", "atorva")):
        p = w.pick(ages=(60, 85))
        p.village, p.tel = base.village, base.tel
        visits.append(counter(w, p, shop, at(day, 10, n + 1), HT, [(key, 1)]))
    w.innocent("one_fetches_for_four", visits)


@lookalike("cadre_telephone", 8, "The village clerk's telephone stands for eight old people.")
def phone(w: World, i: int) -> None:
    visits = []
    base = w.pick(ages=(35, 55))
    for _ in range(8):
        p = w.pick(ages=(65, 92))
        p.tel = base.tel
        v = visit(
            w, p, w.hosp(12 + i % 3), clock(w, w.day()), HT, (), [("amlodipine", 1)], med_type="14"
        )
        visits.append(v)
    w.innocent("cadre_telephone", visits)


@lookalike(
    "doctor_really_ill",
    10,
    "A surgeon lies in his own hospital after an appendectomy; he orders nothing meanwhile.",
)
def ill_doctor(w: World, i: int) -> None:
    h = w.hosp(1 + i % 3)
    d = Doctor(f"D370786{800000 + i:06d}", f"病医{i}", h.code, "普外科")
    w.doctors.append(d)
    p = w.pick(ages=(32, 55))
    d.person = p.no
    v = stay(w, p, h, "appendix", w.day())
    w.settle(v)
    w.innocent("doctor_really_ill", [v], note=f"doctor {d.code}")


@lookalike(
    "register_without_dates",
    12,
    "The doctor is registered; the contract dates were never filled in.",
)
def no_dates(w: World, i: int) -> None:
    h = w.hosp(12 + i % 3)
    d = Doctor(f"D370786{810000 + i:06d}", f"新医{i}", h.code, "内科", begin="", end="")
    w.doctors.append(d)
    visits = [
        visit(
            w,
            w.pick(ages=(30, 80)),
            h,
            clock(w, w.day()),
            COLD,
            ("cbc",),
            [("amoxicillin", 1)],
            doctor=d,
        )
        for _ in range(2)
    ]
    w.innocent("register_without_dates", visits)


@lookalike(
    "busy_influenza_day",
    4,
    "Fifty patients of one doctor on the worst day of the influenza, "
    "ten minutes each from seven to four.",
)
def busy(w: World, i: int) -> None:
    day = date(2025, 1, 13 + i % 15)
    h = w.hosp(3)
    d = next(x for x in h.doctors if x.dept == "儿科")
    visits = []
    for n in range(50):
        p = w.pick(ages=(2, 12))
        visits.append(
            visit(
                w,
                p,
                h,
                at(day, 7 + n // 6, n % 6 * 9),
                ("J10.100", "流行性感冒"),
                ("cbc",),
                [("oseltamivir", 1)],
                doctor=d,
                dept="儿科",
            )
        )
    w.innocent("busy_influenza_day", visits)


@lookalike("order_of_the_night", 10, "Orders at three in the night by the resident on duty.")
def on_duty(w: World, i: int) -> None:
    v = full_stay(w, ("chf", "pancreatitis")[i % 2], w.hosp(1))
    day = each_day(v)[1]
    d = v.provider.doctor(w.rng, "重症医学科")
    lines = [w.charge(v, k, at(day, 3, 10), dr=d.code) for k in ("ecg", "blood_gas", "furosemide")]
    w.settle(v)
    w.innocent("order_of_the_night", [v], [(v, ln) for ln in lines])


@lookalike(
    "locum_after_retirement",
    8,
    "Retired in June, engaged again from July: the old contract has ended, a new number goes on.",
)
def locum(w: World, i: int) -> None:
    h = w.hosp(14)
    old = Doctor(
        f"D370786{820000 + i:06d}", f"老医{i}", h.code, "中医科", end="2025-06-30 00:00:00"
    )
    new = Doctor(
        f"D370786{830000 + i:06d}", f"老医{i}", h.code, "中医科", begin="2025-07-01 00:00:00"
    )
    w.doctors += [old, new]
    visits = [
        visit(
            w,
            w.pick(ages=(40, 80)),
            h,
            at(day, 10),
            ("M54.500", "腰痛"),
            ("acup",),
            doctor=d,
            dept="中医科",
        )
        for day, d in ((date(2025, 6, 10), old), (date(2025, 7, 8), new))
    ]
    w.innocent("locum_after_retirement", visits)


@lookalike(
    "male_breast_cancer", 8, "A man with cancer of the breast: breast ultrasound, letrozole."
)
def breast(w: World, _i: int) -> None:
    p = w.pick("1", (50, 75))
    v = visit(
        w,
        p,
        w.hosp(1),
        at(w.day(), 9),
        ("C50.900", "乳房恶性肿瘤"),
        ("us_breast", "cea"),
        [("letrozole", 1)],
        med_type="14",
        dept="肿瘤科",
    )
    w.register(p, "C50.900", None)
    w.innocent("male_breast_cancer", [v])


@lookalike(
    "true_severe_pneumonia",
    14,
    "The dear group is right: ventilator, intensive care, blood cultures, imipenem.",
)
def severe(w: World, i: int) -> None:
    v = full_stay(w, "pneumonia", w.hosp(1 + i % 2), severity=1, days=14, fill=False)
    v.diags[0] = ("J15.900", "细菌性肺炎")
    v.diags += [("J96.000", "急性呼吸衰竭"), ("A41.900", "脓毒症")]
    base_days(w, v, nursing="nurse1")
    for n, d in enumerate(each_day(v)):
        for k, c in (("infusion", 2), ("imipenem", 3), ("ns", 3)):
            w.charge(v, k, at(d, 16), c)
        if n < 6:
            w.charge(v, "vent", at(d, 23), 24 if n else 8)
            w.charge(v, "ecg_mon", at(d, 23), 24 if n else 8)
            w.charge(v, "blood_gas", at(d, 17))
    for k in ("culture", "pct", "crp", "cbc", "ct", "k", "crea", "alt"):
        w.charge(v, k, v.start + timedelta(hours=1))
    w.charge(v, "an_intub", v.start + timedelta(hours=2))
    w.settle(v)
    w.innocent("true_severe_pneumonia", [v])


@lookalike("died_on_first_day", 10, "Dear and short: dissected, operated on, dead within a day.")
def first_day(w: World, _i: int) -> None:
    p = w.pick(ages=(55, 85))
    v = stay(w, p, w.hosp(1), "pci", w.day(), 1, severity=1, way="5", op=False, end_hour=22)
    v.diags[0] = ("I21.900", "急性心肌梗死")
    p.died = v.end.date()
    for k, c in (("rescue_big", 2), ("vent", 10), ("crrt", 6), ("angio", 1)):
        w.charge(v, k, v.start + timedelta(hours=3), c)
    v.ops.append(
        {
            "main_oprn_flag": "1",
            "oprn_oprt_code": "88.5500",
            "oprn_oprt_name": "单根导管的冠状动脉造影",
            "oprn_oprt_date": v.start.strftime("%Y-%m-%d %H:%M:%S"),
            "anst_way": "",
        }
    )
    w.settle(v)
    w.innocent("died_on_first_day", [v])


@lookalike(
    "very_dear_stay",
    8,
    "Three weeks of intensive care: five times the standard of its group, to be discussed singly.",
)
def dear(w: World, _i: int) -> None:
    v = full_stay(w, "pancreatitis", w.hosp(1), severity=1, days=24)
    v.diags += [("K65.900", "腹膜炎"), ("N17.900", "急性肾衰竭"), ("J96.000", "急性呼吸衰竭")]
    for d in each_day(v)[1:15]:
        for k, c in (("crrt", 20), ("vent", 20), ("imipenem", 3)):
            w.charge(v, k, at(d, 22), c)
    w.settle(v)
    w.innocent("very_dear_stay", [v])


@lookalike("self_paid_albumin", 14, "The family wants albumin and pays it: covered amount nil.")
def own_albumin(w: World, i: int) -> None:
    v = full_stay(w, ("gallstone", "hip_fx")[i % 2], w.hosp(1))
    lines = [w.charge(v, "albumin", at(each_day(v)[3], 11), 2, own=True)]
    w.settle(v)
    w.innocent("self_paid_albumin", [v], [(v, ln) for ln in lines])


@lookalike("self_paid_weight_drug", 12, "Semaglutide for weight, at the patient's own cost.")
def own_weight(w: World, i: int) -> None:
    p = w.pick(ages=(25, 50))
    v = visit(w, p, w.hosp(1 + i % 2), at(w.day(), 9), ("E66.900", "肥胖症"), (), settle=False)
    line = w.charge(v, "semaglutide", v.start, 1, own=True, days=28)
    w.settle(v)
    w.stock.scan(v)
    w.innocent("self_paid_weight_drug", [v], [(v, line)])


@lookalike(
    "self_paid_extra_physiotherapy",
    10,
    "The fifth and sixth part of the day are paid by the patient.",
)
def own_physio(w: World, i: int) -> None:
    v = full_stay(w, "ldh", w.hosp(7))
    t = v.provider.therapists[i % 8].code
    lines = [w.charge(v, "mid_freq", at(d, 15), 3, own=True, exec_dr=t) for d in each_day(v)[1:5]]
    w.settle(v)
    w.innocent("self_paid_extra_physiotherapy", [v], [(v, ln) for ln in lines])


@lookalike(
    "single_room_surcharge",
    10,
    "A single room: the ordinary bed is insured, the difference is "
    "a second bed line the patient pays.",
)
def room(w: World, _i: int) -> None:
    v = full_stay(w, "birth_cs", w.hosp(5))
    lines = [w.charge(v, "bed_single", at(d, 9), own=True) for d in each_day(v)[1:]]
    w.settle(v)
    w.innocent("single_room_surcharge", [v], [(v, ln) for ln in lines])


@lookalike(
    "raised_to_second_level",
    12,
    "The community centre became a second-level house in March; "
    "the register still says first. Visits carry the new level, drugs of level two are right.",
)
def upgraded(w: World, _i: int) -> None:
    p = anybody(w, "hypertension")
    v = stay(w, p, w.hosp(15), "hypertension", w.day(100, 330))
    v.level = 2
    v.diags.append(("I25.103", "冠状动脉粥样硬化性心脏病"))
    lines = [w.charge(v, "danshen", at(d, 11), 2) for d in each_day(v)[:5]]
    w.settle(v)
    w.innocent(
        "raised_to_second_level",
        [v],
        [(v, ln) for ln in lines],
        note="mdtrt_d.hosp_lv carries the level of the day",
    )


@lookalike("staged_open_wound_dressings", 10, "Two wounds, two dressings a day.")
def wounds(w: World, i: int) -> None:
    v = full_stay(w, "femur_fx", w.hosp(1 + i % 3))
    lines = [
        w.charge(v, "dressing", at(d, 16), 2, local="换药(小)左小腿、右足")
        for d in each_day(v)[4:8]
    ]
    w.settle(v)
    w.innocent("staged_open_wound_dressings", [v], [(v, ln) for ln in lines])


@lookalike("screws_by_the_piece", 10, "Nine locking screws to a plate, as the film shows.")
def screws(w: World, i: int) -> None:
    v = full_stay(w, "femur_fx", w.hosp(1 + i % 3))
    line = find(v, "screw")[0]
    line.cnt = 9
    w.settle(v)
    w.innocent("screws_by_the_piece", [v], [(v, line)])
