"""The real input: an extract that nobody on this project wrote, used where it lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.e2e.cli import feijian, feijian_json
from tests.shared import keep_library

from feijian.workspace import Workspace

EXTRACT = Path(__file__).parents[3] / "shared" / "sample_extract"
pytestmark = pytest.mark.skipif(
    not EXTRACT.is_dir(), reason="the sample extract is not beside this checkout"
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extract") / "w"
    feijian("init", folder)
    keep_library(Workspace.open(folder))
    return folder


@pytest.fixture(scope="module")
def loaded(workspace: Path) -> dict[str, dict[str, int]]:
    report = feijian_json("load", EXTRACT, "--workspace", workspace)
    return {f["file"]: f for f in report["files"]}


def test_every_row_of_every_file_is_accounted_for(loaded: dict[str, dict[str, int]]) -> None:
    assert {p.name for p in EXTRACT.glob("*.csv")} == set(loaded)
    for name, f in loaded.items():
        assert f["read"] == f["accepted"] + f["void"] + f["repeated"] + f["quarantined"], name


def test_the_dirt_is_where_it_was_counted_by_hand(loaded: dict[str, dict[str, int]]) -> None:
    counts = {n: (f["read"], f["void"], f["repeated"], f["quarantined"]) for n, f in loaded.items()}
    # 6 void encounters; 6 that end before they begin; 33 lines delivered twice
    assert counts["mdtrt_d.csv"] == (6251, 6, 0, 6)
    assert counts["fee_list_d.csv"][:3] == (50152, 0, 33)
    # 5 scans uploaded twice; 7 codes that a spreadsheet destroyed, 3 of a claim set aside
    assert counts["selinfo_3505.csv"] == (2249, 0, 5, 10)


def test_loading_it_again_changes_nothing(
    workspace: Path, loaded: dict[str, dict[str, int]]
) -> None:
    again = feijian_json("load", EXTRACT, "--workspace", workspace)
    assert {f["file"] for f in again["files"]} == set(loaded)
    assert all(f["accepted"] == 0 and f["repeated"] == f["read"] for f in again["files"])


def test_run_and_sweep_end_in_reports(workspace: Path, loaded: dict[str, dict[str, int]]) -> None:
    assert loaded
    feijian("run", "--workspace", workspace, "--as-of", "2026-01-15")
    for name in (
        "report.html",
        "report.en.html",
        "leads.xlsx",
        "manifest.json",
        "quality/quality.html",
    ):
        assert (workspace / "runs" / "latest" / name).stat().st_size > 0
    top = feijian_json("leads", "list", "--workspace", workspace)
    provider = next(lead["provider_id"] for lead in top if lead["provider_id"])
    feijian(
        "sweep",
        "--provider",
        provider,
        "--from",
        "2025-07-01",
        "--workspace",
        workspace,
        "--as-of",
        "2026-01-15",
    )
    # a sweep never takes the place of the newest run
    runs = feijian_json("runs", "list", "--workspace", workspace)
    assert (workspace / "runs" / "latest").resolve().name == next(
        r["run_id"] for r in runs if r["kind"] == "run"
    )
    sweep = next(r["run_id"] for r in runs if r["kind"] == "sweep")
    pack = workspace / "runs" / sweep / "packs" / provider
    assert (pack / "report.html").is_file()
    assert (pack / "leads.xlsx").is_file()
