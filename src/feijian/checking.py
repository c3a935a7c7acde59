"""All content in one call: contracts, reference rows, sources, derived tables, rules and models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from feijian.errors import LibraryError, Problem


@dataclass(frozen=True)
class ContentReport:
    """What was looked at, and every problem of it; nothing runs on claims for it."""

    tables: int
    sources: int
    derived: int
    rules: int
    models: int
    problems: tuple[Problem, ...]

    def counts(self) -> dict[str, int]:
        return {
            "tables": self.tables,
            "sources": self.sources,
            "derived": self.derived,
            "rules": self.rules,
            "models": self.models,
        }


def check_content(extra: Sequence[Path] = ()) -> ContentReport:
    """Read everything in the built-in library and the given folders.

    A later room is only looked at where the one it stands on is in order: rules over tables that
    cannot be read would be a list of echoes. Cases are run by the `test` commands.
    """
    from feijian.contracts import read_content
    from feijian.contracts.derived_cases import cases_of
    from feijian.ingest.sources.reading import read_source, source_names
    from feijian.models import read_models
    from feijian.reference.listing import reference_rows
    from feijian.rules.portable import portable_problems
    from feijian.rules.step import rules_of
    from feijian.workspace import Settings

    problems: list[Problem] = []
    try:
        content = read_content(extra)
    except LibraryError as error:
        return ContentReport(0, 0, 0, 0, 0, error.problems)
    try:
        with reference_rows(content, Settings()):
            pass
    except LibraryError as error:
        problems += error.problems
    sources = source_names(content.library)
    for name in sources:
        try:
            read_source(content.library, name, content.catalogue)
        except LibraryError as error:
            problems += error.problems
    for item in content.derived:
        try:
            cases_of(item)
        except LibraryError as error:
            problems += error.problems
    rules = models = 0
    try:
        book = rules_of(content)
        rules = len(book.rules)
        problems += book.widened
        problems += [p for rule in book.rules for p in portable_problems(rule.headed)]
    except LibraryError as error:
        problems += error.problems
    try:
        models = len(read_models(content.library, content.catalogue, content.derived).models)
    except LibraryError as error:
        problems += error.problems
    return ContentReport(
        len(content.catalogue.tables),
        len(sources),
        len(content.derived),
        rules,
        models,
        tuple(sorted(set(problems))),
    )
