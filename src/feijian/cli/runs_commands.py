"""runs list|show|prune: what was run, when, and how long it is kept."""

from __future__ import annotations

from typing import Annotated

import typer

from feijian.cli.options import HERE, JsonOption, WorkspaceOption
from feijian.cli.show import print_json, print_table

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_runs(workspace: WorkspaceOption = HERE, as_json: JsonOption = False) -> None:
    """All complete runs, newest first."""
    from feijian.workspace import Workspace
    from feijian.workspace.history import run_facts

    facts = run_facts(Workspace.open(workspace))
    if as_json:
        print_json(facts)
        return
    columns = ("run_id", "kind", "as_of", "finished_at", "findings", "leads", "failed", "megabytes")
    print_table(list(columns), [[str(f[c]) for c in columns] for f in facts], right=[4, 5, 6, 7])


@app.command()
def show(
    run_id: Annotated[
        str, typer.Argument(help="A run's id or how it begins; `latest`.")
    ] = "latest",
    workspace: WorkspaceOption = HERE,
) -> None:
    """One run: what it was asked, and what each step says of itself."""
    from feijian.workspace import Workspace, chosen_run
    from feijian.workspace.history import manifest_of

    print_json(manifest_of(chosen_run(Workspace.open(workspace), run_id)))


@app.command()
def prune(
    workspace: WorkspaceOption = HERE,
    keep_days: Annotated[
        int | None, typer.Option(min=0, help="Days a run is kept; from [runs] keep_days otherwise.")
    ] = None,
    dry: Annotated[bool, typer.Option("--dry", help="Only say what would go.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Remove runs older than they are kept; the newest batch run and runs with verdicts stay."""
    from feijian.workspace import Workspace, audit
    from feijian.workspace.history import prunable, remove_runs

    opened = Workspace.open(workspace)
    days = opened.settings().keep_days if keep_days is None else keep_days
    with opened.locked("runs prune"):
        gone = prunable(opened, days)
        freed = 0 if dry else remove_runs(opened, gone)
    if gone and not dry:
        audit.record(opened.root, "prune runs", {"runs": gone, "keep_days": days})
    if as_json:
        print_json({"runs": gone, "freed_bytes": freed, "dry": dry})
        return
    for name in gone:
        print(f"{'would remove' if dry else 'removed'} {name}")
    print(f"{len(gone)} runs older than {days} days; {freed / 2**20:.1f} MB freed")
