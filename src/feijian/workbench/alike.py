"""Judged events of the list that are like an open one (同案同判), from the words written with the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from feijian.leads.similar import MOST, NEWEST, JudgedCase, JudgedWords, cases_of
from feijian.verdicts.store import standing_verdicts
from feijian.workbench.accounts import Account
from feijian.workbench.desk import Desk
from feijian.workbench.shelf import Shelf

SLACK = 100
"""The words are learned anew once verdicts are more by one in so many: a case judged a minute ago may be missing."""


@dataclass(frozen=True)
class Alike:
    """What was judged of one run's events, up to so many rows of verdicts.sqlite."""

    shelf: Shelf
    upto: int
    cases: dict[str, JudgedCase]
    words: JudgedWords | None

    def is_current(self, shelf: Shelf, rows: int) -> bool:
        return self.shelf is shelf and self.upto <= rows <= self.upto + self.upto // SLACK


def alike(
    desk: Desk, account: Account, event_ids: Sequence[str], most: int = MOST
) -> list[JudgedCase]:
    """The judged events nearest to any of these, the nearest first, of the account's own divisions."""
    shelf, rows = desk.shelf, desk.standing().judged_rows.seen
    its = desk.alike
    if not isinstance(its, Alike) or not its.is_current(shelf, rows):
        its = desk.alike = learned(desk, shelf, rows)
    words = {e: shelf.background.words[e] for e in event_ids if e in shelf.background.words}
    if its.words is None or not words:
        return []
    found: dict[str, float] = {}
    for near in its.words.nearest(words, most * 4).values():
        for event_id, share in near:
            if event_id not in words:
                found[event_id] = max(share, found.get(event_id, 0.0))
    order = sorted(found, key=lambda e: (-round(found[e], 9), e))
    seen = [e for e in order if account.sees(shelf.regions[shelf.place_of[e]])]
    return [its.cases[e].at_distance(found[e]) for e in seen[:most]]


def learned(desk: Desk, shelf: Shelf, rows: int) -> Alike:
    """Read every standing verdict on the run's events, the newest twenty thousand."""
    verdicts = standing_verdicts(desk.workspace.verdicts)
    decided = verdicts.filter(pl.col("outcome") != "unclear").sort("verdict_id").tail(NEWEST)
    judged = shelf.findings.join(decided, on="finding_id", how="inner", suffix="_judged")
    cases = {
        event_id: case
        for event_id, case in cases_of(judged).items()
        if event_id in shelf.place_of and event_id in shelf.background.words
    }
    told = {e: shelf.background.words[e] for e in cases}
    return Alike(shelf, rows, cases, JudgedWords(told) if told else None)
