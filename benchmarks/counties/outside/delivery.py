"""Write the county as the platform would deliver it: one CSV a table, with its usual mess."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

from .catalogue import Item
from .people import REGION
from .records import Line, Visit
from .world import World

Row = dict[str, object]
STAMP = "%Y-%m-%d %H:%M:%S"
GB = {"mdtrt_d", "fixmedins_b", "selinfo_3505"}


def _money(cents: object) -> str:
    assert isinstance(cents, int)
    return f"{cents / 100:.2f}"


def _write(folder: Path, table: str, rows: Iterable[Row]) -> int:
    rows = list(rows)
    if not rows:
        return 0
    columns: list[str] = []
    for row in rows:
        columns += [c for c in row if c not in columns]
    encoding = "gb18030" if table in GB else "utf-8"
    with (folder / f"{table}.csv").open("w", newline="", encoding=encoding) as f:
        out = csv.DictWriter(f, columns, restval="")
        out.writeheader()
        out.writerows(rows)
    return len(rows)


def deliver(w: World, folder: Path) -> dict[str, int]:
    """Write every table; returns rows per table."""
    folder.mkdir(parents=True, exist_ok=True)
    w.stock.ward_purchases(w.visits)
    _register_all(w)
    rng = w.rng
    visits = sorted(w.visits, key=lambda v: v.id)
    mdtrt = [_mdtrt(v) for v in visits]
    for n in range(max(1, len(mdtrt) // 900)):  # registrations withdrawn at the desk
        gone = dict(mdtrt[rng.randrange(len(mdtrt))])
        gone.update({"mdtrt_id": f"MV{n:09d}", "vali_flag": "0"})
        mdtrt.append(gone)
    fees = [_fee(v, ln) for v in visits for ln in v.lines]
    for row in fees[:: max(1, len(fees) // 60)]:
        row["cnt"] = f" {row['cnt']}\u3000"
    fees += [dict(fees[rng.randrange(len(fees))]) for _ in range(max(1, len(fees) // 4000))]
    tables: dict[str, Iterable[Row]] = {
        "psn_info_b": (_person(p) for p in w.persons),
        "fixmedins_b": (
            {
                "fixmedins_code": p.code,
                "fixmedins_name": p.name,
                "fixmedins_type": "2" if p.kind == "pharmacy" else "1",
                "hosp_lv": p.level_code,
                "medins_natu": "2" if p.private else "1",
                "bed_cnt": p.beds,
                "fix_blng_admdvs": REGION,
                "begntime": p.opened,
                "vali_flag": "1",
            }
            for p in w.providers
        ),
        "fixmedins_ext": (
            {
                "fixmedins_code": p.code,
                "fixmedins_name": p.name,
                "fixmedins_type": "2" if p.kind == "pharmacy" else "1",
                "bed_cnt": p.beds,
                "medins_natu": "2" if p.private else "1",
                "bloc_fixmedins_code": p.chain,
                "vali_cwss": "1" if p.kind == "clinic" else "0",
            }
            for p in w.providers
        ),
        "dr_info_b": (
            {
                "dr_code": d.code,
                "psn_no": d.person,
                "dr_name": d.name,
                "dr_prac_type": "1",
                "main_pracins_no": d.provider,
                "mul_prac_flag": "1" if d.multi else "0",
                "prac_stas": d.status,
                "psn_stas": d.status,
                "cntr_begntime": d.begin,
                "cntr_endtime": d.end,
                "vali_flag": "1",
            }
            for d in w.doctors
            if d.role != "technician" and d.listed
        ),
        "tech_psn_info_b": (
            {
                "hi_tech_psn_code": d.code,
                "psn_no": d.person,
                "name": d.name,
                "medins_code": d.provider,
                "prac_stas": "1",
                "psn_stas": "1",
                "cntr_begntime": d.begin,
                "cntr_endtime": d.end,
                "vali_flag": "1",
            }
            for d in w.doctors
            if d.role == "technician"
        ),
        "mdtrt_d": mdtrt,
        "setl_d": (row for v in visits for row in _setls(v)),
        "fee_list_d": fees,
        "setl_diag_list_d": (
            {
                "mdtrt_id": v.id,
                "psn_no": v.person.no,
                "inout_diag_type": "2",
                "diag_type": "1",
                "maindiag_flag": "1" if n == 1 else "0",
                "diag_srt_no": n,
                "diag_code": code,
                "diag_name": name,
                "vali_flag": "1",
            }
            for v in visits
            for n, (code, name) in enumerate(v.diags, 1)
        ),
        "setl_list_oprn_d": (
            {
                "setl_id": v.setls[-1]["setl_id"],
                "mdtrt_id": v.id,
                "psn_no": v.person.no,
                **op,
                "vali_flag": "1",
            }
            for v in visits
            for op in v.ops
        ),
        "drg_group_result": (
            _group(v) for v in visits if v.pay in ("drg", "dip") and v.inpatient and v.group
        ),
        "setlinfo_4101": (
            {
                "mdtrt_id": v.id,
                "setl_id": v.setls[-1]["setl_id"],
                "fixmedins_code": v.provider.code,
                "hi_paymtd": {"ffs": "1", "dip": "3", "drg": "4", "per_diem": "5"}[v.pay],
                "days_rinp_flag_31": "2" if v.diags[0][0] == "Z51.102" else "1",
                "dscg_way": v.way,
            }
            for v in visits
            if v.inpatient and v.level >= 2
        ),
        "opsp_reg_d": ({**r, "vali_flag": "1"} for r in w.registered),
        "selinfo_3505": w.stock.sold,
        "selinfo_3506": w.stock.returned,
        "purcinfo_3503": w.stock.bought,
        "invinfo_3501": w.stock.counted,
        "invinfo_3502": w.stock.moved,
    }
    return {table: _write(folder, table, rows) for table, rows in tables.items()}


def truth(w: World, path: Path) -> None:
    """One object a line: what was planted, innocent or not."""
    with path.open("w", encoding="utf-8") as f:
        for entry in w.truth:
            f.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _register_all(w: World) -> None:
    """Everyone treated under a special disease is registered, but for those who never were ill."""
    false = {
        p for t in w.truth if t["name"] == "false_chronic_status" for p in _strings(t["persons"])
    }
    known = {r["psn_no"] for r in w.registered} | false
    for v in w.visits:
        if v.med_type == "14" and v.person.no not in known:
            known.add(v.person.no)
            w.register(v.person, v.diags[0][0], None)


def _strings(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


def _person(p: object) -> Row:
    from .people import Person

    assert isinstance(p, Person)
    return {
        "psn_no": p.no,
        "psn_name": p.name,
        "gend": p.sex,
        "brdy": p.born.isoformat(),
        "psn_cert_type": "01",
        "certno": f"{REGION}{p.born:%Y%m%d}{p.no[-4:]}",
        "tel": p.tel,
        "live_addr": p.village,
        "hsreg_addr": p.village,
        "surv_stas": "1" if p.died else "0",
        "die_date": p.died.isoformat() if p.died else "",
        "resd_loc_admdvs": REGION,
        "vali_flag": "1",
    }


def _level(v: Visit) -> str:
    if v.provider.kind == "pharmacy":
        return "11"
    return {3: "1", 2: "2", 1: "3", 0: "9"}[v.level]


def _mdtrt(v: Visit) -> Row:
    died = v.way == "5"
    return {
        "mdtrt_id": v.id,
        "psn_no": v.person.no,
        "gend": v.person.sex,
        "brdy": v.person.born.isoformat(),
        "insutype": v.insurance,
        "fixmedins_code": v.provider.code,
        "fixmedins_name": v.provider.name,
        "hosp_lv": _level(v),
        "begntime": v.start.strftime(STAMP),
        "endtime": v.end.strftime(STAMP),
        "med_type": v.med_type,
        "ipt_otp_no": v.id[-9:],
        "medrcdno": f"B{v.id[-8:]}",
        "chfpdr_code": v.doctor,
        "adm_dept_name": v.dept,
        "dscg_dept_name": v.dept,
        "adm_bed": v.bed,
        "dscg_bed": v.bed,
        "dscg_maindiag_code": v.diags[0][0],
        "dscg_maindiag_name": v.diags[0][1],
        "dscg_way": v.way,
        "die_date": v.person.died.isoformat() if died and v.person.died else "",
        "nwb_flag": "1" if v.newborn else "0",
        "refl_old_mdtrt_id": v.refer_from,
        "emp_no": v.person.employer,
        "tel": v.person.tel,
        "inhosp_stas": "0",
        "vali_flag": "1",
    }


def _setls(v: Visit) -> Iterable[Row]:
    for s in v.setls:
        total, fund = s["total"], s["fund"]
        assert isinstance(total, int)
        assert isinstance(fund, int)
        when = s["when"]
        by_group = v.std if v.pay in ("drg", "dip", "per_diem") and v.std else 0.0
        paid = max(0.0, by_group - (total - fund) / 100) if by_group and s["refund"] == "0" else 0
        yield {
            "setl_id": s["setl_id"],
            "init_setl_id": s["init"],
            "mdtrt_id": v.id,
            "psn_no": v.person.no,
            "insutype": v.insurance,
            "fixmedins_code": v.provider.code,
            "begndate": v.start.date().isoformat(),
            "enddate": v.end.date().isoformat(),
            "setl_time": f"{when:%Y-%m-%d %H:%M:%S}",
            "med_type": v.med_type,
            "setl_type": "2",
            "clr_type": "21" if v.inpatient else "41" if v.med_type == "41" else "11",
            "medfee_sumamt": _money(total),
            "inscp_amt": _money(s["inscp"]),
            "fund_pay_sumamt": _money(fund),
            "hifp_pay": _money(fund),
            "psn_pay": _money(total - fund),
            "acct_pay": "0",
            "bydise_setl_payamt": f"{paid:.2f}" if paid else "",
            "refd_setl_flag": s["refund"],
            "vali_flag": "1",
        }


def _local(item: Item) -> str:
    return item.code[-8:]


def _fee(v: Visit, ln: Line) -> Row:
    return {
        "bkkp_sn": ln.sn,
        "rid": f"{v.id}-{ln.sn}",
        "mdtrt_id": v.id,
        "setl_id": ln.setl,
        "psn_no": v.person.no,
        "fixmedins_code": v.provider.code,
        "fee_ocur_time": ln.when.strftime(STAMP),
        "med_list_codg": ln.item.code,
        "hilist_code": ln.item.code,
        "hilist_name": ln.item.name,
        "medins_list_codg": _local(ln.item) + ("B" if ln.local else ""),
        "medins_list_name": ln.local or ln.item.name,
        "med_chrgitm_type": ln.item.category,
        "list_type": ln.item.list_type,
        "cnt": f"{ln.cnt:g}",
        "pric": f"{ln.price:g}",
        "det_item_fee_sumamt": _money(ln.amount),
        "inscp_amt": _money(ln.inscp),
        "fulamt_ownpay_amt": _money(ln.amount if ln.covered == 0 else 0),
        "selfpay_prop": f"{1 - ln.covered:.2f}",
        "bilg_dr_code": ln.dr,
        "bilg_dept_name": ln.dept,
        "acord_dr_code": ln.exec_dr,
        "prd_days": ln.days or "",
        "rx_drord_no": ln.rx,
        "dscg_tkdrug_flag": "1" if ln.take_home else "0",
        "tcmdrug_used_way": ln.herb_use,
        "etip_flag": "1" if ln.etip else "0",
        "etip_hosp_code": ln.etip,
        "init_feedetl_sn": ln.orig.written.sn if ln.orig else "",
        "med_type": v.med_type,
        "vali_flag": "1",
    }


def _group(v: Visit) -> Row:
    assert v.group
    adrg, code, weight = v.group
    total = sum(int(str(s["total"])) for s in v.setls)
    fund = sum(int(str(s["fund"])) for s in v.setls)
    return {
        "mdtrt_id": v.id,
        "psn_no": v.person.no,
        "fixmedins_code": v.provider.code,
        "begndate": v.start.date().isoformat(),
        "enddate": v.end.date().isoformat(),
        "bedday": v.nights,
        "setl_time": f"{v.setls[-1]['when']:%Y-%m-%d %H:%M:%S}",
        "grpg_flag": "01",
        "mdc_code": f"MDC{adrg[0]}",
        "adrg_code": adrg,
        "drg_code": code,
        "drg_name": v.diags[0][1],
        "weight": f"{weight:.4f}",
        "pay_std": f"{v.std:.2f}",
        "paymtd": "3" if v.pay == "drg" else "2",
        "medfee_sumamt": _money(total),
        "hifp_act_pay": f"{max(0.0, v.std - (total - fund) / 100):.2f}",
        "vali_flag": "1",
    }
