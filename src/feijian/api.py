"""The public interface: what notebooks and a bureau's own programs call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.library import Library
from feijian.workspace import Run, RunRequest, Workspace

if TYPE_CHECKING:
    import polars as pl

    from feijian.errors import Problem
    from feijian.ingest.load.delivery import LoadReport

Progress = Callable[[str, float], None]


def _quiet(_label: str, _share: float) -> None:
    return None


def load(
    workspace: Workspace,
    path: Path,
    *,
    source: str = "nhsa_platform",
    library: Sequence[Path] = (),
    progress: Progress = _quiet,
) -> LoadReport:
    """Load a delivery, a folder or one file: all of it or nothing, every row accounted for.

    source: the folder of data_contracts/sources that reads it. library: a bureau's own content.
    Raises DeliveryRefused with everything that is wrong with its files, DeliveryNotFound,
    WorkspaceBusy.
    """
    from feijian.ingest.load.delivery import load as load_delivery

    content = Library.of([*workspace.settings().library, *library])
    return load_delivery(workspace, path, source=source, library=content, progress=progress)


def run(
    workspace: Workspace,
    *,
    as_of: date | None = None,
    full: bool = False,
    progress: Progress = _quiet,
) -> Run:
    """Judge, score, rank and report what has been loaded; the run that is then the newest.

    as_of: the day to judge on, today where the bureau works where not given. full: judge
    everything, not only what deliveries touched; the result is the same.
    """
    return _walked(workspace, RunRequest(as_of or workspace.today(), full=full), progress)


def sweep(
    workspace: Workspace,
    providers: Sequence[str],
    *,
    period: tuple[date | None, date | None] = (None, None),
    as_of: date | None = None,
    progress: Progress = _quiet,
) -> Run:
    """All rules over chosen providers and a period of days, with a pack for each to take along.

    It never takes the place of the newest run: keep what it returns.
    """
    request = RunRequest(
        as_of or workspace.today(),
        "sweep",
        providers=tuple(providers),
        period_from=period[0],
        period_to=period[1],
    )
    return _walked(workspace, request, progress)


def check(library: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """Everything wrong with the built-in content and the given folders; empty when in order."""
    from feijian.checking import check_content

    return check_content(library).problems


def leads(run: Run | Workspace) -> pl.DataFrame:
    """The ranked leads of a run, or of a workspace's newest run; columns as in docs/reports.md."""
    from feijian.leads.listed import listed_leads

    return listed_leads(run)


def _walked(workspace: Workspace, request: RunRequest, progress: Progress) -> Run:
    from feijian.pipeline import STEPS, run_steps

    names = [s.name for s in STEPS]
    done, _ = run_steps(
        workspace,
        request,
        lambda step, label, share: progress(
            f"{step.name} {label}".strip(), (names.index(step.name) + share) / len(names)
        ),
    )
    return done


def similar(workspace: Workspace, run: Run, lead: str) -> dict[str, list[dict[str, object]]]:
    """Per event of a lead (its id or rank) the five nearest judged events, with outcome and note."""
    from feijian.leads.show import lead_facts, similar_to

    found = similar_to(workspace, run, lead_facts(run, lead))
    return {event: [case.plain() for case in near] for event, near in found.items()}
