"""The tables of the seventh's machine, and what this county sends beside: transfers, families, outflow, people from elsewhere."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.counties.grammar.delivery import tables
from benchmarks.counties.grammar.world import GB

from .houses import CHAINS
from .life import County

Rows = list[dict[str, Any]]


def every(w: County) -> dict[str, Rows]:
    """All tables."""
    out = tables(w)
    visit = {v.id: v for v in w.visits}
    for row in out["setl_d"]:
        more = visit[row["mdtrt_id"]].more
        row["acct_mulaid_pay"] = row["acct_pay"] if more.get("aid") else "0.00"
        row["insu_admdvs"] = "340100" if more.get("remote") else "330126"
        row["mdtrt_cert_type"] = "03" if hash_of(row["psn_no"]) % 3 == 0 else "01"
    for row in out["fee_list_d"]:
        row["rx_circ_flag"] = "1" if visit[row["mdtrt_id"]].more.get("flow") else "0"
    for row in out["mdtrt_d"]:
        more = visit[row["mdtrt_id"]].more
        row["insu_admdvs"] = "340100" if more.get("remote") else "330126"
        row["refl_old_mdtrt_id"] = more.get("from", "")
    for row in out["purcinfo_3503"]:
        shop = next((k for k, h in w.houses.items() if h.code == row["fixmedins_code"]), "")
        chain = next((c for c, shops in CHAINS.items() if shop in shops), "")
        if chain:
            row["spler_name"] = f"{chain}连锁配送中心"
        if shop in ("pa3", "pd4") and str(row["purc_retn_stoin_time"]) < "2025-01-10":
            row["purc_retn_stoin_time"] = ""
    out["purcinfo_3503"] = [r for r in out["purcinfo_3503"] if r["purc_retn_stoin_time"]]
    out["invinfo_3502"] = w.moves or [
        {
            "fixmedins_code": "",
            "med_list_codg": "",
            "inv_chg_type": "",
            "drug_trac_codg": "",
            "cnt": "",
            "pric": "",
            "inv_chg_time": "",
            "vali_flag": "",
        }
    ]
    for row in out["dr_info_b"]:
        if row["dr_code"] in w.in_two_places:
            row["mul_prac_flag"] = "1"
    for row in out["fixmedins_b"]:
        row["fix_blng_admdvs"] = "330126"
    return out


def hash_of(text: str) -> int:
    """A number that a text always has."""
    return sum(ord(c) * (n + 1) for n, c in enumerate(text))


def written(w: County, out: Path) -> dict[str, int]:
    """The delivery and the truth; rows by table."""
    folder = out / "delivery"
    folder.mkdir(parents=True, exist_ok=True)
    code = {h.code: h for h in w.houses.values()}
    house_of = {v.id: v.house for v in w.visits}
    counts: dict[str, int] = defaultdict(int)
    for name, rows in every(w).items():
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
