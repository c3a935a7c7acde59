"""What leads and reports tell of rules: their headers, without the checks that judging has made.

Checking a whole library (every query planned, every case read) takes many times longer than
ranking; within a run it has been done by the step that judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from feijian.errors import LibraryError, Problem
from feijian.leads.inputs import RuleFacts
from feijian.library import Library, read_headed_sql
from feijian.library.kept import kept, library_digest
from feijian.rules.header import Rule, parse_rule
from feijian.rules.overrides import stated_as_set
from feijian.workspace import Run, Workspace


@dataclass(frozen=True)
class RuleHeaders:
    """Every rule's header by id."""

    rules: Mapping[str, Rule]


def rule_headers(workspace: Workspace, run: Run) -> dict[str, RuleFacts]:
    """Every rule's header by id, from the built-in library, the settings' folders and the run's.

    Innocent explanations have the values that the settings give everybody.

    What was read of the same files before is taken as it was. Raises LibraryError with every header
    that cannot be read.
    """
    folders = [*workspace.settings().library, *(Path(f) for f in run.request.library)]
    library = Library.of(folders)
    digest = library_digest(library)
    key = workspace.privacy_key()
    read = kept(workspace.kept, "headers", digest, key, RuleHeaders, lambda: _read(library))
    settings, as_of = workspace.settings(), run.request.as_of
    return {name: stated_as_set(r, settings.parameters, as_of) for name, r in read.rules.items()}


def _read(library: Library) -> RuleHeaders:
    found: dict[str, Rule] = {}
    problems: list[Problem] = []
    for file in library.files("rules", "*/*.sql"):
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
    return RuleHeaders(dict(sorted(found.items())))
