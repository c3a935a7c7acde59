"""Look-alikes of the ward: what illness does that a bill makes look bad."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from .cases import clean, early, one
from .goods import diagnosis
from .illnesses import CHILDREN, EYES, MEDICAL, MIND, REHAB, SURGICAL, TCM, TOWN, WOMEN
from .ward import Illness, Operation, care, each_day, lie, theatre
from .world import County

BY = {i.name: i for i in (*MEDICAL, *SURGICAL, *CHILDREN, *TCM, *MIND, *REHAB, *EYES)}
AT_TOWN = {i.name: i for i in TOWN}
LADY = {i.name: i for i in WOMEN}


@clean("Weekly chemotherapy: in for two days every week, three times, as the regimen says.")
def weekly_chemotherapy(w: County, _: int) -> None:
    p, day = one(w, lo=45, hi=72), early(w)
    stays = [
        lie(w, "xrm", p, BY["化疗"], w.at(day + timedelta(days=7 * n), 8.5, 10), 2)
        for n in range(3)
    ]
    for v in stays:
        v.diagnoses = [
            diagnosis("Z51.103恶性肿瘤维持性化学治疗"),
            diagnosis("C50.900乳房恶性肿瘤" if p.sex == "2" else "C34.900肺恶性肿瘤"),
        ]
    w.plant(stays)


@clean("Home after the gall bladder, back four days later with a wound infection.")
def back_with_wound_infection(w: County, i: int) -> None:
    p, day = one(w, lo=35, hi=74), early(w)
    a = lie(w, ("xrm", "ms1")[i % 2], p, BY["胆囊"], w.at(day, 8.5, 11), 6)
    ill = replace(AT_TOWN["蜂窝织炎"], dept="普外科", main=("T81.400操作后感染",), days=(7, 9))
    b = lie(w, a.house.key, p, ill, w.at(a.end.date() + timedelta(days=4), 9, 15))
    w.plant([a, b])


@clean("The second eye's cataract five days after the first: two stays, two lenses.")
def second_eye(w: County, _: int) -> None:
    p, day = one(w, lo=62, hi=84), early(w)
    a = lie(w, "yk", p, BY["白内障"], w.at(day, 8.5, 10), 2)
    b = lie(w, "yk", p, BY["白内障"], w.at(a.end.date() + timedelta(days=5), 8.5, 10), 2)
    w.plant([a, b])


@clean("Referred up: half a day in the township, the same afternoon in the county hospital.")
def referred_up(w: County, i: int) -> None:
    p, day = one(w, lo=60, hi=84), early(w)
    a = lie(w, f"z{i % 8 + 1}", p, AT_TOWN["慢支"], w.at(day, 8.3, 9), 1)
    b = lie(w, "xrm", p, BY["慢阻肺"], a.end + timedelta(hours=2))
    w.plant([a, b])


@clean(
    "Referred down: from the county hospital to the township on the day of discharge, to go on with training."
)
def referred_down(w: County, i: int) -> None:
    p = one(w, lo=55, hi=82)
    a = lie(w, "xrm", p, BY["脑梗死"], w.at(early(w), 8.5, 20))
    b = lie(
        w,
        f"z{(1, 5, 6)[i % 3]}",
        p,
        replace(AT_TOWN["脑梗后"], daily="hemi", weekdays=True),
        a.end + timedelta(hours=3),
    )
    w.plant([a, b])


@clean("Died in the second night: two days of everything, rescued three times.")
def died_in_two_days(w: County, _: int) -> None:
    p = one(w, lo=70, hi=90)
    v = lie(w, "xrm", p, BY["心衰"], w.at(early(w), 1, 22), 2)
    for h in (5, 20, 30):
        w.add(v, "rescue_big" if h == 30 else "rescue_mid", 1, v.start + timedelta(hours=h))
    v.leaving, p.died = "5", v.end
    w.plant([v])


@clean(
    "Six children of one class with the same gut virus: same days, same tests, nearly the same bill."
)
def school_outbreak(w: County, _: int) -> None:
    day = early(w)
    kids = [w.person(lo=6, hi=7) for _ in range(6)]
    for k in kids[1:]:
        k.address = kids[0].address[:-4] + "9室"
    w.plant(
        [
            lie(
                w,
                "xrm",
                k,
                replace(BY["小儿腹泻"], main=("A08.300病毒性肠炎",), age=(6, 8)),
                w.at(day, 9, 18),
                3,
            )
            for k in kids
        ]
    )


@clean("Husband and wife with the same mushrooms: admitted within minutes, discharged together.")
def couple_poisoned(w: County, _: int) -> None:
    a, b, day = one(w, "1", 50, 70), one(w, "2", 48, 68), early(w)
    b.address, b.phone = a.address, a.phone
    at = w.at(day, 18, 21)
    w.plant(
        [
            lie(
                w,
                "xrm",
                p,
                replace(BY["胃肠炎"], main=("T62.000摄入蘑菇的毒性效应",)),
                at + timedelta(minutes=9 * n),
                3,
            )
            for n, p in enumerate((a, b))
        ]
    )


@clean("Lay over New Year: the stay is settled on 31 December and again at discharge.")
def settled_at_new_year(w: County, i: int) -> None:
    from datetime import date, datetime

    p = one(w, lo=45, hi=80)
    ill = replace(BY["偏瘫康复"], group=None)
    v = lie(w, "kf", p, ill, w.at(date(2025, 12, 12 + i % 5), 9, 11), 24)
    for x in v.lines:
        x.claim = 1 if x.at < datetime(2026, 1, 1) else 2
    v.more["parts"] = {1: datetime(2025, 12, 31, 17, 30), 2: v.settled}
    w.plant([v])


@clean(
    "Six days in intensive care: ventilator and monitor for 24 hours a day, gases three times daily."
)
def intensive_care(w: County, _: int) -> None:
    p, at = one(w, lo=55, hi=84), w.at(early(w), 1, 8)
    v = w.visit(
        "xrm",
        p,
        "21",
        at,
        at + timedelta(days=9, hours=3),
        "重症医学科",
        [diagnosis("J15.900细菌性肺炎"), diagnosis("J96.000急性呼吸衰竭")],
        w.doctor_of("xrm", "重症医学科"),
        "ICU03床",
    )
    for n, day in enumerate(each_day(v)):
        t = max(at, w.at(day, 22, 23))
        w.add(v, "bed_icu" if n < 6 else "bed", 1, t)
        w.add(v, "round", 1, t)
        w.add(
            v, "n_special" if n < 6 else "n1", (23 - at.hour if n == 0 else 24) if n < 6 else 1, t
        )
    for n, day in enumerate(each_day(v)[:6]):
        hours = 23 - at.hour if n == 0 else 24
        noon = max(at, w.at(day, 22, 23))
        for k in ("vent", "monitor", "spo2"):
            w.add(v, k, hours, noon)
        for hour in (9, 15, 21):
            w.add(v, "gas", 1, w.at(day, hour, hour + 0.5))
        for k in ("cbc", "k", "na", "crea", "pct", "crp"):
            w.add(v, k, 1, max(at, w.at(day, 5, 7)))
        for k in ("saline", "ceftri", "ambro"):
            w.add(v, k, 3, max(at, w.at(day, 8, 9)))
    w.add(v, "intub", 1, at + timedelta(hours=1))
    w.add(v, "ct", 1, at + timedelta(hours=2))
    w.group(v, "ES21", "呼吸系统感染/炎症,伴严重并发症")
    w.plant([v])


@clean(
    "Compartment of a broken leg: debrided and held on Sunday night, nailed eight days later; two operations, two anaesthesias."
)
def two_operations(w: County, _: int) -> None:
    p = one(w, lo=20, hi=60)
    v = lie(w, "xrm", p, BY["胫骨骨折"], w.at(early(w), 1, 5), 18)
    first = Operation(
        "suture_m", "86.2201", "皮肤和皮下坏死组织切除清创术", "spinal", 1.0, (("gauze", 4),)
    )
    theatre(w, v, first, v.start.date() + timedelta(days=12))
    w.plant([v])


@clean("Ectopic pregnancy watched: the hormone every other day and three ultrasounds.")
def hormone_every_other_day(w: County, i: int) -> None:
    p = one(w, "2", 22, 38)
    ill = Illness(
        "宫外孕",
        "妇科",
        ("O00.100输卵管妊娠",),
        sex="2",
        days=(9, 9),
        tests="cbc bhcg pt alt crea blood_type",
        once="us_gyn",
        group=("NZ15", "异位妊娠保守治疗"),
    )
    v = lie(w, ("fy", "xrm")[i % 2], p, ill, w.at(early(w), 8, 20))
    for n in (2, 4, 6, 8):
        w.add(v, "bhcg", 1, v.start + timedelta(days=n))
    for n in (3, 7):
        w.add(v, "us_gyn", 1, v.start + timedelta(days=n))
    w.plant([v])


@clean("Diabetic coma: potassium and gas every four hours, sugar every hour, on the first day.")
def every_four_hours(w: County, _: int) -> None:
    p = one(w, lo=24, hi=70)
    ill = replace(
        BY["糖尿病"],
        main=("E11.100 2型糖尿病伴酮症酸中毒",),
        severe=2,
        iv="saline*4 kcl*2",
        iv_days=2,
    )
    v = lie(w, "xrm", p, ill, w.at(early(w), 0.5, 3), 8)
    for h in range(0, 24, 4):
        w.add(v, "k", 1, v.start + timedelta(hours=h))
        w.add(v, "gas", 1, v.start + timedelta(hours=h))
    w.add(v, "glu_bed", 18, v.start + timedelta(hours=20))
    w.plant([v])


@clean("Albumin for a cirrhosis whose albumin was 22 g/l.")
def albumin_for_ascites(w: County, i: int) -> None:
    p = one(w, lo=45, hi=72)
    v = lie(w, ("xrm", "zy")[i % 2], p, BY["肝硬化"], w.at(early(w), 8, 15), 10)
    v.diagnoses = [
        diagnosis("K74.600肝硬化"),
        diagnosis("R18.x00腹水"),
        diagnosis("E88.001低蛋白血症"),
    ]
    w.plant(
        [v],
        [w.add(v, "album", 1, w.at(v.start.date() + timedelta(days=n), 10, 12)) for n in (1, 2, 3)],
    )


@clean("Shaken head: three days of watching, a CT, no drug at all.")
def only_watched(w: County, i: int) -> None:
    p = one(w, lo=16, hi=60)
    ill = Illness(
        "脑震荡",
        "神经外科",
        ("S06.000脑震荡",),
        days=(3, 3),
        nurse="n1",
        tests="cbc pt glu k",
        once="ct*2",
        again="",
        group=("BY15", "颅脑损伤"),
    )
    w.plant([lie(w, ("xrm", "ms1")[i % 2], p, ill, w.at(early(w), 12, 23))])


@clean("Day surgery: in at eight, operated, home at five.")
def in_and_out(w: County, _: int) -> None:
    p, at = one(w, "1", 8, 30), w.at(early(w), 7.8, 8.4)
    v = w.visit(
        "xrm",
        p,
        "21",
        at,
        at + timedelta(hours=9),
        "泌尿外科",
        [diagnosis("N47.x00包皮过长、包茎和嵌顿包茎")],
        w.doctor_of("xrm", "泌尿外科"),
        "日间01床",
    )
    care(w, v, "n2")
    for k in ("cbc", "pt", "hbsag", "hiv", "tp_ab"):
        w.add(v, k, 1, at + timedelta(minutes=20))
    theatre(
        w,
        v,
        Operation("circum", "64.0x00", "包皮环切术", "local_a", 0.5, (("stapler_s", 1),)),
        at.date(),
    )
    w.group(v, "MD15", "男性生殖器手术")
    w.plant([v])


@clean("Paralysed and choking: first-degree nursing, suction and mouth care through three weeks.")
def nursed_first_degree(w: County, i: int) -> None:
    p = one(w, lo=66, hi=88)
    v = lie(
        w,
        ("xrm", "zy")[i % 2],
        p,
        replace(BY["脑梗死"], severe=20, nurse="n1"),
        w.at(early(w), 8, 20),
        20,
    )
    for day in each_day(v):
        w.add(v, "n_suction", 6, max(v.start, w.at(day, 20, 22)))
        w.add(v, "n_mouth", 2, max(v.start, w.at(day, 20, 22)))
    w.plant([v])


@clean("Three electroconvulsive treatments a week for a month, each with its own anaesthesia.")
def electroconvulsive(w: County, _: int) -> None:
    p = one(w, lo=22, hi=55)
    v = lie(
        w,
        "jw",
        p,
        replace(BY["抑郁"], main=("F32.300重度抑郁发作，伴有精神病性症状",), daily=""),
        w.at(early(w), 9, 11),
        30,
    )
    for n in range(8):
        at = w.at(v.start.date() + timedelta(days=3 + n * 7 // 3), 9, 11)
        w.add(v, "mect", 1, at)
        w.add(v, "ga", 1, at, dept="麻醉科")
        w.add(v, "propo", 1, at)
    w.plant([v])


@clean("Two weekends at home on the doctor's order: the bed kept at its reduced fee, no nursing.")
def kept_bed(w: County, _: int) -> None:
    p = one(w, lo=22, hi=60)
    v = lie(w, "jw", p, BY["精神分裂"], w.at(early(w, 80), 9, 11), 40)
    for n in (12, 13, 26, 27):
        day = v.start.date() + timedelta(days=n)
        for x in [
            x for x in v.lines if x.item.name.startswith(("普通病房", "精神病护理", "住院诊查"))
        ]:
            if day in (x.at.date(), x.more.get("day")):
                v.lines.remove(x)
        w.add(v, "leave", 1, w.at(day, 9, 10))
    w.plant([v])


@clean("Blood for a bleeding ulcer: typed once, cross-matched for each bag.")
def cross_matched_each_bag(w: County, _: int) -> None:
    p = one(w, lo=40, hi=80)
    v = lie(w, "xrm", p, BY["消化道出血"], w.at(early(w), 0.5, 20), 8)
    lines = []
    for n in range(4):
        at = v.start + timedelta(hours=5 + 8 * n)
        lines += [
            w.add(v, "cross", 1, at),
            w.add(v, "red_cell", 2, at),
            w.add(v, "transfuse", 1, at),
        ]
    w.plant([v])


@clean("Tuberculous pleurisy: the chest tapped on three days.")
def tapped_three_times(w: County, _: int) -> None:
    p = one(w, lo=20, hi=60)
    v = lie(
        w,
        "xrm",
        p,
        replace(BY["肺炎"], main=("A15.600结核性胸膜炎",), group=("ET15", "胸膜病变")),
        w.at(early(w), 8, 15),
        9,
    )
    for n in (1, 3, 6):
        w.add(v, "chest_tap", 1, w.at(v.start.date() + timedelta(days=n), 9, 15))
        w.add(v, "us_b", 1, w.at(v.start.date() + timedelta(days=n), 9, 15))
    w.plant([v])


@clean(
    "Mother and newborn: the child has a number of its own for its jaundice, on the same days in the same house."
)
def mother_and_child(w: County, _: int) -> None:
    mother = one(w, "2", 23, 36)
    a = lie(w, "fy", mother, LADY["剖宫产"], w.at(early(w), 1, 12), 6)
    child = w.person(born=a.start.date())
    child.address, child.phone = mother.address, mother.phone
    at = a.start + timedelta(hours=30)
    b = w.visit(
        "fy",
        child,
        "21",
        at,
        a.end + timedelta(hours=1),
        "新生儿科",
        [diagnosis("P59.900新生儿黄疸")],
        w.doctor_of("fy", "新生儿科"),
        "新生02床",
    )
    b.more["newborn"] = "1"
    for n, day in enumerate(each_day(b)):
        t = max(at, w.at(day, 20, 22))
        for k in ("bed_baby", "n_baby", "round"):
            w.add(b, k, 1, t)
        w.add(b, "blue", 12 if n < 3 else 6, t)
        w.add(b, "bili_skin", 2, t)
    w.add(b, "cbc", 1, at)
    w.add(b, "dna_heel", 1, at + timedelta(days=3))
    w.plant([a, b])


@clean("Twins under the lamp: two children, two bills, the same to the fen.")
def twins(w: County, _: int) -> None:
    day, stays = early(w), []
    for n in range(2):
        c = w.person(born=day - timedelta(days=2))
        at = w.at(day, 9, 9.2)
        b = w.visit(
            "xrm",
            c,
            "21",
            at,
            at + timedelta(days=4),
            "儿科",
            [diagnosis("P59.900新生儿黄疸"), diagnosis("P07.300早产婴儿")],
            w.houses["xrm"].doctors[3],
            f"新生{n + 5:02d}床",
        )
        b.more["newborn"] = "1"
        for d in each_day(b):
            for k, c2 in (
                ("bed_baby", 1),
                ("n_baby", 1),
                ("round", 1),
                ("incubator", 20),
                ("blue", 10),
                ("bili_skin", 2),
            ):
                w.add(b, k, c2, max(at, w.at(d, 20, 20.1)))
        stays.append(b)
    w.plant(stays)


@clean("A fractured hip waits for the heart: ten days of traction and tests before the operation.")
def waits_for_operation(w: County, _: int) -> None:
    p = one(w, lo=78, hi=92)
    ill = replace(BY["股骨颈骨折"], op=replace(BY["股骨颈骨折"].op, day=10))  # type: ignore[type-var]
    v = lie(w, "xrm", p, ill, w.at(early(w), 8, 20), 20)
    for n in range(9):
        w.add(v, "traction", 1, w.at(v.start.date() + timedelta(days=n + 1), 9, 10))
    w.plant([v])


@clean(
    "From the medical ward to the surgical one with a perforation: one stay, two departments, two chief doctors."
)
def moved_to_surgery(w: County, _: int) -> None:
    p = one(w, lo=35, hi=75)
    v = lie(w, "xrm", p, BY["消化道出血"], w.at(early(w), 8, 20), 12)
    op = Operation("gall", "51.2300x001", "腹腔镜下胆囊切除术", "ga", 1.6, (("stitch", 3),))
    v.diagnoses = [diagnosis("K80.000胆囊结石伴急性胆囊炎"), diagnosis("K92.208上消化道出血")]
    theatre(w, v, op, v.start.date() + timedelta(days=5))
    for x in v.lines:
        if x.at > v.start + timedelta(days=5):
            x.doctor, x.more["dept"] = w.houses["xrm"].doctors[20], x.more.get("dept", "普外科")
    w.plant([v])


@clean(
    "Off the table: the operation was called off after anaesthesia had begun (fever); home, and back after a fortnight for it."
)
def called_off(w: County, _: int) -> None:
    p = one(w, "1", 50, 75)
    a = lie(w, "xrm", p, replace(BY["疝"], op=None, days=(2, 2)), w.at(early(w), 8, 10), 2)
    b = lie(w, "xrm", p, BY["疝"], w.at(a.end.date() + timedelta(days=14), 8, 10), 5)
    w.plant([a, b])


@clean(
    "A whole ward of old people over the cold week: lungs and hearts, admitted day after day from one care home."
)
def care_home_in_winter(w: County, i: int) -> None:
    from datetime import date

    people = [w.person(lo=78, hi=92) for _ in range(4)]
    for p in people:
        p.address = f"城东区福利路{i}号敬老院"
    w.plant(
        [
            lie(
                w,
                ("xrm", "z5")[i % 2],
                p,
                (BY["肺炎"], AT_TOWN["支气管炎"])[i % 2],
                w.at(date(2026, 1, 6 + n), 8, 15),
            )
            for n, p in enumerate(people)
        ]
    )


@clean("Admitted at ten minutes past midnight: the bed of that night belongs to the new day.")
def after_midnight(w: County, _: int) -> None:
    w.plant([lie(w, "xrm", one(w, lo=18, hi=60), BY["阑尾炎"], w.at(early(w), 0.05, 0.4), 5)])


@clean(
    "Trained twice a day: the morning's and the afternoon's training are two entries of one day."
)
def trained_twice(w: County, _: int) -> None:
    p = one(w, lo=50, hi=75)
    v = lie(w, "kf", p, replace(BY["偏瘫康复"], daily="ot midfreq"), w.at(early(w), 9, 11), 20)
    lines = []
    for day in each_day(v)[1:]:
        if day.weekday() < 5:
            lines.append(w.add(v, "motion", 1, w.at(day, 9, 10)))
            lines.append(w.add(v, "motion", 1, w.at(day, 15, 16)))
    w.plant([v], lines)


@clean(
    "Infection of an old man with a catheter: CRP and PCT on four days, to see whether it works."
)
def inflammation_followed(w: County, _: int) -> None:
    p = one(w, lo=70, hi=88)
    v = lie(
        w,
        "xrm",
        p,
        replace(
            BY["肺炎"],
            main=("A41.900脓毒症",),
            severe=3,
            again="cbc crp pct",
            group=("SR15", "脓毒血症"),
        ),
        w.at(early(w), 8, 20),
        11,
    )
    for n in (2, 4, 7):
        for k in ("cbc", "crp", "pct"):
            w.add(v, k, 1, w.at(v.start.date() + timedelta(days=n), 6, 7))
    w.plant([v])


@clean("The doctor has her own child in her own hospital; a colleague signs.")
def doctor_gives_birth(w: County, i: int) -> None:
    p = one(w, "2", 27, 36)
    doctor = f"D33020000{900 + i}"
    w.extra_doctors.append((doctor, "xrm"))
    w.doctor_person[doctor] = p.id
    v = lie(w, "xrm", p, LADY["剖宫产"], w.at(early(w), 6, 20), 5)
    v.doctor = w.houses["xrm"].doctors[39]
    for x in v.lines:
        x.doctor = v.doctor
    w.plant([v])
