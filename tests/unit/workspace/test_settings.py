"""feijian.toml is checked as a whole before anything runs."""

from datetime import date
from pathlib import Path

import pytest

from feijian.errors import SettingsError, WorkspaceBusy, WorkspaceError
from feijian.workspace import RunRequest, Workspace, begin_run, latest_run, open_run, publish_run


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def test_the_settings_a_new_workspace_gets_are_in_order(workspace: Workspace) -> None:
    settings = workspace.settings()
    assert (settings.region, settings.threads, settings.parameters) == (None, 2, ())
    assert len(workspace.privacy_key()) == 32


def test_all_mistakes_are_reported_at_once(workspace: Workspace) -> None:
    workspace.settings_file.write_text(
        "[wrokspace]\n[[parameters]]\nrule = 'a.b'\n[[exemptions]]\nrule = '*'\nreason = 'x'\n"
        "[[off]]\nrule = 'a.b'\nby = 'me'\nreason = 'y'\nuntil = 2026-01-01\n",
        encoding="utf-8",
    )
    with pytest.raises(SettingsError) as raised:
        workspace.settings()
    assert [(p.where, p.what) for p in raised.value.problems] == [
        ("feijian.toml:1", "unknown section [wrokspace]"),
        ("feijian.toml:2 [[parameters]] 1", "has no 'reason'"),
        ("feijian.toml:2 [[parameters]] 1", "has no 'set'"),
        ("feijian.toml:11 [[off]] 1", "unknown key 'until'"),
        ("feijian.toml:4 [[exemptions]] 1", "names no subject"),
    ]


def test_a_folder_with_other_things_is_not_made_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(WorkspaceError, match="exists and is not a workspace"):
        Workspace.create(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_second_process_is_told_to_wait(workspace: Workspace) -> None:
    import re
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from feijian.workspace import Workspace\n"
        "from feijian.errors import WorkspaceBusy\n"
        "try:\n    Workspace.open(Path(sys.argv[1])).writing().__enter__()\n"
        "except WorkspaceBusy as e: print(e)"
    )
    with workspace.writing():
        said = subprocess.run(
            [sys.executable, "-c", code, str(workspace.root)],
            capture_output=True,
            text=True,
            check=True,
        )
    assert re.search(r"'feijian write' \(process \d+, .+, since .+\) is working in w", said.stdout)
    with workspace.writing():
        pass


def test_the_lock_is_busy_for_this_process_too(workspace: Workspace) -> None:
    with workspace.writing(), pytest.raises(WorkspaceBusy):
        workspace.writing().__enter__()


def test_a_run_without_a_manifest_is_not_a_run_and_is_cleared_away(workspace: Workspace) -> None:
    killed = begin_run(workspace, RunRequest(date(2026, 1, 1)))
    with pytest.raises(WorkspaceError, match="no complete batch run"):
        latest_run(workspace)
    run = begin_run(workspace, RunRequest(date(2026, 1, 2), providers=("H1",)))
    assert not killed.directory.exists()
    publish_run(workspace, run, {"steps": {}})
    assert latest_run(workspace) == open_run(workspace, run.run_id) == run
