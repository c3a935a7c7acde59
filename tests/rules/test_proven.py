"""What is believed of a rule's gates without trying them again rests on all that decides it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules import proven
from tests.shared import builtin_book

BOOK = builtin_book()


def test_every_rule_listed_is_one() -> None:
    listed = proven.listed()
    assert len(listed) > 100
    assert listed.keys() <= {r.id for r in BOOK.rules}


def test_a_rule_rests_on_its_query_cases_tables_and_the_program() -> None:
    names = {p.name for p in proven.files_of(BOOK, "prescribing.duplicate_therapy")}
    assert {
        "duplicate_therapy.sql",
        "duplicate_therapy.cases.yaml",
        "net_line_scan.sql",
        "claim_line.odcs.yaml",
        "drug_class_combined.odcs.yaml",
        "drug_class_combined.csv",
        "gates.py",
        "conditions.py",
    } <= names


def test_any_change_of_a_file_is_another_digest(tmp_path: Path) -> None:
    one, two = tmp_path / "a.sql", tmp_path / "b.yaml"
    one.write_text("select 1", encoding="utf-8")
    two.write_text("- name: x", encoding="utf-8")
    first = proven.digest_of([one, two])
    assert first == proven.digest_of([two, one])
    for file in (one, two):
        text = file.read_text("utf-8")
        file.write_text(f"{text} ", encoding="utf-8")
        assert proven.digest_of([one, two]) != first
        file.write_text(text, encoding="utf-8")
    assert proven.digest_of([one, two], proven.ENGINES) != first


def test_a_rule_is_tried_where_its_digest_is_another_or_all_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("FEIJIAN_GATES", raising=False)
    monkeypatch.setattr(proven, "LIST", tmp_path / "proven.tsv")
    rule = BOOK.rules[0].id
    proven.write([(rule, proven.digest(BOOK, rule))])
    assert proven.is_proven(BOOK, rule)
    assert not proven.is_proven(BOOK, BOOK.rules[1].id)
    monkeypatch.setenv("FEIJIAN_GATES", "all")
    assert not proven.is_proven(BOOK, rule)
    monkeypatch.delenv("FEIJIAN_GATES")
    proven.write([(rule, "0" * 16)])
    assert not proven.is_proven(BOOK, rule)
