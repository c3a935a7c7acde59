"""An ordinary county accuses nobody: checked by other code than made it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from .conftest import Made, moment, number


@pytest.fixture(scope="module")
def lines(benign: Made) -> pl.DataFrame:
    return benign.lines()


@pytest.fixture(scope="module")
def visits(benign: Made) -> pl.DataFrame:
    return benign.visits()


@pytest.fixture(scope="module")
def stays(visits: pl.DataFrame) -> pl.DataFrame:
    return visits.filter(pl.col("med_type") == "21").sort("psn_no", "start")


def reference(folder: Path, table: str) -> pl.DataFrame:
    file = folder / f"{table}.csv"
    if not file.exists():
        pytest.skip(f"{table} is not in this library")
    return pl.read_csv(file, infer_schema_length=0)


def on_days(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.with_columns(day=pl.col("at").dt.date())


def test_a_person_is_in_one_place_at_a_time(visits: pl.DataFrame) -> None:
    ordered = visits.sort("psn_no", "start").with_columns(
        before=pl.col("finish").shift().over("psn_no")
    )
    assert ordered.filter(pl.col("start") < pl.col("before")).height == 0


def test_a_bed_holds_one_patient_at_a_time(stays: pl.DataFrame) -> None:
    ordered = stays.sort("fixmedins_code", "dscg_bed", "start").with_columns(
        before=pl.col("finish").shift().over("fixmedins_code", "dscg_bed")
    )
    assert ordered.filter(pl.col("start") < pl.col("before")).height == 0


def test_approved_beds_are_never_exceeded(benign: Made, stays: pl.DataFrame) -> None:
    beds = benign.rows("fixmedins_b").select("fixmedins_code", beds=pl.col("bed_cnt").cast(int))
    days = stays.select(
        "fixmedins_code", day=pl.date_ranges(pl.col("start").dt.date(), pl.col("finish").dt.date())
    ).explode("day")
    crowd = days.group_by("fixmedins_code", "day").len().join(beds, on="fixmedins_code")
    assert crowd.filter(pl.col("len") > pl.col("beds")).height == 0


def test_every_day_of_a_stay_has_treatment(lines: pl.DataFrame, stays: pl.DataFrame) -> None:
    inside = stays.select(
        "mdtrt_id",
        day=pl.date_ranges(
            pl.col("start").dt.date(), pl.col("finish").dt.date() - timedelta(days=1)
        ),
    ).explode("day")
    treated = (
        on_days(lines)
        .filter(~pl.col("med_chrgitm_type").is_in(["01", "02", "07"]))
        .select("mdtrt_id", "day")
        .unique()
    )
    assert inside.join(treated, on=["mdtrt_id", "day"], how="anti").height == 0


def test_nobody_is_admitted_again_soon_but_for_chemotherapy(stays: pl.DataFrame) -> None:
    again = stays.with_columns(before=pl.col("finish").shift().over("psn_no")).filter(
        pl.col("start") - pl.col("before") < timedelta(days=60)
    )
    assert set(again["dscg_maindiag_code"]) <= {"Z51.102"}


def test_every_line_lies_within_its_encounter(lines: pl.DataFrame, visits: pl.DataFrame) -> None:
    both = lines.join(visits.select("mdtrt_id", "start", "finish"), on="mdtrt_id")
    assert both.height == lines.height
    assert (
        both.filter((pl.col("at") < pl.col("start")) | (pl.col("at") > pl.col("finish"))).height
        == 0
    )


def test_nothing_is_charged_twice_or_above_its_ceiling(lines: pl.DataFrame) -> None:
    assert (
        lines.group_by("mdtrt_id", "med_list_codg", "at", "quantity", "price")
        .len()
        .filter(pl.col("len") > 1)
        .height
        == 0
    )
    assert lines.filter(pl.col("price") > pl.col("ceiling")).height == 0
    assert lines["bkkp_sn"].n_unique() == lines.height


def test_no_published_pair_meets_on_one_day(lines: pl.DataFrame, knowledge: Path) -> None:
    pairs = reference(knowledge, "item_pair").select("item_code_a", "item_code_b")
    day = on_days(lines).select("mdtrt_id", "day", "med_list_codg")
    met = day.join(pairs, left_on="med_list_codg", right_on="item_code_a").join(
        day,
        left_on=["mdtrt_id", "day", "item_code_b"],
        right_on=["mdtrt_id", "day", "med_list_codg"],
    )
    assert met.height == 0


def test_items_and_drugs_fit_the_sex_and_age_of_the_person(
    lines: pl.DataFrame, visits: pl.DataFrame, knowledge: Path
) -> None:
    who = lines.join(visits.select("mdtrt_id", "gend", "born", "start"), on="mdtrt_id")
    sexes = (
        reference(knowledge, "item_sex")
        .select(pl.col("item_code").alias("med_list_codg"), "allowed_sex")
        .unique()
    )
    wrong = who.join(sexes, on="med_list_codg").filter(
        (pl.col("allowed_sex") == "male") != (pl.col("gend") == "1")
    )
    assert wrong.height == 0
    ages = reference(knowledge, "item_age").filter(pl.col("max_age_years").cast(int) == 14)
    young = who.join(
        ages.select(pl.col("item_code").alias("med_list_codg")).unique(), on="med_list_codg"
    )
    assert young.filter(pl.col("start").dt.year() - pl.col("born").dt.year() > 14).height == 0


def test_daily_caps_are_kept(lines: pl.DataFrame, knowledge: Path) -> None:
    caps = (
        reference(knowledge, "item_daily_cap")
        .select(
            pl.col("item_code").alias("med_list_codg"),
            cap=pl.col("max_per_day").cast(float, strict=False),
        )
        .drop_nulls()
        .unique()
    )
    daily = on_days(lines).group_by("psn_no", "day", "med_list_codg").agg(pl.col("quantity").sum())
    assert (
        daily.join(caps, on="med_list_codg").filter(pl.col("quantity") > pl.col("cap")).height == 0
    )


def test_every_box_is_sold_once_and_after_it_came_into_stock(
    benign: Made, lines: pl.DataFrame
) -> None:
    shop = benign.rows("selinfo_3505").select(
        "fixmedins_code", code="drug_trac_codg", sold=moment("sel_retn_time")
    )
    ward = benign.rows("drug_trac_info_2207").join(
        lines.select("bkkp_sn", "at"), left_on="feedetl_sn", right_on="bkkp_sn"
    )
    sold = pl.concat([shop, ward.select("fixmedins_code", code="drug_trac_codg", sold="at")])
    assert sold["code"].is_unique().all()
    assert sold["code"].str.contains(r"^8\d{19}$").all()
    stock = pl.concat(
        [
            benign.rows("purcinfo_3503").select(
                "fixmedins_code", code="drug_trac_codg", came=moment("purc_retn_stoin_time")
            ),
            benign.rows("invinfo_3501").select(
                "fixmedins_code",
                code="drug_trac_codg",
                came=pl.col("invdate").str.to_datetime("%Y-%m-%d"),
            ),
            benign.rows("invinfo_3502")
            .filter(pl.col("inv_chg_type") == "101")
            .select("fixmedins_code", code="drug_trac_codg", came=moment("inv_chg_time")),
        ]
    )
    both = sold.join(stock, on=["fixmedins_code", "code"], how="left")
    assert both["came"].null_count() == 0
    assert both.filter(pl.col("came") > pl.col("sold")).height == 0


def test_no_more_is_settled_than_came_into_stock(benign: Made, lines: pl.DataFrame) -> None:
    key = ["fixmedins_code", "med_list_codg"]
    used = (
        lines.filter(pl.col("med_chrgitm_type").is_in(["08", "09", "10", "11"]))
        .group_by(key)
        .agg(pl.col("quantity").sum())
    )
    moved = pl.when(pl.col("inv_chg_type") == "101").then(number("cnt")).otherwise(-number("cnt"))
    came = (
        pl.concat(
            [
                benign.rows("purcinfo_3503").select(*key, came=number("purc_retn_cnt")),
                benign.rows("invinfo_3501").select(*key, came=number("inv_cnt")),
                benign.rows("invinfo_3502").select(*key, came=moved),
            ]
        )
        .group_by(key)
        .agg(pl.col("came").sum())
    )
    assert (
        used.join(came, on=key, how="left")
        .filter(pl.col("quantity") > pl.col("came").fill_null(0))
        .height
        == 0
    )


def test_supplies_do_not_overlap_and_stay_within_a_month(lines: pl.DataFrame) -> None:
    supply = (
        lines.drop_nulls("prd_days")
        .with_columns(days=pl.col("prd_days").cast(int))
        .sort("psn_no", "med_list_codg", "at")
    )
    assert supply["days"].max() == 30
    assert supply.filter((pl.col("med_type") == "11") & (pl.col("days") > 7)).height == 0
    long = supply.filter(pl.col("days") >= 28).with_columns(
        before=pl.col("at").dt.date().shift().over("psn_no", "med_list_codg")
    )
    assert long.filter(pl.col("at").dt.date() - pl.col("before") < timedelta(days=28)).height == 0


def test_a_claim_is_the_sum_of_its_lines(benign: Made, lines: pl.DataFrame) -> None:
    sums = lines.group_by("setl_id").agg(pl.col("amount").sum().round(2))
    both = (
        benign.rows("setl_d")
        .select("setl_id", total=number("medfee_sumamt"))
        .join(sums, on="setl_id")
    )
    assert both.height == benign.rows("setl_d").height
    assert both.filter((pl.col("total") - pl.col("amount")).abs() > 0.001).height == 0


def test_doctors_are_registered_and_under_contract(benign: Made, lines: pl.DataFrame) -> None:
    doctors = benign.rows("dr_info_b")
    assert set(lines["bilg_dr_code"]) <= set(doctors["dr_code"])
    assert set(doctors["psn_stas"]) == {"1"}


def test_nobody_is_treated_after_death(benign: Made, visits: pl.DataFrame) -> None:
    dead = (
        benign.rows("psn_info_b")
        .drop_nulls("die_date")
        .select("psn_no", died=pl.col("die_date").str.to_date())
    )
    assert dead.height > 0
    assert (
        visits.join(dead, on="psn_no").filter(pl.col("finish").dt.date() > pl.col("died")).height
        == 0
    )
