"""OpenLineage events: a run says what it read and what it published, to a file and nowhere else."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from feijian.errors import SettingsError
from feijian.ingest.load.delivery import load
from feijian.library import Library
from feijian.night.lineage import note_begun, note_failed, note_published
from feijian.workspace import Run, RunRequest, Workspace, begin_run
from tests.unit.ingest.deliveries import write_sound


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Workspace, Run]:
    """A workspace with a delivery and a run in it that has published two files."""
    workspace = Workspace.create(tmp_path / "w")
    load(workspace, write_sound(tmp_path / "july"), library=Library.of())
    run = begin_run(workspace, RunRequest(date(2026, 1, 1)))
    run.file("leads.parquet").write_bytes(b"")
    run.file("quality").mkdir()
    run.file("quality/quality.json").write_text("{}", encoding="utf-8")
    return workspace, run


def events(workspace: Workspace) -> list[dict[str, Any]]:
    file = workspace.root / "lineage.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def switched_on(workspace: Workspace) -> None:
    with workspace.settings_file.open("a", encoding="utf-8") as settings:
        settings.write('\n[lineage]\nfile = "lineage.jsonl"\n')


def test_nothing_is_written_unless_the_settings_ask(begun: tuple[Workspace, Run]) -> None:
    workspace, run = begun
    before = sorted(p.name for p in workspace.root.iterdir())
    note_begun(workspace, run)
    note_published(workspace, run)
    note_failed(workspace, run)
    assert sorted(p.name for p in workspace.root.iterdir()) == before


def test_a_run_says_what_it_read_and_what_it_published(
    begun: tuple[Workspace, Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, run = begun
    # the library's own settings from outside are not asked
    monkeypatch.setenv("OPENLINEAGE_URL", "http://192.0.2.1:5000")
    switched_on(workspace)
    note_begun(workspace, run)
    note_published(workspace, run)
    start, complete = events(workspace)
    assert [e["eventType"] for e in (start, complete)] == ["START", "COMPLETE"]
    assert start["run"]["runId"] == complete["run"]["runId"]
    assert complete["job"]["name"] == "feijian.run"
    read = [d["name"] for d in complete["inputs"] if d["namespace"] == "delivery"]
    assert [name.rsplit("/", 1)[1] for name in read] == [
        "fee_list_d.csv",
        "fixmedins_b.csv",
        "mdtrt_d.csv",
        "psn_info_b.csv",
        "setl_d.csv",
    ]
    tables = {d["name"] for d in complete["inputs"] if d["namespace"] != "delivery"}
    assert tables == {
        f"canonical.{t}" for t in ("claim", "claim_line", "encounter", "person", "provider")
    }
    published = {d["name"] for d in complete["outputs"]}
    assert {f"{run.run_id}/leads.parquet", f"{run.run_id}/quality/quality.json"} <= published
    assert start["outputs"] == []


def test_a_failed_run_published_nothing(begun: tuple[Workspace, Run]) -> None:
    workspace, run = begun
    switched_on(workspace)
    note_failed(workspace, run)
    (event,) = events(workspace)
    assert (event["eventType"], event["outputs"]) == ("FAIL", [])


def test_the_missing_package_is_told_before_a_night_is_run_for_nothing(
    begun: tuple[Workspace, Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, _ = begun
    switched_on(workspace)
    monkeypatch.setitem(sys.modules, "openlineage", None)
    with pytest.raises(SettingsError, match=r"openlineage-python, which is not installed"):
        workspace.settings()
