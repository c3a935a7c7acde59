"""What the nightly batch needs besides the steps: deliveries that wait, and texts for its record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from feijian.errors import DeliveryNotFound
from feijian.workspace import Run, Workspace

TAKEN = ".inbox.json"


def waiting_deliveries(workspace: Workspace, inbox: Path | None) -> list[Path]:
    """Folders of the inbox not loaded yet, by name; one whose name ends in `.part` is still arriving.

    A folder whose files changed since it was loaded waits again. Raises DeliveryNotFound when
    the inbox is not there.
    """
    if inbox is None:
        return []
    if not inbox.is_dir():
        raise DeliveryNotFound(
            f"the inbox {inbox.name} is not there", "Make the folder or name another."
        )
    taken = _taken(workspace)
    folders = (f for f in sorted(inbox.iterdir()) if f.is_dir() and not f.name.endswith(".part"))
    return [f for f in folders if taken.get(f.name) != _digest(f)]


def load_waiting(
    workspace: Workspace,
    delivery: Path,
    source: str,
    progress: Callable[[str, float], None] = lambda *_: None,
) -> dict[str, Any]:
    """Load one delivery and note that it was taken; safe to repeat, a load changes nothing twice."""
    from feijian.ingest.load.delivery import load
    from feijian.library import Library

    digest = _digest(delivery)
    library = Library.of(workspace.settings().library)
    report = load(workspace, delivery, source=source, library=library, progress=progress)
    taken = {**_taken(workspace), delivery.name: digest}
    fresh = workspace.root / (TAKEN + ".part")
    fresh.write_text(json.dumps(taken, indent=1, sort_keys=True), encoding="utf-8")
    fresh.replace(workspace.root / TAKEN)
    return dict(report.json())


def top_leads(run: Run, lang: str, limit: int = 10) -> list[dict[str, Any]]:
    """The first leads as rows of text, for a table."""
    import polars as pl

    leads = pl.read_parquet(run.file("leads.parquet")).sort("rank").head(limit)
    shown = (
        "rank",
        "lead_id",
        "provider_id",
        "family",
        f"title_{lang}",
        "findings",
        "amount_at_risk",
        "expected_recovery",
    )
    return [{c: "" if row[c] is None else str(row[c]) for c in shown} for row in leads.to_dicts()]


def quality_summary(run: Run, lang: str) -> str:
    """The state of the data behind a run, in a few lines of Markdown."""
    record = json.loads(run.file("quality/quality.json").read_text(encoding="utf-8"))
    held = sum(int(q["rows"]) for q in record["quarantine"])
    good = sum(1 for s in record["suites"] if s["success"])
    read = sum(int(b["read"]) for b in record["balance"])
    taken = sum(int(b["accepted"]) for b in record["balance"])
    if lang == "zh":
        lines = [
            f"读入 {read:,} 行，接受 {taken:,} 行",
            f"数据契约通过 {good} / {len(record['suites'])}",
            f"隔离区 {held:,} 行",
        ]
    else:
        lines = [
            f"{read:,} rows read, {taken:,} accepted",
            f"{good} of {len(record['suites'])} contracts hold",
            f"{held:,} rows in quarantine",
        ]
    return "\n".join(f"- {line}" for line in lines)


def _taken(workspace: Workspace) -> dict[str, str]:
    file = workspace.root / TAKEN
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def _digest(folder: Path) -> str:
    """Names, sizes and times of a folder's files: enough to see that something changed."""
    parts = [
        f"{f.relative_to(folder)} {f.stat().st_size} {f.stat().st_mtime_ns}"
        for f in sorted(folder.rglob("*"))
        if f.is_file()
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
