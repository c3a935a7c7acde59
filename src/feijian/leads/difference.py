"""What changed from one run's leads to another's: new, gone, moved, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from feijian.leads import labels, tables
from feijian.leads.step import read_table
from feijian.workspace import Run

NEW, GONE, MOVED = "new", "gone", "moved"


@dataclass(frozen=True)
class LeadChange:
    """One lead that is not as it was; before and after are places in the list."""

    change: str
    lead_id: str
    title: labels.Words
    before: int | None
    after: int | None
    why: labels.Words

    def json(self) -> dict[str, Any]:
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
class Snapshot:
    """One state of the list: leads by id, and rule, its version and the evidence of each finding."""

    name: str
    leads: Mapping[str, dict[str, Any]]
    findings: Mapping[str, tuple[str, int, str]]

    @classmethod
    def of(cls, name: str, leads: pl.DataFrame, findings: pl.DataFrame) -> Snapshot:
        chosen = findings.select("finding_id", "rule_id", "rule_version", "evidence_hash")
        return cls(
            name,
            {row["lead_id"]: row for row in leads.sort("rank").iter_rows(named=True)},
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
            changes.append(_change(NEW, lead, None, lead["rank"], _made_of(lead)))
            continue
        was = old[lead_id]
        why = _why(was, lead, before.findings, after.findings)
        if why is None and was["rank"] == lead["rank"]:
            same += 1
        else:
            others = labels.Words("其他线索变动", "other leads moved")
            changes.append(_change(MOVED, lead, was["rank"], lead["rank"], why or others))
    for lead_id, was in old.items():
        if lead_id not in new:
            changes.append(_change(GONE, was, was["rank"], None, _gone(was, after.findings)))
    order = {NEW: 0, GONE: 1, MOVED: 2}
    changes.sort(key=lambda c: (order[c.change], c.after or c.before or 0))
    return Difference(tuple(changes), same)


def _change(
    change: str, lead: dict[str, Any], before: int | None, after: int | None, why: labels.Words
) -> LeadChange:
    title = labels.Words(lead["title_zh"], lead["title_en"])
    return LeadChange(change, lead["lead_id"], title, before, after, why)


def _made_of(lead: dict[str, Any]) -> labels.Words:
    number, amount = lead["findings"], labels.yuan(lead["amount_at_risk"])
    return labels.Words(f"疑点 {number} 个，{amount.zh}", f"{number} findings, {amount.en}")


def _gone(was: dict[str, Any], now: Mapping[str, tuple[str, int, str]]) -> labels.Words:
    ids = was["finding_ids"] or []
    left = [i for i in ids if i in now]
    if not ids:
        return labels.Words("模型不再推荐", "no model puts it forward any more")
    if not left:
        return labels.Words("疑点已不再出现", "its findings are not made any more")
    return labels.Words(
        f"仍有疑点 {len(left)} 个，已有核查结论或归入其他线索",
        f"{len(left)} of its findings are still made: judged, or in another lead",
    )


def _why(
    was: dict[str, Any],
    lead: dict[str, Any],
    before: Mapping[str, tuple[str, int, str]],
    after: Mapping[str, tuple[str, int, str]],
) -> labels.Words | None:
    """What of a lead changed; None where nothing did."""
    zh, en = [], []
    old, new = set(was["finding_ids"] or ()), set(lead["finding_ids"] or ())
    if new - old:
        zh.append(f"新增疑点 {len(new - old)} 个")
        en.append(f"{len(new - old)} findings more")
    if old - new:
        zh.append(f"减少疑点 {len(old - new)} 个")
        en.append(f"{len(old - new)} findings fewer")
    both = [(before[i], after[i]) for i in old & new if i in before and i in after]
    versions = sorted({a[0] for b, a in both if b[1] != a[1]})
    if versions:
        zh.append(f"规则有更新：{'、'.join(versions)}")
        en.append(f"rules changed: {', '.join(versions)}")
    evidence = sum(1 for b, a in both if b[2] != a[2])
    if evidence:
        zh.append(f"{evidence} 个疑点证据有变")
        en.append(f"evidence of {evidence} findings changed")
    if was["amount_at_risk"] != lead["amount_at_risk"]:
        told = [labels.yuan(r["amount_at_risk"]) for r in (was, lead)]
        zh.append(f"疑点金额 {told[0].zh} → {told[1].zh}")
        en.append(f"at risk {told[0].en} → {told[1].en}")
    if _percent(was) != _percent(lead):
        zh.append(f"预计核实金额占比 {_percent(was)} → {_percent(lead)}")
        en.append(f"money likely upheld {_percent(was)} → {_percent(lead)}")
    elif _worth(was) != _worth(lead) and was["amount_at_risk"] == lead["amount_at_risk"]:
        told = [labels.estimated(_worth(r)) for r in (was, lead)]
        zh.append(f"预计可追回 {told[0].zh} → {told[1].zh}")
        en.append(f"expected {told[0].en} → {told[1].en}")
    return labels.Words("；".join(zh), "; ".join(en)) if zh else None


def _worth(lead: dict[str, Any]) -> Decimal | None:
    value = lead["expected_recovery"]
    return None if value is None else Decimal(value)


def _percent(lead: dict[str, Any]) -> str:
    return "—" if lead["probability"] is None else labels.percent(lead["probability"])
