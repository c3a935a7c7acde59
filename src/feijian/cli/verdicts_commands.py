"""verdicts import|export, and cases dealt with earlier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import HERE, JsonOption, Lang, LangOption, WorkspaceOption
from feijian.cli.show import print_json

app = typer.Typer(no_args_is_help=True)


@app.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(help="A filled-in leads.xlsx, or the template of 'export'.")
    ],
    workspace: WorkspaceOption = HERE,
    who: Annotated[str, typer.Option(help="Who gives these verdicts.")] = "",
    dealt_with: Annotated[
        bool,
        typer.Option(
            "--dealt-with",
            help="The file lists findings or lines already recovered or self-corrected.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Add what inspections found; nothing is overwritten, a correction is a new row."""
    from feijian.workspace import Workspace

    opened = Workspace.open(workspace)
    if dealt_with:
        from feijian.rules.dealt_with import import_dealt_with

        added = import_dealt_with(opened.verdicts, file)
        print_json({"added": added}) if as_json else print(
            f"{added} ids added; they are left out from the next run on"
        )
        return
    from feijian.leads.verdicts import import_verdicts

    result = import_verdicts(opened, file, who=who)
    if as_json:
        print_json(result.json())
        return
    for line in result.lines():
        print(line)


@app.command()
def export(
    file: Annotated[
        Path, typer.Argument(help="Where to write the template: .xlsx or .csv.")
    ] = Path("verdicts.xlsx"),
    workspace: WorkspaceOption = HERE,
    lang: LangOption = Lang.zh,
) -> None:
    """The findings of the newest run with the verdicts given so far, to be filled in."""
    from feijian.leads.verdicts import export_template
    from feijian.workspace import Workspace

    rows = export_template(Workspace.open(workspace), file, lang.value)
    print(f"{file}: {rows} findings")
