"""A rule's findings stand while the rule, as the run read it, is the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from feijian.rules.applicability import Inputs
from feijian.rules.bench import fingerprint
from feijian.rules.header import Rule
from feijian.rules.overrides import ParameterSet
from tests.shared import builtin_book, builtin_content

RULE = builtin_book().get("identity.death_after")
BENCH: Any = SimpleNamespace(
    book=SimpleNamespace(reads={RULE.id: frozenset()}),
    content=builtin_content(),
    settings=SimpleNamespace(payment=()),
    setting=SimpleNamespace(region=None),
)


def of(rule: Rule) -> str:
    return fingerprint(BENCH, rule, [ParameterSet(rule.values())], Inputs((), ()))


def test_a_file_edited_while_a_run_judges_is_the_next_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    before = of(RULE)
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: "edited meanwhile")
    assert of(RULE) == before


def test_another_query_or_another_header_is_another_rule() -> None:
    headed = RULE.headed
    queried = replace(RULE, headed=replace(headed, sql=f"{headed.sql} -- twice"))
    told = replace(RULE, headed=replace(headed, header={**headed.header, "message": "otherwise"}))
    assert len({of(RULE), of(queried), of(told)}) == 3
