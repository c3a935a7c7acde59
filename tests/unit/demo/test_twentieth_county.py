"""The twentieth county: honest houses, two lists of items in one county, stays paid by points and by the day."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.counties.twentieth.bill import billed, of
from benchmarks.counties.twentieth.houses import OPEN, County

from tests.unit.demo.delivered import made, read, truth

HONEST = ("ms", "wy", "xb", "dd")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("twentieth", tmp_path_factory.mktemp("twentieth"))


def test_four_houses_do_nothing_wrong(out: Path) -> None:
    honest = {County(1).houses[k].code for k in HONEST}
    crooked = {p for t in truth(out) if t["kind"] == "scheme" for p in t["providers"]}
    assert not honest & crooked
    assert honest <= {r["fixmedins_code"] for r in read(out, "mdtrt_d")}


def test_the_same_night_stands_under_two_codes() -> None:
    county = County(1)
    codes = []
    for house in ("cy", "tc"):
        stay = county.stay(house, county.person(), OPEN, 2, "内科", [("J18.900", "肺炎")])
        billed(county, stay, "bed@0-")
        codes += sorted({x.item.code for x in of(stay, "bed")})
    assert codes == ["011109000020000", "001109000010000"]


def test_psychiatric_stays_are_paid_by_the_day(out: Path) -> None:
    code = County(1).houses["jw"].code
    stays = {r["med_type"] for r in read(out, "mdtrt_d") if r["fixmedins_code"] == code}
    assert "2105" in stays
    assert "21" not in stays
