"""Schemes of the ward, as crude as inspections publish them: stays that were not, cut, padded or coded up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .cases import early, one, scheme
from .clean_ward import AT_TOWN, BY
from .goods import diagnosis
from .ward import Illness, Operation, care, each_day, lie, theatre
from .world import County, Visit, rate, spent

COLD = Illness(
    "感冒",
    "全科",
    ("J06.900急性上呼吸道感染",),
    days=(6, 8),
    tests="cbc",
    again="",
    iv="saline*2 cefur*2",
)


def empty(w: County, house: str, p, dept: str, known: str, days: int) -> Visit:  # type: ignore[no-untyped-def]
    """A stay of bed, round and nursing, and nothing else."""
    at = w.at(early(w), 8, 11)
    v = w.visit(
        house,
        p,
        "21",
        at,
        w.at(at.date() + timedelta(days=days), 9, 11),
        dept,
        [diagnosis(known)],
        w.doctor_of(house, dept),
        f"{dept[:1]}12床",
    )
    care(w, v, "n2")
    return v


@scheme(
    8,
    "挂床: a week of bed, nursing and rounds with a five-yuan test on the first day; the patient sleeps at home.",
)
def hanging_bed(w: County, i: int) -> None:
    v = empty(w, ("ms2", "z3")[i % 2], one(w, lo=50, hi=80), "内科", "M54.500腰痛", 8 + i % 3)
    w.add(v, "glu", 1)
    w.plant([v])


@scheme(
    7,
    "分解住院: out on paper when the group's standard is near, in again next day with the same illness.",
)
def cut_stay(w: County, _: int) -> None:
    p = one(w, lo=60, hi=82)
    a = lie(w, "ms1", p, BY["肺炎"], w.at(early(w), 8, 11), 6)
    b = lie(w, "ms1", p, BY["肺炎"], w.at(a.end.date() + timedelta(days=1), 8, 9), 6)
    b.diagnoses = a.diagnoses
    w.plant(
        [b],
        whole=True,
        loss=b.group[3] - sum(x.amount for x in b.lines) * 0.28 if b.group else None,
    )


@scheme(
    6,
    "村里拉人: the township house fetches the same six old people in spring and in autumn; a drip and rest, the same days, the same bill.",
)
def village_bus(w: County, i: int) -> None:
    people = [w.person(lo=70, hi=86) for _ in range(6)]
    for p in people:
        p.address = f"河湾乡{i}组"
    stays = []
    for start in (date(2025, 4, 7 + i), date(2025, 10, 13 + i)):
        for n, p in enumerate(people):
            at = w.at(start, 8.5 + n * 0.1, 8.6 + n * 0.1)
            v = w.visit(
                "z3",
                p,
                "21",
                at,
                at + timedelta(days=7),
                "全科",
                [diagnosis("M54.500腰痛"), diagnosis("I10.x05高血压病3级")],
                w.houses["z3"].doctors[0],
                f"{n + 1:02d}床",
            )
            care(w, v, "n2")
            for d in each_day(v):
                for k, c in (("saline", 2), ("citi", 1), ("drip", 1), ("set", 1)):
                    w.add(v, k, c, max(at, w.at(d, 9, 9.5)))
            for k in ("cbc", "urine", "ecg", "us_b"):
                w.add(v, k, 1, at + timedelta(minutes=30))
            stays.append(v)
    w.plant(stays)


@scheme(8, "低标准入院: a week in bed with drips for a common cold.")
def cold_in_bed(w: County, i: int) -> None:
    w.plant([lie(w, ("ms2", "z3")[i % 2], one(w, lo=25, hi=60), COLD, w.at(early(w), 8.5, 11))])


@scheme(7, "体检住院: three days, every test the house has, nothing given.")
def checkup_stay(w: County, _: int) -> None:
    v = empty(w, "ms1", one(w, lo=40, hi=62), "内科", "R53.x00乏力", 3)
    for k in (
        "cbc",
        "urine",
        "stool",
        "alt",
        "ast",
        "crea",
        "urea",
        "uric",
        "chol",
        "tg",
        "hdl",
        "ldl",
        "glu",
        "hba1c",
        "tsh",
        "ft3",
        "ft4",
        "cea",
        "afp",
        "ecg",
        "us",
        "us_thy",
        "us_neck",
        "us_heart",
        "ct",
        "mri",
        "bmd",
        "breath_hp",
    ):
        w.add(v, k, 1, v.start + timedelta(hours=3))
    w.group(v, "XT15", "其他")
    w.plant([v], loss=sum(x.covered for x in v.lines) * rate(v))


@scheme(
    8, "高套: bronchitis treated by mouth is sent as severe pneumonia with respiratory failure."
)
def upcoded_pneumonia(w: County, i: int) -> None:
    p = one(w, lo=50, hi=78)
    ill = Illness(
        "支气管炎",
        "内科",
        ("J15.900细菌性肺炎",),
        days=(4, 5),
        tests="cbc alt crea glu",
        again="",
        oral="carbo",
    )
    v = lie(w, ("ms1", "zy")[i % 4 == 3], p, ill, w.at(early(w), 8, 11))
    v.diagnoses = [
        diagnosis("J96.000急性呼吸衰竭"),
        diagnosis("J15.900细菌性肺炎"),
        diagnosis("A41.900脓毒症"),
    ]
    w.group(v, "ES21", "呼吸系统感染/炎症,伴严重并发症")
    true = w.weights.get("ES25", ("", 0.9))[1]
    w.plant([v], loss=max(0.0, (v.group[2] - true) * 6400) if v.group else 2000.0, whole=True)


@scheme(
    7,
    "高套手术: debridement on the operation list and in the group; no theatre, no anaesthesia, no dressing in the bill.",
)
def operation_on_paper(w: County, _: int) -> None:
    v = lie(
        w,
        "ms1",
        one(w, lo=30, hi=70),
        replace(AT_TOWN["腰痛"], dept="外科", days=(5, 6), daily="", tests="cbc glu"),
        w.at(early(w), 8, 11),
    )
    v.operations.append(
        {
            "code": "79.3600x001",
            "name": "胫骨骨折切开复位内固定术",
            "at": v.start + timedelta(days=1),
            "anst": "02",
        }
    )
    v.diagnoses = [diagnosis("S82.200胫骨干骨折")]
    w.group(v, "IF45", "下肢骨手术")
    w.plant([v], loss=(v.group[3] * 0.7 if v.group else 0), whole=True)


@scheme(
    6,
    "假出院: a chronic patient is written out and in again on the same day, every month, in the same bed.",
)
def paper_discharge(w: County, _: int) -> None:
    p, at = one(w, lo=35, hi=60), w.at(early(w, 130), 8.5, 9)
    stays = []
    for _ in range(3):
        v = lie(w, "jw", p, replace(BY["精神分裂"], daily=""), at, 30)
        v.bed = "精神09床"
        stays.append(v)
        at = v.end + timedelta(minutes=40)
    w.plant(stays[1:])


@scheme(
    6,
    "虚假住院: eight people of one village with the same phone admitted on one day by a recruiter, the same drips, to the fen.",
)
def recruited_stays(w: County, i: int) -> None:
    day, stays = early(w), []
    people = [w.person(lo=60, hi=80) for _ in range(8)]
    for n, p in enumerate(people):
        p.address, p.phone = f"新集乡招募{i}村", people[0].phone
        at = w.at(day, 9 + n * 0.05, 9.04 + n * 0.05)
        v = w.visit(
            "ms2",
            p,
            "21",
            at,
            at + timedelta(days=6),
            "内科",
            [diagnosis("I67.200脑动脉粥样硬化")],
            w.houses["ms2"].doctors[1],
            f"{n + 20}床",
        )
        care(w, v, "n2")
        for d in each_day(v):
            for k, c in (("saline", 2), ("citi", 2), ("drip", 1)):
                w.add(v, k, c, max(at, w.at(d, 9.5, 9.6)))
        for k in ("cbc", "alt", "crea", "ecg"):
            w.add(v, k, 1, at + timedelta(minutes=40))
        stays.append(v)
    w.plant(stays)


@scheme(
    6,
    "职工住院: the house's own doctors lie in its beds and sign orders for others every day of their stay.",
)
def staff_as_patients(w: County, i: int) -> None:
    p = one(w, lo=30, hi=50, insurance="310")
    doctor = w.houses["ms1"].doctors[i]
    w.doctor_person[doctor] = p.id
    v = lie(w, "ms1", p, replace(BY["高血压"], days=(7, 7)), w.at(early(w), 8, 11))
    other = w.houses["ms1"].doctors[(i + 1) % 14]
    v.doctor = other
    signed = [v]
    for x in v.lines:
        x.doctor = other
    for n in range(1, 6):
        q = one(w, lo=30, hi=70)
        at = w.at(v.start.date() + timedelta(days=n), 9, 15)
        o = w.visit(
            "ms1",
            q,
            "11",
            at,
            at + timedelta(minutes=30),
            "内科",
            [diagnosis("I10.x05高血压病3级")],
            doctor,
        )
        for k in ("see", "amlod"):
            w.add(o, k, 1, at + timedelta(minutes=5))
        signed.append(o)
    w.plant(signed, loss=spent(v))


@scheme(
    8,
    "康复签到: eight trainings a day, Sundays too, for gastritis and back pain without any loss of function.",
)
def rehabilitation_on_paper(w: County, _: int) -> None:
    p = one(w, lo=50, hi=75)
    ill = Illness(
        "康复",
        "神经康复",
        ("M54.500腰痛", "K29.500慢性胃炎"),
        days=(20, 24),
        tests="cbc glu",
        again="",
        daily="hemi ot balance motion joint swallow lowfreq midfreq",
    )
    v = lie(w, "kf", p, ill, w.at(early(w), 8, 11))
    trained = [x for x in v.lines if x.item.code.startswith("00340")]
    w.plant([v], trained)


@scheme(4, "不可能的工作量: one therapist gives seventy trainings a day.")
def therapist_of_seventy(w: County, i: int) -> None:
    day, who = early(w), w.houses["kf"].therapists[i]
    lines, stays = [], []
    for _ in range(14):
        p = one(w, lo=50, hi=80)
        v = lie(
            w,
            "kf",
            p,
            replace(BY["骨科康复"], dept="神经康复", daily=""),
            w.at(day - timedelta(days=5), 8, 11),
            14,
        )
        for k in ("motion", "ot", "hemi", "joint", "balance"):
            lines.append(w.add(v, k, 1, w.at(day, 8, 17), by=who, exact=True))
        stays.append(v)
    w.plant(stays, lines)


@scheme(8, "超标准: 48 hours of monitoring and 36 of oxygen on every day.")
def hours_over_day(w: County, i: int) -> None:
    v = lie(
        w,
        ("ms1", "zy")[i % 4 == 3],
        one(w, lo=50, hi=84),
        replace(BY["心绞痛"], severe=0),
        w.at(early(w), 8, 11),
    )
    lines = []
    for day in each_day(v)[1:]:
        lines += [
            w.add(v, "monitor", 48, w.at(day, 20, 22)),
            w.add(v, "oxygen", 36, w.at(day, 20, 22)),
        ]
    w.plant([v], lines, loss=sum(x.covered for x in lines) * rate(v) / 2)


@scheme(
    7,
    "护理升级: first-degree and special nursing on the same days, for a sound patient before a hernia.",
)
def two_grades_of_nursing(w: County, _: int) -> None:
    v = lie(w, "ms1", one(w, "1", 30, 60), BY["疝"], w.at(early(w), 8, 11))
    lines = [w.add(v, "n1", 1, w.at(d, 21, 22)) for d in each_day(v) for _ in range(2)]
    w.plant([v], lines)


@scheme(
    7,
    "手术内含步骤另收: the tube charged beside general anaesthesia, the look-in beside the laparoscopic gall bladder.",
)
def steps_of_operation(w: County, i: int) -> None:
    v = lie(w, ("ms1", "zy")[i % 2], one(w, lo=35, hi=70), BY["胆囊"], w.at(early(w), 8, 11))
    at = v.operations[0]["at"]
    w.plant([v], [w.add(v, "intub", 1, at)])


@scheme(
    7,
    "麻醉分解收费: general, block and spinal anaesthesia and twenty hours of watching for an operation of an hour.",
)
def anaesthesia_in_pieces(w: County, _: int) -> None:
    v = lie(w, "ms1", one(w, lo=35, hi=70), BY["阑尾炎"], w.at(early(w), 8, 11))
    at = v.operations[0]["at"]
    w.plant(
        [v], [w.add(v, "spinal", 1, at), w.add(v, "block", 1, at), w.add(v, "op_watch", 20, at)]
    )


@scheme(7, "虚计耗材: plates, screws and a joint on medical stays without an operation.")
def implant_without_operation(w: County, i: int) -> None:
    v = lie(w, "ms1", one(w, lo=60, hi=80), BY["高血压"], w.at(early(w), 8, 11))
    v.group = None
    w.plant([v], [w.add(v, "plate", 2), w.add(v, "screw", 12), w.add(v, "knee_c", 1)][: 2 + i % 2])


@scheme(6, "出院后收费: charges ten days after discharge, in a house that posts to the minute.")
def charged_after_discharge(w: County, _: int) -> None:
    v = lie(w, "ms1", one(w, lo=40, hi=80), BY["脑梗死"], w.at(early(w), 8, 11))
    w.plant(
        [v],
        [
            w.add(v, k, n, v.end + timedelta(days=10), exact=True)
            for k, n in (("ct", 1), ("n2", 5), ("bed", 5))
        ],
    )


@scheme(7, "层流床: an ordinary bed billed as a laminar-flow bed for back pain.")
def clean_room_bed(w: County, _: int) -> None:
    v = lie(w, "ms1", one(w, lo=35, hi=75), replace(BY["腰椎间盘"], op=None), w.at(early(w), 8, 11))
    v.group = None
    v.lines = [x for x in v.lines if not x.item.name.startswith("普通病房")]
    lines = [w.add(v, "bed_clean", 1, w.at(d, 22, 23)) for d in each_day(v)]
    w.plant([v], lines, loss=sum(x.covered - 40 for x in lines) * rate(v))


@scheme(
    6,
    "周末住院: the ward is empty from Friday to Sunday and the drips, needles and trainings go on in the bill, though the doctor is on leave and the patient swipes at home.",
)
def weekend_on_paper(w: County, _: int) -> None:
    from .clinic import buy

    p = one(w, lo=45, hi=70)
    friday = early(w)
    friday -= timedelta(days=friday.weekday() - 4)
    v = lie(
        w,
        "z3",
        p,
        replace(AT_TOWN["脑梗后"], days=(7, 7)),
        w.at(friday - timedelta(days=2), 8, 10),
        7,
    )
    visits = [v]
    for n in range(2):
        visits.append(
            buy(w, "yd2", p, w.at(friday + timedelta(days=1 + n), 9, 17), ("gaoyao", "ganmao")[n])
        )
    w.plant(visits, loss=spent(v), houses=("z3", "yd2"))


@scheme(
    6,
    "二次骨折: an implant taken out and a plate put in on paper, theatre charged twice on one day.",
)
def operation_twice(w: County, _: int) -> None:
    v = lie(w, "ms1", one(w, lo=25, hi=65), BY["桡骨骨折"], w.at(early(w), 8, 11))
    again = theatre(
        w,
        v,
        Operation(
            "radius",
            "79.3200x001",
            "桡骨骨折切开复位内固定术",
            "block",
            1.4,
            (("plate", 1), ("screw", 6)),
        ),
        v.operations[0]["at"].date(),
    )
    v.group = None
    w.plant([v], again)
