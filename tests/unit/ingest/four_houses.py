"""A delivery in which nothing is wrong, of four houses: what a test changes is all that can be doubted."""

from __future__ import annotations

import csv
from pathlib import Path

Rows = dict[str, list[dict[str, str]]]
HOUSES = [f"H3701010000{n}" for n in range(4)]
ITEMS = {f"XA0{n}AAA00{n}A001010100001": f"{20 + n}.50" for n in range(1, 8)}


def sound() -> Rows:
    """Four houses, thirty visits each, a drug of its own price on every second day."""
    rows: Rows = {
        "fixmedins_b": [
            {
                **{"fixmedins_code": h, "fixmedins_name": f"{h}医院", "fixmedins_type": "1"},
                **{"hosp_lv": "2", "bed_cnt": "200", "vali_flag": "1"},
            }
            for h in HOUSES
        ],
        **{"psn_info_b": [], "mdtrt_d": [], "setl_d": [], "fee_list_d": []},
    }
    codes = list(ITEMS)
    for i, house in enumerate(HOUSES):
        for n in range(30):
            key, person = f"{i}{n:02}", f"P{i}{n:02}"
            day, code = f"2025-07-{n // 2 + 1:02}", codes[n % len(codes)]
            born, quantity = f"19{50 + n}-05-0{i + 1}", 1 + n % 3
            amount = f"{float(ITEMS[code]) * quantity:.2f}"
            rows["psn_info_b"].append(
                {"psn_no": person, "psn_name": "某", "gend": "1", "brdy": born, "vali_flag": "1"}
            )
            rows["mdtrt_d"].append(
                {
                    **{"mdtrt_id": f"M{key}", "psn_no": person, "gend": "1", "brdy": born},
                    **{"fixmedins_code": house, "begntime": f"{day} 09:00:00"},
                    **{"endtime": f"{day} 10:00:00", "med_type": "11", "vali_flag": "1"},
                }
            )
            rows["setl_d"].append(
                {
                    **{"setl_id": f"S{key}", "mdtrt_id": f"M{key}", "psn_no": person},
                    **{"fixmedins_code": house, "setl_time": f"{day} 10:0{n % 10}:00"},
                    **{"medfee_sumamt": amount, "fund_pay_sumamt": "5.00"},
                    **{"refd_setl_flag": "0", "vali_flag": "1"},
                }
            )
            rows["fee_list_d"].append(
                {
                    **{"bkkp_sn": f"F{key}", "setl_id": f"S{key}", "mdtrt_id": f"M{key}"},
                    **{"psn_no": person, "fixmedins_code": house},
                    **{"fee_ocur_time": f"{day} 09:30:00", "med_list_codg": code},
                    **{"hilist_name": f"药{code[3]}", "med_chrgitm_type": "09"},
                    **{"cnt": str(quantity), "pric": ITEMS[code]},
                    **{"det_item_fee_sumamt": amount, "inscp_amt": amount, "vali_flag": "1"},
                }
            )
    return rows


def written(folder: Path, rows: Rows) -> Path:
    folder.mkdir()
    for name, lines in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)
    return folder


def of_house(rows: Rows, number: int = 1) -> list[dict[str, str]]:
    """The charges of one of the houses."""
    return [r for r in rows["fee_list_d"] if r["fixmedins_code"] == HOUSES[number]]
