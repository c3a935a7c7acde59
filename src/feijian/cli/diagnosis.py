"""Whether an installation and a workspace are sound, check by check."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from feijian.errors import FeijianError
from feijian.workspace import Workspace, latest_run
from feijian.workspace.single import first_row

PACKAGES = ("duckdb", "polars", "scikit-learn", "pyod", "prefect", "great-expectations", "sqlglot")
FREE_GB = 15


def diagnose(folder: Path) -> list[tuple[str, bool, str]]:
    """(check, holds, detail) for each thing that can be looked at without changing anything."""
    found = [("python", sys.version_info >= (3, 11), sys.version.split()[0])]
    for name in PACKAGES:
        try:
            found.append((name, True, importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            found.append((name, False, "not installed: run 'make install'"))
    free = shutil.disk_usage(folder if folder.exists() else Path.cwd()).free / 2**30
    found.append(("disk", free >= FREE_GB, f"{free:.0f} GB free; a province wants {FREE_GB}"))
    checks: list[tuple[str, Callable[[Workspace], str]]] = [
        (
            "settings",
            lambda w: (
                f"{len(w.settings().parameters)} overrides, {len(w.settings().exemptions)} exemptions"
            ),
        ),
        ("privacy key", lambda w: f"{len(w.privacy_key()) * 8} bits"),
        ("warehouse", _warehouse),
        ("latest run", lambda w: latest_run(w).run_id),
        ("library", _library),
    ]
    try:
        workspace = Workspace.open(folder)
    except FeijianError as error:
        return [*found, ("workspace", False, str(error.problems[0]))]
    for name, check in checks:
        try:
            found.append((name, True, check(workspace)))
        except FeijianError as error:
            found.append((name, False, str(error.problems[0]).replace("\n  ", " ")))
    return found


def _warehouse(workspace: Workspace) -> str:
    with workspace.reading() as connection:
        row = first_row(connection, "select count(*) from ledger.delivery")
    return f"{row[0] if row else 0} deliveries"


def _library(workspace: Workspace) -> str:
    from feijian.contracts import read_content
    from feijian.rules.step import rules_of

    content = read_content(workspace.settings().library)
    return f"{len(rules_of(content).rules)} rules, {len(content.catalogue.tables)} tables"
