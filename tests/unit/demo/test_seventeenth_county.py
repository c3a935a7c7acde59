"""The seventeenth county: local codes, strangers of another province, babies on their mother's number, tests taken in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.counties.seventeenth.bill import every, words, workdays
from benchmarks.counties.seventeenth.goods import ITEMS
from benchmarks.counties.seventeenth.houses import County

from tests.unit.demo.delivered import made, read, truth


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("seventeenth", tmp_path_factory.mktemp("seventeenth"))


def test_what_the_national_list_is_not_known_to_have_bears_a_local_code() -> None:
    assert ITEMS["xpert"].code.startswith("GCYY")
    assert ITEMS["bone_set"].code == "004200000010000"
    assert len({i.code for i in ITEMS.values()}) == len(ITEMS)


def test_a_night_of_the_hospice_is_bed_ease_and_round() -> None:
    assert words("eased") == "bed@0- ease_care@0- round@0-"


def test_days_of_a_course() -> None:
    friday = date(2025, 3, 7)
    assert [d.day for d in every(friday, 7, 3)] == [7, 14, 21]
    assert [d.day for d in workdays(friday, 3)] == [7, 10, 11]


def test_a_stranger_belongs_to_another_province(out: Path) -> None:
    homes = {row["resd_loc_admdvs"] for row in read(out, "psn_info_b")}
    assert homes == {"330105", "130324"}


def test_a_baby_lies_on_its_mothers_number_beside_her(out: Path) -> None:
    babies = {r["mdtrt_id"]: r["psn_no"] for r in read(out, "mdtrt_d") if r["nwb_flag"] == "1"}
    mothers = {r["psn_no"] for r in read(out, "mdtrt_d") if r["med_type"] == "52"}
    assert babies
    assert set(babies.values()) <= mothers


def test_tests_before_the_bed_stand_in_the_stays_bill(out: Path) -> None:
    (case,) = [t for t in truth(out) if t["name"] == "tests_of_last_week_in_this_bill"]
    (stay,) = [r for r in read(out, "mdtrt_d") if r["mdtrt_id"] == case["encounters"][0]]
    hours = [
        r["fee_ocur_time"] for r in read(out, "fee_list_d") if r["mdtrt_id"] == stay["mdtrt_id"]
    ]
    assert sum(at < stay["begntime"] for at in hours) == 12


def test_a_corner_shop_strikes_its_prices_in_odd_cents() -> None:
    county = County(1)
    visit = county.room(
        "yd5", county.person(), "41", date(2025, 3, 3), "药房", [("I10.x00", "高血压")]
    )
    assert county.add(visit, "amlo").price == 7.9
