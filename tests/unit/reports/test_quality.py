"""The quality page tells a broken expectation from broken data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feijian.reports.quality import quality_facts, quality_page, write_quality
from feijian.workspace import Run, RunRequest
from tests.unit.leads.frames import AS_OF
from tests.unit.reports.conftest import QUALITY


def test_a_file_balances_when_every_row_read_went_somewhere() -> None:
    assert quality_facts(QUALITY)["unbalanced"] == []
    lost = {**QUALITY, "balance": [{**QUALITY["balance"][0], "accepted": 6}]}
    assert [b["file"] for b in quality_facts(lost)["unbalanced"]] == ["fee_list_d.csv"]


def test_a_count_that_a_file_does_not_have_is_none() -> None:
    told = quality_facts({"balance": [{"file": "a.csv", "read": 3, "accepted": 3, "void": None}]})
    assert told["unbalanced"] == []
    assert told["totals"] == {
        "read": 3,
        "accepted": 3,
        "void": 0,
        "repeated": 0,
        "quarantined": 0,
    }


def test_rows_are_told_by_the_table_they_came_in() -> None:
    rows = [{"table": "claim_line"}, {"table": "claim_line", "source_table": "fee_list_d"}]
    told = quality_facts({"quarantine": rows, "balance": [{**r, "read": 0} for r in rows]})
    assert [q["table"] for q in told["quarantine"]] == ["claim_line", "fee_list_d"]
    assert [b["table"] for b in told["balance"]] == ["claim_line", "fee_list_d"]


def test_an_expectation_that_errs_is_not_one_that_fails() -> None:
    [suite] = quality_facts(QUALITY)["suites"]
    assert [e["id"] for e in suite["not_met"]] == ["002 amount"]
    assert [e["id"] for e in suite["errors"]] == ["003 price"]


@pytest.mark.parametrize(
    ("lang", "wanted"), [("zh", "上级记录缺失"), ("en", "its parent row is missing")]
)
def test_the_page_explains_why_rows_are_held(lang: str, wanted: str) -> None:
    assert wanted in quality_page(QUALITY, lang)


def test_a_table_of_the_sender_has_its_chinese_name_beside_its_own() -> None:
    named = {**QUALITY, "called": {"fee_list_d": "费用明细"}}
    assert "费用明细 <code>fee_list_d</code>" in quality_page(named, "zh")
    assert "费用明细" not in quality_page(named, "en")
    assert "<code>fee_list_d</code>" in quality_page(QUALITY, "zh")


def test_an_empty_record_is_a_page_too() -> None:
    assert "<html" in quality_page({}, "zh")


def test_both_languages_are_written_beside_the_record(tmp_path: Path) -> None:
    run = Run("r1", tmp_path, RunRequest(as_of=AS_OF))
    assert write_quality(run) == []
    (tmp_path / "quality").mkdir()
    (tmp_path / "quality" / "quality.json").write_text(json.dumps(QUALITY), encoding="utf-8")
    assert write_quality(run) == ["quality/quality.html", "quality/quality.en.html"]
    assert "fee_list_d.csv" in (tmp_path / "quality" / "quality.en.html").read_text(
        encoding="utf-8"
    )


def test_contracts_are_called_by_their_chinese_names() -> None:
    told = {**QUALITY, "called": {"canonical.claim_line": "费用明细"}}
    assert "费用明细 <code>canonical.claim_line</code>" in quality_page(told, "zh")
    assert "费用明细" not in quality_page(told, "en")
