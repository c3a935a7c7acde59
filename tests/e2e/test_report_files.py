"""What a run leaves for people: pages, workbooks, packs; and the way back for verdicts."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from feijian.leads.drawn_charts import charts_of_visit
from feijian.pipeline import report
from feijian.verdicts.import_form import import_verdicts
from feijian.verdicts.store import standing_verdicts
from feijian.workspace import Run, Workspace, audit


def quiet(*_: object) -> None:
    """A progress that nobody watches."""


@pytest.fixture(scope="module")
def copy(
    county: Any, county_run: Run, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Workspace, Run]:
    """A workspace of this module's own, with the county's run."""
    folder = tmp_path_factory.mktemp("reports") / "ws"
    shutil.copytree(county.workspace.root, folder, symlinks=True)
    workspace = Workspace.open(folder)
    return workspace, replace(county_run, directory=workspace.runs / county_run.run_id)


def test_both_languages_are_there_and_small(county_run: Run) -> None:
    for name in (
        "report.html",
        "report.en.html",
        "leads.xlsx",
        "leads.en.xlsx",
        "quality/quality.html",
    ):
        assert 5_000 < county_run.file(name).stat().st_size < 10_000_000, name


def test_no_person_id_is_in_clear(county: Any, county_run: Run) -> None:
    with county.workspace.reading() as connection:
        rows = connection.execute("select person_id from canonical.person").fetchall()
    text = county_run.file("report.html").read_text(encoding="utf-8")
    assert not [person for (person,) in rows if person in text]


def test_every_lead_with_findings_links_to_evidence_with_hospital_numbers(county_run: Run) -> None:
    book = openpyxl.load_workbook(county_run.file("leads.xlsx"))
    leads = list(book["线索总表"].iter_rows(min_row=2))
    with_evidence = [row for row in leads if row[8].value]
    assert with_evidence
    for row in with_evidence[:30]:
        sheet, place = row[3].hyperlink.location.replace("'", "").split("!")
        assert book[sheet][f"A{place[1:]}"].value == row[0].value


def test_a_sweep_makes_a_pack_for_each_provider(
    copy: tuple[Workspace, Run], tmp_path: Path
) -> None:
    workspace, run = copy
    leads = pl.read_parquet(run.file("leads.parquet")).filter(pl.col("provider_id").is_not_null())
    chosen = tuple(sorted(set(leads["provider_id"].head(2))))
    asked = replace(run, request=replace(run.request, kind="sweep", providers=chosen))
    told = report(workspace, asked, quiet)
    assert told["packs"] == len(chosen)
    # the charts drawn by lot for each visit lie beside the packs: those of the command
    lots = [f"analyst/charts_{provider_id}.csv" for provider_id in chosen]
    assert [f for f in told["files"] if f.startswith("analyst/")] == lots
    with workspace.reading(prepared=True) as connection:
        for provider_id, lot in zip(chosen, lots, strict=True):
            alone = tmp_path / "alone.csv"
            charts_of_visit(connection, asked, provider_id, alone)
            assert run.file(lot).read_bytes() == alone.read_bytes()
    for provider_id in chosen:
        folder = run.file("packs") / provider_id
        assert (folder / "report.html").stat().st_size < 10_000_000
        ids = {
            r[0].value
            for r in openpyxl.load_workbook(folder / "leads.xlsx")["线索总表"].iter_rows(
                min_row=2, min_col=1
            )
        }
        assert ids == set(leads.filter(pl.col("provider_id") == provider_id)["rank"])


def test_showing_persons_in_clear_is_logged(copy: tuple[Workspace, Run]) -> None:
    workspace, run = copy
    before = run.file("report.html").read_bytes()
    report(workspace, replace(run, request=replace(run.request, reveal=True)), quiet)
    [entry] = audit.entries(workspace.root)
    assert (entry.what, entry.detail) == ("reveal", {"run_id": run.run_id})
    for name in ("report.revealed.html", "leads.revealed.xlsx"):
        assert run.file(name).stat().st_mode & 0o777 == 0o600
    assert run.file("report.html").read_bytes() == before


def test_the_filled_in_workbook_comes_back_as_verdicts_and_a_new_ranking(
    copy: tuple[Workspace, Run], tmp_path: Path
) -> None:
    """A finding is rejected: it leaves its lead, which says so and keeps the others."""
    from feijian.pipeline import rank

    workspace, run = copy
    before = pl.read_parquet(run.file("leads.parquet"))
    book = openpyxl.load_workbook(run.file("leads.xlsx"))
    sheet = book["疑点"]
    column = {c.value: c.column for c in sheet[1]}
    [lead, first] = (
        before.filter(pl.col("findings") > 1)
        .select("lead_id", pl.col("finding_ids").list.first())
        .row(0)
    )
    [row] = [
        c.row
        for (c,) in sheet.iter_rows(min_col=column["疑点编号"], max_col=column["疑点编号"])
        if c.value == first
    ]
    sheet.cell(row, column["核查结论"]).value = "不属实"
    sheet.cell(row, column["核查说明"]).value = "病历齐全"
    book.save(tmp_path / "filled.xlsx")
    result = import_verdicts(workspace, tmp_path / "filled.xlsx", who="检查组")
    assert (result.added, result.problems) == (1, ())
    standing = standing_verdicts(workspace.verdicts).row(0, named=True)
    assert (standing["finding_id"], standing["outcome"], standing["who"]) == (
        first,
        "rejected",
        "检查组",
    )
    rank(workspace, run, quiet)
    after = pl.read_parquet(run.file("leads.parquet"))
    assert first not in after["finding_ids"].explode().to_list()
    [text] = after.filter(pl.col("lead_id") == lead)["reasons"].to_list()
    assert "settled" in {r["kind"] for r in json.loads(text)}


def test_ranking_and_reporting_again_gives_the_same_bytes(copy: tuple[Workspace, Run]) -> None:
    from feijian.pipeline import rank

    workspace, run = copy
    rank(workspace, run, quiet)
    report(workspace, run, quiet)
    files = {n: run.file(n).read_bytes() for n in ("leads.parquet", "report.html")}
    rank(workspace, run, quiet)
    report(workspace, run, quiet)
    assert files == {n: run.file(n).read_bytes() for n in files}
    assert run.request.as_of == date(2026, 12, 31)
