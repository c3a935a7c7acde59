"""One broken delivery never costs the night: it is set aside with what is wrong, the others load."""

import json
import sys
from pathlib import Path

import pytest

from feijian.night import notice
from feijian.night.inbox import load_or_refuse, waiting_deliveries
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


def test_the_notice_command_gets_the_event_as_json(workspace: Workspace) -> None:
    out = workspace.root / "told.json"
    code = f"import sys, pathlib; pathlib.Path({str(out)!r}).write_text(sys.stdin.read(), 'utf-8')"
    command = f'{sys.executable} -c "{code}"'.replace("\\", "/")
    with workspace.settings_file.open("a", encoding="utf-8") as settings:
        settings.write(f"[notice]\ncommand = {json.dumps(command)}\n")
    assert notice.tell(workspace, "refused", {"delivery": "7月"}) == ""
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
