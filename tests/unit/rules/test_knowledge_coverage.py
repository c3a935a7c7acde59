"""Coverage counts rows: shipped, read by a rule of their class, and able to fire."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from feijian.contracts import Content
from feijian.rules.book import RuleBook
from feijian.rules.coverage import (
    class_coverage,
    knowledge_coverage,
    speciality_coverage,
    table_readers,
)
from tests.shared import builtin_book, builtin_content


@cache
def content() -> Content:
    return builtin_content()


@cache
def book() -> RuleBook:
    return builtin_book()


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
    assert min(fields[name]["read"] or 0 for name in ("口腔", "内分泌", "精神医学")) > 0


def test_a_field_tells_what_can_fire_where_claims_are_loaded() -> None:
    fields = speciality_coverage(content(), book(), {"口腔": 3})
    assert fields["口腔"]["fires"] == 3
    assert fields["康复"]["fires"] == 0
    assert speciality_coverage(content(), book())["口腔"]["fires"] is None


def test_the_pages_quote_what_the_command_says() -> None:
    classes = class_coverage(content(), book())
    known = knowledge_coverage(content(), book(), None)
    covered = sum(1 for c in classes if c["status"] == "covered")
    bureau = sum(1 for c in classes if c["status"] == "bureau")
    shipped, read = (sum(k[w] or 0 for k in known.values()) for w in ("shipped", "read"))
    root = Path(__file__).parents[3]
    quoted = {
        "docs/knowledge.md": (
            f"{len(classes)} of {len(classes)} classes answered, {covered} by the product as shipped, {bureau} once",
            f"stand behind {len(known)} classes; the other {len(classes) - len(known)}",
            f"Of {shipped:,} shipped rows that name a class, {read:,} are read",
        ),
        "README.md": (
            f"shipped ({covered})",
            f"({bureau})",
            f"{read:,} of {shipped:,} shipped rows",
            f"of {len(known)} classes",
        ),
        "README.zh-CN.md": (
            f"{covered} 类开箱可用",
            f"{bureau} 类须由",
            f"{len(known)} 类知识共 {shipped:,} 条",
            f"{read:,} 条已有",
        ),
    }
    for page, phrases in quoted.items():
        text = (root / page).read_text(encoding="utf-8")
        assert [p for p in phrases if p not in text] == [], page
