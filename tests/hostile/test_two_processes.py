"""Two processes and one workspace: the second is told who is at work, and takes nothing away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from feijian.workspace import RunRequest, Workspace, begin_run
from feijian.workspace.runs import abandoned
from tests.e2e.cli import FEIJIAN, feijian
from tests.unit.ingest.deliveries import canonical, take_in, write_sound

BUSY = 8
AT_WORK = """
import sys, time
from datetime import date
from pathlib import Path
from feijian.workspace import RunRequest, Workspace, begin_run
opened = Workspace.open(Path(sys.argv[1]))
with opened.locked("nightly"):
    print(begin_run(opened, RunRequest(date(2025, 12, 31))).run_id, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "w")
    take_in(made, write_sound(tmp_path / "d"))
    return made


@pytest.fixture
def other(workspace: Workspace) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process in the middle of a night, and its run."""
    process = subprocess.Popen(
        [sys.executable, "-c", AT_WORK, str(workspace.root)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    yield process, process.stdout.readline().strip()
    process.kill()
    process.wait()


def test_every_writer_is_told_who_is_at_work(
    workspace: Workspace, other: tuple[subprocess.Popen[str], str], tmp_path: Path
) -> None:
    process, run_id = other
    before = canonical(workspace)
    (tmp_path / "form.csv").write_text("finding_id,outcome\nx,upheld\n", encoding="utf-8")
    for command in (
        ["load", str(tmp_path / "d")],
        ["run", "--as-of", "2025-12-31"],
        ["quarantine", "release"],
        ["verdicts", "import", str(tmp_path / "form.csv")],
        ["backup", str(tmp_path / "b.tar.gz")],
        ["runs", "prune"],
        ["upgrade"],
    ):
        done = feijian(*command, "--workspace", workspace.root, ok=False)
        assert done.returncode == BUSY, (command, done.stderr)
        told = done.stderr
        assert f"'feijian nightly' (process {process.pid}," in told, (command, told)
        assert "since" in told
        assert "Traceback" not in told
    assert (workspace.runs / run_id / "owner.json").is_file()
    assert canonical(workspace) == before


def test_readers_read_meanwhile(
    workspace: Workspace, other: tuple[subprocess.Popen[str], str]
) -> None:
    process, _ = other
    done = feijian(
        "query", "select count(*) as n from claim_line", "--json", "--workspace", workspace.root
    )
    assert '"n": 2' in done.stdout
    done = feijian("doctor", "--workspace", workspace.root, ok=False)
    assert str(process.pid) in done.stdout  # in whatever language


def test_a_folder_goes_only_when_its_owner_is_dead(
    workspace: Workspace, other: tuple[subprocess.Popen[str], str]
) -> None:
    process, run_id = other
    assert abandoned(workspace) == []
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert [p.name for p in abandoned(workspace)] == [run_id]
    with workspace.locked("run"):
        begun = begin_run(workspace, RunRequest(date(2025, 12, 31)))
    assert not (workspace.runs / run_id).exists()
    assert begun.directory.is_dir()


def test_two_loads_at_once_leave_what_one_leaves(tmp_path: Path) -> None:
    one = Workspace.create(tmp_path / "one")
    take_in(one, write_sound(tmp_path / "d"))
    both = Workspace.create(tmp_path / "both")
    shutil.copyfile(one.root / ".feijian-key", both.root / ".feijian-key")
    command = [*FEIJIAN, "load", str(tmp_path / "d"), "--workspace", str(both.root)]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    codes = []
    for process in started:
        _, told = process.communicate(timeout=300)
        assert "Traceback" not in told
        codes.append(process.returncode)
    assert 0 in codes, codes
    assert set(codes) <= {0, BUSY}, codes
    assert canonical(both) == canonical(one)
