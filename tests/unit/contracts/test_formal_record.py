"""When the formal record of a run's data is due, and what it says of the day it was made."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from feijian.contracts import assess
from feijian.contracts.assess import assess_with
from feijian.contracts.expectations import SuiteResult
from feijian.ingest.load.ledger import TABLES
from feijian.workspace import RunRequest, Workspace, begin_run, publish_run

if TYPE_CHECKING:
    from feijian.contracts import Content

MADE = date(2026, 3, 1)
NOTHING = cast(
    "Content",
    SimpleNamespace(
        catalogue=SimpleNamespace(of_schema=lambda _: []), library=SimpleNamespace(roots=[])
    ),
)
SUITE = SuiteResult("canonical.claim", 1, True, ())


@pytest.fixture
def judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[date, list[SuiteResult] | None], tuple[str, list[str]]]:
    """Judge a run of a day after the first, of 1 March; what folding gives then. The day of the last formal
    record, and whether one was made or a delivery folded in.
    """
    asked: list[str] = []
    workspace = Workspace.create(tmp_path / "w")
    with workspace.writing() as connection:
        connection.execute("create schema if not exists ledger")
        connection.execute(TABLES)
        connection.execute("create table canonical.claim (claim_id text)")

    def formal(*_: object) -> list[SuiteResult]:
        asked.append("formal")
        return [SUITE]

    monkeypatch.setattr(assess, "assess_apart", formal)
    monkeypatch.setattr(assess, "_contracts", lambda _: "as they are")

    def record(as_of: date, folding: list[SuiteResult] | None) -> tuple[str, list[str]]:
        def folded(*_: object) -> list[SuiteResult] | None:
            asked.append("folded")
            return folding

        asked.clear()
        monkeypatch.setattr(assess, "folded", folded)
        run = begin_run(workspace, RunRequest(as_of))
        assess_with(NOTHING, workspace, run, lambda *_: None)
        made = json.loads(run.file("quality/quality.json").read_text("utf-8"))
        if as_of == MADE:
            publish_run(workspace, run, {})
        return made["judged"]["formal_on"], list(asked)

    assert record(MADE, None) == ("2026-03-01", ["formal"])
    return record


Judge = Callable[[date, list[SuiteResult] | None], tuple[str, list[str]]]


def test_within_seven_days_a_delivery_is_folded_into_the_record(judged: Judge) -> None:
    assert judged(date(2026, 3, 7), [SUITE]) == ("2026-03-01", ["folded"])
    assert judged(date(2026, 3, 8), [SUITE]) == ("2026-03-08", ["formal"])


def test_a_day_before_the_record_has_none_to_build_upon(judged: Judge) -> None:
    assert judged(date(2026, 2, 28), [SUITE]) == ("2026-02-28", ["formal"])


def test_what_cannot_be_folded_in_is_judged_formally_and_dated_so(judged: Judge) -> None:
    assert judged(date(2026, 3, 2), None) == ("2026-03-02", ["folded", "formal"])


def test_other_contracts_ask_for_a_formal_record(
    judged: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assess, "_contracts", lambda _: "others")
    assert judged(date(2026, 3, 2), [SUITE]) == ("2026-03-02", ["formal"])
