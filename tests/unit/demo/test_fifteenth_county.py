"""The fifteenth county: tablets out of the ward's own box, hours that there were, houses that send no hours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.counties.fifteenth.bill import billed
from benchmarks.counties.fifteenth.houses import NO_HOURS, County

from tests.unit.demo.delivered import made, read


def test_tablets_of_a_stay_are_the_share_of_the_box_that_was_taken() -> None:
    county = County(1)
    stay = county.stay(
        "xy", county.person(), date(2025, 3, 3), 7, "内科", [("I10.x00", "高血压")], hour=9.0
    )
    bill = billed(county, stay, "amlo@0 amlo!")
    assert [x.count for x in bill["amlo"]] == [0.25, 1]
    assert bill["amlo"][1].more["days"] == "28"


def test_what_is_charged_by_the_hour_ends_at_midnight() -> None:
    county = County(1)
    stay = county.stay(
        "fy", county.person(), date(2025, 3, 3), 2, "儿科", [("J18.900", "肺炎")], hour=15.0
    )
    assert [x.count for x in billed(county, stay, "oxygen*24@0-")["oxygen"]] == [8, 24]


def test_a_word_that_is_no_entry_is_refused() -> None:
    county = County(1)
    stay = county.stay("xy", county.person(), date(2025, 3, 3), 2, "内科", [("J18.900", "肺炎")])
    with pytest.raises(ValueError, match="is no entry of a bill"):
        billed(county, stay, "oxygen**24")


def test_houses_without_hours_send_days_alone(tmp_path: Path) -> None:
    out = made("fifteenth", tmp_path)
    silent = {County(1).houses[k].code for k in NO_HOURS}
    hours = [
        row["fee_ocur_time"][11:]
        for row in read(out, "fee_list_d")
        if row["fixmedins_code"] in silent
    ]
    assert hours
    assert set(hours) == {"00:00:00"}
