"""Every label that people read stands in one table of both languages, and one thing has one name."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from feijian.cli.words import HEADS
from feijian.messages.labels import ANYWHERE, Labels, table
from feijian.reports import columns

SOURCE = Path(__file__).parents[2] / "src" / "feijian"
TABLE = SOURCE / "messages" / "labels.tsv"
ROOMS = ("reports", "cli", "leads", "night", "verdicts", "workbench", "rules", "models", "library")
"""Where reports, workbook, paper, mails, pages and the command line are made."""

ELSEWHERE = {
    "cli/app.py": "the program's own name",
    # what is read, not written
    "reports/stations.py": "words by which a point finds its station",
    "leads/charts.py": "a form that comes back filled in, and a folder's name",
    "leads/naming.py": "the word before a group in a message",
    "leads/labels.py": "days that a message counts, said as people say them",
    "verdicts/typed.py": "units in cells",
    "verdicts/of_events.py": "words of a note",
    "models/labelled.py": "yes and no in a labelled table",
    "rules/wording.py": "the word between two days of a message",
    "rules/legal_basis.py": "numerals of clauses",
    "workbench/forms.py": "the name of a font",
    # a page of documentation for those who write rules
    "rules/catalogue.py": "a head of docs/rules",
}
LOOKED_UP = ("report", "screen", "desk", "column", "lead", "night", "check", "said", "reason")
"""Places whose labels are asked for by name, and which may therefore share those of `any`."""
ONE_LANGUAGE = {
    ("reason", "and_rules"),
    ("reason", "and_one_rule"),
    ("reason", "of_both"),
    ("reason", "all_of_one"),
    ("reason", "of_one"),
}
"""Chinese says the sum first: of all rules, of all findings; English counts what follows."""
SHORTER = {"lead_id", "title", "encounters", "provider_name", "why"}
"""Columns whose name a screen cuts short, 机构 for 机构名称; `why` of a change is no reason of a rank."""
HAN = re.compile(r"[\u4e00-\u9fff]")


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def stray(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Chinese texts of a module that are no docstring: line and text."""
    notes = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in notes:
            continue
        if isinstance(node.value, str) and HAN.search(node.value):
            yield node.lineno, node.value


def test_no_label_stands_outside_the_table() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text[:30]}"
        for room in (*ROOMS, "pipeline.py", "checking.py", "api.py")
        for path in sorted((SOURCE / room).rglob("*.py") if "." not in room else [SOURCE / room])
        if path.is_file() and str(path.relative_to(SOURCE)) not in ELSEWHERE
        for line, text in stray(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_what_stands_elsewhere_is_still_there() -> None:
    assert [n for n in ELSEWHERE if not HAN.search((SOURCE / n).read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "planted",
    [
        'head = "疑点金额" if zh else "at risk"',
        'head = Words("疑点金额", "at risk")',
        'def title(n: int) -> str:\n    """说明"""\n    return f"共 {n}"',
        'HEADS = {"zh": ("序号",), "en": ("rank",)}',
    ],
)
def test_a_stray_label_is_found(planted: str) -> None:
    assert len(list(stray(ast.parse(planted)))) == 1
    assert list(stray(ast.parse('head = SAY["amount"].to(lang)'))) == []


def test_pages_and_scripts_hold_no_label_of_their_own() -> None:
    pages = [p for end in ("j2", "js") for p in SOURCE.rglob(f"*.{end}") if "vendor" not in p.parts]
    assert len(pages) > 30
    found = [
        f"{page.name}:{number}"
        for page in sorted(pages)
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1)
        # a switch names the other language in that language; an example is data
        if HAN.search(line) and "'中文'" not in line and "集团甲" not in line
    ]
    assert found == []


def test_each_label_stands_once_in_both_languages() -> None:
    assert [r for r in rows() if len(r) != 4 or not all(cell.strip() for cell in r[:2])] == []
    assert [r for r in rows() if not r[2].strip() or not r[3].strip()] == []
    assert [k for k, n in Counter((r[0], r[1]) for r in rows()).items() if n > 1] == []
    assert [r for r in rows() if HAN.search(r[3])] == []


def test_what_is_called_alike_everywhere_is_written_down_once() -> None:
    """Two places that call a thing the same share the row of `any`."""
    texts = Counter((r[1], r[2], r[3]) for r in rows() if r[0] in (*LOOKED_UP, ANYWHERE))
    assert [k for k, n in texts.items() if n > 1] == []


def test_both_languages_take_the_same_values() -> None:
    strange = [
        r
        for r in rows()
        if (r[0], r[1]) not in ONE_LANGUAGE
        and sorted(set(re.findall(r"{\w+", r[2]))) != sorted(set(re.findall(r"{\w+", r[3])))
    ]
    assert strange == []


def test_every_place_of_the_table_is_asked_for_and_none_is_missing() -> None:
    asked = set()
    for path in SOURCE.rglob("*.py"):
        asked |= set(re.findall(r'Labels\("(\w+)"\)', path.read_text(encoding="utf-8")))
    assert asked | {ANYWHERE} == set(table())


def test_a_place_finds_its_own_label_before_the_one_of_any() -> None:
    assert Labels("report")["findings"] == table()[ANYWHERE]["findings"]
    assert Labels("screen")["findings"].zh == "疑点数"
    assert "no such label" not in Labels("report")


def test_a_value_in_words_goes_in_by_its_language() -> None:
    words = Labels("reason")["by_models"].filled(place=Labels("peers")["provider"])
    assert words == ("模型提示同类机构", "by the models similar providers")


def test_a_column_is_called_the_same_on_screen_and_in_the_workbook() -> None:
    """But for units and `(estimate)`, which a screen's narrow columns say in their cells."""
    shown = {c.key: re.sub(r"（.*?）", "", c.label.zh) for c in columns.LEAD_COLUMNS}
    both = sorted(k for k in shown if k in HEADS and k not in SHORTER)
    assert {k: re.sub(r"（.*?）", "", HEADS[k].zh) for k in both} == {k: shown[k] for k in both}
    assert {"amount_at_risk", "expected_recovery", "probability", "rank"} <= set(both)
