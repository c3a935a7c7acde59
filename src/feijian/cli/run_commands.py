"""run, sweep, report, evaluate, serve: making leads, and showing them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from feijian.cli.show import print_json, print_table, progress_bar, tell, yuan
from feijian.cli.words import said, spoken
from feijian.messages import in_words, sentence
from feijian.plain import Json

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
    _print_summary(done, summary, lang)
    return done


def _print_summary(run: Any, summary: Json, lang: str) -> None:
    from feijian.leads.lift import lift_lines
    from feijian.leads.show import leads_table
    from feijian.library import notes
    from feijian.night.record import late_tables

    judged, ranked = summary["judge"], summary["rank"]
    late = summary["assess"].get("late_after_seconds")
    if late:
        tables = late_tables(summary["assess"], lang)
        print(said("quality_late", lang, seconds=late, tables=tables))
    doubled = summary["assess"].get("doubled_keys", [])
    if doubled:
        print(said("doubled", lang, tables=", ".join(doubled)))
    comma = "、" if lang == "zh" else ", "
    rules = comma.join(f"{notes.outcome(o, lang)} {n}" for o, n in judged["rules"].items())
    print(said("run", lang, run_id=run.run_id, as_of=run.request.as_of))
    print(
        said(
            "rules",
            lang,
            rules=rules,
            findings=f"{judged['findings']:,}",
            exempted=judged["exempted"],
            settled=judged["settled"],
        )
    )
    for name in summary["prepare"].get("derived_failed", ()):
        print(said("failed", lang, rule=f"derived.{name}"))
    for rule_id in judged["failed"]:
        print(said("failed", lang, rule=rule_id))
    scored = ((o, summary["score"].get(o)) for o in notes.OUTCOMES)
    models = comma.join(f"{notes.outcome(o, lang)} {n}" for o, n in scored if n)
    print(said("models", lang, models=models))
    headers, rows = leads_table(run, lang, limit=10)
    print_table(headers, rows, right=[0, 4, 5, 6, 7], optional=[1, 3, 4, 7])
    for line in lift_lines(ranked, lang) if ranked.get("ranking_lift") else []:
        tell(line)
    print(
        said(
            "leads",
            lang,
            n=f"{ranked.get('leads', 0):,}",
            amount=yuan(ranked.get("amount_at_risk")),
        )
    )
    print(said("report", lang, file=run.file("report.html" if lang == "zh" else "report.en.html")))
    print(said("excel", lang, file=run.file("leads.xlsx" if lang == "zh" else "leads.en.xlsx")))
    if doubled:
        print(said("doubled", lang, tables=", ".join(doubled)))
    if run.request.kind == "sweep":
        print(said("packs", lang, folder=run.directory / "packs"))


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


def serve(
    workspace: WorkspaceOption = HERE,
    inbox: Annotated[
        Path | None, typer.Option(help="Where nightly deliveries arrive, one folder each.")
    ] = None,
    cron: Annotated[str, typer.Option(help="When the nightly batch runs.")] = "0 2 * * *",
    port: Annotated[int, typer.Option(help="Port of the local Prefect server.")] = 4200,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Serve POST /check instead: encounters before they are settled."
        ),
    ] = False,
    host: Annotated[str, typer.Option(help="Of --check: the address to listen at.")] = "127.0.0.1",
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Of --check: answers at the same time.")
    ] = 4,
) -> None:
    """Start a local Prefect server and serve the nightly batch and the sweep."""
    from feijian.cli.serving import serve_flows
    from feijian.workspace import Workspace

    if check:
        from feijian.cli.serving_checks import serve_checks

        serve_checks(Workspace.open(workspace), host, port, workers)
        return
    serve_flows(Workspace.open(workspace), inbox, cron, port)


def evaluate(
    table: Annotated[Path, typer.Argument(help="A labelled table: CSV, Excel or Parquet.")],
    label: Annotated[
        str, typer.Option(help="Column that is 1 where an inspection found something.")
    ],
    id_column: Annotated[str, typer.Option("--id", help="Column that names the subject.")],
    amount: Annotated[str, typer.Option(help="Column of amounts: the baseline to beat.")],
    peers: Annotated[
        str, typer.Option(help="Columns whose rows are compared with each other: A,B.")
    ] = "",
    leave_out: Annotated[
        str, typer.Option(help="Column whose rows are not each other's peers; the id where empty.")
    ] = "",
    counts: Annotated[
        str, typer.Option(help="Column of observations a row rests on: few pull it to its peers.")
    ] = "",
    direction: Annotated[
        list[str] | None, typer.Option(help="COLUMN=high, low or both; guessed where not given.")
    ] = None,
    log: Annotated[str, typer.Option(help="Columns compared by their logarithm: A,B.")] = "",
    strata: Annotated[
        str, typer.Option(help="'amount': measure within tenths of the amount too.")
    ] = "",
    first: Annotated[str, typer.Option(help="Lengths of the lists measured.")] = "10,20,50",
    panel: Annotated[bool, typer.Option("--panel", help="Several rows a subject.")] = False,
    amount_feature: Annotated[
        bool, typer.Option("--amount-feature", help="Compare the amount as a feature too.")
    ] = False,
    positives: Annotated[
        str, typer.Option(help="Column that is 1 for subjects known already: learned from.")
    ] = "",
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the tables and curves as a page.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Measure detectors and ranking on a labelled table, against sorting by amount.

    A relative table that is not found here is looked for in the workspace.
    """
    from feijian.errors import UsageError
    from feijian.library import notes
    from feijian.models import wanted as options
    from feijian.models.evaluation import evaluate_table
    from feijian.models.evaluation_page import write_page

    if strata not in ("", "amount"):
        raise UsageError(
            sentence("--strata {strata}: no such kind", strata=strata), "Write --strata amount."
        )
    wanted = options.Wanted(
        label,
        id_column,
        amount,
        within=options.parsed_columns(peers),
        leave_out=leave_out,
        counts=counts,
        directions=options.parsed_directions(direction or ()),
        logs=options.parsed_columns(log),
        strata=bool(strata),
        first=options.parsed_lengths(first),
        is_panel=panel,
        is_amount_feature=amount_feature,
        positives=positives,
    )
    there = table if table.exists() else workspace / table
    result = evaluate_table(
        there if there.exists() else table,
        label=label,
        identity=id_column,
        amount=amount,
        wanted=wanted,
    )
    if html is not None:
        write_page(html, result, table.name)
    if as_json:
        print_json(result.json())
    else:
        for headers, rows, right in [
            result.table(),
            *([result.strata_table()] if result.strata else []),
        ]:
            named = [[in_words(row[0], spoken()), *row[1:]] for row in rows]
            # a narrow screen shows the figure over all subjects; --json and --html have every one
            lists = range(len(headers) - 2, 2, -1) if headers == result.table()[0] else ()
            print_table([in_words(h, spoken()) for h in headers], named, right, tuple(lists))
        for note in result.notes:
            # what a detector or a feature says of itself stands in the table of published notes
            tell(notes.in_words(note, spoken()) if type(note) is str else note)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (run, sweep, report, evaluate, serve):
        app.command()(command)
