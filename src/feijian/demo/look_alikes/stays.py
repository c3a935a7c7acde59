"""Stays, operations and bills that only look wrong."""

from __future__ import annotations

from feijian.demo.county import County
from feijian.demo.look_alikes.making import Rng, adult, innocent, spread
from feijian.demo.request import DAY
from feijian.demo.truth import LookAlike


def newborn_on_the_mothers_account(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    zh, en = "新生儿费用记在母亲账户", "a newborn charged on the mother's account"
    for turn in range(4):
        mother, day = adult(county, rng, 23, 36, sex=2), spread(county, rng, 6)
        hospital = county.hospital((2,), "maternity") if turn % 2 else county.hospital((2, 3))
        stay = county.stay(mother, hospital, "birth", day, 4)
        if turn < 2:
            lines = [
                county.charge(stay, key, county.calendar.at(day + d, 9.0))
                for d in (1, 2)
                for key in ("nurse_newborn", "newborn_screen")
            ]
            rows.append(innocent("newborn_lines_on_mother", zh, en, lines, "claim_line", stay))
            continue
        baby = county.visit(mother, hospital, "explicit", county.calendar.at(day + 1, 3.0), nwb_flag="1", med_type="11",
                            diagnosis=("Z38.000", "单胎活产婴儿"))  # fmt: skip
        lines = [county.charge(baby, "newborn_screen", baby.start + 600)]
        rows.append(
            innocent("newborn_visit_on_mother", zh, en, [baby.id, stay.id], "encounter", baby)
        )
        rows.append(innocent("newborn_visit_on_mother", zh, en, lines, "claim_line", baby))
    return rows


def transfer_on_the_day(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for way in ("infarct", "angina", "pneumonia"):
        person, day = adult(county, rng, 55), spread(county, rng, 18)
        first = county.stay(
            person, county.hospital((1, 2)), way, day, 4, leave_hour=10.0, dscg_way="2"
        )
        second = county.stay(person, county.hospital((3,)), way, day + 4, 9, hour=13.0)
        county.book.list_fields[second.number] = {"adm_way": "3"}
        rows.append(
            innocent(
                "transfer_on_the_day",
                "当日转院",
                "transferred and admitted on the same day",
                [first.id, second.id],
            )
        )
    return rows


def courses_of_treatment(county: County, rng: Rng) -> list[LookAlike]:
    """Chemotherapy every three weeks; psychiatric, rehabilitation and hospice stays with quiet days."""
    rows = []
    cycles = max(2, min(6, (county.calendar.days - 10) // 21))
    person, hospital, day = (
        adult(county, rng, 45),
        county.hospital((3,), "oncology"),
        spread(county, rng, cycles * 21 + 5),
    )
    stays = [county.stay(person, hospital, "chemotherapy", day + 21 * i, 3) for i in range(cycles)]
    rows.append(
        innocent(
            "chemotherapy_cycles",
            "按周期化疗住院",
            "admitted for chemotherapy every three weeks",
            [s.id for s in stays],
        )
    )
    quiet = (
        ("psychiatric", "psychiatric", 21),
        ("rehabilitation", "rehabilitation", 18),
        ("hospice", "general", 16),
    )
    for way, specialty, days in quiet:
        place = county.hospital((2,), specialty)
        stay = county.stay(adult(county, rng, 50), place, way, spread(county, rng, days), days)
        county.only_board(stay, 6, 12)
        rows.append(
            innocent(
                f"quiet_{way}_stay",
                "精神、康复、安宁住院的平稳日",
                "quiet days of a long stay",
                [stay.id],
            )
        )
    return rows


def planned_readmission(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for _ in range(3):
        person, hospital, day = (
            adult(county, rng, 45),
            county.hospital((2, 3)),
            spread(county, rng, 26),
        )
        first = county.stay(person, hospital, "gallbladder", day, 6)
        second = county.stay(person, hospital, "gallbladder", day + 16, 6)
        county.book.list_fields[first.number] = {
            "days_rinp_flag_31": "1",
            "days_rinp_pup_31": "分期手术",
        }
        rows.append(innocent("planned_readmission", "结算清单注明的计划再入院", "a readmission planned in the settlement list",
                             [first.id, second.id]))  # fmt: skip
    return rows


def another_illness(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for first_way, second_way in (("disc", "pneumonia"), ("gastritis", "fracture")):
        person, hospital, day = (
            adult(county, rng, 50),
            county.hospital((2, 3)),
            spread(county, rng, 30),
        )
        stays = [
            county.stay(person, hospital, first_way, day, 7),
            county.stay(person, hospital, second_way, day + 14, 10),
        ]
        rows.append(
            innocent(
                "another_illness",
                "出院后因另一疾病再住院",
                "admitted again for another illness",
                [s.id for s in stays],
            )
        )
    return rows


def operations_apart(county: County, rng: Rng) -> list[LookAlike]:
    """Two operations of one group on different days; angiography days before the stent."""
    rows = []
    for _ in range(2):
        day = spread(county, rng, 12)
        stay = county.stay(adult(county, rng, 45), county.hospital((2, 3)), "gallbladder", day, 9)
        later = county.charge(stay, "bile_drainage", county.calendar.at(day + 6, 10.0))
        county.charge(stay, "spinal", county.calendar.at(day + 6, 10.0))
        begin = county.calendar.at(day + 2, 9.0)
        county.book.procedures[stay.number] = [
            {"code": "51.2300", "name": "腹腔镜下胆囊切除术", "sleep": "1", "begin": begin, "minutes": 80},
            {"code": "51.0300", "name": "胆囊造口术", "sleep": "3", "begin": begin + 4 * DAY, "minutes": 50},
        ]  # fmt: skip
        rows.append(
            innocent(
                "operations_on_two_days",
                "不同日两次手术",
                "two operations on different days",
                [later],
                "claim_line",
                stay,
            )
        )
        heart = county.stay(adult(county, rng, 55), county.hospital((3,)), "stent", day, 7)
        line = county.charge(heart, "angiography", county.calendar.at(day, 15.0))
        rows.append(
            innocent(
                "angiography_days_before",
                "先造影、另日植入支架",
                "angiography two days before the stent",
                [line],
                "claim_line",
                heart,
            )
        )
    day = spread(county, rng, 10)
    both = county.stay(adult(county, rng, 60, sex=1), county.hospital((2, 3)), "prostate", day, 8)
    line = county.charge(both, "hernia", county.calendar.at(day + 2, 10.2))
    rows.append(
        innocent(
            "operations_at_two_sites",
            "同日不同部位、不同切口手术",
            "two operations at different sites",
            [line],
            "claim_line",
            both,
        )
    )
    return rows


def refunded_charges(county: County, rng: Rng) -> list[LookAlike]:
    """A line taken back by a negative one; a claim taken back and settled again."""
    rows = []
    zh, en = "退费后重收", "refunded and charged again"
    for _ in range(3):
        day = spread(county, rng, 10)
        stay = county.stay(adult(county, rng), county.hospital((1, 2)), "gastritis", day, 7)
        at = county.calendar.at(day + 3, 10.0)
        lines = [county.charge(stay, "heart_us", at) for _ in range(2)]
        lines.append(county.charge(stay, "heart_us", at + 7200, -1, original=lines[1]))
        rows.append(innocent("refunded_line", zh, en, lines, "claim_line", stay))
    for with_lines in (False, True, False):
        person, hospital = adult(county, rng), county.hospital((1, 2))
        at = county.calendar.at(spread(county, rng, 3), 10.0)
        first = county.visit(person, hospital, "explicit", at, diagnosis=("R42.x00", "头晕"))
        lines = [county.charge(first, "head_ct", at + 600), county.charge(first, "ecg", at + 600)]
        county.refund(first, at + 4 * 3600, lines=with_lines)
        again = county.visit(
            person, hospital, "explicit", at + 5 * 3600, diagnosis=("R42.x00", "头晕")
        )
        lines += [
            county.charge(again, "head_ct", at + 5 * 3600 + 60),
            county.charge(again, "ecg", at + 5 * 3600 + 60),
        ]
        rows.append(innocent("refunded_claim", zh, en, lines, "claim_line", first))
    return rows


def booked_next_morning(county: County, rng: Rng) -> list[LookAlike]:
    rows = []
    for _ in range(3):
        day = spread(county, rng, 12)
        stay = county.stay(adult(county, rng), county.hospital((1, 2)), "lacunar", day, 7)
        line = county.charge(stay, "head_ct", stay.finish + 17 * 3600)
        rows.append(
            innocent(
                "booked_next_morning",
                "出院次日补记账",
                "booked on the morning after discharge",
                [line],
                "claim_line",
                stay,
            )
        )
    return rows


def limits_kept(county: County, rng: Rng) -> list[LookAlike]:
    """Exactly 24 hours of monitoring; nursing levels on successive days; a test after 95 days."""
    rows = []
    day = spread(county, rng, 12)
    stay = county.stay(adult(county, rng, 60), county.hospital((2, 3)), "angina", day, 8)
    hours = county.charge(stay, "ecg_watch", county.calendar.at(day + 3, 8.0), 24)
    rows.append(
        innocent(
            "full_day_of_monitoring",
            "监护满 24 小时",
            "monitored for exactly a day",
            [hours],
            "claim_line",
            stay,
        )
    )
    county.without(stay, "07", 2, 2)
    line = county.charge(stay, "nurse1", county.calendar.at(day + 2, 8.0))
    rows.append(
        innocent(
            "nursing_level_changed",
            "次日调整护理级别",
            "another nursing level the next day",
            [line],
            "claim_line",
            stay,
        )
    )
    person, sugar = adult(county, rng), ("E11.900", "2型糖尿病")
    if county.calendar.days > 110:
        start = spread(county, rng, 100)
        lines = []
        for after in (0, 95):
            visit = county.visit(
                person,
                county.hospital((1, 2)),
                "explicit",
                county.calendar.at(start + after, 9.5),
                diagnosis=sugar,
            )
            lines.append(county.charge(visit, "hba1c", visit.start + 600))
        rows.append(
            innocent(
                "test_after_the_interval",
                "间隔期满后复查",
                "tested again after the interval",
                lines,
                "claim_line",
                visit,
            )
        )
    return rows


def around_a_stay(county: County, rng: Rng) -> list[LookAlike]:
    """Visits on the day of admission and of discharge; death in hospital settled the same day."""
    rows = []
    for way in ("gastritis", "disc", "bronchitis"):
        person, day = adult(county, rng), spread(county, rng, 12)
        before = county.visit(
            person, county.hospital((1,)), "checkup", county.calendar.at(day, 8.2)
        )
        stay = county.stay(person, county.hospital((2, 3)), way, day, 7, hour=13.5)
        after = county.visit(
            person, county.pharmacy(), "buy_heart", county.calendar.at(day + 7, 16.0)
        )
        rows.append(innocent("around_a_stay", "入院当日门诊、出院当日购药", "visits on the days of admission and discharge",
                             [before.id, stay.id, after.id]))  # fmt: skip
    dizzy = county.stay(
        adult(county, rng), county.hospital((2, 3)), "exams", spread(county, rng, 12), 3
    )
    rows.append(
        innocent(
            "examined_for_a_symptom",
            "症状待查住院检查",
            "admitted to find the cause of a symptom",
            [dizzy.id],
        )
    )
    person, day = adult(county, rng), spread(county, rng, 12)
    stay = county.stay(person, county.hospital((1,)), "lacunar", day, 7)
    sent = county.visit(
        person,
        county.hospital((3,)),
        "explicit",
        county.calendar.at(day + 3, 10.0),
        diagnosis=("I63.801", "腔隙性脑梗死"),
    )
    county.charge(sent, "head_mr", sent.start + 1200)
    rows.append(
        innocent(
            "sent_out_for_a_scan",
            "住院期间外送上级医院检查",
            "sent to a higher hospital for a scan",
            [stay.id, sent.id],
        )
    )
    day = spread(county, rng, 12)
    died = county.calendar.start // DAY + day + 9
    person = county.person(81, 1, died=died)
    last = county.stay(person, county.hospital((2, 3)), "sepsis", day, 9, dscg_way="5")
    rows.append(
        innocent("died_in_hospital", "院内死亡当日结算", "settled on the day of death", [last.id])
    )
    return rows


MAKES = (
    newborn_on_the_mothers_account, transfer_on_the_day, courses_of_treatment, planned_readmission, another_illness,
    operations_apart, refunded_charges, booked_next_morning, limits_kept, around_a_stay,
)  # fmt: skip
