"""runs list|show|diff|prune: what was run, when, what changed, and how long it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from feijian.cli.options import HERE, JsonOption, Lang, LangOption, WorkspaceOption
from feijian.cli.run_summary import print_summary
from feijian.cli.show import print_json, print_table, tell
from feijian.cli.whatif_command import print_changes
from feijian.cli.words import RUN_KINDS, heads, said, spoken
from feijian.messages import sentence

if TYPE_CHECKING:
    from feijian.workspace import RunRequest

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
    print_table(
        heads(columns, spoken()),
        [[_shown(c, f[c]) for c in columns] for f in facts],
        right=[4, 5, 6, 7],
        optional=[7, 3],
    )


def _shown(column: str, value: Any) -> str:
    """A fact of a run as its table says it."""
    if column == "finished_at":
        return _minute(value)
    if column == "kind" and value in RUN_KINDS:
        return RUN_KINDS[value].to(spoken())
    return str(value)


def _minute(moment: str) -> str:
    """A moment as a table shows it: day and minute."""
    return str(moment)[:16].replace("T", " ")


@app.command()
def show(
    run_id: Annotated[
        str, typer.Argument(help="A run's id or how it begins; `latest`.")
    ] = "latest",
    workspace: WorkspaceOption = HERE,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """One run: what it was asked and what it found; with --json all that each step says of itself."""
    from feijian.workspace import Workspace, chosen_run
    from feijian.workspace.history import manifest_of

    run = chosen_run(Workspace.open(workspace), run_id)
    said_of_itself = manifest_of(run)
    if as_json:
        print_json(said_of_itself)
        return
    asked = _asked(run.request, said_of_itself.get("finished_at", ""), lang.value)
    print_table(heads(list(asked), lang.value), [list(asked.values())])
    print_summary(run, said_of_itself["steps"], lang.value)


def _asked(request: RunRequest, finished_at: str, lang: str) -> dict[str, str]:
    """What was asked of a run, by column; what was left open stands in none."""
    given = {
        "kind": RUN_KINDS[request.kind].to(lang),
        "as_of": request.as_of.isoformat(),
        "providers": " ".join(request.providers),
        "period_from": str(request.period_from or ""),
        "period_to": str(request.period_to or ""),
        "engine": request.engine if request.warehouse else "",
        "warehouse": request.warehouse,
        "finished_at": _minute(finished_at),
    }
    return {column: value for column, value in given.items() if value}


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="The earlier run's id, or how it begins.")],
    after: Annotated[
        str, typer.Argument(help="The later run; the newest where not given.")
    ] = "latest",
    workspace: WorkspaceOption = HERE,
    limit: Annotated[int, typer.Option(help="How many changes to print; 0 for all.")] = 50,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """Leads that are new, gone or moved from one run to another, and why."""
    from feijian.leads.difference import GONE, MOVED, NEW, difference_of
    from feijian.workspace import Workspace, chosen_run

    opened = Workspace.open(workspace)
    found = difference_of(chosen_run(opened, before), chosen_run(opened, after))
    if as_json:
        print_json({"changes": [c.json() for c in found.changes], "same": found.same})
        return
    if not found.changes:
        print(said("same", lang.value))
        return
    shown = found.changes[:limit] if limit else found.changes
    print_changes(shown, lang.value)
    counts = {"new": found.count(NEW), "gone": found.count(GONE), "moved": found.count(MOVED)}
    print(said("diff", lang.value, **counts, same=found.same))


@app.command()
def summary(
    run_id: Annotated[
        str, typer.Argument(help="A run's id or how it begins; `latest`.")
    ] = "latest",
    workspace: WorkspaceOption = HERE,
    lang: LangOption = Lang.zh,
) -> None:
    """One page on a run: what is new, what changed, what is late, what failed."""
    from feijian.night.summary import night_summary
    from feijian.workspace import Workspace, chosen_run

    opened = Workspace.open(workspace)
    print(night_summary(opened, chosen_run(opened, run_id), lang.value).markdown(), end="")


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
        print(said("would_remove" if dry else "removed", spoken(), run_id=name))
    tell(
        sentence(
            "{n} runs older than {days} days; {freed:.1f} MB freed",
            n=len(gone),
            days=days,
            freed=freed / 2**20,
        )
    )
