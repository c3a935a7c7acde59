"""The tenth county: how its houses post."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from benchmarks.counties.tenth.houses import houses

from tests.unit.demo.delivered import made, read


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("tenth", tmp_path_factory.mktemp("tenth"))


def test_houses_post_as_they_do_and_send_no_more_than_they_do(out: Path) -> None:
    house = {h.key: h.code for h in houses()}
    stays = {r["mdtrt_id"]: r for r in read(out, "mdtrt_d") if r["med_type"] == "21"}
    fees = read(out, "fee_list_d")
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
