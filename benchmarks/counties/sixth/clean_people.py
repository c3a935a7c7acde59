"""What only looks wrong in the sixth county and takes a story: settlements in parts, cards, codes, licences."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.fourth.cases import told
from benchmarks.counties.outside.people import Doctor, at
from benchmarks.counties.stranger.plan import put

from .cases import CLEAN, fine
from .world import Sixth


@told(CLEAN, "settled_by_the_month", 6, "a long stay is settled month by month under one number")
def settled_by_the_month(w: Sixth, _: int) -> None:
    """Four settlements, one stay."""
    v, _marks = w.stay(
        w.pick("", (30, 70)), w.house("psy1"), "schiz6", w.day(5, 150), w.rng.randint(95, 130)
    )
    cuts = [datetime(2025, m, 1) - timedelta(minutes=10) for m in range(2, 13)]
    fine(w, "settled_by_the_month", [w.settled_monthly(v, cuts)])


@told(
    CLEAN,
    "new_number_each_quarter",
    5,
    "the office wants long stays closed and reopened with the quarter, on the same bed and day",
)
def new_number_each_quarter(w: Sixth, _: int) -> None:
    """Discharged on paper, admitted on paper."""
    p, h, visits = w.pick("", (30, 70)), w.house("psy1,nur,psy2"), []
    ill = "old6" if h.level == 1 else "schiz6"
    bed = ""
    for start, end in ((date(2025, 2, 10), date(2025, 3, 31)), (date(2025, 3, 31), date(2025, 6, 30)),
                       (date(2025, 6, 30), date(2025, 8, 20))):  # fmt: skip
        v, _marks = w.stay(p, h, ill, start, (end - start).days, hour=11)
        bed = bed or v.bed
        v.bed = bed
        visits.append(w.settle(v))
    fine(w, "new_number_each_quarter", visits)


@told(
    CLEAN,
    "new_year_in_hospital",
    10,
    "who lies over New Year is settled in two parts; who leaves in January is grouped by the new edition",
)
def new_year_in_hospital(w: Sixth, i: int) -> None:
    """Old year, new year, new weights."""
    ill, house = (("lung6", "u1"), ("hip6", "u2"), ("copd6", "gh"), ("schiz6", "psy1"))[i % 4]
    v, _marks = w.stay(w.pick(w.illnesses[ill].sex, w.illnesses[ill].ages), w.house(house), ill,
                       date(2025, 12, 22) + timedelta(days=i % 4), 13)  # fmt: skip
    fine(w, "new_year_in_hospital", [w.settle(v)])


@told(
    CLEAN,
    "visit_written_twice",
    10,
    "a visit under the wrong kind is taken back and entered anew, minutes later",
)
def visit_written_twice(w: Sixth, _: int) -> None:
    """The first settlement is refunded in full."""
    p, day = w.pick("", (30, 80)), w.day()
    h, when = w.house("u1,t1,gh2"), w.moment(day, 9, 11)
    fee = "general_fee" if h.level <= 1 else "visit"
    first, _marks = w.seen(
        p, h, "cmm", when, bare=True, plus=f"{fee} irbe*3 metformin*3", scan=False
    )
    w.refund(first, str(first.setls[0]["setl_id"]), again=False)
    second, _marks = w.seen(p, h, "cmm", when + timedelta(minutes=18), bare=True, med_type="14",
                            plus=f"{fee} irbe*3 metformin*3")  # fmt: skip
    fine(w, "visit_written_twice", [first, second])


@told(
    CLEAN,
    "child_on_its_mothers_card",
    8,
    "the newborn has no number yet and is charged under its mother, beside her own stay",
)
def child_on_its_mothers_card(w: Sixth, _: int) -> None:
    """Two stays of one number at one time."""
    mother, day, h = w.pick("2", (22, 37)), w.day(), w.house("mch,u1")
    w.happened.add(("birth", mother.no))
    hers, _marks = w.stay(mother, h, "cs4", day, 6)
    its, _marks = w.stay(mother, h, "jaun4", day + timedelta(days=1), 5, newborn=True)
    fine(w, "child_on_its_mothers_card", [w.settle(hers), w.settle(its)])


@told(
    CLEAN,
    "doctor_with_two_licences",
    4,
    "licensed at the university in the morning and at the community centre in the afternoon",
)
def doctor_with_two_licences(w: Sixth, i: int) -> None:
    """One name, two houses, one day."""
    d = Doctor(f"D37010299{i:04d}", f"双点医生{i}", w.house("u1").code, "心血管内科", multi=True)
    w.doctors.append(d)
    visits = []
    for _ in range(6):
        day = w.day()
        for house, hour in (("u1", 9), ("com1", 15)):
            v, _marks = w.seen(w.pick("", (40, 80)), w.house(house), "seen6", at(day, hour, w.rng.randint(0, 50)),
                               plus="amlodipine", doctor=d.code)  # fmt: skip
            visits.append(v)
    fine(w, "doctor_with_two_licences", visits)


@told(
    CLEAN,
    "another_insurance_in_july",
    8,
    "he found work in July: the resident's insurance ends, the employee's begins",
)
def another_insurance_in_july(w: Sixth, _: int) -> None:
    """The same pills under two kinds."""
    p, visits, h = w.pick("", (36, 58)), [], w.house("t1,com1")
    p.insurance = "390"
    for month in (4, 5, 6, 7, 8, 9):
        if month == 7:
            p.insurance, p.employer = "310", "E00077"
        v, _marks = w.seen(p, h, "cmm", w.moment(date(2025, month, w.rng.randint(3, 8))), bare=True, med_type="14",
                           plus="general_fee irbe atorva")  # fmt: skip
        visits.append(v)
    fine(w, "another_insurance_in_july", visits)


@told(
    CLEAN,
    "guest_from_another_province",
    10,
    "insured elsewhere: paid by the line, tested again after discharge",
)
def guest_from_another_province(w: Sixth, _: int) -> None:
    """A stay far from home."""
    p = w.pick("", (40, 80))
    w.away.add(p.no)
    p.village = "外省某市7号"
    v, _marks = w.stay(p, w.house("u1,gh2"), "lung6", w.day(), 8)
    v.pay, v.group = "ffs", None
    visits = [w.settle(v)]
    again, _marks = w.seen(p, w.house("com1"), "cough5", w.moment(w.later(v.end.date(), 2, 4)))
    fine(w, "guest_from_another_province", [*visits, again])


@told(
    CLEAN,
    "team_comes_to_the_village",
    3,
    "the team's day in the village: thirty neighbours, the same two pills",
)
def team_comes_to_the_village(w: Sixth, _: int) -> None:
    """One morning, one queue."""
    people, day, visits = [w.pick("", (58, 84)) for _ in range(w.rng.randint(24, 30))], w.day(), []
    w.neighbours(people)
    when = at(day, 8, 0)
    for p in people:
        v, _marks = w.seen(
            p,
            w.house("v0"),
            "cmm",
            when,
            bare=True,
            med_type="14",
            plus="general_fee amlodipine*2 metformin*2",
        )
        visits.append(v)
        when += timedelta(minutes=w.rng.randint(5, 8))
    fine(w, "team_comes_to_the_village", visits)


@told(CLEAN, "class_with_influenza", 3, "a class falls ill within four days")
def class_with_influenza(w: Sixth, _: int) -> None:
    """One school, one virus."""
    day, visits = w.day(10, 40), []
    for _n in range(w.rng.randint(16, 22)):
        when = w.moment(day + timedelta(days=w.rng.randint(0, 3)), 8, 20)
        visits.append(w.seen(w.pick("", (7, 13)), w.house("gh2"), "flu6", when, med_type="13")[0])
    fine(w, "class_with_influenza", visits)


@told(
    CLEAN,
    "doctor_lies_ill",
    5,
    "a doctor is operated in his own house and signs nothing while he lies there",
)
def doctor_lies_ill(w: Sixth, i: int) -> None:
    """Staff fall ill too."""
    p, h = w.pick("", (40, 58)), w.house("gh2" if i % 2 else "u1")
    w.doctors.append(Doctor(f"D37078698{i:04d}", p.name, h.code, "全科", person=p.no))
    v, _marks = w.stay(p, h, "gall4", w.day(), 5)
    fine(w, "doctor_lies_ill", [w.settle(v)])


@told(
    CLEAN, "dies_in_the_ward", 8, "what was done on the last day is booked and settled after death"
)
def dies_in_the_ward(w: Sixth, _: int) -> None:
    """Laboratory and settlement come later than the end."""
    p = w.pick("", (70, 92))
    v, _marks = w.stay(
        p, w.house("u1,gh2"), "copd6", w.day(), 9, way="5", plus="rescue_big@-1T20 norepi*3@-1T20"
    )
    w.late(v, ("04",), 1)
    w.settle(v)
    p.died, p.used = v.end.date(), True
    fine(w, "dies_in_the_ward", [v])


@told(CLEAN, "observed_for_three_days", 10, "a bed in the emergency room is no stay")
def observed_for_three_days(w: Sixth, _: int) -> None:
    """Sixty hours behind a curtain."""
    v, _marks = w.seen(w.pick("", (45, 84)), w.house("gh2,u1"), "watch6", w.moment(w.day()), med_type="13", settle=False,
                       plus="bed_watch*3 visit_watch*3 oxygen*40")  # fmt: skip
    for n in range(3):
        put(w, v, "levoflox infusion nebul*2 budesonide_n*2")
        for line in v.lines[-4:]:
            line.when = v.start + timedelta(days=n, hours=2)
    v.end = v.start + timedelta(hours=60)
    w.settle(v)
    w.stock.scan(v)
    fine(w, "observed_for_three_days", [v])


@told(CLEAN, "rays_every_weekday", 4, "five weeks of radiotherapy as outpatient")
def rays_every_weekday(w: Sixth, _: int) -> None:
    """Monday to Friday."""
    p, day, visits = w.pick("", (48, 74)), w.day(5, 250), []
    while len(visits) < 25:
        if day.weekday() < 5:
            visits.append(
                w.seen(p, w.house("u1"), "radio6", at(day, 10, 15), med_type="14", dept="肿瘤科")[0]
            )
        day += timedelta(days=1)
    fine(w, "rays_every_weekday", visits)
