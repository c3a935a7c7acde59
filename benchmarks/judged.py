"""A county of the demo's generator, made, loaded and judged by every rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from feijian.demo.schemes import SCHEMES
from feijian.demo.schemes.making import Plant
from feijian.demo.truth import Truth
from feijian.workspace import Run, Workspace

AS_OF = date(2026, 12, 31)


@dataclass(frozen=True)
class World:
    """A county judged by all rules: its findings, and what is known of it."""

    findings: pl.DataFrame
    rules: pl.DataFrame
    truth: Truth
    encounters: int
    lines: int
    workspace: Workspace
    run: Run


def world(
    folder: Path, seed: int, lines: int, *, planted: bool, schemes: Sequence[Plant] = SCHEMES
) -> World:
    """Make, load and judge one county; schemes: what is planted, by default the demo's own."""
    from feijian.demo import CountyRequest, generate_county
    from feijian.ingest.load.delivery import load
    from feijian.library import Library
    from feijian.pipeline import judge, prepare
    from feijian.workspace import RunRequest, begin_run

    base = folder / f"{'planted' if planted else 'benign'}-{seed}-{lines}"
    truth = generate_county(
        base / "delivery",
        CountyRequest(seed=seed, lines=lines, planted=planted),
        schemes=schemes,
    )
    workspace = Workspace.create(base / "workspace")
    load(workspace, base / "delivery", library=Library.of(), progress=lambda *_: None)
    run = begin_run(workspace, RunRequest(AS_OF, full=True))
    prepare(workspace, run, lambda *_: None)
    judge(workspace, run, lambda *_: None)
    with workspace.reading() as connection:
        counts = [
            connection.execute(f"select count(*) from canonical.{t}").fetchall()[0][0]
            for t in ("encounter", "claim_line")
        ]
    return World(
        pl.read_parquet(run.file("findings.parquet")),
        pl.read_parquet(run.file("rules.parquet")),
        truth,
        counts[0],
        counts[1],
        workspace,
        run,
    )
