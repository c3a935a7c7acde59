"""Findings put together into leads: numbers, rules, legal basis and next steps of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from feijian.leads import tables
from feijian.leads.amounts import Stake, Total
from feijian.leads.bundles import assigned, bundled, evidence_counts
from feijian.leads.inputs import RankingInputs, RuleFacts
from feijian.leads.lead import RulePart, Sketch
from feijian.leads.stakes import chances_by_certainty
from feijian.rules.legal_basis import in_force


def sketches_of(
    findings: pl.DataFrame,
    known: RankingInputs,
    claims: Iterable[Stake],
    totals: Mapping[str, Total],
    doubtful: set[str],
) -> dict[str, Sketch]:
    """One sketch per lead, by id, complete but for outlier support and settled findings."""
    names = dict(known.providers.select("provider_id", "name").iter_rows())
    counts = {
        r["lead_id"]: r
        for r in evidence_counts(findings, known.lines, known.encounters).iter_rows(named=True)
    }
    parts = _rule_parts(findings, known)
    by_lead: dict[str, list[Stake]] = {}
    for claim in claims:
        by_lead.setdefault(claim.lead_id, []).append(claim)
    changed = dict(findings.group_by("lead_id").agg(pl.col("changed").sum()).iter_rows())
    conduct = _conduct(findings)
    found = {}
    for row in bundled(findings).iter_rows(named=True):
        its, mine, total = row["lead_id"], by_lead[row["lead_id"]], totals[row["lead_id"]]
        rules = [p.rule_id for p in parts[its]]
        cited = {r: known.rules[r].basis for r in rules if r in known.rules}
        found[its] = Sketch(
            lead_id=its,
            kind=row["lead_kind"],
            subject=row["lead_subject"] or "",
            family=row["lead_family"],
            provider_id=row["provider_id"],
            provider_name=names.get(row["provider_id"]) or "",
            providers=row["providers"] or 0,
            period_from=row["period_from"],
            period_to=row["period_to"],
            finding_ids=row["finding_ids"],
            parts=parts[its],
            total=total,
            chance=_lead_chance(total, mine, known.settings.rank_by),
            likely=sum(c.chance[0] for c in mine),
            events=row["events"],
            encounters=counts[its]["encounters"],
            persons=counts[its]["persons"],
            changed=changed[its],
            doubtful=sum(c.finding_id in doubtful for c in mine),
            lifted=sum(c.lifted for c in mine),
            basis=in_force(known.legal, cited, conduct[its]),
            steps_zh=next_steps(rules, known.rules, "zh"),
            steps_en=next_steps(rules, known.rules, "en"),
            rank_by=known.settings.rank_by,
            order=row["order"],
        )
    return found


def _lead_chance(total: Total, claims: list[Stake], rank_by: str) -> tuple[float, float, float]:
    """Share of the money expected to be upheld: of what ranks, else of the amount; of the findings
    where there is no money.
    """
    by_fund = (total.worth, total.expected)
    by_amount = (total.amount, total.expected_amount)
    for worth, expected in (by_amount,) if rank_by == "amount" else (by_fund, by_amount):
        if worth > 0:
            shares = [float(e / worth) for e in expected]
            break
    else:
        shares = [sum(c.chance[i] for c in claims) / len(claims) for i in range(3)]
    mean, low, high = (round(share, 6) for share in shares)
    return mean, low, high


def _rule_parts(findings: pl.DataFrame, known: RankingInputs) -> dict[str, list[RulePart]]:
    """Per lead its rules, the one with the largest expected amount first."""
    chances = chances_by_certainty(findings, known)
    grouped = findings.group_by("lead_id", "rule_id").agg(
        # a lead about one provider has that provider's chance; of several, the rule's
        pl.when(pl.col("provider_id").n_unique() == 1)
        .then(pl.col("provider_id").first())
        .alias("provider_id"),
        pl.len().alias("findings"),
        pl.col("amount_at_risk").sum().alias("amount"),
        # definite where one of them is
        pl.col("certainty").min(),
    )
    parts: dict[str, list[RulePart]] = {}
    for row in grouped.sort("lead_id", "rule_id").iter_rows(named=True):
        rule = known.rules.get(row["rule_id"])
        parts.setdefault(row["lead_id"], []).append(
            RulePart(
                row["rule_id"],
                rule.title_zh if rule else row["rule_id"],
                rule.title if rule else row["rule_id"],
                row["certainty"] or "suspect",
                row["findings"],
                row["amount"] or Decimal(0),
                rule.loss if rule else "lines",
                chances[row["certainty"] == "definite"].of(row["rule_id"], row["provider_id"]),
            )
        )
    for its in parts.values():
        its.sort(key=lambda p: (-float(p.amount) * p.chance.mean, -p.findings, p.rule_id))
    return parts


def _conduct(findings: pl.DataFrame) -> dict[str, list[tuple[str, Any]]]:
    rows = (
        findings.select("lead_id", "rule_id", "occurred_from")
        .unique()
        .sort("lead_id", "rule_id", "occurred_from")
    )
    found: dict[str, list[tuple[str, Any]]] = {}
    for lead, rule_id, day in rows.iter_rows():
        found.setdefault(lead, []).append((rule_id, day))
    return found


def next_steps(
    rule_ids: Iterable[str], rules: Mapping[str, RuleFacts], lang: str
) -> tuple[str, ...]:
    """What to check on site, of all rules together, each once, in the rules' order."""
    steps: dict[str, None] = {}
    for rule_id in rule_ids:
        rule = rules.get(rule_id)
        for step in (rule.verify_by if lang == "en" else rule.verify_by_zh) if rule else ():
            steps.setdefault(step)
    return tuple(steps)


def note_settled(
    sketches: Mapping[str, Sketch], settled: pl.DataFrame, known: RankingInputs
) -> None:
    if settled.is_empty():
        return
    keyed = assigned(settled, known.settings.period, known.seal)
    for its, number in keyed.group_by("lead_id").len().iter_rows():
        if its in sketches:
            sketches[its].settled = number


def note_scored(sketches: Mapping[str, Sketch], scores: pl.DataFrame) -> None:
    """Who was scored and found ordinary is told apart from whom no model scored: it speaks for them."""
    asked = pl.DataFrame(
        [
            pair
            for s in sketches.values()
            for pair in ((s.kind, s.subject), ("provider", s.provider_id or ""))
        ],
        schema={"subject_kind": pl.String, "subject_id": pl.String},
        orient="row",
    )
    scored = set(
        tables.shaped(scores, tables.SCORES)
        .filter(pl.col("percentile").is_finite())
        .select("subject_kind", "subject_id")
        .join(asked, on=["subject_kind", "subject_id"], how="semi")
        .iter_rows()
    )
    for sketch in sketches.values():
        own, house = (sketch.kind, sketch.subject), ("provider", sketch.provider_id or "")
        sketch.scored = own in scored or house in scored
