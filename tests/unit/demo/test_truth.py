"""The truth names things that are in the files, whole and clean."""

from __future__ import annotations

import polars as pl

from feijian.demo import load_truth

from .conftest import Made

FAMILIES = {
    "bed_padding",
    "unbundling",
    "upcoding",
    "readmission",
    "traceability",
    "restricted_use",
    "overcharging",
    "overtreatment",
    "prescribing",
    "stock",
    "pharmacy",
    "identity",
    "practitioner",
    "collusion",
    "statistics",
    "data_quality",
}
WHERE = {
    "claim_line": ("fee_list_d", "bkkp_sn"),
    "encounter": ("mdtrt_d", "mdtrt_id"),
    "trace_code": ("selinfo_3505", "drug_trac_codg"),
    "provider": ("fixmedins_b", "fixmedins_code"),
    "person": ("psn_info_b", "psn_no"),
    "practitioner": ("mdtrt_d", "chfpdr_code"),
}


def units(frame: pl.DataFrame, kind: str) -> set[str]:
    return set(frame.filter(pl.col("unit_kind") == kind).explode("units")["units"])


def test_every_family_has_a_planted_scheme(planted: Made) -> None:
    assert set(planted.truth.planted["family"]) == FAMILIES


def test_some_schemes_are_known_to_no_rule(planted: Made) -> None:
    unknown = planted.truth.planted.filter(pl.col("rules").list.len() == 0)
    assert set(unknown["scheme"]) == {
        "electrotherapy_on_paper",
        "needless_parting_tests",
        "prescriptions_to_one_shop",
    }
    assert not unknown["covered"].any()


def test_a_small_county_claims_nothing_that_needs_many_peers(planted: Made) -> None:
    shares = planted.truth.planted.filter(
        pl.col("scheme").is_in(["drug_share", "cheap_stays_in_dear_groups"])
    )
    assert shares["covered"].to_list() == [False, False]


def test_every_planted_unit_is_a_valid_row_of_the_delivery(planted: Made) -> None:
    for kind, (table, column) in WHERE.items():
        missing = units(planted.truth.planted, kind) - set(planted.rows(table)[column])
        assert missing == set(), kind


def test_every_unit_of_a_look_alike_is_a_valid_row_of_the_delivery(planted: Made) -> None:
    for kind in ("claim_line", "encounter", "trace_code"):
        table, column = WHERE[kind]
        assert units(planted.truth.look_alikes, kind) - set(planted.rows(table)[column]) == set(), (
            kind
        )


def test_no_planted_row_is_void_or_repeated_or_oddly_written(planted: Made) -> None:
    lines = planted.raw("fee_list_d").filter(
        pl.col("bkkp_sn").is_in(units(planted.truth.planted, "claim_line"))
    )
    assert lines.height == len(units(planted.truth.planted, "claim_line"))
    assert set(lines["vali_flag"]) == {"1"}
    assert lines["fee_ocur_time"].str.contains(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$").all()
    assert lines["cnt"].str.contains(r"^\d+$").all()
    visits = planted.raw("mdtrt_d").filter(
        pl.col("mdtrt_id").is_in(units(planted.truth.planted, "encounter"))
    )
    assert visits.height == len(units(planted.truth.planted, "encounter"))
    assert set(visits["vali_flag"]) == {"1"}


def test_nothing_is_both_planted_and_innocent(planted: Made) -> None:
    for kind in WHERE:
        guilty = (
            units(planted.truth.planted, kind)
            if kind not in ("provider", "practitioner")
            else set()
        )
        assert guilty & units(planted.truth.look_alikes, kind) == set()


def test_without_planting_the_truth_is_empty(innocent: Made) -> None:
    assert innocent.truth.planted.height == 0
    assert innocent.truth.look_alikes.height > 50


def test_the_truth_lies_beside_the_delivery_and_reads_back(planted: Made) -> None:
    again = load_truth(planted.truth.delivery)
    assert again.planted.equals(planted.truth.planted)
    assert again.look_alikes.equals(planted.truth.look_alikes)
