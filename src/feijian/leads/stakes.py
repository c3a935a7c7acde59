"""What each finding claims, and how likely it is: the rule's chance, moved by what else is known."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from feijian.leads import tables
from feijian.leads.amounts import ZERO, Room, Rooms, Stake
from feijian.leads.inputs import RankingInputs, RuleFacts
from feijian.leads.judged import JudgedBefore
from feijian.leads.labels import Words
from feijian.leads.lead import Support
from feijian.leads.posterior import Chances, chances_everywhere, shifted
from feijian.leads.support import MIDDLE, STRONGEST, odds_of, subject_percentiles
from feijian.messages.labels import Labels
from feijian.rules.fund_loss import stays_of

DOUBT = 0.5
"""Odds of a finding whose lines a data-quality finding names as well, or a visit found in order, are multiplied by this."""
SEEN = 0.005
"""A chance raised by less than this is told in whole percent as it was."""
NOTHING_JUDGED = JudgedBefore()

Supports = Mapping[tuple[str, str], tuple[Support, str | None]]
"""Subject kind and id → its strongest outlier reading and its provider."""


def supports_of(scores: pl.DataFrame, titles: Mapping[str, Words] | None = None) -> Supports:
    """The readings that support anything: who stands in the middle or below is no support.

    titles: the models' names; their ids stand in.
    """
    named = titles or {}
    readings = subject_percentiles(tables.shaped(scores, tables.SCORES))
    rows = readings.filter(pl.col("percentile") > MIDDLE).select(
        "subject_kind", "subject_id", "provider_id", "percentile", "model_id", "reasons"
    )
    # most of a county's persons have a score: what a reading says is read where it is told
    return {
        (kind, subject): (
            Support(
                percentile, model, kind, reasons, title=named.get(model) or Words(model, model)
            ),
            provider,
        )
        for kind, subject, provider, percentile, model, reasons in rows.iter_rows()
    }


LEARNED = "learned"
SAY = Labels("reason")


def with_learned(supports: Supports, known: RankingInputs) -> Supports:
    """The readings with the learned order in the place of providers' own, where it was adopted."""
    if not known.learned.is_adopted:
        return supports
    labels = _feature_labels(known.scores)
    found = {key: held for key, held in supports.items() if key[0] != "provider"}
    for provider, percentile in known.learned.percentiles.items():
        if percentile > MIDDLE:
            because = tuple(
                SAY["learned_feature"].filled(feature=labels.get((m, f), Words(f, f)))
                for m, f, _ in known.learned.because.get(provider, ())
            )
            title = SAY["learned"]
            support = Support(percentile, LEARNED, "provider", said=because, title=title)
            found["provider", provider] = (support, provider)
    return found


def _feature_labels(scores: pl.DataFrame) -> dict[tuple[str, str], Words]:
    """What features are called, from the reasons in which they are told."""
    found: dict[tuple[str, str], Words] = {}
    for model, reasons in scores.select("model_id", "reasons").iter_rows():
        for reason in json.loads(reasons or "[]"):
            key = (model, reason.get("feature", ""))
            if key not in found and "label_zh" in reason:
                found[key] = Words(reason["label_zh"], reason["label_en"])
    return found


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
    """What a finding's amount stands on: its lines; else the stay it is about, or those it names, or
    its codes, taken together.

    The difference of two group payments stands on the stay, whatever lines show it.
    """
    stays = stays_of(row["subject_kind"], row["subject_id"], row["encounter_ids"])
    on_stay = loss in ("group_payment", "high_ratio", "low_ratio")
    lines = [] if on_stay and stays else row["claim_line_ids"] or []
    if lines:
        return tuple(f"line:{i}" for i in dict.fromkeys(lines))
    for mark, ids in (("stay", stays), ("code", row["trace_codes"] or [])):
        if ids:
            return (f"{mark}:{','.join(sorted(set(ids)))}",)
    return ()


def units_for(rules: Mapping[str, RuleFacts], row: Mapping[str, Any]) -> tuple[str, ...]:
    """What the amount of a finding of one of these rules stands on."""
    return units_of(row, getattr(rules.get(row["rule_id"]), "loss", "lines"))


def rooms_of(known: RankingInputs) -> Rooms:
    """How much there is at most: covered by lines, charged (or received) and paid for stays, providers."""
    lines, stay_of = {}, {}
    for line, stay, amount in known.lines.select(
        "claim_line_id", "encounter_id", "amount"
    ).iter_rows():
        if amount is not None:
            lines[f"line:{line}"] = max(amount, ZERO)
        if stay is not None:
            stay_of[f"line:{line}"] = stay
    charged, paid, own, received = (
        _sums(known.encounters, "encounter_id", of)
        for of in ("charged", "fund_paid", "own_paid", "received")
    )
    own = own or {stay: max(charged[stay] - paid.get(stay, ZERO), ZERO) for stay in charged}
    # a group's payment can be more than what the items cost, and so can what is in question of it
    charged = {stay: max(yuan, received.get(stay, ZERO)) for stay, yuan in charged.items()}
    of_provider = _sums(known.providers, "provider_id", "charged")
    billed = of_provider | _sums(known.providers, "provider_id", "billed")
    paid_to_provider = _sums(known.providers, "provider_id", "fund_paid")
    return Rooms(
        Room(lines, stay_of, charged, billed),
        Room(lines, stay_of, {**charged, **paid}, paid_to_provider),
        Room(lines, stay_of, own, of_provider),
    )


def _sums(frame: pl.DataFrame, key: str, column: str) -> dict[str, Decimal]:
    """A sum of money by key, where it is known; never less than nothing."""
    if column not in frame.columns:
        return {}
    pairs = frame.select(key, column).drop_nulls().iter_rows()
    return {name: max(amount, ZERO) for name, amount in pairs}


def joint_odds(of_lead: Support | None, of_finding: tuple[Support, str | None] | None) -> float:
    """By how much outlier readings multiply a finding's odds: those of its lead's subject and,
    where it is another (a stay), of its own subject; together no more than one alone could.
    """
    odds = odds_of(of_lead.percentile) if of_lead else 1.0
    if of_finding is not None and of_finding[0] is not of_lead:
        odds *= odds_of(of_finding[0].percentile)
    return min(max(odds, 1 / STRONGEST), STRONGEST)


def claims_of(
    findings: pl.DataFrame,
    known: RankingInputs,
    supports: Supports,
    told: JudgedBefore = NOTHING_JUDGED,
) -> tuple[list[Stake], set[str]]:
    """Each finding's claim with its own chance, and the ids of those on doubtful lines.

    told: what verdicts on other findings say of the same lines.
    """
    chances = chances_by_certainty(findings, known)
    rows = list(findings.iter_rows(named=True))
    units = [units_for(known.rules, r) for r in rows]
    questioned = {
        u
        for row, its in zip(rows, units, strict=True)
        if row["family"] == "data_quality"
        for u in its
    } | told.wrongly_recorded
    claims, doubtful = [], set()
    for row, its in zip(rows, units, strict=True):
        support = support_for(row["lead_kind"], row["lead_subject"], row["provider_id"], supports)
        by_models = joint_odds(support, supports.get((row["subject_kind"], row["subject_id"])))
        odds = by_models
        if row["family"] != "data_quality" and questioned.intersection(its):
            odds *= DOUBT
            doubtful.add(row["finding_id"])
        odds *= DOUBT ** told.share_in_order(row["rule_id"], its)
        chance = chances[row["certainty"] == "definite"].of(row["rule_id"], row["provider_id"])
        claims.append(
            Stake(
                row["finding_id"],
                row["lead_id"],
                row["family"],
                row["amount_at_risk"],
                row["fund_at_risk"],
                (shifted(chance.mean, odds), shifted(chance.low, odds), shifted(chance.high, odds)),
                its,
                row["rule_id"],
                row["event_id"],
                row["provider_id"],
                row["person_at_risk"],
                row["order"],
                shifted(chance.mean, by_models) - chance.mean >= SEEN,
            )
        )
    return claims, doubtful


def chances_by_certainty(findings: pl.DataFrame, known: RankingInputs) -> dict[bool, Chances]:
    """The chances of findings that stand as definite, and of those that do not: a finding may be
    less certain than its rule.
    """
    certainties = certainties_of(findings, known.rules)
    return {
        True: chances_everywhere(certainties, known.verdicts),
        False: chances_everywhere(dict.fromkeys(certainties, "suspect"), known.verdicts),
    }


def certainties_of(findings: pl.DataFrame, rules: Mapping[str, RuleFacts]) -> dict[str, str]:
    found = dict(findings.select("rule_id", "certainty").unique("rule_id").iter_rows())
    return {r: rules[r].certainty if r in rules else (c or "suspect") for r, c in found.items()}
