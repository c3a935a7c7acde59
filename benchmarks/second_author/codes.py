"""Diagnoses and operations written dearer than the charges show, or that cannot be true."""

from __future__ import annotations

from feijian.demo.county import County
from feijian.demo.schemes.making import Rng, few, of_visit, patient, pick, some_day
from feijian.demo.truth import Planted

FAMILY = "upcoding"


def plant_angina_as_infarction(county: County, rng: Rng) -> list[Planted]:
    """Angina treated as such and coded as an infarction; the careful repeat one troponin."""
    rows = []
    for turn in few(rng):
        days = pick(rng, 5, 7)
        day = some_day(county, rng, days + 2)
        stay = county.stay(
            patient(county, rng, 52, 84),
            county.hospital((2, 3)),
            "angina",
            day,
            days,
            diagnosis=("I21.900", "急性心肌梗死"),
        )
        county.group(stay, "FR25", "急性心肌梗死", 0.72)
        if turn % 2:
            county.charge(stay, "troponin", county.calendar.at(day + 2, 7.5))
        rows.append(
            of_visit(
                "angina_as_infarction", FAMILY, ["drg_main_dx_pair"], stay, "encounter", [stay.id]
            )
        )
    return rows


def plant_chemotherapy_as_complication(county: County, rng: Rng) -> list[Planted]:
    """A planned course of chemotherapy whose main diagnosis becomes a complication of it."""
    rows = []
    for turn in few(rng):
        illness = (("D70.x00", "粒细胞缺乏"), ("J18.900", "肺炎"))[turn % 2]
        day = some_day(county, rng, 6)
        stay = county.stay(
            patient(county, rng, 45, 75),
            county.hospital((2, 3)),
            "chemotherapy",
            day,
            pick(rng, 2, 4),
        )
        county.book.diagnoses[stay.number] = [
            illness,
            ("Z51.102", "恶性肿瘤维持性化学治疗"),
            ("C34.900", "肺恶性肿瘤"),
        ]
        county.group(stay, ("QS33", "ES23")[turn % 2], illness[1], (0.93, 0.65)[turn % 2])
        rows.append(
            of_visit(
                "chemotherapy_as_complication",
                FAMILY,
                ["drg_main_dx_pair"],
                stay,
                "encounter",
                [stay.id],
            )
        )
    return rows


def plant_operation_on_paper(county: County, rng: Rng) -> list[Planted]:
    """An operation in the settlement list of a stay that was charged no theatre at all."""
    rows = []
    cases = (
        ("disc", ("81.6501", "经皮椎体成形术"), "IB35", "脊柱手术", 2.2),
        ("gastritis", ("43.4105", "胃镜下胃病损切除术"), "GK15", "消化道治疗性操作", 0.8),
        ("lacunar", ("01.2402", "颅内血肿清除术"), "BB25", "颅脑手术", 3.4),
    )
    for turn in few(rng, 3, 5):
        way, operation, drg, name, weight = cases[turn % 3]
        day = some_day(county, rng, 10)
        stay = county.stay(patient(county, rng, 50), county.hospital((2, 3)), way, day, 7)
        county.book.procedures[stay.number] = [
            {
                "code": operation[0],
                "name": operation[1],
                "sleep": "1",
                "begin": county.calendar.at(day + 2, 10.0),
                "minutes": 70,
            }
        ]
        county.group(stay, drg, name, weight)
        rows.append(
            of_visit(
                "operation_on_paper", FAMILY, ["drg_oprn_no_charge"], stay, "encounter", [stay.id]
            )
        )
    return rows


def plant_borrowed_complication(county: County, rng: Rng) -> list[Planted]:
    """A grave second diagnosis that lifts the group, and not one test or drug that answers it."""
    rows = []
    cases = (
        ("bronchitis", ("J96.000", "急性呼吸衰竭"), "ES31", 1.23),
        ("gastritis", ("N17.900", "急性肾衰竭"), "GU21", 1.1),
        ("disc", ("A41.900", "脓毒症"), "IU21", 1.51),
    )
    for turn in few(rng, 3, 6):
        way, second, drg, weight = cases[turn % 3]
        day = some_day(county, rng, 10)
        stay = county.stay(
            patient(county, rng, 48), county.hospital((1, 2)), way, day, pick(rng, 5, 7)
        )
        main = stay.way.diagnoses[0]
        county.book.diagnoses[stay.number] = [main, second]
        county.group(stay, drg, main[1], weight)
        rows.append(
            of_visit(
                "borrowed_complication", FAMILY, ["drg_dx_no_support"], stay, "encounter", [stay.id]
            )
        )
    return rows


def plant_illness_of_another_age(county: County, rng: Rng) -> list[Planted]:
    """Bills for an illness that nobody of that age has: jaundice of the newborn at sixty."""
    rows = []
    for turn in few(rng):
        illness = (("P59.900", "新生儿黄疸"), ("P07.300", "早产儿"))[turn % 2]
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(8.5, 16)))
        visit = county.visit(
            patient(county, rng, 50), county.hospital((1, 2)), "checkup", at, diagnosis=illness
        )
        rows.append(
            of_visit(
                "illness_of_another_age",
                "data_quality",
                (),
                visit,
                "encounter",
                [visit.id],
                covered=False,
            )
        )
    return rows


PLANTS = (
    plant_angina_as_infarction,
    plant_chemotherapy_as_complication,
    plant_operation_on_paper,
    plant_borrowed_complication,
    plant_illness_of_another_age,
)
