"""A quality record that takes too long is stopped; the run goes on and says so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from feijian.contracts import Table, assess, expectations
from feijian.contracts.assess import HELD, HELD_ROWS, assess_with, doubled_keys
from feijian.contracts.expectations import (
    MARK,
    Expected,
    RecordLate,
    SuiteResult,
    _suites_in,
    assess_apart,
)
from feijian.contracts.folding import _checks
from feijian.ingest.load.delivery import load
from feijian.ingest.load.ledger import TABLES
from feijian.library import Library
from feijian.night.record import held_rows
from feijian.reports.quality import quality_page
from feijian.workspace import RunRequest, Workspace, begin_run, publish_run
from tests.shared import builtin_content
from tests.unit.ingest.deliveries import write_sound


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[str]]:
    """The record's process is one that never ends; what was started is kept."""
    started: list[subprocess.Popen[str]] = []
    popen = subprocess.Popen

    class Endless(popen):  # type: ignore[type-arg,misc]
        def __init__(self, _command: Sequence[str], **options: Any) -> None:
            super().__init__([sys.executable, "-c", "import time; time.sleep(600)"], **options)
            started.append(self)

    monkeypatch.setattr(expectations.subprocess, "Popen", Endless)  # type: ignore[attr-defined]
    return started


def test_a_record_that_takes_too_long_is_ended_with_its_process(
    endless: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    with pytest.raises(RecordLate):
        assess_apart(tmp_path / "warehouse.duckdb", [], 1, 0.2)
    assert [process.poll() for process in endless] == [-9]


@pytest.mark.usefixtures("endless")
def test_the_run_goes_on_and_its_pages_say_so(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    with workspace.settings_file.open("a", encoding="utf-8") as settings:
        settings.write("\n[limits]\nquality_seconds = 1\n")
    load(workspace, write_sound(tmp_path / "d"), library=Library.of())
    run = begin_run(workspace, RunRequest(date(2026, 1, 1), full=True))
    summary = assess_with(builtin_content(), workspace, run, lambda *_: None)
    assert summary["late_after_seconds"] == 1
    assert summary["suites"] == 0
    record = json.loads(run.file("quality/quality.json").read_text("utf-8"))
    assert record["late_after_seconds"] == 1
    # nothing is built upon a record that judged nothing
    assert record["judged"]["formal_on"] == ""
    assert record["late_tables"] == sorted(
        t.full_name for t in builtin_content().catalogue.of_schema("canonical")
    )
    assert "超过 1 秒被停止，未按契约检查：canonical.claim、canonical.claim_line、" in quality_page(
        record, "zh"
    )
    assert (
        "stopped after 1 seconds. Not judged: canonical.claim, canonical.claim_line, "
        in quality_page(record, "en")
    )
    del record["late_tables"]  # of an earlier edition
    assert "Not judged: canonical.*;" in quality_page(record, "en")


def test_what_was_judged_in_time_is_kept_and_the_next_run_goes_on_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.create(tmp_path / "w")
    load(workspace, write_sound(tmp_path / "d"), library=Library.of())
    tables = builtin_content().catalogue.of_schema("canonical")
    suites = {s.contract: s for s in assess_apart(workspace.warehouse, tables, 2, 600)}
    asked: list[list[str]] = []

    def late_at_the_last(_warehouse: Path, its: Sequence[Table], *_: object) -> list[SuiteResult]:
        asked.append([t.full_name for t in its])
        if len(its) > 1:
            raise RecordLate([suites[t.full_name] for t in its[:-1]])
        return [suites[t.full_name] for t in its]

    monkeypatch.setattr(assess, "assess_apart", late_at_the_last)
    records = []
    for _ in range(2):
        run = begin_run(workspace, RunRequest(date(2026, 1, 1)))
        summary = assess_with(builtin_content(), workspace, run, lambda *_: None)
        records.append(json.loads(run.file("quality/quality.json").read_text("utf-8")))
        publish_run(workspace, run, {"steps": {"assess": summary}})
    # the largest comes last, so that it is what there was no time for
    whole = [t.full_name for t in tables]
    assert asked == [[n for n in asked[0] if n != "canonical.claim_line"] + ["canonical.claim_line"], ["canonical.claim_line"]]  # fmt: skip
    first, second = ([s["contract"] for s in r["suites"]] for r in records)
    assert first == [n for n in whole if n != "canonical.claim_line"]
    assert second == whole
    assert (records[0]["late_tables"], "late_tables" in records[1]) == (
        ["canonical.claim_line"],
        False,
    )
    assert records[1]["judged"]["formal_on"] == "2026-01-01"


def test_suites_are_told_one_by_one_and_one_that_was_cut_off_is_none() -> None:
    its = [SuiteResult(name, 1, True, ()) for name in ("canonical.a", "canonical.b")]
    lines = [MARK + json.dumps(asdict(s)) for s in its]
    told = "a library's notice\n" + "\n".join(lines)
    assert _suites_in(told.encode()) == its[:1]
    assert _suites_in(told.encode() + b"\n") == its
    assert _suites_in(b"") == []


def test_a_key_that_stands_twice_is_told_and_nothing_else_that_fails() -> None:
    """Ids are those that the suites and the folded record number their checks by."""
    catalogue = builtin_content().catalogue
    suites = []
    for name, wrong in (("claim", "key:"), ("encounter", "required:"), ("person", "")):
        table = catalogue.find(name, "canonical")
        assert table is not None
        checks = [identity for identity, _ in _checks(table)]
        assert sum(" key:" in identity for identity in checks) == 1
        results = [
            Expected(i, "kind", "", not wrong or f" {wrong}" not in i, None, "", "") for i in checks
        ]
        assert any(not r.success for r in results) == bool(wrong)
        suites.append(SuiteResult(table.full_name, 1, not wrong, tuple(results)))
    assert doubled_keys(suites) == ["canonical.claim"]
    erred = [replace(e, error="x") for e in suites[0].expectations]
    assert doubled_keys([replace(suites[0], expectations=tuple(erred))]) == []


def test_a_row_held_for_two_reasons_by_two_streams_is_one_row() -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema ledger")
        connection.execute(TABLES)
        entries = [
            (1, 7, "claim", ["a", "b"], "held"),
            (1, 7, "claim_line", ["a"], "held"),
            (1, 8, "claim", ["b"], "held"),
            (2, 7, "claim", ["a"], "held"),
            (1, 9, "claim", ["a"], "released"),
        ]
        for file, line, stream, reasons, state in entries:
            connection.execute(
                "insert into ledger.quarantine values"
                " ('q', 1, $1, 'fee', 'claim', $3, 'source', $2, $4, null, 'h', '{}', $5, null)",
                [file, line, stream, reasons, state],
            )
        assert connection.execute(HELD).fetchall() == [("fee", "a", 2), ("fee", "b", 2)]
        assert connection.execute(HELD_ROWS).fetchall() == [(3,)]
    record = {"held_rows": 3, "quarantine": [{"rows": 2}, {"rows": 2}]}
    assert (held_rows(record), held_rows({"quarantine": [{"rows": "2"}]})) == (3, 2)
    assert held_rows({**record, "held_rows": 0}) == 0
