"""Which source columns a canonical column is made from."""

from feijian.contracts.catalogue import read_catalogue
from feijian.ingest.sources.lineage import lineage_of
from feijian.ingest.sources.reading import read_source
from feijian.library import Library

LIBRARY = Library.of()
CATALOGUE = read_catalogue(LIBRARY)
LINEAGE = lineage_of(read_source(LIBRARY, "nhsa_platform", CATALOGUE), CATALOGUE)


def test_a_plain_column_comes_from_its_own() -> None:
    assert LINEAGE[("claim_line", "price_ceiling")] == {("fee_list_d", "pric_uplmt_amt")}


def test_alternatives_are_all_named() -> None:
    assert LINEAGE[("claim_line", "claim_line_id")] == {
        ("fee_list_d", "bkkp_sn"),
        ("fee_list_d", "rid"),
    }


def test_what_stands_for_a_column_is_an_origin_too() -> None:
    assert LINEAGE[("claim_line", "item_name")] == {
        ("fee_list_d", "hilist_name"),
        ("fee_list_d", "medins_list_name"),
    }


def test_an_assembled_column_is_followed_through_its_parts() -> None:
    assert LINEAGE[("encounter", "is_planned_readmission")] == {
        ("setlinfo_4101", "days_rinp_flag_31")
    }
    assert LINEAGE[("person", "insurance")] >= {("mdtrt_d", "insutype")}


def test_a_hashed_column_comes_from_what_was_hashed() -> None:
    assert LINEAGE[("person", "address_key")] == {
        ("psn_info_b", "live_addr"),
        ("psn_info_b", "hsreg_addr"),
    }


def test_a_constant_comes_with_the_row() -> None:
    assert ("drg_group_result", "") in LINEAGE[("grouping", "method")]


def test_a_column_nothing_gives_has_no_origin() -> None:
    assert ("grouping", "is_special_case") not in LINEAGE


def test_a_constant_of_an_assembly_comes_with_any_row_and_an_empty_column_with_none() -> None:
    lineage = lineage_of(read_source(LIBRARY, "hospital_interface", CATALOGUE), CATALOGUE)
    assert lineage["claim", "is_refund"] >= {("setlinfo_2304", ""), ("setlinfo_2305", "")}
    assert not lineage.get(("claim", "group_paid_amount"))
    assert lineage["claim", "original_claim_id"] == {
        ("setlinfo_2305", "init_setl_id"),
        ("data_2305", "setl_id"),
    }
