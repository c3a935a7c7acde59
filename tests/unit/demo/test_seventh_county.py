"""The seventh county: how its houses post."""

from __future__ import annotations

from pathlib import Path

import benchmarks.counties.fifth.county  # noqa: F401  (enters the kinds)
import pytest
from benchmarks.counties.fifth.cases import CLEAN as FIFTH_CLEAN
from benchmarks.counties.fifth.cases import CRUDE as FIFTH_CRUDE
from benchmarks.counties.seventh.houses import houses

from tests.unit.demo.delivered import kinds_of, made, read


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("seventh", tmp_path_factory.mktemp("seventh"))


def test_its_kinds_are_its_own() -> None:
    others = set(FIFTH_CRUDE) | set(FIFTH_CLEAN)
    assert others
    assert not {name for _, name, _ in kinds_of("seventh")} & others


def test_houses_post_as_they_do_and_send_no_more_than_they_do(out: Path) -> None:
    house = {h.key: h.code for h in houses()}
    stays = {r["mdtrt_id"]: r for r in read(out, "mdtrt_d") if r["med_type"] == "21"}
    rows = [r for r in read(out, "fee_list_d") if r["mdtrt_id"] in stays]
    midnight = [r for r in rows if r["fixmedins_code"] == house["xz1"]]
    assert midnight
    assert {r["fee_ocur_time"][11:] for r in midnight} == {"00:00:00"}
    late = [r for r in rows if r["fixmedins_code"] == house["xz2"]]
    assert late
    assert all(r["fee_ocur_time"] == stays[r["mdtrt_id"]]["endtime"] for r in late)
    assert all(not stays[r["mdtrt_id"]]["adm_bed"] for r in late)
    no_days = [r for r in rows if r["fixmedins_code"] == house["zy"]]
    assert all(not r["prd_days"] for r in no_days)
