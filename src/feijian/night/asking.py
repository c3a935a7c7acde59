"""One encounter asked about in the daytime: read, judged over the person's history, and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feijian.errors import WorkspaceError
from feijian.ingest.load.unsettled import Forms, Upload, forms_of, stage
from feijian.library.kept import kept, library_digest
from feijian.rules.checked import checked_rules, content_of
from feijian.rules.header import Rule
from feijian.workspace import Run, RunRequest, Workspace

if TYPE_CHECKING:
    import duckdb

    from feijian.contracts import Content
    from feijian.rules.unsettled import Answer


def answered(
    workspace: Workspace, upload: Upload, shown: str, as_of: date, library: Sequence[Path] = ()
) -> dict[str, Any]:
    """What the rules say of an upload, as plain values. shown: how messages call it.

    Raises UsageError for an upload that cannot be read, WorkspaceError where nothing was judged yet.
    """
    from feijian.contracts import empty_world
    from feijian.rules.unsettled import check_encounter

    request = RunRequest(as_of, library=tuple(str(p.resolve()) for p in library))
    content = content_of(workspace, Run("", workspace.root, request))
    checked = checked_rules(workspace, content)
    forms = kept(
        workspace.kept,
        "forms",
        library_digest(content.library),
        workspace.privacy_key(),
        Forms,
        lambda: forms_of(content.library, content.catalogue),
    )
    reader = empty_world(content.catalogue, ())
    try:
        rows = stage(reader, content.catalogue, forms, upload, shown)
    finally:
        reader.close()
    with workspace.reading() as warehouse:
        if _unprepared(warehouse, content):
            raise WorkspaceError(
                "no run has prepared this workspace for today's content", "Run 'feijian run' first."
            )
        answer = check_encounter(warehouse, content, checked, workspace.settings(), rows, as_of)
        legal = _legal(warehouse)
    return told(answer, {r.id: r for r in checked.book.rules}, legal, rows["claim_line"])


def _unprepared(warehouse: duckdb.DuckDBPyConnection, content: Content) -> set[str]:
    """Tables of the content that the warehouse has not, or not with all columns: no run made them yet."""
    there = warehouse.execute(
        "select table_schema || '.' || table_name || '.' || column_name from information_schema.columns"
    ).fetchall()
    wanted = {
        f"{t.full_name}.{c.name}"
        for t in content.catalogue
        if t.schema in ("canonical", "reference")
        for c in t.columns
    }
    return wanted - {name for (name,) in there}


def _legal(warehouse: duckdb.DuckDBPyConnection) -> Any:
    from feijian.leads.warehouse import legal_basis

    return legal_basis(warehouse)


def told(
    answer: Answer, rules: Mapping[str, Rule], legal: Any, lines: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """An answer as JSON has it: findings by line, and those that name no line of the upload."""
    from feijian.rules.legal_basis import citation, in_force

    rows: dict[str, list[dict[str, Any]]] = {}
    for row in legal.iter_rows(named=True):
        rows.setdefault(row["basis_id"], []).append(row)
    by_line: dict[str, list[dict[str, Any]]] = {line: [] for line in answer.lines}
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
