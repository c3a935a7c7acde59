"""A sweep takes its part of what the night worked out for everybody, where nothing changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from feijian.models.step import score
from feijian.night.carrying import carried_or_done
from feijian.pipeline import STEPS
from feijian.workspace import Run, RunRequest
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
