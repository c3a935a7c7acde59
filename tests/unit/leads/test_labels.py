"""Words of leads: every code in both languages, estimates rounded, one day told once."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

import feijian
from feijian.leads import labels
from feijian.library import notes
from feijian.library.words import Words

SOURCE = Path(feijian.__file__).parent
TABLES: dict[str, dict[str, Words]] = {
    "families": labels.FAMILIES,
    "subjects": labels.SUBJECTS,
    "certainties": labels.CERTAINTIES,
    "outcomes of verdicts": labels.OUTCOMES,
    "notes": dict(notes.NOTES),
    "parts": dict(notes.PARTS),
    "outcomes of rules": dict(notes.OUTCOMES),
    "quarantine": dict(notes.QUARANTINE),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_code_has_both_languages_with_the_same_values(table: str) -> None:
    for code, words in TABLES[table].items():
        assert words.en, code
        assert re.search("[\u4e00-\u9fff]", words.zh), code
        assert not re.search("[\u4e00-\u9fff]", words.en), code
        assert sorted(re.findall(r"{\w+}", words.zh)) == sorted(re.findall(r"{\w+}", words.en)), (
            code
        )


def test_what_models_note_is_in_the_table() -> None:
    """Each note that the models' code writes is one of the table's, so that it can be told in Chinese."""
    written = []
    for file in ("running.py", "preparing.py"):
        text = (SOURCE / "models" / file).read_text(encoding="utf-8")
        written += re.findall(r'notes\.append\(f?"([^"]+)"\)', text)
    assert len(written) >= 6
    for text in written:
        filled = re.sub(r"\{[^}]*(sum|infinite)[^}]*\}", "3", text)
        filled = re.sub(r"\{[^}]*\}", "drug_share", filled)
        assert re.search("[\u4e00-\u9fff]", notes.in_words(filled, "zh")), text


def test_reasons_of_the_quarantine_are_in_the_table() -> None:
    text = "".join(f.read_text(encoding="utf-8") for f in (SOURCE / "ingest").rglob("*.py"))
    written = set(
        re.findall(
            r"\b(not_a_date|not_an_integer|not_a_number|destroyed_code|key_conflict|wrong_field_count|parent_missing|required)\b",
            text,
        )
    )
    assert {"key_conflict", "wrong_field_count"} <= written
    for reason in written:
        assert notes.quarantine_cause(f"{reason}:column", "zh")


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        (
            notes.told(
                "lacks", what="column claim_line.price_ceiling, reference table group_weight"
            ),
            "缺少：列 claim_line.price_ceiling、参考表 group_weight",
        ),
        ("3 exempted; 2 settled earlier", "豁免 3 个；此前已处理 2 个"),
        (
            "drug_share dropped: says the same as test_share; 4 rows without enough peers not scored",
            "drug_share 未用：与 test_share 重复；4 行同类不足，未评分",
        ),
        ("Binder Error: no such column", "Binder Error: no such column"),
        ("", ""),
    ],
)
def test_a_published_note_is_told_in_chinese(text: str, zh: str) -> None:
    assert notes.in_words(text, "zh") == zh
    assert notes.in_words(text, "en") == text


def test_a_reading_is_told_against_its_peers() -> None:
    assert labels.unusual(2.6, "provider").zh == "异常程度低于约 97% 的同类机构"
    assert labels.unusual(97.4, "practitioner").zh == "异常程度高于约 97% 的同类医师"
    assert labels.unusual(99.9, "person").en == "more unusual than over 99% of similar persons"


def test_a_reading_over_all_periods_and_one_of_a_period_say_which_they_are() -> None:
    lead, drawing = (
        labels.unusual_over_all(91, "provider"),
        labels.unusual_in_period(96, "provider"),
    )
    assert lead.zh == "综合各期异常程度高于约 91% 的同类机构"
    assert lead.en == "over all periods more unusual than about 91% of similar providers"
    assert drawing.zh == "仅看该期，异常程度高于约 96% 的同类机构"
    assert drawing.en == "in this period alone more unusual than about 96% of similar providers"


def test_estimates_are_rounded_and_lines_are_not() -> None:
    assert labels.estimated(Decimal("209377.41")).zh == "约 20.9 万元"
    assert labels.yuan(Decimal("209377.41")).zh == "209,377.41 元"


def test_a_range_of_one_day_is_one_date() -> None:
    assert labels.one_day("2026-03-01 至 2026-03-01 收费 3 次") == "2026-03-01 收费 3 次"
    assert labels.one_day("charged from 2026-03-01 to 2026-03-01") == "charged on 2026-03-01"
    assert labels.one_day("2026-03-01 出院，0 天后再次入院") == "2026-03-01 出院，当日再次入院"
    assert labels.one_day("2026-03-01 出院，10 天后再次入院") == "2026-03-01 出院，10 天后再次入院"
    assert (
        labels.one_day("left and was admitted 0 days later") == "left and was admitted the same day"
    )
    assert labels.one_day("after 1 days, 10 days later") == "after 1 day, 10 days later"
    assert labels.one_day("2026-03-01 至 2026-03-02") == "2026-03-01 至 2026-03-02"
