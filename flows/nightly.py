"""Nightly batch: what arrived is loaded, what it touches is judged again, the leads are refreshed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from prefect import flow, get_run_logger

from feijian.errors import DeliveryDoubtful
from feijian.ingest.read.personal_forms import without_persons
from feijian.night.inbox import left_lying, waiting_deliveries
from feijian.night.lineage import note_begun
from feijian.pipeline import publish
from feijian.workspace import RunRequest, Workspace, begin_run
from flows.steps import leave_artifacts, load, served, tell, walk


@flow(
    name="feijian-nightly",
    timeout_seconds=8 * 3600,
    retries=1,
    retry_delay_seconds=600,
    persist_result=False,
)
def nightly(
    workspace: str,
    inbox: str | None = None,
    source: str = "nhsa_platform",
    as_of: date | None = None,
    full: bool = False,
    lang: str = "zh",
    despite_doubts: bool = False,
) -> str:
    """Load the deliveries waiting in `inbox` (a folder or an archive each), then run; returns the run's id.

    A broken delivery is set aside and told; the others are loaded and the run goes on. A doubtful
    one is loaded, told, and ends the night before anything is judged, unless `despite_doubts`;
    the next night goes on from there.
    """
    opened = served(Workspace.open(Path(workspace)), inbox)
    try:
        with opened.locked("nightly"):
            refused, doubts = _take_in(opened, inbox, source)
            if doubts and not despite_doubts:
                tell(opened, "quarantine", {"doubts": doubts})
                advice = "Look at them, then run with despite_doubts."
                raise DeliveryDoubtful("\n".join(doubts), advice)
            run = begin_run(opened, RunRequest(as_of or opened.today(), "run", full, lang=lang))
            note_begun(opened, run)
            summary = {"refused": refused, **walk(workspace, run.run_id)}
            publish(opened, run, summary)
    except Exception as error:
        tell(opened, "failed", {"error": type(error).__name__})
        raise
    if summary["judge"]["failed"]:
        tell(opened, "failed rules", {"run_id": run.run_id, "rules": summary["judge"]["failed"]})
    brief = leave_artifacts(workspace, run.run_id, lang, refused)
    tell(opened, "done", {"run_id": run.run_id, "refused": len(refused), "summary": brief})
    return run.run_id


def _take_in(
    opened: Workspace, inbox: str | None, source: str
) -> tuple[dict[str, list[str]], list[str]]:
    """Load what waits: what was not loaded by name with what is wrong, and doubts about the others."""
    place = Path(inbox) if inbox else None
    doubts: list[str] = []
    waiting = waiting_deliveries(opened, place)
    refused = left_lying(opened, place)
    for delivery in waiting:
        report, told = load(str(opened.root), str(delivery), source)
        if report is None:
            refused[without_persons(delivery.name)] = told
            get_run_logger().error(
                "refused %s: %s", without_persons(delivery.name), "; ".join(told)
            )
            tell(opened, "refused", {"delivery": without_persons(delivery.name), "problems": told})
        else:
            doubts += report.get("doubts", [])
    return refused, doubts
