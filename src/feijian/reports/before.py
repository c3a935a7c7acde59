"""What a list is new against: the leads of the batch run before."""

from __future__ import annotations

from feijian.workspace import Run, Workspace, complete_runs, open_run
from feijian.workspace.carrying import read_done
from feijian.workspace.runs import BATCH


def leads_before(workspace: Workspace, run: Run) -> frozenset[str] | None:
    """Ids of the leads that the batch run before this one had; None where there is no such run.

    A run that ranked from the very same inputs is this one over again and shows nothing new.
    """
    own = read_done(run).get("rank")
    for run_id in reversed(complete_runs(workspace)):
        if run_id >= run.run_id:
            continue
        earlier = open_run(workspace, run_id)
        theirs = read_done(earlier).get("rank")
        if own and theirs and own.digest and own.digest == theirs.digest:
            continue
        if earlier.request.kind == BATCH:
            return frozenset(_leads_of(earlier))
    return None


def _leads_of(run: Run) -> list[str]:
    """Ids of a run's leads. Read without what ranks them: a night with nothing new asks for no more."""
    import pyarrow.parquet as pq

    file = run.file("leads.parquet")
    if not file.is_file():
        return []
    with pq.ParquetFile(file) as leads:
        ids: list[str] = leads.read(columns=["lead_id"])["lead_id"].to_pylist()
    return ids
