"""Look-alikes from the theatre and the delivery room."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from .care import operate, seen, treat
from .cases import innocent
from .county_world import World
from .innocent_ward import WARD, any_day


@innocent("The other eye eight days later: the same operation, the same lens, the other side.")
def second_eye(w: World, n: int) -> None:
    house = ("pe", "h3a", "h2b")[n % 3]
    start = w.at(any_day(w), 8.5, 10)
    a = treat(w, WARD["cataract"], house, start=start, days=1)
    b = treat(w, WARD["cataract"], house, start=start + timedelta(days=8), days=1, person=a.person)
    a.diagnoses[0], b.diagnoses[0] = (
        ("H25.900", "右眼老年性白内障"),
        ("H25.900", "左眼老年性白内障"),
    )
    w.plant([a, b])


@innocent("Two stents in two vessels, both in the record.")
def two_stents(w: World, n: int) -> None:
    p = replace(WARD["stent"], materials=(("m_stent", 2), ("m_wire", 3)))
    w.plant([treat(w, p, ("h3a", "h3b")[n % 2])])


@innocent("Twelve screws in a shattered ankle, two plates.")
def many_screws(w: World, n: int) -> None:
    p = replace(
        WARD["ankle fracture"], materials=(("m_plate", 2), ("m_screw", 12), ("m_suture", 2))
    )
    w.plant([treat(w, p, ("pa", "h3a", "h2a")[n % 3])])


@innocent("The gullet and the bowel are looked at in one sleep on one morning.")
def gastroscopy_and_colonoscopy(w: World, n: int) -> None:
    house = ("h3a", "h3b", "h2a")[n % 3]
    at = w.at(any_day(w), 8, 10)
    p = w.patient(house, at.date(), at.date(), 45, 74)
    w.plant(
        [
            seen(
                w,
                house,
                at,
                p,
                "消化科",
                [("K63.500", "结肠息肉"), ("K29.500", "慢性胃炎")],
                "infect clot egd colono biopsy",
                [("rabe", 14)],
            )
        ]
    )


@innocent("Two polyps seen on Monday as an outpatient, taken off on Thursday in the day ward.")
def polyp_after_colonoscopy(w: World, n: int) -> None:
    house = ("h3a", "h2a", "h3b")[n % 3]
    at = w.at(any_day(w), 8, 10)
    p = w.patient(house, at.date(), at.date(), 45, 74)
    a = seen(w, house, at, p, "消化科", [("K63.500", "结肠息肉")], "infect clot colono")
    q = replace(
        WARD["day surgery"],
        mains=(("K63.500", "结肠息肉"),),
        operation="polyp",
        anaesthesia="",
        tests="path",
        icd9=("45.4200", "内镜下结肠息肉切除术"),
        group=None,
    )
    b = treat(w, q, house, start=at + timedelta(days=3), days=1, person=p)
    w.plant([a, b])


@innocent("Labour stands still after a day of listening to the heart: caesarean at night.")
def labour_then_section(w: World, n: int) -> None:
    p = replace(
        WARD["caesarean"],
        mains=(("O62.000", "原发性子宫收缩乏力"),),
        operation_day=(1, 1),
        daily=(("fetal", 6, 0, 1), ("oxyto", 2, 0, 3), ("ringer", 2, 0, 3), ("cefz", 2, 1, 3)),
    )
    w.plant([treat(w, p, ("mh", "h3a", "h2a")[n % 3])])


@innocent("Twins: two babies in the cradle, the mother operated once.", 6)
def twins(w: World, n: int) -> None:
    v = treat(w, replace(WARD["caesarean"], mains=(("O30.000", "双胎妊娠"),)), ("mh", "h3b")[n % 2])
    for d in range(4):
        w.add(v, "bed_baby", 2, v.start + timedelta(days=d + 1))
        w.add(v, "care_baby", 2, v.start + timedelta(days=d + 1))
    w.plant([v])


@innocent(
    "The newborn's yellow skin is treated while the mother still lies in: her number serves for both.",
    6,
)
def newborn_on_mothers_number(w: World, n: int) -> None:
    house = ("mh", "h2a")[n % 2]
    a = treat(w, WARD["caesarean"], house, days=5)
    b = treat(
        w,
        replace(WARD["newborn"], group=None),
        house,
        start=a.start + timedelta(days=2),
        days=5,
        person=a.person,
    )
    b.more["newborn"] = "1"
    w.plant([a, b])


@innocent("A man with cancer of the breast has his chemotherapy.", 6)
def man_with_breast_cancer(w: World, n: int) -> None:
    p = replace(
        WARD["chemotherapy"],
        mains=(("Z51.100", "恶性肿瘤化学治疗"),),
        sex="1",
        daily=(("docet", 6, 1, 2), ("ns", 2, 0, -1), ("ond", 2, 0, -1)),
    )
    v = treat(w, p, ("h3a", "h3b")[n % 2], days=3)
    v.diagnoses[1:] = [("C50.900", "乳腺恶性肿瘤")]
    w.plant([v])


@innocent(
    "The hip operation was charged on the day on which its materials were booked, two days after the knife."
)
def materials_booked_later(w: World, n: int) -> None:
    v = treat(w, WARD["hip fracture"], ("h3a", "pa")[n % 2])
    for x in v.lines:
        if x.item.kind in ("06", "08"):
            x.at = min(v.end, x.at + timedelta(days=2))
    w.plant([v])


@innocent("First the broken wrist by hand and plaster, after a week it had slipped and was plated.")
def slipped_then_plated(w: World, n: int) -> None:
    house, at = ("h3a", "h2a", "pa")[n % 3], w.at(any_day(w), 9, 15)
    p = w.patient(house, at.date(), at.date(), 40, 76)
    a = seen(
        w, house, at, p, "骨科", [("S52.500", "桡骨远端骨折")], "xray_limb reduce plaster xray_limb"
    )
    b = treat(w, WARD["wrist fracture"], house, start=at + timedelta(days=8), person=p)
    w.plant([a, b])


@innocent("The belly is scanned plain at night, with contrast next day: an inflamed pancreas.")
def plain_then_contrast(w: World, n: int) -> None:
    p = replace(
        WARD["gastritis"],
        mains=(("K85.900", "急性胰腺炎"),),
        tests="cbc urine liver renal lytes glu crp ecg us_abd ct_abd",
        daily=(("panto", 2, 0, -1), ("ns", 4, 0, -1), ("aa", 1, 1, 5), ("monitor", 24, 0, 2)),
        group=None,
    )
    v = treat(w, p, ("h2a", "h3a", "h2b")[n % 3], days=9)
    w.add(v, "ct_abd_c", 1, v.start + timedelta(days=1, hours=5))
    w.plant([v])


@innocent("The wound bleeds at night and is opened again on the same stay.", 6)
def opened_again(w: World, n: int) -> None:
    p = WARD["thyroid"]
    v = treat(w, p, ("h3a", "h3b")[n % 2], days=7)
    operate(w, v, replace(p, operation="dress_m", icd9=("06.0200", "甲状腺术后伤口再切开")), 3)
    w.plant([v])


@innocent("Old and frail before the hip operation: heart, leg veins, lungs, bone all looked at.")
def whole_workup_of_the_frail(w: World, n: int) -> None:
    p = replace(
        WARD["hip fracture"],
        ages=(84, 93),
        tests=WARD["hip fracture"].tests + " bnp tni ct_chest gas lung",
        sometimes=(),
    )
    w.plant([treat(w, p, ("h3a", "h3b")[n % 2])])
