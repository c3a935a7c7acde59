"""The ninth county: how its houses post."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.counties.ninth.houses import houses

from tests.unit.demo.delivered import made, read


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("ninth", tmp_path_factory.mktemp("ninth"))


def test_houses_post_as_they_do_and_send_no_more_than_they_do(out: Path) -> None:
    house = {h.key: h.code for h in houses()}
    stays = {r["mdtrt_id"]: r for r in read(out, "mdtrt_d") if r["med_type"] == "21"}
    fees = read(out, "fee_list_d")
    rows = [r for r in fees if r["mdtrt_id"] in stays]
    midnight = [r for r in rows if r["fixmedins_code"] == house["zx3"]]
    assert midnight
    assert {r["fee_ocur_time"][11:] for r in midnight} == {"00:00:00"}
    assert all(not r["bilg_dept_name"] for r in midnight)
    late = [r for r in rows if r["fixmedins_code"] == house["zx2"]]
    assert late
    assert all(r["fee_ocur_time"] == stays[r["mdtrt_id"]]["endtime"] for r in late)
    seven = [r for r in fees if r["fixmedins_code"] == house["sq5"] and r["prd_days"]]
    assert seven
    assert {r["prd_days"] for r in seven} == {"7"}
