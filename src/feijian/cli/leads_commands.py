"""leads list|show|export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import HERE, JsonOption, Lang, LangOption, RunOption, WorkspaceOption
from feijian.cli.show import print_json, print_table

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_leads(
    workspace: WorkspaceOption = HERE,
    limit: Annotated[int, typer.Option(help="How many to print; 0 for all.")] = 20,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """The leads of the newest run, in order."""
    from feijian.leads.show import lead_rows, leads_table
    from feijian.workspace import Workspace, chosen_run

    run = chosen_run(Workspace.open(workspace), run_id)
    if as_json:
        print_json(lead_rows(run, limit))
    else:
        headers, rows = leads_table(run, lang.value, limit)
        print_table(headers, rows, right=[0, 4, 5, 6, 7])


@app.command()
def show(
    lead: Annotated[str, typer.Argument(help="A lead's id or its rank.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """One lead: why it stands where it stands, its findings, what to check."""
    from feijian.leads.show import lead_facts, lead_page
    from feijian.workspace import Workspace, chosen_run

    run = chosen_run(Workspace.open(workspace), run_id)
    print_json(lead_facts(run, lead)) if as_json else print(lead_page(run, lead, lang.value))


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write: .xlsx, .csv or .parquet.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """The newest run's leads as a file."""
    from feijian.leads.show import export_leads
    from feijian.workspace import Workspace, audit, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    export_leads(run, file, lang.value)
    audit.record(opened.root, "export leads", {"run_id": run.run_id, "file": file.name})
    print(file)
