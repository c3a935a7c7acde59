"""Every text that an error, a warning or a command prints has a Chinese one, with the same values."""

from __future__ import annotations

import ast
import inspect
import pickle
import re
import string
from pathlib import Path

import pytest
from tests.library.message_sites import SAY, Texts, Written, called

from feijian.contracts.catalogue import read_catalogue
from feijian.errors import Problem, UsageError
from feijian.library import Library
from feijian.messages import chinese, in_words, sentence

ELSEWHERE = {
    # kept as it is: an engine's or a library's own words, or a version number
    "contracts/sql_errors.py",
    "contracts/expectations.py",
    "ingest/sources/describing.py",
    "models/reading.py",
    "cli/diagnosis.py",
    # both languages beside each other, one of them chosen by --lang
    "demo/scoring.py",
    "cli/evaluate_command.py",
    "cli/run_summary.py",
    # made of texts that are themselves followed: suggestions by the kind of a value
    "workspace/toml_values.py",
}
"""Modules where a text stays that cannot be followed further; each says above why."""

HANDED_ON = {
    "reply.problems",
    # problems and texts of an error or a result that was followed where it was made
    "error.problem",
    "error.problems",
    "raw.problems",
    "report.problems",
    "report.doubts",
    "report.notes",
    "found.problems",
    "self.problems",
    "result.notes",
    "p.what",
    "p.todo",
    "problems[:MOST_TOLD]",
    "doubts.told()",
    # what a case was and what it should have been, as its author wrote both
    "r.difference",
    "result.difference",
    "report.survivors",
}

WORDS = re.compile(r"[A-Za-z]{2}")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts()


@pytest.fixture(scope="module")
def written(texts: Texts) -> list[Written]:
    found = list(texts.written())
    assert len(found) > 1000  # the walk itself works
    return found


def template(node: ast.AST) -> str | None:
    """The template of a sentence, or a constant; None where it is neither."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.Call) and called(node) == SAY and node.args:
        first = node.args[0]
        return str(first.value) if isinstance(first, ast.Constant) else None
    return None


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def lacks_chinese(text: str) -> bool:
    said = bool(WORDS.search(text)) and not HAN.search(text) and not text.startswith("select ")
    return said and text not in chinese()


def test_every_text_of_an_error_has_a_chinese_one(written: list[Written]) -> None:
    lacking = sorted(
        f"{w.shown}: {text!r}"
        for w in written
        if (text := template(w.node)) and lacks_chinese(text) and not is_a_place(w)
    )
    assert lacking == []


def is_a_place(text: Written) -> bool:
    """A file, an option or a section is called so in every language."""
    word = template(text.node) or ""
    return text.slot == "where" and not re.fullmatch(r"[a-z ]{3,}", word)


def test_no_text_of_an_error_is_put_together_before_it_is_said(written: list[Written]) -> None:
    """An f-string, a sum or a join has lost its template: nobody could translate it."""
    strange = sorted(
        {
            f"{w.shown}: {ast.unparse(w.node)}"
            for w in written
            if template(w.node) is None
            and w.slot != "where"
            and not is_handed_on(w)
            and w.file not in ELSEWHERE
        }
    )
    assert strange == []


def is_handed_on(text: Written) -> bool:
    told = ast.unparse(text.node)
    return (
        told in HANDED_ON
        or ".query(" in told  # the guard's faults, followed in contracts/sql_guard.py
        or isinstance(text.node, ast.Constant | ast.Dict | ast.DictComp | ast.ListComp)
    )


def test_every_sentence_of_the_source_is_in_the_table(texts: Texts) -> None:
    lacking = []
    for module in texts.modules:
        for node in ast.walk(module.tree):
            if called(node) == SAY and isinstance(node, ast.Call) and node.args:
                text = template(node)
                if text and lacks_chinese(text):
                    lacking.append(f"{module.path.name}:{node.lineno}: {text!r}")
    assert lacking == []


def test_both_languages_are_filled_in_with_the_same_values(texts: Texts) -> None:
    said = {
        text
        for module in texts.modules
        for node in ast.walk(module.tree)
        if called(node) == SAY and (text := template(node))
    }
    filled = [t for t in chinese() if "{" in t and t in said]
    assert len(filled) > 400
    assert [t for t in filled if values(t) != values(chinese()[t])] == []


def test_the_table_holds_nothing_that_the_source_does_not_say(texts: Texts) -> None:
    source = {
        inspect.cleandoc(node.value) if "\n    " in node.value else node.value
        for module in texts.modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    # contracts name what a load measures of its rows
    contracts = read_catalogue(Library.of(), ("canonical",)).of_schema("canonical")
    measures = {
        m["name"].replace("_", " ") for t in contracts for m in t.custom.get("plausible", ())
    }
    assert measures <= set(chinese())
    assert sorted(set(chinese()) - source - measures) == []


def test_the_table_is_in_order_and_says_each_once() -> None:
    lines = Path("src/feijian/messages/zh.tsv").read_text(encoding="utf-8").splitlines()[1:]
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(set(keys))
    assert all(line.count("\t") == 1 and line.split("\t")[1] for line in lines)


def test_a_sentence_is_english_and_says_itself_in_chinese() -> None:
    said = sentence("has no column {name!r}", name="item_code")
    assert said == "has no column 'item_code'"
    assert in_words(said, "zh") == "缺少列 'item_code'"
    assert type(in_words(said, "en")) is str


def test_a_sentence_within_a_sentence_is_said_too() -> None:
    inner = sentence("{n} verdicts, chain holds", n=3)
    said = sentence("derived.{name}: {why}", name="bed", why=inner)
    assert in_words(said, "zh") == "derived.bed：3 条结论，链条完整"


def test_what_no_table_knows_stays_as_it_is() -> None:
    assert in_words("Binder Error: Referenced column", "zh") == "Binder Error: Referenced column"


def test_a_sentence_survives_an_exception_and_another_process() -> None:
    said = sentence("has no column {name!r}", name="item_code")
    assert in_words(str(ValueError(said)), "zh") == "缺少列 'item_code'"
    assert in_words(pickle.loads(pickle.dumps(said)), "zh") == "缺少列 'item_code'"


def test_a_problem_is_said_with_its_place_and_what_to_do() -> None:
    error = UsageError(Problem("leads.csv", "no such file", "Check the path."))
    assert str(error) == "leads.csv: no such file\n  Check the path."
    assert in_words(str(error.problems[0]), "zh") == "leads.csv：文件不存在\n  请检查路径。"
