"""The thirteenth county: how its houses post, and where its doctors are."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pytest
from benchmarks.counties.thirteenth.houses import houses

from tests.unit.demo.delivered import made, planted, read


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("thirteenth", tmp_path_factory.mktemp("thirteenth"))


def test_houses_post_as_they_do_and_send_no_more_than_they_do(out: Path) -> None:
    house = {h.key: h.code for h in houses()}
    false = planted(out)
    stays = {
        r["mdtrt_id"]: r
        for r in read(out, "mdtrt_d")
        if r["med_type"] in ("21", "2105") and r["mdtrt_id"] not in false
    }
    rows = [r for r in read(out, "fee_list_d") if r["mdtrt_id"] in stays]
    midnight = [r for r in rows if r["fixmedins_code"] == house["jsb"]]
    assert midnight
    assert {r["fee_ocur_time"][11:] for r in midnight} == {"00:00:00"}
    weekly = {
        r["fee_ocur_time"]
        for r in rows
        if r["fixmedins_code"] == house["zy"]
        and r["bilg_dept_name"] == "针灸推拿科"
        and r["fee_ocur_time"] != stays[r["mdtrt_id"]]["endtime"]
    }
    assert all(datetime.fromisoformat(at).weekday() == 4 for at in weekly)


def test_a_doctor_of_ordinary_life_sees_outpatients_in_one_house_a_day(out: Path) -> None:
    false = planted(out)
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for r in read(out, "mdtrt_d"):
        if r["mdtrt_id"] not in false and r["chfpdr_code"] and r["med_type"] in ("11", "13", "14"):
            seen[r["chfpdr_code"], r["begntime"][:10]].add(r["fixmedins_code"])
    assert seen
    assert sum(len(v) > 1 for v in seen.values()) <= len(seen) // 100


def test_those_who_go_round_have_a_second_site_in_the_register(out: Path) -> None:
    several = {r["dr_code"] for r in read(out, "dr_info_b") if r["mul_prac_flag"] == "1"}
    assert len(several) == 8
