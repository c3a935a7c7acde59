"""A raw county in the warehouse's tables, and the shipped models run over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb
import polars as pl

from benchmarks.county import CATEGORIES, FIRST_DAY, County
from feijian.contracts import closure, empty_world, read_content
from feijian.models import ModelBook, read_models
from feijian.models.query import bound_values
from feijian.models.running import run_model
from feijian.models.step import SEED

AS_OF = date(2026, 12, 31)
MODELS = ("provider.month_charge_structure", "provider.month_jump")
TABLES = (
    "provider",
    "encounter",
    "claim",
    "claim_line",
    "dispense",
    "person",
    "diagnosis",
    "procedure",
    "readmission_innocent",
)
MADE = frozenset({"net_claim_line"})
"""Derived tables that are made here, lines and all."""

STATEMENTS = f"""
insert into canonical.provider (provider_id, name, kind, level, specialty, region_code, approved_beds)
select printf('H%04d', provider), 'x', 'hospital', level, 'general', '990100', beds from raw_provider;

insert into canonical.encounter (
    encounter_id, person_id, provider_id, class, visit_type, started_at, ended_at, practitioner_id
)
select
    'E' || encounter, 'P' || person, printf('H%04d', provider),
    case when stay then 'inpatient' else 'outpatient' end, case when stay then '21' else '11' end,
    date '{FIRST_DAY}' + to_days(day) + to_hours(hour),
    date '{FIRST_DAY}' + to_days(day + days) + to_hours(case when stay then 10 else hour end),
    printf('D%04d', provider) || physician
from raw_encounter;

create table derived.net_claim_line as
select
    'L' || line.line as claim_line_id, 'C' || line.encounter as claim_id,
    'E' || line.encounter as encounter_id, 'P' || encounter.person as person_id,
    printf('H%04d', encounter.provider) as provider_id,
    date '{FIRST_DAY}' + to_days(encounter.day) + to_hours(encounter.hour) as charged_at,
    cast(date '{FIRST_DAY}' + to_days(encounter.day) as date) as charged_on,
    'I' || line.item as item_code, cast(null as varchar) as item_name, category.name as category,
    cast(line.quantity as decimal(18, 4)) as quantity,
    cast(line.cents / 100 as decimal(18, 2)) as amount,
    cast(line.cents / 100 as decimal(18, 2)) as covered_amount,
    printf('D%04d', encounter.provider) || encounter.physician as practitioner_id
from raw_line as line
inner join raw_encounter as encounter on line.encounter = encounter.encounter
inner join raw_category as category on line.category = category.category;

insert into canonical.claim (
    claim_id, encounter_id, person_id, provider_id, settled_at, total_amount, fund_amount, is_refund
)
select
    line.claim_id, line.encounter_id, min(line.person_id), min(line.provider_id), max(line.charged_at),
    sum(line.amount), cast(round(0.7 * sum(line.amount), 2) as decimal(18, 2)), false
from derived.net_claim_line as line group by line.claim_id, line.encounter_id;

insert into canonical.claim_line (claim_line_id, claim_id, encounter_id, person_id, provider_id, amount)
select claim_line_id, claim_id, encounter_id, person_id, provider_id, amount from derived.net_claim_line
limit 1;
"""


@dataclass(frozen=True)
class Bench:
    """The shipped models, read once for all counties."""

    book: ModelBook
    derived: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls) -> Bench:
        content = read_content()
        book = read_models(content.library, content.catalogue, content.derived)
        models = [m for m in book.models if m.id in MODELS]
        read = {name for m in models for schema, name in m.reads if schema == "derived"}
        built = [d for d in closure(content.derived, read) if d.name not in MADE]
        return cls(book, tuple((d.name, d.sql) for d in built))

    def scores(self, county: County, detectors: Sequence[str] | None = None) -> pl.DataFrame:
        """Rows of scores.parquet for a county. detectors: beside the baseline; the models' own where None."""
        connection = empty_world(self.book.catalogue, TABLES)
        connection.execute("set enable_progress_bar = false")
        try:
            billed(connection, county)
            for name, sql in self.derived:
                connection.execute(f"create table derived.{name} as {sql}")
            parts = []
            for name in MODELS:
                model = self.book.find(name)
                assert model is not None
                if detectors is not None:
                    model = replace(model, detectors=("robust_z", *detectors))
                parts.append(
                    run_model(model, connection, bound_values(model, {}, AS_OF), SEED).scores
                )
        finally:
            connection.close()
        return pl.concat(parts)


def billed(connection: duckdb.DuckDBPyConnection, county: County) -> None:
    """Fill the tables. Nothing is refunded in these counties: net lines are the lines."""
    frames = {
        "raw_provider": county.providers,
        "raw_encounter": county.encounters,
        "raw_line": county.lines.with_row_index("line"),
        "raw_category": pl.DataFrame({"category": range(len(CATEGORIES)), "name": CATEGORIES}),
    }
    for name, frame in frames.items():
        connection.register(name, frame.to_arrow())
    connection.execute(STATEMENTS)
    for name in frames:
        connection.unregister(name)


def paid(county: County) -> pl.DataFrame:
    """provider, yuan billed."""
    return (
        county.lines.join(county.encounters.select("encounter", "provider"), on="encounter")
        .group_by("provider")
        .agg((pl.col("cents").sum() / 100).alias("paid"))
        .sort("provider")
    )
