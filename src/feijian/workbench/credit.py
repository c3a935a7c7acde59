"""A provider's record of decided visits as a score with its formula, and how often it is looked at.

100, less what decided visits showed: up to 50 by the upheld share of what was judged, 10 for each
locked visit of the last three years in which something was upheld (30 at most), 20 by the share
still to be recovered. Suspicions play no part, and a provider without a decided visit has no score.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from feijian.plain import Json
from feijian.workbench.deadlines import months_after
from feijian.workbench.visits import Visits

YEARS = 3
BY_SHARE, BY_REPEAT, REPEAT_MOST, BY_DEBT = 50, 10, 30, 20
LEVELS: tuple[tuple[int, str, int], ...] = (
    (90, "A", 24),
    (75, "B", 12),
    (60, "C", 6),
    (0, "D", 3),
)
"""Score from which a level holds, its name, and months until the next visit: the bureau's own practice,
no term of law."""


@dataclass(frozen=True)
class Record:
    """What decided visits say of one provider. judged, upheld, recovered: yuan."""

    provider_id: str
    visits: int
    judged: Decimal
    upheld: Decimal
    recovered: Decimal
    with_upheld: int
    objections: int
    objections_accepted: int
    last: date | None

    @property
    def share(self) -> float:
        return float(self.upheld / self.judged) if self.judged > 0 else 0.0

    @property
    def owed(self) -> float:
        return float(1 - self.recovered / self.upheld) if self.upheld > 0 else 0.0

    @property
    def score(self) -> int | None:
        if not self.visits:
            return None
        taken = BY_SHARE * self.share + min(BY_REPEAT * self.with_upheld, REPEAT_MOST)
        return max(0, round(100 - taken - BY_DEBT * self.owed))

    @property
    def level(self) -> str:
        score = self.score
        return "" if score is None else next(name for least, name, _ in LEVELS if score >= least)

    @property
    def months(self) -> int | None:
        """Months until it is looked at again; None without a decided visit."""
        score = self.score
        return None if score is None else next(m for least, _, m in LEVELS if score >= least)


def record_of(provider_id: str, visits: Visits, today: date) -> Record:
    """The record of one provider over the last three years, from its locked reports alone."""
    since = months_after(today, -12 * YEARS)
    its = [
        (v, v.report)
        for v in visits.by_id.values()
        if v.provider_id == provider_id and v.report is not None and v.last >= since
    ]
    objections = [o for v, _ in its for o in v.objections.values()]
    return Record(
        provider_id,
        len(its),
        sum((_judged(report) for _, report in its), Decimal(0)),
        sum((_upheld(report) for _, report in its), Decimal(0)),
        sum((a for v, _ in its for _, a, _ in v.recovered), Decimal(0)),
        sum(1 for _, report in its if _upheld(report) > 0),
        len(objections),
        sum(1 for o in objections if o.is_accepted),
        max((v.last for v, _ in its), default=None),
    )


def _upheld(report: Json) -> Decimal:
    """What the locked report says; a later verdict does not change it."""
    return Decimal(report["upheld"])


def _judged(report: Json) -> Decimal:
    """What was in question of the events with an outcome, at least what was upheld."""
    events = report["events"]
    asked = (Decimal(e["in_question"]) for e in events if e.get("outcome") and e["in_question"])
    return max(sum(asked, Decimal(0)), _upheld(report))


def due_by_credit(
    provider_ids: Iterable[str], visits: Visits, today: date
) -> list[tuple[Record, date]]:
    """Providers whose next visit is due by their credit, and since when; the longest overdue first."""
    found = []
    for provider_id in provider_ids:
        its = record_of(provider_id, visits, today)
        if its.months is not None and its.last is not None:
            since = months_after(its.last, its.months)
            if since <= today:
                found.append((its, since))
    return sorted(found, key=lambda f: (f[1], f[0].provider_id))
