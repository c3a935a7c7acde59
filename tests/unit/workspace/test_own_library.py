"""A workspace gets a library of its own, and its settings name it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from feijian.cli.app import app
from feijian.errors import SettingsError
from feijian.workspace import Workspace
from feijian.workspace.own_library import begin_library


def test_a_new_rule_goes_into_the_workspace_and_is_read_from_there(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    asked = ["rules", "new", "bed_padding.own_rule", "-w", str(workspace.root)]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    assert (workspace.root / "library/rules/bed_padding/own_rule.sql").is_file()
    assert workspace.settings().library == (workspace.root / "library",)
    # the second goes to the same place, and the settings are not written again
    before = workspace.settings_file.read_bytes()
    assert CliRunner().invoke(app, [*asked[:2], "bed_padding.next_rule", *asked[3:]]).exit_code == 0
    assert (workspace.root / "library/rules/bed_padding/next_rule.sql").is_file()
    assert workspace.settings_file.read_bytes() == before


def test_a_section_that_names_no_folder_is_its_authors_to_fill(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "ws")
    with workspace.settings_file.open("a", encoding="utf-8") as out:
        out.write("\n[library]\nfolders = []\n")
    with pytest.raises(SettingsError, match="names no folder"):
        begin_library(workspace)


def test_a_workspace_that_is_there_is_not_said_to_be_new(tmp_path: Path) -> None:
    folder = str(tmp_path / "ws")
    first, second = (CliRunner().invoke(app, ["init", folder]).output for _ in range(2))
    assert first != second
    assert "load" in first
    assert "load" not in second
