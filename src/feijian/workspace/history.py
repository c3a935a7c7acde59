"""The runs of a workspace over time: what each was, and which are no longer kept."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Container, Sequence
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
    kept = newest | _judged_runs(workspace, runs)
    return [r.run_id for r in runs if r.run_id not in kept and _ended(r) < before]


def remove_runs(workspace: Workspace, run_ids: list[str]) -> int:
    """Remove runs; bytes freed. A run's manifest goes first, so that a kill leaves no half run."""
    freed = 0
    for run_id in run_ids:
        run = open_run(workspace, run_id)
        freed += size_of(run)
        run.file(MANIFEST).unlink()
        shutil.rmtree(run.directory)
    return freed


def _judged_runs(workspace: Workspace, runs: Sequence[Run]) -> set[str]:
    """Ids of the runs that verdicts rest on: of each, the newest that showed what was judged when it was.

    A verdict keeps the finding and its evidence, no run: the one it rests on is the last that ended before
    it and has that finding on that evidence; where none had ended yet, the newest that has it at all.
    """
    open_ones = _judged(workspace)
    wanted = {finding for finding, _, _ in open_ones}
    found: set[str] = set()
    for is_strict in (True, False):
        for run in reversed(runs):
            if not open_ones:
                return found
            ended, evidence = _ended(run), _evidence_of(run, wanted)
            its = {
                (finding, seen, at)
                for finding, seen, at in open_ones
                if finding in evidence
                and seen in (None, evidence[finding])
                and (ended <= at or not is_strict)
            }
            if its:
                found.add(run.run_id)
                open_ones -= its
    return found


def _judged(workspace: Workspace) -> set[tuple[str, str | None, datetime]]:
    """Finding, evidence and moment of every verdict ever taken in."""
    if not workspace.verdicts.is_file():
        return set()
    with closing(sqlite3.connect(f"file:{workspace.verdicts}?mode=ro", uri=True)) as store:
        # a list of settled cases makes the file too, without a verdict
        if not store.execute("select 1 from sqlite_master where name = 'verdict'").fetchall():
            return set()
        rows = store.execute("select distinct finding_id, evidence_hash, at from verdict")
        return {(finding, seen, _moment(at)) for finding, seen, at in rows}


def _ended(run: Run) -> datetime:
    return _moment(manifest_of(run)["finished_at"])


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _evidence_of(run: Run, wanted: Container[str]) -> dict[str, str]:
    """The evidence that some findings of a run stand on, by finding; nothing of a run that wrote none."""
    import pyarrow.parquet as pq

    file = run.file("findings.parquet")
    if not file.is_file():
        return {}
    with pq.ParquetFile(file) as findings:
        table = findings.read(columns=["finding_id", "evidence_hash"])
    ids, seen = (table[name].to_pylist() for name in ("finding_id", "evidence_hash"))
    return {i: evidence for i, evidence in zip(ids, seen, strict=True) if i in wanted}
