"""Nightly batch: what arrived is loaded, what it touches is judged again, the leads are refreshed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flows.steps import leave_artifacts, load, walk
from prefect import flow

from feijian.errors import DeliveryDoubtful
from feijian.pipeline import publish
from feijian.unattended import waiting_deliveries
from feijian.workspace import RunRequest, Workspace, begin_run


@flow(name="feijian-nightly", timeout_seconds=8 * 3600, retries=1, retry_delay_seconds=600,
      persist_result=False)  # fmt: skip
def nightly(
    workspace: str,
    inbox: str | None = None,
    source: str = "nhsa_platform",
    as_of: date | None = None,
    full: bool = False,
    lang: str = "zh",
    despite_doubts: bool = False,
) -> str:
    """Load the deliveries waiting in `inbox` (one folder each), then run; returns the run's id.

    A doubtful delivery is loaded and ends the night before anything is judged, unless
    `despite_doubts`; the next night goes on from there.
    """
    opened = Workspace.open(Path(workspace))
    doubts: list[str] = []
    for delivery in waiting_deliveries(opened, Path(inbox) if inbox else None):
        doubts += load(workspace, str(delivery), source).get("doubts", [])
    if doubts and not despite_doubts:
        raise DeliveryDoubtful("\n".join(doubts), "Look at them, then run with despite_doubts.")
    run = begin_run(opened, RunRequest(as_of or date.today(), "run", full, lang=lang))
    summary = walk(workspace, run.run_id)
    publish(opened, run, summary)
    leave_artifacts(workspace, run.run_id, lang)
    return run.run_id
