"""The step `report`: leads become a page, a workbook and, in a sweep, a pack for each provider."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from feijian.leads.charts import write_charts
from feijian.leads.drawn_charts import encounters_of, lots_at
from feijian.leads.naming import item_names, items_told, named_items
from feijian.messages import sentence
from feijian.plain import Json
from feijian.reports.behind import Behind, behind_of
from feijian.reports.material import Material, gather
from feijian.reports.named_rows import named_rows
from feijian.reports.page import prepared, report_page
from feijian.reports.quality import write_quality
from feijian.reports.views import PACK, Limits
from feijian.reports.workbook import write_workbooks
from feijian.workspace import Run, Workspace, audit

if TYPE_CHECKING:
    import duckdb

ITEMS = "select distinct item_code, item_name from canonical.claim_line"
"""Of the rows that findings name."""
LANGS = (("zh", "report.html", "leads.xlsx"), ("en", "report.en.html", "leads.en.xlsx"))
REVEALED = ".revealed"
"""Before the ending of a file that shows person ids in clear: it never takes the masked one's place."""


def report(workspace: Workspace, run: Run, progress: Callable[[str, float], None]) -> Json:
    """Write report.html, leads.xlsx, their English twins and the quality page of a run.

    A sweep also gets packs/<provider_id>/ for every provider asked for. Copies with person ids in
    clear have names of their own (report.revealed.html), are their writer's alone to read, and
    stand in the audit log. Each file is written aside and renamed. Summary: the files' names.
    """
    if run.request.reveal:
        audit.record(workspace.root, "reveal", {"run_id": run.run_id})
    progress("", 0.0)
    material = gather(workspace, run)
    files = write_quality(run)
    packs = _packs(material)
    steps = 1 + len(packs)
    with (
        workspace.reading() as connection,
        named_rows(connection, material.findings, material.evidence) as named,
    ):
        items = item_names(named.execute(ITEMS).fetchall())
        # a drug that a code belongs to, and that no line behind the finding charges
        others = items_told(material.findings["message_zh"]) - items.keys()
        material = replace(material, items={**items, **named_items(connection, others)})
        behind = behind_of(connection, named, material, Limits().providers, packs)
        files += _write(connection, behind, material, run.directory, Limits())
        for number, provider_id in enumerate(packs, start=1):
            progress(sentence("pack {provider}", provider=provider_id), number / steps)
            folder = run.file("packs") / safe_name(provider_id)
            folder.mkdir(parents=True, exist_ok=True)
            name = _name_of(material, provider_id)
            its = material.of_provider(provider_id)
            written = _write(connection, behind, its, folder, PACK, name)
            files += [f"packs/{folder.name}/{f}" for f in written]
        files += _for_the_analyst(connection, named, material, packs)
    progress("", 1.0)
    return {"files": files, "packs": len(packs)}


def _for_the_analyst(
    connection: duckdb.DuckDBPyConnection,
    named: duckdb.DuckDBPyConnection,
    material: Material,
    provider_ids: Sequence[str],
) -> list[str]:
    """The charts drawn by lot for each visit: beside the packs, which inspectors carry, not in them.

    named: the rows that findings name. Nothing where they name every chart of a house: there is nothing to draw from.
    """
    if not provider_ids:
        return []
    run = material.run
    folder = run.file("analyst")
    folder.mkdir(exist_ok=True)
    files = []
    flagged = encounters_of(named, material.findings)
    for lot in lots_at(connection, run, provider_ids, flagged=flagged):
        name = f"charts_{safe_name(lot.provider_id)}.csv"
        write_charts(folder / name, lot.provider_id, lot.charts, lot.population)
        files.append(f"analyst/{name}")
    return files


def _packs(material: Material) -> list[str]:
    request = material.run.request
    return sorted(request.providers) if request.kind == "sweep" else []


def _name_of(material: Material, provider_id: str) -> str:
    names = material.profiles.filter(pl.col("provider_id") == provider_id)["name"].to_list()
    return names[0] if names and names[0] else provider_id


def _write(
    connection: duckdb.DuckDBPyConnection,
    behind: Behind,
    material: Material,
    folder: Path,
    limits: Limits,
    pack: str = "",
) -> list[str]:
    """The page and the workbook in both languages; returns the files' names."""
    reveal = material.run.request.reveal
    ready = prepared(connection, material, limits, pack, behind)
    names = {name: revealed_name(name) if reveal else name for _, *both in LANGS for name in both}
    aside = {name: folder / f".{shown}.part" for name, shown in names.items()}
    for lang, page, _ in LANGS:
        aside[page].write_text(report_page(ready, lang, reveal), encoding="utf-8")
    books = [(aside[workbook], lang) for lang, _, workbook in LANGS]
    write_workbooks(behind.named, material, books, reveal, behind=behind)
    for name, shown in names.items():
        if reveal:
            aside[name].chmod(0o600)
        aside[name].replace(folder / shown)
    return list(names.values())


def revealed_name(name: str) -> str:
    """report.en.html as report.en.revealed.html."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}{REVEALED}.{ending}"


def safe_name(provider_id: str) -> str:
    """A provider's id as a folder name; other characters than letters and digits become `_`."""
    return re.sub(r"[^\w-]", "_", provider_id) or "_"
