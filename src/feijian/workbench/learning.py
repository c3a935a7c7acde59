"""What the office's own decisions say: of rules, of what is missed, of a team's day, of false accusations.

Every figure is counted from verdicts, locked visits and random charts; nothing is estimated where
nothing was judged. A rule's precision is of events, each once, with an exact 90 % interval; events
of one hospital are alike, so that the interval is, if anything, too narrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict

import polars as pl

from feijian.leads.charts import exact_interval
from feijian.leads.look_back import last_day, look_back
from feijian.messages.labels import Labels
from feijian.plain import Row
from feijian.verdicts.store import standing_verdicts
from feijian.workbench.accounts import Account
from feijian.workbench.desk import Desk
from feijian.workbench.plans import Kept
from feijian.workbench.random_charts import ReturnedRate
from feijian.workbench.visits import Visit

FEWEST = 10
"""Judged events below which nothing is said of a rule."""
RETIRE, TIGHTEN = 0.20, 0.50
"""A rule whose precision is surely below these is to be retired or tightened: the office's own practice."""
ADVICE = Labels("advice")
TREND = Labels("trend")


class DoneVisit(TypedDict):
    """A reported visit: what a team's days brought, against what the plan expected of it."""

    visit_id: str
    provider_id: str
    name: str
    last: str
    team_days: int
    planned: Decimal | None
    upheld: Decimal
    recovered: Decimal
    judged: int
    rejected: int
    days_for_nothing: float
    objections_accepted: int


@dataclass(frozen=True)
class Learned:
    """All tables of the page, each a list of rows; `totals` are single figures."""

    rules: list[Row]
    quarters: list[Row]
    missed: list[ReturnedRate]
    visits: list[DoneVisit]
    changes: list[Row]
    totals: Row


def learned(desk: Desk, who: Account) -> Learned:
    """What may be told to somebody: of their counties alone."""
    judged = _judged(desk, who)
    visits = [v for v in desk.visits.by_id.values() if _sees(desk, who, v.provider_id)]
    done = [_visit(desk, v) for v in visits if v.report is not None]
    rules = _rules(judged)
    return Learned(
        rules,
        _quarters(judged, done),
        [r for r in desk.charts.rows() if _sees(desk, who, r["provider_id"])],
        done,
        _changes(desk, who),
        _totals(judged, done, visits),
    )


def _sees(desk: Desk, who: Account, provider_id: str | None) -> bool:
    provider = desk.shelf.providers.get(provider_id or "")
    return who.sees(provider["region_code"] if provider else None)


def _judged(desk: Desk, who: Account) -> list[Row]:
    """One row a rule and event with a clear outcome: rule_id, provider_id, outcome, day, at_risk, upheld."""
    verdicts = standing_verdicts(desk.workspace.verdicts).filter(pl.col("outcome") != "unclear")
    findings = desk.shelf.findings.select("finding_id", "event_id", "provider_id")
    told = (
        verdicts.join(findings, on="finding_id", how="left")
        .with_columns(pl.coalesce("event_id", "finding_id").alias("event"))
        .sort("at", "finding_id")
    )
    found: dict[tuple[str, str], Row] = {}
    for row in told.iter_rows(named=True):
        if not _sees(desk, who, row["provider_id"]):
            continue
        key = (row["rule_id"], row["event"])
        its = found.setdefault(
            key,
            {
                "rule_id": row["rule_id"],
                "provider_id": row["provider_id"],
                "day": str(row["at"])[:10],
                "outcome": row["outcome"],
                "at_risk": Decimal(0),
                "upheld": Decimal(0),
                "by_lot": bool(row["drawn_at_random"]),
            },
        )
        its["at_risk"] += Decimal(str(row["amount_at_risk"] or 0))
        its["upheld"] += Decimal(str(row["amount_upheld"] or 0))
    return list(found.values())


def _rules(judged: Sequence[Row]) -> list[Row]:
    by_rule: dict[str, list[Row]] = defaultdict(list)
    for row in judged:
        by_rule[row["rule_id"]].append(row)
    found = [rule_row(rule_id, its) for rule_id, its in by_rule.items()]
    order = ["retire", "tighten", "", "few"]
    return sorted(found, key=lambda r: (order.index(r["advice"]), -r["judged"], r["rule_id"]))


def rule_row(rule_id: str, its: Sequence[Row]) -> Row:
    """One rule: judged, held, precision with interval, trend, what rejected events accused, advice."""
    held = sum(1 for r in its if r["outcome"] != "rejected")
    low, high = exact_interval(held, len(its))
    advice = "few" if len(its) < FEWEST else ""
    if len(its) >= FEWEST:
        advice = "retire" if high < RETIRE else "tighten" if high < TIGHTEN else ""
    wrong = [r for r in its if r["outcome"] == "rejected"]
    return {
        "rule_id": rule_id,
        "judged": len(its),
        "held": held,
        "precision": held / len(its),
        "low": low,
        "high": high,
        "trend": trend(its),
        "by_lot": sum(1 for r in its if r["by_lot"]),
        "rejected": len(wrong),
        "accused": sum((r["at_risk"] for r in wrong), Decimal(0)),
        "upheld": sum((r["upheld"] for r in its), Decimal(0)),
        "advice": advice,
    }


def trend(its: Sequence[Row]) -> str:
    """Up or down where the later half of the verdicts surely differs from the earlier one; else empty."""
    ordered = sorted(its, key=lambda r: r["day"])
    half = len(ordered) // 2
    if half < FEWEST // 2:
        return ""
    sides = []
    for side in (ordered[:half], ordered[half:]):
        held = sum(1 for r in side if r["outcome"] != "rejected")
        sides.append(exact_interval(held, len(side)))
    (low_before, high_before), (low_after, high_after) = sides
    if low_after > high_before:
        return "up"
    return "down" if high_after < low_before else ""


def quarter_of(day: str) -> str:
    return f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}"


def _quarters(judged: Sequence[Row], done: Sequence[DoneVisit]) -> list[Row]:
    """By quarter: precision of all rules, and what a team's day brought against what was planned."""
    found: dict[str, Row] = {}

    def of(quarter: str) -> Row:
        zero = {"judged": 0, "held": 0, "team_days": 0}
        money = {k: Decimal(0) for k in ("upheld", "recovered", "planned")}
        return found.setdefault(quarter, {"quarter": quarter, **zero, "planned_days": 0, **money})

    for row in judged:
        its = of(quarter_of(row["day"]))
        its["judged"] += 1
        its["held"] += row["outcome"] != "rejected"
    for visit in done:
        its = of(quarter_of(visit["last"]))
        its["team_days"] += visit["team_days"]
        its["upheld"] += visit["upheld"]
        its["recovered"] += visit["recovered"]
        if visit["planned"] is not None:
            its["planned"] += visit["planned"]
            its["planned_days"] += visit["team_days"]
    for its in found.values():
        days, planned = its["team_days"], its["planned_days"]
        its["precision"] = its["held"] / its["judged"] if its["judged"] else None
        its["recovered_per_day"] = its["recovered"] / days if days else None
        its["upheld_per_day"] = its["upheld"] / days if days else None
        its["planned_per_day"] = its["planned"] / planned if planned else None
    return [found[q] for q in sorted(found)]


def _visit(desk: Desk, visit: Visit) -> DoneVisit:
    days = desk.shelf.days
    worked = sum(
        days.is_worked(date.fromordinal(n))
        for n in range(visit.first.toordinal(), visit.last.toordinal() + 1)
    )
    planned = _planned(desk.plans.by_id, visit.visit_id)
    outcomes = [e.get("outcome") for e in (visit.report or {}).get("events", ())]
    told = [o for o in outcomes if o and o != "unclear"]
    # a visit over a weekend alone still took a day
    team_days = max(worked, 1)
    wrong = sum(1 for o in told if o == "rejected")
    return {
        "visit_id": visit.visit_id,
        "provider_id": visit.provider_id,
        "name": (desk.shelf.providers.get(visit.provider_id) or {}).get("name")
        or visit.provider_id,
        "last": str(visit.last),
        "team_days": team_days,
        "planned": planned,
        "upheld": Decimal((visit.report or {}).get("upheld", "0")),
        "recovered": sum((a for _, a, _ in visit.recovered), Decimal(0)),
        "judged": len(told),
        "rejected": wrong,
        "days_for_nothing": round(team_days * wrong / len(told), 2) if told else 0.0,
        "objections_accepted": sum(1 for o in visit.objections.values() if o.is_accepted),
    }


def _planned(plans: Mapping[str, Kept], visit_id: str) -> Decimal | None:
    """What the plan that a visit came of expected of it; None for one planned by hand."""
    for plan in plans.values():
        if visit_id in plan.visits:
            return Decimal(str(plan.stops[plan.visits.index(visit_id)].worth))
    return None


def _changes(desk: Desk, who: Account) -> list[Row]:
    """Whether what was visited became rarer, beside like providers that nobody visited."""
    shelf = desk.shelf
    profiles = pl.DataFrame(
        [
            {"provider_id": p, "kind": r["kind"], "level": r["level"], "amount": r["charged"]}
            for p, r in shelf.providers.items()
        ],
        schema={
            "provider_id": pl.String,
            "kind": pl.String,
            "level": pl.String,
            "amount": pl.Decimal(18, 2),
        },
    )
    until = last_day(shelf.findings, shelf.run.request.as_of)
    found, _ = look_back(
        shelf.findings, standing_verdicts(desk.workspace.verdicts), profiles, until
    )
    return [
        {
            "provider_id": f.provider_id,
            "name": (shelf.providers.get(f.provider_id) or {}).get("name") or f.provider_id,
            "visited_on": str(f.visited_on),
            "before": f.before,
            "after": f.after,
            "days_before": f.days_before,
            "days_after": f.days_after,
            "ratio": (f.beside_peers or f.own).ratio,
            "low": (f.beside_peers or f.own).low,
            "high": (f.beside_peers or f.own).high,
            "beside_peers": f.beside_peers is not None,
            "word": (f.beside_peers or f.own).words,
        }
        for f in found
        if _sees(desk, who, f.provider_id)
    ]


def _totals(judged: Sequence[Row], done: Sequence[DoneVisit], visits: Sequence[Visit]) -> Row:
    wrong = [r for r in judged if r["outcome"] == "rejected"]
    days = sum(v["team_days"] for v in done)
    return {
        "judged": len(judged),
        "rejected": len(wrong),
        "accused": sum((r["at_risk"] for r in wrong), Decimal(0)),
        "team_days": days,
        "days_for_nothing": round(sum(v["days_for_nothing"] for v in done), 1),
        "objections": sum(len(v.objections) for v in visits if v.report is not None),
        "objections_accepted": sum(v["objections_accepted"] for v in done),
        "recovered": sum((v["recovered"] for v in done), Decimal(0)),
        "recovered_per_day": sum((v["recovered"] for v in done), Decimal(0)) / days
        if days
        else None,
    }
