"""A bureau's own content begins: a folder in the workspace, and the settings name it."""

from __future__ import annotations

import re
from pathlib import Path

from feijian.errors import Problem, SettingsError
from feijian.workspace.folder import Workspace

FOLDER = "library"
SECTION = f"""
[library]
folders = ["{FOLDER}"]      # the bureau's own rules, models and tables
"""


def begin_library(workspace: Workspace) -> Path:
    """The folder of a workspace that had no library so far; runs read it from now on.

    Raises SettingsError where feijian.toml has a section that names no folder: what it is to say is
    its author's to write.
    """
    text = workspace.settings_file.read_text(encoding="utf-8")
    if re.search(r"^\s*\[library\]", text, re.MULTILINE):
        todo = 'Write folders = ["library"] there.'
        raise SettingsError(Problem("feijian.toml [library]", "names no folder", todo))
    folder = workspace.root / FOLDER
    folder.mkdir(exist_ok=True)
    fresh = workspace.settings_file.with_suffix(".toml.part")
    fresh.write_text(f"{text.rstrip()}\n{SECTION}", encoding="utf-8")
    fresh.chmod(workspace.settings_file.stat().st_mode & 0o777)
    fresh.replace(workspace.settings_file)
    return folder
