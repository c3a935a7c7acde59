"""A full disk or a killed process leaves the warehouse as it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.unit.ingest.deliveries import TABLES, canonical, csv_text, take_in, write_sound

from feijian.errors import StorageError
from feijian.workspace import Workspace

pytestmark = pytest.mark.slow

STOPPED = """
import os, signal, sys
from importlib import import_module
from pathlib import Path
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import take_in

def stop(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(import_module("feijian.ingest.{module}"), "{function}", stop)
take_in(Workspace.open(Path(sys.argv[1])), Path(sys.argv[2]))
"""
ROOT = Path(__file__).parents[2]


def many_lines(folder: Path, rows: int) -> Path:
    """The sound delivery with many more charges, whose texts do not compress."""
    write_sound(folder)
    header, first, _ = csv_text(TABLES["fee_list_d"]).splitlines()
    draw = random.Random(5)
    with (folder / "fee_list_d.csv").open("w", encoding="utf-8") as out:
        out.write(f"{header},hilist_name\n")
        for number in range(rows):
            # one of them cannot be read
            line = first if number else first.replace("20.00", "2O.00")
            out.write(f"{line.replace('F1', f'G{number}')},{draw.randbytes(60).hex()}\n")
    return folder


def killed(workspace: Workspace, path: Path, module: str, function: str) -> None:
    """Load in a process of its own that is killed as soon as it calls a function."""
    code = STOPPED.format(module=module, function=function)
    command = [sys.executable, "-c", code, str(workspace.root), str(path)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


POINTS = {
    "while reading": ("read.rows", "create_raw"),
    "once the first rows are stored": ("load.taking", "assemble"),
    "while settling the quarantine": ("load.taking", "hold"),
    "before the quarantine files": ("load.delivery", "write_copies"),
    "just before the commit": ("load.delivery", "_enter_balances"),
}


@pytest.mark.parametrize("point", POINTS)
def test_a_load_killed_before_its_commit_leaves_the_earlier_state(
    loaded: Workspace, tmp_path: Path, point: str
) -> None:
    before = canonical(loaded)
    big = many_lines(tmp_path / "big", 3_000)
    killed(loaded, big, *POINTS[point])
    assert canonical(loaded) == before
    report = take_in(loaded, big)
    assert not report.already_loaded
    assert len(canonical(loaded)["claim_line"]) == 3_000 - 1 + 2
    assert not any(p.is_file() for p in loaded.temporary.rglob("*"))
    assert len(list(loaded.quarantine.rglob("*.parquet"))) == 1
    assert not list(loaded.quarantine.rglob("*.part"))


def test_a_load_killed_after_its_commit_is_whole_once_anything_is_loaded(
    loaded: Workspace, tmp_path: Path
) -> None:
    big = many_lines(tmp_path / "big", 3_000)
    killed(loaded, big, "load.session", "place_copies")
    assert len(canonical(loaded)["claim_line"]) == 3_000 - 1 + 2
    assert list(loaded.quarantine.rglob("*.part"))
    assert take_in(loaded, big).already_loaded
    assert len(list(loaded.quarantine.rglob("*.parquet"))) == 1
    assert not list(loaded.quarantine.rglob("*.part"))


def test_a_load_killed_at_any_moment_leaves_one_state_or_the_other(
    loaded: Workspace, tmp_path: Path
) -> None:
    before = len(canonical(loaded)["claim_line"])
    big = many_lines(tmp_path / "big", 40_000)
    code = STOPPED.format(module="load.session", function="never_called")
    command = [sys.executable, "-c", code, str(loaded.root), str(big)]
    for delay in (0.6, 1.2, 1.8):
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert len(canonical(loaded)["claim_line"]) in (before, 40_000 - 1 + 2)
    take_in(loaded, big)
    assert len(canonical(loaded)["claim_line"]) == 40_000 - 1 + 2


@pytest.mark.skipif(
    os.geteuid() != 0 or sys.platform != "linux", reason="mounting a small disk needs root on Linux"
)
def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        workspace = Workspace.create(disk / "workspace")
        take_in(workspace, write_sound(tmp_path / "sound"))
        before = canonical(workspace)
        with pytest.raises(StorageError) as full:
            take_in(workspace, many_lines(tmp_path / "big", 80_000))
        assert full.value.problems[0].todo.startswith("Free some space")
        assert canonical(workspace) == before
        assert take_in(workspace, tmp_path / "sound").already_loaded
    finally:
        subprocess.run(["umount", str(disk)], check=False)
