"""What headers and cases say is said in both languages, and neither is a copy of the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.shared import builtin_book, builtin_content, builtin_models

from feijian.contracts.derived_cases import cases_of
from feijian.library.roots import builtin_root
from feijian.messages.headers import KINDS, NUMBERS, Kind, chinese_of, in_language, table
from feijian.rules.header import message_fields
from feijian.rules.parameter import Parameter
from feijian.rules.wording import message

CONTENT = builtin_content()
BOOK = builtin_book()
MODELS = builtin_models().models
TABLE = Path(__file__).parents[2] / "src" / "feijian" / "messages" / "headers.tsv"
HAN = re.compile(r"[\u4e00-\u9fff]")
PROSE = re.compile(r"[a-z]{3,} [a-z]{2,}")
"""Two words of English one after the other; names of tables, columns and drugs stand alone."""


def parameters() -> Iterator[tuple[str, Parameter]]:
    for rule in BOOK.rules:
        yield from ((rule.id, p) for p in rule.parameters)
    for model in MODELS:
        yield from ((model.id, p) for p in model.parameters)


def header_texts() -> Iterator[tuple[str, Kind, str]]:
    """Where, kind and English of every text of a header that the table answers for."""
    for at, p in parameters():
        yield f"{at}.{p.name}", "unit", p.unit
        yield f"{at}.{p.name}", "note", p.note
    for rule in BOOK.rules:
        yield from ((rule.id, "source", s) for s in rule.source)
        yield from ((rule.id, "unmoved", reason) for _, reason in rule.unmoved_by)


def written_texts() -> Iterator[tuple[str, str, str]]:
    """Where, English and Chinese of the texts that headers and cases write in both languages."""
    for rule in BOOK.rules:
        yield rule.id, rule.title, rule.title_zh
        yield rule.id, rule.message, rule.message_zh
        if rule.note or rule.note_zh:
            yield rule.id, rule.note, rule.note_zh
        yield from ((f"{rule.id}: case", c.name, c.name_zh) for c in BOOK.cases[rule.id])
    for model in MODELS:
        yield model.id, model.title, model.title_zh
        yield from ((f"{model.id}.{f.name}", f.title, f.title_zh) for f in model.features)
        yield from ((f"{model.id}: case", c.name, c.name_zh) for c in model.cases)
    for derived in CONTENT.derived:
        yield f"derived.{derived.name}", derived.title, derived.title_zh
        for case in cases_of(derived):
            yield f"derived.{derived.name}: case", case.name, case.name_zh


def is_no_chinese(zh: str) -> bool:
    """Whether a text is missing, has no Chinese character, or keeps a piece of English prose."""
    return not HAN.search(zh) or bool(PROSE.search(re.sub(r"{\w+}", "", zh)))


def test_every_unit_note_source_and_reason_is_said_in_chinese() -> None:
    found = [
        f"{at}: {kind}: {text}"
        for at, kind, text in header_texts()
        if text and is_no_chinese(chinese_of(kind, text) or "")
    ]
    assert found == []
    assert Counter(kind for _, kind, text in header_texts() if text).keys() == set(KINDS)


def test_every_title_message_and_name_of_a_case_stands_in_both_languages() -> None:
    found = [
        f"{at}: {en!r} / {zh!r}"
        for at, en, zh in written_texts()
        # English may show a pattern or a Chinese name; it is never Chinese alone
        if is_no_chinese(zh) or not re.search(r"[a-z]{3}", en)
    ]
    assert found == []


def test_a_chinese_message_names_the_chinese_column_where_the_query_returns_one() -> None:
    """`{excuse}` beside a column `excuse_zh` would put English into a Chinese sentence."""
    found = [
        (rule.id, name)
        for rule in BOOK.rules
        for name in message_fields(rule.message_zh)
        if re.search(rf"\bas {name}_zh\b", rule.sql)
    ]
    assert found == []


CASE = re.compile(r"\bcase\b((?:(?!\bcase\b).)*?)\bend as (\w+)", re.DOTALL)
WORD = re.compile(r"\b(?:then|else) '[^']*[a-z]{3}")


def worded_in_english(sql: str) -> set[str]:
    """Columns that a query fills with English words of its own."""
    return {column for body, column in CASE.findall(sql) if WORD.search(body)}


def test_a_chinese_message_says_no_word_that_a_query_writes_in_english() -> None:
    """`在 {period} 收费` would say 在 stay 收费, whether the rule or a table it reads makes the period."""
    derived = {d.name: worded_in_english(d.sql) for d in CONTENT.derived}
    found = [
        (rule.id, sorted(said))
        for rule in BOOK.rules
        if (
            said := set(message_fields(rule.message_zh))
            & worded_in_english(rule.sql).union(
                *(columns for name, columns in derived.items() if name in rule.sql)
            )
        )
    ]
    assert found == []
    assert worded_in_english("case per when 'stay' then 'stay' else day end as period") == {
        "period"
    }
    assert "period" in derived["limit_excess"]


def test_what_excuses_and_how_to_verify_is_said_in_both_languages() -> None:
    pairs = [
        (owner.id, en, zh)
        for owner in (*BOOK.rules, *MODELS)
        for en, zh in (
            (owner.innocent_when, owner.innocent_when_zh),
            (owner.verify_by, owner.verify_by_zh),
        )
    ]
    assert [p for p in pairs if not p[1] or any(is_no_chinese(zh) for zh in p[2])] == []
    assert [p for p in pairs if len(p[1]) != len(p[2])] == []


def test_the_template_of_a_rule_is_said_in_chinese_too() -> None:
    text = (builtin_root() / "rules" / "_template.sql").read_text(encoding="utf-8")
    header = yaml.safe_load(text.split("--- */")[0].removeprefix("/* ---"))
    said: list[tuple[Kind, str]] = [
        (kind, p[kind])
        for p in header["parameters"].values()
        for kind in ("unit", "note")
        if kind in p
    ]
    assert said
    assert [text for kind, text in said if chinese_of(kind, text) is None] == []


def test_the_table_holds_each_text_once_and_only_texts_that_headers_say() -> None:
    rows = [tuple(r.split("\t")) for r in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    assert [r for r in rows if len(r) != 3 or r[0] not in KINDS or is_no_chinese(r[2])] == []
    assert [k for k, n in Counter((r[0], r[1]) for r in rows).items() if n > 1] == []
    said = {(kind, text) for _, kind, text in header_texts()}
    # a row with a place for numbers is said where some source fits it
    fitted = {chinese_of("source", text) for kind, text in said if kind == "source"}
    unused = [
        r
        for r in rows
        if (r[0], r[1]) not in said
        and not any(
            z and re.fullmatch(re.escape(r[2]).replace(re.escape(NUMBERS), r"[\d至、]+"), z)
            for z in fitted
            if NUMBERS in r[1]
        )
    ]
    assert unused == []


def test_numbers_of_a_text_stand_in_both_languages() -> None:
    """A bound that one language names and the other does not would be two rules."""
    digits = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)")
    strange = [
        (kind, en, zh)
        for kind in ("unit", "note")
        for en, zh in table()[kind].items()
        if not set(digits.findall(en)) <= set(re.findall(r"\d+(?:\.\d+)?", zh))
    ]
    assert strange == []


@pytest.mark.parametrize(
    ("source", "zh"),
    [
        ("2025-hospital 63", "典型问题清单（2025年）定点医疗机构第 63 项"),
        ("2025-hospital 131-135", "典型问题清单（2025年）定点医疗机构第 131 至 135 项"),
        ("national knowledge batches 12 to 17", "国家医保智能监管知识点第 12 至 17 批"),
        ("a bureau's own paper of 3 May", None),
    ],
)
def test_a_source_that_names_items_says_them_in_chinese(source: str, zh: str | None) -> None:
    assert chinese_of("source", source) == zh
    assert in_language("source", source, "zh") == (zh or source)
    assert in_language("source", source, "en") == source


@pytest.mark.parametrize("copied", ["", "days of the stay", "约 days of the stay"])
def test_a_copy_of_the_english_is_no_chinese(copied: str) -> None:
    assert is_no_chinese(copied)


PLURAL_OF_ONE = re.compile(
    r"\b1 (?:(?:other |such )?\w+ )?(?:were|are|show|do|report)\b|\b1\. on\b"
)


def test_a_message_that_counts_one_is_grammatical() -> None:
    """`1 were in stock` is what a template without a choice says; see feijian.rules.wording."""
    found = [
        (rule.id, said[0])
        for rule in BOOK.rules
        if (
            said := PLURAL_OF_ONE.search(
                message(rule.message, dict.fromkeys(message_fields(rule.message), 1))
            )
        )
    ]
    assert found == []


def test_a_percentage_is_written_as_everywhere_else() -> None:
    assert [r.id for r in BOOK.rules if "} %" in r.message + r.message_zh] == []
