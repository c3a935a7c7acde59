"""The notebooks run from top to bottom and are committed without output."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from tests.conftest import County

from feijian.workspace import Run

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def test_there_are_five_notebooks_and_the_first_one_asks() -> None:
    assert [n.name[:2] for n in NOTEBOOKS] == ["00", "01", "02", "03", "04"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_committed_without_output(path: Path) -> None:
    cells = [c for c in nbformat.read(path, 4).cells if c.cell_type == "code"]
    assert cells
    assert all(not c.outputs and c.execution_count is None for c in cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs_from_top_to_bottom_and_plots(
    path: Path, county: County, county_run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert county_run.file("manifest.json").is_file()
    monkeypatch.setenv("FEIJIAN_NOTEBOOK_WORKSPACE", str(county.workspace.root))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    before = sorted(path.parent.iterdir())
    book = nbformat.read(path, 4)
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(book, timeout=300, kernel_name="python3", resources=where).execute()
    shown = [
        o for c in book.cells for o in c.get("outputs", []) if "image/png" in o.get("data", {})
    ]
    assert shown
    assert sorted(path.parent.iterdir()) == before
