"""The eighteenth county: lines by word, a box split over beds, houses that send no hours, seeds that differ."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.counties.eighteenth.bill import billed, of, words
from benchmarks.counties.eighteenth.houses import NO_HOURS, County

from tests.unit.demo.delivered import made, read


def test_a_panel_hands_its_day_to_its_words() -> None:
    assert words("chem@2") == words("liver kidney glu").replace(" ", "@2 ") + "@2"


def test_a_word_that_is_no_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="is no entry of a bill"):
        words("oxygen**24")


def test_more_hours_than_a_day_has_are_written_as_the_clerk_wrote_them() -> None:
    county = County(1)
    day = date(2025, 3, 3)
    stay = county.stay("rm", county.person(), day, 2, "内科", [("J18.900", "肺炎")], hour=15.0)
    billed(county, stay, "oxygen*24@0- monitor*36@1")
    assert [x.count for x in of(stay, "oxygen")] == [8, 24]
    assert [x.count for x in of(stay, "monitor")] == [36]


def test_houses_without_hours_send_days_alone(tmp_path: Path) -> None:
    out = made("eighteenth", tmp_path)
    silent = {County(1).houses[k].code for k in NO_HOURS}
    rows = [r for r in read(out, "fee_list_d") if r["fixmedins_code"] in silent]
    assert rows
    assert {r["fee_ocur_time"][11:] for r in rows} == {"00:00:00"}
    split = [r for r in read(out, "selinfo_3505") if r["trdn_flag"] == "1"]
    assert split
