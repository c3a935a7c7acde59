"""The eighth county: its wards, and how its houses post."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from benchmarks.counties.eighth.goods import ITEMS
from benchmarks.counties.eighth.houses import houses
from benchmarks.counties.eighth.rooms import COURSES, ROOMS
from benchmarks.counties.eighth.wards import STAYS

from tests.unit.demo.delivered import kinds_of, made, read


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("eighth", tmp_path_factory.mktemp("eighth"))


def test_its_kinds_are_its_own_and_its_wards_many() -> None:
    its, before = ({name for _, name, _ in kinds_of(c)} for c in ("eighth", "seventh"))
    assert len(its & before) <= 5
    assert len(STAYS) + len(ROOMS) + len(COURSES) >= 20


def test_no_two_things_have_one_code() -> None:
    codes = Counter(item.code for item in ITEMS.values())
    assert [code for code, n in codes.items() if n > 1] == []


def test_nobody_lies_in_two_wards_or_shares_a_bed(out: Path) -> None:
    stays = [r for r in read(out, "mdtrt_d") if r["med_type"] == "21" and r["adm_bed"]]
    nights = Counter()
    for row in stays:
        nights[row["fixmedins_code"], row["adm_bed"], row["begntime"][:10]] += 1
    assert max(nights.values()) == 1


def test_wards_of_one_house_post_differently(out: Path) -> None:
    house = {h.key: h.code for h in houses()}
    stays = {r["mdtrt_id"]: r for r in read(out, "mdtrt_d") if r["med_type"] == "21"}
    rows = [
        r
        for r in read(out, "fee_list_d")
        if r["mdtrt_id"] in stays and r["fixmedins_code"] == house["h3a"]
    ]
    bones = [r for r in rows if stays[r["mdtrt_id"]]["adm_dept_name"] == "骨科"]
    others = [r for r in rows if stays[r["mdtrt_id"]]["adm_dept_name"] == "神经内科"]
    assert bones
    assert {r["fee_ocur_time"][11:] for r in bones} == {"00:00:00"}
    assert others
    assert not any(r["fee_ocur_time"].endswith("00:00:00") for r in others)
    unsigned = [r for r in read(out, "fee_list_d") if r["fixmedins_code"] == house["t5"]]
    assert unsigned
    assert all(not r["bilg_dr_code"] for r in unsigned)
