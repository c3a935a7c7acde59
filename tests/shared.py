"""The built-in library, read and checked once in a test session for all tests that only ask of it.

Reading it takes seconds of processor; what it gives is frozen. Worker processes of one session read it
once together: the first that asks writes it into the session's folder as a workspace keeps it. A test
that reads other folders, or tests the reading itself, reads for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock

from feijian.contracts import Content, read_content
from feijian.contracts.catalogue import read_catalogue
from feijian.contracts.model import Catalogue
from feijian.library import Library
from feijian.library.kept import kept, library_digest
from feijian.library.remembered import remembered
from feijian.models import ModelBook, read_models
from feijian.rules import RuleBook, checked
from feijian.rules.applicability import columns_read
from feijian.rules.checked import CheckedRules, rules_of
from feijian.workspace import Workspace

KEY = b"one test session"
SHARED: list[Path] = []
"""The folder of all worker processes; empty where one process runs all tests."""
Read = TypeVar("Read")


def read_together(kind: str, kind_of: type[Read], make: Callable[[], Read]) -> Read:
    """What `make` gives, made by the first worker that asks and read from its file by the others."""
    if not SHARED:
        return make()
    folder = SHARED[0] / "library"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / f"{kind}.lock"):
        return kept(folder, kind, library_digest(Library.of()), KEY, kind_of, make)


@cache
def builtin_content() -> Content:
    """Contracts and derived tables; runs within this process take it too."""
    return remembered(
        ("content", library_digest(Library.of())),
        (),
        lambda: read_together("content", Content, read_content),
    )


@cache
def builtin_book() -> RuleBook:
    """Every rule, checked."""
    content = builtin_content()
    book = read_together("book", RuleBook, lambda: rules_of(content))
    return replace(book, catalogue=content.catalogue, derived=content.derived)


@cache
def builtin_rules() -> CheckedRules:
    """As a run takes them: every rule without its cases, and the columns it reads."""
    book = replace(builtin_book(), cases={})

    def check() -> CheckedRules:
        columns = {r.id: columns_read(r.sql, book.catalogue) for r in book.rules}
        return CheckedRules(book, columns)

    return remembered(
        ("rules", library_digest(Library.of())),
        (),
        lambda: read_together("rules", CheckedRules, check),
    )


def read_builtin_once(patch: pytest.MonkeyPatch) -> None:
    """Runs of this process over the built-in library alone take it from here, in whatever workspace.

    What a workspace has kept it takes from there all the same; a library with folders of others' is read.
    """
    read, check = checked.read_content, checked._check

    def content(extra: Iterable[Path] = ()) -> Content:
        folders, known = list(extra), builtin_content()
        return known if not folders and known.library == Library.of() else read(folders)

    def rules(content: Content) -> CheckedRules:
        return builtin_rules() if content.library == builtin_content().library else check(content)

    patch.setattr(checked, "read_content", content)
    patch.setattr(checked, "_check", rules)


def keep_library(workspace: Workspace) -> None:
    """Put into a workspace what its first run would read and check of the library, and keep there.

    Whoever runs on it, in this process or another, takes it from there as a second run does.
    """
    digest, key = library_digest(Library.of()), workspace.privacy_key()
    kept(workspace.kept, "content", digest, key, Content, builtin_content)
    kept(workspace.kept, "rules", digest, key, CheckedRules, builtin_rules)


@cache
def builtin_models() -> ModelBook:
    """Every model, checked."""
    content = builtin_content()
    book = read_together(
        "models",
        ModelBook,
        lambda: read_models(content.library, content.catalogue, content.derived),
    )
    return replace(book, catalogue=content.catalogue, derived=content.derived)


@cache
def builtin_catalogue() -> Catalogue:
    """Canonical and reference tables alone."""
    return read_catalogue(Library.of())
