"""The tenth county: its kinds, its sums, and how its houses post."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.seventh.world import GB
from benchmarks.tenth.cases import CASES
from benchmarks.tenth.county import build
from benchmarks.tenth.houses import houses

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tenth")
    build(1, folder, 0.03)
    return folder


def _rows(out: Path, table: str) -> Rows:
    encoding = "gb18030" if table in GB else "utf-8"
    with (out / "delivery" / f"{table}.csv").open(encoding=encoding, newline="") as f:
        return list(csv.DictReader(f))


def test_its_kinds_are_many_have_names_of_their_own_and_say_why() -> None:
    kinds = Counter(kind for kind, *_ in CASES)
    names = [name for _, name, *_ in CASES]
    assert kinds["scheme"] >= 33
    assert kinds["lookalike"] >= 60
    assert len(set(names)) == len(names)
    assert all(len(note) > 20 for _, _, _, note, _ in CASES)


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
    fees = _rows(out, "fee_list_d")
    rows = [r for r in fees if r["mdtrt_id"] in stays]
    midnight = [r for r in rows if r["fixmedins_code"] == house["z2"]]
    assert midnight
    assert {r["fee_ocur_time"][11:] for r in midnight} == {"00:00:00"}
    assert all(not r["bilg_dr_code"] for r in midnight)
    late = [r for r in rows if r["fixmedins_code"] == house["z3"]]
    assert late
    assert all(r["fee_ocur_time"] == stays[r["mdtrt_id"]]["endtime"] for r in late)
    weekly = {
        r["fee_ocur_time"]
        for r in rows
        if r["fixmedins_code"] == house["z5"]
        and r["fee_ocur_time"] != stays[r["mdtrt_id"]]["endtime"]
    }
    assert weekly
    assert {datetime.fromisoformat(at).weekday() for at in weekly} == {4}


def test_nobody_lies_in_two_beds_or_loses_one_appendix_twice(out: Path) -> None:
    nights: dict[str, list[tuple[str, str]]] = defaultdict(list)
    planted = {
        e
        for text in (out / "truth.jsonl").read_text("utf-8").splitlines()
        for e in json.loads(text)["encounters"]
    }
    for row in _rows(out, "mdtrt_d"):
        if row["med_type"] == "21" and row["mdtrt_id"] not in planted:
            nights[row["psn_no"]].append((row["begntime"], row["endtime"]))
    for stays in nights.values():
        stays.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(stays))
    lost = Counter(
        r["psn_no"]
        for r in _rows(out, "setl_list_oprn_d")
        if r["oprn_oprt_code"].startswith("47.0")
    )
    assert all(n == 1 for n in lost.values())
