"""A workspace that was upgraded and not yet run: every command that needs a run's tables says so."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from feijian.cli.app import app
from feijian.errors import WorkspaceError
from feijian.workspace import Run, Workspace

RULE = "overcharging.item_freq_cap"


@pytest.fixture(scope="module")
def upgraded(
    county: Any, county_run: Run, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Workspace, str]:
    """The county's workspace as an upgrade leaves it, and a provider of it."""
    assert county_run.file("leads.parquet").is_file()
    folder = tmp_path_factory.mktemp("upgraded") / "ws"
    shutil.copytree(county.workspace.root, folder, symlinks=True)
    workspace = Workspace.open(folder)
    with duckdb.connect(str(workspace.warehouse)) as connection:
        for schema in ("finding", "derived", "reference"):
            connection.execute(f"drop schema if exists {schema} cascade")
        connection.execute("drop table ledger.derived_state")
        rows = connection.execute("select min(provider_id) from canonical.encounter").fetchall()
    return workspace, str(rows[0][0])


@pytest.mark.parametrize(
    "words",
    [
        ("report",),
        ("export", "--to", "{folder}/lake"),
        ("rules", "backtest", RULE),
        ("sample", "charts", "{folder}/charts.csv", "--provider", "{provider}"),
        ("selfcheck", "form", "{folder}/form.xlsx", "--provider", "{provider}"),
        ("workbench", "prepare"),
        ("whatif", "--set", "bed_padding.bed_padding_idle.least_run=9"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_a_run_has_to_make_first_is_named(
    upgraded: tuple[Workspace, str], words: tuple[str, ...], tmp_path: Path
) -> None:
    workspace, provider = upgraded
    said = [w.format(folder=tmp_path, provider=provider) for w in words]
    done = CliRunner().invoke(app, [*said, "--workspace", str(workspace.root)])
    assert isinstance(done.exception, WorkspaceError)
    assert "Run 'feijian run' first." in str(done.exception)


@pytest.mark.parametrize(
    "words",
    [
        ("leads", "show", "1"),
        ("query", "select count(*) as n from leads"),
        ("query", "select count(*) as n from encounter"),
        ("verdicts", "export", "{folder}/form.csv"),
        ("findings", "list", "--csv"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_stands_in_the_run_can_still_be_read(
    upgraded: tuple[Workspace, str], words: tuple[str, ...], tmp_path: Path
) -> None:
    workspace, _ = upgraded
    said = [w.format(folder=tmp_path) for w in words]
    done = CliRunner().invoke(app, [*said, "--workspace", str(workspace.root)])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.exit_code == 0
