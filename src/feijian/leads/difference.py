"""What changed from one run's leads to another's: new, gone, moved, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from feijian.leads import labels, tables
from feijian.leads.step import read_table
from feijian.messages.labels import Labels
from feijian.plain import Json
from feijian.workspace import Run

NEW, GONE, MOVED = "new", "gone", "moved"
SAY = Labels("change")


@dataclass(frozen=True)
class LeadChange:
    """One lead that is not as it was; before and after are places in the list."""

    change: str
    lead_id: str
    title: labels.Words
    before: int | None
    after: int | None
    why: labels.Words

    def json(self) -> Json:
        return {
            "change": self.change,
            "lead_id": self.lead_id,
            "title_zh": self.title.zh,
            "title_en": self.title.en,
            "before": self.before,
            "after": self.after,
            "why_zh": self.why.zh,
            "why_en": self.why.en,
        }


@dataclass(frozen=True)
class Difference:
    """All changes, new ones first, by place; same: leads as they were."""

    changes: tuple[LeadChange, ...]
    same: int

    def count(self, change: str) -> int:
        return sum(1 for c in self.changes if c.change == change)


@dataclass(frozen=True)
class ListedLead:
    """A lead as it stands in a list: what is compared of it."""

    lead_id: str
    rank: int
    title: labels.Words
    findings: int
    finding_ids: frozenset[str]
    amount: Decimal | None
    expected: Decimal | None
    probability: float | None

    @classmethod
    def all_of(cls, leads: pl.DataFrame) -> dict[str, ListedLead]:
        """Every lead by id, in the order of their places."""
        return {
            row["lead_id"]: cls(
                row["lead_id"],
                row["rank"],
                labels.Words(row["title_zh"], row["title_en"]),
                row["findings"],
                frozenset(row["finding_ids"] or ()),
                row["amount_at_risk"],
                row["expected_recovery"],
                row["probability"],
            )
            for row in leads.sort("rank").iter_rows(named=True)
        }

    @property
    def percent(self) -> str:
        return "—" if self.probability is None else labels.percent(self.probability)


@dataclass(frozen=True)
class Snapshot:
    """One state of the list: leads by id, and rule, its version and the evidence of each finding."""

    name: str
    leads: Mapping[str, ListedLead]
    findings: Mapping[str, tuple[str, int, str]]

    @classmethod
    def of(cls, name: str, leads: pl.DataFrame, findings: pl.DataFrame) -> Snapshot:
        chosen = findings.select("finding_id", "rule_id", "rule_version", "evidence_hash")
        return cls(
            name,
            ListedLead.all_of(leads),
            {i: (rule, version, seen) for i, rule, version, seen in chosen.iter_rows()},
        )


def difference_of(before: Run, after: Run) -> Difference:
    """What changed from one run to another."""
    one, other = (
        Snapshot.of(
            run.run_id,
            read_table(run, "leads.parquet", tables.LEADS),
            read_table(run, "findings.parquet", tables.FINDINGS),
        )
        for run in (before, after)
    )
    return compared(one, other)


def compared(before: Snapshot, after: Snapshot) -> Difference:
    """Leads are the same by id: subject, family and period."""
    old, new = before.leads, after.leads
    changes, same = [], 0
    for lead_id, lead in new.items():
        if lead_id not in old:
            changes.append(_change(NEW, lead, None, lead.rank, _made_of(lead)))
            continue
        was = old[lead_id]
        why = _why(was, lead, before.findings, after.findings)
        if why is None and was.rank == lead.rank:
            same += 1
        else:
            changes.append(_change(MOVED, lead, was.rank, lead.rank, why or SAY["others"]))
    for lead_id, was in old.items():
        if lead_id not in new:
            changes.append(_change(GONE, was, was.rank, None, _gone(was, after.findings)))
    order = {NEW: 0, GONE: 1, MOVED: 2}
    changes.sort(key=lambda c: (order[c.change], c.after or c.before or 0))
    return Difference(tuple(changes), same)


def _change(
    change: str, lead: ListedLead, before: int | None, after: int | None, why: labels.Words
) -> LeadChange:
    return LeadChange(change, lead.lead_id, lead.title, before, after, why)


def _made_of(lead: ListedLead) -> labels.Words:
    return SAY["made_of"].filled(n=lead.findings, amount=labels.yuan(lead.amount))


def _gone(was: ListedLead, now: Mapping[str, tuple[str, int, str]]) -> labels.Words:
    left = [i for i in was.finding_ids if i in now]
    if not was.finding_ids:
        return SAY["no_model"]
    return SAY["elsewhere"].filled(n=len(left)) if left else SAY["no_findings"]


def _why(
    was: ListedLead,
    lead: ListedLead,
    before: Mapping[str, tuple[str, int, str]],
    after: Mapping[str, tuple[str, int, str]],
) -> labels.Words | None:
    """What of a lead changed; None where nothing did."""
    told: list[labels.Words] = []
    old, new = was.finding_ids, lead.finding_ids
    if new - old:
        told.append(SAY["more"].filled(n=len(new - old)))
    if old - new:
        told.append(SAY["fewer"].filled(n=len(old - new)))
    both = [(before[i], after[i]) for i in old & new if i in before and i in after]
    versions = sorted({a[0] for b, a in both if b[1] != a[1]})
    if versions:
        rules = labels.Words("、".join(versions), ", ".join(versions))
        told.append(SAY["rules"].filled(rules=rules))
    evidence = sum(1 for b, a in both if b[2] != a[2])
    if evidence:
        told.append(SAY["evidence"].filled(n=evidence))
    if was.amount != lead.amount:
        sums = [labels.yuan(r.amount) for r in (was, lead)]
        told.append(SAY["amount"].filled(was=sums[0], now=sums[1]))
    if was.percent != lead.percent:
        told.append(SAY["probability"].filled(was=was.percent, now=lead.percent))
    elif was.expected != lead.expected and was.amount == lead.amount:
        sums = [labels.estimated(r.expected) for r in (was, lead)]
        told.append(SAY["expected"].filled(was=sums[0], now=sums[1]))
    zh, en = "；".join(w.zh for w in told), "; ".join(w.en for w in told)
    return labels.Words(zh, en) if told else None
