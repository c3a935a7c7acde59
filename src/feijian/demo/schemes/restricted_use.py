"""Items and drugs for people, places or courses the catalogue does not pay them for."""

from __future__ import annotations

from feijian.demo.county import County, Visit
from feijian.demo.roster import Provider
from feijian.demo.schemes.making import Rng, few, of_visit, pick, some_day
from feijian.demo.truth import Planted

FAMILY = "restricted_use"


def _at(county: County, rng: Rng, length: int = 1) -> int:
    return county.calendar.at(some_day(county, rng, length), float(rng.uniform(9, 16)))


def _single(
    county: County, scheme: str, rule: str, visit: Visit, key: str, quantity: int = 1
) -> Planted:
    line = county.charge(
        visit, key, visit.start + 600 * (visit.provider.kind == "hospital"), quantity
    )
    amount = (
        county.covered(key, county.cents(key) * quantity)
        if county.item(key).category not in ("09", "11")
        else None
    )
    return of_visit(scheme, FAMILY, [rule], visit, "claim_line", [line], amount)


def _doubtful(
    county: County, rng: Rng, scheme: str, rule: str, keys: tuple[str, ...], sex: int, ages: tuple[int, int],
    levels: tuple[int, ...] = (1, 2, 3), disease: tuple[str, str] = ("K29.700", "胃炎"), shops: bool = False,
) -> list[Planted]:  # fmt: skip
    rows = []
    for turn in few(rng, 3, 5):
        person = county.person(float(rng.uniform(*ages)), sex or pick(rng, 1, 2))
        where: Provider = county.pharmacy() if shops and turn % 2 else county.hospital(levels)
        visit = county.visit(person, where, "explicit", _at(county, rng), diagnosis=disease)
        county.book.diagnoses[visit.number].append(("I10.x00", "高血压"))
        rows.append(_single(county, scheme, rule, visit, keys[turn % len(keys)]))
    return rows


def plant_womens_item_for_a_man(county: County, rng: Rng) -> list[Planted]:
    """A women's examination on a man's account."""
    return _doubtful(
        county,
        rng,
        "womens_item_for_a_man",
        "sex_item_mismatch",
        ("pelvic_us", "vaginal_discharge"),
        1,
        (30, 70),
    )


def plant_mens_item_for_a_woman(county: County, rng: Rng) -> list[Planted]:
    """A men's examination on a woman's account."""
    return _doubtful(
        county, rng, "mens_item_for_a_woman", "sex_item_mismatch", ("prostate_fluid",), 2, (30, 70)
    )


def plant_drug_of_the_other_sex(county: County, rng: Rng) -> list[Planted]:
    """A women's medicine on a man's account."""
    keys = ("motherwort", "clotrimazole", "womens_tablet")
    return _doubtful(
        county, rng, "drug_of_the_other_sex", "sex_drug_mismatch", keys, 1, (30, 70), shops=True
    )


def plant_childrens_drug_for_an_adult(county: County, rng: Rng) -> list[Planted]:
    """A children's syrup for a grown person."""
    cold = ("J06.900", "急性上呼吸道感染")
    return _doubtful(county, rng, "childrens_drug_for_an_adult", "age_drug_mismatch", ("child_cold",), 0, (25, 70), disease=cold,
                     shops=True)  # fmt: skip


def plant_drug_above_the_level(county: County, rng: Rng) -> list[Planted]:
    """An injection that is paid from the second level upwards, in a township hospital."""
    stroke = ("I69.300", "脑梗死后遗症")
    return _doubtful(
        county,
        rng,
        "drug_above_the_level",
        "drug_facility_level",
        ("level_drug",),
        0,
        (50, 80),
        (1,),
        stroke,
    )


def plant_drug_without_indication(county: County, rng: Rng) -> list[Planted]:
    """A drug for breast cancer in a person with a cold."""
    cold = ("J06.900", "急性上呼吸道感染")
    return _doubtful(
        county,
        rng,
        "drug_without_indication",
        "drug_indication_limit",
        ("palbociclib",),
        0,
        (30, 70),
        (2, 3),
        cold,
    )


def plant_work_injury_drug(county: County, rng: Rng) -> list[Planted]:
    """A drug that only the work-injury fund pays."""
    scar = ("L91.000", "肥厚性瘢痕")
    return _doubtful(
        county,
        rng,
        "work_injury_drug",
        "insutype_drug_limit",
        ("scar_cream",),
        0,
        (25, 60),
        (2, 3),
        scar,
    )


def plant_course_too_long(county: County, rng: Rng) -> list[Planted]:
    """A fourteen-day drug given for three weeks on end."""
    rows = []
    for _ in few(rng, 2, 4):
        days = pick(rng, 18, 22)
        day = some_day(county, rng, days + 2)
        stay = county.stay(
            county.person(float(rng.uniform(60, 80)), pick(rng, 1, 2)),
            county.hospital((2,)),
            "infarct",
            day,
            days + 1,
        )
        lines = [
            county.charge(stay, "piracetam", county.calendar.at(day + i, 12.0), price=2200)
            for i in range(days)
        ]
        rows.append(of_visit("course_too_long", FAMILY, ["drug_course_over"], stay, "claim_line", lines[14:],
                             county.covered("piracetam", 2200) * (days - 14), related=lines[:14]))  # fmt: skip
    return rows


def plant_herb_alone(county: County, rng: Rng) -> list[Planted]:
    """A prescription of one herb that is not paid by itself, or of one never paid."""
    rows = []
    for turn in few(rng, 3, 5):
        person = county.person(float(rng.uniform(30, 75)), pick(rng, 1, 2))
        visit = county.visit(
            person,
            county.hospital((2,), "tcm"),
            "explicit",
            _at(county, rng),
            diagnosis=("R53.x00", "疲劳"),
        )
        key = ("astragalus", "honeysuckle", "donkey_glue", "ginseng_west")[turn % 4]
        line = county.charge(
            visit,
            key,
            visit.start + 900,
            pick(rng, 90, 200),
            herb_use="2",
            price=county.cents(key),
            supplied=7,
        )
        rows.append(of_visit("herb_alone", FAMILY, ["tcm_herb_nopay"], visit, "claim_line", [line]))
    return rows


PLANTS = (
    plant_womens_item_for_a_man, plant_mens_item_for_a_woman, plant_drug_of_the_other_sex,
    plant_childrens_drug_for_an_adult, plant_drug_above_the_level, plant_drug_without_indication, plant_work_injury_drug,
    plant_course_too_long, plant_herb_alone,
)  # fmt: skip
