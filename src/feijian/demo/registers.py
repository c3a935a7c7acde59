"""The registers of institutions, practitioners and insured persons, and the cases' own trade rows."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from feijian.demo.county import County
from feijian.demo.identifiers import identifiers
from feijian.demo.lookups import Lookups, moment, yuan
from feijian.demo.request import DAY
from feijian.demo.roster import address, doctor_code, person_code

_PLATFORM_LEVEL = {3: "1", 2: "2", 1: "3", 0: "11"}


def institutions(county: County) -> pl.DataFrame:
    """`fixmedins_b`."""
    return pl.DataFrame(
        [
            {
                "fixmedins_code": p.code, "fixmedins_name": p.name, "fixmedins_type": "2" if p.kind == "pharmacy" else "1",
                "hosp_lv": _PLATFORM_LEVEL[p.level], "medins_natu": p.ownership, "bed_cnt": p.beds, "fix_blng_admdvs": p.region,
                "begntime": p.known_from, "endtime": None, "vali_flag": "1",
            }
            for p in county.providers
        ],
        schema_overrides={"endtime": pl.String},
    )  # fmt: skip


def institutions_extended(county: County) -> pl.DataFrame:
    """`fixmedins_ext`."""
    return pl.DataFrame(
        [
            {
                "fixmedins_code": p.code, "fixmedins_name": p.name, "fixmedins_type": "2" if p.kind == "pharmacy" else "1", "bed_cnt": p.beds, "lnt": f"{p.longitude:.5f}",
                "lat": f"{p.latitude:.5f}", "medins_natu": p.ownership, "bloc_fixmedins_code": p.chain or None,
            }
            for p in county.providers
        ],
        schema_overrides={"bloc_fixmedins_code": pl.String},
    )  # fmt: skip


def practitioners(county: County) -> pl.DataFrame:
    """`dr_info_b`: everybody active and under contract but for what the cases say."""
    usual = {"dr_prac_type": "1", "mul_prac_flag": "0", "prac_stas": "1", "psn_stas": "1",
             "cntr_begntime": "2019-01-01 00:00:00", "cntr_endtime": "2032-12-31 23:59:59", "vali_flag": "1"}  # fmt: skip
    rows = []
    for p in county.providers:
        for number in range(p.first_doctor, p.first_doctor + p.doctors):
            own = county.book.doctors.get(number, {})
            if own.get("absent"):
                continue
            rows.append({"dr_code": doctor_code(p.region, number), "dr_name": f"医{number + 1}", "psn_no": None,
                         "main_pracins_no": p.code, **usual, **own})  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"psn_no": pl.String})


def insured(county: County, look: Lookups, plan: pl.DataFrame) -> pl.DataFrame:
    """`psn_info_b`: four ordinary persons in a thousand die some days after their last visit."""
    last = plan.group_by("person").agg(pl.col("finish").max() // DAY)
    found = look.persons.join(last, on="person", how="left").sort("person")
    passed = (
        (pl.col("person") < len(county.people))
        & (pl.col("person") % 251 == 3)
        & pl.col("finish").is_not_null()
    )
    died = (
        pl.when(pl.col("died") >= 0)
        .then(pl.col("died"))
        .when(passed)
        .then(pl.col("finish") + 5 + pl.col("person") % 50)
    )
    found = found.with_columns(died=died)
    where = [
        address(v, h)
        for v, h in zip(found["village"].to_list(), found["house"].to_list(), strict=True)
    ]
    found = found.with_columns(live_addr=pl.Series(where, dtype=pl.String))
    tail = (pl.col("person") % 10_000).cast(pl.String).str.zfill(4)
    return found.select(
        psn_no=pl.col("psn_no"), psn_name=pl.format("参保人{}", pl.col("person")), gend=pl.col("gend"), brdy=pl.col("brdy"),
        psn_cert_type=pl.lit("01"), certno=pl.concat_str(pl.lit("990123"), pl.col("brdy").str.replace_all("-", ""), tail),
        tel=pl.col("tel"), live_addr=pl.col("live_addr"), hsreg_addr=pl.col("live_addr"),
        surv_stas=pl.when(pl.col("died").is_not_null()).then(pl.lit("1")).otherwise(pl.lit("0")),
        die_date=pl.from_epoch(pl.col("died"), time_unit="d").dt.strftime("%Y-%m-%d"), resd_loc_admdvs=pl.lit("990123"),
        vali_flag=pl.lit("1"),
    )  # fmt: skip


def _named(rows: list[dict[str, object]], look: Lookups) -> pl.DataFrame:
    frame = pl.DataFrame(rows).rename({"code": "trace"})
    return frame.join(look.items.select("item", "code", "item_name", "cents"), on="item", maintain_order="left").join(
        look.providers.select("provider", "fixmedins_code"), on="provider", maintain_order="left"
    )  # fmt: skip


def case_sales(county: County, look: Lookups, numbers: set[int]) -> pl.DataFrame:
    """`selinfo_3505` rows that cases scanned themselves, for the encounters of one chunk."""
    rows = [row for row in county.book.sales if row["number"] in numbers]
    if not rows:
        return pl.DataFrame()
    found = _named(rows, look).join(
        look.persons.select("person", "psn_no"), on="person", maintain_order="left"
    )
    claim = identifiers("S", pl.col("number") * 4 + pl.col("slot"))
    sold = found.select(
        fixmedins_code=pl.col("fixmedins_code"), med_list_codg=pl.col("code"), fixmedins_hilist_name=pl.col("item_name"),
        setl_id=claim, mdtrt_sn=identifiers("M", pl.col("number")), psn_no=pl.col("psn_no"), manu_lotnum=pl.col("lot"),
        expy_end=pl.col("expires"), rx_flag=pl.lit("1"), trdn_flag=pl.col("split"), finl_trns_pric=yuan(pl.col("paid")),
        rtal_docno=identifiers("LS", pl.col("number")), sel_retn_cnt=pl.col("quantity"), sel_retn_time=moment("at"),
        mdtrt_setl_type=pl.when("cash").then(pl.lit("2")).otherwise(pl.lit("1")), drug_trac_codg=pl.col("trace"),
        bkkp_sn=pl.col("line"),
    )  # fmt: skip
    # who pays cash is nobody the fund knows
    return sold.with_columns(
        pl.when(pl.col("mdtrt_setl_type") == "1").then(pl.col(known)).alias(known)
        for known in ("setl_id", "mdtrt_sn", "psn_no", "bkkp_sn")
    )


def with_second_channel(
    county: County, look: Lookups, rows: pl.DataFrame, part: pl.DataFrame
) -> pl.DataFrame:
    """`drug_trac_info_2207` with the boxes that cases report by this channel."""
    numbers = set(part["number"].to_list())
    mine = [row for row in county.book.second_channel if row["number"] in numbers]
    if not mine:
        return rows
    own = _named(mine, look).select(
        feedetl_sn=pl.col("line"), setl_id=identifiers("S", pl.col("number") * 4), mdtrt_id=identifiers("M", pl.col("number")),
        fixmedins_code=pl.col("fixmedins_code"), med_list_codg=pl.col("code"), drug_trac_codg=pl.col("trace"),
        trdn_flag=pl.col("split"), min_prcunt_type=pl.lit("盒"),
    )  # fmt: skip
    return pl.concat([rows, own])


def case_purchases(county: County, look: Lookups) -> pl.DataFrame:
    """`purcinfo_3503` rows of the cases."""
    schema = {
        "provider": pl.Int64,
        "item": pl.Int64,
        "code": pl.String,
        "at": pl.Int64,
        "quantity": pl.Int64,
    }
    frame = pl.DataFrame(county.book.purchases, schema=schema).rename({"code": "trace"})
    found = frame.join(look.items.select("item", "code", "item_name", "cents"), on="item").join(
        look.providers.select("provider", "fixmedins_code", "is_shop"), on="provider"
    ).sort("at", "fixmedins_code", "code", "trace")  # fmt: skip
    # hospitals sell at what they paid, pharmacies earn their keep
    paid = pl.col("cents") * pl.when(pl.col("is_shop")).then(0.85).otherwise(1.03)
    return found.select(
        fixmedins_code=pl.col("fixmedins_code"), med_list_codg=pl.col("code"), fixmedins_hilist_name=pl.col("item_name"),
        spler_name=pl.lit("青禾医药公司3"), purc_invo_no=pl.format("FPC{}", pl.col("at") // DAY),
        finl_trns_pric=yuan(paid.round(0)), purc_retn_cnt=pl.col("quantity"), purc_retn_stoin_time=moment("at"),
        manu_lotnum=pl.lit("L2507"), expy_end=pl.lit("2028-12-31"), drug_trac_codg=pl.col("trace"),
    )  # fmt: skip


def case_transfers(county: County, look: Lookups) -> pl.DataFrame:
    """Stock movements of the cases, as `trade.transfer_rows` reads them."""
    if not county.book.transfers:
        return pl.DataFrame()
    found = _named(county.book.transfers, look)
    return found.select(
        shop="fixmedins_code",
        kind="change",
        when="at",
        code="code",
        item_name="item_name",
        price="cents",
        trace="trace",
    )


def supplier_returns(county: County, look: Lookups) -> pl.DataFrame:
    """`purcinfo_3504`: a few boxes that pharmacies bought and sent back unsold."""
    shops = [p for p in county.providers if p.kind == "pharmacy"][:4]
    item = look.items.row(county.item_numbers["lianhua"], named=True)
    return pl.DataFrame(
        [
            {
                "fixmedins_code": p.code, "med_list_codg": item["code"], "fixmedins_hilist_name": item["item_name"],
                "spler_name": "青禾医药公司3", "purc_invo_no": f"FPT{p.number}", "finl_trns_pric": item["cents"] / 100.0,
                "purc_retn_cnt": 1, "purc_retn_stoin_time": f"{county.calendar.first + timedelta(days=20 + i)} 10:00:00",
                "manu_lotnum": "L2507", "expy_end": date(2028, 12, 31).isoformat(), "drug_trac_codg": code,
            }
            for i, (p, code) in enumerate(zip(shops, county.returned_codes, strict=True))
        ]
    )  # fmt: skip


def person_text(number: int) -> str:
    return person_code(number)
