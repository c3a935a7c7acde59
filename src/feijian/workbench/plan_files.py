"""What `feijian plan` reads: a file of teams and demands, and the providers of the newest run."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from feijian.errors import Problem, UsageError
from feijian.leads import tables
from feijian.leads.step import read_table
from feijian.messages import sentence
from feijian.plain import Json
from feijian.workbench import prepare
from feijian.workbench.plan import Demand, Team, Visit
from feijian.workspace import Run, Workspace

TEAM_KEYS = {
    "name": str,
    "skills": list,
    "home": str,
    "avoids": list,
    "travel": dict,
    "default_travel": int,
}
DEMAND_KEYS = {
    "must": list,
    "by_lot": int,
    "seed": int,
    "barred": list,
    "owner_cap": int,
    "due_by_credit": int,
}
VISIT_KEYS = {"days": int, "skills": list, "owner": str}


def read_teams(file: Path, days: int) -> tuple[list[Team], Demand, dict[str, Json]]:
    """Teams, demands and what the file says of single providers.

    Raises UsageError with everything wrong in it.
    """
    try:
        text = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            Problem(
                file.name,
                sentence("cannot be read: {strerror}", strerror=error.strerror),
                "Check the path.",
            )
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            Problem(
                file.name, sentence("is not TOML: {error}", error=error), "See docs/workbench.md."
            )
        ) from None
    problems: list[Problem] = []
    unknown = sorted(text.keys() - {"team", "demand", "provider"})
    problems += [
        Problem(file.name, sentence("unknown table {u!r}", u=u), "Known: team, demand, provider.")
        for u in unknown
    ]
    teams = text.get("team", [])
    for number, team in enumerate(teams, start=1):
        where = f"{file.name} [[team]] {number}"
        problems += _faults(where, team, TEAM_KEYS)
        if not team.get("name"):
            problems.append(Problem(where, "has no name", "Give each team its own."))
    problems += _faults(f"{file.name} [demand]", text.get("demand", {}), DEMAND_KEYS)
    for provider, facts in text.get("provider", {}).items():
        problems += _faults(f"{file.name} [provider.{provider}]", facts, VISIT_KEYS)
    if problems:
        raise UsageError(problems)
    made = [
        Team(
            t["name"],
            frozenset(t.get("skills", ())),
            t.get("home", ""),
            frozenset(t.get("avoids", ())),
            tuple(sorted(t.get("travel", {}).items())),
            t.get("default_travel", 1),
        )
        for t in teams
    ]
    asked = text.get("demand", {})
    demand = Demand(
        days,
        tuple(asked.get("must", ())),
        asked.get("by_lot", 0),
        asked.get("seed", 0),
        frozenset(asked.get("barred", ())),
        asked.get("owner_cap", 0),
        due_least=asked.get("due_by_credit", 0),
    )
    return made, demand, text.get("provider", {})


def _faults(where: str, given: Mapping[str, Any], known: Mapping[str, type]) -> list[Problem]:
    found = []
    for key, value in given.items():
        if key not in known:
            found.append(
                Problem(
                    where,
                    sentence("unknown key {key!r}", key=key),
                    sentence("Known: {known}.", known=", ".join(known)),
                )
            )
        elif not isinstance(value, known[key]) or isinstance(value, bool):
            found.append(
                Problem(
                    where,
                    sentence("{key!r} is no {kind}", key=key, kind=known[key].__name__),
                    "See docs/workbench.md.",
                )
            )
        elif isinstance(value, int) and value < 0:
            found.append(
                Problem(
                    where,
                    sentence("{key!r} is below nothing", key=key),
                    "Give a whole number from 0.",
                )
            )
        elif isinstance(value, dict) and not all(
            isinstance(n, int) and n >= 0 for n in value.values()
        ):
            found.append(
                Problem(
                    where,
                    sentence("{key!r} has other than days", key=key),
                    "Give whole numbers of days.",
                )
            )
        elif isinstance(value, list) and not all(isinstance(n, str) for n in value):
            found.append(
                Problem(
                    where,
                    sentence("{key!r} has other than texts", key=key),
                    "Write each in quotes.",
                )
            )
    return found


def visits_of(
    workspace: Workspace,
    run: Run,
    facts: Mapping[str, Json],
    also: Collection[str] = (),
) -> list[Visit]:
    """Every provider with a lead in the run, worth what its leads are expected to recover.

    also: providers that may be visited without a lead, worth nothing by the list. The run is prepared (`prepare`). A provider without a division is its own county.
    """
    worth = (
        read_table(run, "leads.parquet", tables.LEADS)
        .filter(pl.col("provider_id").is_not_null())
        .group_by("provider_id")
        .agg(pl.col("expected_recovery").cast(pl.Float64).sum())
    )
    providers = pl.read_parquet(prepare.folder_of(workspace, run.run_id) / prepare.PROVIDERS)
    regions = dict(providers.select("provider_id", "region_code").iter_rows())
    unknown = sorted(set(facts) - set(regions))
    if unknown:
        raise UsageError(
            [Problem(f"[provider.{p}]", "no such provider", "Check its id.") for p in unknown]
        )
    rows = dict.fromkeys((p for p in also if p in regions), 0.0)
    rows.update(worth.iter_rows())
    return [
        Visit(
            p,
            regions.get(p) or p,
            round(w or 0.0, 2),
            facts.get(p, {}).get("days", 1),
            frozenset(facts.get(p, {}).get("skills", ())),
            facts.get(p, {}).get("owner", ""),
        )
        for p, w in sorted(rows.items())
    ]
