"""The step `report`: leads become a page, a workbook and, in a sweep, a pack for each provider."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from feijian.reports.material import Material, gather
from feijian.reports.page import prepared, report_page
from feijian.reports.quality import write_quality
from feijian.reports.views import PACK, Limits
from feijian.reports.workbook import write_workbooks
from feijian.workspace import Run, Workspace

if TYPE_CHECKING:
    import duckdb

LANGS = (("zh", "report.html", "leads.xlsx"), ("en", "report.en.html", "leads.en.xlsx"))
REVEALS = "reveal.log"


def report(
    workspace: Workspace, run: Run, progress: Callable[[str, float], None]
) -> dict[str, Any]:
    """Write report.html, leads.xlsx, their English twins and the quality page of a run.

    A sweep also gets packs/<provider_id>/ for every provider asked for. Writing with person ids
    in clear is noted in the workspace's reveal.log. Summary: the files' names.
    """
    if run.request.reveal:
        _note_reveal(workspace, run)
    progress("report", 0.0)
    material = gather(workspace, run)
    files = write_quality(run)
    packs = _packs(material)
    steps = 1 + len(packs)
    with workspace.reading() as connection:
        files += _write(connection, material, run.directory, Limits())
        for number, provider_id in enumerate(packs, start=1):
            progress(f"pack {provider_id}", number / steps)
            folder = run.file("packs") / safe_name(provider_id)
            folder.mkdir(parents=True, exist_ok=True)
            name = _name_of(material, provider_id)
            its = material.of_provider(provider_id)
            files += [
                f"packs/{folder.name}/{f}" for f in _write(connection, its, folder, PACK, name)
            ]
    progress("report", 1.0)
    return {"files": files, "packs": len(packs)}


def _packs(material: Material) -> list[str]:
    request = material.run.request
    return sorted(request.providers) if request.kind == "sweep" else []


def _name_of(material: Material, provider_id: str) -> str:
    names = material.profiles.filter(pl.col("provider_id") == provider_id)["name"].to_list()
    return names[0] if names and names[0] else provider_id


def _write(
    connection: duckdb.DuckDBPyConnection,
    material: Material,
    folder: Path,
    limits: Limits,
    pack: str = "",
) -> list[str]:
    """The page and the workbook in both languages; returns the files' names."""
    reveal = material.run.request.reveal
    ready = prepared(connection, material, limits, pack)
    for lang, page, _ in LANGS:
        (folder / page).write_text(report_page(ready, lang, reveal), encoding="utf-8")
    books = [(folder / workbook, lang) for lang, _, workbook in LANGS]
    write_workbooks(connection, material, books, reveal)
    return [name for _, page, workbook in LANGS for name in (page, workbook)]


def safe_name(provider_id: str) -> str:
    """A provider's id as a folder name; other characters than letters and digits become `_`."""
    return re.sub(r"[^\w-]", "_", provider_id) or "_"


def _note_reveal(workspace: Workspace, run: Run) -> None:
    """Who wrote a report with person ids in clear, and when."""
    try:
        who = getpass.getuser()
    except (OSError, KeyError):  # no name for this user id
        who = "unknown"
    line = f"{datetime.now(UTC).isoformat(timespec='seconds')}\t{run.run_id}\t{who}\tperson ids in clear\n"
    with (workspace.root / REVEALS).open("a", encoding="utf-8") as log:
        log.write(line)
