"""A sweep takes its part of what the night worked out for everybody, where nothing changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from feijian.models.step import score
from feijian.night import carrying
from feijian.night.carrying import carried_or_done
from feijian.pipeline import STEPS
from feijian.reports.material import scored_before
from feijian.workspace import Run, RunRequest
from feijian.workspace.carrying import Done, note_done
from tests.conftest import AS_OF, County

ACTS = {step.name: step.act for step in STEPS}


def rows(run: Run, name: str) -> list[tuple[object, ...]]:
    return pl.read_parquet(run.file(name)).drop("run_id", strict=False).rows()


@pytest.fixture
def asked(county_run: Run) -> RunRequest:
    scores = pl.read_parquet(county_run.file("scores.parquet")).drop_nulls("provider_id")
    provider = scores["provider_id"].value_counts(sort=True)["provider_id"][0]
    return RunRequest(AS_OF, kind="sweep", providers=(provider,))


def a_run(folder: Path, request: RunRequest) -> Run:
    folder.mkdir()
    return Run(folder.name, folder, request)


def test_scores_of_a_sweep_are_those_it_would_work_out(
    county: County, asked: RunRequest, tmp_path: Path
) -> None:
    worked_out = a_run(tmp_path / "worked-out", asked)
    score(county.workspace, worked_out, lambda *_: None)
    carried = a_run(tmp_path / "carried", asked)
    for name in ("prepare", "score"):
        summary = carried_or_done(name, ACTS[name], county.workspace, carried, lambda *_: None)
    assert summary["carried_from"]
    for name in ("scores.parquet", "peers.parquet"):
        assert rows(carried, name) == rows(worked_out, name) != []
    assert set(pl.read_parquet(carried.file("scores.parquet"))["provider_id"]) == {*asked.providers}
    assert set(pl.read_parquet(carried.file("scores.parquet"))["run_id"]) == {"carried"}


def test_a_full_sweep_and_one_over_other_settings_work_them_out(
    county: County, asked: RunRequest, tmp_path: Path
) -> None:
    called = []

    def act(*_: object) -> dict[str, object]:
        called.append(1)
        return {}

    full = a_run(tmp_path / "full", replace(asked, full=True))
    carried_or_done("score", act, county.workspace, full, lambda *_: None)
    # without a prepare step that stands nothing is known of what the scores would rest on
    alone = a_run(tmp_path / "alone", asked)
    carried_or_done("score", act, county.workspace, alone, lambda *_: None)
    assert len(called) == 2


@pytest.mark.parametrize("stands", [True, False])
def test_after_a_day_that_leaves_scores_standing_a_sweep_takes_them_and_says_of_when_they_are(
    county: County,
    asked: RunRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stands: bool,
) -> None:
    called = []

    def act(*_: object) -> dict[str, object]:
        called.append(1)
        return {}

    monkeypatch.setattr(carrying, "_delivered", lambda _: "another day's rows")
    monkeypatch.setattr(carrying, "scores_stand", lambda *_: stands)
    tomorrow = a_run(tmp_path / "tomorrow", replace(asked, as_of=AS_OF + timedelta(days=1)))
    note_done(tomorrow, "prepare", Done("prepared", {}, {}))
    summary = carried_or_done("score", act, county.workspace, tomorrow, lambda *_: None)
    assert bool(summary.get("carried_from")) is stands
    assert called == ([] if stands else [1])
    assert scored_before(tomorrow) == (AS_OF if stands else None)
