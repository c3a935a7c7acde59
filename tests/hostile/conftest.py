"""What the hostile tests share: a watch on connections of every Python process they start."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

GUARD = Path(__file__).parent / "guard"


@pytest.fixture
def trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in which every Python process from here on writes whom it tries to reach."""
    file = tmp_path / "reached.txt"
    monkeypatch.setenv("FEIJIAN_TRACE", str(file))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(GUARD), str(Path.cwd())]))
    return file
