"""Deliveries in slices, judged as they come, give what one full run gives."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import polars as pl
import pytest
from tests.conftest import AS_OF, County
from tests.e2e.cli import same_run

from feijian.ingest.load.delivery import load
from feijian.library import Library
from feijian.pipeline import run_steps
from feijian.workspace import Run, RunRequest, Workspace
from feijian.workspace.history import manifest_of

pytestmark = pytest.mark.slow


def run(workspace: Workspace, *, full: bool) -> Run:
    return run_steps(workspace, RunRequest(AS_OF, full=full), lambda *_: None)[0]


def halves(delivery: Path, into: Path) -> tuple[Path, Path]:
    """The delivery cut in two by rows of its fee lines; everything else comes first."""
    first, second = into / "first", into / "second"
    first.mkdir(parents=True)
    second.mkdir()
    for path in sorted(delivery.iterdir()):
        lines = path.read_bytes().split(b"\n")
        if path.name.startswith("fee_list_d") and len(lines) > 2:
            middle = len(lines) * 19 // 20
            (first / path.name).write_bytes(b"\n".join(lines[:middle]) + b"\n")
            (second / path.name).write_bytes(b"\n".join([lines[0], *lines[middle:]]))
        else:
            shutil.copy(path, first / path.name)
    return first, second


def test_two_deliveries_with_a_run_after_each_give_the_full_result(
    county: County, county_run: Run, tmp_path: Path
) -> None:
    workspace = Workspace.create(tmp_path / "w")
    shutil.copy(county.workspace.root / ".feijian-key", workspace.root / ".feijian-key")
    for part in halves(county.folder / "delivery", tmp_path):
        load(workspace, part, library=Library.of(), progress=lambda *_: None)
        sliced = run(workspace, full=False)
    assert same_run(sliced.directory, county_run.directory) == []


def test_a_run_with_nothing_new_judges_nothing_and_publishes_the_same(
    county: County, county_run: Run, tmp_path: Path
) -> None:
    copy = tmp_path / "w"
    shutil.copytree(county.workspace.root, copy, symlinks=True)
    again = run(Workspace.open(copy), full=False)
    assert same_run(again.directory, county_run.directory) == []
    steps = manifest_of(again)["steps"]
    carried = {
        name for name, told in steps.items() if told.get("carried_from") == county_run.run_id
    }
    assert carried == {"judge", "score", "assess", "rank", "report"}
    for page in ("report.html", "report.en.html"):
        told = again.file(page).read_text(encoding="utf-8")
        assert again.run_id in told
        assert county_run.run_id not in told
    assert pl.read_parquet(again.file("findings.parquet")).height > 0
    was, now = county_run.run_id.encode(), again.run_id.encode()
    before, after = (published(run.directory) for run in (county_run, again))
    assert before.keys() == after.keys()
    assert {n for n, body in before.items() if body.replace(was, now) != after[n]} == set()


def published(folder: Path) -> dict[str, bytes]:
    """Every file of a run but what tells of its making; of a workbook each of its parts."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name in ("manifest.json", "request.json", "inputs.json"):
            continue
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                found |= {f"{name}/{part}": book.read(part) for part in book.namelist()}
        else:
            found[name] = path.read_bytes()
    return found
