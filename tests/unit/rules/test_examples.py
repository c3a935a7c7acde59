"""`rules show` says in Chinese what its cases show: by their Chinese name, and by the rule's own message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from feijian.contracts import read_content
from feijian.library import Case
from feijian.library.cases import read_cases
from feijian.rules import RuleBook
from feijian.rules.examples import example_lines, findings_by_case
from feijian.rules.page import rule_page
from feijian.rules.step import rules_of

RULE = "overcharging.item_freq_cap"
PROSE = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return rules_of(read_content(()), [RULE])


def test_a_case_that_finds_says_what_the_rule_says(book: RuleBook) -> None:
    rule = book.get(RULE)
    lines = example_lines(book, rule, "zh", findings_by_case(book, rule))
    assert lines[0].startswith("- 命中：")
    assert lines[1] == (
        "  - 疑点金额 18.00 元，可疑：2025-07-01 001102000050000 收费 2 次，"
        "本次就诊共 2 次；日上限 1 次，就诊期间至多 1 次；本日计超出 1 次"
    )
    assert [line for line in lines if PROSE.search(line)] == []
    heads = [line for line in lines if not line.startswith("  ")]
    assert len(heads) == len(book.cases[RULE])


def test_the_chinese_page_of_a_rule_is_chinese(book: RuleBook) -> None:
    page = rule_page(book, book.get(RULE), "zh")
    shown = [line for line in page.splitlines() if "来源" not in line]
    assert [line for line in shown if PROSE.search(line)] == []
    assert "判定范围：同一参保人" in page


def test_the_english_page_names_the_cases(book: RuleBook) -> None:
    names = [c.name for c in book.cases[RULE]]
    page = rule_page(book, book.get(RULE), "en")
    assert all(name in page for name in names)


def test_a_case_is_called_by_its_chinese_name_where_it_has_one(tmp_path: Path) -> None:
    file = tmp_path / "a.cases.yaml"
    file.write_text(
        "- name: the second was refunded\n  name_zh: 第二次已退费\n  given: {}\n  finds: nothing\n",
        encoding="utf-8",
    )
    cases: list[Case] = read_cases(file, "a.cases.yaml")
    assert (cases[0].name, cases[0].name_zh) == ("the second was refunded", "第二次已退费")
