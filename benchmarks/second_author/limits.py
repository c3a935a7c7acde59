"""Drugs, tests and herbs paid for persons, places and times for which they are not payable."""

from __future__ import annotations

from feijian.demo.county import County
from feijian.demo.request import DAY
from feijian.demo.schemes.making import Rng, few, of_person, of_visit, patient, pick, some_day
from feijian.demo.truth import Planted

FAMILY = "restricted_use"


def plant_wrong_sex(county: County, rng: Rng) -> list[Planted]:
    """A wife's medicine on the husband's card, a test that the patient's body does not have."""
    rows = []
    cases = (
        # item, sex of the card, at a shop, illness on the bill
        ("yanxiao", 1, True, ("N76.000", "急性阴道炎")),
        ("cervix_biopsy", 1, False, ("R10.400", "腹痛")),
        ("apalutamide", 2, True, ("I10.x00", "高血压")),
        ("sperm_test", 2, False, ("N97.900", "女性不孕症")),
        ("motherwort_tablet", 1, True, ("J06.900", "急性上呼吸道感染")),
    )
    for turn in few(rng, 5, 7):
        key, sex, shop, illness = cases[turn % 5]
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(8.5, 18)))
        where = county.pharmacy() if shop else county.hospital((1, 2, 3))
        visit = county.visit(
            county.person(float(rng.uniform(22, 70)), sex), where, "explicit", at, diagnosis=illness
        )
        line = county.charge(visit, key, at)
        rows.append(
            of_visit(
                "wrong_sex",
                FAMILY,
                ["sex_drug_mismatch", "sex_item_mismatch"],
                visit,
                "claim_line",
                [line],
                county.covered(key, county.cents(key)) if not shop else None,
            )
        )
    return rows


def plant_ward_drug_at_the_window(county: County, rng: Rng) -> list[Planted]:
    """Drugs payable in hospital or for rescue only, given at an ordinary window or a shop."""
    rows = []
    for turn in few(rng, 4, 6):
        key = ("ginkgo", "amino", "angong")[turn % 3]
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(8.5, 16)))
        where = county.pharmacy() if key == "angong" else county.hospital((2, 3))
        visit = county.visit(
            patient(county, rng, 50), where, "explicit", at, diagnosis=("I67.200", "脑动脉粥样硬化")
        )
        line = county.charge(visit, key, at, pick(rng, 1, 3))
        rows.append(
            of_visit(
                "ward_drug_at_the_window", FAMILY, ["drug_visit_type"], visit, "claim_line", [line]
            )
        )
    return rows


def plant_course_run_on(county: County, rng: Rng) -> list[Planted]:
    """A fortnight's course continued in the next hospital, so that neither sees it exceeded."""
    rows = []
    for turn in few(rng):
        person, day = patient(county, rng, 55), some_day(county, rng, 30)
        if turn % 2:
            hospital = county.hospital((2, 3))
            stays = [county.stay(person, hospital, "infarct", day, pick(rng, 18, 21))]
        else:
            first, gap = county.hospital((2, 3)), pick(rng, 0, 2)
            stays = [
                county.stay(person, first, "infarct", day, 11),
                county.stay(
                    person, county.hospital((1, 2), other_than=first), "disc", day + 11 + gap, 10
                ),
            ]
        lines = [
            county.charge(stay, "gastrodin", stay.start // DAY * DAY + place * DAY + 9 * 3600, 2)
            for stay in stays
            for place in range(1, stay.days)
        ]
        rows.append(
            of_person(
                "course_run_on", FAMILY, ["drug_course_over"], stays, lines[14:], "claim_line"
            )
        )
    return rows


def plant_tonic_herbs(county: County, rng: Rng) -> list[Planted]:
    """Tonics on a herbal prescription: one herb alone, two from the list, or one never payable.

    The crude say of the herb alone that it is alone (2), the careful write it as a compound (1).
    """
    rows = []
    prescriptions = (
        # wrong herbs, others of the prescription, grams of each
        (("gastrodia",), (), 90),
        (("ginseng_slice", "wine_angelica"), (), 70),
        (("cordyceps",), ("poria", "liquorice", "codonopsis", "salvia"), 20),
        (("deer_horn",), ("angelica", "rehmannia", "astragalus"), 30),
    )
    for turn in few(rng, 5, 6):
        wrong, others, grams = prescriptions[turn % 4]
        at = county.calendar.at(some_day(county, rng), float(rng.uniform(8.5, 16)))
        where = county.hospital((2,), "tcm") if turn % 2 else county.hospital((1, 2))
        visit = county.visit(
            patient(county, rng, 45), where, "explicit", at, diagnosis=("K30.x00", "功能性消化不良")
        )
        county.charge(visit, "visit", at)
        for key in others:
            county.charge(visit, key, at + 600, 63)
        use = "1" if others or turn % 8 else "2"
        lines = [county.charge(visit, key, at + 600, grams, herb_use=use) for key in wrong]
        rows.append(of_visit("tonic_herbs", FAMILY, ["tcm_herb_nopay"], visit, "claim_line", lines))
    return rows


PLANTS = (
    plant_wrong_sex,
    plant_ward_drug_at_the_window,
    plant_course_run_on,
    plant_tonic_herbs,
)
