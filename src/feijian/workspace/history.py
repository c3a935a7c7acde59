"""The runs of a workspace over time: what each was, and which are no longer kept."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from feijian.plain import Json
from feijian.workspace.folder import Workspace
from feijian.workspace.runs import BATCH, MANIFEST, Run, complete_runs, latest_run, open_run


def manifest_of(run: Run) -> Json:
    """What a complete run says of itself."""
    return dict(json.loads(run.file(MANIFEST).read_text(encoding="utf-8")))


def run_facts(workspace: Workspace) -> list[Json]:
    """One entry per complete run, newest first; sizes in megabytes."""
    facts = []
    for run_id in reversed(complete_runs(workspace)):
        run = open_run(workspace, run_id)
        said = manifest_of(run)
        steps = said.get("steps", {})
        judged, ranked = steps.get("judge", {}), steps.get("rank", {})
        facts.append(
            {
                "run_id": run_id,
                "kind": run.request.kind,
                "as_of": run.request.as_of.isoformat(),
                "finished_at": said.get("finished_at", ""),
                "findings": judged.get("findings", 0),
                "leads": ranked.get("leads", 0),
                "failed": len(judged.get("failed", [])),
                "megabytes": round(size_of(run) / 2**20, 1),
            }
        )
    return facts


def size_of(run: Run) -> int:
    """Bytes of a run's folder."""
    return sum(f.stat().st_size for f in run.directory.rglob("*") if f.is_file())


def prunable(workspace: Workspace, keep_days: int, now: datetime | None = None) -> list[str]:
    """Ids of runs that ended more than `keep_days` ago, oldest first.

    The newest batch run stays however old it is, and so does every run that a verdict was given
    on the ground of: what somebody decided must be shown as it was when it was decided.
    """
    before = (now or datetime.now(UTC)) - timedelta(days=keep_days)
    runs = [open_run(workspace, r) for r in complete_runs(workspace)]
    newest = {latest_run(workspace).run_id} if any(r.request.kind == BATCH for r in runs) else set()
    kept = newest | _judged_runs(workspace)
    return [
        r.run_id
        for r in runs
        if r.run_id not in kept and datetime.fromisoformat(manifest_of(r)["finished_at"]) < before
    ]


def remove_runs(workspace: Workspace, run_ids: list[str]) -> int:
    """Remove runs; bytes freed. A run's manifest goes first, so that a kill leaves no half run."""
    freed = 0
    for run_id in run_ids:
        run = open_run(workspace, run_id)
        freed += size_of(run)
        run.file(MANIFEST).unlink()
        shutil.rmtree(run.directory)
    return freed


def _judged_runs(workspace: Workspace) -> set[str]:
    """Ids of runs that verdicts name, where verdicts say which."""
    if not workspace.verdicts.is_file():
        return set()
    with closing(sqlite3.connect(f"file:{workspace.verdicts}?mode=ro", uri=True)) as store:
        columns = {row[1] for row in store.execute("pragma table_info(verdict)")}
        if "run_id" not in columns:
            return set()
        return {r for (r,) in store.execute("select distinct run_id from verdict") if r}
