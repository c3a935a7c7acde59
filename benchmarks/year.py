"""A year of monthly visits with limited capacity: what each way of choosing them recovers.

Findings arrive month by month; each month the first leads of the list are visited, the dearest of
their findings are checked and get a verdict, and what is upheld is recovered. Five ways: leads sorted by amount at risk;
by rules alone (expected recovery by certainty); the full ranking that never learns; the full
ranking that is given the verdicts so far; and, as the most that learning of rules could give, the
full ranking that knows each rule's true share from the start.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from benchmarks.billing import Bench
from benchmarks.county import honest_county
from benchmarks.findings import (
    NO_VERDICTS,
    RULES,
    Judged,
    judged,
    known,
    right_priors,
    wrong_priors,
)
from benchmarks.schemes import KNOWN, planted
from feijian.leads import tables
from feijian.leads.bundles import assigned
from feijian.leads.calibration import expected_and_upheld
from feijian.leads.ranking import rank_leads

HOSPITALS, MONTHS, VISITS = 300, 12, 6
CHECKED = 10
"""Findings that one visit has the time to check, those with the largest amounts; the rest stay open."""
WAYS = (
    "amount at risk",
    "rules only",
    "ranking without learning",
    "ranking that learns",
    "ranking told the true shares",
)
SCHEMERS = 0.02
WORLDS = ("right", "off by two", f"off by two, {SCHEMERS:.0%} run a scheme")
PAIRS = "chances and outcomes"
"""Beside the ways: of the ranking that learns, the chance of each verdict before it and what it was."""


def year(seed: int, bench: Bench) -> dict[str, dict[str, Any]]:
    """Yuan recovered per visit by world and way, and PAIRS by world.

    Worlds (WORLDS): priors that are right, priors off by two, and these in a county where some
    hospitals run a scheme that rules see whole.
    """
    honest = honest_county(seed, HOSPITALS)
    dishonest = planted(seed, honest, round(HOSPITALS * SCHEMERS), KNOWN, {})
    found: dict[str, dict[str, Any]] = {}
    for label, (county, names, wrong), shares in (
        (WORLDS[0], (honest, {}, {}), right_priors()),
        (WORLDS[1], (honest, {}, {}), wrong_priors()),
        (WORLDS[2], dishonest, wrong_priors()),
    ):
        scores = tables.shaped(bench.scores(county), tables.SCORES)
        world = judged(seed, county, names, wrong, shares, heaps_are_whole=True)
        month = np.random.default_rng([seed, 4]).integers(0, MONTHS, world.findings.height)
        told = _told(shares)
        found[label] = {}
        for way in WAYS:
            total, verdicts = _recovered(way, world, month, scores, told if way == WAYS[4] else [])
            found[label][way] = total
            if way == WAYS[3]:
                found[label][PAIRS] = _pairs(verdicts, world)
    return found


def _pairs(verdicts: list[dict[str, object]], world: Judged) -> list[tuple[float, float]]:
    """What the product expected of each verdict and what came of it, by the product's own reading."""
    if not verdicts:
        return []
    told = pl.DataFrame(verdicts, schema=NO_VERDICTS.schema)
    certainties = {rule.id: rule.certainty for rule in RULES.values()}
    return expected_and_upheld(told, world.findings, certainties)


def _told(shares: dict[str, float], size: int = 200) -> list[dict[str, object]]:
    """So many verdicts of each rule, from elsewhere, that its share is known."""
    return [
        {
            "verdict_id": n,
            "at": f"{n}",
            "who": "",
            "finding_id": f"{rule}-{n}",
            "note": "",
            "outcome": "upheld" if n < size * share else "rejected",
            "amount_upheld": None,
            "evidence_hash": "",
            "rule_id": rule,
            "drawn_at_random": False,
            "draw_probability": None,
            "amount_at_risk": None,
        }
        for rule, share in shares.items()
        for n in range(size)
    ]


def _recovered(
    way: str,
    world: Judged,
    month: np.ndarray,
    scores: pl.DataFrame,
    told: list[dict[str, object]],
) -> tuple[float, list[dict[str, object]]]:
    """Yuan recovered per visit, and the verdicts given on the way."""
    settled: set[str] = set()
    verdicts = list(told)
    total, visits = Decimal(0), 0
    amount = dict(world.findings.select("finding_id", "amount_at_risk").iter_rows())
    dated = world.findings.with_columns(pl.Series("month", month))
    for now in range(MONTHS):
        arrived = dated.filter(pl.col("month") <= now).drop("month")
        waiting = arrived.filter(~pl.col("finding_id").is_in(sorted(settled)))
        # one that learns is given what is settled as well: it says whose verdicts they were
        given = arrived if way == WAYS[3] else waiting
        for listed in _chosen(way, given, scores, verdicts):
            finding_ids = sorted(listed, key=lambda f: (-amount[f], f))[:CHECKED]
            visits += 1
            total += sum((world.upheld[f] for f in finding_ids), Decimal(0))
            settled.update(finding_ids)
            if way == WAYS[3]:
                its = waiting.filter(pl.col("finding_id").is_in(finding_ids))
                verdicts += [
                    _verdict(r, world, len(verdicts) + n, now)
                    for n, r in enumerate(its.iter_rows(named=True))
                ]
    return float(total) / max(visits, 1), verdicts


def _chosen(
    way: str, findings: pl.DataFrame, scores: pl.DataFrame, verdicts: list[dict[str, object]]
) -> list[list[str]]:
    """Findings of each lead that is visited this month."""
    if way == WAYS[0]:
        leads = (
            assigned(findings, "all")
            .group_by("lead_id")
            .agg(pl.col("amount_at_risk").sum(), pl.col("finding_id"))
        )
        top = leads.sort(-pl.col("amount_at_risk"), "lead_id").head(VISITS)
        return top["finding_id"].to_list()
    if way == WAYS[1]:
        given = known(findings, scores.clear(), NO_VERDICTS, 0)
    else:
        told = pl.DataFrame(verdicts, schema=NO_VERDICTS.schema) if verdicts else NO_VERDICTS
        given = known(findings, scores, told, 20)
    return rank_leads(given).leads.head(VISITS)["finding_ids"].to_list()


def _verdict(row: dict[str, object], world: Judged, number: int, month: int) -> dict[str, object]:
    finding = str(row["finding_id"])
    return {
        "verdict_id": number,
        "at": datetime(2026, month + 1, 1, 12).isoformat(),
        "who": "",
        "finding_id": finding,
        "outcome": "upheld" if world.upheld[finding] else "rejected",
        "note": "",
        "amount_upheld": world.upheld[finding],
        "evidence_hash": row["evidence_hash"],
        "rule_id": row["rule_id"],
        "drawn_at_random": False,
        "draw_probability": None,
        "amount_at_risk": row["amount_at_risk"],
    }
