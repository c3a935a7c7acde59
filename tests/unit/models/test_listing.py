from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from feijian.contracts.published import polars_schema
from feijian.errors import UsageError
from feijian.models.listing import model_facts, model_list, model_page
from feijian.workspace import Run, RunRequest, Workspace, begin_run, publish_run
from tests.unit.models.small import write_model

LINE = ("provider.three", "not applicable", 7, 0, 0.1, "7 subjects, fewer than the 21 needed")


def workspace_with_run(folder: Path) -> Workspace:
    workspace = Workspace.create(folder)
    run: Run = begin_run(workspace, RunRequest(date(2026, 3, 1)))
    rows = [(*LINE, "Three numbers of a provider", "机构三项指标", *([],) * 4)]
    pl.DataFrame(rows, schema=polars_schema("model"), orient="row").write_parquet(
        run.file("models.parquet")
    )
    publish_run(workspace, run, {})
    return workspace


def test_a_list_says_how_each_model_fared_in_the_newest_run(tmp_path: Path) -> None:
    write_model(tmp_path / "own")
    workspace = workspace_with_run(tmp_path / "ws")
    rows = {r["model_id"]: r for r in model_list([tmp_path / "own"], workspace.root)}
    assert rows["provider.three"]["outcome"] == "not applicable"
    assert rows["provider.three"]["subjects"] == 7
    assert rows["provider.three"]["title_zh"] == "机构三项指标"
    assert rows["provider.three"]["detectors"] == ["robust_z"]
    # a model the run did not know has no outcome
    assert rows["provider.month_jump"]["outcome"] == ""
    assert rows["provider.month_jump"]["subjects"] is None


def test_a_list_needs_no_workspace(tmp_path: Path) -> None:
    rows = model_list([], tmp_path)
    assert [r["model_id"] for r in rows] == sorted(r["model_id"] for r in rows)
    assert {r["outcome"] for r in rows} == {""}


def test_a_workspace_without_a_run_lists_models_without_outcomes(tmp_path: Path) -> None:
    assert {r["outcome"] for r in model_list([], Workspace.create(tmp_path / "ws").root)} == {""}


def test_a_page_names_features_peers_and_innocent_explanations(tmp_path: Path) -> None:
    write_model(tmp_path)
    english = model_page([tmp_path], "provider.three", "en")
    assert english.startswith("## Three numbers of a provider\n")
    assert "- `days` days (days): high or low" in english
    assert "- peers, from narrow to wide: level → everyone\n" in english
    assert "at least 20 rows" in english
    assert "- it is new" in english
    chinese = model_page([tmp_path], "provider.three", "zh")
    assert "- `cost` 费用：偏低" in chinese
    assert "同等级 → 全部" in chinese


def test_facts_hold_the_header_the_query_and_the_names_of_the_cases(tmp_path: Path) -> None:
    write_model(tmp_path)
    facts = model_facts([tmp_path], "provider.three")
    assert facts["model_id"] == "provider.three"
    assert facts["minimum_peers"] == 20
    assert list(facts["features"]) == ["share", "days", "cost"]
    assert facts["cases"] == ["nothing planted", "nobody to compare"]
    assert facts["file"] == "models/provider/three.sql"
    assert facts["sql"].startswith("select")


@pytest.mark.parametrize("wanted", ["provider.month_jmp", "month_jump"])
def test_an_unknown_id_is_answered_with_those_near_it(wanted: str) -> None:
    with pytest.raises(UsageError, match=r"provider\.month_jump"):
        model_facts([], wanted)
