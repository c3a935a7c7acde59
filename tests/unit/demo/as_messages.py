"""A platform delivery written again as a hospital's own system sends it, message by message.

Written from the national interface, not from our mappings: a charge does not know its settlement
yet, a number is unique within its visit, a visit to the clinic has no end, who a person is stands
in the answer to a settlement, a taken-back settlement is message 2305 (or 2208, 2103). A request and its answer are one
row, as the hospital's log keeps them. Registers, purchases, sales and groups have no message here.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, str]

LINE = """
    mdtrt_id psn_no fee_ocur_time med_list_codg medins_list_codg medins_list_name cnt pric det_item_fee_sumamt
    bilg_dept_name bilg_dr_codg=bilg_dr_code orders_dr_code=acord_dr_code tcmdrug_used_way dscg_tkdrug_flag
    med_chrgitm_type pric_uplmt_amt inscp_scp_amt=inscp_amt
"""
SETTLED = """
    setl_id mdtrt_id psn_no setl_time medfee_sumamt inscp_scp_amt=inscp_amt fund_pay_sumamt psn_part_amt=psn_pay
    insutype med_type acct_pay invono
"""
TAKEN_BACK = """
    setl_id init_setl_id mdtrt_id psn_no setl_time medfee_sumamt inscp_scp_amt=inscp_amt fund_pay_sumamt
    psn_part_amt=psn_pay
"""
LISTED = """
    mdtrt_id setl_id psn_no medcasno hi_paymtd vent_used_dura days_rinp_flag_31 spga_nurscare_days
    lv1_nurscare_days scd_nurscare_days lv3_nurscare_days
"""
OPERATED = """
    mdtrt_id setl_id oprn_oprt_code oprn_oprt_name oprn_oprt_date oprn_oprt_begntime oprn_oprt_endtime
    anst_way anst_begntime anst_endtime
"""
REGISTERS = (
    *("fixmedins_b", "fixmedins_ext", "deptinfo_3401", "psn_info_b"),
    *("dr_info_b", "nurs_info_b", "phar_info_b", "tech_psn_info_b"),
)
STOCK = (
    *("selinfo_3505", "selinfo_3506", "purcinfo_3503", "purcinfo_3504", "invinfo_3501"),
    *("invinfo_3502", "drg_group_result"),
)
DIVISIONS = {"内科": "A03", "外科": "A04", "妇产科": "A05", "儿科": "A07", "重症医学科": "A28"}
"""Words of a department's name → the national code of its division (科别), which 4101 writes."""


@dataclass(frozen=True)
class Sent:
    """What was written, and the platform's number (bkkp_sn) of each charge: `visit:number` → it."""

    folder: Path
    numbers: dict[str, str]


def write_messages(delivery: Path, folder: Path) -> Sent:
    """Writes the files of every message of a delivery into `folder`."""
    visits = {v["mdtrt_id"]: v for v in _read(delivery, "mdtrt_d")}
    known = {
        table: [r for r in _read(delivery, table) if r["mdtrt_id"] in visits]
        for table in (
            "setl_d",
            "fee_list_d",
            "setl_diag_list_d",
            "setl_list_oprn_d",
            "setlinfo_4101",
            "drug_trac_info_2207",
        )
    }
    files: dict[str, list[Row]] = defaultdict(list)
    for visit in visits.values():
        _visit(visit, files)
    for diagnosis in known["setl_diag_list_d"]:
        _diagnosis(diagnosis, visits[diagnosis["mdtrt_id"]], files)
    for settlement in known["setl_d"]:
        _settlement(settlement, visits[settlement["mdtrt_id"]], files)
    # a visit to the clinic or the shop is taken back whole, without lines of its own
    returned = {s["setl_id"] for s in known["setl_d"] if s["refd_setl_flag"] == "1"}
    charged = [
        line
        for line in known["fee_list_d"]
        if line["setl_id"] not in returned or _kind(visits[line["mdtrt_id"]]) == "stay"
    ]
    numbered = _charges(charged, visits, files)
    for code in known["drug_trac_info_2207"]:
        place = numbered.get((code["mdtrt_id"], code["feedetl_sn"]))
        if place:
            sent = _pick(code, "mdtrt_id setl_id drug_trac_codg trdn_flag", feedetl_sn=place)
            files["2207_drugtracinfo"].append(_head(visits[code["mdtrt_id"]]) | sent)
    homes = {p["psn_no"]: p.get("live_addr", "") for p in _read(delivery, "psn_info_b")}
    _settlement_lists(known, visits, homes, files)
    folder.mkdir(parents=True)
    for name, rows in files.items():
        _write(folder / f"{name}.csv", rows)
    return Sent(folder, {f"{visit}:{place}": sn for (visit, sn), place in numbered.items()})


def write_others(delivery: Path, registers: Path, stock: Path, sent: Sent) -> None:
    """What the bureau has itself: registers as they are; sales by the hospital's numbers, stock, groups."""
    visit_of = {s["setl_id"]: s["mdtrt_id"] for s in _read(delivery, "setl_d")}
    own = {
        (visit, bkkp_sn): place
        for (visit, _, place), bkkp_sn in ((n.partition(":"), b) for n, b in sent.numbers.items())
    }
    for folder, tables in ((registers, REGISTERS), (stock, STOCK)):
        folder.mkdir(parents=True)
        for table in tables:
            rows = _read(delivery, table)
            for row in rows:
                if row.get("bkkp_sn"):
                    line = (visit_of.get(row.get("setl_id", ""), ""), row["bkkp_sn"])
                    row["bkkp_sn"] = own.get(line, row["bkkp_sn"])
            if rows:
                _write(folder / f"{table}.csv", rows)


def _visit(visit: Row, files: dict[str, list[Row]]) -> None:
    """A stay is told when it begins (2401) and when it ends (2402), a visit once and without its end."""
    said = _head(visit) | _pick(visit, "mdtrt_id psn_no med_type begntime")
    if _kind(visit) != "stay":
        name = "2102_druginfo" if _kind(visit) == "shop" else "2203A_mdtrtinfo"
        files[name].append(said | {"dise_codg": "", "dise_name": ""})
        if _kind(visit) == "clinic":
            registered = _pick(visit, "mdtrt_id psn_no insutype begntime ipt_otp_no")
            at = {"atddr_no": visit["chfpdr_code"], "dept_name": visit["adm_dept_name"]}
            files["2201_data"].append(_head(visit) | registered | at)
        return
    files["2401_mdtrtinfo"].append(
        said
        | _pick(visit, "insutype ipt_no=ipt_otp_no medrcdno adm_dept_name adm_bed tel")
        | {"atddr_no": visit["chfpdr_code"]}
    )
    if visit["endtime"]:
        left = _pick(visit, "mdtrt_id psn_no insutype endtime dscg_dept_name dscg_bed dscg_way")
        files["2402_dscginfo"].append(_head(visit) | left)


def _diagnosis(diagnosis: Row, visit: Row, files: dict[str, list[Row]]) -> None:
    said = _pick(diagnosis, "mdtrt_id diag_type diag_srt_no diag_code diag_name")
    if _kind(visit) == "stay":
        more = _pick(diagnosis, "psn_no maindiag_flag")
        files["2402_diseinfo"].append(_head(visit) | said | more)
        return
    by = {"diag_dept": visit["adm_dept_name"], "dise_dor_no": visit["chfpdr_code"]}
    files["2203A_diseinfo"].append(
        _head(visit) | said | by | {"diag_time": visit["begntime"], "vali_flag": "1"}
    )


def _settlement(settlement: Row, visit: Row, files: dict[str, list[Row]]) -> None:
    place = ("stay", "clinic", "shop").index(_kind(visit))
    if settlement["refd_setl_flag"] == "1" and settlement["init_setl_id"]:
        name = ("2305_setlinfo", "2208_setlinfo", "2103_setlinfo")[place]
        files[name].append(_head(visit) | _pick(settlement, TAKEN_BACK))
        return
    name = ("2304_setlinfo", "2207_setlinfo", "2102_setlinfo")[place]
    who = _pick(visit, "gend brdy")
    # a clinic settles one batch of charges
    batch = {"chrg_bchno": settlement["setl_id"]} if place == 1 else {}
    files[name].append(_head(visit) | _pick(settlement, SETTLED) | who | batch)


def _charges(
    lines: list[Row], visits: dict[str, Row], files: dict[str, list[Row]]
) -> dict[tuple[str, str], str]:
    """Charges, numbered within their visit; the platform's number of each → its own."""
    numbered: dict[tuple[str, str], str] = {}
    used: dict[str, int] = defaultdict(int)
    # in the platform's order, so that of equal lines the same one counts as the second
    for line in sorted(lines, key=lambda line: line["bkkp_sn"]):
        used[line["mdtrt_id"]] += 1
        numbered[line["mdtrt_id"], line["bkkp_sn"]] = f"{used[line['mdtrt_id']]:06}"
    for line in lines:
        visit = visits[line["mdtrt_id"]]
        own = numbered[line["mdtrt_id"], line["bkkp_sn"]]
        corrected = numbered.get((line["mdtrt_id"], line.get("init_feedetl_sn", "")), "")
        row = _head(visit) | {"feedetl_sn": own} | _pick(line, LINE)
        if _kind(visit) == "stay":
            row |= _pick(line, "drord_no=rx_drord_no med_type", init_feedetl_sn=corrected)
            files["2301_feedetail"].append(row)
        else:
            row |= _pick(line, "rxno=rx_drord_no prd_days", rx_circ_flag="0")
            name = "2102_drugdetail" if _kind(visit) == "shop" else "2204_feedetail"
            batch = {} if _kind(visit) == "shop" else {"chrg_bchno": line["setl_id"]}
            files[name].append(row | batch)
    return numbered


def _settlement_lists(
    known: dict[str, list[Row]],
    visits: dict[str, Row],
    homes: dict[str, str],
    files: dict[str, list[Row]],
) -> None:
    # what the platform's extract has of lists without their heads was sent with one all the same
    headed = {s["mdtrt_id"] for s in known["setlinfo_4101"]}
    bare = {(o["mdtrt_id"], o["setl_id"], o["psn_no"]) for o in known["setl_list_oprn_d"]}
    heads = [
        {"mdtrt_id": visit, "setl_id": claim, "psn_no": person}
        for visit, claim, person in sorted(bare)
        if visit not in headed and _kind(visits[visit]) == "stay"
    ]
    listed = headed | {head["mdtrt_id"] for head in heads}
    for said in known["setlinfo_4101"] + heads:
        visit = visits[said["mdtrt_id"]]
        newborn = {"nwb_adm_type": "1" if visit.get("nwb_flag") == "1" else ""}
        files["4101A_setlinfo"].append(
            _head(visit)
            | _pick(said, LISTED)
            | _pick(visit, "gend brdy adm_time=begntime dscg_time=endtime dscg_way chfpdr_code")
            | {"ipt_med_type": "1", "dscg_caty": _division(visit["dscg_dept_name"])}
            | {"curr_addr": homes.get(visit["psn_no"], "")}
            | newborn
        )
    for diagnosis in known["setl_diag_list_d"]:
        if diagnosis["mdtrt_id"] in listed:
            files["4101A_diseinfo"].append(
                _pick(
                    diagnosis,
                    "mdtrt_id maindiag_flag diag_type diag_code diag_name adm_cond_type=adm_cond",
                )
            )
    for operation in known["setl_list_oprn_d"]:
        if operation["mdtrt_id"] in listed:
            kind = "1" if operation["main_oprn_flag"] == "1" else "2"
            files["4101A_oprninfo"].append(_pick(operation, OPERATED, oprn_oprt_type=kind))


def _kind(visit: Row) -> str:
    if visit["med_type"].startswith("41") or visit["fixmedins_code"].startswith("P"):
        return "shop"
    return "stay" if visit["med_type"].startswith("2") or visit["med_type"] == "52" else "clinic"


def _division(department: str) -> str:
    return next((code for word, code in DIVISIONS.items() if word in department), "A99")


def _head(visit: Row) -> Row:
    return {name: visit[name] for name in ("fixmedins_code", "fixmedins_name")}


def _pick(row: Row, fields: str, **more: str) -> Row:
    """Fields under the interface's names; `theirs=ours` where the platform's differ."""
    pairs = (f.partition("=") for f in fields.split())
    # what the platform's extract has no column for, no message says
    return {t: row[ours or t] for t, _, ours in pairs if (ours or t) in row} | more


def _read(folder: Path, table: str) -> list[Row]:
    """Valid rows, each once; a delivery without the table has none."""
    path = folder / f"{table}.csv"
    data = path.read_bytes() if path.exists() else b""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    rows = (r for r in csv.DictReader(io.StringIO(text)) if r.get("vali_flag", "1") == "1")
    return list({tuple(row.values()): row for row in rows}.values())


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
