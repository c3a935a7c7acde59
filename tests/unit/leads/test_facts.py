"""What ranking asks of the warehouse, over rows worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from feijian.leads.warehouse import Facts, facts_about
from tests.unit.leads.frames import finding, findings

ROWS = """
create schema canonical; create schema derived; create schema reference;
create table canonical.claim_line as select * from (values
  ('L1', 'E1', 100.00, null), ('L2', 'E1', 50.00, 30.00), ('L3', 'E2', 80.00, 80.00), ('L9', 'E9', 7.00, 7.00)
) as t(claim_line_id, encounter_id, amount, covered_amount);
-- of L3 a part was taken back
create table derived.line_change as select 'L3' as claim_line_id, 20.00 as covered_left;
create table canonical.encounter as select * from (values
  ('E1', 'P1'), ('E2', 'P2'), ('E3', 'P3'), ('E4', 'P4'), ('E9', 'P9')
) as t(encounter_id, person_id);
create table canonical.claim as select * from (values
  ('C1', 'E1', 'H1', 1000.00, 600.00, null, '2026-01-01 00:00'),
  ('C2', 'E2', 'H1', 500.00, 200.00, 900.00, '2026-03-31 23:59'),
  ('C3', 'E3', 'H1', 400.00, 300.00, 100.00, '2026-02-01 00:00'),
  ('C4', 'E0', 'H1', -400.00, -300.00, null, '2026-04-01 00:00'),
  ('C5', 'E1', 'H1', 70.00, 70.00, null, '2025-12-31 23:59'),
  ('C6', 'E9', 'H2', -500.00, -200.00, -900.00, '2026-02-01 00:00')
) as t(claim_id, encounter_id, provider_id, total_amount, fund_amount, group_paid_amount, settled_at_text);
alter table canonical.claim add column settled_at timestamp;
update canonical.claim set settled_at = cast(settled_at_text as timestamp);
-- C4 takes back a part of what E1 was charged; C5 never came about
create table derived.claim_change as select * from (values ('C4', 'E1', false), ('C5', 'E1', true))
  as t(claim_id, encounter_id, is_void);
create table canonical.provider as select * from (values ('H1', 'one'), ('H2', 'two'), ('H3', 'three'))
  as t(provider_id, name);
create table canonical.purchase as select * from (values
  ('T1', timestamp '2026-01-02', 'H1', 'purchase'), ('T1', timestamp '2026-01-01', 'H2', 'sale'),
  ('T9', timestamp '2026-01-01', 'H1', 'purchase')
) as t(trace_code, stocked_at, provider_id, kind);
create table canonical.dispense as select * from (values
  ('T1', timestamp '2026-01-03', 'H1', 'sale', true), ('T1', timestamp '2026-01-04', 'H1', 'return', true),
  ('T1', timestamp '2026-01-05', 'H1', 'sale', false), ('T1', timestamp '2026-01-05', 'H1', 'sale', false),
  ('T1', timestamp '2026-01-06', 'H1', 'sale', null)
) as t(trace_code, dispensed_at, provider_id, kind, is_insured);
create table reference.legal_basis as select * from (values ('b', date '2026-01-01'), ('b', date '2025-01-01'),
  ('a', date '2026-05-01')) as t(basis_id, valid_from);
"""
LEGAL = (
    *("instrument_zh", "instrument_en", "article", "clause", "short_title_zh", "short_title_en"),
    *("valid_to", "verified", "if_intent"),
)


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(ROWS)
        for column in LEGAL:
            connection.execute(f"alter table reference.legal_basis add column {column} varchar")
        yield connection


def facts(
    warehouse: duckdb.DuckDBPyConnection, first: date | None = None, last: date | None = None
) -> Facts:
    """Behind a finding on lines of E1 and E2, one about E3 that names E4, and one about a person."""
    its = findings(
        finding("F1", subject_id="E1", claim_line_ids=["L3", "L1", "L2"], trace_codes=["T1"]),
        finding("F2", subject_id="E3", encounter_ids=["E4"], claim_line_ids=["L1"]),
        finding("F3", subject_kind="person", subject_id="E9"),
    )
    return facts_about(warehouse, its, (first, last))


def test_a_line_is_worth_what_is_left_of_it_else_what_was_covered_else_what_was_charged(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert facts(warehouse).lines.rows() == [
        ("L1", "E1", Decimal("100.00")),
        ("L2", "E1", Decimal("30.00")),
        ("L3", "E2", Decimal("20.00")),
    ]


def test_a_visit_is_worth_what_was_settled_for_it_and_not_taken_back(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Charged, the fund's part, the patient's, and what the house received; E2 and E3 are paid by group."""
    told = facts(warehouse).encounters
    assert told.columns[2:] == ["charged", "fund_paid", "own_paid", "received"]
    assert told.rows() == [
        ("E1", "P1", 600, 300, 300, 600),
        ("E2", "P2", 500, 900, 300, 1200),
        ("E3", "P3", 400, 100, 100, 200),
        ("E4", "P4", None, None, None, None),
    ]


def test_a_house_billed_what_it_charged_or_received_if_more_within_the_days_asked_for(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Of E3 it charged more than it received; E2 the other way round, and what H2 gave back is that with a minus."""
    within = facts(warehouse, date(2026, 1, 1), date(2026, 3, 31)).providers
    assert within.columns == ["provider_id", "name", "charged", "fund_paid", "billed"]
    assert within.rows() == [
        ("H1", "one", 1900, 1600, 2600),
        ("H2", "two", -500, -900, -1200),
        ("H3", "three", None, None, None),
    ]
    whole = facts(warehouse).providers.row(0)
    # C5 never came about, whoever wrote it off
    assert whole[2:] == (1900 - 400, 1600 - 300, 2600 - 400)


def test_a_settlement_and_its_refund_written_without_a_minus_are_nothing_together(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    warehouse.execute("""
        insert into canonical.claim (claim_id, encounter_id, provider_id, total_amount, fund_amount, settled_at)
        values ('C7', 'E7', 'H3', 90, 60, '2026-02-01'), ('C8', 'E7', 'H3', 90, 60, '2026-02-02'),
               ('C9', 'E8', 'H3', 30, 20, '2026-02-03');
        insert into derived.claim_change values ('C7', 'E7', true), ('C8', 'E7', true);
    """)
    assert facts(warehouse).providers.row(2)[2:] == (30, 20, 30)


def test_a_box_is_followed_in_the_order_of_time_each_step_once(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    steps = facts(warehouse).routes.select("trace_code", "provider_id", "what").rows()
    assert steps == [
        ("T1", "H2", "sale"),
        ("T1", "H1", "bought"),
        ("T1", "H1", "settled"),
        ("T1", "H1", "returned"),
        ("T1", "H1", "sold"),
        ("T1", "H1", "sold"),
    ]


def test_the_law_stands_by_its_id_and_then_by_its_day(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    law = facts(warehouse).legal
    assert law.select("basis_id", "valid_from").rows() == [
        ("a", date(2026, 5, 1)),
        ("b", date(2025, 1, 1)),
        ("b", date(2026, 1, 1)),
    ]
