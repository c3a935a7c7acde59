"""The nineteenth county: houses that do nothing wrong, twelve months, an innocent for nearly every scheme."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.counties.nineteenth.bill import billed, of
from benchmarks.counties.nineteenth.houses import OPEN, County

from tests.unit.demo.delivered import made, read, truth

HONEST = ("rb", "wc", "ca", "yd5", "yd6")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made("nineteenth", tmp_path_factory.mktemp("nineteenth"))


def test_five_houses_do_nothing_wrong(out: Path) -> None:
    honest = {County(1).houses[k].code for k in HONEST}
    crooked = {p for t in truth(out) if t["kind"] == "scheme" for p in t["providers"]}
    assert not honest & crooked
    assert honest <= {r["fixmedins_code"] for r in read(out, "mdtrt_d")}


def test_nothing_happens_before_the_twelve_months(out: Path) -> None:
    # a stay of the self-check kind may begin a week before the first ordinary day
    assert min(r["begntime"] for r in read(out, "mdtrt_d")) >= "2025-07-01"


def test_a_word_with_hours_is_charged_for_no_more_than_the_day_has() -> None:
    county = County(1)
    stay = county.stay("fs", county.person(), OPEN, 2, "内科", [("J18.900", "肺炎")], hour=15.0)
    billed(county, stay, "crrt_h*24@0-")
    assert [x.count for x in of(stay, "crrt_h")] == [8, 24]
