"""One encounter asked about in the daytime: read, judged over the person's history, and told."""

from __future__ import annotations

import queue
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feijian.asking.snapshot import require_prepared
from feijian.ingest.load.unsettled import Forms, Upload, forms_of, stage
from feijian.library.kept import kept, library_digest
from feijian.plain import Json
from feijian.rules.checked import CheckedRules, checked_rules, content_of
from feijian.rules.header import Rule
from feijian.rules.unsettled import LineStanding, check_encounter, standing, waiting_world
from feijian.workspace import Run, RunRequest, Workspace

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from feijian.contracts import Content
    from feijian.rules.unsettled import Answer


@dataclass(frozen=True)
class Library:
    """The content that answers are given by, read and checked once."""

    content: Content
    checked: CheckedRules
    forms: Forms


def library_of(workspace: Workspace, as_of: date, library: Sequence[Path] = ()) -> Library:
    """The workspace's content with rules checked and the forms of an upload."""
    request = RunRequest(as_of, library=tuple(str(p.resolve()) for p in library))
    content = content_of(workspace, Run("", workspace.root, request))
    forms = kept(
        workspace.kept,
        "forms",
        library_digest(content.library),
        workspace.privacy_key(),
        Forms,
        lambda: forms_of(content.library, content.catalogue),
    )
    return Library(content, checked_rules(workspace, content), forms)


class Answers:
    """Answers of one day from one state of the warehouse, by several threads at the same time.

    source: the warehouse, or a copy of it. Each world is one thread's at a time, and empty after it.
    """

    def __init__(
        self,
        workspace: Workspace,
        library: Library,
        source: duckdb.DuckDBPyConnection,
        as_of: date,
        workers: int = 1,
    ) -> None:
        """Raises WorkspaceError where no run has prepared the tables of today's content."""
        self.library, self.as_of = library, as_of
        require_prepared(source, library.content.catalogue)
        self.known: LineStanding = standing(
            source, library.content, library.checked, workspace.settings(), as_of
        )
        self._legal = legal_of(source)
        self._rules = {r.id: r for r in library.checked.book.rules}
        self._free: queue.Queue[_Desk] = queue.Queue()
        for _ in range(workers):
            self._free.put(_Desk(source.cursor(), library.content))

    def answer(self, upload: Upload, shown: str) -> Json:
        """What the rules say of an upload, as plain values. shown: how messages call it.

        Raises UsageError for an upload that cannot be read.
        """
        desk = self._free.get()
        try:
            content = self.library.content
            rows = stage(desk.reader, content.catalogue, self.library.forms, upload, shown)
            reads = self.library.checked.book.reads
            given = check_encounter(desk.source, self.known, reads, rows, desk.world)
            return told(given, self._rules, self._legal, rows.charges)
        finally:
            self._free.put(desk)

    def close(self) -> None:
        """Close every world; answers under way are waited for."""
        for _ in range(self._free.qsize()):
            self._free.get().close()


class _Desk:
    """What one answer works with: the history, a world that waits, one to read uploads in."""

    def __init__(self, source: duckdb.DuckDBPyConnection, content: Content) -> None:
        from feijian.contracts import empty_world

        self.source = source
        self.world = waiting_world(source, content)
        self.reader = empty_world(content.catalogue, ())

    def close(self) -> None:
        self.world.close()
        self.reader.close()


def answered(
    workspace: Workspace, upload: Upload, shown: str, as_of: date, library: Sequence[Path] = ()
) -> Json:
    """One answer from the warehouse as it is.

    Raises UsageError for an upload that cannot be read, WorkspaceError where nothing was judged yet.
    """
    read = library_of(workspace, as_of, library)
    with workspace.reading(whole=True) as warehouse:
        answers = Answers(workspace, read, warehouse, as_of)
        try:
            return answers.answer(upload, shown)
        finally:
            answers.close()


def legal_of(source: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The clauses that answers cite."""
    from feijian.leads.warehouse import legal_basis

    return legal_basis(source)


def told(
    answer: Answer,
    rules: Mapping[str, Rule],
    legal: pl.DataFrame,
    lines: Sequence[Mapping[str, Any]],
) -> Json:
    """An answer as JSON has it: findings by line, and those that name no line of the upload."""
    from feijian.rules.legal_basis import by_basis, citation, in_force

    rows = by_basis(legal)
    by_line: dict[str, list[Json]] = {line: [] for line in answer.lines}
    others = []
    for number, finding in enumerate(answer.findings, start=1):
        rule = rules[finding["rule_id"]]
        cited = in_force(legal, {rule.id: rule.basis}, [(rule.id, finding["occurred_from"])])
        said = {
            "finding": number,
            "rule_id": rule.id,
            "certainty": finding["certainty"],
            "title_zh": rule.title_zh,
            "title_en": rule.title,
            "message_zh": finding["message_zh"],
            "message_en": finding["message_en"],
            "amount_at_risk": None
            if finding["amount_at_risk"] is None
            else str(finding["amount_at_risk"]),
            "basis": list(cited),
            "basis_zh": [citation(rows[b][0], "zh") for b in cited],
            "basis_en": [citation(rows[b][0], "en") for b in cited],
            "in_order_where_zh": list(rule.innocent_when_zh),
            "in_order_where_en": list(rule.innocent_when),
            "have_ready_zh": list(rule.verify_by_zh),
            "have_ready_en": list(rule.verify_by),
            "claim_line_ids": list(finding["claim_line_ids"]),
            "encounter_ids": list(finding["encounter_ids"]),
        }
        its = [line for line in answer.lines if line in finding["claim_line_ids"]]
        for line in its:
            by_line[line].append(said)
        if not its:
            others.append(said)
    codes = dict(zip(answer.lines, (line["item_code"] for line in lines), strict=True))
    return {
        "encounter_id": answer.encounter_id,
        "lines": [
            {"claim_line_id": line, "item_code": codes[line], "findings": found}
            for line, found in by_line.items()
        ],
        "findings": others,
        "judged": list(answer.judged),
        "not_yet": dict(answer.not_yet),
        "not_applicable": dict(answer.not_applicable),
        "failed": dict(answer.failed),
        "history": dict(answer.history),
    }
