"""evaluate: detectors and ranking on a labelled table, against sorting by amount."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import HERE, JsonOption, WorkspaceOption
from feijian.cli.show import print_json, print_table, tell
from feijian.cli.words import spoken
from feijian.messages import in_words, sentence


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
        write_page(html, result, table.name, spoken())
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
    """Add the command to the application."""
    app.command()(evaluate)
