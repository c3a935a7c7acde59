"""Schemes of people, cards, places and whole stays."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.counties.outside.people import at
from benchmarks.counties.outside.records import Visit

from .cases import scheme
from .plan import Mark, loss
from .world import Strange, crowd


@scheme(
    "round_and_round",
    5,
    "循环住院: out of the rehabilitation house every fortnight, back after a day or three, for backs and knees.",
)
def _(w: Strange, _i: int) -> None:
    h, ill = w.house("reh"), w.rng.choice(("rspine", "rknee"))
    stays: list[Visit] = []
    for p in crowd(w, w.rng.randint(1, 3), "", (52, 74)):
        day = w.day(5, 60)
        for n in range(w.rng.randint(5, 8)):
            v, _m = w.stay(p, h, ill, day, w.rng.randint(13, 15), plus="mid_freq@wT16^ex")
            w.settle(v)
            if n:
                stays.append(v)
            day = v.end.date() + timedelta(days=w.rng.randint(1, 3))
            if day > date(2025, 11, 20):
                break
    w.scheme("round_and_round", h, stays, loss=sum(w.paid(v) for v in stays))


@scheme("ping_pong", 4, "Two houses of one owner send the same patients to and fro every ten days.")
def _(w: Strange, _i: int) -> None:
    a, b = w.house("reh"), w.house("pri")
    stays: list[Visit] = []
    for p in crowd(w, w.rng.randint(2, 4), "", (55, 75)):
        day = w.day(5, 80)
        for n in range(w.rng.randint(5, 8)):
            h = (a, b)[n % 2]
            v, _m = w.stay(p, h, "rspine", day, w.rng.randint(9, 12),
                           dept="康复科" if h is a else "内科")  # fmt: skip
            w.settle(v)
            if n:
                stays.append(v)
            day = v.end.date()
            if day > date(2025, 11, 25):
                break
            day += timedelta(days=w.rng.randint(0, 1))
    w.scheme("ping_pong", a, stays, loss=sum(w.paid(v) for v in stays), providers=[b.code])


@scheme(
    "care_home_in_turn",
    4,
    "The residents of a care home next door lie in the house in turn, four at a time, every quarter, with the same drips.",
)
def _(w: Strange, i: int) -> None:
    h = w.house("t2" if i % 2 else "pri")
    people = crowd(w, w.rng.randint(8, 12), "", (70, 90))
    home = f"某县甲镇敬老院{i + 1}号"
    stays: list[Visit] = []
    for p in people:
        p.village = home
    start = w.day(5, 40)
    for quarter in range(w.rng.randint(3, 4)):
        for n, p in enumerate(people):
            day = start + timedelta(days=85 * quarter + (n // 4) * 8)
            if day > date(2025, 12, 10) or not p.free(day, day + timedelta(days=8)):
                continue
            v, _m = w.stay(p, h, "bronch", day, 7, drop="crp dr", plus="ns*1@*T10", dept="内科",
                           diags="I25.103 冠状动脉粥样硬化性心脏病;I10.x00 高血压")  # fmt: skip
            w.settle(v)
            stays.append(v)
    w.scheme("care_home_in_turn", h, stays, loss=sum(w.paid(v) for v in stays))


@scheme(
    "out_at_quarters_end",
    3,
    "The whole ward is written out on the last day of the quarter and in again on the first of the next, in the same beds.",
)
def _(w: Strange, i: int) -> None:
    h = w.house(("psy2", "psy2", "reh")[i % 3])
    ends = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30))[: w.rng.randint(2, 3)]
    stays: list[Visit] = []
    ill = "schizo" if h is w.house("psy2") else "rstroke"
    for n, p in enumerate(crowd(w, w.rng.randint(8, 13), "", (30, 64))):
        begin = ends[0] - timedelta(days=w.rng.randint(40, 60))
        bed = f"{h.depts[0]}{20 + n}床"
        for k, last in enumerate((*ends, date(2025, 11, 28))):
            v, _m = w.stay(p, h, ill, begin, (last - begin).days)
            v.bed = bed
            w.settle(v)
            if k:
                stays.append(v)
            begin = last + timedelta(days=1)
    w.scheme("out_at_quarters_end", h, stays, loss=sum(w.paid(v) for v in stays) * 0.15,
             note="of what was paid only the second deductible and package is lost: a seventh")  # fmt: skip


@scheme(
    "costs_moved_to_clinic",
    6,
    "转嫁费用: the group pays the stay, so scans and dear drugs of inpatients are settled as outpatient visits of the same house.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("cty,big")
    moved: list[Visit] = []
    for p in crowd(w, w.rng.randint(3, 6), "", (45, 80)):
        day = w.day(10, 320)
        v, _m = w.stay(p, h, w.rng.choice(("stroke", "pneu", "stone")), day, 9)
        w.settle(v)
        for k in sorted(w.rng.sample(range(1, 8), w.rng.randint(1, 3))):
            plus = w.rng.choice(
                ("mr_e", "ct_e us_color", "mero*6 ns*6", "albumin*4", "us_heart mra")
            )
            x, _m = w.seen(p, h, "cold", at(day + timedelta(days=k), 10, 20), bare=True,
                           plus=plus, diags="R52.900 疼痛", scan=False, dept="内科")  # fmt: skip
            moved.append(x)
    w.scheme("costs_moved_to_clinic", h, moved, loss=sum(w.paid(v) for v in moved))


@scheme(
    "signs_while_in_hospital",
    5,
    "The doctor lies in the state hospital after an operation; at his own house his number sees patients every morning.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("pr2,t1,com,reh")
    d = w.rng.choice([x for x in h.doctors if not x.person])
    p = w.pick("", (35, 60))
    d.person = p.no
    day = w.day(20, 300)
    v, _m = w.stay(p, w.house("big"), "gall", day, 6)
    w.settle(v)
    visits: list[Visit] = []
    for k in range(1, 6):
        for n, q in enumerate(crowd(w, w.rng.randint(3, 6), "", (20, 80))):
            when = at(day + timedelta(days=k), 8 + n // 3, 11 * (n % 3) + 3)
            visits.append(w.seen(q, h, "cold", when, doctor=d.code)[0])
    w.scheme("signs_while_in_hospital", h, visits, loss=sum(w.paid(x) for x in visits))


@scheme(
    "therapist_prescribes",
    5,
    "A technician's number signs prescriptions and visits for which the law wants a physician.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("reh,com,pr2")
    t = w.rng.choice(h.therapists)
    visits = []
    for p in crowd(w, w.rng.randint(5, 10), "", (20, 80)):
        when = at(w.day(), w.rng.randint(8, 15), w.rng.randint(0, 50))
        visits.append(w.seen(p, h, w.rng.choice(("cold", "htn")), when, doctor=t.code)[0])
    w.scheme("therapist_prescribes", h, visits, loss=sum(w.paid(x) for x in visits))


@scheme(
    "doctor_in_two_towns",
    4,
    "One doctor's number sees patients in two towns within the same minutes, week after week.",
)
def _(w: Strange, _i: int) -> None:
    a, b = w.house("t1,com"), w.house("c6,pr2")
    d = a.doctor(w.rng)
    d.multi = True
    visits = []
    start = w.day(5, 200)
    for k in range(w.rng.randint(6, 9)):
        day = start + timedelta(days=7 * k)
        for n in range(3):
            p, q = crowd(w, 2, "", (20, 80))
            visits.append(w.seen(p, a, "cold", at(day, 9, 10 * n + 1), doctor=d.code)[0])
            visits.append(w.seen(q, b, "cold", at(day, 9, 10 * n + 3), doctor=d.code)[0])
    w.scheme("doctor_in_two_towns", b, visits, loss=sum(w.paid(v) for v in visits[1::2]),
             providers=[a.code], note="those of the second house are counted")  # fmt: skip


@scheme("home_nurse_of_forty", 4, "One nurse, forty home visits of an hour in one day.")
def _(w: Strange, _i: int) -> None:
    h = w.house("com,t1")
    nurse = w.rng.choice(h.doctors).code
    pairs: list[Mark] = []
    visits = []
    for _d in range(w.rng.randint(1, 2)):
        day = w.day()
        for n, p in enumerate(crowd(w, w.rng.randint(34, 44), "", (62, 90))):
            v, m = w.seen(p, h, "htn", at(day, 8 + n // 5, 11 * (n % 5)), bare=True,
                          plus=f"!home_nurse^ex:{nurse}")  # fmt: skip
            visits.append(v)
            pairs += m
    w.scheme("home_nurse_of_forty", h, (), [(m.visit, m.line) for m in pairs],
             loss=loss(w, pairs) * 0.8, note="eight visits a day are possible")  # fmt: skip


@scheme(
    "free_checkup_billed",
    4,
    "公卫体检套刷: the yearly check of the old, paid by public health, is settled as visits for dizziness: same tests, one morning.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("t1,com,t3,t5")
    day = w.day(20, 300)
    visits = []
    for n, p in enumerate(crowd(w, w.rng.randint(25, 45), "", (65, 88))):
        v, _m = w.seen(p, h, "cold", at(day, 7 + n // 15, 4 * (n % 15)), bare=True, scan=False,
                       plus="general_fee cbc urine alt ast crea urea glucose chol tg us ecg",
                       diags="R42.x00 头晕")  # fmt: skip
        visits.append(v)
    w.scheme("free_checkup_billed", h, visits, loss=sum(w.paid(v) for v in visits))


@scheme(
    "card_in_two_towns",
    6,
    "One card at two counters forty kilometres apart within five minutes, again and again.",
)
def _(w: Strange, _i: int) -> None:
    a, b = w.house("p4,p5,c6"), w.house("p12,p13,c5")
    p = w.pick("", (40, 80))
    day = w.day(5, 150)
    visits = []
    for _k in range(w.rng.randint(3, 6)):
        hour, minute = w.rng.randint(8, 18), w.rng.randint(0, 50)
        for h, late in ((a, 0), (b, w.rng.randint(2, 6))):
            when = at(day, hour, minute + late)
            if h.kind == "pharmacy":
                v, _m = w.sale(p, h, when, "lianhua*2 amoxicillin*2", "J06.900 急性上呼吸道感染")
            else:
                v, _m = w.seen(p, h, "cold", when, drop="cbc")
            visits.append(v)
        day += timedelta(days=w.rng.randint(9, 30))
    second = visits[1::2]
    w.scheme("card_in_two_towns", b, visits, loss=sum(w.paid(v) for v in second),
             providers=[a.code], note="one of each pair is false; the second is counted")  # fmt: skip


@scheme(
    "infants_with_high_pressure", 5, "Babies' cards collect tablets for blood pressure and fat."
)
def _(w: Strange, _i: int) -> None:
    h = w.house("c2,c3,p6,p9")
    visits = []
    for p in crowd(w, w.rng.randint(2, 5), "", (0, 4)):
        day = w.day(5, 250)
        for _k in range(w.rng.randint(1, 3)):
            when = at(day, w.rng.randint(9, 17), 12)
            if h.kind == "pharmacy":
                v, _m = w.sale(p, h, when, "amlodipine*2 atorva*2")
            else:
                v, _m = w.seen(p, h, "htn", when, plus="atorva*2")
            visits.append(v)
            day += timedelta(days=w.rng.randint(20, 40))
    w.scheme("infants_with_high_pressure", h, visits, loss=sum(w.paid(v) for v in visits))


@scheme(
    "pricked_ten_times_a_day",
    5,
    "新生儿: transcutaneous bilirubin ten times a day and an incubator round the clock for sound babies rooming with their mothers.",
)
def _(w: Strange, _i: int) -> None:
    h = w.house("mat")
    marks: list[Mark] = []
    for m in crowd(w, w.rng.randint(2, 5), "2", (22, 36)):
        born = w.day()
        mother, _m = w.stay(m, h, "birth", born, 3)
        w.settle(mother)
        child = w.baby(m, born)
        v, k = w.stay(child, h, "birth", born, 3, bare=True, newborn=True, dept="新生儿科", hour=17,
                      med_type="21", diags="Z38.000 单胎活产", ops="",
                      plus="$nb nb_screen@2T9 hearing@2T10 !nb_bili*10/1@*T9 !nb_box*24@*T9")  # fmt: skip
        w.settle(v)
        marks += k
    w.scheme("pricked_ten_times_a_day", h, (), [(x.visit, x.line) for x in marks],
             loss=loss(w, marks))  # fmt: skip


@scheme("heating_in_july", 4, "取暖费 at thirty-five degrees.")
def _(w: Strange, _i: int) -> None:
    h = w.house("pr2,t1,reh")
    marks: list[Mark] = []
    for p in crowd(w, w.rng.randint(4, 9), "", (45, 80)):
        day = date(2025, 6, 10) + timedelta(days=w.rng.randint(0, 60))
        v, k = w.stay(p, h, "bronch", day, plus="!heating@*T9", dept="内科")
        w.settle(v)
        marks += k
    w.scheme("heating_in_july", h, (), [(x.visit, x.line) for x in marks], loss=loss(w, marks))
