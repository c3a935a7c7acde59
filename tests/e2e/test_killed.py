"""A run killed anywhere is not a run, and the next one gives what an undisturbed one gives."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.conftest import AS_OF, County
from tests.e2e.cli import FEIJIAN, feijian, same_run

from feijian.workspace import Run, Workspace, latest_run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "file", ["request.json", "findings.parquet", "scores.parquet", "leads.parquet"]
)
def test_a_killed_run_leaves_nothing_and_the_next_is_whole(
    county: County, county_run: Run, tmp_path: Path, file: str
) -> None:
    """Killed as soon as the named file of its folder is there."""
    copy = tmp_path / "w"
    shutil.copytree(county.workspace.root, copy, symlinks=True)
    command = [*FEIJIAN, "run", "--full", "--as-of", AS_OF.isoformat(), "--workspace", str(copy)]
    before = {p.name for p in (copy / "runs").iterdir()}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + 240
    while process.poll() is None and time.monotonic() < deadline:
        fresh = [
            p
            for p in (copy / "runs").iterdir()
            if p.name not in before and not p.name.startswith(".")
        ]
        if any((p / file).exists() for p in fresh):
            break
        time.sleep(0.02)
    assert process.poll() is None, "it ended before it could be killed"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert latest_run(Workspace.open(copy)).run_id == county_run.run_id
    feijian("run", "--as-of", AS_OF.isoformat(), "--workspace", copy)
    newest = latest_run(Workspace.open(copy))
    assert newest.run_id != county_run.run_id
    assert same_run(newest.directory, county_run.directory) == []
    left = {p.name for p in (copy / "runs").iterdir()} - {"latest", newest.run_id, *before}
    assert left == set()
