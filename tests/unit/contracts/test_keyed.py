"""What is brought up to date by a key is what the key decides, and nothing that others decide too."""

from __future__ import annotations

from feijian.contracts.keyed import base_tables, coded_tables, keyed_tables
from tests.shared import builtin_content

CONTENT = builtin_content()


def test_sales_of_trace_codes_are_brought_up_to_date_by_code() -> None:
    base = base_tables(CONTENT.derived)
    assert coded_tables(CONTENT.catalogue, CONTENT.derived, base) == {"sale_upload", "told_sale"}


def test_no_table_is_brought_up_to_date_twice_or_rests_on_everybody() -> None:
    base = base_tables(CONTENT.derived)
    keyed = keyed_tables(CONTENT.catalogue, CONTENT.derived)
    coded = coded_tables(CONTENT.catalogue, CONTENT.derived, base)
    assert not base & keyed
    assert not coded & (base | keyed)
    everybody = {d.name for d in CONTENT.derived if d.scope in ("all", "provider")}
    assert {"provider_peer", "item_charge"} <= everybody
    assert not everybody & (keyed | coded)


def test_a_table_of_codes_that_needs_one_of_everybody_is_built_whole() -> None:
    base = base_tables(CONTENT.derived)
    without = [d for d in CONTENT.derived if d.name != "sale_upload"]
    assert "told_sale" not in coded_tables(CONTENT.catalogue, without, base)
