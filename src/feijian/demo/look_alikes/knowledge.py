"""What only looks like an offence against the tables of knowledge: the right operation for an
unusual diagnosis, another plant, a combination that is one treatment, the second eye, the rescue.
"""

from __future__ import annotations

from feijian.demo.county import County, Visit
from feijian.demo.look_alikes.making import Rng, adult, innocent, spread
from feijian.demo.truth import LookAlike


def operation_that_fits(county: County, rng: Rng) -> list[LookAlike]:
    """An operation whose diagnosis is not the usual one, and is right."""
    cases = (
        ("gallbladder", ("K82.801", "胆囊息肉"), 0),
        ("gallbladder", ("C23.x00", "胆囊恶性肿瘤"), 0),
        ("appendix", ("K36.x00", "慢性阑尾炎"), 0),
        ("hernia", ("K41.900", "股疝"), 1),
        ("fracture", ("M84.102", "股骨骨折不愈合"), 0),
        ("ovary", ("D27.x00", "卵巢良性肿瘤"), 2),
    )
    rows = []
    for way, diagnosis, sex in cases:
        person = adult(county, rng, 35, 65, sex=sex)
        place = county.hospital((2, 3))
        stay = county.stay(person, place, way, spread(county, rng, 12), 7, diagnosis=diagnosis)
        zh, en = "诊断少见但与手术相符", "an unusual diagnosis that the operation fits"
        rows.append(innocent("operation_that_fits", zh, en, [stay.id], "encounter", stay))
    return rows


def other_plant(county: County, rng: Rng) -> list[LookAlike]:
    """Herbs that share a part of their names with one side of a forbidden pair."""
    prescriptions = (
        ("other_aconite", "pinellia"),  # 白附子 is no 附子
        ("nutgrass", "pinellia"),  # nor is 香附
        ("kelp", "liquorice"),  # 昆布 is no 海藻
    )
    rows = []
    for pair in prescriptions:
        at = county.calendar.at(spread(county, rng, 3), 10.0)
        visit = _tcm_visit(county, rng, at)
        keys = (*pair, "poria", "tangerine", "atractylodes")
        lines = [
            county.charge(visit, key, at + 900, 63, herb_use="1", supplied=7, prescription=f"Z{visit.number}")
            for key in keys
        ]  # fmt: skip
        zh, en = "名称相近的另一味药", "another plant of a similar name"
        rows.append(innocent("other_plant", zh, en, lines[:2], "claim_line", visit))
    return rows


def _tcm_visit(county: County, rng: Rng, at: int) -> Visit:
    complaint = ("K30.x00", "功能性消化不良")
    place = county.hospital((2,), "tcm")
    return county.visit(adult(county, rng), place, "explicit", at, diagnosis=complaint)


def one_treatment(county: County, rng: Rng) -> list[LookAlike]:
    """Two drugs of one class that are given together: after a stent, and against H. pylori."""
    cases = (
        (("I25.103", "冠状动脉粥样硬化性心脏病"), ("Z95.501", "冠状动脉支架植入后状态"),
         (("aspirin", 30), ("clopidogrel", 28))),
        (("K25.900", "胃溃疡"), ("B98.000", "幽门螺杆菌感染"),
         (("rabeprazole", 7), ("omeprazole", 7), ("amoxicillin", 6), ("clarithromycin", 7))),
        (("E11.900", "2型糖尿病"), ("I10.x00", "高血压"), (("metformin", 30), ("acarbose", 30))),
    )  # fmt: skip
    rows = []
    for main, other, drugs in cases:
        at = county.calendar.at(spread(county, rng, 40), 9.5)
        person, place = adult(county, rng, 50, 75), county.hospital((2, 3))
        visit = county.visit(person, place, "explicit", at, diagnosis=main)
        county.book.diagnoses[visit.number].append(other)
        lines = [county.charge(visit, key, at + 900, supplied=days) for key, days in drugs]
        zh, en = "同类药品联用属同一治疗方案", "drugs of one class that are one treatment"
        rows.append(innocent("one_treatment", zh, en, lines, "claim_line", visit))
    return rows


def second_eye(county: County, rng: Rng) -> list[LookAlike]:
    """Cataract of the right eye, and of the left ten days later."""
    rows = []
    for _ in range(2):
        person, place = adult(county, rng, 62, 84), county.hospital((2, 3))
        day = spread(county, rng, 16)
        eyes = ("老年性白内障（右眼）", "老年性白内障（左眼）")
        stays = [
            county.stay(person, place, "cataract", day + 10 * turn, 2, diagnosis=("H25.900", name))
            for turn, name in enumerate(eyes)
        ]
        zh, en = "双眼白内障分次手术", "the second eye operated ten days after the first"
        rows.append(innocent("second_eye", zh, en, [s.id for s in stays], "encounter", stays[1]))
    return rows


def rescue(county: County, rng: Rng) -> list[LookAlike]:
    """In an emergency: a drug that is paid on wards and in emergencies, a caesarean at night."""
    rows = []
    at = county.calendar.at(spread(county, rng, 3), 2.5)
    failure = ("I50.900", "急性心力衰竭")
    place = county.hospital((2, 3))
    visit = county.visit(
        adult(county, rng), place, "explicit", at, med_type="13", diagnosis=failure
    )
    lines = [
        county.charge(visit, key, at + 600 * turn)
        for turn, key in enumerate(("emergency_visit", "rescue_drug", "ecg", "blood_gas"), 1)
    ]
    zh, en = "急诊抢救用药", "drugs given in an emergency"
    rows.append(innocent("rescue", zh, en, lines, "claim_line", visit))
    mother = county.person(float(rng.uniform(24, 38)), 2)
    stay = county.stay(
        mother, county.hospital((2, 3)), "caesarean", spread(county, rng, 9), 6, hour=1.5,
        diagnosis=("O14.100", "重度子痫前期"),
    )  # fmt: skip
    zh, en = "急诊剖宫产", "a caesarean in an emergency"
    rows.append(innocent("rescue", zh, en, [stay.id], "encounter", stay))
    return rows


MAKES = (operation_that_fits, other_plant, one_treatment, second_eye, rescue)
