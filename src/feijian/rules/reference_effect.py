"""Which findings a reference file would change, told before it is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from feijian.contracts import Content
from feijian.contracts.model import Table
from feijian.plain import Json
from feijian.reference.editions import candidate
from feijian.reference.listing import reference_rows
from feijian.rules.book import RuleBook
from feijian.rules.findings import Finding
from feijian.rules.trial import trial
from feijian.workspace import Workspace

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

EXAMPLES = 3
Findings = Mapping[str, Finding]


@dataclass(frozen=True)
class RuleEffect:
    """One rule's findings with the rows in force and with the file's; amounts in yuan, unknown left out.

    changed: the same finding with other evidence, certainty or amount.
    examples: a few messages of each kind, `+`, `-` or `~` before them, as (Chinese, English).
    """

    rule_id: str
    added: int
    removed: int
    changed: int
    unchanged: int
    amount_now: Decimal
    amount_then: Decimal
    examples: tuple[tuple[str, str], ...]

    def json(self) -> Json:
        return asdict(self)


def effects_of(
    workspace: Workspace,
    content: Content,
    book: RuleBook,
    table: Table,
    file: Path,
    mode: str,
    rules: Iterable[str],
    as_of: date,
) -> tuple[RuleEffect, ...]:
    """What the given rules would find with a file's rows, beside what they find with those in force.

    Raises LibraryError with the file's bad rows, WorkspaceError when nothing was ever loaded.
    """
    settings = workspace.settings()
    with reference_rows(content, settings, only=table) as connection:
        now_rows = _rows(connection, table)
    with reference_rows(content, settings, candidate(table, file, mode), only=table) as connection:
        then_rows = _rows(connection, table)
    chosen = [book.get(rule) for rule in sorted(rules)]
    sides: list[dict[str, Findings]] = []
    for rows in (now_rows, then_rows):
        with trial(workspace, content, book, as_of, {table.name: rows}) as world:
            sides.append(
                {rule.id: {f["finding_id"]: f for f in world.findings(rule)} for rule in chosen}
            )
    now, then = sides
    return tuple(_effect(rule.id, now[rule.id], then[rule.id]) for rule in chosen)


def _rows(connection: duckdb.DuckDBPyConnection, table: Table) -> pa.Table:
    return connection.sql(f"select * from {table.full_name}").to_arrow_table()


def _seen_of(finding: Finding) -> tuple[str, str, Decimal | None]:
    return finding["evidence_hash"], finding["certainty"], finding["amount_at_risk"]


def _effect(rule_id: str, now: Findings, then: Findings) -> RuleEffect:
    added, removed = sorted(then.keys() - now.keys()), sorted(now.keys() - then.keys())
    both = sorted(now.keys() & then.keys())
    changed = [i for i in both if _seen_of(now[i]) != _seen_of(then[i])]
    examples = [
        (f"{sign} {source[i]['message_zh']}", f"{sign} {source[i]['message_en']}")
        for sign, ids, source in (("+", added, then), ("-", removed, now), ("~", changed, then))
        for i in ids[:EXAMPLES]
    ]
    return RuleEffect(
        rule_id,
        len(added),
        len(removed),
        len(changed),
        len(both) - len(changed),
        _sum(now),
        _sum(then),
        tuple(examples),
    )


def _sum(findings: Findings) -> Decimal:
    return sum((f["amount_at_risk"] or Decimal(0) for f in findings.values()), Decimal("0.00"))
