"""Runs over time: a sweep hides nothing, old runs go, what a verdict rests on stays."""

import json
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import count
from pathlib import Path

import polars as pl
import pytest

from feijian.errors import UsageError, WorkspaceError
from feijian.verdicts.settled import settle_findings
from feijian.verdicts.store import Verdict, append_verdicts
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
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    # runs of one second stand in the order in which they were begun
    numbers = count()
    monkeypatch.setattr("secrets.token_hex", lambda _: f"{next(numbers):x}00000")
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


def found(run: Run, **evidence: str) -> Run:
    """What a run found: evidence by finding."""
    rows = {"finding_id": list(evidence), "evidence_hash": list(evidence.values())}
    pl.DataFrame(rows).write_parquet(run.file("findings.parquet"))
    return run


def judge(workspace: Workspace, finding: str, evidence: str | None, days_ago: float) -> None:
    at = NOW - timedelta(days=days_ago)
    said = Verdict(at, "李", finding, "upheld", None, "", evidence, "a.b")
    append_verdicts(workspace.verdicts, [said])


def test_old_runs_go_but_for_the_newest_and_those_that_verdicts_rest_on(
    workspace: Workspace,
) -> None:
    first, judged, later, newest = (finished(workspace, days_ago=d) for d in (90, 80, 60, 50))
    for run, evidence in ((first, "h"), (judged, "h"), (later, "h"), (newest, "other")):
        found(run, F=evidence, G="g")
    judge(workspace, "F", "h", days_ago=70)
    # the second showed it when it was judged; the first and the third are not needed for that
    assert prunable(workspace, 30, NOW) == [first.run_id, later.run_id]
    assert prunable(workspace, 60, NOW) == [first.run_id]
    assert prunable(workspace, 90, NOW) == []
    assert remove_runs(workspace, [first.run_id]) > 0
    assert {f["run_id"] for f in run_facts(workspace)} == {
        judged.run_id,
        later.run_id,
        newest.run_id,
    }


def test_a_correction_rests_on_the_run_before_it_and_the_verdict_before_on_its_own(
    workspace: Workspace,
) -> None:
    one, two, three = (finished(workspace, days_ago=d) for d in (90, 80, 60))
    found(one, F="old")
    found(two, F="new")
    finished(workspace, days_ago=50)
    judge(workspace, "F", "old", days_ago=85)
    judge(workspace, "F", "new", days_ago=75)
    # the third found nothing and wrote no file
    assert prunable(workspace, 30, NOW) == [three.run_id]


def test_a_verdict_before_any_run_rests_on_the_newest_that_shows_it(workspace: Workspace) -> None:
    one, two = (found(finished(workspace, days_ago=d), F="h") for d in (90, 80))
    finished(workspace, days_ago=50)
    judge(workspace, "F", "h", days_ago=95)
    assert prunable(workspace, 30, NOW) == [one.run_id]
    # at the very moment it ended, a run shows what is judged
    judge(workspace, "F", "h", days_ago=90)
    assert prunable(workspace, 30, NOW) == []
    assert two.run_id not in prunable(workspace, 30, NOW)


def test_a_verdict_without_evidence_rests_on_its_finding_and_settled_cases_on_no_run(
    workspace: Workspace,
) -> None:
    one, two = (finished(workspace, days_ago=d) for d in (90, 80))
    found(one, F="h")
    found(two, G="h")
    finished(workspace, days_ago=50)
    settle_findings(workspace.verdicts, ["F"], "returned", "visit 1")
    assert prunable(workspace, 30, NOW) == [one.run_id, two.run_id]
    judge(workspace, "F", None, days_ago=70)
    assert prunable(workspace, 30, NOW) == [two.run_id]


def test_old_sweeps_go_where_there_was_no_night_and_a_day_more_keeps_them(
    workspace: Workspace,
) -> None:
    sweeps = [finished(workspace, "sweep", days_ago=d).run_id for d in (40, 31, 30)]
    assert prunable(workspace, 30, NOW) == sweeps[:2]
    assert prunable(workspace, 31, NOW) == sweeps[:1]
    # without a moment given it is now
    years = (datetime.now(UTC) - NOW).days
    assert prunable(workspace, years + 35) == sweeps[:1]


def test_a_verdict_of_a_moment_without_a_zone_is_of_the_worlds_time(workspace: Workspace) -> None:
    one, two = (found(finished(workspace, days_ago=d), F="h") for d in (90, 80))
    finished(workspace, days_ago=50)
    at = (NOW - timedelta(days=85)).replace(tzinfo=None)
    said = Verdict(at, "李", "F", "upheld", None, "", "h", "a.b")
    append_verdicts(workspace.verdicts, [said])
    assert prunable(workspace, 30, NOW) == [two.run_id]
    assert one.run_id not in prunable(workspace, 30, NOW)


def test_other_evidence_than_was_judged_keeps_no_run(workspace: Workspace) -> None:
    one, two = finished(workspace, days_ago=90), finished(workspace, days_ago=80)
    found(one, F="h", G="g")
    found(two, F="other", G="g")
    finished(workspace, days_ago=50)
    judge(workspace, "F", "h", days_ago=70)
    assert prunable(workspace, 30, NOW) == [two.run_id]


def test_a_run_is_told_with_what_it_found_and_its_size(workspace: Workspace) -> None:
    finished(workspace)
    run = begin_run(workspace, RunRequest(date(2026, 2, 3), "sweep"))
    run.file("large").write_bytes(bytes(2**20 * 3 // 2))
    steps = {"judge": {"findings": 9, "failed": ["a.b", "c.d"]}, "rank": {"leads": 4}}
    publish_run(workspace, run, {"steps": steps})
    newest, before = run_facts(workspace)
    assert {k: v for k, v in newest.items() if k != "finished_at"} == {
        "run_id": run.run_id,
        "kind": "sweep",
        "as_of": "2026-02-03",
        "findings": 9,
        "leads": 4,
        "failed": 2,
        "megabytes": 1.5,
    }
    assert (before["findings"], before["leads"], before["failed"]) == (3, 0, 0)
    assert (before["finished_at"], before["megabytes"]) == (NOW.isoformat(), 0.0)
