"""The eleventh county: how its houses post."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.counties.eleventh.houses import houses

from tests.unit.demo.delivered import made, read


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("eleventh", tmp_path_factory.mktemp("eleventh"))


def test_houses_post_as_they_do_and_send_no_more_than_they_do(out: Path) -> None:
    house = {h.key: h.code for h in houses()}
    stays = {r["mdtrt_id"]: r for r in read(out, "mdtrt_d") if r["med_type"] == "21"}
    rows = [r for r in read(out, "fee_list_d") if r["mdtrt_id"] in stays]
    midnight = [r for r in rows if r["fixmedins_code"] == house["ka"]]
    assert midnight
    assert {r["fee_ocur_time"][11:] for r in midnight} == {"00:00:00"}
    assert all(not r["prd_days"] for r in midnight)
    late = [r for r in rows if r["fixmedins_code"] == house["hz"]]
    assert late
    assert all(r["fee_ocur_time"] == stays[r["mdtrt_id"]]["endtime"] for r in late)
    batched = [
        r
        for r in read(out, "setl_d")
        if r["fixmedins_code"] == house["sq2"] and r["refd_setl_flag"] == "0"
    ]
    assert batched
    assert {r["setl_time"][11:13] for r in batched} == {"17"}
