"""What was bought and sold: every drug given out carries a trace code from purchase to sale."""

from __future__ import annotations

import polars as pl

from feijian.demo.catalogue import trace_prefix
from feijian.demo.county import County
from feijian.demo.identifiers import identifiers, jitter, trace_codes
from feijian.demo.lookups import Lookups, day_text, moment, yuan
from feijian.demo.request import DAY

_OPENING_DAYS = 40
_STOCK_KINDS = ["08", "09", "10", "11"]


def scanned_boxes(county: County, lines: pl.DataFrame, first_serial: int) -> pl.DataFrame:
    """One row per box of every drug that left the building, with its code and origin.

    Boxes come from a purchase of 4 to 60 days before, from the opening stock, or, in a chain,
    from a sister shop two days before the sale.
    """
    prefixes = pl.DataFrame(
        {"item": range(len(county.items)), "prefix": [trace_prefix(i) for i in range(len(county.items))],
         "other": [trace_prefix(i, 1) for i in range(len(county.items))]},
        schema={"item": pl.Int64, "prefix": pl.Int64, "other": pl.Int64},
    )  # fmt: skip
    sold = lines.filter(_leaves_the_building() & (pl.col("quantity") > 0) & pl.col("scanned"))
    boxes = (
        sold.select("number", "slot", "line", "person", "provider", "item", "quantity", "at", "price", "is_shop", "chain",
                    "fixmedins_code", "code", "item_name", pl.int_ranges(0, pl.col("quantity")).alias("box"))
        .explode("box").join(prefixes, on="item", how="left").with_row_index("serial", offset=first_serial)
    )  # fmt: skip
    chance = jitter(pl.col("serial"), pl.col("provider"))
    # a second mark for the same drug is ordinary where the maker changed the pack
    mark = (
        pl.when((pl.col("item") % 9 == 0) & (jitter(pl.col("serial")) < 0.3))
        .then(pl.col("other"))
        .otherwise(pl.col("prefix"))
    )
    early = pl.col("at") < county.calendar.start + _OPENING_DAYS * DAY
    origin = (
        pl.when(early & (chance < 0.3)).then(pl.lit("opening"))
        .when((pl.col("chain") != "") & (chance > 0.85)).then(pl.lit("sister"))
        .otherwise(pl.lit("bought"))
    )  # fmt: skip
    bought = pl.col("at") - ((4 + chance * 56) * DAY).cast(pl.Int64)
    return boxes.with_columns(
        trace=trace_codes(mark, pl.col("serial")),
        origin=origin,
        bought=bought // DAY * DAY + 9 * 3600,
    )


def sales(boxes: pl.DataFrame, look: Lookups) -> pl.DataFrame:
    """`selinfo_3505` of the boxes that pharmacies sold."""
    shop = boxes.filter(pl.col("is_shop")).join(
        look.persons.select("person", "psn_no"), on="person", how="left"
    )
    return shop.select(
        fixmedins_code=pl.col("fixmedins_code"), med_list_codg=pl.col("code"), fixmedins_hilist_name=pl.col("item_name"),
        setl_id=identifiers("S", pl.col("number") * 4 + pl.col("slot")), mdtrt_sn=identifiers("M", pl.col("number")),
        psn_no=pl.col("psn_no"), manu_lotnum=_lot(), expy_end=pl.lit("2028-12-31"), rx_flag=pl.lit("1"), trdn_flag=pl.lit("0"),
        finl_trns_pric=yuan(pl.col("price")), rtal_docno=identifiers("LS", pl.col("number")), sel_retn_cnt=pl.col("quantity"),
        sel_retn_time=moment("at"), mdtrt_setl_type=pl.lit("1"), drug_trac_codg=pl.col("trace"), bkkp_sn=identifiers("F", pl.col("line")),
    )  # fmt: skip


def second_channel(boxes: pl.DataFrame) -> pl.DataFrame:
    """`drug_trac_info_2207`: the boxes that hospitals gave out, by fee line."""
    return boxes.filter(~pl.col("is_shop")).select(
        feedetl_sn=identifiers("F", pl.col("line")), setl_id=identifiers("S", pl.col("number") * 4 + pl.col("slot")),
        mdtrt_id=identifiers("M", pl.col("number")), fixmedins_code=pl.col("fixmedins_code"), med_list_codg=pl.col("code"),
        drug_trac_codg=pl.col("trace"), trdn_flag=pl.lit("0"), min_prcunt_type=pl.lit("盒"),
    )  # fmt: skip


def returns(
    county: County, boxes: pl.DataFrame, refunds: pl.DataFrame, look: Lookups
) -> pl.DataFrame:
    """`selinfo_3506`: the boxes of refunded pharmacy claims come back."""
    back = boxes.filter(pl.col("is_shop")).join(refunds.select("number", back_at="at"), on="number")
    rows = back.select(
        "number",
        "provider",
        "person",
        "item",
        "code",
        "fixmedins_code",
        "trace",
        at=pl.col("back_at"),
    )
    if county.book.returns:
        cases = pl.DataFrame(county.book.returns).rename({"code": "trace"})
        cases = cases.filter(pl.col("number") >= county.plan.height)
        named = cases.join(look.items.select("item", "code"), on="item").join(
            look.providers.select("provider", "fixmedins_code"), on="provider"
        )
        rows = pl.concat([rows, named.select(rows.columns)])
    return rows.join(look.persons.select("person", "psn_no"), on="person", how="left").select(
        fixmedins_code=pl.col("fixmedins_code"), med_list_codg=pl.col("code"), setl_id=identifiers("S", pl.col("number") * 4),
        psn_no=pl.col("psn_no"), trdn_flag=pl.lit("0"), sel_retn_cnt=pl.lit(1), sel_retn_time=moment("at"), drug_trac_codg=pl.col("trace"),
    )  # fmt: skip


def purchases(boxes: pl.DataFrame) -> pl.DataFrame:
    """`purcinfo_3503` of the boxes that were bought by the seller or, in a chain, by its sister."""
    rows = boxes.filter(pl.col("origin") != "opening")
    markup = pl.when(pl.col("is_shop")).then(0.85).otherwise(1.0)
    return rows.select(
        fixmedins_code=pl.col("buyer"), med_list_codg=pl.col("code"), fixmedins_hilist_name=pl.col("item_name"),
        spler_name=_supplier(), purc_invo_no=_invoice(), finl_trns_pric=yuan((pl.col("price") * markup).round(0)),
        purc_retn_cnt=pl.lit(1), purc_retn_stoin_time=moment("bought"), manu_lotnum=_lot(), expy_end=pl.lit("2028-12-31"),
        drug_trac_codg=pl.col("trace"),
    )  # fmt: skip


def with_buyers(county: County, boxes: pl.DataFrame) -> pl.DataFrame:
    """Boxes with `buyer`: the seller, or the first sister shop of its chain."""
    first = {p.chain: p.code for p in reversed(county.providers) if p.chain}
    second = {p.chain: p.code for p in county.providers if p.chain}
    chain = pl.col("chain")
    if not first:
        return boxes.with_columns(buyer=pl.col("fixmedins_code"))
    one = chain.replace_strict(first, default="")
    two = chain.replace_strict(second, default="")
    sister = pl.when(one == pl.col("fixmedins_code")).then(two).otherwise(one)
    return boxes.with_columns(
        buyer=pl.when(pl.col("origin") == "sister").then(sister).otherwise(pl.col("fixmedins_code"))
    )


def transfers(boxes: pl.DataFrame) -> pl.DataFrame:
    """`invinfo_3502`: out of the sister shop and into the seller, two days before the sale."""
    moved = boxes.filter(pl.col("origin") == "sister")
    out = moved.select(
        *_drug(), shop=pl.col("buyer"), kind=pl.lit("102"), when=pl.col("at") - 2 * DAY
    )
    into = moved.select(
        *_drug(),
        shop=pl.col("fixmedins_code"),
        kind=pl.lit("101"),
        when=pl.col("at") - 2 * DAY + 7200,
    )
    return transfer_rows(pl.concat([out, into]))


def transfer_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """The table of stock movements; rows: shop, kind, when, code, item_name, price, trace."""
    return rows.sort("when", "trace", "kind").select(
        fixmedins_code=pl.col("shop"), med_list_codg=pl.col("code"), inv_chg_type=pl.col("kind"),
        fixmedins_hilist_name=pl.col("item_name"), pric=yuan(pl.col("price")), cnt=pl.lit(1), inv_chg_time=moment("when"),
        trdn_flag=pl.lit("0"), drug_trac_codg=pl.col("trace"),
    )  # fmt: skip


def opening(county: County, boxes: pl.DataFrame) -> pl.DataFrame:
    """`invinfo_3501`: the stock-take on the eve of the first day."""
    rows = boxes.filter(pl.col("origin") == "opening")
    eve = pl.lit(county.calendar.start - DAY)
    return rows.select(
        fixmedins_code=pl.col("fixmedins_code"), med_list_codg=pl.col("code"), fixmedins_hilist_name=pl.col("item_name"),
        rx_flag=pl.lit("1"), invdate=day_text(eve), inv_cnt=pl.lit(1), manu_lotnum=_lot(), expy_end=pl.lit("2028-12-31"),
        drug_trac_codg=pl.col("trace"),
    )  # fmt: skip


def ward_use(lines: pl.DataFrame, county: County) -> pl.DataFrame:
    """Pieces used by hospital, item and month: what the bulk purchases have to cover."""
    month = (pl.col("at") - county.calendar.start) // (30 * DAY)
    stock = pl.col("category").is_in(_STOCK_KINDS) & ~pl.col("is_shop") & ~_leaves_the_building()
    return lines.filter(stock & (pl.col("quantity") > 0) & pl.col("scanned")).group_by(
        "fixmedins_code", "code", "item_name", month=month
    ).agg(pl.col("quantity").sum(), pl.col("price").max())  # fmt: skip


def bulk_purchases(county: County, use: pl.DataFrame) -> pl.DataFrame:
    """`purcinfo_3503` without codes: a month's use and a tenth more, a month ahead."""
    total = use.group_by("fixmedins_code", "code", "item_name", "month").agg(
        pl.col("quantity").sum(), pl.col("price").max()
    )
    when = pl.col("month") * 30 * DAY + county.calendar.start - 20 * DAY + 9 * 3600
    return total.sort("fixmedins_code", "code", "month").with_row_index("serial").select(
        fixmedins_code=pl.col("fixmedins_code"), med_list_codg=pl.col("code"), fixmedins_hilist_name=pl.col("item_name"),
        spler_name=pl.format("青禾医药公司{}", pl.col("serial") % 7 + 1), purc_invo_no=pl.format("FPB{}", pl.col("serial")),
        finl_trns_pric=yuan(pl.col("price")), purc_retn_cnt=(pl.col("quantity") * 11 // 10 + 1), purc_retn_stoin_time=moment(when),
        manu_lotnum=pl.lit("L2504"), expy_end=pl.lit("2028-12-31"), drug_trac_codg=pl.lit(None, dtype=pl.String),
    )  # fmt: skip


def _leaves_the_building() -> pl.Expr:
    """Drugs of a visit are given out whole; those of a stay are used on the ward by the piece."""
    return pl.col("category").is_in(["09", "11"]) & (pl.col("days") == 0)


def _drug() -> list[pl.Expr]:
    return [pl.col(name) for name in ("code", "item_name", "price", "trace")]


def _lot() -> pl.Expr:
    return pl.format("L25{}", (pl.col("item") % 12 + 1).cast(pl.String).str.zfill(2))


def _supplier() -> pl.Expr:
    return pl.format("青禾医药公司{}", pl.col("item") % 7 + 1)


def _invoice() -> pl.Expr:
    return pl.format("FP{}{}", pl.col("fixmedins_code").str.slice(7), pl.col("bought") // DAY)
