"""Options that many commands share."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from feijian.errors import UsageError


class Lang(StrEnum):
    """Language of titles, messages and reports."""

    zh = "zh"
    en = "en"


def day(text: str | date) -> date:
    """A day on the command line, `2025-07-31`."""
    if isinstance(text, date):
        return text
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter("write a day as 2025-07-31") from None


WorkspaceOption = Annotated[
    Path,
    typer.Option("--workspace", "-w", envvar="FEIJIAN_WORKSPACE", help="The workspace folder."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of titles and messages.")]
LibraryOption = Annotated[
    list[Path],
    typer.Option("--library", help="A folder with a bureau's own content; may be repeated."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day to judge on; today where not given."),
]
HERE = Path()


def library_folders(workspace: Path, library: list[Path]) -> list[Path]:
    """A bureau's own folders: those its workspace names, then the command's. No workspace, no folders."""
    from feijian.workspace import Workspace

    if not (workspace / "feijian.toml").is_file():
        return library
    return [*Workspace.open(workspace).settings().library, *library]


def as_of_or_today(text: str | None) -> date:
    """The day given, or today."""
    return day(text) if text else date.today()


def parse_settings(pairs: list[str]) -> dict[str, object]:
    """`name=value` options as numbers, lists (comma) or texts. Raises UsageError for others."""
    values: dict[str, object] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise UsageError(f"--set {pair} is not name=value")
        text = text.strip()
        if text.lstrip("-").isdigit():
            values[name.strip()] = int(text)
        elif "," in text:
            values[name.strip()] = [part.strip() for part in text.split(",")]
        else:
            values[name.strip()] = text
    return values
