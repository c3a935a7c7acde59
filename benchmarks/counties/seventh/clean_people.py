"""Look-alikes of who went where, with whom, and how often."""

from __future__ import annotations

from datetime import timedelta

from .cases import clean
from .life import (
    BEDRID,
    BRONCH,
    CHD,
    COLD,
    DM,
    GASTRITIS,
    HTN,
    LUMBAR,
    PNEU,
    STROKE,
    buy,
    clinic,
    later,
    operation,
    stay,
)
from .world import LAST, World


@clean(
    "Emergency call: treated in the ambulance, in the emergency house, moved to the tertiary house, all within three hours."
)
def ambulance_to_tertiary(w: World, _: int) -> None:
    p, at = w.person(lo=55, hi=82), w.at(w.day(hi=LAST - timedelta(days=15)), 0.5, 21)
    a = clinic(
        w,
        "jj",
        p,
        at,
        (STROKE,),
        tests=("ecg", "glu_bed"),
        kind="13",
        dept="院前急救",
        see="see_er",
        minutes=45,
    )
    w.add(a, "ambulance", 1)
    b = clinic(
        w,
        "qrm",
        p,
        at + timedelta(minutes=50),
        (STROKE,),
        tests=("ct", "cbc", "pt", "glu"),
        kind="13",
        dept="急诊科",
        see="see_er",
        minutes=60,
    )
    c = stay(
        w,
        "sdy",
        p,
        at + timedelta(hours=3),
        11,
        (STROKE, HTN),
        ("BR25", "脑缺血性疾患", 1.05),
        dept="神经内科",
        tests=("cbc", "pt", "ct", "mri", "ecg"),
        drips=("edara", "saline"),
        home=("clopi",),
    )
    w.plant([a, b, c])


@clean(
    "Observed for two days in the emergency room, then admitted: bed of observation and bed of the ward on one date."
)
def observed_then_admitted(w: World, _: int) -> None:
    p, at = w.person(lo=40, hi=80), w.at(w.day(hi=LAST - timedelta(days=15)), 14, 20)
    a = clinic(
        w,
        "qrm",
        p,
        at,
        (("R10.400", "腹痛"),),
        tests=("cbc", "us", "crp"),
        kind="13",
        dept="急诊科",
        see="see_er",
        minutes=40 * 60,
    )
    for d in (0.1, 1, 1.6):
        w.add(a, "bed_obs", 1, later(at, d))
        w.add(a, "see_obs", 1, later(at, d))
    b = stay(
        w,
        "qrm",
        p,
        a.end + timedelta(minutes=10),
        6,
        (("K85.900", "急性胰腺炎"),),
        ("HU15", "急性胰腺炎", 1.1),
        dept="消化内科",
        tests=("cbc", "alt", "ct", "crea"),
        drips=("pants", "saline"),
    )
    w.plant([a, b])


@clean(
    "Home bed: the community doctor comes twice a week for two months; the person also fetches drugs and once goes to hospital."
)
def home_bed(w: World, i: int) -> None:
    p, at = w.person(lo=75, hi=92), w.at(w.workday(hi=LAST - timedelta(days=75)))
    v = w.visit(
        "sq1",
        p,
        "92" if i % 2 else "21",
        at,
        later(at, 56),
        "家庭病床",
        (BEDRID, STROKE),
        bed="家床07",
    )
    w.add(v, "home_bed", 1)
    for d in range(0, 56, 4):
        w.add(v, "home_visit", 1, later(at, d))
    w.add(v, "dress_s", 8, later(at, 30))
    b = buy(w, "mt2", p, later(at, 20), ("amlod", "aspirin"), kind="9929", diag=HTN)
    w.plant([v, b])


@clean(
    "Family doctor's day: the contracted doctor signs forty visits in six hours, ten minutes each, on a Wednesday."
)
def family_doctor_day(w: World, i: int) -> None:
    d = w.workday(hi=LAST)
    doctor = w.houses["sq1"].doctors[i % 8]
    w.plant(
        [
            clinic(
                w,
                "sq1",
                w.person(lo=55, hi=84),
                w.at(d, 8, 8.1) + timedelta(minutes=10 * n),
                (HTN if n % 2 else DM,),
                ("amlod",) if n % 2 else ("metf",),
                doctor=doctor,
                minutes=8,
            )
            for n in range(36)
        ]
    )


@clean(
    "A school outbreak of norovirus: thirty students, one afternoon, one diagnosis, the same two drugs."
)
def school_outbreak(w: World, _: int) -> None:
    d = w.workday()
    w.plant(
        [
            clinic(
                w,
                "gx",
                w.person(lo=18, hi=23, insurance="390"),
                w.at(d, 13, 17),
                (("A08.100", "诺如病毒性急性胃肠病"),),
                ("omep",),
                ("stool",),
            )
            for _ in range(26)
        ]
    )


@clean(
    "Workers of the mill: yearly dust check found shadows, nine men are admitted for it in the workers' house within three days, paid by the mill's turn of leave."
)
def nine_workers(w: World, _: int) -> None:
    at, visits = w.at(w.workday(hi=LAST - timedelta(days=20)), 8, 9), []
    for n in range(5):
        p = w.person("1", lo=42, hi=58, insurance="310")
        visits.append(
            stay(
                w,
                "qy",
                p,
                at + timedelta(days=n % 3, minutes=13 * n),
                6 + n % 3,
                (("J62.800", "矽肺"), BRONCH),
                ("ES25", "呼吸系统感染", 0.8),
                dept="职业病科",
                tests=("cbc", "ct", "gas", "ecg"),
                drips=("ambro", "saline"),
                daily=(("neb", 1),),
            )
        )
    w.plant(visits)


@clean(
    "Home after the stomach operation, back five days later with a leak: same group of organs, same house, an emergency."
)
def back_with_a_leak(w: World, i: int) -> None:
    p, at = w.person(lo=50, hi=75), w.at(w.workday(hi=LAST - timedelta(days=40)))
    a = stay(
        w,
        ("qrm", "sdy")[i % 2],
        p,
        at,
        8,
        (("K80.200", "胆囊结石"),),
        ("HC25", "胆囊切除手术", 1.3),
        dept="普外科",
        tests=("cbc", "pt", "us"),
        drips=("cefur", "saline"),
    )
    operation(w, a, "gall", "51.2300", "腹腔镜下胆囊切除术", later(at, 1).replace(hour=10))
    b = stay(
        w,
        ("qrm", "sdy")[i % 2],
        p,
        later(a.end, 5),
        7,
        (("K91.800", "胆囊切除术后胆漏"), ("K65.000", "急性腹膜炎")),
        ("HJ15", "胆道手术", 1.5),
        dept="普外科",
        tests=("cbc", "crp", "ct", "alt"),
        drips=("ceftri", "saline"),
    )
    w.plant([a, b])


@clean(
    "Heart failure comes back: four admissions in a year, three weeks home between, each with another trigger."
)
def heart_failure_returns(w: World, i: int) -> None:
    p, at, visits = w.person(lo=68, hi=86), w.at(w.workday(hi=LAST - timedelta(days=150))), []
    for m in range(4):
        visits.append(
            stay(
                w,
                ("qrm", "sdy")[i % 2],
                p,
                later(at, 34 * m),
                8,
                (("I50.900", "心力衰竭"), (CHD, PNEU, HTN, DM)[m]),
                ("FR25", "心力衰竭", 1.0),
                dept="心血管内科",
                tests=("cbc", "tni", "crea", "k", "ecg", "us_heart"),
                drips=("furos", "nitro", "saline"),
                daily=(("monitor", 12), ("oxygen", 8)),
            )
        )
    w.plant(visits)


@clean(
    "Against advice: leaves on day two for a wedding, returns on day four with the same pneumonia."
)
def left_for_a_wedding(w: World, i: int) -> None:
    p, at = w.person(lo=40, hi=70), w.at(w.workday(hi=LAST - timedelta(days=20)))
    a = stay(
        w,
        ("qrm", "xz1")[i % 2],
        p,
        at,
        2,
        (PNEU,),
        ("ES25", "呼吸系统感染", 0.8),
        dept="呼吸内科",
        tests=("cbc", "crp", "dr"),
        drips=("ceftri", "saline"),
    )
    a.leaving = "4"
    b = stay(
        w,
        ("qrm", "xz1")[i % 2],
        p,
        later(at, 4),
        6,
        (PNEU,),
        ("ES25", "呼吸系统感染", 0.8),
        dept="呼吸内科",
        tests=("cbc", "crp", "dr"),
        drips=("ceftri", "saline"),
    )
    w.plant([a, b])


@clean(
    "Died in hospital on Friday; the widow returns for his last prescription of Thursday and the shop settles it on Thursday night before the death is reported."
)
def last_prescription(w: World, _: int) -> None:
    p, at = w.person(lo=72, hi=88), w.at(w.workday(hi=LAST - timedelta(days=20)))
    a = stay(
        w,
        "sdy",
        p,
        at,
        9,
        (PNEU, CHD),
        ("ES21", "呼吸系统感染,伴并发症", 1.2),
        dept="重症医学科",
        tests=("cbc", "gas", "ct"),
        drips=("ceftri", "saline"),
        leave_at=23.2,
    )
    a.leaving, p.died = "5", a.end
    w.add(a, "rescue_big", 1, a.end - timedelta(minutes=40), exact=True)
    w.add(a, "vent", 12, a.end - timedelta(minutes=5), exact=True)
    a.settled = later(a.end, 3)
    w.plant([a])


@clean(
    "The bill of the dead is settled a month later by the heirs; his refill of the week before his death is uploaded next day."
)
def settled_by_the_heirs(w: World, _: int) -> None:
    p, at = w.person(lo=72, hi=88), w.at(w.workday(hi=LAST - timedelta(days=60)))
    a = clinic(w, "sq1", p, at, (HTN,), ("amlod",))
    b = stay(
        w,
        "qrm",
        p,
        later(at, 6),
        5,
        (("I63.900", "脑梗死"),),
        ("BR25", "脑缺血性疾患", 1.05),
        dept="神经内科",
        tests=("cbc", "ct"),
        drips=("saline",),
    )
    b.leaving, p.died, b.settled = "5", b.end, later(b.end, 31)
    w.plant([a, b])


@clean(
    "A doctor of the district house works in the township on Thursdays under the union and signs there."
)
def union_doctor(w: World, i: int) -> None:
    d = w.workday(hi=LAST - timedelta(days=5))
    d += timedelta(days=(3 - d.weekday()) % 7)
    doctor = w.houses["qrm"].doctors[5]
    w.plant(
        [
            clinic(
                w,
                ("xz1", "xz2")[i % 2],
                w.person(lo=45),
                w.at(d, 8.5, 16),
                (LUMBAR,),
                ("ibup",),
                doctor=doctor,
            )
            for _ in range(6)
        ]
    )


@clean(
    "Sick while travelling to his daughter: two towns' houses, one cough, two visits a day apart, both treat."
)
def second_opinion(w: World, _: int) -> None:
    p, at = w.person(lo=30, hi=70), w.at(w.workday(hi=LAST - timedelta(days=5)))
    w.plant(
        [
            clinic(w, "xz2", p, at, (COLD,), ("gandong",)),
            clinic(w, "qrm", p, at + timedelta(hours=4), (BRONCH,), ("cefix",), ("cbc", "dr")),
        ]
    )


@clean(
    "Gastroscopy with sleep: the clinic of endoscopy charges anaesthesia to an outpatient; stomach and bowel on one morning."
)
def both_scopes_asleep(w: World, i: int) -> None:
    v = clinic(
        w,
        ("qrm", "sdy")[i % 2],
        w.person(lo=40, hi=70),
        w.at(w.workday(), 8, 10),
        (GASTRITIS, ("K63.500", "结肠息肉")),
        tests=("gastro", "colon"),
        dept="内镜中心",
        minutes=120,
    )
    for k, c in (("propo", 2), ("polyp", 1), ("patho", 2)):
        w.add(v, k, c, v.start + timedelta(minutes=50))
    w.plant([v])
