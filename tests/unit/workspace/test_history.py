"""Runs over time: a sweep hides nothing, old runs go, what a verdict rests on stays."""

import json
import sqlite3
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from feijian.errors import UsageError, WorkspaceError
from feijian.workspace import (
    Run,
    RunRequest,
    Workspace,
    begin_run,
    chosen_run,
    latest_run,
    publish_run,
)
from feijian.workspace.history import prunable, remove_runs, run_facts

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def finished(workspace: Workspace, kind: str = "run", days_ago: int = 0) -> Run:
    run = begin_run(workspace, RunRequest(date(2026, 1, 1), kind))
    publish_run(workspace, run, {"steps": {"judge": {"findings": 3, "failed": []}}})
    manifest = json.loads(run.file("manifest.json").read_text("utf-8"))
    manifest["finished_at"] = (NOW - timedelta(days=days_ago)).isoformat()
    run.file("manifest.json").write_text(json.dumps(manifest), "utf-8")
    return run


def test_runs_of_one_second_stand_in_the_order_of_their_making(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    falling = iter(("ffff", "8000", "0000"))
    monkeypatch.setattr("secrets.token_hex", lambda _: next(falling))
    monkeypatch.setattr("feijian.workspace.runs.datetime", _Still)
    made = [finished(workspace).run_id for _ in range(3)]
    assert made == sorted(made)
    assert latest_run(workspace).run_id == made[-1]


class _Still(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime(2026, 6, 1, 12, 0, 0, tzinfo=tz)


def test_a_sweep_never_hides_the_list_of_the_night(workspace: Workspace) -> None:
    night = finished(workspace)
    sweep = finished(workspace, "sweep")
    assert latest_run(workspace).run_id == night.run_id
    assert chosen_run(workspace, None).run_id == night.run_id
    assert chosen_run(workspace, sweep.run_id).run_id == sweep.run_id


def test_without_a_batch_run_a_sweep_has_to_be_named(workspace: Workspace) -> None:
    finished(workspace, "sweep")
    with pytest.raises(WorkspaceError, match="no complete batch run"):
        latest_run(workspace)


def test_a_run_is_found_by_how_its_id_begins_if_that_is_one(workspace: Workspace) -> None:
    one, two = finished(workspace), finished(workspace)
    assert chosen_run(workspace, one.run_id[:-1]).run_id == one.run_id
    with pytest.raises(UsageError, match="no complete run of that id"):
        chosen_run(workspace, "19990101")
    with pytest.raises(UsageError, match="several runs begin so"):
        chosen_run(workspace, one.run_id[:2])
    assert two.run_id != one.run_id


def test_old_runs_go_but_for_the_newest_and_those_that_verdicts_rest_on(
    workspace: Workspace,
) -> None:
    judged, old, newest = (finished(workspace, days_ago=d) for d in (90, 60, 50))
    with sqlite3.connect(workspace.verdicts) as store:
        store.execute("create table verdict (finding_id text, run_id text)")
        store.execute("insert into verdict values ('F', ?)", [judged.run_id])
    assert prunable(workspace, 30, NOW) == [old.run_id]
    assert prunable(workspace, 61, NOW) == []
    assert remove_runs(workspace, [old.run_id]) > 0
    assert {f["run_id"] for f in run_facts(workspace)} == {judged.run_id, newest.run_id}
