"""Numbers that stand in more than one prefecture: of one person or visit, or of two that are not the same.

A visit of somebody insured elsewhere stands where he was treated and where he is insured. It counts once:
from the prefecture of its house, with all that belongs to it. A number under which two prefectures have
two persons, visits, settlements or lines is told apart: the first keeps it, the others' gets their name before it.

Left behind, for writing:

    left_out(kind, source, id)       rows that another prefecture gives: encounter, dispense, purchase
    renamed(kind, source, id, told)  numbers told apart: person, encounter, claim, claim_line
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feijian.province.prefectures import Prefecture

if TYPE_CHECKING:
    import duckdb

PERSON, ENCOUNTER, CLAIM, CLAIM_LINE = "person", "encounter", "claim", "claim_line"
DISPENSE, PURCHASE = "dispense", "purchase"

STORES = """
create temp table left_out (kind varchar, source integer, id varchar);
create temp table renamed (kind varchar, source integer, id varchar, told varchar);
create temp table name_of (source integer, name varchar);
create temp table region_of as
select source, mode(left(region_code, 4)) as region from everywhere.provider group by source;
create temp table house_region as
select provider_id, mode(left(region_code, 4)) as region from everywhere.provider group by provider_id;
"""

PERSONS = """
insert into renamed
with met as (
  select distinct person_id from everywhere.encounter semi join shared on encounter_id = shared.id
  where person_id is not null
  group by encounter_id, provider_id, person_id having min(source) <> max(source)
), shared_person as (
  select person_id from everywhere.person group by person_id having count(distinct source) > 1
), base as (
  select person_id, first(sex order by source) filter (where sex is not null) as sex,
    first(birth_date order by source) filter (where birth_date is not null) as birth_date
  from everywhere.person inner join shared_person using (person_id)
  group by person_id
)
select 'person', t.source, t.person_id, n.name || ':' || t.person_id
from everywhere.person as t
inner join base as b on t.person_id = b.person_id
inner join name_of as n on t.source = n.source
where (t.sex <> b.sex or t.birth_date <> b.birth_date) and t.person_id not in (select person_id from met)
"""
"""The register says another sex or day of birth: another person; a slip of a key where both have the same visit of his."""

SHARED = """
create or replace temp table shared as
with doubled as (
  select hash({key}) as h from everywhere.{table} where {key} is not null
  group by 1 having min(source) <> max(source)
), those as (
  select source, {key} as id from everywhere.{table} semi join doubled on hash({key}) = doubled.h
)
select id from those group by id having min(source) <> max(source)
"""
"""Numbers of a table in two prefectures: first by eight bytes of each, so that a hundred million fit; then themselves."""

VISITS = """
create or replace temp table visit as
with told as (
  select t.source, t.encounter_id, t.provider_id, coalesce(r.told, t.person_id) as person_id
  from everywhere.encounter as t
  inner join shared as s on t.encounter_id = s.id
  left join renamed as r on r.kind = 'person' and r.source = t.source and r.id = t.person_id
), charged as (
  select t.source, t.encounter_id, count(*) as charges
  from everywhere.claim_line as t inner join shared as s on t.encounter_id = s.id
  group by 1, 2
)
select told.*, n.name,
  row_number() over (
    partition by told.encounter_id, told.provider_id, told.person_id
    order by coalesce(h.region = o.region, false) desc, coalesce(c.charges, 0) desc, told.source
  ) as place,
  min(told.source) over (partition by told.encounter_id, told.provider_id, told.person_id) as earliest,
  min(told.source) over (partition by told.encounter_id) as first_source
from told
inner join name_of as n on told.source = n.source
left join charged as c on told.source = c.source and told.encounter_id = c.encounter_id
left join house_region as h on told.provider_id = h.provider_id
left join region_of as o on told.source = o.source
"""
"""Visits with a number that stands twice; one visit is one of the same person in the same house."""

VISITS_TOLD = """
insert into left_out select 'encounter', source, encounter_id from visit where place > 1;
insert into renamed
select 'encounter', source, encounter_id, name || ':' || encounter_id
from visit where place = 1 and earliest <> first_source;
"""

OF_A_VISIT = """
insert into renamed
select '{kind}', t.source, t.{key}, n.name || ':' || t.{key}
from everywhere.{table} as t
inner join shared as s on t.{key} = s.id
inner join name_of as n on t.source = n.source
left join left_out as o on o.kind = 'encounter' and o.source = t.source and o.id = t.encounter_id
where o.id is null
qualify t.source > min(t.source) over (partition by t.{key})
"""
"""Settlements and lines that are left and have a number that an earlier prefecture has too."""

SAME_ROW = """
insert into left_out
select distinct '{kind}', t.source, t.{key}
from everywhere.{table} as t inner join shared as s on t.{key} = s.id
qualify t.source > min(t.source) over (partition by t.{key})
"""
"""Sales and purchases: their number is made of house, document, item, code and time, so that it is the same row."""


@dataclass(frozen=True)
class Shared:
    """What was found of a prefecture: visits that another gives, and numbers told apart, by kind."""

    name: str
    left_out: dict[str, int]
    renamed: dict[str, int]


def note_shared(
    connection: duckdb.DuckDBPyConnection, prefectures: Sequence[Prefecture]
) -> tuple[Shared, ...]:
    """Fill `left_out` and `renamed`; how many of each kind every prefecture has of them."""
    connection.execute(STORES)
    connection.executemany(
        "insert into name_of values ($1, $2)", [[p.number, p.name] for p in prefectures]
    )
    _look_for(connection, ENCOUNTER)
    connection.execute(PERSONS)
    connection.execute(VISITS)
    connection.execute(VISITS_TOLD)
    for kind in (CLAIM, CLAIM_LINE):
        _look_for(connection, kind)
        connection.execute(OF_A_VISIT.format(kind=kind, table=kind, key=f"{kind}_id"))
    for kind in (DISPENSE, PURCHASE):
        _look_for(connection, kind)
        connection.execute(SAME_ROW.format(kind=kind, table=kind, key=f"{kind}_id"))
    return tuple(
        Shared(p.name, _counts(connection, "left_out", p), _counts(connection, "renamed", p))
        for p in prefectures
    )


def _look_for(connection: duckdb.DuckDBPyConnection, kind: str) -> None:
    connection.execute(SHARED.format(table=kind, key=f"{kind}_id"))


def _counts(
    connection: duckdb.DuckDBPyConnection, store: str, prefecture: Prefecture
) -> dict[str, int]:
    rows = connection.execute(
        f"select kind, count(distinct id) from {store} where source = $1 group by kind order by kind",
        [prefecture.number],
    ).fetchall()
    return dict(rows)
