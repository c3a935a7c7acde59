"""What is kept of cases that agreed on Spark holds as long as nothing changed that they follow from; needs no Spark."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from feijian.engines import spark
from tests.shared import builtin_book
from tests.spark import agreed

BOOK = builtin_book()
RULE, TABLE = BOOK.rules[0].id, f"derived.{BOOK.derived[0].name}"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "agreed.tsv"
    place.write_text("name\tday\tdigest\ngone.rule\t2026-01-01\tabc\n", encoding="utf-8")
    monkeypatch.setattr(agreed, "LIST", place)
    monkeypatch.delenv("FEIJIAN_SPARK", raising=False)
    return place


def test_the_list_names_who_is_there() -> None:
    assert agreed.listed().keys() <= set(agreed.names(BOOK))


@pytest.mark.parametrize("name", [RULE, TABLE])
def test_who_agreed_is_not_asked_again(
    name: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not agreed.has_agreed(BOOK, name)
    agreed.note(BOOK, name, "2026-11-29")
    assert agreed.has_agreed(BOOK, name)
    assert kept.read_text(encoding="utf-8").splitlines()[1:] == [
        f"{name}\t2026-11-29\t{agreed.digest(BOOK, name)}"
    ]
    monkeypatch.setenv("FEIJIAN_SPARK", "all")
    assert not agreed.has_agreed(BOOK, name)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", [RULE, TABLE])
def test_other_words_on_spark_are_asked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    agreed.note(BOOK, name)
    carried = spark.spark_query
    monkeypatch.setattr(agreed, "spark_query", lambda sql: carried(f"select * from ({sql}) as x"))
    assert not agreed.has_agreed(BOOK, name)


@pytest.mark.usefixtures("kept")
def test_another_case_is_asked(tmp_path: Path) -> None:
    rule = BOOK.get(RULE)
    own = rule.headed.file
    for file in (own.path, own.path.with_suffix(".cases.yaml")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    moved = replace(own, path=tmp_path / own.path.name)
    there = replace(rule, headed=replace(rule.headed, file=moved))
    book = replace(BOOK, rules=(there, *BOOK.rules[1:]))
    agreed.note(book, RULE)
    assert agreed.has_agreed(book, RULE)
    with (tmp_path / own.path.with_suffix(".cases.yaml").name).open("a", encoding="utf-8") as cases:
        cases.write("# another\n")
    assert not agreed.has_agreed(book, RULE)


@pytest.mark.usefixtures("kept")
def test_who_has_to_be_asked_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    agreed.note(BOOK, RULE)
    assert agreed.main() == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith(f"1 of {len(BOOK.rules)} rules ({len(BOOK.cases[RULE])} of ")
    assert told[1].startswith(f"0 of {len(BOOK.derived)} derived tables")
    assert f"{TABLE}: never asked" in told
    assert not any(line.startswith(f"{RULE}:") for line in told)
