"""What judging publishes: findings.parquet, evidence.parquet, shadow.parquet and rules.parquet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from feijian.contracts.published import arrow_schema
from feijian.library.notes import told
from feijian.plain import Json
from feijian.rules.events import event_ids
from feijian.rules.evidence import evidence_table
from feijian.rules.findings import Finding
from feijian.rules.header import Rule
from feijian.rules.overrides import exempting
from feijian.rules.period import within_period
from feijian.rules.store import stored
from feijian.workspace import Run, Settings
from feijian.workspace.sealing import Seal
from feijian.workspace.stamped import write_stamped

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Outcome:
    """One rule in one run: ran, not applicable, failed or off; never silence."""

    rule: Rule
    outcome: str
    judged: int = 0
    seconds: float = 0.0
    detail: str = ""


@dataclass(frozen=True)
class Published:
    """Counts by rule: findings published (or in shadow), exempted, settled earlier."""

    found: Counter[str]
    exempted: Counter[str]
    settled: Counter[str]
    findings: int


IsSettled = Callable[[Finding], bool]
"""Whether a finding was recovered or corrected before this run."""


def publish_findings(
    run: Run,
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    is_settled: IsSettled,
    seal: Seal,
) -> Published:
    """Write the findings of the run's providers and period, without exempted and settled ones.

    The store keeps plain digests, which never leave the warehouse; ids are sealed here.
    """
    import pyarrow as pa

    ready = publishable(run, stored(connection).to_pylist(), settings, is_settled, seal)
    schema = arrow_schema("finding")
    for kept, name in ((ready.stable(), "findings.parquet"), (ready.drafts(), "shadow.parquet")):
        write_stamped(pa.Table.from_pylist(kept, schema), run.file(name))
    write_stamped(evidence_table(ready.rows["stable"], run.run_id), run.file("evidence.parquet"))
    return ready.counts


@dataclass(frozen=True)
class Publishable:
    """Findings of a run as they leave the warehouse, by the status of their rule, and the counts."""

    rows: dict[str, list[Finding]]
    counts: Published
    seal: Seal

    def stable(self) -> list[Finding]:
        """Rows of findings.parquet."""
        return self._of("stable")

    def drafts(self) -> list[Finding]:
        """Rows of shadow.parquet."""
        return self._of("draft")

    def _of(self, status: str) -> list[Finding]:
        events = event_ids(self.rows[status], self.seal)
        names = arrow_schema("finding").names
        return [
            cast(
                "Finding",
                {**{c: row.get(c) for c in names}, "event_id": events[row["finding_id"]]},
            )
            for row in self.rows[status]
        ]


def publishable(
    run: Run,
    findings: Iterable[Finding],
    settings: Settings,
    is_settled: IsSettled,
    seal: Seal,
) -> Publishable:
    """Kept findings sealed, without those not asked for, exempted or settled; rows are changed."""
    found: Counter[str] = Counter()
    exempted: Counter[str] = Counter()
    settled: Counter[str] = Counter()
    rows: dict[str, list[Finding]] = {"stable": [], "draft": []}
    for finding in findings:
        if not _asked_for(run, finding):
            continue
        finding["finding_id"] = seal.id(finding["finding_id"])
        finding["evidence_hash"] = seal.id(finding["evidence_hash"])
        if exempting(finding, settings.exemptions, run.request.as_of) is not None:
            exempted[finding["rule_id"]] += 1
        elif is_settled(finding):
            settled[finding["rule_id"]] += 1
        else:
            found[finding["rule_id"]] += 1
            rows[finding["status"]].append({**finding, "run_id": run.run_id})
    counts = Published(found, exempted, settled, len(rows["stable"]))
    return Publishable(rows, counts, seal)


def _asked_for(run: Run, finding: Finding) -> bool:
    request = run.request
    if request.providers and finding["provider_id"] not in request.providers:
        return False
    return within_period(finding, request.period_from, request.period_to)


def publish_outcomes(run: Run, outcomes: list[Outcome], published: Published) -> Json:
    """Write rules.parquet and sum it up."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = []
    for o in outcomes:
        rule_id = o.rule.id
        notes = [o.detail] if o.detail else []
        if o.rule.status == "draft" and o.outcome == "ran":
            notes.append(told("draft"))
        if published.exempted[rule_id]:
            notes.append(told("exempted", n=published.exempted[rule_id]))
        if published.settled[rule_id]:
            notes.append(told("settled", n=published.settled[rule_id]))
        rows.append(
            {
                "rule_id": rule_id,
                "outcome": o.outcome,
                "judged": o.judged,
                "found": published.found[rule_id],
                "seconds": round(o.seconds, 3),
                "detail": "; ".join(notes),
            }
        )
    pq.write_table(
        pa.Table.from_pylist(rows, arrow_schema("rule")),
        run.file("rules.parquet"),
        compression="zstd",
    )
    return {
        "rules": dict(sorted(Counter(o.outcome for o in outcomes).items())),
        "failed": [o.rule.id for o in outcomes if o.outcome == "failed"],
        "findings": published.findings,
        "exempted": sum(published.exempted.values()),
        "settled": sum(published.settled.values()),
    }
