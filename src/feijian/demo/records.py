"""What was recorded of an encounter: visit, diagnoses, operations, DRG group, settlement list."""

from __future__ import annotations

import polars as pl

from feijian.demo.county import County
from feijian.demo.identifiers import identifiers
from feijian.demo.lookups import Lookups, day_text, moment, yuan
from feijian.demo.pathways import COMPLICATIONS, MAJOR_COMPLICATIONS
from feijian.demo.theatre import operation_begins

RATE = 5200.0
_BY_THE_DAY = ("精神科", "康复医学科", "安宁疗护科")
"""Departments whose stays are paid by the day; what has no group elsewhere is paid by project."""
_ONE = pl.lit("1")


def encounters(plan: pl.DataFrame, look: Lookups) -> pl.DataFrame:
    """`mdtrt_d` of a plan with `bed`, `main_code`, `main_name` already settled."""
    stay = pl.col("days") > 0
    bed = pl.when(stay & (pl.col("bed") >= 0)).then(
        pl.format("{}病区{}床", pl.col("bed") // 40 + 1, (pl.col("bed") % 40 + 1).cast(pl.String).str.zfill(2))
    )  # fmt: skip
    joined = (
        plan.join(look.persons, on="person", how="left")
        .join(look.providers, on="provider", how="left")
        .join(look.ways, on="pathway", how="left")
        .join(look.doctors, on="doctor", how="left")
    )
    department = pl.when(pl.col("is_shop")).then(pl.lit("药房")).otherwise(pl.col("department"))
    return joined.select(
        mdtrt_id=identifiers("M", pl.col("number")), psn_no=pl.col("psn_no"), gend=pl.col("gend"), brdy=pl.col("brdy"),
        insutype=pl.col("insutype"), fixmedins_code=pl.col("fixmedins_code"), fixmedins_name=pl.col("fixmedins_name"),
        hosp_lv=pl.col("hosp_lv"), begntime=moment("start"), endtime=moment("finish"), med_type=pl.col("med_type"),
        ipt_otp_no=pl.concat_str(pl.when(stay).then(pl.lit("ZY")).otherwise(pl.lit("MZ")), identifiers("", pl.col("number"))),
        medrcdno=pl.when(stay).then(identifiers("BA", pl.col("number"))), chfpdr_code=pl.col("doctor_code"),
        adm_dept_name=department, dscg_dept_name=department, adm_bed=bed, dscg_bed=bed,
        dscg_maindiag_code=pl.col("main_code"), dscg_maindiag_name=pl.col("main_name"),
        dscg_way=pl.when(stay).then(_ONE), nwb_flag=pl.lit("0"), mdtrt_cert_type=pl.lit("03"), emp_no=pl.col("emp_no"),
        tel=pl.col("tel"), vali_flag=_ONE,
    )  # fmt: skip


def diagnoses(county: County, plan: pl.DataFrame, look: Lookups) -> pl.DataFrame:
    """`setl_diag_list_d`: the main diagnosis, those of the pathway, then the complications."""
    rows = [
        plan.select(
            "number",
            "person",
            srt=pl.lit(1, dtype=pl.Int64),
            code=pl.col("main_code"),
            name=pl.col("main_name"),
        )
    ]
    own = list(county.book.diagnoses)
    usual = plan.filter(~pl.col("number").is_in(own)) if own else plan
    for number, way in enumerate(county.ways):
        for turn, (code, name) in enumerate(way.secondaries):
            rows.append(_secondary(usual.filter(pl.col("pathway") == number), 2 + turn, code, name))
    for severity, pool in ((1, COMPLICATIONS), (2, MAJOR_COMPLICATIONS)):
        for turn, (code, name) in enumerate(pool):
            hit = (pl.col("severity") == severity) & (pl.col("number") % len(pool) == turn)
            rows.append(_secondary(usual.filter(hit), 8, code, name))
    found = pl.concat(rows)
    extra = [
        (number, place, code, name) for number, codes in county.book.diagnoses.items()
        for place, (code, name) in enumerate(codes, start=1) if place > 1
    ]  # fmt: skip
    if extra:
        named = pl.DataFrame(
            extra,
            schema={"number": pl.Int64, "srt": pl.Int64, "code": pl.String, "name": pl.String},
            orient="row",
        )
        found = pl.concat(
            [found, named.join(plan.select("number", "person"), on="number").select(found.columns)]
        )
    found = found.sort("number", "srt").join(
        look.persons.select("person", "psn_no"), on="person", how="left"
    )
    main = pl.col("srt") == 1
    flag = pl.when(main).then(_ONE).otherwise(pl.lit("0"))
    order = pl.int_range(pl.len()).over("number") + 1
    return found.select(
        mdtrt_id=identifiers("M", pl.col("number")), psn_no=pl.col("psn_no"), diag_type=_ONE, maindiag_flag=flag,
        diag_srt_no=order, diag_code=pl.col("code"), diag_name=pl.col("name"), adm_cond=_ONE, vali_flag=_ONE,
    )  # fmt: skip


def _secondary(plan: pl.DataFrame, place: int, code: str, name: str) -> pl.DataFrame:
    return plan.select(
        "number", "person", srt=pl.lit(place, dtype=pl.Int64), code=pl.lit(code), name=pl.lit(name)
    )


def operations(county: County, plan: pl.DataFrame, look: Lookups) -> pl.DataFrame:
    """`setl_list_oprn_d`: the operation of a surgical pathway, or those a case names."""
    surgical = pl.DataFrame(
        [(i, w.procedure[0], w.procedure[1], w.anaesthesia) for i, w in enumerate(county.ways) if w.procedure],
        schema={"pathway": pl.Int64, "code": pl.String, "name": pl.String, "sleep": pl.String}, orient="row",
    )  # fmt: skip
    own = list(county.book.procedures)
    usual = plan.filter(~pl.col("number").is_in(own)).join(surgical, on="pathway")
    begin = operation_begins(pl.col("start"), pl.col("op_day"), pl.col("number"))
    rows = usual.select("number", "person", "code", "name", "sleep", begin=begin, minutes=60 + pl.col("number") % 5 * 12,
                        place=pl.lit(1, dtype=pl.Int64))  # fmt: skip
    named = [
        (n, p["code"], p["name"], p["sleep"], p["begin"], p["minutes"], place)
        for n, all_of in county.book.procedures.items() for place, p in enumerate(all_of, start=1)
    ]  # fmt: skip
    if named:
        schema = {"number": pl.Int64, "code": pl.String, "name": pl.String, "sleep": pl.String, "begin": pl.Int64,
                  "minutes": pl.Int64, "place": pl.Int64}  # fmt: skip
        cases = pl.DataFrame(named, schema=schema, orient="row").join(
            plan.select("number", "person"), on="number"
        )
        rows = pl.concat([rows, cases.select(rows.columns)])
    found = rows.sort("number", "place").join(
        look.persons.select("person", "psn_no"), on="person", how="left"
    )
    end = pl.col("begin") + pl.col("minutes") * 60
    return found.select(
        setl_id=identifiers("S", pl.col("number") * 4), mdtrt_id=identifiers("M", pl.col("number")), psn_no=pl.col("psn_no"),
        main_oprn_flag=pl.when(pl.col("place") == 1).then(_ONE).otherwise(pl.lit("0")), oprn_oprt_code=pl.col("code"),
        oprn_oprt_name=pl.col("name"), oprn_oprt_date=moment("begin"), oprn_oprt_begntime=moment("begin"),
        oprn_oprt_endtime=moment(end), anst_way=pl.col("sleep"), anst_begntime=moment(pl.col("begin") - 1200),
        anst_endtime=moment(end + 1200), vali_flag=_ONE,
    )  # fmt: skip


def grouped(county: County, plan: pl.DataFrame) -> pl.DataFrame:
    """The DRG group of each stay that has one: number, adrg, drg, drg_name, weight."""
    table = [
        (i, severity, w.adrg, f"{w.adrg}{mark}", w.diagnoses[0][1], w.weights[place])
        for i, w in enumerate(county.ways) if w.adrg
        for place, (severity, mark) in enumerate(((2, "1"), (1, "3"), (0, "5")))
    ]  # fmt: skip
    schema = {"pathway": pl.Int64, "severity": pl.Int64, "adrg": pl.String, "drg": pl.String, "drg_name": pl.String,
              "weight": pl.Float64}  # fmt: skip
    own = county.book.groups
    usual = plan.filter(~pl.col("number").is_in(list(own))).select("number", "pathway", "severity")
    rows = usual.join(pl.DataFrame(table, schema=schema, orient="row"), on=["pathway", "severity"])
    rows = rows.select("number", "adrg", "drg", "drg_name", "weight")
    if own:
        cases = [(n, drg[:3], drg, name, weight) for n, (drg, name, weight) in own.items()]
        rows = pl.concat([rows, pl.DataFrame(cases, schema=rows.schema, orient="row")])
    return rows


def group_results(
    groups: pl.DataFrame, plan: pl.DataFrame, totals: pl.DataFrame, look: Lookups
) -> pl.DataFrame:
    """`drg_group_result`; totals: number, amount (cents charged)."""
    joined = (
        groups.join(plan, on="number").join(totals, on="number")
        .join(look.persons.select("person", "psn_no"), on="person", how="left")
        .join(look.providers.select("provider", "fixmedins_code"), on="provider", how="left")
        .sort("number")
    )  # fmt: skip
    return joined.select(
        mdtrt_id=identifiers("M", pl.col("number")), psn_no=pl.col("psn_no"), fixmedins_code=pl.col("fixmedins_code"),
        begndate=day_text("start"), enddate=day_text("finish"), bedday=pl.col("days"), setl_time=moment("finish"),
        grpg_flag=pl.lit("01"), mdc_code=pl.concat_str(pl.lit("MDC"), pl.col("drg").str.slice(0, 1)), adrg_code=pl.col("adrg"),
        drg_code=pl.col("drg"), adrg_name=pl.col("drg_name"), drg_name=pl.col("drg_name"), weight=pl.col("weight"),
        pay_std=(pl.col("weight") * RATE).round(2), medfee_sumamt=yuan(pl.col("amount")), vali_flag=_ONE,
    )  # fmt: skip


def settlement_lists(
    plan: pl.DataFrame, lines: pl.DataFrame, groups: pl.DataFrame, look: Lookups
) -> pl.DataFrame:
    """`setlinfo_4101` of the stays: nursing days and ventilator hours agree with the lines."""
    stays = plan.filter(pl.col("days") > 0)
    used = lines.filter(pl.col("number").is_in(stays["number"].implode())).group_by("number").agg(
        pl.col("quantity").filter(pl.col("code") == code).sum().alias(name)
        for code, name in (("003106030010000", "hours"), ("001201000020000", "special"), ("001201000030000", "first"),
                           ("001201000040000", "second"), ("001201000050000", "third"))
    )  # fmt: skip
    joined = (
        stays.join(used, on="number", how="left").join(groups.select("number", "drg"), on="number", how="left")
        .join(look.persons.select("person", "psn_no"), on="person", how="left")
        .join(look.providers.select("provider", "fixmedins_code"), on="provider", how="left")
        .join(look.ways, on="pathway", how="left")
        .sort("number")
    )  # fmt: skip
    hours = pl.col("hours").fill_null(0)

    return joined.select(
        setl_id=identifiers("S", pl.col("number") * 4), mdtrt_id=identifiers("M", pl.col("number")), psn_no=pl.col("psn_no"),
        fixmedins_code=pl.col("fixmedins_code"), medcasno=identifiers("BA", pl.col("number")),
        hi_paymtd=pl.when(pl.col("drg").is_not_null()).then(pl.lit("4"))
        .when(pl.col("department").is_in(_BY_THE_DAY)).then(pl.lit("5")).otherwise(_ONE),
        adm_way=pl.lit("2"), act_ipt_days=pl.col("days"),
        vent_used_dura=pl.when(hours > 0).then(pl.format("{}/{}/0", hours // 24, hours % 24)),
        spga_nurscare_days=pl.col("special").fill_null(0), lv1_nurscare_days=pl.col("first").fill_null(0),
        scd_nurscare_days=pl.col("second").fill_null(0), lv3_nurscare_days=pl.col("third").fill_null(0),
        days_rinp_flag_31=pl.lit("0"),
        days_rinp_pup_31=pl.lit(None, dtype=pl.String), vali_flag=_ONE,
    )  # fmt: skip
