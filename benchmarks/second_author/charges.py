"""More hours, tests and parts than there can have been; care in a bed that needs no bed."""

from __future__ import annotations

from feijian.demo.county import County
from feijian.demo.request import DAY
from feijian.demo.schemes.making import Rng, few, of_visit, patient, pick, some_day
from feijian.demo.truth import Planted

OVER, NEEDLESS = "overcharging", "overtreatment"


def plant_hours_in_pieces(county: County, rng: Rng) -> list[Planted]:
    """Mask breathing booked by three shifts whose hours add up to more than the short stay has."""
    rows = []
    for turn in few(rng):
        day = some_day(county, rng, 10)
        stay = county.stay(
            patient(county, rng, 60),
            county.hospital((2, 3)),
            ("pneumonia", "angina")[turn % 2],
            day,
            1,
        )
        key = ("mask_breathing", "pulse_ox")[turn % 2]
        on = day
        hours = ((24, 20, 14), (30, 24), (22, 20, 16))[turn % 3]
        lines = [
            county.charge(stay, key, county.calendar.at(on, 7.5 + place * 7), n)
            for place, n in enumerate(hours)
        ]
        rows.append(
            of_visit(
                "hours_in_pieces",
                OVER,
                ["hourly_over_24h", "item_freq_cap"],
                stay,
                "claim_line",
                lines[-1:],
                county.covered(key, county.cents(key) * (sum(hours) - 48)),
                related=lines[:-1],
            )
        )
    return rows


def plant_hours_beyond_the_stay(county: County, rng: Rng) -> list[Planted]:
    """Round-the-clock monitoring from the day of admission to that of discharge, never over 24."""
    rows = []
    for turn in few(rng):
        days = pick(rng, 3, 5)
        day = some_day(county, rng, days + 2)
        stay = county.stay(
            patient(county, rng, 55),
            county.hospital((1, 2)),
            ("bronchitis", "gastritis")[turn % 2],
            day,
            days,
            hour=15.5,
            leave_hour=8.5,
        )
        for place in range(days + 1):
            at = stay.start + 600 if not place else county.calendar.at(day + place, 8.0)
            county.charge(stay, "pulse_ox", at, 24)
        rows.append(
            of_visit(
                "hours_beyond_the_stay", OVER, ["hourly_over_stay"], stay, "encounter", [stay.id]
            )
        )
    return rows


def plant_tests_too_soon(county: County, rng: Rng) -> list[Planted]:
    """The same rating again after a week, mostly in another hospital."""
    rows = []
    for turn in few(rng, 4, 5):
        key = ("balance_test", "hand_test", "rehab_assess")[turn % 3]
        person, day, first = (
            patient(county, rng, 50),
            some_day(county, rng, 16),
            county.hospital((1, 2)),
        )
        second = first if turn % 4 == 3 else county.hospital((1, 2, 3), other_than=first)
        lines = []
        for place, when in ((first, day), (second, day + pick(rng, 4, 12))):
            at = county.calendar.at(when, float(rng.uniform(9, 15)))
            visit = county.visit(
                person, place, "explicit", at, diagnosis=("I69.300", "脑梗死后遗症")
            )
            lines.append(county.charge(visit, key, at + 600))
        rows.append(
            of_visit(
                "tests_too_soon",
                OVER,
                ["item_interval"],
                visit,
                "claim_line",
                lines[1:],
                county.covered(key, county.cents(key)),
                related=lines[:1],
            )
        )
    return rows


def plant_ache_in_a_bed(county: County, rng: Rng) -> list[Planted]:
    """Recruited villagers with an ache or a cough put to bed for three days of heat and needles."""
    rows = []
    illnesses = (("M54.500", "下背痛"), ("K29.700", "胃炎"), ("J20.900", "急性支气管炎"))
    for turn in few(rng, 4, 6):
        day = some_day(county, rng, 6)
        stay = county.stay(
            patient(county, rng, 40, 68),
            county.hospital((1,)),
            "light",
            day,
            pick(rng, 3, 4),
            diagnosis=illnesses[turn % 3],
        )
        rows.append(
            of_visit(
                "ache_in_a_bed", NEEDLESS, ["low_standard_admission"], stay, "encounter", [stay.id]
            )
        )
    return rows


def plant_bought_at_the_window(county: County, rng: Rng) -> list[Planted]:
    """An inpatient is sent to the outpatient window of the house for what the stay should pay."""
    rows = []
    for turn in few(rng):
        person, hospital, day = (
            patient(county, rng, 50),
            county.hospital((2, 3)),
            some_day(county, rng, 12),
        )
        stay = county.stay(person, hospital, ("pneumonia", "infarct", "disc")[turn % 3], day, 9)
        at = stay.start // DAY * DAY + pick(rng, 2, 7) * DAY + 10 * 3600
        visit = county.visit(person, hospital, "explicit", at, diagnosis=stay.way.diagnoses[0])
        for key, count in (
            (("levofloxacin", 6), ("head_mr", 1)),
            (("edaravone", 8), ("heart_us", 1)),
        )[turn % 2]:
            county.charge(visit, key, at + 900, count)
        rows.append(
            of_visit(
                "bought_at_the_window",
                NEEDLESS,
                ["expense_shift"],
                visit,
                "encounter",
                [visit.id],
                related=[stay.id],
            )
        )
    return rows


PLANTS = (
    plant_hours_in_pieces,
    plant_hours_beyond_the_stay,
    plant_tests_too_soon,
    plant_ache_in_a_bed,
    plant_bought_at_the_window,
)
