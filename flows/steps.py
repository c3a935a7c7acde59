"""The run's steps as Prefect tasks, and the artifacts that both flows leave behind."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prefect import get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from feijian.errors import FeijianError, UsageError
from feijian.night import notice
from feijian.night.inbox import load_or_refuse
from feijian.night.record import quality_summary, top_leads
from feijian.night.summary import write_summaries
from feijian.pipeline import STEPS
from feijian.workspace import Workspace, open_run

SERVED_WORKSPACE, SERVED_INBOX = "FEIJIAN_SERVED_WORKSPACE", "FEIJIAN_SERVED_INBOX"


def worth_retrying(_task: Task[Any, Any], _run: TaskRun, state: State[Any]) -> bool:
    """A broken delivery or setting stays broken: only other failures are tried again."""
    return not isinstance(state.result(raise_on_failure=False), FeijianError)


@task(
    name="load",
    retries=2,
    retry_delay_seconds=[30, 300],
    timeout_seconds=4 * 3600,
    retry_condition_fn=worth_retrying,
    persist_result=False,
)
def load(workspace: str, delivery: str, source: str) -> tuple[dict[str, Any] | None, list[str]]:
    """One delivery into the warehouse, or set aside; loading it again changes nothing."""
    return load_or_refuse(Workspace.open(Path(workspace)), Path(delivery), source)


@task(
    retries=2,
    retry_delay_seconds=[30, 300],
    timeout_seconds=4 * 3600,
    retry_condition_fn=worth_retrying,
    persist_result=False,
)
def act(workspace: str, run_id: str, name: str) -> dict[str, Any]:
    """One step of a run, by name."""
    opened = Workspace.open(Path(workspace))
    step = next(s for s in STEPS if s.name == name)
    return step.walk(opened, open_run(opened, run_id), lambda *_: None)


def served(opened: Workspace, inbox: str | None = None) -> Workspace:
    """The workspace, if it is the one that is served.

    Whoever may start a flow from the server's page may choose its parameters. Raises UsageError
    where they name another workspace or inbox than `feijian serve` was started for.
    """
    own = os.environ.get(SERVED_WORKSPACE)
    if own and opened.root != Path(own):
        raise UsageError("this server serves another workspace", "Leave 'workspace' as it is.")
    if own and inbox and Path(inbox).resolve() != Path(os.environ.get(SERVED_INBOX, "") or own):
        raise UsageError(
            "this server takes deliveries from another inbox", "Leave 'inbox' as it is."
        )
    return opened


def tell(opened: Workspace, event: str, detail: dict[str, Any]) -> None:
    """The bureau's notice command, whose own failure is only logged."""
    failed = notice.tell(opened, event, detail)
    if failed:
        get_run_logger().warning(failed)


def walk(workspace: str, run_id: str) -> dict[str, Any]:
    """All steps in order, each as a task of its own name."""
    logger = get_run_logger()
    summary: dict[str, Any] = {}
    for step in STEPS:
        summary[step.name] = act.with_options(name=step.name)(workspace, run_id, step.name)
        logger.info("%s: %s", step.name, summary[step.name])
    return summary


def leave_artifacts(
    workspace: str, run_id: str, lang: str, refused: Mapping[str, Sequence[str]] | None = None
) -> str:
    """The night in brief, the first leads as a table, the state of the data; returns the brief text."""
    opened = Workspace.open(Path(workspace))
    run = open_run(opened, run_id)
    brief = write_summaries(opened, run, refused)[lang].markdown()
    create_markdown_artifact(markdown=brief, key="night", description=run_id)
    create_table_artifact(table=top_leads(run, lang), key="leads", description=f"leads of {run_id}")
    create_markdown_artifact(markdown=quality_summary(run, lang), key="quality", description=run_id)
    return brief
