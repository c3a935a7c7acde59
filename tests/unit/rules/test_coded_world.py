"""What a trace code alone decides is worked out of what the warehouse keeps by code."""

from __future__ import annotations

import duckdb
import pytest

from feijian.contracts import build_derived, closure, empty_world
from feijian.rules.coded_world import codes_are_kept, read_beside_codes, told_by_code
from feijian.rules.narrow import CODES, narrowed_world
from feijian.rules.scope_kept import wide_coded_parts
from tests.shared import builtin_book, builtin_content

CONTENT = builtin_content()
TWICE, ONCE = "81000010009876543210", "81000010001234543219"
ROWS = f"""
insert into canonical.encounter (encounter_id, person_id, provider_id, class, started_at)
values ('E1', 'P1', 'H1', 'pharmacy', timestamp '2026-03-01 09:00:00'),
  ('E2', 'P2', 'H2', 'pharmacy', timestamp '2026-03-03 09:00:00');
insert into canonical.claim (claim_id, encounter_id, person_id, provider_id, total_amount, is_refund)
values ('S1', 'E1', 'P1', 'H1', 30, false), ('S2', 'E2', 'P2', 'H2', 30, false);
insert into canonical.claim_line (claim_line_id, claim_id, encounter_id, item_code, charged_at, quantity, amount)
values ('L1', 'S1', 'E1', 'XA', timestamp '2026-03-01 09:00:00', 1, 30);
insert into canonical.dispense (dispense_id, kind, provider_id, claim_id, claim_line_id, item_code, trace_code, dispensed_at)
values ('D1', 'sale', 'H1', 'S1', 'L1', 'XA', '{TWICE}', timestamp '2026-03-01 09:00:00'),
  ('D2', 'sale', 'H2', 'S2', null, 'XA', '{TWICE}', timestamp '2026-03-03 09:00:00'),
  ('D3', 'sale', 'H1', 'S1', 'L1', 'XA', '{ONCE}', timestamp '2026-03-01 09:00:00');
insert into canonical.purchase (purchase_id, kind, provider_id, item_code, trace_code, stocked_at, quantity)
values ('B1', 'purchase', 'H1', 'XA', '{TWICE}', timestamp '2026-02-01 09:00:00', 1),
  ('B2', 'purchase', 'H1', 'XA', '{ONCE}', timestamp '2026-02-01 09:00:00', 1);
"""
SALES = "select * from derived.trace_sale where trace_code in (select trace_code from canonical.dispense) order by all"
READS = {("derived", "trace_sale"), (None, "purchase"), (None, "dispense")}


@pytest.fixture
def whole() -> duckdb.DuckDBPyConnection:
    """Two boxes, one of them sold by two shops."""
    made = empty_world(CONTENT.catalogue)
    made.execute(ROWS)
    build_derived(made, closure(CONTENT.derived, ["trace_sale"]))
    return made


def test_sales_of_a_code_are_told_as_among_all_without_its_visits(
    whole: duckdb.DuckDBPyConnection,
) -> None:
    expected = [row for row in whole.execute(SALES).fetchall() if row[0] == TWICE]
    assert len(expected) == 2
    with narrowed_world(whole, CONTENT, CODES, [TWICE], READS) as alone:
        assert alone.execute(SALES).fetchall() == expected
        assert alone.execute("select purchase_id from canonical.purchase").fetchall() == [("B1",)]
        known = alone.execute("select table_name from duckdb_tables()").fetchall()
        assert not {"encounter", "claim", "claim_line"} & {name for (name,) in known}


def test_of_visits_and_charges_a_world_of_codes_has_nothing() -> None:
    told = told_by_code(CONTENT.catalogue, CONTENT.derived)
    reads = [*READS, (None, "provider"), (None, "trace_prefix")]
    assert read_beside_codes(CONTENT.catalogue, told, reads) == []
    wide = [*reads, (None, "claim_line"), ("derived", "stay")]
    assert read_beside_codes(CONTENT.catalogue, told, wide) == ["claim_line", "stay"]


def test_what_is_not_kept_by_code_cannot_be_taken_over(whole: duckdb.DuckDBPyConnection) -> None:
    assert codes_are_kept(whole, CONTENT, ["trace_sale"])
    whole.execute("drop view derived.trace_sale; drop table derived.told_sale")
    assert not codes_are_kept(whole, CONTENT, ["trace_sale"])


def test_a_part_that_counts_over_several_codes_or_reads_charges_is_none_of_a_code() -> None:
    book = builtin_book()

    def wrong(rule_id: str, part: str) -> list[str]:
        rule = book.get(rule_id)
        found = wide_coded_parts(
            rule.headed, [part], book.reads[rule_id], CONTENT.catalogue, CONTENT.derived
        )
        return [problem.what for problem in found]

    assert wrong("traceability.trace_dup_settle", "bought") == []
    told = "item_price counts over more than one trace_code"
    assert wrong("traceability.trace_dup_settle", "item_price") == [told]
    assert "charged reads claim_line, which no code decides" in wrong(
        "traceability.trace_lot_expiry", "charged"
    )
