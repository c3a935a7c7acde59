"""What an encounter cost: priced fee lines and the claims that settle them."""

from __future__ import annotations

import polars as pl

from feijian.demo.county import County
from feijian.demo.identifiers import identifiers, jitter
from feijian.demo.lookups import Lookups, day_text, moment, yuan
from feijian.demo.request import DAY

_ONE = pl.lit("1")


def priced(county: County, lines: pl.DataFrame, plan: pl.DataFrame, look: Lookups) -> pl.DataFrame:
    """Lines with their encounter, item, unit price and amounts in cents.

    lines: number, item, quantity, at, supplied, line, slot and, for cases, overrides.
    """
    month = (pl.col("at") - county.calendar.start) // (30 * DAY)
    drug = pl.col("category").is_in(["09", "11"])
    shop = (
        1.06
        + 0.12 * jitter(pl.col("provider"), pl.col("item"))
        + 0.03 * jitter(pl.col("provider"), pl.col("item"), month)
    )
    ward = 1.0 + 0.03 * jitter(pl.col("provider"), pl.col("item"))
    factor = pl.when(~drug).then(1.0).when(pl.col("is_shop")).then(shop).otherwise(ward)
    usual = (pl.col("cents") * factor).round(0).cast(pl.Int64)
    own = pl.col("price") if "price" in lines.columns else pl.lit(None, dtype=pl.Int64)
    copay = pl.when(drug & (pl.col("item") % 3 == 0)).then(0.1).otherwise(0.0)
    kept = plan.select(
        "number", "med_type", "person", "provider", "pathway", "doctor", "start", "finish", "days"
    )
    return (
        lines.join(kept, on="number", how="left", suffix="_plan")
        .join(look.items, on="item", how="left")
        .join(look.providers, on="provider", how="left")
        .join(look.ways, on="pathway", how="left")
        .with_columns(price=pl.coalesce(own, usual), copay=copay)
        .with_columns(
            ceiling=pl.when(drug)
            .then((pl.col("cents") * 1.3).round(0).cast(pl.Int64))
            .otherwise(pl.col("cents"))
        )
        .with_columns(amount=pl.col("price") * pl.col("quantity"))
        .with_columns(
            covered=pl.when(pl.col("copay") > 0)
            .then(pl.col("amount") * 9 // 10)
            .otherwise(pl.col("amount"))
        )
    )


def fee_list(lines: pl.DataFrame, look: Lookups) -> pl.DataFrame:
    """`fee_list_d` of priced lines."""
    herb = pl.col("category") == "10"
    shop = pl.col("is_shop")
    local = pl.concat_str(pl.lit("L"), pl.col("item").cast(pl.String).str.zfill(5))
    boxed_days = (
        pl.when(pl.col("boxed") & (pl.col("days") == 0))
        .then(pl.col("box_days") * pl.col("quantity").abs())
        .otherwise(0)
    )
    supplied = pl.when(pl.col("supplied") > 0).then(pl.col("supplied")).otherwise(boxed_days)
    supplied = pl.when(herb & (pl.col("supplied") == 0)).then(7).otherwise(supplied)
    usual_rx = pl.concat_str(pl.lit("RX"), identifiers("", pl.col("number")))
    return (
        lines.join(look.persons.select("person", "psn_no"), on="person", how="left")
        .join(look.doctors, on="doctor", how="left")
        .select(
            bkkp_sn=identifiers("F", pl.col("line")), rid=identifiers("R", pl.col("line")),
            mdtrt_id=identifiers("M", pl.col("number")), setl_id=identifiers("S", pl.col("number") * 4 + pl.col("slot")),
            psn_no=pl.col("psn_no"), fixmedins_code=pl.col("fixmedins_code"), fee_ocur_time=moment("at"),
            med_list_codg=pl.col("code"), hilist_code=pl.col("code"), hilist_name=pl.col("item_name"),
            medins_list_codg=pl.coalesce(pl.col("local_code"), local),
            medins_list_name=pl.coalesce(pl.col("local_name"), pl.col("item_name")),
            med_chrgitm_type=pl.col("category"), list_type=pl.col("list_type"), cnt=pl.col("quantity"),
            pric=yuan(pl.col("price")), det_item_fee_sumamt=yuan(pl.col("amount")), inscp_amt=yuan(pl.col("covered")),
            pric_uplmt_amt=yuan(pl.col("ceiling")), selfpay_prop=pl.col("copay"),
            bilg_dr_code=pl.coalesce(pl.col("doctor_text"), pl.col("doctor_code")),
            bilg_dept_name=pl.when(shop).then(pl.lit("药房")).otherwise(pl.col("department")),
            acord_dr_code=pl.coalesce(pl.col("doctor_text"), pl.col("doctor_code")),
            prd_days=pl.when(supplied > 0).then(supplied),
            rx_drord_no=pl.coalesce(pl.col("prescription"), pl.when(pl.col("category").is_in(["09", "10", "11"])).then(usual_rx)),
            tcmdrug_used_way=pl.coalesce(pl.col("herb_use"), pl.when(herb).then(_ONE)),
            dscg_tkdrug_flag=pl.lit("0"), init_feedetl_sn=pl.col("original"),
            med_type=pl.col("med_type"), vali_flag=_ONE,
        )
    )  # fmt: skip


def claims(
    lines: pl.DataFrame, plan: pl.DataFrame, look: Lookups, refunds: pl.DataFrame
) -> pl.DataFrame:
    """`setl_d`: one row per claim, refunds as second rows with negative amounts.

    refunds: number, at, with_lines; the claim in slot 0 of that encounter is taken back.
    """
    sums = lines.filter(pl.col("slot") != 1).group_by("number", "slot").agg(
        pl.col("amount").sum(), pl.col("covered").sum()
    )  # fmt: skip
    paid = sums.join(plan, on="number").with_columns(
        settled=pl.col("finish") + pl.col("slot") * 900, refunded=pl.lit("0")
    )
    back = (
        paid.filter(pl.col("slot") == 0)
        .join(refunds.select("number", "at"), on="number")
        .with_columns(amount=-pl.col("amount"), covered=-pl.col("covered"), settled=pl.col("at"), slot=pl.lit(1, dtype=pl.Int64),
                      refunded=_ONE).drop("at")
    )  # fmt: skip
    both = pl.concat([paid.select(back.columns), back])
    both = both.join(
        look.providers.select("provider", "fixmedins_code", "is_shop"), on="provider", how="left"
    )
    both = both.join(look.persons.select("person", "psn_no", "insutype"), on="person", how="left")
    share = pl.when(pl.col("insutype") == "310").then(70).otherwise(60)
    sign = pl.col("covered").sign()
    both = both.with_columns(fund=sign * (pl.col("covered").abs() * share // 100))
    invoice = pl.when(pl.col("refunded") == "0").then(
        identifiers("FP", pl.col("number") * 4 + pl.col("slot"))
    )
    claim = pl.col("number") * 4 + pl.col("slot")
    return both.sort("settled", "number", "slot").select(
        setl_id=identifiers("S", claim),
        init_setl_id=pl.when(pl.col("refunded") == "1").then(identifiers("S", pl.col("number") * 4)),
        mdtrt_id=identifiers("M", pl.col("number")), psn_no=pl.col("psn_no"), insutype=pl.col("insutype"),
        fixmedins_code=pl.col("fixmedins_code"), begndate=day_text("start"), enddate=day_text("finish"),
        setl_time=moment("settled"), med_type=pl.col("med_type"), setl_type=pl.lit("2"),
        clr_type=pl.col("med_type").str.slice(0, 2), medfee_sumamt=yuan(pl.col("amount")), inscp_amt=yuan(pl.col("covered")),
        fund_pay_sumamt=yuan(pl.col("fund")), hifp_pay=yuan(pl.col("fund")), psn_pay=yuan(pl.col("amount") - pl.col("fund")),
        acct_pay=pl.lit(0), refd_setl_flag=pl.col("refunded"), invono=invoice, vali_flag=_ONE,
    )  # fmt: skip
