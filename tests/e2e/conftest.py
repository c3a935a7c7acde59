"""A workspace that holds the sound delivery, loaded once for all tests that begin with one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.ingest.deliveries import take_in, write_sound

from feijian.workspace import Workspace


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a delivery (`sound`) and a workspace that took it in. Copy it, do not write."""
    folder = tmp_path_factory.mktemp("sound")
    take_in(Workspace.create(folder / "workspace"), write_sound(folder / "sound"))
    return folder


@pytest.fixture
def loaded(sound: Path, tmp_path: Path) -> Workspace:
    """A copy of one's own; the delivery lies beside it."""
    shutil.copytree(sound, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Workspace.open(tmp_path / "workspace")
