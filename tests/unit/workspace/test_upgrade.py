"""A workspace of 0.1 says so, is upgraded with a copy kept, and its verdicts are still its verdicts.

edition_1/workspace.tar.gz was made by feijian 0.1: the sound delivery of tests/unit/ingest/deliveries
loaded, and one verdict.
"""

import sqlite3
import tarfile
from pathlib import Path

import pytest

from feijian.errors import SettingsError, WorkspaceError
from feijian.verdicts.chain import verify
from feijian.verdicts.store import COLUMNS, all_verdicts
from feijian.workspace import Workspace, audit
from feijian.workspace.edition import EDITION, STAMP
from feijian.workspace.upgrade import upgrade

JUDGED = "29fbeda8058e248961a8709b0329b67a"
"""The finding's id in 0.1."""


@pytest.fixture
def old(tmp_path: Path) -> Workspace:
    with tarfile.open(Path(__file__).parent / "edition_1" / "workspace.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    return Workspace.open(tmp_path / "w")


def judged(workspace: Workspace) -> list[tuple[str, str, str]]:
    with sqlite3.connect(workspace.verdicts) as store:
        return store.execute("select finding_id, outcome, who from verdict").fetchall()


def test_an_older_workspace_is_neither_read_nor_written(old: Workspace) -> None:
    for opened in (old.reading, old.writing):
        with pytest.raises(WorkspaceError, match="made by an older feijian"), opened():
            pass


def test_its_claims_and_verdicts_are_there_after_the_upgrade(old: Workspace) -> None:
    done = upgrade(old)
    assert (done.before, done.verdicts) == (1, 1)
    assert judged(old) == [(old.seal().id(JUDGED), "upheld", "检查组")]
    with old.reading() as connection:
        assert connection.execute("select count(*) from canonical.claim_line").fetchall() == [(2,)]
    with old.writing():
        pass
    assert [e.what for e in audit.entries(old.root)] == ["upgrade"]


def test_the_workspace_as_it_was_is_kept(old: Workspace) -> None:
    kept = upgrade(old).kept
    assert kept is not None
    with sqlite3.connect(kept / "verdicts.sqlite") as store:
        assert store.execute("select finding_id from verdict").fetchall() == [(JUDGED,)]
    assert (kept / "warehouse.duckdb").is_file()


def test_verdicts_are_as_unchangeable_as_before(old: Workspace) -> None:
    upgrade(old)
    with sqlite3.connect(old.verdicts) as store, pytest.raises(sqlite3.IntegrityError):
        store.execute("update verdict set outcome = 'rejected'")


def test_a_second_upgrade_changes_nothing(old: Workspace) -> None:
    upgrade(old)
    before = judged(old)
    assert upgrade(old).kept is None
    assert judged(old) == before


def test_a_newer_workspace_is_left_alone(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    with workspace.writing() as connection:
        connection.execute(f"update {STAMP} set edition = {EDITION + 1}")
    with pytest.raises(WorkspaceError, match="made by a newer feijian"), workspace.reading():
        pass
    workspace.settings_file.write_text(f"[workspace]\nedition = {EDITION + 1}\n", "utf-8")
    with pytest.raises(SettingsError, match="is of a newer feijian"):
        workspace.settings()


def test_a_new_workspace_is_todays(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    assert upgrade(workspace).before == EDITION
    with workspace.writing() as connection:
        assert connection.execute(f"select edition from {STAMP}").fetchall() == [(EDITION,)]


def test_every_id_of_a_finding_is_sealed_and_no_other(old: Workspace) -> None:
    with sqlite3.connect(old.verdicts) as store:
        columns = "at, who, finding_id, outcome, note, evidence_hash, rule_id, drawn_at_random"
        for finding, evidence in (("f1", "h1"), ("f2", None)):
            store.execute(
                f"insert into verdict ({columns}) values"
                " ('2030-01-01T00:00:00+00:00', 'x', ?, 'upheld', '', ?, 'r', 0)",
                [finding, evidence],
            )
        store.execute(
            "create table dealt_with (kind text not null, id text not null, how text, source text,"
            " imported_at text not null, primary key (kind, id))"
        )
        store.executemany(
            "insert into dealt_with values (?, ?, 'how', 'source', 'at')",
            [("finding_id", "f1"), ("finding_id", "f2"), ("claim_line_id", "f1")],
        )
    seal = old.seal()
    assert upgrade(old).verdicts == 3
    with sqlite3.connect(old.verdicts) as store:
        rows = store.execute("select finding_id, evidence_hash from verdict order by verdict_id")
        assert rows.fetchall()[1:] == [(seal.id("f1"), seal.id("h1")), (seal.id("f2"), None)]
        dealt = store.execute("select kind, id from dealt_with").fetchall()
        assert sorted(dealt) == sorted(
            [
                ("claim_line_id", "f1"),
                ("finding_id", seal.id("f1")),
                ("finding_id", seal.id("f2")),
            ]
        )
        with pytest.raises(sqlite3.IntegrityError):
            store.execute("delete from verdict")
    assert all_verdicts(old.verdicts).height == 3
    assert verify(old.verdicts, COLUMNS) == ""


def test_an_upgrade_without_a_verdict_seals_none(old: Workspace) -> None:
    old.verdicts.unlink()
    done = upgrade(old)
    assert (done.before, done.verdicts) == (1, 0)
    assert done.kept is not None
    assert not (done.kept / "verdicts.sqlite").exists()
    assert not old.verdicts.exists()
