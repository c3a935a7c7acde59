"""A workspace is lost; what cannot be made again comes back from its backup."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.unit.ingest.deliveries import write_sound

from feijian.errors import UsageError
from feijian.ingest.load.delivery import load
from feijian.library import Library
from feijian.workspace import Workspace, audit
from feijian.workspace.backup import back_up, restore


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    opened = Workspace.create(tmp_path / "w")
    load(opened, write_sound(tmp_path / "july"), source="nhsa_platform", library=Library.of([]))
    with sqlite3.connect(opened.verdicts) as store:
        store.execute("create table verdict (finding_id text)")
        store.execute("insert into verdict values ('F1')")
    audit.record(opened.root, "reveal", {"run_id": "R"})
    return opened


def test_key_verdicts_settings_and_log_come_back(tmp_path: Path, workspace: Workspace) -> None:
    key, settings = workspace.privacy_key(), workspace.settings_file.read_text("utf-8")
    back_up(workspace, tmp_path / "b.tar.gz")
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o777 == 0o600
    shutil.rmtree(workspace.root)
    done = restore(tmp_path / "b.tar.gz", workspace.root)
    assert [name for name in done.deliveries if "july" in name] != []
    assert workspace.privacy_key() == key
    assert workspace.settings_file.read_text("utf-8") == settings
    with sqlite3.connect(workspace.verdicts) as store:
        assert store.execute("select finding_id from verdict").fetchall() == [("F1",)]
    assert [e.what for e in audit.entries(workspace.root)] == ["reveal"]
    assert audit.verify(workspace.root) == ""
    assert not workspace.warehouse.exists()


def test_with_everything_nothing_needs_to_be_loaded_again(tmp_path: Path, workspace) -> None:
    back_up(workspace, tmp_path / "b.tar.gz", everything=True)
    done = restore(tmp_path / "b.tar.gz", tmp_path / "again")
    assert done.deliveries == ()
    with Workspace.open(tmp_path / "again").reading() as connection:
        assert connection.execute("select count(*) from canonical.encounter").fetchall() != [(0,)]


def test_nothing_is_written_over(tmp_path: Path, workspace: Workspace) -> None:
    back_up(workspace, tmp_path / "b.tar.gz")
    with pytest.raises(UsageError, match="is there already"):
        back_up(workspace, tmp_path / "b.tar.gz")
    with pytest.raises(UsageError, match="is not empty"):
        restore(tmp_path / "b.tar.gz", workspace.root)


def test_another_archive_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "x.tar.gz").write_bytes(b"not a tar")
    with pytest.raises(UsageError, match="is not a backup that can be read"):
        restore(tmp_path / "x.tar.gz", tmp_path / "new")
