"""The command line as a user starts it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

FEIJIAN = [sys.executable, "-m", "feijian"]


def feijian(
    *arguments: object, cwd: Path | None = None, ok: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run a command; with ok, its failure fails the test and shows what it said."""
    done = subprocess.run(
        [*FEIJIAN, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    if ok:
        assert done.returncode == 0, done.stderr
    return done


def feijian_json(*arguments: object) -> Any:
    """Run a command with --json and read what it prints."""
    return json.loads(feijian(*arguments, "--json").stdout)


def same_run(one: Path, other: Path) -> list[str]:
    """What differs between the published tables of two runs, once run_id (and seconds) are left out."""
    import polars as pl

    different = []
    for name in ("findings", "scores", "leads", "rules"):
        left, right = (pl.read_parquet(f / f"{name}.parquet") for f in (one, other))
        drop = ["run_id"] if "run_id" in left.columns else ["seconds"]
        if not left.drop(drop).equals(right.drop(drop)):
            different.append(name)
    return different
