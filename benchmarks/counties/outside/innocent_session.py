"""Look-alikes of sessions: the same thing twice in a day, or two things together, rightly."""

from __future__ import annotations

from datetime import timedelta

from .care import each_day, find, full_stay, record, stay, visit
from .diseases import DISEASES
from .people import at
from .records import Line, Visit
from .registry import lookalike
from .world import World


def _done(w: World, name: str, v: Visit, lines: list[Line], note: str = "") -> None:
    w.settle(v)
    if not v.inpatient:
        w.stock.scan(v)
    w.innocent(name, [v], [(v, ln) for ln in lines], note=note)


@lookalike("nebulisation_twice", 16, "Two nebulisations a day, morning and evening, as prescribed.")
def nebul(w: World, i: int) -> None:
    v = full_stay(w, ("copd", "child_pneu")[i % 2], w.hosp(1 if i % 2 == 0 else 5))
    lines = [w.charge(v, "nebul", at(d, 17, 20)) for d in each_day(v)]
    _done(w, "nebulisation_twice", v, lines)


@lookalike("glucose_profile", 16, "Seven bedside glucose values a day while insulin is adjusted.")
def profile(w: World, i: int) -> None:
    v = full_stay(w, "diabetes", w.hosp(2 + i % 2))
    lines = [
        w.charge(v, "glucose_bed", at(d, hour, 5))
        for d in each_day(v)[1:4]
        for hour in (7, 10, 11, 14, 17, 20)
    ]
    _done(w, "glucose_profile", v, lines)


@lookalike("ogtt_and_bedside", 14, "A tolerance test in the morning; before supper a finger prick.")
def ogtt(w: World, i: int) -> None:
    v = full_stay(w, "diabetes", w.hosp(1 + i % 2))
    day = each_day(v)[1]
    lines = [w.charge(v, "ogtt", at(day, 7, 30)), w.charge(v, "glucose_bed", at(day, 17, 30))]
    _done(w, "ogtt_and_bedside", v, lines)


@lookalike(
    "blood_gas_at_night",
    14,
    "Blood gas (with electrolytes) at three in the night, serum "
    "chemistry in the morning: another sample, another question.",
)
def gas(w: World, i: int) -> None:
    v = full_stay(w, ("copd", "chf")[i % 2], w.hosp(1))
    day = each_day(v)[2]
    lines = [
        w.charge(v, "blood_gas", at(day, 3, 10)),
        w.charge(v, "k", at(day, 7, 30)),
        w.charge(v, "na", at(day, 7, 30)),
        w.charge(v, "cl", at(day, 7, 30)),
    ]
    _done(w, "blood_gas_at_night", v, lines)


@lookalike("potassium_rechecked", 14, "Potassium of 2.4 rechecked every six hours under infusion.")
def potassium(w: World, i: int) -> None:
    v = full_stay(w, "chf", w.hosp(1 + i % 3))
    v.diags.append(("E87.600", "低钾血症"))
    day = each_day(v)[1]
    lines = [w.charge(v, "k", at(day, h)) for h in (2, 8, 14, 20)]
    w.charge(v, "kcl", at(day, 9), 3)
    _done(w, "potassium_rechecked", v, lines)


@lookalike("troponin_series", 14, "Troponin at 0, 3 and 6 hours, the chest-pain pathway.")
def troponin(w: World, i: int) -> None:
    v = full_stay(w, "cad", w.hosp(1 + i % 2))
    day = each_day(v)[0]
    lines = [
        w.charge(v, "tropi", v.start + timedelta(hours=h))
        for h in (1, 4, 7)
        if (v.start + timedelta(hours=h)).date() == day
    ]
    _done(w, "troponin_series", v, lines)


@lookalike(
    "other_specimen",
    14,
    "Glucose and protein of ascites beside those of the blood: the same item of two specimens.",
)
def specimen(w: World, _i: int) -> None:
    v = full_stay(w, "cirrhosis", w.hosp(1))
    day = each_day(v)[1]
    lines = [
        w.charge(v, k, at(day, h, m), local=f"{name}({spec})")
        for k, name in (("glucose", "葡萄糖测定"), ("protein_t", "总蛋白测定"))
        for h, m, spec in ((7, 30, "血清"), (10, 40, "腹水"))
    ]
    _done(w, "other_specimen", v, lines)


@lookalike("two_infusion_groups", 14, "Antibiotic every twelve hours: two infusions a day.")
def infusions(w: World, i: int) -> None:
    v = full_stay(w, ("pneumonia", "uti")[i % 2], w.hosp(1 + i % 3))
    lines = [w.charge(v, "infusion", at(d, 21, 10)) for d in each_day(v)[1:]]
    _done(w, "two_infusion_groups", v, lines)


@lookalike(
    "oxygen_then_ventilator",
    14,
    "Ten hours of oxygen, then intubated: fourteen hours of ventilator on the same day.",
)
def oxygen(w: World, i: int) -> None:
    v = full_stay(w, ("copd", "pneumonia")[i % 2], w.hosp(1 + i % 2), severity=1)
    v.diags.append(("J96.900", "呼吸衰竭"))
    day = each_day(v)[1]
    lines = [
        w.charge(v, "oxygen", at(day, 9), 10),
        w.charge(v, "vent", at(day, 23, 30), 14),
        w.charge(v, "an_intub", at(day, 10)),
    ]
    _done(w, "oxygen_then_ventilator", v, lines)


@lookalike(
    "mask_then_tube", 12, "Twelve hours of mask ventilation failed, twelve by tube: 24 in all."
)
def mask(w: World, _i: int) -> None:
    v = full_stay(w, "copd", w.hosp(1), severity=1)
    v.diags.append(("J96.900", "呼吸衰竭"))
    day = each_day(v)[1]
    lines = [w.charge(v, "vent_ni", at(day, 12), 12), w.charge(v, "vent", at(day, 23, 50), 12)]
    _done(w, "mask_then_tube", v, lines)


@lookalike(
    "crrt_then_dialysis",
    12,
    "Continuous purification stopped at six, a session of dialysis "
    "at sixteen: one after the other.",
)
def crrt(w: World, _i: int) -> None:
    v = full_stay(w, "pancreatitis", w.hosp(1), severity=1)
    v.diags.append(("N17.900", "急性肾衰竭"))
    day = each_day(v)[2]
    lines = [w.charge(v, "crrt", at(day, 6), 6), w.charge(v, "hd", at(day, 16))]
    w.charge(v, "dialyser", at(day, 16))
    _done(w, "crrt_then_dialysis", v, lines)


@lookalike("ct_twice_a_day", 14, "CT on arrival and again after thrombolysis, to see bleeding.")
def ct_twice(w: World, i: int) -> None:
    v = full_stay(w, "stroke", w.hosp(1 + i % 3), start_hour=9)
    day = each_day(v)[0]
    w.charge(v, "alteplase", at(day, 10), 1)
    lines = [w.charge(v, "ct", at(day, 9, 50)), w.charge(v, "ct", at(day, 20, 15))]
    w.charge(v, "thrombolysis", at(day, 10))
    _done(w, "ct_twice_a_day", v, lines)


@lookalike("plain_then_contrast_next_day", 12, "Plain CT shows a mass; contrast the next day.")
def contrast(w: World, i: int) -> None:
    v = full_stay(w, ("pancreatitis", "pneumonia")[i % 2], w.hosp(1))
    lines = [w.charge(v, "ct_e", at(each_day(v)[3], 10)), *find(v, "ct")]
    _done(w, "plain_then_contrast_next_day", v, lines)


@lookalike("both_sides", 14, "Both hernias mended in one operation: two of the item, two meshes.")
def both(w: World, i: int) -> None:
    v = full_stay(w, "hernia", w.hosp(2 + i % 2), op=False)
    v.diags[0] = ("K40.200", "双侧腹股沟疝")
    day = each_day(v)[1]
    w.charge(v, "an_spinal", at(day, 9))
    lines = [
        w.charge(v, "op_hernia", at(day, 9), 1, local=f"腹股沟疝修补术({side})")
        for side in ("左", "右")
    ]
    w.charge(v, "mesh", at(day, 9), 2)
    record(v, "53.1400", "双侧腹股沟疝修补术", at(day, 9), at(day, 11), "an_spinal")
    _done(w, "both_sides", v, lines)


@lookalike("two_knees_in_one_stay", 10, "Both knees replaced, a week apart, in one stay.")
def knees(w: World, i: int) -> None:
    v = full_stay(w, "knee_oa", w.hosp(1 + i % 2), days=18)
    day = each_day(v)[9]
    lines = [w.charge(v, k, at(day, 9)) for k in ("op_knee", "an_spinal", "knee")]
    record(v, "81.5400", "全膝关节置换", at(day, 9), at(day, 11), "an_spinal")
    _done(w, "two_knees_in_one_stay", v, lines)


@lookalike("debrided_twice", 12, "A dirty wound opened again after four days.")
def debride(w: World, i: int) -> None:
    v = full_stay(w, "femur_fx", w.hosp(1 + i % 2))
    lines = []
    for n in (3, 7):
        day = each_day(v)[n]
        lines += [w.charge(v, k, at(day, 14)) for k in ("op_debride", "an_block")]
        record(v, "86.2200", "伤口扩创术", at(day, 14), at(day, 15), "an_gen")
    _done(w, "debrided_twice", v, lines)


@lookalike(
    "long_anaesthesia", 14, "An operation of six hours: the basic fee and four further hours."
)
def long_op(w: World, i: int) -> None:
    v = full_stay(w, ("thyroid", "gallstone", "myoma")[i % 3], w.hosp((1, 1, 2)[i % 3]))
    begin = find(v, "an_gen")[0].when
    lines = [w.charge(v, "an_gen_h", begin, 4), w.charge(v, "an_mon", begin, 4)]
    v.ops[0]["oprn_oprt_endtime"] = (begin + timedelta(hours=5, minutes=40)).strftime(
        "%Y-%m-%d %H:%M:%S"
    )
    v.ops[0]["anst_endtime"] = (begin + timedelta(hours=6)).strftime("%Y-%m-%d %H:%M:%S")
    _done(w, "long_anaesthesia", v, lines)


@lookalike(
    "spinal_failed_then_general", 12, "The spinal did not take; general anaesthesia followed."
)
def converted(w: World, i: int) -> None:
    v = full_stay(w, ("hip_fx", "hernia")[i % 2], w.hosp((1, 2)[i % 2]))
    begin = find(v, "an_spinal")[0].when
    lines = [w.charge(v, "an_gen", begin + timedelta(minutes=35)), find(v, "an_spinal")[0]]
    v.ops[0]["anst_way"] = "1"
    _done(w, "spinal_failed_then_general", v, lines)


@lookalike(
    "three_parts", 14, "Physiotherapy of neck, shoulder and back: three parts, quantity three."
)
def parts(w: World, i: int) -> None:
    p = w.pick(ages=(35, 75))
    v = visit(
        w,
        p,
        w.hosp((4, 7)[i % 2]),
        at(w.day(), 9),
        ("M47.800", "颈椎病"),
        dept="康复科",
        settle=False,
    )
    lines = [w.charge(v, "mid_freq", v.start, 3, exec_dr=v.provider.therapists[0].code)]
    _done(w, "three_parts", v, lines)


@lookalike(
    "morning_and_afternoon_training",
    14,
    "Stroke patients train walking in the morning and hands in the afternoon.",
)
def training(w: World, i: int) -> None:
    v = full_stay(w, "rehab_stroke", w.hosp(7), days=16)
    t = v.provider.therapists[i % 8].code
    lines = [
        w.charge(v, "balance", at(d, 15, 10), exec_dr=t) for d in each_day(v) if d.weekday() < 5
    ]
    _done(w, "morning_and_afternoon_training", v, lines)


@lookalike(
    "icu_then_ward_same_day",
    12,
    "Leaves intensive care at noon: twelve hours of intensive "
    "care and first-degree nursing on one day.",
)
def step_down(w: World, i: int) -> None:
    d = DISEASES["pneumonia"]
    p = w.pick(ages=(50, 85))
    v = stay(w, p, w.hosp(1 + i % 2), d, w.day(), 9, severity=1, fill=False)
    v.diags.append(("J96.900", "呼吸衰竭"))
    lines = []
    for n, day in enumerate(each_day(v)):
        icu = n < 3
        w.charge(v, "bed_icu" if icu else "bed", at(day, 9 if n else 16))
        w.charge(v, "visit_in", at(day, 9 if n else 16))
        if icu:
            w.charge(v, "icu_care", at(day, 23), 24 if n else 7)
            w.charge(v, "vent", at(day, 23), 24 if n else 6)
        elif n == 3:
            lines = [w.charge(v, "icu_care", at(day, 12), 12), w.charge(v, "nurse1", at(day, 18))]
        else:
            w.charge(v, "nurse1", at(day, 9))
        w.charge(v, "infusion", at(day, 17))
        w.charge(v, "cefoper", at(day, 17), 2)
        w.charge(v, "ns", at(day, 17))
    for key in ("cbc", "crp", "pct", "ct", "blood_gas", "culture", "crea", "k"):
        w.charge(v, key, v.start + timedelta(hours=1))
    _done(w, "icu_then_ward_same_day", v, lines)


@lookalike("stomach_and_colon_one_sleep", 14, "Gastroscopy and colonoscopy in one sedation.")
def scopes(w: World, i: int) -> None:
    p = w.pick(ages=(35, 72))
    v = visit(
        w,
        p,
        w.hosp(1 + i % 3),
        at(w.day(), 9),
        ("K29.500", "慢性胃炎"),
        dept="消化内科",
        settle=False,
    )
    lines = [
        w.charge(v, k, v.start + timedelta(minutes=20 + n * 15))
        for n, k in enumerate(("an_iv", "gastroscopy", "colonoscopy", "biopsy_g"))
    ]
    w.charge(v, "propofol", v.start + timedelta(minutes=20), 2)
    w.charge(v, "path_endo", v.start + timedelta(minutes=60), 2)
    _done(w, "stomach_and_colon_one_sleep", v, lines)


@lookalike(
    "mri_two_parts", 12, "Lumbar and cervical spine in one session, the second at half price."
)
def mri(w: World, _i: int) -> None:
    v = full_stay(w, "ldh", w.hosp(4))
    line = find(v, "mr")[0]
    lines = [line, w.charge(v, "mr", line.when, 1, price=210.0, local="磁共振平扫(颈椎)")]
    _done(w, "mri_two_parts", v, lines)


@lookalike(
    "group_sessions",
    10,
    "Group psychotherapy and gymnastics: one therapist, eight patients, one hour.",
)
def group(w: World, i: int) -> None:
    start = w.day(20, 280)
    people = [w.pick(ages=(20, 66)) for _ in range(5)]
    t = w.hosp(6).therapists[i % 8].code
    visits, lines = [], []
    for p in people:
        v = stay(w, p, w.hosp(6), "psych", start - timedelta(days=w.rng.randint(1, 9)), 45)
        v.posting = "exact"
        for n in range(4):
            lines.append(
                (v, w.charge(v, "psy_group", at(start + timedelta(days=7 * n), 15), exec_dr=t))
            )
        w.settle(v)
        visits.append(v)
    w.innocent("group_sessions", visits, lines)


@lookalike("hba1c_quarterly", 12, "HbA1c in January and again after 95 days.")
def hba1c(w: World, i: int) -> None:
    p = w.pick(ages=(45, 75))
    day = w.day(5, 120)
    visits, lines = [], []
    for n in range(3):
        v = visit(
            w,
            p,
            w.hosp(1 + i % 3),
            at(day + timedelta(days=95 * n), 9),
            ("E11.900", "2型糖尿病"),
            ("hba1c",),
            [("metformin", 3)],
            med_type="14",
        )
        visits.append(v)
        lines.append((v, find(v, "hba1c")[0]))
    w.register(p, "E11.900", None)
    w.innocent("hba1c_quarterly", visits, lines)


@lookalike("fetal_monitoring_weekly", 12, "Non-stress tests weekly, then twice, in late pregnancy.")
def fetal(w: World, _i: int) -> None:
    p = w.pick("2", (22, 38))
    day = w.day(10, 250)
    visits = [
        visit(
            w,
            p,
            w.hosp(5),
            at(day + timedelta(days=n), 9),
            ("Z34.900", "正常妊娠监督"),
            ("fetal",),
            med_type="51",
            dept="产科",
        )
        for n in (0, 7, 14, 18, 21, 25)
    ]
    w.innocent("fetal_monitoring_weekly", visits)
