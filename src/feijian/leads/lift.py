"""What the ranking adds over the plainest list there is: the same leads sorted by amount."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

import polars as pl

from feijian.leads.amounts import CENT
from feijian.leads.bundles import assigned
from feijian.leads.inputs import RuleFacts
from feijian.leads.labels import estimated
from feijian.leads.posterior import chances, upheld_shares
from feijian.leads.stakes import certainties_of
from feijian.messages.labels import Labels
from feijian.plain import Json

FIRST = (10, 20, 50)


@dataclass(frozen=True)
class Worth:
    """One lead for the comparison: where it stands, what it has at risk, what is expected of it,
    and what it is worth (the same, or what visits upheld).
    """

    lead_id: str
    place: int
    amount: Decimal
    expected: Decimal
    worth: Decimal


class FirstLeads(TypedDict):
    """What the first so many leads hold in each order, yuan as text; ratios to the order by amount."""

    first: int
    by_rank: str
    without_seats: str
    by_amount: str
    lift: float | None
    lift_without_seats: float | None


class Realised(TypedDict):
    """The comparison over what visits upheld: of how many findings and leads, and its rows."""

    findings: int
    leads: int
    ranking_lift: list[FirstLeads]


def _ratio(one: Decimal, other: Decimal) -> float | None:
    return round(float(one / other), 4) if other else None


def captured(
    leads: Sequence[Worth], first: int, key: Callable[[Worth], tuple[object, ...]]
) -> Decimal:
    """Yuan of the first leads in the order of `key`, to the cent."""
    return sum((w.worth for w in sorted(leads, key=key)[:first]), Decimal(0)).quantize(CENT)


def ranking_lift(leads: Sequence[Worth]) -> list[FirstLeads]:
    """For the first 10, 20 and 50 leads: worth captured by rank, by expected recovery, by amount.

    by_rank is the list as published; without_seats is its order by expected recovery alone, so
    that the cost of the seats can be seen. lift and lift_without_seats are their ratios to
    by_amount.

    A row whose N reaches the whole list is left out after the first such: both orders hold
    everything there. The ratio is None where the amount-sorted list captures nothing.
    """
    rows: list[FirstLeads] = []
    for first in FIRST:
        ranked = captured(leads, first, lambda w: (w.place, w.lead_id))
        by_amount = captured(leads, first, lambda w: (-w.amount, w.lead_id))
        unseated = captured(leads, first, lambda w: (-w.expected, -w.amount, w.lead_id))
        rows.append(
            {
                "first": first,
                "by_rank": str(ranked),
                "without_seats": str(unseated),
                "by_amount": str(by_amount),
                "lift": _ratio(ranked, by_amount),
                "lift_without_seats": _ratio(unseated, by_amount),
            }
        )
        if first >= len(leads):
            break
    return rows


def realised_lift(
    verdicts: pl.DataFrame, findings: pl.DataFrame, rules: Mapping[str, RuleFacts]
) -> Realised | None:
    """The same comparison in yuan upheld, over what was visited; None without such verdicts.

    verdicts: the standing ones. The order compared is the one that certainty alone would have
    given: chances learnt from these very verdicts would flatter it. Only visited findings are
    in it, so it says nothing about those nobody looked at.
    """
    visited = findings.join(
        upheld_shares(verdicts).select("finding_id", "share", "amount_upheld"), on="finding_id"
    ).filter(pl.col("amount_at_risk").is_not_null())
    if visited.is_empty():
        return None
    by_rule = chances(certainties_of(visited, rules), verdicts.clear())
    sums: dict[str, tuple[Decimal, Decimal, Decimal]] = {}
    for row in assigned(visited, "all").iter_rows(named=True):
        amount, share = row["amount_at_risk"], Decimal(repr(round(row["share"], 6)))
        expected = amount * Decimal(repr(by_rule[row["rule_id"]].mean))
        upheld = row["amount_upheld"] if row["amount_upheld"] is not None else amount * share
        at_risk, hoped, held = sums.get(row["lead_id"], (Decimal(0), Decimal(0), Decimal(0)))
        sums[row["lead_id"]] = (at_risk + amount, hoped + expected, held + upheld)
    order = sorted((-hoped, -at_risk, lead) for lead, (at_risk, hoped, _) in sums.items())
    worths = [Worth(lead, n, *sums[lead]) for n, (_, _, lead) in enumerate(order, start=1)]
    return {"findings": visited.height, "leads": len(worths), "ranking_lift": ranking_lift(worths)}


LINES = Labels("lift")


def lift_lines(summary: Json, lang: str = "en") -> list[str]:
    """The comparison in sentences, with what it does and does not show."""
    lines = [
        LINES["first"]
        .to(lang)
        .format(
            first=row["first"],
            lift=row["lift"],
            unseated=row["lift_without_seats"],
            ranked=estimated(Decimal(row["by_rank"])).to(lang),
            by_amount=estimated(Decimal(row["by_amount"])).to(lang),
        )
        for row in summary["ranking_lift"]
        if row["lift"] is not None
    ]
    if lines:
        lines.append(LINES["note"].to(lang))
    realised = summary.get("realised") or {}
    lines += [
        LINES["visited"]
        .to(lang)
        .format(
            findings=realised["findings"],
            first=row["first"],
            lift=row["lift"],
            ranked=f"{Decimal(row['by_rank']):,.2f}",
            by_amount=f"{Decimal(row['by_amount']):,.2f}",
        )
        for row in realised.get("ranking_lift", ())
        if row["lift"] is not None
    ]
    return lines
