"""How far a run is by the clock: steps and their parts as long as they were the last time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from feijian.workspace import RunRequest, Workspace
from feijian.workspace.pace import FILE, SECONDS, Pace, kind_of

DAY = date(2026, 6, 30)
BEFORE = {"prepare": [(1.0, 10.0)], "judge": [(0.5, 30.0), (1.0, 40.0)], "score": [(1.0, 50.0)]}


class Clock:
    """Seconds that a test moves on."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "ws")


def test_a_step_counts_as_long_as_it_took_and_its_parts_too() -> None:
    pace = Pace("full", BEFORE, Clock())
    assert pace.told("prepare", 0.0) == 0.0
    assert pace.told("prepare", 0.5) == pytest.approx(0.05)
    assert pace.told("judge", 0.0) == pytest.approx(0.10)
    assert pace.told("judge", 0.25) == pytest.approx(0.25)
    assert pace.told("judge", 0.5) == pytest.approx(0.40)
    assert pace.told("judge", 0.75) == pytest.approx(0.45)
    assert pace.told("score", 0.0) == pytest.approx(0.50)
    assert pace.told("score", 1.0) == 1.0
    assert pace.told("a step that nobody timed", 0.5) == 0.0


def test_what_a_run_took_is_what_the_next_of_its_kind_goes_by(workspace: Workspace) -> None:
    clock, request = Clock(), RunRequest(DAY, full=True)
    first = Pace.of(workspace, request)
    first.clock = clock
    for step, share, seconds in (
        ("prepare", 0.0, 0.0),
        ("prepare", 0.5, 6.0),
        ("prepare", 0.501, 1.0),  # too near to be kept
        ("judge", 0.0, 1.0),
        ("judge", 1.0, 12.0),
    ):
        clock.at += seconds
        first.told(step, share)
    clock.at += 20.0
    first.keep(workspace)
    again = Pace.of(workspace, request)
    assert again.before == {"prepare": [(0.5, 6.0), (1.0, 8.0)], "judge": [(1.0, 32.0)]}
    night = Pace.of(workspace, RunRequest(DAY))
    assert night.before != again.before  # of another kind
    night.keep(workspace)
    assert Pace.of(workspace, request).before == again.before


def test_runs_that_spend_their_time_otherwise_are_other_kinds(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kind_of(workspace, RunRequest(DAY)) == "first"
    monkeypatch.setattr("feijian.workspace.pace.latest_run", lambda _: SimpleNamespace())
    assert kind_of(workspace, RunRequest(DAY)) == "night"
    assert kind_of(workspace, RunRequest(DAY, full=True)) == "full"
    assert kind_of(workspace, RunRequest(DAY, "sweep", providers=("H1",))) == "sweep"
    assert kind_of(workspace, RunRequest(DAY, engine="spark", warehouse="lake")) == "spark run"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"full": []}', '{"full": {"judge": []}}', '{"full": {"judge": [1]}}']
)
def test_a_file_that_cannot_be_read_is_none(workspace: Workspace, text: str) -> None:
    workspace.kept.mkdir()
    (workspace.kept / FILE).write_text(text, encoding="utf-8")
    pace = Pace.of(workspace, RunRequest(DAY, full=True))
    assert {s: points[-1][1] for s, points in pace.before.items()} == SECONDS["first"]


def test_a_run_goes_on_where_nothing_can_be_kept(workspace: Workspace) -> None:
    workspace.kept.write_text("a file where the folder should be", encoding="utf-8")
    pace: Any = Pace.of(workspace, RunRequest(DAY))
    pace.told("judge", 0.5)
    pace.keep(workspace)
    assert workspace.kept.is_file()
