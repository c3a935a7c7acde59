"""Dirt is where it should be, and only there."""

from __future__ import annotations

import polars as pl

from .conftest import Made


def test_files_come_in_three_encodings(planted: Made) -> None:
    folder = planted.truth.delivery
    assert (folder / "setl_d.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    (folder / "fee_list_d.csv").read_bytes().decode("utf-8")
    gb = (folder / "mdtrt_d.csv").read_bytes()
    assert "青禾" in gb.decode("gb18030")
    assert "青禾".encode() not in gb


def test_times_and_numbers_come_in_odd_shapes(planted: Made) -> None:
    lines = planted.raw("fee_list_d")
    for shape in (r"^\d{4}/\d+/\d+ ", r"^\d{14}$", r"^\d{4}-\d\d-\d\d "):
        assert lines["fee_ocur_time"].str.contains(shape).any()
    assert lines["cnt"].str.contains("　").any()
    assert lines["cnt"].str.contains("[０-９]").any()


def test_there_are_void_repeated_and_orphaned_rows(planted: Made) -> None:
    lines, visits = planted.raw("fee_list_d"), planted.raw("mdtrt_d")
    assert lines.filter(pl.col("vali_flag") == "0").height > 5
    assert lines.height - lines.unique().height > 5
    assert lines.join(visits, on="mdtrt_id", how="anti").height == 3


def test_a_spreadsheet_destroyed_some_codes(planted: Made) -> None:
    spoilt = planted.raw("selinfo_3505").filter(pl.col("drug_trac_codg") == "8.10002E+19")
    assert spoilt.height == 4
    assert set(spoilt["mdtrt_setl_type"]) == {"2"}


def test_refunds_are_second_rows_with_negative_amounts(planted: Made) -> None:
    claims = planted.rows("setl_d")
    back = claims.filter(pl.col("refd_setl_flag") == "1")
    assert back.height > 5
    assert back["medfee_sumamt"].str.contains("^ ?[-－]").all()
    assert set(back["init_setl_id"]) <= set(claims["setl_id"])


def test_a_clean_delivery_has_none_of_it(benign: Made) -> None:
    lines = benign.raw("fee_list_d")
    assert lines.unique().height == lines.height
    assert set(lines["vali_flag"]) == {"1"}
    assert lines["fee_ocur_time"].str.contains(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$").all()
    assert benign.raw("setl_d").columns[-1] == "vali_flag"
    assert not (benign.truth.delivery / "setl_d.csv").read_bytes().startswith(b"\xef\xbb\xbf")
