"""Honest care whose bill looks wrong: booked late, together or without hours; done twice for a reason."""

from __future__ import annotations

from feijian.demo.county import County, Visit
from feijian.demo.look_alikes.making import Rng, adult, innocent, spread
from feijian.demo.request import DAY
from feijian.demo.truth import LookAlike

_STANDING = (("bed", "01"), ("consult", "02"), ("nurse2", "07"))


def weekend_booked_on_monday(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for way in ("bronchitis", "diabetes", "lacunar"):
        day = spread(county, rng, 16)
        # admitted on a Wednesday: a weekend lies within the stay
        day += (2 - (county.calendar.first.weekday() + day)) % 7
        stay = county.stay(adult(county, rng, 55), county.hospital((1, 2)), way, day, 8)
        lines = []
        for key, category in _STANDING:
            county.without(stay, category, 3, 5)
            lines.append(county.charge(stay, key, county.calendar.at(day + 5, 8.5), 3))
        rows.append(
            innocent("weekend_booked_on_monday", "周末费用周一补记", "a weekend's bed and nursing booked on Monday",
                     lines, "claim_line", stay)
        )  # fmt: skip
    return rows


def _only_totals(county: County, stay: Visit) -> None:
    """Nothing of the pathway by the day: the case charges the stay itself."""
    county.only_board(stay, 0, stay.days)
    for _, category in _STANDING:
        county.without(stay, category)


def booked_at_discharge(county: County, rng: Rng) -> list[LookAlike]:
    """A township house that enters the whole bill when the patient leaves."""
    rows = []
    for _ in range(3):
        day = spread(county, rng, 10)
        stay = county.stay(adult(county, rng, 55), county.hospital((1,)), "bronchitis", day, 7)
        _only_totals(county, stay)
        at = stay.finish - 900
        totals = (
            *((key, 7) for key, _ in _STANDING),
            *(("infusion", 7), ("ceftriaxone", 14), ("ambroxol", 14), ("saline", 14), ("nebulise", 7)),
            *((key, 1) for key in ("blood_count", "urine", "liver", "kidney", "crp", "chest_film", "ecg")),
        )  # fmt: skip
        lines = [county.charge(stay, key, at, times) for key, times in totals]
        rows.append(
            innocent("booked_at_discharge", "出院时一次记账", "the whole bill booked when the patient left",
                     lines, "claim_line", stay)
        )  # fmt: skip
    return rows


def dates_without_hours(county: County, rng: Rng) -> list[LookAlike]:
    """A house whose system knows days only; a test is repeated where the patient grew worse."""
    rows = []
    for _ in range(3):
        day = spread(county, rng, 10)
        stay = county.stay(adult(county, rng, 55), county.hospital((1,)), "lacunar", day, 7)
        _only_totals(county, stay)
        lines = []
        for later in range(7):
            daily = [key for key, _ in _STANDING] + ["infusion", "citicoline", "saline"]
            once = ["blood_count", "head_ct", "lipid", "liver", "kidney", "ecg"] * (later == 0)
            again = ["head_ct", "potassium", "potassium"] * (later == 3)
            midnight = county.calendar.at(day + later, 0.0)
            lines += [county.charge(stay, key, midnight) for key in daily + once + again]
        rows.append(
            innocent("dates_without_hours", "费用明细只有日期", "fee lines with a date and no hour",
                     lines, "claim_line", stay)
        )  # fmt: skip
    return rows


def late_culture(county: County, rng: Rng) -> list[LookAlike]:
    """Blood taken on the last morning; the laboratory charges it with the result, three days later."""
    rows = []
    for _ in range(3):
        day = spread(county, rng, 16)
        stay = county.stay(adult(county, rng, 55), county.hospital((2, 3)), "pneumonia", day, 8)
        line = county.charge(stay, "culture", stay.finish + 3 * DAY - 3600)
        rows.append(
            innocent("late_culture", "培养结果出院后记账", "a culture charged with its result after discharge",
                     [line], "claim_line", stay)
        )  # fmt: skip
    return rows


def emergency_before_the_stay(county: County, rng: Rng) -> list[LookAlike]:
    """Seen and watched in the emergency room at night, taken to the ward in the morning."""
    rows = []
    for way in ("pneumonia", "angina", "infarct"):
        person, hospital, day = (
            adult(county, rng, 55),
            county.hospital((2, 3)),
            spread(county, rng, 16),
        )
        night = county.visit(
            person, hospital, "explicit", county.calendar.at(day, 22.5), med_type="13",
            diagnosis=county.way(way).diagnoses[0],
        )  # fmt: skip
        for key in ("emergency_visit", "blood_count", "troponin", "ecg"):
            county.charge(night, key, night.start + 600)
        stay = county.stay(person, hospital, way, day + 1, 8, hour=7.5)
        rows.append(
            innocent("emergency_before_the_stay", "急诊次日收住院", "an emergency visit the night before the stay",
                     [night.id, stay.id], "encounter", stay)
        )  # fmt: skip
    return rows


def twins_on_the_mother(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for _ in range(2):
        day = spread(county, rng, 8)
        stay = county.stay(
            adult(county, rng, 24, 34, sex=2), county.hospital((2,), "maternity"), "birth", day, 4
        )
        lines = [
            county.charge(stay, key, county.calendar.at(day + later, 9.0), 2)
            for later in (1, 2, 3)
            for key in ("nurse_newborn", "newborn_screen")
        ]
        rows.append(
            innocent("twins_on_the_mother", "双胎新生儿费用记在母亲账户", "twins charged on the mother's account",
                     lines, "claim_line", stay)
        )  # fmt: skip
    return rows


def both_sides(county: County, rng: Rng) -> list[LookAlike]:
    """Both hernias mended in one operation."""
    rows = []
    for _ in range(2):
        day = spread(county, rng, 8)
        man = adult(county, rng, 45, 75, sex=1)
        stay = county.stay(man, county.hospital((2, 3)), "hernia", day, 5)
        begin = county.in_theatre(stay)
        county.book.procedures[stay.number] = [
            {"code": "53.0401", "name": "左侧腹股沟斜疝修补术", "sleep": "3", "begin": begin, "minutes": 90},
            {"code": "53.0402", "name": "右侧腹股沟斜疝修补术", "sleep": "3", "begin": begin, "minutes": 90},
        ]  # fmt: skip
        lines = [
            county.charge(stay, key, county.in_theatre(stay, 50), local_name=name)
            for key, name in (("hernia", "腹股沟疝修补术（右）"), ("mesh", "疝修补补片（右）"))
        ]
        rows.append(
            innocent("both_sides", "双侧同台手术", "both sides operated on at once",
                     lines, "claim_line", stay)
        )  # fmt: skip
    return rows


def tube_for_a_rescue(county: County, rng: Rng) -> list[LookAlike]:
    """Intubated again on the ward a day after an operation under general anaesthesia."""
    rows = []
    for _ in range(2):
        day = spread(county, rng, 14)
        stay = county.stay(
            adult(county, rng, 65, 80), county.hospital((3,)), "fracture", day, 11, severity=2
        )
        at = county.calendar.at(day + 3, 20.0)
        lines = [county.charge(stay, "intubation", at), county.charge(stay, "blood_gas", at + 300)]
        lines += [
            county.charge(stay, "ventilator", county.calendar.at(day + later, hour), hours)
            for later, hour, hours in ((3, 20.1, 3), (4, 8.0, 20))
        ]
        rows.append(
            innocent("tube_for_a_rescue", "术后次日病房抢救插管", "intubated on the ward a day after the operation",
                     lines, "claim_line", stay)
        )  # fmt: skip
    return rows


def series_of_a_day(county: County, rng: Rng) -> list[LookAlike]:
    """Troponin at 0, 3 and 6 hours; potassium every six hours under infusion."""
    rows = []
    for way, key, hours in (("angina", "troponin", (10.5, 13.5, 16.5)), ("diabetes", "potassium", (11, 17, 23))):  # fmt: skip
        day = spread(county, rng, 14)
        stay = county.stay(adult(county, rng, 55), county.hospital((2, 3)), way, day, 8)
        lines = [county.charge(stay, key, county.calendar.at(day, hour)) for hour in hours]
        rows.append(
            innocent("series_of_a_day", "当日按时点复查", "a test repeated at set hours of one day",
                     lines, "claim_line", stay)
        )  # fmt: skip
    return rows


def contrast_the_next_day(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for _ in range(2):
        day = spread(county, rng, 12)
        stay = county.stay(adult(county, rng, 55), county.hospital((2, 3)), "pneumonia", day, 8)
        lines = [
            county.charge(stay, key, county.calendar.at(day + later, 10.0))
            for key, later in (("chest_ct", 2), ("chest_ct_enhanced", 3))
        ]
        rows.append(
            innocent("contrast_the_next_day", "平扫发现病变、次日增强", "plain scan shows a mass, contrast the next day",
                     lines, "claim_line", stay)
        )  # fmt: skip
    return rows


MAKES = (
    weekend_booked_on_monday, booked_at_discharge, dates_without_hours, late_culture, emergency_before_the_stay,
    twins_on_the_mother, both_sides, tube_for_a_rescue, series_of_a_day, contrast_the_next_day,
)  # fmt: skip
