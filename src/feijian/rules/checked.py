"""The content a run reads and its rules, checked; the same files are not checked twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from feijian.contracts import Content, read_content
from feijian.library import Library
from feijian.library.kept import kept, library_digest
from feijian.library.remembered import remembered
from feijian.rules.applicability import Columns, columns_read
from feijian.rules.book import RuleBook, read_rules
from feijian.workspace import Run, Workspace


@dataclass(frozen=True)
class CheckedRules:
    """Rules that stand, without their cases, and the columns that each one's query reads."""

    book: RuleBook
    columns: Mapping[str, Columns]


def content_of(workspace: Workspace, run: Run | None = None) -> Content:
    """The library a run reads: built in, then the settings' folders, then the command's."""
    return content_with(workspace, [Path(p) for p in run.request.library] if run else ())


def content_with(workspace: Workspace, folders: Iterable[Path]) -> Content:
    """The library of a workspace and some folders; the same files are not read twice."""
    extra = [*workspace.settings().library, *folders]
    digest, key = library_digest(Library.of(extra)), workspace.privacy_key()

    def read() -> Content:
        # another workspace of this process may have read the same files
        return remembered(("content", digest), (), lambda: read_content(extra))

    # three steps of a night ask for it; what another workspace kept is not believed here
    return remembered(
        ("kept content", digest, key),
        (),
        lambda: kept(workspace.kept, "content", digest, key, Content, read),
    )


def checked_rules(workspace: Workspace, content: Content) -> CheckedRules:
    """All rules of the content; what was checked of the same files before is taken as it was."""
    digest = library_digest(content.library)
    return kept(
        workspace.kept,
        "rules",
        digest,
        workspace.privacy_key(),
        CheckedRules,
        lambda: remembered(("rules", digest), (), lambda: _check(content)),
    )


def _check(content: Content) -> CheckedRules:
    book = rules_of(content)
    columns = {r.id: columns_read(r.sql, content.catalogue) for r in book.rules}
    return CheckedRules(replace(book, cases={}), columns)


def rules_of(content: Content, only: Iterable[str] | None = None) -> RuleBook:
    """All rules, or some, checked against the legal bases and classes the library ships."""
    return read_rules(
        content.library,
        content.catalogue,
        content.derived,
        only=only,
        basis_ids=content.codes("legal_basis", "basis_id"),
        class_codes=content.codes("official_class", "class_id"),
    )
