"""All commands in one place, and how their errors end a process."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.exceptions import TyperException

from feijian.cli import (
    demo_command,
    derived_commands,
    evaluate_command,
    events_commands,
    export_command,
    findings_commands,
    leads_commands,
    models_commands,
    plan_commands,
    quarantine_commands,
    query_command,
    reference_commands,
    rules_commands,
    run_commands,
    runs_commands,
    selfcheck_commands,
    serve_command,
    sources_commands,
    verdicts_commands,
    whatif_command,
    workbench_commands,
    workspace_commands,
)
from feijian.cli.blank_paths import refuse_blank_paths
from feijian.cli.error_words import lines_of, storage_error
from feijian.cli.help_words import asked_lang, in_chinese
from feijian.cli.usage_words import usage_lines
from feijian.cli.words import LANG_VARIABLE, spoken
from feijian.errors import FeijianError
from feijian.messages import in_words
from feijian.workspace.folder import OWNER_ONLY

app = typer.Typer(
    name="feijian",
    help="飞检: from claims to a short, ranked, evidenced list of where to look.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
    rich_markup_mode=None,
)
demo_command.register(app)
workspace_commands.register(app)
run_commands.register(app)
evaluate_command.register(app)
serve_command.register(app)
query_command.register(app)
export_command.register(app)
whatif_command.register(app)
plan_commands.register(app)
for name, group, text in (
    ("rules", rules_commands.app, "The rule library: list, show, check, test, write, tune."),
    (
        "reference",
        reference_commands.app,
        "Reference tables: what is in them, a bureau's own rows, doubtful ones.",
    ),
    (
        "sources",
        sources_commands.app,
        "Senders' tables and how they are read: list, show, new, check.",
    ),
    (
        "selfcheck",
        selfcheck_commands.app,
        "Self-check of a hospital: its doubtful lines as a form, and what came back.",
    ),
    ("derived", derived_commands.app, "The tables that many rules share: list, show, test, write."),
    ("models", models_commands.app, "The outlier models."),
    (
        "leads",
        leads_commands.app,
        "The ranked leads of a run: list, show, export; assign, status, due, note, settled.",
    ),
    ("findings", findings_commands.app, "The findings of a run: list, export."),
    ("events", events_commands.app, "What happened once, however many rules see it: list."),
    ("verdicts", verdicts_commands.app, "What inspections found."),
    (
        "runs",
        runs_commands.app,
        "What was run, what changed between two runs, how long they are kept.",
    ),
    (
        "workbench",
        workbench_commands.app,
        "A web application in which a team works through the list.",
    ),
    ("quarantine", quarantine_commands.app, "Rows that were set aside, and their release."),
):
    app.add_typer(group, name=name, help=text)


def _version(asked: bool) -> None:
    if asked:
        import importlib.metadata

        print(f"feijian {importlib.metadata.version('feijian')}")
        raise typer.Exit


@app.callback()
def _root(
    _version_asked: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    # every command's --lang reads this where it is not given
    os.environ[LANG_VARIABLE] = spoken()
    # nothing that runs here may call home, whatever imports it later
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "False")


class Terminated(BaseException):
    """The process was asked to end (SIGTERM)."""


def main() -> None:
    """Run the command line; a user's error prints where, what and what to do, without a traceback."""
    os.umask(OWNER_ONLY)
    _print_any_sign()
    asked = threading.Event()

    def terminated(_signal: int, _frame: object) -> None:
        asked.set()
        raise Terminated

    signal.signal(signal.SIGTERM, terminated)
    os.environ[LANG_VARIABLE] = asked_lang(sys.argv[1:], spoken())
    try:
        command = typer.main.get_command(app)
        refuse_blank_paths(command)
        if spoken() == "zh":
            in_chinese(command)
        code = _ran(command)
    except FeijianError as error:
        _end(lines_of(error, spoken(), log=not sys.stderr.isatty()), error.exit_code)
    except TyperException as error:
        if spoken() == "en" or type(error).__name__ == "NoArgsIsHelpError":
            error.show()  # type: ignore[attr-defined]
            raise SystemExit(error.exit_code) from None
        _end(usage_lines(error, spoken()), error.exit_code)
    except OSError as error:
        _end_of_output(error)
        raise
    except (KeyboardInterrupt, typer.Abort):
        _stopped()
    except Terminated:
        _terminated()
    except RuntimeError:
        # the engine turns what interrupts its query into an error of its own
        if not asked.is_set():
            raise
        _terminated()
    if code == STOPPED:
        _stopped()
    raise SystemExit(code if isinstance(code, int) else 0)


STOPPED, TERMINATED = 130, 143
"""Exit codes of a process that was interrupted, and of one that was told to end."""


def _ran(command: Any) -> object:
    """What a command answers, once all of it is printed. Raises BrokenPipeError where nobody reads on."""
    try:
        code: object = command(standalone_mode=False)
    except SystemExit as ended:
        # typer ends with 1 then, which is a fault of ours
        if isinstance(ended.__context__, BrokenPipeError):
            raise ended.__context__ from None
        raise
    sys.stdout.flush()
    return code


def _print_any_sign() -> None:
    """A screen of GBK has no sign for some that names of files have: they are written by their numbers."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _end_of_output(error: OSError) -> None:
    """End where nobody reads on, or what is read or written may not be; return where the error is ours."""
    told = storage_error(error)
    broken = isinstance(error, BrokenPipeError)
    if broken or (told and not error.filename):
        # what could not be printed is not tried again at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if broken:
        raise SystemExit(0) from None
    if told:
        _end(lines_of(told, spoken(), log=not sys.stderr.isatty()), told.exit_code)


def _end(lines: Sequence[str], code: int) -> NoReturn:
    for line in lines:
        print(line, file=sys.stderr)
    raise SystemExit(code) from None


def _stopped() -> NoReturn:
    _end([in_words("stopped; what was complete before is kept", spoken())], STOPPED)


def _terminated() -> NoReturn:
    _end([in_words("told to end; what was complete before is kept", spoken())], TERMINATED)
