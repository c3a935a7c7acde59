"""The queue: which cases a page lists, in the order of the run's list, and how many each tab has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from feijian.leads.labels import Words
from feijian.workbench.accounts import Account
from feijian.workbench.cases import Case
from feijian.workbench.desk import Desk

TABS: dict[str, Words] = {
    "all": Words("全部待办", "All open"),
    "mine": Words("我的", "Mine"),
    "unassigned": Words("未分派", "Unassigned"),
    "due": Words("有期限", "Due"),
    "changed": Words("证据有变", "Evidence changed"),
    "approve": Words("待复核", "To approve"),
    "done": Words("已核定", "Judged or closed"),
}
A_PAGE = 50
CHUNK = 500
"""The most cases one bulk act may name."""


@dataclass(frozen=True)
class Wanted:
    """Filters of a queue. text: within a provider's name or id, or a rule's id."""

    tab: str = "all"
    family: str = ""
    text: str = ""
    least: Decimal | None = None
    page: int = 1


@dataclass(frozen=True)
class Listed:
    """A page of the queue. rows: events with their case; counts: by tab, under the same filters."""

    rows: list[dict[str, Any]]
    total: int
    counts: Mapping[str, int]


def listed(desk: Desk, account: Account, wanted: Wanted) -> Listed:
    """The page asked for; every tab keeps to the account's counties."""
    base = _filtered(_scoped(desk, account), wanted)
    cases = desk.cases.by_event
    judged = desk.judged()
    changed = set(judged.filter("changed")["event_id"].to_list())
    settled = set(judged["event_id"].to_list()) - changed
    digest = dict(
        base.filter(pl.col("event_id").is_in(list(cases))).select("event_id", "digest").iter_rows()
    )
    for event_id, case in cases.items():
        if case.verdict is None or event_id not in digest:
            continue
        if case.verdict["digest"] != digest[event_id]:
            changed.add(event_id)
            settled.discard(event_id)
        else:
            settled.add(event_id)
    closed = {e for e, c in cases.items() if c.status == "closed"} | settled
    proposed = {e for e, c in cases.items() if c.proposed is not None}
    mine = {e for e, c in cases.items() if c.assignee == account.login}
    taken = {e for e, c in cases.items() if c.assignee}
    due = {e for e, c in cases.items() if c.due is not None}
    event = pl.col("event_id")
    is_open = ~event.is_in(list(closed)) & ~event.is_in(list(proposed))
    conditions = {
        "all": is_open,
        "mine": is_open & event.is_in(list(mine)),
        "unassigned": is_open & ~event.is_in(list(taken)),
        "due": is_open & event.is_in(list(due)),
        "changed": event.is_in(list(changed)),
        "approve": event.is_in(list(proposed)),
        "done": event.is_in(list(closed)),
    }
    counts = base.select(c.sum().alias(t) for t, c in conditions.items()).row(0, named=True)
    its = base.filter(conditions[wanted.tab])
    if wanted.tab == "due":
        days = {e: c.due for e, c in cases.items() if c.due is not None}
        when = pl.Series("due", [days[e] for e in its["event_id"].to_list()], dtype=pl.Date)
        its = its.with_columns(when).sort("due", maintain_order=True)
    start = (wanted.page - 1) * A_PAGE
    rows = [
        {
            **row,
            "case": cases.get(row["event_id"]) or Case(row["event_id"]),
            "changed": row["event_id"] in changed,
        }
        for row in its.slice(start, A_PAGE).to_dicts()
    ]
    return Listed(rows, its.height, counts)


def next_after(desk: Desk, account: Account, event_id: str) -> str | None:
    """The open case after this one in the list: one's own first, else one that nobody has."""
    here = desk.shelf.place_of.get(event_id, -1)
    done = set(desk.judged().filter(~pl.col("changed"))["event_id"].to_list())
    free: str | None = None
    events = _scoped(desk, account).slice(0)
    for other in events["event_id"].to_list():
        case = desk.cases.of(other)
        if (
            desk.shelf.place_of[other] <= here
            or other in done
            or case.state not in ("open", "visit")
        ):
            continue
        if case.assignee == account.login:
            return str(other)
        if not case.assignee and free is None:
            free = str(other)
    return free


def _scoped(desk: Desk, account: Account) -> pl.DataFrame:
    events = desk.shelf.events
    if not account.counties:
        return events
    region = pl.col("region_code").fill_null("")
    return events.filter(pl.any_horizontal(region.str.starts_with(c) for c in account.counties))


def _filtered(events: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    if wanted.family:
        events = events.filter(pl.col("family") == wanted.family)
    if wanted.text:
        text = wanted.text.casefold()
        events = events.filter(
            pl.col("provider_id").fill_null("").str.to_lowercase().str.contains(text, literal=True)
            | pl.col("provider_name")
            .fill_null("")
            .str.to_lowercase()
            .str.contains(text, literal=True)
            | pl.col("rule_ids").list.join(" ").str.contains(text, literal=True)
        )
    if wanted.least is not None:
        events = events.filter(pl.col("amount_at_risk").cast(pl.Float64) >= float(wanted.least))
    return events


def is_overdue(case: Case, today: date) -> bool:
    return case.due is not None and case.due < today and case.state in ("open", "visit", "proposed")
