"""Providers as people name them: by id, by name or a part of it, with suggestions for near misses."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import polars as pl

from feijian.errors import Problem, UsageError
from feijian.leads.warehouse import frame_of
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


def _problem(where: str, wanted: str, part: list[str], names: dict[str, str]) -> Problem:
    if part:
        told = ", ".join(f"{names[i]} ({i})" for i in part[:MOST_NAMED])
        more = f" and {len(part) - MOST_NAMED} more" if len(part) > MOST_NAMED else ""
        return Problem(where, f"{len(part)} providers have that name", f"Name one: {told}{more}.")
    near = difflib.get_close_matches(wanted, [n for n in names.values() if n], n=3, cutoff=0.5)
    ids = difflib.get_close_matches(wanted, list(names), n=3, cutoff=0.7)
    told = ", ".join([*(f"{n} ({i})" for i, n in names.items() if n in near), *ids])
    what = f"is not among the {len(names)} providers loaded"
    return Problem(where, what, f"Did you mean {told}?" if told else "See 'feijian query \"select provider_id, name from canonical.provider\"'.")  # fmt: skip
