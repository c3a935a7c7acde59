"""leads list|show|export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feijian.cli import listing
from feijian.cli.options import HERE, JsonOption, Lang, LangOption, RunOption, WorkspaceOption
from feijian.cli.show import print_json, steady
from feijian.cli.words import said
from feijian.plain import Row

if TYPE_CHECKING:
    from feijian.cli.listing import Listed
    from feijian.workbench.desk import Desk
    from feijian.workspace import Run

app = typer.Typer(no_args_is_help=True)

WIDE = (
    "rank",
    "lead_id",
    "title",
    "period_from",
    "period_to",
    "events",
    "findings",
    "amount_at_risk",
    "expected_recovery",
    "probability",
    "status",
    "state",
    "assignee",
    "due",
)
NARROW = ("rank", "title", "events", "amount_at_risk", "expected_recovery")


def _rows() -> Listed:
    from feijian.leads.lists import leads_list

    return leads_list


def _told(row: Row) -> Row:
    return {**row, "reasons": json.loads(row["reasons"])}


app.command("list")(
    listing.list_command(
        _rows, WIDE, NARROW, "The leads of a run, in order, narrowed as asked.", _told
    )
)


@app.command()
def show(
    lead: Annotated[str, typer.Argument(help="A lead's id or its rank.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
    reveal: listing.RevealOption = False,
) -> None:
    """One lead: why it stands where it stands, its findings, what to check."""
    from dataclasses import asdict

    from feijian.leads.acts import lead_states
    from feijian.leads.lists import masked_row
    from feijian.leads.show import (
        lead_facts,
        lead_page,
        legal_rows,
        names_of,
        similar_lines,
        similar_to,
    )
    from feijian.workspace import Workspace, audit, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    facts = lead_facts(run, lead)
    state = lead_states(opened).get(facts["lead_id"])
    similar = similar_to(opened, run, facts)
    if not as_json:
        alike = similar_lines(similar, lang.value)
        told = [row[f"message_{lang.value}"] for row in facts["evidence"]]
        law, names = legal_rows(opened), names_of(opened, told)
        print(steady(lead_page(run, lead, lang.value, alike=alike, law=law, names=names)))
        if state is not None:
            print(said("lead_state", lang.value, state=state.told(lang.value)))
        return
    facts = {
        **facts,
        "acts": None if state is None else asdict(state),
        "similar": {e: [c.plain() for c in near] for e, near in similar.items()},
    }
    if reveal:
        audit.record(opened.root, "reveal", {"run_id": run.run_id, "by": "leads show"})
        print_json(facts)
        return
    print_json({**masked_row(facts), "evidence": [masked_row(f) for f in facts["evidence"]]})


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


LeadArgument = Annotated[str, typer.Argument(help="A lead's id or its rank.")]


def _at_work(workspace: Path, run_id: str | None) -> tuple[Desk, str, Run]:
    """The workbench's store, who is asking, and the run whose leads are meant."""
    from feijian.workbench.desk import Desk, dsn_of
    from feijian.workbench.store import EventStore
    from feijian.workspace import Workspace, audit, chosen_run

    opened = Workspace.open(workspace)
    desk = Desk(opened, EventStore(dsn_of(opened)))
    desk.catch_up()
    return desk, audit.system_user(), chosen_run(opened, run_id)


def _print_state(desk: Desk, lead_id: str, lang: str) -> None:
    from feijian.leads.acts import lead_states

    state = lead_states(desk.workspace)[lead_id]
    print(f"{lead_id}  {state.told(lang)}")


@app.command()
def assign(
    lead: LeadArgument,
    to: Annotated[str, typer.Argument(help="Who has it from now on; '' for nobody.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Give a lead to somebody."""
    from feijian.workbench import lead_acts

    desk, who, run = _at_work(workspace, run_id)
    _print_state(desk, lead_acts.assign(desk, who, run, lead, to).subject, lang.value)


@app.command()
def status(
    lead: LeadArgument,
    state: Annotated[str, typer.Argument(help="open, visit or closed.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Say where a lead stands: to do, being visited, closed."""
    from feijian.workbench import lead_acts

    desk, who, run = _at_work(workspace, run_id)
    _print_state(desk, lead_acts.set_status(desk, who, run, lead, state).subject, lang.value)


@app.command()
def due(
    lead: LeadArgument,
    on: Annotated[str, typer.Argument(help="The day, as 2026-03-31; '' for none.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Set the day until which a lead is to be done."""
    from feijian.cli.options import day
    from feijian.workbench import lead_acts

    desk, who, run = _at_work(workspace, run_id)
    when = day(on) if on else None
    _print_state(desk, lead_acts.set_due(desk, who, run, lead, when).subject, lang.value)


@app.command()
def note(
    lead: LeadArgument,
    text: Annotated[str, typer.Argument(help="What is to be remembered, in quotes.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Write a note on a lead; notes are never changed or removed."""
    from feijian.workbench import lead_acts

    desk, who, run = _at_work(workspace, run_id)
    _print_state(desk, lead_acts.note(desk, who, run, lead, text).subject, lang.value)


@app.command()
def settled(
    lead: LeadArgument,
    how: Annotated[
        str, typer.Option("--how", help="How it was recovered or corrected, in words.")
    ] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take it back.")] = False,
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """A whole lead was recovered or corrected: later runs leave its findings out."""
    from feijian.workbench import lead_acts

    desk, who, run = _at_work(workspace, run_id)
    act = (
        lead_acts.reopen(desk, who, run, lead)
        if undo
        else lead_acts.settle(desk, who, run, lead, how)
    )
    _print_state(desk, act.subject, lang.value)
