"""The list of rules, with what the newest run and the verdicts so far say of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from feijian.errors import Problem, UsageError, WorkspaceError
from feijian.messages import sentence
from feijian.plain import Json
from feijian.rules.book import RuleBook


def rule_list(
    book: RuleBook, folder: Path, precision: Mapping[str, Any], family: str | None = None
) -> list[Json]:
    """One entry a rule; outcome and found are empty where the folder is no workspace with a run.

    precision: what verdicts say of a rule, by id; None in the entry where they say nothing.
    Raises UsageError for a family that has no rule.
    """
    families = sorted({rule.family for rule in book.rules})
    if family and family not in families:
        todo = sentence("One of: {names}.", names=", ".join(families))
        raise UsageError(Problem(f"--family {family}", "there is none of that name", todo))
    outcomes = _outcomes(folder)
    rows = []
    for rule in book.rules:
        if family and rule.family != family:
            continue
        run = outcomes.get(rule.id, {})
        rows.append(
            {
                "rule_id": rule.id,
                "family": rule.family,
                "title": rule.title,
                "title_zh": rule.title_zh,
                "certainty": rule.certainty,
                "status": rule.status,
                "scope": rule.scope,
                "subject": rule.subject,
                "version": rule.version,
                "official": list(rule.official),
                "outcome": run.get("outcome", ""),
                "found": run.get("found"),
                "precision": precision.get(rule.id),
            }
        )
    return rows


def _outcomes(folder: Path) -> dict[str, Json]:
    from feijian.workspace import Workspace, latest_run

    try:
        run = latest_run(Workspace.open(folder))
    except WorkspaceError:
        return {}
    import polars as pl

    return {r["rule_id"]: r for r in pl.read_parquet(run.file("rules.parquet")).to_dicts()}
