"""The same rows in any slices and any order give the same canonical tables."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.unit.ingest.deliveries import canonical, held, query, take_in

from feijian.workspace import Workspace

PERSONS, PROVIDERS = 6, 3
KEY = "5a" * 32


def county(draw: random.Random) -> dict[str, list[str]]:
    """Rows by table, with children of void, missing and unsound parents, repeats and returns."""
    rows: dict[str, list[str]] = {
        "fixmedins_b": ["fixmedins_code,fixmedins_name,fixmedins_type,hosp_lv"],
        "fixmedins_ext": ["fixmedins_code,fixmedins_name,fixmedins_type,bed_cnt,medins_natu"],
        "psn_info_b": ["psn_no,gend,brdy,tel"],
        "mdtrt_d": [
            "mdtrt_id,psn_no,gend,brdy,insutype,emp_no,fixmedins_code,begntime,endtime,med_type,vali_flag"
        ],
        "setl_d": [
            "setl_id,init_setl_id,mdtrt_id,psn_no,fixmedins_code,setl_time,medfee_sumamt,fund_pay_sumamt,refd_setl_flag,vali_flag"
        ],
        "fee_list_d": [
            "bkkp_sn,setl_id,mdtrt_id,psn_no,fixmedins_code,fee_ocur_time,med_list_codg,med_chrgitm_type,cnt,det_item_fee_sumamt,vali_flag,updt_time"
        ],
        "setl_list_oprn_d": ["setl_id,mdtrt_id,oprn_oprt_code,main_oprn_flag,oprn_oprt_date"],
        "setl_diag_list_d": ["mdtrt_id,diag_srt_no,diag_code,maindiag_flag"],
        "setlinfo_4101": ["setl_id,mdtrt_id,hi_paymtd,days_rinp_flag_31"],
        "drg_group_result": ["mdtrt_id,drg_code"],
        "selinfo_3505": [
            "fixmedins_code,med_list_codg,setl_id,bkkp_sn,sel_retn_time,sel_retn_cnt,drug_trac_codg"
        ],
        "drug_trac_info_2207": ["feedetl_sn,drug_trac_codg,trdn_flag"],
    }
    for h in range(PROVIDERS):
        if h != 2:
            rows["fixmedins_b"].append(f"H{h},医院{h},1,{h + 1}")
        rows["fixmedins_ext"].append(f"H{h},医院{h},1,{h * 10},1")
    for p in range(PERSONS):
        if p % 3:
            rows["psn_info_b"].append(f"P{p},{1 + p % 2},19{40 + p}-01-01,1390000000{p}")
    for m in range(14):
        p, h = m % PERSONS, draw.randrange(PROVIDERS + 1)
        valid = 0 if m == 3 else 1
        end = "1999-01-01" if m == 4 else f"2025-03-{m + 5:02}"
        rows["mdtrt_d"].append(
            f"M{m},P{p},{1 + p % 2},19{40 + p}-01-01,310,E{m % 4},H{h},2025-03-{m + 1:02},{end},21,{valid}"
        )
        for d in range(draw.randrange(3)):
            rows["setl_diag_list_d"].append(f"M{m},{d + 1},I1{d}.x00,{int(d == 0)}")
            rows["setl_list_oprn_d"].append(f"S{m},M{m},79.3{d}00,{int(d == 1)},2025-03-{m + 2:02}")
        if m % 4:
            rows["setl_d"].append(f"S{m},,M{m},P{p},H{h},2025-03-{m + 6:02},90,50,0,{int(m != 7)}")
            rows["setlinfo_4101"].append(f"S{m},M{m},{1 + m % 6},{m % 2}")
        if m % 5 == 1:
            rows["drg_group_result"].append(f"M{m},RE1{m % 3}")
            rows["setl_d"].append(f"R{m},S{m},M{m},P{p},H{h},2025-03-{m + 7:02},-90,-50,1,1")
        for n in range(4):
            bad = "x" if (m, n) == (5, 1) else "30"
            updated = f"2025-04-{10 + n:02}"
            row = f"F{m}-{n},S{m},M{m},P{p},H{h},2025-03-{m + 2:02},00110200005000{n},0{1 + n},1,{bad},1,{updated}"
            rows["fee_list_d"].append(row)
            if n == 2:
                rows["fee_list_d"].append(row.replace(",30,1,2025-04-12", ",35,1,2025-05-01"))
            if n == 3 and m % 3 == 0:
                rows["fee_list_d"].append(row.replace(",1,2025-04-13", ",0,2025-05-01"))
                rows["fee_list_d"].append(row)
            if (m, n) in {(2, 0), (6, 0)}:
                rows["fee_list_d"].append(
                    f"N{m},S{m},M{m},P{p},H{h},2025-03-{m + 2:02},{'009900000000000' if m == 2 else '001102000050000'},01,-1,-30,1,"
                )
            rows["selinfo_3505"].append(
                f"H{h},XA02,S{m},F{m}-{n},2025-03-{m + 2:02},1,8{m:09}{n:010}"
            )
            rows["drug_trac_info_2207"].append(f"F{m}-{n},8{m:09}{n:010},0")
    return rows


def fresh(folder: Path) -> Workspace:
    workspace = Workspace.create(folder)
    (folder / workspace.settings().privacy_key_file).write_text(KEY + "\n", encoding="ascii")
    return workspace


def write(folder: Path, rows: dict[str, list[str]]) -> Path:
    folder.mkdir(parents=True)
    for name, (header, *body) in rows.items():
        if body:
            (folder / f"{name}.csv").write_text("\n".join([header, *body]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], Workspace]:
    rows = county(random.Random(11))
    folder = tmp_path_factory.mktemp("at_once")
    workspace = fresh(folder / "w")
    take_in(workspace, write(folder / "d", rows))
    return rows, workspace


def test_the_county_has_rows_everywhere(at_once: tuple[dict[str, list[str]], Workspace]) -> None:
    _, workspace = at_once
    left = canonical(workspace)
    assert all(left[t] for t in left if t not in ("practitioner", "purchase"))
    reasons = {r for rows in held(workspace).values() for _, found in rows for r in found}
    assert reasons >= {
        "parent_missing",
        "parent_void",
        "parent_quarantined",
        "ended_before_started",
        "negative_without_refund",
    }


@pytest.mark.parametrize("seed", range(5))
def test_slices_in_any_order_give_the_same_tables(
    at_once: tuple[dict[str, list[str]], Workspace], tmp_path: Path, seed: int
) -> None:
    rows, whole = at_once
    draw = random.Random(seed)
    slices: list[dict[str, list[str]]] = [{n: [r[0]] for n, r in rows.items()} for _ in range(4)]
    for name, (_, *body) in rows.items():
        shuffled = draw.sample(body, len(body))
        for row in shuffled:
            slices[draw.randrange(len(slices))][name].append(row)
    sliced = fresh(tmp_path / "w")
    for number, part in enumerate(slices):
        take_in(sliced, write(tmp_path / f"d{number}", part))
    expected, found = canonical(whole), canonical(sliced)
    for table in expected:
        assert found[table] == expected[table], table
    state = "select source_table, stream, reasons, key from ledger.quarantine where state = 'held' order by all"
    assert query(sliced, state) == query(whole, state)


def test_loading_a_slice_again_touches_nothing(
    at_once: tuple[dict[str, list[str]], Workspace], tmp_path: Path
) -> None:
    rows, _ = at_once
    workspace = fresh(tmp_path / "w")
    take_in(workspace, write(tmp_path / "d", rows))
    before = canonical(workspace)
    # the same rows in other files: every row is looked at, none is new
    again = {n: [r[0], *reversed(r[1:])] for n, r in rows.items()}
    report = take_in(workspace, write(tmp_path / "again", again))
    assert [f for f in report.files if f.accepted or f.quarantined] == []
    assert canonical(workspace) == before
    newest = "(select max(delivery_seq) from ledger.delivery)"
    assert (
        query(workspace, f"select scope, key from ledger.touched where delivery_seq = {newest}")
        == []
    )
