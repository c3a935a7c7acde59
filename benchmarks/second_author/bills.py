"""One thing done and charged twice: pairs, parts of a panel, guidance and scan, sessions."""

from __future__ import annotations

from feijian.demo.county import County, Visit
from feijian.demo.schemes.making import Rng, few, of_visit, patient, pick, some_day
from feijian.demo.truth import Planted

FAMILY = "unbundling"
_PAIRS = (
    # what holds, what is held, on which kind of stay
    ("sleep_watch", "pulse_ox", "pneumonia"),
    ("rescue_large", "rescue_middle", "sepsis"),
    ("ivus", "angiography", "angina"),
    ("tolerance", "glucose", "disc"),
)


def _moment(county: County, rng: Rng, day: int) -> int:
    return county.calendar.at(day, float(rng.uniform(9, 12)))


def doubled(
    county: County,
    scheme: str,
    rule: str,
    stay: Visit,
    keys: tuple[str, str],
    at: int,
    apart: int = 600,
) -> Planted:
    """Two lines of which the first already pays for the second."""
    first = county.charge(stay, keys[0], at)
    second = county.charge(stay, keys[1], at + apart)
    return of_visit(
        scheme,
        FAMILY,
        [rule],
        stay,
        "claim_line",
        [second],
        county.covered(keys[1], county.cents(keys[1])),
        related=[first],
    )


def plant_pair_on_the_ward(county: County, rng: Rng) -> list[Planted]:
    """Both items of a published pair on one day of a stay, at once or booked hours apart."""
    rows = []
    for turn in few(rng, 4, 7):
        outer, inner, way = _PAIRS[turn % 4]
        day = some_day(county, rng, 10)
        stay = county.stay(patient(county, rng, 50), county.hospital((2, 3)), way, day, 8)
        at, apart = _moment(county, rng, day + pick(rng, 1, 5)), (0, 300, 5 * 3600)[turn % 3]
        rows.append(
            doubled(county, "pair_on_the_ward", "mutex_same_day", stay, (outer, inner), at, apart)
        )
    return rows


def plant_pair_on_two_numbers(county: County, rng: Rng) -> list[Planted]:
    """The second item of a pair moved to an outpatient number of the same hospital and day."""
    rows = []
    for turn in few(rng):
        outer, inner, way = _PAIRS[(0, 3)[turn % 2]]
        day, person, hospital = (
            some_day(county, rng, 10),
            patient(county, rng, 50),
            county.hospital((2, 3)),
        )
        stay = county.stay(person, hospital, way, day, 8)
        at = _moment(county, rng, day + pick(rng, 2, 5))
        first = county.charge(stay, outer, at)
        visit = county.visit(
            person, hospital, "explicit", at + 5400, diagnosis=stay.way.diagnoses[0]
        )
        second = county.charge(visit, inner, at + 5700)
        rows.append(
            of_visit(
                "pair_on_two_numbers",
                FAMILY,
                ["mutex_same_day", "mutex_across_visits"],
                visit,
                "claim_line",
                [second],
                county.covered(inner, county.cents(inner)),
                related=[first, stay.id],
            )
        )
    return rows


def plant_part_of_the_panel(county: County, rng: Rng) -> list[Planted]:
    """A value that the analyser prints anyway, charged beside the panel."""
    rows = []
    pairs = (
        ("blood_gas", "bicarbonate"),
        ("marrow", "marrow_count"),
        ("blood_count", "haemoglobin"),
    )
    for turn in few(rng, 3, 6):
        day = some_day(county, rng, 10)
        stay = county.stay(
            patient(county, rng, 45),
            county.hospital((1, 2, 3)),
            ("pneumonia", "infarct")[turn % 2],
            day,
            8,
        )
        at = _moment(county, rng, day + pick(rng, 1, 5))
        rows.append(
            doubled(
                county,
                "part_of_the_panel",
                "lab_panel_unbundle",
                stay,
                pairs[turn % 3],
                at,
                60 * (turn % 2),
            )
        )
    return rows


def plant_guidance_and_scan(county: County, rng: Rng) -> list[Planted]:
    """Guidance of a puncture by CT or ultrasound, and the same scan as an examination.

    Half of them in a visit, half in a stay.
    """
    rows = []
    for turn in few(rng):
        keys = (("ct_guidance", "chest_ct"), ("colour_guidance", "abdomen_us"))[turn % 2]
        day, person, hospital = (
            some_day(county, rng, 9),
            patient(county, rng),
            county.hospital((2, 3)),
        )
        at = _moment(county, rng, day + 2)
        illness = (("R91.x00", "肺占位"), ("K76.800", "肝囊肿"))[turn % 2]
        if turn < 2:
            visit = county.visit(person, hospital, "explicit", at, diagnosis=illness)
        else:
            way = ("pneumonia", "gastritis")[turn % 2]
            visit = county.stay(person, hospital, way, day, 7, diagnosis=illness)
        rows.append(
            doubled(
                county, "guidance_and_scan", "imaging_guidance_double", visit, keys, at + 300, 900
            )
        )
    return rows


def plant_filter_and_session(county: County, rng: Rng) -> list[Planted]:
    """Haemodialysis beside continuous purification or haemofiltration of the same hours."""
    rows = []
    for turn in few(rng):
        day, hospital = some_day(county, rng, 14), county.hospital((2, 3))
        if turn % 2:
            stay = county.stay(patient(county, rng, 55), hospital, "sepsis", day, 11)
            at = county.calendar.at(day + pick(rng, 2, 6), 8.0)
            first = county.charge(stay, "continuous", at, pick(rng, 10, 16))
        else:
            at = county.calendar.at(day, 8.2)
            stay = county.visit(
                patient(county, rng, 45),
                hospital,
                "explicit",
                at,
                med_type="14",
                diagnosis=("N18.500", "慢性肾脏病5期"),
            )
            first = county.charge(stay, "filtration", at + 300)
        second = county.charge(stay, "dialysis", at + 900)
        rows.append(
            of_visit(
                "filter_and_session",
                FAMILY,
                ["dialysis_overlap"],
                stay,
                "claim_line",
                [second],
                county.covered("dialysis", county.cents("dialysis")),
                related=[first],
            )
        )
    return rows


PLANTS = (
    plant_pair_on_the_ward,
    plant_pair_on_two_numbers,
    plant_part_of_the_panel,
    plant_guidance_and_scan,
    plant_filter_and_session,
)
