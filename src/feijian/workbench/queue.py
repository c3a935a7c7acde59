"""The queue: which cases a page lists, in the order of the run's list, and how many each tab has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from feijian.messages.labels import Labels
from feijian.plain import Row
from feijian.workbench.accounts import Account
from feijian.workbench.cases import Case
from feijian.workbench.desk import Desk
from feijian.workbench.standing import NO_DAY, Flags, Standing

TABS = Labels("tab")
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

    rows: list[Row]
    total: int
    counts: Mapping[str, int]


def listed(desk: Desk, account: Account, wanted: Wanted) -> Listed:
    """The page asked for; every tab keeps to the account's counties."""
    its = desk.standing()
    base = _filtered(its, account, wanted)
    is_open = ~its.closed & ~its.proposed
    conditions = {
        "all": is_open,
        "mine": is_open & its.owned_by(account.login),
        "unassigned": is_open & (its.owner == 0),
        "due": is_open & (its.due != NO_DAY),
        "changed": its.changed,
        "approve": its.proposed,
        "done": its.closed,
    }
    if base is not None:
        conditions = {tab: found & base for tab, found in conditions.items()}
    counts = {tab: int(np.count_nonzero(found)) for tab, found in conditions.items()}
    places = np.flatnonzero(conditions[wanted.tab])
    if wanted.tab == "due":
        places = places[np.argsort(its.due[places], kind="stable")]
    start = (wanted.page - 1) * A_PAGE
    shown = places[start : start + A_PAGE]
    cases = desk.cases
    rows = [
        {**row, "case": cases.of(row["event_id"]), "changed": bool(its.changed[place])}
        for place, row in zip(shown, its.shelf.events[shown].to_dicts(), strict=True)
    ]
    return Listed(rows, counts[wanted.tab], counts)


def next_after(desk: Desk, account: Account, event_id: str) -> str | None:
    """The open case after this one in the list: one's own first, else one that nobody has."""
    its = desk.standing()
    here = its.shelf.place_of.get(event_id, -1)
    waits = ~its.judged & ~its.proposed & ~its.closed
    waits[: here + 1] = False
    base = its.in_counties(account.counties)
    if base is not None:
        waits &= base
    for found in (waits & its.owned_by(account.login), waits & (its.owner == 0)):
        if found.any():
            return str(its.shelf.events["event_id"][int(np.argmax(found))])
    return None


def _filtered(its: Standing, account: Account, wanted: Wanted) -> Flags | None:
    """Which events the filters leave to the account; None for all."""
    parts = [its.in_counties(account.counties)]
    if wanted.family:
        parts.append(its.of_family(wanted.family))
    if wanted.text:
        text = wanted.text.casefold()
        parts.append(its.shelf.searched.str.contains(text, literal=True).to_numpy())
    if wanted.least is not None:
        enough = its.shelf.worth >= float(wanted.least)
        parts.append(enough.fill_null(value=False).to_numpy())
    found = [p for p in parts if p is not None]
    return np.logical_and.reduce(found) if found else None


def is_overdue(case: Case, today: date) -> bool:
    return case.due is not None and case.due < today and case.state in ("open", "visit", "proposed")
