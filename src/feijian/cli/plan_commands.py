"""plan, and sample draw|estimate: what is visited under capacity, and what a sample says of the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from feijian.cli.options import HERE, JsonOption, Lang, LangOption, RunOption, WorkspaceOption
from feijian.cli.show import print_json, print_table, tell
from feijian.cli.words import PLAN_WAYS, PLAN_WHY, heads, said
from feijian.messages import sentence
from feijian.plain import Json

sample_app = typer.Typer(no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.command("plan")(plan)
    app.add_typer(
        sample_app, name="sample", help="Draw charts of many alike events, and estimate the whole."
    )


def plan(
    teams: Annotated[
        Path, typer.Option(help="A TOML file of teams and demands; see docs/workbench.md.")
    ],
    days: Annotated[int, typer.Option(min=1, max=250, help="Working days of the plan.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    lang: LangOption = Lang.zh,
    as_json: JsonOption = False,
) -> None:
    """Which team visits which provider on which day, so that the most is expected to be recovered."""
    from dataclasses import replace

    import polars as pl

    from feijian.leads.providers import provider_names
    from feijian.workbench.credit import due_by_credit
    from feijian.workbench.desk import Desk, dsn_of
    from feijian.workbench.plan import make_plan
    from feijian.workbench.plan_files import read_teams, visits_of
    from feijian.workbench.prepare import PROVIDERS, folder_of, prepare
    from feijian.workbench.store import EventStore
    from feijian.workspace import Workspace, audit, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    crews, demand, facts = read_teams(teams, days)
    prepare(opened, run)
    if demand.due_least:
        desk = Desk(opened, EventStore(dsn_of(opened)))
        desk.catch_up()
        known = pl.read_parquet(folder_of(opened, run.run_id) / PROVIDERS)["provider_id"].to_list()
        found = due_by_credit(known, desk.visits, opened.today())
        demand = replace(demand, due=tuple(its.provider_id for its, _ in found))
    also = (*demand.must, *demand.due)
    made = make_plan(visits_of(opened, run, facts, also), crews, demand)
    audit.record(
        opened.root,
        "plan",
        {"run_id": run.run_id, "seed": demand.seed, "hash": made.hash, "lot": list(made.lot)},
    )
    if as_json:
        print_json(
            {
                "run_id": run.run_id,
                "hash": made.hash,
                "seed": demand.seed,
                "lot": list(made.lot),
                "value": round(made.value, 2),
                "gap": made.gap,
                "others": {k: round(v, 2) for k, v in made.others.items()},
                "one_more_team": round(made.one_more_team, 2),
                "stops": [vars(s) for s in made.stops],
            }
        )
        return
    _print_plan(made, demand.seed, lang.value, provider_names(opened))


def _print_plan(made: Any, seed: int, lang: str, names: Mapping[str, str]) -> None:
    rows = [
        [
            s.team,
            s.day,
            names.get(s.provider_id, s.provider_id),
            s.provider_id,
            s.county,
            s.days,
            _about(s.worth, lang),
            PLAN_WHY[s.why].to(lang),
        ]
        for s in made.stops
    ]
    columns = ["team", "day", "provider", "provider_id", "county", "days", "expected", "why"]
    print_table(heads(columns, lang), rows, right=[1, 5, 6], optional=[4, 5])
    best = said("plan_best" if made.gap == 0 else "plan_gap", lang, gap=f"{made.gap:.1%}")
    more = _about(made.one_more_team, lang)
    print(said("plan_value", lang, value=_about(made.value, lang), best=best, more=more))
    comma = "，" if lang == "zh" else ", "
    others = comma.join(
        f"{PLAN_WAYS[k].to(lang)} {_about(v, lang)}" for k, v in made.others.items()
    )
    print(said("plan_others", lang, others=others))
    print(said("plan_lot", lang, seed=seed, lot=", ".join(made.lot) or "—", hash=made.hash))


def _about(worth: float, lang: str) -> str:
    """Yuan that a plan expects: an estimate, rounded as everywhere."""
    from feijian.leads.labels import estimated

    return estimated(Decimal(repr(round(worth, 2)))).to(lang)


@sample_app.command("draw")
def draw(
    file: Annotated[Path, typer.Argument(help="Where to write the draw: .json.")],
    rule: Annotated[str, typer.Option(help="The rule whose events are alike.")],
    provider: Annotated[str, typer.Option(help="The provider they are of.")],
    seed: Annotated[int, typer.Option(help="Of the draw; drawn in public view, and recorded.")],
    size: Annotated[
        int | None, typer.Option(help="How many; by --share and --within otherwise.")
    ] = None,
    share: Annotated[
        float, typer.Option(help="Of the money, that is expected to be upheld.")
    ] = 0.5,
    within: Annotated[
        float, typer.Option(help="The bound lies within this part of the estimate.")
    ] = 0.2,
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
) -> None:
    """Draw events of one rule at one provider, stratified by amount."""
    import polars as pl

    from feijian.errors import Problem, UsageError
    from feijian.leads import tables
    from feijian.leads.step import read_table
    from feijian.workbench.sample import Unit, size_for
    from feijian.workbench.sample import draw as drawn
    from feijian.workspace import Workspace, audit, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    events = read_table(run, "events.parquet", tables.EVENTS).filter(
        (pl.col("provider_id") == provider) & pl.col("rule_ids").list.contains(rule)
    )
    known = events.filter(pl.col("amount_at_risk").is_not_null())
    if not known.height:
        todo = "See 'feijian leads list' for what there is."
        raise UsageError(
            Problem("sample", "no event of this rule and provider has an amount", todo)
        )
    units = [Unit(e, float(a)) for e, a in known.select("event_id", "amount_at_risk").iter_rows()]
    strata = drawn(units, size if size is not None else size_for(units, share, within), seed)
    told: Json = {
        "run_id": run.run_id,
        "rule": rule,
        "provider": provider,
        "seed": seed,
        "without_amount": events.height - known.height,
        "amounts": {u.key: u.amount for u in units},
        "strata": [vars(s) for s in strata],
    }
    file.write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")
    audit.record(
        opened.root,
        "sample",
        {"run_id": run.run_id, "rule": rule, "provider": provider, "seed": seed},
    )
    for stratum in strata:
        tell(
            sentence(
                "stratum {number}: {n} of {n2}, {low:,.2f} to {high:,.2f} yuan",
                number=stratum.number,
                n=len(stratum.drawn),
                n2=len(stratum.keys),
                low=stratum.low,
                high=stratum.high,
            )
        )
        for key in stratum.drawn:
            print(f"  {key}")


@sample_app.command("estimate")
def estimate(
    file: Annotated[Path, typer.Argument(help="The draw, as 'sample draw' wrote it.")],
    verdicts: Annotated[
        Path, typer.Argument(help="CSV with event_id and amount_upheld of each drawn event.")
    ],
    as_json: JsonOption = False,
) -> None:
    """What the verdicts of the drawn events say of all of them."""
    from feijian.cli.words import spoken
    from feijian.errors import ImportRefused, Problem
    from feijian.ingest.read.handed_in import handed_in
    from feijian.ingest.read.text import BrokenText
    from feijian.workbench.sample import SAY, Stratum, one_each
    from feijian.workbench.sample import estimate as estimated

    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        strata = [
            Stratum(
                s["number"], tuple(s["keys"]), s["low"], s["high"], s["total"], tuple(s["drawn"])
            )
            for s in told["strata"]
        ]
        amounts = {str(k): float(v) for k, v in told["amounts"].items()}
        rows = handed_in(verdicts).records
        told_of = [
            (r["event_id"].strip(), float(r["amount_upheld"].replace(",", ""))) for r in rows
        ]
    except BrokenText as error:
        raise ImportRefused(error.problem) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = sentence(
            "cannot be read as a draw and its verdicts: {kind}", kind=type(error).__name__
        )
        todo = "The CSV has columns event_id and amount_upheld, an amount in each row."
        raise ImportRefused(Problem(f"{file.name}, {verdicts.name}", what, todo)) from None
    found = estimated(strata, one_each(told_of), amounts)
    if as_json:
        print_json(
            {
                **vars(found),
                "freedom": min(found.freedom, 1e9),
                "sentence": SAY["sentence"].to(spoken()),
            }
        )
        return
    tell(
        sentence(
            "{drawn} of {population} drawn; in question {at_risk:,.2f}, upheld of those drawn "
            "{upheld:,.2f}",
            drawn=found.drawn,
            population=found.population,
            at_risk=found.at_risk,
            upheld=found.upheld,
        )
    )
    tell(
        sentence(
            "estimate {total:,.2f}, standard error {error:,.2f}; one-sided 90% lower bound "
            "{bound:,.2f}",
            total=found.total,
            error=found.error,
            bound=found.bound,
        )
    )
    tell(
        sentence(
            "{multiplier:.1f} times what was seen{more}",
            multiplier=found.multiplier,
            more=(sentence(" (the cap)") if found.capped else ""),
        )
    )
    print(SAY["sentence"].to(spoken()))


@sample_app.command("charts")
def charts(
    file: Annotated[Path, typer.Argument(help="Where to write the list for the analyst: .csv.")],
    provider: Annotated[str, typer.Option(help="The provider that is visited.")],
    seed: Annotated[str, typer.Option(help="Of the draw; the run's id where not given.")] = "",
    size: Annotated[int, typer.Option(help="How many charts.")] = 30,
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
) -> None:
    """Draw charts beyond the leads, to learn what the rules do not see. For the analyst only."""
    from feijian.leads.drawn_charts import charts_of_visit
    from feijian.workspace import Workspace, audit, chosen_run

    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    with opened.reading(prepared=True) as connection:
        number, population = charts_of_visit(connection, run, provider, file, size, seed)
    audit.record(
        opened.root, "sample charts", {"run_id": run.run_id, "provider": provider, "seed": seed}
    )
    tell(
        sentence(
            "{number} of {population} charts that no finding names: {file}",
            number=number,
            population=population,
            file=file,
        )
    )


@sample_app.command("missed")
def missed(
    files: Annotated[list[Path], typer.Argument(help="Lists of 'sample charts', filled in.")],
    workspace: WorkspaceOption = HERE,
    run_id: RunOption = None,
    as_json: JsonOption = False,
) -> None:
    """What the rules miss: per provider and family, with precision and recall as estimates."""
    from feijian.leads.charts import missed_rates, read_charts
    from feijian.leads.drawn_charts import seen_at
    from feijian.workspace import Workspace, chosen_run

    rows = read_charts(files)
    opened = Workspace.open(workspace)
    run = chosen_run(opened, run_id)
    rates = missed_rates(rows)
    seen = seen_at(opened, run, rows, rates)
    if as_json:
        print_json({"missed": [vars(r) for r in rates], "seen": [vars(s) for s in seen]})
        return
    print_table(
        ["provider", "family", "charts", "missed", "rate", "90%", "yuan"],
        [
            [
                r.provider_id,
                r.family or "all",
                r.charts,
                r.missed,
                f"{r.rate:.1%}",
                f"{r.low:.1%}–{r.high:.1%}",
                f"{r.yuan:,.2f}",
            ]
            for r in rates
        ],
        right=[2, 3, 4, 6],
    )
    for told in seen:
        precision = "—" if told.precision is None else f"{told.precision:.0%}"
        recall = (
            "—"
            if told.recall is None
            else f"{told.recall:.0%} ({told.recall_low:.0%}–{told.recall_high:.0%})"
        )
        tell(
            sentence(
                "{provider_id}: precision {precision}, recall {recall}, by charts; estimates",
                provider_id=told.provider_id,
                precision=precision,
                recall=recall,
            )
        )
