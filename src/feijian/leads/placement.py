"""The order of the list: expected recovery first, with a few seats kept for what it cannot see.

Of every `every` places (20), the 8th is for a lead whose amount is unknown, the 12th for an outlier
that no rule explains, and the 20th is drawn by lot from everything further down. Only visits drawn by lot
tell how good the rest of the list is; without them the list could only confirm itself.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

SEATS_TO = 10
"""Seats are kept in the first ten times `every` places."""

ORDINARY, UNKNOWN, OUTLIER, DRAWN = "expected_recovery", "amount_unknown", "outlier", "random_draw"
LAST = "indicator"
INDICATORS = ("data_quality", "statistics")
"""Families that say where to look, not what to recover: without an amount they get no seat."""


@dataclass(frozen=True)
class LeadStanding:
    """What decides a lead's place.

    likely: the number of findings expected to be upheld. indicator: a lead of a family that
    recovers no money by itself (data quality, statistics). order: the place by content of its
    first finding, which decides between equals: ids differ from workspace to workspace.
    """

    lead_id: str
    expected: Decimal
    amount: Decimal | None
    findings: int
    likely: float
    indicator: bool = False
    order: int = 0

    @property
    def key(self) -> tuple[Decimal, Decimal, float, int, int, str]:
        """Sorts the better lead first: expected recovery, amount, likely findings, findings, content."""
        return (
            -self.expected,
            -(self.amount or Decimal(0)),
            -round(self.likely, 6),
            -self.findings,
            *self.tie,
        )

    @property
    def tie(self) -> tuple[int, str]:
        return (self.order, self.lead_id)


@dataclass(frozen=True)
class Seat:
    """A lead's place (from 1) and why it has it. `chance` is that of the draw."""

    lead_id: str
    place: int
    why: str
    chance: float | None = None


def natural_order(standings: Sequence[LeadStanding]) -> list[str]:
    """Ids by expected recovery; then leads of unknown amount, indicators last."""
    ordered = sorted(
        standings, key=lambda s: (s.amount is None, s.amount is None and s.indicator, s.key)
    )
    return [s.lead_id for s in ordered]


def drawn(
    order: Sequence[LeadStanding], every: int, as_of: date, places: int
) -> tuple[list[str], float]:
    """Leads drawn by lot from beyond the first `every`, and the chance each had of its seat.

    order: the leads of known amount, best first. places: of the whole list; as many are drawn as
    there are seats for them. The same day draws the same leads, whatever their ids.
    """
    rest = [s.lead_id for s in sorted(order[every:], key=lambda s: s.tie)]
    if not every or not rest:
        return [], 0.0
    number = min(min(places, SEATS_TO * every) // every, len(rest))
    lot = random.Random(f"feijian {as_of.isoformat()}")
    return lot.sample(rest, number), number / len(rest)


def seated(
    standings: Sequence[LeadStanding], outliers: Sequence[str], every: int, as_of: date
) -> list[Seat]:
    """Every lead's seat, in order. outliers: ids of the leads no rule explains, best first."""
    order = natural_order(standings)
    by_id = {s.lead_id: s for s in standings}
    unknown_ids = {s.lead_id for s in standings if s.amount is None}
    indicators = {s.lead_id for s in standings if s.amount is None and s.indicator}
    known = [i for i in order if i not in unknown_ids]
    lots, chance = drawn([by_id[i] for i in known], every, as_of, len(order) + len(outliers))
    queues = {
        ORDINARY: deque(i for i in known if i not in set(lots)),
        UNKNOWN: deque(i for i in order if i in unknown_ids - indicators),
        OUTLIER: deque(outliers),
        DRAWN: deque(lots),
        LAST: deque(i for i in order if i in indicators),
    }
    kept = {}
    if every:
        kept = {
            every * 2 // 5: UNKNOWN,
            every * 3 // 5: OUTLIER,
            0: DRAWN,
        }
    seats: list[Seat] = []
    while any(queues.values()):
        place = len(seats) + 1
        wanted = (
            kept.get(place % every, ORDINARY) if every and place <= SEATS_TO * every else ORDINARY
        )
        why = next(w for w in (wanted, ORDINARY, UNKNOWN, OUTLIER, DRAWN, LAST) if queues[w])
        seats.append(Seat(queues[why].popleft(), place, why, chance if why == DRAWN else None))
    return seats
