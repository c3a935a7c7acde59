"""What only looks like a scheme in the fourth county around people: doctors, long bills, corrections, newborns."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from benchmarks.counties.outside.people import Person, at

from .cases import CLEAN, fine, told
from .world import Fourth

PRESSURE = "I10.x00 高血压"


def _couple(w: Fourth) -> tuple[Person, Person]:
    a, b = w.pick("1", (58, 84)), w.pick("2", (56, 82))
    b.village, b.tel = a.village, a.tel
    return a, b


@told(
    CLEAN,
    "doctor_of_the_union",
    10,
    "A county doctor works every Wednesday in the town house of the hospital's union; his registration says so.",
)
def _(w: Fourth, n: int) -> None:
    doctor = w.house("gh").doctor(w.rng, "心血管内科")
    doctor.multi = True
    day = w.day(20, 320)
    day += timedelta(days=(2 - day.weekday()) % 7)
    out = [
        w.seen(
            w.pick(ages=(45, 85)),
            w.house(("t1", "t4", "com1")[n % 3]),
            "cmm",
            w.moment(day, 9, 15),
            plus="ecg amlodipine*2",
            doctor=doctor.code,
        )[0]
        for _ in range(4)
    ]
    fine(w, "doctor_of_the_union", out)


@told(
    CLEAN,
    "interim_bill_of_the_month",
    10,
    "A long stay in the care house is settled at the end of each month under one number.",
)
def _(w: Fourth, _n: int) -> None:
    p = w.pick(ages=(72, 92))
    start = date(2025, w.rng.randint(2, 9), w.rng.randint(8, 18))
    v, _m = w.stay(p, w.house("nur2"), "oldcare", start, 40)
    w.settle_at(v, datetime(2025, start.month + 1, 1) - timedelta(hours=1))
    fine(w, "interim_bill_of_the_month", [v])


@told(CLEAN, "filtration_every_fortnight", 6, "Of six sessions in a fortnight one is a filtration.")
def _(w: Fourth, _n: int) -> None:
    p, day, out = w.pick(ages=(30, 76)), w.day(20, 260), []
    for k in range(12):
        drop, plus = ("hd", "hdf@0") if k % 6 == 5 else ("", "")
        v, _m = w.seen(
            p, w.house("gh"), "hd4", at(day, 8, 5), med_type="14", hours=4, drop=drop, plus=plus
        )
        out.append(v)
        day += timedelta(days=(2, 2, 3)[k % 3])
    fine(w, "filtration_every_fortnight", out)


@told(
    CLEAN,
    "session_broken_off",
    8,
    "The blood pressure fell, the session was charged, taken back, and repeated the day after.",
)
def _(w: Fourth, n: int) -> None:
    p, day = w.pick(ages=(30, 78)), w.day()
    h = w.house(("dia1", "dia2", "gh")[n % 3])
    v, _m = w.seen(p, h, "hd4", at(day, 8, 5), med_type="14", hours=1, settle=False)
    first = next(line for line in v.lines if line.item.key == "hd")
    w.charge(v, "hd", first.when + timedelta(minutes=70), -1, orig=first)
    w.settle(v)
    u, _m = w.seen(p, h, "hd4", at(day + timedelta(days=1), 8, 5), med_type="14", hours=4)
    fine(w, "session_broken_off", [v, u])


@told(
    CLEAN,
    "price_put_right_without_a_number",
    12,
    "A price was keyed too high; the whole line is taken back without its number and keyed anew.",
)
def _(w: Fourth, n: int) -> None:
    h = w.house(("gh", "t1", "com1", "tcm")[n % 4])
    v, _m = w.seen(
        w.pick(ages=(30, 80)), h, "cmm", w.moment(w.day()), plus="us_color", settle=False
    )
    line = next(x for x in v.lines if x.item.key == "us_color")
    high = w.charge(v, "ecg", line.when, 1, price=28.0)
    w.charge(v, "ecg", line.when + timedelta(minutes=4), -1, price=high.price)
    w.charge(v, "ecg", line.when + timedelta(minutes=5), 1)
    w.settle(v)
    fine(w, "price_put_right_without_a_number", [v])


@told(
    CLEAN,
    "test_not_done_after_all",
    12,
    "Two tests were keyed, one could not be done and is taken back at discharge.",
)
def _(w: Fourth, n: int) -> None:
    v, _m = w.stay(
        w.pick(ages=(40, 82)),
        w.house(("gh", "t1", "t4", "pvt")[n % 4]),
        "tb",
        w.day(),
        6,
        dept="内科",
    )
    line = w.charge(v, "us_heart", v.start + timedelta(hours=20), 1)
    w.charge(v, "us_heart", v.end - timedelta(minutes=20), -1, orig=line)
    w.settle(v)
    fine(w, "test_not_done_after_all", [v])


@told(
    CLEAN,
    "born_into_the_mothers_card",
    8,
    "A newborn without a card of its own is treated for jaundice on its mother's number while she still lies in the maternity ward.",
)
def _(w: Fourth, _n: int) -> None:
    mother, day = w.pick("2", (22, 36)), w.day()
    a, _m = w.stay(mother, w.house("mch"), "nvd4", day, 3)
    w.settle(a)
    b, _m = w.stay(
        mother,
        w.house("mch"),
        "jaun4",
        day + timedelta(days=1),
        5,
        newborn=True,
        bare=True,
        plus="$nb tbil@0 tbil@2T7 nb_bili*2@*T8 nb_light*14@0-2T9",
    )
    w.settle(b)
    fine(w, "born_into_the_mothers_card", [a, b])


@told(
    CLEAN,
    "twenty_nine_days_old",
    6,
    "Admitted at three weeks and still in the newborn ward on the twenty-ninth day.",
)
def _(w: Fourth, _n: int) -> None:
    born = w.day(20, 290)
    child = w.infant(born)
    v, _m = w.stay(child, w.house("mch"), "jaun4", born + timedelta(days=24), 6)
    w.settle(v)
    fine(w, "twenty_nine_days_old", [v])


@told(
    CLEAN,
    "street_with_a_burst_pipe",
    2,
    "Bad water in one street: fourteen neighbours with loose bellies in three days, several admitted.",
)
def _(w: Fourth, n: int) -> None:
    h, day, out = w.house(("t1", "t6")[n]), w.day(150, 240), []
    for k in range(14):
        p = w.pick(ages=(18, 80))
        p.village = f"某县乙镇{70 + n}村{k + 1}号"
        v, _m = w.stay(p, h, "tg", day + timedelta(days=w.rng.randint(0, 2)), w.rng.randint(3, 6))
        out.append(w.settle(v))
    fine(w, "street_with_a_burst_pipe", out)


@told(
    CLEAN,
    "doctors_evening_at_the_station",
    3,
    "The station's only doctor sees forty people on a vaccination evening in the time of colds, a few minutes each.",
)
def _(w: Fourth, n: int) -> None:
    h, out = w.house(("v0", "v5", "v9")[n]), []
    when = at(date(2025, 11, 10 + n), 8, 10)
    for _ in range(40):
        when += timedelta(minutes=w.rng.randint(5, 14))
        out.append(w.seen(w.pick(ages=(3, 85)), h, "stn", when)[0])
    fine(w, "doctors_evening_at_the_station", out)


@told(
    CLEAN,
    "ward_pharmacist_splits_boxes",
    10,
    "The ward takes single tablets out of boxes: parts of a box, no code of their own.",
)
def _(w: Fourth, n: int) -> None:
    v, _m = w.stay(
        w.pick(ages=(50, 85)),
        w.house(("nur1", "t4", "psy")[n % 3]),
        "ti",
        w.day(),
        8,
        drop="amlodipine",
        plus="amlodipine*0.0357@*T8 rosuva*0.0357@*T8 metformin*0.0714@*T8",
        diags="I67.200 脑动脉硬化;I10.x00 高血压;E11.900 2型糖尿病",
    )
    w.settle(v)
    fine(w, "ward_pharmacist_splits_boxes", [v])


@told(
    CLEAN,
    "left_and_moved_house",
    8,
    "Buys near the old flat, moves, and buys near the new one a fortnight later because the boxes are in some removal crate.",
)
def _(w: Fourth, _n: int) -> None:
    p, day = w.pick(ages=(45, 80)), w.day()
    a, _m = w.sale(p, w.house("p0"), w.moment(day, 9, 19), "rosuva irbe", PRESSURE)
    b, _m = w.sale(p, w.house("p6"), w.moment(w.later(day, 12, 16), 9, 19), "rosuva irbe", PRESSURE)
    fine(w, "left_and_moved_house", [a, b])


@told(
    CLEAN,
    "shop_of_the_second_channel",
    1,
    "The one shop of the second channel sells most of the county's cancer drugs; its takings per sale are ten times the others'.",
)
def _(w: Fourth, _n: int) -> None:
    out = []
    for _ in range(12):
        p, day = w.pick(ages=(45, 80)), w.day(5, 120)
        key, diag = w.rng.choice(
            (
                ("osimertinib", "C34.900 肺恶性肿瘤"),
                ("abirat", "C61.x00 前列腺恶性肿瘤"),
                ("anlot", "C34.900 肺恶性肿瘤"),
                ("palboc", "C50.900 乳腺恶性肿瘤"),
            )
        )
        if key in ("abirat",):
            p.sex = "1"
        if key == "palboc":
            p.sex = "2"
        for _ in range(6):
            out.append(w.sale(p, w.house("p5"), w.moment(day, 9, 18), key, diag, med_type="14")[0])
            day = w.later(day, 29, 32)
    fine(w, "shop_of_the_second_channel", out)
