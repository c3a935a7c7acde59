"""Findings: what a rule's rows become, with ids that a rerun keeps and evidence that is exact."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypedDict

from feijian.contracts.published import arrow_schema
from feijian.library.comparison import cell_text
from feijian.messages import sentence
from feijian.rules.header import Rule
from feijian.rules.parameter import Given
from feijian.rules.query_check import SCOPE_OUTPUT
from feijian.rules.wording import message, money_fields

if TYPE_CHECKING:
    import pyarrow as pa


class Finding(TypedDict):
    """A finding from the query that makes it to the files that publish it.

    What a rule says of it is there from the first; what it costs is filled in after (`fund_loss`), and
    run and event where it is published. docs/published-tables.md says what each means.
    """

    finding_id: str
    rule_id: str
    rule_version: int
    family: str
    certainty: str
    subject_kind: str
    subject_id: str
    provider_id: str
    person_id: str | None
    practitioner_id: str | None
    encounter_ids: list[str]
    claim_line_ids: list[str]
    trace_codes: list[str]
    occurred_from: date | None
    occurred_to: date | None
    amount_at_risk: Decimal | None
    message_zh: str
    message_en: str
    evidence_hash: str
    scope_keys: list[str]
    status: str
    item_code: str | None
    evidence: list[str]
    fund_at_risk: NotRequired[Decimal | None]
    person_at_risk: NotRequired[Decimal | None]
    run_id: NotRequired[str]
    event_id: NotRequired[str]


LISTS: tuple[Literal["encounter_ids", "claim_line_ids", "trace_codes"], ...] = (
    "encounter_ids",
    "claim_line_ids",
    "trace_codes",
)


def stored_schema() -> pa.Schema:
    """Columns of the warehouse's finding store: what a rule says of it, and some of its own.

    scope_keys: the keys that decided the finding; status: the rule's; item_code: for exemptions;
    evidence: role, table and key of what makes it understandable, joined by tabs.
    """
    import pyarrow as pa

    fields = [f for f in arrow_schema("finding") if f.name not in ("run_id", "event_id")]
    extra = [
        ("scope_keys", pa.list_(pa.string())),
        ("status", pa.string()),
        ("item_code", pa.string()),
        ("evidence", pa.list_(pa.string())),
    ]
    return pa.schema([*fields, *(pa.field(n, t) for n, t in extra)])


def finding_rows(rule: Rule, rows: Iterable[Mapping[str, Any]], values: Given) -> list[Finding]:
    """The rows of a rule's query as findings, without `fund_at_risk`, sorted by id.

    values: the parameter values it ran with; messages may name them.
    Raises ValueError when two rows are the same finding: `identity` is too short then.
    """
    found: dict[str, Finding] = {}
    for row in rows:
        finding = _finding(rule, row, values)
        if finding["finding_id"] in found:
            raise ValueError(
                "two rows are one finding: subject and 'identity' must tell them apart"
            )
        found[finding["finding_id"]] = finding
    return [found[k] for k in sorted(found)]


def _finding(rule: Rule, row: Mapping[str, Any], values: Given) -> Finding:
    lists = {name: _sorted(row.get(name)) for name in LISTS}
    amount = row.get("amount_at_risk")
    shown = {**values, **row}
    money = money_fields(rule.message_zh, rule.message)
    keys: list[str] = []
    for column in SCOPE_OUTPUT[rule.scope]:
        value = row.get(column)
        keys += lists[column] if column in LISTS else ([str(value)] if value is not None else [])
    evidence = [*(f"{n}:{','.join(lists[n])}" for n in LISTS), f"amount:{amount}"]
    return {
        "finding_id": _digest(
            rule.id, row["subject_id"], *(cell_text(row[c]) for c in rule.identity)
        ),
        "rule_id": rule.id,
        "rule_version": rule.version,
        "family": rule.family,
        "certainty": _certainty(rule, row.get("certainty")),
        "subject_kind": rule.subject,
        "subject_id": row["subject_id"],
        "provider_id": row["provider_id"],
        "person_id": row.get("person_id"),
        "practitioner_id": row.get("practitioner_id"),
        "encounter_ids": lists["encounter_ids"],
        "claim_line_ids": lists["claim_line_ids"],
        "trace_codes": lists["trace_codes"],
        "occurred_from": _day(row.get("occurred_from")),
        "occurred_to": _day(row.get("occurred_to")),
        "amount_at_risk": None if amount is None else Decimal(amount).quantize(Decimal("0.01")),
        "message_zh": message(rule.message_zh, shown, money=money),
        "message_en": message(rule.message, shown, money=money),
        "evidence_hash": _digest(*evidence),
        "scope_keys": keys,
        "status": rule.status,
        "item_code": row.get("item_code"),
        "evidence": _other_side(rule, row),
    }


def _other_side(rule: Rule, row: Mapping[str, Any]) -> list[str]:
    """What the header's `evidence` columns name in a row: each role, table and key once, in order."""
    found: dict[str, None] = {}
    for column in rule.evidence:
        value = row.get(column.column)
        keys = value if isinstance(value, (list, tuple)) else [] if value is None else [str(value)]
        for key in _sorted(keys):
            found.setdefault("\t".join((column.role, column.table, key)))
    return list(found)


def _certainty(rule: Rule, of_row: str | None) -> str:
    """The rule's certainty, lowered where the row itself leaves an innocent reading.

    Raises ValueError for a value that is none, or that would raise what the header says.
    """
    if of_row is None or of_row == rule.certainty:
        return rule.certainty
    if of_row != "suspect":
        raise ValueError(
            sentence(
                "certainty '{of_row}' of a row: a row may only lower it to 'suspect'", of_row=of_row
            )
        )
    return of_row


def _digest(*parts: str | None) -> str:
    text = "\x1f".join("" if p is None else p for p in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _sorted(values: Sequence[str] | None) -> list[str]:
    return sorted({str(v) for v in values or () if v is not None})


def _day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
