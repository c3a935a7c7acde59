"""The twelfth county: its kinds, its sums, and how its houses post."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest
from benchmarks.seventh.world import GB
from benchmarks.twelfth.cases import CLEAN, CRUDE
from benchmarks.twelfth.county import build
from benchmarks.twelfth.houses import houses

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("twelfth")
    build(1, folder, 0.03)
    return folder


def _rows(out: Path, table: str) -> Rows:
    encoding = "gb18030" if table in GB else "utf-8"
    with (out / "delivery" / f"{table}.csv").open(encoding=encoding, newline="") as f:
        return list(csv.DictReader(f))


def test_its_kinds_are_those_that_were_asked_for_have_names_of_their_own_and_say_why() -> None:
    names = [case.name for case in (*CRUDE, *CLEAN)]
    assert len(CRUDE) == 33
    assert len(CLEAN) == 60
    assert len(set(names)) == len(names)
    assert all(len(case.note) > 8 for case in (*CRUDE, *CLEAN))


def test_the_same_seed_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    build(1, tmp_path, 0.03)
    for file in (*(out / "delivery").iterdir(), out / "truth.jsonl"):
        assert file.read_bytes() == (tmp_path / file.relative_to(out)).read_bytes()


def test_a_settlement_is_the_sum_of_its_lines(out: Path) -> None:
    total: dict[str, float] = defaultdict(float)
    for row in _rows(out, "fee_list_d"):
        total[row["setl_id"]] += float(row["det_item_fee_sumamt"])
    claims = _rows(out, "setl_d")
    without_lines = [c["setl_id"] for c in claims if c["setl_id"] not in total]
    # a refund may come as a settlement alone
    assert all(sid.endswith("R") for sid in without_lines)
    for claim in claims:
        if claim["setl_id"] in total:
            assert float(claim["medfee_sumamt"]) == pytest.approx(total[claim["setl_id"]], abs=0.01)
        paid = float(claim["fund_pay_sumamt"]) + float(claim["psn_pay"])
        assert paid == pytest.approx(float(claim["medfee_sumamt"]), abs=0.01)


def test_everything_in_the_truth_is_in_the_delivery(out: Path) -> None:
    visits = {row["mdtrt_id"] for row in _rows(out, "mdtrt_d")}
    lines = {(row["mdtrt_id"], row["bkkp_sn"]) for row in _rows(out, "fee_list_d")}
    codes = {row["drug_trac_codg"] for row in _rows(out, "selinfo_3505")}
    providers = {row["fixmedins_code"] for row in _rows(out, "fixmedins_b")}
    for text in (out / "truth.jsonl").read_text("utf-8").splitlines():
        thing = json.loads(text)
        assert set(thing["encounters"]) <= visits
        assert {(x["mdtrt_id"], x["feedetl_sn"]) for x in thing["lines"]} <= lines
        assert set(thing["trace_codes"]) <= codes
        assert set(thing["providers"]) <= providers


def test_houses_post_as_they_do_and_send_no_more_than_they_do(out: Path) -> None:
    house = {h.key: h.code for h in houses()}
    stays = {r["mdtrt_id"]: r for r in _rows(out, "mdtrt_d") if r["med_type"] == "21"}
    rows = [r for r in _rows(out, "fee_list_d") if r["mdtrt_id"] in stays]
    midnight = [r for r in rows if r["fixmedins_code"] == house["t1"]]
    assert midnight
    assert {r["fee_ocur_time"][11:] for r in midnight} == {"00:00:00"}
    late = [r for r in rows if r["fixmedins_code"] == house["t4"]]
    assert late
    assert all(r["fee_ocur_time"] == stays[r["mdtrt_id"]]["endtime"] for r in late)
    assert all(not r["prd_days"] for r in rows if r["fixmedins_code"] == house["si"])
    ward = [r for r in rows if r["fixmedins_code"] == house["ey"]]
    clocks = {r["bilg_dept_name"] == "神经内科": set() for r in ward}
    for r in ward:
        clocks[r["bilg_dept_name"] == "神经内科"].add(r["fee_ocur_time"][11:])
    assert clocks[True] == {"00:00:00"}
    assert len(clocks[False]) > 1


def test_nobody_of_ordinary_life_is_in_two_places(out: Path) -> None:
    planted = {
        e
        for text in (out / "truth.jsonl").read_text("utf-8").splitlines()
        for e in json.loads(text)["encounters"]
    }
    inside: dict[str, list[tuple[str, str]]] = defaultdict(list)
    visits = [r for r in _rows(out, "mdtrt_d") if r["mdtrt_id"] not in planted]
    for r in visits:
        if r["med_type"] in ("21", "2105", "52"):
            inside[r["psn_no"]].append((r["begntime"], r["endtime"]))
    crossing = [
        r["mdtrt_id"] for r in visits for a, b in inside[r["psn_no"]] if a < r["begntime"] < b
    ]
    assert not crossing
