"""verdicts import|export, and cases settled earlier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from feijian.cli.options import (
    HERE,
    NOTHING_DONE,
    JsonOption,
    Lang,
    LangOption,
    RunOption,
    WorkspaceOption,
)
from feijian.cli.show import print_json, tell
from feijian.messages import sentence

app = typer.Typer(no_args_is_help=True)


@app.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(help="A filled-in leads.xlsx, or the template of 'export'.")
    ],
    workspace: WorkspaceOption = HERE,
    who: Annotated[str, typer.Option(help="Who gives these verdicts.")] = "",
    settled: Annotated[
        bool,
        typer.Option(
            "--settled",
            "--dealt-with",
            help="The file lists findings or lines already recovered or self-corrected.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Add what inspections found; nothing is overwritten, a correction is a new row."""
    from feijian.workspace import Workspace, audit

    opened = Workspace.open(workspace)
    if settled:
        from feijian.verdicts.settled import import_settled, unknown_lines

        with opened.locked("verdicts import"):
            added = import_settled(opened.verdicts, file)
        audit.record(opened.root, "import settled", {"file": file.name, "added": added}, who)
        unknown, named = unknown_lines(opened, file)
        if as_json:
            print_json({"added": added, "lines": named, "unknown_lines": unknown})
        else:
            tell(sentence("{added} ids added; they are left out from the next run on", added=added))
            if unknown:
                tell(
                    sentence(
                        "{unknown} of its {named} charges are in no delivery: nothing is left out for them",
                        unknown=unknown,
                        named=named,
                    )
                )
        if not added:
            raise typer.Exit(NOTHING_DONE)
        return
    from feijian.verdicts.import_form import import_verdicts

    with opened.locked("verdicts import"):
        result = import_verdicts(opened, file, who=who)
    from feijian.verdicts.chain import head_of

    taken = {
        "file": file.name,
        "added": result.added,
        "refused": len(result.problems),
        "head": head_of(opened.verdicts),
    }
    audit.record(opened.root, "import verdicts", taken, who)
    if as_json:
        print_json(result.json())
    else:
        for line in result.lines():
            tell(line)
    if result.problems:
        raise typer.Exit(NOTHING_DONE)  # taken in part: whoever scripts it must know


@app.command()
def export(
    file: Annotated[
        Path, typer.Argument(help="Where to write the template: .xlsx or .csv.")
    ] = Path("verdicts.xlsx"),
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """The findings of a run with the verdicts given so far, to be filled in."""
    from feijian.verdicts.import_form import export_template
    from feijian.workspace import Workspace, audit, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    rows = export_template(opened, file, lang.value, run)
    audit.record(opened.root, "export verdicts", {"run_id": run.run_id, "file": file.name})
    tell(sentence("{file}: {rows} findings", file=file, rows=rows))
