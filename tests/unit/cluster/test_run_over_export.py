"""A run over an exported warehouse gives what the run over the warehouse itself gave."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from feijian.engines.lake import export
from feijian.errors import UsageError, WorkspaceError
from feijian.leads.charts import unflagged_of
from feijian.leads.drawn_charts import charts_of_visit
from feijian.pipeline import run_steps
from feijian.reports.profile import charged_by_month, profiles
from feijian.workspace import Run, RunRequest, Workspace, latest_run
from tests.conftest import AS_OF, County, once
from tests.shared import builtin_content
from tests.unit.cluster.parity import ORDER, assert_same, published

SILENT = lambda *_: None  # noqa: E731


@dataclass(frozen=True)
class Province:
    """An exported county, and the workspace of the runs over it."""

    lake: Path
    workspace: Workspace
    run: Run


@pytest.fixture(scope="module")
def province(county: County, county_run: Run, shared_folder: Path) -> Province:
    """The county of all tests exported and judged from its files; ids are sealed with the same key."""
    folder = shared_folder / "province"
    lake, own = folder / "lake", folder / "workspace"

    def make() -> None:
        with county.workspace.reading(prepared=True) as connection:
            export(connection, builtin_content().catalogue, lake, 1)
        workspace = Workspace.create(own)
        shutil.copy(county.workspace.root / ".feijian-key", own / ".feijian-key")
        run_steps(workspace, RunRequest(AS_OF, warehouse=str(lake)), SILENT)

    assert county_run.file("findings.parquet").is_file()
    once(folder, make)
    opened = Workspace.open(own)
    return Province(lake, opened, latest_run(opened))


@pytest.mark.parametrize("name", sorted(ORDER))
def test_what_is_published_is_the_same(province: Province, county_run: Run, name: str) -> None:
    assert_same(province.run, county_run, name)


def test_it_is_not_an_empty_comparison(province: Province) -> None:
    assert published(province.run, "findings")["rule_id"].n_unique() >= 70
    assert published(province.run, "scores").height > 0
    assert published(province.run, "leads").height > 0


def test_the_extract_has_what_findings_name_and_not_everybody(
    province: Province, county: County
) -> None:
    count = "select (select count(*) from canonical.claim_line), (select count(*) from canonical.provider)"
    with province.workspace.reading() as here, county.workspace.reading() as there:
        own, whole = here.execute(count).fetchall()[0], there.execute(count).fetchall()[0]
    assert 0 < own[0] < whole[0] / 2
    assert own[1] == whole[1]


def test_what_a_report_says_of_everybody_is_of_everybody(
    province: Province, county: County
) -> None:
    with (
        province.workspace.reading(prepared=True) as here,
        county.workspace.reading(prepared=True) as there,
    ):
        own, whole = (profiles(c, None, None) for c in (here, there))
        assert own.equals(whole)
        chosen = own["provider_id"].to_list()[:3]
        months = [charged_by_month(c, chosen, None, None) for c in (here, there)]
    assert months[0].equals(months[1])
    assert months[0].height > 0


def test_the_record_says_where_rows_were_judged_and_what_was_read(province: Province) -> None:
    quality = (province.run.file("quality") / "quality.json").read_text(encoding="utf-8")
    assert '"elsewhere": true' in quality
    manifest = province.run.file("manifest.json").read_text(encoding="utf-8")
    assert '"digest"' in manifest
    assert str(province.lake) in manifest


def test_an_extract_takes_no_delivery_and_no_run_of_its_own(
    province: Province, county: County, tmp_path: Path
) -> None:
    with pytest.raises(WorkspaceError, match="only the rows that findings"):
        run_steps(province.workspace, RunRequest(AS_OF), SILENT)
    with (
        pytest.raises(WorkspaceError, match="only the rows that findings"),
        province.workspace.writing(),  # as a load does
    ):
        pass
    provider = published(province.run, "leads")["provider_id"].drop_nulls()[0]
    with (
        province.workspace.reading() as connection,
        pytest.raises(WorkspaceError, match="only the rows that findings"),
    ):
        charts_of_visit(connection, province.run, provider, tmp_path / "charts.csv")
    with county.workspace.reading(prepared=True) as whole:
        assert list(unflagged_of(whole, [provider], []))


def test_a_workspace_with_rows_of_its_own_keeps_them(province: Province, county: County) -> None:
    request = RunRequest(AS_OF, warehouse=str(province.lake))
    with pytest.raises(WorkspaceError, match="has rows of its own"):
        run_steps(county.workspace, request, SILENT)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"engine": "spark"}, "none is named"),
        ({"engine": "ray"}, "unknown engine"),
        ({"master": "yarn"}, "only Spark has a master"),
        ({"warehouse": "hdfs://name/lake"}, "not a cluster's file system"),
    ],
)
def test_what_cannot_be_run_is_said_before_anything_is_opened(
    tmp_path: Path, asked: dict[str, str], said: str
) -> None:
    workspace = Workspace.create(tmp_path / "w")
    with pytest.raises(UsageError, match=said):
        run_steps(workspace, RunRequest(AS_OF, **asked), SILENT)  # type: ignore[arg-type]


def test_reference_files_of_ones_own_are_refused(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    with workspace.settings_file.open("a", encoding="utf-8") as out:
        out.write('\n[reference.item_daily_cap]\nfile = "caps.csv"\n')
    (workspace.root / "caps.csv").write_text("item_code\n", encoding="utf-8")
    with pytest.raises(UsageError, match="brings its own"):
        run_steps(workspace, RunRequest(AS_OF, warehouse=str(tmp_path)), SILENT)


def test_nothing_is_left_of_a_run_that_fails(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    with pytest.raises(UsageError, match="_COMMIT"):
        run_steps(workspace, RunRequest(AS_OF, warehouse=str(tmp_path / "nowhere")), SILENT)
    assert not workspace.warehouse.exists()
    assert not list(workspace.root.glob(".warehouse*"))
