"""Only what was in force on the day of the conduct is cited, and only checked numbers are printed."""

from __future__ import annotations

from datetime import date

import pytest

from feijian.rules.legal_basis import (
    citation,
    citations,
    cited,
    consequence,
    in_force,
    in_numerals,
    wordings,
)
from tests.unit.leads.frames import LEGAL

CITED = {"r": ("条例38(三)", "实施细则(追溯码)", "旧办法")}


def test_the_rules_of_2026_are_not_cited_for_conduct_of_2025() -> None:
    assert in_force(LEGAL, CITED, [("r", date(2025, 12, 31))]) == ("条例38(三)", "旧办法")


def test_the_first_day_counts_and_the_day_after_the_last_does_not() -> None:
    assert in_force(LEGAL, CITED, [("r", date(2026, 4, 1))]) == ("条例38(三)", "实施细则(追溯码)")
    assert "旧办法" not in in_force(LEGAL, CITED, [("r", date(2026, 1, 1))])


def test_conduct_without_a_day_and_bases_nobody_knows_are_not_cited() -> None:
    assert in_force(LEGAL, CITED, [("r", None)]) == ()
    assert in_force(LEGAL, {"r": ("无此依据",)}, [("r", date(2026, 4, 1))]) == ()


ROW = {
    "basis_id": "条例38(三)",
    "instrument_zh": "条例",
    "instrument_en": "Regulations",
    "article": "38",
    "clause": "三",
    "short_title_zh": "重复收费",
    "short_title_en": "repeated charges",
    "verified": True,
}


def test_a_checked_article_is_printed_with_its_number() -> None:
    assert citation(ROW, "zh") == "《条例》第三十八条第（三）项：重复收费"
    assert citation(ROW, "en") == "Regulations, article 38 (3): repeated charges"


def test_an_unchecked_article_prints_without_a_number_and_without_a_remark() -> None:
    unchecked = {**ROW, "verified": False}
    assert citation(unchecked, "zh") == "《条例》：重复收费"
    assert citation(unchecked, "en") == "Regulations: repeated charges"


def test_the_bureaus_own_screen_says_that_an_article_was_not_checked() -> None:
    unchecked = {**ROW, "verified": False}
    assert citation(unchecked, "zh", remark=True) == "《条例》：重复收费（条号未核对）"
    assert citation(unchecked, "en", remark=True) == (
        "Regulations: repeated charges (article not verified)"
    )
    assert citation(ROW, "zh", remark=True) == citation(ROW, "zh")


def test_intent_is_told_as_a_condition() -> None:
    deceit = {**ROW, "article": "40", "clause": None, "short_title_zh": "骗取医保基金的行为"}
    assert consequence(deceit, "zh") == (
        "如经查实以骗取医保基金为目的，适用《条例》第四十条：骗取医保基金的行为"
    )
    assert consequence(deceit, "en").startswith("Only if intent to deceive is shown: ")


def test_the_day_decides_whatever_conduct_without_a_day_stands_beside_it() -> None:
    conduct = [("r", date(2026, 4, 1)), ("r", None), ("r", date(2025, 6, 1))]
    assert in_force(LEGAL, CITED, conduct) == ("条例38(三)", "旧办法", "实施细则(追溯码)")


def test_a_basis_is_printed_once_by_its_first_row_and_what_follows_from_intent_comes_last() -> None:
    first = {**ROW, "if_intent": "40"}
    changed = {**ROW, "short_title_zh": "已修改", "if_intent": None}
    deceit = {**ROW, "article": "40", "clause": None, "short_title_zh": "骗保"}
    legal = {"38": [first, changed], "40": [deceit, {**deceit, "article": "41"}]}
    no_day = (None, None)
    assert citations(legal, ["38", "无此依据", "38"], no_day, "zh") == [
        "《条例》第三十八条第（三）项：重复收费",
        "如经查实以骗取医保基金为目的，适用《条例》第四十条：骗保",
    ]
    assert citations(legal, ["40"], no_day, "zh") == ["《条例》第四十条：骗保"]


def test_a_cited_clause_says_since_when_and_which_of_the_words_that_were_read_are_its_own() -> None:
    clause = {**ROW, "valid_from": date(2021, 5, 1), "text_zh": "（三）重复收费；"}
    (told,) = cited({"b": [clause]}, ["b"], (date(2025, 7, 1), None), "zh")
    assert told == {
        "citation": "《条例》第三十八条第（三）项：重复收费",
        "note": "2021-05-01 起施行。",
        "wording": 0,
    }
    unchecked = {**clause, "verified": False}
    assert cited({"b": [unchecked]}, ["b"], (date(2025, 7, 1), None), "zh")[0]["note"] == ""


def test_of_a_clause_that_was_changed_the_row_of_the_day_is_told() -> None:
    old = {**ROW, "valid_from": date(2021, 5, 1), "valid_to": date(2026, 4, 1)}
    new = {**ROW, "valid_from": date(2026, 4, 1), "short_title_zh": "新条文"}
    told = {
        day: cited({"b": [old, new]}, ["b"], (day, day), "zh")[0]
        for day in (date(2026, 3, 31), date(2026, 4, 1))
    }
    assert told[date(2026, 3, 31)]["note"] == "2021-05-01 起施行，2026-04-01 起不再适用。"
    assert told[date(2026, 4, 1)]["citation"] == "《条例》第三十八条第（三）项：新条文"
    both = ["《条例》第三十八条第（三）项：重复收费", "《条例》第三十八条第（三）项：新条文"]
    for days, expected in (
        ((date(2026, 3, 1), date(2026, 3, 31)), both[:1]),
        ((date(2026, 3, 31), date(2026, 4, 1)), both),
        ((date(2026, 4, 1), date(2026, 5, 1)), both[1:]),
        ((None, date(2026, 4, 1)), both[1:]),
    ):
        assert citations({"b": [old, new]}, ["b"], days, "zh") == expected


def test_two_wordings_under_one_title_are_both_told() -> None:
    old = {**ROW, "valid_from": date(2021, 5, 1), "valid_to": date(2026, 4, 1), "text_zh": "旧"}
    new = {**ROW, "valid_from": date(2026, 4, 1), "text_zh": "新"}
    days = (date(2026, 3, 1), date(2026, 5, 1))
    told = [c["wording"] for c in cited({"b": [old, new]}, ["b"], days, "zh")]
    assert told == [0, 1]
    assert [w["text"] for w in wordings({"b": [old, new]}, [1, 0, 1], "zh")] == ["旧", "新"]
    assert len(citations({"b": [old, new]}, ["b"], days, "zh")) == 1


@pytest.mark.parametrize(
    ("article", "told"),
    [
        ("1", "一"),
        ("9", "九"),
        ("10", "十"),
        ("15", "十五"),
        ("20", "二十"),
        ("38", "三十八"),
        ("99", "九十九"),
        # what is no number up to 99 stands as it is
        ("100", "100"),
        ("0", "0"),
        ("38-1", "38-1"),
        ("３８", "３８"),
        (None, ""),
    ],
)
def test_an_article_is_written_as_laws_write_it(article: str | None, told: str) -> None:
    assert in_numerals(article) == told
