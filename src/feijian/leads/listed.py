"""The leads that a run published, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feijian.workspace import Run, Workspace, latest_run

if TYPE_CHECKING:
    import polars as pl


def listed_leads(run: Run | Workspace) -> pl.DataFrame:
    """The ranked leads of a run, or of a workspace's newest batch run; one row a lead."""
    import polars as pl

    chosen = run if isinstance(run, Run) else latest_run(run)
    return pl.read_parquet(chosen.file("leads.parquet")).sort("rank")
