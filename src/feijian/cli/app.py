"""All commands in one place, and how their errors end a process."""

from __future__ import annotations

import os
import signal
import sys

import typer

from feijian.cli import (
    demo_command,
    derived_commands,
    leads_commands,
    models_commands,
    plan_commands,
    quarantine_commands,
    reference_commands,
    rules_commands,
    run_commands,
    runs_commands,
    verdicts_commands,
    workbench_commands,
    workspace_commands,
)
from feijian.errors import FeijianError
from feijian.workspace.folder import OWNER_ONLY

app = typer.Typer(
    name="feijian",
    help="飞检: from claims to a short, ranked, evidenced list of where to look.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
demo_command.register(app)
workspace_commands.register(app)
run_commands.register(app)
plan_commands.register(app)
for name, group, text in (
    ("rules", rules_commands.app, "The rule library: list, show, check, test, write, tune."),
    (
        "reference",
        reference_commands.app,
        "Reference tables: what is in them, a bureau's own rows, doubtful ones.",
    ),
    ("derived", derived_commands.app, "The tables that many rules share: list, show, test, write."),
    ("models", models_commands.app, "The outlier models."),
    ("leads", leads_commands.app, "The ranked leads of the newest run."),
    ("verdicts", verdicts_commands.app, "What inspections found."),
    (
        "workbench",
        workbench_commands.app,
        "A web application in which a team works through the list.",
    ),
    ("runs", runs_commands.app, "What was run, and how long it is kept."),
    ("quarantine", quarantine_commands.app, "Rows that were set aside, and their release."),
):
    app.add_typer(group, name=name, help=text)


@app.callback()
def _root() -> None:
    # nothing that runs here may call home, whatever imports it later
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "False")


class Terminated(BaseException):
    """The process was asked to end (SIGTERM)."""


def _terminated(_signal: int, _frame: object) -> None:
    raise Terminated


def main() -> None:
    """Run the command line; a user's error prints where, what and what to do, without a traceback."""
    os.umask(OWNER_ONLY)
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app(standalone_mode=True)
    except FeijianError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        print("stopped; what was complete before is kept", file=sys.stderr)
        raise SystemExit(130) from None
    except Terminated:
        print("told to end; what was complete before is kept", file=sys.stderr)
        raise SystemExit(143) from None
