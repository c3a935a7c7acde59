"""What other settings of rules would make of the newest run: findings, amounts, leads and places.

Both sides are worked out by the run's own code over what it prepared and judged; only the rules
named are judged again. Nothing is published.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

import polars as pl

from feijian.contracts import Content
from feijian.leads import tables
from feijian.leads.difference import Difference, LeadChange, Snapshot, compared
from feijian.leads.headers import rule_headers
from feijian.leads.ranking import rank_leads
from feijian.leads.step import gathered
from feijian.leads.warehouse import facts_about
from feijian.plain import Json
from feijian.rules.backtest import require_parameters
from feijian.rules.book import RuleBook
from feijian.rules.findings import Finding
from feijian.rules.parameter import Given
from feijian.rules.publish import publishable
from feijian.rules.store import stored
from feijian.rules.trial import Trial, trial
from feijian.verdicts.settled import read_settled
from feijian.workspace import Run, Workspace

ParameterChange = Mapping[str, Given]
"""Rule → parameter → value: one set of changes, tried together."""


@dataclass(frozen=True)
class RuleChange:
    """One rule's published findings before and after; amounts in yuan, unknown ones left out."""

    rule_id: str
    before: int
    after: int
    amount_before: Decimal
    amount_after: Decimal


@dataclass(frozen=True)
class WhatIf:
    """What one parameter set changes. leads: how many and for how much there were, and would be."""

    name: str
    change: ParameterChange
    rules: tuple[RuleChange, ...]
    leads: tuple[int, int]
    amount: tuple[Decimal, Decimal]
    expected: tuple[Decimal, Decimal]
    difference: Difference

    def json(self) -> Json:
        told = {k: v for k, v in asdict(self).items() if k != "difference"}
        changes = [c.json() for c in self.difference.changes]
        return {**told, "changes": changes, "same": self.difference.same}

    @property
    def changes(self) -> tuple[LeadChange, ...]:
        return self.difference.changes


@dataclass(frozen=True)
class _Side:
    findings: pl.DataFrame
    leads: pl.DataFrame
    summary: Json

    def snapshot(self, name: str) -> Snapshot:
        return Snapshot.of(name, self.leads, self.findings)


def what_if(
    workspace: Workspace,
    content: Content,
    book: RuleBook,
    run: Run,
    sets: Mapping[str, ParameterChange],
) -> list[WhatIf]:
    """The given parameter sets, each against the run as it is set now.

    Raises UsageError for a rule or parameter that is not there, or a value out of bounds.
    """
    for name, change in sets.items():
        for rule_id, values in change.items():
            require_parameters(book.get(rule_id), values, f"{name}: {rule_id} ")
    with trial(workspace, content, book, run.request.as_of) as world:
        kept = stored(world.connection).to_pylist()
        now = _side(workspace, run, world, kept)
        return [
            _compared(name, change, workspace, run, world, kept, now)
            for name, change in sets.items()
        ]


def _compared(
    name: str,
    change: ParameterChange,
    workspace: Workspace,
    run: Run,
    world: Trial,
    kept: list[Finding],
    now: _Side,
) -> WhatIf:
    rows = [f for f in kept if f["rule_id"] not in change]
    for rule_id, values in change.items():
        rows += world.findings(world.book.get(rule_id), values)
    rows.sort(key=lambda f: (f["rule_id"], f["subject_id"], f["finding_id"]))
    then = _side(workspace, run, world, rows)
    counts = []
    for rule_id in change:
        (before, was), (after, would) = (_sum(side.findings, rule_id) for side in (now, then))
        counts.append(RuleChange(rule_id, before, after, was, would))

    def both(key: str) -> tuple[Decimal, Decimal]:
        return Decimal(now.summary[key]), Decimal(then.summary[key])

    return WhatIf(
        name,
        change,
        tuple(counts),
        (now.leads.height, then.leads.height),
        both("amount_at_risk"),
        both("expected_recovery"),
        compared(now.snapshot("before"), then.snapshot("after")),
    )


def _sum(findings: pl.DataFrame, rule_id: str) -> tuple[int, Decimal]:
    its = findings.filter(pl.col("rule_id") == rule_id)
    return its.height, Decimal(str(its["amount_at_risk"].sum() or 0)).quantize(Decimal("0.01"))


def _side(workspace: Workspace, run: Run, world: Trial, rows: list[Finding]) -> _Side:
    """Findings as the run would publish them, and the leads that they make."""
    is_settled = read_settled(workspace.verdicts).covers
    seal = workspace.seal()
    ready = publishable(run, [r.copy() for r in rows], world.settings, is_settled, seal)
    findings = tables.shaped(
        pl.DataFrame(ready.stable(), schema=tables.FINDINGS, strict=False), tables.FINDINGS
    )
    facts = facts_about(
        world.connection, findings, (run.request.period_from, run.request.period_to)
    )
    ranking = rank_leads(gathered(workspace, run, rule_headers(workspace, run), findings, facts))
    return _Side(findings, ranking.leads, ranking.summary)


def read_sets(text: str) -> dict[str, dict[str, Given]]:
    """Parameter sets of a JSON file: name → rule → parameter → value. Raises ValueError."""
    sets = json.loads(text)
    fits = isinstance(sets, dict) and all(
        isinstance(change, dict) and change and all(isinstance(v, dict) for v in change.values())
        for change in sets.values()
    )
    if not fits or not sets:
        raise ValueError("is not name → rule → parameter → value")
    return dict(sets)
