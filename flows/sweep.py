"""Audit sweep: all rules over chosen providers and a period, and a pack for each provider."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from prefect import flow

from feijian.pipeline import publish
from feijian.workspace import RunRequest, Workspace, begin_run
from flows.steps import leave_artifacts, served, walk


@flow(name="feijian-sweep", timeout_seconds=8 * 3600, persist_result=False)
def sweep(
    workspace: str,
    providers: list[str],
    period_from: date | None = None,
    period_to: date | None = None,
    as_of: date | None = None,
    lang: str = "zh",
) -> str:
    """Judge and report for the providers of a visit; returns the run's id."""
    opened = served(Workspace.open(Path(workspace)))
    request = RunRequest(
        as_of or opened.today(), "sweep", False, tuple(providers), period_from, period_to, lang
    )
    with opened.locked("sweep"):
        run = begin_run(opened, request)
        summary = walk(workspace, run.run_id)
        publish(opened, run, summary)
    leave_artifacts(workspace, run.run_id, lang)
    return run.run_id
