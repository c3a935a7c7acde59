"""What leads and reports tell of rules: their headers, without the checks that judging has made.

Checking a whole library (every query planned, every case read) takes many times longer than
ranking; within a run it has been done by the step that judges.
"""

from __future__ import annotations

from pathlib import Path

from feijian.errors import LibraryError, Problem
from feijian.leads.inputs import RuleFacts
from feijian.library import Library, read_headed_sql
from feijian.rules.header import parse_rule
from feijian.workspace import Run, Workspace


def rule_headers(workspace: Workspace, run: Run) -> dict[str, RuleFacts]:
    """Every rule's header by id, from the built-in library, the settings' folders and the run's.

    Raises LibraryError with every header that cannot be read.
    """
    folders = [*workspace.settings().library, *(Path(f) for f in run.request.library)]
    found: dict[str, RuleFacts] = {}
    problems: list[Problem] = []
    for file in Library.of(folders).files("rules", "*/*.sql"):
        try:
            rule, wrong = parse_rule(read_headed_sql(file))
        except LibraryError as error:
            problems.extend(error.problems)
            continue
        if rule is None:
            problems.extend(wrong)
        else:
            found[rule.id] = rule
    if problems:
        raise LibraryError(problems)
    return dict(sorted(found.items()))
