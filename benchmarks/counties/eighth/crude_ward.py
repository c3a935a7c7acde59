"""Schemes on wards, as bureaus publish them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from .care import Ledger, Pathway, ward
from .care import treat as treated
from .cases import crude
from .county_world import Visit, World
from .innocent_ward import WARD, any_day


def treat(w: World, p: Pathway, house: str, **more) -> Visit:  # type: ignore[no-untyped-def]
    """A stay of the pathway, its group paid as others'."""
    v = treated(w, p, house, **more)
    w.grouped(v)
    return v


@crude(
    "虚假住院: ten people of one village fetched within two days, the same tests, the same drips, to the fen.",
    6,
)
def recruited_village(w: World, n: int) -> None:
    start, out = w.at(any_day(w), 8, 9), []
    for i in range(9 if n < 4 else 6):
        p = w.patient(("pg", "t5")[n // 4], start.date(), start.date() + timedelta(days=6), 60, 82)
        p.address = f"城东区下塘村{i % 4 + 1}组{n}号"
        v = w.stay_of(
            ("pg", "t5")[n // 4],
            p,
            start + timedelta(hours=4 * i, minutes=3),
            6,
            "内科",
            [("I67.800", "慢性脑供血不足")],
        )
        ledger = Ledger(w, v)
        ward(w, v, "care_2", ledger)
        for d in range(6):
            for key in ("citi", "ns", "drip", "m_iv"):
                ledger.put(key, 1, d)
        ledger.write()
        for key in ("cbc", "urine", "liver", "renal", "ecg"):
            w.add(v, key, 1, v.start + timedelta(minutes=30))
        out.append(v)
    w.plant(out)


@crude(
    "挂床: bed, nursing and round for nine days and nothing else; the patient sleeps at home.", 7
)
def empty_bed(w: World, _: int) -> None:
    p = w.patient("t5", any_day(w), any_day(w), 50, 80)
    v = w.stay_of("t5", p, w.at(any_day(w), 9, 15), 9, "内科", [("I10.x00", "高血压病")])
    ledger = Ledger(w, v)
    ward(w, v, "care_2", ledger)
    ledger.write()
    w.plant([v])


@crude(
    "分解住院: written out when the bill nears the group's standard, admitted next day in the same ward with the same illness.",
    7,
)
def cut_in_two(w: World, n: int) -> None:
    house = ("h2a", "h2a", "pg")[n % 3]
    a = treat(w, WARD["stroke" if house == "h2a" else "heart failure"], house, days=8)
    b = treat(
        w,
        WARD["stroke" if house == "h2a" else "heart failure"],
        house,
        start=a.end + timedelta(hours=22),
        days=8,
        person=a.person,
    )
    b.diagnoses[0] = a.diagnoses[0]
    w.plant([b])


@crude("低标准入院: a week in bed with drips for a cold.", 8)
def cold_in_bed(w: World, n: int) -> None:
    p = replace(
        WARD["dizziness"],
        mains=(("J06.900", "急性上呼吸道感染"), ("J00.x00", "急性鼻咽炎")),
        tests="cbc crp",
        daily=(("vitc", 2, 0, -1), ("gs", 2, 0, -1)),
        oral=(),
        others=(),
        ages=(20, 60),
        group=None,
    )
    w.plant([treat(w, p, ("t5", "pg")[n % 2], days=6)])


@crude("体检住院: three days, every test of the house, no treatment.", 8)
def checkup_in_bed(w: World, _: int) -> None:
    p = replace(
        WARD["hypertension"],
        mains=(("R53.x00", "乏力"), ("I10.x00", "高血压病")),
        tests="cbc urine stool liver renal lytes glu lipid hba1c tsh tumor infect clot ecg us_abd us_heart us_neck us_thyroid ct_chest ct_head",
        oral=(),
        take=(),
        sometimes=(),
        ages=(40, 66),
        group=None,
    )
    w.plant([treat(w, p, "pg", days=3)])


@crude(
    "高套: a pneumonia with a plain course sent as respiratory failure: no blood gas, no oxygen, no ventilation.",
    7,
)
def upcoded_lungs(w: World, n: int) -> None:
    drugs = (
        ("pip", 3, 0, -1),
        ("ns", 3, 0, -1),
        ("ambrox", 2, 0, -1),
        ("mist", 2, 0, -1),
        ("bude", 2, 0, -1),
    )
    p = replace(
        WARD["pneumonia"],
        mains=(("J96.000", "急性呼吸衰竭"),),
        others=(("J18.900", "肺炎"),) if n % 2 else (),
        tests="cbc urine liver renal lytes glu xray_chest ecg ct_chest us_heart",
        sometimes=(),
        daily=drugs,
        group=("ER15", "呼吸衰竭,不伴有创机械通气"),
    )
    v = treat(w, p, "h2a", days=11)
    assert v.group
    # the law counts the difference of the two standards
    w.plant([v], loss=max(0.0, v.group[3] - w.standards.get("ES25", v.group[3])))


@crude("重复收费: the same scan, ultrasound and chemistry twice in the same minute.", 8)
def charged_twice(w: World, n: int) -> None:
    v = treat(w, WARD["hypertension"], ("pg", "t3", "pg", "h2b")[n % 4])
    lines = []
    for key in ("ct_head", "us_heart", "liver"):
        w.add(v, key, 1, v.start + timedelta(hours=3), exact=True)
        lines.append(w.add(v, key, 1, v.start + timedelta(hours=3), exact=True))
    w.plant([v], lines)


@crude("超标准: forty-eight hours of monitor and thirty-six of oxygen on every day.", 8)
def hours_beyond_the_day(w: World, n: int) -> None:
    v = treat(w, replace(WARD["dizziness"]), ("pg", "kf", "t3")[n % 3] if n % 3 != 1 else "pg")
    lines = []
    for d in range(1, (v.end.date() - v.start.date()).days - 1):
        for key, count in (("monitor", 48), ("oxygen", 36)):
            lines.append(w.add(v, key, count, v.start + timedelta(days=d), exact=True))
    w.plant([v], lines, loss=sum(x.covered for x in lines) * 0.4 * 0.67)


@crude("重复收费: special nursing and first-grade nursing on every day.", 7)
def two_grades_of_nursing(w: World, n: int) -> None:
    v = treat(w, replace(WARD["pneumonia"], nursing="care_1"), ("pg", "po")[n % 2])
    days = (v.end.date() - v.start.date()).days
    w.plant([v], [w.add(v, "care_s", 1, v.start + timedelta(days=d, hours=1)) for d in range(days)])


@crude("串换床位: an ordinary bed billed as a laminar-flow bed for back pain.", 7)
def clean_room_for_backs(w: World, _: int) -> None:
    v = treat(w, WARD["back pain"], "pa")
    lines = []
    for x in v.lines:
        if x.item.kind == "01":
            x.item = w_item("bed_clean")
            x.price = x.item.price
            lines.append(x)
    w.plant([v], lines, loss=sum(x.covered for x in lines) * 0.85 * 0.7)


def w_item(key: str):  # type: ignore[no-untyped-def]
    """The item of this key."""
    from .goods import ITEMS

    return ITEMS[key]


@crude("虚计耗材: plates and screws on stays for back pain, without any operation.", 7)
def plates_without_operation(w: World, _: int) -> None:
    v = treat(w, WARD["back pain"], "pa")
    at = v.start + timedelta(days=1)
    w.plant([v], [w.add(v, "m_plate", 1, at), w.add(v, "m_screw", 4, at)])


@crude(
    "手术内含步骤另收: laparoscopy and freeing of adhesions beside every gall bladder, tube beside general anaesthesia.",
    7,
)
def steps_of_the_operation(w: World, _: int) -> None:
    v = treat(w, WARD["gall bladder"], "pg")
    at = next(x.at for x in v.lines if x.item.kind == "06")
    w.plant([v], [w.add(v, k, 1, at, exact=True) for k in ("look", "adhes", "intub")])


@crude("冠脉造影 beside the stent whose item contains it.", 6)
def angiography_with_the_stent(w: World, _: int) -> None:
    v = treat(w, WARD["stent"], "h3b")
    v.group = None
    at = next(x.at for x in v.lines if x.item.kind == "06")
    w.plant([v], [w.add(v, "op_cag", 1, at, exact=True)])


@crude(
    "康复签到: six trainings every day for stomach and back, by one therapist who is also somewhere else.",
    8,
)
def training_on_paper(w: World, _: int) -> None:
    p = replace(
        WARD["rehabilitation"],
        mains=(("K29.500", "慢性胃炎"), ("J20.900", "急性支气管炎")),
        oral=("rabe",),
        others=(),
        sometimes=(),
        daily=(),
    )
    v = treat(w, p, "kf", days=15)
    who, lines = w.houses["kf"].therapists[0], []
    for d in range(1, 14):
        for key in ("ex_hemi", "ex_move", "ex_hand", "ex_speech", "ex_swallow", "ex_joint"):
            lines.append(w.add(v, key, 1, v.start + timedelta(days=d), by=who))
    w.plant([v], lines, whole=True)


@crude("无指征用药: albumin for a sound back and a stomach.", 7)
def albumin_for_backs(w: World, n: int) -> None:
    v = treat(w, WARD["back pain" if n % 2 else "hypertension"], "pg" if n % 2 == 0 else "pa")
    w.plant([v], [w.add(v, "albumin", 2, v.start + timedelta(days=d)) for d in range(1, 5)])


@crude("超频次: glycated haemoglobin and the infection panel every third day of a stay.", 7)
def panels_every_third_day(w: World, _: int) -> None:
    v = treat(w, WARD["diabetes"], "pg", days=12)
    w.plant(
        [v],
        [
            w.add(v, key, 1, v.start + timedelta(days=d))
            for d in (3, 6, 9)
            for key in ("hba1c", "infect")
        ],
    )
