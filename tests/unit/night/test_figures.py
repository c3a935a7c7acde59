"""Figures for a monitor and a log for a reader: both by settings, both without persons."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from feijian.night.metrics import write_metrics
from feijian.workspace import RunRequest, Workspace, begin_run
from feijian.workspace.journal import note
from tests.unit.ingest.deliveries import take_in, write_sound

SUMMARY = {
    "judge": {"rules": {"ran": 140, "failed": 2}, "failed": ["a.b", "c.d"], "findings": 7},
    "score": {"models": 3, "scored": 12, "ran": 1, "not applicable": 2},
    "assess": {"quarantined": 4, "suites": 14, "suites_holding": 13},
    "refused": {"a": ["broken"]},
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "w")
    take_in(made, write_sound(tmp_path / "d"))
    return made


def set_to(workspace: Workspace, text: str) -> None:
    workspace.settings_file.write_text(text, encoding="utf-8")


def test_figures_are_openmetrics(workspace: Workspace) -> None:
    set_to(workspace, '[metrics]\nfile = "metrics.prom"\n')
    run = begin_run(workspace, RunRequest(date(2025, 12, 31)))
    write_metrics(workspace, run, SUMMARY)
    text = (workspace.root / "metrics.prom").read_text("utf-8")
    found = {
        (s.name, *s.labels.values()): s.value
        for family in text_string_to_metric_families(text)
        for s in family.samples
    }
    assert found["feijian_rules", "failed"] == 2
    assert found["feijian_models", "not applicable"] == 2
    assert found["feijian_findings",] == 7
    assert found["feijian_deliveries",] == 1
    assert found["feijian_deliveries_refused",] == 1
    assert found["feijian_suites_broken",] == 1
    # midnight of the last day of 2025, and of the day after, on which the delivery came
    assert found["feijian_run_as_of_seconds",] == 1767139200
    assert found["feijian_delivery_newest_seconds",] == 1767225600
    assert (found["feijian_runs",], found["feijian_scores",]) == (0, 12)
    assert (found["feijian_quarantine_rows",], found["feijian_rules", "ran"]) == (4, 140)
    assert [key for key in found if key[0] == "feijian_models"] == [
        ("feijian_models", "not applicable"),
        ("feijian_models", "ran"),
    ]
    assert found["feijian_disk_free_bytes",] > 0
    assert found["feijian_warehouse_bytes",] == workspace.warehouse.stat().st_size
    assert [p.name for p in workspace.root.glob(".metrics*")] == []


def test_nothing_is_written_unless_settings_say_so(workspace: Workspace) -> None:
    before = sorted(p.name for p in workspace.root.iterdir())
    run = begin_run(workspace, RunRequest(date(2025, 12, 31)))
    write_metrics(workspace, run, SUMMARY)
    note(workspace, "run published", run_id=run.run_id)
    assert sorted(p.name for p in workspace.root.iterdir()) == before


def test_the_log_is_json_or_text(workspace: Workspace) -> None:
    set_to(workspace, '[log]\nfile = "feijian.log"\n')
    note(workspace, "step done", step="judge", seconds=1.5)
    set_to(workspace, '[log]\nfile = "feijian.log"\nformat = "text"\n')
    note(workspace, "step failed", level=logging.ERROR, step="rank", error="OSError")
    first, second = (workspace.root / "feijian.log").read_text("utf-8").splitlines()
    told = json.loads(first)
    assert (told["event"], told["level"], told["step"], told["seconds"]) == (
        "step done",
        "info",
        "judge",
        1.5,
    )
    assert second.endswith(" error step failed workspace=w step=rank error=OSError")
    (workspace.root / "feijian.log").rename(workspace.root / "feijian.log.1")
    note(workspace, "step done", step="report")
    assert "report" in (workspace.root / "feijian.log").read_text("utf-8")
