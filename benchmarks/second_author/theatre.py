"""Operations that hold each other, and second operations at full price."""

from __future__ import annotations

from benchmarks.second_author.bills import FAMILY, doubled
from feijian.demo.county import County
from feijian.demo.schemes.making import Rng, few, of_visit, patient, some_day
from feijian.demo.truth import Planted


def plant_step_of_a_radical_operation(county: County, rng: Rng) -> list[Planted]:
    """The drain, the simple removal or the fixation that a radical operation already contains."""
    rows = []
    cases = (
        (
            "lung_radical",
            "chest_drain",
            ("C34.900", "肺恶性肿瘤"),
            ("32.4100", "胸腔镜下肺叶切除术"),
            0,
        ),
        (
            "breast_radical",
            "breast_simple",
            ("C50.900", "乳房恶性肿瘤"),
            ("85.4300", "单侧扩大单纯乳房切除术"),
            2,
        ),
        ("kidney_part", "kidney_fix", ("C64.x00", "肾恶性肿瘤"), ("55.4x00", "部分肾切除术"), 0),
    )
    for turn in few(rng, 3, 6):
        whole, step, illness, operation, sex = cases[turn % 3]
        day = some_day(county, rng, 12)
        stay = county.stay(
            patient(county, rng, 45, 72, sex),
            county.hospital((2, 3)),
            "gallbladder",
            day,
            9,
            diagnosis=illness,
        )
        county.without(stay, "06")
        at = county.calendar.at(day + 2, float(rng.uniform(9.5, 11)))
        county.charge(stay, "anaesthesia", at - 1800)
        county.book.procedures[stay.number] = [
            {
                "code": operation[0],
                "name": operation[1],
                "sleep": "1",
                "begin": at - 1800,
                "minutes": 150,
            }
        ]
        county.group(stay, "EB15", "肺、乳房、肾恶性肿瘤手术", 2.1)
        apart = (0, 1800)[turn % 2]
        rows.append(
            doubled(
                county,
                "step_of_a_radical_operation",
                "surgery_included_step",
                stay,
                (whole, step),
                at,
                apart,
            )
        )
    return rows


def plant_second_pelvic_operation(county: County, rng: Rng) -> list[Planted]:
    """Through the incision for an ovarian cyst a second operation of the group at full price."""
    rows = []
    cases = (
        ("tubectomy", "66.5101", "腹腔镜下双侧输卵管切除术"),
        ("adhesions", "54.5100", "腹腔镜下肠粘连松解术"),
    )
    for turn in few(rng):
        key, code, name = cases[turn % 2]
        day = some_day(county, rng, 9)
        stay = county.stay(
            patient(county, rng, 24, 55, sex=2), county.hospital((2, 3)), "ovary", day, 6
        )
        at = county.calendar.at(day + 2, 10.2)
        second = county.charge(stay, key, at)
        usual = stay.way.procedure or ("65.2500", "腹腔镜卵巢病损切除术")
        county.book.procedures[stay.number] = [
            {"code": c, "name": n, "sleep": "1", "begin": at - 2400, "minutes": 95}
            for c, n in (usual, (code, name))
        ]
        rows.append(
            of_visit(
                "second_pelvic_operation",
                FAMILY,
                ["surgery_same_incision_full"],
                stay,
                "claim_line",
                [second],
                county.covered(key, county.cents(key)) / 2,
            )
        )
    return rows


PLANTS = (plant_step_of_a_radical_operation, plant_second_pelvic_operation)
