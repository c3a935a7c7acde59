"""Providers as people name them: by id, by name or a part of it, with suggestions for near misses."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from feijian.errors import Problem, UsageError
from feijian.leads.warehouse import frame_of
from feijian.messages import sentence
from feijian.plain import region_prefix
from feijian.workspace import Workspace

FACTS = """
select provider_id, name, kind, level, region_code
from canonical.provider
order by provider_id
"""
MOST_NAMED = 5


def provider_facts(workspace: Workspace) -> pl.DataFrame:
    """provider_id, name, kind, level and region_code of every provider loaded."""
    with workspace.reading() as connection:
        return frame_of(connection, FACTS)


def chosen_providers(
    workspace: Workspace, given: Sequence[str], option: str = "--provider"
) -> tuple[str, ...]:
    """The ids of providers named by id, by name, or by a part of a name that only one has.

    Raises UsageError for every text that names none or several, with what is near.
    """
    if not given:
        return ()
    facts = provider_facts(workspace)
    names = {i: n or "" for i, n in facts.select("provider_id", "name").iter_rows()}
    found, problems = [], []
    for text in given:
        wanted = text.strip()
        same = [i for i, n in names.items() if wanted in (i, n)]
        part = same or [i for i, n in names.items() if wanted and wanted in n]
        if len(part) == 1:
            found.append(part[0])
            continue
        problems.append(_problem(f"{option} {text}", wanted, part, names))
    if problems:
        raise UsageError(problems)
    return tuple(dict.fromkeys(found))


def swept_providers(
    workspace: Workspace, named: Sequence[str], county: str, plan: Path | None
) -> tuple[str, ...]:
    """The providers of a sweep: those named, those of a county, those of a plan's file.

    Raises UsageError where none is asked for, or a county or plan names none that is loaded.
    """
    if not (named or county or plan):
        todo = "Give --provider, --county or --from-plan."
        raise UsageError(Problem("sweep", "names no provider", todo))
    found = list(chosen_providers(workspace, named))
    facts = provider_facts(workspace)
    if county:
        its = facts.filter(pl.col("region_code").str.starts_with(region_prefix(county)))[
            "provider_id"
        ].to_list()
        if not its:
            codes = ", ".join(sorted(facts["region_code"].drop_nulls().unique())[:MOST_NAMED])
            what = "no provider's region code begins so"
            raise UsageError(
                Problem(
                    f"--county {county}",
                    what,
                    sentence("Codes loaded: {codes}.", codes=codes or "—"),
                )
            )
        found += its
    if plan:
        found += _planned(plan, set(facts["provider_id"]))
    return tuple(dict.fromkeys(found))


def _planned(plan: Path, loaded: set[str]) -> list[str]:
    """The providers of a plan as `feijian plan --json` prints it, in its order."""
    where, todo = f"--from-plan {plan.name}", "Write it with 'feijian plan … --json > plan.json'."
    try:
        told = json.loads(plan.read_text(encoding="utf-8-sig"))
        stops = [str(stop["provider_id"]) for stop in told["stops"]]
    except OSError as error:
        raise UsageError(
            Problem(where, sentence("cannot be read: {strerror}", strerror=error.strerror), todo)
        ) from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(Problem(where, "is not a plan", todo)) from None
    unknown = [p for p in stops if p not in loaded]
    if unknown or not stops:
        what = (
            sentence("names providers that are not loaded: {unknown}", unknown=", ".join(unknown))
            if unknown
            else "has no stop"
        )
        raise UsageError(Problem(where, what, todo))
    return stops


def _problem(where: str, wanted: str, part: list[str], names: dict[str, str]) -> Problem:
    if part:
        told = ", ".join(f"{names[i]} ({i})" for i in part[:MOST_NAMED])
        more = sentence(" and {n} more", n=len(part) - MOST_NAMED) if len(part) > MOST_NAMED else ""
        return Problem(
            where,
            sentence("{n} providers have that name", n=len(part)),
            sentence("Name one: {told}{part}.", told=told, part=more),
        )
    near = difflib.get_close_matches(wanted, [n for n in names.values() if n], n=3, cutoff=0.5)
    ids = difflib.get_close_matches(wanted, list(names), n=3, cutoff=0.7)
    told = ", ".join([*(f"{n} ({i})" for i, n in names.items() if n in near), *ids])
    what = sentence("is not among the {n} providers loaded", n=len(names))
    return Problem(
        where,
        what,
        sentence("Did you mean {told}?", told=told)
        if told
        else "See 'feijian query \"select provider_id, name from canonical.provider\"'.",
    )


def provider_names(workspace: Workspace) -> dict[str, str]:
    """The name of every provider of the register that has one."""
    with workspace.reading() as connection:
        rows = connection.execute(
            "select provider_id, name from canonical.provider where name is not null"
        ).fetchall()
    return {str(provider): str(name) for provider, name in rows}
