"""The synthetic county that the notebooks read."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path

from feijian.ingest.load.delivery import load
from feijian.demo import CountyRequest, generate_county
from feijian.library import Library
from feijian.pipeline import run_steps
from feijian.workspace import RunRequest, Workspace

AS_OF = date(2026, 12, 31)


def county_workspace(seed: int = 21, lines: int = 40_000) -> Workspace:
    """A small county, loaded and run; takes a minute the first time, and is kept for the next.

    FEIJIAN_NOTEBOOK_WORKSPACE names a workspace to read instead, with a run in it: your own, say.
    """
    ready = os.environ.get("FEIJIAN_NOTEBOOK_WORKSPACE")
    if ready:
        return Workspace.open(Path(ready))
    folder = Path(tempfile.gettempdir()) / f"feijian-notebooks-{seed}-{lines}"
    if not (folder / "workspace" / "runs" / "latest").exists():
        generate_county(folder / "delivery", CountyRequest(seed=seed, lines=lines))
        workspace = Workspace.create(folder / "workspace")
        load(workspace, folder / "delivery", library=Library.of(), progress=lambda *_: None)
        run_steps(workspace, RunRequest(AS_OF, full=True), lambda *_: None)
    return Workspace.open(folder / "workspace")
