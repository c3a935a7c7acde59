"""The eighth county: its kinds, its sums, its wards, and how its houses post."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from benchmarks.eighth.cases import KINDS
from benchmarks.eighth.county import build
from benchmarks.eighth.goods import ITEMS
from benchmarks.eighth.houses import houses
from benchmarks.eighth.rooms import COURSES, ROOMS
from benchmarks.eighth.wards import STAYS
from benchmarks.seventh.cases import CASES as SEVENTH
from benchmarks.seventh.world import GB

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eighth")
    build(1, folder, 0.03)
    return folder


def _rows(out: Path, table: str) -> Rows:
    encoding = "gb18030" if table in GB else "utf-8"
    with (out / "delivery" / f"{table}.csv").open(encoding=encoding, newline="") as f:
        return list(csv.DictReader(f))


def test_its_kinds_are_many_have_names_of_their_own_and_say_why() -> None:
    kinds = Counter(kind for kind, *_ in KINDS)
    names = [name for _, name, *_ in KINDS]
    assert kinds["scheme"] >= 20
    assert kinds["lookalike"] >= 60
    assert len(set(names)) == len(names)
    assert len(set(names) & {name for _, name, *_ in SEVENTH}) <= 5
    assert all(len(note) > 20 for _, _, note, *_ in KINDS)
    assert len(STAYS) + len(ROOMS) + len(COURSES) >= 20


def test_no_two_things_have_one_code() -> None:
    codes = Counter(item.code for item in ITEMS.values())
    assert [code for code, n in codes.items() if n > 1] == []


def test_the_same_seed_gives_the_same_bytes(out: Path, tmp_path: Path) -> None:
    build(1, tmp_path, 0.03)
    for file in (*(out / "delivery").iterdir(), out / "truth.jsonl"):
        assert file.read_bytes() == (tmp_path / file.relative_to(out)).read_bytes()


def test_a_settlement_is_the_sum_of_its_lines(out: Path) -> None:
    total: dict[str, float] = defaultdict(float)
    for row in _rows(out, "fee_list_d"):
        total[row["setl_id"]] += float(row["det_item_fee_sumamt"])
    for claim in _rows(out, "setl_d"):
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


def test_nobody_lies_in_two_wards_or_shares_a_bed(out: Path) -> None:
    stays = [r for r in _rows(out, "mdtrt_d") if r["med_type"] == "21" and r["adm_bed"]]
    nights = Counter()
    for row in stays:
        nights[row["fixmedins_code"], row["adm_bed"], row["begntime"][:10]] += 1
    assert max(nights.values()) == 1


def test_wards_of_one_house_post_differently(out: Path) -> None:
    house = {h.key: h.code for h in houses()}
    stays = {r["mdtrt_id"]: r for r in _rows(out, "mdtrt_d") if r["med_type"] == "21"}
    rows = [
        r
        for r in _rows(out, "fee_list_d")
        if r["mdtrt_id"] in stays and r["fixmedins_code"] == house["h3a"]
    ]
    bones = [r for r in rows if stays[r["mdtrt_id"]]["adm_dept_name"] == "骨科"]
    others = [r for r in rows if stays[r["mdtrt_id"]]["adm_dept_name"] == "神经内科"]
    assert bones
    assert {r["fee_ocur_time"][11:] for r in bones} == {"00:00:00"}
    assert others
    assert not any(r["fee_ocur_time"].endswith("00:00:00") for r in others)
    unsigned = [r for r in _rows(out, "fee_list_d") if r["fixmedins_code"] == house["t5"]]
    assert unsigned
    assert all(not r["bilg_dr_code"] for r in unsigned)
