"""Honest ways of a patient through houses, and of newborns, that look like schemes."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.counties.outside.people import at

from .cases import honest, keep
from .plan import put
from .world import Strange


@honest(
    "psychotic_with_pneumonia",
    5,
    "From the psychiatric house to the county's for pneumonia, and back into the same bed after nine days.",
)
def _(w: Strange, _i: int) -> None:
    p, day = w.pick("", (35, 64)), w.day(5, 200)
    home, away = w.house("psy,psy2"), w.house("cty,big")
    a, _m = w.stay(p, home, "schizo", day, 30, way="2")
    b, _m = w.stay(
        p, away, "pneu", a.end.date(), 9, hour=13, diags="J18.900 肺炎;F20.900 精神分裂症"
    )
    c, _m = w.stay(p, home, "schizo", b.end.date(), 40, hour=14, drop="psy_first")
    c.bed = a.bed
    keep(w, "psychotic_with_pneumonia", [w.settle(a), w.settle(b), w.settle(c)])


@honest(
    "down_the_steps_after_stroke",
    7,
    "County hospital, rehabilitation, nursing house: three stays in a row after one stroke, each lower.",
)
def _(w: Strange, _i: int) -> None:
    p, day = w.pick("", (58, 78)), w.day(5, 200)
    out, when = [], day
    for ill, house in (("stroke", "cty,big"), ("rstroke", "reh,reh2"), ("frail", "nur")):
        v, _m = w.stay(
            p, w.house(house), ill, when, hour=14 if out else 0, way="2" if ill != "frail" else "1"
        )
        out.append(w.settle(v))
        when = v.end.date()
    keep(w, "down_the_steps_after_stroke", out)


@honest(
    "second_stroke_second_training",
    5,
    "Three weeks after rehabilitation a new stroke; after it rehabilitation again.",
)
def _(w: Strange, _i: int) -> None:
    p, day = w.pick("", (58, 76)), w.day(5, 200)
    a, _m = w.stay(p, w.house("reh,reh2"), "rstroke", day)
    b, _m = w.stay(p, w.house("big,cty"), "stroke", a.end.date() + timedelta(days=21))
    c, _m = w.stay(p, a.provider, "rstroke", b.end.date() + timedelta(days=1))
    keep(w, "second_stroke_second_training", [w.settle(x) for x in (a, b, c)])


@honest(
    "last_months_of_a_cancer",
    6,
    "Five stays in three months in two houses, pain and breathlessness, until he dies.",
)
def _(w: Strange, _i: int) -> None:
    p, day = w.pick("", (55, 80)), w.day(5, 200)
    out = []
    for n in range(5):
        v, _m = w.stay(p, w.house("cty,onc" if n < 4 else "cty"), "pneu", day, w.rng.randint(5, 8),
                       diags="C34.900 肺恶性肿瘤;R52.200 癌性疼痛;J18.900 肺炎", way="5" if n == 4 else "1")  # fmt: skip
        out.append(w.settle(v))
        day = v.end.date() + timedelta(days=w.rng.randint(6, 15))
    p.died = out[-1].end.date()
    keep(w, "last_months_of_a_cancer", out)


@honest(
    "nursing_house_sends_to_specialist",
    6,
    "护理院 has no neurologist: its inpatient is seen at the state hospital's clinic and comes back.",
)
def _(w: Strange, _i: int) -> None:
    p = w.pick("", (70, 88))
    v, _m = w.stay(p, w.house("nur,reh"), "frail", w.day(5, 300), 30)
    x, _m = w.seen(p, w.house("big"), "cold", at(v.start.date() + timedelta(days=12), 10), bare=True,
                   plus="visit ct tcd", diags="G20.x00 帕金森病", dept="神经内科")  # fmt: skip
    keep(w, "nursing_house_sends_to_specialist", [w.settle(v), x])


@honest(
    "dentist_after_discharge",
    6,
    "Home at ten; at three in the afternoon, as long as he is in town, the dentist.",
)
def _(w: Strange, _i: int) -> None:
    p = w.pick("", (30, 70))
    v, _m = w.stay(p, w.house("big,cty"), "uti", w.day())
    x, _m = w.seen(p, w.house("den,big"), "caries", at(v.end.date(), 15, 10))
    keep(w, "dentist_after_discharge", [w.settle(v), x])


@honest(
    "tested_before_the_bed_was_free",
    6,
    "院前检查: tests as an outpatient of the same house two days before a planned operation; not repeated inside.",
)
def _(w: Strange, _i: int) -> None:
    p, day, h = w.pick("", (30, 70)), w.day(), w.house("big,cty,pr2")
    x, _m = w.seen(
        p,
        h,
        "cold",
        at(day, 9),
        bare=True,
        plus="visit cbc alt crea glucose pt aptt hbsag us ecg",
        diags="K80.100 胆囊结石",
        dept="普外科",
    )
    v, _m = w.stay(
        p,
        h,
        "gall",
        day + timedelta(days=2),
        drop="cbc urine alt ast crea urea glucose k na ecg us $pre",
    )
    keep(w, "tested_before_the_bed_was_free", [x, w.settle(v)])


@honest(
    "in_and_out_on_one_day",
    6,
    "Admitted at eight with colic, the stone passed, home at six: one day, one bed.",
)
def _(w: Strange, _i: int) -> None:
    p, day, h = w.pick("", (28, 60)), w.day(), w.house("pr2,pri,cty")
    v = w.open(
        p,
        h,
        "21",
        at(day, 8, 20),
        at(day, 18, 5),
        dept="泌尿外科",
        diags=[("N20.100", "输尿管结石")],
    )
    v.group = ("LJ1", "LJ15", 0.4)
    put(w, v, "bed@0T9 visit_in@0T9 nurse2@0T9 cbc@0 us_urine@0 ct@0 infusion@0T10 ns@0T10")
    keep(w, "in_and_out_on_one_day", [w.settle(v)])


@honest(
    "troponin_here_and_there",
    6,
    "Chest pain: troponin at the county house at one, driven on, again in the city at four.",
)
def _(w: Strange, _i: int) -> None:
    p, day = w.pick("", (48, 80)), w.day()
    a, _m = w.seen(
        p,
        w.house("cty,pr2"),
        "cold",
        at(day, 1, 5),
        bare=True,
        plus="visit_er ecg tropt ckmb",
        med_type="13",
        diags="R07.400 胸痛",
        dept="急诊科",
    )
    b, _m = w.stay(
        p,
        w.house("big"),
        "chf",
        day,
        6,
        hour=4,
        plus="tropi@0 ckmb@0",
        diags="I21.900 急性心肌梗死",
    )
    keep(w, "troponin_here_and_there", [a, w.settle(b)])


@honest(
    "radiotherapy_from_another_bed",
    5,
    "He lies in the county hospital; every morning a car takes him to the oncology house for ten minutes of radiation, settled there as outpatient.",
)
def _(w: Strange, _i: int) -> None:
    p = w.pick("", (45, 75))
    v, _m = w.stay(
        p, w.house("cty"), "pneu", w.day(10, 320), 9, diags="C15.900 食管恶性肿瘤;J18.900 肺炎"
    )
    out = [w.settle(v)]
    for n in (2, 3, 4):
        out.append(w.seen(p, w.house("onc"), "hd", at(v.start.date() + timedelta(days=n), 10), bare=True, plus="linac",
                          med_type="14", diags="C15.900 食管恶性肿瘤;Z51.003 放射治疗", dept="放疗科")[0])  # fmt: skip
    keep(w, "radiotherapy_from_another_bed", out)


@honest(
    "dialysis_on_holiday",
    5,
    "Three weeks at the daughter's: dialysed in the city, before and after at home.",
)
def _(w: Strange, _i: int) -> None:
    p, day, out = w.pick("", (40, 74)), w.day(5, 250), []
    for n in range(15):
        h = w.house("big") if 5 <= n < 10 else w.house("dia")
        when = at(day + timedelta(days=(7 * (n // 3)) + 2 * (n % 3)), 7, 30)
        out.append(w.seen(p, h, "hd", when, med_type="14", hours=4)[0])
    keep(w, "dialysis_on_holiday", out)


@honest(
    "tooth_in_three_visits",
    6,
    "One tooth: nerve killed today, canal prepared in a fortnight, filled a week later, post after that.",
)
def _(w: Strange, _i: int) -> None:
    p, h, day = w.pick("", (16, 60)), w.house("den,big"), w.day(5, 250)
    out = []
    for gap, plan in ((0, "visit dent_film pulp_kill"), (14, "visit pulp_open canal_prep"),
                      (21, "visit canal_fill dent_film"), (30, "visit canal_post")):  # fmt: skip
        out.append(
            w.seen(p, h, "pulp", at(day + timedelta(days=gap), 9, 15), bare=True, plus=plan)[0]
        )
    keep(w, "tooth_in_three_visits", out)


@honest(
    "weekend_at_home",
    6,
    "Trial leave of a psychiatric patient: two nights at home by order, bed kept, nothing else charged.",
)
def _(w: Strange, _i: int) -> None:
    v, _m = w.stay(w.pick("", (20, 60)), w.house("psy,psy2"), "schizo", w.day(5, 280), 35)
    away = {v.start.date() + timedelta(days=n) for n in (20, 21)}
    v.lines = [ln for ln in v.lines if ln.when.date() not in away or ln.item.key == "bed"]
    keep(w, "weekend_at_home", [w.settle(v)])


@honest(
    "baby_under_the_blue_light",
    7,
    "Jaundice: three measurements and twelve hours of light a day, incubator at night, for a baby with the diagnosis.",
)
def _(w: Strange, _i: int) -> None:
    m = w.pick("2", (22, 36))
    born = w.day()
    h = w.house("mat,big,cty")
    mother, _m = w.stay(m, h, "birth", born, 4)
    child = w.baby(m, born)
    v, _m = w.stay(child, h, "birth", born + timedelta(days=1), 4, bare=True, newborn=True, dept="新生儿科",
                   med_type="21", diags="P59.900 新生儿黄疸", ops="",
                   plus="$nb nb_screen@1T9 hearing@2T9 nb_bili*3@*T9 nb_light*12@*T9 nb_box*24@*T9 tbil@0T14")  # fmt: skip
    keep(w, "baby_under_the_blue_light", [w.settle(mother), w.settle(v)])


@honest(
    "twins_with_the_same_bill",
    6,
    "Twins with numbers of their own: the same days, the same lines, to the fen.",
)
def _(w: Strange, _i: int) -> None:
    m = w.pick("2", (23, 36))
    born, h = w.day(), w.house("mat,big,cty")
    mother, _m = w.stay(
        m, h, "cs", born, 5, diags="O30.000 双胎妊娠;Z37.200 双胎，均为活产;O82.000 选择性剖宫产"
    )
    out = [w.settle(mother)]
    for _n in range(2):
        v, _m = w.stay(w.baby(m, born), h, "birth", born, 5, bare=True, newborn=True, dept="新生儿科", hour=16,
                       med_type="21", diags="P07.300 早产儿;Z38.300 双胎活产", ops="",
                       plus="$nb nb_box*24@*T9 nb_mon*24@*T9 glucose_bed*4@*T9 nb_screen@3T9")  # fmt: skip
        out.append(w.settle(v))
    keep(w, "twins_with_the_same_bill", out)


@honest(
    "newborn_driven_to_the_city",
    6,
    "Born breathless in the small house, in the city's incubator two hours later: two stays on the first day of life.",
)
def _(w: Strange, _i: int) -> None:
    m = w.pick("2", (22, 36))
    born = w.day(5, 300)
    h = w.house("mat,cty")
    mother, _m = w.stay(m, h, "birth", born, 3, hour=9)
    child = w.baby(m, born)
    a, _m = w.stay(child, h, "birth", born, 1, bare=True, newborn=True, dept="新生儿科", hour=11, way="2", med_type="21",
                   diags="P22.000 新生儿呼吸窘迫综合征", ops="", plus="$nb oxygen*2@0T11 rescue_mid@0T11", end_hour=8)  # fmt: skip
    b, _m = w.stay(child, w.house("big"), "birth", born, 20, bare=True, newborn=True, dept="新生儿科", hour=14, med_type="21",
                   diags="P22.000 新生儿呼吸窘迫综合征;P07.300 早产儿", ops="",
                   plus="$nb nb_box*24@*T9 nb_mon*24@*T9 vent*24@0-4T9 surfactant@0T15 caffeine@0-9T9 blood_gas*3@0-3T9")  # fmt: skip
    keep(w, "newborn_driven_to_the_city", [w.settle(x) for x in (mother, a, b)])
