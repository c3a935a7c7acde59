"""When the formal record of a run's data is due, and what it says of the day it was made."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
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
    from feijian.contracts import Content, Table

MADE = date(2026, 3, 1)
TABLES_JUDGED = [
    SimpleNamespace(full_name=f"canonical.{name}", label_zh="") for name in ("claim", "person")
]
NOTHING = cast(
    "Content",
    SimpleNamespace(
        catalogue=SimpleNamespace(of_schema=lambda _: TABLES_JUDGED),
        library=SimpleNamespace(roots=[]),
    ),
)
SUITES = [SuiteResult(t.full_name, 1, True, ()) for t in TABLES_JUDGED]


WHOLE = ["formal canonical.claim", "formal canonical.person"]


@pytest.fixture
def judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[date, list[SuiteResult]], tuple[str, list[str]]]:
    """Judge a run of a day after the first, of 1 March; what folding gives then. The day of the last formal
    record, and whether one was made or a delivery folded in.
    """
    asked: list[str] = []
    workspace = Workspace.create(tmp_path / "w")
    with workspace.writing() as connection:
        connection.execute("create schema if not exists ledger")
        connection.execute(TABLES)
        connection.execute("create table canonical.claim (claim_id text)")

    def formal(_warehouse: object, tables: Sequence[Table], *_: object) -> list[SuiteResult]:
        asked.extend(f"formal {t.full_name}" for t in tables)
        return [s for s in SUITES if s.contract in {t.full_name for t in tables}]

    monkeypatch.setattr(assess, "assess_apart", formal)
    monkeypatch.setattr(assess, "_contracts", lambda _: "as they are")

    def record(as_of: date, folding: list[SuiteResult]) -> tuple[str, list[str]]:
        def folded(*_: object) -> dict[str, SuiteResult]:
            asked.append("folded")
            return {s.contract: s for s in folding}

        asked.clear()
        monkeypatch.setattr(assess, "folded", folded)
        run = begin_run(workspace, RunRequest(as_of))
        assess_with(NOTHING, workspace, run, lambda *_: None)
        made = json.loads(run.file("quality/quality.json").read_text("utf-8"))
        if as_of == MADE:
            publish_run(workspace, run, {})
        assert [s["contract"] for s in made["suites"]] == [t.full_name for t in TABLES_JUDGED]
        return made["judged"]["formal_on"], list(asked)

    assert record(MADE, []) == ("2026-03-01", WHOLE)
    return record


Judge = Callable[[date, list[SuiteResult]], tuple[str, list[str]]]


def test_within_seven_days_a_delivery_is_folded_into_the_record(judged: Judge) -> None:
    assert judged(date(2026, 3, 7), SUITES) == ("2026-03-01", ["folded"])
    assert judged(date(2026, 3, 8), SUITES) == ("2026-03-08", WHOLE)


def test_a_day_before_the_record_has_none_to_build_upon(judged: Judge) -> None:
    assert judged(date(2026, 2, 28), SUITES) == ("2026-02-28", WHOLE)


def test_what_cannot_be_folded_in_is_judged_formally_and_dated_so(judged: Judge) -> None:
    assert judged(date(2026, 3, 2), []) == ("2026-03-02", ["folded", *WHOLE])


def test_a_table_that_cannot_be_folded_in_is_judged_formally_alone(judged: Judge) -> None:
    assert judged(date(2026, 3, 2), SUITES[:1]) == (
        "2026-03-01",
        ["folded", "formal canonical.person"],
    )


def test_other_contracts_ask_for_a_formal_record(
    judged: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assess, "_contracts", lambda _: "others")
    assert judged(date(2026, 3, 2), SUITES) == ("2026-03-02", WHOLE)
