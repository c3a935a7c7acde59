"""The twelfth county: how its houses and wards post."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.counties.twelfth.houses import houses

from tests.unit.demo.delivered import made, read


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("twelfth", tmp_path_factory.mktemp("twelfth"))


def test_houses_post_as_they_do_and_send_no_more_than_they_do(out: Path) -> None:
    house = {h.key: h.code for h in houses()}
    stays = {r["mdtrt_id"]: r for r in read(out, "mdtrt_d") if r["med_type"] == "21"}
    rows = [r for r in read(out, "fee_list_d") if r["mdtrt_id"] in stays]
    midnight = [r for r in rows if r["fixmedins_code"] == house["t1"]]
    assert midnight
    assert {r["fee_ocur_time"][11:] for r in midnight} == {"00:00:00"}
    late = [r for r in rows if r["fixmedins_code"] == house["t4"]]
    assert late
    assert all(r["fee_ocur_time"] == stays[r["mdtrt_id"]]["endtime"] for r in late)
    assert all(not r["prd_days"] for r in rows if r["fixmedins_code"] == house["si"])
    ward = [r for r in rows if r["fixmedins_code"] == house["ey"]]
    nerves = {r["fee_ocur_time"][11:] for r in ward if r["bilg_dept_name"] == "神经内科"}
    others = {r["fee_ocur_time"][11:] for r in ward if r["bilg_dept_name"] != "神经内科"}
    assert nerves == {"00:00:00"}
    assert len(others) > 1
