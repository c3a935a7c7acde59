"""Options that many commands share."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from feijian.errors import Problem, UsageError
from feijian.messages import sentence


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


def period(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The days of --from and --to. Raises UsageError when the first comes after the last."""
    start, end = day(first) if first else None, day(last) if last else None
    if start and end and start > end:
        what = sentence(
            "{start} is later than --to {end}, so that no day is left", start=start, end=end
        )
        raise UsageError(Problem("--from", what, "Give the first day first."))
    return start, end


WorkspaceOption = Annotated[
    Path,
    typer.Option("--workspace", "-w", envvar="FEIJIAN_WORKSPACE", help="The workspace folder."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
RunOption = Annotated[
    str | None,
    typer.Option(
        "--run",
        metavar="ID",
        help="A run, by its id or how it begins; the newest batch run where not given.",
    ),
]
LangOption = Annotated[
    Lang,
    typer.Option(
        "--lang",
        envvar="FEIJIAN_LANG",
        show_envvar=False,
        help="Language of tables, titles and messages; else FEIJIAN_LANG, else LANG, else zh.",
    ),
]
LibraryOption = Annotated[
    list[Path],
    typer.Option("--library", help="A folder with a bureau's own content; may be repeated."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day to judge on; today where not given."),
]
HERE = Path()
NOTHING_DONE = 14
"""Exit code of a command that was in order and found nothing to do, or left rows out."""


def library_folders(workspace: Path, library: list[Path]) -> list[Path]:
    """A bureau's own folders: those its workspace names, then the command's. No workspace, no folders."""
    from feijian.workspace import Workspace

    if not (workspace / "feijian.toml").is_file():
        return library
    return [*Workspace.open(workspace).settings().library, *library]


def new_content_place(workspace: Path, into: Path | None) -> Path:
    """Where new content is written: the folder asked for, the workspace's own library, or here.

    A workspace without a library gets one, and its settings name it: a rule that no run reads
    would be a surprise.
    """
    own = library_folders(workspace, [])
    if into or own or not (workspace / "feijian.toml").is_file():
        return into or (own[0] if own else HERE)
    from feijian.workspace import Workspace
    from feijian.workspace.own_library import begin_library

    return begin_library(Workspace.open(workspace))


def as_of_or_today(text: str | None, workspace: Path) -> date:
    """The day given, or the day it is where the workspace's bureau works."""
    from feijian.workspace import Workspace

    return day(text) if text else Workspace.open(workspace).today()


def parse_settings(pairs: list[str]) -> dict[str, object]:
    """`name=value` options as numbers, lists (comma) or texts. Raises UsageError for others."""
    values: dict[str, object] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise UsageError(sentence("--set {pair} is not name=value", pair=pair))
        text = text.strip()
        if text.lstrip("-").isdigit():
            values[name.strip()] = int(text)
        elif "," in text:
            values[name.strip()] = [part.strip() for part in text.split(",")]
        else:
            values[name.strip()] = text
    return values
