"""Everything a report is made of, read once: the run's files, the rules' headers, the warehouse."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from feijian.contracts.published import polars_schema
from feijian.leads import tables
from feijian.leads.acts import LeadState, lead_states
from feijian.leads.headers import rule_headers
from feijian.leads.inputs import RuleFacts
from feijian.leads.lift import FirstLeads, Realised, Worth, ranking_lift, realised_lift
from feijian.leads.naming import code_names
from feijian.leads.posterior import Chance, precisions
from feijian.leads.step import read_table
from feijian.leads.warehouse import legal_basis
from feijian.plain import Row
from feijian.reports.before import leads_before
from feijian.reports.indicators import by_quarter
from feijian.reports.profile import profiles
from feijian.rules.legal_basis import LegalBasis, by_basis
from feijian.verdicts.store import standing_verdicts
from feijian.workspace import Run, Workspace
from feijian.workspace.carrying import read_done

OUTCOMES, MODELS, PEERS, EVIDENCE = map(polars_schema, ("rule", "model", "peer", "evidence"))


def _no_events() -> pl.DataFrame:
    return tables.nothing(tables.EVENTS)


def _no_evidence() -> pl.DataFrame:
    return tables.nothing(EVIDENCE)


@dataclass(frozen=True)
class Material:
    """The run's tables and what explains them.

    peers: features of the scored subjects beside their peers' medians, for charts.
    leads: in order, with `reasons` as text. shadow: findings of draft rules by rule id.
    legal: rows of legal_basis by id. verdicts: the standing ones; precision: what they say of
    each rule.
    profiles: one row per provider (see `profile`). quality: quality.json, or None.
    lift, realised: the ranking against the amount-sorted list. events, evidence: the run's own.
    known_before: leads of the batch run before this one; None where there is none.
    states: what was done about leads. quarters: the published indicators (see `indicators`).
    items: what messages call items, by code, as lines behind findings name them. codes: what they
    call diagnoses, operations and groups.
    scored_on: the earlier day that scores are of, where they were carried by policy.
    """

    run: Run
    region: str | None
    leads: pl.DataFrame
    findings: pl.DataFrame
    scores: pl.DataFrame
    peers: pl.DataFrame
    rules: Mapping[str, RuleFacts]
    outcomes: pl.DataFrame
    models: pl.DataFrame
    shadow: Mapping[str, int]
    legal: LegalBasis
    verdicts: pl.DataFrame
    precision: Mapping[str, Chance]
    profiles: pl.DataFrame
    quality: Mapping[str, Any] | None
    lift: list[FirstLeads]
    realised: Realised | None
    events: pl.DataFrame = field(default_factory=_no_events)
    evidence: pl.DataFrame = field(default_factory=_no_evidence)
    known_before: frozenset[str] | None = None
    states: Mapping[str, LeadState] = field(default_factory=dict)
    quarters: pl.DataFrame = field(default_factory=pl.DataFrame)
    items: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    scored_on: date | None = None

    def of_provider(self, provider_id: str) -> Material:
        """The same material with only one provider's leads, findings and events; ranks stay the list's."""
        from dataclasses import replace

        leads = self.leads.filter(pl.col("provider_id") == provider_id)
        named = leads.select(pl.col("finding_ids").explode())["finding_ids"].drop_nulls()
        findings = self.findings.filter(
            (pl.col("provider_id") == provider_id) | pl.col("finding_id").is_in(named.implode())
        )
        events = self.events.filter(
            (pl.col("provider_id") == provider_id)
            | pl.col("event_id").is_in(findings["event_id"].drop_nulls().implode())
        )
        return replace(self, leads=leads, findings=findings, events=events)


def gather(workspace: Workspace, run: Run) -> Material:
    """Read all of it. The warehouse is only read."""
    rules = rule_headers(workspace, run)
    leads = read_table(run, "leads.parquet", tables.LEADS).sort("rank")
    findings = read_table(run, "findings.parquet", tables.FINDINGS)
    verdicts = standing_verdicts(workspace.verdicts)
    with workspace.reading(prepared=True) as connection:
        legal = by_basis(legal_basis(connection))
        measured = profiles(connection, run.request.period_from, run.request.period_to)
        quarters = by_quarter(connection, run.request.period_from, run.request.period_to)
        codes = code_names(connection)
    return Material(
        run=run,
        region=workspace.settings().region,
        leads=leads,
        findings=findings,
        scores=read_table(run, "scores.parquet", tables.SCORES),
        peers=read_table(run, "peers.parquet", PEERS),
        rules=rules,
        outcomes=read_table(run, "rules.parquet", OUTCOMES).sort("rule_id"),
        models=read_table(run, "models.parquet", MODELS).sort("model_id"),
        shadow=_shadow(run),
        legal=legal,
        verdicts=verdicts,
        precision=precisions(verdicts),
        profiles=measured,
        quality=read_quality(run),
        lift=ranking_lift(_worths(leads)),
        realised=realised_lift(verdicts, findings, rules),
        events=read_table(run, "events.parquet", tables.EVENTS),
        evidence=read_table(run, "evidence.parquet", EVIDENCE),
        known_before=leads_before(workspace, run),
        states=lead_states(workspace),
        quarters=quarters,
        codes=codes,
        scored_on=scored_before(run),
    )


def scored_before(run: Run) -> date | None:
    """The day that the run's scores are of, where it is another than the run's own."""
    done = read_done(run).get("score")
    day = date.fromisoformat(done.standing["on"]) if done and done.standing else run.request.as_of
    return None if day == run.request.as_of else day


def read_quality(run: Run) -> Row | None:
    """The run's quality record, if its step wrote one."""
    path = run.file("quality") / "quality.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _shadow(run: Run) -> dict[str, int]:
    path = run.file("shadow.parquet")
    if not path.is_file():
        return {}
    return dict(sorted(Counter(pl.read_parquet(path)["rule_id"].to_list()).items()))


def _worths(leads: pl.DataFrame) -> list[Worth]:
    known = leads.filter(pl.col("family") != "outlier").select(
        "lead_id", "rank", pl.col("amount_at_risk", "expected_recovery").fill_null(0)
    )
    return [Worth(i, rank, amount, hoped, hoped) for i, rank, amount, hoped in known.iter_rows()]
