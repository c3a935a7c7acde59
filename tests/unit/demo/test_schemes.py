"""A planted scheme is really there, and its look-alike really is not."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import polars as pl
import pytest

from .conftest import Made, moment


def cases(made: Made, scheme: str) -> pl.DataFrame:
    """What was planted of a scheme: some, or nothing would be looked at."""
    found = made.truth.planted.filter(pl.col("scheme") == scheme)
    assert found.height > 0, scheme
    return found


def innocent_units(made: Made, name: str) -> list[str]:
    found = made.truth.look_alikes.filter(pl.col("name") == name)
    assert found.height > 0, name
    return found.explode("units")["units"].to_list()


@pytest.fixture(scope="module")
def lines(planted: Made) -> pl.DataFrame:
    return planted.lines()


def test_idle_days_hold_nothing_but_board(planted: Made, lines: pl.DataFrame) -> None:
    visits = planted.visits()
    for stay in cases(planted, "idle_days").explode("units")["units"]:
        when = visits.row(by_predicate=pl.col("mdtrt_id") == stay, named=True)
        nights = (when["finish"].date() - when["start"].date()).days
        treated = lines.filter(
            (pl.col("mdtrt_id") == stay) & ~pl.col("med_chrgitm_type").is_in(["01", "02", "07"])
        )
        assert nights - treated["at"].dt.date().n_unique() >= 5


def test_duplicate_lines_agree_in_everything(planted: Made, lines: pl.DataFrame) -> None:
    for row in cases(planted, "exact_duplicate").to_dicts():
        same = lines.filter(pl.col("bkkp_sn").is_in(row["units"] + row["related"]))
        assert same.height == len(row["units"]) + 1
        assert same.select("mdtrt_id", "med_list_codg", "at", "quantity", "price").n_unique() == 1
        assert row["amount"] == Decimal(str(same["amount"][0])) * len(row["units"])


def test_an_operation_never_charged_is_listed_and_costs_nothing(
    planted: Made, lines: pl.DataFrame
) -> None:
    stays = cases(planted, "operation_never_charged").explode("units")["units"].to_list()
    assert set(stays) <= set(planted.rows("setl_list_oprn_d")["mdtrt_id"])
    assert (
        lines.filter(pl.col("mdtrt_id").is_in(stays) & (pl.col("med_chrgitm_type") == "06")).height
        == 0
    )


def test_a_code_settled_twice_is_on_two_claims_and_never_returned(planted: Made) -> None:
    sales, back = planted.rows("selinfo_3505"), set(planted.rows("selinfo_3506")["drug_trac_codg"])
    for scheme in ("settled_twice_here", "settled_twice_elsewhere"):
        for code in cases(planted, scheme).explode("units")["units"]:
            mine = sales.filter(pl.col("drug_trac_codg") == code)
            assert mine["setl_id"].n_unique() >= 2
            assert code not in back
            assert (mine["fixmedins_code"].n_unique() > 1) == (scheme == "settled_twice_elsewhere")


def test_a_box_never_bought_is_in_no_stock_table(planted: Made) -> None:
    known = pl.concat(
        [
            planted.rows(t).select("drug_trac_codg")
            for t in ("purcinfo_3503", "invinfo_3501", "invinfo_3502")
        ]
    )
    never = set(cases(planted, "never_bought").explode("units")["units"])
    assert never & set(known["drug_trac_codg"]) == set()


def test_readmissions_are_close_and_in_the_same_illness(planted: Made) -> None:
    visits = planted.visits()
    for scheme, most in (("split_admission", 8), ("same_group_within_a_month", 28)):
        for stays in cases(planted, scheme)["units"]:
            two = visits.filter(pl.col("mdtrt_id").is_in(stays.to_list())).sort("start")
            assert two["dscg_maindiag_code"].n_unique() == two["fixmedins_code"].n_unique() == 1
            assert timedelta(0) < two["start"][1] - two["finish"][0] <= timedelta(days=most)


def test_more_patients_lie_in_hospital_than_beds_are_approved(planted: Made) -> None:
    beds = dict(planted.rows("fixmedins_b").select("fixmedins_code", "bed_cnt").iter_rows())
    for row in cases(planted, "more_patients_than_beds").to_dicts():
        assert len(row["units"]) > 1.2 * int(beds[row["provider_id"]])


def test_amounts_raised_are_the_difference_of_two_payment_standards(planted: Made) -> None:
    paid = dict(
        planted.rows("drg_group_result")
        .select("mdtrt_id", pl.col("pay_std").cast(float))
        .iter_rows()
    )
    for row in cases(planted, "raised_main_diagnosis").to_dicts():
        assert Decimal(0) < row["amount"] < Decimal(str(paid[row["units"][0]]))


def test_a_returned_box_is_in_3506_and_its_claim_refunded(planted: Made) -> None:
    back = planted.rows("selinfo_3506")
    refunded = set(planted.rows("setl_d").filter(pl.col("refd_setl_flag") == "1")["init_setl_id"])
    codes = innocent_units(planted, "returned_and_sold_again")
    mine = back.filter(pl.col("drug_trac_codg").is_in(codes))
    assert sorted(mine["drug_trac_codg"]) == sorted(codes)
    assert set(mine["setl_id"]) <= refunded


def test_a_split_pack_says_so_on_every_sale(planted: Made) -> None:
    sales = planted.rows("selinfo_3505").filter(
        pl.col("drug_trac_codg").is_in(innocent_units(planted, "split_pack"))
    )
    assert sales.height == 9
    assert set(sales["trdn_flag"]) == {"1"}


def test_a_chain_transfer_leaves_one_shop_and_reaches_the_seller_before_the_sale(
    planted: Made,
) -> None:
    moves = planted.rows("invinfo_3502").with_columns(when=moment("inv_chg_time"))
    for code in innocent_units(planted, "chain_transfer"):
        sale = (
            planted.rows("selinfo_3505")
            .filter(pl.col("drug_trac_codg") == code)
            .with_columns(at=moment("sel_retn_time"))
        )
        mine = moves.filter(pl.col("drug_trac_codg") == code).sort("when")
        assert mine["inv_chg_type"].to_list() == ["102", "101"]
        assert mine["fixmedins_code"][1] == sale["fixmedins_code"][0]
        assert mine["when"][1] < sale["at"][0]


def test_a_refunded_line_nets_to_one(planted: Made) -> None:
    ids = innocent_units(planted, "refunded_line")
    mine = planted.lines().filter(pl.col("bkkp_sn").is_in(ids))
    assert mine.group_by("mdtrt_id").agg(pl.col("quantity").sum())["quantity"].to_list() == [
        1.0,
        1.0,
        1.0,
    ]
    assert set(mine.drop_nulls("init_feedetl_sn")["init_feedetl_sn"]) <= set(ids)


def test_a_planned_readmission_is_flagged_in_the_settlement_list(planted: Made) -> None:
    stays = innocent_units(planted, "planned_readmission")
    lists = planted.rows("setlinfo_4101").filter(pl.col("mdtrt_id").is_in(stays))
    assert sorted(lists["days_rinp_flag_31"]) == ["0", "0", "0", "1", "1", "1"]
