"""What one price already pays for, charged a second time."""

from __future__ import annotations

from decimal import Decimal

from feijian.demo.county import County
from feijian.demo.request import DAY
from feijian.demo.schemes.making import Rng, few, of_visit, patient, pick, some_day
from feijian.demo.truth import Planted

FAMILY = "unbundling"


def plant_published_pair(county: County, rng: Rng) -> list[Planted]:
    """Two items of a published pair on one day of one encounter."""
    pairs = (
        ("emergency_watch", "emergency_visit", "13"),
        ("stool", "parasite", "11"),
        ("delivery", "fetal_heart", "51"),
    )
    rows = []
    for turn in few(rng, 4, 6):
        outer, inner, kind = pairs[turn % 3]
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(9, 16)))
        woman = patient(county, rng, 24, 38, sex=2)
        visit = county.visit(woman, county.hospital((2, 3)), "explicit", at, med_type=kind)
        first = county.charge(visit, outer, at + 300)
        second = county.charge(visit, inner, at + 900)
        rows.append(of_visit("published_pair", FAMILY, ["mutex_same_day"], visit, "claim_line", [second],
                             county.covered(inner, county.cents(inner)), related=[first]))  # fmt: skip
    return rows


def plant_second_operation_full_price(county: County, rng: Rng) -> list[Planted]:
    """A second operation through the same incision at its full price."""
    rows = []
    for _ in few(rng):
        day = some_day(county, rng, 8)
        stay = county.stay(patient(county, rng), county.hospital((2, 3)), "gallbladder", day, 6)
        begin = county.in_theatre(stay)
        second = county.charge(stay, "bile_drainage", county.in_theatre(stay, 55))
        county.book.procedures[stay.number] = [
            {"code": "51.2300", "name": "腹腔镜下胆囊切除术", "sleep": "1", "begin": begin, "minutes": 100},
            {"code": "51.0300", "name": "胆囊造口术", "sleep": "1", "begin": begin, "minutes": 100},
        ]  # fmt: skip
        excess = county.covered("bile_drainage", county.cents("bile_drainage")) / 2
        rows.append(of_visit("second_operation_full_price", FAMILY, ["surgery_same_incision_full"], stay, "claim_line",
                             [second], excess))  # fmt: skip
    return rows


def plant_exact_duplicate(county: County, rng: Rng) -> list[Planted]:
    """The same line twice: item, minute, quantity and price."""
    rows = []
    for turn in few(rng, 4, 6):
        key = ("abdomen_us", "lumbar_mr", "thyroid", "heart_us")[turn % 4]
        day = some_day(county, rng, 8)
        stay = county.stay(
            patient(county, rng),
            county.hospital((1, 2, 3)),
            ("gastritis", "disc")[turn % 2],
            day,
            6,
        )
        at = county.calendar.at(day + 3, float(rng.uniform(9, 16)))
        lines = sorted(county.charge(stay, key, at) for _ in range(pick(rng, 2, 3)))
        amount = county.covered(key, county.cents(key)) * (len(lines) - 1)
        rows.append(of_visit("exact_duplicate", FAMILY, ["exact_duplicate_line"], stay, "claim_line", lines[1:], amount,
                             related=lines[:1]))  # fmt: skip
    return rows


def plant_plain_and_enhanced(county: County, rng: Rng) -> list[Planted]:
    """Plain and enhanced scan of one region in one session, each in full."""
    rows = []
    for _ in few(rng):
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(9, 16)))
        visit = county.visit(
            patient(county, rng),
            county.hospital((2, 3)),
            "explicit",
            at,
            diagnosis=("R91.x00", "肺占位"),
        )
        plain = county.charge(visit, "chest_ct", at + 600)
        enhanced = county.charge(visit, "chest_ct_enhanced", at + 1200)
        rows.append(of_visit("plain_and_enhanced", FAMILY, ["imaging_plain_enhanced"], visit, "claim_line", [plain],
                             county.covered("chest_ct", county.cents("chest_ct")), related=[enhanced]))  # fmt: skip
    return rows


def _step(
    county: County, rng: Rng, scheme: str, rule: str, ways: tuple[tuple[str, str], ...]
) -> list[Planted]:
    rows = []
    for turn in few(rng):
        way, step = ways[turn % len(ways)]
        day = some_day(county, rng, 13)
        stay = county.stay(patient(county, rng, 55), county.hospital((2, 3)), way, day, 10)
        line = county.charge(stay, step, county.in_theatre(stay, pick(rng, 5, 70)))
        rows.append(
            of_visit(
                scheme,
                FAMILY,
                [rule],
                stay,
                "claim_line",
                [line],
                county.covered(step, county.cents(step)),
            )
        )
    return rows


def plant_included_step(county: County, rng: Rng) -> list[Planted]:
    """A step that the operation contains, charged beside it."""
    return _step(
        county,
        rng,
        "included_step",
        "surgery_included_step",
        (("hip", "synovectomy"), ("fracture", "fracture_manual")),
    )


def plant_anaesthesia_step(county: County, rng: Rng) -> list[Planted]:
    """Intubation beside general anaesthesia."""
    return _step(
        county,
        rng,
        "anaesthesia_step",
        "anesthesia_bundle",
        (("gallbladder", "intubation"), ("fracture", "intubation")),
    )


def plant_two_nursing_levels(county: County, rng: Rng) -> list[Planted]:
    """Two levels of nursing, morning after morning: more nursing days than the stay has days."""
    rows = []
    for turn in few(rng):
        day = some_day(county, rng, 10)
        stay = county.stay(
            patient(county, rng),
            county.hospital((1, 2)),
            ("bronchitis", "diabetes")[turn % 2],
            day,
            8,
        )
        for later in range(2, 2 + pick(rng, 3, 4)):
            county.without(stay, "07", later, later)
            morning = county.calendar.at(day + later, 8)
            higher = county.charge(stay, "nurse1", morning)
            lower = county.charge(stay, "nurse2", morning)
            rows.append(of_visit("two_nursing_levels", FAMILY, ["nursing_level_conflict"], stay, "claim_line", [lower],
                                 Decimal("14.00"), related=[higher]))  # fmt: skip
    return rows


def plant_dialysis_twice(county: County, rng: Rng) -> list[Planted]:
    """Haemoperfusion and haemodialysis in one session."""
    rows = []
    for _ in few(rng):
        person, hospital, day = (
            patient(county, rng, 45),
            county.hospital((2, 3)),
            some_day(county, rng, 8),
        )
        at = county.calendar.at(day, 8.5)
        visit = county.visit(
            person, hospital, "explicit", at, med_type="14", diagnosis=("N18.500", "慢性肾脏病5期")
        )
        cheaper = county.charge(visit, "dialysis", at + 600)
        dearer = county.charge(visit, "perfusion", at + 600)
        county.visit(person, hospital, "dialysis", at + 3 * DAY)
        rows.append(of_visit("dialysis_twice", FAMILY, ["dialysis_overlap", "mutex_same_day"], visit, "claim_line", [cheaper],
                             Decimal("400.00"), related=[dearer]))  # fmt: skip
    return rows


PLANTS = (
    plant_published_pair, plant_second_operation_full_price, plant_exact_duplicate, plant_plain_and_enhanced,
    plant_included_step, plant_anaesthesia_step, plant_two_nursing_levels, plant_dialysis_twice,
)  # fmt: skip
