"""A test asks less of a rule only where all that decides its answer is as it was when all of it held."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from tests.rules import held, proven, side_by_side
from tests.shared import builtin_book

BOOK = builtin_book()
RULE = "identity.impossible_travel"


@pytest.fixture
def own_list(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FEIJIAN_GATES", raising=False)
    monkeypatch.setattr(held, "LIST", tmp_path / "held.tsv")
    held.listed.cache_clear()


def test_every_line_is_of_a_test_and_of_a_rule_that_it_asks() -> None:
    asked = {(t, rule) for t in held.TESTS for rule in import_module(f"tests.rules.{t}").IDS}
    assert len(held.listed()) > 5
    assert held.listed().keys() <= asked


def test_a_test_rests_on_all_that_it_imports_and_no_list_keeper() -> None:
    parts = {p.name for p in held.imported(Path(side_by_side.__file__).with_name("test_parts.py"))}
    assert {"test_parts.py", "narrow.py", "ties.py", "world.py", "optimizer.py"} <= parts
    assert {"together.py", "comparison.py", "cases.py"} <= {
        p.name for p in held.imported(Path(side_by_side.__file__))
    }
    assert parts.isdisjoint({"held.py", "proven.py", "gates.py"})


@pytest.mark.usefixtures("own_list")
def test_a_rule_is_held_in_the_test_and_by_the_digest_that_are_listed_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = held.digest(BOOK, "test_parts", RULE)
    assert told != held.digest(BOOK, "side_by_side", RULE)
    held.write([(("test_parts", RULE), told)])
    assert held.is_held(BOOK, "test_parts", RULE)
    assert not held.is_held(BOOK, "side_by_side", RULE)
    assert not held.is_held(BOOK, "test_parts", BOOK.rules[0].id)
    monkeypatch.setenv("FEIJIAN_GATES", "all")
    assert not held.is_held(BOOK, "test_parts", RULE)
    monkeypatch.delenv("FEIJIAN_GATES")
    held.write([(("test_parts", RULE), "0" * 16)])
    assert not held.is_held(BOOK, "test_parts", RULE)


@pytest.mark.usefixtures("own_list")
def test_what_fails_again_is_told_and_not_noted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(rule_id: str) -> None:
        assert rule_id == RULE, f"{rule_id} fails"

    other = BOOK.rules[0].id
    held.write([])
    monkeypatch.setattr(held, "TESTS", ("side_by_side",))
    monkeypatch.setattr(side_by_side, "IDS", [RULE, other])
    monkeypatch.setattr(side_by_side, "OF_A_RULE", (fails,))
    assert proven.prove_other_tests(BOOK) == 1
    assert f"{other} {other} fails" in capsys.readouterr().out
    assert held.listed().keys() == {("side_by_side", RULE)}


def test_cases_side_by_side_notice_what_they_notice_alone() -> None:
    rule = BOOK.get(RULE)
    assert not any(side_by_side.differences(BOOK, rule).values())
    sql = rule.sql.replace("$most_speed", "($most_speed * 100)")
    assert sql != rule.sql
    changed = replace(rule, headed=replace(rule.headed, sql=sql))
    told = side_by_side.differences(BOOK, changed)
    assert told == side_by_side.differences(BOOK, changed, each_alone=True)
    assert any(told.values())
