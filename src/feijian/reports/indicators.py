"""The published indicators of a provider by quarter, beside the median of its peers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

import polars as pl

from feijian.leads.labels import Words, percent
from feijian.leads.warehouse import frame_of_all
from feijian.messages.labels import Labels
from feijian.reports.profile import FEWEST_PEERS

if TYPE_CHECKING:
    import duckdb

QUARTERS = 12
"""The newest quarters that are shown, where there are that many."""

FEWEST_PERSONS = 10
"""A quarter with fewer persons says nothing about a provider's habits."""


@dataclass(frozen=True)
class Indicator:
    """One indicator; share: shown as percent."""

    key: str
    share: bool = False
    called: str = ""

    @property
    def words(self) -> Words:
        return NAMES[self.called or self.key]

    def shown(self, value: float | None) -> str:
        if value is None:
            return "—"
        if self.share:
            return percent(value)
        return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}"


NAMES, SPANS = Labels("measure"), Labels("span_of")

INDICATORS: Mapping[str, tuple[Indicator, ...]] = {
    "hospital": (
        Indicator("days_per_person"),
        Indicator("stay_cost"),
        Indicator("visit_cost"),
        Indicator("self_share", share=True),
        Indicator("again_share", share=True),
    ),
    "pharmacy": (
        Indicator("visit_cost", called="purchase_cost"),
        Indicator("self_share", share=True),
        Indicator("again_share", share=True, called="bought_again"),
    ),
}

BY_QUARTER = """
with paid as (
    select
        coalesce(change.encounter_id, claim.encounter_id) as encounter_id,
        sum(claim.total_amount) as total,
        sum(claim.total_amount - claim.fund_amount) as own
    from canonical.claim as claim
    left join derived.claim_change as change on claim.claim_id = change.claim_id
    where not coalesce(change.is_void, false)
    group by coalesce(change.encounter_id, claim.encounter_id)
),

visit as (
    select
        encounter.provider_id, encounter.person_id, encounter.class = 'inpatient' as is_stay,
        cast(date_trunc('quarter', coalesce(encounter.ended_at, encounter.started_at)) as date) as quarter,
        date_diff('day', cast(encounter.started_at as date), cast(encounter.ended_at as date)) as days,
        cast(paid.total as double) as total, cast(paid.own as double) as own
    from canonical.encounter as encounter
    inner join paid on encounter.encounter_id = paid.encounter_id
    where
        paid.total > 0
        and ($start is null or encounter.started_at >= $start)
        and ($stop is null or encounter.started_at < cast($stop as date) + interval 1 day)
),

person as (
    select
        provider_id, quarter, person_id,
        count(*) filter (where not is_stay) as visits,
        sum(days) filter (where is_stay) as days
    from visit
    group by provider_id, quarter, person_id
),

habit as (
    select
        provider_id, quarter, count(*) as persons,
        sum(days) * 1.0 / nullif(count(days), 0) as days_per_person,
        count(*) filter (where visits > 1) * 1.0 / nullif(count(*) filter (where visits > 0), 0) as again_share
    from person
    group by provider_id, quarter
),

cost as (
    select
        provider_id, quarter,
        avg(total) filter (where is_stay) as stay_cost,
        avg(total) filter (where not is_stay) as visit_cost,
        sum(own) / nullif(sum(total), 0) as self_share
    from visit
    group by provider_id, quarter
)

select
    provider.provider_id, provider.kind, provider.level, habit.quarter, habit.persons,
    cast(habit.days_per_person as double) as days_per_person,
    cast(habit.again_share as double) as again_share,
    cost.stay_cost, cost.visit_cost, cost.self_share
from canonical.provider as provider
inner join habit on provider.provider_id = habit.provider_id
inner join cost on habit.provider_id = cost.provider_id and habit.quarter = cost.quarter
order by provider.provider_id, habit.quarter
"""


def by_quarter(
    connection: duckdb.DuckDBPyConnection, start: date | None, stop: date | None
) -> pl.DataFrame:
    """One row per provider and quarter with every indicator; void claims left out."""
    return frame_of_all(connection, "provider_quarters", BY_QUARTER, {"start": start, "stop": stop})


@dataclass(frozen=True)
class Quarterly:
    """A provider's indicators: quarters, and per indicator its own values and its peers' medians."""

    quarters: tuple[date, ...]
    rows: tuple[tuple[Indicator, tuple[float | None, ...], tuple[float | None, ...]], ...]

    def page(self, lang: str) -> dict[str, object]:
        """Heads and cells as texts; a cell is (own, median of the peers)."""
        heads = [
            SPANS[f"quarter_{(q.month + 2) // 3}"].to(lang).format(year=q.year)
            for q in self.quarters
        ]
        rows = [
            (i.words.to(lang), [(i.shown(o), i.shown(m)) for o, m in zip(own, peers, strict=True)])
            for i, own, peers in self.rows
        ]
        return {"heads": heads, "rows": rows}


def indicators_of(table: pl.DataFrame, provider_ids: Iterable[str]) -> dict[str, Quarterly | None]:
    """The indicators of some providers; of none where nothing was measured."""
    return {} if table.is_empty() else {p: quarterly(table, p) for p in provider_ids}


def quarterly(table: pl.DataFrame, provider_id: str) -> Quarterly | None:
    """A provider's newest quarters; None where no quarter has enough persons.

    Peers are providers of the same kind and level; of the same kind, where those are too few.
    """
    own = table.filter(
        (pl.col("provider_id") == provider_id) & (pl.col("persons") >= FEWEST_PERSONS)
    )
    if own.is_empty():
        return None
    kind, level = own.row(0, named=True)["kind"], own.row(0, named=True)["level"]
    others = table.filter(
        (pl.col("kind") == kind)
        & (pl.col("provider_id") != provider_id)
        & (pl.col("persons") >= FEWEST_PERSONS)
    )
    same = others.filter(pl.col("level").eq_missing(pl.lit(level, pl.Int32)))
    peers = same if same["provider_id"].n_unique() >= FEWEST_PEERS else others
    quarters = own["quarter"].sort().to_list()[-QUARTERS:]
    peers = peers.filter(pl.col("quarter").is_in(quarters))
    rows = []
    for indicator in INDICATORS.get(kind, ()):
        mine = dict(own.select("quarter", indicator.key).iter_rows())
        values = tuple(mine.get(q) for q in quarters)
        if all(v is None for v in values):
            continue
        by_quarter: dict[date, list[float]] = {}
        for quarter, value in peers.select("quarter", indicator.key).drop_nulls().iter_rows():
            by_quarter.setdefault(quarter, []).append(value)
        theirs = tuple(_middle(by_quarter.get(q, [])) for q in quarters)
        rows.append((indicator, values, theirs))
    return Quarterly(tuple(quarters), tuple(rows)) if rows else None


def _middle(values: list[float]) -> float | None:
    """The median of the peers in a quarter; None where too few have the indicator."""
    return median(values) if len(values) >= FEWEST_PEERS else None
