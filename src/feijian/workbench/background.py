"""What pages show beside the events, written with the run: months, peers, shared visits, words, charts by lot.

Months are stays, visits, sales and money; words are those by which judged events are found alike; the
charts are drawn by the run's own seed, as `feijian sample charts` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from feijian.leads import tables
from feijian.leads.charts import Chart
from feijian.leads.drawn_charts import lots_of_run
from feijian.leads.similar import words_of
from feijian.leads.step import read_table
from feijian.leads.warehouse import frame_of_all
from feijian.plain import Row
from feijian.reports.network import Shared, shared_visits
from feijian.reports.profile import profiles
from feijian.workspace import Run

if TYPE_CHECKING:
    import duckdb

MONTHS_FILE, PROFILES, SHARED, WORDS, CHARTS = (
    f"{name}.parquet" for name in ("months", "profiles", "shared", "words", "charts")
)
FILES = (MONTHS_FILE, PROFILES, SHARED, WORDS, CHARTS)

MONTHS = """
with counted as (
    select
        provider_id, started_at as moment, case when class = 'inpatient' then 1 else 0 end as stays,
        case when class = 'inpatient' then 0 else 1 end as visits, 0 as sales, null as charged
    from canonical.encounter
    union all
    select provider_id, dispensed_at, 0, 0, 1, null
    from canonical.dispense
    -- a pack given back was no sale
    where kind <> 'return'
    union all
    select provider_id, charged_at, 0, 0, 0, amount
    from canonical.claim_line
)

select
    provider_id, cast(date_trunc('month', moment) as date) as month, cast(sum(stays) as bigint) as stays,
    cast(sum(visits) as bigint) as visits, cast(sum(sales) as bigint) as sales,
    cast(coalesce(sum(charged), 0) as decimal(18, 2)) as charged
from counted
where
    moment is not null
    and ($start is null or moment >= $start)
    and ($stop is null or moment < cast($stop as date) + interval 1 day)
group by provider_id, month
order by provider_id, month
"""


@dataclass(frozen=True)
class Background:
    """Read back. words: of each event; shared: visits behind each lead about a group.

    charts: drawn by lot at each provider with a lead, and how many they were drawn from.
    """

    months: Mapping[str, list[Row]] = field(default_factory=dict)
    profiles: pl.DataFrame = field(default_factory=pl.DataFrame)
    shared: Mapping[str, list[Shared]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    charts: Mapping[str, tuple[list[Chart], int]] = field(default_factory=dict)


def write(connection: duckdb.DuckDBPyConnection, run: Run, folder: Path) -> None:
    """Ask the warehouse for all of it."""
    start, stop = run.request.period_from, run.request.period_to
    period = {"start": start, "stop": stop}
    months = frame_of_all(connection, "provider_activity", MONTHS, period)
    months.write_parquet(folder / MONTHS_FILE)
    profiles(connection, start, stop).write_parquet(folder / PROFILES)
    findings = read_table(run, "findings.parquet", tables.FINDINGS)
    shared = shared_visits(connection, read_table(run, "leads.parquet", tables.LEADS), findings)
    names = ("lead_id", "person_id", "practitioner_id", "provider_id")
    rows = [(lead, *visit) for lead, visits in shared.items() for visit in visits]
    pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row").write_parquet(
        folder / SHARED
    )
    words = words_of(connection, findings.filter(pl.col("event_id").is_not_null()))
    told = {"event_id": list(words), "words": list(words.values())}
    schema = {"event_id": pl.String, "words": pl.String}
    pl.DataFrame(told, schema=schema).write_parquet(folder / WORDS)
    lots_of_run(connection, run).write_parquet(folder / CHARTS)


def read(folder: Path) -> Background:
    """What was written; nothing of a run that an older version got ready."""
    if not all((folder / name).is_file() for name in FILES):
        return Background()
    months: dict[str, list[Row]] = {}
    for row in pl.read_parquet(folder / MONTHS_FILE).iter_rows(named=True):
        months.setdefault(row["provider_id"], []).append(row)
    shared: dict[str, list[Shared]] = {}
    for lead, *visit in pl.read_parquet(folder / SHARED).iter_rows():
        shared.setdefault(lead, []).append((visit[0], visit[1], visit[2]))
    words = dict(pl.read_parquet(folder / WORDS).iter_rows())
    charts: dict[str, tuple[list[Chart], int]] = {}
    for provider_id, *chart, population in pl.read_parquet(folder / CHARTS).iter_rows():
        charts.setdefault(provider_id, ([], population))[0].append(Chart(*chart))
    return Background(months, pl.read_parquet(folder / PROFILES), shared, words, charts)
