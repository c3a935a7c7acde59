"""Look-alikes of kidneys, tumours, grafts, needles and the last weeks."""

from __future__ import annotations

from datetime import date, timedelta

from .cases import clean
from .life import (
    BREAST,
    CHEMO,
    ESRD,
    HEMI,
    KIDNEY_TX,
    LUMBAR,
    LUNG,
    RADIO,
    RENAL_HTN,
    TB,
    clinic,
    formula,
    later,
    stay,
)
from .world import LAST, Visit, World


def _session(
    w: World, p: object, at: object, keys: tuple[str, ...] = ("hd", "dialyser", "heparin")
) -> Visit:
    v = w.visit("tx", p, "14", at, at + timedelta(hours=4), "血透室", (ESRD, RENAL_HTN))  # type: ignore[arg-type, operator]
    for k in keys:
        w.add(v, k, 1, at)  # type: ignore[arg-type]
    return v


@clean("An inpatient of the rehabilitation house goes to the dialysis centre three times a week.")
def inpatient_to_dialysis(w: World, _: int) -> None:
    p, at = w.person(lo=50, hi=75), w.at(w.workday(hi=LAST - timedelta(days=30)))
    v = stay(
        w,
        "kf",
        p,
        at,
        20,
        (HEMI, ESRD),
        dept="康复科",
        drips=(),
        workdays=(("hemi", 1), ("ot", 1)),
        tests=("cbc", "crea", "k"),
    )
    w.plant(
        [
            v,
            *(
                _session(w, p, w.at(later(at, d).date(), 12.5, 13))
                for d in (2, 4, 6, 9, 11, 13, 16, 18)
            ),
        ]
    )


@clean(
    "Guest dialysis: away for the holiday he dialyses at another house, then again at his own; no session doubled."
)
def guest_dialysis(w: World, _: int) -> None:
    p, at = w.person(lo=40, hi=70), w.at(w.workday(hi=LAST - timedelta(days=30)), 7.2, 8)
    visits = [_session(w, p, at + timedelta(days=d)) for d in (0, 2, 4, 14, 16, 18)]
    for d in (7, 9, 11):
        v = w.visit(
            "qrm",
            p,
            "14",
            at + timedelta(days=d),
            at + timedelta(days=d, hours=4),
            "血透室",
            (ESRD,),
        )
        for k in ("hd", "dialyser", "heparin"):
            w.add(v, k, 1)
        visits.append(v)
    w.plant(visits)


@clean(
    "Perfusion once a fortnight, on the last dialysis of the week but as its own session the day after."
)
def perfusion_of_its_own(w: World, _: int) -> None:
    p, at = w.person(lo=40, hi=70), w.at(w.workday(hi=LAST - timedelta(days=40)), 7.2, 8)
    visits = [_session(w, p, at + timedelta(days=d)) for d in (0, 2, 4, 7, 9, 11)]
    visits.append(_session(w, p, at + timedelta(days=12), ("hp", "dial_line", "heparin")))
    w.plant(visits)


@clean("Overflow of water: a fourth dialysis in the week, asked for by the doctor.")
def fourth_dialysis(w: World, _: int) -> None:
    p, at = w.person(lo=40, hi=70), w.at(w.workday(hi=LAST - timedelta(days=40)), 7.2, 8)
    at -= timedelta(days=at.weekday())
    w.plant([_session(w, p, at + timedelta(days=d)) for d in (0, 2, 4, 5, 7, 9, 11)])


@clean(
    "Weekly taxol in the oncology day ward: twelve readmissions of one day at seven days' distance, count before each."
)
def weekly_taxol(w: World, _: int) -> None:
    p, at = w.person("2", lo=38, hi=70), w.at(w.workday(hi=LAST - timedelta(days=95)))
    w.plant(
        [
            stay(
                w,
                "zl",
                p,
                later(at, 7 * m),
                1,
                (CHEMO, BREAST),
                ("RE15", "恶性增生性疾患的化学治疗", 0.4),
                dept="日间化疗病房",
                kind="28",
                tests=("cbc", "alt"),
                drips=("saline", "ondan"),
                daily=(("docet", 1), ("dexa", 2)),
            )
            for m in range(9)
        ]
    )


@clean(
    "Thirty fractions of radiotherapy as an outpatient, five a week; plan, mask and simulation once, a second plan for the boost."
)
def thirty_fractions(w: World, _: int) -> None:
    p, at, visits = w.person(lo=45, hi=72), w.at(w.workday(hi=LAST - timedelta(days=60))), []
    at -= timedelta(days=at.weekday())
    for m in range(30):
        v = w.visit(
            "zl",
            p,
            "14",
            later(at, m // 5 * 7 + m % 5),
            later(at, m // 5 * 7 + m % 5) + timedelta(minutes=20),
            "放疗科",
            (RADIO, LUNG),
        )
        w.add(v, "linac", 1)
        for k in ("sim", "mask", "plan_rt") if m == 0 else ("plan_rt",) if m == 22 else ():
            w.add(v, k, 1)
        visits.append(v)
    w.plant(visits)


@clean(
    "Radiotherapy as an inpatient for six weeks: nothing on Saturdays and Sundays but bed and nursing."
)
def inpatient_radiotherapy(w: World, _: int) -> None:
    v = stay(
        w,
        "zl",
        w.person(lo=45, hi=72),
        w.at(w.workday(hi=LAST - timedelta(days=60))),
        40,
        (RADIO, LUNG),
        ("RC15", "恶性增生性疾患放射治疗", 2.8),
        dept="放疗科",
        drips=(),
        workdays=(("linac", 1),),
        tests=("cbc", "alt", "crea", "plan_rt", "sim"),
    )
    for d in (7, 14, 21, 28, 35):
        w.add(v, "cbc", 1, later(v.start, d))
    w.plant([v])


@clean("Radiotherapy and weekly chemotherapy at once: two treatments on one day, one illness.")
def chemoradiation(w: World, _: int) -> None:
    v = stay(
        w,
        "zl",
        w.person(lo=45, hi=70),
        w.at(w.workday(hi=LAST - timedelta(days=50))),
        35,
        (RADIO, LUNG),
        ("RC15", "恶性增生性疾患放射治疗", 2.8),
        dept="放疗科",
        drips=(),
        workdays=(("linac", 1),),
        tests=("cbc", "alt", "crea"),
    )
    for d in (2, 9, 16, 23, 30):
        for k in ("docet", "ondan", "saline", "cbc"):
            w.add(v, k, 1, later(v.start, d))
    w.plant([v])


@clean(
    "Kidney graft: tacrolimus level twice a week for a month after a change of dose, in the outpatient clinic."
)
def levels_twice_weekly(w: World, _: int) -> None:
    p, at = w.person(lo=28, hi=60), w.at(w.workday(hi=LAST - timedelta(days=45)))
    w.plant(
        [
            clinic(
                w,
                "sdy",
                p,
                later(at, 3.5 * m if m % 2 == 0 else 3.5 * m - 0.5),
                (KIDNEY_TX,),
                ("tacro", "myco") if m == 0 else (),
                ("drug_level", "crea", "cbc"),
                kind="14",
                dept="移植随访门诊",
            )
            for m in range(8)
        ]
    )


@clean(
    "Three immunosuppressants together in a graft: tacrolimus, mycophenolate, prednisone; and two boxes of tacrolimus a month after the dose was doubled."
)
def graft_dose_doubled(w: World, _: int) -> None:
    p, at = w.person(lo=28, hi=60), w.at(w.workday(hi=LAST - timedelta(days=60)))
    a = clinic(
        w,
        "sdy",
        p,
        at,
        (KIDNEY_TX,),
        ("tacro", "myco", "pred"),
        ("drug_level",),
        kind="14",
        dept="移植随访门诊",
    )
    b = clinic(
        w,
        "sdy",
        p,
        later(at, 11),
        (KIDNEY_TX,),
        ("tacro",),
        ("drug_level", "cmv"),
        kind="14",
        dept="移植随访门诊",
        boxes=2,
    )
    w.plant([a, b])


@clean(
    "TB: four drugs for two months of direct observation, sputum smears on three mornings running."
)
def three_sputa(w: World, _: int) -> None:
    p, at = w.person(lo=20, hi=70), w.at(w.workday(hi=LAST - timedelta(days=40)))
    v = stay(
        w,
        "crb",
        p,
        at,
        20,
        (TB,),
        ("ET15", "肺结核", 1.1),
        dept="结核科",
        drips=(),
        daily=(("hepato", 1), ("rifam", 0.0333), ("inh", 0.0333), ("pza", 0.0333), ("emb", 0.0333)),
        tests=("cbc", "alt", "ct"),
    )
    for d in (0.2, 1, 2):
        w.add(v, "tb_smear", 2, later(at, d))
        w.add(v, "tb_culture", 1, later(at, d))
    w.plant([v])


@clean(
    "Acupuncture and electro-acupuncture: plain needles in the morning for the neck, electric in the afternoon for the knee, two diagnoses."
)
def needles_morning_and_afternoon(w: World, _: int) -> None:
    v = stay(
        w,
        "zy",
        w.person(lo=45, hi=75),
        w.at(w.workday(hi=LAST - timedelta(days=20))),
        10,
        (LUMBAR, ("M17.900", "膝骨关节病")),
        ("IU25", "颈腰背疾患", 0.42),
        dept="针灸科",
        drips=(),
        daily=(("needle", 1), ("e_needle", 1), ("moxa", 1), ("hot_pack", 1)),
        tests=("cbc", "ecg"),
    )
    w.plant([v])


@clean(
    "A formula of fourteen doses: 15 grams of each herb a day makes 210, decocted by the house, fee per dose."
)
def fourteen_doses(w: World, i: int) -> None:
    v = clinic(
        w,
        ("zy", "zyg")[i % 2],
        w.person(lo=30, hi=70),
        w.at(w.workday()),
        (("G47.000", "失眠症"),),
        dept="中医科",
    )
    formula(w, v, 14, v.start, 15)
    w.add(v, "decoct", 14)
    w.plant([v])


@clean(
    "The TCM house's own cough mixture: a preparation of the house, no trace code exists for it, five hundred patients get it."
)
def house_mixture(w: World, _: int) -> None:
    w.plant(
        [
            clinic(
                w,
                "zy",
                w.person(lo=10, hi=80),
                w.at(w.workday()),
                (("J40.x00", "支气管炎"),),
                ("house_cough", "house_wash"),
                dept="肺病科",
                boxes=2,
            )
        ]
    )


@clean(
    "Winter cures in the dog days: a plaster on each of three fixed days of July, a queue of sixty patients from morning to noon by two doctors."
)
def dog_day_plasters(w: World, i: int) -> None:
    d, visits = date(2025, 7, (21, 22, 23, 24, 28, 29, 30, 31)[i]), []
    for n in range(40):
        t = w.at(d, 8, 11.8)
        v = w.visit(
            "zy",
            w.person(lo=4, hi=75),
            "11",
            t,
            t + timedelta(minutes=6),
            "治未病科",
            (("J45.900", "支气管哮喘"),),
            doctor=w.houses["zy"].doctors[n % 2],
        )
        w.add(v, "see", 1)
        w.add(v, "patch", 1)
        visits.append(v)
    w.plant(visits)


@clean(
    "Palliative care: morphine-like drugs daily, no tests, no cure, six weeks, death in the bed."
)
def dying_in_peace(w: World, _: int) -> None:
    at = w.at(w.workday(hi=LAST - timedelta(days=50)))
    p = w.person(lo=60, hi=88)
    v = stay(
        w,
        "sn",
        p,
        at,
        34,
        (("C34.900", "肺恶性肿瘤"), ("R52.100", "癌性疼痛")),
        dept="安宁病区",
        nurse="n1",
        drips=("glucose",),
        daily=(("tramad", 0.2), ("n_mouth", 2), ("oxygen", 10)),
        tests=("cbc",),
    )
    v.leaving = "5"
    p.died = v.end
    w.plant([v])
