"""events list."""

from __future__ import annotations

import typer

from feijian.cli import listing
from feijian.cli.options import HERE, JsonOption, Lang, LangOption, RunOption, WorkspaceOption

app = typer.Typer(no_args_is_help=True)

WIDE = ("rank", "event_id", "provider_name", "occurred_from", "occurred_to", "rule_ids", "message",
        "amount_at_risk", "certainty", "status")  # fmt: skip
NARROW = ("rank", "provider_name", "occurred_from", "message", "amount_at_risk")


@app.command("list")
def list_events(
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
    """The events of a run: what happened once, however many rules see it."""
    from feijian.leads.lists import events_list
    from feijian.workspace import Workspace, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    wanted = listing.narrowing(
        opened, provider=provider, family=family, rule=rule, certainty=certainty, county=county,
        level=level, kind=kind, period_from=period_from, period_to=period_to, status=status, new=new,
    )  # fmt: skip
    output = listing.Output(WIDE, NARROW, columns, sort, limit, as_json, as_csv, xlsx, reveal)
    listing.put_out(opened, run, events_list(opened, run, wanted), lang.value, output)
