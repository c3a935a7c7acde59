"""Profiles and quarters of providers, worked out by hand over a dozen visits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from feijian.reports.indicators import by_quarter, quarterly
from feijian.reports.profile import (
    MEASURES,
    ProviderComparison,
    charged_by_month,
    comparisons,
    profiles,
)

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
HOUSES = """
create schema canonical; create schema derived;
create table canonical.provider as select * from (values
  ('H1', 'one', 'hospital', 2, 100, '370101', 117.0, 36.0),
  ('H2', 'two', 'hospital', 2, 80, '370101', null, null)
) as t(provider_id, name, kind, level, approved_beds, region_code, longitude, latitude);
"""
VISITS = """
create table canonical.encounter as
select v.encounter_id, v.person_id, v.provider_id, v.class,
  cast(v.started_at as timestamp) as started_at, cast(v.ended_at as timestamp) as ended_at
from (values
  ('E1', 'p1', 'H1', 'inpatient', '2026-03-01 00:00', '2026-03-05 09:00'),
  ('E2', 'p1', 'H1', 'outpatient', '2026-03-31 23:59', null),
  ('E3', 'p2', 'H1', 'outpatient', '2026-03-10 22:00', null),
  ('E4', 'p3', 'H1', 'outpatient', '2026-03-10 06:00', null),
  ('E5', 'p3', 'H1', 'outpatient', '2026-03-10 05:59', null),
  ('E6', 'p3', 'H1', 'outpatient', '2026-03-10 21:59', null),
  ('E7', 'p9', 'H1', 'inpatient', '2026-02-28 23:59', '2026-03-20 09:00'),
  ('E8', 'p9', 'H1', 'outpatient', '2026-04-01 00:00', null)
) as v(encounter_id, person_id, provider_id, class, started_at, ended_at);
-- E3 was taken back whole: after refunds nothing is left of it
create table derived.claim_charge as select * from (values
  ('E1', 1000.00, 300.00, 100.00, 50.00, 100.00, 20.00),
  ('E2', 200.00, 100.00, 0.00, 0.00, 0.00, 0.00),
  ('E4', 100.00, 0.00, 50.00, 0.00, 0.00, 0.00),
  ('E5', 300.00, 0.00, 0.00, 30.00, 0.00, 0.00),
  ('E6', 400.00, 0.00, 0.00, 0.00, 0.00, 80.00),
  ('E7', 9000.00, 9000.00, 0.00, 0.00, 0.00, 0.00),
  ('E8', 9000.00, 9000.00, 0.00, 0.00, 0.00, 0.00)
) as t(encounter_id, amount, drug_amount, test_amount, consumable_amount, treatment_amount, surgery_amount);
create table canonical.claim_line as select provider_id, cast(made as timestamp) as charged_at,
  cast(amount as decimal(18, 2)) as amount from (values
  ('H1', '2026-02-28 23:59', 1.00), ('H1', '2026-03-01 00:00', 2.00), ('H1', '2026-03-31 23:59', 4.00),
  ('H1', '2026-04-01 00:00', 8.00), ('H2', '2026-03-05 00:00', 16.00)
) as t(provider_id, made, amount);
"""


@pytest.fixture
def world() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(HOUSES)
        yield connection


def test_a_profile_is_of_the_visits_that_begin_in_the_period_and_of_what_is_left_of_them(
    world: duckdb.DuckDBPyConnection,
) -> None:
    world.execute(VISITS)
    own, idle = profiles(world, FIRST, LAST).to_dicts()
    assert (own["encounters"], own["persons"], own["charged"]) == (6, 3, Decimal("2000.00"))
    assert (own["stay_cost"], own["stay_days"]) == (1000.0, 4.0)
    # E2, E4, E5 and E6: the visit that was taken back is no cheap one
    assert own["visit_cost"] == 250.0
    assert (own["drug_share"], own["test_share"]) == (0.2, 0.075)
    assert (own["material_share"], own["treatment_share"]) == (0.04, 0.1)
    # from ten at night to six in the morning: E1, E2, E3 and E5 of six
    assert own["night_share"] == pytest.approx(4 / 6)
    assert own["visits_per_person"] == 2.0
    assert (own["approved_beds"], own["longitude"]) == (100, 117.0)
    assert (idle["encounters"], idle["charged"], idle["stay_cost"]) == (None, None, None)
    whole = profiles(world, None, None).to_dicts()[0]
    assert (whole["encounters"], whole["stay_cost"], whole["stay_days"]) == (8, 5000.0, 12.0)


def test_charges_are_by_the_month_they_were_made_in(world: duckdb.DuckDBPyConnection) -> None:
    world.execute(VISITS)
    assert charged_by_month(world, ["H1"], FIRST, LAST).rows() == [
        ("H1", date(2026, 3, 1), Decimal("6.00"))
    ]
    assert charged_by_month(world, ["H1", "H2"], None, None).rows() == [
        ("H1", date(2026, 2, 1), Decimal("1.00")),
        ("H1", date(2026, 3, 1), Decimal("6.00")),
        ("H1", date(2026, 4, 1), Decimal("8.00")),
        ("H2", date(2026, 3, 1), Decimal("16.00")),
    ]


SETTLED = """
create table canonical.encounter as
select v.encounter_id, v.person_id, 'H1' as provider_id, v.class,
  cast(v.started_at as timestamp) as started_at, cast(v.ended_at as timestamp) as ended_at
from (values
  ('E1', 'p1', 'inpatient', '2025-12-28 08:00', '2026-01-03 09:00'),
  ('E2', 'p1', 'outpatient', '2026-03-31 23:00', null),
  ('E3', 'p1', 'outpatient', '2026-02-01 09:00', null),
  ('E4', 'p2', 'outpatient', '2026-02-01 09:00', null),
  ('E5', 'p3', 'outpatient', '2026-02-02 09:00', null),
  ('E6', 'p3', 'outpatient', '2026-02-03 09:00', null),
  ('E7', 'p2', 'outpatient', '2026-04-01 00:00', null)
) as v(encounter_id, person_id, class, started_at, ended_at);
create table canonical.claim as select * from (values
  ('C1', 'E1', 1000.00, 700.00), ('C2', 'E2', 100.00, 60.00), ('C3', 'E3', 200.00, 120.00),
  ('C4', 'E4', 300.00, 300.00), ('C5', 'E9', -100.00, -100.00), ('C6', 'E5', 500.00, 100.00),
  ('C7', 'E6', 0.00, 0.00), ('C8', 'E7', 50.00, 0.00)
) as t(claim_id, encounter_id, total_amount, fund_amount);
-- C5 takes back part of what E4 was charged; C6 never came about
create table derived.claim_change as select * from (values
  ('C5', 'E4', false), ('C6', 'E5', true)
) as t(claim_id, encounter_id, is_void);
"""


def test_a_quarter_is_of_the_visits_that_end_in_it_and_of_what_was_settled(
    world: duckdb.DuckDBPyConnection,
) -> None:
    world.execute(SETTLED)
    first, second = by_quarter(world, None, None).to_dicts()
    assert [q["quarter"] for q in (first, second)] == [date(2026, 1, 1), date(2026, 4, 1)]
    assert (first["persons"], first["days_per_person"]) == (2, 6.0)
    # of p1 and p2, who were there as outpatients, p1 came twice
    assert first["again_share"] == 0.5
    assert first["stay_cost"] == 1000.0
    assert first["visit_cost"] == pytest.approx(500 / 3)
    # 300 + 40 + 80 + 0 of 1000 + 100 + 200 + 200
    assert first["self_share"] == pytest.approx(420 / 1500)
    assert (second["persons"], second["again_share"], second["self_share"]) == (1, 0.0, 1.0)
    [within] = by_quarter(world, date(2026, 1, 1), date(2026, 3, 31)).to_dicts()
    assert (within["persons"], within["stay_cost"], within["days_per_person"]) == (2, None, None)
    assert within["self_share"] == pytest.approx(120 / 500)


def table_of(*houses: tuple[str, str, int | None, int, float | None]) -> pl.DataFrame:
    """provider, kind, level, visits and cost of a stay; nothing else is known."""
    names = ("provider_id", "kind", "level", "encounters", "stay_cost")
    frame = pl.DataFrame(houses, schema=names, orient="row").with_columns(
        pl.col("level").cast(pl.Int32), pl.col("stay_cost").cast(pl.Float64)
    )
    keys = {m.key for its in MEASURES.values() for m in its} - set(names)
    return frame.with_columns(pl.lit(None, pl.Float64).alias(k) for k in sorted(keys))


def test_peers_are_of_the_same_level_where_five_of_them_had_visits_else_of_the_same_kind() -> None:
    own = ("H0", "hospital", 2, 9, 50.0)
    same = [(f"H{n}", "hospital", 2, 9, 10.0 * n) for n in range(1, 6)]
    other = ("H9", "hospital", 3, 9, 900.0)
    shop = ("P1", "pharmacy", None, 9, 1.0)
    [found], words = comparisons(table_of(own, *same, other, shop), "H0")
    assert (found.measure.key, found.value) == ("stay_cost", 50.0)
    assert found.peers == (10.0, 20.0, 30.0, 40.0, 50.0)
    assert (found.median, words.en) == (30.0, "secondary hospitals")
    idle = [*same[:4], ("H5", "hospital", 2, 0, 50.0)]
    [found], words = comparisons(table_of(own, *idle, other, shop), "H0")
    assert found.peers == (10.0, 20.0, 30.0, 40.0, 50.0, 900.0)
    assert (found.median, words.en) == (35.0, "all hospitals")
    assert comparisons(table_of(own, *same[:4]), "H0")[0] == []
    assert comparisons(table_of((*own[:4], None), *same), "H0")[0] == []


def test_a_number_is_shown_without_decimals_from_a_hundred_on() -> None:
    cost, share = MEASURES["hospital"][0], MEASURES["hospital"][3]
    shown = ProviderComparison(cost, 1.0, (1.0,)).shown
    assert [shown(n) for n in (99.9, 100.0, 1234.5)] == ["99.9", "100", "1,234"]
    assert ProviderComparison(share, 1.0, (1.0,)).shown(0.125) == "12%"


def quarters(
    provider: str, persons: int, number: int, cost: float = 10.0
) -> list[tuple[object, ...]]:
    """So many quarters from 2020 on."""
    days = [date(2020 + n // 4, n % 4 * 3 + 1, 1) for n in range(number)]
    return [(provider, "hospital", 2, day, persons, cost + n) for n, day in enumerate(days)]


def told(*rows: tuple[object, ...]) -> pl.DataFrame:
    names = ("provider_id", "kind", "level", "quarter", "persons", "visit_cost")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    absent = ("days_per_person", "stay_cost", "again_share", "self_share")
    return frame.with_columns(
        pl.col("level").cast(pl.Int32), *(pl.lit(None, pl.Float64).alias(n) for n in absent)
    )


def test_the_newest_twelve_quarters_are_shown() -> None:
    found = quarterly(told(*quarters("H1", 50, 14)), "H1")
    assert found is not None
    assert (found.quarters[0], found.quarters[-1]) == (date(2020, 7, 1), date(2023, 4, 1))
    assert len(found.quarters) == 12
    [(indicator, own, peers)] = found.rows
    assert (indicator.key, own[0], peers) == ("visit_cost", 12.0, (None,) * 12)


def test_a_quarter_of_ten_persons_counts_and_so_do_five_peers() -> None:
    peers = [row for n in range(2, 7) for row in quarters(f"H{n}", 10, 1, 10.0 * n)]
    found = quarterly(told(*quarters("H1", 10, 1), *peers), "H1")
    assert found is not None
    assert found.rows[0][2] == (40.0,)
    fewer = quarterly(told(*quarters("H1", 10, 1), *peers[:4]), "H1")
    assert fewer is not None
    assert fewer.rows[0][2] == (None,)
    assert quarterly(told(*quarters("H1", 9, 1), *peers), "H1") is None
    page = found.page("en")
    assert page["rows"] == [("Cost of a visit (yuan)", [("10.0", "40.0")])]
