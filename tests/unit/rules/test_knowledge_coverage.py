"""Coverage counts rows: shipped, read by a rule of their class, and able to fire."""

from __future__ import annotations

from functools import cache

from feijian.contracts import Content, read_content
from feijian.rules.book import RuleBook
from feijian.rules.coverage import knowledge_coverage, speciality_coverage, table_readers
from feijian.rules.step import rules_of


@cache
def content() -> Content:
    return read_content()


@cache
def book() -> RuleBook:
    return rules_of(content())


def test_a_table_is_read_by_its_rules_also_through_derived_tables() -> None:
    readers = table_readers(content(), book())
    assert "restricted_use.herb_incompatible_pair" in readers["herb_incompatibility"]
    assert "unbundling.nursing_included_care" in readers["problem_pair"]


def test_rows_of_a_class_are_counted_and_rows_with_a_doubt_are_not_read() -> None:
    counts = knowledge_coverage(content(), book(), None)
    herbs = counts["GZ10000301012000"]
    assert (herbs["published"], herbs["shipped"], herbs["read"], herbs["fires"]) == (
        23,
        23,
        23,
        None,
    )
    courses = counts["GZ10000101010000"]
    assert courses["read"] is not None
    assert courses["shipped"] is not None
    assert courses["read"] < courses["shipped"]


def test_rows_that_claims_meet_are_added_up_over_tables() -> None:
    fires = {
        "herb_incompatibility": {"GZ10000301012000": 2},
        "herb_max_dose": {"GZ10000301012000": 1},
    }
    counts = knowledge_coverage(content(), book(), fires)
    assert counts["GZ10000301012000"]["fires"] == 3
    assert counts["GZ10000301010000"]["fires"] == 0


def test_dentistry_endocrinology_and_psychiatry_have_rows() -> None:
    fields = speciality_coverage(content(), book())
    assert min(fields[name]["read"] for name in ("口腔", "内分泌", "精神医学")) > 0
