"""The index of all leads as data: what its script shows, narrows and sorts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from feijian.leads import labels
from feijian.plain import Row
from feijian.reports.texts import LEVELS
from feijian.reports.views import Viewer

COLUMNS = (
    "rank",
    "lead_id",
    "title",
    "seat",
    "period_from",
    "period_to",
    "findings",
    "amount",
    "amount_value",
    "expected",
    "expected_value",
    "probability",
    "probability_value",
    "family",
    "certainty",
    "level",
    "county",
    "kind",
    "is_new",
    "words",
    "place",
)
"""A row's values in order. place: the anchor of a lead that stands open, else its chunk's number."""


def index_rows(viewer: Viewer, places: Mapping[str, int]) -> list[list[Any]]:
    """One row a lead, in the order of COLUMNS. places: the chunk of every lead that lies packed."""
    facts = {r["provider_id"]: r for r in viewer.material.profiles.iter_rows(named=True)}
    by_lead = _rules_and_certainties(viewer)
    rows = []
    for lead in viewer.material.leads.iter_rows(named=True):
        shown = viewer.index_row(lead)
        its = facts.get(lead["provider_id"] or "", {})
        rules, certainty = by_lead.get(lead["lead_id"], ("", ""))
        level = LEVELS.get(str(its["level"])) if its.get("kind") == "hospital" else None
        values: Row = {
            **shown,
            "period_from": str(lead["period_from"] or ""),
            "period_to": str(lead["period_to"] or ""),
            "amount_value": _number(lead["amount_at_risk"]),
            "expected_value": _number(lead["expected_recovery"]),
            "probability_value": lead["probability"],
            "certainty": certainty,
            "level": level.to(viewer.lang) if level else "",
            "county": its.get("region_code") or "",
            "is_new": 1 if shown["is_new"] else 0,
            "words": " ".join(filter(None, (rules, lead["provider_id"], lead["lead_id"]))),
            "place": places.get(lead["lead_id"], -1),
        }
        rows.append([values[c] for c in COLUMNS])
    return rows


def script_text(value: Any) -> str:
    """JSON that can stand inside a script element, whatever texts it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _number(amount: Any) -> float | None:
    return None if amount is None else float(amount)


def _rules_and_certainties(viewer: Viewer) -> dict[str, tuple[str, str]]:
    """Titles of a lead's rules, and its certainty: definite where one finding is."""
    leads = viewer.material.leads.select("lead_id", pl.col("finding_ids").alias("finding_id"))
    its = viewer.material.findings.select("finding_id", "rule_id", "certainty")
    found = {}
    joined = leads.explode("finding_id").join(its, on="finding_id")
    for lead_id, rules, certainties in (
        joined.group_by("lead_id")
        .agg(pl.col("rule_id").unique().sort(), pl.col("certainty").unique())
        .iter_rows()
    ):
        key = "definite" if "definite" in certainties else "suspect"
        titles = " ".join(f"{viewer.rule_title(r)} {r}" for r in rules)
        found[lead_id] = (titles, labels.CERTAINTIES[key].to(viewer.lang))
    return found
