"""Notes on a rule's or model's outcome are said whole in Chinese."""

from __future__ import annotations

import re

from feijian.library import Library, notes


def test_every_reason_of_a_model_for_setting_a_row_aside_has_a_chinese_one() -> None:
    files = list(Library.of().files("models", "*/*.sql"))
    reasons = set()
    for file in files:
        text = file.path.read_text(encoding="utf-8")
        column = re.search(r"^set_aside: (\w+)$", text, re.M)
        for part in re.findall(r"case\b(.*?)\bend\s+as (\w+)", text, re.S):
            if column and part[1] == column[1]:
                reasons |= set(re.findall(r"then '([^']+)'", part[0]))
    assert len(reasons) > 4
    assert sorted(reasons - set(notes.ASIDE)) == []


def test_a_month_that_is_no_month_has_a_chinese_reason() -> None:
    (file,) = Library.of().files("data_contracts", "derived/delivered_month.sql")
    told = re.findall(r"then '([a-z]+ [a-z ]+)'", file.path.read_text(encoding="utf-8"))
    assert len(told) > 3
    assert sorted(set(told) - set(notes.ASIDE)) == []


def test_a_note_with_its_reason_is_said_whole() -> None:
    said = notes.told("set_aside", n=3, why="course of treatment")
    assert notes.in_words(said, "zh") == "3 行不参与比较：疗程性住院"
