"""`derived show` prints a derived table in the language that is asked for."""

from __future__ import annotations

from feijian.contracts.derived import Derived
from feijian.rules.derived_page import derived_page
from tests.shared import builtin_content

CONTENT = builtin_content()


def of_name(name: str) -> Derived:
    return next(d for d in CONTENT.derived if d.name == name)


def test_the_chinese_page_names_columns_and_cases_in_chinese() -> None:
    page = derived_page(CONTENT, of_name("stay"), "zh")
    assert "- 判定范围：同一次就诊" in page
    assert "- `main_diagnosis` 主诊断 · varchar" in page
    assert "- 未结算也未办出院的视为在院" in page
    assert "neither settled nor closed" not in page


def test_a_column_that_tables_call_differently_is_called_nothing() -> None:
    assert "- `provider_id` · varchar" in derived_page(CONTENT, of_name("stay"), "zh")


def test_the_english_page_names_them_in_english() -> None:
    page = derived_page(CONTENT, of_name("line_change"), "en")
    assert page.startswith("## Claim lines that a refund or a reversal takes back")
    assert "- built on: `derived.claim_change`" in page
    assert "- a line that nothing reverses is not named" in page
