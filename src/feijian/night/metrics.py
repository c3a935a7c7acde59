"""Figures of a workspace as an OpenMetrics text file, for a monitor that reads files on this machine."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from feijian.plain import Json
from feijian.workspace import Run, Workspace, complete_runs
from feijian.workspace.single import first_row

PREFIX = "feijian"


def write_metrics(workspace: Workspace, run: Run, summary: Json) -> None:
    """Write the file that `[metrics] file` names, by rename; nothing where it names none."""
    name = workspace.settings().metrics_file
    if not name:
        return
    path = workspace.root / name
    fresh = path.with_name(f".{path.name}.part")
    fresh.write_text(exposition(workspace, run, summary), encoding="utf-8")
    fresh.replace(path)


def exposition(workspace: Workspace, run: Run, summary: Json) -> str:
    """The figures of a run and of what it stands on, as OpenMetrics text."""
    from prometheus_client import CollectorRegistry, Gauge
    from prometheus_client.openmetrics.exposition import generate_latest

    registry = CollectorRegistry()

    def gauge(name: str, told: str, value: float) -> None:
        Gauge(f"{PREFIX}_{name}", told, registry=registry).set(value)

    def by(name: str, told: str, label: str, values: dict[str, float]) -> None:
        found = Gauge(f"{PREFIX}_{name}", told, [label], registry=registry)
        for key, value in sorted(values.items()):
            found.labels(key).set(value)

    gauge("run_finished_seconds", "When the run was published", datetime.now(UTC).timestamp())
    gauge("run_as_of_seconds", "The day that it judged on", _midnight(run))
    gauge("runs", "Complete runs that are kept", len(complete_runs(workspace)))
    judged = summary.get("judge", {})
    by("rules", "Rules by outcome", "outcome", _counts(judged.get("rules")))
    gauge("findings", "Findings published", float(judged.get("findings", 0)))
    outcomes = {k: v for k, v in summary.get("score", {}).items() if k not in ("models", "scored")}
    by("models", "Models by outcome", "outcome", _counts(outcomes))
    gauge("scores", "Subjects that models scored", float(summary.get("score", {}).get("scored", 0)))
    assessed = summary.get("assess", {})
    gauge("quarantine_rows", "Rows in quarantine", float(assessed.get("quarantined", 0)))
    suites = float(assessed.get("suites", 0)) - float(assessed.get("suites_holding", 0))
    gauge("suites_broken", "Contracts whose expectations do not all hold", suites)
    gauge("deliveries_refused", "Deliveries refused", float(len(summary.get("refused", {}))))
    for name, value in _of_warehouse(workspace).items():
        gauge(name, name.replace("_", " "), value)
    text: bytes = generate_latest(registry)  # type: ignore[no-untyped-call]
    return text.decode()


def _counts(found: Any) -> dict[str, float]:
    items = found.items() if isinstance(found, dict | Counter) else ()
    return {str(k): float(v) for k, v in items if isinstance(v, int | float)}


def _midnight(run: Run) -> float:
    day = run.request.as_of
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def _of_warehouse(workspace: Workspace) -> dict[str, float]:
    with workspace.reading() as connection:
        row = first_row(
            connection,
            "select count(*), coalesce(epoch(max(received_at)), 0) from ledger.delivery",
        )
    deliveries, newest = row or (0, 0)
    disk = os.statvfs(workspace.root)
    return {
        "deliveries": float(deliveries),
        "delivery_newest_seconds": float(newest),
        "warehouse_bytes": float(workspace.warehouse.stat().st_size),
        "disk_free_bytes": float(disk.f_bavail * disk.f_frsize),
    }
