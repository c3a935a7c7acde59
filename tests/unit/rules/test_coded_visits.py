"""Visits that sold a code which a delivery touched are reached, whatever else of them stands as it was."""

from __future__ import annotations

import duckdb
import pytest

from feijian.contracts import build_derived, closure, empty_world
from feijian.rules.coded_visits import coded_by_visit, visits_of_codes
from feijian.rules.narrow import VISITS, narrowed_world
from tests.shared import builtin_content

CONTENT = builtin_content()
SOLD, OTHER = "81000010009876543210", "81000010001234543219"
ROWS = f"""
insert into canonical.encounter (encounter_id, person_id, provider_id, class, started_at)
values ('E1', 'P1', 'H1', 'pharmacy', timestamp '2026-03-01 09:00:00'),
  ('E2', 'P2', 'H1', 'pharmacy', timestamp '2026-03-01 09:00:00'),
  ('E3', null, 'H1', 'pharmacy', timestamp '2026-03-01 10:00:00');
insert into canonical.claim (claim_id, encounter_id, person_id, provider_id, total_amount, is_refund)
values ('S1', 'E1', 'P1', 'H1', 30, false), ('S2', 'E2', 'P2', 'H1', 30, false), ('S3', 'E3', null, 'H1', 30, false);
insert into canonical.dispense (dispense_id, kind, provider_id, claim_id, item_code, trace_code, dispensed_at)
values ('D1', 'sale', 'H1', 'S1', 'XA', '{SOLD}', timestamp '2026-03-01 09:00:00'),
  ('D2', 'sale', 'H1', 'S2', 'XA', '{OTHER}', timestamp '2026-03-01 09:00:00'),
  ('D3', 'sale', 'H1', 'S3', 'XA', '{SOLD}', timestamp '2026-03-01 10:00:00');
"""


@pytest.fixture
def world() -> duckdb.DuckDBPyConnection:
    """Three sales, of which one has no person; one code was sold twice."""
    made = empty_world(CONTENT.catalogue)
    made.execute(ROWS)
    build_derived(made, closure(CONTENT.derived, ["trace_sale"]))
    return made


def test_tables_of_codes_that_name_the_visit_are_those_that_a_part_rests_on() -> None:
    assert coded_by_visit(CONTENT, {"trace_sale"}) == ["sale_upload", "told_sale"]
    assert coded_by_visit(CONTENT, {"net_line_scan", "stay"}) == []


def test_visits_of_a_code_that_was_touched_are_reached_with_their_persons(
    world: duckdb.DuckDBPyConnection,
) -> None:
    tables = coded_by_visit(CONTENT, {"trace_sale"})
    assert visits_of_codes(world, tables, []) == ([], [])
    visits, persons = visits_of_codes(world, tables, [SOLD])
    assert (sorted(visits), persons) == (["E1", "E3"], ["P1"])
    assert visits_of_codes(world, [], [SOLD]) == ([], [])


def test_where_everything_was_touched_no_visit_is_named(world: duckdb.DuckDBPyConnection) -> None:
    assert visits_of_codes(world, ["sale_upload"], None) == ([], [])


def test_in_the_world_of_a_visit_its_sales_are_told_as_among_all(
    world: duckdb.DuckDBPyConnection,
) -> None:
    asked = "select encounter_id, trace_code, is_only_upload from derived.trace_sale order by all"
    reads = {("derived", "trace_sale")}
    with narrowed_world(world, CONTENT, VISITS, ["P1"], reads, ["E1"]) as alone:
        assert alone.execute(asked).fetchall() == [("E1", SOLD, False)]
    assert ("E2", OTHER, True) in world.execute(asked).fetchall()
