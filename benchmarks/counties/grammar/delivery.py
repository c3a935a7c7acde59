"""The tables of the platform, as this county sends them."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from .world import FIRST, GB, SCAN_ALL, SCAN_FROM, Line, Visit, World, rate

Rows = list[dict[str, Any]]


def written(w: World, out: Path) -> dict[str, int]:
    """The delivery and the truth; rows by table."""
    folder = out / "delivery"
    folder.mkdir(parents=True, exist_ok=True)
    code = {h.code: h for h in w.houses.values()}
    house_of = {v.id: v.house for v in w.visits}
    counts: dict[str, int] = defaultdict(int)
    for name, rows in tables(w).items():
        kept = []
        for row in rows:
            h = code.get(str(row.get("fixmedins_code", ""))) or house_of.get(
                str(row.get("mdtrt_id", ""))
            )
            gone = h.never.get(name) if h else None
            if gone == ():
                continue
            row.update(dict.fromkeys(gone or (), ""))
            kept.append(row)
        with (folder / f"{name}.csv").open(
            "w", newline="", encoding="gb18030" if name in GB else "utf-8"
        ) as f:
            sink = csv.DictWriter(f, list(rows[0]), restval="")
            sink.writeheader()
            sink.writerows(kept)
        counts[name] = len(kept)
    with (out / "truth.jsonl").open("w", encoding="utf-8") as f:
        for t in w.truth:
            f.write(json.dumps(t, ensure_ascii=False) + "\n")
    return dict(counts)


def _t(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")


def tables(w: World) -> dict[str, Rows]:
    """Every table of the delivery."""
    by_hand = {id(s["line"]) for s in w.sales}
    for v in w.visits:
        _scanned(w, v, by_hand)
    fees, claims = [], []
    for v in w.visits:
        f, c = _bill(v)
        fees += f
        claims += c
    return {
        "fixmedins_b": _houses(w),
        "psn_info_b": _people(w),
        "dr_info_b": _doctors(w),
        "tech_psn_info_b": _therapists(w),
        "mdtrt_d": [_visit(v) for v in w.visits],
        "setl_d": claims,
        "fee_list_d": fees,
        "setl_diag_list_d": [
            {
                "mdtrt_id": v.id,
                "psn_no": v.person.id,
                "diag_type": "1",
                "maindiag_flag": "1" if n == 0 else "0",
                "diag_srt_no": n + 1,
                "diag_code": c,
                "diag_name": name,
                "vali_flag": "1",
            }
            for v in w.visits
            for n, (c, name) in enumerate(v.diagnoses)
        ],
        "setl_list_oprn_d": [
            {
                "setl_id": "S" + v.id[1:],
                "mdtrt_id": v.id,
                "psn_no": v.person.id,
                "main_oprn_flag": "1" if n == 0 else "0",
                "oprn_oprt_code": o["code"],
                "oprn_oprt_name": o["name"],
                "oprn_oprt_date": _t(o["at"]),
                "anst_way": o["anst"],
                "vali_flag": "1",
            }
            for v in w.visits
            for n, o in enumerate(v.operations)
        ],
        "drg_group_result": [_group(v) for v in w.visits if v.group],
        "selinfo_3505": _sales(w),
        "selinfo_3506": _returns(w),
        "purcinfo_3503": _purchases(w),
    }


def _scanned(w: World, v: Visit, by_hand: set[int]) -> None:
    """Shops scan since July 2025 (many do before), everybody's outpatient boxes since then, wards only whole boxes since 2026."""
    if v.more.get("unscanned") or (v.start < SCAN_FROM and not v.house.shop):
        return
    for line in v.lines:
        if (
            line.item.kind not in ("09", "11")
            or line.item.listing != "101"
            or line.count < 0
            or id(line) in by_hand
            or line.more.get("unscanned")
        ):
            continue
        if v.stay and (v.start < SCAN_ALL or line.item.days <= 1):
            continue
        w.scan(line, split=v.stay)


def _bill(v: Visit) -> tuple[Rows, Rows]:
    settle = v.settled or v.end + timedelta(minutes=20)
    parts: dict[int, list[Line]] = defaultdict(list)
    for line in v.lines:
        parts[line.claim].append(line)
    fees, claims = [], []
    for n, lines in sorted(parts.items()):
        sid = "S" + v.id[1:] + (f"P{n}" if n else "")
        at = settle + timedelta(minutes=n) if not v.more.get("parts") else v.more["parts"][n]
        fees += [_fee(x, sid, x.sn, 1) for x in lines]
        claims.append(_claim(v, sid, lines, at, 1, ""))
        if v.refund:
            back = sid + "R"
            claims.append(_claim(v, back, lines, v.refund, -1, sid))
            if v.refund_lines:
                fees += [_fee(x, back, x.sn + "R", -1, v.refund) for x in lines]
        if v.again:
            fees += [_fee(x, sid + "B", x.sn + "B", 1) for x in lines]
            claims.append(_claim(v, sid + "B", lines, v.again, 1, ""))
    return fees, claims


def _claim(
    v: Visit, sid: str, lines: list[Line], at: datetime, sign: int, of: str
) -> dict[str, Any]:
    total = sign * round(sum(x.amount for x in lines), 2)
    covered = sign * round(sum(x.covered for x in lines), 2)
    fund = round(covered * rate(v), 2)
    own = round(total - fund, 2)
    acct = round(min(own, 60.0), 2) if v.person.insurance == "310" and sign > 0 and not of else 0.0
    return {
        "setl_id": sid,
        "init_setl_id": of,
        "mdtrt_id": v.id,
        "psn_no": v.person.id,
        "insutype": v.person.insurance,
        "fixmedins_code": v.house.code,
        "begndate": v.start.date().isoformat(),
        "enddate": v.end.date().isoformat(),
        "setl_time": _t(at),
        "med_type": v.kind,
        "setl_type": "1",
        "clr_type": "1",
        "medfee_sumamt": f"{total:.2f}",
        "inscp_amt": f"{covered:.2f}",
        "fund_pay_sumamt": f"{fund:.2f}",
        "hifp_pay": f"{fund:.2f}",
        "psn_pay": f"{own:.2f}",
        "acct_pay": f"{acct:.2f}",
        "refd_setl_flag": "1" if sign < 0 else "0",
        "vali_flag": "1",
        "bydise_setl_payamt": f"{sign * round(v.group[3] - abs(own), 2):.2f}" if v.group else "",
    }


def _fee(x: Line, sid: str, sn: str, sign: int, at: datetime | None = None) -> dict[str, Any]:
    v, m = x.visit, x.more
    return {
        "bkkp_sn": sn,
        "rid": sn,
        "mdtrt_id": v.id,
        "setl_id": sid,
        "psn_no": v.person.id,
        "fixmedins_code": v.house.code,
        "fee_ocur_time": _t(at or x.at),
        "med_list_codg": x.item.code,
        "hilist_code": x.item.code,
        "hilist_name": x.item.name,
        "medins_list_codg": m.get("local", v.house.key.upper() + x.item.code[-8:]),
        "medins_list_name": m.get("local_name", x.item.name),
        "med_chrgitm_type": m.get("kind", x.item.kind),
        "list_type": x.item.listing,
        "cnt": f"{sign * x.count:g}",
        "pric": f"{x.price:.4f}",
        "det_item_fee_sumamt": f"{sign * x.amount:.2f}",
        "inscp_amt": f"{sign * x.covered:.2f}",
        "selfpay_prop": "0" if x.covered else "1",
        "bilg_dr_code": x.doctor,
        "bilg_dept_name": m.get("dept", v.dept),
        "acord_dr_code": m.get("by", ""),
        "prd_days": m.get("days", ""),
        "rx_drord_no": m.get("rx", ""),
        "dscg_tkdrug_flag": "1" if m.get("take") else "0",
        "tcmdrug_used_way": m.get("used", "1" if x.item.kind == "10" else ""),
        "etip_flag": "1" if m.get("elsewhere") else "0",
        "etip_hosp_code": m.get("elsewhere", ""),
        "init_feedetl_sn": m.get("of", x.sn if sign < 0 else ""),
        "med_type": v.kind,
        "vali_flag": "1",
    }


def _visit(v: Visit) -> dict[str, Any]:
    return {
        "mdtrt_id": v.id,
        "psn_no": v.person.id,
        "gend": v.person.sex,
        "brdy": v.person.born.isoformat(),
        "insutype": v.person.insurance,
        "fixmedins_code": v.house.code,
        "fixmedins_name": v.house.name,
        "hosp_lv": v.house.level,
        "begntime": _t(v.start),
        "endtime": _t(v.end),
        "med_type": v.kind,
        "ipt_otp_no": v.more.get("hospital_no", v.id[3:]),
        "chfpdr_code": v.doctor,
        "adm_dept_name": v.dept,
        "dscg_dept_name": v.dept if v.stay else "",
        "adm_bed": v.bed,
        "dscg_bed": v.bed,
        "dscg_maindiag_code": v.diagnoses[0][0],
        "dscg_maindiag_name": v.diagnoses[0][1],
        "dscg_way": v.leaving if v.stay else "",
        "nwb_flag": v.more.get("newborn", ""),
        "matn_type": v.more.get("maternity", ""),
        "tel": v.person.phone,
        "vali_flag": "1",
    }


def _group(v: Visit) -> dict[str, Any]:
    assert v.group
    total = sum(x.amount for x in v.lines)
    own = total - round(sum(x.covered for x in v.lines) * rate(v), 2)
    code, name, weight, standard = v.group
    return {
        "mdtrt_id": v.id,
        "psn_no": v.person.id,
        "fixmedins_code": v.house.code,
        "begndate": v.start.date().isoformat(),
        "enddate": v.end.date().isoformat(),
        "bedday": max(1, (v.end.date() - v.start.date()).days),
        "setl_time": _t(v.settled or v.end),
        "grpg_flag": "01",
        "mdc_code": "MDC" + code[0],
        "adrg_code": code[:3],
        "drg_code": code,
        "drg_name": name,
        "weight": weight,
        "pay_std": f"{standard:.2f}",
        "medfee_sumamt": f"{total:.2f}",
        "hifp_act_pay": f"{standard - own:.2f}",
        "vali_flag": "1",
    }


def _houses(w: World) -> Rows:
    return [
        {
            "fixmedins_code": h.code,
            "fixmedins_name": h.name,
            "fixmedins_type": "2" if h.shop else "1",
            "hosp_lv": h.level,
            "medins_natu": "2" if h.private else "1",
            "bed_cnt": h.beds or "",
            "fix_blng_admdvs": "330105",
            "begntime": "2019-01-01 00:00:00",
            "vali_flag": "1",
        }
        for h in w.houses.values()
    ]


def _people(w: World) -> Rows:
    return [
        {
            "psn_no": p.id,
            "psn_name": f"参保人{n}",
            "gend": p.sex,
            "brdy": p.born.isoformat(),
            "psn_cert_type": "01",
            "certno": f"33010{n:013d}",
            "tel": p.phone,
            "live_addr": p.address,
            "surv_stas": "1" if p.died else "0",
            "die_date": _t(p.died) if p.died else "",
            "resd_loc_admdvs": "330105",
            "vali_flag": "1",
        }
        for n, p in enumerate(w.people)
    ]


def _doctors(w: World) -> Rows:
    everybody = [(d, h.code) for h in w.houses.values() for d in h.doctors] + [
        (d, w.houses[k].code) for d, k in w.extra_doctors
    ]
    return [
        {
            "dr_code": d,
            "dr_name": f"医{d[-6:]}",
            "psn_no": w.doctor_person.get(d, ""),
            "dr_prac_type": "1",
            "main_pracins_no": house,
            "mul_prac_flag": "0",
            "prac_stas": w.dead_doctors.get(d, "1"),
            "psn_stas": w.dead_doctors.get(d, "1"),
            "cntr_begntime": f"{w.contract_from.get(d, date(2020, 1, 1))} 00:00:00",
            "cntr_endtime": "2099-12-31 00:00:00",
            "vali_flag": "1",
        }
        for d, house in everybody
    ]


def _therapists(w: World) -> Rows:
    return [
        {
            "hi_tech_psn_code": d,
            "name": f"技{d[-6:]}",
            "medins_code": h.code,
            "prac_stas": "1",
            "psn_stas": "1",
            "cntr_begntime": "2020-01-01 00:00:00",
            "cntr_endtime": "2099-12-31 00:00:00",
            "vali_flag": "1",
        }
        for h in w.houses.values()
        for d in h.therapists
    ]


def _sales(w: World) -> Rows:
    out = []
    for s in w.sales:
        x: Line = s["line"]
        v = x.visit
        cash = s.get("cash", False)
        out.append(
            {
                "fixmedins_code": v.house.code,
                "med_list_codg": s.get("item", x.item).code,
                "fixmedins_hilist_name": s.get("item", x.item).name,
                "setl_id": ""
                if cash
                else s.get("claim", "S" + v.id[1:] + (f"P{x.claim}" if x.claim else "")),
                "mdtrt_sn": "" if cash else v.id,
                "psn_no": "" if cash else v.person.id,
                "manu_lotnum": "L" + s["code"][8:12],
                "expy_end": "2028-12-31",
                "rx_flag": "1",
                "trdn_flag": "1" if s.get("split") else "0",
                "finl_trns_pric": f"{x.price:.2f}",
                "rtal_docno": s.get("doc", f"R{v.id[1:]}"),
                "sel_retn_cnt": s.get("count", 1),
                "sel_retn_time": _t(s["at"]),
                "mdtrt_setl_type": "2" if cash else "1",
                "drug_trac_codg": s["code"],
                "bkkp_sn": "" if cash else s.get("sn", x.sn),
                "vali_flag": "1",
            }
        )
    return out


def _returns(w: World) -> Rows:
    return [
        {
            "fixmedins_code": s["line"].visit.house.code,
            "med_list_codg": s["line"].item.code,
            "setl_id": "" if s.get("cash") else "S" + s["line"].visit.id[1:],
            "psn_no": "" if s.get("cash") else s["line"].visit.person.id,
            "trdn_flag": "0",
            "sel_retn_cnt": s.get("count", 1),
            "sel_retn_time": _t(s["at"]),
            "drug_trac_codg": s["code"],
            "vali_flag": "1",
        }
        for s in w.returns
    ]


def _purchases(w: World) -> Rows:
    """Shops buy for a quarter what they will sell, and something more; the first delivery lies before the first day."""
    need: dict[tuple[str, str, int], float] = defaultdict(float)
    price: dict[tuple[str, str, int], tuple[str, float]] = {}
    for v in w.visits:
        if not v.house.shop:
            continue
        for x in v.lines:
            if (
                (v.house.code, x.item.code) in w.stock_own
                or x.count < 0
                or x.item.kind not in ("09", "11")
            ):
                continue
            quarter = (x.at.year - FIRST.year) * 4 + (x.at.month - 1) // 3
            need[v.house.code, x.item.code, quarter] += x.count
            key = (v.house.code, x.item.code, quarter)
            price[key] = (x.item.name, min(x.price, price.get(key, ("", x.price))[1]))
    out = []
    for n, ((house, code, quarter), count) in enumerate(sorted(need.items())):
        first = datetime(FIRST.year + quarter // 4, quarter % 4 * 3 + 1, 1, 9)
        name, p = price[house, code, quarter]
        out.append(
            {
                "fixmedins_code": house,
                "med_list_codg": code,
                "fixmedins_hilist_name": name,
                "spler_name": f"医药公司{n % 5}",
                "purc_invo_no": f"FP{n:08d}",
                "finl_trns_pric": f"{p * 0.9:.2f}",
                "purc_retn_cnt": int(count * 1.15) + 2,
                "purc_retn_stoin_time": _t(first - timedelta(days=2)),
                "manu_lotnum": f"L{n:05d}",
                "expy_end": "2028-12-31",
                "drug_trac_codg": "",
            }
        )
    return out + w.bought
