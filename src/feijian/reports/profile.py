"""Where a provider lies among its peers, and how its charges run over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from feijian.leads.labels import Words
from feijian.leads.warehouse import frame_of_all
from feijian.messages.labels import Labels

if TYPE_CHECKING:
    import duckdb

FEWEST_PEERS = 5
"""With fewer others the comparison is not drawn."""


@dataclass(frozen=True)
class Measure:
    """One number of a provider; share: shown as percent, else as it is."""

    key: str
    share: bool = False
    called: str = ""

    @property
    def words(self) -> Words:
        return NAMES[self.called or self.key]


NAMES, PEERS = Labels("measure"), Labels("peer_kind")

MEASURES: Mapping[str, tuple[Measure, ...]] = {
    "hospital": (
        Measure("stay_cost"),
        Measure("stay_days"),
        Measure("visit_cost"),
        Measure("drug_share", share=True),
        Measure("test_share", share=True),
        Measure("material_share", share=True),
        Measure("treatment_share", share=True),
    ),
    "pharmacy": (
        Measure("visit_cost", called="purchase_cost"),
        Measure("visits_per_person", called="purchases_per_person"),
        Measure("night_share", share=True),
    ),
}

PROFILE = """
with period_encounter as (
    select encounter_id, provider_id, person_id, class, started_at, ended_at
    from canonical.encounter
    where
        ($start is null or started_at >= $start)
        and ($stop is null or started_at < cast($stop as date) + interval 1 day)
),

-- after refunds: a visit taken back whole is no cheap one
cost as (
    select
        encounter.provider_id,
        sum(charge.amount) filter (where encounter.class = 'inpatient') as of_stays,
        sum(charge.amount) filter (where encounter.class <> 'inpatient') as of_visits,
        cast(sum(charge.drug_amount) as double) / nullif(sum(charge.amount), 0) as drug_share,
        cast(sum(charge.test_amount) as double) / nullif(sum(charge.amount), 0) as test_share,
        cast(sum(charge.consumable_amount) as double) / nullif(sum(charge.amount), 0) as material_share,
        cast(sum(charge.treatment_amount + charge.surgery_amount) as double) / nullif(sum(charge.amount), 0) as treatment_share,
        cast(sum(charge.amount) as decimal(18, 2)) as charged
    from derived.claim_charge as charge
    inner join period_encounter as encounter on charge.encounter_id = encounter.encounter_id
    group by encounter.provider_id
),

-- those of them with any charge
charged as (
    select
        provider_id,
        count(encounter_id) filter (where class = 'inpatient') as stays,
        count(encounter_id) filter (where class <> 'inpatient') as visits
    from period_encounter
    semi join derived.claim_charge as charge on period_encounter.encounter_id = charge.encounter_id
    group by provider_id
),

visits as (
    select
        provider_id, count(*) as encounters, count(distinct person_id) as persons,
        avg(date_diff('day', cast(started_at as date), cast(ended_at as date)))
            filter (where class = 'inpatient') as stay_days,
        count(*) * 1.0 / nullif(count(distinct person_id), 0) as visits_per_person,
        count(*) filter (where extract(hour from started_at) >= 22 or extract(hour from started_at) < 6)
            * 1.0 / count(*) as night_share
    from period_encounter
    group by provider_id
)

select
    provider.provider_id, provider.name, provider.kind, provider.level, provider.approved_beds,
    provider.region_code, cast(provider.longitude as double) as longitude,
    cast(provider.latitude as double) as latitude,
    visits.encounters, visits.persons, cost.charged,
    cast(cost.of_stays as double) / nullif(charged.stays, 0) as stay_cost, cast(visits.stay_days as double) as stay_days,
    cast(cost.of_visits as double) / nullif(charged.visits, 0) as visit_cost, cost.drug_share, cost.test_share,
    cost.material_share, cost.treatment_share,
    cast(visits.visits_per_person as double) as visits_per_person,
    cast(visits.night_share as double) as night_share
from canonical.provider as provider
left join visits on provider.provider_id = visits.provider_id
left join cost on provider.provider_id = cost.provider_id
left join charged on provider.provider_id = charged.provider_id
order by provider.provider_id
"""

MONTHS = """
select provider_id, cast(date_trunc('month', charged_at) as date) as month, cast(sum(amount) as decimal(18, 2)) as amount
from canonical.claim_line
where
    provider_id in (select unnest($providers))
    and ($start is null or charged_at >= $start)
    and ($stop is null or charged_at < cast($stop as date) + interval 1 day)
group by provider_id, month
order by provider_id, month
"""


@dataclass(frozen=True)
class ProviderComparison:
    """A provider's value of one measure beside its peers' values (itself left out), sorted."""

    measure: Measure
    value: float
    peers: tuple[float, ...]

    @property
    def median(self) -> float:
        middle = len(self.peers) // 2
        if len(self.peers) % 2:
            return self.peers[middle]
        return (self.peers[middle - 1] + self.peers[middle]) / 2

    def shown(self, number: float) -> str:
        if self.measure.share:
            return f"{number:.0%}"
        return f"{number:,.0f}" if number >= 100 else f"{number:,.1f}"


def profiles(
    connection: duckdb.DuckDBPyConnection, start: date | None, stop: date | None
) -> pl.DataFrame:
    """One row per provider: what it is, how much it charged, and every measure."""
    return frame_of_all(connection, "provider_profile", PROFILE, {"start": start, "stop": stop})


def charged_by_month(
    connection: duckdb.DuckDBPyConnection,
    providers: list[str],
    start: date | None,
    stop: date | None,
) -> pl.DataFrame:
    """Yuan charged per provider and month: provider_id, month, amount."""
    values = {"providers": providers, "start": start, "stop": stop}
    months = frame_of_all(connection, "provider_months", MONTHS, values)
    return months.filter(pl.col("provider_id").is_in(providers))


def comparisons(table: pl.DataFrame, provider_id: str) -> tuple[list[ProviderComparison], Words]:
    """Each measure of a provider that it and enough peers have, and who the peers are.

    Peers are providers of the same kind and level; of the same kind, where those are too few.
    """
    row = table.row(by_predicate=pl.col("provider_id") == provider_id, named=True)
    kind, level = row["kind"], row["level"]
    others = table.filter((pl.col("kind") == kind) & (pl.col("provider_id") != provider_id))
    same = others.filter(pl.col("level").eq_missing(pl.lit(level, pl.Int32)))
    alike = same if same.filter(pl.col("encounters") > 0).height >= FEWEST_PEERS else others
    found = []
    for measure in MEASURES.get(kind, ()):
        values = tuple(sorted(alike[measure.key].drop_nulls().to_list()))
        if row[measure.key] is not None and len(values) >= FEWEST_PEERS:
            found.append(ProviderComparison(measure, row[measure.key], values))
    return found, peer_words(kind, level if alike is same else None)


def peer_words(kind: str, level: int | None) -> Words:
    """Who the peers are, in words."""
    if kind == "pharmacy":
        return PEERS["pharmacy"]
    return PEERS.get(f"level_{level}", PEERS["hospital"])
