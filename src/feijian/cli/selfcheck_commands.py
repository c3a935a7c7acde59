"""selfcheck form|compare: a hospital's own doubtful lines sent to it, and what came back beside ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from feijian.cli.show import print_json, print_table, tell, yuan
from feijian.cli.words import heads, said

if TYPE_CHECKING:
    from feijian.workbench.shelf import Shelf
    from feijian.workspace import Workspace

app = typer.Typer(no_args_is_help=True)
ProviderOption = Annotated[str, typer.Option("--provider", help="The provider's id or name.")]
FamilyOption = Annotated[
    list[str] | None,
    typer.Option("--family", help="A family of rules; may be repeated; all otherwise."),
]


@app.command("form")
def form(
    file: Annotated[Path, typer.Argument(help="The .xlsx to write.")],
    provider: ProviderOption,
    family: FamilyOption = None,
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Write the form that a hospital fills in: its doubtful lines, without what we take them for."""
    from feijian.cli.files import checked_place
    from feijian.workbench.selfcheck import write_form
    from feijian.workspace import Workspace, audit

    checked_place(file, (".xlsx",))
    opened = Workspace.open(workspace)
    shelf, chosen = _shelf(opened, run_id), _provider(opened, provider)
    lines = write_form(shelf, chosen, family or (), file, lang.value)
    facts = {
        "provider_id": chosen,
        "run_id": shelf.run_id,
        "families": family or [],
        "lines": lines,
    }
    audit.record(opened.root, "selfcheck.form", facts)
    print(said("selfcheck_written", lang.value, file=file.name, n=lines))


@app.command("compare")
def compare(
    file: Annotated[Path, typer.Argument(help="The form as it came back.")],
    provider: ProviderOption,
    family: FamilyOption = None,
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write all lines as .xlsx."),
    ] = None,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """What a hospital found wrong itself, line by line beside what is in question; omissions first."""
    from feijian.cli.files import checked_place, write_sheet
    from feijian.workbench.selfcheck import STATUSES, comparison_rows
    from feijian.workbench.selfcheck import compare as compared
    from feijian.workspace import Workspace

    if output is not None:
        checked_place(output, (".xlsx",))
    opened = Workspace.open(workspace)
    shelf, chosen = _shelf(opened, run_id), _provider(opened, provider)
    found = compared(shelf, chosen, family or (), file, lang.value)
    rows = comparison_rows(found, lang.value)
    names = [
        "status",
        "matter",
        "item",
        "charged",
        "at_risk",
        "admitted",
        "reason",
        "event_id",
        "line_id",
    ]
    if output is not None:
        write_sheet(output, heads(names, lang.value), [[r[n] for n in names] for r in rows])
    if as_json:
        print_json(
            {
                "lines": len(rows),
                "at_risk": found.at_risk,
                "admitted": found.admitted,
                "counts": {s: found.count(s) for s in STATUSES},
                "answers": rows,
                "problems": [vars(p) for p in found.problems],
            }
        )
    else:
        shown = names[:7]
        cells = [
            [yuan(r[n]) if n in ("charged", "at_risk", "admitted") else r[n] for n in shown]
            for r in rows[:40]
        ]
        print_table(heads(shown, lang.value), cells, right=[3, 4, 5], optional=[6, 3])
        counts = [f"{w.to(lang.value)} {found.count(s)}" for s, w in STATUSES.items()]
        print("；".join(counts) if lang is Lang.zh else "; ".join(counts))
        print(
            said("selfcheck_sum", lang.value, found=yuan(found.admitted), ours=yuan(found.at_risk))
        )
        for problem in found.problems:
            tell(str(problem))
    if found.problems:
        raise typer.Exit(NOTHING_DONE)


def _shelf(opened: Workspace, run_id: str | None) -> Shelf:
    from feijian.workbench.prepare import prepare
    from feijian.workbench.shelf import open_shelf
    from feijian.workspace import chosen_run

    run = chosen_run(opened, run_id)
    prepare(opened, run)
    return open_shelf(opened, run)


def _provider(opened: Workspace, text: str) -> str:
    from feijian.leads.providers import chosen_providers

    return chosen_providers(opened, [text])[0]
