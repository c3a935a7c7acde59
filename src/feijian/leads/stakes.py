"""What each finding claims, and how likely it is: the rule's chance, moved by what else is known."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from feijian.leads import tables
from feijian.leads.amounts import Stake
from feijian.leads.inputs import RankingInputs, RuleFacts
from feijian.leads.labels import Words
from feijian.leads.lead import Support
from feijian.leads.posterior import chances_everywhere, shifted
from feijian.leads.support import STRONGEST, odds_of, subject_percentiles

DOUBT = 0.5
"""Odds of a finding whose lines a data-quality finding names as well are multiplied by this."""

Supports = Mapping[tuple[str, str], tuple[Support, str | None]]
"""Subject kind and id → its strongest outlier reading and its provider."""


def supports_of(scores: pl.DataFrame) -> Supports:
    rows = subject_percentiles(tables.shaped(scores, tables.SCORES)).iter_rows(named=True)
    return {
        (r["subject_kind"], r["subject_id"]): (
            Support(r["percentile"], r["model_id"], r["subject_kind"], _told(r["reasons"])),
            r["provider_id"],
        )
        for r in rows
    }


def _told(reasons: str | None, most: int = 3) -> tuple[Words, ...]:
    """The strongest of a score's reasons, a sentence each."""
    carried = [r for r in json.loads(reasons or "[]") if r.get("kind", "carried") == "carried"]
    return tuple(Words(r["zh"], r["en"]) for r in carried[:most])


def support_for(
    kind: str,
    subject: str | None,
    provider_id: str | None,
    supports: Supports,
) -> Support | None:
    """The reading of the subject itself, else of the provider."""
    found = supports.get((kind, subject or "")) or supports.get(("provider", provider_id or ""))
    return found[0] if found else None


def units_of(row: Mapping[str, Any], loss: str) -> tuple[str, ...]:
    """What a finding's amount stands on: its lines; else its stays, or its codes, taken together.

    The difference of two group payments stands on the stay, whatever lines show it.
    """
    stays = row["encounter_ids"] or (
        [row["subject_id"]] if row["subject_kind"] == "encounter" else []
    )
    lines = [] if loss == "group_payment" and stays else row["claim_line_ids"] or []
    if lines:
        return tuple(f"line:{i}" for i in dict.fromkeys(lines))
    for mark, ids in (("stay", stays), ("code", row["trace_codes"] or [])):
        if ids:
            return (f"{mark}:{','.join(sorted(set(ids)))}",)
    return ()


def all_units(rows: list[dict[str, Any]], rules: Mapping[str, RuleFacts]) -> list[tuple[str, ...]]:
    """Units of each finding, in order (rows sorted by finding_id).

    Two findings of one rule on the same stays are two things (its `identity` says so), while
    those of two rules are taken for the same yuan: the nth of one meets the nth of the other.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for row in rows:
        its = units_of(row, getattr(rules.get(row["rule_id"]), "loss", "lines"))
        if len(its) == 1 and not its[0].startswith("line:"):
            key = (row["rule_id"], its[0])
            seen[key] += 1
            its = (f"{its[0]}#{seen[key]}",)
        found.append(its)
    return found


def capacities_of(lines: pl.DataFrame) -> dict[str, Decimal]:
    pairs = lines.select("claim_line_id", "amount").drop_nulls().iter_rows()
    return {f"line:{line}": amount for line, amount in pairs if amount > 0}


def joint_odds(of_lead: Support | None, of_finding: tuple[Support, str | None] | None) -> float:
    """By how much outlier readings multiply a finding's odds: those of its lead's subject and,
    where it is another (a stay), of its own subject; together no more than one alone could."""
    odds = odds_of(of_lead.percentile) if of_lead else 1.0
    if of_finding is not None and of_finding[0] is not of_lead:
        odds *= odds_of(of_finding[0].percentile)
    return min(max(odds, 1 / STRONGEST), STRONGEST)


def claims_of(
    findings: pl.DataFrame,
    known: RankingInputs,
    supports: Supports,
) -> tuple[list[Stake], set[str]]:
    """Each finding's claim with its own chance, and the ids of those on doubtful lines."""
    chances = chances_everywhere(certainties_of(findings, known.rules), known.verdicts)
    rows = list(findings.iter_rows(named=True))
    units = all_units(rows, known.rules)
    questioned = {
        u
        for row, its in zip(rows, units, strict=True)
        if row["family"] == "data_quality"
        for u in its
    }
    claims, doubtful = [], set()
    for row, its in zip(rows, units, strict=True):
        support = support_for(row["lead_kind"], row["lead_subject"], row["provider_id"], supports)
        odds = joint_odds(support, supports.get((row["subject_kind"], row["subject_id"])))
        if row["family"] != "data_quality" and questioned.intersection(its):
            odds *= DOUBT
            doubtful.add(row["finding_id"])
        chance = chances.of(row["rule_id"], row["provider_id"])
        claims.append(
            Stake(
                row["finding_id"],
                row["lead_id"],
                row["family"],
                row["amount_at_risk"],
                row["fund_at_risk"],
                (shifted(chance.mean, odds), shifted(chance.low, odds), shifted(chance.high, odds)),
                its,
            )
        )
    return claims, doubtful


def certainties_of(findings: pl.DataFrame, rules: Mapping[str, RuleFacts]) -> dict[str, str]:
    found = dict(findings.select("rule_id", "certainty").unique("rule_id").iter_rows())
    return {r: rules[r].certainty if r in rules else (c or "suspect") for r, c in found.items()}
