"""The rule library itself: portable, locked, catalogued, cited."""

from pathlib import Path

import pytest
from tests.shared import builtin_book, builtin_content, builtin_models

from feijian.rules.catalogue import catalogue_pages
from feijian.rules.lock import lock_problems
from feijian.rules.portable import portable_problems

ROOT = Path(__file__).parents[2]
CONTENT = builtin_content()
BOOK = builtin_book()
MODELS = builtin_models()
ENGINE_ONLY = {"stay_day"}
"""Derived tables that DuckDB alone builds: days are counted out by generate_series; see
docs/portable-sql.md. The list only shrinks."""


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda r: r.id)
def test_each_query_stays_in_the_portable_subset(rule) -> None:
    assert [str(p) for p in portable_problems(rule.headed)] == []


@pytest.mark.parametrize("model", MODELS.models, ids=lambda m: m.id)
def test_each_model_stays_in_the_portable_subset(model) -> None:
    assert [str(p) for p in portable_problems(model.headed)] == []


@pytest.mark.parametrize("table", CONTENT.derived, ids=lambda d: d.name)
def test_each_derived_table_stays_in_the_portable_subset(table) -> None:
    assert [str(p) for p in portable_problems(table.headed) if table.name not in ENGINE_ONLY] == []


def test_the_lock_knows_every_rule_as_it_is() -> None:
    assert [str(p) for p in lock_problems(BOOK.rules, ROOT / "rules" / "rules.lock")] == []


def test_the_catalogue_is_what_the_headers_say() -> None:
    pages = catalogue_pages(BOOK)
    written = {
        p.name: p.read_text(encoding="utf-8") for p in (ROOT / "docs" / "rules").glob("*.md")
    }
    assert written == pages, "run `make golden` and look at the difference"


def test_every_family_the_product_exists_for_has_stable_rules() -> None:
    stable = {r.family for r in BOOK.rules if r.status == "stable"}
    assert {"bed_padding", "unbundling", "upcoding", "readmission", "traceability"} <= stable


def test_a_rule_cites_the_law_and_not_only_a_list() -> None:
    lists = {"典型问题清单(2024)", "典型问题清单(2025)", "两库", "药品目录"}
    assert [r.id for r in BOOK.rules if set(r.basis) <= lists] == []
