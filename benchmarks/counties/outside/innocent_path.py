"""Look-alikes of the path: readmissions, courses, second sides, births."""

from __future__ import annotations

from datetime import date, timedelta

from .care import anybody, base_days, each_day, find, stay, visit
from .people import at
from .records import Visit
from .registry import lookalike
from .world import World


@lookalike(
    "chemotherapy_every_three_weeks",
    10,
    "Six readmissions at 21 days with the same group: a course, not a stay cut in pieces.",
)
def course(w: World, _i: int) -> None:
    p = w.pick(ages=(48, 76))
    start = w.day(5, 200)
    visits = []
    for n in range(4):
        v = stay(w, p, w.hosp(1), "chemo_lung", start + timedelta(days=21 * n), 3)
        w.charge(v, "pemetrexed", at(each_day(v)[1], 10), 2)
        w.charge(v, "carboplatin", at(each_day(v)[1], 10), 4)
        visits.append(w.settle(v))
    w.innocent("chemotherapy_every_three_weeks", visits)


@lookalike(
    "readmitted_with_another_illness",
    14,
    "Home after a cataract operation, five days later a heart attack.",
)
def another(w: World, _i: int) -> None:
    p = w.pick(ages=(60, 85))
    day = w.day()
    h = w.hosp(2)
    a = w.settle(stay(w, p, h, "cataract", day, 2))
    b = stay(w, p, h, "pci", day + timedelta(days=7), 7, severity=3)
    b.diags[0] = ("I21.900", "急性心肌梗死")
    w.settle(b)
    w.innocent("readmitted_with_another_illness", [a, b])


@lookalike(
    "readmitted_for_bleeding",
    12,
    "Three days after a thyroid operation the wound bleeds and is opened again in a second stay.",
)
def bleeding(w: World, i: int) -> None:
    p = anybody(w, "gallstone")
    day = w.day()
    h = w.hosp(1 + i % 3)
    a = w.settle(stay(w, p, h, "gallstone", day, 5))
    b = stay(w, p, h, "gallstone", day + timedelta(days=8), 5, op=False, severity=3)
    b.diags[0] = ("T81.000", "操作后出血")
    b.group = ("GZ1", "GZ13", 1.1)
    for key in ("op_bleed", "an_gen", "an_mon"):
        w.charge(b, key, at(each_day(b)[0], 18))
    b.ops.append(
        {
            "main_oprn_flag": "1",
            "oprn_oprt_code": "39.9800",
            "oprn_oprt_name": "止血术",
            "oprn_oprt_date": at(each_day(b)[0], 18).strftime("%Y-%m-%d %H:%M:%S"),
            "anst_way": "1",
        }
    )
    w.settle(b)
    w.innocent("readmitted_for_bleeding", [a, b])


@lookalike(
    "sent_down_to_recover",
    12,
    "After the hip operation the patient goes on in the township "
    "house or in rehabilitation the same day: a step down.",
)
def down(w: World, i: int) -> None:
    p = anybody(w, "hip_fx")
    day = w.day(5, 300)
    a = stay(w, p, w.hosp(1), "hip_fx", day, 9, way="3")
    w.settle(a)
    b = stay(w, p, w.hosp(7), "ldh", a.end.date(), 16, start_hour=14, fill=False)
    b.diags[0] = ("Z47.800", "骨科手术后随诊")
    base_days(w, b)
    for d in each_day(b):
        for k in ("exercise", "joint", "mid_freq"):
            w.charge(b, k, at(d, 15), exec_dr=b.provider.therapists[i % 8].code)
    b.refer_from = a.id
    w.settle(b)
    w.innocent("sent_down_to_recover", [a, b])


@lookalike("second_eye", 14, "The other eye ten days later: same code, same house, other side.")
def second_eye(w: World, i: int) -> None:
    p = anybody(w, "cataract")
    day = w.day()
    h = w.hosp(2 + i % 2)
    visits = []
    for n, side in enumerate(("右眼", "左眼")):
        v = stay(w, p, h, "cataract", day + timedelta(days=10 * n), 2)
        find(v, "op_cataract")[0].local = f"白内障超声乳化+人工晶体植入({side})"
        v.ops[0]["oprn_oprt_name"] += f"({side})"
        visits.append(w.settle(v))
    w.innocent("second_eye", visits)


@lookalike(
    "second_vessel_staged",
    12,
    "Two vessels: the culprit first, the other after twelve days, as the guideline says.",
)
def staged(w: World, i: int) -> None:
    p = anybody(w, "pci")
    day = w.day()
    h = w.hosp(1 + i % 2)
    visits = [w.settle(stay(w, p, h, "pci", day + timedelta(days=12 * n), 5)) for n in (0, 1)]
    w.innocent("second_vessel_staged", visits)


@lookalike(
    "insurance_changed_mid_stay",
    10,
    "He found work: resident insurance ends on the 30th, "
    "employee insurance begins on the 1st; the bill is cut there by order.",
)
def switch(w: World, i: int) -> None:
    p = w.pick(ages=(45, 62))
    first = date(2025, 2 + i % 10, 1)
    p.insurance = "390"
    a = stay(w, p, w.hosp(1 + i % 3), "stroke", first - timedelta(days=6), 6, way="9")
    w.settle(a)
    a_ins = p.insurance
    p.insurance = "310"
    b = stay(w, p, a.provider, "stroke", first, 6, fill=False)
    base_days(w, b)
    for d in each_day(b):
        for k in ("infusion", "edaravone", "ns"):
            w.charge(b, k, at(d, 10))
    b.bed = a.bed
    w.settle(b)
    w.innocent("insurance_changed_mid_stay", [a, b], note=f"insurance {a_ins} then 310")


@lookalike(
    "two_houses_one_day",
    14,
    "The village doctor looks, says: go to the county; he goes the same afternoon.",
)
def referred(w: World, i: int) -> None:
    p = w.pick(ages=(20, 80))
    day = w.day()
    a = visit(w, p, w.clinics[3 + i % 7], at(day, 8), ("R10.400", "腹痛"))
    b = visit(
        w,
        p,
        w.hosp(3),
        at(day, 14),
        ("K29.500", "慢性胃炎"),
        ("gastroscopy", "biopsy_g"),
        [("omeprazole", 2)],
        dept="消化内科",
    )
    w.innocent("two_houses_one_day", [a, b])


@lookalike(
    "mother_and_newborn_one_number",
    14,
    "The newborn is treated on the mother's number while "
    "she lies in childbed: two stays of one person at once.",
)
def on_mother(w: World, _i: int) -> None:
    p = anybody(w, "birth_cs")
    day = w.day()
    a = w.settle(stay(w, p, w.hosp(5), "birth_cs", day, 6))
    b = newborn_stay(w, a, day + timedelta(days=1), 5)
    w.settle(b)
    w.innocent("mother_and_newborn_one_number", [a, b])


def newborn_stay(w: World, mother: Visit, day: date, days: int) -> Visit:
    """A newborn's stay for jaundice on the mother's number."""
    b = w.open(
        mother.person,
        mother.provider,
        "21",
        at(day, 10),
        at(day + timedelta(days=days), 10),
        dept="新生儿科",
        diags=[("P59.900", "新生儿黄疸")],
        newborn=True,
    )
    b.group = ("PV1", "PV15", 0.6)
    for d in each_day(b):
        for k, n in (
            ("bed_nb", 1),
            ("visit_in", 1),
            ("nurse_nb", 1),
            ("nb_light", 12),
            ("nb_bili", 2),
            ("nb_box", 20),
        ):
            w.charge(b, k, at(d, 18), n)
    for k in ("cbc", "tbil", "crp"):
        w.charge(b, k, at(day, 11))
    return b


@lookalike("twins_on_mother", 10, "Twins: two newborn beds, two nursings a day on one number.")
def twins(w: World, _i: int) -> None:
    p = anybody(w, "birth_cs")
    day = w.day()
    a = stay(w, p, w.hosp(5), "birth_cs", day, 6)
    a.diags.append(("Z37.200", "双胎活产"))
    lines = []
    for d in each_day(a)[1:]:
        for name in ("大毛", "小毛"):
            for k in ("bed_nb", "nurse_nb"):
                lines.append(w.charge(a, k, at(d, 9), local=f"新生儿({name})"))
    w.settle(a)
    w.innocent("twins_on_mother", [a], [(a, ln) for ln in lines])


@lookalike(
    "newborn_over_28_days",
    10,
    "Born at 28 weeks, still in the incubator on day 45: newborn items beyond 28 days of life.",
)
def preterm(w: World, _i: int) -> None:
    p = w.pick(ages=(0, 6))
    day = w.day(5, 240)
    p.born = day
    v = w.open(
        p,
        w.hosp(5),
        "21",
        at(day, 12),
        at(day + timedelta(days=50), 10),
        dept="新生儿科",
        diags=[("P07.300", "早产儿"), ("P22.000", "新生儿呼吸窘迫综合征")],
        newborn=True,
    )
    p.lie(day, day + timedelta(days=50))
    v.group = ("PR1", "PR11", 4.2)
    for n, d in enumerate(each_day(v)):
        for k, c in (
            ("bed_nb", 1),
            ("visit_in", 1),
            ("nurse_nb", 1),
            ("nb_box", 24),
            ("nb_mon", 24),
        ):
            w.charge(v, k, at(d, 22), c)
        if n < 9:
            w.charge(v, "vent_ni", at(d, 22), 20)
        if n % 7 == 1:
            w.charge(v, "cbc", at(d, 8))
    w.charge(v, "surfactant", at(day, 13))
    w.settle(v)
    w.innocent("newborn_over_28_days", [v])
