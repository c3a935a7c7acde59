"""Before and after a visit (回头看): whether what was visited became rarer, beside unvisited peers.

For each visited provider the events of the visited families are counted by month before and after
the visit, and so are those of the nearest providers nobody visited. What changed for all is no
effect of the visit: the change told is that of the provider over that of its peers, with an
interval from the numbers counted. Deterrence is the mean over all visits, the surer ones weighing more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from feijian.leads.posterior import clustered

MONTHS = 6
"""Months looked at before and after, at most."""
FEWEST_DAYS = 60
"""Less time than this after a visit shows nothing."""
PEERS = 5
TWO_SIDED = 1.645
HALF = 0.5
"""Added to each count, so that none is divided by."""


@dataclass(frozen=True)
class Change:
    """A ratio of rates, after over before, with its 90 % interval: 1 is no change, 0.5 is half."""

    ratio: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """fell, rose or unclear."""
        if self.high < 1:
            return "fell"
        return "rose" if self.low > 1 else "unclear"


@dataclass(frozen=True)
class LookBack:
    """One visited provider. before, after: events in the days counted, its own and the peers'."""

    provider_id: str
    visited_on: date
    families: tuple[str, ...]
    days_before: int
    days_after: int
    before: int
    after: int
    peers: tuple[str, ...]
    peers_before: int
    peers_after: int
    own: Change
    beside_peers: Change | None


@dataclass(frozen=True)
class Deterrence:
    """All visits together, and how many could be looked at."""

    visits: int
    change: Change


def look_back(
    findings: pl.DataFrame, verdicts: pl.DataFrame, profiles: pl.DataFrame, until: date
) -> tuple[list[LookBack], Deterrence | None]:
    """Every visited provider with enough time after its visit, by provider; and all together.

    findings: the run's, judged ones too. profiles: provider_id, kind, level, amount (where known).
    until: the last day of which the data tell.
    """
    if verdicts.is_empty() or findings.is_empty():
        return [], None
    dated = findings.filter(
        pl.col("occurred_from").is_not_null() & pl.col("provider_id").is_not_null()
    ).with_columns(pl.coalesce("event_id", "finding_id").alias("event"))
    visits = _visits(verdicts, findings)
    visited = {provider for provider, _, _ in visits}
    first = dated["occurred_from"].min()
    found = []
    for provider, day, families in visits:
        told = _one(provider, day, families, dated, profiles, visited, first, until)
        if told is not None:
            found.append(told)
    return found, _together(found)


def last_day(findings: pl.DataFrame, as_of: date) -> date:
    """The last day of which findings tell; a day after it is no quiet one. as_of where none has a day."""
    newest = findings["occurred_from"].max()
    return min(as_of, newest) if isinstance(newest, date) else as_of


def _visits(
    verdicts: pl.DataFrame, findings: pl.DataFrame
) -> list[tuple[str, date, tuple[str, ...]]]:
    """(provider, first day a verdict was taken in, families judged)."""
    told = clustered(verdicts, findings).filter(pl.col("outcome") != "unclear")
    known = findings.select(
        "finding_id", "family", pl.col("provider_id").alias("of_provider")
    ).unique("finding_id")
    told = told.join(known, on="finding_id", how="inner").filter(
        pl.col("of_provider").is_not_null()
    )
    days = told.with_columns(
        pl.col("at").cast(pl.String).str.slice(0, 10).str.to_date().alias("day")
    )
    grouped = (
        days.group_by("of_provider")
        .agg(pl.col("day").min(), pl.col("family").unique().sort())
        .sort("of_provider")
    )
    return [(p, day, tuple(families)) for p, day, families in grouped.iter_rows()]


def _one(
    provider: str,
    day: date,
    families: tuple[str, ...],
    dated: pl.DataFrame,
    profiles: pl.DataFrame,
    visited: set[str],
    first: object,
    until: date,
) -> LookBack | None:
    assert isinstance(first, date)
    days_before = min((day - first).days, 30 * MONTHS)
    # the day of the visit and the last day of the data are both looked at
    days_after = min((until - day).days + 1, 30 * MONTHS)
    if days_before < FEWEST_DAYS or days_after < FEWEST_DAYS:
        return None
    its = dated.filter(pl.col("family").is_in(list(families)))
    gap = (pl.col("occurred_from") - pl.lit(day)).dt.total_days()
    counted = its.with_columns(
        pl.when((gap < 0) & (gap >= -days_before))
        .then(pl.lit("before"))
        .when((gap >= 0) & (gap < days_after))
        .then(pl.lit("after"))
        .alias("side")
    ).drop_nulls("side")
    number = {
        (p, side): n
        for p, side, n in counted.group_by("provider_id", "side")
        .agg(pl.col("event").n_unique())
        .iter_rows()
    }
    peers = matched(provider, profiles, visited)
    own = (number.get((provider, "before"), 0), number.get((provider, "after"), 0))
    theirs = (
        sum(number.get((p, "before"), 0) for p in peers),
        sum(number.get((p, "after"), 0) for p in peers),
    )
    alone = change(own, (0, 0), days_before, days_after, False)
    beside = change(own, theirs, days_before, days_after, True) if peers and sum(theirs) else None
    return LookBack(
        provider, day, families, days_before, days_after, *own, tuple(peers), *theirs, alone, beside
    )


def change(
    own: Sequence[int], peers: Sequence[int], days_before: int, days_after: int, beside: bool
) -> Change:
    """The rate after over the rate before, where wanted over that of the peers."""
    log = math.log((own[1] + HALF) / days_after) - math.log((own[0] + HALF) / days_before)
    variance = 1 / (own[0] + HALF) + 1 / (own[1] + HALF)
    if beside:
        log -= math.log((peers[1] + HALF) / days_after) - math.log((peers[0] + HALF) / days_before)
        variance += 1 / (peers[0] + HALF) + 1 / (peers[1] + HALF)
    half = TWO_SIDED * math.sqrt(variance)
    return Change(math.exp(log), math.exp(log - half), math.exp(log + half))


def matched(provider: str, profiles: pl.DataFrame, visited: set[str]) -> list[str]:
    """The PEERS unvisited providers of the same kind and level that are nearest in size."""
    own = profiles.filter(pl.col("provider_id") == provider).to_dicts()
    if not own:
        return []
    size = _size(own[0])
    like = [
        row
        for row in profiles.iter_rows(named=True)
        if row["provider_id"] not in visited
        and all(row.get(name) == own[0].get(name) for name in ("kind", "level"))
    ]
    like.sort(key=lambda row: (abs(_size(row) - size), row["provider_id"]))
    return [row["provider_id"] for row in like[:PEERS]]


def _size(row: dict[str, object]) -> float:
    amount = row.get("amount")
    return math.log1p(max(float(str(amount)), 0.0)) if amount is not None else 0.0


def _together(found: Sequence[LookBack]) -> Deterrence | None:
    """The mean change beside peers, by inverse variance of its logarithm."""
    known = [f.beside_peers for f in found if f.beside_peers is not None]
    if not known:
        return None
    errors = [(math.log(c.high) - math.log(c.low)) / (2 * TWO_SIDED) for c in known]
    weights = [1 / e**2 for e in errors]
    mean = sum(w * math.log(c.ratio) for w, c in zip(weights, known, strict=True)) / sum(weights)
    half = TWO_SIDED / math.sqrt(sum(weights))
    return Deterrence(
        len(known), Change(math.exp(mean), math.exp(mean - half), math.exp(mean + half))
    )
