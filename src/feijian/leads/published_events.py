"""events.parquet: one row per event in the leads, with its evidence, its money and its route."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

import polars as pl

from feijian.leads import tables
from feijian.leads.amounts import Stake, Total
from feijian.leads.inputs import RankingInputs
from feijian.plain import Row

LISTS = ("encounter_ids", "claim_line_ids", "trace_codes")
READ = (
    *("event_id", "order", "lead_id", "subject_kind", "subject_id", "provider_id", "finding_id"),
    *("rule_id", "amount_at_risk", "occurred_from", "occurred_to", *LISTS),
)
"""What an event says of its findings, and their order."""


def events_of(
    findings: pl.DataFrame,
    known: RankingInputs,
    stakes: Iterable[Stake],
    totals: Mapping[str, Total],
) -> pl.DataFrame:
    """The events of `assigned` findings, in the order of their leads and ids.

    The subject is that of the event's first finding with the most money; its amounts are what is
    counted there once everything that several findings name is counted once.
    """
    chances: dict[str, float] = {}
    for stake in stakes:
        key = stake.event_id or stake.finding_id
        chances[key] = max(chances.get(key, 0.0), stake.chance[0])
    routes = _routes(known.routes)
    together: dict[str, list[Row]] = {}
    for finding in findings.select(*READ).sort("event_id", "order").iter_rows(named=True):
        together.setdefault(str(finding["event_id"]), []).append(finding)
    rows = [
        _row(event_id, its, totals[event_id], chances[event_id], routes, known.run_id)
        for event_id, its in together.items()
    ]
    return pl.DataFrame(rows, schema=tables.EVENTS).sort("lead_id", "event_id")


def _row(
    event_id: str,
    its: list[Row],
    total: Total,
    chance: float,
    routes: Mapping[str, list[Row]],
    run_id: str,
) -> Row:
    """its: the event's findings in their order; most events have one."""
    subject = min(its, key=lambda f: (f["amount_at_risk"] is None, -(f["amount_at_risk"] or 0)))
    lists = {n: sorted({k for f in its for k in f[n] or () if k is not None}) for n in LISTS}
    begun = [f["occurred_from"] for f in its if f["occurred_from"] is not None]
    ended = [f["occurred_to"] for f in its if f["occurred_to"] is not None]
    is_known = subject["amount_at_risk"] is not None
    share = float(total.expected[0] / total.worth) if total.worth else chance
    route = [step for code in lists["trace_codes"] for step in routes.get(code, ())]
    return {
        "event_id": event_id,
        "lead_id": subject["lead_id"],
        "subject_kind": subject["subject_kind"],
        "subject_id": subject["subject_id"],
        "provider_id": subject["provider_id"],
        "finding_ids": sorted(f["finding_id"] for f in its),
        "rule_ids": sorted({f["rule_id"] for f in its}),
        **lists,
        "occurred_from": min(begun, default=None),
        "occurred_to": max([*begun, *ended], default=None),
        "amount_at_risk": total.amount if is_known else None,
        "fund_at_risk": total.fund if total.fund_known else None,
        "person_at_risk": total.person if total.person_known else None,
        "expected_recovery": total.expected[0] if total.known else None,
        "probability": round(share, 6),
        "route": json.dumps(route, ensure_ascii=False)
        if len({s["provider_id"] for s in route}) > 1
        else None,
        "run_id": run_id,
    }


def _routes(frame: pl.DataFrame) -> dict[str, list[Row]]:
    """Per trace code who bought, sold, settled and took back its box, in order of time."""
    found: dict[str, list[Row]] = {}
    for row in frame.sort("trace_code", "happened_at", "provider_id", "what").iter_rows(named=True):
        step = {
            "trace_code": row["trace_code"],
            "at": str(row["happened_at"]),
            "provider_id": row["provider_id"],
            "what": row["what"],
        }
        found.setdefault(row["trace_code"], []).append(step)
    return found
