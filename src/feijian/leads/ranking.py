"""Findings, scores and verdicts in; ranked leads out. Pure: nothing is read or written here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

import polars as pl

from feijian.leads import reasons, tables
from feijian.leads.amounts import counted_once
from feijian.leads.assemble import note_scored, note_settled, sketches_of
from feijian.leads.bundles import assigned
from feijian.leads.inputs import RankingInputs
from feijian.leads.judged import judged, what_is_left
from feijian.leads.lead import Sketch
from feijian.leads.lift import Worth, ranking_lift
from feijian.leads.placement import DRAWN, OUTLIER, UNKNOWN, Seat, natural_order, seated
from feijian.leads.posterior import clustered
from feijian.leads.published_events import events_of
from feijian.leads.stakes import (
    claims_of,
    rooms_of,
    support_for,
    supports_of,
    units_for,
    with_learned,
)
from feijian.leads.unexplained import outliers_of
from feijian.plain import Json


@dataclass(frozen=True)
class Ranking:
    """The published leads and events, and a small summary of how they came about."""

    leads: pl.DataFrame
    events: pl.DataFrame
    summary: Json


def rank_leads(known: RankingInputs) -> Ranking:
    """Rank everything that is known. Equal input gives equal leads, `run_id` apart."""
    known = replace(known, verdicts=clustered(known.verdicts, known.findings))
    findings, left_out = open_findings(known)
    findings = assigned(findings, known.settings.period, known.seal)
    supports = with_learned(supports_of(known.scores, known.models), known)
    told = judged(left_out["settled_findings"], known.verdicts, partial(units_for, known.rules))
    claims, doubtful = claims_of(findings, known, supports, told)
    counted = counted_once(claims, what_is_left(rooms_of(known), told.upheld))
    sketches = sketches_of(findings, known, claims, counted.leads, doubtful)
    for sketch in sketches.values():
        sketch.support = support_for(sketch.kind, sketch.subject, sketch.provider_id, supports)
    note_scored(sketches, known.scores)
    note_settled(sketches, left_out["settled_findings"], known)
    order = natural_order([s.standing for s in sketches.values()])
    outliers = outliers_of(known, supports, sketches, order)
    seats = seated(
        [s.standing for s in sketches.values()], list(outliers), known.settings.every, known.as_of
    )
    leads = _published({**sketches, **outliers}, seats, known)
    events = events_of(findings, known, claims, counted.events)
    return Ranking(leads, events, _summary(sketches, outliers, seats, left_out))


def open_findings(known: RankingInputs) -> tuple[pl.DataFrame, Json]:
    """Findings that may stand in a lead, and what was left out.

    Left out: those of draft rules, and those with a verdict (other than unclear) on the same
    evidence. A finding whose evidence changed since its verdict stays, with `changed` true.
    """
    findings = tables.shaped(known.findings, tables.FINDINGS)
    drafts = [rule.id for rule in known.rules.values() if rule.status == "draft"]
    shadow = findings.filter(pl.col("rule_id").is_in(drafts))
    standing = findings.filter(~pl.col("rule_id").is_in(drafts))
    if known.verdicts.is_empty():
        standing = standing.with_columns(pl.lit(False).alias("changed"))
        settled = standing.clear()
    else:
        decided = known.verdicts.filter(pl.col("outcome") != "unclear").select(
            "finding_id",
            pl.col("evidence_hash").alias("judged_hash"),
            pl.lit(True).alias("decided"),
        )
        standing = standing.join(decided, on="finding_id", how="left").with_columns(
            pl.col("decided").fill_null(False),
            pl.col("judged_hash").ne_missing(pl.col("evidence_hash")).alias("other"),
        )
        standing = standing.with_columns((pl.col("decided") & pl.col("other")).alias("changed"))
        done = pl.col("decided") & ~pl.col("other")
        settled, standing = standing.filter(done), standing.filter(~done)
    return standing, {
        "drafts": shadow.height,
        "settled": settled.height,
        "settled_findings": settled,
    }


def _places(sketches: Mapping[str, Sketch], rank_by: str) -> dict[str, int]:
    """Where each lead would stand by the fund's money or by the amount, without seats."""
    standings = [replace(s, rank_by=rank_by).standing for s in sketches.values() if s.parts]
    return {lead: place for place, lead in enumerate(natural_order(standings), start=1)}


def _published(
    sketches: Mapping[str, Sketch], seats: Iterable[Seat], known_facts: RankingInputs
) -> pl.DataFrame:
    ladder = sorted(-s.expected[0] for s in sketches.values() if s.total.known)
    by_fund, by_amount = _places(sketches, "fund"), _places(sketches, "amount")
    money = {
        name: dict(known_facts.providers.select("provider_id", name).iter_rows())
        if name in known_facts.providers.columns
        else {}
        for name in ("charged", "fund_paid")
    }
    rows = []
    for seat in seats:
        sketch = sketches[seat.lead_id]
        known, title = sketch.total.known > 0, reasons.title(sketch)
        judged = sketch.chance if sketch.parts else (None, None, None)
        rows.append(
            {
                "lead_id": sketch.lead_id,
                "rank": seat.place,
                "subject_kind": sketch.kind,
                "subject_id": sketch.subject,
                "provider_id": sketch.provider_id,
                "family": sketch.family,
                "title_zh": title.zh,
                "title_en": title.en,
                "period_from": sketch.period_from,
                "period_to": sketch.period_to,
                "findings": len(sketch.finding_ids),
                "events": sketch.events,
                "persons": sketch.persons,
                "encounters": sketch.encounters,
                "amount_at_risk": sketch.amount,
                "fund_at_risk": sketch.total.fund if sketch.total.fund_known else None,
                "person_at_risk": sketch.total.person if sketch.total.person_known else None,
                "expected_recovery": sketch.expected[0] if known else None,
                "expected_by_amount": sketch.total.expected_amount[0] if known else None,
                "place_by_fund": by_fund.get(sketch.lead_id),
                "place_by_amount": by_amount.get(sketch.lead_id),
                "provider_charged": money["charged"].get(sketch.provider_id),
                "provider_fund_paid": money["fund_paid"].get(sketch.provider_id),
                "probability": judged[0],
                "probability_low": judged[1],
                "probability_high": judged[2],
                "outlier_percentile": sketch.support.percentile if sketch.support else None,
                "reasons": json.dumps(reasons.reasons(sketch, seat, ladder), ensure_ascii=False),
                "basis": list(sketch.basis),
                "next_steps": list(sketch.steps_zh),
                "finding_ids": sketch.finding_ids,
                "run_id": known_facts.run_id,
            }
        )
    return pl.DataFrame(rows, schema=tables.LEADS)


def _summary(
    sketches: Mapping[str, Sketch],
    outliers: Mapping[str, Sketch],
    seats: list[Seat],
    left_out: Mapping[str, Any],
) -> Json:
    worths = [
        Worth(
            s.lead_id,
            s.place,
            sketches[s.lead_id].total.amount,
            expected := sketches[s.lead_id].expected[0],
            expected,
        )
        for s in seats
        if s.lead_id in sketches
    ]
    total = [s.total for s in sketches.values()]
    return {
        "leads": len(seats),
        "findings": sum(len(s.finding_ids) for s in sketches.values()),
        "events": sum(s.events for s in sketches.values()),
        "amount_at_risk": str(sum((t.amount for t in total), Decimal(0))),
        "fund_at_risk": str(sum((t.fund for t in total if t.fund_known), Decimal(0))),
        "expected_recovery": str(sum((s.expected[0] for s in sketches.values()), Decimal(0))),
        "amount_unknown": sum(t.unknown for t in total),
        "in_shadow": left_out["drafts"],
        "settled": left_out["settled"],
        "seats": {w: sum(s.why == w for s in seats) for w in (UNKNOWN, OUTLIER, DRAWN)},
        "outliers": len(outliers),
        "ranking_lift": ranking_lift(worths),
    }
