"""Every label that people read stands in a table of both languages, and one thing has one name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from feijian.cli.words import HEADS
from feijian.leads import labels
from feijian.library.words import Words
from feijian.reports import columns
from feijian.reports.texts import TEXTS

SOURCE = Path(__file__).parents[2] / "src" / "feijian"
ROOMS = ("reports", "cli", "leads", "night", "verdicts")
"""Where reports, workbook, paper, mails and the command line are made."""
PAIRS = ("Words", "_reason")
"""What holds a text in both languages."""

ELSEWHERE = {
    # tables of their own kind: the help, kinds of errors, subjects of mails
    "cli/help_words.py": "held by tests of the help",
    "cli/error_words.py": "kinds of errors; what they say stands in messages/zh.tsv",
    "cli/app.py": "the program's own name",
    "night/mail.py": "both languages in one subject line",
    # sentences put together of parts, both languages side by side
    "leads/reasons.py": "each reason is built in both languages",
    "leads/difference.py": "each change is built in both languages",
    "leads/labels.py": "amounts and comparisons in words",
    "reports/indicators.py": "a quarter's name",
    "reports/sections.py": "万元 and 亿元",
    # what is read, not written
    "reports/stations.py": "words by which a point finds its station",
    "leads/charts.py": "a form that comes back filled in",
    "verdicts/import_form.py": "units in cells",
    "verdicts/of_events.py": "words of a note",
}
SHORTER = {"lead_id", "title", "encounters", "provider_name", "why"}
"""Columns whose name a screen cuts short, 机构 for 机构名称; `why` of a change is no reason of a rank."""
HAN = re.compile(r"[\u4e00-\u9fff]")


def stray(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Chinese texts of a module that stand in no pair: line and text."""
    held: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            held.add(id(node.value))  # a docstring
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in PAIRS:
                held.update(id(inner) for given in node.args for inner in ast.walk(given))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in held:
            continue
        if isinstance(node.value, str) and HAN.search(node.value):
            yield node.lineno, node.value


def test_no_label_stands_outside_the_tables() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text[:30]}"
        for room in ROOMS
        for path in sorted((SOURCE / room).rglob("*.py"))
        if str(path.relative_to(SOURCE)) not in ELSEWHERE
        for line, text in stray(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_what_stands_elsewhere_is_still_there() -> None:
    assert [n for n in ELSEWHERE if not HAN.search((SOURCE / n).read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "planted",
    [
        'head = "疑点金额" if zh else "at risk"',
        'def title(n: int) -> str:\n    """说明"""\n    return f"共 {n}"',
        'HEADS = {"zh": ("序号",), "en": ("rank",)}',
    ],
)
def test_a_stray_label_is_found(planted: str) -> None:
    assert len(list(stray(ast.parse(planted)))) == 1
    assert list(stray(ast.parse('head = Words("疑点金额", "at risk")'))) == []


def test_templates_hold_no_label_of_their_own() -> None:
    pages = sorted((SOURCE / "reports" / "templates").glob("*.j2"))
    assert pages
    found = [
        f"{page.name}:{number}"
        for page in pages
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1)
        if HAN.search(line)
    ]
    assert found == []


def test_no_table_has_a_language_left_out() -> None:
    words: dict[str, Words] = {**HEADS, **TEXTS}
    for table in (labels.FAMILIES, labels.CERTAINTIES, labels.OUTCOMES, labels.SUBJECTS):
        words |= table
    assert [k for k, w in words.items() if not w.zh or not w.en] == []
    assert [k for k, w in words.items() if HAN.search(w.en)] == []


def test_a_column_is_called_the_same_on_screen_and_in_the_workbook() -> None:
    """But for units and `(estimate)`, which a screen's narrow columns say in their cells."""
    shown = {c.key: re.sub(r"（.*?）", "", c.label.zh) for c in columns.LEAD_COLUMNS}
    both = sorted(set(shown) & set(HEADS) - SHORTER)
    assert {k: re.sub(r"（.*?）", "", HEADS[k].zh) for k in both} == {k: shown[k] for k in both}
    assert {"amount_at_risk", "expected_recovery", "probability", "rank"} <= set(both)
