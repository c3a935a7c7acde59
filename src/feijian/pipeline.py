"""The story of a run: seven steps, walked here without Prefect and by the flows as tasks."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from feijian.messages.labels import Labels, Words
from feijian.plain import Json
from feijian.workspace import Run, RunRequest, Workspace, begin_run, publish_run

Progress = Callable[[str, float], None]
Step = Callable[[Workspace, Run, Progress], Json]


def prepare(workspace: Workspace, run: Run, progress: Progress) -> Json:
    """Reference rows loaded, derived tables built."""
    from feijian.reference.prepare import prepare_with
    from feijian.rules.step import content_of

    return prepare_with(content_of(workspace, run), workspace, run, progress)


def judge(workspace: Workspace, run: Run, progress: Progress) -> Json:
    """Rules to findings."""
    from feijian.rules.step import judge as step
    from feijian.verdicts.settled import read_settled

    return step(workspace, run, progress, read_settled(workspace.verdicts).covers)


def score(workspace: Workspace, run: Run, progress: Progress) -> Json:
    """Models to outlier scores."""
    from feijian.models.step import score as step

    return step(workspace, run, progress)


def assess(workspace: Workspace, run: Run, progress: Progress) -> Json:
    """The formal record of data quality."""
    from feijian.contracts.assess import assess_with
    from feijian.rules.step import content_of

    return assess_with(content_of(workspace, run), workspace, run, progress)


def rank(workspace: Workspace, run: Run, progress: Progress) -> Json:
    """Findings and scores to ranked leads."""
    from feijian.leads.step import rank as step

    return step(workspace, run, progress)


def report(workspace: Workspace, run: Run, progress: Progress) -> Json:
    """Leads to what people open."""
    from feijian.reports.step import report as step

    return step(workspace, run, progress)


@dataclass(frozen=True)
class NamedStep:
    """A step and what a progress bar calls it."""

    name: str
    act: Step

    @property
    def label(self) -> Words:
        return CALLED[self.name]

    def walk(
        self, workspace: Workspace, run: Run, progress: Progress, instead: Step | None = None
    ) -> Json:
        """Do the step, or carry what the newest run made of the very same inputs.

        instead: what is done in its place, in a run over rows that lie elsewhere; nothing is carried there.
        """
        from feijian.night.carrying import carried_or_done
        from feijian.night.lineage import note_failed
        from feijian.workspace.journal import note

        begun = time.monotonic()
        try:
            if run.request.warehouse:
                done = (instead or self.act)(workspace, run, progress)
            else:
                done = carried_or_done(self.name, self.act, workspace, run, progress)
        except Exception as error:
            note(
                workspace,
                "step failed",
                level=logging.ERROR,
                run_id=run.run_id,
                step=self.name,
                error=type(error).__name__,
            )
            note_failed(workspace, run)
            raise
        seconds = round(time.monotonic() - begun, 1)
        note(workspace, "step done", run_id=run.run_id, step=self.name, seconds=seconds)
        return done


CALLED = Labels("run_step")
STEPS: tuple[NamedStep, ...] = (
    NamedStep("prepare", prepare),
    NamedStep("judge", judge),
    NamedStep("score", score),
    NamedStep("assess", assess),
    NamedStep("rank", rank),
    NamedStep("report", report),
)


def run_steps(
    workspace: Workspace, request: RunRequest, progress: Callable[[NamedStep, str, float], None]
) -> tuple[Run, Json]:
    """Walk all steps and publish the run. A kill anywhere leaves no manifest, so no run.

    The workspace is this process's alone from the first step to the last.
    """
    from feijian.cluster.opening import check_asked
    from feijian.night.lineage import note_begun

    with workspace.locked(request.kind), ExitStack() as stack:
        check_asked(workspace, request)
        instead: dict[str, Step] = {}
        if request.warehouse:
            from feijian.cluster.steps import steps_elsewhere

            instead = stack.enter_context(steps_elsewhere())
        run = begin_run(workspace, request)
        note_begun(workspace, run)
        summary: Json = {}
        for step in STEPS:
            summary[step.name] = step.walk(
                workspace, run, partial(progress, step), instead.get(step.name)
            )
        publish(workspace, run, summary)
    return run, summary


def publish(workspace: Workspace, run: Run, summary: Json) -> None:
    """Make the run the newest one: its manifest comes last."""
    from feijian.night.lineage import note_published
    from feijian.night.metrics import write_metrics
    from feijian.workspace.journal import note

    publish_run(workspace, run, {"steps": summary})
    write_metrics(workspace, run, summary)
    note_published(workspace, run)
    note(workspace, "run published", run_id=run.run_id, kind=run.request.kind)
