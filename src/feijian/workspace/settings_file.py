"""Reads feijian.toml: its text, its TOML, and every mistake in it at once."""

from __future__ import annotations

import tomllib
from pathlib import Path

from feijian.errors import Problem, SettingsError
from feijian.plain import Json
from feijian.workspace.sections import settings_of
from feijian.workspace.settings import Settings
from feijian.workspace.toml_faults import not_toml


def read_settings(path: Path) -> Settings:
    """Read and check feijian.toml. Raises SettingsError with every problem found, each at its line."""
    text = _text(path)
    problems: list[Problem] = []
    settings = settings_of(path, text, _toml(path.name, text), problems)
    if problems:
        raise SettingsError(problems)
    return settings


def _text(path: Path) -> str:
    try:
        # editors on Windows put a byte order mark before the text
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(
            Problem(
                path.name,
                "is not saved as UTF-8 (perhaps as GB18030 or UTF-16)",
                "Open it in an editor and save it with the encoding UTF-8.",
            )
        ) from None


def _toml(shown: str, text: str) -> Json:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(not_toml(shown, error)) from None
