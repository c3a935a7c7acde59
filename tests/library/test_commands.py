"""The command line is what the design says it is."""

from __future__ import annotations

import click
import pytest
import typer

from feijian.cli.app import app

COMMANDS = (
    "demo",
    "init",
    "load",
    "run",
    "sweep",
    "rules list",
    "rules show",
    "rules check",
    "rules test",
    "rules new",
    "rules backtest",
    "rules coverage",
    "models list",
    "models show",
    "leads list",
    "leads show",
    "leads export",
    "verdicts import",
    "verdicts export",
    "evaluate",
    "quarantine list",
    "quarantine release",
    "report",
    "doctor",
)


def command(name: str) -> click.Command:
    found = typer.main.get_command(app)
    for word in name.split():
        found = found.get_command(click.Context(found), word)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_a_workspace(name: str) -> None:
    assert "--workspace" in {o for p in command(name).params for o in p.opts}


@pytest.mark.parametrize("name", [c for c in COMMANDS if c.endswith(("list", "coverage", "load"))])
def test_a_command_that_prints_a_table_prints_json(name: str) -> None:
    assert "--json" in {o for p in command(name).params for o in p.opts}
