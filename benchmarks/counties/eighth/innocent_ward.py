"""Look-alikes from the wards: care that is right and looks too much, too little or too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from .care import Ledger, seen, treat
from .cases import innocent
from .county_world import World
from .wards import STAYS

WARD = {p.name: p for p in STAYS}


def any_day(w: World, room: int = 40):  # type: ignore[no-untyped-def]
    """A day with so many days before the end."""
    from .county_world import FIRST, LAST

    return w.day(FIRST + timedelta(days=8), LAST - timedelta(days=room))


@innocent("Oxygen runs day and night: twenty-four hours on every full day.")
def oxygen_all_day(w: World, n: int) -> None:
    p = replace(
        WARD["copd"],
        daily=(*[x for x in WARD["copd"].daily if x[0] != "oxygen"], ("oxygen", 24, 0, -1)),
    )
    w.plant([treat(w, p, ("h3a", "h2b", "t6", "h3b")[n % 4])])


@innocent(
    "Yesterday afternoon's hours of the monitor are written at seven with this morning's: more than a day on one date."
)
def hours_of_two_days_on_one_morning(w: World, n: int) -> None:
    v = treat(w, WARD["pneumonia"], ("h3b", "t6", "zyy")[n % 3])
    at = datetime.combine(v.start.date() + timedelta(days=2), datetime.min.time()) + timedelta(
        hours=7, minutes=30
    )
    w.add(v, "monitor", 20, at, exact=True)
    w.add(v, "monitor", 7, at + timedelta(minutes=2), exact=True)
    w.plant([v])


@innocent("Ventilated for more than a week: every hour of it charged.")
def long_ventilation(w: World, n: int) -> None:
    w.plant([treat(w, WARD["icu"], ("h3a", "h3b", "h2a")[n % 3], days=18 + n)])


@innocent(
    "From intensive care to the ward after three days: the monitor goes on, the nursing changes."
)
def icu_then_ward(w: World, n: int) -> None:
    v = treat(w, replace(WARD["heart failure"], nursing="care_1"), ("h3a", "h3b")[n % 2], days=10)
    for d in range(3):
        at = v.start + timedelta(days=d, hours=3)
        w.add(v, "gas", 1, at)
        w.add(v, "niv", 10, at)
    w.plant([v])


@innocent("Blood sugar seven times a day while insulin is set.")
def seven_sugars_a_day(w: World, n: int) -> None:
    p = replace(WARD["diabetes"], daily=(("glu", 7, 0, -1), ("inject_sc", 4, 0, -1)))
    w.plant([treat(w, p, ("h3a", "h2a", "t6", "h2b")[n % 4])])


@innocent("Bleeding: the blood count four times in a day and a night.")
def four_counts_in_bleeding(w: World, n: int) -> None:
    v = treat(w, WARD["gastric bleeding"], ("h3a", "h2b", "pg", "h2a")[n % 4])
    for hours in (4, 8, 14):
        w.add(v, "cbc", 1, v.start + timedelta(hours=hours), exact=True)
    w.add(v, "crossm", 2, v.start + timedelta(hours=5))
    w.add(v, "transfuse", 2, v.start + timedelta(hours=6))
    w.plant([v])


@innocent("Chest pain: troponin at none, three and six hours, the ECG each time.")
def troponin_in_series(w: World, n: int) -> None:
    v = treat(w, WARD["angina"], ("h3a", "h3b", "h2a")[n % 3])
    for hours in (3, 6):
        w.add(v, "tni", 1, v.start + timedelta(hours=hours), exact=True)
        w.add(v, "ecg", 1, v.start + timedelta(hours=hours, minutes=3), exact=True)
    w.plant([v])


@innocent(
    "The head is scanned again after a day because the patient grew drowsy, and once more before leaving."
)
def head_scanned_three_times(w: World, n: int) -> None:
    v = treat(w, WARD["stroke"], ("h3a", "h2a", "h3b", "h2b")[n % 4])
    w.add(v, "ct_head", 1, v.start + timedelta(hours=9), exact=True)
    w.add(v, "ct_head", 1, v.end - timedelta(days=1))
    w.plant([v])


@innocent("Blood gas four times a day under ventilation.")
def gas_four_times(w: World, n: int) -> None:
    p = replace(WARD["icu"], daily=(*WARD["icu"].daily, ("gas", 2, 1, -2)))
    w.plant([treat(w, p, ("h3a", "h3b")[n % 2])])


@innocent("Two infusions a day, morning and evening, as the antibiotic asks.")
def two_drips_a_day(w: World, n: int) -> None:
    p = replace(
        WARD["pneumonia"], daily=(*WARD["pneumonia"].daily, ("drip", 1, 0, -1), ("m_iv", 1, 0, -1))
    )
    w.plant([treat(w, p, ("h2a", "t1", "t6", "pg", "h2b")[n % 5])])


@innocent(
    "Wanted to be operated, was tested, thought again and went home after a day against advice."
)
def refused_the_operation(w: World, n: int) -> None:
    p = replace(
        WARD["gall bladder"], operation="", icd9=("", ""), daily=(), anaesthesia="", group=None
    )
    v = treat(w, p, ("h2b", "pg", "h2a", "h3a")[n % 4], days=2)
    v.leaving = "4"
    v.lines = [x for x in v.lines if x.item.name != "手术标本检查与诊断"]
    w.plant([v])


@innocent(
    "Four days in bed with nothing but bed, nursing and one injection: the ankle is too swollen to be operated."
)
def waits_for_the_swelling(w: World, n: int) -> None:
    p = replace(WARD["ankle fracture"], operation_day=(6, 7))
    w.plant([treat(w, p, ("h3a", "pa", "h2a")[n % 3], days=13)])


@innocent(
    "Dying at home was not possible: three weeks of bed, nursing, morphine and nothing else, then death.",
    6,
)
def dies_in_hospice(w: World, n: int) -> None:
    p = replace(WARD["hospice"], oral=("morph",), daily=())
    v = treat(w, p, ("po", "t1", "c1")[n % 3], days=18 + n)
    v.leaving, v.person.died = "5", v.end
    w.plant([v])


@innocent("Dead within six hours: everything on one day.", 6)
def dies_on_the_first_day(w: World, n: int) -> None:
    v = treat(
        w,
        replace(WARD["icu"], daily=(("vent", 24, 0, 1), ("norad", 8, 0, 1), ("ns", 4, 0, 1))),
        ("h3a", "h2a")[n % 2],
        days=1,
    )
    v.end = datetime.combine(v.start.date(), datetime.min.time()) + timedelta(hours=23, minutes=20)
    for x in v.lines:
        x.at = min(x.at, v.end)
        if x.item.name in ("重症监护", "呼吸机辅助呼吸"):
            x.count = min(x.count, max(1.0, (v.end - v.start).seconds // 3600))
    w.add(v, "rescue", 1, v.end - timedelta(hours=1))
    v.leaving, v.person.died, v.settled = "5", v.end, v.end + timedelta(hours=12)
    w.plant([v])


@innocent("Half a year on a psychiatric ward: a few yuan a day, tablets, activities.", 6)
def half_a_year_in_psychiatry(w: World, n: int) -> None:
    w.plant([treat(w, WARD["psychiatric"], "ps", days=150 + 5 * n)])


@innocent(
    "Rehabilitation after the stroke: four trainings a day, two in the morning, two in the afternoon."
)
def four_trainings(w: World, n: int) -> None:
    p = replace(
        WARD["rehabilitation"],
        daily=(
            ("ex_hemi", 1, 1, -1),
            ("ex_move", 1, 1, -1),
            ("ex_hand", 1, 1, -1),
            ("ex_speech", 1, 1, -1),
        ),
        others=(("R47.000", "失语"),),
    )
    w.plant([treat(w, p, ("kf", "zyy", "h3b")[n % 3])])


@innocent(
    "Rehabilitation of a hip that was replaced elsewhere: movement and joints for three weeks."
)
def hip_rehabilitation(w: World, n: int) -> None:
    p = replace(
        WARD["rehabilitation"],
        mains=(("Z96.600", "髋关节置换术后"),),
        daily=(("ex_move", 1, 0, -1), ("ex_joint", 1, 0, -1), ("ph_mf", 1, 0, -1)),
        oral=("rivaro",),
        tests="cbc liver renal rate_reh xray_limb",
        again="rate_reh",
        ages=(64, 86),
        others=(),
    )
    w.plant([treat(w, p, ("kf", "h2a")[n % 2], days=20)])


@innocent("Five winter stays of one old man whose lungs fail again and again, months apart.", 6)
def lungs_fail_each_season(w: World, n: int) -> None:
    house, person, out = ("h2b", "t6", "h3b")[n % 3], None, []
    d = any_day(w, 400)
    for _ in range(5):
        v = treat(w, WARD["copd"], house, start=w.at(d, 9, 20), person=person, days=9)
        person = v.person
        out.append(v)
        d += timedelta(days=w.rng.randint(52, 70))
    w.plant(out)


@innocent("A child of thirteen on the adults' ward because the house has no other.")
def child_on_adult_ward(w: World, n: int) -> None:
    w.plant([treat(w, replace(WARD["appendix"], ages=(12.2, 13.8)), ("h2b", "pg")[n % 2])])


@innocent("Newborn under the lamp: twelve to twenty hours of light, an incubator day and night.")
def newborn_in_incubator(w: World, n: int) -> None:
    p = replace(
        WARD["newborn"],
        mains=(("P07.300", "早产婴儿"),),
        daily=(("incub", 24, 0, -1), ("photo", 18, 1, 4), ("bili", 2, 0, -1), ("caff", 1, 1, -1)),
    )
    w.plant([treat(w, p, ("mh", "h3b", "h2a")[n % 3], days=20)])


@innocent("The infusion ward counts vials by the millilitre: quantity 300 at a fen or two.")
def drugs_by_the_millilitre(w: World, n: int) -> None:
    v = treat(w, WARD["dizziness"], ("h2b", "pg", "t5")[n % 3])
    for d in range(3):
        w.add(
            v,
            "levo_iv",
            200,
            v.start + timedelta(days=d, hours=4),
            price=0.07,
            local_name="左氧氟沙星氯化钠注射液(ml)",
        )
    w.plant([v])


@innocent("Half an ampoule for a child, the rest thrown away: quantity 0.5, every day.")
def half_ampoules(w: World, n: int) -> None:
    v = treat(w, WARD["child pneumonia"], ("mh", "h2b", "t6", "h3b")[n % 4])
    for d in range(4):
        w.add(v, "ambrox", 0.5, v.start + timedelta(days=d, hours=3))
    w.plant([v])


@innocent("Fever again on day five: cultures twice, the antibiotic changed to a stronger one.")
def antibiotic_changed(w: World, n: int) -> None:
    v = treat(w, WARD["pneumonia"], ("h3a", "h2a", "h3b")[n % 3], days=13)
    ledger = Ledger(w, v)
    w.add(v, "blood_c", 2, v.start + timedelta(days=5))
    for d in range(6, 12):
        ledger.put("mero", 3, d)
    ledger.write()
    w.plant([v])


@innocent("A couple lies in one ward: carbon monoxide from one stove, one address, one night.", 6)
def couple_with_one_poisoning(w: World, n: int) -> None:
    p = replace(
        WARD["pneumonia"],
        mains=(("T58.x00", "一氧化碳中毒"),),
        daily=(("oxygen", 24, 0, 3), ("vitc", 2, 0, -1), ("gs", 1, 0, -1)),
        oral=(),
        take=(),
        tests="cbc liver renal lytes gas enzyme ecg",
        group=None,
        others=(),
    )
    start = w.at(any_day(w), 1, 4)
    a = treat(w, p, ("h2a", "h2b")[n % 2], start=start, days=5)
    b = treat(w, p, a.house.key, start=start + timedelta(minutes=9), days=5)
    b.person.address, b.person.phone = a.person.address, a.person.phone
    w.plant([a, b])


@innocent("Influenza in the care house: six old people with one address come within three days.", 6)
def care_house_outbreak(w: World, n: int) -> None:
    start, out = w.at(any_day(w), 8, 12), []
    p = replace(
        WARD["pneumonia"],
        mains=(("J10.000", "流感伴肺炎"),),
        ages=(72, 92),
        sometimes=(("flu", 1.0),),
    )
    for i in range(6):
        v = treat(
            w,
            p,
            ("h2b", "t3", "h2a")[n % 3],
            start=start + timedelta(hours=11 * i),
            days=w.rng.randint(6, 10),
        )
        v.person.address = f"城东区颐养护理院{n + 2}号楼"
        out.append(v)
    w.plant(out)


@innocent("Eczema, back and sugar in one morning: three departments of one hospital.")
def three_departments_one_morning(w: World, n: int) -> None:
    house, at = ("h3a", "h2a", "h3b")[n % 3], w.at(any_day(w), 8, 9)
    p = w.patient(house, at.date(), at.date(), 60, 78)
    a = seen(w, house, at, p, "皮肤科", [("L30.900", "湿疹")], "", [("mome", 10)])
    b = seen(
        w,
        house,
        at + timedelta(minutes=50),
        p,
        "骨科",
        [("M54.500", "腰痛")],
        "xray_spine",
        [("cele", 5)],
    )
    c = seen(
        w,
        house,
        at + timedelta(minutes=100),
        p,
        "内分泌科",
        [("E11.900", "2型糖尿病")],
        "hba1c",
        [("metf", 30)],
    )
    w.plant([a, b, c])
