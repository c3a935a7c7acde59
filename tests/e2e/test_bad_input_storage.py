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
from tests.unit.contracts.deliveries import TABLES, canonical, csv_text, take_in, write_sound

from feijian.errors import StorageError
from feijian.workspace import Workspace

LOADING = """
import sys
from pathlib import Path
from feijian.workspace import Workspace
from tests.unit.contracts.deliveries import take_in
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
            out.write(f"{first.replace('F1', f'G{number}')},{draw.randbytes(60).hex()}\n")
    return folder


@pytest.fixture
def loaded(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "workspace")
    take_in(workspace, write_sound(tmp_path / "sound"))
    return workspace


def test_a_load_killed_anywhere_leaves_the_earlier_state(loaded: Workspace, tmp_path: Path) -> None:
    before = canonical(loaded)
    big = many_lines(tmp_path / "big", 60_000)
    command = [sys.executable, "-c", LOADING, str(loaded.root), str(big)]
    started = time.monotonic()
    whole = tmp_path / "whole"
    undisturbed = Workspace.create(whole)
    (whole / ".feijian-key").write_bytes((loaded.root / ".feijian-key").read_bytes())
    take_in(undisturbed, tmp_path / "sound")
    subprocess.run([*command[:3], str(whole), str(big)], cwd=ROOT, check=True)
    duration = time.monotonic() - started
    for share in (0.3, 0.5, 0.7, 0.85):
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
        time.sleep(duration * share)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            assert canonical(loaded) == before
    take_in(loaded, big)
    assert canonical(loaded) == canonical(undisturbed)
    assert not any(loaded.temporary.glob("*.csv"))


@pytest.mark.skipif(
    os.geteuid() != 0 or sys.platform != "linux", reason="mounting a small disk needs root on Linux"
)
def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)],
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
            take_in(workspace, many_lines(tmp_path / "big", 300_000))
        assert full.value.problems[0].todo.startswith("Free some space")
        assert canonical(workspace) == before
        assert take_in(workspace, tmp_path / "sound").already_loaded
    finally:
        subprocess.run(["umount", str(disk)], check=False)
