"""Every habit of a house by its name, and the bills as written beside the bills in each of them."""

from __future__ import annotations

from copy import deepcopy

from tests.bills.orders import (
    course_on_its_first_day,
    hours_as_days,
    names_of_the_ward,
    numbers_of_the_province,
    one_line_a_week,
    settled_after_midnight,
)
from tests.bills.variants import (
    Change,
    after_midnight,
    at_evening,
    at_settlement,
    corrected,
    corrected_without_number,
    day_only,
    days_on_every_line,
    home_drugs_unmarked,
    houses_without_level,
    main_diagnosis_alone,
    marked_names,
    month_in_one_visit,
    no_names,
    on_mondays,
    one_by_one,
    one_number_a_visit,
    own_codes,
    persons_unknown,
    pieces_under_own_codes,
    self_paid_left_out,
    short_codes,
    shorthand,
    split_payments,
    still_in,
    summed_at_end,
    summed_by_day,
    uncovered_unknown,
    unsigned,
    visits_by_counter,
)
from tests.bills.written import Tables

VARIANTS: dict[str, Change] = {
    f.__name__: f
    for f in (
        day_only, after_midnight, at_evening, at_settlement, on_mondays, summed_by_day, summed_at_end,
        one_by_one, corrected, corrected_without_number, main_diagnosis_alone, short_codes, own_codes,
        marked_names, no_names, shorthand, pieces_under_own_codes, unsigned, split_payments, still_in, self_paid_left_out, uncovered_unknown,
        persons_unknown, houses_without_level, home_drugs_unmarked, one_number_a_visit,
        days_on_every_line, visits_by_counter, month_in_one_visit, course_on_its_first_day, one_line_a_week,
        names_of_the_ward, numbers_of_the_province, hours_as_days, settled_after_midnight,
    )
}  # fmt: skip
KEYS = ("provider_id", "person_id", "encounter_id", "claim_id", "claim_line_id", "practitioner_id",
        "original_line_id", "hospital_no")  # fmt: skip


def together(made: Tables, names: list[str]) -> Tables:
    """The bills as written and in each variant, in houses and by persons of their own."""
    whole = Tables()
    for name in ["", *names]:
        own = deepcopy(made)
        if name:
            VARIANTS[name](own)
        for table, rows in own.rows.items():
            for row in rows:
                for key in KEYS:
                    if name and row.get(key):
                        row[key] = f"{row[key]}~{name}"
            whole.rows[table] += rows
    return whole
