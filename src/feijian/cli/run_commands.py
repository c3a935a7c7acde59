"""run, sweep, report: making leads, and showing them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feijian.cli.options import (
    HERE,
    AsOfOption,
    JsonOption,
    Lang,
    LangOption,
    LibraryOption,
    RunOption,
    WorkspaceOption,
    as_of_or_today,
    period,
)
from feijian.cli.run_summary import print_summary
from feijian.cli.show import print_json, progress_bar
from feijian.messages import in_words, sentence

if TYPE_CHECKING:
    from feijian.workspace import Run, RunRequest


def run(
    workspace: WorkspaceOption = HERE,
    full: Annotated[
        bool, typer.Option("--full", help="Judge everything, not only what deliveries touched.")
    ] = False,
    as_of: AsOfOption = None,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Show person ids unmasked in reports; logged.")
    ] = False,
    engine: Annotated[
        str, typer.Option("--engine", help="What judges: duckdb, or spark over --warehouse.")
    ] = "duckdb",
    warehouse: Annotated[
        str,
        typer.Option(
            "--warehouse",
            metavar="DIR|URL",
            help="Judge what 'feijian export --to' wrote: a folder, hdfs://… or s3a://…",
        ),
    ] = "",
    master: Annotated[
        str,
        typer.Option("--master", help="Of Spark: local[2], yarn, k8s://… or sc://host:15002."),
    ] = "",
    spark_conf: Annotated[
        list[str] | None,
        typer.Option("--spark-conf", metavar="KEY=VALUE", help="A setting of the Spark session."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Judge, score, rank and report what has been loaded, or an exported warehouse."""
    from feijian.workspace import RunRequest

    request = RunRequest(
        as_of_or_today(as_of, workspace),
        "run",
        full,
        lang=lang.value,
        reveal=reveal,
        library=tuple(str(p.resolve()) for p in library),
        engine=engine,
        master=master,
        warehouse=_place(warehouse),
        spark=tuple(_setting(text) for text in spark_conf or ()),
    )
    execute(workspace, request, lang.value, as_json)


def _place(warehouse: str) -> str:
    """An address as it is, a folder with its whole path: Spark's own folder is another one."""
    return warehouse if not warehouse or "://" in warehouse else str(Path(warehouse).resolve())


def _setting(text: str) -> tuple[str, str]:
    """KEY=VALUE as a pair."""
    from feijian.errors import Problem, UsageError

    key, equals, value = text.partition("=")
    if not key or not equals:
        what = sentence("{text!r} has no key and value", text=text)
        raise UsageError(Problem("--spark-conf", what, "Write it as KEY=VALUE."))
    return key, value


def sweep(
    provider: Annotated[
        list[str] | None,
        typer.Option("--provider", help="A provider's id or name; may be repeated."),
    ] = None,
    county: Annotated[
        str, typer.Option("--county", help="All providers whose region code begins so.")
    ] = "",
    from_plan: Annotated[
        Path | None,
        typer.Option(
            "--from-plan", help="The providers of a plan: what 'feijian plan --json' wrote."
        ),
    ] = None,
    workspace: WorkspaceOption = HERE,
    period_from: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day.")
    ] = None,
    period_to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")] = None,
    as_of: AsOfOption = None,
    library: LibraryOption = [],  # noqa: B006
    lang: LangOption = Lang.zh,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Show person ids unmasked; logged.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """All rules over chosen providers and a period, and a pack for each to take along."""
    from feijian.leads.providers import swept_providers
    from feijian.workspace import RunRequest, Workspace

    first, last = period(period_from, period_to)
    chosen = swept_providers(Workspace.open(workspace), provider or (), county, from_plan)
    request = RunRequest(
        as_of_or_today(as_of, workspace),
        "sweep",
        False,
        chosen,
        first,
        last,
        lang.value,
        reveal,
        tuple(str(p.resolve()) for p in library),
    )
    execute(workspace, request, lang.value, as_json)


def execute(folder: Path, request: RunRequest, lang: str, as_json: bool) -> Run:
    """Walk the steps with a bar and print what came of it."""
    from feijian.errors import WorkspaceError
    from feijian.pipeline import run_steps
    from feijian.workspace import Workspace
    from feijian.workspace.pace import Pace

    workspace = Workspace.open(folder)
    if not workspace.warehouse.is_file() and not request.warehouse and request.engine == "duckdb":
        raise WorkspaceError("nothing has been loaded yet", "Run 'feijian load PATH' first.")
    pace = Pace.of(workspace, request)
    with progress_bar("run", by_clock=True) as bar:
        done, summary = run_steps(
            workspace,
            request,
            lambda step, label, share: bar(
                f"{step.label.to(lang)} {in_words(label, lang)}".strip(),
                pace.told(step.name, share),
            ),
        )
    pace.keep(workspace)
    if as_json:
        print_json({"run_id": done.run_id, "steps": summary})
        return done
    print_summary(done, summary, lang)
    return done


def report(
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Show person ids unmasked; logged.")
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also as PDF, where Chromium is installed.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a run's reports again, for example with other masking, or as PDF."""
    from dataclasses import replace

    from feijian.pipeline import report as step
    from feijian.reports.step import revealed_name
    from feijian.workspace import Workspace, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    shown = replace(run, request=replace(run.request, reveal=reveal))
    if pdf:
        from feijian.reports.printing import browser

        browser()  # says so before anything is written
    with progress_bar("report") as progress, opened.locked("report"):
        summary = step(opened, shown, progress)
        if pdf:
            from feijian.reports.printing import print_reports

            summary["files"] = [*summary["files"], *print_reports(run, summary["files"])]
    name = "report.html" if lang is Lang.zh else "report.en.html"
    if as_json:
        print_json(summary)
        return
    print(run.file(revealed_name(name) if reveal else name))
    for made in summary["files"]:
        if made.endswith(".pdf"):
            print(run.file(made))


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (run, sweep, report):
        app.command()(command)
