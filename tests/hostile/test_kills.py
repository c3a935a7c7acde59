"""A run killed at any named write is no run: what was published stays byte for byte, and the next is whole."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from feijian.contracts import read_content
from feijian.demo import CountyRequest, generate_county
from feijian.ingest.load.delivery import load
from feijian.library import Library
from feijian.pipeline import run_steps
from feijian.rules.step import rules_of
from feijian.workspace import Run, RunRequest, Workspace, latest_run
from tests.conftest import AS_OF
from tests.e2e.cli import same_run
from tests.hostile.long import LONG

LINES = 5_000
KILLS = int(os.environ.get("FEIJIAN_KILLS", "64"))
"""Fewer are for who is in a hurry: the first of them still die where files are written."""
WHOLE_AFTER = 16
"""After so many kills, and after the last, a run goes to its end and is compared."""
JUDGED = ("bed_padding", "readmission")
"""Families of rules that stay on: one write is like another, and 64 runs are to end today."""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Run]:
    """A small county with its first run, in which models scored."""
    folder = tmp_path_factory.mktemp("kills")
    generate_county(folder / "delivery", CountyRequest(seed=11, lines=LINES))
    workspace = Workspace.create(folder / "w")
    load(workspace, folder / "delivery", library=Library.of())
    families = {rule.id.split(".")[0] for rule in rules_of(read_content()).rules}
    off = [
        f'[[off]]\nrule = "{f}.*"\nby = "x"\nreason = "x"\n' for f in sorted(families - set(JUDGED))
    ]
    with workspace.settings_file.open("a", encoding="utf-8") as settings:
        settings.write("\n" + "\n".join(off))
    run, _ = run_steps(workspace, RunRequest(AS_OF, full=True), lambda *_: None)
    assert pl.read_parquet(run.file("scores.parquet")).height > 0
    assert pl.read_parquet(run.file("findings.parquet")).height > 0
    return workspace, run


def killed(workspace: Workspace, names: Path, at: int = 0) -> list[str]:
    """Writes that a run came to; it died at the last of them where `at` is given."""
    command = [sys.executable, "-m", "tests.hostile.killed_run", str(workspace.root)]
    done = subprocess.run(
        [*command, AS_OF.isoformat(), str(names), str(at)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (-signal.SIGKILL if at else 0), done.stderr[-2000:]
    return names.read_text("utf-8").splitlines()


def published(run: Run) -> dict[str, str]:
    return {
        p.relative_to(run.directory).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(run.directory.rglob("*"))
        if p.is_file()
    }


def chosen(names: list[str], wanted: int) -> list[int]:
    """Numbers of the writes to die at: the first of each name, then others evenly over the run."""
    first = {name: number for number, name in reversed(list(enumerate(names, start=1)))}
    files = sorted(n for name, n in first.items() if not name.startswith(("before", "after")))
    others = sorted(set(range(1, len(names) + 1)) - set(files))
    room = max(wanted - len(files), 0)
    step = max(len(others) // max(room, 1), 1)
    picked = sorted({*files, *others[::step][:room]})
    if len(picked) > wanted:
        picked = picked[:: len(picked) // wanted][:wanted]
    return picked


@LONG
def test_a_kill_at_any_write_changes_nothing(judged: tuple[Workspace, Run], tmp_path: Path) -> None:
    workspace, run = judged
    names = killed(workspace, tmp_path / "whole")
    newest = latest_run(workspace)
    assert newest.run_id != run.run_id
    assert same_run(newest.directory, run.directory) == []
    before = {r.run_id: published(r) for r in (run, newest)}
    places = chosen(names, KILLS)
    assert len(places) >= KILLS
    if KILLS >= 64:
        died = {names[p - 1] for p in places}
        assert {"open manifest.part", "os.rename manifest.part"} <= died
        assert any("scores.parquet" in name for name in died)
    done = 0
    for place in places:
        came = killed(workspace, tmp_path / "names", place)
        done += 1
        if "os.rename .latest" in came[:-1]:
            # it died with its run published: that run is whole, and the newest
            newest = latest_run(workspace)
            assert same_run(newest.directory, run.directory) == [], came[-1]
            before[newest.run_id] = published(newest)
        assert latest_run(workspace).run_id == newest.run_id, came[-1]
        assert all(published(r) == before[r.run_id] for r in (run, newest)), came[-1]
        if done % WHOLE_AFTER == 0 or place == places[-1]:
            again, _ = run_steps(workspace, RunRequest(AS_OF), lambda *_: None)
            assert same_run(again.directory, run.directory) == [], came[-1]
            newest = again
            before = {r.run_id: published(r) for r in (run, newest)}
            left = [p for p in workspace.runs.iterdir() if p.is_dir() and not p.is_symlink()]
            assert all((p / "manifest.json").is_file() for p in left), came[-1]
    assert done >= KILLS
