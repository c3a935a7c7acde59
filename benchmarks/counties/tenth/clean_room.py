"""Look-alikes of the consulting room: visits that look too many, too alike or out of place."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from .cases import clean, early, one
from .clinic import Trouble, come
from .courses import session
from .goods import diagnosis
from .illnesses import MEDICAL, SURGICAL
from .ward import lie
from .world import County

BY = {i.name: i for i in (*MEDICAL, *SURGICAL)}
HTN = Trouble("全科", ("I10.x05高血压病3级",), drugs="amlod")


@clean(
    "Team-doctor day: twelve people of one village fetch their blood-pressure tablets in one morning."
)
def team_doctor_day(w: County, i: int) -> None:
    day = early(w)
    visits = []
    for n in range(12):
        p = one(w, lo=55, hi=84)
        p.address = f"安平县{i}村{n // 2}户"
        visits += come(
            w,
            f"cw{i % 8 + 1}",
            p,
            HTN,
            datetime(day.year, day.month, day.day, 8, 10) + timedelta(minutes=7 * n),
            "14",
        )
    w.plant(visits)


@clean(
    "Bitten by a dog: five doses on days 0, 3, 7, 14 and 28, and a dressing each time the first week."
)
def five_doses(w: County, i: int) -> None:
    p, day = one(w, lo=8, hi=70), early(w)
    visits = []
    for n in (0, 3, 7, 14, 28):
        t = Trouble("外科", ("W54.x00犬咬伤",), done="im" + (" dress_s" if n < 7 else ""))
        visits += come(w, f"z{i % 8 + 1}", p, t, w.at(day + timedelta(days=n), 8.5, 16))
    w.plant(visits)


@clean(
    "Heart in the morning, eyes in the afternoon: two departments on one day, two consultations."
)
def two_departments(w: County, _: int) -> None:
    p, day = one(w, lo=50, hi=78), early(w)
    a = come(
        w,
        "xrm",
        p,
        Trouble("心血管内科", ("I49.900心律失常",), tests="ecg k", drugs="metop"),
        w.at(day, 8.2, 10),
    )
    b = come(
        w,
        "xrm",
        p,
        Trouble("眼科", ("H40.900青光眼",), tests="iop slit", drugs="timol"),
        w.at(day, 14, 16),
    )
    w.plant(a + b)


@clean(
    "Sent home from the clinic at noon, back to emergency at midnight with the same belly, worse: blood taken twice on a day."
)
def back_at_midnight(w: County, _: int) -> None:
    p, day = one(w, lo=18, hi=60), early(w)
    a = come(w, "xrm", p, Trouble("普外科", ("R10.400腹痛",), tests="cbc us"), w.at(day, 10, 12))
    b = come(
        w,
        "xrm",
        p,
        Trouble("急诊科", ("R10.400腹痛",), tests="cbc us amyl", drip="saline"),
        w.at(day, 21, 22.8),
    )
    w.plant(a + b)


@clean("Dialysis four times in a week before the holiday: too much water.")
def fourth_dialysis(w: County, i: int) -> None:
    p, day = one(w, lo=40, hi=70), early(w)
    day -= timedelta(days=day.weekday())
    w.plant(
        [
            session(w, ("xrm", "tx")[i % 2], p, w.at(day + timedelta(days=d), 7.2, 7.6), n)
            for n, d in enumerate((0, 1, 3, 5))
        ]
    )


@clean(
    "Seen in the clinic in the morning, admitted in the afternoon: tests of the morning are not taken again."
)
def admitted_from_clinic(w: County, _: int) -> None:
    p, day = one(w, lo=55, hi=80), early(w)
    a = come(
        w, "xrm", p, Trouble("呼吸内科", ("J18.900肺炎",), tests="cbc crp ct"), w.at(day, 8.2, 9)
    )
    b = lie(w, "xrm", p, BY["肺炎"], w.at(day, 14, 16))
    b.lines = [x for x in b.lines if "计算机体层" not in x.item.name]
    w.plant([*a, b])


@clean("Discharged in the morning, and the month's tablets fetched in the clinic at noon.")
def tablets_after_discharge(w: County, _: int) -> None:
    p = one(w, lo=50, hi=80)
    a = lie(w, "xrm", p, BY["高血压"], w.at(early(w), 8, 12))
    a.lines = [x for x in a.lines if not x.more.get("take")]
    b = come(
        w,
        "xrm",
        p,
        Trouble("慢病门诊", ("I10.x05高血压病3级",), drugs="nife irbe"),
        a.end + timedelta(hours=2),
        "14",
    )
    w.plant([a, *b])


@clean("A village doctor who keys in the week's visits on Sunday evening: all within an hour.")
def keyed_in_on_sunday(w: County, i: int) -> None:
    day = early(w)
    sunday = day + timedelta(days=6 - day.weekday())
    visits = []
    for n in range(14):
        p = one(w, lo=20, hi=84)
        at = datetime(sunday.year, sunday.month, sunday.day, 19, 5) + timedelta(minutes=3 * n)
        visits += come(
            w,
            f"cw{i % 8 + 1}",
            p,
            Trouble(
                "全科", ("J06.900急性上呼吸道感染",), drugs=("gandong", "ganmao", "amox")[n % 3]
            ),
            at,
        )
    w.plant(visits)


@clean(
    "Influenza week: one doctor of the fever clinic sees seventy in a day, each with the same swab and blood count."
)
def fever_clinic(w: County, i: int) -> None:
    day = date(2026, 1, 5) + timedelta(days=i)
    doctor, visits = w.houses["xrm"].doctors[5], []
    for n in range(30):
        p = one(w, lo=5, hi=60)
        at = datetime(day.year, day.month, day.day, 8) + timedelta(minutes=16 * n)
        v = come(
            w,
            "xrm",
            p,
            Trouble("发热门诊", ("J11.101流行性感冒",), tests="cbc flu_ag", drugs="lianhua"),
            at,
        )[0]
        v.doctor = doctor
        for x in v.lines:
            x.doctor = doctor
        visits.append(v)
    w.plant(visits)


@clean("Thyroid tablets in two strengths and a control every six weeks while the dose is found.")
def every_six_weeks(w: County, _: int) -> None:
    p, day = one(w, "2", 25, 55), early(w, 150)
    t = Trouble("内分泌科", ("E05.900甲状腺功能亢进",), tests="tsh ft3 ft4 cbc alt", drugs="methi")
    w.plant(
        [
            v
            for n in range(3)
            for v in come(w, "xrm", p, t, w.at(day + timedelta(days=42 * n), 8, 11))
        ]
    )


@clean("Anticoagulant begun: clotting time twice a week for three weeks.")
def clotting_twice_a_week(w: County, _: int) -> None:
    p, day = one(w, lo=55, hi=78), early(w)
    day -= timedelta(days=day.weekday())
    t = Trouble("心血管内科", ("I48.900心房颤动",), tests="pt")
    w.plant(
        [
            v
            for n in range(6)
            for v in come(
                w, "xrm", p, t, w.at(day + timedelta(days=(n // 2) * 7 + (0, 3)[n % 2]), 8, 10)
            )
        ]
    )


@clean("Both ankles sprained down the stairs: two X-rays of two places.")
def both_ankles(w: County, _: int) -> None:
    p = one(w, lo=18, hi=70)
    w.plant(
        come(
            w,
            "xrm",
            p,
            Trouble("骨科", ("S93.400踝扭伤",), tests="dr*2", drugs="lox diclo"),
            w.at(early(w), 9, 16),
        )
    )


@clean("A man with a lump of the breast: ultrasound of the breast, and rightly.")
def breast_of_a_man(w: County, _: int) -> None:
    w.plant(
        come(
            w,
            "xrm",
            one(w, "1", 50, 78),
            Trouble("普外科", ("N62.x00乳腺肥大",), tests="us_breast"),
            w.at(early(w), 9, 15),
        )
    )


@clean("Acupuncture on twelve workdays for a palsy of the face: every day the same three items.")
def needles_daily(w: County, i: int) -> None:
    p, day, visits = one(w, lo=28, hi=70), early(w), []
    t = Trouble("针灸推拿科", ("G51.000贝尔面瘫",), done="e_needle moxa acu_inj")
    for n in range(12):
        visits += come(
            w,
            ("zy", "z6")[i % 2],
            p,
            t,
            w.at(day - timedelta(days=day.weekday()) + timedelta(days=n // 5 * 7 + n % 5), 8.3, 10),
        )
    w.plant(visits)


@clean("Fetched his tablets in the morning, died in the evening.")
def died_that_evening(w: County, i: int) -> None:
    p, day = one(w, lo=76, hi=92), early(w)
    v = come(w, f"z{i % 8 + 1}", p, HTN, w.at(day, 8, 11), "14")
    p.died = v[0].end + timedelta(hours=9)
    w.plant(v)


@clean(
    "The family settles the last stay three days after the death: the bill is late, the care was not."
)
def settled_after_death(w: County, i: int) -> None:
    p = one(w, lo=70, hi=90)
    v = lie(w, ("xrm", "zy")[i % 2], p, BY["心衰"], w.at(early(w), 8, 20), 6)
    v.leaving, p.died = "5", v.end
    v.settled = v.end + timedelta(days=3)
    w.plant([v])


@clean("Corrected in line: the nurse typed ten for one, took ten back and wrote one.")
def typed_ten_for_one(w: County, i: int) -> None:
    p = one(w, lo=30, hi=70)
    v = come(
        w,
        ("ms1", "ms2", "z6")[i % 3],
        p,
        Trouble("全科", ("K52.900胃肠炎",), drugs="smect", tests="cbc"),
        w.at(early(w), 9, 15),
    )[0]
    bad = w.add(v, "im", 10)
    back = w.add(v, "im", -10, bad.at + timedelta(minutes=4), of=bad.sn)
    good = w.add(v, "im", 1, bad.at + timedelta(minutes=5))
    w.plant([v], [bad, back, good])


@clean(
    "Refunded whole and settled again under special diseases: two claims, one of them taken back."
)
def settled_again_as_special(w: County, i: int) -> None:
    p = one(w, lo=50, hi=80)
    v = come(
        w,
        ("xrm", "z1")[i % 2],
        p,
        Trouble("慢病门诊", ("I10.x05高血压病3级",), tests="k crea ecg"),
        w.at(early(w), 9, 11),
        "14",
    )[0]
    v.refund, v.again = v.end + timedelta(hours=1), v.end + timedelta(hours=1, minutes=8)
    w.plant([v])


@clean("Two fillings and two films in one sitting: two teeth.")
def two_teeth(w: County, _: int) -> None:
    w.plant(
        come(
            w,
            "kq",
            one(w, lo=15, hi=66),
            Trouble("口腔科", ("K02.900龋病",), tests="tooth_film*2", done="fill*2"),
            w.at(early(w), 9, 16),
        )
    )


@clean("Pregnant at forty-six by a donor: prenatal care at an unusual age.")
def late_mother(w: County, _: int) -> None:
    p, day = one(w, "2", 46, 47), early(w)
    t = Trouble("产科", ("Z35.500高龄初孕妇监督",), tests="us_ob urine", done="prenatal")
    w.plant(
        [
            v
            for n in range(2)
            for v in come(w, "fy", p, t, w.at(day + timedelta(days=28 * n), 8, 11), "51")
        ]
    )


@clean("A stone cannot be broken at once: shock waves on three dates, two weeks apart.")
def three_shock_waves(w: County, _: int) -> None:
    p, day = one(w, lo=28, hi=62), early(w)
    t = Trouble("泌尿外科", ("N20.000肾结石",), tests="us_uro", done="eswl")
    w.plant(
        [
            v
            for n in range(3)
            for v in come(w, "xrm", p, t, w.at(day + timedelta(days=14 * n), 9, 15))
        ]
    )


@clean("Three days of drip for a bad throat, a line for each day under three visits.")
def three_days_of_drip(w: County, i: int) -> None:
    p, day = one(w, lo=18, hi=60), early(w)
    t = Trouble("全科", ("J03.900急性扁桃体炎",), drip="saline cefur*2")
    w.plant(
        [
            v
            for n in range(3)
            for v in come(w, f"z{i % 8 + 1}", p, t, w.at(day + timedelta(days=n), 8.5, 10))
        ]
    )


@clean(
    "Two doctors' names on one bill: the intern's orders countersigned, the house sends the chief's."
)
def signed_by_two(w: County, _: int) -> None:
    v = lie(w, "zy", one(w, lo=55, hi=80), BY["慢阻肺"], w.at(early(w), 8, 12))
    for n, x in enumerate(v.lines):
        x.doctor = w.houses["zy"].doctors[n % 2 + 4]
    w.plant([v])


@clean(
    "The ambulance brings an injured stranger at three in the morning: CT of head, chest and belly at once."
)
def three_regions(w: County, _: int) -> None:
    p = one(w, lo=20, hi=60)
    v = come(
        w,
        "xrm",
        p,
        Trouble(
            "急诊科",
            ("T07.x00多处损伤",),
            tests="cbc pt blood_type us",
            done="suture_m",
            drip="saline",
        ),
        w.at(early(w), 2, 4),
    )[0]
    lines = [
        w.add(v, "ct", 1, v.start + timedelta(minutes=15), local_name=f"{part}CT平扫")
        for part in ("头颅", "胸部", "全腹")
    ]
    w.add(v, "ambulance", 1, v.start)
    w.plant([v], lines)


@clean(
    "Observed overnight in emergency and sent home: observation bed and its consultation for two days."
)
def observed_overnight(w: County, _: int) -> None:
    p, at = one(w, lo=24, hi=80), w.at(early(w), 18, 22)
    v = w.visit(
        "xrm",
        p,
        "13",
        at,
        at + timedelta(hours=30),
        "急诊科",
        [diagnosis("R55.x00晕厥和虚脱")],
        w.doctor_of("xrm", "急诊科"),
    )
    for n in range(2):
        for k in ("bed_obs", "see_obs"):
            w.add(v, k, 1, at + timedelta(hours=1 + 13 * n))
        w.add(v, "monitor", 5 if n == 0 else 18, at + timedelta(hours=1 + 13 * n))
    for k in ("cbc", "tni", "ecg", "ct", "k", "glu"):
        w.add(v, k, 1, at + timedelta(minutes=30))
    w.plant([v])
