"""What can be asked about an encounter before it is settled, and what an answer says.

Worked out once for a day and a state of the warehouse, then asked many times (`unsettled`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from feijian.asking.asked_rule import Asked
from feijian.asking.silence import Index, index_of
from feijian.asking.speaking import Speaking, speaking_of
from feijian.library.notes import told
from feijian.rules.applicability import Delivered, delivered, inputs_of
from feijian.rules.checked import CheckedRules
from feijian.rules.findings import Finding
from feijian.rules.header import Rule
from feijian.rules.judge import Setting
from feijian.rules.overrides import parameter_sets, switched_off
from feijian.workspace import Settings

if TYPE_CHECKING:
    import duckdb

    from feijian.contracts import Content, Derived

OF_ONE_VISIT = ("encounter", "person")
SETTLED = frozenset({"claim", "grouping"})
STANDS_UNSETTLED = frozenset({"net_claim_line", "net_line_scan", "joint_posting"})
"""Derived tables that read settlements only to take out what was refunded, or to doubt an hour."""


class History(TypedDict):
    """How much is known of a person, until when, and when the last delivery came; days as ISO text."""

    encounters: int
    last_charge: str | None
    known_until: str | None
    days_old: int
    delivered_at: str | None
    delivery: int | None


@dataclass(frozen=True)
class Answer:
    """What is said of one encounter.

    findings: those that name the uploaded encounter. not_yet, not_applicable, failed: rule → why.
    judged: rules that could say something and did. history: how old what is known of the person is.
    """

    encounter_id: str
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]
    judged: tuple[str, ...]
    not_yet: Mapping[str, str]
    not_applicable: Mapping[str, str]
    failed: Mapping[str, str]
    history: History


@dataclass(frozen=True)
class LineStanding:
    """What is the same for every encounter of a day: worked out once, asked many times.

    items: code → what it was called and charged as last. newest, arrived: the age of what is known.
    """

    content: Content
    settings: Settings
    setting: Setting
    asked: tuple[Asked, ...]
    not_applicable: Mapping[str, str]
    items: Mapping[str, tuple[str | None, str | None]]
    newest: datetime | None
    arrived: tuple[datetime | None, int | None]
    index: Index
    speaking: Speaking


def standing(
    warehouse: duckdb.DuckDBPyConnection,
    content: Content,
    checked: CheckedRules,
    settings: Settings,
    as_of: date,
) -> LineStanding:
    """Read from a warehouse, or a copy of one, what every answer of a day rests on."""
    derived = {d.name: d for d in content.derived}
    have: Delivered = delivered(warehouse, content.catalogue)
    regions = dict(
        warehouse.execute("select provider_id, region_code from canonical.provider").fetchall()
    )
    asked, lacking = [], {}
    for rule in checked.book.rules:
        if (
            rule.scope not in OF_ONE_VISIT
            or rule.status != "stable"
            or switched_off(rule.id, settings)
        ):
            continue
        reads = checked.book.reads[rule.id]
        inputs = inputs_of(rule, reads, content.catalogue, derived, have, checked.columns[rule.id])
        if inputs.missing:
            lacking[rule.id] = told("lacks", what=", ".join(inputs.missing))
            continue
        sets = parameter_sets(rule, settings.parameters, as_of)
        waits = waits_for(rule, reads, derived)
        asked.append(Asked(rule, sets, bool(inputs.unseen), waits))
    items = {
        code: (name, category)
        for code, name, category in warehouse.execute(
            "select item_code, arg_max(item_name, charged_at), arg_max(category, charged_at)"
            " from canonical.claim_line group by item_code"
        ).fetchall()
    }
    newest = warehouse.execute("select max(charged_at) from canonical.claim_line").fetchall()
    arrived = warehouse.execute(
        "select max(received_at), max(delivery_seq) from ledger.delivery"
    ).fetchall()
    setting = Setting(as_of, settings.region, regions, min(settings.query_seconds, 60))
    return LineStanding(
        content,
        settings,
        setting,
        tuple(asked),
        lacking,
        items,
        newest[0][0],
        arrived[0],
        index_of(warehouse, content.catalogue, content.derived, [a.rule for a in asked]),
        speaking_of(warehouse, content.catalogue, content.derived, asked, setting),
    )


def waits_for(
    rule: Rule, reads: frozenset[tuple[str | None, str]], derived: Mapping[str, Derived]
) -> str:
    """What a rule rests on that an unsettled encounter has not: `settlement`, `grouping` or nothing."""
    found, queue, seen = set(), list(reads), set()
    while queue:
        schema, name = queue.pop()
        if schema == "derived":
            if name not in seen and name not in STANDS_UNSETTLED:
                queue.extend(derived[name].reads)
            seen.add(name)
        elif name in SETTLED:
            found.add(name)
    if "grouping" in found or rule.loss in ("group_payment", "high_ratio", "low_ratio"):
        return "grouping"
    return "settlement" if found else ""
