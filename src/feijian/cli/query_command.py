"""query: one read-only SELECT over a finished run and the warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.listing import CsvOption, RevealOption
from feijian.cli.options import HERE, JsonOption, Lang, LangOption, RunOption, WorkspaceOption
from feijian.cli.show import print_json, print_table
from feijian.cli.words import said


def query(
    sql: Annotated[str, typer.Argument(help="One SELECT, in quotes.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    limit: Annotated[int, typer.Option(help="How many rows to print; 0 for all.")] = 50,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write .csv, .xlsx or .parquet."),
    ] = None,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    reveal: RevealOption = False,
) -> None:
    """Ask a run (leads, findings, events, evidence, rules, scores …) and the warehouse in SQL."""
    from feijian.cli.files import checked_place, write_sheet
    from feijian.leads.asking import answer, masked_answer
    from feijian.workspace import Workspace, audit, chosen_run, complete_runs

    opened = Workspace.open(workspace)
    if output is not None:
        checked_place(output, (".csv", ".xlsx", ".parquet"))
    run = chosen_run(opened, run_id) if run_id or complete_runs(opened) else None
    rows = answer(opened, run, sql)
    if reveal:
        audit.record(opened.root, "reveal", {"by": "query", "run_id": run.run_id if run else ""})
    else:
        rows = masked_answer(opened, rows)
    values = [list(row) for row in rows.iter_rows()]
    if output is not None:
        if output.suffix == ".parquet":
            rows.write_parquet(output)
        elif output.suffix == ".xlsx":
            write_sheet(output, rows.columns, [[_flat(v) for v in row] for row in values])
        else:
            output.write_bytes(b"\xef\xbb\xbf" + _csv(rows.columns, values).encode())
        audit.record(opened.root, "export query", {"file": output.name, "rows": len(values)})
        print(said("rows_written", lang.value, file=output, n=len(values)))
    elif as_json:
        print_json([dict(zip(rows.columns, row, strict=True)) for row in values])
    elif as_csv:
        print(_csv(rows.columns, values), end="")
    elif not values:
        print(said("none", lang.value))
    else:
        shown = values[:limit] if limit else values
        numbers = [n for n, kind in enumerate(rows.dtypes) if kind.is_numeric()]
        print_table(rows.columns, [[_flat(v) for v in row] for row in shown], right=numbers)
        if len(values) > len(shown):
            print(said("shown", lang.value, n=len(values), shown=len(shown)))


def _flat(value: object) -> object:
    return ", ".join(str(v) for v in value) if isinstance(value, list) else value


def _csv(names: list[str], values: list[list[object]]) -> str:
    import csv
    import io

    from feijian.leads.labels import inert

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in values:
        flat = [_flat(v) for v in row]
        writer.writerow([inert(v) if isinstance(v, str) else v for v in flat])
    return out.getvalue()


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(query)
