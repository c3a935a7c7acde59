"""leads list|show|export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from feijian.cli import listing
from feijian.cli.options import HERE, JsonOption, Lang, LangOption, RunOption, WorkspaceOption
from feijian.cli.show import print_json

app = typer.Typer(no_args_is_help=True)

WIDE = ("rank", "lead_id", "title", "period_from", "period_to", "events", "findings",
        "amount_at_risk", "expected_recovery", "probability", "status")  # fmt: skip
NARROW = ("rank", "title", "events", "amount_at_risk", "expected_recovery")


@app.command("list")
def list_leads(
    workspace: WorkspaceOption = HERE,
    provider: listing.ProviderOption = [],  # noqa: B006 - typer reads it, nobody changes it
    family: listing.FamilyOption = [],  # noqa: B006
    rule: listing.RuleOption = [],  # noqa: B006
    certainty: listing.CertaintyOption = "",
    county: listing.CountyOption = "",
    level: listing.LevelOption = [],  # noqa: B006
    kind: listing.KindOption = [],  # noqa: B006
    period_from: listing.FromOption = None,
    period_to: listing.ToOption = None,
    status: listing.StatusOption = "",
    new: listing.NewOption = False,
    limit: listing.LimitOption = 20,
    run_id: RunOption = None,
    columns: listing.ColumnsOption = "",
    sort: listing.SortOption = "",
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
    as_csv: listing.CsvOption = False,
    xlsx: listing.XlsxOption = None,
    reveal: listing.RevealOption = False,
) -> None:
    """The leads of a run, in order, narrowed as asked."""
    from feijian.leads.lists import leads_list
    from feijian.leads.show import published_leads
    from feijian.workspace import Workspace, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    published_leads(run)  # says so where the run wrote none
    wanted = listing.narrowing(
        opened, provider=provider, family=family, rule=rule, certainty=certainty, county=county,
        level=level, kind=kind, period_from=period_from, period_to=period_to, status=status, new=new,
    )  # fmt: skip
    output = listing.Output(WIDE, NARROW, columns, sort, limit, as_json, as_csv, xlsx, reveal)
    listing.put_out(opened, run, leads_list(opened, run, wanted), lang.value, output, _told)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "reasons": json.loads(row["reasons"])}


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
    from feijian.leads.lists import masked_row
    from feijian.leads.show import lead_facts, lead_page, similar_lines, similar_to
    from feijian.workspace import Workspace, audit, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    facts = lead_facts(run, lead)
    similar = similar_to(opened, run, facts)
    if not as_json:
        alike = similar_lines(similar, lang.value)
        print(lead_page(run, lead, lang.value, alike=alike))
        return
    facts = {**facts, "similar": {e: [c.plain() for c in near] for e, near in similar.items()}}
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
