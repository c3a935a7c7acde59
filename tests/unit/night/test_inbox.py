"""One broken delivery never costs the night: it is set aside with what is wrong, the others load."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from feijian.night import notice
from feijian.night.inbox import left_lying, load_or_refuse, waiting_deliveries
from feijian.workspace import Workspace
from tests.unit.ingest.deliveries import write_sound


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "w")


def test_a_broken_delivery_is_set_aside_and_not_tried_again(tmp_path: Path, workspace) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "broken").mkdir(parents=True)
    (inbox / "broken" / "fee_list_d.csv").write_text("nothing,of,this\n1,2,3\n", "utf-8")
    write_sound(inbox / "sound")
    waiting = waiting_deliveries(workspace, inbox)
    assert [d.name for d in waiting] == ["broken", "sound"]
    report, told = load_or_refuse(workspace, inbox / "broken", "nhsa_platform")
    assert report is None
    assert any("fee_list_d.csv" in line for line in told)
    [aside] = (inbox / "refused").iterdir()
    assert aside.name.startswith("broken-")
    assert "fee_list_d.csv" in (aside / "refused.txt").read_text("utf-8")
    assert [d.name for d in waiting_deliveries(workspace, inbox)] == ["sound"]
    report, told = load_or_refuse(workspace, inbox / "sound", "nhsa_platform")
    assert (told, report is not None) == ([], True)
    assert waiting_deliveries(workspace, inbox) == []


def test_an_archive_in_the_inbox_is_a_delivery(tmp_path: Path, workspace) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    write_sound(tmp_path / "july")
    shutil.make_archive(str(inbox / "july"), "zip", tmp_path / "july")
    shutil.make_archive(str(inbox / "copy"), "gztar", tmp_path / "july")
    (inbox / "august.zip.part").write_bytes((inbox / "july.zip").read_bytes())
    (inbox / "half.zip").write_bytes((inbox / "july.zip").read_bytes()[:200])
    waiting = waiting_deliveries(workspace, inbox)
    assert [d.name for d in waiting] == ["copy.tar.gz", "july.zip"]
    report, told = load_or_refuse(workspace, inbox / "july.zip", "nhsa_platform")
    assert (told, report is not None) == ([], True)
    assert [d.name for d in waiting_deliveries(workspace, inbox)] == ["copy.tar.gz"]
    assert list(left_lying(workspace, inbox)) == ["half.zip"]


def test_a_broken_archive_is_set_aside_in_a_folder_with_what_is_wrong(
    tmp_path: Path, workspace
) -> None:
    inbox = tmp_path / "inbox"
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "fee_list_d.csv").write_text("nothing,of,this\n1,2,3\n", "utf-8")
    inbox.mkdir()
    shutil.make_archive(str(inbox / "broken"), "zip", tmp_path / "broken")
    report, _ = load_or_refuse(workspace, inbox / "broken.zip", "nhsa_platform")
    assert report is None
    [aside] = (inbox / "refused").iterdir()
    assert {f.name for f in aside.iterdir()} == {"broken.zip", "refused.txt"}
    assert waiting_deliveries(workspace, inbox) == []


def test_a_delivery_that_was_loaded_waits_again_when_a_file_of_it_changes(
    tmp_path: Path, workspace
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    write_sound(inbox / "july")
    (inbox / "july" / "notes").mkdir()
    shutil.make_archive(str(inbox / "copy"), "zip", inbox / "july")
    for name in ("july", "copy.zip"):
        report, told = load_or_refuse(workspace, inbox / name, "nhsa_platform")
        assert (told, report is not None) == ([], True)
    assert waiting_deliveries(workspace, inbox) == []
    file = next((inbox / "july").glob("*.csv"))
    os.utime(file, ns=(1, file.stat().st_mtime_ns + 1))
    assert [d.name for d in waiting_deliveries(workspace, inbox)] == ["july"]
    (inbox / "copy.zip").touch()
    assert [d.name for d in waiting_deliveries(workspace, inbox)] == ["copy.zip", "july"]


def test_what_is_hidden_or_still_arriving_is_neither_a_delivery_nor_told(
    tmp_path: Path, workspace
) -> None:
    inbox = tmp_path / "inbox"
    write_sound(inbox / "july.part")
    shutil.make_archive(str(inbox / ".hidden"), "zip", inbox / "july.part")
    (inbox / ".DS_Store").write_text("x", "utf-8")
    (inbox / "fees.csv.part").write_text("x", "utf-8")
    assert waiting_deliveries(workspace, inbox) == []
    assert left_lying(workspace, inbox) == {}


def test_a_persons_number_in_a_deliverys_name_is_not_kept(tmp_path: Path, workspace) -> None:
    inbox = tmp_path / "inbox"
    names = ("张三 11010519491231002X", "李四 110105194912310038", "july")
    for name in names:
        write_sound(inbox / name)
        assert load_or_refuse(workspace, inbox / name, "nhsa_platform")[0] is not None
    assert waiting_deliveries(workspace, inbox) == []
    taken = json.loads((workspace.root / ".inbox.json").read_text("utf-8"))
    assert len(taken) == 3
    assert "july" in taken
    assert not any("110105" in kept for kept in taken)


def test_a_file_outside_any_folder_is_told_and_left_where_it_is(tmp_path: Path, workspace) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "fee_list_d.csv").write_text("a\n", "utf-8")
    [told] = left_lying(workspace, inbox)["fee_list_d.csv"]
    assert "lies in the inbox outside any folder and is not loaded" in told
    assert (inbox / "fee_list_d.csv").is_file()
    assert left_lying(workspace, None) == {}


def test_the_notice_command_gets_the_event_as_json(workspace: Workspace) -> None:
    out = workspace.root / "told.json"
    code = f"import sys, pathlib; pathlib.Path({str(out)!r}).write_text(sys.stdin.read(), 'utf-8')"
    command = f'{sys.executable} -c "{code}"'.replace("\\", "/")
    with workspace.settings_file.open("a", encoding="utf-8") as settings:
        settings.write(f"[notice]\ncommand = {json.dumps(command)}\n")
    assert notice.tell(workspace, "refused", {"delivery": "7月"}) == ""
    assert "7月" in out.read_text("utf-8")
    assert json.loads(out.read_text("utf-8")) == {
        "event": "refused",
        "workspace": "w",
        "delivery": "7月",
    }


def test_a_notice_command_that_fails_is_told_and_stops_nothing(workspace: Workspace) -> None:
    for command, said in (
        (f"{sys.executable} -c 'raise SystemExit(3)'", "the notice command ended with 3"),
        ("/nowhere/at-all", "the notice command could not be run: FileNotFoundError"),
    ):
        workspace.settings_file.write_text(f'[notice]\ncommand = "{command}"\n', "utf-8")
        assert notice.tell(workspace, "done", {}) == said


def test_without_a_command_nothing_is_started(workspace: Workspace) -> None:
    assert notice.tell(workspace, "done", {}) == ""
