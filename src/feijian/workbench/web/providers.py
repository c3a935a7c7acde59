"""The page of a provider: money, months, peers, events by family, network, history, judged cases like its own."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from decimal import Decimal

import polars as pl
from starlette.responses import Response

from feijian.leads.assemble import next_steps
from feijian.leads.sanctions import Sanction, read_sanctions
from feijian.plain import Row
from feijian.reports.network import left_out, network
from feijian.reports.profile import comparisons
from feijian.reports.sections import months_between
from feijian.workbench import roles, visits
from feijian.workbench.alike import alike
from feijian.workbench.credit import record_of
from feijian.workbench.web.cases import objections_of, reasons_of
from feijian.workbench.web.context import Asked, title_of
from feijian.workbench.web.protect import Refused

SHOWN, MOST_LEADS, MOST_DRAWN, COMPARED = 40, 20, 4, 10
"""Events of a family, leads and drawings that a page shows, the rest being in the queue and the report; and
events for which judged cases are looked for."""
STRIP = 300


def provider(asked: Asked) -> Response:
    shelf, provider_id = asked.desk.shelf, asked.path("provider_id")
    its = shelf.providers.get(provider_id)
    if its is None or not asked.who.sees(its["region_code"]):
        raise Refused(404, "not_found")
    events = shelf.events.filter(pl.col("provider_id") == provider_id)
    leads = shelf.leads.filter(pl.col("provider_id") == provider_id).head(MOST_LEADS).to_dicts()
    lang, like = asked.say.lang, events["event_id"].head(COMPARED).to_list()
    peers, of_peers = _peers(asked, provider_id)
    values = {
        "provider": its,
        "groups": _groups(asked, events),
        "upheld": _upheld(asked, events["event_id"].to_list()),
        "rule_title": title_of(asked),
        "amount": _known(events["amount_at_risk"]),
        "fund": _known(events["fund_at_risk"]),
        "expected": _known(events["expected_recovery"]),
        "count": events.height,
        "leads": [{**lead, "why": reasons_of(shelf, lead["lead_id"], lang)} for lead in leads],
        "networks": _networks(asked, leads),
        "peers": peers,
        "of_peers": of_peers,
        "similar": alike(asked.desk, asked.who, like),
        **_months(asked, provider_id, events),
        **_history(asked, provider_id),
        "may_register": asked.who.may(roles.REGISTER),
        "may_dispatch": asked.who.may(roles.DISPATCH),
    }
    return asked.page("provider.html.j2", values)


def _groups(asked: Asked, events: pl.DataFrame) -> list[Row]:
    """Its events by family, with what to look at, what will be objected, and the law of those days."""
    shelf, lang = asked.desk.shelf, asked.say.lang
    found = []
    for (family,), part in events.group_by("family", maintain_order=True):
        rows = [
            {**e, "case": asked.desk.cases.of(e["event_id"])} for e in part.head(SHOWN).to_dicts()
        ]
        rule_ids = sorted({r for e in rows for r in e["rule_ids"]})
        last = part["occurred_to"].max()
        found.append(
            {
                "family": family,
                "rows": rows,
                "count": part.height,
                "amount": _known(part["amount_at_risk"]),
                "fund": _known(part["fund_at_risk"]),
                "steps": next_steps(rule_ids, shelf.rules, lang),
                "objections": objections_of(shelf, rule_ids, lang),
                "law": shelf.law(rule_ids, last if isinstance(last, date) else None, lang),
            }
        )
    return found


def _known(amounts: pl.Series) -> Decimal | None:
    """The sum of what is known; where nothing is, that is not 0."""
    known = amounts.drop_nulls()
    return Decimal(known.sum()) if known.len() or not amounts.len() else None


def _upheld(asked: Asked, event_ids: list[str]) -> Decimal:
    said = (asked.desk.cases.of(e).verdict for e in event_ids)
    return sum((Decimal(v["amount"]) for v in said if v and v["amount"]), Decimal(0))


def _months(asked: Asked, provider_id: str, events: pl.DataFrame) -> Row:
    """Stays, visits, sales and money by month, as rows and as two charts; an event is spread over its months."""
    say = asked.say
    in_question: Counter[str] = Counter()
    dated = events.select("occurred_from", "occurred_to", "amount_at_risk")
    for first, last, amount in dated.iter_rows():
        if first is None or amount is None:
            continue
        over = months_between(first, max(last or first, first))
        for month in over:
            in_question[f"{month:%Y-%m}"] += amount / len(over)
    rows = [
        {**m, "month": f"{m['month']:%Y-%m}", "in_question": in_question[f"{m['month']:%Y-%m}"]}
        for m in asked.desk.shelf.background.months.get(provider_id, ())
    ]
    kinds = [k for k in ("stays", "visits", "sales") if any(r[k] for r in rows)]
    labels = [r["month"] for r in rows]

    def chart(keys: list[tuple[str, str]]) -> str:
        series = [{"name": say(word), "values": [float(r[k]) for r in rows]} for k, word in keys]
        return json.dumps({"labels": labels, "series": series, "plain": True})

    return {
        "months": rows,
        "kinds": kinds,
        "count_chart": chart([(k, f"m_{k}") for k in kinds]),
        "money_chart": chart([("charged", "charged"), ("in_question", "amount")]),
    }


def _peers(asked: Asked, provider_id: str) -> tuple[list[Row], str]:
    """Each measure beside like providers, as places on a strip; and who they are."""
    table = asked.desk.shelf.background.profiles
    if table.is_empty() or table.filter(pl.col("provider_id") == provider_id).is_empty():
        return [], ""
    found, who = comparisons(table, provider_id)
    rows = []
    for one in found:
        low, high = min(one.peers[0], one.value), max(one.peers[-1], one.value)
        span = (high - low) or 1.0
        rows.append(
            {
                "name": asked.say.of(one.measure.words),
                "own": one.shown(one.value),
                "median": one.shown(one.median),
                "rank": sum(1 for p in one.peers if p > one.value) + 1,
                "of": len(one.peers) + 1,
                "own_at": round(STRIP * (one.value - low) / span, 1),
                "median_at": round(STRIP * (one.median - low) / span, 1),
                "ticks": sorted({round(STRIP * (p - low) / span) for p in one.peers}),
            }
        )
    return rows, asked.say.of(who)


def _networks(asked: Asked, leads: list[Row]) -> list[Row]:
    """Drawings of its leads about groups: persons masked, always."""
    shelf = asked.desk.shelf
    names = {p: str(r["name"] or p) for p, r in shelf.providers.items()}
    found = []
    for lead in leads:
        shared = shelf.background.shared.get(lead["lead_id"], [])
        if len({v[1] for v in shared}) < 2 and len({v[2] for v in shared}) < 2:
            continue  # one practitioner at one provider: a star that tells nothing
        drawn = network(shared, asked.say.lang, names, reveal=False)
        if drawn:
            title = lead[f"title_{asked.say.lang}"]
            found.append({"title": title, "drawn": drawn, "left_out": left_out(shared)})
    return found[:MOST_DRAWN]


def _history(asked: Asked, provider_id: str) -> Row:
    """Visits that the reader may know of, clues, points, hand-overs and past sanctions."""
    desk, today, who = asked.desk, asked.today, asked.who
    its = [
        {
            "visit": v,
            "upheld": visits.upheld(v, desk.cases),
            "recovered": sum(a for _, a, _ in v.recovered),
        }
        for v in desk.visits.by_id.values()
        if v.provider_id == provider_id
        and v.is_open_to(who.login, today, plans=who.may(roles.DISPATCH))
    ]
    return {
        "visits": sorted(its, key=lambda r: (r["visit"].first, r["visit"].visit_id), reverse=True),
        "record": record_of(provider_id, desk.visits, today),
        "clues": [c for c in desk.register.by_id.values() if c.provider_id == provider_id],
        "points": [e for e in desk.points.by_id.values() if e.provider_id == provider_id],
        "handovers": [h for h in desk.handovers.by_id.values() if h.provider_id == provider_id],
        "sanctions": _sanctions(asked, provider_id),
        "VISIT_STATES": visits.STATES,
    }


def _sanctions(asked: Asked, provider_id: str) -> list[Sanction]:
    """Of the table that the bureau names in its settings, the newest first."""
    found = read_sanctions(asked.desk.workspace.settings().sanctions)
    its = [s for s in found if s.provider_id == provider_id]
    return sorted(its, key=lambda s: (s.on, s.instrument), reverse=True)
