"""One block an event: every rule that sees it, and the evidence of both sides beside each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from feijian.leads import labels
from feijian.leads.assemble import next_steps
from feijian.plain import Row
from feijian.reports.figures import figures_of
from feijian.reports.gist import certainties
from feijian.reports.texts import STEPS
from feijian.reports.views import Viewer, span

ORDER = {"at_risk": 0, "kept": 1, "context": 2, "excuse": 3}


def lead_view(
    viewer: Viewer, lead: Row, findings: pl.DataFrame, evidence: Mapping[str, list[Row]]
) -> Row:
    """A lead with its events, their evidence, and what an inspector needs on site.

    findings: the lead's, the largest amounts first. evidence: shown rows by finding id. Events
    stand in pages of `limits.findings_per_lead`.
    """
    rules = list(dict.fromkeys(findings["rule_id"].to_list()))
    events = events_of_lead(viewer, findings, evidence)
    size = viewer.limits.findings_per_lead
    pages = [events[n : n + size] for n in range(0, len(events), size)]
    return {
        **viewer.index_row(lead),
        "steps": next_steps(rules, viewer.material.rules, viewer.lang) or viewer.model_steps(lead),
        "innocent": viewer.innocent(rules),
        "basis": viewer.cited(lead),
        "published": viewer.published(rules),
        "shown": pages[0] if pages else [],
        "pages": pages,
        "events": len(events),
        "certainties": certainties(viewer, findings),
        "is_outlier": lead["family"] == "outlier",
    }


def events_of_lead(
    viewer: Viewer, findings: pl.DataFrame, evidence: Mapping[str, list[Row]]
) -> list[Row]:
    """The events of a lead, in the order of their first findings.

    findings: the lead's, the largest amounts first. evidence: shown rows by finding id.
    """
    together: dict[str, list[Row]] = {}
    for finding in findings.iter_rows(named=True):
        together.setdefault(finding["event_id"] or finding["finding_id"], []).append(finding)
    return [_event(viewer, event_id, its, evidence) for event_id, its in together.items()]


def _event(viewer: Viewer, event_id: str, its: list[Row], evidence: Mapping[str, list[Row]]) -> Row:
    known = viewer.events.get(event_id)
    amounts = [f["amount_at_risk"] for f in its if f["amount_at_risk"] is not None]
    amount = known.amount_at_risk if known else max(amounts, default=None)
    rows = [row for finding in its for row in evidence.get(finding["finding_id"], ())]
    # a statistic names stays to be drawn, none of which is in question itself
    at_risk = [row for row in rows if (row.get("role") or "at_risk") == "at_risk"]
    shown = _once(rows)
    told = [_seen_by(viewer, finding) for finding in its]
    return {
        "event_id": event_id,
        "date": span(*_days(its)),
        "says_day": bool(its[0]["occurred_from"]) and str(_days(its)[0]) in told[0]["message"],
        "amount": viewer.say("elsewhere")
        if amount == 0 and any(amounts)
        else viewer.yuan(amount, exact=not any(_is_modelled(viewer, f) for f in its)),
        "rules": told,
        "figures": [] if at_risk else [f for finding in its for f in _figures(viewer, finding)],
        "rows": [viewer.evidence_row(r, its[0]["provider_id"]) for r in shown],
        "both_sides": len(at_risk) < len(rows),
        "total": sum(_total(evidence.get(f["finding_id"], ())) for f in its),
        "more": any(
            _total(evidence.get(f["finding_id"], ())) > len(evidence.get(f["finding_id"], ()))
            for f in its
        ),
        "route": _route(viewer, known.route) if known and known.route else [],
    }


def _seen_by(viewer: Viewer, finding: Row) -> Row:
    return {
        "finding_id": finding["finding_id"],
        "rule_id": finding["rule_id"],
        "rule": viewer.rule_title(finding["rule_id"]),
        "certainty": viewer.certainty(finding),
        "message": viewer.message(finding),
        "amount": viewer.yuan(finding["amount_at_risk"], exact=not _is_modelled(viewer, finding)),
    }


def _is_modelled(viewer: Viewer, finding: Row) -> bool:
    rule = viewer.material.rules.get(finding["rule_id"])
    return rule is not None and rule.loss in labels.LOSS_MODELS


def _figures(viewer: Viewer, finding: Row) -> list[tuple[str, str]]:
    rule = viewer.material.rules.get(finding["rule_id"])
    return figures_of(rule, str(finding[f"message_{viewer.lang}"] or ""), viewer.lang)


def _once(rows: Iterable[Row]) -> list[Row]:
    """Each row of evidence once, at risk before anything else, else in the order of time.

    A scan whose charged line stands there too is the same sale: the line says more, and whether it
    is the one that may stand.
    """
    known = list(rows)
    charged = {
        (r["encounter_id"], r["started_at"])
        for r in known
        if r["kind"] == "line" and r["encounter_id"]
    }
    found: dict[tuple[Any, ...], Row] = {}
    for row in sorted(known, key=lambda r: ORDER[r.get("role") or "at_risk"]):
        if row["kind"] == "code" and (row["encounter_id"], row["started_at"]) in charged:
            continue
        key = (
            row["kind"] if row["kind"] != "dispense" else "code",
            row["evidence_id"],
            row["person_id"],
            row["started_at"],
        )
        found.setdefault(key, row)
    return list(found.values())


def _total(rows: Any) -> int:
    return int(rows[0]["of_rows"]) if rows else 0


def _days(its: list[Row]) -> tuple[date | None, date | None]:
    starts = [f["occurred_from"] for f in its if f["occurred_from"]]
    ends = [f["occurred_to"] or f["occurred_from"] for f in its if f["occurred_from"]]
    return min(starts, default=None), max(ends, default=None)


def _route(viewer: Viewer, route: str) -> list[str]:
    """Who bought, sold, settled and took back a box, step by step."""
    steps = []
    for step in json.loads(route):
        what = STEPS[step["what"]].to(viewer.lang) if step["what"] in STEPS else step["what"]
        steps.append(f"{str(step['at'])[:16]} {viewer.provider(step['provider_id'])} {what}")
    return steps
