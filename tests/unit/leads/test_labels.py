"""Words of leads: every code in both languages, estimates rounded, one day told once."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

import feijian
from feijian.leads import labels
from feijian.leads.posterior import Chance
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
            "缺少：字段 claim_line.price_ceiling、参考表 group_weight",
        ),
        (
            notes.told(
                "unseen",
                what="column encounter.is_newborn (就诊·新生儿标志), table purchase (采购入库)",
            ),
            "数据未提供、未能排除：字段“就诊·新生儿标志”（encounter.is_newborn）、表“采购入库”（purchase）",
        ),
        ("3 exempted; 2 settled earlier", "豁免 3 个；此前已处理 2 个"),
        (
            "drug_share dropped: says the same as test_share; 4 rows without enough peers not scored",
            "drug_share 未用：与 test_share 重复；4 行同类不足，未评分",
        ),
        (
            "drug_share (药占比) dropped: says the same as night_share (夜间（22–6 时）占比); 4 rows without enough peers not scored",
            "“药占比” 未用：与 “夜间（22–6 时）占比” 重复；4 行同类不足，未评分",
        ),
        ("Binder Error: no such column", "Binder Error: no such column"),
        ("", ""),
    ],
)
def test_a_published_note_is_told_in_chinese(text: str, zh: str) -> None:
    assert notes.in_words(text, "zh") == zh
    assert notes.in_words(text, "en") == re.sub(r" \([^()]*[一-鿿][^()]*\)", "", text)


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


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("0", "0 元", "¥0"),
        ("0.3", "不足 1 元", "less than ¥1"),
        ("0.994", "不足 1 元", "less than ¥1"),
        ("1", "约 1 元", "about ¥1"),
        ("95.46", "约 95.5 元", "about ¥95"),
        ("99.46", "约 99.5 元", "about ¥99"),
        ("99.96", "约 100 元", "about ¥100"),
        ("999.4", "约 999 元", "about ¥999"),
        ("999.5", "约 1,000 元", "about ¥1,000"),
        ("9994", "约 9,990 元", "about ¥9,990"),
        ("9995", "约 1 万元", "about ¥10,000"),
        ("-12345", "约 -1.23 万元", "about ¥-12,300"),
        ("99940000", "约 9990 万元", "about ¥99,900,000"),
        ("99950000", "约 1 亿元", "about ¥100,000,000"),
        ("123456789", "约 1.23 亿元", "about ¥123,000,000"),
    ],
)
def test_an_estimate_is_told_to_three_figures_in_the_unit_of_its_size(
    amount: str, zh: str, en: str
) -> None:
    told = labels.estimated(Decimal(amount))
    assert (told.zh, told.en) == (zh, en)


def test_what_is_not_known_is_no_estimate() -> None:
    assert labels.estimated(None).en == "amount unknown"
    assert labels.yuan(None).zh == "金额未知"
    assert labels.three_figures(Decimal(0)) == 0


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.0, "0%"),
        (0.0099, "<1%"),
        (0.01, "1%"),
        (0.125, "12%"),
        (0.5, "50%"),
        (0.997, "99%"),
        (1.0, "100%"),
    ],
)
def test_a_share_is_never_rounded_to_a_certainty(share: float, told: str) -> None:
    assert labels.percent(share) == told


@pytest.mark.parametrize(
    ("percentile", "told"),
    [
        (50.0, "more unusual than about 50% of"),
        (49.9, "less unusual than about 50% of"),
        (99.0, "more unusual than about 99% of"),
        (99.1, "more unusual than over 99% of"),
        (1.0, "less unusual than about 99% of"),
        (0.9, "less unusual than over 99% of"),
    ],
)
def test_a_reading_names_the_side_it_lies_on(percentile: float, told: str) -> None:
    assert labels.unusual(percentile, "provider").en.startswith(told)


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (None, ""),
        ("7", "*"),
        ("37", "**"),
        ("371", "*71"),
        ("37101", "***01"),
        ("3701011", "*****11"),
        ("37010119", "37**0119"),
        ("370101199001011234", "37************1234"),
    ],
)
def test_a_person_is_masked_but_for_the_ends(person: str | None, told: str) -> None:
    assert labels.masked(person) == told
    assert labels.masked_subject("person", person) == told


def test_what_names_a_group_is_masked_behind_its_last_colon() -> None:
    assert labels.masked_subject("group", "with:a:37010119") == "with:a:37**0119"
    assert labels.masked_subject("group", "37010119") == "37**0119"
    assert labels.masked_subject("provider", "H37010119") == "H37010119"
    assert labels.masked_subject("encounter", None) == ""


def test_a_cell_begins_with_no_sign_of_a_formula_and_comes_back_as_it_was() -> None:
    for text in ("=1+1", "+86", "-3", "@a", "\tx", "\rx"):
        assert labels.inert(text) == "'" + text
        assert labels.restored(labels.inert(text)) == text
    # a Chinese spreadsheet takes full-width signs for the others, and passes over blanks
    for text in ("＝1+1", "＠a", "＋1", " =1+1", "\u3000=1", "\n=1"):
        assert labels.inert(text) == "'" + text
        assert labels.restored(labels.inert(text)) == text
    for text in ("1=1", "'quoted", "'", ""):
        assert labels.inert(text) == text
        assert labels.restored(text) == text


def test_a_message_keeps_no_dash_that_nothing_follows() -> None:
    assert labels.one_day("charged three times — ") == "charged three times"
    assert labels.one_day("—") == "—"
    assert labels.one_day("between 2026-03-01 and 2026-03-01") == "on 2026-03-01"
    assert labels.one_day("2026-03-01..2026-03-012") == "2026-03-01..2026-03-012"
    assert labels.one_day("1.0 天后，10.0 days later") == "1.0 天后，10.0 days later"


def test_how_often_a_rule_was_right_is_told_with_its_interval_and_number() -> None:
    chance = Chance(0.667, 0.3, 0.9, checked=3)
    assert labels.precision_text(chance) == "67% (30%–90%, n=3)"
    assert labels.precision_text(None) == ""


def test_one_of_a_thing_is_told_in_the_singular() -> None:
    told = "1 persons in 1 regions, 21 persons, 0.1 times, 1 times"
    assert labels.one_day(told) == "1 person in 1 region, 21 persons, 0.1 times, 1 time"


def test_a_family_of_a_bureaus_own_is_called_by_its_folder() -> None:
    assert labels.family("our_own") == Words("our_own", "our_own")
    assert labels.subject("shop") == Words("shop", "shop")
